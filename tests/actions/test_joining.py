"""Joining two households with a choice for each field, on one desk and on two that do not meet."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from camp_desk.actions import arrivals, duplicates, hand_over
from camp_desk.actions.joining import ChangedMeanwhile, known
from camp_desk.domain.cards import written
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.ids import HouseholdId
from camp_desk.domain.joining import Chosen, Field, Side, beforehand
from camp_desk.domain.registration import Counts, Member, Origin, Place, Registration, Sex
from camp_desk.storage import findings, households, journal
from camp_desk.storage import people as people_storage
from camp_desk.storage.camp import Camp
from camp_desk.storage.findings import Kind
from camp_desk.storage.households import Household
from tests.small_camp import MORNING, Desk, family, freeze, meet, member, stocked, views

Pair = tuple[HouseholdId, HouseholdId]


def written_down(camp: Camp, first: Registration, second: Registration) -> Pair:
    """Register two households, and return them with the one that will stand for both first."""
    one = arrivals.register(camp, first).household
    camp._clock.move(minutes=1)  # type: ignore[attr-defined]
    return one, arrivals.register(camp, second).household


def at(camp: Camp, id_: HouseholdId) -> Household:
    found = households.household(camp.db, id_)
    assert found is not None
    return found


def people(of: Registration) -> tuple[Member, ...]:
    """Return who belongs to a family, as it is kept."""
    return (replace(of.head, relationship="PA"), *of.members[1:])


def sensible(camp: Camp, pair: Pair, **sides: Side) -> Chosen:
    """Return what is chosen beforehand, with some fields otherwise."""
    chosen = beforehand(known(at(camp, pair[0])), known(at(camp, pair[1])))
    return replace(chosen, sides={**chosen.sides, **{Field(n): s for n, s in sides.items()}})


def without(camp: Camp, chosen: Chosen, pair: Pair, *own: str) -> Chosen:
    """Return a choice in which members of these own names do not belong."""
    names = {**known(at(camp, pair[0])).members, **known(at(camp, pair[1])).members}
    people = [
        replace(
            s, belongs=s.belongs and not any(names[i].own in own for i in (s.first, s.second) if i)
        )
        for s in chosen.people
    ]
    return replace(chosen, people=tuple(people))


@pytest.fixture
def pair(camp: Camp) -> Pair:
    """One family registered twice: the second time later, elsewhere, with a child more."""
    one = family(1, 4, phone="0770 1", checkpoint="Khazir")
    head = replace(one.head, own=one.head.own, laqab="")
    other = family(
        1, 4, phone="0770 2", checkpoint="Kalak", place=Place("C", "9", "9"),
        arrived=MORNING + timedelta(hours=5),
        members=(head, *one.members[1:3], member(4, age=5, father=head.own)),
    )  # fmt: skip
    return written_down(camp, one, other)


def test_what_is_chosen_beforehand_stands_when_nobody_chooses_otherwise(
    camp: Camp, pair: Pair
) -> None:
    duplicates.merge(camp, *pair, sensible(camp, pair))

    joined = at(camp, pair[0]).registration
    assert (joined.phone, joined.checkpoint) == ("0770 2", "Khazir")
    assert (joined.place, joined.arrived) == (Place("C", "9", "9"), MORNING)
    assert joined.head == replace(family(1, 4).head, relationship="PA")
    assert [each.own for each in joined.members] == [
        each.own for each in (*family(1, 4).members, member(4))
    ]
    assert households.totals(camp.db) == (1, 5)


def test_the_officer_chooses_otherwise_field_by_field(camp: Camp, pair: Pair) -> None:
    other = at(camp, pair[1]).registration
    chosen = sensible(
        camp, pair, head=Side.SECOND, phone=Side.FIRST, arrived=Side.SECOND,
        checkpoint=Side.SECOND, place=Side.FIRST,
    )  # fmt: skip
    leaves = family(1, 4).members[3].own

    duplicates.merge(camp, *pair, without(camp, chosen, pair, leaves))

    joined = at(camp, pair[0]).registration
    assert (joined.phone, joined.checkpoint, joined.arrived) == ("0770 1", "Kalak", other.arrived)
    assert joined.place == family(1).place
    assert joined.head.own == other.head.own
    assert leaves not in {each.own for each in joined.members}
    assert households.totals(camp.db) == (1, 4)


def test_the_household_that_joined_is_as_it_was_and_taken_apart_it_says_what_stays(
    camp: Camp, pair: Pair
) -> None:
    before = at(camp, pair[1])
    duplicates.merge(camp, *pair, sensible(camp, pair))
    assert at(camp, pair[1]) == before

    apart = duplicates.unmerge(camp, *pair)

    assert apart.kept_on == at(camp, pair[0]).number
    assert at(camp, pair[1]) == before
    assert at(camp, pair[0]).registration.phone == "0770 2"
    duplicates.merge(camp, *pair)
    assert duplicates.unmerge(camp, *pair).kept_on is None


def test_joined_taken_apart_and_joined_again_nobody_stands_twice(camp: Camp, pair: Pair) -> None:
    for _ in range(2):
        duplicates.merge(camp, *pair, sensible(camp, pair))
        assert households.totals(camp.db) == (1, 5)
        duplicates.unmerge(camp, *pair)


@pytest.mark.parametrize("counted_first", [True, False])
def test_of_a_count_and_a_full_record_the_members_of_the_full_one_stand(
    camp: Camp, *, counted_first: bool
) -> None:
    full = family(2, 5)
    count = replace(full, members=full.members[:1], counts=Counts(unknown=9), phone="0770 5")
    pair = written_down(camp, *((count, full) if counted_first else (full, count)))

    duplicates.merge(camp, *pair, sensible(camp, pair))

    joined = at(camp, pair[0]).registration
    assert (joined.counts, joined.phone) == (None, "0770 5")
    assert joined.members == people(full)
    assert households.totals(camp.db) == (1, 5)


def test_a_wife_who_was_counted_as_head_is_the_wife_in_the_full_record(camp: Camp) -> None:
    full = family(2, 5)
    wife = replace(full.members[1], relationship="")
    count = replace(full, members=(wife,), counts=Counts(unknown=4))
    full = replace(full, members=(full.head, replace(wife, relationship="WIF"), *full.members[2:]))
    pair = written_down(camp, count, full)

    duplicates.merge(camp, *pair, sensible(camp, pair))

    joined = at(camp, pair[0]).registration
    assert joined.head.own == full.head.own
    assert {(m.own, m.relationship) for m in joined.members} == {
        (m.own, m.relationship or ("PA" if m is full.head else "")) for m in full.members
    }


def test_of_two_counts_the_one_that_is_chosen_stands_with_its_head(camp: Camp) -> None:
    count = family(2, 1, counts=Counts(unknown=4))
    other = replace(count, members=(member(9, sex=Sex.FEMALE),), counts=Counts(unknown=7))
    pair = written_down(camp, count, other)
    chosen = sensible(camp, pair, head=Side.SECOND, numbers=Side.SECOND)

    duplicates.merge(camp, *pair, chosen)

    joined = at(camp, pair[0]).registration
    assert (joined.size, [each.own for each in joined.members]) == (7, [other.head.own])
    assert households.totals(camp.db) == (1, 7)


def test_what_only_one_of_them_knows_of_a_member_is_kept(camp: Camp) -> None:
    full = family(2, 3)
    bare = replace(full, members=tuple(replace(m, birth=None, laqab="") for m in full.members))
    pair = written_down(camp, bare, full)

    duplicates.merge(camp, *pair, sensible(camp, pair))

    assert at(camp, pair[0]).registration.members == people(full)


def test_a_household_that_changed_while_somebody_chose_is_looked_at_again(
    camp: Camp, pair: Pair
) -> None:
    chosen = sensible(camp, pair)
    arrivals.rewrite(camp, pair[1], family(1, 3, phone="0770 2"))
    before = journal.digest(camp.db)

    with pytest.raises(ChangedMeanwhile):
        duplicates.merge(camp, *pair, chosen)

    assert journal.digest(camp.db) == before


def test_a_third_household_is_joined_with_what_stands_for_the_other_two(
    camp: Camp, pair: Pair
) -> None:
    duplicates.merge(camp, *pair, sensible(camp, pair))
    camp._clock.move(minutes=1)  # type: ignore[attr-defined]
    third = arrivals.register(camp, family(1, 2, remarks="lame")).household
    chosen = sensible(camp, (pair[0], third))

    duplicates.merge(camp, pair[1], third, chosen)

    assert at(camp, pair[0]).registration.remarks == "lame"
    assert len(households.same_as(camp.db, third)) == 3


def test_both_cards_are_good_for_one_ration_and_both_histories_stay(camp: Camp, pair: Pair) -> None:
    stocked(camp)
    first_list = freeze(camp)
    cards = [written(at(camp, each).number) for each in pair]
    for card in cards:
        hand_over.hand_over(camp, first_list, card)
    duplicates.merge(camp, *pair, sensible(camp, pair))

    (collected,) = camp.db.conn.execute("SELECT count(*) FROM hand_over").fetchone()
    assert collected == 2
    camp._clock.move(days=8)  # type: ignore[attr-defined]
    second = freeze(camp)
    hand_over.hand_over(camp, second, cards[1])
    with pytest.raises(hand_over.AlreadyServed):
        hand_over.hand_over(camp, second, cards[0])


def test_desks_that_joined_and_chose_alike_agree(two: list[Desk]) -> None:
    pair = on_both(two)
    for desk in two:
        duplicates.merge(desk.camp, *pair, sensible(desk.camp, pair))
    meet(*two)

    assert two[0].digest == two[1].digest
    for desk in two:
        assert Kind.DESKS_DISAGREE not in {each.kind for each in findings.findings(desk.camp.db)}
        assert households.totals(desk.camp.db) == (1, 5)


def test_desks_that_joined_and_chose_differently_are_asked(two: list[Desk]) -> None:
    pair = on_both(two)
    leaves = member(4).own
    first, second = (desk.camp for desk in two)
    duplicates.merge(first, *pair, sensible(first, pair, phone=Side.FIRST))
    other = sensible(second, pair, phone=Side.SECOND)
    duplicates.merge(second, *pair, without(second, other, pair, leaves))
    meet(*two)

    assert two[0].digest == two[1].digest
    for desk in two:
        disagree = {
            (each.facts["table"], each.facts["field"])
            for each in findings.findings(desk.camp.db)
            if each.kind is Kind.DESKS_DISAGREE
        }
        assert {("household", "phone"), ("person", "status")} <= disagree
        assert at(desk.camp, pair[0]).registration.phone == "0770 2"


def on_both(two: list[Desk]) -> Pair:
    """Return one family that was registered twice, on two desks that know both."""
    one = family(1, 4, phone="0770 1")
    more = (*one.members[:3], member(4, age=5, father=one.head.own))
    pair = written_down(two[0].camp, one, replace(one, members=more, phone="0770 2"))
    meet(*two)
    return pair


def test_a_finding_left_for_later_stays_and_goes_to_the_end_on_every_desk(two: list[Desk]) -> None:
    camp = two[0].camp
    for n in (1, 1, 2, 2):
        arrivals.register(camp, family(n, 4))
    arrivals.look_for_twins(camp)
    order = [each.id for each in findings.findings(camp.db)]

    duplicates.postpone(camp, order[0])
    meet(*two)

    for desk in two:
        assert [each.id for each in findings.findings(desk.camp.db)] == [*order[1:], order[0]]
        assert findings.findings(desk.camp.db)[-1].postponed
    two[0].clock.move(minutes=1)
    duplicates.ask_again(camp, order[0])
    assert [each.id for each in findings.findings(camp.db)] == order
    with pytest.raises(duplicates.NoSuchFinding):
        duplicates.postpone(camp, b"x" * 16)
    assert issubclass(ChangedMeanwhile, CampDeskError)


def test_members_and_fields_differ_exactly_where_they_do(camp: Camp) -> None:
    one = Registration((Member("علي"),), origin=Origin("Ninewa"), arrived=MORNING)
    other = replace(one, phone="0770", origin=Origin("Ninewa", "Mosul"))
    pair = written_down(camp, one, other)

    assert sensible(camp, pair).sides == {Field.PHONE: Side.SECOND, Field.ORIGIN: Side.SECOND}


def test_in_the_list_of_everyone_the_second_card_of_a_family_says_that_it_was_joined(
    camp: Camp, pair: Pair
) -> None:
    duplicates.merge(camp, *pair, sensible(camp, pair))
    rows = people_storage.found(camp.db, "", people_storage.Show.ALL, camp.today())

    shown = people_storage.shown(camp.db, rows).values()

    assert {(each.household, each.status) for each in shown} == {
        (pair[0], "ACTIVE"),
        (pair[1], people_storage.JOINED),
    }


def test_a_family_that_was_joined_is_asked_about_and_offered_once(camp: Camp) -> None:
    three = [arrivals.register(camp, family(1, 4)).household for _ in range(3)]
    arrivals.look_for_twins(camp)
    assert len(findings.findings(camp.db)) == 3

    duplicates.merge(camp, three[0], three[1])

    left = [each for each in findings.findings(camp.db) if each.kind is Kind.POSSIBLE_DUPLICATE]
    assert len(left) == 1
    assert len(views(camp).like(family(1, 4))) == 2
    duplicates.not_the_same(camp, left[0].id)
    assert [each.kind for each in findings.findings(camp.db)] == [Kind.AWAITING_CONFIRMATION]
