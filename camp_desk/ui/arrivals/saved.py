"""The card number of the family just saved, large enough to read aloud and write down."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from camp_desk.ui.direction import ltr
from camp_desk.ui.look import Look
from camp_desk.ui.widgets.boxes import column, padded, row
from camp_desk.ui.widgets.buttons import Button
from camp_desk.ui.widgets.labels import ElidedLabel, Label, repolish


class SavedCard(QFrame):
    """Shows one card number and whose it is, and offers to print the card."""

    printing = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        words = look.words
        self._words = words
        self.setProperty("part", "banner")
        self.setProperty("tone", "ok")
        self.number = Label(look, part="said")
        self.number.setFont(look.theme.font(21, 700))
        self.number.tone("ok")
        self._family = ElidedLabel(look, part="small")
        self.print_card = Button(look, words("Print card"), "printer")
        self.print_card.setToolTip(words("Ctrl+P"))
        self.print_card.clicked.connect(self.printing)
        below = row(look, (self.number, 1), self.print_card)
        self.setLayout(padded(look, column(look, self._family, below, gap=0), 12, 6))
        repolish(self)
        self.hide()

    def show_card(self, number: str, family: str) -> None:
        """Show a number as it is written, and whose it is; "" hides both."""
        self.number.say(ltr(number) if number else "")
        self._family.say(self._words("Saved: {family}", family=family))
        self.setAccessibleName(self._words("Card {number}", number=number))
        self.setVisible(bool(number))
