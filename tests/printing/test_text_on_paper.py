import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from camp_desk.printing.fonts import EmbeddedFont
from camp_desk.printing.pages import A4, About, Pages
from camp_desk.printing.pen import Align, Pen, Reading, Type
from camp_desk.printing.text import isolated, one_line, quantity

ABOUT = About("Test", "Test", "ar")
NAMES = (
    "محمد عبد الله",
    "لؤي آل الإبراهيم",
    "عليّ محمد",
    "مُحَمَّد عليّ",
    "ڕێبوار شێرکۆ گوڵاڵە",
    "زۆزان ژیان ڤیان",
    "Şêrko Gulê Çiya",
    "Mohammed Al-Jubouri",
)


def written(text: str, reading: Reading = Reading.OWN) -> str:
    """Return what a reader copies out of a page with one line."""
    out = io.BytesIO()
    with Pages(out, A4, ABOUT) as pages:
        Pen(pages, right_to_left=True).text(20, 20, text, Type(12), reading=reading)
        pages.end_page()
    return PdfReader(out).pages[0].extract_text().strip()


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_copied_out_as_it_was_typed(name: str) -> None:
    assert written(name) == name


def test_a_ligature_keeps_all_its_letters() -> None:
    assert written("الله لا الآن") == "الله لا الآن"


@given(st.text(max_size=40))
def test_no_text_can_break_a_line_or_steer_its_neighbours(text: str) -> None:
    line = one_line(text)
    assert len(line.splitlines()) <= 1
    assert not set(line) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")
    assert one_line(line) == line
    line.encode("utf-16")


def test_letters_that_join_are_not_taken_for_controls() -> None:
    assert one_line("می\u200cخواهم") == "می\u200cخواهم"


def test_of_marks_piled_on_a_letter_three_are_left() -> None:
    assert one_line("a" + "\u0301" * 40 + "b") == "a\u0301\u0301\u0301b"


def test_a_value_keeps_its_direction_inside_a_sentence() -> None:
    assert isolated("\u202eabc") == "\u2068abc\u2069"


@given(st.text(min_size=1, max_size=60), st.sampled_from([0, 1, None]))
def test_any_text_can_be_printed(text: str, base: int | None) -> None:
    line = PAGES.regular.line(one_line(text), base)
    assert line.width >= 0
    assert line.drawn(10).isascii()


PAGES = Pages(io.BytesIO(), A4, ABOUT)


@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize("length", [1, 4, 40])
def test_a_long_text_is_narrowed_into_its_room(length: int, mirrored: bool) -> None:  # noqa: FBT001  parametrized
    with PAGES.captured():
        pen = Pen(PAGES, right_to_left=mirrored)
        text = " ".join(["عبد الرحمن"] * length)
        width = pen.text(20, 20, text, Type(10), width=30, align=Align.END)
        assert width <= 30.001
        assert width == pytest.approx(min(30, pen.measure(text, Type(10))))


def test_when_codes_run_out_glyphs_are_drawn_without_their_text(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("camp_desk.printing.fonts._MAX_CODES", 33)
    font = EmbeddedFont(PAGES.regular.font.face, "F")
    assert [font.code(5, letter) for letter in "abcb"] == ["0020", "0001", "0001", "0001"]


def test_a_page_that_fails_leaves_no_finished_document() -> None:
    out = io.BytesIO()

    def fail() -> None:
        with Pages(out, A4, ABOUT):
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert b"%%EOF" not in out.getvalue()


def test_the_sign_of_a_quantity_stays_before_its_digits_where_the_unit_is_arabic() -> None:
    assert quantity("! −1,400.5 كغم") == "\u2068! \u2066−1,400.5\u2069 كغم\u2069"
    assert quantity("\u202e12 kg") == "\u206812 kg\u2069"
