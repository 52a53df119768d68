"""The only officer is asked for a reason where somebody else would confirm."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from camp_desk.actions import camps
from camp_desk.actions.arrivals import register
from camp_desk.actions.household_events import Change, change_status
from camp_desk.domain.registration import Member, Registration
from camp_desk.domain.statuses import Status
from camp_desk.storage import members
from camp_desk.storage.camp import Camp
from camp_desk.storage.passphrase import Cost
from camp_desk.storage.views import Views
from camp_desk.ui.findings import FindingsDialog
from camp_desk.ui.look import Look
from camp_desk.ui.workspace import Workspace


def two_days_ago() -> float:
    return time.time() - 2 * 86_400


def test_the_only_officer_confirms_an_older_death_with_a_reason(
    qtbot: QtBot,
    look: Look,
    tmp_path: Path,
    opened: Callable[[Path], Workspace[Camp, Views]],
) -> None:
    made = camps.make_camp(
        tmp_path / "a.camp", name="Khazir", officer="Amina", passphrase="secret",
        clock=two_days_ago, cost=Cost(8192, 1, 1), reserve_bytes=0,
    ).camp  # fmt: skip
    family = Registration((Member("Karim", "Yasin"), Member("Huda", "Salem")))
    household = register(made, family).household
    wife = members.everybody(made.db, household)[1].id
    change_status(made, household, Change(Status.DECEASED), [wife])
    made.close()
    dialog = FindingsDialog(look, opened(tmp_path / "a.camp"))
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(dialog.happened.isVisible)
    assert dialog.happened.alone.isVisible()

    QTest.mouseClick(dialog.happened.confirm, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "how you made sure" in dialog.said.text)
    dialog.happened.reason.setText("asked the neighbours")
    QTest.mouseClick(dialog.happened.confirm, Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: dialog.said.text == "Confirmed.")
    qtbot.waitUntil(lambda: dialog.model.rows == ())
    dialog.done(0)
