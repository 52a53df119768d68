import string

import pytest
import segno
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image as Picture

from camp_desk.printing.qr import Modules, card_encoder, encode

CODES = st.text(alphabet=string.digits + string.ascii_uppercase, min_size=16, max_size=16)


def read(modules: Modules) -> str:
    """Return what a scanner reads from a drawing of the modules."""
    drawn = Picture.new("L", (modules.side + 8, modules.side + 8), 255)
    for y, row in enumerate(modules.rows()):
        for x, module in enumerate(row):
            if module == "1":
                drawn.putpixel((x + 4, y + 4), 0)
    big = drawn.resize((drawn.width * 8, drawn.height * 8), Picture.Resampling.NEAREST)
    (found,) = zxingcpp.read_barcodes(big)
    return str(found.text)


@given(CODES)
def test_a_cards_code_has_the_modules_of_the_reference(code: str) -> None:
    reference = segno.make_qr(
        code, version=1, error="q", mode="alphanumeric", mask=2, boost_error=False
    )
    rows = ["".join(str(module) for module in row) for row in reference.matrix]
    assert card_encoder().encode(code).rows() == rows


def test_scanners_read_a_cards_code() -> None:
    assert read(card_encoder().encode("0010000011ABCDEF")) == "0010000011ABCDEF"


def test_scanners_read_a_longer_code() -> None:
    assert read(encode("DS-1000007-001-9")) == "DS-1000007-001-9"
    assert read(encode("A" * 74, error="q")) == "A" * 74


@pytest.mark.parametrize("code", ["", "short", "0010000011abcdef", "0010000011ABCDEFG"])
def test_what_is_not_sixteen_capitals_and_digits_is_refused(code: str) -> None:
    with pytest.raises(ValueError, match="alphanumeric"):
        card_encoder().encode(code)


@given(CODES)
def test_hexadecimal_rows_hold_the_same_modules(code: str) -> None:
    modules = card_encoder().encode(code)
    bits = "".join(f"{int(digit, 16):04b}" for digit in modules.hex_rows())
    assert [bits[at : at + 21] for at in range(0, len(bits), 24)] == modules.rows()
