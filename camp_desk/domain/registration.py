"""A family as it is written down at the table or read from a list."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from camp_desk.domain.consent import Consent


class Sex(StrEnum):
    """As asked; UNKNOWN is a real answer and is never dropped from a total."""

    FEMALE = "F"
    MALE = "M"
    OTHER = "O"
    UNKNOWN = "U"


class Precision(StrEnum):
    """How much of a birth date is known."""

    EXACT = "exact"
    MONTH = "month"
    YEAR = "year"
    ESTIMATED = "estimated"


@dataclass(frozen=True, slots=True)
class Birth:
    """When a person was born, as far as is known.

    An age in years that was told on some day is kept as that day, moved back by the
    years, with precision ESTIMATED: so an estimated age stays an estimate and grows.
    """

    year: int
    month: int = 0
    day: int = 0
    precision: Precision = Precision.YEAR

    @classmethod
    def from_age(cls, years: int, told_on: date) -> Birth:
        """Return the birth of somebody who was said to be ``years`` old on a day."""
        return cls(told_on.year - years, told_on.month, told_on.day, Precision.ESTIMATED)

    def age_on(self, day: date) -> int:
        """Return the age in completed years, never below 0; a bare year counts from 1 July."""
        birthday = (self.month or 7, self.day or 1)
        return max(0, day.year - self.year - ((day.month, day.day) < birthday))


BANDS = ((0, 4), (5, 11), (12, 17), (18, 59), (60, 200))
"""UNHCR's reporting brackets, in completed years, both ends included."""


def band_of(age: int) -> int:
    """Return the index in BANDS of an age in completed years."""
    return next(n for n, (_, last) in enumerate(BANDS) if age <= last)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many people, by sex and age bracket; ``unknown`` has no age or no sex."""

    female: tuple[int, int, int, int, int] = (0, 0, 0, 0, 0)
    male: tuple[int, int, int, int, int] = (0, 0, 0, 0, 0)
    unknown: int = 0

    @property
    def total(self) -> int:
        """Return the number of people."""
        return sum(self.female) + sum(self.male) + self.unknown


HEAD = "PA"
"""The relationship code of the head, who stands first in every registration."""


@dataclass(frozen=True, slots=True)
class Member:
    """One person of a family; names as typed, in any script.

    ``fourth`` is the great-grandfather's name, ``latin`` the whole name as visiting staff read it:
    these and the mother's name are asked at the full grade only.
    """

    own: str
    father: str = ""
    grandfather: str = ""
    laqab: str = ""
    sex: Sex = Sex.UNKNOWN
    birth: Birth | None = None
    relationship: str = ""
    fourth: str = ""
    latin: str = ""
    mother: str = ""

    @property
    def name(self) -> str:
        """Return the whole name in its usual order."""
        return " ".join(filter(None, (self.own, self.father, self.grandfather, self.laqab)))


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the family fled from; governorate and district by the names of the catalogue."""

    governorate: str = ""
    district: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the family lives in the camp."""

    sector: str = ""
    block: str = ""
    shelter: str = ""


@dataclass(frozen=True, slots=True)
class Registration:
    """A family, its head first.

    ``counts`` is given where the family was only counted: then ``members`` holds the
    head alone, and the family's size is ``counts.total``.  ``ration_card`` is the plain
    number of the state's card: it is turned into a keyed hash and never stored.
    ``full`` says that all was asked that programmes need.  ``intent`` is a code of INTENTS,
    ``onward`` where the family wants to go.
    """

    members: tuple[Member, ...]
    counts: Counts | None = None
    origin: Origin = field(default_factory=Origin)
    place: Place = field(default_factory=Place)
    checkpoint: str = ""
    arrived: datetime | None = None
    phone: str = ""
    ration_card: str = ""
    remarks: str = ""
    list_name: str = ""
    list_number: str = ""
    full: bool = False
    urgent: bool = False
    intent: str = ""
    onward: str = ""
    consent: Consent | None = None

    @property
    def anonymous(self) -> bool:
        """Tell whether the head refused: then no name is kept."""
        return self.consent is not None and not self.consent.given

    @property
    def head(self) -> Member:
        """Return who speaks for the family."""
        return self.members[0]

    @property
    def size(self) -> int:
        """Return how many people eat from the family's pot."""
        return self.counts.total if self.counts else len(self.members)

    def counted(self, on: date) -> Counts:
        """Return the family by sex and age bracket on a day."""
        return self.counts or count(self.members, on)


def count(members: tuple[Member, ...], on: date) -> Counts:
    """Return people by sex and age bracket on a day."""
    female, male, unknown = [0] * 5, [0] * 5, 0
    for member in members:
        side = {Sex.FEMALE: female, Sex.MALE: male}.get(member.sex)
        if side is None or member.birth is None:
            unknown += 1
        else:
            side[band_of(member.birth.age_on(on))] += 1
    f0, f1, f2, f3, f4 = female
    m0, m1, m2, m3, m4 = male
    return Counts((f0, f1, f2, f3, f4), (m0, m1, m2, m3, m4), unknown)
