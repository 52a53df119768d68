"""Shelters as they stand: what was declared, who lives there, and who was last seen when."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from camp_desk.domain.ids import HouseholdId
from camp_desk.domain.names import fold
from camp_desk.domain.registration import Place, Registration
from camp_desk.domain.shelters import Key, Kin, Shelter, State, folded_code, key, place_id
from camp_desk.storage.driver import Database
from camp_desk.storage.households import ACTIVE, CANONICAL, HEAD_FIRST, NAMED, SIZE
from camp_desk.storage.people import Show, found

_KIN_LOOKED_AT = 2_000


@dataclass(frozen=True, slots=True)
class Resident:
    """A household in a shelter, as the plan shows it; ``seen`` is an ISO day, or empty."""

    household: HouseholdId
    card: int
    head: str
    size: int
    place: Place
    seen: str


@dataclass(frozen=True, slots=True)
class Plan:
    """Every shelter that was declared or is lived in, and who has none."""

    shelters: tuple[Shelter, ...]
    households_without: int = 0
    persons_without: int = 0


_DECLARED = "SELECT sector, block, shelter, capacity, state, note FROM place"
_STATES = {each.value: each for each in State}


def declared(db: Database) -> list[Shelter]:
    """Return the shelters that were declared, with nobody in them."""
    return [_shelter(row) for row in db.conn.execute(_DECLARED)]


def declared_at(db: Database, place: Place) -> Shelter | None:
    """Return a shelter if it was declared."""
    row = db.conn.execute(f"{_DECLARED} WHERE id = ?", (place_id(place),)).fetchone()
    return _shelter(row) if row else None


def _shelter(
    row: Sequence[Any], households: int = 0, persons: int = 0, spellings: tuple[Place, ...] = ()
) -> Shelter:
    """Return a shelter; one in a state of a later version lets nobody in."""
    sector, block, shelter, capacity, state, note = row
    return Shelter(
        Place(sector, block or "", shelter), capacity, _STATES.get(state, State.BLOCKED),
        note or "", persons, households, spellings,
    )  # fmt: skip


def plan(db: Database) -> Plan:
    """Return every shelter with how many live there; joined households count once."""
    lived: dict[Key, tuple[int, int, tuple[Place, ...]]] = {}
    without = (0, 0)
    for sector, block, shelter, households, persons in _lived_in(db):
        if not shelter:
            without = without[0] + households, without[1] + persons
            continue
        one = folded_code(sector), folded_code(block), folded_code(shelter)
        spelling = (Place(sector, block, shelter),)
        if (before := lived.get(one)) is None:
            lived[one] = households, persons, spelling
        else:
            lived[one] = before[0] + households, before[1] + persons, before[2] + spelling
    shelters = []
    for row in db.conn.execute(_DECLARED):
        one = folded_code(row[0]), folded_code(row[1] or ""), folded_code(row[2])
        shelters.append(_shelter(row, *lived.pop(one, _NOBODY)))
    shelters += (
        Shelter(spellings[0], persons=persons, households=households, spellings=spellings)
        for households, persons, spellings in lived.values()
    )
    return Plan(tuple(shelters), *without)


def roomy(db: Database, size: int) -> list[Shelter]:
    """Return the shelters that have room for so many, or the roomiest one where none has.

    As plan() has them, but for their spellings; a camp of 100,000 shelters has few that are free.
    """
    lived: dict[Key, tuple[int, int]] = {}
    for *written, households, persons in _lived_in(db):
        one = key(Place(*written))
        before = lived.get(one, (0, 0))
        lived[one] = before[0] + households, before[1] + persons
    free: list[Shelter] = []
    roomiest, most = None, -1
    for row in db.conn.execute(_DECLARED):
        one = folded_code(row[0]), folded_code(row[1] or ""), folded_code(row[2])
        households, persons = lived.get(one, (0, 0))
        is_open = _STATES.get(row[4]) is State.OPEN
        room = -1 if row[3] is None else max(0, row[3] - persons) * is_open
        if room >= size:
            free.append(_shelter(row, households, persons))
        elif roomiest is None or room > most:
            roomiest, most = _shelter(row, households, persons), room
    return free or ([roomiest] if roomiest else [])


_NOBODY: tuple[int, int, tuple[Place, ...]] = (0, 0, ())


def persons_in(db: Database, place: Place) -> int:
    """Return how many people live in one shelter, however their households write it."""
    wanted = key(place)
    rows = db.conn.execute(
        "SELECT DISTINCT coalesce(sector, ''), coalesce(block, ''), shelter FROM household"
        " WHERE shelter <> ''"
    ).fetchall()
    spellings = [each for each in (Place(*row) for row in rows) if key(each) == wanted]
    return sum(each.size for each in residents(db, spellings))


def _lived_in(db: Database) -> Sequence[tuple[str, str, str, int, int]]:
    rows: Sequence[tuple[str, str, str, int, int]] = db.conn.execute(
        f"""
        WITH named AS MATERIALIZED (
            SELECT household, count(*) AS n FROM person WHERE status = '{ACTIVE}'
            GROUP BY household
        )
        SELECT coalesce(sector, ''), coalesce(block, ''), coalesce(shelter, ''),
            count(*), sum(coalesce(CASE WHEN counts IS NOT NULL THEN size_declared ELSE n END, 0))
        FROM household LEFT JOIN named ON named.household = household.id
        WHERE status = '{ACTIVE}' AND {CANONICAL}
        GROUP BY 1, 2, 3
        """
    ).fetchall()
    return rows


_SEEN = """
    max(
        coalesce(substr(household.arrived, 1, 10), ''),
        coalesce((SELECT max(presence.day) FROM presence WHERE presence.household IN (
            SELECT household.id UNION ALL SELECT same.household FROM canonical AS same
            WHERE same.canonical = household.id)), ''),
        coalesce((SELECT max(substr(hand_over.at, 1, 10)) FROM hand_over
            WHERE hand_over.household IN (
                SELECT household.id UNION ALL SELECT same.household FROM canonical AS same
                WHERE same.canonical = household.id)
            AND hand_over.reverses IS NULL AND hand_over.id NOT IN (
                SELECT reverses FROM hand_over WHERE reverses IS NOT NULL)), '')
    )
