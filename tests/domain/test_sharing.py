from collections import Counter
from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from camp_desk.domain.catalogue import Item, Scale, ScaleKind
from camp_desk.domain.quantities import Unit
from camp_desk.domain.rations import entitlement, needs, total
from camp_desk.domain.sharing import (
    KEPT_IN_FULL,
    LONGEST_DAYS,
    Shortfall,
    coverage,
    days_that_last,
    equal_share,
    ration_that_reaches,
    share_by_item,
    shortfalls,
)
from camp_desk.domain.words import Words

SCALE = Scale(
    code="S",
    name_en="Ration",
    kind=ScaleKind.FULL,
    cycle_days=30,
    parts=(("WHF", 400_000), ("OIL", 30_333), ("SAL", 5_000)),
)
FLOUR = Item(code="WHF", name_en="Flour", category="cereal", unit=Unit.GRAM)

FAMILIES = st.lists(st.integers(1, 15), min_size=1, max_size=30)
STOCK = st.fixed_dictionaries(
    {
        "WHF": st.integers(0, 300_000),
        "OIL": st.integers(0, 30_000),
        "SAL": st.integers(0, 5_000),
    }
)
KEPT = st.sampled_from([frozenset[str](), KEPT_IN_FULL])


@given(FAMILIES, st.integers(1, 10), STOCK, KEPT)
def test_an_equal_share_never_hands_out_more_than_there_is(
    families: list[int], days: int, has: dict[str, int], kept: frozenset[str]
) -> None:
    needed = needs(SCALE, families, days)
    for share in (equal_share(needed, has, in_full=kept), share_by_item(needed, has)):
        given_out = total(share.of(entitlement(SCALE, persons, days)) for persons in families)

        assert all(given_out[item] <= has[item] for item in given_out)


@given(FAMILIES, st.integers(1, 10), STOCK)
def test_everyone_gets_the_same_share_to_the_gram(
    families: list[int], days: int, has: dict[str, int]
) -> None:
    share = equal_share(needs(SCALE, families, days), has)
    for persons in families:
        whole = entitlement(SCALE, persons, days)
        for item, grams in share.of(whole).items():
            assert 0 <= whole[item] * share.part(item) - grams < 1


@given(FAMILIES, st.integers(1, 10), STOCK)
def test_the_share_is_whole_exactly_when_nothing_is_short(
    families: list[int], days: int, has: dict[str, int]
) -> None:
    needed = needs(SCALE, families, days)
    enough = all(has[item] >= needed[item] for item in needed)

    assert equal_share(needed, has).whole == enough
    assert share_by_item(needed, has).whole == enough


@given(FAMILIES, st.integers(1, 10), STOCK)
def test_the_common_share_is_that_of_the_scarcest_item(
    families: list[int], days: int, has: dict[str, int]
) -> None:
    needed = needs(SCALE, families, days)
    share = equal_share(needed, has)
    worst = min(min(Fraction(1), Fraction(has[item], needed[item])) for item in needed)

    assert {share.part(item) for item in needed} == {worst}


@given(FAMILIES, st.integers(1, 10), STOCK, KEPT)
def test_the_ration_that_reaches_everyone_does(
    families: list[int], days: int, has: dict[str, int], kept: frozenset[str]
) -> None:
    needed, sizes = needs(SCALE, families, days), Counter(families)
    for share in (equal_share(needed, has, in_full=kept), share_by_item(needed, has)):
        left = ration_that_reaches(SCALE, sizes, days, has, share)

        assert all(c.missing == 0 for c in coverage(needs(left, families, days), has))
        for (item, full), (_, part) in zip(SCALE.parts, left.parts, strict=True):
            step = 1_000 if part >= 10_000 else 100
            assert part == full if share.part(item) == 1 else part % step == 0
            assert full * share.part(item) - part < 2_000


