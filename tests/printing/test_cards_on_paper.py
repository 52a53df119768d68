import io
from collections.abc import Callable, Sequence

import pytest
import zxingcpp
from PIL import Image as Picture
from pypdf import PdfReader

from camp_desk.domain.cards import written
from camp_desk.domain.words import Words
from camp_desk.printing.cards import CampName, CardValue, write_cards
from camp_desk.printing.preview import page_count, render
from camp_desk.printing.sheets import SheetLine

Families = Callable[[int], list[SheetLine]]
CAMP = CampName("مخيم النور", "Al-Noor Camp")


def cards(lines: Sequence[SheetLine]) -> list[CardValue]:
    return [
        CardValue(e.card, e.issue, e.name, e.latin_name, e.persons, e.place, e.code) for e in lines
    ]


def printed(values: Sequence[CardValue], words: Words, *, demonstration: bool = False) -> bytes:
    out = io.BytesIO()
    write_cards(
        out,
        CAMP,
        values,
        cards_count=len(values),
        words=words,
        other=Words(),
        demonstration=demonstration,
    )
    return out.getvalue()


@pytest.mark.parametrize(("count", "pages"), [(1, 1), (4, 1), (5, 2), (9, 3)])
def test_four_cards_go_on_a_page(families: Families, count: int, pages: int) -> None:
    assert page_count(printed(cards(families(count)), Words())) == pages


def test_a_card_says_its_number_and_its_head(families: Families, arabic: Words) -> None:
    lines = families(4)
    text = PdfReader(io.BytesIO(printed(cards(lines), arabic))).pages[0].extract_text()
    for line in lines:
        assert line.name in text
        assert line.latin_name in text
        assert written(line.card) in text


def test_scanners_read_the_cards(families: Families) -> None:
    lines = families(4)
    image = render(printed(cards(lines), Words()), 0, 150)
    picture = Picture.frombytes("RGBA", (image.width, image.height), image.rgba).convert("L")
    found = {str(code.text) for code in zxingcpp.read_barcodes(picture)}
    assert found == {line.code for line in lines}


def test_a_demonstrations_cards_say_so(families: Families, arabic: Words) -> None:
    pdf = printed(cards(families(2)), arabic, demonstration=True)
    text = PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
    assert text.count("DEMONSTRATION") == 2
    assert text.count("للتدريب فقط") == 2


def test_the_same_cards_give_the_same_bytes(families: Families, arabic: Words) -> None:
    assert printed(cards(families(5)), arabic) == printed(cards(families(5)), arabic)


def test_no_cards_are_refused() -> None:
    with pytest.raises(ValueError, match="cards"):
        printed([], Words())


def test_a_very_long_name_stands_in_two_lines_of_a_card(families: Families) -> None:
    (line,) = families(1)
    long = "محمد عبد الرحمن عبد الوهاب عبد الكريم الحمداني الجبوري"
    out = io.BytesIO()
    card = CardValue(line.card, 1, long, "", 5, line.place, line.code)
    write_cards(out, CampName("Al-Noor"), [card], cards_count=1, words=Words())
    found = PdfReader(out).pages[0].extract_text()
    assert long not in found
    assert all(word in found for word in long.split())
