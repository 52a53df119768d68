"""Expected deliveries on the stock tab, from the keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from camp_desk.ui.look import Look
from camp_desk.ui.stock.expected_form import ExpectedForm, TermsForm
from camp_desk.ui.stock.goods import GoodsForm
from camp_desk.ui.stock.tab import StockTab
from tests.ui.opened_camp import TODAY, make, opened
from tests.ui.stock_keys import stock_tab

SOON = TODAY + timedelta(days=4)


@pytest.fixture
def tab(qtbot: QtBot, look: Look, tmp_path: Path) -> Iterator[StockTab]:
    """Twenty people, five days of rice, and the page of what is expected."""
    make(tmp_path / "t.camp")
    with opened(qtbot, tmp_path / "t.camp") as workspace:
        tab = stock_tab(qtbot, look, workspace)
        tab.panel.receive.click()
        assert isinstance(tab.form, GoodsForm)
        tab.form.restore({"waybill": "WB-1", "lines": [{"item": "Rice", "quantity": "12 kg"}]})
        with qtbot.waitSignal(tab.said, timeout=5000):
            tab.form.save.click()
        qtbot.waitUntil(lambda: "RIC" in [row.item for row in tab.panel.items.rows])
        tab.panel.choose("RIC")
        qtbot.waitUntil(lambda: tab.panel.title.text() == "Rice")
        tab.panel.detail.choose("expected")
        yield tab


def press(key: Qt.Key, on: QWidget | None = None) -> None:
    focus = on or QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key)


def expect(qtbot: QtBot, tab: StockTab, quantity: str, day: str, reference: str = "") -> None:
    """Write down a delivery without the mouse."""
    before = len(tab.panel.expected.rows.rows)
    tab.panel.expected.table.setFocus()
    press(Qt.Key.Key_Insert)
    form = tab.form
    assert isinstance(form, ExpectedForm)
    qtbot.waitUntil(form.quantity.hasFocus)
    QTest.keyClicks(form.quantity, quantity)
    press(Qt.Key.Key_Return)
    QTest.keyClicks(form.day, day)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Left)  # from likely to firm
    form.donor.setEditText("WFP")
    form.reference.setText(reference)
    with qtbot.waitSignal(tab.said, timeout=5000):
        QTest.keyClick(form.day, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(tab.panel.expected.rows.rows) == before + 1)


def test_a_delivery_is_expected_from_the_keyboard_and_moves_the_break(
    qtbot: QtBot, tab: StockTab
) -> None:
    assert "in 5 days" in tab.panel.story.text

    expect(qtbot, tab, "1 bag", f"{SOON:%d/%m/%Y}", "WB-2")

    (row,) = tab.panel.expected.rows.rows
    assert (row.state, row.tone) == ("firm", "ok")
    assert f"{SOON.isoformat()}" in row.day
    assert row.more == "in 4 days · \u2068WFP\u2069 · \u2066WB-2\u2069"
    assert "with the firm deliveries, \u2068Rice\u2069 runs out on" in tab.panel.story.text
    assert "in 25 days" in tab.panel.story.text
    said = tab.panel.chart.accessibleDescription()
    assert "Empty in 25 days" in said
    assert said.endswith("\u206850 kg\u2069 firm in 4 days")
    figure = tab.panel.figures[3].accessibleName()
    assert figure.startswith(
        f"Next delivery: \u2066{SOON.isoformat()}\u2069. firm · \u2068WFP\u2069"
    )
    cover = {row.item: row.cover for row in tab.panel.items.rows}
    assert cover["RIC"] == 5  # what lies there alone


def test_what_is_expected_is_changed_with_enter_and_dropped_after_a_question(
    qtbot: QtBot, tab: StockTab
) -> None:
    expect(qtbot, tab, "1 bag", f"{SOON:%d/%m/%Y}")
    page = tab.panel.expected

    press(Qt.Key.Key_Return, page.table)
    assert isinstance(tab.form, ExpectedForm)
    assert tab.form.donor.value == "WFP"
    tab.form.quantity.setText("3 bags")
    with qtbot.waitSignal(tab.said, timeout=5000):
        tab.form.save.click()
    qtbot.waitUntil(lambda: "150 kg" in page.rows.rows[0].quantity)

    press(Qt.Key.Key_Delete, page.table)
    assert "no longer?" in page.banner.text
    press(Qt.Key.Key_Escape)
    assert page.banner.text == ""
    assert len(page.rows.rows) == 1
    page.drop.click()
    with qtbot.waitSignal(tab.said, timeout=5000):
        page.banner.button.click()
    qtbot.waitUntil(lambda: page.rows.rows == ())
    assert tab.panel.figures[3].accessibleName().startswith("Last delivery")
    assert not page.drop.isEnabled()


def test_what_came_is_received_with_what_was_expected_and_waits_no_longer(
    qtbot: QtBot, tab: StockTab
) -> None:
    expect(qtbot, tab, "1 bag", f"{SOON:%d/%m/%Y}", "WB-2")

    tab.panel.expected.receive.click()
    assert isinstance(tab.form, GoodsForm)
    assert tab.form.waybill.text() == "WB-2"
    with qtbot.waitSignal(tab.said, timeout=5000):
        tab.form.save.click()

    qtbot.waitUntil(lambda: tab.panel.expected.rows.rows == ())
    assert {row.item: row.cover for row in tab.panel.items.rows}["RIC"] == 25


def test_what_came_in_part_leaves_the_rest_expected_and_says_so(
    qtbot: QtBot, tab: StockTab
) -> None:
    expect(qtbot, tab, "1 bag", f"{SOON:%d/%m/%Y}", "WB-2")
    tab.panel.expected.receive.click()
    assert isinstance(tab.form, GoodsForm)
    tab.form.lines[0].quantity.setText("20 kg")
    with qtbot.waitSignal(tab.said, timeout=5000) as said:
        tab.form.save.click()
    assert "30 kg\u2069 of \u2068Rice\u2069 is still expected" in said.args[0]
    page = tab.panel.expected
    qtbot.waitUntil(lambda: [row.quantity for row in page.rows.rows] == ["\u206830 kg\u2069"])
    assert "20 kg\u2069 came" in page.rows.rows[0].more

    page.change.click()
    assert isinstance(tab.form, ExpectedForm)
    assert "20 kg\u2069 came" in tab.form._fields[1]._below.text()
    tab.form.cancelled.emit()
    page.receive.click()
    assert isinstance(tab.form, GoodsForm)
    assert tab.form.waybill.text() == "WB-2b"
    tab.form.lines[0].quantity.setText("10 kg")
    tab.form.exceptions.click()
    tab.form.nothing_more.click()
    assert tab.form.draft()["nothing_more"]
    with qtbot.waitSignal(tab.said, timeout=5000):
        tab.form.save.click()

    qtbot.waitUntil(lambda: page.rows.rows == ())


def test_what_is_wrong_stands_at_its_field_and_nothing_typed_is_lost(
    qtbot: QtBot, tab: StockTab
) -> None:
    tab.panel.expected.add.click()
    form = tab.form
    assert isinstance(form, ExpectedForm)
    form.quantity.setText("some")
    form.day.setText("soon")
    with qtbot.assertNotEmitted(form.saved):
        form.save.click()
    assert [field.trouble != "" for field in form._fields] == [False, True, True, *[False] * 3]

    form.quantity.setText("1 t")
    form.day.setText("1/1/2014")
    form.day.put("x", TODAY - timedelta(days=1))
    form.save.click()
    qtbot.waitUntil(lambda: "is over" in form.status.text())
    draft = form.draft()
    form.restore(draft)
    assert form.draft() == draft
    assert tab.draft().form == "expected"


def test_how_long_deliveries_take_is_changed_and_reckoned_with(qtbot: QtBot, tab: StockTab) -> None:
    assert (TODAY + timedelta(days=22)).isoformat() in tab.panel.story.text

    tab.panel.expected.terms.click()
    form = tab.form
    assert isinstance(form, TermsForm)
    assert form.draft() == {"lead": "22", "safety": "7"}
    form.lead.setText("")
    form.save.click()
    assert form._fields[0].trouble
    form.restore({"lead": "3", "safety": "0"})
    with qtbot.waitSignal(tab.said, timeout=5000):
        form.save.click()

    day = (TODAY + timedelta(days=2)).isoformat()
    qtbot.waitUntil(lambda: f"by \u2066{day}\u2069" in tab.panel.story.text)


def test_open_forms_come_back_when_the_window_is_built_anew(qtbot: QtBot, tab: StockTab) -> None:
    for opens, kind in ((tab.expecting.add, ExpectedForm), (tab.expecting.set_terms, TermsForm)):
        opens()
        draft = tab.draft()
        tab._close()
        tab.take(draft)
        assert isinstance(tab.form, kind)
    qtbot.waitUntil(lambda: tab.form is not None)
