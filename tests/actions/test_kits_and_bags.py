"""Kits packed and opened, and lots put into other bags."""

from __future__ import annotations

import pytest

from camp_desk.actions import kitting, rebagging, stock
from camp_desk.domain.receipts import MoreThanBefore, Rebagged
from camp_desk.storage import documents, findings
from camp_desk.storage import stock as stock_storage
from camp_desk.storage.camp import Camp
from tests.actions.test_documents import SOON, page, there
from tests.goods import KIT, bring, piles, stores, total
from tests.small_camp import Desk, meet


def test_rebagging_keeps_what_stands_on_the_pile_and_writes_the_rest_off(camp: Camp) -> None:
    pile = bring(camp, quantity=10_000, expiry=SOON, donor="WFP", pack=50_000)
    weighed = Rebagged(10_000, 9_700, 200)

    posted = rebagging.rebag(camp, rebagging.Rebag(pile.store, pile.lot, weighed, 25_000))

    (after,) = piles(camp)
    assert (after.quantity, after.pack_size, after.expiry) == (9_700, 25_000, SOON)
    assert (after.label, after.donor) == ("L1", "WFP")
    (loss,) = documents.answers(camp.db, posted.document)
    assert (loss.reason, total(camp)["RIC"]) == ("REPACK", 9_700)
    (line, _) = page(camp, posted).lines
    assert {line.sent, line.damaged, line.short} <= {10_000, 200, 100, None}
    with pytest.raises(MoreThanBefore):
        Rebagged(100, 99, 2)
    with pytest.raises(stock.LessThere):
        rebagging.rebag(
            camp, rebagging.Rebag(pile.store, after.lot, Rebagged(9_701, 9_701), 25_000)
        )


def test_bags_of_the_usual_size_are_no_pile_of_their_own(camp: Camp) -> None:
    pile = bring(camp, quantity=100_000)
    bring(camp, quantity=100_000, pack=50_000)  # what a bag of rice holds in the catalogue
    (whole,) = piles(camp)
    weighed = Rebagged(50_000, 49_000)

    for size in (50_000, 25_000):
        rebagging.rebag(camp, rebagging.Rebag(pile.store, pile.lot, weighed, size))
    small = next(each for each in piles(camp) if each.pack_size)
    again = Rebagged(49_000, 49_000)
    rebagging.rebag(camp, rebagging.Rebag(pile.store, small.lot, again, 50_000))

    (after,) = piles(camp)
    assert (after.lot, after.quantity) == (whole.lot, 200_000 - 2_000)


def test_kits_are_packed_from_the_earliest_lots_and_give_them_back_when_opened(
    camp: Camp,
) -> None:
    for item, n in (("CARPET", 5), ("PLASTIC-SHEET", 5), ("MATTRESS", 30)):
        bring(camp, item, n, donor="IOM")
    bring(camp, "BLANKET-HIGH", 4, label="a", donor="IOM")
    bring(camp, "BLANKET-HIGH", 20, label="b", donor="UNHCR")
    before = there(camp)

    made = kitting.make_kits(camp, kitting.Making(stores(camp)[0], KIT, 3))

    (kit,) = [pile for pile in piles(camp) if pile.item == KIT]
    assert (kit.quantity, kit.label, kit.donor) == (3, made.number, "IOM, UNHCR")
    assert sum(n for (item, _), n in there(camp).items() if item == "BLANKET-HIGH") == 6
    assert stock_storage.items(camp.db)[KIT].name_en == "Basic winter kit"
    for n in (1, 2):
        kitting.open_kits(camp, kitting.Opening(kit.store, kit.lot, n))
    assert there(camp) == before
    with pytest.raises(stock.LessThere):
        kitting.open_kits(camp, kitting.Opening(kit.store, kit.lot, 1))
    with pytest.raises(kitting.NoSuchKit):
        kitting.make_kits(camp, kitting.Making(stores(camp)[0], "GOLD", 1))


def test_both_desks_know_the_kit_that_each_packed_first(two: list[Desk]) -> None:
    for desk in two:
        for item, n in (("CARPET", 1), ("PLASTIC-SHEET", 1), ("MATTRESS", 6), ("BLANKET-HIGH", 6)):
            bring(desk.camp, item, n)
        kitting.make_kits(desk.camp, kitting.Making(stores(desk.camp)[0], KIT, 1))
    meet(*two)

    assert two[0].digest == two[1].digest
    assert findings.findings(two[0].camp.db) == []