"""
"""SQL: the last day on which the ``household`` at hand arrived, was met, or was served."""

_RESIDENT = f"""
    SELECT household.id, household.number,
        (SELECT trim(coalesce(own, '') || ' ' || coalesce(father, '') || ' ' ||
            coalesce(grandfather, '') || ' ' || coalesce(laqab, ''))
         FROM person WHERE person.household = household.id AND person.status = '{ACTIVE}'
         AND {NAMED} ORDER BY {HEAD_FIRST} LIMIT 1),
        {SIZE}, sector, block, shelter, {_SEEN} AS seen
    FROM household
"""
_LIVES = f"household.status = '{ACTIVE}' AND {CANONICAL}"


def residents(db: Database, spellings: Sequence[Place]) -> list[Resident]:
    """Return the households of a shelter, however they write it."""
    rows: list[Resident] = []
    for place in spellings:
        found_rows = db.conn.execute(
            f"{_RESIDENT} WHERE {_LIVES} AND sector IS ? AND block IS ? AND shelter = ?"
            " ORDER BY household.number",
            (place.sector or None, place.block or None, place.shelter),
        )
        rows += (_resident(row) for row in found_rows)
    return rows


def is_noted(db: Database, presence: bytes) -> bool:
    """Tell whether a household's presence was noted under this id."""
    row = db.conn.execute("SELECT 1 FROM presence WHERE id = ?", (presence,)).fetchone()
    return row is not None


def not_seen_since(db: Database, day: date, limit: int = -1) -> list[Resident]:
    """Return the households that were not met or served on that day or later, the longest first."""
    rows = db.conn.execute(
        f"SELECT * FROM ({_RESIDENT} WHERE {_LIVES}) WHERE seen < ? ORDER BY seen, number LIMIT ?",
        (day.isoformat(), limit),
    )
    return [_resident(row) for row in rows]


def of_households(db: Database, households: Sequence[HouseholdId]) -> list[Resident]:
    """Return where these households live, in order of their cards."""
    rows = db.conn.execute(
        f"{_RESIDENT} WHERE hex(household.id) IN (SELECT value FROM json_each(?))"
        " ORDER BY household.number",
        (json.dumps([each.hex().upper() for each in households]),),
    )
    return [_resident(row) for row in rows]


def _resident(row: tuple[object, ...]) -> Resident:
    id_, number, head, size, sector, block, shelter, seen = row
    place = Place(str(sector or ""), str(block or ""), str(shelter or ""))
    return Resident(
        HouseholdId(id_),  # type: ignore[arg-type]
        int(str(number or 0)),
        " ".join(str(head or "").split()),
        int(str(size or 0)),
        place,
        str(seen or ""),
    )


def kin_near(
    db: Database, family: Registration, today: date, but: HouseholdId | None = None
) -> dict[tuple[str, str], Kin]:
    """Return why a family belongs into blocks, by folded sector and block.

    Heads are found by the words of the laqab, or of the father's and grandfather's name; a
    village by its name and district as it is written.  ``but`` is the family's own household.
    """
    near: dict[tuple[str, str], Kin] = {}

    def note(sector: str | None, block: str | None, kin: Kin) -> None:
        at = folded_code(sector or ""), folded_code(block or "")
        near[at] = max(kin, near.get(at, Kin.NONE))

    origin, head = family.origin, family.members[0] if family.members else None
    if origin.place:
        for sector, block in db.conn.execute(
            f"SELECT DISTINCT sector, block FROM household WHERE status = '{ACTIVE}'"
            " AND shelter <> '' AND origin_place = ? AND coalesce(district, '') = ? AND id <> ?",
            (origin.place, origin.district, but or b""),
        ):
            note(sector, block, Kin.SAME_VILLAGE)
    if head is None or not (head.laqab or (head.father and head.grandfather)):
        return near
    rows = found(
        db, head.laqab or f"{head.father} {head.grandfather}", Show.ALL, today, _KIN_LOOKED_AT
    )
    for father, grandfather, laqab, sector, block in db.conn.execute(
        "SELECT father, grandfather, laqab, sector, block FROM json_each(?) AS wanted"
        " JOIN person ON person.row = wanted.value"
        f" JOIN household ON household.id = person.household AND household.status = '{ACTIVE}'"
        " WHERE person.number = 1 AND shelter <> '' AND household.id <> ?",
        (json.dumps(list(rows)), but or b""),
    ):
        same_laqab = bool(head.laqab) and fold(laqab or "") == fold(head.laqab)
        if (
            head.father
            and head.grandfather
            and (
                (fold(father or ""), fold(grandfather or ""))
                == (fold(head.father), fold(head.grandfather))
            )
            and (same_laqab or not head.laqab)
        ):
            note(sector, block, Kin.SAME_FATHER)
        elif same_laqab:
            note(sector, block, Kin.SAME_LAQAB)
    return near
