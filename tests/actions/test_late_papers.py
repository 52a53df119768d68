"""Papers that are entered late and out of order: a warning first, then the books as they are."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from camp_desk.actions import releases, stock, stock_cards
from camp_desk.actions.late_papers import BelowThen, careful
from camp_desk.domain.words import Words
from camp_desk.shipped import translations
from camp_desk.storage import journal
from camp_desk.storage import stock as stored
from camp_desk.storage.camp import Camp
from tests.goods import leaving, piles, stores
from tests.small_camp import Desk, Template

TODAY = date(2014, 6, 10)


def day(ago: int) -> date:
    return TODAY - timedelta(days=ago)


def bring(camp: Camp, quantity: int, ago: int) -> None:
    came = (stock.Came("RIC", quantity, "L1"),)
    stock.receive(camp, stock.Delivery(stores(camp)[0], came, day(ago)))


def order(camp: Camp, quantity: int, ago: int) -> partial[stock.Posted]:
    what = releases.Release(leaving(camp, quantity), "Sector B", day=day(ago))
    return partial(releases.release, what=what)


def test_what_left_before_it_came_is_said_first_and_can_be_recorded_all_the_same(
    camp: Camp,
) -> None:
    bring(camp, 1_000, ago=2)
    before, late = journal.digest(camp.db), order(camp, 400, ago=5)

    with pytest.raises(BelowThen) as warning:
        careful(late, camp)

    assert Words().sentence(warning.value) == (
        "On 2014-06-05 the books have only 0 kg of Rice, lot L1, and 400 g would leave: look at"
        " the day, or whether a paper is missing."
    )
    assert journal.digest(camp.db) == before
    assert late(camp).number == "ISS-001-0001"
    assert piles(camp)[0].quantity == 600


def test_a_day_between_that_would_go_below_is_named(camp: Camp) -> None:
    bring(camp, 1_000, ago=9)
    order(camp, 900, ago=5)(camp)
    bring(camp, 1_000, ago=3)

    with pytest.raises(BelowThen, match=r"2014-06-05.* 100 g of Rice.* 101 g would"):
        careful(order(camp, 101, ago=7), camp)
    careful(order(camp, 100, ago=7), camp)


def test_the_days_below_zero_are_marked_on_the_card_until_the_paper_comes(camp: Camp) -> None:
    bring(camp, 1_000, ago=2)
    order(camp, 400, ago=5)(camp)
    words, (pile,) = Words(), piles(camp)
    wanted = stock_cards.Wanted(pile.store, "RIC", pile.lot)
    item = stored.item(camp.db, "RIC")

    card = stock_cards.card_of(camp, wanted)
    said = [stock_cards.balance_said(moved.balance, item, words) for moved in card.moved]
    assert said == ["! −400 g", "600 g"]
    assert stock_cards.below_said(card, words) == (
        "! On 1 day, 2014-06-05, more had left than had come: a paper is missing, or a day is"
        " wrong."
    )

    bring(camp, 400, ago=5)
    card = stock_cards.card_of(camp, wanted)
    assert [moved.balance for moved in card.moved][-1] == 1_000
    assert stored.first_below(camp.db, pile.store, pile.lot, "2014-06-01", 0) is None


PAPERS = st.lists(st.tuples(st.booleans(), st.integers(1, 9), st.integers(0, 6)), max_size=8)


@settings(max_examples=25)
@given(PAPERS, st.integers(1, 12), st.integers(0, 6))
def test_it_warns_exactly_when_a_past_day_would_end_below_zero(
    template: Template, papers: list[tuple[bool, int, int]], asked: int, ago: int
) -> None:
    with template.desks() as (desk,):
        _enter(desk, papers, asked, ago)


def _enter(desk: Desk, papers: list[tuple[bool, int, int]], asked: int, ago: int) -> None:
    camp, moved = desk.camp, [(1_000, 0)]
    bring(camp, 1_000, ago=0)
    for comes, quantity, when in papers:
        (bring(camp, quantity, when) if comes else order(camp, quantity, when)(camp))
        moved.append((quantity if comes else -quantity, when))
    there = [sum(n for n, when in moved if when >= past) for past in range(1, ago + 1)]
    if any(level < asked for level in there):
        with pytest.raises(BelowThen):
            careful(order(camp, asked, ago), camp)
    else:
        careful(order(camp, asked, ago), camp)


def test_days_and_signs_stay_in_order_in_arabic(camp: Camp) -> None:
    bring(camp, 1_000, ago=2)
    order(camp, 400, ago=5)(camp)
    words, (pile,) = Words("ar", translations("ar")), piles(camp)
    card = stock_cards.card_of(camp, stock_cards.Wanted(pile.store, "RIC", pile.lot))

    assert "\u20662014-06-05\u2069" in stock_cards.below_said(card, words)
    item = stored.item(camp.db, "RIC")
    assert stock_cards.balance_said(-400, item, words).startswith("! \u2066−400\u2069 ")
    assert not stock_cards.balance_said(400, item, words).startswith("!")
