"""How long work tells how far it is, and is told to stop."""

from __future__ import annotations

from collections.abc import Callable

Report = Callable[[int, int], None]
"""Called with what is done and what there is in all; raises to stop the work and take it back."""


def silent(done: int, total: int) -> None:
    """Tell nobody."""
