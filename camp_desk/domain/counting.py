"""Counting a store: whether two counts agree, what differs from the books, what is due."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from camp_desk.domain.plain import folded
from camp_desk.domain.quantities import Unit

WEEKLY, MONTHLY = 7, 30
"""Days after which an A item, and any item, is to be counted again."""

_A_SHARE = 0.8
"""A items are those that together make this part of what is used (the usual ABC analysis)."""


@dataclass(frozen=True, slots=True)
class Tolerance:
    """By how many thousandths two numbers may differ: whole packs, and loose weight.

    Source: domain reference 5.3, from memory: 0 for sealed units, 0.5 % for loose weight.
    """

    sealed: int = 0
    loose: int = 5

    def allows(self, one: int, other: int, unit: Unit, pack: int) -> bool:
        """Tell whether two numbers of base units are one and the same pile.

        Only what lies open is weighed, and only of that a part may be missing.

        >>> bag = 50_000
        >>> Tolerance().allows(1_012_500, 1_012_460, Unit.GRAM, bag)
        True
        >>> Tolerance().allows(1_000_000, 950_000, Unit.GRAM, bag)
        False
        """
        loose = max(_loose(one, unit, pack), _loose(other, unit, pack))
        sealed = max(max(one, other) - loose, 0)
        return abs(one - other) * 1000 <= loose * self.loose + sealed * self.sealed


def _loose(quantity: int, unit: Unit, pack: int) -> int:
    """Return how much of a pile lies in no whole pack, in grams; pieces are never weighed."""
    if unit is Unit.PIECE or quantity <= 0:
        return 0
    return quantity % pack if pack > 1 else quantity


class Stage(StrEnum):
    """How far the count of one pile has come."""

    UNCOUNTED = "uncounted"
    ONCE = "once"
    DIFFER = "differ"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class Tally:
    """What one person counted of one pile, in base units."""

    counter: str
    quantity: int


@dataclass(frozen=True, slots=True)
class Standing:
    """How a pile's count stands: ``counted`` once two people agree, and who says what."""

    stage: Stage
    counted: int | None
    latest: tuple[Tally, ...]

    def by(self, nth: int) -> int | None:
        """Return what the first (0), the second (1) or a later person found, if they counted."""
        return self.latest[nth].quantity if nth < len(self.latest) else None


def standing(tallies: Iterable[Tally], tolerance: Tolerance, unit: Unit, pack: int) -> Standing:
    """Return how a pile stands; what a person counted again takes the place of the first time.

    It is settled exactly when two people agree: their later number is taken.

    Args:
        tallies: What was entered, in that order.
        tolerance: How far two people may lie apart.
        unit: What the numbers count.
        pack: Base units in a whole pack.
    """
    first: dict[str, int] = {}
    last: dict[str, tuple[int, Tally]] = {}
    for at, tally in enumerate(tallies):
        who = folded(tally.counter) or tally.counter
        first.setdefault(who, at)
        last[who] = (at, tally)
    latest = tuple(last[who][1] for who in sorted(last, key=first.__getitem__))
    newest = [tally for _, tally in sorted(last.values(), key=lambda pair: -pair[0])]
    for n, tally in enumerate(newest):
        others = newest[:n] + newest[n + 1 :]
        if any(tolerance.allows(tally.quantity, each.quantity, unit, pack) for each in others):
            return Standing(Stage.SETTLED, tally.quantity, latest)
    stage = (Stage.UNCOUNTED, Stage.ONCE, Stage.DIFFER)[min(len(newest), 2)]
    return Standing(stage, None, latest)


def correction(book: int, counted: int, tolerance: Tolerance, unit: Unit, pack: int) -> int:
    """Return by what the books are to be corrected: nothing within the tolerance.

    >>> correction(1_000_000, 950_000, Tolerance(), Unit.GRAM, 50_000)
    -50000
    """
    return 0 if tolerance.allows(book, counted, unit, pack) else counted - book


@dataclass(frozen=True, slots=True)
class Due:
    """An item that should be counted; ``since`` is how many days ago it was, None for never."""

    item: str
    since: int | None
    weekly: bool


def a_items(used: Mapping[str, int]) -> frozenset[str]:
    """Return the items that together make four fifths of what was used, the most used first.

    >>> sorted(a_items({"WHF": 700, "RIC": 200, "SAL": 60, "TEA": 40}))
    ['RIC', 'WHF']
    """
    total, before, chosen = sum(used.values()), 0, []
    for item, quantity in sorted(used.items(), key=lambda pair: (-pair[1], pair[0])):
        if quantity <= 0 or before >= total * _A_SHARE:
            break
        chosen.append(item)
        before += quantity
    return frozenset(chosen)


def due(
    there: Sequence[str], last: Mapping[str, date], weekly: frozenset[str], today: date
) -> list[Due]:
    """Return which items are to be counted: A items each week, all of them each month.

    Never counted comes first, then what is longest overdue.

    Args:
        there: The items that lie in the store.
        last: When each was counted last.
        weekly: The A items.
        today: The day.
    """
    found = []
    for item in there:
        since = (today - last[item]).days if item in last else None
        if since is None or since >= (WEEKLY if item in weekly else MONTHLY):
            found.append(Due(item, since, item in weekly))
    return sorted(found, key=lambda each: (each.since is not None, -(each.since or 0)))
