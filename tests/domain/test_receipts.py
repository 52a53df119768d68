"""What was unloaded and rebagged adds up, and the earliest expiry leaves first."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camp_desk.domain.catalogue import Item
from camp_desk.domain.quantities import Unit
from camp_desk.domain.receipts import (
    Checked,
    MadeTooLate,
    MoreThanBefore,
    NoSuchCheck,
    Rebagged,
    check_made,
)
from camp_desk.domain.stock import Lot, left_behind, pick

TODAY = date(2014, 6, 10)
A_WEEK = timedelta(7)
RICE = Item("RIC", "Rice", category="cereal", unit=Unit.GRAM)
AMOUNTS = st.integers(0, 30)
LOTS = st.builds(
    lambda label, days: Lot("RIC", label, None if days is None else TODAY + timedelta(days)),
    st.sampled_from("abcd"), st.sampled_from([None, -5, -1, 0, 1, 30]),
)  # fmt: skip
PILES = st.dictionaries(LOTS, st.integers(1, 20), max_size=6)


@given(AMOUNTS, AMOUNTS, AMOUNTS)
def test_what_the_paper_says_and_what_was_over_is_what_came_and_what_was_short(
    sent: int, good: int, damaged: int
) -> None:
    if not (sent or good or damaged):
        with pytest.raises(NoSuchCheck):
            Checked(sent, good, damaged)
        return
    seen = Checked(sent, good, damaged)

    assert seen.sent + seen.over == seen.good + seen.damaged + seen.short
    assert not (seen.over and seen.short)
    assert seen.differs == bool(damaged or sent != good)


@given(AMOUNTS, AMOUNTS, AMOUNTS)
def test_what_was_opened_is_bags_sweepings_and_loss(before: int, after: int, swept: int) -> None:
    if not before or after + swept > before:
        with pytest.raises((NoSuchCheck, MoreThanBefore)):
            Rebagged(before, after, swept)
        return
    weighed = Rebagged(before, after, swept)

    assert before == after + swept + weighed.loss
    assert weighed.written_off == swept + weighed.loss


@given(PILES, st.data())
def test_what_the_program_proposes_leaves_nothing_earlier_behind(
    piles: dict[Lot, int], data: st.DataObject
) -> None:
    allowed = sum(n for lot, n in piles.items() if not lot.expired(TODAY))
    quantity = data.draw(st.integers(0, allowed))

    taken = pick(piles.items(), quantity, TODAY, RICE)

    assert left_behind(piles.items(), taken, TODAY) is None


@given(PILES, st.data())
def test_a_reason_is_needed_exactly_when_a_lot_that_may_leave_and_expires_before_stays(
    piles: dict[Lot, int], data: st.DataObject
) -> None:
    taken = {
        lot: data.draw(st.integers(1, n)) for lot, n in piles.items() if data.draw(st.booleans())
    }
    latest = max((lot.expiry or date.max for lot in taken), default=None)
    earlier = [
        lot for lot, n in piles.items()
        if latest and n > taken.get(lot, 0) and not lot.expired(TODAY)
        and lot.expiry is not None and lot.expiry < latest
    ]  # fmt: skip

    found = left_behind(piles.items(), taken.items(), TODAY)

    assert (found in earlier) if earlier else found is None


@given(
    st.dates(TODAY - A_WEEK, TODAY + A_WEEK), st.none() | st.dates(TODAY - A_WEEK, TODAY + A_WEEK)
)
def test_goods_are_refused_exactly_when_they_were_made_after_they_came_or_expired(
    produced: date, expiry: date | None
) -> None:
    if produced > TODAY or (expiry is not None and produced > expiry):
        with pytest.raises(MadeTooLate):
            check_made(produced, expiry, TODAY)
    else:
        check_made(produced, expiry, TODAY)
    check_made(None, expiry, TODAY)
