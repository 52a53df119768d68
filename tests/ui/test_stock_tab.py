"""The stock tab on a real camp, from the keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from camp_desk.actions import camps
from camp_desk.storage.camp import Camp
from camp_desk.storage.passphrase import Cost
from camp_desk.storage.views import Views
from camp_desk.ui.look import Look
from camp_desk.ui.stock.forms import expiry_reader
from camp_desk.ui.stock.goods import GoodsForm
from camp_desk.ui.stock.loss import LossForm, StoreForm
from camp_desk.ui.stock.tab import StockTab
from camp_desk.ui.workspace import Workspace
from tests.ui.opened_camp import PASSPHRASE, TODAY, make, now, opened, tick
from tests.ui.stock_keys import stock_tab


@pytest.fixture
def workspace(qtbot: QtBot, tmp_path: Path) -> Iterator[Workspace[Camp, Views]]:
    """A camp of twenty people and an empty store."""
    make(tmp_path / "t.camp")
    with opened(qtbot, tmp_path / "t.camp") as workspace:
        yield workspace


@pytest.fixture
def tab(qtbot: QtBot, look: Look, workspace: Workspace[Camp, Views]) -> StockTab:
    """The tab, shown and read."""
    return stock_tab(qtbot, look, workspace)


def type_on(text: str) -> None:
    """Type into the field that has the focus, and go on with Enter."""
    focus = QApplication.focusWidget()
    assert focus is not None
    if text.isascii():
        QTest.keyClicks(focus, text)
    elif isinstance(focus, QLineEdit):
        focus.insert(text)  # QTest has no key for these letters
    QTest.keyClick(QApplication.focusWidget() or focus, Qt.Key.Key_Return)


def receive(qtbot: QtBot, tab: StockTab, *lines: tuple[str, str, str, str, str]) -> None:
    """Receive a delivery of these lines, without the mouse."""
    tab.panel.receive.click()
    assert isinstance(tab.form, GoodsForm)
    qtbot.waitUntil(tab.form.waybill.hasFocus)
    for text in ("WB-77", "Al-Rafidain", "", ""):
        type_on(text)
    for line in lines:
        for text in line:
            type_on(text)
    with qtbot.waitSignal(tab.said, timeout=5000):
        QTest.keyClick(QApplication.focusWidget() or tab, Qt.Key.Key_Return)  # an empty line
        QTest.keyClick(QApplication.focusWidget() or tab, Qt.Key.Key_Return)  # Save
    qtbot.waitUntil(lambda: tab.form is None and bool(tab.panel.items.rows))


def save(field: QWidget) -> None:
    """Press Ctrl+Enter in a field."""
    QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def on_hand(tab: StockTab) -> dict[str, str]:
    """Return what the table shows of each item."""
    return {row.item: row.on_hand for row in tab.panel.items.rows}


def test_an_empty_store_says_how_to_begin(tab: StockTab) -> None:
    assert tab.panel.items.rows == ()
    assert not tab.panel.lose.isEnabled()
    assert tab.panel.title.text() == "No item chosen"


def test_a_delivery_typed_line_by_line_lies_there_by_lot(qtbot: QtBot, tab: StockTab) -> None:
    receive(
        qtbot, tab,
        ("Rice", "20 bags", "R-1", "31/12/2099", "WFP"),
        ("sug", "١٢٫٥", "S-1", "", ""),
    )  # fmt: skip
    assert on_hand(tab)["RIC"] == "1 t"
    assert on_hand(tab)["SUG"] == "12.5 kg"
    tab.panel.choose("RIC")
    qtbot.waitUntil(lambda: tab.panel.title.text() == "Rice")
    (lot,) = tab.panel.lots.rows
    assert (lot.label, lot.donor, lot.expiry, lot.on_hand) == ("R-1", "WFP", "2099-12-31", "1 t")
    (movement,) = tab.panel.movements.rows
    assert movement.quantity == "\u2066+1\u2069 t"
    assert "WB-77" in movement.more


def test_what_the_ration_needs_and_nobody_brought_is_shown_as_missing(
    qtbot: QtBot, tab: StockTab
) -> None:
    receive(qtbot, tab, ("Rice", "1 bag", "", "", ""))
    states = {row.item: row.state for row in tab.panel.items.rows}
    assert states["RIC"] == "Enough"
    assert states["WHF"] == "None left"


def test_the_sentence_says_when_it_runs_out_and_what_to_ask_for(
    qtbot: QtBot, tab: StockTab
) -> None:
    receive(qtbot, tab, ("Rice", "12 kg", "", "", ""))  # 20 people x 120 g: five days
    tab.panel.choose("RIC")
    qtbot.waitUntil(lambda: "Rice" in tab.panel.story.text)
    day = (TODAY + timedelta(days=5)).isoformat()
    assert f"runs out on \u2066{day}\u2069, in 5 days" in tab.panel.story.text
    assert "Ask for \u2068100 kg (2 × 50 kg)\u2069" in tab.panel.story.text
    assert tab.panel.chart.accessibleDescription().endswith("Empty in 5 days")


def test_a_lot_that_expires_before_it_is_eaten_is_named(qtbot: QtBot, tab: StockTab) -> None:
    soon = TODAY + timedelta(days=9)
    receive(qtbot, tab, ("Rice", "50 kg", "R-9", f"{soon:%d/%m/%Y}", ""))
    tab.panel.choose("RIC")
    # ten days x 2.4 kg are eaten by then
    qtbot.waitUntil(lambda: "26 kg\u2069 of lot" in tab.panel.story.text)
    assert tab.panel.lots.rows[0].state == "9 days left"
    rice = tab.panel.items.rows[1]
    assert (rice.state, rice.cover) == ("Low", 10)  # what expires uneaten is no cover


def test_errors_stand_at_their_fields_and_nothing_typed_is_lost(
    qtbot: QtBot, tab: StockTab
) -> None:
    tab.panel.receive.click()
    form = tab.form
    assert isinstance(form, GoodsForm)
    first, second = form.lines[:2]
    first.restore({"item": "Gold", "quantity": "1"})
    second.restore({"item": "Rice", "quantity": "some", "expiry": "soon"})
    form.day.setText(f"{TODAY + timedelta(days=2):%d/%m/%Y}")
    with qtbot.assertNotEmitted(form.saved):
        save(form.waybill)
    assert [bool(field.trouble) for field in first.fields] == [True, False, False, False, False]
    assert [bool(field.trouble) for field in second.fields] == [False, True, False, True, False]
    assert form._day_field.trouble == "This day has not come yet."
    assert form.draft()["lines"] == [first.draft(), second.draft()]


def test_the_form_says_how_a_quantity_is_understood(tab: StockTab) -> None:
    tab.panel.receive.click()
    assert isinstance(tab.form, GoodsForm)
    line = tab.form.lines[0]
    line.restore({"item": "طح", "quantity": "3 bags of 50 + 12.5 kg"})
    assert line.meant is None  # the names of another language are not guessed
    line.item.setEditText("ric")
    assert line.fields[1]._below.text() == "\u2068= 162.5 kg = 3 × 50 kg + 12.5 kg\u2069"


def test_an_opening_count_asks_for_no_waybill(qtbot: QtBot, tab: StockTab) -> None:
    tab.panel.count.click()
    form = tab.form
    assert isinstance(form, GoodsForm)
    assert form.waybill not in form.stops
    form.lines[0].restore({"item": "SAL", "quantity": "2"})
    with qtbot.waitSignal(tab.said, timeout=5000) as said:
        form.save.click()
    assert "OPN-001-0001" in said.args[0]


def test_a_loss_takes_its_quantity_off_the_lot_with_its_reason(qtbot: QtBot, tab: StockTab) -> None:
    receive(qtbot, tab, ("Rice", "100", "R-1", "", ""))
    tab.panel.choose("RIC")
    tab.panel.lose.click()
    form = tab.form
    assert isinstance(form, LossForm)
    qtbot.waitUntil(form.lot.hasFocus)
    QTest.keyClick(form.lot, Qt.Key.Key_Return)
    type_on("30")
    assert form.reason.hasFocus()
    QTest.keyClicks(form.reason, "Wet")
    assert form.effect.startswith("\u206830 kg\u2069 is taken off: then \u206870 kg\u2069")
    QTest.keyClick(form.reason, Qt.Key.Key_Return)
    type_on("rain")
    assert form.day.hasFocus()
    type_on("")
    assert form.worth.hasFocus()
    type_on("a lot")
    assert form.entered() is None
    assert "no value of goods" in form._fields[6].trouble
    form.worth.setText("45.50")
    assert form.draft()["currency"] == "USD"
    entered = form.entered()
    assert entered is not None
    assert str(entered.estimate) == "45.50 USD"
    with qtbot.waitSignal(tab.said, timeout=5000):
        QTest.keyClick(form.save, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: on_hand(tab)["RIC"] == "70 kg")
    off = "\u2066\u221230\u2069 kg"  # the sign stays before its number, in Arabic too
    qtbot.waitUntil(lambda: [each.quantity for each in tab.panel.movements.rows][:1] == [off])
    assert tab.panel.movements.rows[0].what == "Wet"


def test_more_than_lies_in_the_lot_is_refused_and_stays_on_the_form(
    qtbot: QtBot, tab: StockTab
) -> None:
    receive(qtbot, tab, ("Rice", "100", "R-1", "", ""))
    tab.panel.choose("RIC")
    tab.panel.lose.click()
    form = tab.form
    assert isinstance(form, LossForm)
    form.quantity.setText("101")
    form.reason.choose("WET")
    amount = form._fields[2]
    assert amount.trouble == "Only \u2068100 kg\u2069 lies in this lot."
    with qtbot.assertNotEmitted(form.saved):
        form.save.click()
    assert form.quantity.text() == "101"
    form.reason.choose("FOUND")
    with qtbot.waitSignal(tab.said, timeout=5000):
        form.save.click()
    qtbot.waitUntil(lambda: on_hand(tab)["RIC"] == "201 kg")


def test_a_waybill_that_came_before_is_refused_at_its_field(qtbot: QtBot, tab: StockTab) -> None:
    receive(qtbot, tab, ("Rice", "100", "R-1", "", ""))
    tab.panel.receive.click()
    form = tab.form
    assert isinstance(form, GoodsForm)
    form.waybill.setText("wb-٧٧ ")
    form.lines[0].restore({"item": "Rice", "quantity": "1 t"})
    with qtbot.assertNotEmitted(tab.said):
        save(form.waybill)
        qtbot.waitUntil(lambda: bool(form._waybill_field.trouble))
    assert "is recorded as \u2066GRN-001-0001\u2069" in form._waybill_field.trouble
    assert form.waybill.hasFocus()
    form.waybill.setText("WB-77b")
    with qtbot.waitSignal(tab.said, timeout=5000):
        save(form.waybill)


def test_an_error_goes_when_what_is_wrong_is_mended(tab: StockTab) -> None:
    tab.panel.count.click()
    form = tab.form
    assert isinstance(form, GoodsForm)
    line = form.lines[0]
    line.restore({"item": "Rice", "quantity": "-5", "expiry": "soon"})
    form.save.click()
    assert all(line.fields[at].trouble for at in (1, 3))
    line.restore({"item": "Rice", "quantity": "5 bags", "expiry": "3/2099"})
    assert not any(each.trouble for each in line.fields)


def test_a_name_that_several_items_fit_says_which(tab: StockTab) -> None:
    tab.panel.count.click()
    form = tab.form
    assert isinstance(form, GoodsForm)
    form.lines[0].restore({"item": "wheat", "quantity": "1"})
    form.save.click()
    assert form.lines[0].fields[0].trouble.startswith("Several items fit: \u2068Wheat flour")


def test_what_came_expired_is_said_at_once_and_lies_there(qtbot: QtBot, tab: StockTab) -> None:
    tab.panel.receive.click()
    assert isinstance(tab.form, GoodsForm)
    line = tab.form.lines[0]
    line.restore({"item": "Rice", "quantity": "10", "expiry": "1/1/2014"})
    assert line.fields[3]._hint == "Expired: it lies there, but is not handed out."
    assert not line.fields[3].trouble
    with qtbot.waitSignal(tab.said, timeout=5000):
        save(tab.form.waybill)
    qtbot.waitUntil(lambda: on_hand(tab).get("RIC") == "10 kg")
    assert {row.item: row.state for row in tab.panel.items.rows}["RIC"] == "Expired"


def test_a_form_in_a_low_window_has_the_room_of_the_key_figures(
    qtbot: QtBot, tab: StockTab
) -> None:
    tab.resize(1024, 500)
    assert tab.panel.figures[0].isVisible()
    tab.panel.receive.click()
    assert not tab.panel.figures[0].isVisible()
    assert tab.form is not None
    QTest.keyClick(tab.form, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: tab.form is None)
    assert tab.panel.figures[0].isVisible()


def test_a_new_store_can_be_chosen_and_one_of_that_name_is_refused(
    qtbot: QtBot, tab: StockTab
) -> None:
    tab.books.new_store.trigger()
    assert isinstance(tab.form, StoreForm)
    tab.form.name.setText("Tent 2")
    with qtbot.waitSignal(tab.said, timeout=5000):
        save(tab.form.name)
    qtbot.waitUntil(lambda: tab.panel.store.count() == 3)
    texts = [tab.panel.store.itemText(n).strip("\u2068\u2069") for n in range(3)]
    assert "Tent 2" in texts

    tab.books.new_store.trigger()
    form = tab.form
    assert isinstance(form, StoreForm)
    form.name.setText("Tent 2")
    save(form.name)
    qtbot.waitUntil(lambda: "already" in form.status.text())
    assert form.name.text() == "Tent 2"


def test_escape_closes_a_form_and_gives_the_table_back(qtbot: QtBot, tab: StockTab) -> None:
    tab.panel.receive.click()
    assert isinstance(tab.form, GoodsForm)
    QTest.keyClick(tab.form.waybill, Qt.Key.Key_Escape)
    assert tab.form is None
    qtbot.waitUntil(tab.panel.table.hasFocus)


def test_what_was_typed_moves_into_the_window_built_anew(
    qtbot: QtBot, look: Look, workspace: Workspace[Camp, Views], tab: StockTab
) -> None:
    receive(qtbot, tab, ("Rice", "100", "R-1", "", ""))
    tab.panel.receive.click()
    assert isinstance(tab.form, GoodsForm)
    tab.form.waybill.setText("WB-78")
    tab.form.lines[1].restore({"item": "Salt", "quantity": "4 bags"})
    other = StockTab(look, workspace, now)
    qtbot.addWidget(other)
    other.take(tab.draft())
    qtbot.waitUntil(lambda: isinstance(other.form, GoodsForm))
    assert isinstance(other.form, GoodsForm)
    assert other.form.waybill.text() == "WB-78"
    assert other.form.lines[0].draft()["quantity"] == "4 bags"


def test_a_scanned_card_is_sent_to_the_other_tab(qtbot: QtBot, tab: StockTab) -> None:
    with qtbot.waitSignal(tab.said, timeout=1000) as said:
        tab.scanned("0010000012")
    assert "Allocation" in said.args[0]
    tab.search()
    qtbot.waitUntil(tab.panel.table.hasFocus)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("12/2027", date(2027, 12, 31)),
        ("٢/٢٠٢٨", date(2028, 2, 29)),
        ("30/6", date(2015, 6, 30)),
        ("1/7/2016", date(2016, 7, 1)),
        ("13/2027", None),
    ],
)
def test_an_expiry_is_to_come_and_a_month_ends_on_its_last_day(
    typed: str, day: date | None
) -> None:
    assert expiry_reader(lambda: date(2014, 7, 1))(typed) == day


def test_where_nobody_is_registered_nothing_is_said_to_run_out(
    qtbot: QtBot, look: Look, tmp_path: Path
) -> None:
    camps.make_camp(
        tmp_path / "n.camp", name="New", officer="Amina", passphrase=PASSPHRASE, clock=tick,
        cost=Cost(8192, 1, 1), reserve_bytes=0,
    ).camp.close()  # fmt: skip
    with opened(qtbot, tmp_path / "n.camp") as workspace:
        tab = StockTab(look, workspace, now)
        qtbot.addWidget(tab)
        tab.show()
        tab.activateWindow()
        qtbot.waitUntil(lambda: tab._seen is not None)
        receive(qtbot, tab, ("Rice", "1 bag", "", "", ""))
        tab.panel.choose("RIC")
        qtbot.waitUntil(lambda: tab.panel.story.text.startswith("Nobody is registered yet"))
        assert "Nothing is used yet" in tab.panel.figures[0].accessibleName()


def test_a_long_line_in_a_key_figure_is_shortened_and_takes_no_room_from_the_others(
    tab: StockTab,
) -> None:
    tab.panel.figures[3].show_figure("Today", "WB/2026/11/000123 " * 6)
    line = tab.panel.layout()
    assert line is not None
    line.activate()
    widths = {figure.width() for figure in tab.panel.figures}
    assert max(widths) - min(widths) <= 1
