"""Before a camp is erased: two steps, and the name of its file."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from camp_desk.ui.erase import EraseDialog
from camp_desk.ui.look import Look


@pytest.fixture
def dialog(qtbot: QtBot, look: Look) -> EraseDialog:
    """Before the file Kambioos.camp is erased."""
    dialog = EraseDialog(look, "Kambioos.camp")
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_says_first_what_it_does_and_cannot_and_offers_no_erasing_yet(
    dialog: EraseDialog,
) -> None:
    assert not dialog.erase.isVisible()
    assert dialog.cancel.hasFocus()


@pytest.mark.parametrize("typed", ["kambioos.camp", "Kambioos"])
def test_is_meant_when_the_name_of_the_file_is_typed(
    qtbot: QtBot, dialog: EraseDialog, typed: str
) -> None:
    QTest.mouseClick(dialog.go_on, Qt.MouseButton.LeftButton)
    QTest.keyClicks(dialog.name, typed)

    with qtbot.waitSignal(dialog.accepted, timeout=1000):
        QTest.mouseClick(dialog.erase, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("typed", ["", "Kambi", "kambioos.camp2", "other.camp"])
def test_another_name_erases_nothing(dialog: EraseDialog, typed: str) -> None:
    QTest.mouseClick(dialog.go_on, Qt.MouseButton.LeftButton)
    QTest.keyClicks(dialog.name, typed)

    assert not dialog.erase.isEnabled()


def test_enter_alone_never_erases(qtbot: QtBot, dialog: EraseDialog) -> None:
    QTest.mouseClick(dialog.go_on, Qt.MouseButton.LeftButton)
    QTest.keyClicks(dialog.name, "Kambioos.camp")

    with qtbot.assertNotEmitted(dialog.accepted):
        QTest.keyClick(dialog.name, Qt.Key.Key_Return)
    assert dialog.isVisible()


def test_esc_keeps_the_camp(qtbot: QtBot, dialog: EraseDialog) -> None:
    with qtbot.waitSignal(dialog.rejected, timeout=1000):
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
