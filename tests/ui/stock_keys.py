"""Somebody who works on the stock tab with the keyboard alone."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from camp_desk.storage.camp import Camp
from camp_desk.storage.views import Views
from camp_desk.ui.look import Look
from camp_desk.ui.stock.desk import DocumentsDesk
from camp_desk.ui.stock.tab import StockTab
from camp_desk.ui.workspace import Workspace
from tests.ui.opened_camp import now


def stock_tab(qtbot: QtBot, look: Look, workspace: Workspace[Camp, Views]) -> StockTab:
    """Return the tab, shown and read."""
    tab = StockTab(look, workspace, now)
    qtbot.addWidget(tab)
    tab.resize(1366, 700)
    tab.show()
    tab.activateWindow()
    qtbot.waitUntil(tab.isActiveWindow)
    qtbot.waitUntil(lambda: tab._seen is not None)
    return tab


def focus() -> QWidget:
    """Return what has the focus; something always has."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


def press(*keys: Qt.Key, ctrl: bool = False) -> None:
    """Press keys on whatever has the focus."""
    held = Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier
    for key in keys:
        QTest.keyClick(focus(), key, held)


def enter(*texts: str) -> None:
    """Type texts, each with Enter behind it; an empty one leaves the field as it is."""
    for text in texts:
        at = focus()
        if text.isascii():
            QTest.keyClicks(at, text)
        elif isinstance(at, QLineEdit):
            at.insert(text)  # QTest has no key for these letters
        press(Qt.Key.Key_Return)


def saved(qtbot: QtBot, tab: StockTab) -> str:
    """Press Ctrl+Enter; return what is said when it is written."""
    with qtbot.waitSignal(tab.said, timeout=5000) as said:
        press(Qt.Key.Key_Return, ctrl=True)
    qtbot.waitUntil(lambda: tab.form is None and not (tab.documents and tab.documents.form))
    if tab.documents is not None:
        view = tab.documents.view
        qtbot.waitUntil(lambda: any(row.number in said.args[0] for row in view.rows.rows))
    return str(said.args[0])


def documents(qtbot: QtBot, tab: StockTab) -> DocumentsDesk:
    """Go to the documents."""
    tab.panel.documents.setFocus()
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: tab.documents is not None and tab.documents._listed is not None)
    assert tab.documents is not None
    return tab.documents


def begin(qtbot: QtBot, desk: DocumentsDesk, what: str) -> None:
    """Begin a document from the list of what can be written."""
    desk.write(what)
    qtbot.waitUntil(lambda: desk.form is not None and desk.form.stops[0].hasFocus())


def shown(qtbot: QtBot, desk: DocumentsDesk, number: str) -> None:
    """Choose a document of the list, and wait until it is shown."""
    rows = desk.view.rows
    qtbot.waitUntil(lambda: number in [row.number for row in rows.rows])
    desk.view.choose(next(row.id for row in rows.rows if row.number == number))
    qtbot.waitUntil(lambda: bool(desk._page and desk._page.document.number == number))
    qtbot.waitUntil(lambda: number in desk.view.card.title.text())


def on_hand(workspace: Workspace[Camp, Views], qtbot: QtBot) -> Counter[tuple[str, str, str]]:
    """Return what lies where, by store, item and lot."""
    found: list[Counter[tuple[str, str, str]]] = []

    def count(views: Views) -> Counter[tuple[str, str, str]]:
        stores = {store.id: store.name for store in views.stores()}
        found: Counter[tuple[str, str, str]] = Counter()
        for pile in views.piles():  # rebagged goods are another pile under the same label
            found[stores[pile.store], pile.item, pile.label] += pile.quantity
        return found

    workspace.read(count, found.append)
    qtbot.waitUntil(lambda: bool(found))
    return +found[0]
