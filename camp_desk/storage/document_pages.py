"""One document with its lines, as a screen shows it and as it is printed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from camp_desk.domain.ids import LotId
from camp_desk.domain.stock import Lot
from camp_desk.storage import documents, stock
from camp_desk.storage.documents import Document
from camp_desk.storage.driver import Database


@dataclass(frozen=True, slots=True)
class PageLine:
    """One lot on a document, in base units.

    ``came`` and ``went`` are what it moved into and out of stores and lists; ``sent`` to ``over``
    what it says beside that, all None where it says nothing.
    """

    id: LotId
    lot: Lot
    produced: date | None
    came: int
    went: int
    sent: int | None = None
    good: int | None = None
    damaged: int | None = None
    short: int | None = None
    over: int | None = None

    @property
    def quantity(self) -> int:
        """Return what the document is about: what came, or what went where nothing came."""
        return self.came or self.went


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """A document, its lines, and the documents that answer it."""

    document: Document
    lines: tuple[PageLine, ...]
    answers: tuple[Document, ...]


def page(db: Database, id_: bytes) -> DocumentPage | None:
    """Return all that stands on one document, or nothing if there is none of that id."""
    head = documents.document(db, id_)
    if head is None:
        return None
    moved: dict[LotId, list[int]] = {}
    for each in documents.movements(db, id_):
        came_and_went = moved.setdefault(each.lot, [0, 0])
        way = each.place == id_ or (each.place == head.about and head.kind in {"ARR", "HHR"})
        if not way:  # what is under way stands in no column
            came_and_went[each.quantity < 0] += abs(each.quantity)
    said = {check.lot: check for check in documents.checks(db, id_)}
    lines = []
    lots = stock.lots_of(db, {*moved, *said})
    for lot in dict.fromkeys([*moved, *said]):
        came, went = moved.get(lot, (0, 0))
        check = said.get(lot)
        told = (
            (check.sent, check.good, check.damaged, check.short, check.over)
            if check
            else (None,) * 5
        )
        lines.append(PageLine(lot, *lots[lot], came, went, *told))
    return DocumentPage(head, tuple(lines), tuple(documents.answers(db, id_)))
