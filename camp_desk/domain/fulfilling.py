"""Which of what was expected a delivery brings, and what of it is still to come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from camp_desk.domain.ids import ExpectedId
from camp_desk.domain.pipeline import Expected
from camp_desk.domain.stock import waybill_key


@dataclass(frozen=True, slots=True)
class Brought:
    """What a delivery brought of an item, good or damaged, in base units."""

    item: str
    quantity: int
    donor: str = ""


def next_part(reference: str) -> str:
    """Return a number for more of a waybill whose first part came.

    >>> next_part("WB-9")
    'WB-9b'
    """
    return f"{reference}b" if reference[-1:].isdecimal() else reference


def _is_more_of(reference: str, key: str) -> bool:
    """Tell whether a number is a waybill's, or its number with a letter after it.

    >>> _is_more_of("wb-9", "wb-9b"), _is_more_of("wb-9", "wb-9/c"), _is_more_of("wb-9", "wb-91")
    (True, True, False)
    """
    if not key or not key.startswith(reference):
        return False
    rest = key.removeprefix(reference)
    letter = rest.removeprefix("-").removeprefix("/")
    return not rest or (reference[-1:].isdecimal() and len(letter) == 1 and letter.isalpha())


def is_meant(expected: Expected, waybill: str, brought: Brought) -> bool:
    """Tell whether a line is what was expected: waybill, item, and donor where both are named.

    More of a waybill is written down with a letter after its number, which is the same waybill.
    """
    one, other = waybill_key(expected.donor), waybill_key(brought.donor)
    return (
        brought.item == expected.item
        and _is_more_of(waybill_key(expected.reference), waybill_key(waybill))
        and (not one or not other or one == other)
    )


def fulfilled(
    expected: Sequence[Expected], waybill: str, lines: Sequence[Brought]
) -> Mapping[ExpectedId, int]:
    """Return how much of each expected delivery came, of those that the waybill is about.

    What stands under this very number is filled first, and then what is to come first; what came
    beyond all that was expected is of none.

    Args:
        expected: What is still to come.
        waybill: The number on the delivery's paper.
        lines: What it brought.

    >>> from datetime import date
    >>> from camp_desk.domain.pipeline import Likelihood
    >>> ton = Expected("RIC", 1000, date(2014, 7, 1), Likelihood.FIRM, "WFP", "WB-1")
    >>> dict(fulfilled([ton], "wb-1", [Brought("RIC", 600, "WFP")]))
    {b'': 600}
    """
    left = [each.quantity for each in lines]
    came: dict[ExpectedId, int] = {}
    key = waybill_key(waybill)
    for each in sorted(expected, key=lambda one: (waybill_key(one.reference) != key, one.day,
                                                  one.id)):  # fmt: skip
        meant = [n for n, line in enumerate(lines) if is_meant(each, waybill, line)]
        if not meant:
            continue
        came[each.id] = 0
        for n in meant:
            part = min(left[n], each.quantity - came[each.id])
            left[n] -= part
            came[each.id] += part
    return came
