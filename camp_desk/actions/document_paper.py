"""Printing a document of the stores: what stands on each kind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import BinaryIO

from camp_desk.actions import document_words
from camp_desk.actions.answering import NoSuchDocument
from camp_desk.actions.catalogues import kits, loss_categories
from camp_desk.actions.stock import Kind
from camp_desk.domain.anonymous import called
from camp_desk.domain.catalogue import Item
from camp_desk.domain.ids import DocumentId
from camp_desk.domain.quantities import Unit, exact, in_packs, litres
from camp_desk.domain.roles import Right
from camp_desk.domain.stock import Lot
from camp_desk.domain.stores import StoreName
from camp_desk.domain.words import N_, Words
from camp_desk.printing.goods_papers import GoodsPaper, PaperColumn, PaperLine, write_goods_paper
from camp_desk.printing.text import isolated
from camp_desk.storage import document_pages, households, relief, stock
from camp_desk.storage.camp import Camp
from camp_desk.storage.document_pages import DocumentPage, PageLine
from camp_desk.storage.documents import Document

_CHECKED = (Kind.RECEIPT, Kind.ARRIVED)
_PACKS = N_("In packs")
_OF_KITS = (Kind.KITS_MADE, Kind.KITS_OPENED, Kind.GIVEN, Kind.LENT_OUT)
_ANSWERS = (Kind.CAME_BACK, Kind.LENT_BACK, Kind.GIVEN_BACK, Kind.GIVEN_IN)
_TURNED = (Kind.KITS_MADE, Kind.KITS_OPENED, Kind.DISTRIBUTED, Kind.RETURNED)


def print_document(
    camp: Camp,
    document: DocumentId,
    out: BinaryIO,
    *,
    words: Words,
    other: Words | None = None,
) -> int:
    """Write a document as a PDF with places to sign; return how many pages it has.

    Raises:
        NoSuchDocument: There is none.
        NotAllowed: The officer does not see the stock.
    """
    camp.require(Right.SEE_STOCK)
    page = document_pages.page(camp.db, document)
    if page is None:
        raise NoSuchDocument(number="")
    head, items = page.document, stock.items(camp.db)
    paper = GoodsPaper(
        camp=camp.name,
        title=document_words.TITLES.get(head.kind, head.kind),
        number=head.number,
        day=head.day.isoformat(),
        facts=(
            *facts_said(page, words), *_household_facts(camp, head, words),
            *_bag_facts(page, items, words),
        ),
        columns=_columns(head.kind),
        lines=tuple(lines_said(page, items, words, other)),
        remarks=(*_together(page, items, words), *remarks_said(page, words)),
        signers=document_words.SIGNERS.get(head.kind, document_words.ANYBODY),
        printed_by=camp.officer.name,
        printed_at=camp.now(),
        stamp=_stamp(head, words),
        demonstration=camp.demonstration,
    )  # fmt: skip
    pages = write_goods_paper(out, paper, words=words, other=other)
    with camp.action("print") as entry:
        entry.add(
            "seen",
            camp.new_id(),
            {"what": "document", "subject": head.number, "pages": pages},
        )
    return pages


def lot_said(lot: Lot, words: Words) -> str:
    """Return what stands on a pile, on one line."""
    parts = [words("lot {lot}", lot=isolated(lot.label)) if lot.label else ""]
    if lot.expiry:
        parts.append(words("expires {day}", day=isolated(lot.expiry.isoformat())))
    parts.append(isolated(lot.donor) if lot.donor else "")
    if lot.consignment:
        parts.append(words("consignment {number}", number=isolated(lot.consignment)))
    return " · ".join(filter(None, parts))


def facts_said(page: DocumentPage, words: Words) -> Iterable[tuple[str, str]]:
    """Yield names, as messages, and values above the table; empty ones are left for the pen."""
    head = page.document
    kind, store = head.kind, StoreName(head.store_name).said(words)
    if kind == Kind.WAYBILL:
        yield N_("From store"), store
        yield N_("To"), StoreName(head.other_name).said(words) or head.reference
    elif kind == Kind.ARRIVED:
        yield N_("Into store"), store or head.party
        yield N_("Waybill"), head.about_number
    else:
        yield N_("Store"), store
    if kind in document_words.PARTY:
        yield document_words.PARTY[kind], head.party
    if kind in {Kind.RECEIPT, Kind.SENT_BACK}:
        yield N_("Waybill"), head.reference
    if kind in {Kind.WAYBILL, Kind.RECEIPT}:
        yield from _trip_facts(head)
    yield from _terms(head)
    if (
        kind in {Kind.KITS_MADE, Kind.KITS_OPENED, Kind.GIVEN, Kind.LENT_OUT}
        and head.reference in kits()
    ):
        named = kits()[head.reference]
        people = head.persons or named.reference_size
        said = words("{kit}, for {n} people", kit=named.said(words), n=people)
        yield N_("Kit"), said if kind == Kind.KITS_MADE else named.said(words)
    if kind == Kind.LOSS:
        yield from _loss_facts(head, words)


def _household_facts(camp: Camp, head: Document, words: Words) -> Iterable[tuple[str, str]]:
    """Yield whom items are for; the name only for officers who see names."""
    found = households.household(camp.db, head.household) if head.household else None
    if found is None:
        return
    size = relief.people(camp.db, found.id, camp.today()).persons
    yield N_("Family size"), words.plural("{n} person", "{n} people", size)
    if camp.officer.may(Right.SEE_NAMES):
        name = found.registration.head.name if found.registration.members else ""
        yield N_("Head of household"), called(name, size, words)


def _bag_facts(
    page: DocumentPage, items: Mapping[str, Item], words: Words
) -> Iterable[tuple[str, str]]:
    """Yield in which bags goods were, and in which they are after rebagging."""
    old = next((each for each in page.lines if each.went), None)
    new = next((each for each in page.lines if each.sent is not None), None)
    if page.document.kind != Kind.REBAGGED or old is None or new is None:
        return
    item = items[new.lot.item]
    yield N_("Old bags"), _packs_of(old.lot, new.sent or 0, item, words)
    yield N_("New bags"), _packs_of(new.lot, new.good or 0, item, words)


def _together(page: DocumentPage, items: Mapping[str, Item], words: Words) -> Iterable[str]:
    """Yield what all lines weigh, and how many pieces they are, where there are several."""
    kind = page.document.kind
    if kind in {Kind.REBAGGED, *_TURNED} or len(page.lines) < 2:  # noqa: PLR2004  one is its own sum
        return
    total: dict[Unit, int] = {}
    for line in page.lines:
        unit = items[line.lot.item].unit
        good = line.quantity if line.good is None or kind not in _CHECKED else line.good
        total[unit] = total.get(unit, 0) + good
    said = (isolated(exact(quantity, unit, words)) for unit, quantity in total.items())
    yield words("Together: {quantities}", quantities=" · ".join(said))


def _trip_facts(head: Document) -> Iterable[tuple[str, str]]:
    yield N_("Vehicle plate"), head.plate
    driver = " · ".join(isolated(each) for each in (head.driver, head.phone) if each)
    yield N_("Driver and telephone"), driver
    if head.kind == Kind.WAYBILL:
        yield N_("Time out"), head.out_at.replace("T", " ")
        yield N_("Time in"), ""


def _terms(head: Document) -> Iterable[tuple[str, str]]:
    """Yield until when, for whom and as an answer to what."""
    kind, due = head.kind, head.due.isoformat() if head.due else ""
    if kind == Kind.RELEASE:
        yield N_("Requested by"), head.requested
        yield N_("Authorised by"), head.authorised
        yield N_("Valid until"), due
    if kind in {Kind.GIVEN, Kind.LENT_OUT} and head.requested:
        yield N_("Taken by"), head.requested
    if kind in {Kind.LENT, Kind.BORROWED, Kind.LENT_OUT}:
        yield N_("To be given back by"), due
    if (
        kind in {Kind.CAME_BACK, Kind.LENT_BACK, Kind.GIVEN_BACK, Kind.GIVEN_IN}
        and head.about_number
    ):
        yield N_("Answers"), head.about_number
    if head.list_number:
        yield N_("List"), str(head.list_number)


def _loss_facts(head: Document, words: Words) -> Iterable[tuple[str, str]]:
    category = loss_categories().get(head.reason)
    yield N_("Reason"), category.said(words) if category else head.reason
    yield N_("Evidence"), category.evidence if category and words.language == "en" else ""
    yield N_("Estimated value"), isolated(str(head.estimate)) if head.estimate else ""
    yield N_("Written down by"), head.officer_name
    if head.about_number or head.reference:
        papers = dict.fromkeys((head.about_number, head.reference))
        yield N_("Belongs to"), " · ".join(filter(None, papers))


def columns(kind: str) -> tuple[str, ...]:
    """Return the names of a document's columns of figures, as messages."""
    if kind in _CHECKED:
        return (N_("Waybill says"), N_("Good"), N_("Damaged"), N_("Short"), N_("Over"))
    if kind == Kind.REBAGGED:
        return (N_("Before"), N_("After"), N_("Sweepings"), N_("Loss"))
    if kind in _TURNED:
        return (N_("Out"), N_("In"))
    if kind == Kind.GIVEN_IN:
        return (N_("Good"), N_("Damaged"), N_("Gone missing"))
    return (_PACKS, N_("Quantity"))


