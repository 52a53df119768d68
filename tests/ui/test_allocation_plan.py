"""Planning on a real camp: needs against stock, targets, and the share that reaches everyone."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from camp_desk.actions import arrivals, stock
from camp_desk.storage import stock as stock_storage
from camp_desk.storage.camp import Camp
from camp_desk.storage.views import Views
from camp_desk.ui.allocation.tab import AllocationTab
from camp_desk.ui.widgets.labels import Label
from camp_desk.ui.workspace import Workspace
from tests.small_camp import family
from tests.ui.distribution import FULL, card, freeze, read, tab, workspace

__all__ = ["tab", "workspace"]


def test_the_plan_shows_needs_stock_and_what_the_ration_gives(tab: AllocationTab) -> None:
    plan = tab._plan
    assert plan is not None
    assert plan.outlook.persons == 20
    assert plan.outlook.needs["WHF"] == 20 * 7 * 250
    assert tab.panel.plan.who.text() == "5 households · 20 people"
    figures = tab.panel.plan._figures.text()
    assert "545 g a person a day" in figures
    assert "2,093 of 2,100 kcal (100 %)" in figures
    assert "protein 10.8 % (of 10 to 12)" in figures
    assert "fat 17.5 % (of 17 or more)" in figures
    assert tab.panel.who.pyramid._counts.total == 20


def test_a_ration_that_misses_a_target_says_so_in_red(qtbot: QtBot, tab: AllocationTab) -> None:
    tab.panel.plan.scale.choose("IRQ-HALF")
    tab.panel.plan._wish()
    qtbot.waitUntil(lambda: "too little" in tab.panel.plan._figures.text())
    danger = tab._look.theme.colours["danger"]
    assert f'<span style="color:{danger}' in tab.panel.plan._figures.text()


def test_what_is_short_is_named_with_the_share_that_reaches_everyone(tab: AllocationTab) -> None:
    plan = tab.panel.plan
    said = plan.shortage.text
    assert said.startswith(
        "\u2068Sugar\u2069 is \u20681 kg\u2069 short. A ration of \u206817 g\u2069 a day"
    )
    assert "In full it lasts 5 days." in said
    assert "The equal share gives 2,061 kcal a day, 98 % of 2,100." in said
    assert not plan.freeze.isEnabled()
    plan.shortage.button.click()
    assert plan.freeze.isEnabled()
    assert plan.shortage.button.accessibleName() == "Full ration"
    plan.shortage.button.click()
    assert not plan.freeze.isEnabled()


def test_many_shortages_are_one_sentence_and_the_table_shows_each(
    qtbot: QtBot, tab: AllocationTab
) -> None:
    plan = tab.panel.plan
    plan.days.put(20)
    qtbot.waitUntil(lambda: "7 more items are short." in plan.shortage.text)
    assert plan.shortage.text.count("short") == 2
    assert [cell.property("tone") for cell in plan.needs._cells].count("danger") == len(FULL)


def test_everyone_gets_it_until_sectors_are_chosen(qtbot: QtBot, tab: AllocationTab) -> None:
    plan = tab.panel.plan
    assert plan.everyone is not None
    assert plan.everyone.isChecked()
    plan._chips[1].click()
    assert not plan.everyone.isChecked()
    qtbot.waitUntil(lambda: plan.who.text() == "2 households · 11 people")
    plan.everyone.click()
    assert plan.wish.sectors == ()
    qtbot.waitUntil(lambda: plan.who.text() == "5 households · 20 people")
    plan.everyone.click()
    assert plan.everyone.isChecked()


def test_a_long_name_of_an_item_does_not_push_the_figures_out_of_sight(
    qtbot: QtBot, tab: AllocationTab
) -> None:
    plan = tab.panel.plan
    plan.scale.choose("IRR")
    plan._wish()
    qtbot.waitUntil(lambda: not plan.bands.isHidden())
    assert plan.minimumSizeHint().width() <= tab.panel._side.viewport().width()


def test_whole_parcels_that_are_short_are_shared_after_asking(
    qtbot: QtBot, tab: AllocationTab, workspace: Workspace[Camp, Views]
) -> None:
    with qtbot.waitSignal(workspace.changed, timeout=5000):
        workspace.do(_boxes)
    plan = tab.panel.plan
    plan.scale.choose("FFP")
    plan._wish()
    qtbot.waitUntil(lambda: "parcel" in plan.shortage.text)
    assert plan.shortage.button.accessibleName() == "Use the equal share"
    assert not plan.freeze.isEnabled()
    plan.shortage.button.click()
    assert plan.freeze.isEnabled()
    assert "households of one size the same" in plan.shortage.text
    cells = [cell.text().strip("\u2066\u2069") for cell in plan.bands._cells]
    assert cells[4::4] == ["1–2", "3–7"]
    assert cells[5::4] == ["½", "½"]
    freeze(qtbot, tab)
    model = tab.panel.serve.model
    rows = [model.row(model.index(n, 0)) for n in range(model.rowCount())]
    assert [(row.people, row.entitled) for row in rows if row is not None] == [
        (size, "0.5 parcels") for size in (2, 3, 4, 5, 6)
    ]
    assert "\u20680.5\xa0parcels\u2069" in read(qtbot, tab, card(1))


def _boxes(camp: Camp) -> stock.Posted:
    came = stock.Came("FFP", 3 * 70_300, "P-1")
    return stock.receive(camp, stock.Delivery(stock.store_named(camp), (came,)))


@pytest.mark.parametrize(
    ("code", "title"),
    [("IRQ-HALF", "General food distribution"), ("ARR-BP5-HALF", "Arrival rations")],
)
def test_the_title_offered_says_what_kind_of_ration_it_is(
    qtbot: QtBot, tab: AllocationTab, code: str, title: str
) -> None:
    plan = tab.panel.plan
    plan.scale.choose(code)
    plan._wish()
    qtbot.waitUntil(lambda: tab._plan is not None and tab._plan.basis.code == code)
    tab._ask_to_freeze()
    assert tab._dialog is not None
    assert tab._dialog.name.text() == title


def test_days_and_sectors_are_worked_out_at_every_change(qtbot: QtBot, tab: AllocationTab) -> None:
    plan = tab.panel.plan
    plan.days.selectAll()
    QTest.keyClicks(plan.days, "5")
    qtbot.waitUntil(plan.freeze.isEnabled)
    assert plan.shortage.text == ""
    plan._chips[0].click()
    qtbot.waitUntil(lambda: plan.who.text() == "3 households · 9 people")
    plan.days.clear()
    assert plan.shortage.text == "Type for how many days it is, from 1 to 90."
    assert not plan.freeze.isEnabled()


def test_whole_parcels_show_what_each_size_of_family_eats(qtbot: QtBot, tab: AllocationTab) -> None:
    plan = tab.panel.plan
    plan.scale.choose("FFP")
    plan._wish()
    qtbot.waitUntil(lambda: not plan.bands.isHidden())
    assert plan.days.value == 30
    said = [cell.text() for cell in plan.bands._cells]
    assert "too little for 7" in said
    assert "There is not one for each household" in plan.shortage.text
    plan.scale.choose("IRR")
    plan._wish()
    qtbot.waitUntil(lambda: "contents not known" in [c.text() for c in plan.bands._cells])


def test_the_last_column_is_what_is_free_after_other_lists_took_theirs(
    qtbot: QtBot, tab: AllocationTab, workspace: Workspace[Camp, Views]
) -> None:
    plan = tab.panel.plan
    assert [cell.text() for cell in plan.needs._cells][3] == "Free stock"
    plan.days.put(5)
    plan._wish()
    qtbot.waitUntil(plan.freeze.isEnabled)
    freeze(qtbot, tab)
    plan.first.setText("2014-07-01")
    plan._wish()
    qtbot.waitUntil(lambda: tab._plan is not None and tab._plan.outlook.households == 5)
    assert tab._plan is not None

    def on_hand(camp: Camp) -> dict[str, int]:
        return stock_storage.free(camp.db, stock.store_named(camp))

    told: list[dict[str, int]] = []
    workspace.do(on_hand, told.append)
    qtbot.waitUntil(lambda: bool(told))
    has = tab._plan.outlook.has
    assert {item: told[0].get(item, 0) for item in has} == dict(has)


@pytest.mark.parametrize(("first", "past"), [("2014-06-11", True), ("2014-06-12", False)])
def test_a_first_day_that_is_past_is_said_at_its_field_and_before_freezing(
    qtbot: QtBot, tab: AllocationTab, first: str, *, past: bool
) -> None:
    plan = tab.panel.plan
    plan.first.setText(first)
    plan.days.put(3)
    plan._wish()
    qtbot.waitUntil(plan.freeze.isEnabled)

    below = plan._first_field._below.text()
    tab._ask_to_freeze()

    assert tab._dialog is not None
    said = [each.text() for each in tab._dialog.findChildren(Label)]
    assert ("is past" in below) == past
    assert any("covers days that are over" in each for each in said) == past


def test_freezing_says_who_is_still_being_compared(qtbot: QtBot, tab: AllocationTab) -> None:
    plan = tab.panel.plan
    tab._workspace.do(partial(arrivals.register, registration=family(1, 2)))
    plan.days.put(3)
    plan._wish()
    qtbot.waitUntil(lambda: tab._plan is not None and tab._plan.uncompared > 0)

    tab._ask_to_freeze()

    assert tab._dialog is not None
    said = [each.text() for each in tab._dialog.findChildren(Label)]
    assert any("still being compared" in each for each in said)
