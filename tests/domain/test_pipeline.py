"""How long an item lasts: two statements of each rule agree."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from camp_desk.domain.pipeline import (
    ASKED_DAYS,
    HORIZON,
    Expected,
    Likelihood,
    Terms,
    There,
    days_that_last,
    lasting,
    project,
    ration_until,
)

TODAY = date(2014, 7, 5)
DAYS = 12

Lot = tuple[int, date | None]
EXPIRIES = st.none() | st.dates(TODAY, TODAY + timedelta(6))
LOTS = st.lists(st.tuples(st.integers(0, 9), EXPIRIES), max_size=4).map(tuple)
STOCKS = st.builds(There, LOTS, st.integers(0, 4))
COMING = st.dictionaries(st.integers(0, DAYS - 1), st.integers(1, 9), max_size=3)
USES = st.integers(300, 4000)
EXPECTED = st.lists(
    st.builds(
        Expected, st.just("RIC"), st.integers(1, 90),
        st.dates(TODAY - timedelta(3), TODAY + timedelta(40)), st.sampled_from(Likelihood),
    ),
    max_size=4,
)  # fmt: skip


def in_days(days: int) -> date:
    """Return a day counted from today."""
    return TODAY + timedelta(days=days)


def eaten_in_order(lots: list[Lot], aside: int, use: int) -> int:
    """Return how many whole days lots last if they are eaten in just this order."""
    left = [(aside * 1000, None), *((quantity * 1000, expiry) for quantity, expiry in lots)]
    day = 0
    while True:
        good = [(n, till) for n, till in left if n and (till is None or till >= in_days(day))]
        needed, left = use, []
        for quantity, till in good:
            taken = min(quantity, needed)
            needed -= taken
            left.append((quantity - taken, till))
        if needed:
            return day
        day += 1


@given(LOTS, st.integers(0, 4), st.integers(500, 4000))
def test_first_expired_first_out_lasts_exactly_as_long_as_the_best_of_all_orders(
    lots: tuple[Lot, ...], aside: int, use: int
) -> None:
    best = max(eaten_in_order(list(order), aside, use) for order in permutations(lots))

    assert days_that_last(There(lots, aside), use, TODAY) == best


@given(STOCKS, USES)
def test_cover_is_the_first_day_of_the_projection_that_has_not_enough(
    there: There, use: int
) -> None:
    lasts = days_that_last(there, use, TODAY)

    assert lasts is not None
    assert project(there, {}, use, TODAY, lasts + 1).breaks() == lasts


@given(st.integers(0, 10**9), st.integers(0, 10**7))
def test_what_never_expires_lasts_as_long_as_it_is_enough(quantity: int, use: int) -> None:
    lasts = days_that_last(There(((quantity, None),)), use, TODAY)
    assert lasts == (quantity * 1000 // use if use else None)


@given(STOCKS, COMING, USES)
def test_what_was_there_and_what_came_is_eaten_expired_or_left(
    there: There, coming: dict[int, int], use: int
) -> None:
    seen = project(there, coming, use, TODAY, DAYS)

    came = 1000 * (there.quantity + sum(coming.values()))
    left = seen.levels[-1] - seen.eaten[-1]
    assert came == sum(seen.eaten) + sum(seen.expired) + left
    assert all(a + b == use for a, b in zip(seen.eaten, seen.short, strict=True))
    assert min(*seen.levels, *seen.short) >= 0


@settings(max_examples=30)
@given(STOCKS, EXPECTED, USES)
def test_the_more_is_counted_with_the_later_it_breaks(
    there: There, expected: list[Expected], use: int
) -> None:
    seen = lasting(there, expected, use, TODAY, terms=Terms())

    days = [seen.breaks[each] for each in Likelihood]
    assert [HORIZON + 1 if day is None else day for day in days] == sorted(
        HORIZON + 1 if day is None else day for day in days
    )
    for low, high in zip(seen.levels[Likelihood.FIRM], seen.levels[Likelihood.HOPED], strict=True):
        assert low <= high


@settings(max_examples=40)
@given(STOCKS, EXPECTED, USES, st.integers(1, 40), st.integers(1, 9))
def test_what_is_asked_for_reaches_for_thirty_days_and_one_pack_less_does_not(
    there: There, expected: list[Expected], use: int, lead: int, pack: int
) -> None:
    ask = lasting(there, expected, use, TODAY, terms=Terms(lead), pack=pack).ask

    def short(more: int) -> int:
        """Return what the days after the arrival lack with so much more."""
        extra = [] if ask is None or not more else [
            Expected("RIC", more, in_days(ask.comes), Likelihood.FIRM)
        ]  # fmt: skip
        firm = [each for each in expected if each.likelihood_on(TODAY) is Likelihood.FIRM]
        coming: dict[int, int] = {}
        for each in (*firm, *extra):
            day = each.comes_in(TODAY)
            coming[day] = coming.get(day, 0) + each.quantity
        seen = project(there, coming, use, TODAY, HORIZON + ASKED_DAYS)
        first = lead if ask is None else ask.comes
        until = HORIZON if ask is None else ask.comes + ASKED_DAYS
        return sum(seen.short[first:until])

    if ask is None:
        assert short(0) == 0
        return
    assert ask.by == ask.comes - lead >= 0
    assert ask.quantity % pack == 0
    assert short(ask.quantity) == 0
    assert short(ask.quantity - pack) > 0


@settings(max_examples=40)
@given(STOCKS, COMING, USES, st.integers(1, DAYS))
def test_the_ration_that_reaches_is_the_largest_one(
    there: There, coming: dict[int, int], use: int, days: int
) -> None:
    reaches = ration_until(days, there, coming, use, TODAY)

    def fed(share: int) -> bool:
        return project(there, coming, use * share // 100, TODAY, days).breaks() is None

    assert [share for share in range(101) if fed(share)] == list(range(reaches + 1))


@pytest.mark.parametrize(
    ("day", "likelihood", "comes", "counts"),
    [(-3, Likelihood.FIRM, 1, Likelihood.HOPED), (0, Likelihood.FIRM, 0, Likelihood.FIRM),
     (4, Likelihood.LIKELY, 4, Likelihood.LIKELY)],
)  # fmt: skip
def test_what_is_overdue_can_only_be_hoped_for(
    day: int, likelihood: Likelihood, comes: int, counts: Likelihood
) -> None:
    expected = Expected("RIC", 5, in_days(day), likelihood)

    assert expected.comes_in(TODAY) == comes
    assert expected.likelihood_on(TODAY) is counts
    assert expected.overdue(TODAY) == max(0, -day)


def test_the_logistics_cluster_asks_22_days_ahead_and_keeps_a_week() -> None:
    there = There(((100_000, None),))  # 50 days at 2 kg

    seen = lasting(there, [], 2_000_000, TODAY, terms=Terms(), pack=25_000)

    assert seen.breaks[Likelihood.FIRM] == seen.cover == 50
    assert seen.reorder == 2_000 * (2 + 5 + 15 + 7)
    assert seen.ask is not None
    assert (seen.ask.by, seen.ask.comes, seen.ask.quantity) == (50 - 22, 50, 75_000)
    assert seen.gap is None


def test_a_break_before_anything_asked_for_comes_says_which_ration_would_reach() -> None:
    there = There(((11_000, None),))

    seen = lasting(there, [], 1_000_000, TODAY, terms=Terms())

    assert seen.ask is not None
    assert (seen.ask.by, seen.ask.comes, seen.ask.quantity) == (0, 22, 30_000)
    assert seen.gap is not None
    assert (seen.gap.until, seen.gap.ration) == (22, 50)


def test_a_gap_ends_when_the_firm_delivery_comes() -> None:
    there = There(((8_000, None),))
    firm = Expected("RIC", 500_000, in_days(10), Likelihood.FIRM)

    seen = lasting(there, [firm], 1_000_000, TODAY, terms=Terms())

    assert seen.breaks[Likelihood.FIRM] == 8
    assert seen.gap is not None
    assert (seen.gap.until, seen.gap.ration) == (10, 80)
    assert seen.ask is None


def test_what_nobody_uses_neither_breaks_nor_is_asked_for() -> None:
    seen = lasting(There(((5, None),)), [], 0, TODAY, terms=Terms())

    assert (seen.cover, seen.reorder, seen.ask, seen.gap) == (None, None, None, None)
    assert set(seen.breaks.values()) == {None}
