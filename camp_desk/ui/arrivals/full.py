"""What only the full grade asks of a family, and what a count asks beside its numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from camp_desk.actions.checks import LONGEST_REMARK
from camp_desk.domain.grades import INTENTS
from camp_desk.domain.registration import Member, Registration
from camp_desk.ui.look import Look
from camp_desk.ui.widgets.boxes import column
from camp_desk.ui.widgets.checks import Check
from camp_desk.ui.widgets.choices import Choice
from camp_desk.ui.widgets.fields import Field, Line


class FullBlock(QWidget):
    """The head's other names, the state's ration card, and remarks."""

    edited = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        words = look.words
        self.fourth = Line(words("Great-grandfather’s name"))
        self.mother = Line(words("Mother’s name"))
        self.latin = Line(words("Name in Latin letters"))
        self.ration_card = Line(words("Number of the state’s ration card"))
        self.remarks = Line(words("Remarks"), longest=LONGEST_REMARK)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(look.px(12))
        grid.setVerticalSpacing(look.px(6))
        self._card_field = Field(look, words("State’s ration card"), self.ration_card)
        grid.addWidget(Field(look, words("Great-grandfather’s name"), self.fourth), 0, 0)
        grid.addWidget(Field(look, words("Mother’s name"), self.mother), 0, 1)
        grid.addWidget(Field(look, words("Name in Latin letters"), self.latin), 1, 0)
        grid.addWidget(self._card_field, 1, 1)
        hint = words("Write nothing here that could harm the family.")
        grid.addWidget(Field(look, words("Remarks"), self.remarks, hint), 2, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.ration_card.setToolTip(words("Only a keyed hash of the number is kept."))
        self.setLayout(grid)
        for _, line in self._lines():
            line.textEdited.connect(self.edited)

    @property
    def stops(self) -> Sequence[QWidget]:
        """Return where Enter goes, one after the other."""
        return [line for _, line in self._lines()]

    def complete(self, head: Member) -> Member:
        """Return the head with the names that stand here."""
        return replace(
            head, fourth=self.fourth.words, latin=self.latin.words, mother=self.mother.words
        )

    def show_family(self, family: Registration) -> None:
        """Show a family that is registered already; its card's number is kept nowhere."""
        self.restore(
            {
                "fourth": family.head.fourth,
                "mother": family.head.mother,
                "latin": family.head.latin,
                "remarks": family.remarks,
            }
        )

    def draft(self) -> dict[str, str]:
        """Return what is typed, as texts."""
        return {name: line.text() for name, line in self._lines()}

    def restore(self, draft: Mapping[str, str]) -> None:
        """Show what was typed before; a text that is missing empties its field."""
        for name, line in self._lines():
            line.setText(str(draft.get(name, "")))

    def _lines(self) -> tuple[tuple[str, Line], ...]:
        return (
            ("fourth", self.fourth),
            ("mother", self.mother),
            ("latin", self.latin),
            ("ration_card", self.ration_card),
            ("remarks", self.remarks),
        )


class OnwardBlock(QWidget):
    """Whether a family needs something at once, and where it goes from here."""

    edited = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        words = look.words
        self.urgent = Check(look, words("Needs help at once (Space)"))
        self.onward = Line(words("Where the family goes from here"))
        kinds = (("", words("–")), *((code, words(text)) for code, text in INTENTS.items()))
        self.intent = Choice(look, words("What the family means to do"), kinds)
        self._intent_field = Field(look, words("Means to"), self.intent)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(look.px(12))
        grid.addWidget(self._intent_field, 0, 0)
        grid.addWidget(Field(look, words("Goes on to"), self.onward), 0, 1)
        grid.setColumnStretch(1, 1)
        self.setLayout(column(look, self.urgent, grid, gap=6))
        self.urgent.clicked.connect(self.edited)
        self.onward.textEdited.connect(self.edited)
        self.intent.activated.connect(self._chosen)

    @property
    def stops(self) -> Sequence[QWidget]:
        """Return where Enter goes, one after the other."""
        intent = [] if self._intent_field.isHidden() else [self.intent]
        return [self.urgent, *intent, self.onward]

    @property
    def means(self) -> str:
        """Return the code of what the family means to do, "" where it was not asked."""
        return self.intent.value if self.intent.currentIndex() > 0 else ""

    def ask_all(self, *, every: bool) -> None:
        """Ask what the family means to do as well."""
        self._intent_field.setVisible(every)

    def show_family(self, family: Registration) -> None:
        """Show a family that is registered already."""
        self.urgent.setChecked(family.urgent)
        self.intent.choose(family.intent)
        self.onward.setText(family.onward)

    def draft(self) -> dict[str, str]:
        """Return what is typed, as texts."""
        urgent = "yes" if self.urgent.isChecked() else ""
        return {"urgent": urgent, "intent": self.means, "onward": self.onward.text()}

    def restore(self, draft: Mapping[str, str]) -> None:
        """Show what was typed before."""
        self.urgent.setChecked(bool(draft.get("urgent")))
        self.intent.choose(str(draft.get("intent", "")))
        self.onward.setText(str(draft.get("onward", "")))

    def _chosen(self) -> None:
        self.edited.emit()
