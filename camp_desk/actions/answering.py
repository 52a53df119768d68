"""Documents that answer another: what may still come back of a release order or a loan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from camp_desk.actions.stock import Came, Kind
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.ids import DocumentId
from camp_desk.domain.quantities import Amount
from camp_desk.domain.stock import Lot, waybill_key
from camp_desk.domain.words import N_
from camp_desk.storage import documents, stock
from camp_desk.storage.camp import Camp
from camp_desk.storage.documents import Document
from camp_desk.storage.driver import Database


class NoSuchDocument(CampDeskError):
    """There is none of that number, or not of the kind that is needed."""

    message = N_("There is no document {number} that this could answer.")
    advice = N_("Look at the numbers under “Documents”.")


class MoreThanOpen(CampDeskError):
    """More is to come back than went."""

    message = N_("Only {open} of {item} are still open on {number}, less than the {asked} typed.")
    advice = N_("Type what belongs to this document, and record the rest on its own.")


def open_document(camp: Camp, id_: DocumentId, kind: Kind) -> Document:
    """Return a document of a kind that was not reversed.

    Raises:
        NoSuchDocument: There is none.
    """
    found = documents.document(camp.db, id_)
    if found is None or found.kind != kind or found.reverses or found.reversed_by:
        raise NoSuchDocument(number=found.number if found else "")
    return found


def still_open(db: Database, document: Document) -> dict[str, int]:
    """Return what is still to come back of a document, in base units by item."""
    open_ = _moved(db, document)
    for answer in documents.answers(db, document.id):
        open_.subtract(_moved(db, answer))
    return {item: quantity for item, quantity in open_.items() if quantity > 0}


def check_answer(camp: Camp, document: Document, asked: Mapping[str, int]) -> None:
    """Check that no more comes back than is still open.

    Raises:
        MoreThanOpen: It is more.
    """
    open_, items = still_open(camp.db, document), stock.items(camp.db)
    for code, quantity in asked.items():
        left = open_.get(code, 0)
        if quantity > left:
            unit = items[code].unit
            raise MoreThanOpen(
                item=items[code], number=document.number, open=Amount(left, unit),
                asked=Amount(quantity, unit),
            )  # fmt: skip


def back_from(lines: Iterable[Came]) -> dict[str, int]:
    """Return what lines bring, by item: damaged goods have come back too."""
    total: Counter[str] = Counter()
    for line in lines:
        total[line.item] += line.quantity + line.damaged
    return dict(total)


def as_it_went(db: Database, document: Document, lines: Iterable[Came]) -> tuple[Came, ...]:
    """Return what comes back as the lots that went, where what is typed says no other.

    A label is enough, or nothing where only one lot of the item went: donor, consignment,
    expiry, packs and density need not be typed again.
    """
    went = [stock.lot_of(db, each.lot) for each in documents.movements(db, document.id)]
    return tuple(_of_lot(line, {lot for lot in went if _may_be(line, lot)}) for line in lines)


def _may_be(line: Came, lot: Lot) -> bool:
    typed = (line.label, line.donor, line.consignment)
    there = (lot.label, lot.donor, lot.consignment)
    same = all(
        not said.strip() or waybill_key(said) == waybill_key(known)
        for said, known in zip(typed, there, strict=True)
    )
    said = (line.expiry, line.pack, line.grams_per_litre)
    known = (lot.expiry, lot.pack, lot.grams_per_litre)
    return (
        line.item == lot.item and same
        and all(not a or a == b for a, b in zip(said, known, strict=True))
    )  # fmt: skip


def _of_lot(line: Came, lots: Collection[Lot]) -> Came:
    if len(lots) != 1:
        return line
    (lot,) = lots
    return replace(
        line, label=lot.label, expiry=lot.expiry, donor=lot.donor, pack=lot.pack,
        consignment=lot.consignment, grams_per_litre=lot.grams_per_litre,
    )  # fmt: skip


def _moved(db: Database, document: Document) -> Counter[str]:
    """Return what a document brought or took, by item; what came back damaged is back."""
    total: Counter[str] = Counter()
    for each in documents.movements(db, document.id):
        total[stock.item_of(db, each.lot)] += abs(each.quantity)
    for check in documents.checks(db, document.id):
        total[stock.item_of(db, check.lot)] += check.damaged
    return total
