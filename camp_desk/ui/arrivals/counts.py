"""How many people of which sex and age: a family that is only counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from camp_desk.domain.registration import BANDS, Counts
from camp_desk.domain.words import Words
from camp_desk.ui.direction import ltr
from camp_desk.ui.look import Look
from camp_desk.ui.widgets.boxes import column, row
from camp_desk.ui.widgets.fields import NumberLine
from camp_desk.ui.widgets.labels import Label


def band_names(words: Words) -> tuple[str, ...]:
    """Return the age brackets as they are written in this language."""
    oldest = BANDS[-1][0]
    young = tuple(ltr(f"{first}–{last}") for first, last in BANDS[:-1])
    return (*young, words("{age}+", age=oldest))


class CountsGrid(QWidget):
    """Two rows of five numbers, those whose age or sex nobody knows, and the sum."""

    edited = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        words = look.words
        self._words = words
        bands = band_names(words)
        self.female = [self._cell(words("Female {band}", band=band)) for band in bands]
        self.male = [self._cell(words("Male {band}", band=band)) for band in bands]
        self.unknown = self._cell(words("Age or sex unknown"))
        self._total = Label(look, part="subtitle")
        self._wrong = Label(look, part="error", wrapped=True)
        self._wrong.hide()
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(look.px(6))
        grid.setVerticalSpacing(look.px(6))
        for at, band in enumerate(bands, 1):
            grid.addWidget(Label(look, band, "small"), 0, at)
            grid.setColumnStretch(at, 1)
        for line, (name, cells) in enumerate(
            ((words("Female"), self.female), (words("Male"), self.male)), 1
        ):
            grid.addWidget(Label(look, name), line, 0)
            for at, cell in enumerate(cells, 1):
                grid.addWidget(cell, line, at)
        self.unknown.setFixedWidth(look.px(64))
        below = row(look, Label(look, words("Age or sex unknown")), self.unknown, None, self._total)
        hint = Label(
            look, words("Everybody counts, the head too. A digit goes on by itself."), "small"
        )
        self.setLayout(column(look, hint, grid, below, self._wrong, gap=6))
        self._show_total()

    @property
    def stops(self) -> Sequence[QWidget]:
        """Return where Enter goes, one after the other."""
        return (*self.female, *self.male, self.unknown)

    @property
    def counts(self) -> Counts:
        """Return the numbers; what is empty counts as nobody."""
        female, male = ([cell.value or 0 for cell in cells] for cells in (self.female, self.male))
        f0, f1, f2, f3, f4 = female
        m0, m1, m2, m3, m4 = male
        return Counts((f0, f1, f2, f3, f4), (m0, m1, m2, m3, m4), self.unknown.value or 0)

    def show_counts(self, counts: Counts | None) -> None:
        """Show numbers, nobody as an empty field."""
        counts = counts or Counts()
        numbers = (*counts.female, *counts.male, counts.unknown)
        for cell, number in zip((*self.female, *self.male, self.unknown), numbers, strict=True):
            cell.put(number or None)
        self._show_total()

    def trouble(self) -> QWidget | None:
        """Say below the numbers what is wrong, and return the first field if there is anything."""
        sentence = "" if self.counts.total else self._words("Say how many people there are.")
        self._wrong.say(sentence)
        self._wrong.setVisible(bool(sentence))
        return self.female[0] if sentence else None

    def draft(self) -> dict[str, str]:
        """Return what is typed, as texts."""
        return {str(at): cell.text() for at, cell in enumerate(self._cells())}

    def restore(self, draft: Mapping[str, str]) -> None:
        """Show what was typed before."""
        for at, cell in enumerate(self._cells()):
            cell.setText(draft.get(str(at), ""))
        self._show_total()

    def _cells(self) -> Sequence[NumberLine]:
        return (*self.female, *self.male, self.unknown)

    def _cell(self, name: str) -> NumberLine:
        cell = NumberLine(name, 0, 99)
        cell.setProperty("part", "tight")
        cell.textEdited.connect(self._edited)
        cell.textEdited.connect(self._go_on)
        return cell

    def _go_on(self, text: str) -> None:
        """Go on after the first digit: nobody has ten girls; who has, comes back and adds one."""
        cells = list(self._cells())
        cell = self.sender()
        if len(text) == 1 and cell in cells[:-1]:
            cells[cells.index(cell) + 1].setFocus(Qt.FocusReason.TabFocusReason)

    def _edited(self) -> None:
        self._show_total()
        self.edited.emit()

    def _show_total(self) -> None:
        total = self.counts.total
        self._total.say(self._words.plural("{n} person", "{n} people", total))
