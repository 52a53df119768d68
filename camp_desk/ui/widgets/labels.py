"""Words on a screen: titles, labels, hints, and drawings beside them."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from camp_desk.ui.direction import led
from camp_desk.ui.look import Look


def repolish(widget: QWidget) -> None:
    """Let the style sheet look at a widget's properties again."""
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)


class Label(QLabel):
    """A text in one of the style sheet's parts, which starts on the window's side.

    Parts: title, subtitle, label, hint, small, error, figure, strong.
    """

    def __init__(
        self, look: Look, text: str = "", part: str = "label", *, wrapped: bool = False
    ) -> None:
        super().__init__()
        self._right_to_left = look.words.right_to_left
        self.setProperty("part", part)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrapped)
        self.say(text)

    def say(self, text: str) -> None:
        """Show another text."""
        self.setText(led(text, right_to_left=self._right_to_left))

    def tone(self, tone: str) -> None:
        """Colour the text: danger, warn, ok, info, or "" for none."""
        self.setProperty("tone", tone)
        repolish(self)


class ElidedLabel(Label):
    """A text on one line that is shortened to its room; its tool tip has all of it.

    One that tells most at both ends is shortened in the ``middle``.
    """

    def __init__(
        self, look: Look, text: str = "", part: str = "label", *, middle: bool = False
    ) -> None:
        self._whole = ""
        end = Qt.TextElideMode.ElideRight  # the reading end, whatever the direction
        self._left_out = Qt.TextElideMode.ElideMiddle if middle else end
        super().__init__(look, text, part)

    def say(self, text: str) -> None:
        """Show another text."""
        self._whole = text
        self.setAccessibleName(text)
        self.setToolTip(text)
        self._shorten()

    def sizeHint(self) -> QSize:
        """Return the size of the whole text."""
        wide = self.fontMetrics().horizontalAdvance(self._whole) + 4
        return QSize(wide, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Return a size that any box has."""
        return QSize(1, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the text to the room."""
        self._shorten()
        super().resizeEvent(event)

    def _shorten(self) -> None:
        room = max(1, self.width() - 2)
        super().say(self.fontMetrics().elidedText(self._whole, self._left_out, room))


class Drawing(QLabel):
    """An icon that only decorates: it says nothing to a screen reader."""

    def __init__(self, look: Look, name: str, colour: str, size: int = 20) -> None:
        super().__init__()
        self._look = look
        self._size = size
        self.setFixedSize(look.px(size), look.px(size))
        self.draw(name, colour)

    def draw(self, name: str, colour: str) -> None:
        """Show another drawing in a colour of the theme."""
        self.setPixmap(self._look.pixmap(name, colour, self._size, self.devicePixelRatioF()))
