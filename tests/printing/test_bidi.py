from itertools import islice
from pathlib import Path

import pytest
from bidi import get_display
from hypothesis import given
from hypothesis import strategies as st

from camp_desk.printing.bidi import levels, visual_runs

UNICODE_CASES = Path("/usr/share/unicode/BidiCharacterTest.txt")
CHARACTERS = "aB ابت هێ 12 ٣٤ ()[]-/.,:%\u05d0\u064e"


def displayed(text: str, base: int | None) -> list[int]:
    """Return the places of a text's characters from left to right."""
    _, found = levels(text, base)
    order: list[int] = []
    for run in visual_runs(text, base):
        kept = [at for at in range(run.start, run.end) if found[at] is not None]
        order += reversed(kept) if run.level % 2 else kept
    return order


@pytest.mark.skipif(not UNICODE_CASES.exists(), reason="Unicode's data files are not installed")
def test_every_fortieth_of_unicodes_own_cases_has_its_levels_and_its_order() -> None:
    with UNICODE_CASES.open(encoding="utf-8") as file:
        cases = [line.split(";") for line in file if line[0] not in "#\n"]
    for codes, direction, base, expected, order in islice(cases, 0, None, 40):
        text = "".join(chr(int(code, 16)) for code in codes.split())
        given_base = {"0": 0, "1": 1, "2": None}[direction]
        wanted = [None if level == "x" else int(level) for level in expected.split()]
        assert levels(text, given_base) == (int(base), wanted), codes
        assert displayed(text, given_base) == [int(place) for place in order.split()], codes


@given(st.text(alphabet=CHARACTERS, min_size=1, max_size=30), st.sampled_from([0, 1]))
def test_lines_are_displayed_as_python_bidi_displays_them(text: str, base: int) -> None:
    # Which brackets are mirrored is the shaper's business: both sides lose their direction.
    plain = str.maketrans("()[]", "||||")
    ours = "".join(text[at] for at in displayed(text, base))
    theirs = str(get_display(text, base_dir="LR"[base]))
    assert ours.translate(plain) == theirs.translate(plain)


def test_a_latin_word_in_an_arabic_line_stays_readable() -> None:
    text = "مخيم U3 هنا"
    assert [text[run.start : run.end] for run in visual_runs(text)] == [" هنا", "U3", "مخيم "]


def test_a_line_takes_the_direction_of_its_first_letter() -> None:
    assert levels("12 ب a")[0] == 1
    assert levels("12 a ب")[0] == 0
