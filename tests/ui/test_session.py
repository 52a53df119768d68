"""From the passphrase to a registered family, in the real window on a real camp."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from camp_desk.actions import arrivals, camps, manifests, officers
from camp_desk.domain.cards import written
from camp_desk.domain.manifests import Way
from camp_desk.domain.registration import Member, Registration
from camp_desk.domain.roles import RIGHTS, Right, Role
from camp_desk.storage import households
from camp_desk.storage.passphrase import Cost
from camp_desk.ui.crash import CrashDialog
from camp_desk.ui.desk import Desk
from camp_desk.ui.erase import EraseDialog
from camp_desk.ui.lists import ListDialog
from camp_desk.ui.look import Look, dress
from camp_desk.ui.session import Session
from camp_desk.ui.settings import SettingsFile
from camp_desk.ui.unlock import UnlockPage

NOW = datetime(2014, 6, 12, 9, 30)
ENTER, CTRL = Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier


def clock() -> float:
    return NOW.timestamp()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A camp file that the passphrase "open sesame" opens."""
    made = camps.make_camp(
        tmp_path / "khazir.camp", name="Khazir", officer="Amina", passphrase="open sesame",
        clock=clock, cost=Cost(8192, 1, 1), reserve_bytes=0,
    )  # fmt: skip
    made.camp.close()
    return made.camp.path


@pytest.fixture
def session(qapp: QApplication, tmp_path: Path, look: Look) -> Iterator[Session]:
    """The program before anything is open."""
    session = Session(qapp, SettingsFile(tmp_path / "settings.json"), "en", clock)
    yield session
    session.end()
    dress(qapp, look)


def type_in(window: QWidget, text: str) -> None:
    for letter in text:
        # keyClicks aborts on letters outside Latin-1
        press = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
        QApplication.sendEvent(QApplication.focusWidget() or window, press)


def press(window: QWidget, *keys: Qt.Key, ctrl: bool = False) -> None:
    modifier = CTRL if ctrl else Qt.KeyboardModifier.NoModifier
    for key in keys:
        QTest.keyClick(QApplication.focusWidget() or window, key, modifier)


def unlock_page(session: Session, qtbot: QtBot) -> UnlockPage:
    window = session.windows()[0]
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    page = window.findChild(UnlockPage)
    assert isinstance(page, UnlockPage)
    page.setFocus()
    return page


def open_desk(session: Session, path: Path, qtbot: QtBot, passphrase: str = "open sesame") -> Desk:
    """Open a camp with its passphrase, and wait until the list and what it offers are there."""
    session.begin(path)
    page = unlock_page(session, qtbot)
    with qtbot.waitSignal(session.desk_shown):
        type_in(page, passphrase)
        press(page, ENTER)
    desk = session.findChild(Desk)
    assert isinstance(desk, Desk)
    desk.frame.activateWindow()
    qtbot.waitUntil(desk.frame.isActiveWindow)
    qtbot.waitUntil(lambda: desk.arrivals.form.journey.governorate.count() > 0)
    return desk


def test_a_wrong_passphrase_is_said_beside_the_line_and_the_right_one_opens_the_window(
    session: Session, path: Path, qtbot: QtBot
) -> None:
    session.begin(path)
    page = unlock_page(session, qtbot)
    type_in(page, "open barley")
    press(page, ENTER)
    qtbot.waitUntil(lambda: bool(page.field.trouble))
    assert not page.passphrase.isReadOnly()
    assert page.passphrase.selectedText() == "open barley"

    with qtbot.waitSignal(session.desk_shown):
        type_in(page, "open sesame")
        press(page, ENTER)
    (window,) = session.windows()
    assert window.windowTitle().startswith("Khazir")


def test_a_family_is_registered_from_the_passphrase_on_without_the_mouse(
    session: Session, path: Path, qtbot: QtBot
) -> None:
    desk = open_desk(session, path, qtbot)
    form = desk.arrivals.form
    assert form.journey.checkpoint.hasFocus()
    type_in(form, "Khazir")
    press(form, ENTER, ENTER)
    type_in(form, "Nin")
    press(form, ENTER, ENTER, ENTER)
    type_in(form, "زيد")
    press(form, ENTER)
    type_in(form, "طه")
    press(form, ENTER, ctrl=True)
    qtbot.waitUntil(form.card.isVisible)

    assert written(1000001) in form.card.number.text()
    session.end()
    camp = camps.open_camp(path, "open sesame", clock)
    found = households.by_number(camp.db, 1000001)
    assert found is not None
    saved = households.household(camp.db, found)
    camp.close()
    assert saved is not None
    assert saved.registration.head.name == "زيد طه"
    assert saved.registration.origin.governorate == "Ninewa"
    assert saved.registration.checkpoint == "Khazir"


