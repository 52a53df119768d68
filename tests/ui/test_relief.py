"""Household items in the window: given by digits, lent, given back, opened by card."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from camp_desk.actions import camps, relief_rules
from camp_desk.domain.cards import written
from camp_desk.domain.ids import HouseholdId
from camp_desk.domain.relief import Got, Rule
from camp_desk.storage import relief
from camp_desk.storage.camp import Camp
from camp_desk.storage.views import Views
from camp_desk.ui.households import HouseholdDialog
from camp_desk.ui.look import Look
from camp_desk.ui.relief import dialog as dialog_module
from camp_desk.ui.relief import out
from camp_desk.ui.relief.dialog import ReliefDialog
from camp_desk.ui.relief.out import LentOutDialog
from camp_desk.ui.relief.rules import RulesDialog
from camp_desk.ui.workspace import Workspace
from tests.actions.test_giving import goods
from tests.ui.office import CTRL, ENTER, NOW, Office, clock, office

__all__ = ["office"]

NAMED_CARD = 1_000_002
ALT = Qt.KeyboardModifier.AltModifier
Space = Workspace[Camp, Views]


@pytest.fixture
def workspace(office: Office, qtbot: QtBot) -> Iterator[Space]:
    office.ask(partial(goods_of))
    space: Space = Workspace(
        partial(camps.open_unlocked, office.path, office.opened, clock),
        partial(camps.views_of, office.path, office.opened, clock),
    )
    space.crashed.connect(office.crashes.append)
    with qtbot.waitSignal(space.opened):
        space.begin()
    yield space
    space.end()
    assert office.crashes == []


def goods_of(camp: Camp) -> None:
    goods(camp, "CARPET", "BLANKET-HIGH", "PLASTIC-SHEET", "MATTRESS", "HEATER", n=20)


@pytest.fixture
def dialog(look: Look, qtbot: QtBot, office: Office, workspace: Space) -> ReliefDialog:
    """The items of a family of three."""
    dialog = ReliefDialog(look, workspace, office.household(NAMED_CARD).id, NOW.date)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: bool(dialog.lines.rows))
    return dialog


def had(office: Office, household: HouseholdId) -> list[Got]:
    found = office.ask(lambda camp: relief.got(camp.db, household))
    assert isinstance(found, list)
    return found


def choose(dialog: ReliefDialog, code: str) -> None:
    at = next(n for n, each in enumerate(dialog.lines.rows) if each.item.code == code)
    dialog.table.selectRow(at)


def test_a_kit_is_given_as_it_is_open_with_two_keys(
    dialog: ReliefDialog, office: Office, qtbot: QtBot
) -> None:
    dialog.kit.choose("IRQ-WIN-BASIC")
    assert {each.item.code: each.give for each in dialog.lines.rows} == {
        "CARPET": 1, "BLANKET-HIGH": 3, "PLASTIC-SHEET": 1, "MATTRESS": 3,
    }  # fmt: skip

    QTest.keyClick(dialog, ENTER, CTRL)
    qtbot.waitUntil(lambda: len(dialog.had.rows) == 4)

    assert "HHI-001-0001" in dialog.said.text
    assert len(had(office, dialog._household)) == 4
    dialog.kit.choose("IRQ-WIN-BASIC")
    assert not dialog.give.isEnabled()


def test_digits_on_an_item_are_its_number_and_more_needs_a_reason(
    dialog: ReliefDialog, office: Office, qtbot: QtBot
) -> None:
    choose(dialog, "MATTRESS")
    QTest.keyClicks(dialog.table, "12")
    assert dialog.lines.rows[dialog.table.currentIndex().row()].give == 12

    dialog.give.click()
    qtbot.waitUntil(lambda: "more than the" in dialog.said.text)
    assert had(office, dialog._household) == []

    dialog.reason.setText("Two families in one tent")
    dialog.give.click()
    qtbot.waitUntil(lambda: bool(dialog.had.rows))
    assert [each.quantity for each in had(office, dialog._household)] == [12]


def test_a_heater_is_lent_and_comes_back_and_the_receipt_is_printed(
    dialog: ReliefDialog, office: Office, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    papers: list[bytes] = []
    monkeypatch.setattr(dialog_module, "show_paper", lambda _l, _t, pdf, _p: papers.append(pdf))
    choose(dialog, "HEATER")
    QTest.keyClicks(dialog.table, "1")
    dialog.due.setText("1/9/2014")
    QTest.keyClick(dialog, Qt.Key.Key_L, ALT)
    qtbot.waitUntil(lambda: bool(dialog.held.rows))
    QTest.keyClick(dialog, Qt.Key.Key_P, CTRL)
    qtbot.waitUntil(lambda: bool(papers))

    QTest.keyClick(dialog, Qt.Key.Key_B, ALT)
    assert dialog.form
    dialog.form.good.put(0)
    dialog.form.lost.put(1)
    dialog.form.save.click()
    qtbot.waitUntil(lambda: not dialog.held.rows)

    assert papers[0].startswith(b"%PDF")
    assert [each.quantity for each in had(office, dialog._household)] == [1]


def test_the_household_page_warns_of_what_is_still_held_and_tells_it_in_the_history(
    dialog: ReliefDialog, look: Look, qtbot: QtBot, workspace: Space
) -> None:
    choose(dialog, "HEATER")
    QTest.keyClicks(dialog.table, "1")
    dialog.lend.click()
    qtbot.waitUntil(lambda: bool(dialog.held.rows))

    page = HouseholdDialog(look, workspace, dialog._household, NOW.date)
    qtbot.addWidget(page)
    page.show()

    qtbot.waitUntil(lambda: "HHL-001-0001" in page.holds.text)
    qtbot.waitUntil(lambda: any("Lent: 1" in each.said for each in page.events.rows))


def test_a_card_opens_the_items_of_its_household_and_what_is_overdue_is_found(
    dialog: ReliefDialog, look: Look, qtbot: QtBot, workspace: Space,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    opened: list[object] = []
    monkeypatch.setattr(ReliefDialog, "ask", lambda *given: opened.append(given[2]))
    choose(dialog, "HEATER")
    QTest.keyClicks(dialog.table, "1")
    dialog.due.setText("1/6/2014")
    dialog.lend.click()
    qtbot.waitUntil(lambda: "is before the day" in dialog.said.text)
    dialog.due.setText(f"{NOW:%d/%m/%Y}")
    dialog.lend.click()
    qtbot.waitUntil(lambda: bool(dialog.held.rows))

    listed = LentOutDialog(look, workspace, lambda: NOW.date() + timedelta(days=1))
    qtbot.addWidget(listed)
    listed.show()
    qtbot.waitUntil(lambda: len(listed.held.rows) == 1)
    shown: list[bytes] = []
    monkeypatch.setattr(out, "show_paper", lambda _look, _title, pdf, _parent: shown.append(pdf))
    QTest.keyClick(listed, Qt.Key.Key_P, CTRL)
    qtbot.waitUntil(lambda: bool(shown))
    assert shown[0].startswith(b"%PDF")
    listed.show_only.choose("late")
    assert [each.late for each in listed.held.rows] == [True]
    listed.search.setText("carpet")
    assert listed.held.rows == ()
    listed.card.setText(written(NAMED_CARD))
    QTest.keyClick(listed.card, ENTER)

    qtbot.waitUntil(lambda: opened == [dialog._household])


def test_a_supervisor_sets_after_how_many_days_an_item_is_given_again(
    look: Look, qtbot: QtBot, office: Office, workspace: Space
) -> None:
    dialog = RulesDialog(look, workspace)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.kit.choose("IRQ-WIN-SUPP")
    qtbot.waitUntil(lambda: len(dialog.rows.rows) == 4)
    dialog.days.put(365)

    QTest.keyClick(dialog, ENTER, CTRL)

    qtbot.waitUntil(lambda: dialog.rows.rows[0].often == "every 365 days")
    found = office.ask(lambda camp: relief_rules.rules(camp).of("CLOTHES-SET", "IRQ-WIN-SUPP"))
    assert isinstance(found, Rule)
    assert found.days == 365


def test_enter_on_an_item_goes_to_how_many_of_it_are_given(
    qtbot: QtBot, dialog: ReliefDialog
) -> None:
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.table.selectRow(0)
    dialog.table.setFocus()
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    assert dialog.number.hasFocus()
