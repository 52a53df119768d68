"""Joining two households that are one family: what differs, and who stands in both."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final

from camp_desk.domain.ids import PersonId
from camp_desk.domain.likeness import Likeness, likeness
from camp_desk.domain.names import tokens
from camp_desk.domain.registration import Member, Registration, Sex


class Side(StrEnum):
    """Which of the two: the one whose card stands for the family, or the one that joins it."""

    FIRST = "first"
    SECOND = "second"


class Field(StrEnum):
    """What is chosen from one of the two where they differ."""

    HEAD = "head"
    NUMBERS = "numbers"
    ORIGIN = "origin"
    PHONE = "phone"
    ARRIVED = "arrived"
    CHECKPOINT = "checkpoint"
    PLACE = "place"
    REMARKS = "remarks"


@dataclass(frozen=True, slots=True)
class Standing:
    """Somebody of the joined family: who that is in each of the two, and whether he belongs."""

    first: PersonId | None
    second: PersonId | None
    belongs: bool = True


@dataclass(frozen=True, slots=True)
class Chosen:
    """What stands in the joined family: a side for each field that differs, and who belongs."""

    sides: Mapping[Field, Side]
    people: tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """One of the two households, with the ids of its members."""

    registration: Registration
    persons: tuple[PersonId, ...]

    @property
    def members(self) -> dict[PersonId, Member]:
        """Return who belongs to it, by id."""
        return dict(zip(self.persons, self.registration.members, strict=True))


def beforehand(first: Known, second: Known) -> Chosen:
    """Return what an officer would mostly choose: to be looked at, and corrected.

    What only one of them knows stands.  Phone and place are those of who came later, the arrival
    and its checkpoint those of who came earlier.  Whoever is known by name in one of them
    belongs to the family; where one only counts, the members of the other are the family.
    """
    one, other = first.registration, second.registration
    sides = {field: _sensible(field, one, other) for field in differing(one, other)}
    return settled(first, second, Chosen(sides, tuple(_who_belongs(first, second))))


def settled(first: Known, second: Known, chosen: Chosen) -> Chosen:
    """Return a choice in which the head belongs, alone where both families are only counted."""
    counted = bool(first.registration.counts and second.registration.counts)
    head = head_of(first, second, chosen)
    people = (replace(each, belongs=each is head) if counted or each is head else each
              for each in chosen.people)  # fmt: skip
    return replace(chosen, people=tuple(people))


def head_of(first: Known, second: Known, chosen: Chosen) -> Standing:
    """Return who heads the joined family."""
    side = chosen.sides.get(Field.HEAD, Side.FIRST)
    wanted = (first if side is Side.FIRST else second).persons[0]
    return next(each for each in chosen.people if wanted in {each.first, each.second})


def differing(first: Registration, second: Registration) -> tuple[Field, ...]:
    """Return the fields in which two households differ, in the order in which they are shown."""
    return tuple(
        field for field in Field if _value(field, first) != _value(field, second)
        and (field is not Field.NUMBERS or (first.counts and second.counts))
    )  # fmt: skip


def _value(field: Field, of: Registration) -> object:
    return {
        Field.HEAD: replace(of.head, relationship=""),
        Field.NUMBERS: of.counts,
        Field.ORIGIN: of.origin,
        Field.PHONE: of.phone,
        Field.ARRIVED: of.arrived and of.arrived.replace(second=0, microsecond=0),
        Field.CHECKPOINT: of.checkpoint,
        Field.PLACE: of.place,
        Field.REMARKS: of.remarks,
    }[field]


def _sensible(field: Field, first: Registration, second: Registration) -> Side:
    told = (_told(field, first), _told(field, second))
    if told[0] != told[1] and (field in _THE_MORE_THE_BETTER or 0 in told):
        return Side.FIRST if told[0] > told[1] else Side.SECOND
    came = (first.arrived or datetime.max, second.arrived or datetime.max)
    later = Side.SECOND if came[1] >= came[0] else Side.FIRST
    if field in {Field.PHONE, Field.PLACE, Field.NUMBERS}:
        return later
    if field in {Field.ARRIVED, Field.CHECKPOINT}:
        return Side.FIRST if later is Side.SECOND else Side.SECOND
    return Side.FIRST


_THE_MORE_THE_BETTER: Final = {Field.HEAD, Field.ORIGIN}


def _told(field: Field, of: Registration) -> int:
    """Return how much a household tells of a field, 0 for nothing."""
    if field is Field.HEAD:
        named = sum(map(bool, (of.head.father, of.head.grandfather, of.head.laqab)))
        return 1 + named + bool(of.head.birth) + 9 * (of.counts is None)
    if field is Field.ORIGIN:
        return sum(map(bool, (of.origin.governorate, of.origin.district, of.origin.place)))
    if field is Field.PLACE:
        return int(any((of.place.sector, of.place.block, of.place.shelter)))
    return int(bool(_value(field, of)))


def _who_belongs(first: Known, second: Known) -> Iterator[Standing]:
    pairs = same_people(first.registration.members, second.registration.members)
    counted = (first.registration.counts is not None, second.registration.counts is not None)
    taken = set(pairs.values())
    for n, person in enumerate(first.persons):
        if n in pairs:
            yield Standing(person, second.persons[pairs[n]])
        else:
            yield Standing(person, None, belongs=not counted[0])
    for n, person in enumerate(second.persons):
        if n not in taken:
            yield Standing(None, person, belongs=not counted[1])


def same_people(first: Sequence[Member], second: Sequence[Member]) -> dict[int, int]:
    """Return who of one family is whom of the other, as places in both; nobody is two.

    The likest names come first, then the nearest ages.
    """
    likely = sorted(
        (
            (-kind, years, i, j)
            for i, a in enumerate(first)
            for j, b in enumerate(second)
            for kind, years in [_alike(a, b)]
            if kind
        )
    )
    found: dict[int, int] = {}
    for _, _, i, j in likely:
        if i not in found and j not in found.values():
            found[i] = j
    return found


_YEARS_OF_A_CHILD, _YEARS = 3, 8


def _alike(a: Member, b: Member) -> tuple[int, int]:
    """Return how alike two names are, 0 for two people, and the years between them."""
    sexes = {a.sex, b.sex}
    if len(sexes - {Sex.UNKNOWN}) > 1:
        return 0, 0
    years = abs(a.birth.year - b.birth.year) if a.birth and b.birth else 0
    child = bool(a.birth and b.birth and max(a.birth.year, b.birth.year) > _BORN_LATELY)
    if years > (_YEARS_OF_A_CHILD if child else _YEARS):
        return 0, 0
    own = _words(a.own, b.own)
    father = _words(a.father, b.father) if a.father and b.father else Likeness.SAME
    if own < Likeness.NEAR or (not child and father < Likeness.SKELETON):
        return 0, 0
    return 2 * own + (father >= Likeness.NEAR), years


_BORN_LATELY: Final = 2000


def _words(a: str, b: str) -> Likeness:
    one, other = tokens(a), tokens(b)
    if not one or not other:
        return Likeness.DIFFERENT
    if "".join(one) == "".join(other):
        return Likeness.SAME
    return likeness(one[0], other[0])


def completed(member: Member, other: Member) -> Member:
    """Return a person with what is known of him in the other household where his own is silent."""
    return replace(
        member,
        father=member.father or other.father,
        grandfather=member.grandfather or other.grandfather,
        laqab=member.laqab or other.laqab,
        sex=other.sex if member.sex is Sex.UNKNOWN else member.sex,
        birth=member.birth or other.birth,
        fourth=member.fourth or other.fourth,
        latin=member.latin or other.latin,
        mother=member.mother or other.mother,
    )
