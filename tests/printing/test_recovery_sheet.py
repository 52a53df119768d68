import io
from datetime import datetime

import pytest
import zxingcpp
from PIL import Image as Picture
from pypdf import PdfReader

from camp_desk.domain.words import Words
from camp_desk.printing.preview import page_count, render
from camp_desk.printing.recovery import write_recovery_sheet

KEY = "AGE-SECRET-KEY-1" + ("QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L" * 2)[:58]
MADE = datetime(2014, 7, 4, 16, 40)


def printed(words: Words, other: Words | None = None) -> bytes:
    out = io.BytesIO()
    write_recovery_sheet(out, "Al-Noor", KEY, MADE, words=words, other=other)
    return out.getvalue()


@pytest.mark.parametrize("mirrored", [False, True])
def test_the_key_can_be_typed_from_the_one_page(arabic: Words, mirrored: bool) -> None:  # noqa: FBT001  parametrized
    pdf = printed(arabic if mirrored else Words(), Words())
    text = PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
    assert page_count(pdf) == 1
    assert KEY in "".join(text.split())


def test_the_key_can_be_scanned() -> None:
    image = render(printed(Words()), 0, 150)
    picture = Picture.frombytes("RGBA", (image.width, image.height), image.rgba).convert("L")
    (found,) = zxingcpp.read_barcodes(picture)
    assert found.text == KEY


def test_the_page_says_where_to_keep_it_in_both_languages(arabic: Words) -> None:
    text = PdfReader(io.BytesIO(printed(arabic, Words()))).pages[0].extract_text()
    assert "ورقة الاسترداد" in text
    assert "Keep in the safe at headquarters" in text


def test_what_is_no_key_is_not_printed() -> None:
    with pytest.raises(ValueError, match="AGE-SECRET-KEY"):
        write_recovery_sheet(io.BytesIO(), "Al-Noor", "age1abc", MADE, words=Words())
