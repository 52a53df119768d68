"""Waybills: goods that leave for another store or site, are under way, and arrive."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from camp_desk.actions.catalogues import loss_categories, losses
from camp_desk.actions.checks import LONGEST_REMARK, bounded
from camp_desk.actions.leaving import Leaving, chosen, send
from camp_desk.actions.stock import (
    Kind,
    NoSuchReason,
    Posted,
    await_confirmation,
    check_store,
    move,
    note_check,
    post,
)
from camp_desk.domain.catalogue import Effect
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.ids import DocumentId, LotId, StoreId
from camp_desk.domain.paper_days import check_has_come
from camp_desk.domain.receipts import Checked, MoreThanSent
from camp_desk.domain.roles import Right
from camp_desk.domain.stock import waybill_key
from camp_desk.domain.stores import StoreName
from camp_desk.domain.words import N_
from camp_desk.storage import documents
from camp_desk.storage.camp import Camp, Entry
from camp_desk.storage.documents import Document
from camp_desk.storage.stock import stores


class NoDestination(CampDeskError):
    """A waybill that leads nowhere, or back to where it began."""

    message = N_("It is not said where the goods go.")
    advice = N_("Choose another store of the camp, or type the name of the place.")


class SameStore(NoDestination):
    """Goods sent to the store in which they lie."""

    message = N_("The goods lie in {store} already.")
    advice = N_("Choose another store of the camp, or type the name of the place.")


class NoSuchWaybill(CampDeskError):
    """No goods are under way with it."""

    message = N_("No goods are on the way with waybill {number}.")
    advice = N_("Look under “On the way” for what is still to arrive.")


class NotOnWaybill(CampDeskError):
    """A lot that did not leave with it."""

    message = N_("A lot is named that is not on waybill {number}.")
    advice = N_("Record goods that came beside it as found.")


@dataclass(frozen=True, slots=True)
class Trip:
    """Who drives; empty where nobody asked."""

    transporter: str = ""
    plate: str = ""
    driver: str = ""
    phone: str = ""
    out_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Dispatch:
    """What leaves, for another store of the camp or for a place outside of it."""

    leaving: Leaving
    to: StoreId | None = None
    place: str = ""
    trip: Trip = Trip()
    day: date | None = None
    remarks: str = ""


@dataclass(frozen=True, slots=True)
class Arrived:
    """One lot as it was unloaded, in base units; the rest of what was sent is missing."""

    lot: LotId
    good: int
    damaged: int = 0


@dataclass(frozen=True, slots=True)
class Arrival:
    """What arrived of a waybill: lots that are not named arrived whole and good."""

    waybill: DocumentId
    lots: tuple[Arrived, ...] = ()
    day: date | None = None
    damaged_as: str = "TRANSPORT"
    missing_as: str = "SHORT"
    remarks: str = ""


def dispatch(camp: Camp, what: Dispatch) -> Posted:
    """Write a waybill: the goods leave their store and are under way.

    Raises:
        NoDestination, SameStore: It leads nowhere; nothing was written.
        NotTheEarliest, Expired, NotEnough, LessThere, NothingMoved, NoSuchItem, NoSuchStore,
            DayToCome, DayLongAgo, TextTooLong: Nothing was written.
        NotAllowed: The officer does not move stock.
    """
    camp.require(Right.MOVE_STOCK)
    place, trip = bounded(what.place), what.trip
    if trip.out_at is not None:
        check_has_come(trip.out_at.date(), camp.today())
    with camp.action("dispatch") as entry:
        to = what.to or _store_called(camp, place)
        if to is not None:
            check_store(camp, to)
        if not (to or place):
            raise NoDestination
        if to == what.leaving.store:
            raise SameStore(store=StoreName(_name_of(camp, to)))
        taken = chosen(camp, what.leaving)
        document, number = post(
            camp, entry, Kind.WAYBILL, store=what.leaving.store, other_store=to,
            day=what.day.isoformat() if what.day else None,
            reference=None if to else place, party=bounded(trip.transporter) or None,
            plate=bounded(trip.plate) or None, driver=bounded(trip.driver) or None,
            phone=bounded(trip.phone) or None,
            out_at=trip.out_at.isoformat(timespec="minutes") if trip.out_at else None,
            override=bounded(what.leaving.override) or None,
            remarks=bounded(what.remarks, LONGEST_REMARK) or None,
        )  # fmt: skip
        send(camp, entry, document, what.leaving.store, taken)
        for lot, quantity in taken:
            move(camp, entry, document, lot, document, quantity)
    return Posted(entry.changes, document, number)


def _store_called(camp: Camp, place: str) -> StoreId | None:
    """Return the store of the camp that a place's name means: its goods never leave the books."""
    key = waybill_key(place)
    found = (each.id for each in stores(camp.db) if key and waybill_key(each.name) == key)
    return next(found, None)


