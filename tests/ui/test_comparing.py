"""Comparing families that a stick brought, behind the window."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from camp_desk.actions import arrivals, camps
from camp_desk.actions.comparing import AT_ONCE
from camp_desk.actions.demo_families import made_up_families
from camp_desk.storage import comparing
from camp_desk.storage.camp import Camp
from camp_desk.storage.views import Views
from camp_desk.ui.comparing import NewFamiliesRun
from camp_desk.ui.frame import Frame
from camp_desk.ui.look import Look
from camp_desk.ui.workspace import Workspace

Opened = Callable[[Path], Workspace[Camp, Views]]


@pytest.fixture
def waiting(camp_file: Path, opened: Opened) -> Workspace[Camp, Views]:
    """A camp in which three steps' families wait to be compared."""
    camp = camps.open_camp(camp_file, "secret")
    with camp.transaction():
        for each in made_up_families(3 * AT_ONCE, random.Random(1), camp.now()):
            arrivals.register(camp, each)
        comparing.expect_weighing(camp.db)
    camp.close()
    return opened(camp_file)


def test_it_tells_how_many_are_left_until_there_are_none(
    qtbot: QtBot, waiting: Workspace[Camp, Views]
) -> None:
    left: list[int] = []
    run = NewFamiliesRun(waiting)
    run.left.connect(left.append)

    run.begin()
    qtbot.waitUntil(lambda: 0 in left, timeout=5000)

    assert left[:3] == [2 * AT_ONCE, AT_ONCE, 0]


def test_it_stops_when_the_camp_is_left(qtbot: QtBot, waiting: Workspace[Camp, Views]) -> None:
    run = NewFamiliesRun(waiting)
    run.begin()
    run.leave()

    answered: list[int] = []
    waiting.do(lambda camp: comparing.waiting(camp.db), answered.append)
    qtbot.waitUntil(lambda: bool(answered), timeout=5000)
    assert answered == [2 * AT_ONCE]


def test_the_header_says_it_while_it_lasts(qtbot: QtBot, look: Look) -> None:
    frame = Frame(look, "Khazir", [], [])
    qtbot.addWidget(frame)
    chip = frame.header.comparing

    frame.say_comparing(1240)
    assert not chip.isHidden()
    assert "Comparing 1,240 families" in chip.accessibleName()
    frame.say_comparing(0)
    assert chip.isHidden()
