"""The donors' report and the way of goods in the window, from the keyboard, on a real camp."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from camp_desk.actions import camps, stock
from camp_desk.actions.stock import Came, Delivery
from camp_desk.domain.cards import card_number, written
from camp_desk.domain.ids import DeskNumber
from camp_desk.storage.camp import Camp
from camp_desk.storage.views import Views
from camp_desk.ui.look import Look
from camp_desk.ui.stock import donors as module
from camp_desk.ui.stock.donors import DonorsDialog
from camp_desk.ui.stock.tab import StockTab
from camp_desk.ui.stock.trace import TraceDialog
from camp_desk.ui.workspace import Workspace
from tests.ui.opened_camp import PASSPHRASE, TODAY, make, now, opened, tick

Space = Workspace[Camp, Views]


@pytest.fixture
def workspace(qtbot: QtBot, tmp_path: Path) -> Iterator[Space]:
    """A camp with rice of two donors, one of them of the month before."""
    path = tmp_path / "t.camp"
    make(path)
    camp = camps.open_unlocked(path, camps.unlock(path, PASSPHRASE), tick)
    store = stock.store_named(camp)
    before = TODAY - timedelta(days=31)
    stock.receive(camp, Delivery(store, (Came("RIC", 5_000, "L0", donor="IRCS"),), before))
    stock.receive(camp, Delivery(store, (Came("RIC", 1_234_567, "L1", donor="WFP"),)))
    camp.close()
    with opened(qtbot, path) as space:
        yield space


@pytest.fixture
def dialog(qtbot: QtBot, look: Look, workspace: Space) -> DonorsDialog:
    """The dialog, shown and read."""
    dialog = DonorsDialog(look, workspace)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: len(dialog.lines.rows) == 2)
    return dialog


def shown(dialog: DonorsDialog) -> list[tuple[str, int, int]]:
    return [(each.donor, each.opening, each.closing) for each in dialog.lines.rows]


def test_a_month_and_a_donor_are_chosen_with_the_arrow_keys(
    qtbot: QtBot, dialog: DonorsDialog
) -> None:
    assert dialog.month.value == f"{TODAY:%Y-%m}"
    assert shown(dialog) == [("IRCS", 5_000, 5_000), ("WFP", 0, 1_234_567)]
    cells = [dialog.lines.index(1, n).data() for n in range(dialog.lines.columnCount())]
    assert "1,234.567" in "".join(str(cell) for cell in cells)
    QTest.keyClick(dialog.month, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: shown(dialog) == [("IRCS", 0, 5_000)])
    QTest.keyClick(dialog.month, Qt.Key.Key_Up)
    QTest.keyClick(dialog.donor, Qt.Key.Key_Down)
    QTest.keyClick(dialog.donor, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: shown(dialog) == [("WFP", 0, 1_234_567)])


def test_the_report_is_printed_and_saved(
    qtbot: QtBot, dialog: DonorsDialog, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    papers: list[bytes] = []
    monkeypatch.setattr(
        module, "show_paper", lambda _look, _title, pdf, _parent: papers.append(pdf)
    )
    QTest.keyClick(dialog, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(papers))
    assert papers[0].startswith(b"%PDF")
    path = tmp_path / "r.csv"
    answer = (str(path), "CSV (*.csv)")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: answer)
    QTest.keyClick(dialog, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(path.exists)
    qtbot.waitUntil(lambda: "r.csv" in dialog.told.text)
    assert "#org+funding" in path.read_text(encoding="utf-8-sig")


def test_the_stock_tab_opens_it_with_f12(
    qtbot: QtBot, look: Look, workspace: Space, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(DonorsDialog, "ask", lambda *given: asked.append(given))
    tab = StockTab(look, workspace, now)
    qtbot.addWidget(tab)
    tab.show()
    tab.activateWindow()
    qtbot.waitUntil(tab.isActiveWindow)
    qtbot.waitUntil(lambda: bool(tab.panel.items.rows))
    QTest.keyClick(tab.panel.table, Qt.Key.Key_F12)
    qtbot.waitUntil(lambda: len(asked) == 1)
    monkeypatch.setattr(TraceDialog, "ask", lambda *given: asked.append(given))
    QTest.keyClick(tab.panel.table, Qt.Key.Key_F12, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: len(asked) == 2)


def test_a_waybill_and_a_card_are_followed_by_typing_and_scanning(
    qtbot: QtBot, look: Look, workspace: Space
) -> None:
    dialog = TraceDialog(look, workspace)
    qtbot.addWidget(dialog)
    dialog.show()
    QTest.keyClicks(dialog.number, "GRN-001-0002")
    QTest.keyClick(dialog.number, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(dialog.lines.rows))
    head, came, lies = dialog.lines.rows
    assert ("WFP" in head.what, head.quantity) == (True, "1,234.567 kg")
    assert ("GRN-001-0002" in came.what, lies.quantity) == (True, "1,234.567 kg")
    assert "lot" in dialog.said.text()

    dialog.number.setText("SI-404")
    QTest.keyClick(dialog.number, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "SI-404" in dialog.told.text)
    assert not dialog.lines.rows
    dialog.scanned(written(card_number(DeskNumber(1), 1)))
    qtbot.waitUntil(lambda: "nothing yet" in dialog.said.text())
    assert not dialog.told.isVisible()
