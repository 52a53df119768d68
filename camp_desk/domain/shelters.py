"""Shelters: what each is, how full it is, and which suits a family best."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from functools import cached_property, lru_cache
from hashlib import blake2b

from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.ids import PlaceId
from camp_desk.domain.plain import cleaned, folded
from camp_desk.domain.registration import Place
from camp_desk.domain.words import N_, Words

PERSONS_PER_SHELTER = 6
"""What a family tent holds, where the camp says nothing else (Sphere: 3.5 m² a person)."""

_LONGEST_RUN = 500
_ZEROS = re.compile(r"\b0+(?=\d)|(?<=[^\d\s])0+(?=\d)")
_RUN = re.compile(r"(\d+)\s*(?:-|–|—|\.\.|to)\s*(\d+)")


class State(StrEnum):
    """What a shelter is for."""

    OPEN = "open"
    BLOCKED = "blocked"
    STAGING = "staging"


class Standing(StrEnum):
    """How a shelter stands, as a plan shows it."""

    FREE = "free"
    FULL = "full"
    OVER = "over"
    BLOCKED = "blocked"
    STAGING = "staging"
    UNPLANNED = "unplanned"


class BadRun(CampDeskError):
    """What should be numbers from one to another is something else."""

    message = N_("“{text}” names no blocks or shelters.")
    advice = N_("Type one code, several with commas between them, or a run such as 1-24.")


class TooManyAtOnce(CampDeskError):
    """One entry would declare more shelters than a sector has."""

    message = N_("These are {n} shelters at once.")
    advice = N_("Add at most {most} together.")


@lru_cache(65_536)
def folded_code(code: str) -> str:
    """Return the code of a sector, block or shelter as all hands write it alike.

    >>> folded_code(" a-٠٧ "), folded_code("A 7"), folded_code("100")
    ('a 7', 'a 7', '100')
    """
    return _ZEROS.sub("", folded(code)) or cleaned(code)


def tidy(code: str) -> str:
    """Return a code as it is kept: Latin digits, capitals, one space."""
    text = unicodedata.normalize("NFKC", cleaned(code)).upper()
    return "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in text)


Key = tuple[str, str, str]
"""Sector, block and shelter with their codes folded."""


def key(place: Place) -> Key:
    """Return what two places have in common exactly when they are one."""
    return folded_code(place.sector), folded_code(place.block), folded_code(place.shelter)


def place_id(place: Place) -> PlaceId:
    """Return 16 bytes that every desk derives alike from the codes of a shelter."""
    hashed = blake2b(digest_size=16, person=b"camp-desk place")
    for code in key(place):
        text = code.encode()
        hashed.update(len(text).to_bytes(8, "big") + text)
    return PlaceId(hashed.digest())


def codes(untrusted_text: str) -> tuple[str, ...]:
    """Return the codes that a text names: one, several, or a run.

    >>> codes("01-03"), codes("a, 9..11")
    (('01', '02', '03'), ('A', '9', '10', '11'))

    Raises:
        BadRun: There is none, or the run goes backwards or is too long.
    """
    found: list[str] = []
    for part in tidy(untrusted_text).replace("،", ",").split(","):
        code = part.strip()
        run = _RUN.fullmatch(code.lower())
        if run is None:
            found += [code] if code else []
            continue
        first, last = int(run[1]), int(run[2])
        if not 0 <= last - first < _LONGEST_RUN:
            raise BadRun(text=untrusted_text)
        wide = len(run[1]) if run[1].startswith("0") else 1
        found += [f"{n:0{wide}d}" for n in range(first, last + 1)]
    if not found:
        raise BadRun(text=untrusted_text)
    return tuple(dict.fromkeys(found))


def said(place: Place) -> str:
    """Return a place on one line, as the list shows it."""
    return " / ".join(filter(None, (place.sector, place.block, place.shelter)))


def place_of(untrusted_text: str) -> Place:
    """Return the place that a text such as ``C / 1 / 02`` names; ``S / 2`` is in no block.

    >>> place_of("C/1 / 02"), place_of("S/2")
    (Place(sector='C', block='1', shelter='02'), Place(sector='S', block='', shelter='2'))
    """
    sector, *rest = (cleaned(part) for part in untrusted_text.split("/", 2))
    block, shelter = ("", "", *rest)[-2:]
    return Place(sector, block, shelter)


def added_said(words: Words, added: int, known: int) -> str:
    """Return how many shelters were declared, in words."""
    said = words.plural("{n} shelter added.", "{n} shelters added.", added)
    if not known:
        return said
    more = words.plural("{n} stood in the plan already.", "{n} stood in the plan already.", known)
    return f"{said} {more}"


def over_said(words: Words, over: int) -> str:
    """Return by how many people a shelter is over-full now, in words."""
    return words.plural(
        "It is over-full now by {n} person.", "It is over-full now by {n} people.", over
    )


@dataclass(frozen=True, slots=True)
class Shelter:
    """One shelter as it stands; no capacity means that nobody declared it.

    ``spellings`` are how households write it.
    """

    place: Place
    capacity: int | None = None
    state: State = State.OPEN
    note: str = ""
    persons: int = 0
    households: int = 0
    spellings: tuple[Place, ...] = ()

    @property
    def room(self) -> int:
        """Return how many more people may move in."""
        if self.capacity is None or self.state is not State.OPEN:
            return 0
        return max(0, self.capacity - self.persons)

    @property
    def standing(self) -> Standing:
        """Return how it stands."""
        if self.state is State.BLOCKED:
            return Standing.BLOCKED
        if self.state is State.STAGING:
            return Standing.STAGING
        if self.capacity is None:
            return Standing.UNPLANNED
        if self.persons > self.capacity:
            return Standing.OVER
        return Standing.FREE if self.room else Standing.FULL


@dataclass(frozen=True, slots=True)
class Occupancy:
    """A block, a sector or a whole camp in numbers."""

    shelters: int = 0
    households: int = 0
    persons: int = 0
    capacity: int = 0
    room: int = 0
    standing: Mapping[Standing, int] = field(default_factory=dict)


def occupancy(shelters: Iterable[Shelter]) -> Occupancy:
    """Return what shelters come to; what is blocked or staging adds no capacity."""
    number = households = persons = capacity = room = 0
    standing = dict.fromkeys(Standing, 0)
    for each in shelters:
        number += 1
        households += each.households
        persons += each.persons
        room += each.room
        capacity += (each.capacity or 0) if each.state is State.OPEN else 0
        standing[each.standing] += 1
    return Occupancy(number, households, persons, capacity, room, standing)


def together(parts: Iterable[Occupancy]) -> Occupancy:
    """Return what blocks or sectors come to that have no shelter in common."""
    number = households = persons = capacity = room = 0
    standing = dict.fromkeys(Standing, 0)
    for each in parts:
        number += each.shelters
        households += each.households
        persons += each.persons
        room += each.room
        capacity += each.capacity
        for how, n in each.standing.items():
            standing[how] += n
    return Occupancy(number, households, persons, capacity, room, standing)


class Block(tuple[Shelter, ...]):  # noqa: SLOT001  it keeps its total
    """The shelters of one block, in their order."""

    @cached_property
    def total(self) -> Occupancy:
        """Return what they come to."""
        return occupancy(self)


@lru_cache(65_536)
def in_order(code: str) -> tuple[int, str]:
    """Return what codes are sorted by: 2 before 10."""
    return len(folded_code(code)), folded_code(code)


def by_block(shelters: Iterable[Shelter]) -> dict[str, dict[str, Block]]:
    """Return shelters in their order by sector and block, under one spelling of each."""
    found: dict[tuple[str, str], list[Shelter]] = {}
    for each in shelters:
        sector, block, _ = key(each.place)
        found.setdefault((sector, block), []).append(each)
    sectors: dict[str, str] = {}
    ordered: dict[str, dict[str, Block]] = {}
    for at in sorted(found, key=lambda at: (in_order(at[0]), in_order(at[1]))):
        first = min(found[at], key=lambda each: in_order(each.place.shelter)).place
        sector = sectors.setdefault(at[0], first.sector)
        ordered.setdefault(sector, {})[first.block] = Block(
            sorted(found[at], key=lambda each: in_order(each.place.shelter))
        )
    return ordered


def _place_order(shelter: Shelter) -> tuple[tuple[int, str], ...]:
    place = shelter.place
    return in_order(place.sector), in_order(place.block), in_order(place.shelter)


class Kin(IntEnum):
    """Why a family belongs near another one, the closest last."""

    NONE = 0
    SAME_VILLAGE = 1
    SAME_LAQAB = 2
    SAME_FATHER = 3


_NEAR = {
    Kin.SAME_VILLAGE: N_("people of the same village live in this block"),
    Kin.SAME_LAQAB: N_("people of the same laqab live in this block"),
    Kin.SAME_FATHER: N_("people of the same father and grandfather live in this block"),
}


class NoRoom(CampDeskError):
    """No shelter has room for the family."""

    message = N_("No shelter has room for {n}: the most free places in one are {most}.")
    advice = N_("Use the staging area, or split the family over two shelters.")


class NothingDeclared(CampDeskError):
    """Nobody has said what shelters there are."""

    message = N_("No shelters are declared yet.")
    advice = N_("Add them first: More, Plan of the camp.")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A shelter for a family, and why."""

    shelter: Shelter
    size: int
    kin: Kin = Kin.NONE

    def said(self, words: Words) -> str:
        """Return why, in words."""
        left = self.shelter.room - self.size
        parts = [
            words.plural(
                "shared with {n} household", "shared with {n} households", self.shelter.households
            )
            if self.shelter.households
            else words("empty"),
            words.plural("{n} place stays free", "{n} places stay free", left)
            if left
            else words("it fits exactly"),
        ]
        if self.kin:
            parts.append(words(_NEAR[self.kin]))
        return ("؛ " if words.right_to_left else "; ").join(parts)


