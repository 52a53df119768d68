"""A list that comes again under another name is known by its families."""

from __future__ import annotations

from dataclasses import replace

import pytest

from camp_desk.actions import lists
from camp_desk.domain.registration import Registration
from camp_desk.storage.camp import Camp
from camp_desk.storage.listed import lookalikes
from tests.small_camp import MORNING, a_list, counted, family


def from_list(name: str, *families: Registration) -> list[Registration]:
    return [replace(each, list_name=name, list_number=str(n)) for n, each in enumerate(families, 1)]


@pytest.mark.parametrize(
    ("same", "others", "like"), [(4, 0, True), (2, 2, True), (2, 3, False), (0, 4, False)]
)
def test_a_list_looks_like_another_exactly_when_half_its_families_are_there(
    camp: Camp, same: int, others: int, *, like: bool
) -> None:
    there = [family(1, 3), family(2, 4), family(3, 5), counted(4)]
    lists.take_in(camp, a_list(*from_list("khazir", *there)))
    again = [*there[:same][::-1], *(family(20 + n, 6) for n in range(others))]

    found = lookalikes(camp.db, from_list("gate", *again))

    if like:
        (only,) = found
        assert (only.name, only.there, only.families) == ("khazir", same, same + others)
        assert only.day == MORNING.date()
    else:
        assert found == []


def test_the_same_head_with_another_number_of_people_is_another_family(camp: Camp) -> None:
    lists.take_in(camp, a_list(*from_list("khazir", family(1, 3))))

    assert lookalikes(camp.db, [family(1, 4)]) == []
    assert len(lookalikes(camp.db, [family(1, 3)])) == 1
