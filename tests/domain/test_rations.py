from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from camp_desk.domain.catalogue import Item, Scale, UnknownFoodValue
from camp_desk.domain.catalogue_tables import read_items, read_scales
from camp_desk.domain.rations import (
    Nutrition,
    Target,
    Verdict,
    entitlement,
    judge,
    needs,
    needs_by_size,
    nutrition,
    people,
    total,
    weight,
)
from camp_desk.domain.registration import Counts
from camp_desk.domain.words import Words
from camp_desk.shipped import resources


def _catalogues() -> tuple[dict[str, Item], dict[str, Scale]]:
    folder = resources() / "catalogues"
    with (folder / "items.csv").open(encoding="utf-8", newline="") as table:
        items = read_items(table)
    with (folder / "scales.csv").open(encoding="utf-8", newline="") as table:
        return items, read_scales(table, items)


ITEMS, SCALES = _catalogues()
SIZES = st.lists(st.integers(1, 20), max_size=40)


@pytest.mark.parametrize(
    ("code", "grams", "kcal", "protein_g", "fat_g", "protein", "fat", "percent"),
    [
        ("GFD-WFP", 555, 2072, 67.0, 34.7, 12.9, 15.1, 99),
        ("GFD-FSC-RICE", 555, 2110, 50.0, 30.4, 9.5, 12.9, 100),
        ("GFD-450", 555, 2188, 61.8, 57.0, 11.3, 23.5, 104),
        ("IRQ-FFP5", 468.7, 1805, 47.0, 34.7, 10.4, 17.3, 86),
        ("IRQ-FFP6", 390.6, 1504, 39.2, 28.9, 10.4, 17.3, 72),
        ("IRQ-REF2100", 545, 2093, 56.2, 40.6, 10.8, 17.5, 100),
        ("IRQ-HALF", 275, 1046, 28.1, 20.3, 10.8, 17.5, 50),
        ("ARR-HEB", 400, 1800, 48.0, 60.0, 10.7, 30.0, 86),
        ("ARR-BP5-FULL", 500, 2300, 77.5, 85.0, 13.5, 33.3, 110),
        ("ARR-BP5-HALF", 250, 1150, 38.8, 42.5, 13.5, 33.3, 55),
    ],
)
def test_the_shipped_scales_give_the_figures_of_their_sources(
    code: str,
    grams: float,
    kcal: int,
    protein_g: float,
    fat_g: float,
    protein: float,
    fat: float,
    percent: int,
) -> None:
    eaten = nutrition(SCALES[code], ITEMS)

    assert eaten.grams == pytest.approx(grams, abs=0.05)
    assert eaten.kcal == pytest.approx(kcal, abs=0.51)
    assert eaten.protein_g == pytest.approx(protein_g, abs=0.051)
    assert eaten.fat_g == pytest.approx(fat_g, abs=0.051)
    assert round(eaten.protein_pct, 1) == protein
    assert round(eaten.fat_pct, 1) == fat
    assert round(eaten.target_pct) == percent


@pytest.mark.parametrize(
    ("code", "energy", "protein", "fat"),
    [
        ("GFD-WFP", Verdict.BELOW, Verdict.ABOVE, Verdict.BELOW),
        ("GFD-FSC-RICE", Verdict.MET, Verdict.BELOW, Verdict.BELOW),
        ("GFD-450", Verdict.MET, Verdict.MET, Verdict.MET),
        ("IRQ-REF2100", Verdict.MET, Verdict.MET, Verdict.MET),
        ("IRQ-FFP5", Verdict.BELOW, Verdict.MET, Verdict.MET),
    ],
)
def test_a_scale_is_judged_by_what_it_gives_and_not_by_its_name(
    code: str, energy: Verdict, protein: Verdict, fat: Verdict
) -> None:
    verdicts = {one.target: one.verdict for one in judge(nutrition(SCALES[code], ITEMS))}

    assert verdicts == {Target.ENERGY: energy, Target.PROTEIN: protein, Target.FAT: fat}


