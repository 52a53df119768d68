"""Goods are followed from their consignment to households, and rations back, to the gram."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camp_desk.actions import arrivals, hand_over, kitting, rebagging, releases, stock, tracing
from camp_desk.actions.catalogues import kits
from camp_desk.actions.leaving import Leaving, Out
from camp_desk.actions.stock import Came, Delivery
from camp_desk.actions.tracing import NothingTraced
from camp_desk.domain.cards import BadCardNumber, written
from camp_desk.domain.errors import NotAllowed
from camp_desk.domain.receipts import Rebagged
from camp_desk.domain.roles import Role
from camp_desk.domain.tracing import Trace, apportioned
from camp_desk.domain.words import Words
from camp_desk.storage import stock as stock_storage
from camp_desk.storage.camp import Camp
from tests.goods import KIT
from tests.small_camp import family, freeze, stocked

WORDS = Words()
OF_TWO = (
    Came("RIC", 1_000_000, "R1", date(2015, 1, 1), "WFP", consignment="SI-7"),
    Came("RIC", 20_000, "R2", date(2014, 12, 1), "IRCS", consignment="SI-8"),
)


@given(
    st.integers(0, 10**9),
    st.lists(st.integers(-10, 10**9), min_size=1, max_size=8).filter(lambda w: max(w) > 0),
)
def test_what_is_divided_adds_up_and_no_part_is_a_whole_unit_off(
    quantity: int, weights: list[int]
) -> None:
    parts = apportioned(quantity, weights)
    whole = sum(weight for weight in weights if weight > 0)
    assert sum(parts) == quantity
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part * whole - quantity * max(0, weight)) < whole
        assert weight > 0 or not part


def served_list(camp: Camp, *, households: int = 5, collected: int = 3) -> tuple[int, list[str]]:
    """Freeze a list that takes rice of two consignments and hand most of it out."""
    cards = [written(arrivals.register(camp, family(n, 4)).number) for n in range(households)]
    stocked(camp)
    pile = next(p for p in stock_storage.piles(camp.db) if p.item == "RIC")
    stock.lose(camp, (pile.store, pile.lot), pile.quantity, reason="SPILL")
    stock.receive(camp, Delivery(stock.store_named(camp), OF_TWO, waybill="WB 5"))
    number = freeze(camp, days=30)
    for card in cards[:collected]:
        hand_over.hand_over(camp, number, card)
    return number, cards


def of(traces: list[Trace], label: str) -> Trace:
    (only,) = (each for each in traces if each.of.label == label)
    return only


def test_a_consignment_is_followed_to_the_households_that_received_of_it(camp: Camp) -> None:
    number, cards = served_list(camp)
    (trace,) = tracing.trace(camp, "si-7")
    (on_list,) = trace.lists
    assert (on_list.number, on_list.closed, on_list.out) == (number, None, 0)
    assert (on_list.households, on_list.persons) == (3, 12)
    assert {lies.list for lies in trace.lies} == {None, number}
    assert sum(lies.quantity for lies in trace.lies) == 1_000_000

    hand_over.close_list(camp, number)
    trace = of(tracing.trace(camp, "wb5"), "R1")
    (on_list,) = trace.lists
    assert on_list.out > 0
    assert on_list.out + sum(lies.quantity for lies in trace.lies) == 1_000_000
    assert [written(each) for each in tracing.received_by(camp, [trace])] == sorted(cards[:3])
    told = " ".join(
        line.what for line in tracing.told([trace], stock_storage.items(camp.db), WORDS)
    )
    assert f"List {number}, closed: handed to 3 households" in told
    assert "Goods received note" in told


def test_a_ration_is_followed_to_its_donors_and_adds_up_to_the_gram(camp: Camp) -> None:
    number, cards = served_list(camp)
    for closed in (False, True):
        if closed:
            hand_over.close_list(camp, number)
        rations = tracing.trace_ration(camp, cards[0])
        assert all(sum(part.quantity for part in each.parts) == each.quantity for each in rations)
        rice = next(each for each in rations if each.item == "RIC")
        assert {part.of.donor for part in rice.parts} == {"WFP", "IRCS"}
        assert rice.closed is closed
    assert tracing.trace_ration(camp, cards[4]) == []
    lines = list(tracing.ration_told(rations, stock_storage.items(camp.db), WORDS))
    assert {"WFP", "IRCS"} <= {line.more for line in lines}


def test_what_came_back_from_a_list_is_nobodys_ration(camp: Camp) -> None:
    number, _ = served_list(camp, collected=0)
    hand_over.close_list(camp, number)
    (trace,) = tracing.trace(camp, "SI-7")
    (on_list,) = trace.lists
    assert (on_list.out, on_list.households, on_list.persons) == (0, 0, 0)


def test_goods_are_followed_through_new_bags_and_kits(camp: Camp) -> None:
    store = stock.store_named(camp)
    parts = kits()[KIT].parts
    lines = tuple(Came(item, 60, "K", None, "UNHCR", consignment="SI-9") for item, _ in parts)
    rice = Came("RIC", 50_000, "R9", None, "WFP", 50_000, consignment="SI-9")
    stock.receive(camp, Delivery(store, (*lines, rice)))
    pile = next(p for p in stock_storage.piles(camp.db) if p.item == "RIC")
    rebagging.rebag(camp, rebagging.Rebag(store, pile.lot, Rebagged(50_000, 49_000, 500), 25_000))
    kitting.make_kits(camp, kitting.Making(store, KIT, 2))
    releases.release(camp, releases.Release(Leaving(store, (Out(KIT, 1),)), "Sector B"))

    traces = tracing.trace(camp, "SI-9")
    made = [each for each in traces if each.through]
    assert [each.of.item for each in made] == [KIT]
    packs = sorted(each.of.pack for each in traces if each.of.item == "RIC")
    assert packs == [0, 25_000]  # the usual bags, and the new ones
    packed = next(each for each in made if each.of.item == KIT)
    assert [(paper.party, paper.quantity) for paper in packed.left] == [("Sector B", -1)]
    for each in traces:
        moved = sum(paper.quantity for paper in (*each.came, *each.into, *each.left))
        assert moved == sum(lies.quantity for lies in each.lies)


def test_unknown_numbers_are_refused_with_what_to_type(camp: Camp) -> None:
    with pytest.raises(NothingTraced, match="SI-404"):
        tracing.trace(camp, "SI-404")
    with pytest.raises(NothingTraced):
        tracing.trace(camp, "  ")
    with pytest.raises(BadCardNumber):
        tracing.trace_ration(camp, "12")


def test_a_storekeeper_sees_how_many_received_and_not_who(camp: Camp) -> None:
    _, cards = served_list(camp)
    with camp.action("test") as entry:
        entry.put("officer", camp.officer_id, {"role": Role.STOREKEEPER.value})
    traces = tracing.trace(camp, "SI-7")
    assert traces[0].lists[0].households == 3
    with pytest.raises(NotAllowed):
        tracing.received_by(camp, traces)
    with pytest.raises(NotAllowed):
        tracing.trace_ration(camp, cards[0])
