"""Needs that follow from what is known of a family: offered, never set by themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from camp_desk.domain.registration import Member, Sex
from camp_desk.domain.words import N_, Words

GROWN_UP, OLD = 18, 60
"""Years from which somebody is grown up, and from which an older person."""

_MOTHER = range(12, 56)
_GRANDCHILDREN = {"GSO", "GDA"}

_CHILD_HEAD = N_("The head of the family is under 18.")
_CHILD_ALONE = N_("A child under 18 is registered alone.")
_WOMAN = N_("A woman heads the family, with children and no other grown-up.")
_PARENT = N_("The head is the only grown-up, with children.")
_GRANDPARENT = N_("The head is the only grown-up, with grandchildren.")
_OLD_ALONE = N_("A person of 60 years or more is registered alone.")
_OLD_CHILDREN = N_("The only grown-ups are 60 years or older, with children.")
_OLD_TOGETHER = N_("Everybody in the family is 60 years or older.")
_BABY = N_("There is a baby under one year, and one woman who can be the mother.")


@dataclass(frozen=True, slots=True)
class Suggested:
    """A need that somebody may have: the place in the family, the code, and why."""

    member: int
    code: str
    why: str

    def said(self, words: Words) -> str:
        """Return why it is suggested."""
        return words(self.why)


def suggested(members: Sequence[Member], on: date) -> tuple[Suggested, ...]:
    """Return the needs that a family's ages and sexes point at, the head standing first.

    Of somebody whose age is not known nothing is said, and nothing of a family in which that
    decides.

    >>> from camp_desk.domain.registration import Birth
    >>> child = Member("Ali", birth=Birth(2000))
    >>> [each.code for each in suggested([child], date(2014, 6, 10))]
    ['SC-UC', 'CR-CH']
    """
    if not members:
        return ()
    ages = [each.birth.age_on(on) if each.birth else None for each in members]
    known = [age for age in ages if age is not None]
    found = list(_of_the_head(ages))
    if len(known) == len(ages):
        found += _of_the_family(members, known)
    return tuple(found)


def _of_the_head(ages: Sequence[int | None]) -> Iterator[Suggested]:
    age = ages[0]
    if age is None:
        return
    alone = len(ages) == 1
    if age < GROWN_UP:
        if alone:
            yield Suggested(0, "SC-UC", _CHILD_ALONE)
        yield Suggested(0, "CR-CH", _CHILD_HEAD)
    elif age >= OLD and alone:
        yield Suggested(0, "ER-UR", _OLD_ALONE)


def _of_the_family(members: Sequence[Member], ages: Sequence[int]) -> Iterator[Suggested]:
    grown = [n for n, age in enumerate(ages) if age >= GROWN_UP]
    children = len(grown) < len(ages)
    if grown == [0] and children:
        yield from _single(members, ages[0])
    if children and grown and all(ages[n] >= OLD for n in grown):
        for n in grown:
            yield Suggested(n, "ER-MC", _OLD_CHILDREN)
    if len(ages) > 1 and min(ages) >= OLD:
        for n in range(len(ages)):
            yield Suggested(n, "ER-OC", _OLD_TOGETHER)
    mothers = [n for n, age in enumerate(ages) if age in _MOTHER and members[n].sex is Sex.FEMALE]
    if min(ages) < 1 and len(mothers) == 1:
        yield Suggested(mothers[0], "PG-LC", _BABY)


def _single(members: Sequence[Member], age: int) -> Iterator[Suggested]:
    """Yield what the only grown-up of a family with children is; older people follow below."""
    if members[0].sex is Sex.FEMALE:
        yield Suggested(0, "WR-HR", _WOMAN)
    elif age < OLD:
        grandparent = any(each.relationship in _GRANDCHILDREN for each in members[1:])
        yield Suggested(0, *(("SP-GP", _GRANDPARENT) if grandparent else ("SP-PT", _PARENT)))
