"""Splitting a household makes nobody richer: what it had counts on, and no piece counts twice."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from camp_desk.domain.dividing import Split, divided
from camp_desk.domain.relief import Got, Per

DAY = date(2014, 6, 10)


@st.composite
def stories(draw: st.DrawFn) -> tuple[Got, list[Split], dict[bytes, int]]:
    """Draw what one household got, and how it split afterwards; with who is where at the end."""
    persons = draw(st.integers(1, 12))
    got = Got(
        "MATTRESS", draw(st.integers(1, 20)), DAY, "HHI-1", at="2014-06-10T08", persons=persons
    )
    there, splits = {b"\0": persons}, list[Split]()
    for n in range(draw(st.integers(0, 4))):
        old = draw(st.sampled_from(sorted(each for each, left in there.items() if left > 0)))
        went = draw(st.integers(1, there[old]))
        there[old] -= went
        there[bytes([n + 1])] = went
        splits.append(Split(old, bytes([n + 1]), f"2014-06-11T0{n}", went))
    return got, splits, there


@given(stories())
def test_what_goes_by_person_counts_once_in_all_and_the_rest_for_everybody(
    story: tuple[Got, list[Split], dict[bytes, int]],
) -> None:
    got, splits, there = story

    found = divided({b"\0": [got]}, splits)

    assert found.keys() == there.keys()
    by_person = {who: each.counted(Per.PERSON) for who, (each,) in found.items()}
    assert sum(by_person.values()) == got.quantity
    assert min(by_person.values()) >= 0
    for who, persons in there.items():
        (each,) = found[who]
        fair = Fraction(got.quantity * persons, sum(there.values()))
        assert abs(by_person[who] - fair) < len(splits) + 1
        assert each.counted(Per.HOUSEHOLD) == each.counted(Per.FIVE) == got.quantity
        assert each.carried == (who != b"\0")


def test_those_who_go_carry_their_part_and_what_came_later_is_none_of_theirs() -> None:
    before = Got("MATTRESS", 6, DAY, "HHI-1", at="2014-06-10T08", persons=6)
    after = Got("MATTRESS", 2, DAY, "HHI-2", at="2014-06-10T10", persons=4)

    found = divided({b"a": [after, before]}, [Split(b"a", b"b", "2014-06-10T09", 2)])

    assert [each.counted(Per.PERSON) for each in found[b"a"]] == [2, 4]
    assert [each.counted(Per.PERSON) for each in found[b"b"]] == [2]


def test_a_household_that_was_joined_again_carries_nothing_twice() -> None:
    had = {b"a": [Got("TENT", 1, DAY, "HHI-1", persons=5)]}

    assert divided(had, [Split(b"a", b"a", "2014-06-11", 2)]) == had


def test_where_nobody_knows_how_many_it_was_for_all_of_it_counts_for_both() -> None:
    had = {b"a": [Got("MATTRESS", 4, DAY, "HHI-1")]}

    found = divided(had, [Split(b"a", b"b", "2014-06-11", 2)])

    assert [each.counted(Per.PERSON) for (each,) in found.values()] == [4, 4]
