"""A name has letters and no digits, typed or from a list."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camp_desk.actions import arrivals, lists
from camp_desk.actions.checks import NotAName, check_member
from camp_desk.domain.naming import is_name
from camp_desk.domain.registration import Member
from camp_desk.domain.words import Words
from camp_desk.storage import households
from camp_desk.storage.camp import Camp
from tests.small_camp import family

WRONG = ("12345", "علي ٢", "Ali2", "۷۷", "--", "؟")


@given(st.text(max_size=12))
def test_a_text_is_a_name_exactly_when_it_has_letters_and_no_digits(text: str) -> None:
    letters = [char for char in text if char.isalpha()]
    numbers = [char for char in text if char.isdigit()]

    assert is_name(text) == (bool(letters) and not numbers)


@pytest.mark.parametrize("part", ["own", "father", "grandfather", "laqab"])
@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_no_name_is_refused_and_nothing_is_saved(camp: Camp, part: str, wrong: str) -> None:
    first, *rest = family(1).members
    changed: dict[str, Any] = {part: wrong}

    with pytest.raises(NotAName) as refused:
        arrivals.register(camp, family(1, members=(replace(first, **changed), *rest)))

    assert wrong in str(refused.value)
    assert households.totals(camp.db) == (0, 0)
    with pytest.raises(NotAName):
        check_member(2, Member("Ali", wrong))


def test_a_row_of_a_list_with_such_a_name_goes_to_the_errors_and_the_rest_goes_in(
    camp: Camp, tmp_path: Path
) -> None:
    path = tmp_path / "gate.csv"
    path.write_text(
        "Family no,Full name,Sex,Age\n"
        "1,Karim Yasin Omar,M,45\n2,Ali ٢ Hasan,M,30\n3,12345,M,30\n4,Jasim Hadi Nuri7,M,30\n",
        "utf-8",
    )
    table, columns = lists.read_list(path)

    taken = lists.take_in(
        camp, lists.understood(table, columns, today=date(2014, 6, 30), list_name="gate")
    )

    assert taken.households == 1
    assert [each.row for each in taken.rejected] == [3, 4, 5]
    assert all("digits, or no letters" in each.sentence(Words()) for each in taken.rejected)
