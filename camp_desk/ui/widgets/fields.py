"""Lines to type in: words, numbers, dates; and the label and the error around them."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Generic, TypeVar

from PySide6.QtCore import QRegularExpression, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QRegularExpressionValidator
from PySide6.QtWidgets import QLineEdit, QWidget

from camp_desk.domain.errors import CampDeskError
from camp_desk.ui.look import Look
from camp_desk.ui.widgets.boxes import column
from camp_desk.ui.widgets.labels import Label, repolish

T = TypeVar("T")

_DIGIT = "[0-9\u0660-\u0669\u06f0-\u06f9]"
_POINTS = str.maketrans({"\u066b": ".", ",": ".", "\u066c": None})


class Line(QLineEdit):
    """A line of text with an accessible name."""

    def __init__(self, name: str, placeholder: str = "", *, longest: int = 120) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setMaxLength(longest)

    @property
    def words(self) -> str:
        """Return what was typed, without the spaces around it."""
        return self.text().strip()

    def lead_with(self, icon: QIcon) -> None:
        """Show a drawing at the start of the line."""
        self.addAction(icon, QLineEdit.ActionPosition.LeadingPosition)


class SearchLine(Line):
    """A line that searches while one types; Esc and the cross empty it."""

    def __init__(self, look: Look, name: str, placeholder: str) -> None:
        super().__init__(name, placeholder)
        self.lead_with(look.icon("search", "muted"))
        self._cross = self.addAction(
            look.icon("x", "muted"), QLineEdit.ActionPosition.TrailingPosition
        )
        self._cross.setToolTip(look.words("Empty the search"))
        self._cross.setVisible(False)
        self._cross.triggered.connect(self.clear)
        self.textChanged.connect(self._show_cross)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Empty the line on Esc; an empty one leaves Esc to the screen."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        super().keyPressEvent(event)

    def _show_cross(self, text: str) -> None:
        self._cross.setVisible(bool(text))


class NumberLine(Line):
    """A whole number in Latin, Arabic-Indic or Persian digits; Up and Down change it by one."""

    value_changed = Signal(object)

    def __init__(self, name: str, lowest: int = 0, highest: int = 999) -> None:
        super().__init__(name, longest=len(str(highest)))
        self._lowest, self._highest = lowest, highest
        self.setValidator(QRegularExpressionValidator(QRegularExpression(f"{_DIGIT}*"), self))
        self.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self.textChanged.connect(self._changed)

    @property
    def value(self) -> int | None:
        """Return the number, or None while the line is empty or out of range."""
        number = int(self.words) if self.words.isdecimal() else None
        if number is None or not self._lowest <= number <= self._highest:
            return None
        return number

    def put(self, value: int | None) -> None:
        """Show a number, or nothing."""
        self.setText("" if value is None else str(value))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step with Up and Down."""
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        now = self.value if self.value is not None else self._lowest - step
        self.put(max(self._lowest, min(self._highest, now + step)))

    def _changed(self) -> None:
        self.value_changed.emit(self.value)


class AmountLine(Line):
    """An amount with up to three decimals, as kilograms are typed; point or comma alike."""

    value_changed = Signal(object)

    def __init__(self, name: str, *, longest: int = 12) -> None:
        super().__init__(name, longest=longest)
        pattern = f"{_DIGIT}*[.,\u066b]?{_DIGIT}{{0,3}}"
        self.setValidator(QRegularExpressionValidator(QRegularExpression(pattern), self))
        self.setInputMethodHints(Qt.InputMethodHint.ImhFormattedNumbersOnly)
        self.textChanged.connect(self._changed)

    @property
    def value(self) -> Decimal | None:
        """Return the amount, or None while there is none."""
        try:
            return Decimal(self.words.translate(_POINTS))
        except InvalidOperation:
            return None

    def put(self, value: Decimal | None) -> None:
        """Show an amount, or nothing."""
        self.setText("" if value is None else f"{value:f}")

    def _changed(self) -> None:
        self.value_changed.emit(self.value)


class ReadLine(Line, Generic[T]):
    """A line that a function of the domain reads: a date, a time, an age, a card number."""

    def __init__(self, name: str, read: Callable[[str], T | None], placeholder: str = "") -> None:
        """Take the function that turns the text into a value, or into None."""
        super().__init__(name, placeholder, longest=40)
        self._read = read
        self._put: tuple[str, T] | None = None

    @property
    def value(self) -> T | None:
        """Return what the text means, or None while the line is empty or cannot be read."""
        if self._put and self.words == self._put[0]:
            return self._put[1]  # "35" said last year must not be read as 35 today
        return self._read(self.words) if self.words else None

    @property
    def unreadable(self) -> bool:
        """Tell whether something is typed that means nothing."""
        return bool(self.words) and self.value is None

    def put(self, text: str, value: T | None) -> None:
        """Show a value as a text; until that is changed, the line gives the same value back."""
        self.setText(text)
        self._put = None if value is None else (text.strip(), value)


class Field(QWidget):
    """A label above, whatever one types or chooses in, and below it a hint or an error."""

    def __init__(
        self, look: Look, label: str, editor: QWidget, hint: str = "", *, required: bool = False
    ) -> None:
        super().__init__()
        self._words = look.words
        self._hint = hint
        self.editor = editor
        self.label = Label(look, f"{label} *" if required else label)
        self.label.setBuddy(editor.focusProxy() or editor)
        if not editor.accessibleName():
            editor.setAccessibleName(label)
        self._below = Label(look, hint, "small", wrapped=True)
        self.setLayout(column(look, self.label, editor, self._below, None, gap=2))
        # Not before it stands in a box: it would be a window of its own for a moment.
        self._below.setVisible(bool(hint))
        if isinstance(editor, QLineEdit):
            editor.textEdited.connect(self._edited)

    @property
    def trouble(self) -> str:
        """Return the error that is shown, or ""."""
        return str(self._below.text()) if self._below.property("part") == "error" else ""

    def show_hint(self, hint: str) -> None:
        """Say something else below the line while nothing is wrong."""
        self._hint = hint
        if not self.trouble:
            self._below.say(hint)
            self._below.setVisible(bool(hint))

    def show_error(self, error: CampDeskError) -> None:
        """Show an error of the domain."""
        self.show_trouble(self._words.sentence(error))

    def show_trouble(self, sentence: str) -> None:
        """Say below the line what is wrong and what to do; "" takes it back."""
        if sentence == self.trouble:
            return
        self._below.setProperty("part", "error" if sentence else "small")
        self._below.say(sentence or self._hint)
        self._below.setVisible(bool(sentence or self._hint))
        self.editor.setProperty("invalid", "true" if sentence else "false")
        self.editor.setAccessibleDescription(sentence)
        for widget in (self._below, self.editor):
            repolish(widget)

    def _edited(self) -> None:
        """Take back what was said of a text that is not there any more."""
        self.show_trouble("")


class Revealing(Line):
    """A passphrase: hidden, until the eye at its end is pressed."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__(name, longest=400)
        self._look = look
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self._eye = self.addAction(
            look.icon("eye", "muted"), QLineEdit.ActionPosition.TrailingPosition
        )
        self._eye.setToolTip(look.words("Show or hide what is typed"))
        self._eye.triggered.connect(self._turn)

    def sizeHint(self) -> QSize:
        """Return a size that long passphrases fit in."""
        return QSize(self._look.px(320), super().sizeHint().height())

    def _turn(self) -> None:
        hidden = self.echoMode() == QLineEdit.EchoMode.Password
        self.setEchoMode(QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password)
        self._eye.setIcon(self._look.icon("eye-off" if hidden else "eye", "muted"))
