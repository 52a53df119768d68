"""The needs of the whole camp: how many people have which, what is asked for, who is referred."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from io import BytesIO

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from camp_desk.actions import needs as acts
from camp_desk.actions import referrals
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.needs import Asked, Counted
from camp_desk.domain.roles import Right, may
from camp_desk.domain.words import Words
from camp_desk.spreadsheets.catalogues import shipped_needs
from camp_desk.storage.camp import Camp
from camp_desk.storage.tables import Changes, Topic
from camp_desk.storage.views import Views
from camp_desk.ui.dialogs import Dialog
from camp_desk.ui.direction import ltr
from camp_desk.ui.look import Look
from camp_desk.ui.paper import show_paper
from camp_desk.ui.widgets.banners import Banner
from camp_desk.ui.widgets.boxes import Card, column, padded, row
from camp_desk.ui.widgets.buttons import Button
from camp_desk.ui.widgets.columns import Column, RowsModel
from camp_desk.ui.widgets.labels import Label
from camp_desk.ui.widgets.tables import Table, selected_row
from camp_desk.ui.workspace import Workspace


@dataclass(frozen=True, slots=True)
class _Row:
    """One need: how many people have it, and whether it is asked for here."""

    code: str
    need: str
    asked: Asked
    on: bool
    people: int
    pending: int


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the dialog shows."""

    counted: list[Counted]
    people: int
    switched_on: frozenset[str]
    manages: bool


class CampNeedsDialog(Dialog):
    """Counts without names; a supervisor switches optional needs on and off."""

    def __init__(
        self, look: Look, workspace: Workspace[Camp, Views], parent: QWidget | None = None
    ) -> None:
        words = look.words
        super().__init__(look, words("Specific needs"), parent)
        self._look_of, self._workspace, self._manages = look, workspace, False
        self.title = Label(look, words("Specific needs in the camp"), "title")
        self.said = Banner(look)
        self.model: RowsModel[_Row] = RowsModel(_columns(words), self)
        self.table = Table(look, words("Specific needs in the camp"), self.model, row=32)
        self.total = Label(look, part="hint")
        self.switch = Button(look, words("Ask for it (Space)"))
        self.refer = Button(look, words("Referral list (Ctrl+P)"), "printer")
        self.close_button = Button(look, words("Close"), part="ghost")
        hint = words(
            "These numbers are for inside the camp. “Export a list” leaves out those below 5."
        )
        card = Card()
        card.setLayout(padded(look, row(look, (self.table, 1)), 10, 8))
        foot = row(look, (self.total, 1), self.switch, self.refer, self.close_button)
        box = column(
            look, self.title, self.said, (card, 1), Label(look, hint, "small", wrapped=True), foot,
            gap=8,
        )  # fmt: skip
        self.setLayout(padded(look, box, 16, 12))
        self.switch.clicked.connect(self._switch)
        self.refer.clicked.connect(self._refer)
        self.close_button.clicked.connect(self.close)
        self.table.activated.connect(self._switch)
        self.table.selectionModel().currentRowChanged.connect(self._allow)
        QShortcut(QKeySequence("Ctrl+P"), self).activated.connect(self.refer.click)
        space = QShortcut(QKeySequence("Space"), self.table)
        space.setContext(Qt.ShortcutContext.WidgetShortcut)  # on a button Space presses that
        space.activated.connect(self.switch.click)
        workspace.changed.connect(self._changed)
        self.refer.setEnabled(False)
        self.fit(860, 620)
        self.table.setFocus()
        self._allow()
        self._read()

    @classmethod
    def ask(
        cls, look: Look, workspace: Workspace[Camp, Views], parent: QWidget | None = None
    ) -> None:
        """Show the camp's needs until it is closed."""
        cls(look, workspace, parent).wait()

    @Slot(object)
    def _changed(self, changes: Changes) -> None:
        if changes & {Topic.HOUSEHOLDS, Topic.SETTINGS}:
            self._read()

    def _read(self) -> None:
        self._workspace.read(_seen, self._show, self._trouble)

    def _show(self, seen: _Seen) -> None:
        words, at = self._words, selected_row(self.table, self.model) or 0
        self._manages = seen.manages
        counted = {each.code: each for each in seen.counted}
        self.model.show(
            [
                _Row(
                    each.code, each.said(words), each.asked, each.code in seen.switched_on,
                    counted[each.code].people if each.code in counted else 0,
                    counted[each.code].pending if each.code in counted else 0,
                )
                for each in shipped_needs().all
            ]
        )  # fmt: skip
        self.table.selectRow(at)
        self.total.say(
            words.plural(
                "{n} person has a specific need.", "{n} people have specific needs.", seen.people
            )
        )
        self.refer.setEnabled(True)
        self._allow()

    @Slot()
    def _allow(self) -> None:
        at = selected_row(self.table, self.model)
        row_ = None if at is None else self.model.rows[at]
        optional = row_ is not None and row_.asked is Asked.OPTIONAL
        self.switch.setEnabled(optional and self._manages)
        on = row_ is not None and row_.on
        words = self._words
        self.switch.say(words("Ask for it no more (Space)") if on else words("Ask for it (Space)"))

    @Slot()
    def _switch(self) -> None:
        at = selected_row(self.table, self.model)
        if at is None or not self.switch.isEnabled():
            return
        self.said.say("info", "")
        chosen = self.model.rows[at]
        action = partial(acts.ask_for, untrusted_code=chosen.code, on=not chosen.on)
        self._workspace.do(action, None, self._trouble)

    @Slot()
    def _refer(self) -> None:
        self._workspace.do(partial(_referrals, self._words), self._show_paper, self._trouble)

    def _show_paper(self, pdf: bytes) -> None:
        show_paper(self._look_of, self._words("Referral list: needs to be reviewed"), pdf, self)

    def _trouble(self, error: CampDeskError) -> None:
        self.said.say("danger", self._words.sentence(error))


def _seen(views: Views) -> _Seen:
    codes = [each.code for each in shipped_needs().all]
    counted, people = views.needs_counted(codes)
    return _Seen(counted, people, views.needs_asked(), may(views.about().role, Right.MANAGE))


def _referrals(words: Words, camp: Camp) -> bytes:
    out = BytesIO()
    referrals.print_referrals(camp, out, words=words)
    return out.getvalue()


def _columns(words: Words) -> tuple[Column[_Row], ...]:
    def asked(each: _Row) -> str:
        if each.asked is Asked.COLLECT:
            return words("Always")
        return words("Asked for") if each.on else words("Not asked for")

    def tone(each: _Row) -> str:
        return "ok" if each.on or each.asked is Asked.COLLECT else "info"

    return (
        Column(words("Code"), lambda each: ltr(each.code), 76),
        Column(words("Need"), lambda each: each.need, 0),
        Column(words("In this camp"), asked, 132, tone=tone),
        Column(words("People"), lambda each: str(each.people or "–"), 72, trailing=True),
        Column(
            words("Pending review"), lambda each: str(each.pending or "–"), 110, trailing=True,
            drop=1,
        ),
    )  # fmt: skip
