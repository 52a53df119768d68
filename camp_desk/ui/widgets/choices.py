"""Choosing one of few (segments, a list that drops down) or some of few (chips)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QLineEdit,
    QListView,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

from camp_desk.domain.digits import latin
from camp_desk.ui.direction import is_mirrored
from camp_desk.ui.look import Look
from camp_desk.ui.widgets.boxes import row

_MANY = 500
_MARKS = "\u200e\u200f\u2066\u2067\u2068\u2069"

Options = Sequence[tuple[str, str]]
"""Pairs of what is meant and the word on the screen."""


class Segmented(QWidget):
    """One of few, side by side; one tab stop, arrow keys move, a letter chooses."""

    changed = Signal(str)
    chosen = Signal(str)
    """A person chose, also when it was chosen already; ``changed`` is for the value."""

    def __init__(
        self, look: Look, name: str, options: Options, keys: str = "", *, room: int = 28
    ) -> None:
        """Offer the options; ``keys`` are rows of letters, one per option, as "fأ mذ".

        ``room`` is how much wider than its word each is, in pixels at 100 %.
        """
        super().__init__()
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        self._keys = {
            letter: option[0]
            for option, letters in zip(options, keys.split(), strict=False)
            for letter in letters
        }
        for at, (value, text) in enumerate(options):
            button = QPushButton(text)
            button.setProperty("part", "segment")
            edge = "first" if at == 0 else "last" if at == len(options) - 1 else "inner"
            button.setProperty("edge", edge)
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setAccessibleName(f"{name}: {text}")
            button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            bold = QFontMetrics(look.theme.font(14, 600))
            button.setMinimumWidth(bold.horizontalAdvance(text) + look.px(room))
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self._group.addButton(button, at)
            self._buttons[value] = button
        self.setLayout(row(look, *((button, 1) for button in self._buttons.values()), gap=0))
        self.setAccessibleName(name)
        self._group.idClicked.connect(self._clicked)
        self._make_tab_stop()

    @property
    def value(self) -> str:
        """Return what is chosen, or "" before anything is."""
        return next((value for value, each in self._buttons.items() if each.isChecked()), "")

    def choose(self, value: str) -> None:
        """Choose by program; "" takes the choice back."""
        before = self.value
        self._group.setExclusive(False)
        for each, button in self._buttons.items():
            button.setChecked(each == value)
        self._group.setExclusive(True)
        self._make_tab_stop()
        if value != before:
            self.changed.emit(value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by arrow or letter; leave every other key to the screen."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        value = self._keys.get(event.text().casefold(), "")
        if step:
            values = list(self._buttons)
            step = -step if is_mirrored(self) else step
            at = values.index(self.value) + step if self.value else 0
            value = values[max(0, min(len(values) - 1, at))]
        if not value:
            super().keyPressEvent(event)
            return
        self.choose(value)
        self._buttons[value].setFocus()
        if not step:
            self.chosen.emit(value)

    def _clicked(self, at: int) -> None:
        value = list(self._buttons)[at]
        self._make_tab_stop()
        self.changed.emit(value)
        self.chosen.emit(value)

    def _make_tab_stop(self) -> None:
        """Let Tab reach the chosen one alone."""
        stop = self._buttons.get(self.value) or next(iter(self._buttons.values()))
        for button in self._buttons.values():
            policy = Qt.FocusPolicy.StrongFocus if button is stop else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(policy)
        self.setFocusProxy(stop)


class Chip(QPushButton):
    """A word that is on or off."""

    def __init__(self, text: str, *, on: bool = False) -> None:
        super().__init__(text)
        self.setProperty("part", "chip")
        self.setCheckable(True)
        self.setChecked(on)
        self.setAutoDefault(False)
        self.setAccessibleName(text)


class Chips(QWidget):
    """A filter: exactly one of a row of chips is on."""

    changed = Signal(str)

    def __init__(self, look: Look, name: str, options: Options) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self._values = [value for value, _ in options]
        for at, (_, text) in enumerate(options):
            chip = Chip(text, on=at == 0)
            chip.setAccessibleName(f"{name}: {text}")
            self._group.addButton(chip, at)
        self.setLayout(row(look, *self._group.buttons(), gap=8))
        self.setAccessibleName(name)
        self._group.idClicked.connect(self._clicked)

    @property
    def value(self) -> str:
        """Return the value of the chip that is on."""
        return self._values[self._group.checkedId()]

    def choose(self, value: str) -> None:
        """Put a chip on by program, and say so if it was off."""
        if value != self.value:
            self._group.button(self._values.index(value)).setChecked(True)
            self.changed.emit(value)

    def say(self, value: str, text: str) -> None:
        """Show another word on a chip."""
        self._group.button(self._values.index(value)).setText(text)

    def _clicked(self, at: int) -> None:
        self.changed.emit(self._values[at])


class _TypedLine(QLineEdit):
    """Takes what is completed inside the line with the Enter that moves on, not with one more."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep the completed text before Qt sees the key."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.deselect()
        super().keyPressEvent(event)


