"""Whether one child stands in two families that are not one: a borrowed child draws two rations."""

from __future__ import annotations

from math import log
from typing import Final

from camp_desk.domain.families import Family, Person
from camp_desk.domain.likeness import Frequencies

_LINE: Final = 3
"""Own, father's and grandfather's name: fewer are shared by too many."""

_YEARS_OF_CHILDREN: Final = 14
_CHILDREN: Final = 2.5
"""Children under that age in a family, on average."""

_FEWEST: Final = 500
"""Families in a camp at least: it fills from a region that has more."""

_BY_CHANCE: Final = log(0.005)
"""At most so many honest pairs are expected for a child, or nothing is said."""


def borrowed(a: Family, b: Family, frequencies: Frequencies) -> tuple[str, ...]:
    """Return the folded own names of children that stand in both families, if not by chance.

    A child is the same by own, father's and grandfather's name and by the year of birth.  Names
    that many have say nothing: in a large camp three usual names and a year are several children.
    """
    children = {_mark(child): child for child in _children(a)}
    shared = [children[_mark(child)] for child in _children(b) if _mark(child) in children]
    if not shared:
        return ()
    by_chance = log(max(_FEWEST, frequencies.households) * _CHILDREN)
    by_chance += sum(log(frequencies.word(word)) for word in shared[0].words[1:_LINE])
    by_chance += sum(log(frequencies.word(child.words[0]) / _YEARS_OF_CHILDREN) for child in shared)
    return tuple(child.words[0] for child in shared) if by_chance <= _BY_CHANCE else ()


def _children(family: Family) -> list[Person]:
    return [
        person
        for person in family.people[1 : family.named]
        if not person.grown_up and person.born and len(person.words) >= _LINE
    ]


def _mark(child: Person) -> tuple[object, ...]:
    return (*child.words[:_LINE], int((child.born - 1) // 365.25))
