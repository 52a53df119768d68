"""Stack cards, the ledger and what is on hand are three ways to say the same."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from camp_desk.actions import count_sheets, counting, hand_over, stock, stock_cards
from camp_desk.actions.stock import Came, Delivery
from camp_desk.actions.stock_cards import Wanted
from camp_desk.domain.catalogue import Item
from camp_desk.domain.ids import StoreId
from camp_desk.domain.words import Words
from camp_desk.printing.preview import page_count
from camp_desk.storage import journal
from camp_desk.storage import stock as stock_storage
from camp_desk.storage import stock_cards as cards
from camp_desk.storage.camp import Camp
from tests.small_camp import Desk, Template, freeze, meet, receive, stocked, work

LABELS = ("A", "B", "C")


def rice(camp: Camp) -> Item:
    return stock_storage.items(camp.db)["RIC"]


def text_of(write: Callable[[io.BytesIO], int]) -> tuple[str, int]:
    out = io.BytesIO()
    pages = write(out)
    assert page_count(out.getvalue()) == pages
    return "\n".join(page.extract_text() for page in PdfReader(out).pages), pages


moves = st.tuples(st.sampled_from(LABELS), st.integers(-30, 60), st.integers(0, 3), st.booleans())


@settings(max_examples=15, deadline=None)
@given(st.lists(moves, max_size=8), st.integers(0, 6))
def test_cards_ledger_and_stock_on_hand_agree_and_so_does_every_day_of_them(
    template: Template, moved: list[tuple[str, int, int, bool]], since: int
) -> None:
    with template.desks(1) as (desk,):
        camp = desk.camp
        here = stock.store_named(camp)
        _, there = stock.add_store(camp, "North")
        for label, quantity, days, north in moved:
            desk.clock.move(days=days)
            _move(camp, there if north else here, label, quantity)
        first = date(2014, 6, 10) + timedelta(days=since)
        for store in (here, there):
            known = cards.lots(camp.db, store, "RIC")
            each = [cards.stack_card(camp.db, store, lot) for lot, _ in known]
            ledger = cards.item_ledger(camp.db, store, "RIC")
            part = cards.item_ledger(camp.db, store, "RIC", first)
            until = cards.item_ledger(camp.db, store, "RIC", None, first - timedelta(days=1))

            balances = [stock_storage.balance(camp.db, store, lot) for lot, _ in known]
            assert [card.after for card in each] == balances
            assert ledger.after == sum(balances) == part.after
            assert ledger.after == stock_storage.free(camp.db, store).get("RIC", 0)
            assert sum(len(card.moved) for card in each) == len(ledger.moved)
            assert part.before == until.after
            assert [*until.moved, *part.moved] == list(ledger.moved)
            lines = stock_cards.card_lines(ledger, Words())
            assert ledger.after == sum(line.came - line.out - line.lost for line in lines)


def _move(camp: Camp, store: StoreId, label: str, quantity: int) -> None:
    line = Came("RIC", abs(quantity), label)
    if quantity > 0:
        stock.receive(camp, Delivery(store, (line,)))
    lot = next((lot for lot, name in cards.lots(camp.db, store, "RIC") if name == label), None)
    if quantity < 0 and lot and stock_storage.balance(camp.db, store, lot) >= -quantity:
        stock.lose(camp, (store, lot), -quantity, reason="WET")


def test_balances_kept_by_the_file_are_the_sums_of_the_movements_on_every_desk(
    two: list[Desk],
) -> None:
    here, there = two
    work(here)
    stocked(here.camp, "IRQ-HALF", 500)
    meet(here, there)
    number = freeze(here.camp, 3, code="IRQ-HALF")
    (pile,) = (each for each in stock_storage.piles(there.camp.db) if each.item == "RIC")
    stock.lose(there.camp, (pile.store, pile.lot), 5, reason="WET")
    there.clock.move(days=2)
    receive(there.camp, "SAL", 5)
    meet(here, there)
    hand_over.close_list(here.camp, number)
    meet(here, there)

    for desk in two:
        for kept, summed in SUMS:
            sums = desk.camp.db.conn.execute(summed).fetchall()
            assert desk.camp.db.conn.execute(kept).fetchall() == sums
    with here.camp.transaction():
        journal.empty_tables(here.camp.db)
        journal.replay(here.camp.db)
    for kept, summed in SUMS:
        sums = here.camp.db.conn.execute(summed).fetchall()
        assert here.camp.db.conn.execute(kept).fetchall() == sums


PILES = "SELECT store, lot, sum(quantity) FROM movement GROUP BY 1, 2 ORDER BY 1, 2"
DAYS = """
    SELECT item, movement.store, day, sum(quantity)
    FROM movement JOIN lot ON lot.id = movement.lot
    JOIN document ON document.id = movement.document GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
