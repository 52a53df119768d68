"""The family's token on the form, and the bus above it: scanned or typed, used when saved."""

from __future__ import annotations

from datetime import datetime
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from camp_desk.actions import manifests, tokens
from camp_desk.domain.manifests import Way
from camp_desk.domain.tokens import Kind, State, code
from camp_desk.storage import manifests as stored_manifests
from camp_desk.storage import tokens as stored
from camp_desk.storage.camp import Camp
from camp_desk.ui.arrivals.tab import ArrivalsTab
from tests.ui.office import Clerk, Office, office, open_from_list

__all__ = ["office"]

FIRST = 100_000
NAMED_CARD = 1_000_002


@pytest.fixture
def tab(office: Office) -> ArrivalsTab:
    """An office with ten tokens, five wristbands, and a bus of three that has come."""

    def prepare(camp: Camp) -> None:
        tokens.make(camp, Kind.TOKEN, 10, "RED")
        tokens.make(camp, Kind.WRISTBAND, 5, "RED")
        bus = manifests.Bus(Way.ARRIVAL, "12345", at=datetime(2014, 6, 12, 9), total=3)
        manifests.open_manifest(camp, bus)

    office.ask(prepare)
    return office.open()


def state(office: Office, number: int) -> State:
    found = office.ask(lambda camp: stored.strip(camp.db, number).state)
    assert isinstance(found, State)
    return found


def saved(qtbot: QtBot, tab: ArrivalsTab) -> None:
    qtbot.waitUntil(tab.form.card.isVisible)


def test_a_token_that_is_typed_is_used_when_the_family_is_saved(
    qtbot: QtBot, office: Office, tab: ArrivalsTab
) -> None:
    clerk, token = Clerk(tab), tab.form.head.token
    tab.form.head.own.setFocus()
    clerk.press(Qt.Key.Key_F11).type("1000015")
    assert token.line.hasFocus()
    qtbot.waitUntil(lambda: "Not issued" in token.said.text())
    clerk.press(Qt.Key.Key_Return)
    assert tab.form.head.own.hasFocus()
    clerk.name("سعد").press(Qt.Key.Key_F11, Qt.Key.Key_Return)
    assert tab.form.head.sector.hasFocus()
    clerk.save()
    saved(qtbot, tab)

    assert state(office, FIRST + 1) is State.USED
    assert token.line.text() == ""


def test_families_saved_while_a_bus_is_open_are_counted_above_the_form(
    qtbot: QtBot, office: Office, tab: ArrivalsTab
) -> None:
    qtbot.waitUntil(lambda: "0 of 3" in tab.bus.said.text())
    tab.form.head.own.setFocus()
    Clerk(tab).name("سعد").save()
    saved(qtbot, tab)

    qtbot.waitUntil(lambda: "1 of 3" in tab.bus.said.text())
    found = office.ask(lambda camp: stored_manifests.current(camp.db))
    assert isinstance(found, stored_manifests.Manifest)
    assert found.people == 1


def test_a_wrong_digit_is_said_at_once_and_the_family_is_not_saved(tab: ArrivalsTab) -> None:
    tab.form.head.token.put(())
    tab.form.head.token.line.setText("1000016")
    tab.form.head.own.setFocus()
    Clerk(tab).name("سعد").save()

    assert "seven digits" in tab.form.head.token.said.text()
    assert tab.form.head.token.line.hasFocus()
    assert not tab.form.card.isVisible()


def test_a_token_that_was_used_says_by_whom_while_it_is_typed_and_refuses_the_family(
    qtbot: QtBot, office: Office, tab: ArrivalsTab
) -> None:
    use(office, FIRST + 2)
    token = tab.form.head.token
    tab.form.head.own.setFocus()
    Clerk(tab).name("سعد")
    token.put((FIRST + 2,))
    qtbot.waitUntil(lambda: "كريم" in token.said.text())
    Clerk(tab).save()

    qtbot.waitUntil(lambda: "was used" in tab.form.status.text())
    assert tab.form.head.own.words == "سعد"


def use(office: Office, number: int) -> None:
    """Let the named family have used a strip."""

    def give(camp: Camp) -> None:
        from camp_desk.storage.households import by_number

        household = by_number(camp.db, NAMED_CARD)
        assert household is not None
        tokens.give(camp, household, (number,))

    office.ask(give)


def test_scanning_a_used_token_opens_its_household_with_the_token(
    qtbot: QtBot, office: Office, tab: ArrivalsTab
) -> None:
    use(office, FIRST + 2)

    tab.scanned(code(FIRST + 2))

    qtbot.waitUntil(lambda: tab.form.editing is not None)
    qtbot.waitUntil(lambda: tab.form.head.token.line.text() == "100 002-8")
    assert "002-0" in tab.form.title.text()


def _shows(line: QLineEdit, part: str) -> bool:
    return part in line.text()


def test_a_scanned_token_takes_the_place_of_another_and_wristbands_gather(
    qtbot: QtBot, tab: ArrivalsTab
) -> None:
    line = tab.form.head.token.line
    for number in (FIRST, FIRST + 10, FIRST + 1, FIRST + 11):
        tab.scanned(code(number))
        qtbot.waitUntil(partial(_shows, line, code(number)[3:6]))

    assert line.text() == "100 010-6 100 001-5 100 011-1"


def test_opening_and_saving_a_household_leaves_its_token_unless_another_is_typed(
    qtbot: QtBot, office: Office, tab: ArrivalsTab
) -> None:
    use(office, FIRST + 3)
    open_from_list(tab, qtbot, "كريم")
    Clerk(tab).save()
    saved(qtbot, tab)
    assert state(office, FIRST + 3) is State.USED

    open_from_list(tab, qtbot, "كريم")
    qtbot.waitUntil(lambda: tab.form.head.token.line.text() != "")
    tab.form.head.token.put((FIRST + 4,))
    Clerk(tab).save()
    saved(qtbot, tab)

    assert state(office, FIRST + 3) is State.FREE
    assert state(office, FIRST + 4) is State.USED


def test_a_token_typed_in_the_search_finds_the_household(
    qtbot: QtBot, office: Office, tab: ArrivalsTab
) -> None:
    use(office, FIRST + 3)

    tab.people.search.setText("100 003-1")

    qtbot.waitUntil(lambda: tab.people.model.rowCount() == 3)


def test_enter_on_a_used_token_opens_its_household_and_what_was_typed_waits(
    qtbot: QtBot, office: Office, tab: ArrivalsTab
) -> None:
    use(office, FIRST + 3)
    clerk = Clerk(tab)
    tab.form.head.own.setFocus()
    clerk.name("سعد").press(Qt.Key.Key_F11).type("1000031").press(Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: tab.form.editing is not None)
    assert "002-0" in tab.form.title.text()
    tab.form.clear()

    assert (tab.form.head.own.words, tab.form.head.token.line.text()) == ("سعد", "")


def test_the_token_has_a_line_of_its_own_once_the_camp_has_strips(
    qtbot: QtBot, office: Office
) -> None:
    tab = office.open()
    line = tab.form.head.token.line
    assert line.isHidden()

    tab._workspace.do(partial(tokens.make, kind=Kind.TOKEN, count=5, colour="RED"))

    qtbot.waitUntil(lambda: not line.isHidden())
