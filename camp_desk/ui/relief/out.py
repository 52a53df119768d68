"""What is lent to all households, and whom items reached; a card opens its household's items."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from io import BytesIO

from PySide6.QtCore import Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from camp_desk.actions.lent_paper import print_lent
from camp_desk.actions.paper import second_language
from camp_desk.domain import cards
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.ids import HouseholdId
from camp_desk.domain.words import Words
from camp_desk.storage.camp import Camp
from camp_desk.storage.relief import Reached
from camp_desk.storage.relief_views import LentOut
from camp_desk.storage.tables import Changes, Topic
from camp_desk.storage.views import Views
from camp_desk.ui.dialogs import Dialog
from camp_desk.ui.look import Look
from camp_desk.ui.paper import show_paper
from camp_desk.ui.relief.dialog import ReliefDialog
from camp_desk.ui.relief.rules import RulesDialog
from camp_desk.ui.relief.telling import (
    HeldRow,
    held_rows,
    out_columns,
    reached_columns,
)
from camp_desk.ui.widgets.banners import Banner
from camp_desk.ui.widgets.boxes import Card, Page, column, padded, row
from camp_desk.ui.widgets.buttons import Button
from camp_desk.ui.widgets.choices import Chips
from camp_desk.ui.widgets.columns import RowsModel
from camp_desk.ui.widgets.fields import Field, Line
from camp_desk.ui.widgets.labels import Label
from camp_desk.ui.widgets.tables import Table, selected_row
from camp_desk.ui.workspace import Workspace

_SCANNED = 16


class LentOutDialog(Dialog):
    """Asks for a card, and lists what is lent out, what is overdue, and who was reached."""

    def __init__(
        self,
        look: Look,
        workspace: Workspace[Camp, Views],
        today: Callable[[], date],
        parent: QWidget | None = None,
    ) -> None:
        words = look.words
        super().__init__(look, words("Household items"), parent)
        self._workspace, self._today = workspace, today
        self._seen: LentOut | None = None
        self.said = Banner(look)
        self.card = Line(words("Card"), words("Scan or type a card, then Enter"), longest=40)
        self.show_only = Chips(
            look, words("Show"), [("all", words("Lent out")), ("late", words("Overdue"))]
        )
        self.search = Line(words("Search"), words("Item, place, card or loan"), longest=60)
        self.held: RowsModel[HeldRow] = RowsModel(out_columns(words), self)
        self.table = Table(
            look, words("Lent out"), self.held, row=32, empty=words("Nothing is lent out.")
        )
        self.reached: RowsModel[Reached] = RowsModel(reached_columns({}, words), self)
        self.totals = Table(
            look, words("Given so far"), self.reached, row=32, empty=words("Nothing was given.")
        )
        self.print_button = Button(look, words("Print this list (Ctrl+P)"), "printer")
        self.rules = Button(look, words("Rules of kits … (F2)"), "list-checks")
        self.close_button = Button(look, words("Close (Esc)"), part="ghost")
        self._lay_out(look)
        self._connect()
        self.fit(1160, 660)
        self.card.setFocus()
        self._read()

    @classmethod
    def ask(
        cls,
        look: Look,
        workspace: Workspace[Camp, Views],
        today: Callable[[], date],
        parent: QWidget | None = None,
    ) -> None:
        """Show what is lent out until the dialog is closed."""
        cls(look, workspace, today, parent).wait()

    def scanned(self, untrusted_code: str) -> None:
        """Open the items of a card that was scanned."""
        self.card.setText(untrusted_code)
        self._open_card()

    def _lay_out(self, look: Look) -> None:
        words = self._words
        left, right = Card(), Card()
        shown = column(
            look, row(look, self.show_only, (self.search, 1), gap=12), (self.table, 1), gap=8
        )
        left.setLayout(padded(look, shown, 12, 10))
        given = column(
            look, Label(look, words("Given so far"), "subtitle"), (self.totals, 1), gap=6
        )
        right.setLayout(padded(look, given, 12, 10))
        hint = words("Opens what is open for the household; Enter in the list does the same.")
        above = row(look, (Field(look, words("Card"), self.card, hint), 1), (Page(), 1))
        body = Page()
        body.setLayout(row(look, (left, 7), (right, 5), gap=12))
        foot = row(look, self.print_button, self.rules, None, self.close_button)
        box = column(look, self.said, above, (body, 1), foot, gap=8)
        self.setLayout(padded(look, box, 16, 12))

    def _connect(self) -> None:
        self._workspace.changed.connect(self._changed)
        self.card.returnPressed.connect(self._open_card)
        self.show_only.changed.connect(self._filter)
        self.search.textChanged.connect(self._filter)
        self.table.activated.connect(self._open_chosen)
        self.rules.clicked.connect(self._show_rules)
        QShortcut(QKeySequence("F2"), self).activated.connect(self.rules.click)
        self.print_button.clicked.connect(self._print)
        QShortcut(QKeySequence.StandardKey.Print, self).activated.connect(self._print)
        self.close_button.clicked.connect(self.close)

    @Slot(object)
    def _changed(self, changes: Changes) -> None:
        if changes & {Topic.LISTS, Topic.STOCK, Topic.HOUSEHOLDS}:
            self._read()

    def _read(self) -> None:
        ask = partial(Views.lent_out, first=date.min, last=date.max)
        self._workspace.read(ask, self._show, self._refused)

    def _show(self, seen: LentOut) -> None:
        self._seen = seen
        self.reached.columns = reached_columns(seen.items, self._words)
        self.reached.show(seen.reached)
        self._filter()

    @Slot()
    def _filter(self) -> None:
        if self._seen is None:
            return
        rows = held_rows(self._seen.held, self._seen.items, self._today(), self._words)
        late = self.show_only.value == "late"
        typed = self.search.words.casefold().split()
        shown = [
            each for each in rows
            if (each.late or not late) and all(word in _text(each) for word in typed)
        ]  # fmt: skip
        self.held.show(shown)

    @Slot()
    def _open_chosen(self) -> None:
        at = selected_row(self.table, self.held)
        if at is not None:
            self._open(self.held.rows[at].held.household)

    @Slot()
    def _open_card(self) -> None:
        typed = self.card.words
        if typed:
            self.said.say("info", "")
            self._workspace.read(partial(_household, typed), self._open, self._refused)

    def _open(self, household: HouseholdId | None) -> None:
        if household is None:
            self.said.say("danger", self._words("No household has this card."))
            return
        self.card.clear()
        ReliefDialog.ask(self._look, self._workspace, household, self._today, self)

    @Slot()
    def _show_rules(self) -> None:
        RulesDialog.ask(self._look, self._workspace, self)

    @Slot()
    def _print(self) -> None:
        overdue = self.show_only.value == "late"
        make = partial(_sheet, self._words, overdue=overdue)
        self._workspace.do(make, self._show_paper, self._refused)

    def _show_paper(self, pdf: bytes) -> None:
        show_paper(self._look, self._words("Lent items"), pdf, self)

    def _refused(self, error: CampDeskError) -> None:
        self.said.say("danger", self._words.sentence(error))


def _sheet(words: Words, camp: Camp, *, overdue: bool) -> bytes:
    out = BytesIO()
    print_lent(camp, out, overdue=overdue, words=words, other=second_language(words))
    return out.getvalue()


def _text(each: HeldRow) -> str:
    held = each.held
    parts = (each.item, held.place, cards.written(held.card), held.number, str(held.card))
    return " ".join(parts).casefold()


def _household(untrusted_card: str, views: Views) -> HouseholdId | None:
    if len(untrusted_card) == _SCANNED:
        return views.by_card(untrusted_card)
    return views.household_of_card(cards.read(untrusted_card))
