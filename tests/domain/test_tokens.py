"""Numbers of strips: no two desks can make one, and no slip of the finger passes for one."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.tokens import (
    COLOURS,
    LAST,
    code,
    colour_of,
    desk_of,
    numbers_of,
    read,
    read_several,
    runs,
    typed,
    written,
)

NUMBERS = st.integers(1, LAST)


def test_every_desk_has_numbers_of_its_own_and_none_of_any_other() -> None:
    every = sorted((numbers_of(desk) for desk in range(1, 1000)), key=lambda own: own[0])

    assert all(one[-1] < other[0] for one, other in itertools.pairwise(every))
    assert [len(numbers_of(desk)) for desk in (1, 9, 10, 99, 100, 999)] == [
        100_000, 100_000, 1_000, 1_000, 10, 10,
    ]  # fmt: skip
    assert every[0][0] == 1_000
    assert every[-1][-1] == LAST


@given(st.integers(1, 999), st.floats(0, 1, exclude_max=True))
def test_a_number_tells_which_desk_made_it(desk: int, where: float) -> None:
    own = numbers_of(desk)

    assert desk_of(own[int(where * len(own))]) == desk


@given(NUMBERS)
def test_what_is_printed_and_what_is_scanned_are_read_as_the_number(number: int) -> None:
    assert read(written(number)) == read(code(number)) == typed(f" {code(number)} ") == number


@given(NUMBERS, st.integers(0, 6), st.integers(1, 9))
def test_no_number_with_one_wrong_digit_is_read(number: int, at: int, by: int) -> None:
    digits = code(number)
    wrong = digits[:at] + str((int(digits[at]) + by) % 10) + digits[at + 1 :]

    assert typed(wrong) is None


@given(st.lists(NUMBERS, min_size=1, max_size=6))
def test_several_numbers_are_read_once_each_however_they_are_parted(numbers: list[int]) -> None:
    wanted = tuple(dict.fromkeys(numbers))

    assert read_several(" ".join(map(written, numbers))) == wanted
    assert read_several("،".join(map(code, numbers))) == wanted


@pytest.mark.parametrize("text", ["", "123", "4000178", "400 017-7 4000", "ABCDEFG", "0000000"])
def test_what_is_no_number_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(CampDeskError) as refused:
        read(text)

    assert refused.value.advice


@given(st.sets(st.integers(1, 60)))
def test_runs_are_the_numbers_again_and_none_touches_the_next(numbers: set[int]) -> None:
    found = runs(list(numbers))

    assert [n for first, last in found for n in range(first, last + 1)] == sorted(numbers)
    assert all(one[1] + 1 < other[0] for one, other in itertools.pairwise(found))


def test_no_day_has_the_colour_of_the_day_before() -> None:
    days = [date(2014, 6, 10) + timedelta(days=n) for n in range(400)]
    colours = [colour_of(day) for day in days]

    assert set(colours) == set(COLOURS)
    assert all(one != other for one, other in itertools.pairwise(colours))
