from __future__ import annotations

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camp_desk.domain.days import (
    OLDEST,
    Order,
    born_on,
    from_serial,
    order_of,
    read_birth,
    read_moment,
    read_time,
)
from camp_desk.domain.digits import arabic_indic
from camp_desk.domain.registration import Birth, Precision

NEAR = date(2014, 6, 15)
TENTH = datetime.fromisoformat("2014-06-10")


@pytest.mark.parametrize(
    "text",
    [
        "10/06/2014",
        "10.6.2014",
        "10-6-14",
        "2014-06-10",
        "١٠/٠٦/٢٠١٤",
        "۱۰/۶/۲۰۱۴",
        "10/6",
        "20140610",
        "10 حزيران 2014",
        "١٠ حزيران",
        "10 يونيو 2014",
        "10 June 2014",
        "June 10, 2014",
        "10-Jun-14",
        "2014/6/10",
        "10 حوزەیران 2014",
        " 10 / 06 / 2014 ",
        "\u200f10/06/2014",
    ],
)
def test_a_day_is_read_however_it_is_typed(text: str) -> None:
    assert read_moment(text, NEAR) == TENTH


@pytest.mark.parametrize(
    ("text", "hour", "minute"),
    [
        ("10/06/2014 21:02", 21, 2),
        ("2014-06-10T08:44:00.000+03:00", 8, 44),
        ("2014-06-10 08:44:59", 8, 44),
        ("10/6/2014 9:30 PM", 21, 30),
        ("10/6/2014 ٩:٣٠ م", 21, 30),
        ("10/6/2014 12:05 ص", 0, 5),
        ("10/6/2014 12:05 pm", 12, 5),
    ],
)
def test_the_time_of_a_day_is_read(text: str, hour: int, minute: int) -> None:
    found = read_moment(text, NEAR)
    assert found is not None
    assert (found.date(), found.hour, found.minute) == (TENTH.date(), hour, minute)


@pytest.mark.parametrize(
    "text", ["", "soon", "31/2/2014", "10", "1/2/3/4", "13/13/2014", "2014", "حزيران", "=A1"]
)
def test_what_is_no_day_is_none(text: str) -> None:
    assert read_moment(text, NEAR) is None


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_every_day_written_in_full_is_read_back(day: date) -> None:
    typed = f"{day.day}/{day.month}/{day.year}"
    for text in (typed, arabic_indic(typed), day.isoformat()):
        assert read_moment(text, NEAR) == datetime.combine(day, time())


@given(st.dates(date(2013, 6, 16), NEAR))
def test_a_day_without_a_year_is_the_last_one(day: date) -> None:
    assert read_moment(f"{day.day}/{day.month}", NEAR) == datetime.combine(day, time())


def test_an_order_of_day_and_month_is_told_by_the_column() -> None:
    assert order_of(["6/10/2014", "6/25/2014"]) is Order.MONTH_FIRST
    assert order_of(["10/6/2014", "25/6/2014"]) is Order.DAY_FIRST
    assert order_of(["25/6/2014", "6/25/2014"]) is Order.DAY_FIRST
    assert order_of(["2014-06-25"]) is Order.DAY_FIRST
    assert read_moment("6/10/2014", NEAR, Order.MONTH_FIRST) == TENTH


def test_times_that_no_clock_shows_are_none() -> None:
    assert read_time("25:00") is None
    assert read_time("noon") is None
    assert read_time("07:05") == time(7, 5)


@given(st.integers(0, OLDEST))
def test_an_age_in_years_is_an_estimate_that_grows(years: int) -> None:
    for text in (str(years), arabic_indic(str(years)), f"{years} years", f"{years} سنة"):
        assert read_birth(text, NEAR) == Birth.from_age(years, NEAR)


