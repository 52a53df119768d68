"""A wrong document is taken back by another one, where its goods still lie."""

from __future__ import annotations

import pytest

from camp_desk.actions import arrivals, dispatch, releases, reversing, stock
from camp_desk.actions.stock import Came, Delivery
from camp_desk.storage import documents, findings
from camp_desk.storage.camp import Camp
from tests.actions.test_documents import another_store, sent, there
from tests.goods import bring, leaving, stores, total
from tests.small_camp import Desk, family, freeze, meet, stocked


def test_a_wrong_document_is_taken_back_by_another_one_and_both_stay(camp: Camp) -> None:
    bring(camp)
    wrong = releases.release(camp, releases.Release(leaving(camp, 300), "Sector B"))

    back = reversing.reverse(camp, wrong.document, "Sector C had it")

    assert back.number == "ISS-001-0001R"
    assert there(camp) == {("RIC", "L1"): 1_000}
    head = documents.document(camp.db, wrong.document)
    assert head is not None
    assert head.reversed_by == "ISS-001-0001R"
    for again in (wrong.document, back.document):
        with pytest.raises(reversing.AlreadyReversed):
            reversing.reverse(camp, again, "again")
    with pytest.raises(reversing.NoReason):
        reversing.reverse(camp, wrong.document, " ")
    following = releases.release(camp, releases.Release(leaving(camp, 1), "Sector B"))
    assert following.number == "ISS-001-0002"


def test_a_document_is_not_taken_back_when_its_goods_moved_on_or_something_answered_it(
    camp: Camp,
) -> None:
    pile = bring(camp)
    (delivery,) = documents.of_kinds(camp.db, "GRN")
    another_store(camp)
    waybill = sent(camp, 600)
    with pytest.raises(reversing.MovedOn):
        reversing.reverse(camp, delivery.id, "wrong lot")
    lots = (dispatch.Arrived(pile.lot, 590),)
    arrived = dispatch.receive_waybill(camp, dispatch.Arrival(waybill.document, lots))
    with pytest.raises(reversing.Answered, match="ARR-001-0001"):
        reversing.reverse(camp, waybill.document, "wrong store")
    (loss,) = documents.answers(camp.db, arrived.document)
    with pytest.raises(reversing.BelongsTo, match="ARR-001-0001"):
        reversing.reverse(camp, loss.id, "it came after all")

    reversing.reverse(camp, arrived.document, "it came after all")
    assert findings.findings(camp.db) == []  # the loss on the way was taken back with it
    dispatch.receive_waybill(camp, dispatch.Arrival(waybill.document))
    assert total(camp) == {"RIC": 1_000}


def test_documents_of_a_list_are_not_taken_back_by_hand(busy_camp: Camp) -> None:
    (release,) = documents.of_kinds(busy_camp.db, "REL")
    with pytest.raises(reversing.BelongsToList):
        reversing.reverse(busy_camp, release.id, "wrong")


@pytest.fixture
def busy_camp(camp: Camp) -> Camp:
    arrivals.register(camp, family(1, 3))
    stocked(camp)
    freeze(camp)
    return camp


def test_two_desks_that_reverse_one_document_give_the_goods_back_once(two: list[Desk]) -> None:
    bring(two[0].camp)
    wrong = releases.release(two[0].camp, releases.Release(leaving(two[0].camp, 300), "B"))
    meet(*two)
    two[1].clock.move(days=1)
    for n, desk in enumerate(two):
        reversing.reverse(desk.camp, wrong.document, f"desk {n}")
    meet(*two)

    assert [there(desk.camp) for desk in two] == [{("RIC", "L1"): 1_000}] * 2
    assert two[0].digest == two[1].digest
    assert two[0].findings == two[1].findings == []


def test_a_reversed_waybill_may_be_entered_again(camp: Camp) -> None:
    line = (Came("RIC", 10, donor="WFP"),)
    first = stock.receive(camp, Delivery(stores(camp)[0], line, waybill="W-1"))

    reversing.reverse(camp, first.document, "other quantity")

    assert stock.receive(camp, Delivery(stores(camp)[0], line, waybill="W-1")).number
    assert total(camp) == {"RIC": 10}