def suggest(
    size: int, shelters: Sequence[Shelter], kin: Mapping[tuple[str, str], Kin] | None = None
) -> Suggestion:
    """Return the shelter that suits a family best.

    Never one that is blocked, staging or too small.  An empty one comes before one with strangers;
    then kin in the block; then the one of which least stays free.

    Args:
        size: People in the family.
        shelters: As they stand.
        kin: Who is near, by folded sector and block.

    Raises:
        NothingDeclared, NoRoom: None can be suggested.
    """
    best = min(_suggestions(size, shelters, kin or {}), key=_rank, default=None)
    if best is None:
        if all(each.capacity is None for each in shelters):
            raise NothingDeclared
        raise NoRoom(n=size, most=max(each.room for each in shelters))
    return best


def _suggestions(
    size: int, shelters: Sequence[Shelter], kin: Mapping[tuple[str, str], Kin]
) -> Iterator[Suggestion]:
    for each in shelters:
        if each.room >= size:
            sector, block, _ = key(each.place)
            yield Suggestion(each, size, kin.get((sector, block), Kin.NONE))


def _rank(suggestion: Suggestion) -> tuple[object, ...]:
    shelter = suggestion.shelter
    return (
        shelter.households > 0,
        -suggestion.kin,
        shelter.room - suggestion.size,
        _place_order(shelter),
    )
