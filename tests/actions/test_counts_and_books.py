"""Counts and the books agree, whatever happened between."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from camp_desk.actions import (
    counting,
    duplicates,
    stock,
)
from camp_desk.actions.stock import Came, Delivery
from camp_desk.storage import counts, journal
from camp_desk.storage import stock as stock_storage
from camp_desk.storage.camp import Camp
from camp_desk.storage.findings import Kind
from tests.counts import BAG, be_alone, both_enter, of, on_hand, opened
from tests.small_camp import Template, receive


@settings(max_examples=15, deadline=None)
@given(
    st.lists(st.integers(0, 40), min_size=1, max_size=4),
    st.lists(st.integers(0, 40), min_size=4, max_size=4),
)
def test_after_a_count_the_books_hold_exactly_what_was_found(
    template: Template, there: list[int], found: list[int]
) -> None:
    with template.desks(1) as (desk,):
        camp = desk.camp
        be_alone(camp)
        store = stock.store_named(camp)
        lines = tuple(Came("BLANKET", n + 1, f"B{at}") for at, n in enumerate(there))
        stock.receive(camp, Delivery(store, lines))
        number = opened(camp)
        both_enter(camp, number, dict(enumerate(found[: len(there)], start=1)))

        counting.approve(camp, number)

        count = counting.count_numbered(camp, number)
        lots = [line.lot for line in counts.lines(camp.db, count.id)]
        assert [stock_storage.balance(camp.db, store, lot) for lot in lots] == found[: len(there)]
        assert count.day == date(2014, 6, 10)


def test_the_journal_alone_gives_back_counts_and_balances(camp: Camp) -> None:
    be_alone(camp)
    receive(camp)
    number = opened(camp)
    both_enter(camp, number, {1: 19 * BAG})
    counting.approve(camp, number)
    before = journal.digest(camp.db)

    with camp.transaction():
        journal.empty_tables(camp.db)
        journal.replay(camp.db)

    assert journal.digest(camp.db) == before
    assert on_hand(camp) == {"RIC": 19 * BAG}


def test_a_remark_is_no_approval(camp: Camp) -> None:
    receive(camp)
    both_enter(camp, opened(camp), {1: 1})
    (waiting,) = of(camp, Kind.COUNT_AWAITING)

    with pytest.raises(duplicates.DecidedAtTheStock, match="Stock tab"):
        duplicates.note(camp, waiting.id, "fine")
