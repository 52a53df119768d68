"""A household's page: what happened is read there, and recorded from the keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from camp_desk.actions import camps
from camp_desk.domain.ids import HouseholdId
from camp_desk.domain.statuses import Status
from camp_desk.printing import preview
from camp_desk.storage.camp import Camp
from camp_desk.storage.views import Views
from camp_desk.ui.findings import FindingsDialog
from camp_desk.ui.households import HouseholdDialog
from camp_desk.ui.households import dialog as dialog_module
from camp_desk.ui.households.doing import Doing
from camp_desk.ui.households.forms import Asked, CollectorForm, EventForm
from camp_desk.ui.look import Look
from camp_desk.ui.workspace import Workspace
from tests.ui.office import CTRL, NOW, Office, clock, names, office

__all__ = ["office"]

NAMED_CARD = 1_000_002
ENTER = Qt.Key.Key_Return


@pytest.fixture
def workspace(office: Office, qtbot: QtBot) -> Iterator[Workspace[Camp, Views]]:
    space: Workspace[Camp, Views] = Workspace(
        partial(camps.open_unlocked, office.path, office.opened, clock),
        partial(camps.views_of, office.path, office.opened, clock),
    )
    space.crashed.connect(office.crashes.append)
    with qtbot.waitSignal(space.opened):
        space.begin()
    yield space
    space.end()


@pytest.fixture
def papers(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, bytes]]:
    """What was shown to be printed."""
    shown: list[tuple[str, bytes]] = []

    def show(_look: Look, title: str, pdf: bytes, _parent: object = None) -> bool:
        shown.append((title, pdf))
        return True

    monkeypatch.setattr(dialog_module, "show_paper", show)
    return shown


@pytest.fixture
def page(
    look: Look, qtbot: QtBot, office: Office, workspace: Workspace[Camp, Views],
    papers: list[tuple[str, bytes]],
) -> HouseholdDialog:  # fmt: skip
    """The page of a man, his wife and their daughter."""
    household = office.household(NAMED_CARD).id
    dialog = HouseholdDialog(look, workspace, household, NOW.date)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(lambda: dialog.isActiveWindow() and bool(dialog.people.rows))
    dialog.table.setFocus()
    assert papers == []
    return dialog


def press(dialog: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    QTest.keyClick(
        QApplication.focusWidget() or dialog, key, modifier or Qt.KeyboardModifier.NoModifier
    )


def form(page: HouseholdDialog, qtbot: QtBot, key: Qt.Key) -> EventForm:
    press(page, key, Qt.KeyboardModifier.AltModifier)
    asked = page.form
    assert isinstance(asked, EventForm)
    qtbot.waitUntil(asked.isActiveWindow)
    return asked


def record(page: HouseholdDialog, qtbot: QtBot) -> None:
    press(page, ENTER, CTRL)
    qtbot.waitUntil(lambda: page.form is None)
    page.activateWindow()  # a real screen does that by itself
    qtbot.waitUntil(page.isActiveWindow)


def told(page: HouseholdDialog) -> list[str]:
    return [row.said.split("\n")[0] for row in page.events.rows]


def statuses(page: HouseholdDialog) -> list[str]:
    return [row.kept.status.value for row in page.people.rows]


def begins(page: HouseholdDialog, text: str) -> Callable[[], bool]:
    return lambda: any(text in line for line in told(page))


def test_f3_asks_for_the_page_of_whoever_is_chosen(office: Office, qtbot: QtBot) -> None:
    tab = office.open()
    wanted: list[HouseholdId] = []
    tab.page_wanted.connect(wanted.append)
    QTest.keyClick(tab, Qt.Key.Key_F3)
    assert office.said == ["Choose somebody in the list first."]

    qtbot.waitUntil(lambda: bool(names(tab)))
    tab.people.table.selectRow(0)
    QTest.keyClick(tab, Qt.Key.Key_F3)

    assert wanted == [office.household(NAMED_CARD).id]


def test_the_page_says_who_is_there_and_who_registered_them(page: HouseholdDialog) -> None:
    assert [row.relationship for row in page.people.rows] == ["Head", "Wife", "Daughter"]
    (row,) = page.events.rows
    assert row.said.split("\n")[0] == "Registered."
    assert "Amina" in row.said
    assert "desk 001" in row.said


def test_a_card_that_is_scanned_over_the_page_opens_no_form(page: HouseholdDialog) -> None:
    QTest.keyClicks(page.table, "0010000012")

    assert page.form is None


def test_a_birth_is_recorded_from_the_keyboard_alone(page: HouseholdDialog, qtbot: QtBot) -> None:
    asked = form(page, qtbot, Qt.Key.Key_1)
    QTest.keyClicks(asked.name, "Nur")
    record(page, qtbot)

    qtbot.waitUntil(begins(page, "was born"))
    assert page.people.rows[3].name == "Nur كريم حسن الجبوري"
    assert page.people.rows[3].age == "0"
    assert "4 people" in page.about.accessibleName()


def test_who_leaves_takes_a_slip_along_and_can_be_taken_back(
    page: HouseholdDialog, qtbot: QtBot, papers: list[tuple[str, bytes]]
) -> None:
    page.table.selectRow(2)
    asked = form(page, qtbot, Qt.Key.Key_4)
    assert asked.who.value == page.people.rows[2].kept.id.hex()
    press(page, ENTER, CTRL)
    qtbot.waitUntil(lambda: "destination is missing" in asked.said.text)
    QTest.keyClicks(asked.destination, "Erbil")
    record(page, qtbot)
    qtbot.waitUntil(lambda: bool(papers))
    assert papers[0][0] == "Transfer slip"
    assert preview.page_count(papers[0][1]) == 1
    qtbot.waitUntil(begins(page, "left for"))
    assert statuses(page)[2] == "DEPARTED_ONWARD"

    press(page, Qt.Key.Key_Z, CTRL)
    again = page.form
    assert isinstance(again, EventForm)
    qtbot.waitUntil(again.isActiveWindow)
    QTest.keyClicks(again.reason, "wrong girl")
    record(page, qtbot)

    qtbot.waitUntil(begins(page, "Taken back"))
    assert statuses(page)[2] == "ACTIVE"


def test_from_the_head_the_whole_household_leaves_and_comes_back(
    page: HouseholdDialog, qtbot: QtBot, office: Office
) -> None:
    asked = form(page, qtbot, Qt.Key.Key_4)
    QTest.keyClicks(asked.destination, "Erbil")
    record(page, qtbot)
    qtbot.waitUntil(begins(page, "The whole household left for"))
    assert {row.status for row in page.people.rows} == {"Left for another place"}
    assert not page.buttons[Doing.BIRTH].isEnabled()

    asked = form(page, qtbot, Qt.Key.Key_5)
    QTest.keyClicks(asked.reason, "no room there")
    record(page, qtbot)

    qtbot.waitUntil(begins(page, "present again"))
    assert office.household(NAMED_CARD).status == Status.ACTIVE


def test_what_cannot_be_done_is_said_on_the_form(page: HouseholdDialog, qtbot: QtBot) -> None:
    asked = form(page, qtbot, Qt.Key.Key_8)
    for chip in asked.some:
        chip.setChecked(True)
    QTest.keyClicks(asked.reason, "own tent")
    press(page, ENTER, CTRL)

    qtbot.waitUntil(lambda: "Nobody would be left" in asked.said.text)
    asked.reject()
    assert len(page.people.rows) == 3


def test_a_split_gives_those_who_go_a_card_of_their_own(
    page: HouseholdDialog, qtbot: QtBot, papers: list[tuple[str, bytes]], office: Office
) -> None:
    page.table.selectRow(1)
    asked = form(page, qtbot, Qt.Key.Key_8)
    QTest.keyClicks(asked.reason, "own tent")
    record(page, qtbot)

    qtbot.waitUntil(lambda: bool(papers))
    qtbot.waitUntil(begins(page, "went into a new household, card"))
    assert office.household(NAMED_CARD + 1).registration.size == 1
    assert office.household(NAMED_CARD).registration.size == 2


def test_a_new_card_is_shown_to_be_printed(
    page: HouseholdDialog, qtbot: QtBot, papers: list[tuple[str, bytes]]
) -> None:
    asked = form(page, qtbot, Qt.Key.Key_0)
    QTest.keyClicks(asked.reason, "lost")
    record(page, qtbot)

    qtbot.waitUntil(lambda: bool(papers))
    qtbot.waitUntil(begins(page, "Issue 2 of the card"))
    assert "card issue 2" in page.about.accessibleName()


def test_collectors_are_named_and_an_outsider_needs_a_reason(
    page: HouseholdDialog, qtbot: QtBot
) -> None:
    press(page, Qt.Key.Key_K, CTRL)
    asked = page.form
    assert isinstance(asked, CollectorForm)
    asked.names[0].choose(page.people.rows[1].kept.id.hex())
    asked.names[1].choose("Saad Jasim")
    asked.save.click()
    qtbot.waitUntil(lambda: "reason is missing" in asked.said.text)
    asked.reasons[1].setText("neighbour")
    asked.save.click()

    qtbot.waitUntil(lambda: "Saad Jasim" in page.collectors.text())
    assert "neighbour" in page.collectors.text()


@pytest.mark.parametrize("what", list(Doing))
def test_every_form_asks_only_what_it_shows(
    page: HouseholdDialog, qtbot: QtBot, what: Doing
) -> None:
    page.buttons[what].setEnabled(True)
    page.buttons[what].click()
    asked = page.form
    assert isinstance(asked, EventForm)
    qtbot.waitUntil(asked.isVisible)

    shown = {each: getattr(asked, each.value) for each in Asked if each is not Asked.SOME}
    assert {each for each, widget in shown.items() if widget.isVisible()} == (
        set(asked._form.asks) - {Asked.SOME}
    )
    assert asked.said.text or asked._form.asks
    asked.reject()


def test_who_recorded_a_death_alone_in_the_camp_is_told_to_wait_a_day(
    look: Look, qtbot: QtBot, page: HouseholdDialog, workspace: Workspace[Camp, Views]
) -> None:
    page.table.selectRow(1)
    form(page, qtbot, Qt.Key.Key_3)
    record(page, qtbot)
    findings = FindingsDialog(look, workspace)
    qtbot.addWidget(findings)
    findings.show()
    qtbot.waitUntil(findings.happened.confirm.isVisible)
    assert "died" in findings.what.text()

    findings.happened.confirm.click()

    qtbot.waitUntil(lambda: "You did this yourself today" in findings.said.text)


def test_f6_closes_the_page_to_complete_the_record_in_the_form(page: HouseholdDialog) -> None:
    assert not page.completing
    QTest.keyClick(page, Qt.Key.Key_F6)
    assert page.completing
    assert not page.isVisible()
