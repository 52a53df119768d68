"""Household items: how many a household is entitled to, and what of that it had already."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

from camp_desk.domain.registration import Counts, Member, Sex

_INFANT_UNTIL = 2
_WOMAN_FROM, _WOMAN_UNTIL = 12, 50
_SHARING = 5
"""People who share one cooking pot (Sphere: a set for four or five)."""

_WHOLE = Fraction(1)
_UNDER_FIVE = 0
_GIRLS_AND_WOMEN = (2, 3)
"""Brackets of those only counted: 12 to 17 and 18 to 59."""


class Per(StrEnum):
    """What a quantity is for."""

    HOUSEHOLD = "household"
    PERSON = "person"
    FIVE = "five"
    TENT = "tent"
    INFANT = "infant"
    WOMAN = "woman"


@dataclass(frozen=True, slots=True)
class Rule:
    """So many of an item: once only, or again after ``days``.  ``lent`` ones come back."""

    item: str
    each: int
    per: Per = Per.HOUSEHOLD
    days: int = 0
    lent: bool = False


@dataclass(frozen=True, slots=True)
class People:
    """Who is in a household, as far as items depend on it."""

    persons: int
    infants: int = 0
    women: int = 0


@dataclass(frozen=True, slots=True)
class Got:
    """An item that a household had: when, and on which paper.

    ``reason`` is why it was given though it was more than was open.
    """

    item: str
    quantity: int
    day: date
    number: str
    desk: int = 0
    officer: str = ""
    lent: bool = False
    reason: str = ""
    at: str = ""
    """When it was written down, where that is known."""
    persons: int = 0
    """For how many it was, less those who split off since; 0 where nobody knows."""
    share: Fraction = field(default=_WHOLE)
    """The part of it that counts by person; less than all where it was carried from a split."""
    gone: tuple[Fraction, ...] = ()
    """The parts of it that went with those who split off since."""
    contents: tuple[tuple[str, int], ...] = ()
    """What was in it, where it is a kit that was packed for another size than the usual one."""
    carried: bool = False
    """Whether the household had it while it was part of another one."""

    def counted(self, per: Per) -> int:
        """Return how much of it counts: by person the part of who is here, else all of it."""
        if per is not Per.PERSON:
            return self.quantity
        return int(self.quantity * self.share) - sum(int(self.quantity * n) for n in self.gone)


@dataclass(frozen=True, slots=True)
class Open:
    """What a household may have of an item today; ``last`` is the latest that counts against it."""

    rule: Rule
    entitled: int
    had: int
    last: Got | None = None

    @property
    def quantity(self) -> int:
        """Return how many are still open, 0 where it had all of them."""
        return max(0, self.entitled - self.had)

    @property
    def again(self) -> date | None:
        """Return the day from which the latest no longer counts; None where it always does."""
        if self.last is None or not self.rule.days:
            return None
        return self.last.day + timedelta(days=self.rule.days)


def people_of(members: Iterable[Member], on: date) -> People:
    """Return who is there by their ages; who has no age is neither an infant nor a woman."""
    persons = infants = women = 0
    for member in members:
        persons += 1
        if member.birth is None:
            continue
        age = member.birth.age_on(on)
        infants += age < _INFANT_UNTIL
        women += member.sex is Sex.FEMALE and _WOMAN_FROM <= age < _WOMAN_UNTIL
    return People(persons, infants, women)


def people_counted(counts: Counts) -> People:
    """Return who is there by brackets: children under five stand for infants."""
    infants = counts.female[_UNDER_FIVE] + counts.male[_UNDER_FIVE]
    women = sum(counts.female[each] for each in _GIRLS_AND_WOMEN)
    return People(counts.total, infants, women)


def entitled(rule: Rule, people: People) -> int:
    """Return how many a household is entitled to; it lives in one tent.

    A baby kit is for a household with a child under two, however many there are.
    """
    times = {
        Per.HOUSEHOLD: 1,
        Per.TENT: 1,
        Per.PERSON: people.persons,
        Per.FIVE: -(-people.persons // _SHARING),
        Per.INFANT: min(1, people.infants),
        Per.WOMAN: people.women,
    }
    return rule.each * times[rule.per] if people.persons else 0


def still_open(rule: Rule, people: People, had: Sequence[Got], today: date) -> Open:
    """Return what is open of an item, given all that the household had of it.

    What was given once only counts for ever, the rest for the days of the rule: one of 30 days
    is open again on the 30th day after.
    """
    counted = [
        each for each in had
        if each.item == rule.item and _counts(rule, each.day, today) and each.counted(rule.per)
    ]  # fmt: skip
    last = max(counted, key=lambda each: each.day, default=None)
    total = sum(each.counted(rule.per) for each in counted)
    return Open(rule, entitled(rule, people), total, last)


def _counts(rule: Rule, day: date, today: date) -> bool:
    return not rule.days or day > today - timedelta(days=rule.days)
