"""The households that a family is like: found by their keys, then weighed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

import msgpack

from camp_desk.domain.borrowed import borrowed
from camp_desk.domain.duplicates import (
    LARGEST_BLOCK,
    MOST_CANDIDATES,
    SHOW,
    Match,
    candidates,
    score,
)
from camp_desk.domain.families import Family, blocking_keys
from camp_desk.domain.ids import HouseholdId
from camp_desk.domain.likeness import Frequencies
from camp_desk.storage.driver import Database

NO_ROW = 1 << 62
"""Above every row."""


@dataclass(frozen=True, slots=True)
class Alike:
    """A household that may be the one at hand, with its match.

    ``children`` are those that stand in both, by the folded own name.
    """

    household: HouseholdId
    number: int
    match: Match
    children: tuple[str, ...] = ()


def like(
    db: Database,
    family: Family,
    common: Frequencies,
    but: Sequence[int] = (),
    least: float = SHOW,
    *,
    below: int = NO_ROW,
    most: int = MOST_CANDIDATES,
    keeps_children: bool = False,
) -> list[Alike]:
    """Return the households that may be this family, the most likely first.

    Args:
        db: Where to look.
        family: Who is compared.
        common: How common names are; see frequencies().
        but: Rows of households that are not to be compared.
        least: From which score on.
        below: Only households in rows before this one.
        most: How many households to weigh, the most promising ones.
        keeps_children: Whether to return those too that only show the same child.
    """
    keys = json.dumps(list(blocking_keys(family)))
    blocks = [
        list(map(int, block.split(",")))
        for (block,) in db.conn.execute(_BLOCKS, (below, LARGEST_BLOCK, keys))
        if block
    ]
    found = []
    rows = [row for row in candidates(blocks, most) if row not in but]
    # A row whose keys were made by another version of the program may have no family.
    kept = db.conn.execute(
        "SELECT packed, household.id, household.number FROM json_each(?) AS wanted"
        " JOIN family ON family.household = wanted.value"
        " JOIN household ON household.row = family.household",
        (json.dumps(rows),),
    )
    for packed, id_, number in kept:
        other = unpacked(packed)
        match = score(family, other, common, least)
        look = keeps_children and not match.is_shown
        children = borrowed(family, other, common) if look else ()
        if match.score >= least or children:
            found.append(Alike(HouseholdId(id_), number, match, children))
    return sorted(found, key=lambda alike: (-alike.match.score, alike.household))


def unpacked(packed: bytes) -> Family:
    """Return a family as it is kept to be compared."""
    return Family.unpack(msgpack.unpackb(packed))


_BLOCKS = """
    SELECT (
        SELECT group_concat(household) FROM (
            SELECT household FROM name_key WHERE key = wanted.value AND household < ?
            ORDER BY household DESC LIMIT ?
        )
    ) FROM json_each(?) AS wanted
"""
"""SQL: the latest households under each key, in one statement: a family has some 25 keys."""
