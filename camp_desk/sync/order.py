"""Which stored segments can be applied now, and what the others wait for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from camp_desk.domain.ids import DeskNumber


@dataclass(frozen=True, slots=True)
class Position:
    """How far a desk's segments are applied: the number and the hash of the last one."""

    number: int
    hash: bytes


@dataclass(frozen=True, slots=True)
class Stored:
    """A segment that is here, as far as its order depends on it; see segment.Header."""

    desk: DeskNumber
    number: int
    hash: bytes
    previous: bytes
    seen: Mapping[DeskNumber, int]


@dataclass(frozen=True, slots=True, order=True)
class Missing:
    """Segments ``first`` to ``last`` of a desk, both included, that others wait for."""

    desk: DeskNumber
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Plan:
    """What can be done with the stored segments.

    ``ready`` is in an order in which they can be applied, ``waiting`` the rest that came too
    early, by desk and number, and ``missing`` what that rest waits for.  A desk is ``stopped``
    when it wrote two different segments with one number: from there on nothing of it is applied,
    or waits, until a person decides.
    """

    ready: tuple[Stored, ...]
    waiting: tuple[Stored, ...]
    missing: tuple[Missing, ...]
    stopped: frozenset[DeskNumber]


def plan(applied: Mapping[DeskNumber, Position], stored: Iterable[Stored]) -> Plan:
    """Return what can be applied now.

    A segment can be applied when the one before it and everything that its desk had seen is
    applied, or stands before it in ``ready``.

    Args:
        applied: How far each desk is applied here; a desk that is left out, not at all.
        stored: Segments that are here and readable, in any order, applied or not, in any number
            of copies.
    """
    reached = {desk: position.number for desk, position in applied.items()}
    chains = _chains(stored)
    stops = _stops(applied, chains)
    early = {
        desk: {
            number: next(iter(twins.values()))
            for number, twins in chain.items()
            if reached.get(desk, 0) < number < stops.get(desk, number + 1)
        }
        for desk, chain in sorted(chains.items())
    }
    ready = _take(early, reached)
    waiting = [each for _, chain in sorted(early.items()) for _, each in sorted(chain.items())]
    missing = _missing(reached, chains, waiting)
    return Plan(tuple(ready), tuple(waiting), tuple(missing), frozenset(stops))


_Chains = dict[DeskNumber, dict[int, dict[bytes, Stored]]]
"""For each desk and number the segments so numbered, by their hash: more than one is a fork."""


def _chains(stored: Iterable[Stored]) -> _Chains:
    chains: _Chains = {}
    for each in stored:
        chains.setdefault(each.desk, {}).setdefault(each.number, {})[each.hash] = each
    return chains


def _stops(applied: Mapping[DeskNumber, Position], chains: _Chains) -> dict[DeskNumber, int]:
    """Return for each desk that contradicts itself the first number not to be applied."""
    stops = {}
    for desk, chain in chains.items():
        known = applied.get(desk)
        before = {known.number: {known.hash}} if known else {}
        for number, twins in sorted(chain.items()):
            hashes = set(twins) | before.get(number, set())
            expected = before.get(number - 1)
            breaks = expected and any(each.previous not in expected for each in twins.values())
            if len(hashes) > 1 or breaks:
                stops[desk] = number
                break
            before[number] = hashes
    return stops


def _take(
    early: dict[DeskNumber, dict[int, Stored]], reached: dict[DeskNumber, int]
) -> list[Stored]:
    """Move what can be applied out of ``early``, and ``reached`` on with it."""
    ready: list[Stored] = []
    taken = -1
    while taken < len(ready):
        taken = len(ready)
        for desk, chain in early.items():
            number = reached.get(desk, 0) + 1
            while number in chain and _saw_only(chain[number], reached):
                ready.append(chain.pop(number))
                reached[desk] = number
                number += 1
    return ready


def _saw_only(segment: Stored, reached: Mapping[DeskNumber, int]) -> bool:
    return all(number <= reached.get(desk, 0) for desk, number in segment.seen.items())


def _missing(
    reached: Mapping[DeskNumber, int], chains: _Chains, waiting: Iterable[Stored]
) -> list[Missing]:
    """Return the runs of numbers that are needed and not here, by desk and number."""
    needed: dict[DeskNumber, int] = {}
    for each in waiting:
        for desk, number in (*each.seen.items(), (each.desk, each.number - 1)):
            needed[desk] = max(number, needed.get(desk, 0))
    return [
        Missing(desk, first, last)
        for desk, most in sorted(needed.items())
        for first, last in _gaps(reached.get(desk, 0), chains.get(desk, {}), most)
    ]


def _gaps(reached: int, here: Iterable[int], most: int) -> list[tuple[int, int]]:
    """Return the runs of numbers above ``reached``, up to ``most``, that are not here."""
    stones = [reached, *sorted(n for n in here if reached < n <= most), most + 1]
    return [(a + 1, b - 1) for a, b in pairwise(stones) if b - a > 1]
