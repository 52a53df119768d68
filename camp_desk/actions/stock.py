"""Stock: stores, deliveries, opening counts and losses, each a document with its movements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from camp_desk.actions.catalogues import loss_categories
from camp_desk.actions.checks import LONGEST_REMARK, bounded
from camp_desk.actions.freezing import refuse_if_counted
from camp_desk.actions.fulfilling import note_arrived
from camp_desk.actions.lots import lot_of
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.estimates import Estimate
from camp_desk.domain.fulfilling import Brought
from camp_desk.domain.ids import DocumentId, LotId, StoreId
from camp_desk.domain.item_codes import no_such_item
from camp_desk.domain.paper_days import written_on
from camp_desk.domain.pipeline import Expected
from camp_desk.domain.quantities import Amount
from camp_desk.domain.receipts import Checked, check_made
from camp_desk.domain.roles import Right
from camp_desk.domain.stock import waybill_key
from camp_desk.domain.words import N_
from camp_desk.storage import documents, stock, waybills
from camp_desk.storage.camp import Camp, Entry
from camp_desk.storage.changes import Value
from camp_desk.storage.tables import Changes


class Kind(StrEnum):
    """What a document is; the value is how its numbers begin."""

    OPENING = "OPN"
    RECEIPT = "GRN"
    LOSS = "LOS"
    SET_ASIDE = "REL"
    DISTRIBUTED = "DST"
    RETURNED = "RET"
    WAYBILL = "WBL"
    ARRIVED = "ARR"
    RELEASE = "ISS"
    CAME_BACK = "RTI"
    SENT_BACK = "RTS"
    LENT = "LNO"
    LENT_BACK = "LBI"
    BORROWED = "LNI"
    GIVEN_BACK = "LBO"
    REBAGGED = "RBG"
    KITS_MADE = "KIT"
    KITS_OPENED = "BRK"
    GIVEN = "HHI"
    LENT_OUT = "HHL"
    GIVEN_IN = "HHR"


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


class OwnWaybill(CampDeskError):
    """The goods left another store of this camp and are in the books already."""

    message = N_("Waybill {waybill} was written in this camp, and its goods are on the way.")
    advice = N_("Open it under “On the way” and say there what arrived.")


class LessThere(CampDeskError):
    """More is to leave a pile than lies there."""

    message = N_("Only {there} of {item} lie in this lot, less than the {asked} to be taken off.")
    advice = N_("Record the delivery first if more has come, or count the lot again.")


class NoSuchReason(CampDeskError):
    """The list of reasons has no such code."""

    message = N_("There is no reason {code} for a loss.")
    advice = N_("Use one of these: {known}.")


@dataclass(frozen=True, slots=True)
class Came:
    """One line of a delivery or of an opening count; quantity in grams or pieces.

    ``quantity`` is what was good and goes into the books; ``sent`` what the waybill says, the same
    if it is left out; ``damaged`` came too and stays out of the books.
    """

    item: str
    quantity: int
    label: str = ""
    expiry: date | None = None
    donor: str = ""
    pack: int = 0
    sent: int | None = None
    damaged: int = 0
    produced: date | None = None
    consignment: str = ""
    grams_per_litre: int = 0

    @property
    def checked(self) -> Checked:
        """Return the paper against the lorry.

        Raises:
            NoSuchCheck: A quantity is below zero, or there is none at all.
        """
        sent = self.quantity + self.damaged if self.sent is None else self.sent
        return Checked(sent, self.quantity, self.damaged)


@dataclass(frozen=True, slots=True)
class Delivery:
    """What came with one waybill, or what was found at the opening."""

    store: StoreId
    lines: tuple[Came, ...]
    day: date | None = None
    waybill: str = ""
    transporter: str = ""
    remarks: str = ""
    plate: str = ""
    driver: str = ""
    phone: str = ""
    nothing_more: bool = False
    """Whether what the waybill promised beyond this is expected no longer."""


@dataclass(frozen=True, slots=True)
class Posted:
    """A document just written, with its number, and what a delivery left to be expected."""

    changes: Changes
    document: DocumentId
    number: str
    still_expected: tuple[Expected, ...] = ()


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
        OwnWaybill: It is one of this camp's own; nothing was written.
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
    camp: Camp, pile: tuple[StoreId, LotId], quantity: int, *, reason: str, remarks: str = "",
    day: date | None = None, estimate: Estimate | None = None,
) -> Posted:  # fmt: skip
    """Take a loss off a lot, or add what was found, with the reason.

    Where the reason needs two officers, it is to be confirmed by another one: see losses.confirm.

    Args:
        camp: Where.
        pile: The store and the lot.
        quantity: Grams or pieces, above zero.
        reason: A code of the list of reasons.
        remarks: What else is to be said.
        day: When it was lost or found; today if left out.
        estimate: What it is worth, as far as anybody knows.

    Raises:
        LessThere, NothingMoved, NoSuchReason, TextTooLong: Nothing was written.
        NotAllowed: The officer does not move stock.
    """
    camp.require(Right.MOVE_STOCK)
    category = loss_categories().get(reason)
    if category is None:
        raise NoSuchReason(code=reason, known=", ".join(loss_categories()))
    if quantity <= 0:
        raise NothingMoved
    store, lot = pile
    with camp.action("lose") as entry:
        there = stock.balance(camp.db, store, lot)
        signed = category.signed(quantity)
        if there + signed < 0:
            item = stock.items(camp.db)[stock.item_of(camp.db, lot)]
            of_lot, asked = Amount(there, item.unit), Amount(quantity, item.unit)
            raise LessThere(item=item, there=of_lot, asked=asked)
        document, number = post(
            camp, entry, Kind.LOSS, store=store, reason=reason,
            remarks=bounded(remarks, LONGEST_REMARK) or None,
            day=day.isoformat() if day else None,
            worth=estimate.hundredths if estimate else None,
            currency=estimate.currency if estimate else None,
        )  # fmt: skip
        move(camp, entry, document, lot, store, signed)
        if category.second_signature:
            await_confirmation(camp, entry, document)
    return Posted(entry.changes, document, number)


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
    camp: Camp, entry: Entry, kind: Kind, **fields: str | bytes | int | None
) -> tuple[DocumentId, str]:
    """Add a document to an entry; return its id and its number.

    Numbers count per desk and kind, so that two desks never give the same one.

    Raises:
        DayToCome, DayLongAgo, DueBefore: The paper cannot be of its day; nothing is written.
    """
    day = written_on(fields.pop("day", None), fields.get("due"), camp.today()).isoformat()
    prefix = f"{kind.value}-{camp.desk:03d}-"
    here = sum(row.table == "document" and row.fields["kind"] == kind for row in entry.rows)
    number = f"{prefix}{stock.documents_of(camp.db, kind.value, prefix) + here + 1:04d}"
    document = DocumentId(camp.new_id())
    head = {"kind": kind.value, "number": number, "day": day, "officer": camp.officer_id}
    entry.add("document", document, {**head, **fields})
    return document, number


def await_confirmation(camp: Camp, entry: Entry, document: DocumentId) -> None:
    """Say in an entry that a second officer is to confirm a document."""
    entry.add("decision", camp.new_id(), {"finding": document, "choice": "awaiting-confirmation"})


def note_check(camp: Camp, entry: Entry, document: DocumentId, lot: LotId, seen: Checked) -> None:
    """Add to an entry what a document says of a lot beside what it moves."""
    entry.add(
        "document_line",
        camp.new_id(),
        {
            "document": document, "lot": lot, "sent": seen.sent, "good": seen.good,
            "damaged": seen.damaged, "short": seen.short, "over": seen.over,
        },
    )  # fmt: skip


def move(
    camp: Camp, entry: Entry, document: DocumentId, lot: LotId, store: bytes, quantity: int
) -> None:
    """Add a movement to an entry: into a store if above zero, out of it if below.

    Raises:
        BeingCounted: The goods are being counted; nothing may be written.
    """
    refuse_if_counted(camp, entry, store, lot)
    row: dict[str, Value] = {"document": document, "lot": lot, "store": store}
    entry.add("movement", camp.new_id(), {**row, "quantity": quantity})


def _came(camp: Camp, delivery: Delivery, kind: Kind) -> Posted:
    camp.require(Right.MOVE_STOCK)
    with camp.action("receive" if kind is Kind.RECEIPT else "count-opening") as entry:
        check_lines(camp, delivery.store, delivery.lines)
        if kind is Kind.RECEIPT:
            _check_waybill(camp, delivery)
        document, number = post(
            camp, entry, kind, store=delivery.store,
            day=delivery.day.isoformat() if delivery.day else None,
            reference=bounded(delivery.waybill) or None,
            party=bounded(delivery.transporter) or None,
            remarks=bounded(delivery.remarks, LONGEST_REMARK) or None,
            plate=bounded(delivery.plate) or None, driver=bounded(delivery.driver) or None,
            phone=bounded(delivery.phone) or None,
        )  # fmt: skip
        take_in(camp, entry, document, delivery.store, delivery.lines)
        still: tuple[Expected, ...] = ()
        if kind is Kind.RECEIPT:
            brought = [Brought(each.item, each.quantity + each.damaged, each.donor)
                       for each in delivery.lines]  # fmt: skip
            still = note_arrived(
                camp, entry, delivery.waybill, brought, document,
                nothing_more=delivery.nothing_more,
            )  # fmt: skip
    return Posted(entry.changes, document, number, still)


def check_lines(camp: Camp, store: StoreId, lines: Sequence[Came]) -> None:
    """Check what is to come into a store.

    Raises:
        NothingMoved, NoSuchStore, NoSuchItem, NoSuchCheck, MadeTooLate: What is wrong.
    """
    known = stock.items(camp.db)
    check_store(camp, store)
    if not lines:
        raise NothingMoved
    for line in lines:
        if line.item not in known:
            raise no_such_item(line.item, known)
        if line.quantity <= 0 and not (line.sent or line.damaged):
            raise NothingMoved
        _ = line.checked
        check_made(line.produced, line.expiry, camp.today())


def check_store(camp: Camp, store: StoreId) -> None:
    """Check that there is such a store.

    Raises:
        NoSuchStore: There is none, or it is closed.
    """
    stores = stock.stores(camp.db)
    if store not in {each.id for each in stores}:
        raise NoSuchStore(name="", known=", ".join(each.name for each in stores))


def take_in(
    camp: Camp, entry: Entry, document: DocumentId, store: StoreId, lines: Iterable[Came]
) -> None:
    """Add to an entry what comes into a store, lot by lot."""
    for line in lines:
        lot = lot_of(camp, entry, line)
        if line.quantity:
            move(camp, entry, document, lot, store, line.quantity)
        if line.sent is not None or line.damaged:
            note_check(camp, entry, document, lot, line.checked)


def _check_waybill(camp: Camp, delivery: Delivery) -> None:
    own = documents.numbered(camp.db, delivery.waybill)
    if own is not None and own.kind == Kind.WAYBILL:
        raise OwnWaybill(waybill=own.number)
    items = frozenset(line.item for line in delivery.lines)
    senders = frozenset(waybill_key(line.donor) for line in delivery.lines if line.donor.strip())
    before = waybills.entered(camp.db, delivery.waybill, items, senders)
    if before:
        raise WaybillIsKnown(waybill=before.reference, day=before.day, number=before.number)
