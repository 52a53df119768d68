"""Documents are found again, and tell who wrote them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from camp_desk.actions import (
    dispatch,
    lot_names,
    rebagging,
    reversing,
    stock,
)
from camp_desk.actions.leaving import Leaving, Out, lot_meant
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.ids import StoreId
from camp_desk.domain.receipts import Checked, Rebagged
from camp_desk.storage import document_pages, documents, levels
from camp_desk.storage import stock as stock_storage
from camp_desk.storage.camp import Camp
from tests.goods import bring, leaving, piles, stores
from tests.small_camp import Desk, receive

SOON, LATER = date(2014, 9, 1), date(2015, 9, 1)


def there(camp: Camp, store: StoreId | None = None) -> dict[tuple[str, str], int]:
    found = stock_storage.piles(camp.db, store)
    return {(pile.item, pile.label): pile.quantity for pile in found}


def another_store(camp: Camp) -> StoreId:
    return stock.add_store(camp, "Second")[1]


def sent(camp: Camp, quantity: int = 400, **fields: object) -> stock.Posted:
    """Dispatch some rice to the second store."""
    out = leaving(camp, quantity)
    what = dispatch.Dispatch(out, stores(camp)[1], **fields)  # type: ignore[arg-type]
    return dispatch.dispatch(camp, what)


def page(camp: Camp, posted: stock.Posted) -> document_pages.DocumentPage:
    found = document_pages.page(camp.db, posted.document)
    assert found is not None
    return found


def test_documents_are_found_by_number_waybill_names_and_what_is_on_them(desk: Desk) -> None:
    camp = desk.camp
    receive(camp, "RIC", kg=1, label="LOT-9", donor="Red Crescent")
    desk.clock.move(days=1)
    another_store(camp)
    out = Leaving(stores(camp)[0], (Out("RIC", 400),))
    trip = dispatch.Trip("Al-Noor", "12 A 345", "Salim")
    dispatch.dispatch(camp, dispatch.Dispatch(out, stores(camp)[1], trip=trip))

    def numbers(words: str, kind: str = "") -> list[str]:
        return [row.number for row in documents.found(camp.db, words=words, kind=kind)]

    assert numbers("") == ["WBL-001-0001", "GRN-001-0001"]
    assert numbers("wbl-001") == numbers("salim") == numbers("second noor") == ["WBL-001-0001"]
    assert numbers("red crescent", "GRN") == numbers("", "GRN") == ["GRN-001-0001"]
    assert numbers("lot-9 rice") == ["WBL-001-0001", "GRN-001-0001"]
    assert numbers("nobody") == []
    found = documents.numbered(camp.db, " wbl-001-0001 ")
    assert found is not None
    assert found.number == "WBL-001-0001"


def test_a_lot_is_meant_by_its_label_its_day_or_its_donor(camp: Camp) -> None:
    one = bring(camp, label="A", expiry=SOON, donor="WFP")
    bring(camp, label="B", expiry=LATER, donor="WFP")

    assert lot_meant(camp, stores(camp)[0], "RIC", "a") == one.lot
    assert lot_meant(camp, stores(camp)[0], "RIC", "2014-09-01") == one.lot
    with pytest.raises(CampDeskError, match="A, B"):
        lot_meant(camp, stores(camp)[0], "RIC", "wfp")


def test_piles_of_one_label_are_called_by_what_tells_them_apart_and_meant_by_it(
    camp: Camp,
) -> None:
    store = stores(camp)[0]
    old = bring(camp, label="A/7", quantity=60_000, expiry=SOON, donor="WFP")
    rebagging.rebag(camp, rebagging.Rebag(store, old.lot, Rebagged(30_000, 30_000), 25_000))
    bring(camp, label="a/7", expiry=LATER, donor="WFP")
    bring(camp, label="B", expiry=SOON, donor="IRCS")
    found, rice = piles(camp), stock_storage.items(camp.db)["RIC"]

    called = lot_names.names([pile.of for pile in found], rice)
    assert len(set(called)) == len(found) == 4
    assert {"A/7/25 kg", "B"} < set(called)
    for pile, name in zip(found, called, strict=True):
        assert lot_meant(camp, store, "RIC", name.upper()) == pile.lot
    assert lot_meant(camp, store, "RIC", "ircs / 2014-09-01") == found[called.index("B")].lot
    with pytest.raises(CampDeskError, match="A/7/25 kg"):
        lot_meant(camp, store, "RIC", "A/7")


def test_who_wrote_a_document_stands_on_it(camp: Camp) -> None:
    bring(camp)
    (found,) = documents.of_kinds(camp.db, "GRN")
    assert (found.officer, found.officer_name) == (camp.officer_id, "Amina")
    assert Checked(10, 10).differs is False


def test_a_last_delivery_that_was_taken_back_is_not_the_last(desk: Desk) -> None:
    bring(desk.camp)
    desk.clock.move(days=1)
    bring(desk.camp, label="L2")
    wrong = documents.of_kinds(desk.camp.db, "GRN")[0]
    reversing.reverse(desk.camp, wrong.id, "no such lorry")

    last = levels.latest_delivery(desk.camp.db)
    assert last is not None
    assert last.day == desk.camp.today() - timedelta(days=1)
