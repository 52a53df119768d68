import gettext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.quantities import Unit, exact, in_packs
from camp_desk.domain.typed import (
    MOST,
    FinerThanAGram,
    PartOfAPiece,
    TooMuch,
    UnknownPack,
    UnknownUnit,
    UnreadableQuantity,
    number,
    read,
)
from camp_desk.domain.words import Words

ARABIC: dict[int, str] = dict(zip(map(ord, "0123456789,."), "٠١٢٣٤٥٦٧٨٩٬٫", strict=True))


class Units(gettext.NullTranslations):
    """The units of one language."""

    def __init__(self, kilograms: str, grams: str) -> None:
        super().__init__()
        self._messages = {"{number} kg": kilograms, "{number} g": grams}

    def gettext(self, message: str) -> str:
        """Return the unit in the language."""
        return self._messages.get(message, message)


LANGUAGES = [
    Words(),
    Words("ar", Units("{number} كغم", "{number} غم")),
    Words("ckb", Units("{number} کگم", "{number} گم")),
]


@pytest.mark.parametrize(
    ("text", "grams"),
    [
        ("12.5 kg", 12_500),
        ("12,5 kg", 12_500),
        ("12,5", 12_500),
        ("١٢٫٥", 12_500),
        ("۱۲٫۵ کگم", 12_500),
        ("١٢،٥ كغم", 12_500),
        ("2 t", 2_000_000),
        ("٢ طن", 2_000_000),
        ("12 طناً", 12_000_000),
        ("٢٠ كيساً من ٥٠", 1_000_000),
        ("1,200", 1_200_000),
        ("1,200 g", 1_200),
        ("١٬٢٠٠ غم", 1_200),
        ("1 200 kg", 1_200_000),
        ("1,234,567.5 kg", 1_234_567_500),
        ("0,500 kg", 500),
        ("1.200 kg", 1_200),
        (".5kg", 500),
        ("850G", 850),
        ("3 bags of 50", 150_000),
        ("3 bags of 50 kg", 150_000),
        ("3 x 50", 150_000),
        ("3×50kg", 150_000),
        ("٣ أكياس سعة ٥٠ كغم", 150_000),
        ("٣ كيسة من ٥٠", 150_000),
        ("3 bags", 75_000),
        ("2.5 bags", 62_500),
        ("٣ أكياس و ١٢ كغم", 87_000),
        ("3 bags + 12.5 kg", 87_500),
        ("3 bags and 12.5 kg", 87_500),
        ("1/2 bag", 12_500),
        ("½ bag", 12_500),
        ("2 1/2 bags + 300 g", 62_800),
        ("٢ ١/٢ كيس", 62_500),
        ("3¾ kg", 3_750),
        ("4 scoops of 350 g", 1_400),
        ("٤ مغارف من ٣٥٠ غم", 1_400),
        ("2 L", 1_840),
        ("٢ لتر", 1_840),
        ("\u20671,5\u2069 kg", 1_500),
        ("0", 0),
    ],
)
def test_food_is_read_to_the_gram(text: str, grams: int) -> None:
    assert read(text, Unit.GRAM, pack_size=25_000, grams_per_litre=920) == grams


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("12", 12),
        ("4,550 pieces", 4_550),
        ("٣ بطانيات", None),
        ("3 bales of 20", 60),
        ("3 × 20 + 5", 65),
        ("٥ قطع", 5),
    ],
)
def test_goods_are_read_to_the_piece(text: str, pieces: int | None) -> None:
    if pieces is None:
        with pytest.raises(UnknownUnit):
            read(text, Unit.PIECE)
    else:
        assert read(text, Unit.PIECE) == pieces


@pytest.mark.parametrize(
    ("text", "unit", "error"),
    [
        ("4 scoops", Unit.GRAM, UnknownPack),
        ("1/0 bag", Unit.GRAM, UnreadableQuantity),
        ("12/5 bags", Unit.GRAM, UnreadableQuantity),
        ("1/3 kg", Unit.GRAM, FinerThanAGram),
        ("1/2", Unit.PIECE, PartOfAPiece),
        ("", Unit.GRAM, UnreadableQuantity),
        ("a lot", Unit.GRAM, UnreadableQuantity),
        ("-5 kg", Unit.GRAM, UnreadableQuantity),
        ("1.234,5", Unit.GRAM, UnreadableQuantity),
        ("1234,567", Unit.GRAM, UnreadableQuantity),
        ("1,20,000", Unit.GRAM, UnreadableQuantity),
        ("1,200,5", Unit.GRAM, UnreadableQuantity),
        ("5² kg", Unit.GRAM, UnreadableQuantity),
        ("3 kg of 50", Unit.GRAM, UnreadableQuantity),
        ("3 kg +", Unit.GRAM, UnreadableQuantity),
        ("1" * 61, Unit.GRAM, UnreadableQuantity),
        ("5 pounds", Unit.GRAM, UnknownUnit),
        ("5 L", Unit.GRAM, UnknownUnit),
        ("5 kg", Unit.PIECE, UnknownUnit),
        ("3 bags", Unit.GRAM, UnknownPack),
        ("3 bales", Unit.PIECE, UnknownPack),
        ("0.5 g", Unit.GRAM, FinerThanAGram),
        ("2.5", Unit.PIECE, PartOfAPiece),
        ("1000001 t", Unit.GRAM, TooMuch),
    ],
)
def test_what_cannot_be_read_gets_a_sentence(
    text: str, unit: Unit, error: type[CampDeskError]
) -> None:
    with pytest.raises(error) as refused:
        read(text, unit)

    assert str(refused.value).endswith(".")


def test_the_sentence_names_what_was_typed_and_not_the_part_that_failed() -> None:
    with pytest.raises(UnreadableQuantity, match=r"“3 bags of 1\.2\.3” is not a quantity"):
        read(" 3 bags of 1.2.3 ", Unit.GRAM)


@pytest.mark.parametrize("text", ["9" * 5000, "1,2,3", "", "٫", "12 kg"])
def test_no_number_is_made_of_what_is_none(text: str) -> None:
    with pytest.raises(UnreadableQuantity):
        number(text)


def test_a_comma_before_exactly_three_digits_separates_thousands() -> None:
    assert number("1,200") == 1200
    assert number("1,20") == Fraction(6, 5)
    assert number("1,2000") == Fraction(6, 5)
    assert number("0,200") == Fraction(1, 5)


@given(st.integers(0, MOST), st.sampled_from(LANGUAGES), st.sampled_from([{}, ARABIC]))
def test_what_is_shown_exactly_is_read_back_to_the_gram(
    grams: int, words: Words, digits: dict[int, str]
) -> None:
    text = exact(grams, Unit.GRAM, words)

    assert read(text.translate(digits), Unit.GRAM) == grams


@given(st.integers(0, MOST))
def test_pieces_that_are_shown_are_read_back(pieces: int) -> None:
    assert read(exact(pieces, Unit.PIECE, Words()), Unit.PIECE) == pieces


@given(st.integers(0, 10**9), st.integers(2, 10**6), st.sampled_from(Unit))
def test_packs_that_are_shown_are_read_back(quantity: int, pack_size: int, unit: Unit) -> None:
    assert read(in_packs(quantity, pack_size, unit, Words()), unit) == quantity


@given(st.text(st.sampled_from("0123456789٣.,٬٫/½ +x×kgtbagsofوكيس"), max_size=30))
def test_nothing_that_is_typed_crashes_the_reader(text: str) -> None:
    try:
        grams = read(text, Unit.GRAM, pack_size=50_000, grams_per_litre=920)
    except CampDeskError:
        return

    assert 0 <= grams <= MOST
