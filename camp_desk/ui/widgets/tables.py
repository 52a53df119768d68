"""A table of rows: tall lines, no grid, and the least important columns left out when narrow."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from camp_desk.ui.look import Look
from camp_desk.ui.widgets.columns import Column, Columns, Row
from camp_desk.ui.widgets.delegates import BarDelegate, PillDelegate

LEAST = 170
"""What the column that takes the free room has at least, in pixels at 100 %."""
_AROUND = 20
"""The room around a heading: a long one, as in Sorani, makes its column wider."""


class Table(QTableView):
    """Shows a Columns model; one row is chosen at a time, Enter or a double click opens it."""

    def __init__(
        self, look: Look, name: str, model: Columns[Row], *, row: int = 36, empty: str = ""
    ) -> None:
        super().__init__()
        self._look, self._empty = look, empty
        self._columns: tuple[Column[Row], ...] = model.columns
        head = QFontMetrics(look.theme.font(12, 600))
        self._widths = [
            max(look.px(each.width), head.horizontalAdvance(each.title) + look.px(_AROUND))
            if each.width
            else 0
            for each in model.columns
        ]
        self.setModel(model)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setCornerButtonEnabled(False)
        self.setFont(look.theme.font())
        self._set_up_headers(row)
        self._set_up_columns()

    def minimumSizeHint(self) -> QSize:
        """Return room for the heading and two rows."""
        return QSize(self._look.px(200), self._look.px(110))

    def empty_text(self, text: str) -> None:
        """Say this while there are no rows."""
        self._empty = text
        self.viewport().update()

    def selectRow(self, row: int) -> None:
        """Choose a row; Qt's own way finds no column at the edge where Arabic lines begin."""
        self.setCurrentIndex(self.model().index(row, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep the Enter that opened a row: it would go on from where the focus went by then."""
        super().keyPressEvent(event)
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out columns until the free one has its room."""
        self._fit(self.viewport().width())
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows, or the sentence that there are none."""
        super().paintEvent(event)
        model = self.model()
        if not self._empty or model is None or model.rowCount():
            return
        painter = QPainter(self.viewport())
        try:
            painter.setPen(self._look.theme.colour("muted"))
            room = self.viewport().rect().adjusted(24, 24, -24, -24)
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(room, int(flags), self._empty)
        finally:
            painter.end()

    def _set_up_headers(self, row: int) -> None:
        down = self.verticalHeader()
        down.setVisible(False)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setMinimumSectionSize(self._look.px(row))
        down.setDefaultSectionSize(self._look.px(row))
        across = self.horizontalHeader()
        across.setHighlightSections(False)
        across.setSectionsClickable(False)
        across.setMinimumSectionSize(self._look.px(32))
        across.setFixedHeight(self._look.px(36))

    def _set_up_columns(self) -> None:
        for at, each in enumerate(self._columns):
            if each.width:
                self.setColumnWidth(at, self._widths[at])
            else:
                self.horizontalHeader().setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)
            if each.share:
                self.setItemDelegateForColumn(at, BarDelegate(self._look, self))
            elif each.tone:
                self.setItemDelegateForColumn(at, PillDelegate(self._look, self))

    def _fit(self, width: int) -> None:
        least = self._look.px(LEAST)
        free = width - sum(self._widths)
        droppable = sorted(
            (at for at, each in enumerate(self._columns) if each.drop),
            key=lambda at: -self._columns[at].drop,
        )
        for at in droppable:
            hidden = free < least
            free += self._widths[at] if hidden else 0
            if self.isColumnHidden(at) != hidden:
                self.setColumnHidden(at, hidden)


def selected_row(view: QTableView, model: QAbstractItemModel) -> int | None:
    """Return the number of the chosen row, or None."""
    index = view.currentIndex()
    return index.row() if index.isValid() and index.row() < model.rowCount() else None
