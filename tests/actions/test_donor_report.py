"""A donor's month adds up in every period, and says whom the goods reached."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta

import hxl
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from camp_desk.actions import (
    arrivals,
    dispatch,
    donor_report,
    giving,
    hand_over,
    reversing,
    stock,
    tracing,
)
from camp_desk.actions.catalogues import loss_categories
from camp_desk.actions.donor_report import NoSuchDonor, NothingToReport, Wanted
from camp_desk.actions.giving import Giving
from camp_desk.actions.leaving import Leaving, Out
from camp_desk.actions.stock import Came, Delivery, Kind
from camp_desk.domain import donor_report as domain
from camp_desk.domain.cards import written
from camp_desk.domain.catalogue import Effect
from camp_desk.domain.donor_report import DonorReport, Flow, Line, flow_of, month
from camp_desk.domain.errors import NotAllowed
from camp_desk.domain.period import Period
from camp_desk.domain.roles import Right, Role, may
from camp_desk.domain.words import Words
from camp_desk.spreadsheets.exporting import Form
from camp_desk.storage import donor_report as storage
from camp_desk.storage import stock as stock_storage
from camp_desk.storage.camp import Camp
from tests.camp_scripts import Step, play, steps
from tests.goods import Done, days, do, stocked_for_kits, stores, total
from tests.small_camp import Desk, Template, family, freeze, meet, receive, stocked, sync, views

WORDS = Words()
JULY = month(2014, 7)


def line(found: DonorReport, donor: str = "WFP", item: str = "RIC") -> Line:
    (only,) = (each for each in found.lines if (each.donor, each.item) == (donor, item))
    return only


def the_month(camp: Camp) -> Period:
    return month(camp.today().year, camp.today().month)


def run(desks: list[Desk], script: list[Done]) -> None:
    """Do it all, one document every few hours, so that it falls on several days."""
    for done in script:
        for each in desks:
            each.clock.move(hours=7)
        if done.what == "sync":
            sync(desks[done.desk])
        else:
            do(desks[done.desk].camp, done)
    meet(*desks)


def adds_up_between(camp: Camp, period: Period) -> DonorReport:
    """Check a period of the camp and of its stores; return that of the camp."""
    whole = storage.report(camp.db, period)
    each_store = [storage.report(camp.db, period, store=store) for store in stores(camp)]
    for found in (whole, *each_store):
        assert found.adds_up
        for each in found.lines:
            ins = sum(each.shown(flow) for flow in Flow if flow not in domain.OUTWARD)
            outs = sum(each.shown(flow) for flow in domain.OUTWARD)
            assert each.opening + ins - outs == each.closing
    return whole


@settings(max_examples=10, deadline=None)
@given(script=days(2, 25), first=st.integers(0, 6), length=st.integers(1, 6))
def test_opening_and_what_came_less_what_went_is_closing_for_every_donor_item_and_period(
    template: Template, script: list[Done], first: int, length: int
) -> None:
    with template.desks(2) as desks:
        stock.add_store(desks[0].camp, "Second")
        stocked_for_kits(desks[0].camp)
        meet(*desks)
        begin = desks[0].camp.today() + timedelta(days=first)
        run(desks, script)
        camp, other = (desk.camp for desk in desks)

        period = Period.covering(begin, length)
        whole = adds_up_between(camp, period)
        assert whole == storage.report(other.db, period)
        after = storage.report(camp.db, Period.covering(period.until, 400))
        kept = {(each.donor, each.item): each.closing for each in whole.lines}
        assert {(each.donor, each.item): each.opening for each in after.lines if each.opening} == {
            key: n for key, n in kept.items() if n
        }
        everything = storage.report(camp.db, Period.covering(begin, 400))
        closing: Counter[str] = Counter()
        for each in everything.lines:
            closing[each.item] += each.closing
        assert {item: n for item, n in closing.items() if n} == total(camp)


@settings(max_examples=8, deadline=None)
@given(script=days(1, 25))
def test_transfers_and_setting_aside_cancel_out_in_the_camp_and_show_in_the_stores(
    template: Template, script: list[Done]
) -> None:
    with template.desks(1) as (desk,):
        camp = desk.camp
        stock.add_store(camp, "Second")
        stocked_for_kits(camp)
        period = Period.covering(camp.today(), 400)
        run([desk], script)

        whole = adds_up_between(camp, period)
        outside = dict(
            camp.db.conn.execute(
                "SELECT lot.donor || lot.item, sum(quantity) FROM movement"
                " JOIN document ON document.id = document JOIN lot ON lot.id = lot"
                " WHERE kind = 'ARR' GROUP BY 1 HAVING sum(quantity) <> 0"
            ).fetchall()
        )
        moved = {each.donor + each.item: each.shown(Flow.TRANSFERRED) for each in whole.lines}
        assert {key: n for key, n in moved.items() if n} == outside
        assert not any(
            sum(each.flows.get(Flow.REPACKED, 0) for each in whole.lines if each.item == item)
            for item in ("RIC", "OIL")
        )


@settings(max_examples=8, deadline=None)
@given(script=steps(2, most=20, what=("receive", "lose", "freeze", "serve", "reverse", "close")))
def test_lists_that_are_closed_add_up_and_reach_no_more_than_were_planned_for(
    busy: Template, script: list[Step]
) -> None:
    with busy.desks(2) as desks:
        play(desks, script)
        meet(*desks)
        camp = desks[0].camp
        found = storage.report(camp.db, the_month(camp))
        assert found.adds_up
        given_out = sum(each.shown(Flow.DISTRIBUTED) for each in found.lines)
        assert given_out == -sum(_distributed(camp))
        for reach in (found.reach, *(each.reach for each in found.lines)):
            assert reach.households_reached <= reach.households_planned
            assert reach.persons_reached <= reach.persons_planned


def test_every_kind_of_document_has_a_column() -> None:
    unsorted = {"REBAGGED", "KITS_MADE", "KITS_OPENED"}
    for kind in Kind:
        repacked = flow_of(kind, into=True, reversal=False) is Flow.REPACKED
        assert repacked == (kind.name in unsorted)
    for reason, category in loss_categories().items():
        lost = flow_of("LOS", reason, into=category.effect is Effect.GAIN, reversal=False)
        if category.counts_as_loss or reason == "SAMPLE":
            assert lost is Flow.LOST
        else:
            assert lost in {Flow.FOUND, Flow.DISTRIBUTED, Flow.SENT}
    assert flow_of("CNT", into=False, reversal=False) is Flow.LOST
    assert flow_of("LOS", into=True, reversal=True) is Flow.LOST
    assert flow_of("LOS", into=True, reversal=False) is Flow.FOUND


def test_a_month_of_a_donor_is_told_column_by_column(camp: Camp) -> None:
    receive(camp, "RIC", 1000)
    receive(camp, "RIC", 40, donor="IRCS")
    pile = next(p for p in stock_storage.piles(camp.db) if p.donor == "WFP")
    stock.lose(camp, (pile.store, pile.lot), 1_234, reason="SPILL")
    wrong = stock.lose(camp, (pile.store, pile.lot), 500, reason="SPILL")
    reversing.reverse(camp, wrong.document, "entered twice")

    found = donor_report.report(camp, Wanted(the_month(camp), "wfp "))
    (only,) = found.lines
    assert (only.opening, only.shown(Flow.RECEIVED), only.shown(Flow.LOST)) == (0, 1_000_000, 1_234)
    assert (only.closing, only.difference) == (998_766, 0)
    later = month(camp.today().year + 1, 1)
    assert line(donor_report.report(camp, Wanted(later))).opening == 998_766


def test_items_given_to_households_are_distributed_and_lent_ones_are_still_the_camps(
    camp: Camp,
) -> None:
    store = stock.store_named(camp)
    lines = tuple(Came(item, 10, "L1", donor="WFP") for item in ("CARPET", "HEATER"))
    stock.receive(camp, Delivery(store, lines))
    household = arrivals.register(camp, family(1, 4)).household
    giving.give(camp, Giving(household, Leaving(store, (Out("CARPET", 1),))))
    giving.lend(camp, Giving(household, Leaving(store, (Out("HEATER", 1),))))

    found = donor_report.report(camp, Wanted(the_month(camp)))

    carpet, heater = line(found, item="CARPET"), line(found, item="HEATER")
    assert (carpet.shown(Flow.DISTRIBUTED), carpet.closing, carpet.difference) == (1, 9, 0)
    assert (carpet.reach.households_reached, carpet.reach.persons_reached) == (1, 4)
    assert (heater.shown(Flow.DISTRIBUTED), heater.closing, heater.difference) == (0, 10, 0)
    here = line(donor_report.report(camp, Wanted(the_month(camp), store=store)), item="HEATER")
    assert (here.shown(Flow.TRANSFERRED), here.closing, here.difference) == (-1, 9, 0)


def test_a_transfer_shows_in_the_report_of_each_store(camp: Camp) -> None:
    receive(camp, "RIC", 100)
    store = stock.store_named(camp)
    _, second = stock.add_store(camp, "Second")
    sent = dispatch.dispatch(camp, dispatch.Dispatch(Leaving(store, (Out("RIC", 30_000),)), second))
    period = the_month(camp)
    assert line(donor_report.report(camp, Wanted(period))).closing == 100_000
    dispatch.receive_waybill(camp, dispatch.Arrival(sent.document))
    shown = [
        line(donor_report.report(camp, Wanted(period, store=each))).shown(Flow.TRANSFERRED)
        for each in (store, second, None)
    ]
    assert shown == [-30_000, 30_000, 0]


def test_what_was_lost_in_another_month_is_reported_there(camp: Camp) -> None:
    receive(camp, "RIC", 100)
    store = stock.store_named(camp)
    _, second = stock.add_store(camp, "Second")
    then = the_month(camp).first - timedelta(days=3)
    (pile,) = stock_storage.piles(camp.db)
    stock.lose(camp, (store, pile.lot), 1_000, reason="THEFT", day=then)
    leaving = Leaving(store, (Out("RIC", 30_000),))
    sent = dispatch.dispatch(camp, dispatch.Dispatch(leaving, second, day=then))
    arrived = (dispatch.Arrived(pile.lot, 29_000, 400),)
    dispatch.receive_waybill(camp, dispatch.Arrival(sent.document, arrived, then))

    before = line(donor_report.report(camp, Wanted(month(then.year, then.month))))
    now = line(donor_report.report(camp, Wanted(the_month(camp))))
    assert (before.shown(Flow.LOST), now.shown(Flow.LOST)) == (2_000, 0)
    assert (before.closing, now.opening, now.closing) == (-2_000, -2_000, 98_000)


def test_the_report_says_how_many_people_the_goods_of_a_donor_reached(camp: Camp) -> None:
    people = [arrivals.register(camp, family(n, 3)) for n in range(4)]
    stocked(camp)
    receive(camp, "OIL", 5, donor="IRCS", label="last", expiry=date(2016, 1, 1))
    number = freeze(camp)
    for each in people[:3]:
        hand_over.hand_over(camp, number, written(each.number))
    still = donor_report.report(camp, Wanted(the_month(camp)))
    assert (still.closed, still.open) == ((), (number,))
    assert "not distributed yet" in " ".join(donor_report.notes(still, WORDS))
    hand_over.close_list(camp, number)

    found = donor_report.report(camp, Wanted(the_month(camp)))
    assert (found.closed, found.open, found.rations) == ((number,), (), ("IRQ-REF2100",))
    assert found.reach == domain.Reach(4, 12, 3, 9)
    assert line(found).reach == found.reach
    assert line(found).shown(Flow.DISTRIBUTED) == sum(-n for n in _distributed(camp, "RIC"))
    assert line(found, "IRCS", "OIL").reach == domain.Reach()
    assert donor_report.report(camp, Wanted(the_month(camp), "IRCS")).reach == domain.Reach()
    stock.receive(camp, Delivery(stock.store_named(camp), (Came("BLANKET", 5),)))
    others = donor_report.report(camp, Wanted(the_month(camp), food=False))
    assert (others.reach, others.closed) == (domain.Reach(), ())
    assert [each.item for each in others.lines] == ["BLANKET"]


def _distributed(camp: Camp, item: str = "") -> list[int]:
    rows = camp.db.conn.execute(
        "SELECT quantity FROM movement JOIN document ON document.id = document"
        " JOIN lot ON lot.id = lot WHERE (kind = 'DST' OR reason IN ('DIST_NR', 'ISSUED_NR'))"
        " AND ? IN ('', item)",
        (item,),
    )
    return [n for (n,) in rows]


def test_an_unknown_donor_and_an_empty_month_are_refused_with_what_there_is(camp: Camp) -> None:
    receive(camp)
    with pytest.raises(NoSuchDonor, match="WFP"):
        donor_report.report(camp, Wanted(JULY, "Nobody"))
    with pytest.raises(NothingToReport, match="2001-01"):
        donor_report.report(camp, Wanted(month(2001, 1)))


def test_a_line_that_does_not_add_up_is_shown_with_its_difference(camp: Camp) -> None:
    receive(camp, "RIC", 10)
    camp.db.conn.execute("UPDATE pile_balance SET quantity = quantity - 1")
    found = donor_report.report(camp, Wanted(the_month(camp)))
    assert (line(found).difference, found.adds_up) == (1, False)
    assert "do not add up" in " ".join(donor_report.notes(found, WORDS))


def test_food_and_other_goods_are_printed_as_the_two_reports_of_unhcr(camp: Camp) -> None:
    store = stock.store_named(camp)
    lines = (Came("RIC", 1_234_567, "L1", donor="WFP"), Came("BLANKET", 40, "B", donor="UNHCR"))
    stock.receive(camp, Delivery(store, lines))
    out = io.BytesIO()
    assert donor_report.print_report(camp, Wanted(the_month(camp)), out, words=WORDS) == 2
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(out.getvalue())]
    assert "Food 1" in pages[0]
    assert "1,234.567" in pages[0]
    assert "NFI 1" in pages[1]
    assert "Blanket" in pages[1]
    assert "Verified by" in pages[1]


def test_the_spreadsheet_is_hxl_with_exact_kilograms(camp: Camp) -> None:
    receive(camp, "RIC", 1234.567)
    rows, content = donor_report.report_table(camp, Wanted(the_month(camp)), Form.CSV, words=WORDS)
    assert rows == 1
    source = hxl.data(io.BytesIO(content))
    (row,) = list(source)
    assert row.get("#org+funding") == "WFP"
    assert row.get("#item+closing+num") == "1234.567"
    assert row.get("#item+difference+num") == "0"


def become(camp: Camp, role: Role) -> None:
    with camp.action("test") as entry:
        entry.put("officer", camp.officer_id, {"role": role.value})


@pytest.mark.parametrize("role", Role)
def test_whoever_sees_the_stock_sees_the_report_and_nobody_else(camp: Camp, role: Role) -> None:
    receive(camp)
    become(camp, role)
    wanted, seen = Wanted(the_month(camp)), views(camp)
    questions: list[Callable[[], object]] = [
        lambda: donor_report.print_report(camp, wanted, io.BytesIO(), words=WORDS),
        lambda: donor_report.report_table(camp, wanted, Form.CSV, words=WORDS),
        lambda: tracing.trace(camp, "GRN-001-0001"),
        seen.books.months,
        seen.books.donors,
        lambda: seen.books.donor_report(wanted.period),
    ]
    for question in questions:
        if may(role, Right.SEE_STOCK):
            question()
        else:
            with pytest.raises(NotAllowed):
                question()
    seen.close()
