"""A delivery that brings less than was expected leaves the rest expected, until it is said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from camp_desk.actions import expecting, reversing, stock
from camp_desk.domain.pipeline import Expected, Likelihood
from camp_desk.storage import journal
from camp_desk.storage.camp import Camp
from camp_desk.storage.expected import expected
from tests.actions.test_expecting import TON, come, in_days, lasts, people, rice
from tests.small_camp import Desk, meet


def left(camp: Camp) -> list[tuple[int, int]]:
    """Return what is still to come and what came of it, in kg."""
    return [(each.quantity // 1000, each.came // 1000) for each in expected(camp.db)]


def bring(camp: Camp, grams: int, *, nothing_more: bool = False, damaged: int = 0) -> stock.Posted:
    came = stock.Came("RIC", grams, "L1", donor="WFP", damaged=damaged)
    store = stock.store_named(camp)
    delivery = stock.Delivery(store, (came,), waybill="WB-9", nothing_more=nothing_more)
    return stock.receive(camp, delivery)


def test_the_rest_stays_expected_as_sure_as_before(camp: Camp) -> None:
    people(camp, 1000)
    _, id_ = expecting.expect(camp, rice(likelihood=Likelihood.LIKELY))

    posted = come(camp, grams=600_000)

    rest = Expected("RIC", 400_000, in_days(5), Likelihood.LIKELY, "WFP", "WB-9", id_, 600_000)
    assert expected(camp.db) == [rest]
    assert posted.still_expected == (rest,)
    assert lasts(camp).lasting.breaks == {
        Likelihood.FIRM: 5, Likelihood.LIKELY: 8, Likelihood.HOPED: 8,
    }  # fmt: skip


@pytest.mark.parametrize("grams", [TON, TON + 50_000])
def test_all_of_it_or_more_ends_the_waiting(camp: Camp, grams: int) -> None:
    expecting.expect(camp, rice())

    assert come(camp, grams=grams).still_expected == ()

    assert expected(camp.db) == []


def test_damaged_goods_came_too(camp: Camp) -> None:
    expecting.expect(camp, rice())

    bring(camp, 700_000, damaged=100_000)

    assert left(camp) == [(200, 800)]


def test_the_rest_comes_no_more_where_that_is_said(camp: Camp) -> None:
    expecting.expect(camp, rice())

    posted = bring(camp, 600_000, nothing_more=True)

    assert expected(camp.db) == list(posted.still_expected) == []


def test_the_rest_can_be_changed_received_again_and_dropped(camp: Camp) -> None:
    _, id_ = expecting.expect(camp, rice())
    come(camp, grams=600_000)

    expecting.change(camp, replace(rice(9), quantity=300_000, id=id_))
    assert left(camp) == [(300, 600)]
    assert expected(camp.db)[0].day == in_days(9)
    store = stock.store_named(camp)
    more = stock.Delivery(store, (stock.Came("RIC", 100_000, "L2"),), waybill="WB-9")
    with pytest.raises(stock.WaybillIsKnown):
        stock.receive(camp, more)

    stock.receive(camp, replace(more, waybill="WB-9b"))  # as the refusal says
    assert left(camp) == [(200, 700)]

    expecting.drop(camp, id_)
    assert expected(camp.db) == []


@pytest.mark.parametrize("nothing_more", [True, False])
def test_what_came_with_a_reversed_delivery_is_to_come_again(
    camp: Camp, *, nothing_more: bool
) -> None:
    expecting.expect(camp, rice())
    posted = bring(camp, 600_000, nothing_more=nothing_more)

    reversing.reverse(camp, posted.document, "another camp's")

    assert left(camp) == [(1000, 0)]


def test_two_desks_that_receive_parts_come_to_one_rest(two: list[Desk]) -> None:
    one, other = (desk.camp for desk in two)
    expecting.expect(one, rice())
    meet(*two)
    come(one, grams=300_000)
    bring(other, 200_000)

    meet(*two)

    assert left(one) == left(other) == [(500, 500)]
    assert two[0].digest == two[1].digest
    before = two[0].digest
    with one.transaction():
        journal.empty_tables(one.db)
        journal.replay(one.db)
    assert two[0].digest == before
    assert left(one) == [(500, 500)]
