"""The drawn plan as a widget: arrows move over the shelters, Enter opens one."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QToolTip

from camp_desk.domain.shelters import Shelter, key
from camp_desk.ui.charts import Chart, Drawn
from camp_desk.ui.look import Look
from camp_desk.ui.places.drawing import (
    Cell,
    Laid,
    Manner,
    Sectors,
    laid_out,
    nearest,
    shapes,
    whole,
)
from camp_desk.ui.places.telling import counted, name, stands

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class CampPlan(Chart):
    """Shows sectors and lets one choose a shelter; in a camp of very many, first a sector."""

    chosen = Signal(object)
    """A Shelter, as the arrows or the mouse go over it."""
    opened = Signal(object)
    """Enter or a double click on a Shelter."""
    sector_wanted = Signal(str)
    """Enter on a block of a camp with too many shelters to draw."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, look.words("Plan of the camp"), 60)
        self._sectors: Sectors = {}
        self._manner = Manner(look.theme.scale, look.words, look.words.right_to_left)
        self._laid = Laid()
        self._at: int | None = None
        self._whole = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    @property
    def shelter(self) -> Shelter | None:
        """Return the chosen shelter."""
        cell = self._cell
        return cell.shelter if cell else None

    @property
    def laid(self) -> Laid:
        """Return where the cells stand."""
        return self._laid

    def show_sectors(self, sectors: Sectors) -> None:
        """Show shelters by sector and block; the chosen one stays chosen."""
        before = self.shelter
        self._sectors = sectors
        self._whole = counted(whole(sectors), self.look.words)
        self._lay()
        self._at = None
        if before is not None:
            wanted = key(before.place)
            self._at = next(
                (
                    n
                    for n, cell in enumerate(self._laid.cells)
                    if cell.shelter and key(cell.shelter.place) == wanted
                ),
                None,
            )
        if self._at is None and self._laid.cells:
            self._at = 0
        self._told()

    def drawn(self, width: float, height: float, scale: float) -> Drawn:
        """Return what of the plan is in sight."""
        del width, height, scale
        seen = self.visibleRegion().boundingRect()
        painted = shapes(self._laid, self._manner, self._at, (seen.top(), seen.bottom()))
        return Drawn(painted, self._said)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with the arrows, Home and End; open with Enter."""
        pressed, cell = Qt.Key(event.key()), self._cell
        if cell is None or self._at is None:
            super().keyPressEvent(event)
            return
        ahead = -1 if self._manner.mirrored else 1
        last = len(self._laid.cells) - 1
        moves = {
            Qt.Key.Key_Right: min(last, max(0, self._at + ahead)),
            Qt.Key.Key_Left: min(last, max(0, self._at - ahead)),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        if pressed in moves:
            self._choose(moves[pressed])
        elif pressed in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self._choose(nearest(self._laid, self._at, -1 if pressed == Qt.Key.Key_Up else 1))
        elif pressed in _ENTER:
            self._open(cell)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the shelter under the mouse."""
        at = self._under(event.position().x(), event.position().y())
        if at is not None:
            self._choose(at)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the shelter under the mouse."""
        at = self._under(event.position().x(), event.position().y())
        if at is not None:
            self._open(self._laid.cells[at])

    def event(self, event: QEvent) -> bool:
        """Say what the mouse rests on."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            at = self._under(event.pos().x(), event.pos().y())
            said = "" if at is None else self._of(self._laid.cells[at])
            QToolTip.showText(event.globalPos(), said, self)
            return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the cells out anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._lay()

    @property
    def _cell(self) -> Cell | None:
        at = self._at
        return self._laid.cells[at] if at is not None and at < len(self._laid.cells) else None

    @property
    def _said(self) -> str:
        cell = self._cell
        return f"{self._whole} {self._of(cell)}" if cell else self._whole

    def _of(self, cell: Cell) -> str:
        words = self.look.words
        if cell.shelter is not None:
            return f"{name(cell.shelter)}. {stands(cell.shelter, words)}"
        where = words("Sector {sector}, block {block}", sector=cell.sector, block=cell.block)
        return f"{where}. {counted(cell.total, words)}" if cell.total else where

    def _lay(self) -> None:
        self._laid = laid_out(self._sectors, max(self.width(), self.look.px(120)), self._manner)
        self.setMinimumHeight(max(self.look.px(60), int(self._laid.height)))
        self.update()

    def _under(self, x: float, y: float) -> int | None:
        return next((n for n, cell in enumerate(self._laid.cells) if cell.holds(x, y)), None)

    def _choose(self, at: int) -> None:
        self._at = at
        self._told()

    def _told(self) -> None:
        self.setAccessibleDescription(self._said)
        cell = self._cell
        parent = self.parentWidget()
        area = parent.parentWidget() if parent else None
        if cell is not None and isinstance(area, QScrollArea):
            area.ensureVisible(int(cell.x), int(cell.y + cell.height / 2), 0, int(cell.height * 2))
        self.update()
        if cell is not None:
            self.chosen.emit(cell.shelter)

    def _open(self, cell: Cell) -> None:
        if cell.shelter is not None:
            self.opened.emit(cell.shelter)
        else:
            self.sector_wanted.emit(cell.sector)
