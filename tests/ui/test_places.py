"""The plan of the camp and the help beside the place fields, on a real camp."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from camp_desk.actions import camps, places
from camp_desk.domain.registration import Member, Place, Registration
from camp_desk.domain.shelters import Shelter, State, by_block
from camp_desk.domain.words import Words
from camp_desk.storage.camp import Camp
from camp_desk.storage.views import Views
from camp_desk.ui.arrivals.tab import ArrivalsTab
from camp_desk.ui.look import Look
from camp_desk.ui.places import drawing
from camp_desk.ui.places.add import AddDialog, Wanted
from camp_desk.ui.places.dialog import PlanDialog
from camp_desk.ui.places.drawing import Manner, laid_out, shapes
from camp_desk.ui.places.telling import sign
from camp_desk.ui.workspace import Workspace
from tests.ui.opened_camp import PASSPHRASE, make, now, opened, tick

Space = Workspace[Camp, Views]
PLAIN = Manner(1, Words())


@pytest.fixture
def space(qtbot: QtBot, tmp_path: Path) -> Iterator[Space]:
    """Two blocks of tents for four; families of 2, 3 and 4 in A / 1 / 01 to 03, 5 and 6 in B."""
    path = tmp_path / "a.camp"
    make(path)
    camp = camps.open_camp(path, PASSPHRASE, tick)
    places.add(camp, "A", "1-2", "01-05", capacity=4)
    places.add(camp, "B", "1", "04", capacity=4)
    places.block(camp, Place("A", "2", "02"), "Flooded")
    camp.close()
    with opened(qtbot, path) as space:
        yield space


@pytest.fixture
def dialog(qtbot: QtBot, look: Look, space: Space) -> PlanDialog:
    dialog = PlanDialog(look, space)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.people.title.text() != "" and bool(dialog.plan.laid.cells))
    return dialog


def signs(dialog: PlanDialog) -> list[str]:
    return [sign(cell.shelter) for cell in dialog.plan.laid.cells if cell.shelter]


def go_to(qtbot: QtBot, dialog: PlanDialog, steps: int, head: str) -> None:
    QTest.keyClick(dialog.plan, Qt.Key.Key_Home)
    for _ in range(steps):
        QTest.keyClick(dialog.plan, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: [each.head for each in dialog.people.model.rows] == [head])


def test_the_plan_tells_each_state_by_a_sign_and_the_figures_sum_it_up(
    dialog: PlanDialog,
) -> None:
    assert signs(dialog) == ["+2", "+1", "=", "+4", "+4", "+4", "×", "+4", "+4", "+4", "!1", "?"]
    figures = [each.accessibleName() for each in dialog.figures]
    assert [": 27." in figures[0], ": 1." in figures[1]] == [True, True]
    assert "places free" in dialog.plan.accessibleDescription()


def test_arrows_move_over_shelters_and_enter_goes_to_who_lives_there(
    qtbot: QtBot, dialog: PlanDialog
) -> None:
    go_to(qtbot, dialog, 1, "Jasim Salem Omar")
    assert "3 people, room for 4" in dialog.people.stands.text()
    QTest.keyClick(dialog.plan, Qt.Key.Key_Return)
    assert dialog.people.table.hasFocus()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.plan.hasFocus()
    QTest.keyClick(dialog.plan, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: "Flooded" in dialog.people.stands.text())


def test_a_household_is_moved_and_moved_back(qtbot: QtBot, dialog: PlanDialog) -> None:
    go_to(qtbot, dialog, 1, "Jasim Salem Omar")
    dialog.people.to.setText("a/2/2")
    dialog.people.move_button.click()
    qtbot.waitUntil(lambda: "blocked: Flooded" in dialog.said.text)

    dialog.people.to.setText("a/1/1")
    dialog.people.move_button.click()
    qtbot.waitUntil(lambda: signs(dialog)[:2] == ["!1", "+4"])
    assert "over-full now by 1 person" in dialog.said.text
    dialog.said.button.click()
    qtbot.waitUntil(lambda: signs(dialog)[:2] == ["+2", "+1"])


def test_a_household_goes_to_the_staging_area_once_there_is_one(
    qtbot: QtBot, dialog: PlanDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_to(qtbot, dialog, 2, "Hadi Salem Omar")
    dialog.people.staging_button.click()
    assert "no staging area yet" in dialog.said.text
    wanted = Wanted("S", "", "1", 50, State.STAGING)
    monkeypatch.setattr(AddDialog, "ask", lambda *_: wanted)
    dialog.add_button.click()
    qtbot.waitUntil(lambda: signs(dialog)[-1] == "»")
    dialog.people.staging_button.click()
    qtbot.waitUntil(lambda: signs(dialog)[2] == "+4")
    assert dialog.said.text == "1 household moved to \u2066S / 1\u2069."


def test_capacity_blocking_and_opening_from_the_plan(qtbot: QtBot, dialog: PlanDialog) -> None:
    go_to(qtbot, dialog, 0, "Karim Salem Omar")
    dialog.people.capacity.put(2)
    dialog.people.set_button.click()
    qtbot.waitUntil(lambda: signs(dialog)[0] == "=")
    dialog.people.reason.setText("Burnt")
    dialog.people.block_button.click()
    qtbot.waitUntil(lambda: signs(dialog)[0] == "×" and "Open" in dialog.people.block_button.text())
    dialog.people.block_button.click()
    qtbot.waitUntil(lambda: signs(dialog)[0] == "=")


def test_a_whole_block_is_added_and_refused_with_a_sentence(
    qtbot: QtBot, dialog: PlanDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = [
        Wanted("C", "5-2", "1", 6, State.OPEN),
        Wanted("C", "1", "1-3", 7, State.OPEN, usual=True),
    ]
    monkeypatch.setattr(AddDialog, "ask", lambda *_: answers.pop(0))
    dialog.add_button.click()
    qtbot.waitUntil(lambda: "names no blocks" in dialog.said.text)
    dialog.add_button.click()
    qtbot.waitUntil(lambda: signs(dialog)[-3:] == ["+7", "+7", "+7"])
    assert dialog.said.text == "3 shelters added."
    dialog.sector.setCurrentIndex(dialog.sector.findData("C"))
    dialog.sector.activated.emit(0)
    assert signs(dialog) == ["+7", "+7", "+7"]
    assert dialog._capacity == 7


def test_who_was_not_seen_is_listed_and_noted(qtbot: QtBot, dialog: PlanDialog) -> None:
    dialog.days.put(1)
    dialog.unseen.click()
    qtbot.waitUntil(lambda: "Not seen for 1 day" in dialog.people.title.text())
    assert dialog.people.model.rows == ()
    assert dialog.people.chosen == []


def test_what_is_asked_when_adding_is_what_was_typed(qtbot: QtBot, look: Look) -> None:
    dialog = AddDialog(look, 6)
    qtbot.addWidget(dialog)
    dialog.sector.setText(" C ")
    dialog.blocks.setText("1-6")
    dialog.shelters.setText("01-24")
    assert dialog.wanted == Wanted("C", "1-6", "01-24", 6, State.OPEN)


def test_f7_puts_a_suggested_shelter_into_the_fields_and_says_why(
    qtbot: QtBot, look: Look, space: Space, monkeypatch: pytest.MonkeyPatch
) -> None:
    tab = ArrivalsTab(look, space, now)
    qtbot.addWidget(tab)
    tab.show()
    head = tab.form.head
    head.own.setText("Salma")
    head.help.suggest.click()
    qtbot.waitUntil(head.help.said.isVisible)
    assert tab.form.registration().place == Place("A", "1", "04")
    assert head.help.said.text() == "\u2066A / 1 / 04\u2069: empty; 3 places stay free."

    monkeypatch.setattr(PlanDialog, "ask", lambda *_, **__: Place("B", "1", "04"))
    QTest.keyClick(tab, Qt.Key.Key_F8)
    qtbot.waitUntil(lambda: tab.form.registration().place == Place("B", "1", "04"))
    head.restore({})
    assert head.help.said.text() == ""


def test_a_family_that_no_shelter_takes_is_told_so(qtbot: QtBot, look: Look, space: Space) -> None:
    tab = ArrivalsTab(look, space, now)
    qtbot.addWidget(tab)
    tab.show()
    people = tuple(Member(f"{n}") for n in range(5))
    tab.form.edit("key", "", Registration(people))
    tab.form.head.help.suggest.click()
    qtbot.waitUntil(tab.form.head.help.said.isVisible)
    assert "No shelter has room for 5" in tab.form.head.help.said.text()


def test_the_plan_is_mirrored_and_a_camp_of_very_many_shows_a_bar_for_each_block() -> None:
    numbers = range(drawing.MOST_CELLS + 1)
    shelters = [Shelter(Place("AB"[n % 2], "1", str(n)), 6) for n in numbers]
    few = by_block(shelters[:20])
    left, right = laid_out(few, 500, PLAIN), laid_out(few, 500, replace(PLAIN, mirrored=True))
    assert [500 - cell.x - cell.width for cell in left.cells] == [cell.x for cell in right.cells]
    many = laid_out(by_block(shelters), 500, PLAIN)
    assert [cell.sector for cell in many.cells] == ["A", "B"]
    one = laid_out({"A": by_block(shelters)["A"]}, 500, PLAIN)
    assert all(cell.shelter for cell in one.cells)
    assert all(cell.x >= 0 and cell.x + cell.width <= 500 for cell in (*left.cells, *many.cells))
    assert shapes(many, PLAIN, 0, (0, many.height))
    assert len(shapes(left, PLAIN, None, (0, 0))) <= len(shapes(left, PLAIN, None, (0, 500)))
