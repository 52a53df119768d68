"""Release orders for a distribution, what comes back, and what goes back to its sender."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from camp_desk.actions.answering import as_it_went, back_from, check_answer, open_document
from camp_desk.actions.checks import LONGEST_REMARK, bounded
from camp_desk.actions.leaving import Leaving, chosen, send
from camp_desk.actions.stock import Came, Kind, Posted, check_lines, post, take_in
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.ids import DocumentId, StoreId
from camp_desk.domain.roles import Right
from camp_desk.domain.words import N_
from camp_desk.storage.camp import Camp


class NoReceiver(CampDeskError):
    """Goods that go to nobody, or come from nobody."""

    message = N_("It is not said who gives or receives the goods.")
    advice = N_("Type the distribution, the agency or the people.")


@dataclass(frozen=True, slots=True)
class Release:
    """Goods handed out of a store for a distribution or another use."""

    leaving: Leaving
    purpose: str
    requested: str = ""
    authorised: str = ""
    valid_until: date | None = None
    day: date | None = None
    remarks: str = ""


@dataclass(frozen=True, slots=True)
class Return:
    """Goods that come back: ``of`` a release order, or from households if there is none."""

    store: StoreId
    lines: tuple[Came, ...]
    of: DocumentId | None = None
    giver: str = ""
    day: date | None = None
    remarks: str = ""


@dataclass(frozen=True, slots=True)
class SendBack:
    """Goods that go back to who sent them, expired ones too."""

    leaving: Leaving
    sender: str
    waybill: str = ""
    day: date | None = None
    remarks: str = ""


def release(camp: Camp, what: Release) -> Posted:
    """Write a release order; the goods leave the store.

    Raises:
        NoReceiver, NotTheEarliest, Expired, NotEnough, LessThere, NothingMoved, NoSuchItem,
            NoSuchStore, TextTooLong: Nothing was written.
        NotAllowed: The officer does not move stock.
    """
    camp.require(Right.MOVE_STOCK)
    purpose = bounded(what.purpose)
    if not purpose:
        raise NoReceiver
    with camp.action("release") as entry:
        taken = chosen(camp, what.leaving)
        document, number = post(
            camp, entry, Kind.RELEASE, store=what.leaving.store, party=purpose,
            day=what.day.isoformat() if what.day else None,
            requested=bounded(what.requested) or None,
            authorised=bounded(what.authorised) or None,
            due=what.valid_until.isoformat() if what.valid_until else None,
            override=bounded(what.leaving.override) or None,
            remarks=bounded(what.remarks, LONGEST_REMARK) or None,
        )  # fmt: skip
        send(camp, entry, document, what.leaving.store, taken)
    return Posted(entry.changes, document, number)


def take_back(camp: Camp, what: Return) -> Posted:
    """Record what comes back from a distribution or from households.

    Raises:
        MoreThanOpen: More comes back than went out with the release order.
        NoSuchDocument, NoReceiver, NothingMoved, NoSuchItem, NoSuchStore, NoSuchCheck,
            TextTooLong: Nothing was written.
        NotAllowed: The officer does not move stock.
    """
    camp.require(Right.MOVE_STOCK)
    giver = bounded(what.giver)
    with camp.action("take-back") as entry:
        check_lines(camp, what.store, what.lines)
        lines = what.lines
        if what.of is not None:
            order = open_document(camp, what.of, Kind.RELEASE)
            check_answer(camp, order, back_from(lines))
            lines = as_it_went(camp.db, order, lines)
            giver = giver or order.party
        if not giver:
            raise NoReceiver
        document, number = post(
            camp, entry, Kind.CAME_BACK, store=what.store, about=what.of, party=giver,
            day=what.day.isoformat() if what.day else None,
            remarks=bounded(what.remarks, LONGEST_REMARK) or None,
        )  # fmt: skip
        take_in(camp, entry, document, what.store, lines)
    return Posted(entry.changes, document, number)


def send_back(camp: Camp, what: SendBack) -> Posted:
    """Send goods back to where they came from; expired lots may go too.

    Raises:
        NoReceiver, NotEnough, LessThere, NothingMoved, NoSuchItem, NoSuchStore, TextTooLong:
            Nothing was written.
        NotAllowed: The officer does not move stock.
    """
    camp.require(Right.MOVE_STOCK)
    sender = bounded(what.sender)
    if not sender:
        raise NoReceiver
    with camp.action("send-back") as entry:
        taken = chosen(camp, what.leaving, expired_too=True)
        document, number = post(
            camp, entry, Kind.SENT_BACK, store=what.leaving.store, party=sender,
            day=what.day.isoformat() if what.day else None,
            reference=bounded(what.waybill) or None,
            remarks=bounded(what.remarks, LONGEST_REMARK) or None,
        )  # fmt: skip
        send(camp, entry, document, what.leaving.store, taken)
    return Posted(entry.changes, document, number)
