"""What the papers of the stores say beside their figures."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from camp_desk.actions import (
    counting,
    dispatch,
    document_paper,
    rebagging,
    releases,
    reversing,
    stock,
    stock_cards,
)
from camp_desk.actions.leaving import Leaving, Out
from camp_desk.actions.stock import Came, Delivery
from camp_desk.domain.ids import DocumentId
from camp_desk.domain.receipts import Rebagged
from camp_desk.domain.words import Words
from camp_desk.storage.camp import Camp
from tests.counts import be_alone, both_enter
from tests.goods import bring, leaving, piles, stores
from tests.small_camp import Desk


@pytest.fixture(autouse=True)
def _second_store(camp: Camp) -> None:
    stock.add_store(camp, "Second")


def printed(camp: Camp, document: DocumentId) -> str:
    out = BytesIO()
    document_paper.print_document(camp, document, out, words=Words())
    return "\n".join(page.extract_text() for page in PdfReader(out).pages)


def test_the_record_of_rebagging_says_what_bags_there_were_and_are(camp: Camp) -> None:
    pile = bring(camp, quantity=600_000)
    weighed = Rebagged(500_000, 497_200, 1_300)
    done = rebagging.rebag(camp, rebagging.Rebag(pile.store, pile.lot, weighed, 5_000))

    text = printed(camp, done.document)
    assert "10 × 50 kg" in text
    assert "99 × 5 kg + 2.2 kg" in text
    taken_back = reversing.reverse(camp, done.document, "the wrong scales")
    assert "497.2 kg" in printed(camp, taken_back.document)


def test_several_lines_have_their_sum_and_the_opening_count_two_who_counted(camp: Camp) -> None:
    lines = (Came("RIC", 75_000, "A"), Came("SAL", 25_500), Came("BLANKET", 7))
    text = printed(camp, stock.count_opening(camp, Delivery(stores(camp)[0], lines)).document)

    assert "Together: 100.5 kg · 7 pieces" in text
    assert "Counted by 2" in text
    assert "lot A ·" not in text


def test_a_receipt_says_how_many_bags_were_good(camp: Camp) -> None:
    line = Came("RIC", 125_000, "A", sent=150_000, damaged=20_000)
    text = printed(camp, stock.receive(camp, Delivery(stores(camp)[0], (line,))).document)

    assert "good: 2 × 50 kg + 25 kg" in text
    assert "Together" not in text
    a_little = Came("RIC", 12_000, "B")
    done = stock.receive(camp, Delivery(stores(camp)[0], (a_little,)))
    assert "good:" not in printed(camp, done.document)
    assert (
        printed(camp, reversing.reverse(camp, done.document, "twice").document).count("12 kg") == 2
    )


def test_card_and_ledger_say_where_a_waybill_leads_and_from_where_it_came(camp: Camp) -> None:
    bring(camp, quantity=100_000, donor="WFP", expiry=date(2031, 1, 1))
    here, there = stores(camp)
    trip = dispatch.Trip("Al-Noor")
    dispatch.dispatch(camp, dispatch.Dispatch(leaving(camp, 10_000), None, "Domiz", trip))
    out = Leaving(here, (Out("RIC", 20_000),))
    waybill = dispatch.dispatch(camp, dispatch.Dispatch(out, there, "", trip))
    dispatch.receive_waybill(camp, dispatch.Arrival(waybill.document))

    lot = piles(camp)[0].lot
    others = [
        [line.other for line in stock_cards.card_lines(
            stock_cards.card_of(camp, stock_cards.Wanted(store, "RIC", lot)), Words())]
        for store in (here, there)
    ]  # fmt: skip
    assert [sorted(each) for each in others] == [["Domiz", "Second", "WFP"], ["Store 1"]]


def test_what_happened_on_one_day_stands_on_the_card_in_its_order(desk: Desk) -> None:
    camp = desk.camp
    be_alone(camp)
    balances = []
    for n in range(4):  # ids made from others would be right by chance once or twice
        desk.clock.move(seconds=1)
        bring(camp, quantity=1_000, label="L")
        desk.clock.move(seconds=1)
        wrong = releases.release(camp, releases.Release(leaving(camp, 300), "Sector A"))
        desk.clock.move(seconds=1)
        reversing.reverse(camp, wrong.document, "wrong sector")
        desk.clock.move(seconds=1)
        number = counting.open_count(camp, stores(camp)[0], ["RIC"]).number
        both_enter(camp, number, {1: 600})
        counting.approve(camp, number)
        desk.clock.move(seconds=1)
        releases.release(camp, releases.Release(leaving(camp, 600), f"Sector {n}"))
        balances += [1_000, 700, 1_000, 600, 0]

    card = stock_cards.card_of(camp, stock_cards.Wanted(stores(camp)[0], "RIC"))
    assert [moved.balance for moved in card.moved] == balances
