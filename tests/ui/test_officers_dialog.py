"""The dialog of officers: who may do what is given there, and a second one is added."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from camp_desk.actions import camps
from camp_desk.domain.roles import Role
from camp_desk.storage.camp import Camp
from camp_desk.storage.passphrase import Cost
from camp_desk.storage.views import Views
from camp_desk.ui.look import Look
from camp_desk.ui.officers import OfficersDialog
from camp_desk.ui.workspace import Workspace

CHEAP = Cost(memory_kib=8192, time=1, lanes=1)


@pytest.fixture
def dialog(
    qtbot: QtBot,
    look: Look,
    camp_file: Path,
    opened: Callable[[Path], Workspace[Camp, Views]],
) -> OfficersDialog:
    """The dialog of a camp with one officer."""
    dialog = OfficersDialog(look, opened(camp_file), cost=CHEAP)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(dialog.adding.isVisible)
    return dialog


def click(button: QWidget) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def add(qtbot: QtBot, dialog: OfficersDialog, name: str = "Omar", passphrase: str = "") -> None:
    adding = dialog.adding
    adding.name.setText(name)
    for line in (adding.pair.first, adding.pair.second):
        line.setText(passphrase or "blue boats at noon")
    click(adding.add)
    qtbot.waitUntil(lambda: adding.add.isEnabled() and bool(adding.said.text))


def test_an_officer_who_is_added_opens_the_camp_and_is_given_another_role(
    qtbot: QtBot, dialog: OfficersDialog, camp_file: Path
) -> None:
    add(qtbot, dialog)
    qtbot.waitUntil(lambda: len(dialog.model.rows) == 2)
    assert not dialog.adding.pair.first.text()
    officer = camps.unlock(camp_file, "blue boats at noon").officer

    dialog.table.selectRow(1)
    dialog.role.choose(Role.STOREKEEPER.value)
    click(dialog.give)
    qtbot.waitUntil(lambda: dialog.model.rows[1].role is Role.STOREKEEPER)

    assert dialog.model.rows[1].id == officer
    assert "Omar" in dialog.said.text
    click(dialog.retire)
    qtbot.waitUntil(lambda: dialog.model.rows[1].retired)
    assert dialog.retire.accessibleName() == "Take back"


def test_the_last_supervisor_is_told_why_the_right_stays(
    qtbot: QtBot, dialog: OfficersDialog
) -> None:
    dialog.role.choose(Role.REGISTRAR.value)
    click(dialog.give)
    qtbot.waitUntil(lambda: bool(dialog.said.text))

    assert "the only one who may manage officers" in dialog.said.text
    assert dialog.model.rows[0].role is Role.SUPERVISOR


@pytest.mark.parametrize(
    ("name", "passphrase", "said"),
    [("Sara", "blue boats at noon", "already an officer"), ("Omar", "secret", "")],
)
def test_what_is_wrong_with_a_new_officer_is_said_beside_the_fields(
    qtbot: QtBot, dialog: OfficersDialog, name: str, passphrase: str, said: str
) -> None:
    if said:
        add(qtbot, dialog, name, passphrase)
        assert said in dialog.adding.said.text
    else:
        dialog.adding.name.setText(name)
        dialog.adding.pair.first.setText(passphrase)
        click(dialog.adding.add)
        assert [bool(each.trouble) for each in dialog.adding.pair.fields] == [True, True]
    assert len(dialog.model.rows) == 1
