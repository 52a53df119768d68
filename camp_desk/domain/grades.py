"""How much of a family is registered, and what is ready when more of it is to be typed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import IntEnum

from camp_desk.domain.registration import Birth, Counts, Member, Sex, band_of
from camp_desk.domain.words import N_


class Grade(IntEnum):
    """Numbers and a focal point; every member with the minimum; all that programmes ask."""

    COUNTED = 1
    REGISTERED = 2
    FULL = 3


GRADES = {
    Grade.COUNTED: N_("Count only"),
    Grade.REGISTERED: N_("Minimum"),
    Grade.FULL: N_("Full"),
}
"""What each grade is called."""


INTENTS = {
    "stay": N_("Stay here"),
    "move": N_("Move on"),
    "return": N_("Go back home"),
    "unknown": N_("Not known"),
}
"""What a family means to do, by the code that is kept."""


def grade_of(number: int) -> Grade:
    """Return a grade as it is kept; one of a later version counts as the fullest.

    >>> grade_of(2).name
    'REGISTERED'
    """
    return Grade(max(1, min(number, max(Grade))))


_ESTIMATES = (2, 8, 14, 35, 65)
"""The age in years that stands for each bracket until it is asked."""

_Cell = tuple[Sex, int]
_NOBODY_KNOWS: _Cell = (Sex.UNKNOWN, -1)
_LIKELY_HEADS = tuple((sex, band) for band in (3, 4, 2) for sex in (Sex.MALE, Sex.FEMALE))


def prepared(counts: Counts, head: Member, known: Sequence[Member], on: date) -> list[Member]:
    """Return who was counted and is not named yet, the eldest first, each with an estimated age.

    Whoever is named takes the place of one who was counted: of the same sex and bracket if there
    is one, or else of the nearest that is left.  So as many come together as were counted.

    Args:
        counts: As they were counted, the head with them.
        head: Who speaks for the family; a grown-up where nothing else is known.
        known: The members who are named already.
        on: Today.

    >>> [each.birth.year for each in prepared(Counts((1, 0, 0, 1, 0), (0, 0, 0, 1, 0)),
    ...     Member("Karim", sex=Sex.MALE), (), date(2014, 6, 10)) if each.birth]
    [1979, 2012]
    """
    left = _cells(counts)
    _take(left, head, on, _LIKELY_HEADS)
    for member in known:
        _take(left, member, on, ())
    return [_estimated(cell, on) for cell in sorted(left, key=_eldest_first)]


def _cells(counts: Counts) -> list[_Cell]:
    sides = ((Sex.FEMALE, counts.female), (Sex.MALE, counts.male))
    known = [
        (sex, band) for sex, numbers in sides for band, n in enumerate(numbers) for _ in range(n)
    ]
    return known + [_NOBODY_KNOWS] * counts.unknown


def _take(left: list[_Cell], member: Member, on: date, likely: Sequence[_Cell]) -> None:
    """Take the one out who a member most likely is."""
    if not left:
        return
    band = -1 if member.birth is None else band_of(member.birth.age_on(on))

    def distance(cell: _Cell) -> tuple[int, int, int]:
        sex = int(member.sex is not Sex.UNKNOWN and cell[0] is not member.sex)
        if cell == _NOBODY_KNOWS:
            unknown = member.sex is Sex.UNKNOWN and band < 0 and not likely
            return (-1 if unknown else 1), 0, 0  # rather than somebody of the other sex
        if band >= 0:
            return 2 * sex, abs(cell[1] - band), 0
        return 2 * sex, 0, likely.index(cell) if cell in likely else len(likely)

    left.remove(min(left, key=distance))


def _eldest_first(cell: _Cell) -> tuple[bool, int, bool]:
    sex, band = cell
    return cell == _NOBODY_KNOWS, -band, sex is Sex.MALE


def _estimated(cell: _Cell, on: date) -> Member:
    sex, band = cell
    birth = None if band < 0 else Birth.from_age(_ESTIMATES[band], on)
    return Member("", sex=sex, birth=birth)
