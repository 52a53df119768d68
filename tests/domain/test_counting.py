"""Two people agree or count again; the books are corrected beyond the tolerance; what is due."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camp_desk.domain.counting import (
    MONTHLY,
    WEEKLY,
    Stage,
    Tally,
    Tolerance,
    a_items,
    correction,
    due,
    standing,
)
from camp_desk.domain.quantities import Unit

BAG = 50_000
EXACT = Tolerance()
numbers = st.integers(0, 6)
people = st.sampled_from(["Amina", "amina ", "Basim", "Dina"])


@given(st.lists(st.builds(Tally, people, numbers), max_size=6))
def test_pieces_are_settled_exactly_when_two_people_last_found_the_same(
    tallies: list[Tally],
) -> None:
    last = {tally.counter.strip().casefold(): tally.quantity for tally in tallies}

    stands = standing(tallies, EXACT, Unit.PIECE, 1)

    agreed = [n for n in last.values() if list(last.values()).count(n) > 1]
    assert (stands.stage is Stage.SETTLED) == bool(agreed)
    assert stands.counted is None if not agreed else stands.counted in agreed
    assert len(stands.latest) == len(last)


def test_a_pile_goes_from_uncounted_to_once_to_differing_to_settled() -> None:
    said = [Tally("Amina", 40), Tally("Basim", 41), Tally("Basim", 40)]

    stages = [standing(said[:n], EXACT, Unit.PIECE, 1).stage for n in range(4)]

    assert stages == [Stage.UNCOUNTED, Stage.ONCE, Stage.DIFFER, Stage.SETTLED]


def test_nobody_confirms_himself() -> None:
    said = [Tally("Amina", 40), Tally("Basim", 41), Tally(" AMINA", 40)]

    assert standing(said, EXACT, Unit.PIECE, 1).stage is Stage.DIFFER


@pytest.mark.parametrize(
    ("book", "counted", "corrected"),
    [
        (20 * BAG, 20 * BAG, 0),
        (20 * BAG, 19 * BAG, -BAG),  # a sealed bag is a bag
        (20 * BAG + 12_500, 20 * BAG + 12_440, 0),  # 60 g of an open bag of 12.5 kg
        (20 * BAG + 12_500, 20 * BAG + 12_430, -70),  # 0.5 % of it are 62.5 g
        (-BAG, 0, BAG),
        (0, BAG, BAG),
    ],
)
def test_only_loose_weight_may_differ_and_by_half_a_percent_of_it(
    book: int, counted: int, corrected: int
) -> None:
    assert correction(book, counted, EXACT, Unit.GRAM, BAG) == corrected


@given(st.integers(0, 10**9), st.integers(0, 10**9), st.integers(1, 10**5))
def test_the_tolerance_is_the_same_from_both_sides(one: int, other: int, pack: int) -> None:
    both = [EXACT.allows(a, b, Unit.GRAM, pack) for a, b in ((one, other), (other, one))]

    assert both[0] == both[1]
    assert EXACT.allows(one, one, Unit.GRAM, pack)


def test_what_is_used_most_is_due_each_week_and_the_rest_each_month() -> None:
    today = date(2014, 7, 30)
    ago = {"WHF": WEEKLY, "RIC": WEEKLY - 1, "SAL": MONTHLY - 1, "TEA": MONTHLY}
    last = {item: today - timedelta(days=n) for item, n in ago.items()}

    found = due(["WHF", "RIC", "SAL", "TEA", "OIL"], last, frozenset({"WHF", "RIC"}), today)

    assert [(each.item, each.since) for each in found] == [("OIL", None), ("TEA", 30), ("WHF", 7)]
    assert [each.weekly for each in found] == [False, False, True]


def test_a_items_are_none_where_nothing_is_used() -> None:
    assert a_items({}) == frozenset()
    assert a_items({"WHF": 0}) == frozenset()
