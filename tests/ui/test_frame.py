"""The window around the tabs, its lock, the way in, paper and mistakes."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from camp_desk.domain.errors import NotAllowed
from camp_desk.ui.allocation.panel import AllocationPanel
from camp_desk.ui.arrivals.panel import ArrivalsPanel
from camp_desk.ui.beginning import Joining, NewCamp, Restoring, strength
from camp_desk.ui.crash import CrashDialog
from camp_desk.ui.frame import Frame, Tab
from camp_desk.ui.look import Look
from camp_desk.ui.preview import Paper, Preview
from camp_desk.ui.stock.panel import StockPanel
from camp_desk.ui.unlock import UnlockPage
from camp_desk.ui.welcome import WelcomePage

LANGUAGES = (("en", "English"), ("ar", "العربية"))


@pytest.fixture
def frame(qtbot: QtBot, look: Look) -> Frame:
    """A window with three tabs of one field each."""
    pages = [QLineEdit(name) for name in ("one", "two", "three")]
    tabs = [Tab("users", page.text(), page) for page in pages]
    frame = Frame(look, "Khazir", tabs, LANGUAGES)
    qtbot.addWidget(frame)
    frame.show()
    frame.activateWindow()
    qtbot.waitUntil(frame.isActiveWindow)
    return frame


def test_ctrl_and_a_number_goes_to_a_tab(frame: Frame) -> None:
    for key, page in ((Qt.Key.Key_3, 2), (Qt.Key.Key_1, 0), (Qt.Key.Key_2, 1)):
        QTest.keyClick(frame, key, Qt.KeyboardModifier.ControlModifier)
        assert frame.stack.currentIndex() == page
        assert frame.header.tabs.currentIndex() == page


def test_ctrl_f_asks_for_the_search(qtbot: QtBot, frame: Frame) -> None:
    with qtbot.waitSignal(frame.search_wanted, timeout=1000):
        QTest.keyClick(frame, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)


def test_the_lock_hides_the_tabs_and_opens_on_the_same_field(
    qtbot: QtBot, frame: Frame, look: Look
) -> None:
    frame.header.tabs.setCurrentIndex(1)
    field = frame.stack.widget(1)
    assert field is not None
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    page = UnlockPage(look, "Khazir")
    page.say_locked(5)

    frame.lock(page)
    assert frame.locked
    assert not field.isVisible()
    QTest.keyClick(frame, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert frame.stack.currentIndex() == 1

    frame.unlock()
    assert not frame.locked
    assert field.isVisible()
    assert field.hasFocus()


def test_the_header_says_what_is_saved_and_how_many_findings_wait(frame: Frame) -> None:
    frame.say_saved(busy=True)
    assert frame.header.saved.accessibleName() == "Saving …"
    frame.say_saved(busy=False, at="14:02")
    assert frame.header.saved.accessibleName() == "All saved · 14:02"
    assert frame.header.findings.isHidden()
    frame.say_findings(3)
    assert frame.header.findings.accessibleName() == "3 findings"
    assert not frame.header.findings.isHidden()


def test_a_narrow_header_keeps_the_drawings_and_the_names(frame: Frame) -> None:
    header = frame.header
    frame.say_findings(4)
    header.fit(2000)
    assert header.scanner.text().strip() == "Scanner ready"
    assert header.scanner.focusPolicy() == Qt.FocusPolicy.NoFocus
    line = header.layout()
    assert line is not None
    wide = line.sizeHint().width()
    header.fit(wide - 1)
    assert header.scanner.text() == ""
    assert header.scanner.accessibleName() == "Scanner ready"
    assert header.findings.text().strip() == "4 findings"
    header.fit(1)
    assert header.findings.text().strip() == "4"
    assert header.findings.accessibleName() == "4 findings"
    header.fit(wide)
    assert header.scanner.text().strip() == "Scanner ready"


@pytest.mark.parametrize("demonstration", [False, True])
def test_a_demonstration_says_so_on_every_tab(
    qtbot: QtBot, look: Look, *, demonstration: bool
) -> None:
    frame = Frame(look, "Demo", [Tab("users", "One", QWidget())], LANGUAGES,
                  demonstration=demonstration)  # fmt: skip
    qtbot.addWidget(frame)
    assert frame.band.isHidden() != demonstration


def test_another_language_is_asked_for_by_its_code(qtbot: QtBot, frame: Frame) -> None:
    menu = frame.header.language.menu()
    with qtbot.waitSignal(frame.language_wanted, timeout=1000) as wanted:
        menu.actions()[1].trigger()
    assert wanted.args == ["ar"]


def test_every_tab_stop_can_be_named(qtbot: QtBot, look: Look) -> None:
    from datetime import date, datetime

    pages = (
        ArrivalsPanel(look, lambda: date(2014, 6, 12), lambda: datetime(2014, 6, 12)),
        StockPanel(look),
        AllocationPanel(look, lambda: date(2014, 6, 12)),
    )
    frame = Frame(look, "Khazir", [Tab("users", "Tab", page) for page in pages], LANGUAGES)
    qtbot.addWidget(frame)
    frame.show()
    for at in range(3):
        frame.header.tabs.setCurrentIndex(at)
        stops = _tab_stops(frame)
        assert len(stops) > 8
        nameless = [each for each in stops if not (each.accessibleName() or _text(each))]
        assert nameless == []


def _tab_stops(window: QWidget) -> list[QWidget]:
    """Return every widget that Tab can reach, in order."""
    stops: list[QWidget] = []
    here = window.nextInFocusChain()
    while here is not None and here is not window:
        takes = bool(here.focusPolicy() & Qt.FocusPolicy.TabFocus) and here.focusProxy() is None
        if takes and here.isVisibleTo(window) and here.isEnabled():
            stops.append(here)
        here = here.nextInFocusChain()
    return stops


def _text(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, QAbstractButton) else ""


def test_only_what_one_uses_is_a_tab_stop(qtbot: QtBot, look: Look) -> None:
    page = StockPanel(look)
    qtbot.addWidget(page)
    page.show()
    kinds = (QAbstractButton, QLineEdit, QComboBox, QAbstractItemView)
    assert [each for each in _tab_stops(page) if not isinstance(each, kinds)] == []


def test_enter_asks_to_open_with_the_passphrase(qtbot: QtBot, look: Look) -> None:
    page = UnlockPage(look, "Khazir", demonstration=True)
    qtbot.addWidget(page)
    page.passphrase.setText("three unrelated words")
    with qtbot.waitSignal(page.asked, timeout=1000) as asked:
        QTest.keyClick(page.passphrase, Qt.Key.Key_Return)
    assert asked.args == ["three unrelated words"]
    assert not page.open.isEnabled()

    page.show_trouble(NotAllowed())
    assert page.field.trouble
    assert page.open.isEnabled()
    page.forget()
    assert page.passphrase.text() == ""


def test_a_passphrase_is_hidden_until_the_eye_is_pressed(qtbot: QtBot, look: Look) -> None:
    page = UnlockPage(look, "Khazir")
    qtbot.addWidget(page)
    assert page.passphrase.echoMode() == QLineEdit.EchoMode.Password
    page.passphrase._eye.trigger()
    assert page.passphrase.echoMode() == QLineEdit.EchoMode.Normal


def test_a_new_camp_is_asked_for_once_everything_is_typed(
    qtbot: QtBot, look: Look, tmp_path: Path
) -> None:
    page = WelcomePage(look, (), tmp_path)
    qtbot.addWidget(page)
    page._new()
    card = page.new_camp
    with qtbot.assertNotEmitted(page.making):
        card.go.click()
    card.name.setText("Khazir M1")
    card.officer.setText("Sara")
    card.pair.first.setText("three unrelated words")
    card.pair.second.setText("three unrelated word")
    with qtbot.assertNotEmitted(page.making):
        card.go.click()
    card.pair.second.setText("three unrelated words")
    with qtbot.waitSignal(page.making, timeout=1000) as making:
        card.go.click()
    path = tmp_path / "Khazir-M1.camp"
    assert making.args == [NewCamp(path, "Khazir M1", "Sara", "three unrelated words")]

    page.show_trouble(NotAllowed())
    assert card.trouble.text
    assert card.go.isEnabled()


def test_joining_wants_a_folder_that_is_there(qtbot: QtBot, look: Look, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    page = WelcomePage(look, (), tmp_path)
    qtbot.addWidget(page)
    page._join()
    card = page.join
    card.code.setText("one two three four five six seven eight")
    card.officer.setText("Sara")
    for line in (card.pair.first, card.pair.second):
        line.setText("three unrelated words")
    card.stick.setText(str(tmp_path / "nowhere"))
    with qtbot.assertNotEmitted(page.joining):
        card.go.click()
    card.stick.setText(str(stick))
    with qtbot.waitSignal(page.joining, timeout=1000) as joining:
        card.go.click()
    assert isinstance(joining.args[0], Joining)
    assert joining.args[0].folder == stick


def test_bringing_a_camp_back_wants_the_key_of_the_recovery_sheet(
    qtbot: QtBot, look: Look, tmp_path: Path
) -> None:
    page = WelcomePage(look, (), tmp_path)
    qtbot.addWidget(page)
    page._restore()
    card = page.restore
    card.stick.setText(str(tmp_path))
    card.officer.setText("Sara")
    for line in (card.pair.first, card.pair.second):
        line.setText("three unrelated words")
    with qtbot.assertNotEmitted(page.restoring):
        card.go.click()
    card.code.setText("AGE-SECRET-KEY-1 GG0KNN QZZ6YJ")
    with qtbot.waitSignal(page.restoring, timeout=1000) as restoring:
        card.go.click()
    assert isinstance(restoring.args[0], Restoring)
    assert restoring.args[0].key == "AGE-SECRET-KEY-1 GG0KNN QZZ6YJ"


def test_a_camp_opened_before_is_one_press_away(qtbot: QtBot, look: Look, tmp_path: Path) -> None:
    page = WelcomePage(look, ("/home/a.camp", "/home/b.camp"), tmp_path)
    qtbot.addWidget(page)
    buttons = [b for b in page.findChildren(QAbstractButton) if b.property("camp")]
    with qtbot.waitSignal(page.opened, timeout=1000) as opened:
        buttons[1].click()
    assert opened.args == ["/home/b.camp"]


@pytest.mark.parametrize(
    ("passphrase", "tone"),
    [("", "danger"), ("seven77", "danger"), ("eight888", "warn"), ("fourteen letters", "ok")],
)
def test_how_good_a_passphrase_is_follows_its_length(
    look: Look, passphrase: str, tone: str
) -> None:
    assert strength(passphrase, look.words)[1] == tone


def test_a_mistake_is_shown_and_can_be_copied_and_nothing_is_sent(qtbot: QtBot, look: Look) -> None:
    dialog = CrashDialog(look, ZeroDivisionError("seven"))
    qtbot.addWidget(dialog)
    assert "ZeroDivisionError: seven" in dialog.report.toPlainText()
    dialog.copy.click()
    assert "ZeroDivisionError" in QGuiApplication.clipboard().text()


def white(page: int, dpi: int) -> tuple[int, int, bytes]:
    """Return a white A4 page, as a renderer would."""
    del page
    width, height = round(8.27 * dpi), round(11.69 * dpi)
    return width, height, b"\xff" * (width * height * 4)


@pytest.fixture
def preview(qtbot: QtBot, look: Look) -> Preview:
    """Three white pages."""
    preview = Preview(look, Paper("Sheets", b"%PDF-", 3, white))
    qtbot.addWidget(preview)
    preview.show()
    return preview


def test_pages_are_turned_by_key_and_stop_at_the_ends(preview: Preview) -> None:
    seen = []
    for key in ("PageDown", "PageDown", "PageDown", "PageUp", "PageUp", "PageUp"):
        QTest.keyClick(preview, getattr(Qt.Key, f"Key_{key}"))
        seen.append(preview.page)
    assert seen == [1, 2, 2, 1, 0, 0]
    assert preview.where.text() == "Page 1 of 3"


def test_a_wide_page_is_shown_as_wide_as_fits(qtbot: QtBot, look: Look) -> None:
    behind = QWidget()
    qtbot.addWidget(behind)
    behind.resize(1024, 600)

    def across(page: int, dpi: int) -> tuple[int, int, bytes]:
        height, width, points = white(page, dpi)
        return width, height, points

    preview = Preview(look, Paper("Sheets", b"%PDF-", 1, across), behind)
    assert preview.width() < 1024
    assert preview._sheet.pixmap().width() < preview.width()


def test_a_page_is_shown_larger_and_smaller(preview: Preview) -> None:
    width = preview._sheet.pixmap().width()
    preview.zoom(1)
    assert preview._sheet.pixmap().width() > width
    preview.zoom(-9)
    assert preview._sheet.pixmap().width() < width


def test_a_saved_pdf_says_what_it_leaves_on_the_disk(preview: Preview, tmp_path: Path) -> None:
    preview.save_to(tmp_path / "sheets.pdf")
    assert (tmp_path / "sheets.pdf").read_bytes() == b"%PDF-"
    assert "not encrypted" in preview.notice.text
    preview.save_to(tmp_path / "none" / "sheets.pdf")
    assert "could not be written" in preview.notice.text


def test_every_chosen_page_is_painted_on_the_printer(preview: Preview, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    assert preview.print_on(printer) == 3
    assert (tmp_path / "printed.pdf").stat().st_size > 0
