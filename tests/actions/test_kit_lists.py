"""A kit for many households: frozen, served and closed like a ration's list."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from hypothesis import given as over
from hypothesis import strategies as st

from camp_desk.actions import allocation, arrivals, giving, hand_over, paper
from camp_desk.actions.allocation import KitTooShort, NobodyToServe
from camp_desk.actions.giving import HadBefore
from camp_desk.actions.kit_lists import TooManyItems
from camp_desk.domain.cards import written
from camp_desk.domain.relief import Got, People, Per, Rule, entitled, still_open
from camp_desk.domain.words import Words
from camp_desk.storage import findings, journal, ration_lists, relief
from camp_desk.storage.camp import Camp
from tests.actions.test_giving import free, goods, the_household, what
from tests.small_camp import MORNING, Desk, ask, counted, family, freeze, meet

BASIC = ("CARPET", "BLANKET-HIGH", "PLASTIC-SHEET", "MATTRESS")


def lines(camp: Camp, number: int) -> list[tuple[int, ...]]:
    rations = allocation.list_numbered(camp, number)
    return [each.line.quantities for each in ration_lists.lines(camp.db, rations.id)]


def test_each_household_gets_by_its_size_what_it_has_not_had(camp: Camp) -> None:
    first = arrivals.register(camp, family(1, 6)).number
    arrivals.register(camp, family(2, 3))
    arrivals.register(camp, counted(3))
    goods(camp, *BASIC)
    giving.give(camp, what(camp, the_household(camp, first), ("CARPET", 1), ("MATTRESS", 4)))

    number = freeze(camp, 1, "IRQ-WIN-BASIC")

    assert sorted(lines(camp, number)) == [(0, 6, 1, 2), (1, 3, 1, 3), (1, 4, 1, 4)]
    assert free(camp, "MATTRESS") == 100 - 4 - 9


def test_a_list_of_a_kit_is_served_printed_and_closed_to_the_piece(camp: Camp) -> None:
    card = arrivals.register(camp, family(1, 3)).number
    arrivals.register(camp, family(2, 2))
    goods(camp, *BASIC)
    number = freeze(camp, 1, "IRQ-WIN-BASIC")

    hand_over.hand_over(camp, number, written(card))
    with pytest.raises(hand_over.CollectedBefore):
        hand_over.hand_over(camp, number, written(card))
    out = BytesIO()
    paper.print_sheets(camp, number, out, words=Words())
    closed = hand_over.close_list(camp, number)

    assert out.getvalue().startswith(b"%PDF")
    assert {each.item: each.handed_over for each in closed.items} == {
        "CARPET": 1, "BLANKET-HIGH": 3, "PLASTIC-SHEET": 1, "MATTRESS": 3,
    }  # fmt: skip
    assert free(camp, "MATTRESS") == 97
    had = relief.got(camp.db, the_household(camp, card))
    assert {each.item: each.quantity for each in had}["MATTRESS"] == 3
    assert {each.number for each in had} == {str(number)}
    with pytest.raises(HadBefore):
        giving.give(camp, what(camp, the_household(camp, card), ("CARPET", 1)))


def test_who_had_it_since_the_list_was_frozen_is_refused(camp: Camp) -> None:
    card = arrivals.register(camp, family(1, 3)).number
    goods(camp, *BASIC)
    number = freeze(camp, 1, "IRQ-WIN-BASIC")
    giving.give(camp, what(camp, the_household(camp, card), ("CARPET", 1)))
    before = journal.digest(camp.db)

    with pytest.raises(HadBefore):
        hand_over.hand_over(camp, number, written(card))

    assert journal.digest(camp.db) == before


def test_who_stands_on_an_open_list_is_on_no_second_one(desk: Desk) -> None:
    camp = desk.camp
    arrivals.register(camp, family(1, 3))
    goods(camp, *BASIC)
    freeze(camp, 1, "IRQ-WIN-BASIC")
    desk.clock.now += timedelta(days=3)

    with pytest.raises(NobodyToServe):
        freeze(camp, 1, "IRQ-WIN-BASIC")


def test_what_does_not_reach_everyone_is_said_and_may_be_left_out(camp: Camp) -> None:
    arrivals.register(camp, family(1, 6))
    goods(camp, "CARPET", "BLANKET-HIGH", "PLASTIC-SHEET")
    goods(camp, "MATTRESS", n=5)

    with pytest.raises(KitTooShort) as short:
        freeze(camp, 1, "IRQ-WIN-BASIC")
    assert "Mattress" in str(short.value)

    wanted = ask(camp, "IRQ-WIN-BASIC", 1)
    frozen = allocation.freeze(camp, wanted, words=Words(), take_equal_share=True)

    assert dict(frozen.given) == {"CARPET": 1, "BLANKET-HIGH": 6, "PLASTIC-SHEET": 1}


def test_a_second_list_of_the_same_day_has_what_the_first_one_left(camp: Camp) -> None:
    card = arrivals.register(camp, family(1, 6)).number
    goods(camp, "CARPET", "BLANKET-HIGH", "PLASTIC-SHEET")
    wanted = ask(camp, "IRQ-WIN-BASIC", 1)
    first = allocation.freeze(camp, wanted, words=Words(), take_equal_share=True).number
    hand_over.hand_over(camp, first, written(card))
    goods(camp, "MATTRESS")
    with pytest.raises(NobodyToServe):  # the first one goes on
        freeze(camp, 1, "IRQ-WIN-BASIC")
    hand_over.close_list(camp, first)

    second = freeze(camp, 1, "IRQ-WIN-BASIC")

    assert lines(camp, second) == [(6,)]
    hand_over.hand_over(camp, second, written(card))
    with pytest.raises(hand_over.CollectedBefore):
        hand_over.hand_over(camp, second, written(card))
    hand_over.close_list(camp, second)
    assert findings.findings(camp.db) == []
    with pytest.raises(NobodyToServe):
        freeze(camp, 1, "IRQ-WIN-BASIC")


def test_a_kit_of_more_items_than_a_sheet_has_columns_is_refused(camp: Camp) -> None:
    arrivals.register(camp, family(1, 3))

    with pytest.raises(TooManyItems):
        freeze(camp, 1, "SPHERE-6")


def test_one_list_served_at_two_desks_is_one_finding_and_not_two(two: list[Desk]) -> None:
    card = arrivals.register(two[0].camp, family(1, 3)).number
    goods(two[0].camp, *BASIC)
    number = freeze(two[0].camp, 1, "IRQ-WIN-BASIC")
    meet(*two)
    for each in two:
        hand_over.hand_over(each.camp, number, written(card))

    meet(*two)

    kinds = [each.kind for each in findings.findings(two[0].camp.db)]
    assert kinds == [findings.Kind.COLLECTED_TWICE]


def test_an_item_alone_is_handed_out_by_a_list_too(camp: Camp) -> None:
    arrivals.register(camp, family(1, 4))
    goods(camp, "HYGIENE-KIT", "BLANKET")

    number = freeze(camp, 1, "blanket")
    out = BytesIO()
    paper.print_sheets(camp, number, out, words=Words())

    assert lines(camp, number) == [(4,)]
    assert allocation.list_numbered(camp, number).kind == "kit:BLANKET"


def test_what_goes_by_age_and_sex_is_counted_for_a_list_too(camp: Camp) -> None:
    arrivals.register(camp, family(1, 4))  # a man, a woman of 28, children of 2 and 4
    arrivals.register(camp, counted(3, women=3))
    goods(camp, "SANITARY-PADS-10", "BABY-KIT")

    assert sorted(lines(camp, freeze(camp, 1, "SANITARY-PADS-10"))) == [(2,), (6,)]
    with pytest.raises(NobodyToServe):
        freeze(camp, 1, "BABY-KIT")


@over(
    each=st.integers(1, 12),
    per=st.sampled_from(Per),
    days=st.integers(0, 100),
    persons=st.integers(1, 15),
    infants=st.integers(0, 3),
    women=st.integers(0, 5),
    had=st.lists(st.tuples(st.integers(1, 20), st.integers(0, 200)), max_size=4),
)
def test_nobody_is_given_more_than_the_rule_within_its_days(
    each: int, per: Per, days: int, persons: int, infants: int, women: int,
    had: list[tuple[int, int]],
) -> None:  # fmt: skip
    rule, people, today = (
        Rule("X", each, per, days),
        People(persons, infants, women),
        MORNING.date(),
    )
    before = [Got("X", n, today - timedelta(days=ago), "N") for n, ago in had]

    found = still_open(rule, people, before, today)

    within = sum(n for n, ago in had if not days or ago < days)
    assert found.quantity == max(0, entitled(rule, people) - within)
    assert entitled(rule, people) % each == 0
