"""A family as it is compared with others: folded names, ages, numbers, where from, when."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from typing import Final, NamedTuple, TypeAlias

from camp_desk.domain.names import fold, is_kunya, tokens, without_kunya
from camp_desk.domain.registration import Counts, Member, Precision, Registration, Sex
from camp_desk.domain.skeletons import other_sounds, skeleton

GROWN_UP: Final = 14
"""Years from which a member may be taken for the head of the family at another table."""

MOST_PEOPLE: Final = 24
"""Members compared by name; the numbers by sex and age count everybody."""

_MOST_GROWN_UPS: Final = 4
_SERVANT: Final = ("عبد",)
_SAME_AGE: Final = 6

PackedPerson: TypeAlias = tuple[str, str, str, int, bool, bool]
Packed: TypeAlias = tuple[
    tuple[PackedPerson, ...], tuple[int, ...], int, str, str, str, "bytes | str", int
]


class Person(NamedTuple):
    """Somebody who may stand in two families.

    ``words`` are the folded own, father's and grandfather's names in this order, as many
    as there are.  ``born`` is a day as an ordinal, 0 where unknown, ``exact`` if it was
    read from a paper with day and month.
    """

    words: tuple[str, ...]
    laqab: tuple[str, ...]
    sex: str
    born: int
    exact: bool
    grown_up: bool


@dataclass(frozen=True, slots=True)
class Family:
    """Everything that the comparison of two families needs, in no form to be shown.

    The head comes first in ``people``.  ``father`` is the index in ``people`` of a man
    known from the children's names alone, or -1.  ``counts`` are women and girls in the
    five age bands, men and boys in the five, and the unknown.  ``arrived`` is a day as an
    ordinal, 0 where unknown.
    """

    people: tuple[Person, ...]
    counts: tuple[int, ...]
    father: int = -1
    district: str = ""
    governorate: str = ""
    phone: str = ""
    ration_card: bytes | str = ""
    arrived: int = 0

    @property
    def head(self) -> Person:
        """Return who speaks for the family."""
        return self.people[0]

    @property
    def named(self) -> int:
        """Return how many members are known by name, the head with them."""
        return len(self.people) - (self.father >= 0)

    def pack(self) -> Packed:
        """Return the family as plain values for a table (about 60 bytes a person packed)."""
        people = tuple(
            (" ".join(p.words), " ".join(p.laqab), p.sex, p.born, p.exact, p.grown_up)
            for p in self.people
        )
        place = (self.district, self.governorate, self.phone, self.ration_card, self.arrived)
        return (people, self.counts, self.father, *place)

    @classmethod
    def unpack(cls, packed: Packed) -> Family:
        """Return the family that was packed; lists in place of tuples will do."""
        people, counts, father, district, governorate, phone, ration_card, arrived = packed
        return cls(
            tuple(
                Person(tuple(words.split()), tuple(laqab.split()), sex, born, exact, grown_up)
                for words, laqab, sex, born, exact, grown_up in people
            ),
            tuple(counts),
            father,
            district,
            governorate,
            phone,
            ration_card,
            arrived,
        )


def family_of(registration: Registration, on: date, ration_card_hash: bytes | str = "") -> Family:
    """Return a registration as it is compared.

    Args:
        registration: The family, its head first.
        on: The day that ages are counted for.
        ration_card_hash: The keyed hash of the state's ration card, empty without one.
    """
    people = [_person(member, on) for member in registration.members[:MOST_PEOPLE]]
    people[1:] = sorted(people[1:])
    father = _father_known_from_children(people)
    if father:
        people.append(father)
    origin = registration.origin
    return Family(
        tuple(people),
        _numbers(registration.counted(on)),
        len(people) - 1 if father else -1,
        _place(origin.district),
        _place(origin.governorate),
        re.sub(r"\D", "", fold(registration.phone))[-10:],
        ration_card_hash,
        registration.arrived.toordinal() if registration.arrived else 0,
    )


def blocking_keys(family: Family) -> set[int]:
    """Return the 48-bit keys under which a family is found again; twins share at least one.

    Keys are made of name skeletons, alone where they are rare enough, and with age,
    district or numbers where they are common: about 20 for a family of five, fewer than 70 ever.
    """
    return {_hashed(text) for text in _keys(family)}


def _keys(family: Family) -> Iterator[str]:
    where = family.district
    grown_ups = [p for n, p in enumerate(family.people) if p.grown_up or not n]
    for person in grown_ups[:_MOST_GROWN_UPS]:
        yield from _keys_of_person(person, where)
    for child in (p for p in family.people[1:] if not p.grown_up and len(p.words) > 1):
        for line in _readings(child.words[:3]):
            yield "3|" + "|".join(line)
    women, men = sum(family.counts[:5]), sum(family.counts[5:10])
    for word in family.head.words[:2]:
        for (bones,) in _readings((word,)):
            yield f"n|{bones}|{women}|{men}|{where}"
    if family.phone:
        yield f"t|{family.phone}"
    if family.ration_card:
        card = family.ration_card
        yield f"c|{card.hex() if isinstance(card, bytes) else card}"


def _keys_of_person(person: Person, where: str) -> Iterator[str]:
    for bones in _readings(person.words[:4]):
        yield from _keys_of_line(person, bones, where)


def _readings(words: tuple[str, ...]) -> Iterator[list[str]]:
    """Yield the skeletons of a line of names, then with one word after the other read otherwise."""
    usual = [skeleton(word) for word in words]
    if usual:
        yield usual
    for n, word in enumerate(words):
        for bones, _ in other_sounds(word):
            yield [*usual[:n], bones, *usual[n + 1 :]]


def _keys_of_line(person: Person, bones: list[str], where: str) -> Iterator[str]:
    own, *rest = bones
    for other in {*rest, *(skeleton(word) for word in person.laqab[:1])}:
        yield f"2|{own}|{other}"
    if not rest:
        return
    if len(rest) > 1:
        yield "3|" + "|".join([own, *rest[:2]])
    yield f"d|{own}|{rest[0]}|{where}"
    if not person.born:
        return
    year = person.born // 365
    for step in (year // _SAME_AGE, ~((year + _SAME_AGE // 2) // _SAME_AGE)):
        yield f"a|{own}|{rest[0]}|{step}"
        if len(rest) > 1:
            yield f"b|{rest[0]}|{rest[1]}|{where}|{step}"


@lru_cache(65_536)
def _hashed(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=6).digest())


def _person(member: Member, on: date) -> Person:
    named = (*tokens(member.own), *tokens(member.father), *tokens(member.grandfather))
    words = without_kunya(member.own, named[len(tokens(member.own)) :])
    laqab = () if is_kunya(member.laqab) else tokens(member.laqab)
    if len(words) < len(named) and len(laqab) > 1:
        words, laqab = (*words, laqab[0]), laqab[1:]  # a kunya before four names
    if words[-1:] == _SERVANT and laqab:
        words, laqab = (*words, laqab[0]), laqab[1:]  # عبد كريم, cut in two after three names
    born, exact, age = 0, False, GROWN_UP
    if member.birth:
        birth = member.birth
        age = birth.age_on(on)
        born = _ordinal(birth.year, birth.month or 7, birth.day or 1)
        exact = birth.precision is Precision.EXACT and bool(birth.day)
    sex = member.sex.value if member.sex in {Sex.FEMALE, Sex.MALE} else ""
    return Person(words[:6], laqab[:2], sex, born, exact, age >= GROWN_UP)


def _ordinal(year: int, month: int, day: int) -> int:
    """Return a day's place in time; days that the calendar does not have will do too."""
    return year * 365 + year // 4 + (month - 1) * 30 + day


def _father_known_from_children(people: list[Person]) -> Person | None:
    """Return the man whom most children of a family call father, if he is not in it."""
    lines = Counter(p.words[1:3] for p in people[1:] if not p.grown_up and len(p.words) > 1)
    if not lines:
        return None
    line, children = max(lines.items(), key=lambda item: (item[1], item[0]))
    if 2 * children < lines.total() or any(p.words[:1] == line[:1] for p in people if p.grown_up):
        return None
    return Person(line, (), Sex.MALE.value, 0, exact=False, grown_up=True)


def _numbers(counts: Counts) -> tuple[int, ...]:
    return (*counts.female, *counts.male, counts.unknown)


def _place(untrusted_place: str) -> str:
    """Return a place's skeleton, so that its Arabic and its English name are one."""
    return "".join(skeleton(word) for word in fold(untrusted_place).split())
