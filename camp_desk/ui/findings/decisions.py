"""What can be decided about each kind of finding, on one panel each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from camp_desk.storage.changes import Value
from camp_desk.storage.households import Household
from camp_desk.ui.families import Fact
from camp_desk.ui.findings.choosing import Choosing
from camp_desk.ui.findings.sides import SideBySide
from camp_desk.ui.keys import on_ctrl_enter
from camp_desk.ui.look import Look
from camp_desk.ui.widgets.boxes import Flow, column
from camp_desk.ui.widgets.buttons import Button
from camp_desk.ui.widgets.fields import Field, Line
from camp_desk.ui.widgets.labels import Label


class Panel(QWidget):
    """Shows one finding and offers two answers at most, each with its key."""

    yes = Signal()
    no = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look, self._words = look, look.words

    def _answers(self, yes: Button, no: Button | None = None) -> QWidget:
        """Return the line of buttons, connected and with their keys."""
        line = Flow(self._look, [yes, *([no] if no else [])])
        yes.clicked.connect(self.yes)
        yes.setToolTip("Ctrl+Enter")
        on_ctrl_enter(self, yes.click)
        if no is not None:
            no.clicked.connect(self.no)
            no.setToolTip("Ctrl+N")
            QShortcut(QKeySequence("Ctrl+N"), self).activated.connect(no.click)
        self.setFocusProxy(yes)
        return line


class PairPanel(Panel):
    """Two households that may be one family."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        words = look.words
        self.join = Button(look, words("Same family: join (Ctrl+Enter)"), "merge", "primary")
        self.differ = Button(look, words("Not the same (Ctrl+N)"), "split")
        self.sides = Choosing(look)
        self.reasons = Label(look, part="hint", wrapped=True)
        self.setLayout(
            column(
                look,
                self.reasons,
                (self.sides, 1),
                Label(
                    look,
                    words(
                        "Arrow keys choose what stands, Space who belongs. Both cards stay valid."
                    ),
                    "small",
                    wrapped=True,
                ),
                self._answers(self.join, self.differ),
                gap=10,
            )
        )

    def show_pair(
        self, pair: tuple[Household, Household], today: date, reasons: Sequence[str]
    ) -> None:
        """Show both households, and why they may be one family."""
        self.reasons.say(" ".join(reasons))
        self.reasons.setVisible(bool(reasons))
        self.sides.show_pair(*pair, today)
        self.setFocusProxy(self.sides.first_stop or self.join)


class Confirming(Panel):
    """Something that a second person confirms; the only officer gives a reason instead."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        words = look.words
        self.reason = Line(words("Reason"), longest=200)
        self.alone = Field(
            look,
            words("How you made sure"),
            self.reason,
            words(
                "Nobody else works here who could confirm it: from the day after, you may do so"
                " yourself with a reason."
            ),
        )
        self.alone.hide()

    def show_alone(self, *, alone: bool) -> None:
        """Ask for a reason where nobody else could confirm; begin anew for another finding."""
        self.reason.clear()
        self.alone.setVisible(alone)


class ConfirmPanel(Confirming):
    """Two households that one person joined: a second one says whether that was right."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        words = look.words
        self.confirm = Button(
            look, words("Rightly joined: confirm (Ctrl+Enter)"), "check", "primary"
        )
        self.apart = Button(look, words("Take them apart (Ctrl+N)"), "split")
        self.sides = SideBySide(look)
        hint = words("Whoever joined them cannot confirm it, but can take them apart.")
        small = Label(look, hint, "small", wrapped=True)
        answers = self._answers(self.confirm, self.apart)
        self.setLayout(column(look, (self.sides, 1), small, self.alone, answers, gap=10))


class SecondPanel(Confirming):
    """Something that one person did or recorded: a second one says whether that was right."""

    def __init__(self, look: Look, right: str, hint: str) -> None:
        super().__init__(look)
        self.confirm = Button(look, right, "check", "primary")
        small = Label(look, hint, "small", wrapped=True)
        answers = self._answers(self.confirm)
        self.setLayout(column(look, small, self.alone, answers, None, gap=10))


