"""What dialogs share: a size within the window behind them, and what Enter does."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QDialog, QLayout, QLineEdit, QWidget

from camp_desk.ui.look import Look
from camp_desk.ui.widgets.choices import Chip
from camp_desk.ui.widgets.working import Working

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


@runtime_checkable
class TakesScans(Protocol):
    """A dialog that has a use for a card or token while it stands before the window."""

    def scanned(self, untrusted_code: str, /) -> None:
        """Take a card or a token that was scanned."""


class Dialog(QDialog):
    """Enter presses the button that has the focus and no other; from a field it moves on."""

    def __init__(self, look: Look, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._words = look, look.words
        self.setWindowTitle(title)
        self._lesser: tuple[QWidget, ...] = ()
        self._making_room = False

    def fit(self, width: int, height: int) -> None:
        """Take a size given at 100 %, or as much of it as the window behind has."""
        wide, high = self._look.px(width), self._look.px(height)
        parent = self.parentWidget()
        if parent is not None:
            room = parent.window().size()
            wide, high = min(wide, room.width() - 24), min(high, room.height() - 24)
        self.resize(wide, high)

    def give_way(self, *lesser: QWidget) -> None:
        """Leave these out, the first one first, while the window behind is too low for all."""
        self._lesser = lesser

    def event(self, event: QEvent) -> bool:
        """Make room when something was shown or grew."""
        done = super().event(event)
        if event.type() in {QEvent.Type.LayoutRequest, QEvent.Type.Show} and not self._making_room:
            self._making_room = True
            try:
                self._make_room()
            finally:
                self._making_room = False
        return done

    def _make_room(self) -> None:
        parent, layout = self.parentWidget(), self.layout()
        if parent is None or layout is None or not self._lesser:
            return
        most = parent.window().height() - 24
        for each in self._lesser:
            if self._needed(layout) > most:
                each.hide()
                layout.activate()
        for each in reversed(self._lesser):
            again = each.sizeHint().height() + layout.spacing()
            if each.isHidden() and self._needed(layout) + again <= most:
                each.show()
                layout.activate()
        if self.height() > most:
            self.resize(self.width(), most)

    def _needed(self, layout: QLayout) -> int:
        """Return the height below which something would be cut."""
        least = layout.totalMinimumSize().height()
        if layout.hasHeightForWidth():
            return max(least, layout.totalMinimumHeightForWidth(self.width()))
        return least

    def wait(self) -> bool:
        """Stay open until it is closed and then be gone; return whether the answer was yes."""
        meant = self.exec() == QDialog.DialogCode.Accepted
        self.deleteLater()
        return bool(meant)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep Enter from pressing a button that happens to be the first."""
        if Qt.Key(event.key()) not in _ENTER:
            super().keyPressEvent(event)
        elif isinstance(self.focusWidget(), QLineEdit | QComboBox | Chip):
            self.focusNextChild()


class WorkingDialog(Dialog):
    """Esc stops what is under way, and closes the dialog only while nothing is."""

    working: Working

    def reject(self) -> None:
        """Stop what is under way; close if there is nothing."""
        if self.working.busy:
            self.working.stop()
            return
        super().reject()