@given(FAMILIES, st.integers(1, 30), STOCK)
def test_nothing_is_left_over_that_could_still_be_shared(
    families: list[int], days: int, has: dict[str, int]
) -> None:
    needed, sizes = needs(SCALE, families, days), Counter(families)
    left = ration_that_reaches(SCALE, sizes, days, has, share_by_item(needed, has))

    for (item, full), (_, part) in zip(SCALE.parts, left.parts, strict=True):
        more = part + (1_000 if part >= 10_000 else 100)
        if part < full and more <= full:
            one = replace(SCALE, parts=((item, part),))
            another = replace(SCALE, parts=((item, more),))
            given, asked = (needs(each, families, days)[item] for each in (one, another))
            assert asked > has[item] or asked == given


def test_a_cut_ration_is_a_figure_that_can_be_announced() -> None:
    needed, has = needs(SCALE, [5] * 100, 7), {"WHF": 1_053_000, "OIL": 10**9, "SAL": 10_000}
    left = ration_that_reaches(SCALE, {5: 100}, 7, has, share_by_item(needed, has))

    assert left.parts == (("WHF", 300_000), ("OIL", 30_333), ("SAL", 2_800))


def test_salt_is_not_cut_with_the_flour_where_it_is_kept_in_full() -> None:
    share = equal_share({"WHF": 100, "SAL": 10}, {"WHF": 50, "SAL": 10}, in_full=KEPT_IN_FULL)

    assert share.of({"WHF": 100, "SAL": 10}) == {"WHF": 50, "SAL": 10}


def test_salt_that_is_short_itself_does_not_cut_the_flour() -> None:
    share = equal_share({"WHF": 100, "SAL": 10}, {"WHF": 100, "SAL": 5}, in_full=KEPT_IN_FULL)

    assert share.of({"WHF": 100, "SAL": 10}) == {"WHF": 100, "SAL": 5}


def test_an_item_of_which_there_is_nothing_or_less_leaves_nothing() -> None:
    (none, minus) = coverage({"WHF": 100, "OIL": 10}, {"OIL": -5})

    assert (none.share, none.missing) == (Fraction(0), 100)
    assert (minus.share, minus.missing) == (Fraction(0), 15)


def test_what_nobody_needs_is_covered() -> None:
    assert equal_share({"WHF": 0}, {}).whole


@given(st.lists(st.integers(1, 15), min_size=1, max_size=30), STOCK)
def test_the_stock_lasts_exactly_for_the_days_whose_list_it_covers(
    families: list[int], has: dict[str, int]
) -> None:
    days = days_that_last(SCALE, Counter(families), has)

    assert all(c.missing == 0 for c in coverage(needs(SCALE, families, days), has))
    assert any(c.missing for c in coverage(needs(SCALE, families, days + 1), has))


def test_with_nobody_to_feed_the_stock_lasts_as_long_as_a_forecast_reaches() -> None:
    assert days_that_last(SCALE, {}, {}) == LONGEST_DAYS


def test_what_is_short_is_said_with_the_ration_that_reaches_everyone() -> None:
    needed, has = {"WHF": 25_600_000}, {"WHF": 19_200_000}

    left = equal_share(needed, has).ration(SCALE)
    (short,) = shortfalls(needed, has, left)

    assert short.said(FLOUR, Words()) == (
        "Flour is 6.4 t short. A ration of 300 g a day reaches everyone."
    )


def test_where_nothing_is_left_no_ration_is_promised() -> None:
    assert Shortfall("WHF", 5_000, 0).said(FLOUR, Words()) == "Flour is 5 kg short."


def test_the_worst_covered_item_is_named_first() -> None:
    needed, has = {"WHF": 100, "OIL": 100, "SAL": 100}, {"WHF": 90, "OIL": 20, "SAL": 100}

    found = shortfalls(needed, has, equal_share(needed, has).ration(SCALE))

    assert [short.item for short in found] == ["OIL", "WHF"]