def test_the_lock_hides_everything_and_opens_again_on_the_same_line(
    session: Session, path: Path, qtbot: QtBot
) -> None:
    desk = open_desk(session, path, qtbot)
    head = desk.arrivals.form.head
    head.own.setFocus()
    type_in(head.own, "زيد")
    press(desk.frame, Qt.Key.Key_L, ctrl=True)
    assert desk.frame.locked
    assert not head.own.isVisible()

    page = desk.frame.findChild(UnlockPage)
    assert isinstance(page, UnlockPage)
    type_in(page, "open barley")
    press(page, ENTER)
    qtbot.waitUntil(lambda: bool(page.field.trouble))
    assert desk.frame.locked

    type_in(page, "open sesame")
    press(page, ENTER)
    qtbot.waitUntil(lambda: not desk.frame.locked)
    assert head.own.hasFocus()
    type_in(head.own, "ان")
    assert head.own.text() == "زيدان"


def test_only_a_demonstration_opened_with_its_own_passphrase_says_it_on_the_lock(
    session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    for passphrase, said in (("open sesame", False), ("demo", True)):
        path = tmp_path / f"{passphrase[:4]}.camp"
        camps.make_camp(
            path, name="Khazir", officer="Amina", passphrase=passphrase, clock=clock,
            demonstration=True, cost=Cost(8192, 1, 1), reserve_bytes=0,
        ).camp.close()  # fmt: skip
        with qtbot.waitSignal(session.desk_shown):
            session.begin(path, passphrase)
        desk = session._desk
        assert desk is not None
        desk._lock()
        page = desk.frame.findChild(UnlockPage)
        assert isinstance(page, UnlockPage)
        assert any("demo." in label.text() for label in page.findChildren(QLabel)) is said
        session._close_camp()


def test_a_mistake_while_the_screen_is_locked_is_shown_once_and_after_the_lock(
    session: Session, path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = open_desk(session, path, qtbot)
    shown: list[object] = []

    def show(_look: object, error: object, _parent: object) -> None:
        shown.append(error)
        session._crashed(ZeroDivisionError("once more"))

    monkeypatch.setattr(CrashDialog, "ask", show)
    desk._lock()
    mistake = ZeroDivisionError("names")
    session._crashed(mistake)
    assert shown == []
    desk.passphrase_fits(camps.unlock(path, "open sesame"))
    assert shown == [mistake]


def test_the_passphrase_of_another_officer_does_not_open_the_lock(
    session: Session, path: Path, qtbot: QtBot
) -> None:
    camp = camps.open_camp(path, "open sesame", clock)
    officers.add_officer(camp, "Sara", Role.REGISTRAR, "another word", Cost(8192, 1, 1))
    camp.close()
    desk = open_desk(session, path, qtbot)
    desk._lock()

    desk.passphrase_fits(camps.unlock(path, "another word"))

    assert desk.frame.locked
    page = desk._lock_page
    assert page is not None
    assert "Amina works in this window" in page.field.trouble


def test_a_lock_hides_the_list_that_is_taken_in_and_the_families_come_all_the_same(
    session: Session, path: Path, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = open_desk(session, path, qtbot)
    persons = tmp_path / "khazir.csv"
    persons.write_text("Family no,Full name,Sex,Age\n1,Karim Yasin Omar,M,45\n", "utf-8")
    asked: list[ListDialog] = []

    def ask(dialog: ListDialog) -> None:
        asked.append(dialog)

    monkeypatch.setattr(ListDialog, "exec", ask)
    monkeypatch.setattr(ListDialog, "deleteLater", lambda _dialog: None)
    desk.menu.take_in()
    (dialog,) = asked
    dialog.show()
    dialog.read(persons)
    qtbot.waitUntil(lambda: dialog.preview.isVisible() and not dialog.working.busy)

    with qtbot.waitSignal(desk._workspace.changed):
        dialog.take_in()
        desk._lock()
        assert not dialog.isVisible()
    assert desk.frame.locked


def test_another_language_mirrors_the_window_and_keeps_what_was_typed(
    session: Session, path: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    desk = open_desk(session, path, qtbot)
    desk.arrivals.form.head.own.setFocus()
    type_in(desk.frame, "زيد")
    desk.frame.language_wanted.emit("ar")

    form = desk.arrivals.form
    qtbot.waitUntil(lambda: form.head.own.text() == "زيد")
    assert desk.frame.focusWidget() is form.head.own
    assert qapp.layoutDirection() == Qt.LayoutDirection.RightToLeft
    at = form.mapTo(desk.frame, form.rect().topLeft())
    assert at.x() > desk.arrivals.people.geometry().left()
    assert "Save family" not in form.save.text()
    desk.frame.activateWindow()
    form.head.own.setFocus()
    press(form, ENTER, ctrl=True)
    qtbot.waitUntil(lambda: not form.card.isHidden())


def test_what_was_typed_just_before_the_window_closed_is_there_again(
    session: Session, path: Path, qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    desk = open_desk(session, path, qtbot)
    desk.arrivals.form.head.own.setFocus()
    type_in(desk.frame, "زيد")
    with qtbot.waitSignal(session.finished):
        desk.frame.close()

    again = Session(qapp, SettingsFile(tmp_path / "settings.json"), "en", clock)
    form = open_desk(again, path, qtbot).arrivals.form
    qtbot.waitUntil(lambda: form.head.own.text() == "زيد")
    again.end()


@pytest.mark.qt_log_ignore("This plugin does not support raise")
def test_a_camp_that_is_open_is_not_opened_a_second_time(
    session: Session, path: Path, qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    open_desk(session, path, qtbot)
    other = Session(qapp, SettingsFile(tmp_path / "settings.json"), "en", clock)
    other.begin(path, "open sesame")
    page = unlock_page(other, qtbot)
    qtbot.waitUntil(lambda: "another window" in page.field.trouble)
    other.end()


def test_a_camp_that_is_gone_is_said_on_the_page(
    session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    session.begin(tmp_path / "gone.camp", "x")
    page = unlock_page(session, qtbot)
    qtbot.waitUntil(lambda: "gone.camp" in page.field.trouble)


def test_the_name_of_a_camp_that_was_erased_does_not_stay_on_the_computer(
    session: Session, path: Path, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(EraseDialog, "ask", lambda *_: True)
    desk = open_desk(session, path, qtbot)
    settings = SettingsFile(tmp_path / "settings.json")
    assert settings.load().recent
    with qtbot.waitSignal(session.finished):
        desk._erase()
    assert settings.load().recent == ()


@pytest.mark.parametrize(
    ("role", "tabs", "lines"),
    [
        (Role.REGISTRAR, [True, False, False], 13),
        (Role.STOREKEEPER, [False, True, False], 6),
        (Role.DISTRIBUTOR, [True, True, True], 10),
        (Role.SUPERVISOR, [True, True, True], 14),
    ],
)
def test_a_role_sees_its_tabs_and_its_menu_and_is_told_why_not_the_others(
    session: Session, path: Path, qtbot: QtBot, role: Role, tabs: list[bool], lines: int
) -> None:
    camp = camps.open_camp(path, "open sesame", clock)
    manifests.open_manifest(camp, manifests.Bus(Way.ARRIVAL, "12345", total=3))
    officers.add_officer(camp, "Sara", role, "another word", Cost(8192, 1, 1))
    camp.close()

    desk = open_desk(session, path, qtbot, "another word")

    assert [page.open for page in desk._pages] == tabs
    front = desk.frame.header.tabs.currentIndex()
    assert front == tabs.index(True)
    said = [page.why.label.text() for page in desk._pages if not page.open]
    assert all("Your role does not allow this" in each for each in said)
    focus = QApplication.focusWidget()
    shown = desk.frame.stack.currentWidget()
    assert focus is not None
    assert shown is not None
    assert shown.isAncestorOf(focus)  # not in a tab that is not seen
    registers = role in {Role.REGISTRAR, Role.SUPERVISOR}
    if Right.SEE_NAMES in RIGHTS[role]:
        qtbot.waitUntil(lambda: bool(desk.arrivals.bus.said.text()))
    for each in (desk.arrivals.form, desk.arrivals.people.complete):
        assert each.isVisibleTo(desk.arrivals) == registers
    assert not desk.arrivals.bus.isVisibleTo(desk.arrivals) or registers
    assert sum(each.isVisible() for each in desk.frame.more.actions()) == lines


def test_who_registers_nobody_opens_the_page_of_whom_they_find(
    session: Session, path: Path, qtbot: QtBot
) -> None:
    camp = camps.open_camp(path, "open sesame", clock)
    officers.add_officer(camp, "Sara", Role.DISTRIBUTOR, "another word", Cost(8192, 1, 1))
    household = arrivals.register(camp, Registration((Member("Karim"),))).household
    camp.close()
    desk = open_desk(session, path, qtbot, "another word")
    assert desk.arrivals.people.search.hasFocus()
    desk.arrivals.page_wanted.disconnect(desk.menu.show_household)

    with qtbot.waitSignal(desk.arrivals.page_wanted) as wanted:
        desk.arrivals.open_household(household)
    assert wanted.args == [household]
    with qtbot.waitSignal(desk.arrivals.said) as said:
        desk.arrivals.complete(household)
    assert "role" in said.args[0]