def export_panel(look: Look) -> SecondPanel:
    """Return what is asked about names that left the camp."""
    return SecondPanel(
        look,
        look.words("Rightly exported: confirm (Ctrl+Enter)"),
        look.words(
            "Ask what became of the file. Whoever exported it cannot confirm it while somebody else"
            " can."
        ),
    )


def event_panel(look: Look) -> SecondPanel:
    """Return what is asked about a death, a departure, a withdrawal or a loss."""
    return SecondPanel(
        look,
        look.words("So it is: confirm (Ctrl+Enter)"),
        look.words(
            "Whoever recorded it cannot confirm it while somebody else can. If it is wrong, take"
            " it back on the household’s page (F3 on the Arrivals tab), or reverse the document on"
            " the Stock tab."
        ),
    )


class RowPanel(Panel):
    """What is in the camp beside what a list says now."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        words = look.words
        self.use = Button(look, words("Use the new row (Ctrl+Enter)"), "check", "primary")
        self.keep = Button(look, words("Keep ours (Ctrl+N)"), "undo-2")
        self.sides = SideBySide(look)
        self.setLayout(column(look, (self.sides, 1), self._answers(self.use, self.keep), gap=10))

    def show_row(self, ours: Sequence[Fact], theirs: Sequence[Fact]) -> None:
        """Show what differs and what does not."""
        words = self._words
        titles = (words("In the camp"), words("In the list"))
        self.sides.show_sides(titles, ours, theirs, words("says nothing: ours stays"))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A value that a desk wrote, as it is kept and as it is shown."""

    value: Value
    desk: str
    text: str


class ValuePanel(Panel):
    """One field, and what different desks wrote into it."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        words = look.words
        self.use = Button(look, words("Use this value (Ctrl+Enter)"), "check", "primary")
        self._values: tuple[Candidate, ...] = ()
        self._group = QButtonGroup(self)
        self._box = QVBoxLayout()
        self._box.setSpacing(look.px(6))
        self.setLayout(
            column(
                look,
                Label(
                    look,
                    words("The first one stands until somebody chooses."),
                    "hint",
                    wrapped=True,
                ),
                self._box,
                self._answers(self.use),
                None,
                gap=10,
            )
        )

    @property
    def value(self) -> Value:
        """Return the value that is chosen."""
        return self._values[self._group.checkedId()].value

    @property
    def radios(self) -> list[QRadioButton]:
        """Return the offers, in the order they were given."""
        return [button for button in self._group.buttons() if isinstance(button, QRadioButton)]

    def show_values(self, values: Sequence[Candidate]) -> None:
        """Offer the values, the one that stands first."""
        for button in self.radios:
            self._group.removeButton(button)
            button.setParent(None)
            button.deleteLater()
        self._values = tuple(values)
        for at, each in enumerate(values):
            text = self._words("{value}   (desk {desk})", value=each.text, desk=each.desk)
            button = QRadioButton(text)
            button.setAccessibleName(text)
            self._group.addButton(button, at)
            self._box.addWidget(button)
        if values:
            self._group.button(0).setChecked(True)
            self.setFocusProxy(self._group.button(0))


class RemarkPanel(Panel):
    """Something that happened and cannot be undone here: it is noted, with a remark."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        words = look.words
        self.remark = Line(words("Remark"), longest=200)
        self._field = Field(
            look,
            words("Remark"),
            self.remark,
            words("What was found out, or what was done about it."),
            required=True,
        )
        self.noted = Button(look, words("Noted (Ctrl+Enter)"), "check", "primary")
        self.setLayout(column(look, self._field, self._answers(self.noted), None, gap=10))
        self.setFocusProxy(self.remark)

    def clear(self) -> None:
        """Begin anew for another finding."""
        self.remark.clear()
        self._field.show_trouble("")

    def lacking(self) -> bool:
        """Tell whether the remark is missing, and say so."""
        missing = not self.remark.words
        self._field.show_trouble(
            self._words("Type what was found out, so that others know.") if missing else ""
        )
        if missing:
            self.remark.setFocus()
        return missing
