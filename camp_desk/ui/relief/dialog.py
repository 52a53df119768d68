"""Household items of one family: given, lent and given back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from io import BytesIO

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from camp_desk.actions import document_paper, giving, lending
from camp_desk.actions.catalogues import kits
from camp_desk.actions.giving import Giving
from camp_desk.actions.leaving import Leaving, Out
from camp_desk.actions.paper import second_language
from camp_desk.actions.stock import Posted
from camp_desk.domain.cards import written
from camp_desk.domain.days import read_moment
from camp_desk.domain.digits import latin
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.ids import DocumentId, HouseholdId, StoreId
from camp_desk.domain.relief import Got
from camp_desk.domain.words import Words
from camp_desk.storage.camp import Camp
from camp_desk.storage.relief_views import ReliefPage
from camp_desk.storage.tables import Changes, Topic
from camp_desk.storage.views import Views
from camp_desk.ui.dialogs import Dialog
from camp_desk.ui.direction import isolated, ltr, with_codes
from camp_desk.ui.keys import on_ctrl_enter
from camp_desk.ui.look import Look
from camp_desk.ui.paper import show_paper
from camp_desk.ui.relief.back import BackForm, CameBack
from camp_desk.ui.relief.telling import (
    HeldRow,
    OpenRow,
    had_columns,
    held_columns,
    held_rows,
    open_columns,
    open_rows,
    people_said,
)
from camp_desk.ui.stock.amounts import store_name
from camp_desk.ui.widgets.banners import Banner
from camp_desk.ui.widgets.boxes import Card, Page, column, padded, row
from camp_desk.ui.widgets.buttons import Button
from camp_desk.ui.widgets.choices import Choice
from camp_desk.ui.widgets.columns import RowsModel
from camp_desk.ui.widgets.fields import Field, Line, NumberLine, ReadLine
from camp_desk.ui.widgets.labels import ElidedLabel, Label
from camp_desk.ui.widgets.tables import Table, selected_row
from camp_desk.ui.workspace import Workspace

_MOST = 9_999
_LEAST = 72
"""The height of a table of which one row is seen, on a low screen."""
_AHEAD = 300
"""Days ahead of which a day without a year is the next one."""


class ReliefDialog(Dialog):
    """Shows what is open for a household by kit or item, gives and lends it, and takes it back.

    Digits typed on an item are how many of it are given.
    """

    def __init__(
        self,
        look: Look,
        workspace: Workspace[Camp, Views],
        household: HouseholdId,
        today: Callable[[], date],
        parent: QWidget | None = None,
    ) -> None:
        words = look.words
        super().__init__(look, words("Household items"), parent)
        self._workspace, self._household, self._today = workspace, household, today
        self.page: ReliefPage | None = None
        self.form: BackForm | None = None
        self._last: Posted | None = None
        self._typed = ""
        self.title, self.about = ElidedLabel(look, part="title"), ElidedLabel(look, part="hint")
        self.said = Banner(look)
        options = [(code, each.said(words)) for code, each in kits().items()]
        self.kit = Choice(look, words("What"), [("-", words("Single items")), *options])
        self.store = Choice(look, words("Store"))
        self.lines: RowsModel[OpenRow] = RowsModel(open_columns(words), self)
        empty = words("Nothing that may be given lies in this store.")
        self.table = Table(look, words("What is open"), self.lines, row=34, empty=empty)
        self.rule = ElidedLabel(look, part="small")
        self.number = NumberLine(words("Give"), 0, _MOST)
        self.reason = Line(words("Reason for more than is open"), longest=200)
        self.collector = Line(words("Taken by, if not the head"), longest=120)
        self.due = ReadLine(words("Back by, if lent"), self._read_day)
        self.had: RowsModel[Got] = RowsModel(had_columns({}, words), self)
        self.held: RowsModel[HeldRow] = RowsModel(held_columns(words), self)
        self.history = Table(look, words("Had so far"), self.had, row=30, empty=words("Nothing."))
        self.out = Table(look, words("Still holds"), self.held, row=30, empty=words("Nothing."))
        self.give = Button(look, words("Give (Ctrl+Enter)"), "hand-helping", "primary")
        self.lend = Button(look, words("Lend (Alt+L)"), "undo-2")
        self.back = Button(look, words("Given back … (Alt+B)"), "inbox")
        self.receipt = Button(look, words("Receipt (Ctrl+P)"), "printer")
        self.close_button = Button(look, words("Close (Esc)"), part="ghost")
        self._lay_out(look)
        self._connect()
        self.fit(1180, 690)
        self.kit.setFocus()
        self._read()

    @classmethod
    def ask(
        cls,
        look: Look,
        workspace: Workspace[Camp, Views],
        household: HouseholdId,
        today: Callable[[], date],
        parent: QWidget | None = None,
    ) -> None:
        """Show a household's items until the dialog is closed."""
        cls(look, workspace, household, today, parent).wait()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let digits typed on an item be its number."""
        if watched is self.table and isinstance(event, QKeyEvent):
            digit = latin(event.text())
            if event.type() == QEvent.Type.KeyPress and len(digit) == 1 and digit in "0123456789":
                self._typed = (self._typed + digit)[-len(str(_MOST)) :]
                self.number.put(int(self._typed))
                return True
        return super().eventFilter(watched, event)

    def _lay_out(self, look: Look) -> None:
        words = self._words
        left, right = Card(), Card()
        what = row(
            look, (Field(look, words("What"), self.kit), 3),
            (Field(look, words("Store"), self.store), 2), gap=12,
        )  # fmt: skip
        ask = row(
            look, (Field(look, words("Give"), self.number), 1),
            (Field(look, words("Reason for more than is open"), self.reason), 3),
            (Field(look, words("Taken by, if not the head"), self.collector), 2),
            (Field(look, words("Back by, if lent"), self.due), 2), gap=10,
        )  # fmt: skip
        deeds = row(look, self.give, self.lend, None, self.receipt)
        whole = column(look, what, (self.table, 1), self.rule, ask, deeds, gap=8)
        left.setLayout(padded(look, whole, 12, 10))
        beside = column(
            look, Label(look, words("Had so far"), "subtitle"), (self.history, 3),
            Label(look, words("Still holds"), "subtitle"), (self.out, 2), self.back, gap=6,
        )  # fmt: skip
        right.setLayout(padded(look, beside, 12, 10))
        for table in (self.table, self.history, self.out):
            table.setMinimumHeight(look.px(_LEAST))
        self.give_way(self.rule)
        body = Page()
        body.setLayout(row(look, (left, 7), (right, 5), gap=12))
        foot = row(look, (self.about, 1), self.close_button)
        box = column(look, self.title, self.said, (body, 1), foot, gap=8)
        self.setLayout(padded(look, box, 16, 12))

    def _connect(self) -> None:
        self._workspace.changed.connect(self._changed)
        self.kit.currentIndexChanged.connect(self._show_lines)
        self.store.currentIndexChanged.connect(self._show_lines)
        self.table.installEventFilter(self)
        self.table.selectionModel().currentRowChanged.connect(self._chosen)
        self.table.activated.connect(self.number.setFocus)
        self.number.value_changed.connect(self._numbered)
        self.out.selectionModel().currentRowChanged.connect(self._allow)
        self.give.clicked.connect(self._give)
        on_ctrl_enter(self, self.give.click)
        for keys, button, slot in (
            ("Alt+L", self.lend, self._lend),
            ("Alt+B", self.back, self._ask_what_came),
            ("Ctrl+P", self.receipt, self._print),
        ):
            button.clicked.connect(slot)
            QShortcut(QKeySequence(keys), self).activated.connect(button.click)
        self.close_button.clicked.connect(self.close)

    # What is shown

    @Slot(object)
    def _changed(self, changes: Changes) -> None:
        if changes & {Topic.LISTS, Topic.STOCK, Topic.HOUSEHOLDS, Topic.SETTINGS}:
            self._read()

    def _read(self) -> None:
        ask = partial(Views.relief_page, id_=self._household, today=self._today())
        self._workspace.read(ask, self._show, self._refused)

    def _show(self, page: ReliefPage | None) -> None:
        if page is None:
            return
        self.page, words = page, self._words
        number = ltr(written(page.card))
        self.title.say(words("Household items, card {number}", number=number))
        self.about.say(people_said(page.people, words))
        self.store.offer([(each.id.hex(), store_name(each, words)) for each in page.stores])
        self.had.columns = had_columns(page.items, words)
        self.had.show(page.had)
        self.held.show(held_rows(page.held, page.items, self._today(), words))
        if self.held.rows:
            self.out.selectRow(0)
        self._show_lines()

    @Slot()
    def _show_lines(self) -> None:
        page = self.page
        if page is None or not self.store.value:
            return
        kit, store = self._kit, bytes.fromhex(self.store.value)
        self.lines.show(open_rows(page, kit, store, self._today(), self._words))
        if self.lines.rows:
            self.table.selectRow(0)
        self._chosen()

    @property
    def _kit(self) -> str:
        return "" if self.kit.value == "-" else self.kit.value

    @Slot()
    def _chosen(self) -> None:
        """Show the number of the item that is chosen; typing begins anew."""
        at = selected_row(self.table, self.lines)
        self._typed = ""
        self.rule.say("" if at is None else self._rule_said(self.lines.rows[at]))
        self.number.blockSignals(True)
        self.number.put(None if at is None else self.lines.rows[at].give)
        self.number.blockSignals(False)
        self._allow()

    def _rule_said(self, chosen: OpenRow) -> str:
        name = isolated(chosen.item.said(self._words))
        return self._words("{item}: {rule}", item=name, rule=chosen.rule)

    @Slot(object)
    def _numbered(self, value: int | None) -> None:
        at = selected_row(self.table, self.lines)
        if at is None or value is None:
            return
        rows = list(self.lines.rows)
        rows[at] = rows[at].giving(value)
        typed = self._typed
        self.table.selectionModel().blockSignals(True)
        self.lines.show(rows)
        self.table.selectRow(at)
        self.table.selectionModel().blockSignals(False)
        self._typed = typed
        self.table.viewport().update()
        self._allow()

    @Slot()
    def _allow(self) -> None:
        some = any(each.give for each in self.lines.rows)
        self.give.setEnabled(some)
        self.lend.setEnabled(some)
        self.receipt.setEnabled(self._last is not None)
        self.back.setEnabled(selected_row(self.out, self.held) is not None)

    # What is done

    @Slot()
    def _give(self) -> None:
        self._write(giving.give)

    @Slot()
    def _lend(self) -> None:
        if self.due.unreadable:
            self.said.say("danger", self._words("Type a day like 31/12/2027."))
            self.due.setFocus()
            return
        self._write(partial(giving.lend, due=self.due.value))

    def _write(self, action: Callable[..., Posted]) -> None:
        if self.page is None:
            return
        self.said.say("info", "")
        lines = tuple(Out(each.item.code, each.give) for each in self.lines.rows if each.give)
        store = StoreId(bytes.fromhex(self.store.value))
        what = Giving(
            self._household, Leaving(store, lines), self._kit, self.reason.words,
            self.collector.words,
        )  # fmt: skip
        self._workspace.do(partial(action, what=what), self._done, self._refused)

    def _done(self, posted: Posted) -> None:
        self._last = posted
        self.reason.clear()
        self.kit.choose("-")
        number = ltr(posted.number)
        said = self._words("Recorded as {number}.", number=number)
        self.said.say("ok", f"{said} {self._words('Ctrl+P prints the receipt to sign.')}")
        self._allow()

    @Slot()
    def _ask_what_came(self) -> None:
        at = selected_row(self.out, self.held)
        if at is None:
            return
        held = self.held.rows[at]
        self.form = BackForm(self._look, held, self)
        self.form.answered.connect(self._take_back)
        self.form.open()

    @Slot(object)
    def _take_back(self, came: object) -> None:
        at = selected_row(self.out, self.held)
        if at is None or not isinstance(came, CameBack) or not self.store.value:
            return
        what = lending.GivingBack(
            self.held.rows[at].held.loan, StoreId(bytes.fromhex(self.store.value)), (came.line,),
            came.damaged_as, came.lost_as,
        )  # fmt: skip
        self._workspace.do(partial(_taken_back, what), self._came_back, self._form_refused)

    def _came_back(self, posted: Posted) -> None:
        self._close_form()
        self._done(posted)

    def _close_form(self) -> None:
        form, self.form = self.form, None
        if form is not None:
            form.accept()
            form.deleteLater()

    @Slot()
    def _print(self) -> None:
        if self._last is not None:
            make = partial(_receipt, self._last.document, self._words)
            self._workspace.do(make, self._show_receipt, self._refused)

    def _show_receipt(self, pdf: bytes) -> None:
        show_paper(self._look, self._words("Receipt"), pdf, self)

    def _form_refused(self, error: CampDeskError) -> None:
        if self.form is not None:
            self.form.show_trouble(self._words.sentence(error))

    def _refused(self, error: CampDeskError) -> None:
        self.said.say("danger", with_codes(self._words.sentence(error)))

    def _read_day(self, text: str) -> date | None:
        moment = read_moment(text, self._today() + timedelta(days=_AHEAD))
        return None if moment is None else moment.date()


def _taken_back(what: lending.GivingBack, camp: Camp) -> Posted:
    return lending.take_loan_back(camp, what)


def _receipt(document: DocumentId, words: Words, camp: Camp) -> bytes:
    out, other = BytesIO(), second_language(words)
    document_paper.print_document(camp, document, out, words=words, other=other)
    return out.getvalue()
