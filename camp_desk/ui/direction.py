"""Right to left: keeping codes, quantities and names of any script in their order."""

from __future__ import annotations

import re
from unicodedata import bidirectional

from PySide6.QtCore import QMargins, Qt
from PySide6.QtWidgets import QWidget

from camp_desk.domain.needs import MARK

_LTR, _FIRST_STRONG, _END = "\u2066", "\u2068", "\u2069"
_RIGHT_TO_LEFT_MARK = "\u200f"
_CODES = re.compile(
    r"\d+ %|\d{3} \d{3} \d{3}-\d|\d{4}-\d\d-\d\d(?: \d\d:\d\d)?|(?:[A-Z]+-)?\d[\w-]*-\w+"
)


def ltr(text: str) -> str:
    """Return a code, a quantity or a range that reads from left to right in any sentence.

    >>> ltr("12.6 kg") == "\u206612.6 kg\u2069"
    True
    """
    return f"{_LTR}{text}{_END}" if text else ""


def isolated(text: str) -> str:
    """Return a name or other text of unknown direction that does not disturb its neighbours."""
    return f"{_FIRST_STRONG}{text}{_END}" if text else ""


def marked(text: str, *, on: bool) -> str:
    """Return a name with the neutral mark before it, or without."""
    return f"{MARK} {text}" if on else text


def with_codes(sentence: str) -> str:
    r"""Return a finished sentence whose card numbers, times and document numbers keep their order.

    Nor is one of them broken where the line ends.

    >>> with_codes("Card 001 000 001-2") == "Card \u2066001\xa0000\xa0001-2\u2069"
    True
    >>> with_codes("as GRN-001-0002 on") == "as \u2066GRN-001-0002\u2069 on"
    True
    """
    return _CODES.sub(lambda found: unbroken(found[0]), sentence)


def unbroken(code: str) -> str:
    """Return a code that reads from left to right and stays on one line."""
    return ltr(code.replace(" ", "\u00a0"))


def led(text: str, *, right_to_left: bool) -> str:
    """Return a label that starts on the window's side even where it is Latin only.

    Qt aligns each line of a label by the direction of its own text, so a Latin one would stay on
    the left.
    """
    if not (right_to_left and text):
        return text
    return _RIGHT_TO_LEFT_MARK + text.replace("\n", "\n" + _RIGHT_TO_LEFT_MARK)


def reads_right_to_left(text: str) -> bool:
    """Tell whether a text begins with a letter that is written from right to left.

    A line to type in aligns what is typed by this, whatever the window's direction.
    """
    kinds = (bidirectional(letter) for letter in text)
    return next((kind != "L" for kind in kinds if kind in {"L", "R", "AL"}), False)


def mirrored(margins: QMargins, direction: Qt.LayoutDirection) -> QMargins:
    """Return margins given for left to right as they are in a direction."""
    if direction == Qt.LayoutDirection.LeftToRight:
        return margins
    return QMargins(margins.right(), margins.top(), margins.left(), margins.bottom())


def is_mirrored(widget: QWidget) -> bool:
    """Tell whether a widget runs from right to left."""
    return widget.layoutDirection() == Qt.LayoutDirection.RightToLeft
