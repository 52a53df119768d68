from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camp_desk.domain.period import EmptyPeriod, Period

# crowded into two weeks, so that many periods just touch
PERIODS = st.builds(
    Period.covering,
    st.dates(date(2014, 6, 10), date(2014, 6, 20)),
    st.integers(1, 5),
)


@given(PERIODS, PERIODS)
def test_periods_overlap_exactly_when_they_share_a_day(a: Period, b: Period) -> None:
    assert a.overlaps(b) == bool(set(a) & set(b))


@given(PERIODS)
def test_a_period_is_as_long_as_the_days_it_yields(period: Period) -> None:
    days = list(period)

    assert len(period) == len(days)
    assert (days[0], days[-1]) == (period.first, period.last)
    assert period == Period.covering(period.first, len(days))


@given(PERIODS, st.dates(date(2014, 6, 5), date(2014, 6, 30)))
def test_a_day_is_in_a_period_exactly_when_it_is_yielded(period: Period, day: date) -> None:
    assert (day in period) == (day in list(period))


@pytest.mark.parametrize("days", [0, -1])
def test_a_period_without_a_day_is_refused_with_a_sentence(days: int) -> None:
    with pytest.raises(EmptyPeriod, match="There is no day from 2014-06-10") as refused:
        Period.covering(date(2014, 6, 10), days)

    assert str(refused.value).endswith("Give at least one day.")


def test_a_household_fed_until_saturday_can_be_served_from_saturday_on() -> None:
    saturday = date(2014, 7, 5)

    assert not Period(saturday - timedelta(7), saturday).overlaps(Period.covering(saturday, 7))