@pytest.mark.parametrize(
    ("text", "year", "month"),
    [
        ("6 months", 2013, 12),
        ("٦ أشهر", 2013, 12),
        ("18 شهر", 2012, 12),
        ("0.5", 2013, 12),
        ("3 weeks", 2014, 6),
        ("سنتين", 2012, 6),
        ("سنة", 2013, 6),
        ("10 أيام", 2014, 6),
        ("3 سنوات", 2011, 6),
        ("2,5", 2011, 12),
        ("شهرين", 2014, 4),
    ],
)
def test_ages_of_small_children_are_read(text: str, year: int, month: int) -> None:
    found = read_birth(text, NEAR)
    assert found is not None
    assert (found.year, found.month, found.precision) == (year, month, Precision.ESTIMATED)


def test_years_months_and_days_of_birth_keep_what_is_known() -> None:
    assert read_birth("1985", NEAR) == Birth(1985)
    assert read_birth("١٩٨٥", NEAR) == Birth(1985)
    assert read_birth("3/1985", NEAR) == Birth(1985, 3, precision=Precision.MONTH)
    assert read_birth("1/7/1985", NEAR) == Birth(1985, 7, 1, Precision.EXACT)
    assert read_birth("1/7/85", NEAR) == Birth(1985, 7, 1, Precision.EXACT)


@pytest.mark.parametrize(
    ("text", "birth"),
    [
        ("مواليد 1979", Birth(1979)),
        ("1979 م", Birth(1979)),
        ("تموز 1979", Birth(1979, 7, precision=Precision.MONTH)),
        ("Jul-79", Birth(1979, 7, precision=Precision.MONTH)),
        ("~40", Birth.from_age(40, NEAR)),
        ("حوالي ٤٠", Birth.from_age(40, NEAR)),
    ],
)
def test_what_clerks_write_around_an_age_or_a_year_is_passed_over(text: str, birth: Birth) -> None:
    assert read_birth(text, NEAR) == birth


@pytest.mark.parametrize(
    "text", ["", "300", "-3", "1/7", "1850", "2015", "16/6/2014", "old", "13/1985"]
)
def test_what_tells_no_age_is_none(text: str) -> None:
    assert read_birth(text, NEAR) is None


@given(st.text(max_size=30))
def test_no_text_breaks_the_reading_of_days(text: str) -> None:
    read_moment(text, NEAR)
    read_time(text)
    found = read_birth(text, NEAR)
    assert found is None or 0 <= found.age_on(NEAR) <= OLDEST + 1


def test_nobody_is_born_after_the_day_it_is_told() -> None:
    assert born_on(date(2014, 6, 16), NEAR) is None
    assert born_on(NEAR, NEAR) == Birth(2014, 6, 15, Precision.EXACT)


def test_day_numbers_of_spreadsheets_are_days() -> None:
    assert from_serial(41800.5) == datetime.fromisoformat("2014-06-10 12:00")


@pytest.mark.parametrize(
    ("told", "months"),
    [
        ("سنة واحدة", 12),
        ("ثلاث سنوات", 36),
        ("خمسة أشهر", 5),
        ("2 years 3 months", 27),
        ("1y 2m", 14),
        ("سنة و٣ أشهر", 15),
        ("سنة وثلاثة أشهر", 15),
        ("3 سنوات ونصف", 42),
        ("10 years old", 120),
    ],
)
def test_ages_in_several_parts_and_spelt_out_are_added_up(told: str, months: int) -> None:
    birth = read_birth(told, date(2014, 6, 10))
    assert birth is not None
    assert (2014 - birth.year) * 12 + 6 - birth.month == months


@pytest.mark.parametrize("told", ["سنة 1979 1980", "5 6 سنة", "years", "واحد", "two and"])
def test_words_that_are_no_age_are_none(told: str) -> None:
    found = read_birth(told, date(2014, 6, 10))
    assert found is None or told == "years"


def test_a_year_behind_a_dash_is_no_time_zone() -> None:
    assert read_birth("01-07-1979", date(2014, 6, 10)) == Birth(1979, 7, 1, Precision.EXACT)
    assert read_moment("10-06-2012", date(2014, 6, 12)) == datetime(2012, 6, 10)
    for zone in ("Z", "+03:00", " +0300", ".000+03:00"):
        told = read_moment(f"2014-06-10T08:01:02{zone}", date(2014, 6, 12))
        assert told is not None
        assert (told.date(), told.hour, told.minute) == (date(2014, 6, 10), 8, 1)