"""
SUMS = (
    ("SELECT store, lot, quantity FROM pile_balance ORDER BY 1, 2", PILES),
    ("SELECT item, store, day, quantity FROM item_day ORDER BY 1, 2, 3", DAYS),
)


def test_a_card_says_from_where_and_to_where(desk: Desk) -> None:
    camp = desk.camp
    work(desk)
    for item, _ in stock_storage.scales(camp.db)["IRQ-HALF"].parts:
        receive(camp, item, kg=500)
        desk.clock.move(minutes=1)
    number = freeze(camp, 3, code="IRQ-HALF")
    store = stock.store_named(camp)
    (lot, _), *_ = cards.lots(camp.db, store, "RIC")
    desk.clock.move(minutes=1)
    stock.lose(camp, (store, lot), 5, reason="WET")

    lines = stock_cards.card_lines(cards.stack_card(camp.db, store, lot), Words())

    assert [line.other for line in lines] == ["WFP", f"List {number}", "Wet"]
    assert [line.came > 0 for line in lines] == [True, False, False]
    assert [line.out > 0 for line in lines] == [False, True, False]
    assert [line.lost for line in lines] == [0, 0, 5]


def test_the_card_on_paper_has_every_movement_its_balance_and_room_to_sign(camp: Camp) -> None:
    store = stock.store_named(camp)
    receive(camp, "RIC", 1000, label="L 7")
    lot = stock_cards.lot_labelled(camp, store, rice(camp), " l 7")
    for _ in range(24):
        stock.lose(camp, (store, lot), 250, reason="WET")

    text, pages = text_of(
        lambda out: stock_cards.print_card(
            camp, Wanted(store, "RIC", lot), out, words=Words(), other=Words("ar")
        )
    )

    assert pages == 2
    for part in ("Stack card", "L 7", "2015-06-01", "GRN-001-0001", "LOS-001-0024", "994 kg",
                 "Brought forward", "Name, signature", "Storekeeper", "Page 2 of 2"):  # fmt: skip
        assert part in text
    assert text.count("Stack card") >= pages


def test_the_ledger_on_paper_begins_with_what_was_there_before(desk: Desk) -> None:
    camp = desk.camp
    store = stock.store_named(camp)
    receive(camp, "RIC", 1000)
    desk.clock.move(days=10)
    receive(camp, "RIC", 500, label="L 8")
    wanted = Wanted(store, "RIC", first=date(2014, 6, 15))

    text, _ = text_of(lambda out: stock_cards.print_card(camp, wanted, out, words=Words()))

    assert "Stock ledger" in text
    assert "1,000 kg" in text
    assert "1,500 kg" in text
    assert "GRN-001-0001" not in text


def test_the_number_of_a_card_is_the_same_wherever_it_is_printed(two: list[Desk]) -> None:
    store = stock.store_named(two[0].camp)
    receive(two[0].camp)
    (lot, _), *_ = cards.lots(two[0].camp.db, store, "RIC")

    assert stock_cards.card_number(store, lot) == stock_cards.card_number(store, lot)
    assert len(stock_cards.card_number(store, lot)) == 9


def test_a_lot_that_is_not_there_is_refused_with_those_that_are(camp: Camp) -> None:
    receive(camp, label="L 7")

    with pytest.raises(stock_cards.NoSuchLot, match=r"no lot L 9 of Rice in Store 1\. .*L 7"):
        stock_cards.lot_labelled(camp, stock.store_named(camp), rice(camp), "L 9")


def test_the_count_sheet_is_blind_and_can_be_found_by_its_number(camp: Camp) -> None:
    receive(camp, "RIC", 1234, label="L 7")
    number = counting.open_count(camp, stock.store_named(camp)).number

    text, pages = text_of(
        lambda out: count_sheets.print_count_sheet(
            camp, number, out, words=Words(), other=Words("ar")
        )
    )

    assert pages == 1
    for part in (number, "L 7", "Rice", "50 kg", "2015-06-01", "WFP", "Count 1", "Count 2",
                 "Remarks", "Counted by 1", "Counted by 2", "Approved by"):  # fmt: skip
        assert part in text
    assert "1,234" not in text
    assert "1234" not in text.replace(number, "")
