from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camp_desk.domain.quantities import Unit
from camp_desk.printing.figures import Digits, figure


@pytest.mark.parametrize(
    ("grams", "printed"),
    [
        (0, "0"),
        (4, "0.004"),
        (10, "0.01"),
        (2_333, "2.333"),
        (10_500, "10.5"),
        (63_000, "63"),
        (999_995, "999.995"),
        (1_179_250, "1,179.25"),
    ],
)
def test_grams_are_printed_as_kilograms(grams: int, printed: str) -> None:
    assert str(figure(grams, Unit.GRAM)) == printed


def test_pieces_are_printed_whole() -> None:
    assert str(figure(1_234, Unit.PIECE)) == "1,234"


@given(st.integers(0, 10**10))
def test_a_printed_weight_is_exact_to_the_gram(grams: int) -> None:
    printed = str(figure(grams, Unit.GRAM)).replace(",", "")
    assert Decimal(printed) * 1000 == grams
    assert not printed.endswith((".0", "."))


def test_arabic_digits_bring_their_own_separators() -> None:
    assert Digits(arabic=True)("1,179.25") == "١٬١٧٩٫٢٥"
    assert Digits(arabic=False).count(1179) == "1,179"
