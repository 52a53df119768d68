"""Ctrl+Enter writes down what is typed in every form, on both Enter keys of a keyboard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton
from pytestqt.qtbot import QtBot

import camp_desk.ui
from camp_desk.domain.manifests import Way
from camp_desk.ui.allocation.dialogs import ConfirmDialog, Question
from camp_desk.ui.buses.new import NewBus
from camp_desk.ui.households.forms import Asked, CollectorForm, EventForm, Form
from camp_desk.ui.look import Look
from camp_desk.ui.places.add import AddDialog
from camp_desk.ui.stock.count_found import FoundDialog

TODAY = date(2014, 6, 12)
NUMBERS = Qt.KeyboardModifier.KeypadModifier
KEYS = {
    "letters": (Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier),
    "numbers": (Qt.Key.Key_Enter, Qt.KeyboardModifier.ControlModifier | NUMBERS),
}
ASKED = Form("Split", (Asked.REASON, Asked.DAY))
MADE: dict[str, Callable[[Look], tuple[QDialog, QPushButton]]] = {
    "event": lambda look: _with(EventForm(look, ASKED, TODAY), "save"),
    "collectors": lambda look: _with(CollectorForm(look, (), ()), "save"),
    "question": lambda look: _with(ConfirmDialog(look, Question("?", "check", "", ())), "yes"),
    "bus": lambda look: _with(NewBus(look, Way.ARRIVAL, lambda: TODAY), "ok"),
    "shelters": lambda look: _with(AddDialog(look, 6), "ok"),
    "not on the sheet": lambda look: _with(FoundDialog(look, {}, lambda: TODAY), "save"),
}


def _with(dialog: QDialog, button: str) -> tuple[QDialog, QPushButton]:
    found = getattr(dialog, button)
    assert isinstance(found, QPushButton)
    return dialog, found


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("form", MADE)
def test_both_enter_keys_press_the_button_that_writes_down(
    qtbot: QtBot, look: Look, form: str, key: str
) -> None:
    dialog, button = MADE[form](look)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    with qtbot.waitSignal(button.clicked, timeout=1000):
        QTest.keyClick(dialog, *KEYS[key])


def test_no_form_binds_one_of_the_two_alone() -> None:
    folder = Path(camp_desk.ui.__file__).parent
    alone = [each.name for each in folder.rglob("*.py") if "Ctrl+Return" in each.read_text("utf-8")]
    assert alone == ["keys.py"]


def test_enter_goes_on_from_what_is_chosen_as_from_what_is_typed(qtbot: QtBot, look: Look) -> None:
    asked = (Asked.NAME, Asked.SEX, Asked.RELATION, Asked.REASON)
    people = CollectorForm(look, (("1", "Ali"),), ())
    for form, stops in (
        (event := EventForm(look, Form("Newcomer", asked), TODAY), (event.name, event.sex,
                                                                   event.relation, event.reason)),
        (people, (people.names[0], people.reasons[0], people.names[1], people.reasons[1])),
    ):  # fmt: skip
        qtbot.addWidget(form)
        form.show()
        form.activateWindow()
        qtbot.waitUntil(form.isActiveWindow)
        for stop in stops:
            assert stop.hasFocus(), stop.accessibleName()
            QTest.keyClick(QApplication.focusWidget() or form, Qt.Key.Key_Return)
        form.close()
