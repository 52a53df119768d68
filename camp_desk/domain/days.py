"""Days, times and ages as people type them."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache

from camp_desk.domain.digits import latin, number
from camp_desk.domain.plain import cleaned, folded
from camp_desk.domain.registration import Birth, Precision

OLDEST = 120
"""The highest age in years that is believed."""

_FIRST_YEAR, _LAST_YEAR = 1890, 2150
_MONTH_NAMES = (
    "كانون الثاني|يناير|january|jan|کانوونی دووەم|ڕێبەندان",
    "شباط|فبراير|february|feb|شوبات|ڕەشەمە",
    "آذار|اذار|مارس|march|mar|ئازار|نەورۆز",
    "نيسان|أبريل|ابريل|april|apr|گوڵان",
    "أيار|ايار|مايس|مايو|may|ئایار|جۆزەردان",
    "حزيران|يونيو|june|jun|حوزەیران|پووشپەڕ",
    "تموز|يوليو|july|jul|تەمووز|گەلاوێژ",
    "آب|اب|أغسطس|اغسطس|august|aug|ئاب|خەرمانان",
    "أيلول|ايلول|سبتمبر|september|sept|sep|ئەیلوول|ڕەزبەر",
    "تشرين الأول|تشرين اول|أكتوبر|اكتوبر|october|oct|تشرینی یەکەم",
    "تشرين الثاني|تشرين ثاني|نوفمبر|november|nov|تشرینی دووەم",
    "كانون الأول|كانون اول|ديسمبر|december|dec|کانوونی یەکەم",
)
_MONTHS = {folded(n): m for m, names in enumerate(_MONTH_NAMES, 1) for n in names.split("|")}
_MONTH = re.compile(
    r"(?<!\w)(" + "|".join(sorted(map(re.escape, _MONTHS), key=len, reverse=True)) + r")(?!\w)"
)
_CLOCK = re.compile(
    r"(?<!\d)(\d{1,2})[:٫](\d{2})(?:[:٫](\d{2}))?(?:[.,]\d+)?\s*([^\W\d]+(?:\.\w\.?)?)?"
)
_ZONE = re.compile(r"(:\d{2}(?:[.,]\d+)?)\s*(?:z|[+-]\d{2}:?\d{2})$", re.IGNORECASE)
_DAY = re.compile(r"(\d{1,4})\D(\d{1,2})(?:\D(\d{1,4}))?")
_MORNING, _EVENING = (
    {"am", "a m", "ص", "صباحا", "ب ن"},
    {"pm", "p m", "م", "مساء", "مسا", "عصرا", "ظهرا", "د ن"},
)
_BEFORE_AGE = re.compile(
    r"^(?:[~≈]|ca?\.|(?:born in|born|about|approx|مواليد|تولد|حوالي|تقريبا)(?!\w))\s*\.?\s*"
)
_AFTER_YEAR = re.compile(r"(?<=\d{4})\s*(?:م|ميلادي|ميلادية|ad|ce)$")
_AGE = re.compile(r"(?:about|approx|age|حوالي|تقريبا|عمر)?\s*([\d.,]+)\s*(.*)")
_IN_MONTHS = {
    "m",
    "mo",
    "mos",
    "month",
    "months",
    "mnth",
    "شهر",
    "اشهر",
    "شهور",
    "شهرا",
    "مانگ",
    "mths",
}
_IN_WEEKS = {"w", "wk", "week", "weeks", "اسبوع", "اسابيع", "اسبوعا", "هفته"}
_IN_DAYS = {"d", "day", "days", "يوم", "ايام", "يوما", "روژ"}
_IN_YEARS = {
    "y",
    "yr",
    "yrs",
    "yo",
    "year",
    "years",
    "old",
    "سنه",
    "سنوات",
    "سنين",
    "عام",
    "اعوام",
    "عاما",
    "سال",
    "س",
}
_SAID = {
    "سنه": 12, "سنتان": 24, "سنتين": 24, "شهر": 1, "شهران": 2, "شهرين": 2, "نصف سنه": 6,
    "سنه ونصف": 18, "سنه و نصف": 18, "رضيع": 6, "حديث ولاده": 0, "newborn": 0, "new born": 0,
    "infant": 6, "مولود جديد": 0, "سنتين ونصف": 30,
}  # fmt: skip
"""Ages told in words alone, in months."""

_NUMBERS = (
    "one واحد واحده يك|two اثنان اثنين دو|three ثلاث ثلاثه سي|four اربع اربعه چوار|"
    "five خمس خمسه پينج|six ست سته شهش|seven سبع سبعه حهوت|eight ثمان ثمانيه ثماني ههشت|"
    "nine تسع تسعه نو|ten عشر عشره ده|eleven احدعشر|twelve"
)
_SPELT = {word: n for n, words in enumerate(_NUMBERS.split("|"), 1) for word in words.split()}
_TWO = {"سنتان": 24, "سنتين": 24, "عامان": 24, "عامين": 24, "شهران": 2, "شهرين": 2}
_RUNS = re.compile(r"\d+|[^\W\d_]+")
_BETWEEN = {"و", "and", "old", "half", "نصف", "نيو", "العمر"}


class Order(StrEnum):
    """Which number of 10/6/2014 is the day."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"


