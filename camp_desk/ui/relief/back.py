"""What came back of something lent: good, damaged, lost."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from camp_desk.actions.catalogues import loss_categories
from camp_desk.actions.lending import Back
from camp_desk.domain.catalogue import Effect
from camp_desk.ui.dialogs import Dialog
from camp_desk.ui.keys import on_ctrl_enter
from camp_desk.ui.look import Look
from camp_desk.ui.relief.telling import HeldRow
from camp_desk.ui.widgets.banners import Banner
from camp_desk.ui.widgets.boxes import column, padded, row
from camp_desk.ui.widgets.buttons import Button
from camp_desk.ui.widgets.choices import Choice
from camp_desk.ui.widgets.fields import Field, NumberLine


@dataclass(frozen=True, slots=True)
class CameBack:
    """One lot that came back, and as what losses are written off."""

    line: Back
    damaged_as: str
    lost_as: str


class BackForm(Dialog):
    """Asks what became of one lot, and stays open until it is written down."""

    answered = Signal(object)
    """A CameBack."""

    def __init__(self, look: Look, held: HeldRow, parent: QWidget | None = None) -> None:
        words = look.words
        super().__init__(look, words("Given back"), parent)
        self._held, most = held, held.held.quantity
        self.said = Banner(look)
        self.said.say("info", words("Lent out: {n} of {item}", n=most, item=held.item))
        self.good = NumberLine(words("Good"), 0, most)
        self.damaged = NumberLine(words("Damaged"), 0, most)
        self.lost = NumberLine(words("Gone missing"), 0, most)
        self.good.put(most)
        reasons = [
            (code, each.said(words)) for code, each in loss_categories().items()
            if each.effect is Effect.LOSS
        ]  # fmt: skip
        self.damaged_as = Choice(look, words("Damaged: reason"), reasons)
        self.lost_as = Choice(look, words("Missing: reason"), reasons)
        self.damaged_as.choose("DAMAGED")
        self.lost_as.choose("LOST")
        self.save = Button(look, words("Record (Ctrl+Enter)"), "check", "primary")
        self.cancel = Button(look, words("Cancel"), part="ghost")
        self._lay_out(look)
        self.save.clicked.connect(self._answer)
        self.cancel.clicked.connect(self.reject)
        on_ctrl_enter(self, self.save.click)
        self.good.setFocus()
        self.good.selectAll()

    def show_trouble(self, sentence: str) -> None:
        """Say why it was not written down."""
        self.said.say("danger", sentence)

    def _lay_out(self, look: Look) -> None:
        words = look.words
        hint = words("Good ones lie in the store again; the rest is written off as a loss.")
        numbers = row(
            look, (Field(look, words("Good"), self.good, hint), 1),
            (Field(look, words("Damaged"), self.damaged), 1),
            (Field(look, words("Gone missing"), self.lost), 1), gap=12,
        )  # fmt: skip
        reasons = row(
            look, (Field(look, words("Damaged: reason"), self.damaged_as), 1),
            (Field(look, words("Missing: reason"), self.lost_as), 1), gap=12,
        )  # fmt: skip
        foot = row(look, None, self.cancel, self.save)
        box = column(look, self.said, numbers, reasons, None, foot, gap=10)
        self.setLayout(padded(look, box, 20, 16))
        self.fit(600, 330)

    @Slot()
    def _answer(self) -> None:
        good, damaged, lost = (
            each.value if each.words else 0 for each in (self.good, self.damaged, self.lost)
        )
        if good is None or damaged is None or lost is None:
            most = self._held.held.quantity
            self.show_trouble(self._words("Type numbers from 0 to {most}.", most=most))
            return
        line = Back(self._held.held.lot, good, damaged, lost)
        self.answered.emit(CameBack(line, self.damaged_as.value, self.lost_as.value))
