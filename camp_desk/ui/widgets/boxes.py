"""Cards, boxes and lines: where things stand on a screen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLayout,
    QLayoutItem,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from camp_desk.ui.look import Look

Item = QWidget | QLayout | int | None
"""What stands in a box: a widget, a box, a gap in pixels at 100 %, or None for free room."""


def row(look: Look, *items: Item | tuple[QWidget | QLayout, int], gap: int = 8) -> QHBoxLayout:
    """Return items side by side, in reading direction; a pair is an item and its stretch."""
    box = QHBoxLayout()
    _fill(look, box, items, gap)
    return box


def column(look: Look, *items: Item | tuple[QWidget | QLayout, int], gap: int = 8) -> QVBoxLayout:
    """Return items one below the other; a pair is an item and its stretch."""
    box = QVBoxLayout()
    _fill(look, box, items, gap)
    return box


def padded(look: Look, box: QLayout, sides: int, ends: int | None = None) -> QLayout:
    """Return the box with a margin left and right, and another above and below."""
    above = sides if ends is None else ends
    across = look.px(sides) if sides else 0
    down = look.px(above) if above else 0
    box.setContentsMargins(across, down, across, down)
    return box


def _fill(
    look: Look,
    box: QHBoxLayout | QVBoxLayout,
    items: Sequence[Item | tuple[QWidget | QLayout, int]],
    gap: int,
) -> None:
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(look.px(gap) if gap else 0)
    for item in items:
        part, stretch = item if isinstance(item, tuple) else (item, 0)
        if part is None:
            box.addStretch(1)
        elif isinstance(part, int):
            box.addSpacing(look.px(part))
        elif isinstance(part, QWidget):
            box.addWidget(part, stretch)
        else:
            box.addLayout(part, stretch)


class Card(QFrame):
    """A white field with a border: one subject of a screen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "card")


class Rule(QFrame):
    """A thin line across."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "rule")


class Page(QWidget):
    """The ground that cards stand on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)


class Scrolled(QScrollArea):
    """Holds something that may be taller than its room, and follows the focus."""

    def __init__(self, inner: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading: QWidget | None = None
        inner.setProperty("part", "scrolled")
        self.setWidget(inner)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        bar = self.verticalScrollBar()
        bar.valueChanged.connect(self._place_heading)
        bar.rangeChanged.connect(self._follow_again, Qt.ConnectionType.QueuedConnection)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def keep_in_sight(self, heading: QWidget) -> None:
        """Let a heading stay at the top while what stands below it in its block is in sight.

        It should not stand in a box: its parent leaves the room for it at its top.
        """
        self._heading = heading
        block = heading.parentWidget()
        if block is not None:
            block.installEventFilter(self)
        self._place_heading()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Place the heading anew when its block moves or grows."""
        if event.type() in {QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show}:
            self._place_heading()
        return super().eventFilter(watched, event)

    def _place_heading(self) -> None:
        heading, inner = self._heading, self.widget()
        block = None if heading is None else heading.parentWidget()
        if heading is None or inner is None or block is None or not inner.isAncestorOf(block):
            return
        high = heading.sizeHint().height()
        hidden = self.verticalScrollBar().value() - block.mapTo(inner, QPoint(0, 0)).y()
        heading.setGeometry(0, max(0, min(hidden, block.height() - high)), block.width(), high)
        heading.raise_()

    def _follow_again(self) -> None:
        """Show what has the focus where it stands after something grew or shrank."""
        self._follow(None, QApplication.focusWidget())

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Show what has the focus; Qt does so for Tab, but not for a focus that is set."""
        inner = self.widget()
        if now is inner:
            return  # what fills the area knows itself which part of it is to be seen
        if now is not None and inner is not None and inner.isAncestorOf(now):
            heading = self._heading
            above = heading.sizeHint().height() + 4 if heading and heading.isVisible() else 0
            self.ensureWidgetVisible(now, 0, max(24, above))


class FlowLayout(QLayout):
    """Lines of items, broken like words, from the reading side."""

    # Qt may ask once more while Python takes a window apart and has forgotten what is below.
    _items: tuple[QLayoutItem, ...] = ()
    _gap = _wide = 0

    def __init__(self, look: Look, parent: QWidget | None = None, gap: int = 6) -> None:
        super().__init__(parent)
        self._gap, self._wide = look.px(gap), look.px(240)
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Take one more item."""
        self._items = (*self._items, item)

    def count(self) -> int:
        """Return the number of items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return an item; None past the end, which is how Qt asks."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Give up an item."""
        item = self.itemAt(index)
        self._items = tuple(each for each in self._items if each is not item)
        return item

    def hasHeightForWidth(self) -> bool:
        """Tell Qt that narrower means taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines at a width."""
        return self._placed(QRect(0, 0, width, 0), moving=False)

    def setGeometry(self, area: QRect) -> None:
        """Place the items in an area."""
        super().setGeometry(area)
        self._placed(area, moving=True)

    def sizeHint(self) -> QSize:
        """Return the smallest size."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """Return the size of the largest item, but wide enough for a few of them."""
        size = QSize(min(self._wide, sum(i.sizeHint().width() + self._gap for i in self._items)), 0)
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _placed(self, area: QRect, *, moving: bool) -> int:
        parent = self.parentWidget()
        mirrored = parent is not None and (
            parent.layoutDirection() == Qt.LayoutDirection.RightToLeft
        )
        across, down, tallest = 0, area.y(), 0
        for item in self._items:
            if item.isEmpty():  # hidden
                continue
            size = item.sizeHint()
            if across and across + size.width() > area.width():
                across, down, tallest = 0, down + tallest + self._gap, 0
            if moving:
                left = area.right() + 1 - across - size.width() if mirrored else area.x() + across
                item.setGeometry(QRect(left, down, size.width(), size.height()))
            across += size.width() + self._gap
            tallest = max(tallest, size.height())
        return down + tallest - area.y()


class Flow(QWidget):
    """A widget whose children flow in lines."""

    def __init__(
        self, look: Look, children: Sequence[QWidget], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        layout = FlowLayout(look, self)
        for child in children:
            layout.addWidget(child)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