def order_of(typed: Iterable[str]) -> Order:
    """Return the order in which a column of days is written.

    Month first exactly when some second number can only be a day and no first number is one.
    """
    only_days_first = only_days_second = False
    for text in typed:
        if (found := _DAY.match(latin(text).strip())) and len(found.group(1)) <= 2:  # noqa: PLR2004  no year first
            only_days_first |= int(found.group(1)) > 12  # noqa: PLR2004  months of a year
            only_days_second |= int(found.group(2)) > 12  # noqa: PLR2004  months of a year
    return Order.MONTH_FIRST if only_days_second and not only_days_first else Order.DAY_FIRST


def read_time(untrusted_text: str) -> time | None:
    """Return the time of day in the text, or None.

    >>> read_time("٩:٣٠ م")
    datetime.time(21, 30)
    """
    text = latin(cleaned(untrusted_text)).strip()
    found = _CLOCK.search(text)
    if found is None:
        return None
    hour, minute, second = (int(part or 0) for part in found.groups()[:3])
    half = folded(found.group(4) or "")
    if half in _EVENING and hour < 12:  # noqa: PLR2004  noon
        hour += 12
    elif half in _MORNING and hour == 12:  # noqa: PLR2004  midnight
        hour = 0
    return time(hour, minute, second) if hour < 24 and minute < 60 and second < 60 else None  # noqa: PLR2004


@lru_cache(maxsize=16_384)
def read_hour(untrusted_text: str, today: date) -> datetime | None:
    """Return a time as it is typed: of today where only hours and minutes are.

    >>> read_hour("7:30", date(2014, 6, 10)), read_hour("9/6 ١٧:٠٥", date(2014, 6, 10))
    (datetime.datetime(2014, 6, 10, 7, 30), datetime.datetime(2014, 6, 9, 17, 5))
    """
    moment = read_moment(untrusted_text, today)
    clock = None if moment else read_time(latin(cleaned(untrusted_text)))
    return datetime.combine(today, clock) if clock else moment


def read_moment(untrusted_text: str, near: date, order: Order = Order.DAY_FIRST) -> datetime | None:
    """Return the day, with its time if one is given, or None when it cannot be read.

    A day without a year is the last one that is not after ``near``.

    >>> read_moment("١٠/٠٦/٢٠١٤ 21:02", date(2014, 6, 12))
    datetime.datetime(2014, 6, 10, 21, 2)
    >>> read_moment("1/7", date(2014, 6, 12)), read_moment("3 حزيران 2014", date(2014, 6, 12))
    (datetime.datetime(2013, 7, 1, 0, 0), datetime.datetime(2014, 6, 3, 0, 0))
    """
    text = _ZONE.sub(r"\1", latin(cleaned(untrusted_text)).strip())
    clock = read_time(text)
    text = _CLOCK.sub(" ", text).strip() if clock else text
    day = _read_day(text.removesuffix("T").strip(" ,،-"), near, order)
    return None if day is None else datetime.combine(day, clock or time())


