"""What a column of a list can hold."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from camp_desk.domain.registration import BANDS, Sex
from camp_desk.domain.words import N_, Words


class Field(StrEnum):
    """What a column holds, one value a row.  The text is what a remembered mapping says."""

    FAMILY = "family"
    PERSON_NUMBER = "person_number"
    FULL_NAME = "full_name"
    OWN_NAME = "own_name"
    FATHER = "father"
    GRANDFATHER = "grandfather"
    FOURTH = "fourth"
    LAQAB = "laqab"
    HEAD_NAME = "head_name"
    HEAD_MARK = "head_mark"
    SEX = "sex"
    AGE = "age"
    AGE_MONTHS = "age_months"
    AGE_UNIT = "age_unit"
    BIRTH_DATE = "birth_date"
    BIRTH_YEAR = "birth_year"
    RELATIONSHIP = "relationship"
    PHONE = "phone"
    RATION_CARD = "ration_card"
    ORIGIN = "origin"
    GOVERNORATE = "governorate"
    DISTRICT = "district"
    SUBDISTRICT = "subdistrict"
    PLACE = "place"
    ARRIVED = "arrived"
    ARRIVED_TIME = "arrived_time"
    CHECKPOINT = "checkpoint"
    TOTAL = "total"
    SECTOR = "sector"
    BLOCK = "block"
    SHELTER = "shelter"
    REMARKS = "remarks"


@dataclass(frozen=True, slots=True, order=True)
class Group:
    """A column that counts people of a sex (UNKNOWN: of both) and of ages, in completed years.

    Both ends are included; ``first`` 0 with ``last`` EVERY_AGE is all of them.
    """

    sex: Sex = Sex.UNKNOWN
    first: int = 0
    last: int = 200

    @property
    def of_every_age(self) -> bool:
        """Tell whether the column is a plain number of people."""
        return self.first == 0 and self.last == EVERY_AGE

    @property
    def band(self) -> int:
        """Return the index in BANDS of the bracket that holds most of its years."""
        overlaps = [_overlap(self.first, self.last, *band) for band in BANDS]
        return overlaps.index(max(overlaps))

    @property
    def fits(self) -> bool:
        """Tell whether the column counts within one bracket."""
        first, last = BANDS[self.band]
        return first <= self.first and min(self.last, EVERY_AGE) <= last


EVERY_AGE = 200
"""The upper end of a group without one."""

Target = Field | Group
"""What a column is for."""

_OLDEST_COUNTED = 75
"""Where the open bracket ends when years are compared: few are older."""

_TITLES = {
    Field.FAMILY: N_("Number of the family"),
    Field.PERSON_NUMBER: N_("Number of the person in the family"),
    Field.FULL_NAME: N_("Full name"),
    Field.OWN_NAME: N_("Own name"),
    Field.FATHER: N_("Father's name"),
    Field.GRANDFATHER: N_("Grandfather's name"),
    Field.FOURTH: N_("Fourth name"),
    Field.LAQAB: N_("Family or tribal name"),
    Field.HEAD_NAME: N_("Name of the head of the family"),
    Field.HEAD_MARK: N_("Mark of the head of the family"),
    Field.SEX: N_("Sex"),
    Field.AGE: N_("Age"),
    Field.AGE_MONTHS: N_("Age in months"),
    Field.AGE_UNIT: N_("Unit of the age: years or months"),
    Field.BIRTH_DATE: N_("Date of birth"),
    Field.BIRTH_YEAR: N_("Year of birth"),
    Field.RELATIONSHIP: N_("Relationship to the head"),
    Field.PHONE: N_("Telephone"),
    Field.RATION_CARD: N_("Number of the state's ration card"),
    Field.ORIGIN: N_("Origin in one column"),
    Field.GOVERNORATE: N_("Governorate of origin"),
    Field.DISTRICT: N_("District of origin"),
    Field.SUBDISTRICT: N_("Sub-district of origin"),
    Field.PLACE: N_("Quarter or village of origin"),
    Field.ARRIVED: N_("Day of arrival"),
    Field.ARRIVED_TIME: N_("Time of arrival"),
    Field.CHECKPOINT: N_("Checkpoint"),
    Field.TOTAL: N_("Number of people in the family"),
    Field.SECTOR: N_("Sector in the camp"),
    Field.BLOCK: N_("Block in the camp"),
    Field.SHELTER: N_("Tent or shelter"),
    Field.REMARKS: N_("Remarks"),
}
_PEOPLE = {Sex.FEMALE: N_("Females"), Sex.MALE: N_("Males"), Sex.UNKNOWN: N_("People")}

CHOICES: tuple[Target, ...] = (
    *Field,
    *(Group(sex, *band) for sex in (Sex.FEMALE, Sex.MALE) for band in BANDS),
    Group(Sex.FEMALE),
    Group(Sex.MALE),
)
"""What an officer can choose from for a column."""


def title(target: Target, words: Words) -> str:
    """Return what a column is for, in the officer's language."""
    if isinstance(target, Field):
        return words(_TITLES[target])
    people = words(_PEOPLE[target.sex])
    if target.of_every_age:
        return people
    if target.last == EVERY_AGE:
        return words("{people} of {age} and older", people=people, age=target.first)
    return words(
        "{people} of {first} to {last}", people=people, first=target.first, last=target.last
    )


def as_text(target: Target | None) -> str:
    """Return a target as it is remembered."""
    if isinstance(target, Group):
        return f"count {target.sex.value} {target.first} {target.last}"
    return target.value if target else ""


def from_text(untrusted_text: str) -> Target | None:
    """Return a remembered target, or None when it is not one of this version."""
    if untrusted_text.startswith("count "):
        match untrusted_text.split():
            case ["count", ("F" | "M" | "U") as sex, first, last] if (first + last).isdecimal():
                return Group(Sex(sex), int(first), int(last))
        return None
    return Field(untrusted_text) if untrusted_text in set(Field) else None


def _overlap(first: int, last: int, band_first: int, band_last: int) -> int:
    """Return the shared years; an open end reaches only as far as people usually live."""
    end = min(last, band_last, max(_OLDEST_COUNTED, first))
    return max(0, end - max(first, band_first) + 1)
