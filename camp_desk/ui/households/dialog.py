"""A household's page: its people, its history, and what may happen to it, each by a key."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHeaderView, QSizePolicy, QWidget

from camp_desk.actions import household_events
from camp_desk.actions.arrivals import Registered
from camp_desk.actions.household_cards import Reissued
from camp_desk.domain.catalogue import Item
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.ids import HouseholdId
from camp_desk.domain.statuses import Status
from camp_desk.storage.camp import Camp
from camp_desk.storage.pages import HouseholdPage
from camp_desk.storage.relief import Held
from camp_desk.storage.tables import Changes, Topic
from camp_desk.storage.views import Views
from camp_desk.ui.dialogs import Dialog
from camp_desk.ui.households import doing
from camp_desk.ui.households.asking import form_of, names_of, words_of
from camp_desk.ui.households.doing import Doing
from camp_desk.ui.households.forms import Asked, CollectorForm, EventForm, Filled, Form, Named
from camp_desk.ui.households.telling import (
    HistoryRow,
    MemberRow,
    about,
    collected_by,
    history_columns,
    history_rows,
    member_columns,
    member_rows,
    title,
    tone_of,
)
from camp_desk.ui.look import Look
from camp_desk.ui.needs.dialog import NeedsDialog
from camp_desk.ui.paper import show_paper
from camp_desk.ui.relief.dialog import ReliefDialog
from camp_desk.ui.relief.telling import holds_said
from camp_desk.ui.widgets.banners import Banner
from camp_desk.ui.widgets.boxes import Card, Page, Scrolled, column, padded, row
from camp_desk.ui.widgets.buttons import Button
from camp_desk.ui.widgets.columns import RowsModel
from camp_desk.ui.widgets.labels import ElidedLabel, Label
from camp_desk.ui.widgets.tables import Table, selected_row
from camp_desk.ui.workspace import Workspace

_LEAST = 100
"""The height of a table of which one or two rows are seen, on a low screen."""
_FEWEST, _MOST = 4, 9
"""The share of the page that the members have, by how many they are; the history has 5."""


class HouseholdDialog(Dialog):
    """Shows one household, and records what happens to it."""

    def __init__(
        self,
        look: Look,
        workspace: Workspace[Camp, Views],
        household: HouseholdId,
        today: Callable[[], date],
        parent: QWidget | None = None,
    ) -> None:
        words = look.words
        super().__init__(look, words("Household"), parent)
        self._look_of, self._workspace, self._today = look, workspace, today
        self._household = household
        self.page: HouseholdPage | None = None
        self.form: EventForm | CollectorForm | None = None
        self.title, self.about = ElidedLabel(look, part="title"), ElidedLabel(look, part="hint")
        self.pill, self.collectors = Label(look), Label(look, part="small", wrapped=True)
        self.said, self.holds = Banner(look), Banner(look)
        self.people: RowsModel[MemberRow] = RowsModel(member_columns(words), self)
        self.table = Table(look, words("Members"), self.people, row=34)
        self.events: RowsModel[HistoryRow] = RowsModel(history_columns(words), self)
        self.history = Table(look, words("History"), self.events, row=62)
        self.history.setWordWrap(True)
        down = self.history.verticalHeader()
        down.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.buttons = {
            each: Button(look, f"{words_of(each, words)} (Alt+{at % 10})")
            for at, each in enumerate(Doing, start=1)
        }
        self.collect = Button(look, words("Collectors (Ctrl+K)"))
        self.needs = Button(look, words("Specific needs (F5)"))
        self.items = Button(look, words("Household items (F3)"), "package")
        self.slip = Button(look, words("Transfer slip (Ctrl+P)"), "printer")
        self.back = Button(look, words("Take it back (Ctrl+Z)"), "undo-2")
        self.complete = Button(look, words("Complete the record (F6)"), "pencil")
        self.completing = False
        """Whether the page was closed to go on in the form."""
        self.close_button = Button(look, words("Close"), part="ghost")
        for table in (self.table, self.history):
            table.setMinimumHeight(look.px(_LEAST))
        self._lay_out(look)
        self._connect()
        self.fit(1260, 700)
        self.table.setFocus()
        self._read()

    @classmethod
    def ask(
        cls,
        look: Look,
        workspace: Workspace[Camp, Views],
        household: HouseholdId,
        today: Callable[[], date],
        parent: QWidget | None = None,
    ) -> bool:
        """Show the page until it is closed; tell whether its record is to be completed."""
        dialog = cls(look, workspace, household, today, parent)
        dialog.wait()
        return dialog.completing

    def _lay_out(self, look: Look) -> None:
        words = self._words
        head = row(look, (self.title, 1), self.pill, gap=12)
        above, below = Card(), Card()
        above.setLayout(padded(look, column(look, (self.table, 1), self.collectors, gap=6), 12, 10))
        below.setLayout(padded(look, row(look, (self.history, 1)), 12, 10))
        deeds = QWidget()
        every = (*self.buttons.values(), self.collect, self.needs, self.slip, self.back)
        deeds.setLayout(column(look, Label(look, words("Record"), "subtitle"), *every, None, gap=2))
        side = Scrolled(deeds)
        side.setMinimumWidth(deeds.sizeHint().width() + look.px(18))
        side.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Ignored)
        body = Page()
        self._shown = column(look, (above, _FEWEST), (below, 5), gap=10)
        aside = column(look, (side, 1), self.items, self.complete, self.close_button, gap=6)
        body.setLayout(row(look, (self._shown, 1), aside, gap=14))
        box = column(look, head, self.about, self.holds, self.said, (body, 1), gap=8)
        self.setLayout(padded(look, box, 16, 12))

    def _connect(self) -> None:
        self._workspace.changed.connect(self._changed)
        for at, each in enumerate(Doing, start=1):
            button = self.buttons[each]
            button.setProperty("doing", each.value)
            button.clicked.connect(self._ask_what_happened)
            # a digit alone would be pressed by every card that is scanned
            QShortcut(QKeySequence(f"Alt+{at % 10}"), self).activated.connect(button.click)
        for keys, button, slot in (
            ("Ctrl+K", self.collect, self._ask_who_collects),
            ("F5", self.needs, self._ask_for_needs),
            ("F3", self.items, self._ask_for_items),
            ("Ctrl+P", self.slip, self._print_slip),
            ("Ctrl+Z", self.back, self._ask_why_taken_back),
            ("F6", self.complete, self._complete),
        ):
            button.clicked.connect(slot)
            QShortcut(QKeySequence(keys), self).activated.connect(button.click)
        self.close_button.clicked.connect(self.close)
        self.history.selectionModel().currentRowChanged.connect(self._allow)

    # What is shown

    @Slot(object)
    def _changed(self, changes: Changes) -> None:
        if changes & {Topic.HOUSEHOLDS, Topic.LISTS}:
            self._read()

    def _read(self) -> None:
        ask = partial(Views.household_page, id_=self._household)
        self._workspace.read(ask, self._show, self._show_trouble)
        held = partial(Views.holds, id_=self._household)
        self._workspace.read(held, self._show_held, self._show_trouble)

    def _show_held(self, held: tuple[Sequence[Held], Mapping[str, Item]]) -> None:
        said = holds_said(*held, self._words)
        self.holds.say("warn" if said else "info", said)

    def _show(self, page: HouseholdPage | None) -> None:
        if page is None:
            return
        self.page, words = page, self._words
        at = selected_row(self.table, self.people) or 0
        self.title.say(title(page, words))
        self.about.say(about(page, words))
        self.pill.say(words_of(page.status, words))
        self.pill.tone(tone_of(page.status))
        self.collectors.say(collected_by(page, words))
        self.people.show(member_rows(page, self._today(), words))
        self.events.show(history_rows(page, words))
        self._shown.setStretch(0, max(_FEWEST, min(_MOST, len(self.people.rows))))
        if self.people.rows:
            self.table.selectRow(min(at, len(self.people.rows) - 1))
        self.history.selectRow(0)
        self._allow()

    @Slot()
    def _allow(self) -> None:
        """Let only those buttons be pressed that fit what is there."""
        page, chosen = self.page, self._chosen_event()
        there = page is not None and page.status is Status.ACTIVE
        named = page is not None and not page.household.count_only
        for each in (Doing.BIRTH, Doing.NEWCOMER, Doing.MOVE, Doing.SPLIT, Doing.HEAD):
            self.buttons[each].setEnabled(there and named)
        self.buttons[Doing.DEATH].setEnabled(named)
        self.back.setEnabled(
            chosen is not None and chosen.event is not None and chosen.event.can_be_taken_back
        )
        gone = page is not None and any(
            each.status.value.startswith("DEPARTED") for each in page.people
        )
        self.slip.setEnabled(
            gone or (page is not None and page.status.value.startswith("DEPARTED"))
        )

    @Slot()
    def _complete(self) -> None:
        self.completing = True
        self.close()

    def _chosen_event(self) -> HistoryRow | None:
        at = selected_row(self.history, self.events)
        return None if at is None else self.events.rows[at]

    def _chosen_person(self) -> str:
        at = selected_row(self.table, self.people)
        return "" if at is None else self.people.rows[at].kept.id.hex()

    def _show_trouble(self, error: CampDeskError) -> None:
        self.said.say("danger", self._words.sentence(error))

    # What happened

    @Slot()
    def _ask_what_happened(self) -> None:
        what = Doing(self.sender().property("doing"))
        if self.page is None:
            return
        form = form_of(what, self.page, self._chosen_person(), self._words)
        self._open(EventForm(self._look_of, form, self._today(), self), partial(self._do, what))

    def _open(self, form: EventForm | CollectorForm, answered: Callable[[object], None]) -> None:
        self.said.say("info", "")
        self.form = form
        self._answered = answered
        form.answered.connect(self._take_answer)
        form.open()

    @Slot(object)
    def _take_answer(self, answer: object) -> None:
        self._answered(answer)

    def _do(self, what: Doing, filled: object) -> None:
        if not isinstance(filled, Filled):
            return
        self._workspace.do(
            partial(doing.do, what, self._household, filled),
            partial(self._done, what),
            self._refused,
        )

    def _done(self, what: Doing, result: object) -> None:
        self._close_form()
        self.said.say("ok", self._words("Recorded. It holds from the next list on."))
        if what is Doing.LEAVE:
            self._print_slip()
        elif isinstance(result, Reissued | Registered):
            make = partial(doing.card, result.number, self._words)
            self._workspace.do(make, self._show_card, self._show_trouble)

    def _refused(self, error: CampDeskError) -> None:
        if self.form is not None:
            self.form.show_trouble(self._words.sentence(error))

    def _close_form(self) -> None:
        form, self.form = self.form, None
        if form is not None:
            form.accept()
            form.deleteLater()
        self.table.setFocus()

    @Slot()
    def _ask_who_collects(self) -> None:
        if self.page is None:
            return
        grown_up = [
            each for each in self.page.people if each.active and each.grown_up(self._today())
        ]
        now = [
            Named(each.person.hex() if each.person else each.name, each.reason)
            for each in self.page.collectors
        ]
        form = CollectorForm(self._look_of, names_of(grown_up), now, self)
        self._open(form, self._collect)

    def _collect(self, named: object) -> None:
        if self.page is None or not isinstance(named, tuple):
            return
        self._workspace.do(
            partial(doing.collect, self._household, self.page.people, named),
            self._collected,
            self._refused,
        )

    def _collected(self, _result: object) -> None:
        self._close_form()
        self.said.say("ok", self._words("Recorded."))

    @Slot()
    def _ask_why_taken_back(self) -> None:
        chosen, words = self._chosen_event(), self._words
        if chosen is None or chosen.event is None:
            return
        form = Form(words("Take it back"), (Asked.REASON,), chosen.said.split("\n")[0])
        take_back = partial(self._take_back, chosen.event.id)
        self._open(EventForm(self._look_of, form, self._today(), self), take_back)

    def _take_back(self, event: bytes, filled: object) -> None:
        if isinstance(filled, Filled):
            self._workspace.do(
                partial(household_events.take_back, event=event, reason=filled.reason),
                self._collected,
                self._refused,
            )

    @Slot()
    def _ask_for_needs(self) -> None:
        ask = partial(Views.needs, id_=self._household)
        self._workspace.read(ask, self._show_needs, self._show_trouble)

    def _show_needs(self, _page: object) -> None:
        person = doing.person(self._chosen_person())
        NeedsDialog.ask(self._look_of, self._workspace, self._household, self._today, person, self)

    @Slot()
    def _ask_for_items(self) -> None:
        ReliefDialog.ask(self._look_of, self._workspace, self._household, self._today, self)

    # Paper

    @Slot()
    def _print_slip(self) -> None:
        make = partial(doing.slip, self._household, self._words)
        self._workspace.do(make, self._show_slip, self._show_trouble)

    def _show_slip(self, pdf: bytes) -> None:
        show_paper(self._look_of, self._words("Transfer slip"), pdf, self)

    def _show_card(self, pdf: bytes) -> None:
        show_paper(self._look_of, self._words("Household ration cards"), pdf, self)
