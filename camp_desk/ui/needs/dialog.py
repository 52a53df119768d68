"""The needs of a household: whose, which, and who set and removed them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from camp_desk.actions import needs as acts
from camp_desk.actions.needs import meaning, offers
from camp_desk.domain.cards import written
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.ids import HouseholdId, PersonId
from camp_desk.domain.needs import MARK
from camp_desk.domain.words import Words
from camp_desk.spreadsheets.catalogues import shipped_needs
from camp_desk.storage.camp import Camp
from camp_desk.storage.members import Kept
from camp_desk.storage.needs import NeedKept, NeedsPage
from camp_desk.storage.tables import Changes, Topic
from camp_desk.storage.views import Views
from camp_desk.ui.dialogs import Dialog
from camp_desk.ui.direction import isolated, ltr
from camp_desk.ui.look import Look
from camp_desk.ui.needs.picker import NeedPicker, Recorded
from camp_desk.ui.widgets.banners import Banner
from camp_desk.ui.widgets.boxes import Card, Page, column, padded, row
from camp_desk.ui.widgets.buttons import Button
from camp_desk.ui.widgets.columns import Column, RowsModel
from camp_desk.ui.widgets.labels import Label
from camp_desk.ui.widgets.tables import Table, selected_row
from camp_desk.ui.workspace import Workspace


@dataclass(frozen=True, slots=True)
class _Member:
    """One member, as texts."""

    id: PersonId
    name: str
    age: str


@dataclass(frozen=True, slots=True)
class _Written:
    """What was once written of somebody's needs, as texts."""

    day: str
    said: str


