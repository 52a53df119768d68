"""Strips on paper: what scanners read, what stands on them, and what does not."""

from __future__ import annotations

import io

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image as Picture
from pypdf import PdfReader

from camp_desk.domain.tokens import LAST, Kind, code, written
from camp_desk.domain.words import Words
from camp_desk.printing.preview import page_count, render
from camp_desk.printing.qr import _reference, token_encoder
from camp_desk.printing.strips import CUTS, StripHeading, StripValue, write_strips

CAMP = "مخيم النور"


def printed(kind: Kind, count: int, words: Words, *, demonstration: bool = False) -> bytes:
    out = io.BytesIO()
    strips = (StripValue(400_000 + n, "RED", "2014-06-10") for n in range(count))
    heading = StripHeading(CAMP, kind, demonstration)
    write_strips(out, heading, strips, count=count, words=words, other=Words())
    return out.getvalue()


@given(st.integers(1, LAST))
@settings(max_examples=30, deadline=None)
def test_a_tokens_code_has_the_modules_of_the_reference(number: int) -> None:
    assert token_encoder().encode(code(number)).bits == _reference(code(number), "numeric")


@pytest.mark.parametrize("text", ["123456", "12345678", "12345a7", "١٢٣٤٥٦٧"])
def test_only_seven_latin_digits_become_a_code(text: str) -> None:
    with pytest.raises(ValueError, match="digits"):
        token_encoder().encode(text)


@pytest.mark.parametrize("kind", list(Kind))
def test_scanners_read_every_strip_of_a_page(kind: Kind, arabic: Words) -> None:
    count = CUTS[kind].per_page
    image = render(printed(kind, count, arabic), 0, 150)
    picture = Picture.frombytes("RGBA", (image.width, image.height), image.rgba).convert("L")

    found = {str(each.text) for each in zxingcpp.read_barcodes(picture)}

    assert found == {code(400_000 + n) for n in range(count)}


@pytest.mark.parametrize("kind", list(Kind))
def test_a_strip_says_its_number_the_camp_the_colour_and_the_day(kind: Kind, arabic: Words) -> None:
    text = PdfReader(io.BytesIO(printed(kind, 2, arabic))).pages[0].extract_text()

    for said in (written(400_000), written(400_001), CAMP, "RED", "2014-06-10"):
        assert said in text


def test_pages_are_as_many_as_are_needed_and_the_same_strips_give_the_same_bytes() -> None:
    assert page_count(printed(Kind.TOKEN, 31, Words())) == 2
    assert page_count(printed(Kind.WRISTBAND, 11, Words())) == 1
    assert printed(Kind.TOKEN, 3, Words()) == printed(Kind.TOKEN, 3, Words())


def test_a_demonstrations_strips_say_so(arabic: Words) -> None:
    pdf = printed(Kind.TOKEN, 2, arabic, demonstration=True)

    assert PdfReader(io.BytesIO(pdf)).pages[0].extract_text().count("DEMONSTRATION") == 2
