"""Joining two households in the window: what stands, who belongs, and what comes next."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from camp_desk.actions import camps
from camp_desk.actions.arrivals import look_for_twins, register
from camp_desk.domain.joining import Field, Side
from camp_desk.storage import findings, households
from camp_desk.storage.camp import Camp
from camp_desk.storage.findings import Finding, Kind
from camp_desk.storage.views import Views
from camp_desk.ui.comparing import WholeCampRun
from camp_desk.ui.findings import FindingsDialog, WholeCampDialog
from camp_desk.ui.findings.queue import next_of
from camp_desk.ui.look import Look
from camp_desk.ui.workspace import Workspace
from tests.small_camp import MORNING, family, member

Space = Workspace[Camp, Views]


@pytest.fixture
def prepared(camp_file: Path) -> Path:
    """A camp with three families registered twice; the first with other members and phones."""
    camp = camps.open_camp(camp_file, "secret")
    one = family(1, 4, phone="0770 1")
    more = (*one.members[:3], member(4, age=5, father=one.head.own))
    register(camp, one)
    register(camp, replace(one, members=more, phone="0770 2", arrived=MORNING + timedelta(hours=9)))
    for n in (2, 3):
        for _ in range(2):
            register(camp, family(n, 3))
    look_for_twins(camp)
    camp.close()
    return camp_file


@pytest.fixture
def space(prepared: Path, opened: Callable[[Path], Space]) -> Space:
    """The prepared camp, opened."""
    return opened(prepared)


@pytest.fixture
def dialog(qtbot: QtBot, look: Look, space: Space) -> Iterator[FindingsDialog]:
    """On the prepared camp, with everything read."""
    dialog = FindingsDialog(look, space)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: len(dialog.model.rows) == 3, timeout=5000)
    yield dialog
    dialog.done(0)


def go_to_first_family(qtbot: QtBot, dialog: FindingsDialog) -> None:
    """Choose the pair that differs, and go to its first value."""
    at = next(n for n, each in enumerate(dialog.model.rows) if each.facts["card_a"] == 1_000_001)
    dialog.table.setCurrentIndex(dialog.model.index(at, 0))
    qtbot.waitUntil(
        lambda: dialog._looked is not None and dialog._looked.finding == dialog.model.rows[at],
        timeout=5000,
    )
    dialog.table.setFocus()
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)


def test_from_the_keyboard_a_value_a_member_and_the_join_are_chosen(
    qtbot: QtBot, dialog: FindingsDialog, prepared: Path
) -> None:
    go_to_first_family(qtbot, dialog)
    phone, marks = dialog.pair.sides.options[Field.PHONE], dialog.pair.sides.marks
    assert phone[1].radio.hasFocus()
    assert dialog.pair.sides.chosen.sides[Field.PHONE] is Side.SECOND

    QTest.keyClick(phone[1].radio, Qt.Key.Key_Left)
    assert phone[0].radio.isChecked()
    last = list(marks.values())[-1]
    last.setFocus()
    QTest.keyClick(last, Qt.Key.Key_Space)
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    qtbot.waitUntil(
        lambda: Kind.AWAITING_CONFIRMATION in {each.kind for each in dialog.model.rows},
        timeout=5000,
    )
    dialog._workspace.end()
    camp = camps.open_camp(prepared, "secret")
    joined = households.household(camp.db, households.by_number(camp.db, 1_000_001) or b"")  # type: ignore[arg-type]
    assert joined is not None
    assert joined.registration.phone == "0770 1"
    assert [each.own for each in joined.registration.members] == [
        each.own for each in family(1, 4).members
    ]
    camp.close()


def test_after_each_decision_the_next_pair_is_chosen_and_fewer_are_left(
    qtbot: QtBot, dialog: FindingsDialog
) -> None:
    order = [each.id for each in dialog.model.rows]
    qtbot.waitUntil(lambda: dialog._looked is not None, timeout=5000)
    assert dialog.left.text() == "3 to decide"

    QTest.keyClick(dialog, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: dialog.model.rows[-1].postponed, timeout=5000)
    assert [each.id for each in dialog.model.rows] == [*order[1:], order[0]]
    assert dialog.left.text() == "2 to decide, 1 left for later"
    qtbot.waitUntil(
        lambda: dialog._looked is not None and dialog._looked.finding.id == order[1], timeout=5000
    )

    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(
        lambda: dialog._looked is not None and dialog._looked.finding.id == order[2], timeout=5000
    )


def test_taken_apart_it_says_where_stays_what_was_chosen(
    qtbot: QtBot, dialog: FindingsDialog
) -> None:
    go_to_first_family(qtbot, dialog)
    dialog.pair.join.click()
    qtbot.waitUntil(dialog.said.button.isVisible, timeout=5000)

    dialog.said.button.click()

    qtbot.waitUntil(lambda: "stays on card" in dialog.said.text, timeout=5000)


def finding(n: int, *, postponed: bool = False) -> Finding:
    return Finding(bytes([n]), Kind.POSSIBLE_DUPLICATE, (), {}, postponed)


def test_what_comes_next_is_what_stood_after_it() -> None:
    one, two, three = (finding(n) for n in range(3))
    grave = finding(9)
    assert next_of([one, two, three], 1, [grave, one, three]) == 2
    assert next_of([one, two, three], 1, [one, three, finding(1, postponed=True)]) == 1
    assert next_of([one, two], 1, [one]) == 0
    assert next_of([one], 0, [grave]) == 0
    assert next_of([one, two], 0, [one, two]) == 0


def test_the_whole_camp_is_compared_while_others_save(
    qtbot: QtBot, look: Look, space: Space, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("camp_desk.actions.whole_camp.AT_ONCE", 1)
    run = WholeCampRun(space)
    dialog = WholeCampDialog(look, run)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(dialog)
    dialog.show()
    done: list[str] = []
    run.progressed.connect(lambda step: done.append(f"step {step.done}"))
    with qtbot.waitSignal(run.ended, timeout=5000) as ended:
        space.do(lambda camp: register(camp, family(9)), lambda _: done.append("saved"))

    assert done.index("saved") < len(done) - 1
    (outcome,) = ended.args
    assert (outcome.step.finished, outcome.step.total, outcome.duplicates) == (True, 7, 3)
    assert "All 7 families were compared. 0 pairs are new." in dialog.told.text
    assert not run.busy
    dialog.close()


def test_a_comparison_that_is_stopped_keeps_what_it_found(
    qtbot: QtBot, look: Look, space: Space, prepared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("camp_desk.actions.whole_camp.AT_ONCE", 2)
    run = WholeCampRun(space)
    dialog = WholeCampDialog(look, run)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(dialog)
    with qtbot.waitSignal(run.ended, timeout=5000) as ended:
        dialog.stop.click()

    (outcome,) = ended.args
    assert (outcome.step.finished, outcome.step.done) == (False, 2)
    assert "Stopped after 2 of 6 families" in dialog.told.text
    space.end()
    camp = camps.open_camp(prepared, "secret")
    assert len(findings.findings(camp.db)) == 3
    camp.close()


def test_a_comparison_goes_on_when_its_dialog_is_closed_and_ends_with_the_camp(
    qtbot: QtBot, look: Look, space: Space, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("camp_desk.actions.whole_camp.AT_ONCE", 1)
    run = WholeCampRun(space)
    dialog = WholeCampDialog(look, run)
    dialog.show()
    with qtbot.waitSignal(run.ended, timeout=5000) as ended:
        dialog.done(0)

    assert ended.args[0].step.finished
    steps: list[object] = []
    run.progressed.connect(steps.append)
    run.begin()
    run.leave()
    with qtbot.waitSignal(space.busy_changed, timeout=5000, check_params_cb=lambda busy: not busy):
        space.do(lambda _: None)
    assert (steps, run.busy) == ([], False)
