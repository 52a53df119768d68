"""A need is a dated fact with who set it and who removed it; desks that meet agree about it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from camp_desk.actions import arrivals, duplicates, joining
from camp_desk.actions import needs as acts
from camp_desk.actions.household_events import Change, NoSuchMember, change_status
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.ids import HouseholdId, PersonId
from camp_desk.domain.joining import beforehand
from camp_desk.domain.registration import Sex
from camp_desk.domain.statuses import Status
from camp_desk.storage import households, journal, members, needs, people, ration_lists
from camp_desk.storage.camp import Camp
from tests.small_camp import Desk, counted, family, freeze, meet, member, stocked, sync

CODES = ("PG", "DS-PS", "CR-CH")


def registered(camp: Camp, n: int = 1, size: int = 3) -> tuple[HouseholdId, list[PersonId]]:
    household = arrivals.register(camp, family(n, size)).household
    return household, [each.id for each in members.everybody(camp.db, household)]


def codes(camp: Camp, person: PersonId) -> dict[str, bool]:
    """Return somebody's needs, and whether each is yet to be reviewed."""
    kept = members.kept(camp.db, person)
    assert kept is not None
    page = needs.page(camp.db, kept.household)
    assert page is not None
    return {code: each.pending for code, each in page.of(person).items()}


def test_who_set_a_need_and_who_removed_it_stays_on_record(desk: Desk) -> None:
    household, (_, wife, _) = registered(desk.camp)
    acts.set_need(desk.camp, wife, "PG")
    desk.clock.move(days=3)
    acts.remove_need(desk.camp, wife, "pg")

    page = needs.page(desk.camp.db, household)

    assert page is not None
    removed, set_ = page.history
    assert (removed.taken_back, removed.day, removed.officer) == (True, "2014-06-13", "Amina")
    assert (set_.taken_back, set_.day, set_.desk) == (False, "2014-06-10", 1)
    assert page.of(wife) == {}


def test_the_same_need_twice_is_written_once(camp: Camp) -> None:
    _, (head, *_) = registered(camp)
    acts.set_need(camp, head, "DS-PS")
    before = journal.last(camp.db, 1)

    assert not acts.set_need(camp, head, "DS-PS")
    assert not acts.set_need(camp, head, "DS-PS", pending=True)

    assert journal.last(camp.db, 1) == before


def test_what_was_only_seen_is_pending_until_it_is_confirmed(camp: Camp) -> None:
    _, (head, *_) = registered(camp)
    acts.set_need(camp, head, "SC-UM", pending=True)
    assert codes(camp, head) == {"SC-UC": True}
    assert [each.code for each in needs.pending(camp.db)] == ["SC-UC"]

    acts.set_need(camp, head, "SC-UC")

    assert codes(camp, head) == {"SC-UC": False}
    assert list(needs.pending(camp.db)) == []


@pytest.mark.parametrize(
    ("code", "why"),
    [("TR", acts.UnknownNeed), ("LP-ND", acts.UnknownNeed), ("SV-VO", acts.UnknownNeed),
     ("CR-MS", acts.UnknownNeed), ("", acts.UnknownNeed), ("SM-CI", acts.NotAsked)],
)  # fmt: skip
def test_what_is_not_asked_for_here_is_refused_and_nothing_is_written(
    camp: Camp, code: str, why: type[CampDeskError]
) -> None:
    _, (head, *_) = registered(camp)
    before = journal.last(camp.db, 1)

    for act in (acts.set_need, acts.remove_need):
        if act is acts.set_need or why is acts.UnknownNeed:
            with pytest.raises(why):
                act(camp, head, code)

    assert journal.last(camp.db, 1) == before


def test_an_optional_need_can_be_switched_on_and_off_and_what_is_recorded_stays(
    camp: Camp,
) -> None:
    _, (head, *_) = registered(camp)
    acts.ask_for(camp, "SM-CI", on=True)
    acts.set_need(camp, head, "SM-CI")
    acts.ask_for(camp, "SM-CI", on=False)

    assert codes(camp, head) == {"SM-CI": False}
    with pytest.raises(acts.NotAsked):
        acts.set_need(camp, registered(camp, 2)[1][0], "SM-CI")
    with pytest.raises(acts.AlwaysAsked):
        acts.ask_for(camp, "PG", on=False)
    acts.remove_need(camp, head, "SM-CI")
    assert codes(camp, head) == {}


def test_nobody_is_given_a_need_who_is_not_there_or_loses_one_who_has_none(camp: Camp) -> None:
    _, (head, *_) = registered(camp)

    with pytest.raises(NoSuchMember):
        acts.set_need(camp, PersonId(b"x" * 16), "PG")
    with pytest.raises(acts.NotRecorded):
        acts.remove_need(camp, head, "PG")


def test_a_new_family_is_written_with_its_needs_in_one_go_or_not_at_all(camp: Camp) -> None:
    found = {1: [acts.Found("PG", pending=True)], 0: [acts.Found("DS-PM")]}
    with camp.transaction():
        household = arrivals.register(camp, family(1, 3)).household
        acts.record_with(camp, household, found)
    head, wife, child = (each.id for each in members.everybody(camp.db, household))

    assert [codes(camp, each) for each in (head, wife, child)] == [
        {"DS-PM": False}, {"PG": True}, {},
    ]  # fmt: skip
    before = households.totals(camp.db)
    for wrong in ({7: [acts.Found("PG")]}, {0: [acts.Found("TR")]}):
        with pytest.raises(CampDeskError), camp.transaction():
            acts.record_with(camp, arrivals.register(camp, family(2, 3)).household, wrong)
    assert households.totals(camp.db) == before


