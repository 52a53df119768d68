"""Stacks keep to their limits, and the floor that goods need grows with them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camp_desk.actions.rooms import bulks, needs, room_in, room_said
from camp_desk.domain.catalogue import Item
from camp_desk.domain.ids import LotId, StoreId
from camp_desk.domain.quantities import Unit
from camp_desk.domain.stacking import (
    FROM_WALLS,
    HIGHEST,
    SLIMMEST,
    WIDEST,
    floor,
    packs_on_a_stack,
    stacks,
    usable,
)
from camp_desk.domain.words import Words
from camp_desk.storage.stock import Pile, Store

FLOUR = Item("WHF", "Wheat flour", "", "", category="cereal", unit=Unit.GRAM, pack_size=50_000)
volumes = st.floats(0.001, 1_000)


@given(volumes)
def test_a_pile_never_stands_higher_than_it_may(volume: float) -> None:
    base = floor(volume) ** 0.5

    height = volume / floor(volume)

    assert height <= HIGHEST
    assert height <= SLIMMEST * base * 1.000_001


@given(volumes, volumes)
def test_more_needs_more_floor_but_never_more_than_two_piles(one: float, other: float) -> None:
    assert floor(one) <= floor(one + other) <= (floor(one) + floor(other)) * 1.000_001


@given(volumes)
def test_the_stacks_that_are_counted_hold_it_and_one_fewer_would_not(volume: float) -> None:
    one = HIGHEST * WIDEST * WIDEST

    assert stacks(volume) * one >= volume * 0.999_999
    assert (stacks(volume) - 1) * one < volume


@given(st.floats(0, 10_000))
def test_nothing_stands_at_the_walls(area: float) -> None:
    free = usable(area)

    assert 0 <= free <= area
    if area > (2 * FROM_WALLS) ** 2:
        assert free**0.5 + 2 * FROM_WALLS == pytest.approx(area**0.5)


def test_twenty_bags_of_flour_are_a_tonne_and_need_a_square_metre_and_its_aisle() -> None:
    tonne = needs(FLOUR, 20 * 50_000, bulks())

    assert (tonne.floor, tonne.stacks, tonne.packs_on_a_stack) == (1.35, 1, 900)
    assert packs_on_a_stack(0.0) == 0


@pytest.mark.parametrize(
    ("area", "tonnes", "said", "tone"),
    [
        (None, 5, "Type how large the store is", "info"),
        (60.0, 0, "26.8 of 40.3 m² are free in Store 1.", "ok"),
        (60.0, 15, "needs 20.2 m² and fits", "ok"),
        (
            60.0,
            25,
            "There is no room in Store 1: 33.8 m² are needed and 26.8 m² are free",
            "danger",
        ),
        (9.0, 0, "Store 1 is over-full", "danger"),
    ],
)
def test_the_room_in_a_store_is_said_with_what_is_missing(
    area: float | None, tonnes: int, said: str, tone: str
) -> None:
    store = Store(StoreId(b"s" * 16), "1", area)
    pile = Pile(store.id, LotId(b"l" * 16), "WHF", "", None, "", None, 10_000_000)
    coming = [needs(FLOUR, tonnes * 1_000_000, bulks())] if tonnes else []

    room = room_in(store, [pile], {"WHF": FLOUR}, coming)

    told, shade = room_said(store, room, Words())
    assert said in told
    assert shade == tone
