"""A box to tick whose edge can be seen in dark colours too."""

from __future__ import annotations

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QCheckBox

from camp_desk.ui.look import Look


class Check(QCheckBox):
    """A box to tick with its word; the style draws its edge from a colour of the palette."""

    def __init__(self, look: Look, text: str = "") -> None:
        super().__init__(text)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, look.theme.colour("muted").lighter(140))
        self.setPalette(palette)
