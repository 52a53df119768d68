"""Right to left: keeping codes, quantities and names of any script in their order."""

from __future__ import annotations

from PySide6.QtCore import QMargins, Qt
from PySide6.QtWidgets import QWidget

_LTR, _FIRST_STRONG, _END = "\u2066", "\u2068", "\u2069"
_RIGHT_TO_LEFT_MARK = "\u200f"


def ltr(text: str) -> str:
    """Return a code, a quantity or a range that reads from left to right in any sentence.

    >>> ltr("12.6 kg") == "\u206612.6 kg\u2069"
    True
    """
    return f"{_LTR}{text}{_END}" if text else ""


def isolated(text: str) -> str:
    """Return a name or other text of unknown direction that does not disturb its neighbours."""
    return f"{_FIRST_STRONG}{text}{_END}" if text else ""


def led(text: str, *, right_to_left: bool) -> str:
    """Return a label that starts on the window's side even where it is Latin only.

    Qt aligns a label by the direction of its own text, so a Latin one would stay on the left.
    """
    return _RIGHT_TO_LEFT_MARK + text if right_to_left and text else text


def mirrored(margins: QMargins, direction: Qt.LayoutDirection) -> QMargins:
    """Return margins given for left to right as they are in a direction."""
    if direction == Qt.LayoutDirection.LeftToRight:
        return margins
    return QMargins(margins.right(), margins.top(), margins.left(), margins.bottom())


def is_mirrored(widget: QWidget) -> bool:
    """Tell whether a widget runs from right to left."""
    return widget.layoutDirection() == Qt.LayoutDirection.RightToLeft
