"""Cells that are more than text: a state as a pill, a share as a bar beside its number."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from camp_desk.ui.look import Look
from camp_desk.ui.widgets.columns import SHARE, TONE

Index = QModelIndex | QPersistentModelIndex


class _Painted(QStyledItemDelegate):
    """Paints the cell's ground in the style's way and leaves the rest to its children."""

    def __init__(self, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        ground = QStyleOptionViewItem(option)
        self.initStyleOption(ground, index)
        text = ground.text
        ground.text = ""
        widget = ground.widget
        widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, ground, painter, widget)
        if not text:
            return
        painter.save()
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            mirrored = option.direction == Qt.LayoutDirection.RightToLeft
            self.fill(painter, QRectF(option.rect), text, index, mirrored=mirrored)
        finally:
            painter.restore()

    def fill(
        self, painter: QPainter, area: QRectF, text: str, index: Index, *, mirrored: bool
    ) -> None:
        """Paint the inside of a cell."""
        raise NotImplementedError


class PillDelegate(_Painted):
    """A state: its word on a ground of its tone, never the colour alone."""

    def fill(
        self, painter: QPainter, area: QRectF, text: str, index: Index, *, mirrored: bool
    ) -> None:
        """Paint the pill at the reading side of the cell."""
        look, tone = self._look, index.data(TONE) or "info"
        painter.setFont(look.theme.font(12, 600))
        room = area.width() - look.px(16)
        text = painter.fontMetrics().elidedText(
            text, Qt.TextElideMode.ElideRight, int(room - look.px(18))
        )
        height = look.px(22)
        width = painter.fontMetrics().horizontalAdvance(text) + look.px(18)
        gap = look.px(8)
        left = area.right() - gap - width if mirrored else area.x() + gap
        pill = QRectF(left, area.center().y() - height / 2, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.theme.colour(f"{tone}_soft"))
        painter.drawRoundedRect(pill, height / 2, height / 2)
        painter.setPen(look.theme.colour(tone))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)


class BarDelegate(_Painted):
    """A number, and a bar as long as its share; short ones in the colours of alarm."""

    def fill(
        self, painter: QPainter, area: QRectF, text: str, index: Index, *, mirrored: bool
    ) -> None:
        """Paint the number, then the bar."""
        look, share = self._look, index.data(SHARE)
        tone = index.data(TONE) or "ok"
        area = area.adjusted(look.px(8), 0, -look.px(8), 0)
        number = look.px(74) if share is not None else area.width()
        painter.setFont(look.theme.font(13, 600))
        painter.setPen(look.theme.colour("text" if tone == "ok" else tone))
        left = area.right() - number if mirrored else area.x()
        painter.drawText(
            QRectF(left, area.y(), number, area.height()),
            Qt.AlignmentFlag.AlignVCenter
            | Qt.AlignmentFlag.AlignAbsolute  # else the painter mirrors it once more
            | (Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft),
            text,
        )
        if share is None:
            return
        thick = look.px(6)
        room = area.width() - number
        start = area.x() if mirrored else area.x() + number
        top = area.center().y() - thick / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.theme.colour("track"))
        painter.drawRoundedRect(QRectF(start, top, room, thick), thick / 2, thick / 2)
        long = max(0.0, min(1.0, share)) * room
        painter.setBrush(look.theme.colour(tone))
        painter.drawRoundedRect(
            QRectF(start + room - long if mirrored else start, top, long, thick),
            thick / 2,
            thick / 2,
        )
