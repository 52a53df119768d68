"""A family in words: its people, their ages, where it came from; for tables and side by side."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from camp_desk.domain.anonymous import called
from camp_desk.domain.registration import BANDS, Counts, Member, Registration, Sex
from camp_desk.domain.words import N_, Words
from camp_desk.ui.direction import isolated, ltr

_SEXES = {
    Sex.FEMALE: N_("female"),
    Sex.MALE: N_("male"),
    Sex.OTHER: N_("other sex"),
    Sex.UNKNOWN: N_("sex unknown"),
}


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing about a family: what it is, and what stands there; lines part people."""

    title: str
    text: str


def facts(registration: Registration, on: date, words: Words) -> tuple[Fact, ...]:
    """Return what is known about a family, always the same facts in the same order."""
    origin, place = registration.origin, registration.place
    parts = (origin.place, origin.district, origin.governorate)
    return (
        Fact(words("Head of the family"), _head(registration, on, words)),
        Fact(words("Family size"), str(registration.size)),
        Fact(words("By age"), brackets(registration.counted(_counted_on(registration, on)))),
        Fact(words("Other members"), "\n".join(others(registration, on, words))),
        Fact(words("Origin"), words(", ").join(isolated(part) for part in parts if part)),
        Fact(words("Phone"), ltr(registration.phone)),
        Fact(words("Arrived"), arrival(registration)),
        Fact(words("Checkpoint"), isolated(registration.checkpoint)),
        Fact(
            words("Place in the camp"),
            ltr(" / ".join(filter(None, (place.sector, place.block, place.shelter)))),
        ),
        Fact(words("From the list"), listed(registration, words)),
        Fact(words("Remarks"), isolated(registration.remarks)),
    )


def _counted_on(registration: Registration, on: date) -> date:
    """Return the day that ages by bracket stand for: counts were made on the day of arrival."""
    return registration.arrived.date() if registration.arrived else on


def _head(registration: Registration, on: date, words: Words) -> str:
    if registration.anonymous:
        return called("", registration.size, words)
    return person(registration.head, on, words)


def person(member: Member, on: date, words: Words) -> str:
    """Return a person's name, sex and age."""
    said = [isolated(member.name), words(_SEXES[member.sex])]
    if member.birth is not None:
        said.append(str(member.birth.age_on(on)))
    return words(", ").join(said)


def others(registration: Registration, on: date, words: Words) -> list[str]:
    """Return the members beside the head, or how many there are of each sex and age."""
    if registration.counts is None:
        return [person(member, on, words) for member in registration.members[1:]]
    counts = registration.counts
    sides = ((words("Female"), counts.female), (words("Male"), counts.male))
    said = [
        f"{sex} {ltr(_band(n))}: {number}"
        for sex, numbers in sides
        for n, number in enumerate(numbers)
        if number
    ]
    if counts.unknown:
        said.append(words("Age or sex unknown: {n}", n=counts.unknown))
    return said


def ages(registration: Registration, on: date) -> str:
    """Return the ages of all members, or the counts by age bracket, on one line."""
    if registration.counts is not None:
        return brackets(registration.counts)
    told = [member.birth and member.birth.age_on(on) for member in registration.members]
    return ltr(", ".join("?" if age is None else str(age) for age in told))


def arrival(registration: Registration) -> str:
    """Return when the family arrived; a list that knows the day alone says midnight."""
    arrived = registration.arrived
    if arrived is None:
        return ""
    known = "%Y-%m-%d %H:%M" if arrived.hour or arrived.minute else "%Y-%m-%d"
    return ltr(arrived.strftime(known))


def listed(registration: Registration, words: Words) -> str:
    """Return the list a family came with, and its number there."""
    if not registration.list_name:
        return ""
    return words(
        "{list}, number {number}",
        list=isolated(registration.list_name),
        number=ltr(registration.list_number),
    )


def sex_name(code: str, words: Words) -> str:
    """Return what a sex is called, from its code."""
    return words(_SEXES[Sex(code)])


def brackets(counts: Counts) -> str:
    """Return numbers by age bracket on one line, women and men together."""
    pairs = zip(counts.female, counts.male, strict=True)
    said = [f"{_band(n)}: {women + men}" for n, (women, men) in enumerate(pairs) if women + men]
    if counts.unknown:
        said.append(f"?: {counts.unknown}")
    return ltr(" · ".join(said))


def _band(n: int) -> str:
    first, last = BANDS[n]
    return f"{first}+" if n == len(BANDS) - 1 else f"{first}–{last}"
