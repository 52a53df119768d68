"""The names of a member that only the full grade asks for, in a row below the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from camp_desk.domain.registration import Member
from camp_desk.ui.look import Look
from camp_desk.ui.widgets.boxes import row
from camp_desk.ui.widgets.fields import Line

_GAP = 6


class MoreNames(QWidget):
    """The great-grandfather's name, the mother's, and the whole name in Latin letters."""

    edited = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        words = look.words
        self.fourth = Line(words("Great-grandfather’s name"), words("4th name"))
        self.mother = Line(words("Mother’s name"), words("Mother"))
        self.latin = Line(words("Name in Latin letters"), words("Latin name"))
        for line in self.lines:
            line.setProperty("part", "tight")
            line.textEdited.connect(self.edited)
        self.setLayout(row(look, 16, *((line, 1) for line in self.lines), gap=_GAP))

    @property
    def lines(self) -> tuple[Line, ...]:
        """Return the fields in their order."""
        return (self.fourth, self.mother, self.latin)

    def complete(self, member: Member) -> Member:
        """Return a member with the names that stand here."""
        fourth, mother, latin = (line.words for line in self.lines)
        return replace(member, fourth=fourth, mother=mother, latin=latin)

    def show_member(self, member: Member) -> None:
        """Show a member who is registered already."""
        self.restore((member.fourth, member.mother, member.latin))

    def draft(self) -> list[str]:
        """Return what is typed."""
        return [line.text() for line in self.lines]

    def restore(self, texts: Sequence[object]) -> None:
        """Show what was typed before."""
        for line, text in zip(self.lines, [*texts, "", "", ""], strict=False):
            line.setText(str(text))
