"""Everybody who is or was a member of a household, whatever became of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from camp_desk.domain.ids import HouseholdId, PersonId
from camp_desk.domain.registration import HEAD, Member, Sex
from camp_desk.domain.statuses import Status, status_of
from camp_desk.storage.changes import Value
from camp_desk.storage.driver import Database
from camp_desk.storage.households import HEAD_FIRST, read_birth, refusal

GROWN_UP = 18
"""Years from which a member may head a household or collect for it."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A member as the camp keeps it.  ``number`` is nobody else's in this household."""

    id: PersonId
    household: HouseholdId
    number: int
    status: Status
    member: Member

    @property
    def active(self) -> bool:
        """Tell whether the member counts."""
        return self.status is Status.ACTIVE

    def grown_up(self, on: date) -> bool:
        """Tell whether the member is grown up on a day; who has no age is taken at their word."""
        birth = self.member.birth
        return birth is None or birth.age_on(on) >= GROWN_UP


_KEPT = (
    "SELECT id, household, number, status, own, father, grandfather, laqab, sex, birth, precision,"
    " relationship, fourth, latin, mother FROM person"
)


def _kept(row: tuple[Any, ...]) -> Kept:
    id_, household, number, status, *names, sex, birth, precision, relationship = row[:-3]
    own, father, grandfather, laqab = (str(name or "") for name in names)
    fourth, latin, mother = (str(each or "") for each in row[-3:])
    member = Member(
        own, father, grandfather, laqab, Sex(sex or Sex.UNKNOWN),
        read_birth(birth, precision), str(relationship or ""), fourth, latin, mother,
    )  # fmt: skip
    return Kept(
        PersonId(id_),
        HouseholdId(household),
        number,
        status_of(str(status or "")),
        member,
    )


def everybody(db: Database, household: HouseholdId) -> list[Kept]:
    """Return all who are or were members and have no other household, the active ones first."""
    rows = db.conn.execute(
        f"{_KEPT} WHERE household = ? ORDER BY person.status <> 'ACTIVE', {HEAD_FIRST}",
        (household,),
    )
    return [_kept(row) for row in rows]


def kept(db: Database, person: PersonId) -> Kept | None:
    """Return one person, if the camp knows them."""
    row = db.conn.execute(f"{_KEPT} WHERE id = ?", (person,)).fetchone()
    return _kept(row) if row else None


def status(db: Database, person: PersonId) -> str:
    """Return a person's status where it is active, "" where they are gone already."""
    row = db.conn.execute(
        "SELECT status FROM person WHERE id = ? AND status = 'ACTIVE'", (person,)
    ).fetchone()
    return str(row[0]) if row else ""


def household_status(db: Database, household: HouseholdId) -> Status | None:
    """Return what a household as a whole is, or nothing if there is none of that id."""
    row = db.conn.execute("SELECT status FROM household WHERE id = ?", (household,)).fetchone()
    return status_of(row[0] or "") if row else None


def count_only(db: Database, household: HouseholdId) -> bool:
    """Tell whether a household was only counted: its members are not known."""
    row = db.conn.execute(
        "SELECT counts IS NOT NULL FROM household WHERE id = ?", (household,)
    ).fetchone()
    return bool(row and row[0])


def whereabouts(db: Database, household: HouseholdId) -> dict[str, Value]:
    """Return where a household came from and lives, as a part of it takes that along."""
    row = db.conn.execute(
        "SELECT arrived, checkpoint, governorate, district, origin_place, sector, block, shelter,"
        " phone, consent, consent_at, consent_language, consent_purposes FROM household"
        " WHERE id = ?",
        (household,),
    ).fetchone()
    names = (
        "arrived", "checkpoint", "governorate", "district", "origin_place", "sector", "block",
        "shelter", "phone", "consent", "consent_at", "consent_language", "consent_purposes",
    )  # fmt: skip
    return dict(zip(names, row, strict=True))


def shown(db: Database, household: HouseholdId) -> list[Kept]:
    """Return everybody who is or was a member; of who refused, only whoever stands for all."""
    people = everybody(db, household)
    if refusal(db, household) is None:
        return people
    head = head_of(people)
    return [replace(head, member=Member("", relationship=HEAD))] if head else []


def head_of(members: list[Kept]) -> Kept | None:
    """Return the head among members in their order: who is called so, else the first."""
    active = [each for each in members if each.active]
    named = (each for each in active if each.member.relationship == HEAD)
    return next(named, active[0] if active else None)
