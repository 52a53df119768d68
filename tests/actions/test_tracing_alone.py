"""Single issues of household items are followed both ways, and stand in the donors' month."""

from __future__ import annotations

import pytest

from camp_desk.actions import arrivals, giving, lending, reversing, stock, tracing
from camp_desk.actions.lending import Back, GivingBack
from camp_desk.domain.cards import written
from camp_desk.domain.donor_report import Flow, Reach, month
from camp_desk.domain.tracing import Alone, Lies
from camp_desk.domain.words import Words
from camp_desk.storage import documents, donor_report, relief
from camp_desk.storage import stock as stock_storage
from camp_desk.storage.camp import Camp
from tests.actions.test_giving import a_family, goods, the_household, what
from tests.small_camp import family

WORDS = Words()
STORE = "1"


@pytest.fixture
def cards(camp: Camp) -> list[str]:
    """A family of six that got mattresses and was lent a stove, and one of three that got some."""
    goods(camp, "MATTRESS", "HEATER")
    one, number = a_family(camp), arrivals.register(camp, family(9, 3)).number
    giving.give(camp, what(camp, one, ("MATTRESS", 5)))
    giving.give(camp, what(camp, the_household(camp, number), ("MATTRESS", 3)))
    giving.lend(camp, what(camp, one, ("HEATER", 1)))
    return [written(giving.there(camp, one)[1]), written(number)]


def test_a_lot_is_followed_to_the_households_that_were_given_or_lent_of_it(
    camp: Camp, cards: list[str]
) -> None:
    mattress, heater = sorted(tracing.trace(camp, "L1"), key=lambda each: -len(each.left))

    assert mattress.alone == [Alone(lent=False, quantity=8, households=2, persons=9)]
    assert heater.alone == [Alone(lent=True, quantity=1, households=1, persons=6)]
    assert [each.quantity for each in heater.lies if each.lent] == [1]
    assert sorted(map(written, tracing.received_by(camp, [mattress]))) == sorted(cards)
    items = stock_storage.items(camp.db)
    told = [line.what for line in tracing.told([mattress, heater], items, WORDS)]
    assert "Given without a list to 2 households" in told
    assert "Lent to 1 household" in told
    assert "Still held by households" in told
    assert not any("HHI" in line for line in told)  # not one by one
    for each in (mattress, heater):
        moved = sum(paper.quantity for paper in (*each.came, *each.into, *each.left))
        assert moved == sum(lies.quantity for lies in each.lies)


def test_a_card_is_followed_back_to_the_lots_of_what_it_was_given_and_lent(
    camp: Camp, cards: list[str]
) -> None:
    rations = tracing.trace_ration(camp, cards[0])

    assert [(each.item, each.quantity, each.lent, each.held) for each in rations] == [
        ("MATTRESS", 5, False, 0), ("HEATER", 1, True, 1),
    ]  # fmt: skip
    assert [[(part.of.label, part.of.donor, part.quantity) for part in each.parts]
            for each in rations] == [[("L1", "UNHCR", 5)], [("L1", "UNHCR", 1)]]  # fmt: skip
    told = list(tracing.ration_told(rations, stock_storage.items(camp.db), WORDS))
    assert told[0].what.endswith("given with HHI-001-0001")
    assert told[2].what.endswith("lent with HHL-001-0001")
    assert told[2].more.endswith("1 piece not back yet")
    assert "known by its lots" in tracing.how_apportioned(rations, WORDS)


def test_what_came_back_is_no_longer_held_and_what_was_taken_back_was_never_given(
    camp: Camp, cards: list[str]
) -> None:
    (_, heater) = tracing.trace_ration(camp, cards[0])
    loan = relief.held(camp.db)[0]
    store = stock.store_named(camp)
    lending.take_loan_back(camp, GivingBack(loan.loan, store, (Back(loan.lot, good=1),)))
    given = next(each for each in tracing.trace_ration(camp, cards[1]))
    paper = documents.numbered(camp.db, given.paper)
    assert paper
    reversing.reverse(camp, paper.id, "wrong family")

    assert tracing.trace_ration(camp, cards[1]) == []
    (_, after) = tracing.trace_ration(camp, cards[0])
    assert (heater.held, after.held) == (1, 0)
    mattress = next(each for each in tracing.trace(camp, "L1") if each.of.item == "MATTRESS")
    assert mattress.alone == [Alone(lent=False, quantity=5, households=1, persons=6)]
    assert Lies(STORE, None, "", 95) in mattress.lies


def test_the_donors_month_has_what_was_given_and_whom_it_reached(
    camp: Camp, cards: list[str]
) -> None:
    assert len(cards) == 2
    report = donor_report.report(camp.db, month(2014, 6), donor="UNHCR")

    line = next(each for each in report.lines if each.item == "MATTRESS")
    assert (line.shown(Flow.DISTRIBUTED), line.closing, line.difference) == (8, 92, 0)
    assert line.reach == Reach(2, 9, 2, 9)
