"""Deliveries to come, until they come; and how long the stock lasts with them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from camp_desk.actions import arrivals, expecting, lasting, stock
from camp_desk.actions.lasting import ItemLasts
from camp_desk.actions.lasting_words import sentence
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.pipeline import Expected, Likelihood, Terms
from camp_desk.domain.registration import Counts, Member, Registration
from camp_desk.domain.words import Words
from camp_desk.storage import journal
from camp_desk.storage.camp import Camp
from camp_desk.storage.expected import expected
from tests.small_camp import MORNING, Desk, meet

TODAY = MORNING.date()
TON = 1_000_000


def in_days(days: int) -> date:
    return TODAY + timedelta(days=days)


def rice(days: int = 5, likelihood: Likelihood = Likelihood.FIRM, tons: int = 1) -> Expected:
    return Expected("RIC", tons * TON, in_days(days), likelihood, "WFP", "WB-9")


def come(
    camp: Camp, waybill: str = "WB-9", donor: str = "WFP", item: str = "RIC", *, grams: int = TON
) -> stock.Posted:
    came = stock.Came(item, grams, "L1", donor=donor)
    return stock.receive(camp, stock.Delivery(stock.store_named(camp), (came,), waybill=waybill))


def lasts(camp: Camp, item: str = "RIC") -> ItemLasts:
    return next(each for each in lasting.look(camp) if each.item.code == item)


def said(camp: Camp, item: str = "RIC") -> str:
    marks = dict.fromkeys(map(ord, "\u2066\u2068\u2069"))
    return sentence(lasts(camp, item), Words())[0].translate(marks)


def people(camp: Camp, n: int) -> None:
    """Let so many people live in the camp, who were only counted."""
    counts = Counts((0, 0, 0, n - 1, 0), (0, 0, 0, 1, 0))
    arrivals.register(camp, Registration((Member("نوري", "سعد", "كريم"),), counts=counts))


def test_what_is_expected_is_listed_by_its_day_until_it_is_changed_or_dropped(camp: Camp) -> None:
    _, late = expecting.expect(camp, rice(9))
    _, soon = expecting.expect(camp, rice(2, Likelihood.HOPED))
    assert [each.id for each in expected(camp.db)] == [soon, late]

    expecting.change(camp, replace(rice(1, Likelihood.LIKELY, 3), donor="", id=late))
    first, _ = expected(camp.db)
    assert first == Expected("RIC", 3 * TON, in_days(1), Likelihood.LIKELY, "", "WB-9", late)

    expecting.drop(camp, late)
    assert [each.id for each in expected(camp.db)] == [soon]


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (rice(-1), "is over"),
        (rice(1000), "too far ahead"),
        (rice(tons=0), "missing or zero"),
        (replace(rice(), item="GOLD"), "no item GOLD"),
        (replace(rice(), donor="x" * 300), "too long"),
    ],
)
def test_what_cannot_be_expected_is_refused_and_nothing_changes(
    camp: Camp, wrong: Expected, says: str
) -> None:
    before = journal.digest(camp.db)

    with pytest.raises(CampDeskError) as raised:
        expecting.expect(camp, wrong)

    assert says in Words().sentence(raised.value)
    assert journal.digest(camp.db) == before


@pytest.mark.parametrize(("waybill", "donor"), [("WB-9", "WFP"), (" wb-٩", "wfp"), ("WB-9", "")])
def test_a_delivery_that_was_expected_closes_it_in_the_same_entry(
    camp: Camp, waybill: str, donor: str
) -> None:
    expecting.expect(camp, rice())
    entries = journal.last(camp.db, camp.desk)[0]

    come(camp, waybill, donor)

    assert expected(camp.db) == []
    assert journal.last(camp.db, camp.desk)[0] == entries + 1


@pytest.mark.parametrize(
    ("waybill", "donor", "item"),
    [("WB-8", "WFP", "RIC"), ("", "WFP", "RIC"), ("WB-9", "IRCS", "RIC"), ("WB-9", "WFP", "SUG")],
)
def test_another_waybill_donor_or_item_is_not_what_was_expected(
    camp: Camp, waybill: str, donor: str, item: str
) -> None:
    expecting.expect(camp, rice())
    expecting.expect(camp, replace(rice(), reference=""))

    come(camp, waybill, donor, item)

    assert len(expected(camp.db)) == 2


def test_what_came_can_neither_be_changed_nor_dropped(camp: Camp) -> None:
    _, id_ = expecting.expect(camp, rice())
    come(camp)

    for act in (expecting.change, lambda camp, each: expecting.drop(camp, each.id)):
        with pytest.raises(expecting.NoSuchExpected):
            act(camp, replace(rice(), id=id_))


def test_what_came_with_a_document_that_was_reversed_is_to_come_again(camp: Camp) -> None:
    _, id_ = expecting.expect(camp, rice())
    document = come(camp).document

    with camp.action("test") as entry:
        entry.add(
            "document", camp.new_id(),
            {"kind": "GRN", "number": "r", "day": TODAY.isoformat(), "reverses": document},
        )  # fmt: skip

    assert [each.id for each in expected(camp.db)] == [id_]
    expecting.drop(camp, id_)
    assert expected(camp.db) == []


def test_an_overdue_day_may_stay_but_counts_as_hoped_for_only(desk: Desk) -> None:
    people(desk.camp, 10)
    _, id_ = expecting.expect(desk.camp, rice(2))
    desk.clock.move(days=5)

    expecting.change(desk.camp, replace(rice(2, tons=2), id=id_))

    assert lasts(desk.camp).lasting.breaks[Likelihood.LIKELY] == 0
    assert "2 t was expected 3 days ago and can only be hoped for." in said(desk.camp)


def test_two_desks_that_change_different_things_agree(two: list[Desk]) -> None:
    one, other = (desk.camp for desk in two)
    _, id_ = expecting.expect(one, rice())
    meet(*two)

    expecting.change(one, replace(rice(7), id=id_))
    come(other)
    meet(*two)

    assert expected(one.db) == expected(other.db) == []
    assert two[0].digest == two[1].digest


def test_people_who_were_only_counted_eat_too(camp: Camp) -> None:
    come(camp)
    assert lasts(camp).persons == 0
    assert said(camp).startswith("Nobody is registered yet")

    people(camp, 40)

    assert lasts(camp).persons == 40
    assert lasts(camp).use == 40 * 120_000
    assert lasts(camp).lasting.cover == 208  # 1 t / 4.8 kg


def test_the_sentence_says_what_is_firm_and_what_with_luck_and_what_to_ask_by_when(
    camp: Camp,
) -> None:
    people(camp, 1000)  # 120 kg a day
    come(camp, "WB-1")
    expecting.expect(camp, rice(6, Likelihood.FIRM, 3))
    expecting.expect(camp, rice(9, Likelihood.LIKELY, 6))
    expecting.expect(camp, rice(20, Likelihood.HOPED, 12))

    assert said(camp) == (
        "At today’s use, and with the firm deliveries, Rice runs out on 2014-07-13, in 33 days."
        " Ask for 3.6 t (72 × 50 kg) by 2014-06-21: enough for 30 days from 2014-07-13 on."
        " With what is likely it lasts until 2014-09-01, with all that is hoped for more than 120"
        " days."
    )


def test_a_gap_that_nothing_can_mend_any_more_says_for_how_much_of_the_ration_there_is_enough(
    camp: Camp,
) -> None:
    people(camp, 1000)
    come(camp, "WB-1")

    assert said(camp) == (
        "At today’s use the stock of Rice runs out on 2014-06-18, in 8 days."
        " Ask for 3.6 t (72 × 50 kg) today: enough for 30 days from 2014-07-02 on."
        " Until 2014-07-02 there is enough for 37 % of the ration."
    )
    assert sentence(lasts(camp), Words())[1] == "warn"
    come(camp, "WB-2")  # 16 days are enough, but what is asked for today comes later
    assert lasts(camp).lasting.cover == 16
    assert sentence(lasts(camp), Words())[1] == "warn"
    come(camp, "WB-3")  # 24 days are enough, but it is to be asked for this week
    assert "by 2014-06-13" in said(camp)
    assert sentence(lasts(camp), Words())[1] == "warn"
    come(camp, "WB-4")
    assert sentence(lasts(camp), Words())[1] == "ok"


def test_the_time_that_deliveries_take_can_be_set(camp: Camp) -> None:
    people(camp, 100)
    come(camp)  # 83 days
    assert lasts(camp).lasting.ask is not None

    expecting.set_terms(camp, Terms(lead=60, safety=14))

    seen = lasts(camp)
    assert seen.lasting.reorder == 74 * 12_000
    assert seen.lasting.ask is not None
    assert seen.lasting.ask.by == 23
    for terms in (Terms(0), Terms(5, -1), Terms(9999)):
        with pytest.raises(expecting.BadTerms):
            expecting.set_terms(camp, terms)


def test_settings_that_are_no_days_count_as_not_set() -> None:
    assert expecting.terms_of("soon", None) == expecting.terms_of(0, -1) == Terms(22, 7)
    assert expecting.terms_of(1, 0) == Terms(1, 0)
