"""Households as they stand: reading one, finding it, counting all."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from camp_desk.domain.anonymous import without_names
from camp_desk.domain.consent import Consent
from camp_desk.domain.grades import Grade
from camp_desk.domain.ids import HouseholdId, PersonId
from camp_desk.domain.registration import (
    BANDS,
    HEAD,
    Birth,
    Counts,
    Member,
    Origin,
    Place,
    Precision,
    Registration,
    Sex,
)
from camp_desk.storage.driver import Database

ACTIVE = "ACTIVE"
"""The only status that counts for rations."""

HEAD_FIRST = "person.relationship IS NOT 'PA', person.number, person.id"
"""SQL: the order of a household's members; two desks may have named two heads, or one number."""


@dataclass(frozen=True, slots=True)
class Household:
    """One household, whole.  ``persons`` are the ids of its active members, the head first.

    Of a household without any, all members are given: somebody must be named who left or died.
    """

    id: HouseholdId
    number: int
    status: str
    issue: int
    registration: Registration
    persons: tuple[PersonId, ...]

    @property
    def count_only(self) -> bool:
        """Tell whether only the head is known by name."""
        return self.registration.counts is not None


NAMED = "household.id NOT IN (SELECT household FROM unnamed)"
"""SQL: the head of the ``household`` at hand, or of one joined with it, did not refuse to be named.

Another desk that did not know of a refusal may have written a name: it is shown nowhere.
"""

SIZE = """
    CASE WHEN household.counts IS NOT NULL THEN household.size_declared ELSE (
        SELECT count(*) FROM person AS member
        WHERE member.household = household.id AND member.status = 'ACTIVE'
    ) END
"""
"""SQL: how many people eat from the pot of the ``household`` at hand."""


def household(db: Database, id_: HouseholdId) -> Household | None:
    """Return a household, or nothing if there is none of that id."""
    row = db.conn.execute(
        "SELECT number, status, counts, governorate, district, origin_place, sector, block,"
        " shelter, checkpoint, arrived, phone, remarks, list_name, list_number,"
        " grade, urgent, intent, onward, consent, consent_at, consent_language, consent_purposes,"
        f" {NAMED} FROM household WHERE id = ?",
        (id_,),
    ).fetchone()
    if row is None:
        return None
    everybody = db.conn.execute(
        "SELECT id, own, father, grandfather, laqab, sex, birth, precision, relationship, fourth,"
        f" latin, mother, status FROM person WHERE household = ? ORDER BY {HEAD_FIRST}",
        (id_,),
    ).fetchall()
    people = [person[:-1] for person in everybody if person[-1] == ACTIVE]
    people = people or [person[:-1] for person in everybody]
    *row, named = row
    registration = _registration(row[2:], people)
    refused = None if named else refusal(db, id_)
    if refused is not None:
        people = people[:1]  # one without a name stands for all, whatever another desk wrote
        if registration.anonymous:
            registration = replace(registration, members=registration.members[:1])
        else:  # it is the head of a household joined with it who refused
            on = refused.at or registration.arrived or datetime.max
            registration = replace(without_names(registration, on.date()), consent=refused)
    return Household(
        id=id_,
        number=row[0],
        status=row[1],
        issue=card_issue(db, id_),
        registration=registration,
        persons=tuple(PersonId(person[0]) for person in people),
    )


def _registration(row: Sequence[Any], people: list[tuple[Any, ...]]) -> Registration:
    counts, *where, checkpoint, arrived, phone, remarks, list_name, list_number = row[:13]
    grade, urgent, intent, onward, *answer = row[13:]
    consent = read_consent(*answer)
    if consent is not None and not consent.given:
        phone, remarks = "", ""
    governorate, district, origin_place, sector, block, shelter = (each or "" for each in where)
    return Registration(
        members=tuple(_member(*person[1:], consent=consent) for person in people),
        counts=read_counts(counts),
        origin=Origin(governorate, district, origin_place),
        place=Place(sector, block, shelter),
        checkpoint=checkpoint or "",
        arrived=datetime.fromisoformat(arrived) if arrived else None,
        phone=phone or "",
        remarks=remarks or "",
        list_name=list_name or "",
        list_number=list_number or "",
        full=grade == Grade.FULL and counts is None,
        urgent=bool(urgent),
        intent=intent or "",
        onward=onward or "",
        consent=consent,
    )


def refusal(db: Database, id_: HouseholdId) -> Consent | None:
    """Return the refusal to be named that stands for a household, or nothing.

    It is its head's, or that of the head of a household joined with it: two desks may have joined
    two households and written down the refusal of one without knowing of each other.
    """
    row = db.conn.execute(
        """
        SELECT consent, consent_at, consent_language, consent_purposes FROM household
        WHERE consent = 0 AND :id IN (SELECT household FROM unnamed) AND (
            id = :id OR id IN (
                SELECT mate.household FROM canonical AS mine
                JOIN canonical AS mate ON mate.canonical = mine.canonical
                WHERE mine.household = :id
            )
        )
        ORDER BY id <> :id, consent_at, id LIMIT 1
        """,
        {"id": id_},
    ).fetchone()
    return read_consent(*row) if row else None


