"""A list of any length: all ids at once, rows by the page, a true scrollbar."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal

from camp_desk.ui.widgets.columns import SHARE, TONE, Column, Columns, Index, Row

FIRST = 200
"""How many rows are shown at once, before all ids are known; also the size of a page."""
_KEPT = 40
_ANSWERED = {
    int(Qt.ItemDataRole.DisplayRole),
    int(Qt.ItemDataRole.AccessibleTextRole),
    int(Qt.ItemDataRole.TextAlignmentRole),
    TONE,
    SHARE,
}
"""Qt asks each cell for a dozen roles at every painting; the others are not worth a row."""


@dataclass(frozen=True, slots=True)
class FirstRows:
    """The first ids that match, with their rows; ``complete`` if there are no more."""

    number: int
    ids: Sequence[Any]
    rows: Mapping[Any, Any]
    complete: bool


@dataclass(frozen=True, slots=True)
class AllIds:
    """Every id that matches, in the same order."""

    number: int
    ids: Sequence[Any]


@dataclass(frozen=True, slots=True)
class PageOfRows:
    """The rows of one page."""

    number: int
    page: int
    rows: Mapping[Any, Any]


class BigList(Columns[Row]):
    """Asks for ids and rows by signals, and takes the answers in ``take``; no query is known here.

    Every question carries a number; answers to an earlier number are dropped.
    """

    asked = Signal(int, object)
    """Number and query: answer with FirstRows, then AllIds unless they were complete."""
    page_asked = Signal(int, int, object)
    """Number, page and the page's ids: answer with PageOfRows."""
    counted = Signal(object, bool)
    """How many match, and whether that is final."""

    def __init__(self, columns: Sequence[Column[Row]], parent: QObject | None = None) -> None:
        super().__init__(columns, parent)
        self._number = 0
        self._query: object = None
        self._ids: Sequence[Any] = ()
        self._pages: OrderedDict[int, Mapping[Any, Row]] = OrderedDict()
        self._wanted: set[int] = set()

    def ask(self, query: object) -> None:
        """Ask for everything that matches; what is shown stays until the answer is there."""
        self._query = query
        self._number += 1
        self.asked.emit(self._number, query)

    def ask_again(self) -> None:
        """Ask the last question anew, because something changed."""
        self.ask(self._query)

    def take(self, answer: FirstRows | AllIds | PageOfRows) -> None:
        """Take an answer, unless it belongs to an earlier question."""
        if answer.number != self._number:
            return
        if isinstance(answer, FirstRows):
            self._begin(answer)
        elif isinstance(answer, AllIds):
            self._extend(answer.ids)
        else:
            self._keep(answer)

    def row(self, index: Index) -> Row | None:
        """Return the row an index points into, or None while its page is on the way."""
        return self._row(index.row())

    def id_at(self, row: int) -> Any:
        """Return the id of a row."""
        return self._ids[row]

    def row_of(self, id_: Any) -> int | None:
        """Return where an id stands, or None where it is not among those that match."""
        try:
            return self._ids.index(id_)
        except ValueError:
            return None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """Return the number of rows; a cell has none."""
        return 0 if parent.isValid() else len(self._ids)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what Qt asks of one cell; an ellipsis stands for a row on its way."""
        if role not in _ANSWERED or not index.isValid() or index.row() >= len(self._ids):
            return None
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return column.align(role)
        row = self._row(index.row())
        if row is not None:
            return column.cell(row, role)
        return "…" if role == Qt.ItemDataRole.DisplayRole and not index.column() else None

    def _row(self, at: int) -> Row | None:
        page = at // FIRST
        rows = self._pages.get(page)
        if rows is None:
            self._want(page)
            return None
        self._pages.move_to_end(page)
        return rows.get(self._ids[at])

    def _want(self, page: int) -> None:
        if page not in self._wanted:
            self._wanted.add(page)
            start = page * FIRST
            self.page_asked.emit(self._number, page, list(self._ids[start : start + FIRST]))

    def _begin(self, answer: FirstRows) -> None:
        self.beginResetModel()
        self._ids = answer.ids
        self._pages.clear()
        self._wanted.clear()
        self._pages[0] = answer.rows
        self.endResetModel()
        self.counted.emit(len(self._ids), answer.complete)

    def _extend(self, ids: Sequence[Any]) -> None:
        before = len(self._ids)
        if len(ids) > before:
            self.beginInsertRows(QModelIndex(), before, len(ids) - 1)
            self._ids = ids
            self.endInsertRows()
        self.counted.emit(len(self._ids), True)

    def _keep(self, answer: PageOfRows) -> None:
        self._pages[answer.page] = answer.rows
        self._wanted.discard(answer.page)
        while len(self._pages) > _KEPT:
            self._pages.popitem(last=False)
        first = answer.page * FIRST
        last = min(len(self._ids), first + FIRST) - 1
        if last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))