def _columns(kind: str) -> tuple[PaperColumn, ...]:
    """Return the columns as they are printed: a waybill has some to be filled in by hand."""
    named = tuple(PaperColumn(name, wide=name == _PACKS) for name in columns(kind))
    by_hand = (N_("Received good"), N_("Damaged"), N_("Short")) if kind == Kind.WAYBILL else ()
    return (*named, *(PaperColumn(name, by_hand=True) for name in by_hand))


def lines_said(
    page: DocumentPage, items: Mapping[str, Item], words: Words, other: Words | None = None
) -> list[PaperLine]:
    """Return the lines of a document with a figure for each of its columns."""
    kind = page.document.kind
    return [line_said(kind, each, items, words, other) for each in lines_of(page)]


def lines_of(page: DocumentPage) -> Sequence[PageLine]:
    """Return the lines of a document that are told of."""
    weighed = [each for each in page.lines if each.sent is not None]
    rebagged = page.document.kind == Kind.REBAGGED
    return weighed if rebagged and weighed else page.lines  # a reversal weighs nothing


def line_said(
    kind: str, line: PageLine, items: Mapping[str, Item], words: Words, other: Words | None = None
) -> PaperLine:
    """Return one line of a document of a kind, with a figure for each of its columns."""
    item = items[line.lot.item]
    second, first = item.said(other) if other else "", item.said(words)
    lot, good = lot_said(line.lot, words), line.came if line.good is None else line.good
    packs = _packs_of(line.lot, good, item, words) if kind in _CHECKED and good else ""
    if packs and packs != isolated(exact(good, item.unit, words)):
        lot = " · ".join(filter(None, (words("good: {packs}", packs=packs), lot)))
    return PaperLine(
        first, "" if second == first else second, lot,
        tuple(_figures(kind, line, item, words)),
    )  # fmt: skip


