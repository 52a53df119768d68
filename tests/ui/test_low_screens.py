"""On a low screen with larger text a dialog leaves out what is needed least, and is never cut."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from camp_desk.domain.ids import HouseholdId
from camp_desk.domain.words import Words
from camp_desk.storage.camp import Camp
from camp_desk.storage.views import Views
from camp_desk.ui.dialogs import Dialog
from camp_desk.ui.households import HouseholdDialog
from camp_desk.ui.households.forms import Asked, EventForm, Form
from camp_desk.ui.lists import ListDialog
from camp_desk.ui.look import Look, dress
from camp_desk.ui.places.dialog import PlanDialog
from camp_desk.ui.relief.dialog import ReliefDialog
from camp_desk.ui.theme import Theme
from camp_desk.ui.tokens import TokensDialog
from camp_desk.ui.widgets.boxes import column
from camp_desk.ui.widgets.buttons import Button
from camp_desk.ui.widgets.labels import Label
from camp_desk.ui.workspace import Workspace

WIDTH, HEIGHT = 1024, 600
TROUBLE = "What was asked for could not be done, for a reason that takes more than one line. " * 2
Space = Workspace[Camp, Views]


@pytest.fixture
def large(qapp: QApplication, look: Look) -> Iterator[Look]:
    """English at 125 %, as the longest words need most room."""
    larger = Look(Theme(scale=1.25), Words("en"))
    dress(qapp, larger)
    yield larger
    dress(qapp, look)


@pytest.fixture
def behind(qtbot: QtBot) -> QWidget:
    """The window of the smallest screen."""
    window = QWidget()
    qtbot.addWidget(window)
    window.setFixedSize(WIDTH, HEIGHT)
    window.show()
    return window


def low(dialog: QDialog) -> bool:
    """Tell whether a dialog, all of it, has room before the window."""
    layout = dialog.layout()
    assert layout is not None
    return dialog.height() <= HEIGHT - 24 and layout.totalMinimumSize().height() <= HEIGHT - 24


def test_the_plan_and_the_strips_fit_with_and_without_something_to_say(
    qtbot: QtBot, large: Look, behind: QWidget, camp_file: Path, opened: Callable[[Path], Space]
) -> None:
    space = opened(camp_file)
    for dialog in (PlanDialog(large, space, behind), TokensDialog(large, space, behind)):
        dialog.show()
        dialog.said.say("danger", TROUBLE)
        qtbot.waitUntil(partial(low, dialog))
        dialog.said.say("info", "")
        qtbot.waitUntil(partial(low, dialog))
        dialog.done(0)


def test_a_households_page_and_items_fit_with_something_to_say(
    qtbot: QtBot, large: Look, behind: QWidget, camp_file: Path, opened: Callable[[Path], Space]
) -> None:
    space, nobody = opened(camp_file), HouseholdId(bytes(16))
    page = HouseholdDialog(large, space, nobody, lambda: date(2014, 6, 12), behind)
    items = ReliefDialog(large, space, nobody, lambda: date(2014, 6, 12), behind)
    page.holds.say("warn", TROUBLE)
    for dialog in (page, items):
        dialog.show()
        dialog.said.say("danger", TROUBLE)
        qtbot.waitUntil(partial(low, dialog))
        dialog.done(0)


def test_a_list_that_cannot_be_understood_is_told_on_a_low_screen(
    qtbot: QtBot, large: Look, behind: QWidget, camp_file: Path, opened: Callable[[Path], Space]
) -> None:
    dialog = ListDialog(large, opened(camp_file), lambda: datetime(2014, 6, 12), behind)
    dialog.show()
    dialog._show(1)
    dialog.preview.trouble.say("danger", TROUBLE)
    qtbot.waitUntil(lambda: low(dialog))
    dialog.done(0)


def test_what_gives_way_comes_back_when_there_is_room(
    qtbot: QtBot, look: Look, behind: QWidget
) -> None:
    dialog = Dialog(look, "Title", behind)
    tall, lesser, least = QWidget(), Label(look, "Lesser"), Label(look, "Least")
    dialog.setLayout(column(look, least, lesser, tall))
    dialog.give_way(least, lesser)
    dialog.show()
    for height, seen in ((100, (True, True)), (540, (False, True)), (560, (False, False)),
                         (100, (True, True))):  # fmt: skip
        tall.setMinimumHeight(height)
        qtbot.waitUntil(partial(shown, least, lesser, seen), timeout=1000)
        assert low(dialog)


def test_a_family_of_many_long_names_is_split_on_a_low_screen(
    qtbot: QtBot, large: Look, behind: QWidget
) -> None:
    names = [("Abdulrahman-Muhammadhusain " * 3).strip() + "i" * n for n in range(14)]
    people = tuple((str(n), name) for n, name in enumerate(names))
    form = EventForm(
        large, Form("Split", (Asked.SOME, Asked.REASON, Asked.DAY), people=people, chosen="13"),
        date(2014, 6, 12), behind,
    )  # fmt: skip
    form.show()
    qtbot.waitUntil(lambda: low(form))
    assert form.width() < WIDTH
    assert all(chip.toolTip() == name for chip, name in zip(form.some, names, strict=True))
    assert all(chip.width() < form.width() for chip in form.some)
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    assert form.some[0].hasFocus()  # who goes is asked first
    qtbot.waitUntil(lambda: in_sight(form, form.some[0]))
    for each in form.some[1:]:
        QTest.keyClick(QApplication.focusWidget() or form, Qt.Key.Key_Return)
        assert each.hasFocus()
    qtbot.waitUntil(lambda: in_sight(form, form.some[-1]))
    assert isinstance(form.save, Button)
    assert in_sight(form, form.save)


def shown(least: QWidget, lesser: QWidget, seen: tuple[bool, bool]) -> bool:
    """Tell whether just these of the two are shown."""
    return (not least.isHidden(), not lesser.isHidden()) == seen


def in_sight(window: QWidget, widget: QWidget) -> bool:
    """Tell whether a widget is seen whole."""
    return widget.visibleRegion().boundingRect() == widget.rect() and window.isVisible()


def test_where_no_shelter_is_declared_the_first_key_adds_some(
    qtbot: QtBot, look: Look, behind: QWidget, camp_file: Path, opened: Callable[[Path], Space]
) -> None:
    dialog = PlanDialog(look, opened(camp_file), behind)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.focusWidget() is dialog.add_button)
    dialog.done(0)
