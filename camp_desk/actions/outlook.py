"""What a distribution needs against what is there, in full and as the share that reaches all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from camp_desk.domain import parcels, rations
from camp_desk.domain.catalogue import Item, Parcel, Scale, ScaleKind
from camp_desk.domain.ids import StoreId
from camp_desk.domain.kits import Kit
from camp_desk.domain.sharing import (
    Shortfall,
    coverage,
    ration_that_reaches,
    share_by_item,
    shortfalls,
)
from camp_desk.storage.ration_lists import Eligible
from camp_desk.storage.stock import Pile


@dataclass(frozen=True, slots=True)
class Basis:
    """What a list hands out by: a ration scale, whole parcels, or a kit of household items."""

    scale: Scale | None = None
    parcel: Parcel | None = None
    kit: Kit | None = None

    @property
    def code(self) -> str:
        """Return the code of the scale, the parcel or the kit."""
        of = self.scale or self.parcel or self.kit
        return of.code if of else ""

    @property
    def kind(self) -> str:
        """Return the type of distribution: nobody gets two of one type for one day."""
        if self.kit:
            return f"kit:{self.kit.code}"
        arrival = self.scale.kind is ScaleKind.READY_TO_EAT if self.scale else self.code == "IRR"
        return "arrival" if arrival else "food"

    @property
    def days(self) -> int:
        """Return the days that it is usually given for."""
        return self.scale.cycle_days if self.scale else self.parcel.days if self.parcel else 1


@dataclass(frozen=True, slots=True)
class Ask:
    """A distribution as the officer asks for it; all sectors if none is named."""

    basis: Basis
    first: date
    days: int
    sectors: tuple[str, ...] = ()
    store: StoreId | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a distribution needs, and what is there; base units by item, in the list's order.

    ``sizes`` are the numbers of households of each size.  ``left`` is the ration that reaches
    everyone: only what is short is cut, and for everybody alike; None for whole parcels.
    ``fewer`` are the half parcels by size of household that reach everyone; None for scales,
    and where not even the smallest number does.
    """

    households: int
    persons: int
    entitlements: Mapping[int, Mapping[str, int]]
    needs: Mapping[str, int]
    has: Mapping[str, int]
    sizes: Mapping[int, int]
    left: Scale | None
    short: tuple[Shortfall, ...]
    fewer: Mapping[int, int] | None = None
    shared: Mapping[int, Mapping[str, int]] = field(default_factory=dict)
    """What each size of household gets of fewer parcels."""

    @property
    def lasts(self) -> bool:
        """Tell whether everybody can have it in full."""
        return not any(each.missing for each in coverage(self.needs, self.has))


def usable(piles: Sequence[Pile], today: date) -> dict[str, int]:
    """Return what may be handed out of each item: no expired lot, nothing below zero."""
    has: dict[str, int] = {}
    for pile in piles:
        if pile.quantity > 0 and (pile.expiry is None or pile.expiry >= today):
            has[pile.item] = has.get(pile.item, 0) + pile.quantity
    return has


def outlook(
    ask: Ask, eligible: Sequence[Eligible], has: Mapping[str, int], items: Mapping[str, Item]
) -> Outlook:
    """Return what a distribution to these households needs against what is there."""
    sizes: dict[int, int] = {}
    for each in eligible:
        sizes[each.persons] = sizes.get(each.persons, 0) + 1
    entitlements = {size: _entitlement(ask, size, has, items) for size in sizes}
    needs = together(entitlements, sizes)
    there = {item: has.get(item, 0) for item in needs}
    scale, left, fewer = ask.basis.scale, None, None
    shared: dict[int, dict[str, int]] = {}
    if scale:
        left = ration_that_reaches(scale, sizes, ask.days, there, share_by_item(needs, there))
    elif ask.basis.parcel:
        fewer = _fewer(ask.basis.parcel, sizes, there, items)
        shared = {
            size: _parcels(ask.basis.parcel, count, there, items)
            for size, count in (fewer or {}).items()
        }
    return Outlook(
        households=len(eligible),
        persons=sum(each.persons for each in eligible),
        entitlements=entitlements,
        needs=needs,
        has=there,
        sizes=sizes,
        left=left,
        short=tuple(shortfalls(needs, there, left)) if left else (),
        fewer=fewer,
        shared=shared,
    )


def together(each: Mapping[int, Mapping[str, int]], sizes: Mapping[int, int]) -> dict[str, int]:
    """Return what households of these sizes get in all, by item."""
    needs: dict[str, int] = {}
    for size, n in sizes.items():
        for item, quantity in each[size].items():
            needs[item] = needs.get(item, 0) + n * quantity
    return needs


def _entitlement(
    ask: Ask, persons: int, has: Mapping[str, int], items: Mapping[str, Item]
) -> dict[str, int]:
    if ask.basis.scale:
        return rations.entitlement(ask.basis.scale, persons, ask.days)
    parcel = ask.basis.parcel
    if parcel is None:
        return {}
    return _parcels(parcel, parcels.halves(parcel, persons), has, items)


def _parcels(
    parcel: Parcel, count: int, has: Mapping[str, int], items: Mapping[str, Item]
) -> dict[str, int]:
    """Return so many half parcels as they lie in the store: packed, or as what goes into them."""
    if has.get(parcel.item) or not parcel.parts:
        return parcels.sealed(parcel, count, items)
    return parcels.loose(parcel, count)


def _fewer(
    parcel: Parcel, sizes: Mapping[int, int], has: Mapping[str, int], items: Mapping[str, Item]
) -> dict[int, int] | None:
    def fits(halves: Mapping[int, int]) -> bool:
        each = {size: _parcels(parcel, count, has, items) for size, count in halves.items()}
        return all(n <= has.get(item, 0) for item, n in together(each, sizes).items())

    wanted = {size: parcels.halves(parcel, size) for size in sizes}
    return parcels.equal_halves(wanted, 1 if parcel.divisible else 2, fits)
