from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camp_desk.domain.catalogue import Item, Parcel
from camp_desk.domain.catalogue_tables import read_items, read_parcels
from camp_desk.domain.parcels import (
    UnknownContents,
    by_band,
    counted,
    equal_halves,
    halves,
    handed_out,
    loose,
    parcel_size,
    portion,
    portions,
    sealed,
)
from camp_desk.domain.quantities import exact
from camp_desk.domain.words import Words
from camp_desk.shipped import resources


def _catalogues() -> tuple[dict[str, Item], dict[str, Parcel]]:
    folder = resources() / "catalogues"
    with (folder / "items.csv").open(encoding="utf-8", newline="") as table:
        items = read_items(table)
    with (folder / "parcels.csv").open(encoding="utf-8", newline="") as table:
        return items, read_parcels(table, items)


ITEMS, PARCELS = _catalogues()
FAMILY, BOX = PARCELS["FFP"], PARCELS["IRR"]


@pytest.mark.parametrize(
    ("persons", "parcels"),
    [(1, 0.5), (2, 0.5), (3, 1), (7, 1), (8, 2), (12, 2), (13, 3), (40, 3)],
)
def test_a_household_gets_the_parcels_of_its_band(persons: int, parcels: float) -> None:
    assert halves(FAMILY, persons) / 2 == parcels


def test_a_sealed_box_is_never_halved() -> None:
    halved = replace(FAMILY, divisible=False)

    assert halves(halved, 1) == 2
    assert halves(BOX, 1) == 2


def test_a_household_of_nobody_is_a_bug() -> None:
    with pytest.raises(ValueError, match="0 persons"):
        halves(FAMILY, 0)


def test_half_a_parcel_weighs_half_loose_and_sealed() -> None:
    assert sum(loose(FAMILY, 1).values()) == 35_150
    assert sealed(FAMILY, 1, ITEMS) == {"FFP": 35_150}
    assert sealed(BOX, 4, ITEMS) == {"IRR": 2}


def test_half_of_an_odd_number_of_grams_is_rounded_up() -> None:
    assert loose(replace(FAMILY, parts=(("SAL", 751),)), 1) == {"SAL": 376}


@given(st.integers(1, 60))
def test_loose_and_sealed_parcels_weigh_the_same(count: int) -> None:
    assert abs(sum(loose(FAMILY, count).values()) - sealed(FAMILY, count, ITEMS)["FFP"]) < 4


@given(
    st.dictionaries(st.integers(1, 25), st.integers(1, 40), min_size=1),
    st.integers(0, 400),
    st.sampled_from([FAMILY, BOX]),
)
def test_parcels_that_are_short_are_shared_alike_and_never_exceed_what_is_there(
    sizes: dict[int, int], there: int, parcel: Parcel
) -> None:
    smallest = 1 if parcel.divisible else 2
    wanted = {size: halves(parcel, size) for size in sizes}

    def fits(given: Mapping[int, int]) -> bool:
        return sum(n * given[size] for size, n in sizes.items()) <= there

    given = equal_halves(wanted, smallest, fits)

    if given is None:
        assert smallest * sum(sizes.values()) > there
        return
    assert fits(given)
    assert all(smallest <= given[size] <= wanted[size] for size in sizes)
    assert all(count % smallest == 0 for count in given.values())
    assert [given[size] for size in sorted(sizes)] == sorted(given.values())
    assert given == wanted or not fits(wanted)


def test_the_share_of_parcels_leaves_nothing_that_could_still_be_shared() -> None:
    wanted = {2: 1, 5: 2, 9: 4, 14: 6}

    def reaches(there: int) -> dict[int, int] | None:
        return equal_halves(wanted, 1, lambda given: sum(given.values()) <= there)

    assert reaches(13) == wanted
    assert reaches(12) == {2: 1, 5: 1, 9: 3, 14: 5}
    assert reaches(4) == {2: 1, 5: 1, 9: 1, 14: 1}
    assert reaches(3) is None


@pytest.mark.parametrize(
    ("persons", "kcal", "percent"), [(5, 1805, 86), (6, 1504, 72), (3, 3009, 143), (2, 2256, 107)]
)
def test_the_family_parcel_gives_each_size_its_energy(
    persons: int, kcal: int, percent: int
) -> None:
    found = portion(FAMILY, persons, ITEMS)

    assert (round(found.kcal), round(found.percent)) == (kcal, percent)


def test_the_sealed_parcel_as_an_item_has_the_energy_of_its_parts() -> None:
    item = ITEMS["FFP"]

    assert item.food is not None
    assert item.food.kcal * item.pack_size / 100 / 150 == pytest.approx(1805, abs=1)


def test_sizes_that_get_far_too_little_or_too_much_are_flagged() -> None:
    flagged = {
        p.persons: "low" if p.low else "high"
        for p in portions(FAMILY, range(1, 20), ITEMS)
        if p.low or p.high
    }

    assert flagged == {1: "high", 7: "low", 19: "low"}


@given(st.integers(-4_000, 4_000))
def test_half_parcels_are_counted_exactly(count: int) -> None:
    said = counted(35_150 * count, 70_300, Words())

    assert float(said.split(" ")[0].replace(",", "").replace("\u2212", "-")) == count / 2


@given(st.integers(0, 300) | st.integers(0, 300).map(lambda n: n * 35_150))
def test_a_quantity_is_told_in_parcels_exactly_when_it_is_whole_and_half_ones(grams: int) -> None:
    item = ITEMS["FFP"]
    counts = grams % 35_150 == 0

    assert bool(parcel_size(item, [70_300, grams])) == counts
    assert parcel_size(ITEMS["WHF"], [50_000]) == 0
    assert handed_out(grams, item, Words()) == (
        counted(grams, 70_300, Words()) if counts else exact(grams, item.unit, Words())
    )


def test_a_parcel_that_only_adds_to_other_food_is_measured_against_its_own_aim() -> None:
    assert not portion(FAMILY, 7, ITEMS, aim_kcal=1805).low
    assert portion(FAMILY, 3, ITEMS, aim_kcal=1805).high


def test_bands_show_their_smallest_and_largest_households() -> None:
    bands = [(b.halves, b.smallest.persons, b.largest.persons) for b in by_band(FAMILY, 15, ITEMS)]

    assert bands == [(1, 1, 2), (2, 3, 7), (4, 8, 12), (6, 13, 15)]
    assert [b.largest.persons for b in by_band(FAMILY, 2, ITEMS)] == [2]


def test_a_box_whose_contents_nobody_entered_has_no_energy_but_a_sentence() -> None:
    with pytest.raises(UnknownContents, match="Immediate response box"):
        portion(BOX, 5, ITEMS)