def refused(db: Database, id_: HouseholdId) -> bool:
    """Tell whether the head of this very household refused to be named."""
    row = db.conn.execute("SELECT consent FROM household WHERE id = ?", (id_,)).fetchone()
    return row is not None and row[0] == 0


def read_consent(
    given: int | None, at: str | None, language: str | None, purposes: str | None
) -> Consent | None:
    """Return what the head answered as it is kept, or nothing where nobody was asked."""
    if given is None:
        return None
    return Consent(
        bool(given),
        datetime.fromisoformat(at) if at else None,
        language or "",
        tuple(json.loads(purposes or "[]")),
    )


def _member(own: str | None, *rest: str | None, consent: Consent | None) -> Member:
    if consent is not None and not consent.given:
        return Member("", relationship=HEAD)
    father, grandfather, laqab, sex, birth, precision, relationship, *full = rest
    fourth, latin, mother = (each or "" for each in full)
    return Member(
        own or "", father or "", grandfather or "", laqab or "",
        sex=Sex(sex or Sex.UNKNOWN), birth=read_birth(birth, precision),
        relationship=relationship or "", fourth=fourth, latin=latin, mother=mother,
    )  # fmt: skip


def member_numbers(db: Database, id_: HouseholdId) -> dict[PersonId, int]:
    """Return the numbers of everybody who is or was a member and has no other household."""
    rows = db.conn.execute("SELECT id, number FROM person WHERE household = ?", (id_,))
    return {PersonId(person): number for person, number in rows}


def highest_number(db: Database, id_: HouseholdId) -> int:
    """Return the highest number that a member ever had: the next one gets the one above."""
    (number,) = db.conn.execute(
        "SELECT max(number) FROM (SELECT number FROM person WHERE household = :id"
        " UNION ALL SELECT number FROM event WHERE household = :id)",
        {"id": id_},
    ).fetchone()
    return int(number or 0)


def read_birth(birth: str | None, precision: str | None) -> Birth | None:
    """Return a birth as kept: ``2014``, ``2014-06`` or ``2014-06-10`` with its precision."""
    if not birth:
        return None
    year, month, day = (*(int(part) for part in birth.split("-")), 0, 0)[:3]
    return Birth(year, month, day, Precision(precision or Precision.YEAR))


def write_birth(birth: Birth | None) -> tuple[str | None, str | None]:
    """Return a birth and its precision as they are kept."""
    if birth is None:
        return None, None
    parts = [f"{birth.year:04d}"]
    if birth.month:
        parts.append(f"{birth.month:02d}")
        if birth.day:
            parts.append(f"{birth.day:02d}")
    return "-".join(parts), birth.precision.value


def read_counts(text: str | None) -> Counts | None:
    """Return counts by sex and bracket as kept: ``[[5 female], [5 male], unknown]``."""
    if text is None:
        return None
    female, male, unknown = json.loads(text)
    return Counts(tuple(female), tuple(male), unknown)


def write_counts(counts: Counts | None) -> str | None:
    """Return counts as they are kept."""
    if counts is None:
        return None
    return json.dumps([counts.female, counts.male, counts.unknown], separators=(",", ":"))


def card_issue(db: Database, id_: HouseholdId) -> int:
    """Return the number of the household's valid card issue; 1 until one is reissued."""
    (issue,) = db.conn.execute(
        "SELECT coalesce(max(issue), 1) FROM card WHERE household = ?", (id_,)
    ).fetchone()
    return int(issue)


def ration_card(db: Database, id_: HouseholdId) -> bytes | None:
    """Return the keyed hash of the number of the household's ration card of the state."""
    row = db.conn.execute("SELECT ration_card FROM household WHERE id = ?", (id_,)).fetchone()
    return row[0] if row else None


def by_number(db: Database, number: int) -> HouseholdId | None:
    """Return the household of a card number, if the camp knows it."""
    row = db.conn.execute(
        "SELECT id FROM household WHERE number = ? ORDER BY id LIMIT 1", (number,)
    ).fetchone()
    return HouseholdId(row[0]) if row else None


def from_list(db: Database, list_name: str) -> dict[str, tuple[HouseholdId, bytes]]:
    """Return the households of a list by their number in it, with the hash of what was read."""
    rows = db.conn.execute(
        "SELECT list_number, id, list_hash FROM household WHERE list_name = ?", (list_name,)
    )
    return {number: (HouseholdId(id_), hashed) for number, id_, hashed in rows}


def list_size(db: Database, list_name: str) -> int:
    """Return how many households came with a list."""
    (n,) = db.conn.execute(
        "SELECT count(*) FROM household WHERE list_name = ?", (list_name,)
    ).fetchone()
    return int(n)


