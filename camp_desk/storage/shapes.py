"""What a field of a journalled table may hold, whoever wrote it: this desk or a hostile one."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from math import isfinite

from camp_desk.domain.catalogue import ScaleKind
from camp_desk.domain.pipeline import Likelihood
from camp_desk.domain.quantities import Unit
from camp_desk.domain.registration import Precision, Sex
from camp_desk.domain.roles import Role

LONGEST_TEXT = 20_000
"""Characters of a text; actions refuse what is too long long before."""

OLDEST_BIRTH = 1850
"""The first year in which anybody in a camp may have been born, with much to spare."""

_LONGEST_JSON = 200_000
_LARGEST_BLOB = 1_000_000
_LARGEST = 2**53
"""Base units, years, people: no number that a camp counts is near it."""


@dataclass(frozen=True, slots=True)
class Shape:
    """One kind of value: the type of its column, and a test of what is not NULL."""

    sql: str
    fits: Callable[[object], bool]


def _id(value: object) -> bool:
    return type(value) is bytes and len(value) == 16  # noqa: PLR2004  UUIDs and hashes


def _blob(value: object) -> bool:
    return type(value) is bytes and len(value) <= _LARGEST_BLOB


def _text(value: object) -> bool:
    return type(value) is str and len(value) <= LONGEST_TEXT


def _code(value: object) -> bool:
    return type(value) is str and 0 < len(value) <= 100  # noqa: PLR2004  longer than any code


def _between(least: int, most: int = _LARGEST) -> Callable[[object], bool]:
    return lambda value: type(value) is int and least <= value <= most


def _real(value: object) -> bool:
    return type(value) in {int, float} and isfinite(value) and 0 <= value <= _LARGEST  # type: ignore[arg-type, operator]  # both are numbers


def _scalar(value: object) -> bool:
    if type(value) is float:
        return isfinite(value)
    return _text(value) or _blob(value) or _between(-_LARGEST)(value)


def _one_of(
    values: type[Unit | ScaleKind | Likelihood | Sex | Precision | Role],
) -> Callable[[object], bool]:
    known = {each.value for each in values}
    return lambda value: type(value) is str and value in known


def _matching(pattern: str, reads: Callable[[str], object]) -> Callable[[object], bool]:
    """Return a test for texts of a form that can also be read: no 31 February."""
    form = re.compile(pattern, re.ASCII)

    def fits(value: object) -> bool:
        if type(value) is not str or not form.fullmatch(value):
            return False
        try:
            reads(value)
        except ValueError:
            return False
        return True

    return fits


def _birthday(text: str) -> object:
    year, month, day = (*(int(part) for part in text.split("-")), 0, 0)[:3]
    if not (year >= OLDEST_BIRTH and month <= 12 and day <= 31):  # noqa: PLR2004  the calendar's
        raise ValueError(text)
    return text


def _json(fits: Callable[[object], bool]) -> Callable[[object], bool]:
    def read_and_fits(value: object) -> bool:
        if type(value) is not str or len(value) > _LONGEST_JSON:
            return False
        try:
            return fits(json.loads(value))
        except (ValueError, RecursionError):
            return False

    return read_and_fits


_amount = _between(0)


def _list_of(fits: Callable[[object], bool]) -> Callable[[object], bool]:
    return lambda value: isinstance(value, list) and all(map(fits, value))


def _part(value: object) -> bool:
    return isinstance(value, list) and len(value) == 2 and _code(value[0]) and _amount(value[1])  # noqa: PLR2004  a pair


def _counts(value: object) -> bool:
    match value:
        case [list(female), list(male), unknown]:
            return len(female) == len(male) == 5 and all(map(_people, (*female, *male, unknown)))  # noqa: PLR2004  the age brackets
    return False


_people = _between(0, 1_000_000)


def _known(value: object) -> bool:
    return isinstance(value, dict) and all(
        re.fullmatch(r"[0-9]{1,3}", desk) and _amount(n) for desk, n in value.items()
    )


SHAPES = {
    "id": Shape("BLOB", _id),
    "blob": Shape("BLOB", _blob),
    "text": Shape("TEXT", _text),
    "code": Shape("TEXT", _code),
    "scalar": Shape("ANY", _scalar),
    "int": Shape("INTEGER", _between(-_LARGEST)),
    "count": Shape("INTEGER", _between(1)),
    "amount": Shape("INTEGER", _amount),
    "people": Shape("INTEGER", _between(1, 1_000_000)),
    "flag": Shape("INTEGER", _between(0, 1)),
    "desk": Shape("INTEGER", _between(1, 999)),
    "card": Shape("INTEGER", _between(1_000_001, 999_999_999)),
    "grade": Shape("INTEGER", _between(1, 3)),
    "token": Shape("INTEGER", _between(1, 999_999)),
    "real": Shape("REAL", _real),
    "role": Shape("TEXT", _one_of(Role)),
    "unit": Shape("TEXT", _one_of(Unit)),
    "scale": Shape("TEXT", _one_of(ScaleKind)),
    "likelihood": Shape("TEXT", _one_of(Likelihood)),
    "sex": Shape("TEXT", _one_of(Sex)),
    "precision": Shape("TEXT", _one_of(Precision)),
    "day": Shape("TEXT", _matching(r"\d{4}-\d\d-\d\d", date.fromisoformat)),
    "time": Shape("TEXT", _matching(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?", datetime.fromisoformat)),
    "birth": Shape("TEXT", _matching(r"\d{4}(-\d\d(-\d\d)?)?", _birthday)),
    "counts": Shape("TEXT", _json(_counts)),
    "texts": Shape("TEXT", _json(_list_of(_text))),
    "parts": Shape("TEXT", _json(_list_of(_part))),
    "amounts": Shape("TEXT", _json(_list_of(_amount))),
    "known": Shape("TEXT", _json(_known)),
}
"""Every shape by the name that tables.py calls it."""
