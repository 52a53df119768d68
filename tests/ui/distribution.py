"""A small camp with food for some days, and its allocation tab with somebody at the keys."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from camp_desk.actions import stock
from camp_desk.domain.cards import card_number, written
from camp_desk.domain.ids import DeskNumber
from camp_desk.storage.camp import Camp
from camp_desk.storage.views import Views
from camp_desk.ui.allocation.tab import AllocationTab
from camp_desk.ui.look import Look
from camp_desk.ui.workspace import Workspace
from tests.ui.opened_camp import make, now, opened

DAYS = 7
FULL = {"WHF": 250, "RIC": 120, "BUL": 40, "CHK": 35, "LEN": 35, "OIL": 35, "SUG": 25, "SAL": 5}
"""Grams a person and day of the reference ration."""


@pytest.fixture
def workspace(qtbot: QtBot, tmp_path: Path) -> Iterator[Workspace[Camp, Views]]:
    """Twenty people; every item for ten days, sugar for five."""
    make(tmp_path / "a.camp")
    with opened(qtbot, tmp_path / "a.camp") as workspace:
        with qtbot.waitSignal(workspace.changed, timeout=5000):
            workspace.do(_fill)
        yield workspace


def _fill(camp: Camp) -> stock.Posted:
    lines = tuple(
        stock.Came(code, 20 * grams * (5 if code == "SUG" else 10), f"{code}-1")
        for code, grams in FULL.items()
    )
    return stock.receive(camp, stock.Delivery(stock.store_named(camp), lines))


@pytest.fixture
def tab(qtbot: QtBot, look: Look, workspace: Workspace[Camp, Views]) -> AllocationTab:
    """The tab, shown, with its plan worked out."""
    tab = AllocationTab(look, workspace, now)
    qtbot.addWidget(tab)
    tab.resize(1366, 700)
    tab.show()
    tab.activateWindow()
    qtbot.waitUntil(tab.isActiveWindow)
    qtbot.waitUntil(lambda: tab._plan is not None)
    return tab


def card(counter: int) -> str:
    """Return a card number of the first desk as it is printed."""
    return written(card_number(DeskNumber(1), counter))


def freeze(qtbot: QtBot, tab: AllocationTab) -> None:
    """Freeze what is planned, with the equal share if it is short, and wait for the list."""
    if not tab.panel.plan.freeze.isEnabled():
        tab.panel.plan.shortage.button.click()
    tab.panel.plan.freeze.click()
    assert tab._dialog is not None
    with qtbot.waitSignal(tab.said, timeout=5000):
        tab._dialog.yes.click()
    qtbot.waitUntil(lambda: tab.serving.seen is not None)
    qtbot.waitUntil(lambda: tab.panel.serve.model.rowCount() > 0)
    tab.activateWindow()
    qtbot.waitUntil(tab.isActiveWindow)


def read(qtbot: QtBot, tab: AllocationTab, number: str) -> str:
    """Type a card number and Enter, and return what the desk says."""
    serve = tab.panel.serve
    serve.scan.setFocus()
    qtbot.waitUntil(serve.scan.hasFocus)
    before = serve.decision.text
    QTest.keyClicks(serve.scan, number)
    QTest.keyClick(serve.scan, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: serve.decision.text not in {"", before})
    return serve.decision.text


def confirm(qtbot: QtBot, tab: AllocationTab) -> None:
    """Press Enter: what is shown was handed over."""
    serve = tab.panel.serve
    QTest.keyClick(serve.scan, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: serve.decision.text.startswith("Handed over"))


def states(tab: AllocationTab) -> list[str]:
    """Return the state of every line."""
    model = tab.panel.serve.model
    rows = [model.row(model.index(n, 0)) for n in range(model.rowCount())]
    return [row.state for row in rows if row is not None]
