"""The columns of a list: heading, a few cells, and what each was recognised as."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from camp_desk.domain.words import Words
from camp_desk.spreadsheets.fields import CHOICES, Target, as_text, from_text, title
from camp_desk.spreadsheets.mapping import Column, Mapping
from camp_desk.spreadsheets.table import Table, text
from camp_desk.ui.direction import isolated
from camp_desk.ui.look import Look
from camp_desk.ui.widgets.boxes import Card, Scrolled, column, padded
from camp_desk.ui.widgets.choices import Choice
from camp_desk.ui.widgets.labels import ElidedLabel, Label

NOTHING = "-"
"""The value of the choice that leaves a column out."""

_SAMPLES = 2
_SEARCHED = 200
_LONGEST_SAMPLE = 40


class ColumnChoice(Choice):
    """What a column holds; without the focus it leaves the wheel to the list around it."""

    def __init__(self, look: Look, column_: Column, name: str) -> None:
        self._column = column_
        super().__init__(look, name, _options(column_.target, look.words))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.show_target(column_.target)

    @property
    def index(self) -> int:
        """Return the number of the column, from 0."""
        return self._column.index

    @property
    def target(self) -> Target | None:
        """Return what is chosen."""
        return from_text(self.value)

    def show_target(self, target: Target | None) -> None:
        """Show what the column holds."""
        self.choose(as_text(target) or NOTHING)
        self.setToolTip(self.currentText())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the list of columns."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class ColumnsCard(Card):
    """Every column of the list, one below the other; emits what a person corrects."""

    chosen = Signal(int, object)
    """The number of a column, and what it holds or None."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.choices: list[ColumnChoice] = []
        self.below: list[Label] = []
        self._samples: list[str] = []
        self._inner = QWidget()
        self._grid = QGridLayout(self._inner)
        self._grid.setContentsMargins(0, 0, look.px(6), 0)
        self._grid.setHorizontalSpacing(look.px(10))
        self._grid.setVerticalSpacing(look.px(8))
        self._grid.setColumnStretch(0, 2)
        self._grid.setColumnStretch(1, 3)
        words = look.words
        head = Label(look, words("Columns"), "subtitle")
        hint = Label(
            look,
            words("Correct what was recognised wrongly; the list is understood anew at once."),
            "small",
            wrapped=True,
        )
        self._scrolled = Scrolled(self._inner)
        box = column(look, head, hint, 4, (self._scrolled, 1), gap=2)
        self.setLayout(padded(look, box, 16, 12))

    def show_list(self, table: Table, mapping: Mapping) -> None:
        """Show the columns of another list."""
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.setParent(None)
                widget.deleteLater()
        self.choices, self.below, self._samples = [], [], []
        for at, each in enumerate(mapping.columns):
            self._add(at, each, _sample(table, mapping, each.index))
        self._grid.setRowStretch(len(mapping.columns), 1)

    def show_mapping(self, mapping: Mapping) -> None:
        """Show what the same columns hold now, and which of it is remembered."""
        columns = zip(self.choices, self.below, self._samples, mapping.columns, strict=True)
        for choice, below, sample, each in columns:
            choice.show_target(each.target)
            told = self._look.words("remembered") if each.remembered else ""
            below.say(" · ".join(filter(None, (told, sample))))
            below.tone("info" if told else "")

    def _add(self, at: int, each: Column, sample: str) -> None:
        look, words = self._look, self._look.words
        name = each.heading or words("Column {n}", n=each.index + 1)
        heading = ElidedLabel(look, isolated(name), "strong", middle=True)
        below = ElidedLabel(look, sample, "small")
        for label in (heading, below):
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        cell = QWidget()
        cell.setLayout(column(look, heading, below, gap=0))
        choice = ColumnChoice(look, each, words("Column {name}", name=name))
        choice.activated.connect(self._choose)
        self.choices.append(choice)
        self.below.append(below)
        self._samples.append(sample)
        self._grid.addWidget(cell, at, 0)
        self._grid.addWidget(choice, at, 1)

    def _choose(self) -> None:
        choice = self.sender()
        if isinstance(choice, ColumnChoice):
            self.chosen.emit(choice.index, choice.target)


def _options(target: Target | None, words: Words) -> list[tuple[str, str]]:
    choices = CHOICES if target is None or target in CHOICES else (*CHOICES, target)
    options = [(as_text(choice), title(choice, words)) for choice in choices]
    return [(NOTHING, words("– not used –")), *options]


def _sample(table: Table, mapping: Mapping, index: int) -> str:
    found: dict[str, None] = {}
    below = (row for row in table.rows[:_SEARCHED] if row.number > mapping.heading_row)
    for row in below:
        cell = text(row[index])
        if cell:
            found[isolated(cell[:_LONGEST_SAMPLE])] = None
        if len(found) == _SAMPLES:
            break
    return " · ".join(found)