def _figures(kind: str, line: PageLine, item: Item, words: Words) -> Iterable[str]:
    quantities: tuple[int | None, ...] = (line.quantity,)
    if kind in _CHECKED:
        whole = (line.quantity, line.quantity)  # also of a reversal, which checks nothing
        sent, good = whole if line.sent is None else (line.sent, line.good)
        quantities = (sent, good, line.damaged, line.short, line.over)
    elif kind == Kind.REBAGGED:
        quantities = (line.sent, line.good, line.damaged, line.short)
        if line.sent is None:
            quantities = (line.went, line.came, None, None)
    elif kind == Kind.GIVEN_IN:
        quantities = (line.good, line.damaged, line.short)
        if line.good is None:
            quantities = (line.quantity, None, None)
    elif kind in _TURNED:
        quantities = (line.went, line.came)
    else:
        yield _packs_of(line.lot, line.quantity, item, words)
    for quantity in quantities:
        yield isolated(exact(quantity, item.unit, words)) if quantity else "–"


def _packs_of(lot: Lot, quantity: int, item: Item, words: Words) -> str:
    """Return a quantity as litres, or as packs and what is in an open one; empty where neither."""
    if density := lot.grams_per_litre or item.grams_per_litre:
        return isolated(litres(quantity, density, words))
    pack = lot.pack or item.pack_size
    return isolated(in_packs(quantity, pack, item.unit, words)) if pack > 1 else ""


def remarks_said(page: DocumentPage, words: Words) -> Iterable[str]:
    """Yield the sentences below the table."""
    head = page.document
    if head.override:
        yield words(
            "Not the earliest expiry first, because: {reason}", reason=isolated(head.override)
        )
    if head.remarks and not head.reverses:
        yield words("Remarks: {remarks}", remarks=isolated(head.remarks))
    if page.answers:
        numbers = words(", ").join(isolated(each.number) for each in page.answers)
        yield words("Answered by {numbers}", numbers=numbers)


def _stamp(head: Document, words: Words) -> str:
    if head.reverses:
        return words("REVERSAL: {reason}", reason=isolated(head.remarks))
    if head.reversed_by:
        return words("REVERSED by {number}", number=isolated(head.reversed_by))
    if head.waits:
        return words("TO BE CONFIRMED by a second officer")
    return ""
