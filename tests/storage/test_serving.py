"""A list as it is served, where families were joined after it was frozen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from camp_desk.actions import allocation, camps, hand_over, stock
from camp_desk.domain.cards import written
from camp_desk.domain.words import Words
from camp_desk.storage import households, levels, ration_lists, serving
from camp_desk.storage import stock as stock_storage
from camp_desk.storage.camp import Camp
from camp_desk.storage.ration_lists import RationList
from tests.ui.opened_camp import PASSPHRASE, make, tick

SCALE = "IRQ-REF2100"


@pytest.fixture
def camp(tmp_path: Path) -> Iterator[Camp]:
    """Five families on a list for two days."""
    make(tmp_path / "s.camp")
    camp = camps.open_camp(tmp_path / "s.camp", PASSPHRASE, tick)
    scale = stock_storage.scales(camp.db)[SCALE]
    lines = tuple(stock.Came(item, milligrams * 400, "L") for item, milligrams in scale.parts)
    stock.receive(camp, stock.Delivery(stock.store_named(camp), lines))
    basis = allocation.Basis(scale=scale)
    allocation.freeze(camp, allocation.Ask(basis, camp.today(), 2), words=Words())
    yield camp
    camp.close()


def the_list(camp: Camp) -> RationList:
    """Return the only list."""
    return ration_lists.lists(camp.db)[0]


def test_a_family_joined_after_freezing_is_served_under_all_its_cards(camp: Camp) -> None:
    ids = [households.by_number(camp.db, 1_000_000 + n) for n in (1, 2)]
    with camp.action("join") as entry:
        entry.add("alias", camp.new_id(), {"one": ids[0], "other": ids[1]})
    hand_over.hand_over(camp, 1, written(1_000_002))
    list_ = the_list(camp).id
    collected = {
        serial: bool(line.collected)
        for serial, line in serving.rows(camp.db, list_, [1, 2, 3]).items()
    }
    assert collected == {1: True, 2: True, 3: False}
    assert list(serving.serials(camp.db, list_, waiting=True)) == [3, 4, 5]
    assert serving.served(camp.db, list_).households_served == 2


def test_what_waits_for_an_open_list_shrinks_with_each_hand_over(camp: Camp) -> None:
    assert levels.waiting(camp.db)["WHF"] == 20 * 2 * 250
    hand_over.hand_over(camp, 1, written(1_000_005))
    assert levels.waiting(camp.db)["WHF"] == 14 * 2 * 250
    hand_over.close_list(camp, 1)
    assert levels.waiting(camp.db) == {}


def test_the_level_falls_when_a_list_is_closed_and_not_when_it_is_frozen(camp: Camp) -> None:
    assert levels.levels(camp.db, "WHF") == [(camp.today(), 100_000_000)]
    hand_over.hand_over(camp, 1, written(1_000_005))
    hand_over.close_list(camp, 1)
    assert levels.levels(camp.db, "WHF") == [(camp.today(), 99_997_000)]
    reconciled = {each.item: each for each in serving.reconciled(camp.db, the_list(camp).id)}
    assert list(reconciled) == list(the_list(camp).items)
    flour = reconciled["WHF"]
    assert (flour.set_aside, flour.handed_over, flour.returned) == (10_000, 3_000, 7_000)


def test_lines_are_found_by_name_and_by_card(camp: Camp) -> None:
    list_ = the_list(camp).id
    assert list(serving.serials(camp.db, list_, "hadi")) == [3]
    assert list(serving.serials(camp.db, list_, "001 000 004")) == [4]
    assert list(serving.serials(camp.db, list_, "nobody")) == []
    assert list(serving.serials(camp.db, list_, "؟")) == []
    assert serving.rows(camp.db, list_, []) == {}
