"""What is chosen beforehand when two households are joined."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from camp_desk.domain.ids import PersonId
from camp_desk.domain.joining import Chosen, Field, Known, Side, beforehand, differing, same_people
from camp_desk.domain.registration import Birth, Counts, Member, Origin, Place, Registration, Sex

MEMBERS = st.builds(
    Member,
    own=st.sampled_from(["علي", "Ali", "محمد", "Mohammed", "فاطمة", "نور"]),
    father=st.sampled_from(["", "حسن", "Hassan", "عمر"]),
    sex=st.sampled_from(list(Sex)),
    birth=st.one_of(st.none(), st.builds(Birth, st.integers(1950, 2014))),
)
FAMILIES = st.builds(
    Registration,
    members=st.lists(MEMBERS, min_size=1, max_size=5).map(tuple),
    origin=st.sampled_from([Origin(), Origin("Ninewa"), Origin("Ninewa", "Mosul")]),
    place=st.sampled_from([Place(), Place("A", "1")]),
    arrived=st.sampled_from([None, datetime(2014, 6, 10), datetime(2014, 6, 12)]),
    phone=st.sampled_from(["", "0770 1", "0770 2"]),
)
HOUSEHOLDS = st.one_of(
    FAMILIES,
    FAMILIES.map(lambda of: replace(of, members=of.members[:1], counts=Counts(unknown=4))),
)


def known(family: Registration, name: str) -> Known:
    persons = (PersonId(f"{name}{n}".encode()) for n in range(len(family.members)))
    return Known(family, tuple(persons))


def chosen(one: Registration, other: Registration) -> Chosen:
    return beforehand(known(one, "a"), known(other, "b"))


@given(HOUSEHOLDS, HOUSEHOLDS)
def test_everybody_stands_exactly_once_whoever_is_taken_for_whom(
    one: Registration, other: Registration
) -> None:
    people = chosen(one, other).people
    assert sorted(each.first for each in people if each.first) == [*known(one, "a").persons]
    assert sorted(each.second for each in people if each.second) == [*known(other, "b").persons]


@given(HOUSEHOLDS, HOUSEHOLDS)
def test_a_side_is_chosen_exactly_where_the_two_differ_and_never_an_empty_one(
    one: Registration, other: Registration
) -> None:
    sides = chosen(one, other).sides
    assert set(sides) == set(differing(one, other))
    for field, value in ((Field.PHONE, "phone"), (Field.ARRIVED, "arrived")):
        if field in sides:
            assert getattr(one if sides[field] is Side.FIRST else other, value)


@given(HOUSEHOLDS)
def test_a_household_beside_itself_differs_in_nothing_and_all_are_the_same(
    one: Registration,
) -> None:
    assert chosen(one, one).sides == {}
    assert len(same_people(one.members, one.members)) == len(one.members)


@given(FAMILIES, FAMILIES)
def test_of_two_full_records_everybody_belongs_and_of_a_count_nobody_who_is_not_in_the_full_one(
    one: Registration, other: Registration
) -> None:
    assert all(each.belongs for each in chosen(one, other).people)
    count = replace(other, members=other.members[:1], counts=Counts(unknown=9))
    for each in chosen(one, count).people:
        assert each.belongs == (each.first is not None)


def test_spellings_of_one_name_are_one_member_and_two_children_of_one_name_are_two() -> None:
    ali, omar = Member("علي", "حسن", birth=Birth(2010)), Member("عمر", "حسن", birth=Birth(2012))
    again = (Member("Omar", "Hasan", birth=Birth(2012)), Member("Ali", "Hassan", birth=Birth(2009)))
    assert same_people((ali, omar), again) == {0: 1, 1: 0}
    assert same_people((ali,), (replace(ali, birth=Birth(2002)),)) == {}
    assert same_people((ali,), (replace(ali, sex=Sex.MALE), ali)) == {0: 0}
