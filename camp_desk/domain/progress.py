"""How long work tells how far it is, and is told to stop."""

from __future__ import annotations

from collections.abc import Callable

from camp_desk.domain.words import N_

Report = Callable[[int, int], None]
"""Called with what is done and what there is in all; raises to stop the work and take it back."""


def silent(done: int, total: int) -> None:
    """Tell nobody."""


MADE_ANEW = N_("An earlier version wrote this camp: what is searched by is made anew, this once.")
"""Said where a camp takes long to open for that."""
