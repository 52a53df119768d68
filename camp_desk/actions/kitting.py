"""Kits made from the goods of a store, and opened again: nothing appears and nothing vanishes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from camp_desk.actions.catalogues import kits
from camp_desk.actions.checks import LONGEST_REMARK, bounded
from camp_desk.actions.leaving import Leaving, Out, chosen, send
from camp_desk.actions.lots import add_lot
from camp_desk.actions.stock import (
    Kind,
    LessThere,
    NothingMoved,
    Posted,
    check_store,
    move,
    post,
)
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.ids import LotId, StoreId
from camp_desk.domain.kits import Kit
from camp_desk.domain.quantities import Amount, Unit
from camp_desk.domain.roles import Right
from camp_desk.domain.stock import Lot
from camp_desk.domain.words import N_
from camp_desk.storage import documents, packed_kits, stock
from camp_desk.storage.camp import Camp, Entry
from camp_desk.storage.documents import Document

_LONGEST_DONORS = 200


class NoSuchKit(CampDeskError):
    """The catalogue has no such kit, or a pile is none."""

    message = N_("There is no kit {code}.")
    advice = N_("Use one of these codes: {known}.")


@dataclass(frozen=True, slots=True)
class Making:
    """So many kits of one kind, from the goods of one store.

    ``persons`` are how many each is for, 0 for the size that the catalogue has.
    """

    store: StoreId
    kit: str
    kits: int
    override: str = ""
    day: date | None = None
    remarks: str = ""
    persons: int = 0


@dataclass(frozen=True, slots=True)
class Opening:
    """So many kits of one lot that are opened."""

    store: StoreId
    lot: LotId
    kits: int
    day: date | None = None
    remarks: str = ""


def make_kits(camp: Camp, what: Making) -> Posted:
    """Pack kits: their contents leave, the kits lie there as a lot under the document's number.

    Raises:
        NoSuchKit, BadKitSize, NotTheEarliest, Expired, NotEnough, NothingMoved, NoSuchItem,
            NoSuchStore, TextTooLong: Nothing was written.
        NotAllowed: The officer does not move stock.
    """
    from camp_desk.actions.relief_rules import for_size  # it knows this module's errors

    camp.require(Right.MOVE_STOCK)
    usual = kits().get(what.kit)
    if usual is None:
        raise NoSuchKit(code=what.kit, known=", ".join(kits()))
    kit = for_size(usual, what.persons or usual.reference_size)
    if what.kits <= 0:
        raise NothingMoved
    with camp.action("make-kits") as entry:
        lines = tuple(Out(item, n) for item, n in kit.needs(what.kits).items())
        taken = chosen(camp, Leaving(what.store, lines, what.override))
        _know(camp, entry, kit)
        document, number = post(
            camp, entry, Kind.KITS_MADE, store=what.store, reference=kit.code,
            day=what.day.isoformat() if what.day else None,
            override=bounded(what.override) or None,
            remarks=bounded(what.remarks, LONGEST_REMARK) or None,
            persons=None if kit is usual else what.persons,
        )  # fmt: skip
        send(camp, entry, document, what.store, taken)
        lot = _packed(kit, number, [stock.lot_of(camp.db, each) for each, _ in taken])
        add_lot(camp, entry, lot)
        move(camp, entry, document, lot.id, what.store, what.kits)
    return Posted(entry.changes, document, number)


def open_kits(camp: Camp, what: Opening) -> Posted:
    """Open kits: their contents lie in the store again, under the lots that went in.

    Raises:
        NoSuchKit, LessThere, NothingMoved, NoSuchStore, TextTooLong: Nothing was written.
        NotAllowed: The officer does not move stock.
    """
    camp.require(Right.MOVE_STOCK)
    if what.kits <= 0:
        raise NothingMoved
    with camp.action("open-kits") as entry:
        check_store(camp, what.store)
        there = stock.balance(camp.db, what.store, what.lot)
        if there < what.kits:
            raise LessThere(
                item=_name(camp, what.lot), there=Amount(there, Unit.PIECE),
                asked=Amount(what.kits, Unit.PIECE),
            )  # fmt: skip
        packed = stock.lot_of(camp.db, what.lot)
        made = documents.numbered(camp.db, packed.label)
        made = made if made and made.kind == Kind.KITS_MADE else None
        kit = _kit_of(packed, made)
        if made is not None:
            kit = kit.with_parts(packed_kits.contents(camp.db, made.id))
        document, number = post(
            camp, entry, Kind.KITS_OPENED, store=what.store, reference=kit.code,
            about=made.id if made else None, day=what.day.isoformat() if what.day else None,
            remarks=bounded(what.remarks, LONGEST_REMARK) or None,
        )  # fmt: skip
        move(camp, entry, document, what.lot, what.store, -what.kits)
        inside = _inside(camp, made) if made else Counter()
        for item, quantity in kit.needs(what.kits).items():
            for lot, part in _unpacked(camp, entry, packed, item, quantity, inside):
                move(camp, entry, document, lot, what.store, part)
    return Posted(entry.changes, document, number)


def _know(camp: Camp, entry: Entry, kit: Kit) -> None:
    """Put the kit among the camp's items the first time that one is packed."""
    if kit.item not in stock.items(camp.db):
        fields = {"name_en": kit.name_en, "name_ar": kit.name_ar or None, "category": "kit"}
        entry.make("item", kit.item, {**fields, "unit": "piece", "pack_size": 1})


def _packed(kit: Kit, number: str, inside: Iterable[Lot]) -> Lot:
    """Return the lot of packed kits: its label is the document that says what is in them."""
    lots = list(inside)
    donors = ", ".join(dict.fromkeys(lot.donor for lot in lots if lot.donor))
    expiry = min((lot.expiry for lot in lots if lot.expiry), default=None)
    return Lot(kit.item, number, expiry, donors[:_LONGEST_DONORS])


def _name(camp: Camp, lot: LotId) -> object:
    if not stock.lot_is_known(camp.db, lot):
        return "–"
    return stock.items(camp.db)[stock.item_of(camp.db, lot)]


def _kit_of(packed: Lot, made: Document | None) -> Kit:
    known = kits()
    if made is not None and made.reference in known:
        return known[made.reference]
    for kit in known.values():
        if kit.item == packed.item:
            return kit
    raise NoSuchKit(code=packed.item, known=", ".join(known))


def _inside(camp: Camp, made: Document) -> Counter[LotId]:
    """Return what is still in the kits of a document, by lot."""
    inside: Counter[LotId] = Counter()
    for each in documents.movements(camp.db, made.id):
        if each.quantity < 0:
            inside[each.lot] -= each.quantity
    for answer in documents.answers(camp.db, made.id):
        for each in documents.movements(camp.db, answer.id):
            if each.quantity > 0:
                inside[each.lot] -= each.quantity
    return inside


def _unpacked(
    camp: Camp, entry: Entry, packed: Lot, item: str, quantity: int, inside: Counter[LotId]
) -> Iterable[tuple[LotId, int]]:
    """Yield the lots that come out; of kits that came packed a lot with their label and donor."""
    left = quantity
    for lot in list(inside):
        part = min(left, inside[lot]) if stock.item_of(camp.db, lot) == item else 0
        if part > 0:
            left -= part
            inside[lot] -= part
            yield lot, part
    if left:
        loose = Lot(item, packed.label, packed.expiry, packed.donor, 0, packed.consignment)
        add_lot(camp, entry, loose)
        yield loose.id, left
