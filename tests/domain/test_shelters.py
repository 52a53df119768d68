"""Shelters by their codes, how full they are, and which suits a family best."""

from __future__ import annotations

from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camp_desk.domain.registration import Place
from camp_desk.domain.shelters import (
    BadRun,
    Kin,
    NoRoom,
    NothingDeclared,
    Shelter,
    Standing,
    State,
    by_block,
    codes,
    occupancy,
    place_id,
    place_of,
    said,
    suggest,
    together,
)
from camp_desk.domain.words import Words

WORDS = Words()


@st.composite
def camps(draw: st.DrawFn) -> list[Shelter]:
    """A few shelters of each kind, crowded around the sizes that families have."""
    numbers = count(1)
    small = st.integers(0, 8)
    return [
        Shelter(
            Place("A", draw(st.sampled_from("12")), str(next(numbers))),
            draw(st.none() | st.integers(1, 8)),
            draw(st.sampled_from(State)),
            persons=persons,
            households=min(persons, 1),
        )
        for persons in draw(st.lists(small, max_size=6))
    ]


kin = st.dictionaries(
    st.tuples(st.just("a"), st.sampled_from("12")), st.sampled_from(Kin), max_size=2
)


@given(st.integers(1, 8), camps(), kin)
def test_nothing_is_suggested_exactly_when_no_open_shelter_has_room(
    size: int, shelters: list[Shelter], near: dict[tuple[str, str], Kin]
) -> None:
    fits = [
        each
        for each in shelters
        if each.state is State.OPEN
        and each.capacity is not None
        and each.persons + size <= each.capacity
    ]
    if fits:
        assert suggest(size, shelters, near).shelter in fits
    else:
        with pytest.raises((NoRoom, NothingDeclared)):
            suggest(size, shelters, near)


@given(st.integers(1, 8), camps())
def test_strangers_share_only_where_no_empty_shelter_has_room(
    size: int, shelters: list[Shelter]
) -> None:
    try:
        best = suggest(size, shelters).shelter
    except (NoRoom, NothingDeclared):
        return
    empty = [each for each in shelters if each.room >= size and not each.households]
    assert bool(best.households) == (not empty)
    if empty:
        assert best.room == min(each.room for each in empty)


@given(camps())
def test_every_shelter_stands_in_one_way_and_the_sums_agree(shelters: list[Shelter]) -> None:
    total = occupancy(shelters)
    assert sum(total.standing.values()) == total.shelters == len(shelters)
    assert (total.room > 0) == (total.standing[Standing.FREE] > 0)
    assert total.persons == sum(each.persons for each in shelters)


def test_kin_in_the_block_come_before_a_closer_fit_and_the_reason_says_so() -> None:
    exact, near = Shelter(Place("A", "1", "1"), 4), Shelter(Place("A", "2", "1"), 6)
    found = suggest(4, [exact, near], {("a", "2"): Kin.SAME_LAQAB})
    assert found.shelter is near
    assert found.said(WORDS) == (
        "empty; 2 places stay free; people of the same laqab live in this block"
    )
    assert suggest(4, [exact, near]).said(WORDS) == "empty; it fits exactly"


def test_without_room_the_sentence_says_what_is_left() -> None:
    with pytest.raises(NoRoom, match="for 7: the most free places in one are 5"):
        suggest(7, [Shelter(Place("A", "1", "1"), 6, persons=1, households=1)])
    with pytest.raises(NothingDeclared):
        suggest(7, [])


@pytest.mark.parametrize("other", ["c / 1 / 2", "C/01/002", " C /١/٠٢", "C / 1 / 02"])
def test_a_shelter_has_one_id_however_it_is_written(other: str) -> None:
    assert place_id(place_of(other)) == place_id(Place("C", "1", "2"))


@pytest.mark.parametrize("other", ["C / 1 / 20", "C / 12 / ", "C / / 12", "1 / C / 2"])
def test_other_shelters_have_other_ids(other: str) -> None:
    assert place_id(place_of(other)) != place_id(Place("C", "1", "2"))


def test_runs_keep_their_zeros_and_bad_ones_say_so() -> None:
    assert codes("٠٨-10") == ("08", "09", "10")
    assert codes("7, a1،b") == ("7", "A1", "B")
    assert said(place_of("C/1/02")) == "C / 1 / 02"
    for bad in ("", " , ", "9-3", "1-9999"):
        with pytest.raises(BadRun):
            codes(bad)


def test_blocks_come_to_what_their_shelters_come_to() -> None:
    states = [State.OPEN, State.BLOCKED, State.STAGING]
    some = [
        Shelter(Place("A", str(n % 4), str(n)), n % 5 or None, states[n % 3], "", n % 7, n % 2)
        for n in range(60)
    ]

    blocks = [block for blocks in by_block(some).values() for block in blocks.values()]

    assert len(blocks) == 4
    assert together(block.total for block in blocks) == occupancy(some)
