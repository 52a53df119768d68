"""Who belongs to a household: births, moves, splits, another head, and numbers that stay."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from camp_desk.actions import arrivals, duplicates, hand_over
from camp_desk.actions import household_members as belonging
from camp_desk.actions.household_events import Change, change_status
from camp_desk.domain.cards import written
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.ids import HouseholdId
from camp_desk.domain.registration import Member, Sex
from camp_desk.domain.statuses import Status
from camp_desk.storage import households, members, ration_lists
from camp_desk.storage.camp import Camp
from tests.actions.test_household_events import kinds, registered, size
from tests.small_camp import Desk, family, freeze, stocked


def test_a_newborn_has_the_names_of_the_father_and_a_number_of_its_own(camp: Camp) -> None:
    household, (head, _, child, _) = registered(camp)
    arrivals.rewrite(camp, household, family(1, 3))  # the last one was written by mistake
    father = members.kept(camp.db, head)
    assert father is not None

    born = belonging.record_birth(camp, household, "نور", Sex.FEMALE, day=date(2014, 6, 8))

    newborn = members.kept(camp.db, born.person)
    assert newborn is not None
    assert born.number == newborn.number == 5
    assert newborn.member.name == f"نور {father.member.own} {father.member.father} " + (
        father.member.laqab
    )
    assert newborn.member.relationship == "DAU"
    assert newborn.member.birth is not None
    assert newborn.member.birth.age_on(date(2014, 6, 20)) == 0
    assert kinds(camp, household) == ["taken-out", "birth"]
    assert child is not None


def test_numbers_are_never_given_again_whatever_happened(camp: Camp) -> None:
    household, (_, wife, child, last) = registered(camp)
    other, _ = registered(camp, 2)

    belonging.move(camp, household, last, other, relationship="NEP", reason="to his uncle")
    added = belonging.record_newcomer(camp, household, Member("سعد", sex=Sex.MALE))
    moved = members.kept(camp.db, last)

    assert added.number == 5
    assert moved is not None
    assert (moved.household, moved.number) == (other, 5)
    assert (size(camp, household), size(camp, other)) == (4, 5)
    assert kinds(camp, household) == ["newcomer", "moved-out"]
    assert kinds(camp, other) == ["moved-in"]
    assert len({wife, child, last}) == 3


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(deeds=st.lists(st.tuples(st.integers(0, 5), st.integers(0, 9)), max_size=8))
def test_a_number_once_given_is_one_persons_for_ever(
    camp: Camp, deeds: list[tuple[int, int]]
) -> None:
    homes = [registered(camp, n)[0] for n in (1, 2)]
    owners: dict[tuple[bytes, int], set[bytes]] = {}
    for what, n in [(0, 0), *deeds]:
        home, other = homes[n % 2], homes[1 - n % 2]
        everybody = members.everybody(camp.db, home)
        person = everybody[n % len(everybody)].id
        with suppress(CampDeskError):
            match what:
                case 0:
                    belonging.record_birth(camp, home, "نور", Sex.FEMALE)
                case 1:
                    belonging.move(camp, home, person, other)
                case 2:
                    belonging.split(camp, home, [person], reason="own tent")
                case 3:
                    change_status(camp, home, Change(Status.DECEASED), [person])
                case 4:
                    arrivals.rewrite(camp, home, family(n, 2 + n % 4))
                case 5:
                    belonging.change_head(camp, home, person)
        for each in camp.db.conn.execute("SELECT household, number, id FROM person"):
            owners.setdefault((each[0], each[1]), set()).add(each[2])

    assert all(len(people) == 1 for people in owners.values())


def test_a_household_is_split_with_its_own_card_and_is_fed_once_meanwhile(desk: Desk) -> None:
    camp = desk.camp
    household, (_, wife, child, _) = registered(camp)
    stocked(camp)
    freeze(camp)
    desk.clock.move(minutes=1)

    new = belonging.split(camp, household, [wife, child], reason="her own tent")

    assert (size(camp, household), size(camp, new.household)) == (2, 2)
    assert households.totals(camp.db) == (2, 4)
    found = households.household(camp.db, new.household)
    assert found is not None
    assert (found.persons[0], found.registration.head.relationship) == (wife, "PA")
    assert found.registration.place == family(1).place
    assert kinds(camp, new.household) == ["split-from", "split-from"]

    def fed(first: date) -> set[HouseholdId]:
        until = first + timedelta(days=7)
        rows = ration_lists.eligible(
            camp.db, kind="food", first=first, until=until, sectors=(), counted=True
        )
        return {each.household for each in rows}

    assert fed(camp.today()) == set()
    assert fed(camp.today() + timedelta(days=7)) == {household, new.household}


def persons_on_next_list(camp: Camp, first: date, days: int = 7) -> dict[HouseholdId, int]:
    rows = ration_lists.eligible(
        camp.db, kind="food", first=first, until=first + timedelta(days=days), sectors=(),
        counted=True,
    )  # fmt: skip
    return {each.household: each.persons for each in rows}


@pytest.mark.parametrize("collected", [True, False])
def test_who_moves_after_being_fed_is_not_fed_again_for_the_same_days(
    desk: Desk, *, collected: bool
) -> None:
    camp = desk.camp
    fed, (_, _, child, other) = registered(camp)
    stocked(camp)
    number = freeze(camp)
    (card,) = camp.db.conn.execute("SELECT number FROM household").fetchone()
    if collected:
        hand_over.hand_over(camp, number, written(card))
        hand_over.close_list(camp, number)
    desk.clock.move(minutes=1)
    newly, _ = registered(camp, 2)
    belonging.move(camp, fed, child, newly)
    belonging.move(camp, fed, other, newly)
    desk.clock.move(days=3)

    assert persons_on_next_list(camp, camp.today()) == {newly: 4}
    assert persons_on_next_list(camp, camp.today() + timedelta(days=4)) == {fed: 2, newly: 6}


def test_who_moves_from_a_household_that_did_not_collect_is_fed_where_they_live(
    desk: Desk,
) -> None:
    camp = desk.camp
    absent, (*_, child) = registered(camp)
    stocked(camp)
    hand_over.close_list(camp, freeze(camp))
    desk.clock.move(minutes=1)
    newly, _ = registered(camp, 2)
    belonging.move(camp, absent, child, newly)

    assert persons_on_next_list(camp, camp.today()) == {absent: 3, newly: 5}


def test_a_share_does_not_travel_along_a_chain_of_moves_and_splits(desk: Desk) -> None:
    camp = desk.camp
    fed, (_, wife, child, _) = registered(camp)
    stocked(camp)
    freeze(camp)
    desk.clock.move(minutes=1)
    second, third = registered(camp, 2)[0], registered(camp, 3)[0]
    own = belonging.split(camp, fed, [wife, child], reason="own tent").household
    belonging.move(camp, own, child, second)
    belonging.move(camp, second, child, third)

    assert persons_on_next_list(camp, camp.today()) == {second: 4, third: 4}
    assert persons_on_next_list(camp, camp.today() + timedelta(days=7)) == {
        fed: 2, own: 1, second: 4, third: 5,
    }  # fmt: skip


def test_nobody_is_left_behind_by_a_split_or_a_move(camp: Camp) -> None:
    household, persons = registered(camp, size=2)
    other, _ = registered(camp, 2)

    with pytest.raises(belonging.NobodyLeft):
        belonging.split(camp, household, persons, reason="all of them")
    change_status(camp, household, Change(Status.DECEASED), persons[:1])
    with pytest.raises(belonging.NobodyLeft):
        belonging.move(camp, household, persons[1], other)


def test_another_head_turns_the_others_relationships(camp: Camp) -> None:
    household, (head, wife, child, _) = registered(camp)
    with camp.action("test") as entry:
        entry.put("person", wife, {"relationship": "WIF"})
        entry.put("person", child, {"relationship": "DAU"})

    belonging.change_head(camp, household, wife, reason="he is ill")

    told = {each.id: each.member.relationship for each in members.everybody(camp.db, household)}
    assert (told[wife], told[head], told[child]) == ("PA", "HUS", "DAU")
    with pytest.raises(belonging.HeadTooYoung):
        belonging.change_head(camp, household, child)


def test_correcting_a_household_leaves_everybody_the_number_they_have(camp: Camp) -> None:
    household, (_, wife, *_) = registered(camp)
    belonging.change_head(camp, household, wife)
    numbers = households.member_numbers(camp.db, household)
    found = households.household(camp.db, household)
    assert found is not None

    arrivals.rewrite(camp, household, replace(found.registration, phone="0770"))

    assert households.member_numbers(camp.db, household) == numbers


def test_a_household_that_was_joined_shows_the_history_of_both_cards(camp: Camp) -> None:
    one, (_, wife, *_) = registered(camp)
    other, _ = registered(camp, 2)
    change_status(camp, one, Change(Status.DECEASED), [wife])

    duplicates.merge(camp, one, other)

    assert kinds(camp, other) == ["death"]
