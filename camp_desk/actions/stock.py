"""Stock: stores, deliveries, opening counts and losses, each a document with its movements."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from camp_desk import shipped
from camp_desk.actions.checks import LONGEST_REMARK, bounded
from camp_desk.domain.catalogue import LossCategory
from camp_desk.domain.catalogue_tables import read_losses
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.ids import DocumentId, LotId, StoreId
from camp_desk.domain.quantities import Amount
from camp_desk.domain.roles import Right
from camp_desk.domain.stock import Lot, waybill_key
from camp_desk.domain.words import N_
from camp_desk.storage import stock, waybills
from camp_desk.storage.camp import Camp, Entry
from camp_desk.storage.tables import Changes


class Kind(StrEnum):
    """What a document is; the value is how its numbers begin."""

    OPENING = "OPN"
    RECEIPT = "GRN"
    LOSS = "LOS"
    SET_ASIDE = "REL"
    DISTRIBUTED = "DST"
    RETURNED = "RET"


class NoSuchItem(CampDeskError):
    """The catalogue has no such item."""

    message = N_("There is no item {code}.")
    advice = N_("Use one of these codes: {known}.")


class NoSuchStore(CampDeskError):
    """The camp has no such store."""

    message = N_("There is no store {name}.")
    advice = N_("Use one of these: {known}.")


class StoreExists(CampDeskError):
    """Two stores of one name could not be told apart."""

    message = N_("There is a store {name} already.")
    advice = N_("Choose another name.")


class NothingMoved(CampDeskError):
    """A document without a quantity."""

    message = N_("The quantity is missing or zero.")
    advice = N_("Type how much it is, above zero.")


class WaybillIsKnown(CampDeskError):
    """The same paper was entered before."""

    message = N_("Waybill {waybill} came on {day} and is recorded as {number}.")
    advice = N_("If this is more of it, add a letter to its number.")


class LessThere(CampDeskError):
    """More is to leave a pile than lies there."""

    message = N_("Only {there} of {item} lie in this lot, less than the {asked} to be taken off.")
    advice = N_("Record the delivery first if more has come, or count the lot again.")


class NoSuchReason(CampDeskError):
    """The list of reasons has no such code."""

    message = N_("There is no reason {code} for a loss.")
    advice = N_("Choose a reason from the list.")


@dataclass(frozen=True, slots=True)
class Came:
    """One line of a delivery or of an opening count; quantity in grams or pieces."""

    item: str
    quantity: int
    label: str = ""
    expiry: date | None = None
    donor: str = ""
    pack: int = 0


@dataclass(frozen=True, slots=True)
class Delivery:
    """What came with one waybill, or what was found at the opening."""

    store: StoreId
    lines: tuple[Came, ...]
    day: date | None = None
    waybill: str = ""
    transporter: str = ""
    remarks: str = ""


@dataclass(frozen=True, slots=True)
class Posted:
    """A document just written, with its number."""

    changes: Changes
    document: DocumentId
    number: str


def add_store(camp: Camp, name: str) -> tuple[Changes, StoreId]:
    """Open a store.

    Raises:
        StoreExists, TextTooLong: There is one of that name, or it is too long.
        NoSuchStore: The name is empty.
        NotAllowed: The officer does not move stock.
    """
    camp.require(Right.MOVE_STOCK)
    name = bounded(name)
    known = [store.name for store in stock.stores(camp.db)]
    if not name:
        raise NoSuchStore(name=name, known=", ".join(known))
    if name in known:
        raise StoreExists(name=name)
    with camp.action("add-store") as entry:
        store = StoreId(camp.new_id())
        entry.make("store", store, {"name": name})
    return entry.changes, store


def receive(camp: Camp, delivery: Delivery) -> Posted:
    """Record a delivery.

    Raises:
        NoSuchItem, NothingMoved, NoSuchStore, TextTooLong: Nothing was written.
        WaybillIsKnown: The same goods were entered with it before; nothing was written.
        NotAllowed: The officer does not move stock.
    """
    return _came(camp, delivery, Kind.RECEIPT)


def count_opening(camp: Camp, delivery: Delivery) -> Posted:
    """Record what lay in a store when the program was first used for it.

    Raises:
        NoSuchItem, NothingMoved, NoSuchStore, TextTooLong: Nothing was written.
        NotAllowed: The officer does not move stock.
    """
    return _came(camp, delivery, Kind.OPENING)


def lose(
    camp: Camp, pile: tuple[StoreId, LotId], quantity: int, *, reason: str, remarks: str = ""
) -> Posted:
    """Take a loss off a lot, or add what was found, with the reason.

    Args:
        camp: Where.
        pile: The store and the lot.
        quantity: Grams or pieces, above zero.
        reason: A code of the list of reasons.
        remarks: What else is to be said.

    Raises:
        LessThere, NothingMoved, NoSuchReason, TextTooLong: Nothing was written.
        NotAllowed: The officer does not move stock.
    """
    camp.require(Right.MOVE_STOCK)
    category = loss_categories().get(reason)
    if category is None:
        raise NoSuchReason(code=reason)
    if quantity <= 0:
        raise NothingMoved
    store, lot = pile
    with camp.action("lose") as entry:
        there = stock.balance(camp.db, store, lot)
        signed = category.signed(quantity)
        if there + signed < 0:
            item = stock.items(camp.db)[stock.item_of(camp.db, lot)]
            raise LessThere(
                item=item, there=Amount(there, item.unit), asked=Amount(quantity, item.unit)
            )
        document, number = post(
            camp,
            entry,
            Kind.LOSS,
            store=store,
            reason=reason,
            remarks=bounded(remarks, LONGEST_REMARK) or None,
        )
        move(camp, entry, document, lot, store, signed)
    return Posted(entry.changes, document, number)


def loss_categories() -> dict[str, LossCategory]:
    """Return the reasons for losses and gains, by code."""
    path = shipped.resources() / "catalogues" / "losses.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return dict(read_losses(file))


def store_named(camp: Camp, untrusted_name: str = "") -> StoreId:
    """Return a store by name; the first one if no name is given.

    Raises:
        NoSuchStore: There is none of that name.
    """
    stores = stock.stores(camp.db)
    for store in stores:
        if untrusted_name in {"", store.name}:
            return store.id
    raise NoSuchStore(name=untrusted_name, known=", ".join(store.name for store in stores))


def post(
    camp: Camp, entry: Entry, kind: Kind, **fields: str | bytes | None
) -> tuple[DocumentId, str]:
    """Add a document to an entry; return its id and its number.

    Numbers count per desk and kind, so that two desks never give the same one.
    """
    prefix = f"{kind.value}-{camp.desk:03d}-"
    number = f"{prefix}{stock.documents_of(camp.db, kind.value, prefix) + 1:04d}"
    document = DocumentId(camp.new_id())
    day = fields.pop("day", None) or camp.today().isoformat()
    entry.add("document", document, {"kind": kind.value, "number": number, "day": day, **fields})
    return document, number


def move(
    camp: Camp, entry: Entry, document: DocumentId, lot: LotId, store: bytes, quantity: int
) -> None:
    """Add a movement to an entry: into a store if above zero, out of it if below."""
    entry.add(
        "movement",
        camp.new_id(),
        {"document": document, "lot": lot, "store": store, "quantity": quantity},
    )


def _came(camp: Camp, delivery: Delivery, kind: Kind) -> Posted:
    camp.require(Right.MOVE_STOCK)
    if not delivery.lines:
        raise NothingMoved
    with camp.action("receive" if kind is Kind.RECEIPT else "count-opening") as entry:
        _check(camp, delivery)
        if kind is Kind.RECEIPT:
            _check_waybill(camp, delivery)
        document, number = post(
            camp, entry, kind, store=delivery.store,
            day=delivery.day.isoformat() if delivery.day else None,
            reference=bounded(delivery.waybill) or None,
            party=bounded(delivery.transporter) or None,
            remarks=bounded(delivery.remarks, LONGEST_REMARK) or None,
        )  # fmt: skip
        for line in delivery.lines:
            lot = _lot(camp, entry, line)
            move(camp, entry, document, lot, delivery.store, line.quantity)
    return Posted(entry.changes, document, number)


def _check(camp: Camp, delivery: Delivery) -> None:
    known = stock.items(camp.db)
    if delivery.store not in {store.id for store in stock.stores(camp.db)}:
        raise NoSuchStore(name="", known=", ".join(s.name for s in stock.stores(camp.db)))
    for line in delivery.lines:
        if line.item not in known:
            raise NoSuchItem(code=line.item, known=", ".join(known))
        if line.quantity <= 0:
            raise NothingMoved


def _check_waybill(camp: Camp, delivery: Delivery) -> None:
    items = frozenset(line.item for line in delivery.lines)
    senders = frozenset(waybill_key(line.donor) for line in delivery.lines if line.donor.strip())
    before = waybills.entered(camp.db, delivery.waybill, items, senders)
    if before:
        raise WaybillIsKnown(waybill=before.reference, day=before.day, number=before.number)


def _lot(camp: Camp, entry: Entry, line: Came) -> LotId:
    lot = Lot(line.item, bounded(line.label), line.expiry, bounded(line.donor), line.pack)
    if not stock.lot_is_known(camp.db, lot.id):
        entry.add(
            "lot",
            lot.id,
            {
                "item": lot.item,
                "label": lot.label or None,
                "expiry": lot.expiry.isoformat() if lot.expiry else None,
                "donor": lot.donor or None,
                "pack_size": lot.pack or None,
            },
        )
    return lot.id