def canonical(db: Database, id_: HouseholdId) -> HouseholdId:
    """Return the household that stands for this one and those it was joined with."""
    row = db.conn.execute("SELECT canonical FROM canonical WHERE household = ?", (id_,)).fetchone()
    return HouseholdId(row[0]) if row else id_


def same_as(db: Database, id_: HouseholdId) -> tuple[HouseholdId, ...]:
    """Return every household joined with this one, itself included."""
    rows = db.conn.execute(
        "SELECT household FROM canonical WHERE canonical = ?", (canonical(db, id_),)
    ).fetchall()
    return tuple(HouseholdId(row[0]) for row in rows) or (id_,)


def joined_by(db: Database, one: HouseholdId, other: HouseholdId) -> list[bytes]:
    """Return the ids of the aliases that join these two households and were not reversed."""
    rows = db.conn.execute(
        "SELECT id FROM alias WHERE (one, other) IN (VALUES (:one, :other), (:other, :one))"
        " AND reverses IS NULL"
        " AND id NOT IN (SELECT reverses FROM alias WHERE reverses IS NOT NULL) ORDER BY id",
        {"one": one, "other": other},
    )
    return [alias for (alias,) in rows]


def rows_of(db: Database, id_: HouseholdId) -> list[int]:
    """Return the row numbers of a household and of those joined with it."""
    joined = same_as(db, id_)
    marks = ", ".join("?" * len(joined))
    rows = db.conn.execute(f"SELECT row FROM household WHERE id IN ({marks})", joined)
    return [row for (row,) in rows]


def last_counter(db: Database, desk: int) -> int:
    """Return the highest card counter that a desk has used."""
    (number,) = db.conn.execute(
        "SELECT max(number) FROM household WHERE number BETWEEN :first AND :last",
        {"first": desk * 1_000_000, "last": desk * 1_000_000 + 999_999},
    ).fetchone()
    return 0 if number is None else int(number) - desk * 1_000_000


def totals(db: Database) -> tuple[int, int]:
    """Return how many active households and persons there are, joined ones once."""
    number, persons = db.conn.execute(f"""
        SELECT count(*), coalesce(sum({SIZE}), 0) FROM household
        WHERE status = 'ACTIVE' AND {CANONICAL}
    """).fetchone()
    return number, persons


def by_grade(db: Database) -> dict[int, tuple[int, int]]:
    """Return how many active households and persons there are at each grade, joined ones once."""
    rows = db.conn.execute(f"""
        SELECT coalesce(grade, 2), count(*), coalesce(sum({SIZE}), 0) FROM household
        WHERE status = 'ACTIVE' AND {CANONICAL} GROUP BY 1 ORDER BY 1
    """)
    return {grade: (number, persons) for grade, number, persons in rows}


def anonymous(db: Database) -> tuple[int, int]:
    """Return how many active households want no name to be kept, and how many people they are."""
    number, persons = db.conn.execute(f"""
        SELECT count(*), coalesce(sum({SIZE}), 0) FROM household
        WHERE status = 'ACTIVE' AND NOT ({NAMED}) AND {CANONICAL}
    """).fetchone()
    return number, persons


CANONICAL = "household.id NOT IN (SELECT household FROM canonical WHERE household <> canonical)"
"""SQL: the ``household`` at hand stands for itself, or for those joined with it."""


_AMONG = "(:all OR hex(household.id) IN (SELECT value FROM json_each(:among)))"


def population(db: Database, on: date, among: Sequence[HouseholdId] | None = None) -> Counts:
    """Return who is active, by sex and age bracket on a day.

    Args:
        db: Where to look.
        on: The day.
        among: Only people of these households; everybody if left out.
    """
    asked = {
        "all": among is None,
        "among": json.dumps([each.hex().upper() for each in among or ()]),
    }
    female, male, unknown = [0] * 5, [0] * 5, 0
    rows = db.conn.execute(
        f"""
        SELECT person.sex, person.birth, count(*) FROM person
        JOIN household ON household.id = person.household
        WHERE person.status = 'ACTIVE' AND household.status = 'ACTIVE'
        AND household.counts IS NULL AND {CANONICAL} AND {_AMONG}
        GROUP BY 1, 2
        """,
        asked,
    )
    for sex, birth, n in rows:
        side = {"F": female, "M": male}.get(sex)
        born = read_birth(birth, None)
        if side is None or born is None:
            unknown += n
        else:
            age = born.age_on(on)
            side[next(i for i, (_, until) in enumerate(BANDS) if age <= until)] += n
    counted = db.conn.execute(
        f"SELECT counts, count(*) FROM household WHERE status = 'ACTIVE'"
        f" AND counts IS NOT NULL AND {CANONICAL} AND {_AMONG} GROUP BY counts",
        asked,
    )
    for text, n in counted:
        counts = read_counts(text) or Counts()
        for i in range(5):
            female[i] += counts.female[i] * n
            male[i] += counts.male[i] * n
        unknown += counts.unknown * n
    return Counts(tuple(female), tuple(male), unknown)  # type: ignore[arg-type]