class NeedsDialog(Dialog):
    """Shows the members of one household, and sets and removes the needs of the one chosen."""

    def __init__(
        self,
        look: Look,
        workspace: Workspace[Camp, Views],
        household: HouseholdId,
        today: Callable[[], date],
        person: PersonId | None = None,
        parent: QWidget | None = None,
    ) -> None:
        words = look.words
        super().__init__(look, words("Specific needs"), parent)
        self._workspace, self._today = workspace, today
        self._household, self._wanted = household, person
        self.page: NeedsPage | None = None
        self.title = Label(look, part="title")
        self.said = Banner(look)
        self.members: RowsModel[_Member] = RowsModel(_member_columns(words), self)
        self.people = Table(look, words("Members"), self.members, row=34)
        self.written: RowsModel[_Written] = RowsModel(_history_columns(words), self)
        self.history = Table(look, words("History"), self.written, row=54)
        self.history.setWordWrap(True)
        down = self.history.verticalHeader()
        down.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.picker = NeedPicker(look)
        self.close_button = Button(look, words("Close (Esc)"), part="ghost")
        self._lay_out(look)
        self._connect()
        self.fit(1040, 640)
        self.picker.search.setFocus()
        self._read()

    @classmethod
    def ask(
        cls,
        look: Look,
        workspace: Workspace[Camp, Views],
        household: HouseholdId,
        today: Callable[[], date],
        person: PersonId | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Show the needs of a household, those of one member first, until it is closed."""
        cls(look, workspace, household, today, person, parent).wait()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let letters typed on the members find a need."""
        if (
            watched is self.people
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.text().isprintable()
            and event.text().strip()
        ):
            self.picker.type(event.text())
            return True
        return super().eventFilter(watched, event)

    def _lay_out(self, look: Look) -> None:
        words = self._words
        hint = words(
            "Write down only what changes how somebody is served. What is not in the list is not"
            " kept here: tell a protection officer."
        )
        left, right = Card(), Card()
        whole = column(
            look, (self.people, 3), Label(look, words("History"), "subtitle"), (self.history, 4),
            gap=6,
        )  # fmt: skip
        left.setLayout(padded(look, whole, 12, 10))
        right.setLayout(padded(look, row(look, (self.picker, 1)), 12, 10))
        body = Page()
        body.setLayout(row(look, (left, 4), (right, 5), gap=12))
        foot = row(look, (Label(look, hint, "small", wrapped=True), 1), self.close_button)
        box = column(look, self.title, self.said, (body, 1), foot, gap=8)
        self.setLayout(padded(look, box, 16, 12))

    def _connect(self) -> None:
        self._workspace.changed.connect(self._changed)
        self.people.installEventFilter(self)
        self.people.selectionModel().currentRowChanged.connect(self._show_member)
        self.people.activated.connect(self.picker.search.setFocus)
        self.picker.chosen.connect(self._set)
        self.picker.removed.connect(self._remove)
        self.close_button.clicked.connect(self.close)

    @Slot(object)
    def _changed(self, changes: Changes) -> None:
        if changes & {Topic.HOUSEHOLDS, Topic.SETTINGS}:
            self._read()

    def _read(self) -> None:
        ask = partial(Views.needs, id_=self._household)
        self._workspace.read(ask, self._show, self._refused)

    def _show(self, page: NeedsPage | None) -> None:
        if page is None:
            return
        self.page = page
        chosen = self._person or self._wanted
        self.title.say(self._words("Specific needs, card {number}", number=ltr(written(page.card))))
        self.members.show([_member(each, page, self._today(), self._words) for each in page.people])
        at = next((n for n, each in enumerate(self.members.rows) if each.id == chosen), 0)
        if self.members.rows:
            self.people.selectRow(at)
        self._show_member()

    @property
    def _person(self) -> PersonId | None:
        at = selected_row(self.people, self.members)
        return None if at is None else self.members.rows[at].id

    @Slot()
    def _show_member(self) -> None:
        page, person, words = self.page, self._person, self._words
        if page is None or person is None:
            return
        has = [
            Recorded(code, _need(code, words), each.pending, each.day)
            for code, each in page.of(person).items()
        ]
        why = {
            each.suggested.code: each.suggested.said(words)
            for each in offers(page, self._today())
            if each.person == person
        }
        self.picker.show_needs(shipped_needs().asked(page.switched_on), why, has)
        told = [_written(each, words) for each in page.history if each.person == person]
        self.written.show(told)

    @Slot(str, bool)
    def _set(self, code: str, pending: bool) -> None:
        if self._person is not None:
            self._do(
                partial(acts.set_need, person=self._person, untrusted_code=code, pending=pending)
            )

    @Slot(str)
    def _remove(self, code: str) -> None:
        if self._person is not None:
            self._do(partial(acts.remove_need, person=self._person, untrusted_code=code))

    def _do(self, action: Callable[[Camp], Changes]) -> None:
        self.said.say("info", "")
        self._workspace.do(action, None, self._refused)

    def _refused(self, error: CampDeskError) -> None:
        self.said.say("danger", self._words.sentence(error))


def _need(code: str, words: Words) -> str:
    found = shipped_needs().of(code)
    return found.said(words) if found else code


def _member(each: Kept, page: NeedsPage, on: date, words: Words) -> _Member:
    name = isolated(each.member.name or words("No name"))
    age = "" if each.member.birth is None else str(each.member.birth.age_on(on))
    return _Member(each.id, f"{MARK} {name}" if page.of(each.id) else name, age)


def _written(each: NeedKept, words: Words) -> _Written:
    need, officer = meaning(each.code, words), isolated(each.officer or "–")
    at, desk = ltr(each.at.replace("T", " ")[:16]), f"{each.desk:03d}"
    if each.taken_back:
        said = words("{need}: removed by {officer}, desk {desk}, {at}", need=need, officer=officer,
                     desk=desk, at=at)  # fmt: skip
    elif each.pending:
        said = words("{need}: left to be reviewed by {officer}, desk {desk}, {at}", need=need,
                     officer=officer, desk=desk, at=at)  # fmt: skip
    else:
        said = words("{need}: set by {officer}, desk {desk}, {at}", need=need, officer=officer,
                     desk=desk, at=at)  # fmt: skip
    return _Written(each.day, said)


def _member_columns(words: Words) -> tuple[Column[_Member], ...]:
    return (
        Column(words("Name"), lambda each: each.name, 0),
        Column(words("Age"), lambda each: each.age, 48, trailing=True, drop=1),
    )


def _history_columns(words: Words) -> tuple[Column[_Written], ...]:
    return (
        Column(words("Day"), lambda each: ltr(each.day), 96, drop=1),
        Column(words("What happened"), lambda each: each.said, 0),
    )
