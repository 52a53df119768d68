"""Following goods from their consignment to households, and a ration back to its donors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from camp_desk.domain.ids import LotId
from camp_desk.domain.stock import Lot


def apportioned(quantity: int, weights: Sequence[int]) -> list[int]:
    """Divide a quantity over lots in proportion to what there was of each; exact.

    Nobody knows which bag went to which household, so each lot is taken to have given the same
    share to all.  Whole units that are left over go to the largest fractions, of equal ones to
    the first.  A weight of 0 or below gives nothing; where all do, nothing can be divided.

    >>> apportioned(1_000, [2, 1]), apportioned(5, [0, 3]), apportioned(5, [0, 0])
    ([667, 333], [0, 5], [0, 0])
    """
    counted = [max(0, weight) for weight in weights]
    whole = sum(counted)
    if not whole:
        return [0] * len(weights)
    parts = [quantity * weight // whole for weight in counted]
    fractions = [quantity * weight % whole for weight in counted]
    order = sorted(range(len(weights)), key=lambda at: -fractions[at])
    for at in order[: quantity - sum(parts)]:
        parts[at] += 1
    return parts


@dataclass(frozen=True, slots=True)
class Paper:
    """A document that moved a lot; above zero it came into the books or to another place."""

    kind: str
    number: str
    day: date
    reference: str
    party: str
    quantity: int
    reversal: bool = False


@dataclass(frozen=True, slots=True)
class Lies:
    """How much of a lot lies somewhere: a store, a list's goods, a waybill's, or a loan's.

    ``waybill`` is the number of the loan where it is ``lent`` to a household.
    """

    store: str
    list: int | None
    waybill: str
    quantity: int
    lent: bool = False


@dataclass(frozen=True, slots=True)
class OnList:
    """What a list had of a lot, and the households that collected such goods on it."""

    number: int
    aside: int
    out: int
    closed: date | None
    households: int
    persons: int


@dataclass(frozen=True, slots=True)
class Alone:
    """What households were given of a lot without a list, or what they were lent."""

    lent: bool
    quantity: int
    households: int
    persons: int


@dataclass(frozen=True, slots=True)
class Trace:
    """Everything that became of one lot, in grams or pieces."""

    lot: LotId
    of: Lot
    came: Sequence[Paper]
    left: Sequence[Paper]
    lies: Sequence[Lies]
    lists: Sequence[OnList]
    into: Sequence[Paper] = field(default=())
    """Rebagging and kits that made other lots of it."""
    through: bool = False
    """Whether it was made of the goods that were asked for, and did not come itself."""
    alone: Sequence[Alone] = field(default=())


@dataclass(frozen=True, slots=True)
class Part:
    """So much of a ration came from this lot."""

    of: Lot
    quantity: int


@dataclass(frozen=True, slots=True)
class Ration:
    """One item that a household was handed, and the lots it came from.

    Without a ``list`` it was given by the ``paper``, and the lots are those that left the store;
    of what was ``lent``, so much is still ``held``.
    """

    list: int | None
    at: str
    item: str
    quantity: int
    parts: Sequence[Part]
    closed: bool
    paper: str = ""
    lent: bool = False
    held: int = 0
