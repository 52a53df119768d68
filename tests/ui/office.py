"""A small real camp for the arrivals tab, and somebody who types into it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from camp_desk.actions import arrivals, camps
from camp_desk.domain.registration import (
    Birth,
    Counts,
    Member,
    Origin,
    Place,
    Registration,
    Sex,
)
from camp_desk.storage import households
from camp_desk.storage.camp import Camp
from camp_desk.storage.passphrase import Cost
from camp_desk.storage.slots import Opened
from camp_desk.storage.views import Views
from camp_desk.ui.arrivals.tab import ArrivalsTab
from camp_desk.ui.look import Look
from camp_desk.ui.workspace import Workspace

NOW = datetime(2014, 6, 12, 9, 30)
ENTER, CTRL = Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
ORIGIN = Origin("Ninewa", "Mosul", "Hay al-Zuhur")


def clock() -> float:
    return NOW.timestamp()


def member(name: str, sex: Sex, age: int, relationship: str = "") -> Member:
    own, father, grandfather, laqab = [*name.split(), "", "", ""][:4]
    return Member(
        own, father, grandfather, laqab, sex, Birth.from_age(age, NOW.date()), relationship
    )


NAMED = Registration(
    (
        member("كريم حسن عبدالله الجبوري", Sex.MALE, 38),
        member("امينة سالم محمود", Sex.FEMALE, 31, "WIF"),
        member("سارة كريم حسن الجبوري", Sex.FEMALE, 9, "DAU"),
    ),
    origin=ORIGIN,
    place=Place("A", "3", "7"),
    checkpoint="Khazir",
    arrived=datetime(2014, 6, 11, 20, 15),
    phone="07501234567",
)
COUNTED = Registration(
    (member("وليد ماجد عماد", Sex.MALE, 40),),
    counts=Counts((0, 1, 0, 1, 0), (1, 0, 0, 1, 0)),
    origin=ORIGIN,
    place=Place("B", "1", "2"),
    checkpoint="Kalak",
    arrived=datetime(2014, 6, 10, 8, 0),
    list_name="kalak",
    list_number="17",
)


class Office:
    """A camp file, who opened it, and the tabs that look at it."""

    def __init__(self, path: Path, opened: Opened, look: Look, qtbot: QtBot) -> None:
        self.path, self.opened, self._look, self._qtbot = path, opened, look, qtbot
        self._workspaces: list[Workspace[Camp, Views]] = []
        self.said: list[str] = []
        self.cards: list[object] = []
        self.crashes: list[object] = []

    def open(self) -> ArrivalsTab:
        """Open the camp in a tab, as a new start of the program does."""
        workspace: Workspace[Camp, Views] = Workspace(
            partial(camps.open_unlocked, self.path, self.opened, clock),
            partial(camps.views_of, self.path, self.opened, clock),
        )
        self._workspaces.append(workspace)
        with self._qtbot.waitSignal(workspace.opened):
            workspace.begin()
        tab = self.tab(workspace)
        self._qtbot.waitUntil(lambda: "household" in tab.people.count.text())
        self._qtbot.waitUntil(lambda: tab.form.journey.governorate.count() > 0)
        return tab

    def tab(self, workspace: Workspace[Camp, Views]) -> ArrivalsTab:
        """Show one more tab on a camp that is open."""
        tab = ArrivalsTab(self._look, workspace, lambda: NOW)
        workspace.crashed.connect(self.crashes.append)
        tab.said.connect(self.said.append)
        tab.cards_wanted.connect(self.cards.append)
        self._qtbot.addWidget(tab)
        tab.resize(1366, 712)
        tab.show()
        tab.activateWindow()
        self._qtbot.waitUntil(tab.isActiveWindow)
        return tab

    def ask(self, question: Callable[[Camp], object]) -> object:
        """Ask the file itself, beside what the program has open."""
        camp = camps.open_unlocked(self.path, self.opened, clock)
        try:
            return question(camp)
        finally:
            camp.db.conn.close()

    def household(self, number: int) -> households.Household:
        """Return the household of a card, as the file has it."""

        def read(camp: Camp) -> object:
            found = households.by_number(camp.db, number)
            return found and households.household(camp.db, found)

        found = self.ask(read)
        assert isinstance(found, households.Household)
        return found

    def end(self) -> None:
        """Close all that is open."""
        for workspace in self._workspaces:
            workspace.end()
        assert not self.crashes


@pytest.fixture
def office(tmp_path: Path, look: Look, qtbot: QtBot) -> Iterator[Office]:
    """A camp with one family that is named and one that is only counted."""
    made = camps.make_camp(
        tmp_path / "a.camp", name="Khazir", officer="Amina", passphrase="x", clock=clock,
        cost=Cost(8192, 1, 1), reserve_bytes=0,
    )  # fmt: skip
    arrivals.register(made.camp, COUNTED)
    arrivals.register(made.camp, NAMED)
    opened = Opened(made.camp.officer.id, made.camp.secret)
    made.camp.close()
    office = Office(made.camp.path, opened, look, qtbot)
    yield office
    office.end()
    if (widget := QApplication.focusWidget()) is not None:
        widget.clearFocus()


class Clerk:
    """Types where the cursor is, and counts the keys that are not letters of a name."""

    def __init__(self, tab: ArrivalsTab) -> None:
        self._tab, self.keys = tab, 0

    def name(self, text: str) -> Clerk:
        """Type letters that do not count."""
        for letter in text:
            # keyClicks aborts on letters outside Latin-1
            press = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(self._focus(), press)
        return self

    def type(self, text: str) -> Clerk:
        """Type what counts."""
        self.keys += len(text)
        return self.name(text)

    def press(
        self, *keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> Clerk:
        """Press keys that count."""
        for key in keys:
            self.keys += 1
            QTest.keyClick(self._focus(), key, modifier)
        return self

    def save(self) -> Clerk:
        """Press Ctrl+Enter."""
        return self.press(ENTER, modifier=CTRL)

    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or self._tab


def names(tab: ArrivalsTab) -> list[str]:
    """Return the names that the list shows, from the top."""
    model = tab.people.model
    found = (model.row(model.index(at, 0)) for at in range(model.rowCount()))
    return [each.name for each in found if each is not None]


def shows(tab: ArrivalsTab, *parts: str) -> Callable[[], bool]:
    """Return a question: does the list show exactly these, each by a part of its name?"""

    def shown() -> bool:
        found = names(tab)
        return len(found) == len(parts) and all(
            part in name for part, name in zip(parts, found, strict=True)
        )

    return shown


def open_from_list(tab: ArrivalsTab, qtbot: QtBot, part: str) -> None:
    at = next(n for n, name in enumerate(names(tab)) if part in name)
    tab.people.table.selectRow(at)
    tab.people.table.setFocus()
    QTest.keyClick(tab.people.table, ENTER)
    qtbot.waitUntil(lambda: tab.form.editing is not None)
