"""The first minutes: the start page, making a camp, and its recovery sheet."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from camp_desk.actions import camps, sticks
from camp_desk.domain.errors import NotAllowed
from camp_desk.storage.passphrase import Cost
from camp_desk.ui import opening, recovery
from camp_desk.ui.beginning import Joining, NewCamp, NewCampCard
from camp_desk.ui.look import Look, dress
from camp_desk.ui.recovery import WithoutSheet, hand_over
from camp_desk.ui.session import Session
from camp_desk.ui.settings import SettingsFile
from camp_desk.ui.welcome import WelcomePage

ENTER = Qt.Key.Key_Return
PASSPHRASE = "three unrelated words"


@pytest.fixture
def page(qtbot: QtBot, look: Look, tmp_path: Path) -> WelcomePage:
    """The start page on the screen, of a computer that opened no camp before."""
    page = WelcomePage(look, (), tmp_path)
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page


@pytest.fixture
def session(qapp: QApplication, tmp_path: Path, look: Look) -> Iterator[Session]:
    """The program before anything is open."""
    session = Session(qapp, SettingsFile(tmp_path / "settings.json"), "en", time.time)
    yield session
    session.end()
    dress(qapp, look)


def press(*keys: Qt.Key) -> None:
    for key in keys:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key)


def fill(card: NewCampCard) -> None:
    card.name.setText("Khazir")
    card.officer.setText("Sara")
    card.pair.first.setText(PASSPHRASE)
    card.pair.second.setText(PASSPHRASE)


def test_the_start_page_needs_no_mouse(page: WelcomePage) -> None:
    assert page.buttons[0].hasFocus()
    press(Qt.Key.Key_Tab, ENTER)
    assert page.new_camp.name.hasFocus()
    press(Qt.Key.Key_Escape)
    assert page.buttons[0].hasFocus()


def test_what_is_missing_is_said_the_cursor_goes_there_and_typing_takes_it_back(
    page: WelcomePage,
) -> None:
    page._new()
    card = page.new_camp
    card.name.setText("Khazir")
    card.go.click()
    assert card._officer.trouble
    assert card.officer.hasFocus()
    QTest.keyClicks(card.officer, "S")
    assert not card._officer.trouble


def test_a_passphrase_that_is_too_short_is_told_once(page: WelcomePage) -> None:
    press(Qt.Key.Key_Tab, ENTER)
    pair = page.new_camp.pair
    pair.first.setText("short")
    assert pair._strength.text()
    page.new_camp.ask()
    assert pair._first.trouble
    assert not pair._strength.text()


def test_the_button_beside_a_folder_stays_in_its_line_when_something_is_wrong(
    qtbot: QtBot, page: WelcomePage
) -> None:
    page._join()
    join = page.join
    qtbot.waitUntil(lambda: abs(middle(join.choose) - middle(join.stick)) <= 2)
    join.ask()
    assert join._stick.trouble
    qtbot.waitUntil(lambda: abs(middle(join.choose) - middle(join.stick)) <= 2)


def middle(widget: QWidget) -> int:
    """Return how far down in its window the middle of a widget is."""
    return widget.mapTo(widget.window(), widget.rect().center()).y()


def test_a_camp_may_be_kept_in_another_folder(
    page: WelcomePage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other"
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(other))
    page._new()
    card = page.new_camp
    card.elsewhere.click()
    assert str(other) in card._hint.text()
    fill(card)
    with qtbot.waitSignal(page.making, timeout=1000) as making:
        card.go.click()
    assert making.args[0].path == other / "Khazir.camp"


def test_a_second_enter_while_a_camp_is_made_neither_goes_back_nor_asks_again(
    page: WelcomePage, qtbot: QtBot
) -> None:
    page._new()
    card = page.new_camp
    fill(card)
    card.go.setFocus()
    press(ENTER)
    assert card.name.hasFocus()
    with qtbot.assertNotEmitted(page.making):
        press(ENTER, Qt.Key.Key_Escape)
    assert card.isVisible()
    page.show_trouble(NotAllowed())
    assert card.go.hasFocus()


def test_the_page_says_that_the_demonstration_is_being_made(page: WelcomePage) -> None:
    page.buttons[-1].click()
    assert page.waiting.text
    assert not page.buttons[-1].isEnabled()
    page.show_trouble(NotAllowed())
    assert not page.waiting.text
    assert page.buttons[-1].isEnabled()


def test_the_program_begins_with_the_cursor_on_the_first_button(
    session: Session, qtbot: QtBot
) -> None:
    session.begin(None)
    (window,) = session.windows()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    page = window.findChild(WelcomePage)
    assert isinstance(page, WelcomePage)
    assert page.buttons[0].hasFocus()


def test_the_language_is_chosen_before_anything_is_open(
    session: Session, qapp: QApplication, tmp_path: Path
) -> None:
    session.begin(None)
    (window,) = session.windows()
    page = window.findChild(WelcomePage)
    assert isinstance(page, WelcomePage)
    arabic = next(each for each in page.languages if each.property("language") == "ar")
    arabic.click()
    assert qapp.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert SettingsFile(tmp_path / "settings.json").load().language == "ar"
    pages = session.windows()[0].findChildren(WelcomePage)
    assert [each for each in pages if each is not page]


def test_a_camp_is_made_in_a_folder_that_is_not_there_yet(tmp_path: Path) -> None:
    path = tmp_path / "Documents" / "Khazir.camp"
    opening.made(NewCamp(path, "Khazir", "Sara", PASSPHRASE), time.time)
    assert path.exists()


def test_a_camp_that_is_joined_is_called_after_itself_and_not_after_the_stick(
    tmp_path: Path,
) -> None:
    stick, cost = tmp_path / "usb", Cost(8192, 1, 1)
    stick.mkdir()
    made = camps.make_camp(
        tmp_path / "a.camp", name="Hasan Sham", officer="Sara", passphrase=PASSPHRASE, cost=cost,
        reserve_bytes=0,
    )  # fmt: skip
    code = sticks.invite(made.camp, stick, cost=cost).code
    made.camp.close()
    documents = tmp_path / "Documents"
    documents.mkdir()
    (documents / "usb.camp").touch()
    wanted = Joining(stick, documents / "usb.camp", code, "Batool", PASSPHRASE)

    path, opened = opening.joined(wanted, time.time)

    assert path == documents / "Hasan-Sham.camp"
    camp = camps.open_unlocked(path, opened)
    assert camp.name == "Hasan Sham"
    camp.close()


def test_the_recovery_sheet_is_shown_until_it_is_kept_or_not_wanted(
    look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    answers = iter((False, False, True))

    def show(_look: Look, title: str, *_: object) -> bool:
        shown.append(title)
        return next(answers)

    monkeypatch.setattr(recovery, "show_paper", show)
    monkeypatch.setattr(WithoutSheet, "ask", lambda *_: False)
    hand_over(look, "Recovery sheet", b"")
    assert len(shown) == 3

    answers = iter((False,))
    monkeypatch.setattr(WithoutSheet, "ask", lambda *_: True)
    hand_over(look, "Recovery sheet", b"")
    assert len(shown) == 4


def test_esc_shows_the_recovery_sheet_again(qtbot: QtBot, look: Look) -> None:
    dialog = WithoutSheet(look)
    qtbot.addWidget(dialog)
    dialog.show()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.result() == WithoutSheet.DialogCode.Rejected
