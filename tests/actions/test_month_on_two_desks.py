"""A month's papers of one store, half of them written at each of two desks."""

from __future__ import annotations

from collections import Counter

from camp_desk.actions import dispatch, loans, releases, reversing, stock
from camp_desk.actions.finding_words import sentence
from camp_desk.actions.stock import Came, Delivery
from camp_desk.domain.words import Words
from camp_desk.storage import documents, findings
from camp_desk.storage import stock as stock_storage
from camp_desk.storage.camp import Camp
from tests.goods import leaving, piles, stores
from tests.small_camp import Desk, meet


def by_store(camp: Camp) -> Counter[tuple[int, str, str]]:
    places = stores(camp)
    found: Counter[tuple[int, str, str]] = Counter()
    for pile in piles(camp):
        found[places.index(pile.store), pile.item, pile.label] += pile.quantity
    return found


def test_two_desks_that_share_the_papers_of_a_month_close_to_the_gram(two: list[Desk]) -> None:
    one, other = (desk.camp for desk in two)
    first = stock.store_named(one)
    rice = Came("RIC", 950_000, "R-1", donor="WFP", sent=1_000_000, damaged=25_000)
    stock.receive(one, Delivery(first, (rice,), waybill="W-1"))
    stock.add_store(one, "Second")
    meet(*two)
    oil = Came("OIL", 91_000, "O-1", grams_per_litre=910)
    stock.receive(other, Delivery(first, (oil,), waybill="W-2"))
    order = releases.release(one, releases.Release(leaving(one, 200_000), "Sector A"))
    out = dispatch.dispatch(other, dispatch.Dispatch(leaving(other, 300_000), None, "second"))
    wrong = loans.lend(other, leaving(other, 50_000), loans.Terms("IRCS"))
    meet(*two)
    back = (Came("RIC", 12_345, "R-1"),)
    releases.take_back(other, releases.Return(first, back, order.document))
    (going,) = documents.under_way(one.db)
    arrived = tuple(dispatch.Arrived(lot, n - 1_500, 500) for lot, n in going.lots)
    dispatch.receive_waybill(one, dispatch.Arrival(out.document, arrived))
    reversing.reverse(one, wrong.document, "never left")
    meet(*two)

    expected = {
        (0, "RIC", "R-1"): 950_000 - 200_000 - 300_000 + 12_345,
        (0, "OIL", "O-1"): 91_000,
        (1, "RIC", "R-1"): 298_500,
    }
    assert by_store(one) == by_store(other) == expected


def test_two_desks_that_issue_one_lot_twice_find_both_documents(two: list[Desk]) -> None:
    one, other = (desk.camp for desk in two)
    stock.receive(one, Delivery(stock.store_named(one), (Came("RIC", 100, "R-1"),)))
    meet(*two)
    for camp in (one, other):
        releases.release(camp, releases.Release(leaving(camp, 80), "Sector A"))
    meet(*two)
    for camp in (one, other):
        known = stock_storage.items(camp.db)
        said = " ".join(sentence(each, Words(), known) for each in findings.findings(camp.db))
        assert "ISS-001-0001" in said
        assert "ISS-002-0001" in said
