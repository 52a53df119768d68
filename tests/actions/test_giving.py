"""Household items: given once, or again after a while, lent and given back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from camp_desk.actions import arrivals, giving, lending, officers, relief_rules, reversing, stock
from camp_desk.actions.answering import MoreThanOpen
from camp_desk.actions.giving import Giving, HadBefore, HouseholdIsGone, MoreThanEntitled
from camp_desk.actions.leaving import Leaving, Out
from camp_desk.actions.lending import Back, GivingBack
from camp_desk.actions.reversing import Answered
from camp_desk.domain.ids import HouseholdId
from camp_desk.storage import findings, households, journal, relief
from camp_desk.storage import stock as stored
from camp_desk.storage.camp import Camp
from tests.small_camp import Desk, counted, family, meet


def goods(camp: Camp, *items: str, n: int = 100) -> None:
    store = stock.store_named(camp)
    lines = tuple(stock.Came(each, n, "L1", donor="UNHCR") for each in items)
    stock.receive(camp, stock.Delivery(store, lines, waybill=f"W-{items}"))


def a_family(camp: Camp, size: int = 6) -> HouseholdId:
    number = arrivals.register(camp, family(1, size)).number
    return the_household(camp, number)


def the_household(camp: Camp, number: int) -> HouseholdId:
    found = households.by_number(camp.db, number)
    assert found
    return found


def what(camp: Camp, household: HouseholdId, *lines: tuple[str, int], reason: str = "") -> Giving:
    out = tuple(Out(item, n) for item, n in lines)
    return Giving(household, Leaving(stock.store_named(camp), out), reason=reason)


def free(camp: Camp, item: str) -> int:
    return stored.free(camp.db, stock.store_named(camp)).get(item, 0)


def test_a_kit_goes_by_the_size_of_the_household(camp: Camp) -> None:
    _, lines = giving.open_for(camp, a_family(camp, 4), kit="irq-win-basic")

    assert {each.rule.item: each.quantity for each in lines} == {
        "CARPET": 1, "BLANKET-HIGH": 4, "PLASTIC-SHEET": 1, "MATTRESS": 4,
    }  # fmt: skip


def test_infants_and_women_are_known_by_their_ages_or_by_brackets(camp: Camp) -> None:
    known = a_family(camp, 4)  # a man, a woman of 28, children of 2 and 4
    number = arrivals.register(camp, counted(3, women=3)).number

    assert relief.people(camp.db, known, camp.today()).women == 1
    assert relief.people(camp.db, known, camp.today()).infants == 0
    assert relief.people(camp.db, the_household(camp, number), camp.today()).women == 3


def test_what_was_given_once_is_refused_with_the_day_and_nothing_changes(camp: Camp) -> None:
    household = a_family(camp)
    goods(camp, "CARPET")
    given = giving.give(camp, what(camp, household, ("CARPET", 1)))
    before = journal.digest(camp.db)

    with pytest.raises(HadBefore) as refused:
        giving.give(camp, what(camp, household, ("CARPET", 1)))

    assert refused.value.values["day"] == camp.today()
    assert refused.value.values["paper"] == given.number
    assert journal.digest(camp.db) == before
    assert free(camp, "CARPET") == 99


def test_the_rest_of_what_is_open_may_still_be_given(camp: Camp) -> None:
    household = a_family(camp)
    goods(camp, "MATTRESS")
    giving.give(camp, what(camp, household, ("MATTRESS", 4)))

    giving.give(camp, what(camp, household, ("MATTRESS", 2)))

    (line,) = giving.open_for(camp, household, ("MATTRESS",))[1]
    assert (line.entitled, line.had, line.quantity) == (6, 6, 0)


def test_more_than_the_size_gives_is_refused_though_nothing_was_had(camp: Camp) -> None:
    household = a_family(camp)
    goods(camp, "MATTRESS")

    with pytest.raises(MoreThanEntitled):
        giving.give(camp, what(camp, household, ("MATTRESS", 7)))


def test_a_supervisor_gives_again_and_says_why(camp: Camp) -> None:
    household = a_family(camp)
    goods(camp, "CARPET")
    giving.give(camp, what(camp, household, ("CARPET", 1)))

    giving.give(camp, what(camp, household, ("CARPET", 1), reason="Burnt in a fire"))

    assert {each.reason for each in relief.got(camp.db, household)} == {"Burnt in a fire", ""}


def test_what_has_a_period_is_open_again_on_the_day_after_it(desk: Desk) -> None:
    camp = desk.camp
    household = a_family(camp)
    goods(camp, "HYGIENE-KIT")
    giving.give(camp, what(camp, household, ("HYGIENE-KIT", 1)))

    desk.clock.now += timedelta(days=29)
    with pytest.raises(HadBefore):
        giving.give(camp, what(camp, household, ("HYGIENE-KIT", 1)))
    desk.clock.now += timedelta(days=1)

    giving.give(camp, what(camp, household, ("HYGIENE-KIT", 1)))


def test_the_camp_sets_a_period_for_a_line_of_a_kit(camp: Camp) -> None:
    relief_rules.set_period(camp, "irq-win-supp", "clothes-set", 365)

    assert relief_rules.rules(camp).of("CLOTHES-SET", "IRQ-WIN-SUPP").days == 365
    assert relief_rules.rules(camp).of("CLOTHES-SET", "SPHERE-6").days == 0
    with pytest.raises(relief_rules.BadPeriod):
        relief_rules.set_period(camp, "", "CLOTHES-SET", -1)


def test_a_packed_kit_counts_as_what_is_in_it(camp: Camp) -> None:
    from camp_desk.actions.kitting import Making, make_kits

    household = a_family(camp)
    goods(camp, "CARPET", "BLANKET-HIGH", "PLASTIC-SHEET", "MATTRESS")
    make_kits(camp, Making(stock.store_named(camp), "IRQ-WIN-BASIC", 1))
    giving.give(camp, what(camp, household, ("IRQ-WIN-BASIC", 1)))

    with pytest.raises(HadBefore):
        giving.give(camp, what(camp, household, ("CARPET", 1)))


def test_a_reversed_issue_was_not_had_and_lies_in_the_store_again(camp: Camp) -> None:
    household = a_family(camp)
    goods(camp, "CARPET")
    given = giving.give(camp, what(camp, household, ("CARPET", 1)))

    reversing.reverse(camp, given.document, "wrong family")

    assert relief.got(camp.db, household) == []
    assert free(camp, "CARPET") == 100


def test_nothing_is_given_to_who_has_left(camp: Camp) -> None:
    from camp_desk.actions.household_events import Change, change_status
    from camp_desk.domain.statuses import Status

    household = a_family(camp)
    goods(camp, "CARPET")
    gone = Change(Status.DEPARTED_ONWARD, camp.today(), "", destination="Dahuk")
    change_status(camp, household, gone)

    with pytest.raises(HouseholdIsGone):
        giving.give(camp, what(camp, household, ("CARPET", 1)))


def test_two_desks_that_both_gave_make_one_finding(two: list[Desk]) -> None:
    first, second = two
    household = a_family(first.camp)
    goods(first.camp, "CARPET", "MATTRESS")
    meet(*two)
    for each in two:
        giving.give(each.camp, what(each.camp, household, ("CARPET", 1)))
    giving.give(first.camp, what(first.camp, household, ("MATTRESS", 2)))
    giving.give(second.camp, what(second.camp, household, ("MATTRESS", 4)))

    meet(*two)

    for each in two:
        found = [
            one for one in findings.findings(each.camp.db)
            if one.kind is findings.Kind.GIVEN_TWICE
        ]  # fmt: skip
        assert [one.facts["item"] for one in found] == ["CARPET"]
        assert {found[0].facts["desk_a"], found[0].facts["desk_b"]} == {1, 2}


def test_what_is_lent_is_held_until_it_is_back(camp: Camp) -> None:
    household = a_family(camp)
    goods(camp, "HEATER", n=10)
    due = camp.today() + timedelta(days=90)

    loan = giving.lend(camp, what(camp, household, ("HEATER", 1)), due)

    (held,) = relief.held(camp.db, household)
    assert (held.item, held.quantity, held.due, held.number) == ("HEATER", 1, due, loan.number)
    assert free(camp, "HEATER") == 9
    assert stored.on_hand(camp.db)[0].under_way == 0
    with pytest.raises(HadBefore):
        giving.lend(camp, what(camp, household, ("HEATER", 1)), due)

    back = GivingBack(loan.document, stock.store_named(camp), (Back(held.lot, good=1),))
    lending.take_loan_back(camp, back)

    assert relief.held(camp.db) == []
    assert free(camp, "HEATER") == 10
    assert giving.open_for(camp, household, ("HEATER",))[1][0].quantity == 1


def test_what_is_damaged_or_lost_becomes_a_loss_form_and_leaves_the_books(camp: Camp) -> None:
    household = a_family(camp)
    goods(camp, "BLANKET", n=10)
    loan = giving.lend(camp, what(camp, household, ("BLANKET", 5)))
    (held,) = relief.held(camp.db)
    store = stock.store_named(camp)

    back = GivingBack(loan.document, store, (Back(held.lot, 2, 1, 1),), lost_as="THEFT")
    posted = lending.take_loan_back(camp, back)

    (held,) = relief.held(camp.db)
    assert (held.quantity, free(camp, "BLANKET")) == (1, 7)
    losses = camp.db.conn.execute("SELECT reason FROM document WHERE kind = 'LOS' ORDER BY 1")
    assert [reason for (reason,) in losses] == ["DAMAGED", "THEFT"]
    with pytest.raises(MoreThanOpen):
        lending.take_loan_back(camp, GivingBack(loan.document, store, (Back(held.lot, good=2),)))
    with pytest.raises(Answered):
        reversing.reverse(camp, loan.document, "entered twice")

    reversing.reverse(camp, posted.document, "it was another family")

    (held,) = relief.held(camp.db)
    assert (held.quantity, free(camp, "BLANKET")) == (5, 5)


def test_households_and_people_reached_are_counted_once_for_each_item(camp: Camp) -> None:
    household = a_family(camp)
    goods(camp, "MATTRESS")
    giving.give(camp, what(camp, household, ("MATTRESS", 4)))
    giving.give(camp, what(camp, household, ("MATTRESS", 2)))

    day = camp.today()

    assert relief.reached(camp.db, day, day) == [relief.Reached("MATTRESS", 6, 1, 6)]
    assert relief.reached(camp.db, date(2000, 1, 1), date(2000, 1, 2)) == []


def test_only_a_supervisor_gives_more(camp: Camp) -> None:
    from camp_desk.domain.roles import Role

    household = a_family(camp)
    goods(camp, "CARPET")
    officers.give_role(camp, camp.officer_id, Role.STOREKEEPER)

    with pytest.raises(giving.OnlyASupervisor):
        giving.give(camp, what(camp, household, ("CARPET", 2), reason="they asked"))
    giving.give(camp, what(camp, household, ("CARPET", 1)))


def test_the_transfer_slip_and_the_household_page_say_what_is_still_held(camp: Camp) -> None:
    from io import BytesIO

    from pypdf import PdfReader

    from camp_desk.actions.household_events import Change, change_status
    from camp_desk.actions.transfer import print_slip
    from camp_desk.domain.statuses import Status
    from camp_desk.domain.words import Words
    from camp_desk.storage import pages

    household = a_family(camp)
    goods(camp, "HEATER")
    loan = giving.lend(camp, what(camp, household, ("HEATER", 1)))
    gone = Change(Status.DEPARTED_ONWARD, camp.today(), "", destination="Dahuk")
    change_status(camp, household, gone)

    out = BytesIO()
    print_slip(camp, household, out, words=Words())

    assert loan.number in PdfReader(out).pages[0].extract_text()
    page = pages.page(camp.db, household)
    assert page
    assert [(got.number, got.lent) for got, _ in page.items] == [(loan.number, True)]


def test_a_registrar_neither_gives_nor_takes_back(camp: Camp) -> None:
    from camp_desk.domain.errors import NotAllowed
    from camp_desk.domain.roles import Role

    household = a_family(camp)
    goods(camp, "HEATER")
    loan = giving.lend(camp, what(camp, household, ("HEATER", 1)))
    officers.give_role(camp, camp.officer_id, Role.REGISTRAR)
    store = stock.store_named(camp)

    for act in (
        lambda: giving.give(camp, what(camp, household, ("HEATER", 1))),
        lambda: giving.lend(camp, what(camp, household, ("HEATER", 1))),
        lambda: lending.take_loan_back(camp, GivingBack(loan.document, store, ())),
        lambda: giving.open_for(camp, household),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_what_was_given_and_lent_stands_in_the_report_of_its_donor(camp: Camp) -> None:
    from camp_desk.domain.donor_report import Flow, Reach, month
    from camp_desk.storage import donor_report

    household = a_family(camp)
    goods(camp, "MATTRESS", "HEATER")
    giving.give(camp, what(camp, household, ("MATTRESS", 6)))
    loan = giving.lend(camp, what(camp, household, ("HEATER", 1)))
    gone = giving.give(camp, what(camp, household, ("MATTRESS", 1), reason="torn"))
    reversing.reverse(camp, gone.document, "it was mended")
    period = month(camp.today().year, camp.today().month)

    def lines(store: object = None) -> dict[str, tuple[int, int, int]]:
        found = donor_report.report(camp.db, period, donor="unhcr", store=store)  # type: ignore[arg-type]
        assert found.adds_up
        assert found.reach == Reach(1, 6, 1, 6)
        return {
            each.item: (each.shown(Flow.DISTRIBUTED), each.shown(Flow.TRANSFERRED), each.closing)
            for each in found.lines
        }

    store = stock.store_named(camp)
    assert lines() == {"HEATER": (0, 0, 100), "MATTRESS": (6, 0, 94)}
    assert lines(store) == {"HEATER": (0, -1, 99), "MATTRESS": (6, 0, 94)}

    (held,) = relief.held(camp.db)
    lending.take_loan_back(camp, GivingBack(loan.document, store, (Back(held.lot, lost=1),)))
    assert lines()["HEATER"] == (0, 0, 99)


def test_a_lot_is_followed_to_the_households_that_were_given_of_it(camp: Camp) -> None:
    from camp_desk.storage import tracing

    household = a_family(camp)
    goods(camp, "MATTRESS")
    giving.give(camp, what(camp, household, ("MATTRESS", 6)))

    traces = tracing.trace(camp.db, tracing.lots(camp.db, "L1"))

    assert tracing.cards(camp.db, traces) == [giving.there(camp, household)[1]]
