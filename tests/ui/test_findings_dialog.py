"""Deciding findings in the window, on a camp where each of them came about for real."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from camp_desk.actions import camps, sticks
from camp_desk.actions.arrivals import register, rewrite
from camp_desk.actions.lists import take_in
from camp_desk.domain.ids import HouseholdId
from camp_desk.domain.registration import Birth, Member, Registration, Sex
from camp_desk.spreadsheets.mapping import Shape
from camp_desk.spreadsheets.outcome import Summary, Understood
from camp_desk.storage import findings, households
from camp_desk.storage.camp import Camp
from camp_desk.storage.findings import Finding, Kind
from camp_desk.storage.passphrase import Cost
from camp_desk.storage.views import Views
from camp_desk.ui.findings import FindingsDialog
from camp_desk.ui.findings.looking import Open
from camp_desk.ui.look import Look
from camp_desk.ui.workspace import Workspace

CHEAP = Cost(memory_kib=8192, time=1, lanes=1)
BORN = Birth.from_age(45, date(2014, 6, 12))
TWIN = Registration(
    (Member("Karim", "Yasin", "Omar", "Hatimi", Sex.MALE, BORN),),
    phone="07701234567",
    list_name="Khazir",
    list_number="1",
)
OTHER = Registration(
    (Member("Jasim", "Nuri", "Salih", sex=Sex.MALE, birth=Birth.from_age(30, date(2014, 6, 12))),),
    phone="07709999999",
    list_name="Khazir",
    list_number="2",
)


def listed(*registrations: Registration) -> Understood:
    return Understood(
        registrations,
        tuple(range(2, 2 + len(registrations))),
        (),
        (),
        Summary(Shape.HOUSEHOLDS, len(registrations), len(registrations), 0, 0, 0),
    )


@pytest.fixture
def prepared(camp_file: Path, tmp_path: Path) -> Path:
    """A camp with a possible duplicate, a changed row, and a field that two desks wrote."""
    stick = tmp_path / "stick"
    stick.mkdir()
    first = camps.open_camp(camp_file, "secret")
    take_in(first, listed(TWIN, OTHER))
    take_in(first, listed(replace(TWIN, list_name="Kalak", list_number="7")))
    take_in(first, listed(TWIN, replace(OTHER, phone="07708888888")))
    code = sticks.invite(first, stick, cost=CHEAP).code
    second = sticks.join(
        stick, tmp_path / "second.camp", code, "secret", cost=CHEAP, reserve_bytes=0
    )
    third = register(first, Registration((Member("Salma", "Hadi"),), phone="1")).household
    for camp in (first, second):
        sticks.sync_with(camp, stick)
    for camp, phone in ((first, "07701111111"), (second, "07702222222")):
        rewrite(camp, third, Registration((Member("Salma", "Hadi"),), phone=phone))
    for camp in (first, second, first):
        sticks.sync_with(camp, stick)
    first.close()
    second.close()
    return camp_file


@pytest.fixture
def dialog(
    qtbot: QtBot,
    look: Look,
    prepared: Path,
    opened: Callable[[Path], Workspace[Camp, Views]],
) -> Iterator[FindingsDialog]:
    """On the prepared camp, with everything read."""
    dialog = FindingsDialog(look, opened(prepared))
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: len(dialog.model.rows) == 3, timeout=5000)
    yield dialog
    dialog.done(0)


def choose(qtbot: QtBot, dialog: FindingsDialog, kind: Kind) -> Finding:
    """Choose the finding of a kind, and wait until its details are shown."""
    at, finding = next((n, f) for n, f in enumerate(dialog.model.rows) if f.kind is kind)
    dialog.table.setCurrentIndex(dialog.model.index(at, 0))
    qtbot.waitUntil(
        lambda: dialog._looked is not None and dialog._looked.finding == finding, timeout=5000
    )
    return finding


def decided(qtbot: QtBot, dialog: FindingsDialog, left: int) -> str:
    """Wait until so many findings are left, and return what was said."""
    qtbot.waitUntil(lambda: len(dialog.model.rows) == left, timeout=5000)
    qtbot.waitUntil(lambda: bool(dialog.said.text), timeout=5000)
    return dialog.said.text


def kinds(dialog: FindingsDialog) -> list[Kind]:
    """Return what kinds of finding are shown, the gravest first."""
    return [each.kind for each in dialog.model.rows]


def closed(dialog: FindingsDialog, path: Path) -> Camp:
    dialog._workspace.end()
    return camps.open_camp(path, "secret")


def family(camp: Camp, number: int) -> Registration:
    household = households.household(
        camp.db, households.by_number(camp.db, number) or HouseholdId(b"")
    )
    assert household is not None
    return household.registration


def test_lists_what_is_to_be_decided_the_gravest_first_and_by_kind(
    dialog: FindingsDialog,
) -> None:
    assert kinds(dialog) == [Kind.DESKS_DISAGREE, Kind.LIST_ROW_CHANGED, Kind.POSSIBLE_DUPLICATE]

    dialog.kind.choose(Kind.POSSIBLE_DUPLICATE.value)
    dialog.kind.activated.emit(dialog.kind.currentIndex())

    assert [each.kind for each in dialog.model.rows] == [Kind.POSSIBLE_DUPLICATE]


def test_a_possible_duplicate_stands_side_by_side_with_its_reasons(
    qtbot: QtBot, dialog: FindingsDialog
) -> None:
    choose(qtbot, dialog, Kind.POSSIBLE_DUPLICATE)

    assert dialog.pair.isVisible()
    assert "same phone number" in dialog.pair.reasons.text()


def test_joined_families_are_one_until_it_is_taken_back(
    qtbot: QtBot, dialog: FindingsDialog, prepared: Path
) -> None:
    choose(qtbot, dialog, Kind.POSSIBLE_DUPLICATE)

    QTest.mouseClick(dialog.pair.join, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: Kind.AWAITING_CONFIRMATION in kinds(dialog), timeout=5000)
    assert "receive one ration" in decided(qtbot, dialog, 3)
    assert Kind.POSSIBLE_DUPLICATE not in kinds(dialog)

    QTest.mouseClick(dialog.said.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: Kind.POSSIBLE_DUPLICATE in kinds(dialog), timeout=5000)
    assert Kind.AWAITING_CONFIRMATION not in kinds(dialog)
    camp = closed(dialog, prepared)
    one, other = (households.by_number(camp.db, n) for n in (1_000_001, 1_000_003))
    assert one is not None
    assert other is not None
    assert households.canonical(camp.db, one) != households.canonical(camp.db, other)
    camp.close()


def test_after_a_decision_the_finding_below_it_is_next_whatever_came_in_above(
    dialog: FindingsDialog,
) -> None:
    first, second, third = dialog.model.rows
    dialog.table.setCurrentIndex(dialog.model.index(1, 0))
    joined = replace(second, id=b"joined")

    dialog._show_open(Open((joined, first, third), {}))

    assert dialog.model.rows[dialog.table.currentIndex().row()] == third


def test_who_joined_two_households_cannot_confirm_it_but_takes_them_apart(
    qtbot: QtBot, dialog: FindingsDialog
) -> None:
    choose(qtbot, dialog, Kind.POSSIBLE_DUPLICATE)
    dialog.pair.join.click()
    qtbot.waitUntil(lambda: Kind.AWAITING_CONFIRMATION in kinds(dialog), timeout=5000)
    choose(qtbot, dialog, Kind.AWAITING_CONFIRMATION)
    assert dialog._details.currentWidget() is dialog.joined

    dialog.joined.confirm.click()
    qtbot.waitUntil(lambda: "another supervisor" in dialog.said.text, timeout=5000)
    assert Kind.AWAITING_CONFIRMATION in kinds(dialog)

    dialog.joined.apart.click()
    qtbot.waitUntil(lambda: Kind.POSSIBLE_DUPLICATE in kinds(dialog), timeout=5000)
    assert Kind.AWAITING_CONFIRMATION not in kinds(dialog)


def test_the_codes_of_a_finding_stay_whole_where_a_line_ends(
    qtbot: QtBot, dialog: FindingsDialog
) -> None:
    choose(qtbot, dialog, Kind.POSSIBLE_DUPLICATE)
    assert "001\u00a0000\u00a0001-2" in dialog.what.text()
    assert "\u00a0%" in dialog.what.text()


def test_two_families_that_are_not_the_same_are_not_asked_about_again(
    qtbot: QtBot, dialog: FindingsDialog, prepared: Path
) -> None:
    choose(qtbot, dialog, Kind.POSSIBLE_DUPLICATE)

    QTest.mouseClick(dialog.pair.differ, Qt.MouseButton.LeftButton)

    assert "two families" in decided(qtbot, dialog, 2)
    camp = closed(dialog, prepared)
    assert Kind.POSSIBLE_DUPLICATE not in {each.kind for each in findings.findings(camp.db)}
    camp.close()


def test_two_families_that_were_told_apart_by_mistake_are_asked_about_again(
    qtbot: QtBot, dialog: FindingsDialog
) -> None:
    choose(qtbot, dialog, Kind.POSSIBLE_DUPLICATE)
    for _ in range(2):
        dialog.pair.differ.click()
        qtbot.waitUntil(lambda: Kind.POSSIBLE_DUPLICATE not in kinds(dialog), timeout=5000)
        qtbot.waitUntil(dialog.said.button.isVisible, timeout=5000)
        dialog.said.button.click()
        qtbot.waitUntil(lambda: Kind.POSSIBLE_DUPLICATE in kinds(dialog), timeout=5000)
        choose(qtbot, dialog, Kind.POSSIBLE_DUPLICATE)


def test_the_value_that_is_chosen_stands_whoever_wrote_it(
    qtbot: QtBot, dialog: FindingsDialog, prepared: Path
) -> None:
    choose(qtbot, dialog, Kind.DESKS_DISAGREE)
    second = dialog.values.radios[1]
    second.click()
    value = dialog.values.value

    QTest.mouseClick(dialog.values.use, Qt.MouseButton.LeftButton)

    decided(qtbot, dialog, 2)
    camp = closed(dialog, prepared)
    assert family(camp, 1_000_004).phone == value
    camp.close()


def test_the_new_row_of_a_list_is_used_when_somebody_says_so(
    qtbot: QtBot, dialog: FindingsDialog, prepared: Path
) -> None:
    choose(qtbot, dialog, Kind.LIST_ROW_CHANGED)

    QTest.mouseClick(dialog.row.use, Qt.MouseButton.LeftButton)

    decided(qtbot, dialog, 2)
    camp = closed(dialog, prepared)
    assert family(camp, 1_000_002).phone == "07708888888"
    camp.close()


def test_ours_is_kept_when_somebody_says_so(
    qtbot: QtBot, dialog: FindingsDialog, prepared: Path
) -> None:
    choose(qtbot, dialog, Kind.LIST_ROW_CHANGED)

    QTest.mouseClick(dialog.row.keep, Qt.MouseButton.LeftButton)

    decided(qtbot, dialog, 2)
    camp = closed(dialog, prepared)
    assert family(camp, 1_000_002).phone == "07709999999"
    camp.close()


def test_the_keyboard_goes_through_the_list_to_the_decision_and_back(
    qtbot: QtBot, dialog: FindingsDialog
) -> None:
    choose(qtbot, dialog, Kind.DESKS_DISAGREE)
    dialog.table.setFocus()

    QTest.keyClick(dialog.table, Qt.Key.Key_Down)
    qtbot.waitUntil(dialog.row.isVisible, timeout=5000)
    assert len(dialog.model.rows) == 3

    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    assert dialog.row.use.hasFocus()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.table.hasFocus()
    assert dialog.isVisible()
    assert len(dialog.model.rows) == 3


def test_a_finding_that_cannot_be_undone_is_noted_with_a_remark(
    qtbot: QtBot,
    look: Look,
    prepared: Path,
    opened: Callable[[Path], Workspace[Camp, Views]],
) -> None:
    camp = camps.open_camp(prepared, "secret")
    camp.db.conn.execute("UPDATE segment SET state = 'forked' WHERE desk = 2")
    camp.close()
    dialog = FindingsDialog(look, opened(prepared))
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: len(dialog.model.rows) == 4, timeout=5000)
    choose(qtbot, dialog, Kind.DESK_FORKED)

    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.table.setFocus()
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    assert dialog.remark.remark.hasFocus()  # and not what comes after it
    QTest.keyClick(dialog.remark.remark, Qt.Key.Key_Return)
    QTest.keyClick(dialog.remark.noted, Qt.Key.Key_Return)
    assert dialog.remark._field.trouble.startswith("Type what was found out")
    assert dialog.remark.remark.hasFocus()

    dialog.remark.remark.setText("The old laptop was found again.")
    QTest.mouseClick(dialog.remark.noted, Qt.MouseButton.LeftButton)

    assert decided(qtbot, dialog, 3) == "Noted."
    camp = closed(dialog, prepared)
    (choice,) = camp.db.conn.execute("SELECT choice FROM decision ORDER BY id DESC").fetchone()
    assert choice == "noted The old laptop was found again."
    camp.close()
