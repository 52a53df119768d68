"""Buttons: one that is meant most, others, and those that are only a drawing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLayout, QPushButton, QToolButton, QWidget

from camp_desk.ui.look import Look
from camp_desk.ui.widgets.boxes import row

_ICON_COLOURS = {"primary": "primary_text", "ghost": "muted", "link": "primary", "danger": "danger"}


class Button(QPushButton):
    """A button with a word and perhaps a drawing.

    Parts: "" (plain), primary, ghost, link, danger.  Enter presses the one that has the focus.
    """

    def __init__(self, look: Look, text: str, icon: str = "", part: str = "") -> None:
        super().__init__()
        self._icon = bool(icon)
        self._brief = False
        self.setProperty("part", part)
        self.setAutoDefault(True)
        self.say(text)
        if icon:
            self.setIcon(look.icon(icon, _ICON_COLOURS.get(part, "text")))
            self.setIconSize(QSize(look.px(18), look.px(18)))

    def say(self, text: str) -> None:
        """Show another word."""
        self.setAccessibleName(text)
        self._show()

    def be_brief(self, *, brief: bool) -> None:
        """Show the drawing alone, where there is little room, or with its word."""
        self._brief = brief and self._icon
        self.setToolTip(self.accessibleName() if self._brief else "")
        self._show()

    @property
    def spare(self) -> int:
        """Return how much narrower it is without its word, in pixels."""
        full = self.fontMetrics().horizontalAdvance(f"  {self.accessibleName()}")
        return 0 if self._brief or not self._icon else full

    def _show(self) -> None:
        # The style sheet has no gap between icon and text: two spaces make one.
        gap = "  " if self._icon else ""
        self.setText("" if self._brief else gap + self.accessibleName())


class IconButton(QToolButton):
    """A button that is only a drawing; its name is its tool tip and what a reader says."""

    def __init__(
        self, look: Look, name: str, icon: str, *, part: str = "icon", colour: str = "text"
    ) -> None:
        super().__init__()
        self._look, self._colour, self._size = look, colour, 20 if part != "icon" else 18
        self.setProperty("part", part)
        self.setIconSize(QSize(look.px(self._size), look.px(self._size)))
        self.setFixedSize(look.px(32), look.px(32))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.show_as(name, icon)

    def show_as(self, name: str, icon: str) -> None:
        """Give it another name and drawing."""
        self.setIcon(self._look.icon(icon, self._colour, self._size))
        self.setToolTip(name)
        self.setAccessibleName(name)


class Tools(QWidget):
    """A line of buttons and other things in which some give way where there is little room."""

    def __init__(
        self,
        look: Look,
        *items: QWidget | tuple[QWidget, int],
        giving_way: Sequence[Button] = (),
        title: QWidget | None = None,
    ) -> None:
        """Put items in a line.

        Args:
            look: The look.
            items: What stands in the line; a pair is an item and its stretch.
            giving_way: These lose their words, the first of them first.
            title: This is hidden where even that is not enough.
        """
        super().__init__()
        self._giving_way, self._title = tuple(giving_way), title
        self._line: QLayout = row(look, *items, gap=5)
        self.setLayout(self._line)

    def minimumSizeHint(self) -> QSize:
        """Return the size that is needed after everything gave way."""
        size = self._line.minimumSize()
        spare = sum(each.spare for each in self._giving_way)
        if self._title is not None and not self._title.isHidden():
            spare += self._title.minimumSizeHint().width()
        return QSize(max(1, size.width() - spare), size.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let as few give way as must."""
        self.make_room()
        super().resizeEvent(event)

    def make_room(self) -> None:
        """Look anew who must give way, after something was shown or hidden."""
        for each in self._giving_way:
            each.be_brief(brief=False)
        if self._title is not None:
            self._title.show()
        for each in self._giving_way:
            if self._fits():
                break
            each.be_brief(brief=True)
        if self._title is not None and not self._fits():
            self._title.hide()

    def _fits(self) -> bool:
        self._line.invalidate()
        return self._line.minimumSize().width() <= self.width()