@lru_cache(maxsize=16_384)
def read_birth(untrusted_text: str, told_on: date, order: Order = Order.DAY_FIRST) -> Birth | None:
    """Return the birth that an age, a year, a month and year, or a day tells, or None.

    >>> read_birth("٦ أشهر", date(2014, 6, 10))
    Birth(year=2013, month=12, day=10, precision=<Precision.ESTIMATED: 'estimated'>)
    >>> read_birth("2011", date(2014, 6, 10)).precision.value
    'year'
    """
    text = latin(cleaned(untrusted_text)).strip(" .،,")
    text = _AFTER_YEAR.sub("", _BEFORE_AGE.sub("", text.casefold()))
    if (years := number(text)) is not None and years > OLDEST:
        return _from_year(years, told_on)
    if (months := _age_in_months(text)) is not None:
        return _from_months(months, told_on) if 0 <= months <= OLDEST * 12 else None
    if found := re.fullmatch(r"(\d{1,2})\s*[/.\-]\s*(\d{4})|(\d{4})\s*[/.\-]\s*(\d{1,2})", text):
        month, year = int(found.group(1) or found.group(4)), int(found.group(2) or found.group(3))
        believable = 1 <= month <= 12 and _from_year(year, told_on)  # noqa: PLR2004  months of a year
        return Birth(year, month, precision=Precision.MONTH) if believable else None
    if month_of_year := _read_month(text, told_on):
        return month_of_year
    if re.fullmatch(r"\d{1,2}\s*[/.\-]\s*\d{1,2}", text):
        return None  # a birthday without its year tells no age
    moment = read_moment(text, told_on, order)
    return None if moment is None else born_on(moment.date(), told_on)


def born_on(day: date, told_on: date) -> Birth | None:
    """Return the birth on a known day, or None when nobody alive was born then."""
    if day > told_on or told_on.year - day.year > OLDEST:
        return None
    return Birth(day.year, day.month, day.day, Precision.EXACT)


def from_serial(serial: float) -> datetime:
    """Return the moment of a spreadsheet's day number (days since 30 December 1899)."""
    whole_minutes = round(serial * 24 * 60)
    return datetime(1899, 12, 30) + timedelta(minutes=whole_minutes)


def _read_day(text: str, near: date, order: Order) -> date | None:
    plain = folded(text)
    if found := _MONTH.search(plain):
        around = [int(n) for n in re.findall(r"\d+", plain[: found.start()] + plain[found.end() :])]
        return _named_month(around, _MONTHS[found.group()], near)
    numbers = re.findall(r"\d+", text)
    if re.fullmatch(r"(19|20)\d{6}", text):
        return _day(int(text[:4]), int(text[4:6]), int(text[6:]))
    if not re.fullmatch(r"[\d\s/.\-\\،,]+", text) or len(numbers) not in {2, 3}:
        return None
    if len(numbers) == 3 and len(numbers[0]) == 4:  # noqa: PLR2004  year, month, day
        return _day(*map(int, numbers))
    first, second = int(numbers[0]), int(numbers[1])
    day, month = (first, second) if order is Order.DAY_FIRST else (second, first)
    if month > 12 >= day:  # noqa: PLR2004  it can only be the other order
        day, month = month, day
    year = _full_year(numbers[2], near) if len(numbers) == 3 else None  # noqa: PLR2004
    return _day(year, month, day) if year else _last(month, day, near)


def _read_month(text: str, told_on: date) -> Birth | None:
    """Return the birth in a month by its name and a year: تموز 1979, Jul-79."""
    plain = folded(text)
    found = _MONTH.search(plain)
    around = plain[: found.start()] + plain[found.end() :] if found else ""
    numbers = around.split()
    if found is None or len(numbers) != 1 or not numbers[0].isdecimal() or int(numbers[0]) <= 31:  # noqa: PLR2004  a day
        return None
    year = _full_year(numbers[0], told_on)
    believable = _from_year(year, told_on)
    return Birth(year, _MONTHS[found.group()], precision=Precision.MONTH) if believable else None


