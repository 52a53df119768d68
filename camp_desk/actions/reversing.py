"""Taking a wrong document back: by another one that does the opposite, never by editing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from hashlib import blake2b

from camp_desk.actions.answering import NoSuchDocument
from camp_desk.actions.checks import LONGEST_REMARK, bounded
from camp_desk.actions.stock import Kind, Posted
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.ids import DocumentId, LotId
from camp_desk.domain.quantities import Amount
from camp_desk.domain.roles import Right
from camp_desk.domain.words import N_
from camp_desk.storage import documents, stock
from camp_desk.storage.camp import Camp, Entry
from camp_desk.storage.documents import Document

OF_LISTS = frozenset({Kind.SET_ASIDE, Kind.DISTRIBUTED, Kind.RETURNED})
"""Kinds that freezing and closing a list write."""

_WITH_LOSSES = frozenset({Kind.ARRIVED, Kind.REBAGGED, Kind.GIVEN_IN})
"""Kinds that write a loss beside themselves, which goes when they go."""


class AlreadyReversed(CampDeskError):
    """It was taken back before, or takes something back itself."""

    message = N_("Document {number} cannot be reversed: it was, or it reverses another one.")
    advice = N_("Write a new document with what is right.")


class BelongsToList(CampDeskError):
    """It follows from a list."""

    message = N_("Document {number} belongs to list {list}.")
    advice = N_("Correct the hand-overs of the list, or count the store again.")


class BelongsTo(CampDeskError):
    """A loss that another document found out."""

    message = N_("Document {number} belongs to {other}.")
    advice = N_("Reverse that one: both are taken back together.")


class Answered(CampDeskError):
    """Something followed from it."""

    message = N_("Document {number} was answered by {other}.")
    advice = N_("Reverse that one first.")


class MovedOn(CampDeskError):
    """The goods are not where the document put them."""

    message = N_(
        "Document {number} cannot be reversed: of {item} only {there} lie where it put {asked}."
    )
    advice = N_("Reverse the later documents first, or write what is different as a loss.")


class NoReason(CampDeskError):
    """Nothing says what was wrong."""

    message = N_("It is not said why the document is wrong.")
    advice = N_("Type a few words: wrong lot, entered twice …")


def reverse(camp: Camp, document: DocumentId, why: str) -> Posted:
    """Take a document back with a reversing one, which has its number with an R behind.

    Two laptops that do so apart write one and the same: the goods go back once.

    Raises:
        NoSuchDocument, AlreadyReversed, BelongsToList, BelongsTo, Answered: It cannot be.
        MovedOn: Its goods went on; nothing was written.
        NoReason, TextTooLong: Nothing was written.
        NotAllowed: The officer does not move stock.
    """
    camp.require(Right.MOVE_STOCK)
    reason = bounded(why, LONGEST_REMARK)
    if not reason:
        raise NoReason
    with camp.action("reverse-document") as entry:
        wrong = documents.document(camp.db, document)
        if wrong is None:
            raise NoSuchDocument(number="")
        together = _together(camp, wrong)
        _check_there(camp, together)
        for each in together:
            _turn(camp, entry, each, reason)
    return Posted(entry.changes, reversal_of(wrong.id), f"{wrong.number}R")


def reversal_of(document: DocumentId) -> DocumentId:
    """Return the id of what reverses a document: every desk derives the same."""
    return DocumentId(blake2b(document, digest_size=16, person=b"camp-desk back").digest())


def _together(camp: Camp, wrong: Document) -> list[Document]:
    """Return the document and the losses that it wrote beside itself."""
    if wrong.reverses or wrong.reversed_by:
        raise AlreadyReversed(number=wrong.number)
    if wrong.kind in OF_LISTS:
        raise BelongsToList(number=wrong.number, list=wrong.list_number or "")
    if wrong.kind == Kind.LOSS and wrong.about:
        raise BelongsTo(number=wrong.number, other=wrong.about_number)
    answers = documents.answers(camp.db, wrong.id)
    others = [each for each in answers if wrong.kind not in _WITH_LOSSES or each.kind != Kind.LOSS]
    if others:
        raise Answered(number=wrong.number, other=others[0].number)
    return [wrong, *answers]


def _check_there(camp: Camp, together: Sequence[Document]) -> None:
    back: Counter[tuple[bytes, LotId]] = Counter()
    for document in together:
        for each in documents.movements(camp.db, document.id):
            back[each.place, each.lot] -= each.quantity
    for (place, lot), quantity in back.items():
        there = stock.balance(camp.db, place, lot)
        if quantity < 0 and there + quantity < 0:
            item = stock.items(camp.db)[stock.item_of(camp.db, lot)]
            raise MovedOn(
                number=together[0].number, item=item, there=Amount(max(0, there), item.unit),
                asked=Amount(-quantity, item.unit),
            )  # fmt: skip


def _turn(camp: Camp, entry: Entry, wrong: Document, why: str) -> None:
    id_ = reversal_of(wrong.id)
    entry.add(
        "document",
        id_,
        {
            "kind": wrong.kind, "number": f"{wrong.number}R", "day": camp.today().isoformat(),
            "store": wrong.store, "other_store": wrong.other_store,
            "reference": wrong.reference or None, "party": wrong.party or None,
            "reason": wrong.reason or None, "reverses": wrong.id, "remarks": why,
            "officer": camp.officer_id, "household": wrong.household,
        },
    )  # fmt: skip
    for each in documents.movements(camp.db, wrong.id):
        entry.add(
            "movement",
            blake2b(id_ + each.id, digest_size=16).digest(),
            {"document": id_, "lot": each.lot, "store": each.place, "quantity": -each.quantity},
        )
