"""Stock is the sum of its movements: deliveries, opening counts, losses and gains."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from camp_desk.actions import stock
from camp_desk.actions.catalogues import loss_categories
from camp_desk.actions.stock import Came, Delivery
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.ids import StoreId
from camp_desk.domain.item_codes import NoSuchItem
from camp_desk.storage import findings, journal
from camp_desk.storage import stock as stock_storage
from camp_desk.storage.camp import Camp
from camp_desk.storage.stock import Pile
from tests.small_camp import Desk, Template, meet, receive


def piles(camp: Camp) -> list[Pile]:
    return stock_storage.piles(camp.db)


def free(camp: Camp) -> dict[str, int]:
    return {each.item.code: each.free for each in stock_storage.on_hand(camp.db)}


def test_a_delivery_lies_in_its_store_by_lot_and_is_in_the_ledger(camp: Camp) -> None:
    store = stock.store_named(camp)
    lines = (
        Came("RIC", 500_000, "L 7", date(2015, 3, 1), "WFP", 40_000),
        Came("OIL", 92_000, "K2"),
    )

    posted = stock.receive(
        camp, Delivery(store, lines, date(2014, 6, 9), "WB-1", "Al-Rafidain", "two torn bags")
    )

    rice, oil = sorted(piles(camp), key=lambda pile: -pile.quantity)
    assert (rice.item, rice.quantity, rice.label) == ("RIC", 500_000, "L 7")
    assert (rice.expiry, rice.donor, rice.pack_size) == (date(2015, 3, 1), "WFP", 40_000)
    assert (oil.item, oil.quantity, oil.expiry) == ("OIL", 92_000, None)
    (line,) = stock_storage.ledger(camp.db, "RIC")
    assert (line.number, line.day, line.reference) == ("GRN-001-0001", date(2014, 6, 9), "WB-1")
    assert (line.party, line.quantity) == ("Al-Rafidain", 500_000)
    assert posted.number == "GRN-001-0001"


def test_numbers_count_by_desk_and_kind_and_never_meet(two: list[Desk]) -> None:
    numbers = [receive(desk.camp).number for desk in (*two, *two)]
    meet(*two)

    assert numbers == ["GRN-001-0001", "GRN-002-0001", "GRN-001-0002", "GRN-002-0002"]
    assert receive(two[0].camp).number == "GRN-001-0003"


@pytest.mark.parametrize(
    ("lines", "error"),
    [
        ((), stock.NothingMoved),
        ((Came("RIC", 0),), stock.NothingMoved),
        ((Came("RIC", -5),), stock.NothingMoved),
        ((Came("RIC", 5), Came("GOLD", 5)), NoSuchItem),
    ],
)
def test_a_delivery_of_nothing_or_of_something_unknown_is_refused_whole(
    camp: Camp, lines: tuple[Came, ...], error: type[CampDeskError]
) -> None:
    before = journal.digest(camp.db)

    with pytest.raises(error):
        stock.receive(camp, Delivery(stock.store_named(camp), lines))

    assert journal.digest(camp.db) == before


def test_a_delivery_into_no_store_is_refused(camp: Camp) -> None:
    with pytest.raises(stock.NoSuchStore):
        stock.receive(camp, Delivery(StoreId(b"x" * 16), (Came("RIC", 5),)))
    with pytest.raises(stock.NoSuchStore):
        stock.store_named(camp, "nowhere")


def test_a_second_store_has_its_own_piles_and_no_other_bears_its_name(desk: Desk) -> None:
    camp = desk.camp
    desk.clock.move(minutes=1)
    _, second = stock.add_store(camp, " Warehouse\u202e 2 ")
    stock.receive(camp, Delivery(second, (Came("RIC", 7_000),)))
    receive(camp, "RIC", kg=3)

    assert stock.store_named(camp, "Warehouse 2") == second
    assert stock_storage.free(camp.db, second) == {"RIC": 7_000}
    assert free(camp) == {"RIC": 10_000}
    for name, error in (("Warehouse 2", stock.StoreExists), (" ", stock.NoSuchStore)):
        with pytest.raises(error):
            stock.add_store(camp, name)


def test_one_label_written_in_two_ways_is_one_lot_at_both_desks(two: list[Desk]) -> None:
    for desk, label in zip(two, ("Lot ٧", "LOT 7"), strict=True):
        receive(desk.camp, "RIC", kg=5, label=label)
    meet(*two)

    assert [[(p.quantity, p.label) for p in piles(desk.camp)] for desk in two] == [
        [(10_000, "LOT 7")], [(10_000, "LOT 7")],
    ]  # fmt: skip
    assert two[0].digest == two[1].digest


def test_two_lines_of_one_lot_in_one_delivery_make_one_pile(camp: Camp) -> None:
    lines = (Came("RIC", 5, "L1"), Came("RIC", 6, "l1"), Came("RIC", 7, "L2"))

    stock.receive(camp, Delivery(stock.store_named(camp), lines))

    assert sorted(pile.quantity for pile in piles(camp)) == [7, 11]


def test_a_loss_leaves_the_pile_with_its_reason_and_a_gain_comes_back(camp: Camp) -> None:
    receive(camp, "RIC", kg=10)
    (pile,) = piles(camp)

    stock.lose(camp, (pile.store, pile.lot), 4_000, reason="TRANSPORT", remarks="wet")
    gain = next(code for code, each in loss_categories().items() if each.signed(1) > 0)
    stock.lose(camp, (pile.store, pile.lot), 1_000, reason=gain)

    assert free(camp) == {"RIC": 7_000}
    reasons = {line.number: line.reason for line in stock_storage.ledger(camp.db, "RIC")}
    assert reasons["LOS-001-0001"] == "TRANSPORT"


@pytest.mark.parametrize(
    ("quantity", "reason", "error"),
    [
        (10_001, "TRANSPORT", stock.LessThere),
        (0, "TRANSPORT", stock.NothingMoved),
        (5, "WHIM", stock.NoSuchReason),
    ],
)
def test_a_loss_of_more_than_there_is_or_without_a_reason_is_refused(
    camp: Camp, quantity: int, reason: str, error: type[CampDeskError]
) -> None:
    receive(camp, "RIC", kg=10)
    (pile,) = piles(camp)
    before = journal.digest(camp.db)

    with pytest.raises(error):
        stock.lose(camp, (pile.store, pile.lot), quantity, reason=reason)

    assert journal.digest(camp.db) == before


def test_two_desks_that_together_take_more_than_there_was_make_a_finding_that_names_both(
    two: list[Desk],
) -> None:
    receive(two[0].camp, "RIC", kg=10)
    meet(*two)
    (pile,) = piles(two[0].camp)
    for desk in two:
        stock.lose(desk.camp, (pile.store, pile.lot), 6_000, reason="SPILL")
    meet(*two)

    for desk in two:
        (found,) = findings.findings(desk.camp.db)
        assert found.kind is findings.Kind.BELOW_ZERO
        assert (found.facts["item"], found.facts["quantity"]) == ("RIC", -2_000)
        assert sorted(found.facts["documents"]) == ["LOS-001-0001", "LOS-002-0001"]  # type: ignore[call-overload]


MOVES = st.lists(
    st.tuples(
        st.integers(0, 1),
        st.sampled_from(["RIC", "OIL"]),
        st.sampled_from(["L1", "L2"]),
        st.integers(-3_000, 5_000).filter(bool),
    ),
    max_size=12,
)


@settings(max_examples=20, deadline=None)
@given(moves=MOVES)
def test_what_lies_there_is_what_came_less_what_was_lost_and_never_below_zero_at_one_desk(
    template: Template, moves: list[tuple[int, str, str, int]]
) -> None:
    with template.desks(1) as (desk,):
        camp = desk.camp
        stores = [stock.store_named(camp), stock.add_store(camp, "2")[1]]
        expected: defaultdict[tuple[int, str, str], int] = defaultdict(int)
        for n, item, label, quantity in moves:
            key = n, item, label
            if quantity > 0:
                stock.receive(camp, Delivery(stores[n], (Came(item, quantity, label),)))
                expected[key] += quantity
            elif expected[key] >= -quantity:
                (pile,) = [
                    p for p in piles(camp) if (p.store, p.item, p.label) == (stores[n], item, label)
                ]
                stock.lose(camp, (pile.store, pile.lot), -quantity, reason="TRANSPORT")
                expected[key] += quantity
            elif expected[key]:
                (pile,) = [
                    p for p in piles(camp) if (p.store, p.item, p.label) == (stores[n], item, label)
                ]
                with pytest.raises(stock.LessThere):
                    stock.lose(camp, (pile.store, pile.lot), -quantity, reason="TRANSPORT")

        there = {(stores.index(p.store), p.item, p.label): p.quantity for p in piles(camp)}
        assert there == {key: quantity for key, quantity in expected.items() if quantity}
        for item in ("RIC", "OIL"):
            total = sum(q for key, q in expected.items() if key[1] == item)
            history = stock_storage.history(camp.db, item)
            assert (history[-1][1] if history else 0) == total == free(camp).get(item, 0)
