from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camp_desk.domain.digits import arabic_indic, digits_only, latin, number, phone, whole


@given(st.text())
def test_latin_digits_survive_the_way_to_arabic_and_back(text: str) -> None:
    plain = latin(text)
    assert latin(arabic_indic(plain)) == plain


@given(st.integers(0, 10**14))
def test_a_number_is_the_same_in_every_script(value: int) -> None:
    persian = str(value).translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
    assert whole(arabic_indic(str(value))) == whole(persian) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [("٦٫٥", 6.5), ("6,5", 6.5), ("1,200", 1200), ("١٬٢٠٠", 1200), (" 7 ", 7), ("-2", -2)],
)
def test_separators_of_decimals_and_thousands_are_understood(text: str, value: float) -> None:
    assert number(text) == value


@pytest.mark.parametrize("text", ["", "two", "1-2", "=1", "1e5", "nan", "٣ أطفال", "."])
def test_what_is_no_number_is_none(text: str) -> None:
    assert number(text) is None


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("+964 750 123 4567", "07501234567"),
        ("00964 (750) 123-4567", "07501234567"),
        ("9647501234567", "07501234567"),
        ("+964 0750 123 4567", "07501234567"),
        ("٠٧٥٠ ١٢٣ ٤٥٦٧", "07501234567"),
        ("7501234567", "07501234567"),
        ("0750-1234567 / 0770 1112223", "07501234567"),
        ("07501234567 07701112223", "07501234567"),
        ("+90 532 123 45 67", "+905321234567"),
        ("none", ""),
        ("12", ""),
    ],
)
def test_phones_are_kept_as_they_are_dialled(text: str, digits: str) -> None:
    assert phone(text) == digits


@given(st.text(max_size=60))
def test_a_phone_is_digits_or_nothing_and_is_read_again_as_itself(text: str) -> None:
    found = phone(text)
    assert found.lstrip("+").isdecimal() or not found
    assert phone(found) == found


def test_a_documents_number_is_its_digits() -> None:
    assert digits_only("ب / ١٢٣-۴۵۶") == "123456"
