import pytest

from camp_desk.domain.quantities import Amount, Unit, exact, in_packs, litres, shown
from camp_desk.domain.words import Words

EN = Words()


@pytest.mark.parametrize(
    ("grams", "text"),
    [
        (0, "0 kg"),
        (850, "850 g"),
        (1_000, "1 kg"),
        (12_500, "12.5 kg"),
        (14_733, "14.733 kg"),
        (999_999, "999.999 kg"),
        (1_000_000, "1 t"),
        (1_040_000, "1.04 t"),
        (6_400_000, "6.4 t"),
        (9_999_999, "10 t"),
        (18_440_000, "18.4 t"),
        (1_234_567_000, "1,234.6 t"),
        (-12_500, "\u221212.5 kg"),
    ],
)
def test_grams_are_shown_in_the_unit_that_keeps_them_short(grams: int, text: str) -> None:
    assert shown(grams, Unit.GRAM, EN) == text


@pytest.mark.parametrize(
    ("pieces", "text"), [(0, "0 pieces"), (1, "1 piece"), (4550, "4,550 pieces"), (-1, "−1 piece")]
)
def test_pieces_are_shown_as_pieces(pieces: int, text: str) -> None:
    assert shown(pieces, Unit.PIECE, EN) == text


def test_an_exact_quantity_keeps_the_last_gram_of_many_tonnes() -> None:
    assert exact(18_440_001, Unit.GRAM, EN) == "18,440.001 kg"


@pytest.mark.parametrize(
    ("grams", "text"),
    [(2_300, "2.5 L"), (1_000, "1.09 L"), (920, "1 L"), (91_999, "100 L"), (4_140_000, "4,500 L")],
)
def test_oil_is_shown_in_litres_by_its_density(grams: int, text: str) -> None:
    assert litres(grams, 920, EN) == text


def test_packs_say_what_is_in_the_open_one() -> None:
    assert in_packs(212_500, 50_000, Unit.GRAM, EN) == "4 × 50 kg + 12.5 kg"
    assert in_packs(200_000, 50_000, Unit.GRAM, EN) == "4 × 50 kg"
    assert in_packs(0, 50_000, Unit.GRAM, EN) == "0 kg"


def test_an_amount_can_be_carried_by_an_error_into_a_sentence() -> None:
    assert f"{Amount(6_400_000, Unit.GRAM)} short" == "6.4 t short"
