"""What the papers of the stores say beside their figures."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from camp_desk.actions import dispatch, document_paper, rebagging, reversing, stock, stock_cards
from camp_desk.actions.leaving import Leaving, Out
from camp_desk.actions.stock import Came, Delivery
from camp_desk.domain.ids import DocumentId
from camp_desk.domain.receipts import Rebagged
from camp_desk.domain.words import Words
from camp_desk.storage.camp import Camp
from tests.goods import bring, leaving, piles, stores


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
