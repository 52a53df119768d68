"""The day of the distribution: who is served, who is refused, and what the closing returns."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from camp_desk.actions import allocation, arrivals, duplicates, hand_over
from camp_desk.domain.cards import card_code, written
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.ids import HouseholdId
from camp_desk.domain.words import Words
from camp_desk.storage import findings, journal, ration_lists
from camp_desk.storage import stock as stock_storage
from camp_desk.storage.camp import Camp
from camp_desk.storage.changes import Value
from camp_desk.storage.findings import Kind
from tests.small_camp import Desk, Template, ask, family, freeze, meet, stocked, sync

FIRST, SECOND, THIRD, FOURTH = (written(1000000 + n) for n in range(1, 5))


@pytest.fixture
def open_list(camp: Camp) -> Camp:
    """A camp with families of 1 to 3 on the open list 1, and a fourth that is not on it."""
    for n in range(3):
        arrivals.register(camp, family(n, n + 1))
    stocked(camp)
    freeze(camp, days=7)
    arrivals.register(camp, family(3, 4))
    return camp


def household(camp: Camp, number: int) -> HouseholdId:
    (id_,) = camp.db.conn.execute("SELECT id FROM household WHERE number = ?", (number,)).fetchone()
    return HouseholdId(id_)


def progress(camp: Camp, number: int = 1) -> ration_lists.Progress:
    rations = ration_lists.numbered(camp.db, number)
    assert rations is not None
    return ration_lists.progress(camp.db, rations)


def books(camp: Camp) -> dict[str, tuple[int, int]]:
    return {e.item.code: (e.free, e.set_aside) for e in stock_storage.on_hand(camp.db)}


def test_a_card_gets_what_its_line_says(open_list: Camp) -> None:
    seen = hand_over.look_up(open_list, 1, SECOND)
    given_out = hand_over.hand_over(
        open_list, 1, " ٠٠١ 000 002-" + SECOND[-1], collector="Neighbour"
    )

    assert (given_out.line.number, given_out.line.persons) == (1000002, 2)
    assert given_out.line == seen.line
    assert progress(open_list).collected == 1
    shown = list(ration_lists.lines(open_list.db, ration_lists.lists(open_list.db)[0].id))
    assert [(s.line.number, s.collected, s.collector) for s in shown if s.collected] == [
        (1000002, "2014-06-10T08:00:00", "Neighbour")
    ]


def test_a_second_collection_is_refused_with_when_and_by_whom_the_first_was_served(
    open_list: Camp,
) -> None:
    hand_over.hand_over(open_list, 1, FIRST)
    before = journal.digest(open_list.db)

    for attempt in (hand_over.hand_over, hand_over.look_up):
        with pytest.raises(hand_over.AlreadyServed) as raised:
            attempt(open_list, 1, FIRST)

    said = Words().sentence(raised.value)
    for part in (FIRST, "2014-06-17", "2014-06-10 08:00", "desk 001", "Amina", "list 1"):
        assert part in said
    assert journal.digest(open_list.db) == before


def _asks(number: int, card: str) -> Callable[[Camp], object]:
    return lambda camp: hand_over.hand_over(camp, number, card)


REFUSED: dict[str, tuple[Callable[[Camp], object], type[CampDeskError]]] = {
    "not on the list": (_asks(1, FOURTH), hand_over.NotOnList),
    "nobody's card": (_asks(1, written(1000099)), arrivals.NoSuchHousehold),
    "no card": (_asks(1, "001 000 001-9"), CampDeskError),
    "no code of this camp": (_asks(1, "0010000011ABCDEF"), CampDeskError),
    "no list": (_asks(7, FIRST), allocation.NoSuchList),
    "nothing to reverse": (lambda c: hand_over.reverse(c, 1, FIRST), hand_over.NothingToReverse),
}  # fmt: skip


@pytest.mark.parametrize(("attempt", "error"), REFUSED.values(), ids=REFUSED.keys())
def test_what_cannot_be_handed_over_is_refused_with_a_sentence_and_nothing_changes(
    open_list: Camp, attempt: Callable[[Camp], object], error: type[CampDeskError]
) -> None:
    before = journal.digest(open_list.db)

    with pytest.raises(error) as raised:
        attempt(open_list)

    assert Words().sentence(raised.value).endswith(".")
    assert journal.digest(open_list.db) == before


def test_a_scanned_card_is_served_and_a_replaced_one_is_not(open_list: Camp) -> None:
    key = open_list.here.keys.card
    old, new = card_code(1000001, 1, key), card_code(1000001, 2, key)
    with open_list.action("reissue") as entry:
        fields: dict[str, Value] = {
            "household": household(open_list, 1000001), "issue": 2, "reason": "lost",
        }  # fmt: skip
        entry.add("card", open_list.new_id(), fields)

    with pytest.raises(hand_over.OldCard) as raised:
        hand_over.hand_over(open_list, 1, old)

    assert "issue 1" in str(raised.value)
    assert hand_over.hand_over(open_list, 1, new).line.number == 1000001


def test_a_ration_handed_over_by_mistake_is_taken_back_and_can_be_handed_over_again(
    open_list: Camp,
) -> None:
    hand_over.hand_over(open_list, 1, FIRST)
    hand_over.reverse(open_list, 1, FIRST)
    assert progress(open_list).collected == 0

    hand_over.hand_over(open_list, 1, FIRST)

    assert progress(open_list).collected == 1
    with pytest.raises(hand_over.AlreadyServed):
        hand_over.hand_over(open_list, 1, FIRST)


def test_households_that_were_joined_are_served_once_with_either_card(open_list: Camp) -> None:
    one, other = household(open_list, 1000001), household(open_list, 1000003)
    duplicates.merge(open_list, other, one)
    first = hand_over.hand_over(open_list, 1, THIRD)

    for card in (FIRST, THIRD):
        with pytest.raises(hand_over.AlreadyServed):
            hand_over.hand_over(open_list, 1, card)

    handed = progress(open_list)
    assert (handed.collected, handed.persons_served) == (1, first.line.persons)
    items = ration_lists.lists(open_list.db)[0].items
    assert handed.handed_over == dict(zip(items, first.line.quantities, strict=True))


def test_whoever_was_served_before_being_joined_is_not_served_again_with_the_other_card(
    open_list: Camp,
) -> None:
    hand_over.hand_over(open_list, 1, FIRST)
    one, other = household(open_list, 1000001), household(open_list, 1000003)
    duplicates.merge(open_list, one, other)

    with pytest.raises(hand_over.AlreadyServed):
        hand_over.hand_over(open_list, 1, THIRD)
    duplicates.unmerge(open_list, one, other)
    assert hand_over.hand_over(open_list, 1, THIRD).line.number == 1000003


def test_closing_takes_what_was_handed_over_off_the_books_and_returns_the_rest(
    open_list: Camp,
) -> None:
    before = books(open_list)
    hand_over.hand_over(open_list, 1, FIRST)
    hand_over.hand_over(open_list, 1, THIRD)

    closed = hand_over.close_list(open_list, 1)

    assert (closed.households, closed.collected, closed.persons_served) == (3, 2, 4)
    for item in closed.items:
        assert item.set_aside == item.handed_over + item.returned
        free, aside = before[item.item]
        assert item.set_aside == aside
        assert books(open_list)[item.item] == (free + aside - item.handed_over, 0)
    kinds = {line.kind for line in stock_storage.ledger(open_list.db, "WHF")}
    assert kinds == {"GRN", "REL", "RET"}


def test_nothing_is_handed_over_reversed_or_closed_after_the_closing(open_list: Camp) -> None:
    hand_over.hand_over(open_list, 1, FIRST)
    hand_over.close_list(open_list, 1)
    before = journal.digest(open_list.db)

    for attempt in (
        lambda: hand_over.hand_over(open_list, 1, SECOND),
        lambda: hand_over.reverse(open_list, 1, FIRST),
        lambda: hand_over.close_list(open_list, 1),
    ):
        with pytest.raises(hand_over.ListIsClosed):
            attempt()

    assert journal.digest(open_list.db) == before


def test_a_hand_over_that_the_closing_did_not_know_of_is_a_finding(busy: Template) -> None:
    with busy.desks(2) as desks:
        one, two = desks
        hand_over.hand_over(one.camp, 1, FIRST)
        hand_over.hand_over(two.camp, 1, SECOND)
        hand_over.close_list(one.camp, 1)
        meet(one, two)

        for desk in desks:
            (found,) = findings.findings(desk.camp.db)
            assert found.kind is Kind.COLLECTED_AFTER_CLOSING
            assert (found.facts["card"], found.facts["desk"]) == (1000002, 2)


def test_a_hand_over_that_came_by_stick_before_the_closing_is_no_finding(busy: Template) -> None:
    with busy.desks(2) as desks:
        one, two = desks
        hand_over.hand_over(two.camp, 1, SECOND)
        sync(two, one)
        hand_over.close_list(one.camp, 1)
        meet(one, two)

        assert findings.findings(two.camp.db) == []


def test_a_list_closed_at_two_desks_is_found_by_its_stock_and_no_hand_over_is_accused(
    busy: Template,
) -> None:
    with busy.desks(2) as desks:
        for desk, card in zip(desks, (FIRST, SECOND), strict=True):
            hand_over.hand_over(desk.camp, 1, card)
            hand_over.close_list(desk.camp, 1)
        meet(*desks)

        for desk in desks:
            found = findings.findings(desk.camp.db)
            assert {each.kind for each in found} == {Kind.BELOW_ZERO}
            documents = found[0].facts["documents"]
            assert isinstance(documents, list)
            assert {number[4:7] for number in documents} == {"001", "002"}
        assert desks[0].digest == desks[1].digest


STEPS = st.lists(
    st.tuples(st.sampled_from(["serve", "reverse", "plan"]), st.integers(0, 3), st.integers(0, 20)),
    max_size=14,
)


@settings(max_examples=20, deadline=None)
@given(steps=STEPS)
def test_a_ration_is_refused_exactly_when_a_day_of_it_was_served(
    template: Template, steps: list[tuple[str, int, int]]
) -> None:
    with template.desks(1) as (desk,):
        _check_days(desk, steps)


def _check_days(desk: Desk, steps: list[tuple[str, int, int]]) -> None:
    camp = desk.camp
    arrivals.register(camp, family(0, 1))
    stocked(camp, kg=100_000)
    start = camp.today()
    lists: list[tuple[int, set[int]]] = []
    served: dict[int, set[int]] = {}
    for what, n, day in steps:
        if what == "plan":
            days = set(range(day, day + 1 + n))
            asked = allocation.Ask(ask(camp).basis, start + timedelta(days=day), 1 + n)
            covered = any(days & other for number, other in lists)
            if covered:
                with pytest.raises(allocation.NobodyToServe):
                    allocation.freeze(camp, asked, words=Words())
            else:
                frozen = allocation.freeze(camp, asked, words=Words())
                lists.append((frozen.number, days))
        elif lists:
            number, days = lists[day % len(lists)]
            if what == "reverse" and number in served:
                hand_over.reverse(camp, number, FIRST)
                del served[number]
            elif what == "reverse":
                with pytest.raises(hand_over.NothingToReverse):
                    hand_over.reverse(camp, number, FIRST)
            elif any(days & other for other in served.values()):
                with pytest.raises(hand_over.AlreadyServed):
                    hand_over.hand_over(camp, number, FIRST)
            else:
                hand_over.hand_over(camp, number, FIRST)
                served[number] = days