@given(st.floats(0, 4000), st.floats(0, 200), st.floats(0, 200))
def test_a_target_is_missed_exactly_when_the_figure_on_screen_misses_it(
    kcal: float, protein_g: float, fat_g: float
) -> None:
    energy, protein, fat = judge(Nutrition(0, kcal, protein_g, fat_g))

    assert (energy.verdict is Verdict.BELOW) == (int(energy.figure) < 100)
    assert (protein.verdict is Verdict.BELOW) == (float(protein.figure) < 10)
    assert (protein.verdict is Verdict.ABOVE) == (float(protein.figure) > 12)
    assert (fat.verdict is Verdict.BELOW) == (float(fat.figure) < 17)


def test_a_judgement_is_a_sentence() -> None:
    sentences = [one.said(Words()) for one in judge(nutrition(SCALES["GFD-WFP"], ITEMS))]

    assert sentences == [
        "Energy is 99 % of 2,100 kcal: too little.",
        "Protein gives 12.9 % of the energy, more than 12 %.",
        "Fat gives 15.1 % of the energy, less than 17 %.",
    ]


def test_an_empty_ration_has_no_energy_and_no_shares() -> None:
    assert Nutrition(0, 0, 0, 0).protein_pct == Nutrition(0, 0, 0, 0).fat_pct == 0


@pytest.mark.parametrize("item", ["IRR", "BLANKET", "NONE"])
def test_a_scale_with_something_whose_food_value_is_unknown_is_refused(item: str) -> None:
    scale = replace(SCALES["GFD-450"], parts=((item, 1000),))

    with pytest.raises(UnknownFoodValue, match="Enter its kcal"):
        nutrition(scale, ITEMS)


def test_a_family_of_five_gets_for_a_month_what_the_iraq_parcel_holds() -> None:
    month = entitlement(SCALES["IRQ-FFP5"], 5, 30)

    assert month == {
        "WHF": 30_000, "RIC": 15_000, "LEN": 10_000, "BUL": 5_000,
        "SUG": 5_000, "OIL": 4_550, "SAL": 750,
    }  # fmt: skip
    assert weight(month, ITEMS) == 70_300


@given(st.integers(0, 60), st.integers(0, 60), st.integers(1, 900_000))
@example(1, 1, 500)
@example(1, 1, 499)
def test_an_entitlement_is_rounded_once_to_the_nearest_gram_halves_up(
    persons: int, days: int, milligrams: int
) -> None:
    scale = replace(SCALES["GFD-450"], parts=(("WHF", milligrams),))

    grams = entitlement(scale, persons, days)["WHF"]

    assert -500 <= persons * days * milligrams - 1000 * grams < 500


@pytest.mark.parametrize(("persons", "days"), [(-1, 1), (1, -1)])
def test_nobody_is_entitled_to_less_than_nothing(persons: int, days: int) -> None:
    with pytest.raises(ValueError, match="persons"):
        entitlement(SCALES["GFD-450"], persons, days)


@given(SIZES, st.integers(1, 40))
def test_the_needs_are_what_the_sheets_add_up_to(households: list[int], days: int) -> None:
    scale = SCALES["IRQ-FFP6"]
    sheets = total(entitlement(scale, persons, days) for persons in households)

    assert needs(scale, households, days) == {item: sheets.get(item, 0) for item, _ in scale.parts}
    assert needs(scale, households, days) == needs_by_size(scale, Counter(households), days)


def test_people_are_added_by_sex_and_age_and_the_unknown_are_kept() -> None:
    together = people([Counts((1, 0, 0, 2, 0), (0, 1, 0, 1, 0), 1), Counts((0, 3, 0, 1, 1))])

    assert together == Counts((1, 3, 0, 3, 1), (0, 1, 0, 1, 0), 1)
    assert people([]) == Counts()
