"""Goods on their way between stores belong to the camp: they last as well, and only once."""

from __future__ import annotations

from datetime import date

import pytest

from camp_desk.actions import dispatch, stock
from camp_desk.actions.leaving import Leaving, Out
from camp_desk.domain.ids import DocumentId, StoreId
from camp_desk.storage import documents, levels
from camp_desk.storage import stock as stock_storage
from camp_desk.storage.camp import Camp
from tests.actions.test_expecting import come, lasts, people, said

KG = 1000


def second_store(camp: Camp) -> StoreId:
    _, store = stock.add_store(camp, "North")
    return store


def send(camp: Camp, grams: int, to: StoreId | None, place: str = "") -> DocumentId:
    home = next(each for each in stock_storage.stores(camp.db) if each.name != "North")
    leaving = Leaving(home.id, (Out("RIC", grams),))
    return dispatch.dispatch(camp, dispatch.Dispatch(leaving, to=to, place=place)).document


def test_what_is_on_its_way_lasts_as_long_as_before_and_a_sentence_says_how_much_it_is(
    camp: Camp,
) -> None:
    people(camp, 100)  # 12 kg a day
    come(camp)
    before, north = lasts(camp), second_store(camp)

    waybill = send(camp, 400 * KG, north)

    seen = lasts(camp)
    assert (seen.there, seen.under_way) == (600 * KG, 400 * KG)
    assert (seen.lasting, seen.use) == (before.lasting, before.use)
    assert "400 kg of it is on its way between stores." in said(camp)
    assert levels.under_way(camp.db, north)[0].quantity == 400 * KG
    stores = stock_storage.stores(camp.db)
    assert [sum(each.quantity for each in levels.under_way(camp.db, store.id))
            for store in stores if store.id != north] == [0]  # fmt: skip

    arrived = (dispatch.Arrived(documents.under_way(camp.db)[0].lots[0][0], 390 * KG, 0),)
    dispatch.receive_waybill(camp, dispatch.Arrival(waybill, arrived))

    seen = lasts(camp)
    assert (seen.there, seen.under_way) == (990 * KG, 0)
    assert "on its way" not in said(camp)


def test_where_all_of_it_is_on_its_way_nothing_is_there_and_it_lasts(camp: Camp) -> None:
    people(camp, 100)
    come(camp)

    send(camp, 1000 * KG, second_store(camp))

    seen = lasts(camp)
    assert (seen.there, seen.lasting.cover) == (0, 83)
    assert "runs out on" in said(camp) or "lasts until" in said(camp)


def test_what_goes_to_a_place_outside_the_camp_does_not_last(camp: Camp) -> None:
    people(camp, 100)
    come(camp)

    send(camp, 400 * KG, None, "Debaga camp")

    seen = lasts(camp)
    assert (seen.there, seen.under_way) == (600 * KG, 0)


@pytest.mark.parametrize("days", [0, -1])
def test_what_expires_on_its_way_counts_as_long_as_it_may_be_eaten(camp: Camp, days: int) -> None:
    people(camp, 100)
    store, north = stock.store_named(camp), second_store(camp)
    lot = stock.Came("RIC", 100 * KG, "L", date.fromordinal(camp.today().toordinal()))
    stock.receive(camp, stock.Delivery(store, (lot,)))
    send(camp, 100 * KG, north)
    later = date.fromordinal(camp.today().toordinal() - days)

    there = lasts(camp)

    assert there.under_way == 100 * KG
    assert there.lasting.cover == 1  # only today
    camp.today = lambda: later  # type: ignore[method-assign]
    assert lasts(camp).under_way == (0 if days else 100 * KG)
