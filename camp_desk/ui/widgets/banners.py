"""What the program says: banners, key figures, and toasts that go away by themselves."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QSizePolicy, QWidget

from camp_desk.ui.direction import is_mirrored
from camp_desk.ui.look import Look
from camp_desk.ui.widgets.boxes import Card, column, padded, row
from camp_desk.ui.widgets.buttons import Button
from camp_desk.ui.widgets.labels import Drawing, ElidedLabel, Label, repolish

ICONS = {
    "ok": "circle-check",
    "warn": "triangle-alert",
    "danger": "circle-x",
    "info": "info",
}


_TIMES = 3
"""How much wider than its button a banner is at least that has both side by side."""


class Banner(QFrame):
    """A sentence that stays until it no longer holds, with perhaps one thing to do about it."""

    pressed = Signal()

    def __init__(self, look: Look, *, loud: bool = False) -> None:
        """Begin hidden; a loud one speaks in larger letters and has a primary button."""
        super().__init__()
        self.setProperty("part", "banner")
        self._icon = Drawing(look, "info", "info")
        self._text = Label(look, part="said", wrapped=True)
        self._text.setFont(look.theme.font(15 if loud else 13, 600))
        self.button = Button(look, "", part="primary" if loud else "")
        self.button.clicked.connect(self.pressed)
        self._box = row(look, (row(look, self._icon, (self._text, 1), gap=10), 1), self.button,
                        gap=10)  # fmt: skip
        self.setLayout(padded(look, self._box, 12, 8))
        self.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the button below where it would leave the sentence too little room."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        narrow = self.width() < _TIMES * self.button.sizeHint().width()
        direction = QBoxLayout.Direction
        wanted = direction.TopToBottom if narrow else direction.LeftToRight
        if self._box.direction() != wanted:
            self._box.setDirection(wanted)
            self.updateGeometry()  # the box tells only the banner, not what the banner stands in

    @property
    def text(self) -> str:
        """Return the sentence, or "" while nothing is said."""
        return "" if self.isHidden() else self._text.text().removeprefix("\u200f")

    def say(self, tone: str, text: str, button: str = "") -> None:
        """Show a sentence in the tone ok, warn, danger or info; "" hides the banner."""
        self.setProperty("tone", tone)
        self._text.tone(tone)
        self._text.say(text)
        self._icon.draw(ICONS[tone], tone)
        self.button.say(button)
        self.button.setVisible(bool(button))
        self._make_room()
        self.setAccessibleName(text)
        repolish(self)
        self.setVisible(bool(text))


class KeyFigure(Card):
    """One number that matters, what it is, and a line about it."""

    def __init__(self, look: Look, title: str, icon: str) -> None:
        super().__init__()
        self._title, self._icon_name = title, icon
        self._icon = Drawing(look, icon, "faint", 18)
        self._value = Label(look, part="figure")
        self._value.setFont(look.theme.font(26, 700))
        self._below = ElidedLabel(look, part="hint")
        self._below.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._name = Label(look, title)
        head = row(look, self._name, None, self._icon)
        self.setLayout(padded(look, column(look, head, self._value, self._below, gap=0), 16, 10))

    def show_figure(self, value: str, below: str = "", tone: str = "", title: str = "") -> None:
        """Show the number and the line below it, in a tone or none, perhaps under another title."""
        self._title = title or self._title
        self._name.say(self._title)
        self._value.say(value)
        self._below.say(below)
        self._below.tone(tone)
        self._icon.draw(self._icon_name, tone or "faint")
        self.setAccessibleName(f"{self._title}: {value}. {below}")


class Toast(QLabel):
    """A sentence that goes away after a few seconds, and hides nothing that can be pressed.

    It stands at the end of the foot of the list that is in front; where there is none, below the
    window's header.  The mouse goes through it.
    """

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._over, self._gap, self._top = parent, look.px(24), look.px(62)
        self._lists: Sequence[QWidget] = ()
        self.setProperty("part", "toast")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(4000)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def stand_on(self, lists: Sequence[QWidget]) -> None:
        """Stand from now on at the foot of the first of these that is visible."""
        self._lists = lists

    def say(self, text: str) -> None:
        """Show a sentence, on several lines where it is longer than its place is wide."""
        shown = next((each for each in self._lists if each.isVisible()), None)
        place = self._place_on(shown)
        self.setWordWrap(False)
        self.setText(text)
        size = self.sizeHint()
        if size.width() > place.width():
            self.setWordWrap(True)
            size = QSize(place.width(), self.heightForWidth(place.width()))
        self.resize(size)
        if shown is None:
            self.move(place.center().x() - self.width() // 2, self._top)
        else:
            left = place.left() if is_mirrored(self) else place.right() - self.width()
            self.move(left, place.bottom() - self.height())
        self.show()
        self.raise_()
        self._timer.start()

    def _place_on(self, card: QWidget | None) -> QRect:
        """Return where there is room: the card of a list, or the window."""
        if card is None:
            return self._over.rect().adjusted(self._gap, 0, -self._gap, 0)
        edge = self._gap // 4
        corner = card.mapTo(self._over, QPoint(0, 0))
        return QRect(corner, card.size()).adjusted(edge, edge, -edge, -edge)


class Empty(QWidget):
    """What stands where there is nothing yet: a drawing, a sentence, and how to begin."""

    pressed = Signal()

    def __init__(self, look: Look, icon: str, text: str, button: str = "") -> None:
        super().__init__()
        self.drawing = Drawing(look, icon, "faint", 40)
        self.label = Label(look, text, "hint", wrapped=True)
        self.label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.button = Button(look, button, part="primary")
        self.button.setVisible(bool(button))
        self.button.clicked.connect(self.pressed)
        box = column(
            look,
            None,
            row(look, None, self.drawing, None),
            self.label,
            row(look, None, self.button, None),
            None,
            gap=12,
        )
        self.setLayout(padded(look, box, 24))
