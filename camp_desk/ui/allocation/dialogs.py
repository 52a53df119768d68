"""Asking before something is fixed, and showing what became of a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from camp_desk.ui.dialogs import Dialog
from camp_desk.ui.direction import isolated
from camp_desk.ui.keys import on_ctrl_enter
from camp_desk.ui.look import Look
from camp_desk.ui.widgets.banners import Banner
from camp_desk.ui.widgets.boxes import column, padded, row
from camp_desk.ui.widgets.buttons import Button
from camp_desk.ui.widgets.columns import Column, RowsModel
from camp_desk.ui.widgets.fields import Field, Line
from camp_desk.ui.widgets.labels import Drawing, Label
from camp_desk.ui.widgets.tables import Table

_ITEMS_A_LINE = 2


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: a title, what it does, the goods concerned, and the word that does it."""

    title: str
    icon: str
    text: str
    goods: Sequence[tuple[str, str]] = ()
    yes: str = ""
    named: str = ""
    """The label of a name that may be given; "" for none."""


class ConfirmDialog(Dialog):
    """Asks one question; ``accepted`` if the answer is yes."""

    def __init__(self, look: Look, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(look, question.title, parent)
        words = look.words
        self.name = Line(question.named, longest=60)
        field = Field(look, question.named, self.name)
        field.setVisible(bool(question.named))
        self.yes = Button(look, question.yes, question.icon, "primary")
        self.no = Button(look, words("Cancel"), part="ghost")
        title = Label(look, question.title, "title")
        goods = _goods(look, question.goods)
        inside = column(
            look,
            row(look, Drawing(look, question.icon, "primary", 24), (title, 1), gap=12),
            Label(look, question.text, "", wrapped=True),
            goods,
            field,
            None,
            row(look, None, self.no, self.yes),
            gap=14,
        )
        self.setLayout(padded(look, inside, 20))
        self.setMinimumWidth(look.px(520))
        self.yes.clicked.connect(self.accept)
        self.no.clicked.connect(self.reject)
        on_ctrl_enter(self, self.yes.click)
        (self.name if question.named else self.yes).setFocus()


def _goods(look: Look, goods: Sequence[tuple[str, str]]) -> QGridLayout:
    """Return items and quantities, two items a line: many stand on one ration."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(look.px(24))
    grid.setColumnStretch(2 * _ITEMS_A_LINE, 1)
    for at, (item, quantity) in enumerate(goods):
        line, side = divmod(at, _ITEMS_A_LINE)
        grid.addWidget(Label(look, isolated(item), ""), line, 2 * side)
        grid.addWidget(Label(look, isolated(quantity), "strong"), line, 2 * side + 1)
    return grid


@dataclass(frozen=True, slots=True)
class ReconciledRow:
    """One item of a closed list, as texts."""

    item: str
    set_aside: str
    handed_over: str
    returned: str


@dataclass(frozen=True, slots=True)
class ClosedList:
    """What became of a list, as texts; ``odd`` says what does not add up."""

    title: str
    facts: str
    rows: Sequence[ReconciledRow]
    odd: str = ""


class ReconciliationDialog(Dialog):
    """Shows what was set aside, handed over and returned."""

    printing = Signal()

    def __init__(self, look: Look, closed: ClosedList, parent: QWidget | None = None) -> None:
        super().__init__(look, closed.title, parent)
        words = look.words
        columns = (
            Column[ReconciledRow](words("Item"), lambda each: isolated(each.item), 0),
            Column[ReconciledRow](
                words("Set aside"), lambda each: isolated(each.set_aside), 130, trailing=True
            ),
            Column[ReconciledRow](
                words("Handed over"), lambda each: isolated(each.handed_over), 130, trailing=True
            ),
            Column[ReconciledRow](
                words("Returned"), lambda each: isolated(each.returned), 130, trailing=True
            ),
        )
        self.model: RowsModel[ReconciledRow] = RowsModel(columns, self)
        self.model.show(closed.rows)
        table = Table(look, words("Reconciliation"), self.model)
        self.odd = Banner(look)
        self.odd.say("warn", closed.odd)
        self.print_button = Button(look, words("Print"), "printer")
        self.close_button = Button(look, words("Close"), part="primary")
        inside = column(
            look,
            Label(look, closed.title, "title"),
            Label(look, closed.facts, "hint", wrapped=True),
            (table, 1),
            self.odd,
            row(look, None, self.print_button, self.close_button),
            gap=12,
        )
        self.setLayout(padded(look, inside, 20))
        self.fit(720, 520)
        self.print_button.clicked.connect(self.printing)
        self.close_button.clicked.connect(self.accept)
        self.close_button.setFocus()
