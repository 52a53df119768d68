"""Planning a distribution: who, how much, whether it lasts, and the list that is frozen."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from camp_desk.actions import allocation, arrivals, camps, duplicates, hand_over
from camp_desk.actions.allocation import Ask
from camp_desk.domain.cards import written
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.registration import Place
from camp_desk.domain.words import Words
from camp_desk.storage import journal, ration_lists
from camp_desk.storage import stock as stock_storage
from camp_desk.storage.camp import Camp
from camp_desk.storage.ration_lists import Line, RationList
from tests.small_camp import (
    Desk,
    Template,
    ask,
    counted,
    family,
    freeze,
    meet,
    receive,
    stocked,
)


def list_of(camp: Camp, number: int) -> RationList:
    found = ration_lists.numbered(camp.db, number)
    assert found is not None
    return found


def lines(camp: Camp, number: int) -> list[Line]:
    return [each.line for each in ration_lists.lines(camp.db, list_of(camp, number).id)]


def left(camp: Camp) -> dict[str, tuple[int, int]]:
    return {e.item.code: (e.free, e.set_aside) for e in stock_storage.on_hand(camp.db)}


@pytest.fixture
def stock(camp: Camp) -> Camp:
    """A camp with plenty of everything, and families of 1 to 4."""
    for n in range(4):
        arrivals.register(camp, family(n, n + 1, place=Place("AB"[n % 2], "1", str(n))))
    stocked(camp)
    return camp


def test_a_list_names_each_household_with_what_its_size_gets(stock: Camp) -> None:
    number = freeze(stock, days=7)

    rations = list_of(stock, number)
    parts = dict(rations.parts)
    assert (rations.first, rations.until, rations.days) == (
        date(2014, 6, 10), date(2014, 6, 17), 7,
    )  # fmt: skip
    assert sorted(line.persons for line in lines(stock, number)) == [1, 2, 3, 4]
    for line in lines(stock, number):
        given_out = dict(zip(rations.items, line.quantities, strict=True))
        assert given_out == {item: line.persons * 7 * mg // 1000 for item, mg in parts.items()}


def test_what_a_list_needs_is_set_aside_from_the_store(stock: Camp) -> None:
    before = left(stock)
    number = freeze(stock)

    needs = Counter[str]()
    for line in lines(stock, number):
        needs.update(dict(zip(list_of(stock, number).items, line.quantities, strict=True)))
    assert left(stock) == {
        item: (free - needs[item], needs[item]) for item, (free, _) in before.items()
    }


def test_households_stand_in_the_order_of_their_tents(stock: Camp) -> None:
    number = freeze(stock)

    shown = list(ration_lists.lines(stock.db, list_of(stock, number).id))
    assert [each.place for each in shown] == ["A / 1 / 0", "A / 1 / 2", "B / 1 / 1", "B / 1 / 3"]
    assert [each.line.serial for each in shown] == [1, 2, 3, 4]


def test_only_the_sectors_asked_for_are_served(stock: Camp) -> None:
    number = freeze(stock, sectors=("B",))

    assert [line.number for line in lines(stock, number)] == [1000002, 1000004]


def test_nobody_gets_two_rations_of_a_kind_for_one_day(stock: Camp) -> None:
    freeze(stock, sectors=("A",), days=7)

    second = freeze(stock, days=3)

    assert [line.number for line in lines(stock, second)] == [1000002, 1000004]
    with pytest.raises(allocation.NobodyToServe):
        freeze(stock, days=1)


def test_days_after_those_covered_can_be_planned(desk: Desk) -> None:
    arrivals.register(desk.camp, family(1))
    stocked(desk.camp)
    freeze(desk.camp, days=7)

    desk.clock.move(days=6)
    with pytest.raises(allocation.NobodyToServe):
        freeze(desk.camp, days=2)
    desk.clock.move(days=1)
    assert len(lines(desk.camp, freeze(desk.camp, days=2))) == 1


def test_who_did_not_collect_before_the_list_was_closed_can_be_listed_again(stock: Camp) -> None:
    first = freeze(stock)
    hand_over.hand_over(stock, first, written(1000001))
    hand_over.close_list(stock, first)

    second = freeze(stock)

    assert {line.number for line in lines(stock, second)} == {1000002, 1000003, 1000004}


def test_households_that_were_only_counted_are_fed_by_their_declared_size_as_the_setting_says(
    stock: Camp,
) -> None:
    arrivals.register(stock, counted(9, women=3, men=2, unknown=1))
    _, seen = allocation.look(stock, ask(stock))
    assert (seen.households, seen.persons) == (5, 16)

    camps.set_setting(stock, allocation.COUNTED_ARE_FED, 0)

    _, seen = allocation.look(stock, ask(stock))
    assert (seen.households, seen.persons) == (4, 10)


def test_households_that_were_joined_stand_on_a_list_once(stock: Camp) -> None:
    one, other, *_ = [
        id_ for (id_,) in stock.db.conn.execute("SELECT id FROM household ORDER BY number")
    ]
    duplicates.merge(stock, other, one)

    eligible, _ = allocation.look(stock, ask(stock))

    assert len(eligible) == 3
    assert min(one, other) in {each.household for each in eligible}
    assert max(one, other) not in {each.household for each in eligible}


def test_a_household_joined_with_one_that_was_served_is_covered(stock: Camp) -> None:
    one, other, *_ = [
        id_ for (id_,) in stock.db.conn.execute("SELECT id FROM household ORDER BY number")
    ]
    first = freeze(stock, sectors=("B",))
    hand_over.hand_over(stock, first, written(1000002))
    duplicates.merge(stock, one, other)

    eligible, _ = allocation.look(stock, ask(stock))

    assert [each.number for each in eligible] == [1000003]


def test_stock_that_does_not_last_is_said_with_what_is_short_and_nothing_is_written(
    camp: Camp,
) -> None:
    arrivals.register(camp, family(1, 4))
    stocked(camp, kg=5)
    before = journal.digest(camp.db)

    with pytest.raises(allocation.TooShort) as raised:
        freeze(camp, days=30)

    assert "Wheat flour" in str(raised.value)
    assert journal.digest(camp.db) == before


def test_what_has_expired_is_not_handed_out(desk: Desk) -> None:
    arrivals.register(desk.camp, family(1, 1))
    stocked(desk.camp)
    desk.clock.now = desk.clock.now.replace(year=2015, month=6, day=1)
    assert allocation.look(desk.camp, ask(desk.camp))[1].lasts

    desk.clock.move(days=1)

    assert not allocation.look(desk.camp, ask(desk.camp))[1].lasts
    with pytest.raises(allocation.NobodyGetsAnything):
        allocation.freeze(desk.camp, ask(desk.camp), words=Words(), take_equal_share=True)


def test_what_expires_first_goes_first(camp: Camp) -> None:
    arrivals.register(camp, family(1, 4))
    stocked(camp)
    for label, months in (("late", 9), ("early", 3)):
        receive(
            camp, "WHF", kg=5, label=label, expiry=date(2014, 6, 10) + timedelta(days=30 * months)
        )

    freeze(camp, days=7)

    there = {p.label: p.quantity for p in stock_storage.piles(camp.db, item="WHF")}
    assert "early" not in there
    assert there["late"] < 5_000
    assert there["L1"] == 1_000_000


def test_an_unknown_scale_is_said_with_the_known_ones(camp: Camp) -> None:
    with pytest.raises(allocation.NoSuchScale) as raised:
        ask(camp, "NONE")

    assert "IRQ-REF2100" in str(raised.value)
    assert "FFP" in str(raised.value)


def test_whole_parcels_go_by_size_band(camp: Camp) -> None:
    for n, size in enumerate((2, 5, 9)):
        arrivals.register(camp, counted(n, women=size, men=0))
    receive(camp, "IRR", kg=0.003)  # three pieces

    with pytest.raises(allocation.ParcelsTooShort) as raised:
        freeze(camp, code="IRR")
    receive(camp, "IRR", kg=0.001)
    number = freeze(camp, code="IRR")

    assert "4 pieces of" in str(raised.value)
    given_out = {line.persons: line.quantities for line in lines(camp, number)}
    assert given_out == {2: (1,), 5: (1,), 9: (2,)}


def test_whole_parcels_that_are_short_are_shared_whole_and_nobody_goes_without(
    camp: Camp,
) -> None:
    for n, size in enumerate((2, 5, 9, 10)):
        arrivals.register(camp, counted(n, women=size, men=0))
    receive(camp, "IRR", kg=0.005)  # five pieces of six

    wanted = ask(camp, "IRR", days=3)
    number = allocation.freeze(camp, wanted, words=Words(), take_equal_share=True).number

    given_out = {line.persons: line.quantities for line in lines(camp, number)}
    assert given_out == {2: (1,), 5: (1,), 9: (1,), 10: (1,)}
    assert left(camp)["IRR"] == (1, 4)


def test_fewer_parcels_than_households_cannot_be_shared(camp: Camp) -> None:
    for n in range(3):
        arrivals.register(camp, family(n))
    receive(camp, "IRR", kg=0.002)

    with pytest.raises(allocation.NotOneForEach):
        allocation.freeze(camp, ask(camp, "IRR"), words=Words(), take_equal_share=True)


def test_lists_of_two_desks_have_different_numbers(two: list[Desk]) -> None:
    arrivals.register(two[0].camp, family(1))
    stocked(two[0].camp)
    meet(*two)

    numbers = [freeze(desk.camp) for desk in two]
    meet(*two)

    assert numbers == [1, 10_001]
    assert {each.number for each in ration_lists.lists(two[0].camp.db)} == {1, 10_001}
    assert two[0].digest == two[1].digest


SIZES = st.lists(st.integers(1, 12), min_size=1, max_size=6)


@settings(max_examples=20, deadline=None)
@given(sizes=SIZES, days=st.integers(1, 30), kilograms=st.integers(0, 120), more=st.data())
def test_the_equal_share_never_needs_more_than_there_is_and_treats_every_size_alike(
    template: Template, sizes: list[int], days: int, kilograms: int, more: st.DataObject
) -> None:
    with template.desks(1) as (desk,):
        camp = desk.camp
        for n, size in enumerate(sizes):
            arrivals.register(camp, counted(n, women=size, men=0))
        for item, _ in stock_storage.scales(camp.db)["IRQ-REF2100"].parts:
            kg = kilograms + more.draw(st.integers(0, 20))
            if kg:
                receive(camp, item, kg=kg)
        before = left(camp)
        asked: Ask = ask(camp, days=days)
        try:
            number = allocation.freeze(camp, asked, words=Words(), take_equal_share=True).number
        except CampDeskError:
            return

        for free, aside in left(camp).values():
            assert free >= 0
            assert aside >= 0
        assert {k: sum(v) for k, v in left(camp).items()} == {k: sum(v) for k, v in before.items()}
        by_size: dict[int, set[tuple[int, ...]]] = {}
        for line in lines(camp, number):
            by_size.setdefault(line.persons, set()).add(line.quantities)
        assert {len(each) for each in by_size.values()} == {1}
        (few,), (many,) = by_size[min(by_size)], by_size[max(by_size)]
        assert all(a <= b for a, b in zip(few, many, strict=True))
