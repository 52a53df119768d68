"""Columns of a table, declared once: heading, text, width, and what may be left out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Generic, TypeVar, overload

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

Row = TypeVar("Row")
Fact = TypeVar("Fact")
Index = QModelIndex | QPersistentModelIndex

TONE = int(Qt.ItemDataRole.UserRole)
"""The role under which a pill's tone is asked: ok, warn, danger, info or ""."""
SHARE = int(Qt.ItemDataRole.UserRole) + 1
"""The role under which a bar's filled part is asked, 0 to 1, or None for no bar."""

_TEXT_ROLES = {int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.AccessibleTextRole)}
_ALIGNMENT, _TOOL_TIP = int(Qt.ItemDataRole.TextAlignmentRole), int(Qt.ItemDataRole.ToolTipRole)
_ANSWERED = {*_TEXT_ROLES, _ALIGNMENT, _TOOL_TIP, TONE, SHARE}
"""Qt asks each cell for a dozen roles at every painting; the others are not worth a row."""
_LEADING = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
_TRAILING = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)  # slots break Column[Row](...) on Python 3.11
class Column(Generic[Row]):
    """One column: its heading, and how to read a cell from a row.

    ``width`` is in pixels at 100 %; 0 takes the room that is left, at least 170.  Columns
    with the highest ``drop`` are left out first where the room is too narrow; 0 never.  A ``tone``
    makes the cells pills, a ``share`` bars.
    """

    title: str
    text: Callable[[Row], str]
    width: int = 100
    trailing: bool = False
    drop: int = 0
    tone: Callable[[Row], str] | None = None
    share: Callable[[Row], float | None] | None = None

    def cell(self, row: Row, role: int) -> Any:
        """Return what Qt asks of one cell under a role."""
        if role in _TEXT_ROLES:
            return self.text(row)
        if role == _TOOL_TIP and not self.width:
            return self.text(row)  # a long name may not fit
        if role == TONE and self.tone:
            return self.tone(row)
        if role == SHARE and self.share:
            return self.share(row)
        return self.align(role)

    def align(self, role: int) -> Any:
        """Return the alignment of the column, and None under any other role."""
        if role != _ALIGNMENT:
            return None
        return _TRAILING if self.trailing else _LEADING


class Columns(QAbstractTableModel, Generic[Row]):
    """A model that knows its columns; what its rows are is the business of the two below."""

    def __init__(self, columns: Sequence[Column[Row]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """Return the number of columns; a cell has none."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        """Return a heading, aligned like its column."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        each = self.columns[section]
        return each.title if role in _TEXT_ROLES else each.align(role)


class Told(Sequence[Row]):
    """Rows put into words when they are looked at: of a long list, those on the screen."""

    def __init__(self, facts: Sequence[Fact], tell: Callable[[Fact], Row]) -> None:
        self._n = len(facts)
        self._told = lru_cache(maxsize=None)(lambda at: tell(facts[at]))

    def __len__(self) -> int:
        """Return the number of rows."""
        return self._n

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> list[Row]: ...
    def __getitem__(self, at: int | slice) -> Row | list[Row]:
        """Return a row, or some."""
        if isinstance(at, slice):
            return [self._told(n) for n in range(*at.indices(self._n))]
        return self._told(range(self._n)[at])


class RowsModel(Columns[Row]):
    """Shows whole rows; change them with show(), never cell by cell."""

    def __init__(self, columns: Sequence[Column[Row]], parent: QObject | None = None) -> None:
        super().__init__(columns, parent)
        self._rows: Sequence[Row] = ()

    def show(self, rows: Sequence[Row]) -> None:
        """Replace every row."""
        self.beginResetModel()
        self._rows = rows if isinstance(rows, Told) else tuple(rows)
        self.endResetModel()

    @property
    def rows(self) -> Sequence[Row]:
        """Return every row that is shown."""
        return self._rows

    def row(self, index: Index) -> Row:
        """Return the row an index points into."""
        return self._rows[index.row()]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """Return the number of rows; a cell has none."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what Qt asks of one cell."""
        if role not in _ANSWERED or not index.isValid():
            return None
        return self.columns[index.column()].cell(self.row(index), role)
