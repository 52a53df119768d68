"""Whole parcels by size of household, and what that means for everyone's plate."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from camp_desk.domain.catalogue import Item, Parcel
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.quantities import exact
from camp_desk.domain.rations import PLANNING_KCAL, content
from camp_desk.domain.words import N_, Words

LOW_PCT = 70
HIGH_PCT = 160
"""Percent of the energy aimed at, below or above which a size of household is flagged."""


class UnknownContents(CampDeskError):
    """Nobody has entered what is in the parcel."""

    message = N_("It is not known what is in the parcel “{parcel}”.")
    advice = N_("Enter its contents in grams, from the label on the box.")


@dataclass(frozen=True, slots=True)
class Portion:
    """What households of one size get: kcal per person per day, and percent of the aim."""

    persons: int
    halves: int
    kcal: float
    percent: float

    def of(self, halves: int) -> Portion:
        """Return what the same households eat from another number of half parcels."""
        part = halves / self.halves
        return replace(self, halves=halves, kcal=self.kcal * part, percent=self.percent * part)

    @property
    def low(self) -> bool:
        """Tell whether it is flagged as too little."""
        return self.percent < LOW_PCT

    @property
    def high(self) -> bool:
        """Tell whether it is flagged as too much."""
        return self.percent > HIGH_PCT


@dataclass(frozen=True, slots=True)
class BandEnergy:
    """One band of sizes; its smallest households get most a head, its largest least."""

    halves: int
    smallest: Portion
    largest: Portion

    def of(self, halves: int) -> BandEnergy:
        """Return the same sizes with another number of half parcels."""
        return BandEnergy(halves, self.smallest.of(halves), self.largest.of(halves))


def halves(parcel: Parcel, persons: int) -> int:
    """Return how many half parcels a household gets; a parcel that is sealed is never halved.

    Raises:
        ValueError: ``persons`` is less than 1.
    """
    if persons < 1:
        raise ValueError(f"{persons} persons")
    found = max((band for band in parcel.bands if band.first <= persons), key=lambda b: b.first)
    return found.halves if parcel.divisible else found.halves + found.halves % 2


def loose(parcel: Parcel, count: int) -> dict[str, int]:
    """Return so many half parcels as their contents, in base units by item.

    For parcels that are packed at the site from bulk stock.  Half of an odd number of
    grams is rounded up.
    """
    return {item: (quantity * count + 1) // 2 for item, quantity in parcel.parts}


def sealed(parcel: Parcel, count: int, items: Mapping[str, Item]) -> dict[str, int]:
    """Return so many half parcels as they lie in stock, in base units of the parcel's item."""
    return {parcel.item: (items[parcel.item].pack_size * count + 1) // 2}


def parcel_size(item: Item, quantities: Iterable[int]) -> int:
    """Return what one packed parcel of an item holds, if all these are whole and half parcels.

    Else 0, also for everything that is no parcel: such goods are told by their weight.
    """
    packed = item.category == "parcel" and all(
        2 * each % item.pack_size == 0 for each in quantities
    )
    return item.pack_size if packed else 0


def counted(quantity: int, size: int, words: Words) -> str:
    """Return a quantity as whole and half parcels of a size; exact.

    >>> [counted(each, 70_300, Words()) for each in (35_150, 70_300, 105_450)]
    ['0.5 parcels', '1 parcel', '1.5 parcels']
    """
    whole, half = divmod(2 * abs(quantity) // size, 2)
    sign = "\u2212" if quantity < 0 else ""
    if half:
        return words("{number} parcels", number=f"{sign}{whole:,}.5")
    number = f"{sign}{whole:,}"
    return words.plural("{number} parcel", "{number} parcels", whole, number=number)


def handed_out(quantity: int, item: Item, words: Words) -> str:
    """Return a quantity exactly: packed parcels by their number, all else as grams or pieces."""
    size = parcel_size(item, [quantity])
    return counted(quantity, size, words) if size else exact(quantity, item.unit, words)


def equal_halves(
    wanted: Mapping[int, int], smallest: int, fits: Callable[[Mapping[int, int]], bool]
) -> dict[int, int] | None:
    """Return the half parcels that each size of household gets where they are short.

    The largest part of the wanted number, the same for all, that fits; rounded down to
    whole parcels (or halves), but nobody goes without.  Households of one size get the
    same, and a larger one never less.  None if not even the smallest number fits.

    Args:
        wanted: Half parcels by size of household.
        smallest: The fewest half parcels that can be given: 2 where parcels are sealed.
        fits: Whether the stock reaches for these half parcels by size.
    """
    parts = {
        Fraction(count, most) for most in wanted.values() for count in range(smallest, most + 1)
    }
    for part in sorted(parts, reverse=True):
        given = {
            size: max(smallest, int(most * part) // smallest * smallest)
            for size, most in wanted.items()
        }
        if fits(given):
            return given
    return None


def portion(
    parcel: Parcel, persons: int, items: Mapping[str, Item], aim_kcal: float = PLANNING_KCAL
) -> Portion:
    """Return what a household of this size eats from its parcels.

    Args:
        parcel: The parcel, which lasts for its own number of days.
        persons: The size of the household.
        items: The catalogue.
        aim_kcal: Kcal per person per day to compare with; take that of the scale in
            force where the parcel only adds to other food.

    Raises:
        UnknownContents: What is in the parcel was never entered.
        UnknownFoodValue: The food value of a part is not known.
    """
    count = halves(parcel, persons)
    kcal = _kcal(parcel, items) * count / 2 / persons / parcel.days
    return Portion(persons, count, kcal, 100 * kcal / aim_kcal)


def portions(
    parcel: Parcel,
    sizes: Iterable[int],
    items: Mapping[str, Item],
    aim_kcal: float = PLANNING_KCAL,
) -> list[Portion]:
    """Return one portion for each size of household that there is, smallest first."""
    return [portion(parcel, persons, items, aim_kcal) for persons in sorted(set(sizes))]


def by_band(
    parcel: Parcel,
    largest: int,
    items: Mapping[str, Item],
    aim_kcal: float = PLANNING_KCAL,
) -> list[BandEnergy]:
    """Return each band up to the largest household of the camp."""
    starts = [band.first for band in parcel.bands if band.first <= largest]
    ends = [first - 1 for first in starts[1:]] + [largest]
    return [
        BandEnergy(
            halves(parcel, first),
            portion(parcel, first, items, aim_kcal),
            portion(parcel, last, items, aim_kcal),
        )
        for first, last in zip(starts, ends, strict=True)
    ]


def _kcal(parcel: Parcel, items: Mapping[str, Item]) -> float:
    """Return the energy of one whole parcel."""
    if not parcel.parts:
        raise UnknownContents(parcel=parcel)
    return content(dict(parcel.parts), items).kcal
