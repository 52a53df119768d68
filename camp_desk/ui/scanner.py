"""The barcode scanner, which types: telling a scan from typing, and taking it back."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from camp_desk.domain import cards, tokens

GAP = 0.050
"""Seconds between two keys of a scan at most; scanners need 2 to 25 ms, quick typists over 70."""

_CODE = re.compile(r"\d{9}[0-9A-Z]{7}")
_NUMBER = re.compile(r"\d{10}")
_TOKEN = re.compile(r"\d{7}")
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_CHORD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier

_LATIN_KEYS = "qwertyuiopasdfghjklzcvnm"
_ARABIC_KEYS = "ضصثقفغعهخحشسيبلاتنمئؤرىة"
_FROM_ARABIC = str.maketrans(_ARABIC_KEYS + "ء", _LATIN_KEYS + "x")
"""The letters of the Arabic 101 keyboard by the Latin letters on the same keys.

A scanner presses keys, so with an Arabic keyboard chosen its letters arrive as Arabic ones.  The
key of B gives two letters and is turned first.
"""


def card_code(burst: str) -> str:
    """Return the card number (10 digits), card code (16) or token (7) in a burst, or "".

    >>> card_code("0010000012"), card_code("0010000019"), card_code("salem"), card_code("4000177")
    ('0010000012', '', '', '4000177')
    """
    latin = "".join(
        str(int(letter)) if letter.isdigit() else letter
        for letter in burst.replace("لا", "b").translate(_FROM_ARABIC)
    ).upper()
    if _CODE.fullmatch(latin):
        return latin
    if _TOKEN.fullmatch(latin) and tokens.typed(latin) is not None:
        return latin
    if not _NUMBER.fullmatch(latin):
        return ""
    try:
        cards.read(latin)
    except cards.BadCardNumber:
        return ""
    return latin


@dataclass(slots=True)
class _Before:
    """A field as it was before the burst's first key."""

    field: QLineEdit | QPlainTextEdit
    text: str
    at: int

    def restore(self) -> None:
        if isinstance(self.field, QLineEdit):
            self.field.setText(self.text)
            self.field.setCursorPosition(self.at)
        else:
            self.field.setPlainText(self.text)
            cursor = self.field.textCursor()
            cursor.setPosition(self.at)
            self.field.setTextCursor(cursor)


class Scanner(QObject):
    """An event filter for the application: a burst of keys, a card's pattern and Enter, all three.

    Timing alone takes quickly typed names for cards; a pattern alone takes typed numbers.
    """

    scanned = Signal(str)
    """A card number or card code; the field that had the focus is as it was before."""

    def __init__(self, clock: Callable[[], float], parent: QObject | None = None) -> None:
        """Take a clock in seconds that never goes back."""
        super().__init__(parent)
        self._clock = clock
        self._burst = ""
        self._last = 0.0
        self._before: _Before | None = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Watch every key once, where it is first delivered; swallow the Enter of a scan."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        focus = QApplication.focusWidget()
        if not watched.isWidgetType() or (focus is not None and watched is not focus):
            return False
        now = self._clock()
        near = now - self._last <= GAP
        if Qt.Key(event.key()) in _ENTER:
            return self._ended(near=near)
        text = event.text()
        if text and text.isprintable() and not event.modifiers() & _CHORD:
            if not near or not self._burst:
                self._burst = ""
                self._before = _before(focus)
            self._burst += text
            self._last = now
        return False

    def _ended(self, *, near: bool) -> bool:
        code = card_code(self._burst) if near else ""
        before = self._before
        self._burst, self._before = "", None
        if not code:
            return False
        if before is not None:
            before.restore()
        self.scanned.emit(code)
        return True


def _before(focus: QWidget | None) -> _Before | None:
    if isinstance(focus, QLineEdit):
        return _Before(focus, focus.text(), focus.cursorPosition())
    if isinstance(focus, QPlainTextEdit):
        return _Before(focus, focus.toPlainText(), focus.textCursor().position())
    return None
