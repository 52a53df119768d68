"""The room in a store: its floor, what the piles take of it, what a delivery needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from camp_desk import shipped
from camp_desk.domain import stacking
from camp_desk.domain.catalogue import Item
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.ids import StoreId
from camp_desk.domain.quantities import in_packs
from camp_desk.domain.roles import Right
from camp_desk.domain.stacking import Bulk, Room
from camp_desk.domain.stores import StoreName
from camp_desk.domain.words import N_, Words
from camp_desk.storage.camp import Camp
from camp_desk.storage.stock import Pile, Store
from camp_desk.storage.tables import Changes

_LARGEST = 100_000
"""Square metres; no store of a camp is larger."""


class NoSuchArea(CampDeskError):
    """The floor of a store cannot be so large."""

    message = N_("This is not the floor of a store.")
    advice = N_("Type its square metres, length times width, up to 100,000.")


@dataclass(frozen=True, slots=True)
class Needs:
    """What one item of a delivery needs; ``floor`` in square metres with its aisles, 0 unknown."""

    item: Item
    quantity: int
    floor: float
    stacks: int
    packs_on_a_stack: int


def set_area(camp: Camp, store: StoreId, area: float) -> Changes:
    """Write down how large the floor of a store is, in square metres.

    Raises:
        NoSuchArea: Nothing was written.
        NotAllowed: The officer does not move stock.
    """
    camp.require(Right.MOVE_STOCK)
    if not 0 < area <= _LARGEST:
        raise NoSuchArea
    with camp.action("set-area") as entry:
        entry.put("store", store, {"area": float(area)})
    return entry.changes


def bulks() -> dict[str, Bulk]:
    """Return how much room items take, by code."""
    path = shipped.resources() / "catalogues" / "logistics.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return stacking.read_bulks(file)


def needs(item: Item, quantity: int, known: Mapping[str, Bulk]) -> Needs:
    """Return what a quantity of an item needs as one pile."""
    bulk = stacking.bulk_of(known, item.code)
    volume = bulk.volume(quantity, item.unit)
    pack = bulk.volume(item.pack_size, item.unit)
    return Needs(
        item, quantity, stacking.with_aisles([stacking.floor(volume)]), stacking.stacks(volume),
        stacking.packs_on_a_stack(pack),
    )  # fmt: skip


def room_in(
    store: Store, piles: Sequence[Pile], items: Mapping[str, Item], coming: Sequence[Needs] = ()
) -> Room:
    """Return the room in a store with these piles, each on a stack of its own."""
    known = bulks()
    floors = [
        stacking.floor(
            stacking.bulk_of(known, pile.item).volume(pile.quantity, items[pile.item].unit)
        )
        for pile in piles
        if pile.store == store.id
    ]
    taken = stacking.with_aisles(floors)
    needed = sum(each.floor for each in coming)
    return Room(stacking.usable(store.area or 0.0), taken, needed)


def over_full(
    stores: Sequence[Store], piles: Sequence[Pile], items: Mapping[str, Item], words: Words
) -> list[str]:
    """Return a warning for each store that was measured and has no room left for its piles."""
    measured = [store for store in stores if store.area]
    rooms = [(store, room_in(store, piles, items)) for store in measured]
    return [room_said(store, room, words)[0] for store, room in rooms if not room.fits]


def room_said(store: Store, room: Room, words: Words) -> tuple[str, str]:
    """Return what is said of the room in a store, and its tone: ok, warn, danger or info."""
    name = StoreName(store.name).said(words)
    values = {
        "store": f"\u2068{name}\u2069" if words.right_to_left else name,
        "taken": _metres(room.taken),
        "usable": _metres(room.usable),
        "free": _metres(max(0.0, room.free)),
        "needed": _metres(room.needed),
        "missing": _metres(max(0.0, room.needed - room.free)),
    }
    if not store.area:
        said = words("The stacks in {store} take {taken} m² with their aisles.", **values)
        if room.needed:
            said += " " + words("What is to come needs {needed} m² more.", **values)
        return (
            f"{said} {words('Type how large the store is to see whether there is room.')}",
            "info",
        )
    if not room.fits:
        said = words(
            "There is no room in {store}: {needed} m² are needed and {free} m² are free,"
            " {missing} m² too few.",
            **values,
        ) if room.needed else words(
            "{store} is over-full: its stacks need {taken} m² with their aisles, and {usable} m²"
            " can be used.",
            **values,
        )  # fmt: skip
        return said, "danger"
    said = words("{free} of {usable} m² are free in {store}.", **values)
    if room.needed:
        said += " " + words("What is to come needs {needed} m² and fits.", **values)
    return said, "ok"


def needs_said(each: Needs, words: Words) -> str:
    """Return what one item of a delivery needs."""
    item = each.item
    if not each.floor:
        return words("Nobody knows how much room {item} takes.", item=item.said(words))
    said = words(
        "{quantity} of {item}: {floor} m² with aisles",
        quantity=in_packs(each.quantity, item.pack_size, item.unit, words),
        item=item.said(words), floor=_metres(each.floor),
    )  # fmt: skip
    return f"{said}, " + words.plural(
        "{n} stack (at most {most} packs on one)", "{n} stacks (at most {most} packs on one)",
        each.stacks, most=f"{each.packs_on_a_stack:,}",
    )  # fmt: skip


def _metres(square: float) -> str:
    return f"{square:,.1f}".removesuffix(".0")
