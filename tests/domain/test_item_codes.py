"""A mistyped code names the few that may be meant."""

from __future__ import annotations

import pytest

from camp_desk.domain.catalogue_tables import read_items
from camp_desk.domain.item_codes import NoSuchItem, item_coded, nearest
from camp_desk.domain.words import Words
from camp_desk.shipped import resources

with (resources() / "catalogues" / "items.csv").open(encoding="utf-8", newline="") as table:
    CATALOGUE = read_items(table)


@pytest.mark.parametrize("typed", ["ric", " RIC ", "RIC"])
def test_a_code_is_read_in_any_case(typed: str) -> None:
    assert item_coded(typed, CATALOGUE).code == "RIC"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("RICE", "RIC"), ("BLANKET-HIHG", "BLANKET-HIGH"), ("sugar", "SUG"), ("ملح", "SAL")],
)
def test_the_nearest_codes_and_names_come_first(typed: str, meant: str) -> None:
    assert meant in nearest(typed, CATALOGUE)[:2]


def test_a_few_are_named_and_where_all_are_shown() -> None:
    with pytest.raises(NoSuchItem) as wrong:
        item_coded("RICE", CATALOGUE)

    said = Words().sentence(wrong.value)
    assert said.startswith("There is no item RICE. The nearest codes are RIC")
    assert said.endswith("“goods items” shows all of them.")
    assert len(said) < 130


def test_what_is_like_no_code_names_none() -> None:
    with pytest.raises(NoSuchItem) as wrong:
        item_coded("§§", CATALOGUE)

    said = Words().sentence(wrong.value)
    assert said == "There is no item §§. “goods items” shows all codes."


def test_of_a_handful_all_are_named() -> None:
    few = {code: CATALOGUE[code] for code in ("RIC", "SUG")}

    with pytest.raises(NoSuchItem) as wrong:
        item_coded("XYZ", few)

    assert (
        Words().sentence(wrong.value) == "There is no item XYZ. Use one of these codes: RIC, SUG."
    )
