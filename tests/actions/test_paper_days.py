"""No paper is of a day to come, of another year, or asks for goods back before it was written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from camp_desk.actions import dispatch, loans, rebagging, releases, stock
from camp_desk.actions.leaving import Leaving
from camp_desk.actions.stock import Posted
from camp_desk.domain.paper_days import DayLongAgo, DayToCome, DueBefore
from camp_desk.domain.receipts import Rebagged
from camp_desk.storage import journal
from camp_desk.storage.camp import Camp
from tests.goods import bring, leaving, piles, stores

TODAY = date(2014, 6, 10)
TOMORROW, LAST_YEAR = TODAY + timedelta(days=1), TODAY - timedelta(days=367)


def _out(camp: Camp) -> Leaving:
    return leaving(camp, 100)


def _delivered(camp: Camp, day: date) -> Posted:
    came = (stock.Came("RIC", 5),)
    return stock.receive(camp, stock.Delivery(stores(camp)[0], came, day))


def _lost(camp: Camp, day: date) -> Posted:
    (pile,) = piles(camp)
    return stock.lose(camp, (pile.store, pile.lot), 5, reason="WET", day=day)


def _rebagged(camp: Camp, day: date) -> Posted:
    (pile,) = piles(camp)
    return rebagging.rebag(camp, rebagging.Rebag(pile.store, pile.lot, Rebagged(9, 9), 3, day))


WRITTEN: dict[str, Callable[[Camp, date], Posted]] = {
    "receive": _delivered,
    "lose": _lost,
    "rebag": _rebagged,
    "release": lambda c, day: releases.release(c, releases.Release(_out(c), "B", day=day)),
    "return": lambda c, day: releases.take_back(
        c, releases.Return(stores(c)[0], (stock.Came("RIC", 5),), giver="B", day=day)
    ),
    "lend": lambda c, day: loans.lend(c, _out(c), loans.Terms("IRCS", None, day)),
    "dispatch": lambda c, day: dispatch.dispatch(
        c, dispatch.Dispatch(_out(c), place="Domiz", day=day)
    ),
}


@pytest.mark.parametrize("what", WRITTEN)
def test_a_day_to_come_or_of_another_year_is_refused_and_nothing_changes(
    camp: Camp, what: str
) -> None:
    bring(camp)
    before = journal.digest(camp.db)

    with pytest.raises(DayToCome, match="2014-06-11"):
        WRITTEN[what](camp, TOMORROW)
    with pytest.raises(DayLongAgo, match="2013-06-08"):
        WRITTEN[what](camp, LAST_YEAR)

    assert journal.digest(camp.db) == before


@pytest.mark.parametrize("what", WRITTEN)
def test_a_paper_that_is_entered_late_keeps_its_day(camp: Camp, what: str) -> None:
    bring(camp)

    posted = WRITTEN[what](camp, TODAY - timedelta(days=3))

    sql = "SELECT day FROM document WHERE id = ?"
    assert camp.db.conn.execute(sql, (posted.document,)).fetchone() == ("2014-06-07",)


def test_what_is_due_is_due_on_the_day_of_its_paper_or_after_it(camp: Camp) -> None:
    bring(camp)
    day = TODAY - timedelta(days=1)

    with pytest.raises(DueBefore):
        loans.lend(camp, _out(camp), loans.Terms("IRCS", day - timedelta(days=1), day))
    with pytest.raises(DueBefore):
        releases.release(camp, releases.Release(_out(camp), "B", valid_until=day))

    assert loans.lend(camp, _out(camp), loans.Terms("IRCS", day, day)).number == "LNO-001-0001"


def test_a_lorry_does_not_leave_tomorrow(camp: Camp) -> None:
    bring(camp)
    trip = dispatch.Trip(out_at=datetime(2014, 6, 11, 7, 30))

    with pytest.raises(DayToCome):
        dispatch.dispatch(camp, dispatch.Dispatch(_out(camp), place="Domiz", trip=trip))
