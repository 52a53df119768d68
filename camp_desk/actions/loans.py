"""Loans: goods lent to another agency, borrowed from one, and given back."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from camp_desk.actions.answering import as_it_went, back_from, check_answer, open_document
from camp_desk.actions.checks import LONGEST_REMARK, bounded
from camp_desk.actions.leaving import Leaving, chosen, send
from camp_desk.actions.releases import NoReceiver
from camp_desk.actions.stock import Came, Kind, Posted, check_lines, post, take_in
from camp_desk.domain.ids import DocumentId, StoreId
from camp_desk.domain.roles import Right
from camp_desk.storage import stock
from camp_desk.storage.camp import Camp


@dataclass(frozen=True, slots=True)
class Terms:
    """With whom, until when, and what else is to be said."""

    party: str
    due: date | None = None
    day: date | None = None
    remarks: str = ""


def lend(camp: Camp, leaving: Leaving, terms: Terms) -> Posted:
    """Lend goods: they leave the store and are owed to the camp.

    Raises:
        NoReceiver, NotTheEarliest, Expired, NotEnough, LessThere, NothingMoved, NoSuchItem,
            NoSuchStore, TextTooLong: Nothing was written.
        NotAllowed: The officer does not move stock.
    """
    camp.require(Right.MOVE_STOCK)
    with camp.action("lend") as entry:
        taken = chosen(camp, leaving)
        override = bounded(leaving.override) or None
        fields = _fields(terms)
        document, number = post(
            camp, entry, Kind.LENT, store=leaving.store, override=override, **fields
        )
        send(camp, entry, document, leaving.store, taken)
    return Posted(entry.changes, document, number)


def take_loan_back(
    camp: Camp, loan: DocumentId, store: StoreId, lines: tuple[Came, ...], terms: Terms
) -> Posted:
    """Record what a borrower gives back; other lots of the item will do.

    Raises:
        MoreThanOpen, NoSuchDocument, NothingMoved, NoSuchItem, NoSuchStore, NoSuchCheck,
            TextTooLong: Nothing was written.
        NotAllowed: The officer does not move stock.
    """
    camp.require(Right.MOVE_STOCK)
    with camp.action("take-loan-back") as entry:
        check_lines(camp, store, lines)
        lent = open_document(camp, loan, Kind.LENT)
        check_answer(camp, lent, back_from(lines))
        fields = _fields(terms, lent.party)
        document, number = post(camp, entry, Kind.LENT_BACK, store=store, about=lent.id, **fields)
        take_in(camp, entry, document, store, as_it_went(camp.db, lent, lines))
    return Posted(entry.changes, document, number)


def borrow(camp: Camp, store: StoreId, lines: tuple[Came, ...], terms: Terms) -> Posted:
    """Borrow goods: they come into the store and are owed by the camp.

    Raises:
        NoReceiver, NothingMoved, NoSuchItem, NoSuchStore, NoSuchCheck, TextTooLong: Nothing was
            written.
        NotAllowed: The officer does not move stock.
    """
    camp.require(Right.MOVE_STOCK)
    with camp.action("borrow") as entry:
        check_lines(camp, store, lines)
        fields = _fields(terms)
        document, number = post(camp, entry, Kind.BORROWED, store=store, **fields)
        take_in(camp, entry, document, store, lines)
    return Posted(entry.changes, document, number)


def give_back(camp: Camp, loan: DocumentId, leaving: Leaving, terms: Terms) -> Posted:
    """Give borrowed goods back; other lots of the item will do.

    Raises:
        MoreThanOpen, NoSuchDocument, NotTheEarliest, Expired, NotEnough, LessThere, NothingMoved,
            NoSuchItem, NoSuchStore, TextTooLong: Nothing was written.
        NotAllowed: The officer does not move stock.
    """
    camp.require(Right.MOVE_STOCK)
    with camp.action("give-back") as entry:
        taken = chosen(camp, leaving)
        borrowed = open_document(camp, loan, Kind.BORROWED)
        asked: Counter[str] = Counter()
        for lot, quantity in taken:
            asked[stock.item_of(camp.db, lot)] += quantity
        check_answer(camp, borrowed, asked)
        override = bounded(leaving.override) or None
        document, number = post(
            camp, entry, Kind.GIVEN_BACK, store=leaving.store, about=borrowed.id,
            override=override, **_fields(terms, borrowed.party),
        )  # fmt: skip
        send(camp, entry, document, leaving.store, taken)
    return Posted(entry.changes, document, number)


def _fields(terms: Terms, party: str = "") -> dict[str, str | bytes | None]:
    """Return what a loan's document says; the party of the loan that is answered if none is named.

    Raises:
        NoReceiver, TextTooLong: Nothing can be written so.
    """
    named = bounded(terms.party) or party
    if not named:
        raise NoReceiver
    return {
        "party": named,
        "due": terms.due.isoformat() if terms.due else None,
        "day": terms.day.isoformat() if terms.day else None,
        "remarks": bounded(terms.remarks, LONGEST_REMARK) or None,
    }
