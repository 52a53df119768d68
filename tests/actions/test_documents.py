"""Every document of the stores: what it moves, what it refuses, and how it is taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from camp_desk.actions import (
    answering,
    dispatch,
    loans,
    losses,
    releases,
    stock,
)
from camp_desk.actions.finding_words import sentence
from camp_desk.actions.leaving import Leaving, NotTheEarliest, Out
from camp_desk.actions.stock import Came, Delivery
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.ids import StoreId
from camp_desk.domain.receipts import MoreThanSent, NoSuchCheck
from camp_desk.domain.stock import Expired
from camp_desk.domain.words import Words
from camp_desk.storage import document_pages, documents, findings, journal
from camp_desk.storage import stock as stock_storage
from camp_desk.storage.camp import Camp
from tests.goods import bring, leaving, piles, stores, total
from tests.small_camp import Desk, meet

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


def test_a_delivery_says_what_was_sent_good_damaged_and_short_and_only_the_good_is_in_the_books(
    camp: Camp,
) -> None:
    lines = (
        Came("RIC", 90, "L1", SOON, "WFP", sent=100, damaged=4, consignment="SI-8",
             produced=date(2014, 1, 2)),
        Came("SUG", 103, "L2", sent=100),
        Came("OIL", 0, "L3", sent=10, damaged=10),
    )  # fmt: skip

    posted = stock.receive(camp, Delivery(stores(camp)[0], lines, waybill="W", plate="12 A 345"))

    assert there(camp) == {("RIC", "L1"): 90, ("SUG", "L2"): 103}
    rice, sugar, oil = page(camp, posted).lines
    assert (rice.sent, rice.good, rice.damaged, rice.short, rice.over) == (100, 90, 4, 6, 0)
    assert (rice.produced, rice.lot.consignment) == (date(2014, 1, 2), "SI-8")
    assert (sugar.short, sugar.over) == (0, 3)
    assert (oil.came, oil.damaged, oil.short) == (0, 10, 0)
    assert page(camp, posted).document.plate == "12 A 345"


def test_another_consignment_or_density_is_another_pile_and_survives_the_stick(
    two: list[Desk],
) -> None:
    for desk in two:
        for consignment, density in (("", 0), ("SI-1", 0), ("SI-1", 910), ("si-1", 920)):
            line = Came("OIL", 10, "L1", consignment=consignment, grams_per_litre=density)
            stock.receive(desk.camp, Delivery(stores(desk.camp)[0], (line,)))
    meet(*two)

    assert two[0].digest == two[1].digest
    found = {(p.consignment, p.grams_per_litre): p.quantity for p in piles(two[0].camp)}
    assert found == {("", 0): 20, ("SI-1", 0): 40, ("SI-1", 910): 20}  # 920 is the item's own


def test_goods_on_a_waybill_are_in_no_store_until_the_other_side_says_what_arrived(
    camp: Camp,
) -> None:
    bring(camp, quantity=1_000)
    second = another_store(camp)
    trip = dispatch.Trip("Al-Noor", "12 A 345", "Salim", "0770")

    posted = sent(camp, trip=trip)

    assert posted.number == "WBL-001-0001"
    assert there(camp) == {("RIC", "L1"): 600}
    (on_hand,) = stock_storage.on_hand(camp.db)
    assert (on_hand.free, on_hand.set_aside, on_hand.under_way) == (600, 0, 400)
    (going,) = documents.under_way(camp.db)
    assert (going.document.plate, going.document.other_name) == ("12 A 345", "Second")
    (lot, quantity) = going.lots[0]
    assert quantity == 400

    arrived = dispatch.receive_waybill(
        camp, dispatch.Arrival(posted.document, (dispatch.Arrived(lot, 380, 15),))
    )

    assert there(camp, second) == {("RIC", "L1"): 380}
    assert documents.under_way(camp.db) == []
    losses_ = [(d.number, d.reason) for d in documents.answers(camp.db, arrived.document)]
    assert losses_ == [("LOS-001-0001", "TRANSPORT"), ("LOS-001-0002", "SHORT")]
    (line,) = page(camp, arrived).lines
    assert (line.sent, line.good, line.damaged, line.short) == (400, 380, 15, 5)
    assert total(camp) == {"RIC": 980}
    with pytest.raises(dispatch.NoSuchWaybill):
        dispatch.receive_waybill(camp, dispatch.Arrival(posted.document))


def test_what_is_sent_out_of_the_camp_leaves_the_books_when_the_signed_copy_is_back(
    camp: Camp,
) -> None:
    bring(camp)
    posted = dispatch.dispatch(camp, dispatch.Dispatch(leaving(camp, 400), place="Domiz"))
    assert total(camp) == {"RIC": 1_000}

    dispatch.receive_waybill(camp, dispatch.Arrival(posted.document))

    assert total(camp) == {"RIC": 600}


@pytest.mark.parametrize(
    ("good", "damaged", "error"),
    [(401, 0, MoreThanSent), (390, 20, MoreThanSent), (-1, 0, NoSuchCheck)],
)
def test_more_than_was_sent_cannot_arrive(
    camp: Camp, good: int, damaged: int, error: type[CampDeskError]
) -> None:
    bring(camp)
    another_store(camp)
    posted = sent(camp)
    (lot, _) = documents.under_way(camp.db)[0].lots[0]
    before = journal.digest(camp.db)

    with pytest.raises(error):
        dispatch.receive_waybill(
            camp, dispatch.Arrival(posted.document, (dispatch.Arrived(lot, good, damaged),))
        )

    assert journal.digest(camp.db) == before


def test_our_own_waybill_is_not_received_as_a_delivery(camp: Camp) -> None:
    bring(camp)
    another_store(camp)
    number = sent(camp).number

    with pytest.raises(stock.OwnWaybill):
        stock.receive(camp, Delivery(stores(camp)[1], (Came("RIC", 400),), waybill=number))
    with pytest.raises(dispatch.NoDestination):
        dispatch.dispatch(camp, dispatch.Dispatch(leaving(camp, 1), stores(camp)[0]))
    with pytest.raises(dispatch.NoDestination):
        dispatch.dispatch(camp, dispatch.Dispatch(leaving(camp, 1)))


def test_a_waybill_that_both_desks_close_is_a_finding_that_names_it(two: list[Desk]) -> None:
    bring(two[0].camp)
    another_store(two[0].camp)
    posted = sent(two[0].camp)
    meet(*two)
    for desk in two:
        dispatch.receive_waybill(desk.camp, dispatch.Arrival(posted.document))
    meet(*two)

    for desk in two:
        (found,) = findings.findings(desk.camp.db)
        said = sentence(found, Words(), stock_storage.items(desk.camp.db))
        assert "Waybill WBL-001-0001" in said
        assert "as ARR-001-0001 on 2014-06-10 and as ARR-002-0001 on" in said


def test_what_expires_first_leaves_first_and_another_lot_needs_a_reason(camp: Camp) -> None:
    later = bring(camp, label="late", expiry=LATER)
    soon = bring(camp, label="soon", expiry=SOON, quantity=100)
    order = releases.Release(leaving(camp, 150), "Sector B")

    releases.release(camp, order)

    assert there(camp) == {("RIC", "late"): 950}
    bring(camp, label="soon", expiry=SOON, quantity=100)
    chosen = Leaving(stores(camp)[0], (Out("RIC", 10, later.lot),))
    with pytest.raises(NotTheEarliest):
        releases.release(camp, replace(order, leaving=chosen))
    releases.release(camp, replace(order, leaving=replace(chosen, override="bags are torn")))
    assert documents.of_kinds(camp.db, "ISS")[0].override == "bags are torn"
    both = Leaving(stores(camp)[0], (Out("RIC", 10, later.lot), Out("RIC", 100, soon.lot)))
    releases.release(camp, replace(order, leaving=both))  # nothing earlier stays behind
    assert there(camp) == {("RIC", "late"): 930}


def test_expired_goods_leave_only_as_a_loss_or_back_to_their_sender(desk: Desk) -> None:
    camp = desk.camp
    pile = bring(camp, expiry=SOON)
    desk.clock.move(days=200)
    named = Leaving(stores(camp)[0], (Out("RIC", 10, pile.lot),), "they are fine")

    with pytest.raises(Expired):
        releases.release(camp, releases.Release(named, "Sector B"))
    with pytest.raises(CampDeskError):
        loans.lend(camp, leaving(camp, 10), loans.Terms("IRCS"))
    releases.send_back(camp, releases.SendBack(named, "WFP"))
    stock.lose(camp, (pile.store, pile.lot), 10, reason="EXPIRED")

    assert there(camp) == {("RIC", "L1"): 980}


def test_no_more_comes_back_than_went_out_and_damaged_goods_count(camp: Camp) -> None:
    bring(camp)
    order = releases.release(camp, releases.Release(leaving(camp, 100), "Sector B"))
    back = releases.Return(stores(camp)[0], (Came("RIC", 50, "L1", damaged=10),), order.document)

    releases.take_back(camp, back)

    assert there(camp) == {("RIC", "L1"): 950}
    with pytest.raises(answering.MoreThanOpen, match=r"40 g .* 50 g|40 g"):
        releases.take_back(camp, replace(back, lines=(Came("RIC", 50),)))
    releases.take_back(camp, replace(back, of=None, giver="C / 1 / 02", lines=(Came("RIC", 5),)))
    with pytest.raises(releases.NoReceiver):
        releases.take_back(camp, replace(back, of=None))


def test_a_loan_is_open_until_all_of_it_came_back_in_whatever_lot(camp: Camp) -> None:
    bring(camp)
    terms = loans.Terms("IRCS", due=date(2014, 8, 1))
    lent = loans.lend(camp, leaving(camp, 100), terms)

    loans.take_loan_back(
        camp, lent.document, stores(camp)[0], (Came("RIC", 60, "other"),), loans.Terms("")
    )

    loan = documents.document(camp.db, lent.document)
    assert loan is not None
    assert (loan.party, loan.due) == ("IRCS", date(2014, 8, 1))
    assert answering.still_open(camp.db, loan) == {"RIC": 40}
    with pytest.raises(answering.MoreThanOpen):
        loans.take_loan_back(
            camp, lent.document, stores(camp)[0], (Came("RIC", 41),), loans.Terms("")
        )


def test_borrowed_goods_are_given_back_from_what_is_there(camp: Camp) -> None:
    borrowed = loans.borrow(
        camp, stores(camp)[0], (Came("RIC", 100, "theirs"),), loans.Terms("MSF")
    )
    bring(camp, expiry=SOON)

    loans.give_back(camp, borrowed.document, leaving(camp, 100), loans.Terms(""))

    assert there(camp) == {("RIC", "L1"): 900, ("RIC", "theirs"): 100}
    with pytest.raises(answering.MoreThanOpen):
        loans.give_back(camp, borrowed.document, leaving(camp, 1), loans.Terms(""))
    with pytest.raises(releases.NoReceiver):
        loans.borrow(camp, stores(camp)[0], (Came("RIC", 1),), loans.Terms(" "))


def test_a_loss_is_confirmed_by_another_officer_than_the_one_who_wrote_it(
    two: list[Desk],
) -> None:
    one, two_ = two
    pile = bring(one.camp)
    stock.lose(one.camp, (pile.store, pile.lot), 5, reason="SPILL")
    posted = stock.lose(one.camp, (pile.store, pile.lot), 10, reason="THEFT")
    meet(*two)

    for desk in two:
        (found,) = findings.findings(desk.camp.db)
        assert found.kind is findings.Kind.LOSS_AWAITING
        said = sentence(found, Words(), stock_storage.items(desk.camp.db))
        assert "LOS-001-0002" in said
        assert "10 g of Rice, Theft or pilferage" in said
    with pytest.raises(losses.NotByTheSame):
        losses.confirm(one.camp, posted.document)
    losses.confirm(two_.camp, posted.document)
    meet(*two)

    assert [findings.findings(desk.camp.db) for desk in two] == [[], []]
    with pytest.raises(answering.NoSuchDocument):
        losses.confirm(two_.camp, posted.document)


def test_a_loss_is_confirmed_among_the_findings_too(two: list[Desk]) -> None:
    one, other = two
    pile = bring(one.camp)
    stock.lose(one.camp, (pile.store, pile.lot), 10, reason="THEFT")
    meet(*two)
    (found,) = findings.findings(other.camp.db)

    with pytest.raises(losses.NotByTheSame):
        losses.confirm_second(one.camp, found.id)
    losses.confirm_second(other.camp, found.id)
    meet(*two)

    assert [findings.findings(desk.camp.db) for desk in two] == [[], []]


def test_a_place_that_is_called_like_a_store_of_the_camp_is_that_store(camp: Camp) -> None:
    bring(camp, "RIC", 1_000)
    store = another_store(camp)
    posted = dispatch.dispatch(camp, dispatch.Dispatch(leaving(camp, 400), None, " second "))
    assert page(camp, posted).document.other_store == store
    with pytest.raises(dispatch.NoDestination):
        dispatch.dispatch(camp, dispatch.Dispatch(leaving(camp, 400), None, "1"))


@pytest.mark.parametrize(
    "typed", [Came("RIC", 150), Came("RIC", 150, "a-1"), Came("RIC", 150, "A-1", donor="wfp")]
)
def test_what_comes_back_is_the_lot_that_went_though_its_donor_is_not_typed_again(
    camp: Camp, typed: Came
) -> None:
    fields = {"label": "A-1", "expiry": LATER, "donor": "WFP", "consignment": "SI-1", "pack": 25}
    pile = bring(camp, "RIC", 1_000, **fields)
    order = releases.release(camp, releases.Release(leaving(camp, 400), "Sector A"))
    back = releases.Return(pile.store, (typed,), order.document)
    releases.take_back(camp, back)
    (left,) = piles(camp)
    assert (left.lot, left.quantity) == (pile.lot, 750)


def test_what_is_said_to_be_another_lot_comes_back_as_that(camp: Camp) -> None:
    pile = bring(camp, "RIC", 1_000, label="A-1", donor="WFP")
    loan = loans.lend(camp, leaving(camp, 400), loans.Terms("IRCS"))
    other = (Came("RIC", 400, label="Z-9"),)
    loans.take_loan_back(camp, loan.document, pile.store, other, loans.Terms(""))
    assert there(camp) == {("RIC", "A-1"): 600, ("RIC", "Z-9"): 400}


def test_a_pack_that_is_the_items_own_makes_no_other_pile(camp: Camp) -> None:
    bring(camp, "RIC", 1_000, label="A-1")
    bring(camp, "RIC", 1_000, label="A-1", pack=50_000)
    bring(camp, "RIC", 1_000, label="B-1", pack=50_000)
    bring(camp, "RIC", 1_000, label="B-1")
    assert sorted((pile.label, pile.quantity) for pile in piles(camp)) == [
        ("A-1", 2_000), ("B-1", 2_000),
    ]  # fmt: skip
