"""A count freezes its piles, is made by two people, approved by a third, and corrects the books."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from camp_desk.actions import (
    arrivals,
    confirming_counts,
    count_troubles,
    counting,
    hand_over,
    officers,
    stock,
)
from camp_desk.actions.confirming import AloneTooSoon
from camp_desk.actions.finding_words import sentence
from camp_desk.actions.freezing import BeingCounted
from camp_desk.actions.stock import Came, Delivery
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.item_codes import NoSuchItem
from camp_desk.domain.roles import Role
from camp_desk.domain.words import Words
from camp_desk.storage import count_review, journal, ration_lists
from camp_desk.storage import stock as stock_storage
from camp_desk.storage.camp import Camp
from camp_desk.storage.counts import State
from camp_desk.storage.findings import Kind
from camp_desk.storage.officers import everybody
from tests.counts import BAG, be_alone, both_enter, of, on_hand, opened
from tests.small_camp import Desk, Template, family, freeze, meet, receive, stocked


def test_a_count_that_two_people_made_corrects_the_books_when_another_approves(
    two: list[Desk],
) -> None:
    here, there = two
    receive(here.camp, "RIC", 1000)
    receive(here.camp, "BLANKET", 0.04, expiry=None)
    number = opened(here.camp)
    here.clock.move(hours=1)
    both_enter(here.camp, number, {1: 40, 2: 19 * BAG})
    meet(here, there)

    done = counting.approve(there.camp, number)
    meet(here, there)

    assert (done.corrected, done.awaiting) == (1, False)
    assert on_hand(here.camp) == {"BLANKET": 40, "RIC": 19 * BAG} == on_hand(there.camp)
    (line, *_) = stock_storage.ledger(here.camp.db, "RIC")
    assert (line.kind, line.number, line.quantity) == ("CNT", number, -BAG)
    assert here.digest == there.digest
    receive(here.camp, "RIC", 50)


def test_who_entered_a_count_cannot_approve_it_while_another_could(camp: Camp) -> None:
    receive(camp)
    number = opened(camp)
    both_enter(camp, number, {1: 5})
    before = journal.digest(camp.db)

    with pytest.raises(count_troubles.CountedByYourself, match="another supervisor"):
        counting.approve(camp, number)

    assert journal.digest(camp.db) == before


def test_the_only_officer_posts_and_it_waits_for_a_second_one(two: list[Desk]) -> None:
    here, there = two
    be_alone(here.camp)
    receive(here.camp)
    number = opened(here.camp)
    both_enter(here.camp, number, {1: 19 * BAG})

    assert counting.approve(here.camp, number).awaiting
    (waiting,) = of(here.camp, Kind.COUNT_AWAITING)
    assert number in sentence(waiting, Words(), {})
    officers.bring_back(here.camp, there.camp.officer_id)
    with pytest.raises(count_troubles.CountedByYourself):
        confirming_counts.confirm(here.camp, number)
    meet(here, there)
    confirming_counts.confirm(there.camp, number)
    assert of(there.camp, Kind.COUNT_AWAITING) == []
    with pytest.raises(count_troubles.NothingToConfirm):
        confirming_counts.confirm(there.camp, number)


def test_where_everybody_who_could_confirm_has_counted_one_of_them_does_with_a_reason(
    two: list[Desk],
) -> None:
    here, there = two
    officers.give_role(here.camp, there.camp.officer_id, Role.SUPERVISOR)
    for each in everybody(here.camp.db):
        if each.id not in {here.camp.officer_id, there.camp.officer_id}:
            officers.retire(here.camp, each.id)
    receive(here.camp)
    number = opened(here.camp)
    meet(here, there)
    counting.enter(here.camp, number, "Amina", {1: 19 * BAG})
    counting.enter(there.camp, number, "Basim", {1: 19 * BAG})
    meet(here, there)

    assert counting.approve(here.camp, number).awaiting
    meet(here, there)
    with pytest.raises(AloneTooSoon):
        confirming_counts.confirm(there.camp, number, "we both counted")
    there.clock.move(days=1)
    confirming_counts.confirm(there.camp, number, "we both counted")

    assert of(there.camp, Kind.COUNT_AWAITING) == []


def deliver(camp: Camp) -> object:
    return receive(camp, "RIC", 1)


def lose(camp: Camp) -> object:
    (pile,) = [each for each in stock_storage.piles(camp.db) if each.item == "RIC"]
    return stock.lose(camp, (pile.store, pile.lot), 5, reason="SPILL")


MOVES: list[Callable[[Camp], object]] = [
    deliver,
    lambda camp: receive(camp, "RIC", 1, label="another lot"),
    lambda camp: stock.count_opening(
        camp, Delivery(stock.store_named(camp), (Came("RIC", 5),))
    ),
    lose,
    lambda camp: freeze(camp, 3),
    lambda camp: hand_over.close_list(camp, ration_lists.lists(camp.db)[-1].number),
]  # fmt: skip


@pytest.mark.parametrize("move", MOVES)
def test_what_is_counted_does_not_move_until_the_count_has_ended(
    camp: Camp, move: Callable[[Camp], object]
) -> None:
    arrivals.register(camp, family(1))
    stocked(camp)
    freeze(camp, 1)
    arrivals.register(camp, family(2))
    number = opened(camp, "RIC")
    before = journal.digest(camp.db)

    with pytest.raises(
        BeingCounted, match=rf"Rice in Store 1 is being counted \({number}\)"
    ) as told:
        move(camp)

    assert journal.digest(camp.db) == before
    assert "Finish the count or abandon it" in str(told.value)
    counting.abandon(camp, number)
    move(camp)


def test_other_items_and_other_stores_move_while_one_is_counted(camp: Camp) -> None:
    receive(camp, "RIC")
    opened(camp, "RIC")
    _, other = stock.add_store(camp, "North")

    receive(camp, "SAL", 5)
    stock.receive(camp, Delivery(other, (Came("RIC", 5),)))

    assert stock_storage.free(camp.db, other)["RIC"] == 5


def test_a_count_that_is_abandoned_changes_nothing(camp: Camp) -> None:
    receive(camp)
    before = on_hand(camp)
    number = opened(camp)
    both_enter(camp, number, {1: 5})

    counting.abandon(camp, number)

    assert on_hand(camp) == before
    assert counting.count_numbered(camp, number.lower()).state is State.ABANDONED
    for act in (counting.approve, counting.abandon):
        with pytest.raises(count_troubles.CountHasEnded):
            act(camp, number)


def test_where_two_people_differ_it_is_counted_again(camp: Camp) -> None:
    be_alone(camp)
    receive(camp, "RIC", 1000)
    receive(camp, "SAL", 25)
    number = opened(camp)
    first = counting.enter(camp, number, "Basim", {1: 20 * BAG})
    second = counting.enter(camp, number, "Dina", {1: 19 * BAG, 2: 25_000})

    assert (first.waiting, first.differing) == ((1, 2), ())
    assert (second.waiting, second.differing) == ((2,), (1,))
    with pytest.raises(count_troubles.NotCountedTwice, match="1, 2"):
        counting.approve(camp, number)
    again = counting.enter(camp, number, "Amina", {1: 19 * BAG, 2: 25_000})
    assert (again.waiting, again.differing) == ((), ())
    assert counting.approve(camp, number).corrected == 1
    assert on_hand(camp)["RIC"] == 19 * BAG


def test_a_pile_that_was_found_beside_the_sheet_is_counted_too(camp: Camp) -> None:
    be_alone(camp)
    receive(camp)
    number = opened(camp)
    found = Came("SAL", 25_000, "S1", None, "WFP")

    counting.enter_found(camp, number, "Basim", found)
    with pytest.raises(count_troubles.OnTheSheet, match="line 2"):
        counting.enter_found(camp, number, "Dina", found)
    both_enter(camp, number, {1: 20 * BAG, 2: 25_000})
    counting.approve(camp, number)

    assert on_hand(camp) == {"RIC": 20 * BAG, "SAL": 25_000}


@pytest.mark.parametrize(
    ("act", "error"),
    [
        (lambda c, _: counting.enter(c, "CNT-009-0001", "A", {1: 1}), count_troubles.NoSuchCount),
        (lambda c, n: counting.enter(c, n, " ", {1: 1}), count_troubles.CounterMissing),
        (lambda c, n: counting.enter(c, n, "A", {}), count_troubles.NothingEntered),
        (lambda c, n: counting.enter(c, n, "A", {1: -1}), count_troubles.NothingEntered),
        (lambda c, n: counting.enter(c, n, "A", {7: 1}), count_troubles.NoSuchLine),
        (lambda c, n: counting.enter_found(c, n, "A", Came("GOLD", 1)), NoSuchItem),
        (lambda c, n: counting.enter_found(c, n, "A", Came("SAL", 0)),
         count_troubles.NothingEntered),
        (lambda c, _: opened(c), count_troubles.CountGoesOn),
        (lambda c, _: opened(c, "RIC"), count_troubles.CountGoesOn),
        (lambda c, _: opened(c, "GOLD"), NoSuchItem),
        (lambda c, _: counting.set_tolerance(c, sealed=0, loose=101),
         count_troubles.ToleranceTooWide),
    ],
)  # fmt: skip
def test_what_is_wrong_is_refused_and_nothing_changes(
    camp: Camp, act: Callable[[Camp, str], object], error: type[CampDeskError]
) -> None:
    receive(camp)
    number = opened(camp)
    before = journal.digest(camp.db)

    with pytest.raises(error):
        act(camp, number)

    assert journal.digest(camp.db) == before


def test_an_empty_store_is_not_counted(camp: Camp) -> None:
    with pytest.raises(count_troubles.NothingToCount):
        opened(camp)


def test_the_camp_can_allow_more_or_less(camp: Camp) -> None:
    be_alone(camp)
    receive(camp, "RIC", 1000.5)
    counting.set_tolerance(camp, sealed=100, loose=0)
    number = opened(camp)
    both_enter(camp, number, {1: 19 * BAG + 500})

    counting.approve(camp, number)

    assert on_hand(camp) == {"RIC": 20 * BAG + 500}


def test_a_document_of_another_desk_that_came_too_late_explains_the_count(
    two: list[Desk],
) -> None:
    here, there = two
    receive(here.camp)
    meet(here, there)
    be_alone(here.camp)
    (pile,) = stock_storage.piles(there.camp.db)
    for desk in two:
        desk.clock.move(hours=1)
    lost = stock.lose(there.camp, (pile.store, pile.lot), BAG, reason="WET")
    here.clock.move(hours=1)
    number = opened(here.camp)
    both_enter(here.camp, number, {1: 19 * BAG})
    here.clock.move(hours=1)
    counting.approve(here.camp, number)
    assert of(here.camp, Kind.COUNT_OVERTAKEN) == []
    officers.bring_back(here.camp, there.camp.officer_id)

    there.clock.move(hours=5)
    meet(here, there)

    (found,) = of(here.camp, Kind.COUNT_OVERTAKEN)
    assert [each.id for each in of(there.camp, Kind.COUNT_OVERTAKEN)] == [found.id]
    said = sentence(found, Words(), stock_storage.items(here.camp.db))
    assert lost.number in said
    assert "explain the whole difference" in said
    there.clock.move(hours=1)
    stock.lose(there.camp, (pile.store, pile.lot), 5, reason="WET")
    meet(here, there)
    assert [each.id for each in of(here.camp, Kind.COUNT_OVERTAKEN)] == [found.id]


def test_what_comes_from_another_desk_while_it_is_counted_is_named_beside_the_books(
    two: list[Desk],
) -> None:
    here, there = two
    receive(here.camp)
    meet(here, there)
    number = opened(here.camp)
    (pile,) = stock_storage.piles(there.camp.db)
    lost = stock.lose(there.camp, (pile.store, pile.lot), BAG, reason="WET")
    meet(here, there)

    (line,) = count_review.review(here.camp.db, counting.count_numbered(here.camp, number))

    assert (line.line.book, line.book, line.moved) == (20 * BAG, 19 * BAG, (lost.number,))


def test_two_desks_that_approve_one_count_post_it_once(template: Template) -> None:
    with template.desks(3) as (here, there, third):
        receive(here.camp)
        number = opened(here.camp)
        both_enter(here.camp, number, {1: 19 * BAG})
        meet(here, there, third)

        counting.approve(there.camp, number)
        counting.approve(third.camp, number)
        meet(here, there, third)

        assert on_hand(here.camp) == {"RIC": 19 * BAG}
        assert len({here.digest, there.digest, third.digest}) == 1


def test_a_complete_count_asks_for_its_approval(camp: Camp) -> None:
    receive(camp)
    number = opened(camp)
    assert of(camp, Kind.COUNT_AWAITING) == []

    both_enter(camp, number, {1: 1})

    (waiting,) = of(camp, Kind.COUNT_AWAITING)
    assert number in sentence(waiting, Words(), {})


def test_what_was_never_counted_and_what_was_counted_long_ago_is_proposed(desk: Desk) -> None:
    camp = desk.camp
    be_alone(camp)
    store = stock.store_named(camp)
    stock.count_opening(camp, Delivery(store, (Came("RIC", 100), Came("SAL", 100))))
    receive(camp, "LEN")
    desk.clock.move(days=9)
    pile = next(each for each in stock_storage.piles(camp.db) if each.item == "RIC")
    stock.lose(camp, (pile.store, pile.lot), 5, reason="WET")

    found = count_review.due_in(camp.db, store, camp.today())

    assert [(each.item, each.since) for each in found] == [("LEN", None), ("RIC", 9)]
    number = opened(camp, "RIC")
    both_enter(camp, number, {1: 95})
    counting.approve(camp, number)
    assert [each.item for each in count_review.due_in(camp.db, store, camp.today())] == ["LEN"]
