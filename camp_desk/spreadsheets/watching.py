"""Tells how far the reading of a list has come, over all that is done with its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol, TypeVar

_EVERY = 200

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class Countable(Protocol[T_co]):
    """Items of which it is known how many there are."""

    def __len__(self) -> int: ...

    def __iter__(self) -> Iterator[T_co]: ...


class Watched:
    """Reports rows of ``total``, while parts of the way are gone item by item."""

    def __init__(self, report: Callable[[int, int], None] | None, total: int) -> None:
        self._report, self._total = report, total

    def __call__(self, items: Countable[T], first: float = 0, last: float = 1) -> Iterator[T]:
        """Yield the items of the part from ``first`` to ``last`` of the whole way, 0 to 1."""
        for done, item in enumerate(items):
            if self._report and done % _EVERY == 0:
                share = first + (last - first) * done / len(items)
                self._report(int(self._total * share), self._total)
            yield item
        if self._report:
            self._report(int(self._total * last), self._total)
