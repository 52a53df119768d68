"""How long work tells how far it is, and is told to stop."""

from __future__ import annotations

from collections.abc import Callable

Report = Callable[[int, int], None]
"""Called with what is done and what there is in all; raises Cancelled to stop the work."""


class Cancelled(Exception):  # noqa: N818  nothing went wrong
    """The officer stopped the work; what it wrote is taken back."""


def silent(done: int, total: int) -> None:
    """Tell nobody."""
