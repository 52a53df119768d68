"""The three screens: what they show, and what they ask for."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from camp_desk.domain.registration import Counts, Origin
from camp_desk.ui.allocation.panel import AllocationPanel
from camp_desk.ui.allocation.plan import NeedRow, Nourishment, PlanNow, Wish
from camp_desk.ui.allocation.serve import Decision, LineQuery, LineRow
from camp_desk.ui.arrivals.journey import Journey
from camp_desk.ui.arrivals.list import Likely, PeopleList, PersonRow, Search
from camp_desk.ui.arrivals.panel import ArrivalsPanel
from camp_desk.ui.big_list import FirstRows
from camp_desk.ui.look import Look
from camp_desk.ui.stock.panel import Figure, ItemRow, ItemStory, LotRow, StockNow, StockPanel

TODAY = date(2014, 6, 12)
ROWS = {
    n: PersonRow(f"h{n}", f"001 00{n}", f"Karim {n}", "M", "3", 5, "A-1-1", "") for n in range(3)
}


@pytest.fixture
def people(qtbot: QtBot, look: Look) -> PeopleList:
    """A list of three."""
    people = PeopleList(look)
    qtbot.addWidget(people)
    people.resize(900, 500)
    people.show()
    people.model.ask(Search())
    people.model.take(FirstRows(1, list(ROWS), ROWS, complete=True))
    return people


def test_every_key_in_the_search_asks_anew(people: PeopleList) -> None:
    asked: list[Search] = []
    people.searched.connect(asked.append)
    QTest.keyClicks(people.search, "ka")
    people.only.choose("today")
    QTest.keyClick(people.search, Qt.Key.Key_Escape)
    assert asked == [
        Search("k", "all"), Search("ka", "all"), Search("ka", "today"), Search("", "today")
    ]  # fmt: skip


def test_the_foot_says_how_many_there_are(people: PeopleList) -> None:
    assert people.count.text() == "3 people"
    people.show_count(200, final=False)
    assert people.count.text() == "more than 200 people …"


def test_down_goes_from_the_search_to_the_rows_and_enter_opens_a_family(
    qtbot: QtBot, people: PeopleList
) -> None:
    people.activateWindow()
    people.search.setFocus()
    qtbot.waitUntil(people.search.hasFocus)
    QTest.keyClick(people.search, Qt.Key.Key_Down)
    assert people.table.hasFocus()
    QTest.keyClick(people.table, Qt.Key.Key_Down)
    with qtbot.waitSignal(people.opened, timeout=1000) as opened:
        QTest.keyClick(people.table, Qt.Key.Key_Return)
    assert opened.args == ["h1"]


def test_families_that_may_be_the_same_are_named_with_why_and_can_be_opened(
    qtbot: QtBot, people: PeopleList
) -> None:
    assert people.likely.isHidden()
    people.likely.show_families([Likely("h7", "001 007", "Karim", "same names")])
    assert not people.likely.isHidden()
    with qtbot.waitSignal(people.likely.opened, timeout=1000) as opened:
        people.likely._lines[0].click()
    assert opened.args == ["h7"]
    people.likely.show_families([])
    assert people.likely.isHidden()


def test_long_names_of_likely_families_and_far_places_take_no_room_from_the_form(
    people: PeopleList, look: Look
) -> None:
    before = people.minimumSizeHint().width()
    people.likely.show_families([Likely("h7", "001 007", "Abdulrahman " * 20, "same names")])
    assert people.minimumSizeHint().width() == before
    journey = Journey(look, lambda: date(2014, 6, 12))
    journey.show_origin(Origin("Ninewa", "Al-Hamdaniya", "Quarter " * 20), "Khazir", None)
    assert journey.heightForWidth(360) <= 2 * journey.change.sizeHint().height()
    journey.deleteLater()


def test_the_form_stands_beside_the_list(qtbot: QtBot, look: Look) -> None:
    panel = ArrivalsPanel(look, lambda: TODAY, lambda: datetime(2014, 6, 12))
    qtbot.addWidget(panel)
    panel.resize(1366, 700)
    panel.show()
    assert panel.form.geometry().right() < panel.people.geometry().left()


@pytest.fixture
def stock(qtbot: QtBot, look: Look) -> StockPanel:
    """Flour that runs out and salt that lasts."""
    stock = StockPanel(look)
    qtbot.addWidget(stock)
    stock.resize(1366, 700)
    stock.show()
    stock.show_stock(
        StockNow(
            [
                ItemRow("flour", "Flour", "Food", "18 t", "3 t", 6, "Runs out", "danger"),
                ItemRow("salt", "Salt", "Food", "2 t", "", None, "Enough"),
            ],
            (Figure("1", "Flour", "danger"),) * 4,
            "2 items",
        )
    )
    return stock


def test_choosing_an_item_asks_for_its_story(qtbot: QtBot, stock: StockPanel) -> None:
    assert stock.chosen == "flour"
    with qtbot.waitSignal(stock.item_chosen, timeout=1000) as chosen:
        stock.table.selectRow(1)
    assert chosen.args == ["salt"]


def test_the_chosen_item_stays_chosen_when_the_stock_changes(stock: StockPanel) -> None:
    stock.table.selectRow(1)
    stock.show_stock(StockNow(tuple(reversed(stock.items.rows)), stock_figures(), ""))
    assert stock.chosen == "salt"


def stock_figures() -> tuple[Figure, ...]:
    return (Figure("–"),) * 4


def test_the_story_shows_lots_and_the_sentence(stock: StockPanel) -> None:
    lot = LotRow(b"1", "L-1", "Main", "12 t", "31/12/2014", "WFP")
    stock.show_story(ItemStory("Flour", (lot,), None, "It runs out on 18/06.", "danger"))
    assert stock.story.text == "It runs out on 18/06."
    assert stock.lots.rowCount() == 1
    assert stock.chart.isHidden()


@pytest.fixture
def allocation(qtbot: QtBot, look: Look) -> AllocationPanel:
    """A plan that is possible, and a list of one."""
    panel = AllocationPanel(look, lambda: TODAY)
    qtbot.addWidget(panel)
    panel.resize(1366, 700)
    panel.show()
    panel.plan.offer((("gfd", "General"), ("box", "Box")), (("A", "A"), ("B", "B")))
    panel.serve.offer_lists((("7", "List 7"),), "7")
    line = LineRow(b"1", "001 001", "Karim", 7, "A-1", "14.7 kg", "Waiting")
    panel.serve.model.ask(LineQuery())
    panel.serve.model.take(FirstRows(1, [1], {1: line}, complete=True))
    panel.serve.show_state("0 of 1 served", is_open=True)
    return panel


def test_every_change_of_the_wish_is_said(qtbot: QtBot, allocation: AllocationPanel) -> None:
    plan = allocation.plan
    assert plan.wish == Wish("gfd", 7)
    with qtbot.waitSignal(plan.wished, timeout=1000) as wished:
        plan._chips[1].click()
    assert wished.args == [Wish("gfd", 7, ("B",))]
    plan.days.clear()
    QTest.keyClicks(plan.days, "5")
    assert plan.wish.days == 5


def test_a_short_plan_offers_the_equal_share(qtbot: QtBot, allocation: AllocationPanel) -> None:
    plan = allocation.plan
    assert not plan.freeze.isEnabled()
    needs = [NeedRow("Flour", "400 g", "33 t", "18 t", short=True)]
    figures = [Nourishment("2,072 kcal", "warn")]
    plan.show_plan(
        PlanNow("11,806", needs, figures, Counts(), "Flour is short.", "Share", can_freeze=True)
    )
    assert plan.shortage.text == "Flour is short."
    with qtbot.waitSignal(plan.share_taken, timeout=1000):
        plan.shortage.button.click()
    with qtbot.waitSignal(plan.freezing, timeout=1000):
        plan.freeze.click()


def test_a_card_is_read_and_the_next_enter_hands_over_once(
    qtbot: QtBot, allocation: AllocationPanel
) -> None:
    serve = allocation.serve
    serve.activateWindow()
    serve.scan.setFocus()
    qtbot.waitUntil(serve.scan.hasFocus)
    with qtbot.waitSignal(serve.card_read, timeout=1000) as read:
        QTest.keyClicks(serve.scan, "0010000012")
        QTest.keyClick(serve.scan, Qt.Key.Key_Return)
    assert read.args == ["0010000012"]

    serve.show_decision(Decision("ok", "Give 14.7 kg.", can_confirm=True))
    confirmed: list[bool] = []
    serve.confirmed.connect(lambda: confirmed.append(True))
    QTest.keyClick(serve.scan, Qt.Key.Key_Return)
    QTest.keyClick(serve.scan, Qt.Key.Key_Return)
    assert confirmed == [True]


def test_a_refusal_cannot_be_confirmed(qtbot: QtBot, allocation: AllocationPanel) -> None:
    serve = allocation.serve
    serve.show_decision(Decision("danger", "Served on 10/06 by desk 2."))
    assert serve.decision.text == "Served on 10/06 by desk 2."
    assert serve.decision.button.isHidden()
    with qtbot.assertNotEmitted(serve.confirmed):
        QTest.keyClick(serve.scan, Qt.Key.Key_Return)


def test_a_closed_list_can_only_be_read(allocation: AllocationPanel) -> None:
    allocation.serve.show_state("closed", is_open=False)
    assert not allocation.serve.scan.isEnabled()
    assert allocation.serve.close_list.accessibleName() == "Reconciliation"


def test_without_a_list_the_screen_says_how_to_begin(allocation: AllocationPanel) -> None:
    allocation.serve.offer_lists((), "")
    assert allocation.serve._pages.currentIndex() == 0
