"""Buttons: one that is meant most, others, and those that are only a drawing."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QToolButton

from camp_desk.ui.look import Look

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
