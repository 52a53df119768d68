"""One waybill is entered once: refused at the desk that sees it, found where two desks did it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camp_desk.actions import dispatch, duplicates, reversing, stock
from camp_desk.actions.finding_words import sentence
from camp_desk.actions.leaving import Leaving, Out
from camp_desk.domain.stock import waybill_key
from camp_desk.domain.words import Words
from camp_desk.storage import findings, journal
from camp_desk.storage import stock as stock_storage
from camp_desk.storage.camp import Camp
from camp_desk.storage.findings import Finding, Kind
from tests.small_camp import Desk, meet


def bring(camp: Camp, waybill: str, *items: str, donor: str = "WFP") -> stock.Posted:
    """Record a delivery of a ton of each item."""
    lines = tuple(stock.Came(item, 1_000_000, "L1", donor=donor) for item in items or ("RIC",))
    return stock.receive(camp, stock.Delivery(stock.store_named(camp), lines, waybill=waybill))


def twice(camp: Camp) -> list[Finding]:
    """Return the waybills that were entered twice."""
    return [each for each in findings.findings(camp.db) if each.kind is Kind.WAYBILL_TWICE]


@pytest.mark.parametrize("again", ["WB-12", "wb-12", " WB - 12 ", "WB-١٢"])
def test_a_waybill_that_was_entered_is_refused_with_its_document_and_nothing_changes(
    camp: Camp, again: str
) -> None:
    bring(camp, "WB-12", "RIC", "OIL")
    before = journal.digest(camp.db)

    with pytest.raises(stock.WaybillIsKnown, match=r"2014-06-10 .* GRN-001-0001"):
        bring(camp, again, "OIL")

    assert journal.digest(camp.db) == before


def test_another_senders_paper_of_the_number_and_a_second_sheet_are_taken(camp: Camp) -> None:
    bring(camp, "12", "RIC")

    bring(camp, "12", "RIC", donor="IRCS")
    bring(camp, "12", "OIL")
    bring(camp, "", "RIC")
    bring(camp, "", "RIC")

    assert twice(camp) == []


def test_an_opening_count_has_no_waybill_to_be_entered_twice(camp: Camp) -> None:
    came = (stock.Came("RIC", 1_000, "L1", donor="WFP"),)
    counted = stock.Delivery(stock.store_named(camp), came, waybill="12")

    stock.count_opening(camp, counted)
    stock.count_opening(camp, counted)

    assert twice(camp) == []


def test_a_waybill_that_two_desks_entered_is_a_finding_on_both_that_names_both_documents(
    two: list[Desk],
) -> None:
    for desk, waybill in zip(two, ("WB-12", "wb-١٢"), strict=True):
        bring(desk.camp, waybill, "RIC", "OIL")
    bring(two[0].camp, "WB-13")
    meet(*two)

    for desk in two:
        (found,) = twice(desk.camp)
        said = sentence(found, Words(), stock_storage.items(desk.camp.db))
        assert "GRN-001-0001 on 2014-06-10" in said
        assert "GRN-002-0001 on 2014-06-10" in said
    assert twice(two[0].camp)[0].id == twice(two[1].camp)[0].id


def test_what_was_found_out_about_a_waybill_is_noted_for_all_desks(two: list[Desk]) -> None:
    for desk in two:
        bring(desk.camp, "WB-12")
    meet(*two)

    duplicates.note(two[1].camp, twice(two[1].camp)[0].id, "Came once; desk 2 wrote it off.")
    meet(*two)

    assert [twice(desk.camp) for desk in two] == [[], []]


LETTERS = st.text("abcXYZ-/0127٠١٢٧ ", max_size=12)


@given(LETTERS, LETTERS)
def test_waybills_are_the_same_whatever_their_spaces_case_and_digits(one: str, other: str) -> None:
    latin = str.maketrans("٠١٢٧", "0127")
    assert waybill_key(f" {one}  {other}") == waybill_key(f"{one}{other} ".upper())
    assert waybill_key(one) == "".join(one.translate(latin).lower().split())


def test_goods_that_came_before_the_stick_and_were_entered_as_a_delivery_are_a_finding(
    two: list[Desk],
) -> None:
    here, there = two
    home = stock.store_named(here.camp)
    bring(here.camp, "WB-12")
    _, north = stock.add_store(here.camp, "North")
    meet(here, there)
    (pile,) = stock_storage.piles(here.camp.db)
    sent = dispatch.dispatch(
        here.camp, dispatch.Dispatch(Leaving(home, (Out("RIC", 1_000, pile.lot),)), to=north)
    )
    came = (stock.Came("RIC", 1_000, "L1", donor="WFP"),)
    entered = stock.receive(there.camp, stock.Delivery(north, came, waybill=sent.number.lower()))
    assert twice(there.camp) == []

    meet(here, there)

    for desk in two:
        (found,) = twice(desk.camp)
        said = sentence(found, Words(), stock_storage.items(desk.camp.db))
        assert sent.number in said
        assert entered.number in said


def test_a_waybill_that_arrived_at_two_desks_is_one_finding_until_the_wrong_one_is_reversed(
    two: list[Desk],
) -> None:
    here, there = two
    home = stock.store_named(here.camp)
    bring(here.camp, "WB-12")
    _, north = stock.add_store(here.camp, "North")
    sent = dispatch.dispatch(
        here.camp, dispatch.Dispatch(Leaving(home, (Out("RIC", 1_000),)), to=north)
    )
    meet(here, there)
    arrived = [dispatch.receive_waybill(desk.camp, dispatch.Arrival(sent.document)) for desk in two]
    meet(here, there)

    for desk in two:
        (found,) = findings.findings(desk.camp.db)
        assert found.kind is Kind.ARRIVED_TWICE
        said = sentence(found, Words(), stock_storage.items(desk.camp.db))
        assert said.startswith(f"Waybill {sent.number} arrived twice: as ARR-001-0001 on")
        assert "ARR-002-0001" in said

    reversing.reverse(here.camp, arrived[1].document, "It came once.")
    meet(here, there)

    assert [findings.findings(desk.camp.db) for desk in two] == [[], []]
    (pile,) = stock_storage.piles(there.camp.db, north)
    assert pile.quantity == 1_000
