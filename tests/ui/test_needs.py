"""A member's needs in the window: found by letters, set with Enter, elsewhere only a mark."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from camp_desk.actions import camps, needs
from camp_desk.domain.ids import HouseholdId, PersonId
from camp_desk.domain.registration import Member, Registration, Sex
from camp_desk.domain.roles import Role
from camp_desk.domain.words import Words
from camp_desk.printing import preview
from camp_desk.spreadsheets.catalogues import shipped_needs
from camp_desk.storage import members
from camp_desk.storage import needs as kept
from camp_desk.storage.camp import Camp
from camp_desk.storage.ration_lists import Line, LineShown
from camp_desk.storage.views import Views
from camp_desk.ui.allocation.telling import was_given
from camp_desk.ui.households import HouseholdDialog
from camp_desk.ui.look import Look
from camp_desk.ui.needs import camp as camp_module
from camp_desk.ui.needs.camp import CampNeedsDialog
from camp_desk.ui.needs.dialog import NeedsDialog
from camp_desk.ui.needs.form import NewNeedsDialog
from camp_desk.ui.needs.picker import NeedPicker
from camp_desk.ui.workspace import Workspace
from tests.ui.office import CTRL, ENTER, NOW, Clerk, Office, clock, names, office, open_from_list

__all__ = ["office"]

NAMED_CARD = 1_000_002
SHIFT = Qt.KeyboardModifier.ShiftModifier
Space = Workspace[Camp, Views]


@pytest.fixture
def workspace(office: Office, qtbot: QtBot) -> Iterator[Space]:
    space: Space = Workspace(
        partial(camps.open_unlocked, office.path, office.opened, clock),
        partial(camps.views_of, office.path, office.opened, clock),
    )
    space.crashed.connect(office.crashes.append)
    with qtbot.waitSignal(space.opened):
        space.begin()
    yield space
    space.end()


@pytest.fixture
def dialog(look: Look, qtbot: QtBot, office: Office, workspace: Space) -> NeedsDialog:
    """The needs of a man, his wife and their daughter; the wife is chosen."""
    household = office.household(NAMED_CARD)
    dialog = NeedsDialog(look, workspace, household.id, NOW.date, household.persons[1])
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(lambda: dialog.isActiveWindow() and bool(dialog.members.rows))
    return dialog


def press(widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    QTest.keyClick(widget, key, modifier or Qt.KeyboardModifier.NoModifier)


def codes(picker: NeedPicker) -> list[tuple[str, bool]]:
    return [(each.code, each.pending) for each in picker.records.rows]


def has(office: Office, household: HouseholdId) -> list[tuple[int, str, bool]]:
    """Return the needs of a family as the file has them, by the number of the member."""

    def read(camp: Camp) -> list[tuple[int, str, bool]]:
        return [
            (each.number, need.code, need.pending)
            for each in members.everybody(camp.db, household)
            for need in kept.standing(camp.db, each.id)
        ]

    found = office.ask(read)
    assert isinstance(found, list)
    return found


def test_letters_find_a_need_and_enter_sets_it(dialog: NeedsDialog, qtbot: QtBot) -> None:
    search = dialog.picker.search
    QTest.keyClicks(search, "preg")
    assert dialog.picker.offers.rows[0].code == "PG"
    press(search, ENTER)

    qtbot.waitUntil(lambda: codes(dialog.picker) == [("PG", False)])
    assert [row.name.startswith("*") for row in dialog.members.rows] == [False, True, False]
    assert "set by" in dialog.written.rows[0].said
    assert "Amina" in dialog.written.rows[0].said
    assert search.text() == ""


def test_enter_alone_sets_nothing_even_where_something_is_suggested(
    look: Look, qtbot: QtBot
) -> None:
    asked = shipped_needs().asked(())
    dialog = NewNeedsDialog(look, "Ali", asked, {"WR-HR": "A woman heads the family."}, ())
    qtbot.addWidget(dialog)
    picker = dialog.picker

    assert picker.offers.rows[0].code == "WR-HR"
    assert "A woman heads" in picker.offers.rows[0].why
    press(picker.search, ENTER)
    assert not dialog.found

    press(picker.search, Qt.Key.Key_Down)
    press(picker.search, ENTER)
    assert [each.code for each in dialog.found] == ["WR-HR"]


def test_what_was_only_seen_is_left_to_be_reviewed_and_confirmed_later(
    dialog: NeedsDialog, qtbot: QtBot
) -> None:
    picker = dialog.picker
    QTest.keyClicks(picker.search, "pg-l")
    press(picker.search, ENTER, SHIFT)
    qtbot.waitUntil(lambda: codes(picker) == [("PG-LC", True)])
    QTest.keyClicks(picker.search, "pg-l")
    assert "Enter confirms" in picker.offers.rows[0].why

    press(picker.search, ENTER)

    qtbot.waitUntil(lambda: codes(picker) == [("PG-LC", False)])
    QTest.keyClicks(picker.search, "pg-l")
    assert all(each.code != "PG-LC" for each in picker.offers.rows)


def test_a_need_is_removed_by_keys_and_who_did_it_is_told(
    dialog: NeedsDialog, qtbot: QtBot
) -> None:
    picker = dialog.picker
    QTest.keyClicks(picker.search, "pg")
    press(picker.search, ENTER)
    qtbot.waitUntil(lambda: bool(picker.records.rows))

    press(picker.search, Qt.Key.Key_Delete, CTRL)

    qtbot.waitUntil(lambda: codes(picker) == [])
    told = [row.said for row in dialog.written.rows]  # in any order: the clock stands still
    assert len(told) == 2
    assert any("removed by" in said and "Amina" in said for said in told)


def test_letters_typed_on_the_members_find_a_need(dialog: NeedsDialog) -> None:
    dialog.people.setFocus()
    QTest.keyClicks(dialog.people, "bl")

    assert dialog.picker.search.text() == "bl" or dialog.picker.search.text() == "b"
    assert dialog.picker.offers.rows[0].code == "DS-BD"


def test_another_member_shows_their_own_needs(dialog: NeedsDialog, qtbot: QtBot) -> None:
    QTest.keyClicks(dialog.picker.search, "pg")
    press(dialog.picker.search, ENTER)
    qtbot.waitUntil(lambda: bool(dialog.picker.records.rows))

    dialog.people.selectRow(0)

    assert codes(dialog.picker) == []
    assert dialog.written.rows == ()


def test_the_page_of_a_household_opens_the_needs_of_whom_is_chosen(
    look: Look, qtbot: QtBot, office: Office, workspace: Space, monkeypatch: pytest.MonkeyPatch
) -> None:
    household = office.household(NAMED_CARD)
    asked: list[object] = []
    monkeypatch.setattr(NeedsDialog, "ask", lambda *told: asked.append(told[4]))
    page = HouseholdDialog(look, workspace, household.id, NOW.date)
    qtbot.addWidget(page)
    qtbot.waitUntil(lambda: bool(page.people.rows))
    page.table.selectRow(2)
    page.needs.click()
    qtbot.waitUntil(lambda: asked == [household.persons[2]])

    with qtbot.waitSignal(workspace.changed):
        workspace.do(partial(become, Role.DISTRIBUTOR, household.persons[0]))
    qtbot.waitUntil(lambda: page.people.rows[0].marked)
    page.needs.click()

    qtbot.waitUntil(lambda: "role does not allow" in page.said.text)
    assert len(asked) == 1


def become(role: Role, marked: PersonId, camp: Camp) -> object:
    """Give somebody a need, and let the officer have another role."""
    changes = needs.set_need(camp, marked, "PG")
    with camp.action("test") as entry:
        entry.put("officer", camp.officer_id, {"role": role.value})
    return changes | entry.changes


def test_f5_asks_for_the_needs_of_who_is_typed_and_saves_them_with_the_family(
    office: Office, qtbot: QtBot
) -> None:
    tab = office.open()
    clerk = Clerk(tab)
    tab.form.head.own.setFocus()
    clerk.name("Nur")
    clerk.press(Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: tab.needs.dialog is not None)
    choose(tab.needs.dialog, "ds-ps", pending=True)
    qtbot.waitUntil(lambda: tab.form.head.needs.text() == "*")
    tab.activateWindow()
    qtbot.waitUntil(tab.isActiveWindow)
    row = tab.form.members.last
    row.own.setFocus()
    clerk.press(Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: office.said == ["Type the own name first."])
    clerk.name("Ali")
    tab.needs.dialog = None
    clerk.press(Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: tab.needs.dialog is not None)
    choose(tab.needs.dialog, "ds-bd", pending=False)
    draft = tab.form.draft()
    assert draft["head"]["needs"] == "DS-PS?"
    tab.activateWindow()
    qtbot.waitUntil(tab.isActiveWindow)
    row.own.setFocus()
    clerk.save()

    qtbot.waitUntil(tab.form.card.isVisible)
    household = office.household(NAMED_CARD + 1).id
    assert has(office, household) == [(1, "DS-PS", True), (2, "DS-BD", False)]
    assert tab.form.head.needs.text() == ""
    qtbot.waitUntil(lambda: len(names(tab)) == 6)
    texts = [tab.people.model.index(at, 1).data() for at in range(6)]
    assert [text.startswith("* ") for text in texts].count(True) == 2


def choose(dialog: object, typed: str, *, pending: bool) -> None:
    assert isinstance(dialog, NewNeedsDialog)
    QTest.keyClicks(dialog.picker.search, typed)
    press(dialog.picker.search, ENTER, SHIFT if pending else None)
    dialog.close()


def test_f5_on_a_saved_family_opens_the_needs_in_the_camp(office: Office, qtbot: QtBot) -> None:
    tab = office.open()
    qtbot.waitUntil(lambda: bool(names(tab)))
    open_from_list(tab, qtbot, "كريم")
    tab.form.members.rows[0].own.setFocus()
    press(QApplication.focusWidget() or tab, Qt.Key.Key_F5)

    qtbot.waitUntil(lambda: isinstance(tab.needs.dialog, NeedsDialog))
    opened = tab.needs.dialog
    assert isinstance(opened, NeedsDialog)
    qtbot.waitUntil(lambda: bool(opened.members.rows))
    assert opened._person == office.household(NAMED_CARD).persons[1]
    opened.close()


def test_a_draft_keeps_the_needs_that_were_typed(office: Office) -> None:
    tab = office.open()
    tab.form.head.own.setText("Nur")
    tab.form.head.needs.put((needs.Found("PG", pending=True), needs.Found("DS-BD")))
    draft = tab.form.draft()
    tab.form.clear()
    assert tab.form.head.needs.text() == ""

    tab.form.restore(draft)

    assert tab.form.head.needs.found == (needs.Found("PG", pending=True), needs.Found("DS-BD"))


def test_the_camps_needs_are_counted_switched_and_referred(
    look: Look, qtbot: QtBot, office: Office, workspace: Space, monkeypatch: pytest.MonkeyPatch
) -> None:
    papers: list[bytes] = []
    monkeypatch.setattr(camp_module, "show_paper", lambda *told: papers.append(told[2]))
    wife = office.household(NAMED_CARD).persons[1]
    with qtbot.waitSignal(workspace.changed):
        workspace.do(partial(needs.set_need, person=wife, untrusted_code="PG", pending=True))
    dialog = CampNeedsDialog(look, workspace)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: bool(dialog.model.rows))
    rows = {row.code: n for n, row in enumerate(dialog.model.rows)}
    pregnant = dialog.model.rows[rows["PG"]]
    assert (pregnant.people, pregnant.pending) == (1, 1)
    assert "1 person" in dialog.total.text()

    dialog.table.selectRow(rows["PG"])
    assert not dialog.switch.isEnabled()
    dialog.table.selectRow(rows["SM-CI"])
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.table.setFocus()
    press(dialog.table, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: dialog.model.rows[rows["SM-CI"]].on)
    dialog.refer.click()

    qtbot.waitUntil(lambda: bool(papers))
    assert preview.page_count(papers[0]) == 1


def test_the_desk_sees_a_mark_beside_the_name_and_no_word() -> None:
    line = Line(1, HouseholdId(b"x" * 16), NAMED_CARD, 1, 4, (1,))
    told = [
        was_given(LineShown(line, "Ali", "", "", "", marked=marked), Words()).sentence
        for marked in (True, False)
    ]

    assert told[0].replace("* ", "") == told[1]
    assert "* \u2068Ali" in told[0]


def test_a_member_alone_is_suggested_from_what_is_typed(office: Office, qtbot: QtBot) -> None:
    tab = office.open()
    tab.form.head.own.setText("Nur")
    tab.form.head.age.setText("80")
    assert tab.form.registration() != Registration((Member("Nur", sex=Sex.FEMALE),))
    tab.form.head.own.setFocus()
    press(QApplication.focusWidget() or tab, Qt.Key.Key_F5)

    qtbot.waitUntil(lambda: isinstance(tab.needs.dialog, NewNeedsDialog))
    opened = tab.needs.dialog
    assert isinstance(opened, NewNeedsDialog)
    assert (opened.picker.offers.rows[0].code, opened.found) == ("ER-UR", ())
    opened.close()
