"""Shelters to be declared: one, or a whole sector of blocks at once."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from camp_desk.domain.shelters import State
from camp_desk.ui.dialogs import Dialog
from camp_desk.ui.keys import on_ctrl_enter
from camp_desk.ui.look import Look
from camp_desk.ui.widgets.boxes import column, padded, row
from camp_desk.ui.widgets.buttons import Button
from camp_desk.ui.widgets.choices import Chip, Segmented
from camp_desk.ui.widgets.fields import Field, Line, NumberLine
from camp_desk.ui.widgets.labels import Label


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was typed."""

    sector: str
    blocks: str
    shelters: str
    capacity: int
    state: State
    usual: bool = False
    """Whether this capacity is proposed from now on."""


class AddDialog(Dialog):
    """Asks which shelters there are."""

    def __init__(self, look: Look, capacity: int, parent: QWidget | None = None) -> None:
        words = look.words
        super().__init__(look, words("Add shelters"), parent)
        self.sector = Line(words("Sector"), longest=12)
        self.blocks = Line(words("Blocks"), longest=200)
        self.shelters = Line(words("Shelters in each block"), longest=200)
        self.capacity = NumberLine(words("Persons in each"), 1, 9_999)
        self.capacity.put(capacity)
        kinds = (
            (State.OPEN.value, words("To live in")),
            (State.STAGING.value, words("Staging area")),
        )
        self.kind = Segmented(look, words("What they are for"), kinds)
        self.kind.choose(State.OPEN.value)
        self.usual = Chip(words("Propose this number from now on"))
        self.ok = Button(look, words("Add shelters"), "plus", "primary")
        self.cancel = Button(look, words("Cancel"), part="ghost")
        fields = column(
            look,
            row(
                look,
                (Field(look, words("Sector"), self.sector, words("Such as C")), 1),
                (Field(look, words("Persons in each"), self.capacity), 1),
                gap=12,
            ),
            Field(look, words("Blocks"), self.blocks, words("Such as 1-6, or 1, 2, 5; or empty")),
            Field(look, words("Shelters in each block"), self.shelters, words("Such as 01-24")),
            row(look, self.kind, None),
            row(look, self.usual, None),
            gap=8,
        )
        hint = Label(look, words("Shelters that are there already stay as they are."), "hint")
        foot = row(look, None, self.cancel, self.ok)
        self.setLayout(padded(look, column(look, fields, hint, None, foot, gap=12), 20))
        self.ok.clicked.connect(self.accept)
        self.cancel.clicked.connect(self.reject)
        self.fit(440, 400)
        on_ctrl_enter(self, self.ok.click)
        self.sector.setFocus()

    @property
    def wanted(self) -> Wanted:
        """Return what is typed."""
        return Wanted(
            self.sector.words,
            self.blocks.words,
            self.shelters.words,
            self.capacity.value or -1,
            State(self.kind.value),
            self.usual.isChecked(),
        )

    @classmethod
    def ask(cls, look: Look, capacity: int, parent: QWidget | None = None) -> Wanted | None:
        """Return what to add, or nothing."""
        dialog = cls(look, capacity, parent)
        wanted = dialog.wanted if dialog.exec() else None
        dialog.deleteLater()
        return wanted
