"""Registering households: at the table, corrected, completed after a count."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from camp_desk.actions import arrivals, checks
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.ids import HouseholdId
from camp_desk.domain.registration import (
    Birth,
    Counts,
    Member,
    Origin,
    Place,
    Registration,
    Sex,
)
from camp_desk.domain.words import Words
from camp_desk.storage import households, journal
from camp_desk.storage.camp import Camp
from camp_desk.storage.households import Household
from tests.small_camp import MORNING, Desk, Template, counted, family, meet, member


def stored(camp: Camp, id_: HouseholdId) -> Household:
    found = households.household(camp.db, id_)
    assert found is not None
    return found


def test_a_household_comes_back_as_it_was_written_down(camp: Camp) -> None:
    written = family(3, 5, phone="0770 123", checkpoint="Khazir bridge", remarks="near the well")

    made = arrivals.register(camp, written)

    head, *others = written.members
    found = stored(camp, made.household)
    assert found.registration == replace(
        written, members=(replace(head, relationship="PA"), *others)
    )
    assert (found.number, found.issue, found.status, found.count_only) == (
        1000001,
        1,
        "ACTIVE",
        False,
    )
    assert len(found.persons) == 5


def test_card_numbers_count_up_from_the_desks_own_first(two: list[Desk]) -> None:
    numbers = [[arrivals.register(desk.camp, family(n)).number for n in range(3)] for desk in two]

    assert numbers == [[1000001, 1000002, 1000003], [2000001, 2000002, 2000003]]


def test_a_number_once_given_out_is_not_given_again_after_a_stick(two: list[Desk]) -> None:
    arrivals.register(two[0].camp, family(1))
    meet(*two)

    assert arrivals.register(two[1].camp, family(2)).number == 2000001
    assert arrivals.register(two[0].camp, family(3)).number == 1000002


def test_a_family_without_an_arrival_arrives_now(desk: Desk) -> None:
    desk.clock.move(hours=5, seconds=30)

    made = arrivals.register(desk.camp, family(1, arrived=None))

    assert stored(desk.camp, made.household).registration.arrived == MORNING.replace(hour=13)


WRONG = {
    checks.NobodyNamed: Registration(()),
    checks.MemberUnnamed: Registration((member(1), Member(" "))),
    checks.NameTooLong: Registration((Member("a" * 121),)),
    checks.TextTooLong: Registration((member(1),), place=Place("a" * 201)),
    checks.ImpossibleBirth: Registration((replace(member(1), birth=Birth(1066)),)),
    checks.NobodyCounted: Registration((member(1),), Counts()),
    checks.TooManyCounted: Registration((member(1),), Counts(unknown=1_001)),
}


@pytest.mark.parametrize(
    ("error", "wrong"), WRONG.items(), ids=lambda v: getattr(v, "__name__", "")
)
def test_what_cannot_be_a_family_is_refused_with_a_sentence_and_not_written(
    camp: Camp, error: type[CampDeskError], wrong: Registration
) -> None:
    right = arrivals.register(camp, family(1)).household
    before = journal.digest(camp.db)

    for attempt in (
        lambda: arrivals.register(camp, wrong),
        lambda: arrivals.rewrite(camp, right, wrong),
        lambda: arrivals.check(wrong),
    ):
        with pytest.raises(error) as raised:
            attempt()
        assert Words().sentence(raised.value).endswith(".")

    assert journal.digest(camp.db) == before


@pytest.mark.parametrize(
    "own",
    ["", "  ", "\u202e", "\u200b\u200e", "\n\t"],
    ids=["empty", "spaces", "override", "invisible", "lines"],
)
def test_a_name_of_nothing_that_can_be_seen_is_no_name(own: str) -> None:
    with pytest.raises(checks.NobodyNamed):
        checks.checked(Registration((Member(own),)))


@pytest.mark.parametrize(
    "typed",
    [
        "علي\u202e حسن",
        " علي   حسن ",
        "علي\nحسن",
        "\u2067علي\u2069 حسن",
        "علي\u0000 حسن",
        "علي حسن\ud800",
    ],
)
def test_control_marks_and_what_turns_text_around_are_taken_out_of_every_text(
    camp: Camp, typed: str
) -> None:
    everywhere = Registration(
        (Member(typed, typed, typed, typed),),
        origin=Origin(typed, typed, typed),
        place=Place(typed, typed, typed),
        checkpoint=typed,
        phone=typed,
        remarks=typed,
    )

    found = stored(camp, arrivals.register(camp, everywhere).household).registration

    head = found.head
    texts = {
        head.own, head.father, head.grandfather, head.laqab, found.origin.governorate,
        found.origin.district, found.origin.place, found.place.sector, found.place.block,
        found.place.shelter, found.checkpoint, found.phone, found.remarks,
    }  # fmt: skip
    assert texts == {"علي حسن"}


def test_a_joiner_that_kurdish_spelling_needs_stays(camp: Camp) -> None:
    made = arrivals.register(camp, Registration((Member("نه\u200cوزاد"),)))

    assert stored(camp, made.household).registration.head.own == "نه\u200cوزاد"


def test_a_household_that_was_only_counted_is_completed_and_keeps_its_card_and_its_head(
    camp: Camp,
) -> None:
    made = arrivals.register(camp, counted(4, women=3, men=1))
    before = stored(camp, made.household)
    assert (before.count_only, before.registration.size) == (True, 4)

    full = family(4, 4)
    arrivals.rewrite(camp, made.household, full)

    after = stored(camp, made.household)
    assert (after.count_only, after.number, after.registration.size) == (False, 1000001, 4)
    assert after.persons[0] == before.persons[0]
    assert after.registration.head.relationship == "PA"
    assert households.totals(camp.db) == (1, 4)


def test_a_correction_leaves_the_arrival_the_list_and_the_status_as_they_were(camp: Camp) -> None:
    made = arrivals.register(
        camp, family(1, list_name="Khazir", list_number="17", ration_card="4711")
    )
    hashes = "SELECT list_hash, ration_card, list_name, list_number, arrived FROM household"
    before = camp.db.conn.execute(hashes).fetchone()
    camp.db.conn.execute("UPDATE household SET status = 'CLOSED'")

    arrivals.rewrite(camp, made.household, family(1, arrived=None, phone="0770"))

    assert camp.db.conn.execute(hashes).fetchone() == before
    assert stored(camp, made.household).status == "CLOSED"
    assert stored(camp, made.household).registration.phone == "0770"


def test_nothing_is_written_where_nothing_changed(camp: Camp) -> None:
    made = arrivals.register(camp, family(1))
    before = journal.last(camp.db, 1)

    changes = arrivals.rewrite(camp, made.household, stored(camp, made.household).registration)

    assert not changes
    assert journal.last(camp.db, 1) == before


def test_who_leaves_the_middle_of_a_family_takes_no_other_history_along(camp: Camp) -> None:
    made = arrivals.register(camp, family(1, 4))
    before = stored(camp, made.household)
    one, two, three, four = before.registration.members

    arrivals.rewrite(camp, made.household, replace(before.registration, members=(one, three, four)))

    after = stored(camp, made.household)
    assert after.registration.members == (one, three, four)
    assert after.persons == (before.persons[0], *before.persons[2:])
    left = camp.db.conn.execute("SELECT id, own FROM person WHERE status = 'WITHDRAWN'").fetchall()
    assert left == [(before.persons[1], two.own)]


def test_who_becomes_head_stands_first(camp: Camp) -> None:
    made = arrivals.register(camp, family(1, 3))
    head, wife, child = family(1, 3).members

    arrivals.rewrite(camp, made.household, Registration((wife, head, child)))

    assert [m.own for m in stored(camp, made.household).registration.members] == [
        wife.own, head.own, child.own,
    ]  # fmt: skip


MEMBERS = st.lists(st.integers(0, 20).map(member), min_size=1, max_size=6).map(tuple)


@settings(max_examples=40, deadline=None)
@given(first=MEMBERS, then=st.lists(MEMBERS, min_size=1, max_size=4))
def test_whatever_is_rewritten_stands_as_written_in_its_order(
    template: Template, first: tuple[Member, ...], then: list[tuple[Member, ...]]
) -> None:
    with template.desks(1) as (desk,):
        made = arrivals.register(desk.camp, Registration(first))
        for members in then:
            arrivals.rewrite(desk.camp, made.household, Registration(members))
            found = stored(desk.camp, made.household)
            assert [each.name for each in found.registration.members] == [m.name for m in members]
            assert found.registration.head.relationship == "PA"
            assert households.totals(desk.camp.db) == (1, len(members))


def test_members_added_at_two_desks_stand_in_the_same_order_on_both(two: list[Desk]) -> None:
    made = arrivals.register(two[0].camp, family(1, 2))
    meet(*two)
    for n, desk in enumerate(two):
        found = stored(desk.camp, made.household).registration
        more = Member(f"Newborn {'AB'[n]}", sex=Sex.FEMALE)
        arrivals.rewrite(desk.camp, made.household, replace(found, members=(*found.members, more)))
    meet(*two)

    members = [stored(desk.camp, made.household).registration.members for desk in two]
    assert members[0] == members[1]
    assert {each.own for each in members[0][2:]} == {"Newborn A", "Newborn B"}


def test_a_household_that_is_not_here_is_said(camp: Camp) -> None:
    with pytest.raises(arrivals.NoSuchHousehold):
        arrivals.rewrite(camp, HouseholdId(b"x" * 16), family(1))


def test_the_same_words_of_a_list_have_the_same_fingerprint(camp: Camp) -> None:
    row = family(1, list_name="Khazir", list_number="17", ration_card="12-34")

    assert arrivals.fingerprint(camp, row) == arrivals.fingerprint(
        camp, replace(row, ration_card="1234")
    )
    assert arrivals.fingerprint(camp, row) != arrivals.fingerprint(camp, replace(row, phone="1"))