def _name_of(camp: Camp, store: StoreId) -> str:
    return next((each.name for each in stores(camp.db) if each.id == store), "")


def receive_waybill(camp: Camp, arrival: Arrival) -> Posted:
    """Close a waybill: what was good comes into the store, the rest becomes a loss on the way.

    Of a waybill for a place outside the camp the good quantity leaves the books.

    Raises:
        NoSuchWaybill, NotOnWaybill, MoreThanSent, NoSuchCheck, NoSuchReason, TextTooLong: Nothing
            was written.
        NotAllowed: The officer does not move stock.
    """
    camp.require(Right.MOVE_STOCK)
    with camp.action("receive-waybill") as entry:
        waybill, going = _going(camp, arrival.waybill)
        seen = _seen(waybill, going, arrival.lots)
        document, number = post(
            camp, entry, Kind.ARRIVED, store=waybill.other_store, about=waybill.id,
            day=arrival.day.isoformat() if arrival.day else None, reference=waybill.number,
            party=waybill.reference or None,
            remarks=bounded(arrival.remarks, LONGEST_REMARK) or None,
        )  # fmt: skip
        for lot, checked in seen.items():
            note_check(camp, entry, document, lot, checked)
            if checked.good:
                move(camp, entry, document, lot, waybill.id, -checked.good)
                if waybill.other_store is not None:
                    move(camp, entry, document, lot, waybill.other_store, checked.good)
        damaged = [(lot, each.damaged) for lot, each in seen.items() if each.damaged]
        missing = [(lot, each.short) for lot, each in seen.items() if each.short]
        for lost, reason in ((damaged, arrival.damaged_as), (missing, arrival.missing_as)):
            _lost(camp, entry, (waybill, document), lost, reason, arrival.day)
    return Posted(entry.changes, document, number)


def _going(camp: Camp, id_: DocumentId) -> tuple[Document, dict[LotId, int]]:
    """Return a waybill and what is still under way with it."""
    found = next((each for each in documents.under_way(camp.db) if each.document.id == id_), None)
    if found is None:
        head = documents.document(camp.db, id_)
        raise NoSuchWaybill(number=head.number if head else "")
    return found.document, dict(found.lots)


def _seen(
    waybill: Document, going: Mapping[LotId, int], lots: Sequence[Arrived]
) -> dict[LotId, Checked]:
    seen = {lot: Checked(sent, sent) for lot, sent in going.items()}
    for each in lots:
        if each.lot not in going:
            raise NotOnWaybill(number=waybill.number)
        checked = Checked(going[each.lot], each.good, each.damaged)
        if checked.over:
            raise MoreThanSent
        seen[each.lot] = checked
    return seen


def _lost(
    camp: Camp,
    entry: Entry,
    papers: tuple[Document, DocumentId],
    lost: Sequence[tuple[LotId, int]],
    reason: str,
    day: date | None,
) -> None:
    """Write off what did not arrive, under the arrival that found it out."""
    category = loss_categories().get(reason)
    if category is None or category.effect is not Effect.LOSS:
        raise NoSuchReason(code=reason, known=", ".join(losses()))
    if not lost:
        return
    waybill, arrival = papers
    document, _ = post(
        camp, entry, Kind.LOSS, store=waybill.other_store or waybill.store, about=arrival,
        reason=reason, reference=waybill.number, day=day.isoformat() if day else None,
    )  # fmt: skip
    for lot, quantity in lost:
        move(camp, entry, document, lot, waybill.id, -quantity)
    if category.second_signature:
        await_confirmation(camp, entry, document)