def test_needs_are_offered_from_what_is_known_and_set_only_by_somebody(camp: Camp) -> None:
    woman, boy = member(5, sex=Sex.FEMALE, age=30), member(2, age=9)
    household = arrivals.register(camp, family(1, members=(woman, boy))).household
    page = needs.page(camp.db, household)
    assert page is not None

    (offer,) = acts.offers(page, date(2014, 6, 10))

    assert (offer.person, offer.suggested.code) == (page.people[0].id, "WR-HR")
    assert codes(camp, offer.person) == {}
    acts.set_need(camp, offer.person, "WR-HR")
    after = needs.page(camp.db, household)
    assert after is not None
    assert acts.offers(after, date(2014, 6, 10)) == ()


def test_nothing_is_offered_for_a_family_that_was_only_counted(camp: Camp) -> None:
    household = arrivals.register(camp, counted(1)).household
    page = needs.page(camp.db, household)

    assert page is not None
    assert acts.offers(page, date(2014, 6, 10)) == ()


def test_the_mark_stands_on_the_person_and_on_the_line_of_the_family_alone(camp: Camp) -> None:
    stocked(camp)
    _, (_, wife, _) = registered(camp, 1)
    registered(camp, 2)
    acts.set_need(camp, wife, "PG", pending=True)
    rations = ration_lists.numbered(camp.db, freeze(camp))
    assert rations is not None

    rows = people.shown(camp.db, list(people.found(camp.db, "", people.Show.ALL, camp.today())))
    assert sum(each.marked for each in rows.values()) == 1
    assert [each.marked for each in ration_lists.lines(camp.db, rations.id)] == [True, False]

    acts.remove_need(camp, wife, "PG")
    assert [each.marked for each in ration_lists.lines(camp.db, rations.id)] == [False, False]


def test_who_left_marks_the_family_no_more_and_is_not_counted(camp: Camp) -> None:
    stocked(camp)
    household, (_, wife, _) = registered(camp, 1)
    acts.set_need(camp, wife, "PG")
    rations = ration_lists.numbered(camp.db, freeze(camp))
    assert rations is not None
    assert needs.counted(camp.db, ["PG"])[1] == 1

    change_status(camp, household, Change(Status.DEPARTED_RETURN), [wife])

    assert needs.counted(camp.db, ["PG"]) == ([], 0)
    assert [each.marked for each in ration_lists.lines(camp.db, rations.id)] == [False]


def test_people_are_counted_once_for_each_need_and_once_in_all(camp: Camp) -> None:
    _, (head, wife, child) = registered(camp)
    for person, code in ((head, "DS-PM"), (wife, "DS-PM"), (wife, "PG"), (child, "SC-SC")):
        acts.set_need(camp, person, code, pending=code == "SC-SC")

    rows, everybody = needs.counted(camp.db, ["PG", "DS-PM", "SC-SC", "ER"])

    assert [(each.code, each.people, each.pending) for each in rows] == [
        ("PG", 1, 0), ("DS-PM", 2, 0), ("SC-SC", 1, 1),
    ]  # fmt: skip
    assert everybody == 3


def test_when_two_cards_become_one_family_its_needs_stand_on_the_first(camp: Camp) -> None:
    stocked(camp)
    (first, (one, *_)), (second, (twin, *_)) = sorted(registered(camp, 1) for _ in range(2))
    acts.set_need(camp, twin, "DS-BD", pending=True)
    pair = [households.household(camp.db, each) for each in (first, second)]
    assert pair[0] is not None
    assert pair[1] is not None
    duplicates.merge(
        camp, first, second, beforehand(joining.known(pair[0]), joining.known(pair[1]))
    )

    assert codes(camp, one) == {"DS-BD": True}
    assert needs.counted(camp.db, ["DS-BD"])[1] == 1
    rations = ration_lists.numbered(camp.db, freeze(camp))
    assert rations is not None
    assert [each.marked for each in ration_lists.lines(camp.db, rations.id)] == [True]


def test_what_another_desk_set_meanwhile_is_not_removed_with_ones_own(two: list[Desk]) -> None:
    first, second = two
    _, (head, *_) = registered(first.camp)
    acts.set_need(first.camp, head, "PG")
    sync(first, second)
    acts.remove_need(first.camp, head, "PG")
    acts.set_need(second.camp, head, "DS-PS", pending=True)

    meet(first, second)

    assert first.digest == second.digest
    assert codes(first.camp, head) == codes(second.camp, head) == {"DS-PS": True}


@given(st.lists(st.tuples(st.integers(0, 2), st.sampled_from(CODES), st.booleans()), max_size=6))
@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_somebody_has_a_need_exactly_when_it_was_set_last(
    camp: Camp, done: list[tuple[int, str, bool]]
) -> None:
    _, persons = registered(camp, journal.last(camp.db, 1)[0] % 99)
    has: set[tuple[int, str]] = set()
    for who, code, sets in done:
        if sets:
            acts.set_need(camp, persons[who], code)
            has.add((who, code))
        elif (who, code) in has:
            acts.remove_need(camp, persons[who], code)
            has.discard((who, code))

    assert {(n, code) for n, each in enumerate(persons) for code in codes(camp, each)} == has