def _named_month(around: list[int], month: int, near: date) -> date | None:
    years = [n for n in around if n > 31]  # noqa: PLR2004  days of a month
    days = [n for n in around if 1 <= n <= 31]  # noqa: PLR2004  days of a month
    if not days:
        return None
    if years:
        return _day(_full_year(str(years[0]), near), month, days[0])
    if len(days) == 2:  # noqa: PLR2004  10 June 14
        return _day(_full_year(str(days[1]), near), month, days[0])
    return _last(month, days[0], near)


def _full_year(digits: str, near: date) -> int:
    year = int(digits)
    if len(digits) > 2:  # noqa: PLR2004  not abbreviated
        return year
    century = near.year // 100 * 100
    return century + year if century + year <= near.year else century + year - 100


def _day(year: int, month: int, day: int) -> date | None:
    if not (_FIRST_YEAR <= year <= _LAST_YEAR and 1 <= month <= 12):  # noqa: PLR2004  months
        return None
    return date(year, month, day) if 1 <= day <= calendar.monthrange(year, month)[1] else None


def _last(month: int, day: int, near: date) -> date | None:
    candidates = (_day(year, month, day) for year in range(near.year, near.year - 5, -1))
    return next((found for found in candidates if found and found <= near), None)


def _from_year(year: float, told_on: date) -> Birth | None:
    if not float(year).is_integer() or not 0 <= told_on.year - year <= OLDEST:
        return None
    return Birth(int(year))


def _age_in_months(text: str) -> float | None:
    plain = folded(text)
    if plain in _SAID:
        return _SAID[plain]
    found = _AGE.fullmatch(text.casefold())
    amount = number(found.group(1).strip(".,")) if found else None
    if found is None or amount is None:
        return _added_up(_RUNS.findall(plain))
    if (several := _added_up(_RUNS.findall(plain))) is not None:
        return several
    unit = folded(found.group(2)).split(" ")[0]
    if unit in _IN_MONTHS:
        return amount
    if unit in _IN_WEEKS or unit in _IN_DAYS:
        return amount * 12 / (365 if unit in _IN_DAYS else 52)
    return amount * 12 if not unit or unit in _IN_YEARS else None


def _added_up(words: list[str]) -> float | None:
    """Return months of an age in several parts or spelt out: "2 years 3 months", "خمس سنوات"."""
    months, amount, last = 0.0, None, 0.0
    for one in words:
        word = one[1:] if one[:1] == "و" and (one[1:] in _BETWEEN or _part(one[1:])) else one
        part = _part(word)
        if part is None and word not in _BETWEEN:
            return None
        if word.isdecimal() or word in _SPELT:
            said_behind = part == 1 and last and amount is None  # سنة واحدة
            if amount is not None:
                return None
            amount = None if said_behind else part
        elif word in {"نصف", "نيو", "half"}:
            months += (last or 12) / 2
        elif part:
            last = part
            months, amount = months + part * (1 if amount is None else amount), None
    return months if last and amount is None else None


def _part(word: str) -> float | None:
    """Return the number that a word is, or the months that it counts."""
    if word.isdecimal() or word in _SPELT:
        return int(word) if word.isdecimal() else _SPELT[word]
    if word in _TWO:
        return _TWO[word]
    units = ((_IN_YEARS - {"old"}, 12.0), (_IN_MONTHS, 1.0), (_IN_WEEKS, 12 / 52))
    return next((months for known, months in units if word in known), None)


def _from_months(months: float, told_on: date) -> Birth:
    """Return the birth of somebody whose age was told; whole years as ``Birth.from_age`` does."""
    whole_months = int(months)
    years, rest = divmod(told_on.year * 12 + told_on.month - 1 - whole_months, 12)
    if whole_months % 12 == 0:
        return Birth.from_age(whole_months // 12, told_on)
    last = calendar.monthrange(years, rest + 1)[1]
    return Birth(years, rest + 1, min(told_on.day, last), Precision.ESTIMATED)
