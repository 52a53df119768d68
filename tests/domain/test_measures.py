"""Quantities of lots: their own bags and density."""

from __future__ import annotations

import pytest

from camp_desk.domain.catalogue import Item
from camp_desk.domain.measures import LotsDiffer, read_of
from camp_desk.domain.quantities import Unit
from camp_desk.domain.stock import Lot

OIL = Item(
    "OIL", "Vegetable oil", "زيت", category="oil", unit=Unit.GRAM, pack_size=18_400,
    grams_per_litre=920,
)  # fmt: skip
USUAL, LIGHT = Lot("OIL", "A"), Lot("OIL", "B", pack=4_550, grams_per_litre=910)


@pytest.mark.parametrize(
    ("lots", "text", "grams"),
    [
        ((), "2 L", 1_840),
        ((USUAL,), "2 L + 1 tin", 20_240),
        ((LIGHT,), "2 L", 1_820),
        ((LIGHT,), "1/2 tin", 2_275),
        ((LIGHT, LIGHT), "3 tins", 13_650),
        ((USUAL, LIGHT), "2 kg", 2_000),
    ],
)
def test_a_lot_is_measured_in_its_own_tins_and_density(
    lots: tuple[Lot, ...], text: str, grams: int
) -> None:
    assert read_of(text, OIL, lots) == grams


def test_litres_of_lots_that_weigh_differently_are_refused() -> None:
    with pytest.raises(LotsDiffer):
        read_of("2 L", OIL, (USUAL, LIGHT))
