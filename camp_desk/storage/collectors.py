"""Who may collect a household's ration."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b

from camp_desk.domain.ids import HouseholdId, PersonId
from camp_desk.domain.names import fold
from camp_desk.storage.driver import Database
from camp_desk.storage.households import same_as

PLACES = (1, 2, 3)
"""The primary collector's place, and those of two others."""


@dataclass(frozen=True, slots=True)
class Collector:
    """One who may collect; an outsider has a reason, and no person of the household."""

    place: int
    name: str
    person: PersonId | None = None
    phone: str = ""
    reason: str = ""


def row_id(household: HouseholdId, place: int) -> bytes:
    """Return the id under which all desks keep who stands in a place."""
    return blake2b(b"collector" + household + bytes([place]), digest_size=16).digest()


def collectors(db: Database, household: HouseholdId) -> list[Collector]:
    """Return who was named, the primary collector first; members only while they are there."""
    joined = same_as(db, household)
    marks = ", ".join("?" * len(joined))
    rows = db.conn.execute(
        f"""
        SELECT place, collector.person, name, phone, reason,
            coalesce(own, '') || ' ' || coalesce(father, '') || ' '
            || coalesce(grandfather, '') || ' ' || coalesce(laqab, '')
        FROM collector LEFT JOIN person ON person.id = collector.person
        WHERE collector.household IN ({marks}) AND coalesce(closed, 0) = 0
        AND (collector.person IS NULL
            OR person.status = 'ACTIVE' AND person.household IN ({marks}))
        ORDER BY place, collector.id
        """,
        (*joined, *joined),
    )
    return [
        Collector(
            place, " ".join(member.split()) if person else name or "",
            PersonId(person) if person else None, phone or "", reason or "",
        )
        for place, person, name, phone, reason, member in rows
    ]  # fmt: skip


def is_kept(db: Database, id_: bytes) -> bool:
    """Tell whether anybody ever stood in a place; see row_id()."""
    return db.conn.execute("SELECT 1 FROM collector WHERE id = ?", (id_,)).fetchone() is not None


def households_of_outsider(db: Database, name: str, but: HouseholdId) -> int:
    """Return for how many other households somebody of this name collects who is no member."""
    rows = db.conn.execute(
        "SELECT DISTINCT household, name FROM collector"
        " WHERE person IS NULL AND coalesce(closed, 0) = 0 AND household <> ?",
        (but,),
    )
    wanted = fold(name)
    return len({household for household, each in rows if fold(each or "") == wanted})
