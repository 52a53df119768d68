"""The keys of the documents of the stores, and days that cannot be."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from camp_desk.actions import releases, stock
from camp_desk.actions.leaving import Leaving, Out
from camp_desk.actions.stock import Came, Delivery
from camp_desk.storage.camp import Camp
from camp_desk.storage.views import Views
from camp_desk.ui.look import Look
from camp_desk.ui.stock import desk as desk_module
from camp_desk.ui.stock.desk import DocumentsDesk
from camp_desk.ui.stock.incoming import InForm
from camp_desk.ui.stock.loss import LossForm
from camp_desk.ui.stock.outgoing import OutForm
from camp_desk.ui.stock.tab import StockTab
from camp_desk.ui.workspace import Workspace
from tests.ui.opened_camp import make, now, opened
from tests.ui.stock_keys import shown


@pytest.fixture
def workspace(qtbot: QtBot, tmp_path: Path) -> Iterator[Workspace[Camp, Views]]:
    """A camp with an empty store."""
    make(tmp_path / "t.camp")
    with opened(qtbot, tmp_path / "t.camp") as workspace:
        yield workspace


@pytest.fixture
def tab(qtbot: QtBot, look: Look, workspace: Workspace[Camp, Views]) -> StockTab:
    """The tab with its documents, shown and read."""
    tab = StockTab(look, workspace, now)
    qtbot.addWidget(tab)
    tab.show()
    tab.activateWindow()
    qtbot.waitUntil(tab.isActiveWindow)
    qtbot.waitUntil(lambda: tab._seen is not None)
    tab.panel.documents.click()
    qtbot.waitUntil(lambda: tab.documents is not None and tab.documents._listed is not None)
    return tab


@pytest.fixture
def desk(tab: StockTab) -> DocumentsDesk:
    """The documents."""
    assert tab.documents is not None
    return tab.documents


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_an_arrow_opens_the_list_of_what_can_be_written_and_writes_nothing_yet(
    qtbot: QtBot, desk: DocumentsDesk
) -> None:
    desk.view.new.setFocus()
    QTest.keyClick(desk.view.new, Qt.Key.Key_Down)
    assert desk.form is None
    qtbot.waitUntil(desk.view.new.view().isVisible)
    listed = desk.view.new.view()
    QTest.keyClick(listed, Qt.Key.Key_Down)
    QTest.keyClick(listed, Qt.Key.Key_Down)
    QTest.keyClick(listed, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(desk.form, OutForm))
    assert isinstance(desk.form, OutForm)
    assert desk.form.kind == "release"
    QTest.keyClick(desk.form, Qt.Key.Key_Escape)
    QTest.keyClicks(desk.view.new, "g")
    assert desk.form is None


def test_no_key_of_the_stock_is_bound_twice(tab: StockTab, desk: DocumentsDesk) -> None:
    keys = [each.key().toString() for each in tab.findChildren(QShortcut)]
    assert len(keys) == len(set(keys))
    assert "Ctrl+F" not in keys  # the window's own, which asks the tab
    assert desk.view.isVisible()


def test_days_that_cannot_be_are_refused_at_their_fields(desk: DocumentsDesk) -> None:
    desk.write("dispatch")
    form = desk.form
    assert isinstance(form, OutForm)
    form.day.setText("1/1/1900")
    form.out_at.setText("1/1/2099 08:00")
    assert form.entered() is None
    assert "a year ago" in form._fields["day"].trouble
    assert form._fields["out_at"].trouble
    form.out_at.setText("99:99")
    assert form.entered() is None
    assert "07:30" in form._fields["out_at"].trouble
    for kind in ("lend", "borrow"):
        desk.write(kind)
        assert isinstance(desk.form, OutForm | InForm)
        desk.form.due.setText("1/1/2014")
        assert desk.form.entered() is None
        assert "before the day" in desk.form._fields["due"].trouble


def test_litres_that_come_back_weigh_what_they_weighed(
    qtbot: QtBot, desk: DocumentsDesk, workspace: Workspace[Camp, Views]
) -> None:
    oil = (Came("OIL", 91_000, "O-1", grams_per_litre=910),)
    with qtbot.waitSignal(workspace.changed, timeout=5000):
        workspace.do(lambda camp: stock.receive(camp, Delivery(stock.store_named(camp), oil)))
    qtbot.waitUntil(lambda: bool(desk._listed and desk._listed.known.piles))
    desk.write("return")
    form = desk.form
    assert isinstance(form, InForm)
    for label in ("", "o-1"):
        form.lines[0].restore({"item": "Vegetable oil", "quantity": "10 L", "lot": label})
        assert form.lines[0].came().quantity == 9_100
    desk.write("borrow")
    assert isinstance(desk.form, InForm)
    desk.form.lines[0].restore({"item": "Vegetable oil", "quantity": "10 L"})
    assert desk.form.lines[0].came().quantity == 9_200


def test_typing_reads_the_documents_alone_and_a_change_all_that_forms_choose_from(
    qtbot: QtBot, desk: DocumentsDesk, workspace: Workspace[Camp, Views]
) -> None:
    def listed() -> list[str]:
        return [row.number for row in desk.view.rows.rows]

    with qtbot.waitSignal(workspace.changed, timeout=5000):
        workspace.do(partial(_bring, "RIC"))
    qtbot.waitUntil(lambda: listed() == ["GRN-001-0001"])
    before = desk._listed
    assert before is not None

    desk.view.search.setText("nobody")
    qtbot.waitUntil(lambda: listed() == [])
    assert desk._listed is not None
    assert desk._listed.known is before.known

    with qtbot.waitSignal(workspace.changed, timeout=5000):
        workspace.do(partial(_bring, "SAL"))
    desk.view.search.setText("salt")  # before the answer to what changed
    qtbot.waitUntil(lambda: listed() == ["GRN-001-0002"])
    assert "SAL" in {pile.item for pile in desk._listed.known.piles}


def _bring(item: str, camp: Camp) -> stock.Posted:
    delivery = Delivery(stock.store_named(camp), (Came(item, 5_000, "L"),))
    return stock.receive(camp, delivery)


def _brought_today(camp: Camp) -> stock.Posted:
    came = (Came("RIC", 100_000, "L1"),)
    return stock.receive(camp, Delivery(stock.store_named(camp), came))


def test_what_left_before_it_came_is_asked_about_once_and_saved_the_second_time(
    qtbot: QtBot, workspace: Workspace[Camp, Views], desk: DocumentsDesk
) -> None:
    with qtbot.waitSignal(workspace.changed, timeout=5000):
        workspace.do(_brought_today)
    qtbot.waitUntil(lambda: bool(desk._listed and desk._listed.known.piles))
    desk.write("release")
    form = desk.form
    assert isinstance(form, OutForm)
    form.day.setText("10/6/2014")
    form.texts["party"].setText("Sector B")
    form.lines[0].item.setEditText("RIC")
    form.lines[0].quantity.setText("30 kg")

    QTest.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "Save again" in form.status.text())
    assert "the books have only 0 kg of Rice, lot L1" in form.status.text()

    form.lines[0].quantity.setText("40 kg")
    QTest.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "40 kg" in form.status.text())  # another paper is asked about again
    with qtbot.waitSignal(desk.said, timeout=5000) as said:
        QTest.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "ISS-001-0001" in said.args[0]


def _ordered(camp: Camp) -> stock.Posted:
    came = (Came("RIC", 100_000, "L1"),)
    stock.receive(camp, Delivery(stock.store_named(camp), came))
    for n in range(3):
        out = Leaving(stock.store_named(camp), (Out("RIC", 1_000),))
        posted = releases.release(camp, releases.Release(out, f"Sector {n}"))
    return posted


def test_an_order_older_than_those_that_are_offered_is_answered_from_the_list(
    qtbot: QtBot,
    workspace: Workspace[Camp, Views],
    desk: DocumentsDesk,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(desk_module, "_LATEST", 2)
    with qtbot.waitSignal(workspace.changed, timeout=5000):
        workspace.do(_ordered)
    shown(qtbot, desk, "ISS-001-0001")

    desk.view.card.answer.click()

    form = desk.form
    assert isinstance(form, InForm)
    assert form.of.currentText() == "ISS-001-0001 · Sector 0 · 2014-06-12"
    assert form.of.count() == 4  # households, the latest two, and this one
    typed = form.draft()
    desk.write("return")
    assert isinstance(desk.form, InForm)
    assert desk.form.of.count() == 3
    desk.form.restore(typed)  # as where the look changes
    assert desk.form.of.currentText() == "ISS-001-0001 · Sector 0 · 2014-06-12"


def test_a_loss_of_an_earlier_day_is_asked_about_where_nothing_had_come_by_then(
    qtbot: QtBot, workspace: Workspace[Camp, Views], tab: StockTab
) -> None:
    with qtbot.waitSignal(workspace.changed, timeout=5000):
        workspace.do(_brought_today)
    tab._close_documents()
    qtbot.waitUntil(lambda: bool(tab._seen and tab._seen.piles))
    tab.panel.choose("RIC")
    tab.panel.lose.click()
    form = tab.form
    assert isinstance(form, LossForm)
    form.quantity.setText("30")
    form.reason.choose("WET")
    form.day.setText("13/6/2014")
    form.save.click()
    assert form._fields[5].trouble == "This day has not come yet."
    form.day.setText("9/6/2014")
    form.save.click()
    qtbot.waitUntil(lambda: "Save again" in form.status.text())

    with qtbot.waitSignal(tab.said, timeout=5000):
        form.save.click()

    rows = tab.panel.movements
    qtbot.waitUntil(lambda: "Wet" in [each.what for each in rows.rows])
    assert [each.day for each in rows.rows if each.what == "Wet"] == ["2014-06-09"]
