"""Nobody gets a second tarpaulin by splitting, nor by being joined or on an open list."""

from __future__ import annotations

import pytest

from camp_desk.actions import duplicates, giving, household_members
from camp_desk.actions.giving import HadBefore
from camp_desk.domain.ids import HouseholdId
from camp_desk.storage import members, pages, relief
from camp_desk.storage.camp import Camp
from tests.actions.test_giving import a_family, goods, what
from tests.small_camp import Desk, freeze, meet

ITEMS = ("TARPAULIN-4X5", "BLANKET-HIGH", "HYGIENE-KIT")


def split(camp: Camp, household: HouseholdId, n: int) -> HouseholdId:
    """Let the last members of a household become one of their own, the head's wife first."""
    there = members.everybody(camp.db, household)
    going = [there[1], *there[len(there) - n + 1 :]] if n > 1 else [there[1]]
    done = household_members.split(camp, household, [each.id for each in going], reason="tents")
    return done.household


def open_(camp: Camp, household: HouseholdId) -> dict[str, int]:
    _, lines = giving.open_for(camp, household, ITEMS)
    return {each.rule.item: each.quantity for each in lines}


def test_what_the_household_had_counts_for_those_who_split_off(camp: Camp) -> None:
    household = a_family(camp, 6)
    goods(camp, *ITEMS)
    first = open_(camp, household)
    assert first == {"TARPAULIN-4X5": 2, "BLANKET-HIGH": 6, "HYGIENE-KIT": 1}
    giving.give(camp, what(camp, household, *first.items()))

    new = split(camp, household, 2)

    assert open_(camp, new) == dict.fromkeys(ITEMS, 0) == open_(camp, household)
    with pytest.raises(HadBefore):
        giving.give(camp, what(camp, new, ("TARPAULIN-4X5", 1)))
    assert [each.carried for each in relief.got(camp.db, new)] == [True] * 3
    page = pages.page(camp.db, new)
    assert page is not None
    assert page.items == ()  # its own history has nothing of it


def test_what_is_still_open_by_person_stays_open_for_both(camp: Camp) -> None:
    household = a_family(camp, 6)
    goods(camp, *ITEMS)
    giving.give(camp, what(camp, household, ("BLANKET-HIGH", 3)))

    new = split(camp, household, 2)

    assert (open_(camp, new)["BLANKET-HIGH"], open_(camp, household)["BLANKET-HIGH"]) == (1, 2)
    giving.give(camp, what(camp, new, ("BLANKET-HIGH", 1)))
    assert open_(camp, household)["BLANKET-HIGH"] == 2


def test_what_comes_again_is_open_for_both_when_its_days_are_over(desk: Desk) -> None:
    household = a_family(desk.camp, 6)
    goods(desk.camp, *ITEMS)
    giving.give(desk.camp, what(desk.camp, household, ("HYGIENE-KIT", 1)))
    new = split(desk.camp, household, 3)
    assert open_(desk.camp, new)["HYGIENE-KIT"] == 0

    desk.clock.move(days=31)

    assert open_(desk.camp, new)["HYGIENE-KIT"] == open_(desk.camp, household)["HYGIENE-KIT"] == 1


def test_who_splits_twice_or_stands_on_an_open_list_gets_nothing_again(camp: Camp) -> None:
    household = a_family(camp, 6)
    goods(camp, *ITEMS)
    number = freeze(camp, 1, code="TARPAULIN-4X5")
    assert number
    new = split(camp, household, 3)
    third = split(camp, new, 1)

    had = relief.known(camp.db, camp.today(), ages=False).had
    assert [each.quantity for each in had[third]] == [2] == [each.quantity for each in had[new]]


def test_households_that_are_joined_have_what_both_had_and_after_a_split_nothing_twice(
    two: list[Desk],
) -> None:
    camp, other = (desk.camp for desk in two)
    household = a_family(camp, 6)
    goods(camp, *ITEMS)
    giving.give(camp, what(camp, household, ("BLANKET-HIGH", 4), ("TARPAULIN-4X5", 2)))
    new = split(camp, household, 3)
    giving.give(camp, what(camp, new, ("BLANKET-HIGH", 1)))
    meet(*two)
    assert open_(other, new) == open_(camp, new)

    duplicates.merge(camp, household, new)

    (blankets,) = giving.open_for(camp, household, ("BLANKET-HIGH",))[1]
    (tarpaulins,) = giving.open_for(camp, new, ("TARPAULIN-4X5",))[1]
    assert (blankets.had, tarpaulins.had) == (5, 2)
