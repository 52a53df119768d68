"""After how many days each item is given again: by kit, and for items given alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from camp_desk.actions.catalogues import kits
from camp_desk.actions.relief_rules import (
    LONGEST_PERIOD,
    PER,
    period_said,
    rules_of,
    set_period,
)
from camp_desk.domain.catalogue import Item
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.relief import Rule
from camp_desk.domain.words import Words
from camp_desk.storage.camp import Camp
from camp_desk.storage.tables import Changes, Topic
from camp_desk.storage.views import Views
from camp_desk.ui.dialogs import Dialog
from camp_desk.ui.direction import isolated
from camp_desk.ui.keys import on_ctrl_enter
from camp_desk.ui.look import Look
from camp_desk.ui.widgets.banners import Banner
from camp_desk.ui.widgets.boxes import Card, column, padded, row
from camp_desk.ui.widgets.buttons import Button
from camp_desk.ui.widgets.choices import Choice
from camp_desk.ui.widgets.columns import Column, RowsModel
from camp_desk.ui.widgets.fields import Field, NumberLine
from camp_desk.ui.widgets.tables import Table, selected_row
from camp_desk.ui.workspace import Workspace

_ALONE = "-"


@dataclass(frozen=True, slots=True)
class _RuleRow:
    rule: Rule
    item: str
    many: str
    often: str


class RulesDialog(Dialog):
    """Shows what a household gets of each item, and lets a supervisor set the days."""

    def __init__(
        self, look: Look, workspace: Workspace[Camp, Views], parent: QWidget | None = None
    ) -> None:
        words = look.words
        super().__init__(look, words("Rules of kits"), parent)
        self._workspace = workspace
        self._periods: Mapping[str, int] = {}
        self._items: Mapping[str, Item] = {}
        self.said = Banner(look)
        options = [(code, each.said(words)) for code, each in kits().items()]
        self.kit = Choice(look, words("Kit"), [*options, (_ALONE, words("Single items"))])
        self.rows: RowsModel[_RuleRow] = RowsModel(_columns(words), self)
        self.table = Table(look, words("Rules of kits"), self.rows, row=32)
        self.days = NumberLine(words("Given again after days"), 0, LONGEST_PERIOD)
        self.save = Button(look, words("Record (Ctrl+Enter)"), "check", "primary")
        self.close_button = Button(look, words("Close (Esc)"), part="ghost")
        self._lay_out(look)
        self._workspace.changed.connect(self._changed)
        self.kit.currentIndexChanged.connect(self._show_rules)
        self.table.selectionModel().currentRowChanged.connect(self._chosen)
        self.table.activated.connect(self.days.setFocus)
        self.save.clicked.connect(self._save)
        self.close_button.clicked.connect(self.close)
        on_ctrl_enter(self, self.save.click)
        self.fit(760, 560)
        self.kit.setFocus()
        self._read()

    @classmethod
    def ask(
        cls, look: Look, workspace: Workspace[Camp, Views], parent: QWidget | None = None
    ) -> None:
        """Show the rules until the dialog is closed."""
        cls(look, workspace, parent).wait()

    def _lay_out(self, look: Look) -> None:
        words = self._words
        card = Card()
        hint = words("0: once only.")
        below = row(
            look, (Field(look, words("Given again after days"), self.days, hint), 1), self.save,
            gap=12,
        )  # fmt: skip
        inside = column(look, Field(look, words("Kit"), self.kit), (self.table, 1), below, gap=8)
        card.setLayout(padded(look, inside, 12, 10))
        foot = row(look, None, self.close_button)
        box = column(look, self.said, (card, 1), foot, gap=8)
        self.setLayout(padded(look, box, 16, 12))

    @Slot(object)
    def _changed(self, changes: Changes) -> None:
        if Topic.SETTINGS in changes:
            self._read()

    def _read(self) -> None:
        self._workspace.read(_asked, self._show, self._refused)

    def _show(self, seen: tuple[Mapping[str, int], Mapping[str, Item]]) -> None:
        self._periods, self._items = seen
        self._show_rules()

    @Slot()
    def _show_rules(self) -> None:
        rules, words, at = rules_of(self._periods), self._words, selected_row(self.table, self.rows)
        kit = self.kit.value
        shown = rules.alone.values() if kit == _ALONE else rules.kits.get(kit, ())
        self.rows.show(
            [
                _RuleRow(
                    each, isolated(self._items[each.item].said(words)),
                    words("{n} {per}", n=each.each, per=words(PER[each.per])),
                    period_said(each, words),
                )
                for each in shown
                if each.item in self._items
            ]
        )  # fmt: skip
        if self.rows.rows:
            self.table.selectRow(min(at or 0, len(self.rows.rows) - 1))
        self._chosen()

    @Slot()
    def _chosen(self) -> None:
        at = selected_row(self.table, self.rows)
        self.days.put(None if at is None else self.rows.rows[at].rule.days)

    @Slot()
    def _save(self) -> None:
        at = selected_row(self.table, self.rows)
        if at is None:
            return
        if self.days.value is None:
            most = LONGEST_PERIOD
            self.said.say("danger", self._words("Type numbers from 0 to {most}.", most=most))
            return
        kit = "" if self.kit.value == _ALONE else self.kit.value
        item = self.rows.rows[at].rule.item
        action = partial(_set, kit, item, self.days.value)
        self._workspace.do(action, self._saved, self._refused)

    def _saved(self, _changes: Changes) -> None:
        self.said.say("ok", self._words("Recorded."))

    def _refused(self, error: CampDeskError) -> None:
        self.said.say("danger", self._words.sentence(error))


def _columns(words: Words) -> tuple[Column[_RuleRow], ...]:
    return (
        Column(words("Item"), lambda each: each.item, 0),
        Column(words("How many"), lambda each: each.many, 240),
        Column(words("How often"), lambda each: each.often, 140),
    )


def _asked(views: Views) -> tuple[Mapping[str, int], Mapping[str, Item]]:
    return views.relief_periods(), views.items()


def _set(kit: str, item: str, days: int, camp: Camp) -> Changes:
    return set_period(camp, kit, item, days)