class Choice(QComboBox):
    """One of many, in a list that drops down; with ``typed`` any other text as well."""

    def __init__(
        self, look: Look, name: str, options: Options = (), *, typed: bool = False
    ) -> None:
        super().__init__()
        self._look = look
        self.setAccessibleName(name)
        self.setMaxVisibleItems(12)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(4)
        if typed:
            self.setEditable(True)
            self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
            line = _TypedLine(self)
            line.setAccessibleName(name)
            self.setLineEdit(line)
        self.offer(options)

    def offer(self, options: Options) -> None:
        """Offer these and no others; what was chosen stays if it is among them."""
        chosen = self.value
        if len(options) > _MANY and isinstance(listed := self.view(), QListView):
            listed.setUniformItemSizes(True)  # Qt measures each of thousands of lots otherwise
        self.blockSignals(True)
        self.clear()
        for value, text in options:
            self.addItem(text, value)
        if self.isEditable() or chosen:
            self.choose(chosen)
        self.blockSignals(False)

    @property
    def value(self) -> str:
        """Return what is chosen; for a typed one the text, or the value whose word it is."""
        text = self.currentText().strip()
        if self.isEditable():
            texts = [_typed(self.itemText(n)) for n in range(self.count())]
            at = texts.index(_typed(text)) if _typed(text) in texts else -1
        else:
            at = self.currentIndex()
        return text if at < 0 else str(self.itemData(at) or text)

    def choose(self, value: str) -> None:
        """Choose by program; a typed one takes any text."""
        at = self.findData(value)
        if at >= 0:
            self.setCurrentIndex(at)
        if self.isEditable():
            self.setEditText(self.itemText(at) if at >= 0 else value)

    def choose_also(self, value: str, text: str) -> None:
        """Choose by program what may not be among the options: then it becomes one of them."""
        if value and self.findData(value) < 0:
            self.addItem(text, value)
        self.choose(value)

    def showPopup(self) -> None:
        """Let the list that drops down be as wide as its longest line."""
        view = self.view()
        wide = view.sizeHintForColumn(0) + self._look.px(40)
        view.setMinimumWidth(min(wide, self.window().width() - 2 * self._look.px(16)))
        super().showPopup()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the arrow too: the style sheet would want a file for it."""
        if self.isEditable():
            super().paintEvent(event)
        else:
            self._paint_shortened()
        size = self._look.px(16)
        gap = self._look.px(8)
        left = gap if is_mirrored(self) else self.width() - gap - size
        painter = QPainter(self)
        try:
            arrow = self._look.pixmap("chevron-down", "muted", 16, self.devicePixelRatioF())
            painter.drawPixmap(left, (self.height() - size) // 2, arrow)
        finally:
            painter.end()

    def _paint_shortened(self) -> None:
        """Paint what is chosen, shortened with dots where Qt would cut it anywhere."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        style = self.style()
        text = QStyle.SubControl.SC_ComboBoxEditField
        room = style.subControlRect(QStyle.ComplexControl.CC_ComboBox, option, text, self)
        shown = self.fontMetrics().elidedText(
            option.currentText, Qt.TextElideMode.ElideRight, room.width() - 2
        )
        self.setToolTip(option.currentText if shown != option.currentText else "")
        option.currentText = shown
        painter = QStylePainter(self)
        try:
            painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
            painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        finally:
            painter.end()


def _typed(text: str) -> str:
    """Return a text as a person types it: without marks of direction, in any case and digits."""
    return latin("".join(letter for letter in text if letter not in _MARKS)).casefold().strip()


class Commands(Choice):
    """A list of things to do: keys open it, and only what is chosen in it is done."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the list with an arrow, Enter or Space: Qt would do the next thing at once."""
        opening = {
            Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter,
        }  # fmt: skip
        if Qt.Key(event.key()) in opening:
            self.showPopup()
        elif event.text().isprintable() and event.text():
            event.accept()  # a letter would choose, and so do, what begins with it
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let a wheel do nothing."""
        event.ignore()
