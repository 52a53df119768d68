"""Specific needs as they were found: who has which, who wrote it down, what it comes to.

A need is a row, and taking it back is another one that names it; of two desks that set the same
need and one that takes back only what it knew, the other's stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from camp_desk.domain.ids import HouseholdId, PersonId
from camp_desk.domain.needs import Counted
from camp_desk.domain.registration import Birth
from camp_desk.storage.driver import Database
from camp_desk.storage.households import CANONICAL, NAMED, read_birth, same_as
from camp_desk.storage.members import Kept, shown

STANDING = "need.reverses IS NULL AND need.id NOT IN (SELECT reverses FROM need WHERE reverses IS NOT NULL)"  # noqa: E501  one condition
"""SQL: the ``need`` at hand was not taken back and takes nothing back."""

_UNNAMED = "(SELECT household FROM unnamed)"
"""SQL: of them no needs are kept: one that is there comes from a desk that knew of no refusal."""

PERSON_MARKED = f"""
    (person.household NOT IN {_UNNAMED}
    AND EXISTS (SELECT 1 FROM need WHERE need.person = person.id AND {STANDING}))
"""
"""SQL: the ``person`` at hand has a need, whichever."""

_WITH_NEED = f"""
    SELECT 1 FROM person AS needing JOIN need ON need.person = needing.id
    WHERE needing.status = 'ACTIVE' AND {STANDING}
    AND needing.household NOT IN {_UNNAMED} AND needing.household
"""


def household_marked(household: str) -> str:
    """Return SQL that tells whether somebody present in a family has a need, on any of its cards.

    Args:
        household: The SQL of the household's id.
    """
    joined = (
        "SELECT other.household FROM canonical AS mine"
        " JOIN canonical AS other ON other.canonical = mine.canonical"
        f" WHERE mine.household = {household}"
    )
    return f"(EXISTS ({_WITH_NEED} = {household}) OR EXISTS ({_WITH_NEED} IN ({joined})))"


@dataclass(frozen=True, slots=True)
class NeedKept:
    """A need that was found, or that one was taken back, with who wrote it down and where."""

    id: bytes
    person: PersonId
    code: str
    pending: bool
    day: str
    at: str
    desk: int
    officer: str
    officer_id: bytes
    taken_back: bool
    """The row is no finding: it takes an earlier one back."""
    standing: bool


_KEPT = f"""
    SELECT need.id, need.person, need.code, coalesce(need.pending, 0), need.day, need.at,
        need.desk, coalesce(officer.name, ''), need.officer, need.reverses IS NOT NULL, {STANDING}
    FROM need LEFT JOIN officer ON officer.id = need.officer
"""


def _kept(row: tuple[Any, ...]) -> NeedKept:
    id_, person, code, pending, day, at, desk, officer, by, taken_back, stands = row
    return NeedKept(
        id_, PersonId(person), code, bool(pending), day, at or "", desk or 0, officer, by or b"",
        bool(taken_back), bool(stands),
    )  # fmt: skip


def history(db: Database, persons: Iterable[PersonId]) -> list[NeedKept]:
    """Return all that was ever written of the needs of these people, the latest first."""
    found: list[NeedKept] = []
    for person in persons:
        rows = db.conn.execute(f"{_KEPT} WHERE need.person = ?", (person,))
        found += [_kept(row) for row in rows]
    return sorted(found, key=lambda each: (each.at, each.id), reverse=True)


def standing(db: Database, person: PersonId, code: str = "") -> list[NeedKept]:
    """Return the needs of a person that were not taken back, of one code if one is given.

    Two desks may have found the same one: then it is there twice.
    """
    rows = db.conn.execute(
        f"{_KEPT} WHERE need.person = :person AND {STANDING} AND (:code = '' OR code = :code)"
        " ORDER BY code, need.at, need.id",
        {"person": person, "code": code},
    )
    return [_kept(row) for row in rows]


def marked(db: Database, persons: Sequence[PersonId]) -> frozenset[PersonId]:
    """Return who of these people has any need."""
    return frozenset(each for each in persons if standing(db, each) and not refused(db, each))


def is_person(db: Database, person: PersonId) -> bool:
    """Tell whether the camp knows a person."""
    return db.conn.execute("SELECT 1 FROM person WHERE id = ?", (person,)).fetchone() is not None


def refused(db: Database, person: PersonId) -> bool:
    """Tell whether the head of somebody's family wants nobody to be named."""
    row = db.conn.execute(
        f"SELECT 1 FROM person WHERE id = ? AND household IN {_UNNAMED}", (person,)
    ).fetchone()
    return row is not None


_PRESENT = f"""
    FROM need JOIN person ON person.id = need.person
    JOIN household ON household.id = person.household
    WHERE {STANDING} AND person.status = 'ACTIVE' AND household.status = 'ACTIVE' AND {NAMED}
"""


def counted(db: Database, codes: Sequence[str]) -> tuple[list[Counted], int]:
    """Return how many people present have each of these needs, and how many have any.

    A need that one desk left to be reviewed and another one confirmed is confirmed.  Of a family
    that stands on two cards the members of the first one count.
    """
    marks = ", ".join("?" * len(codes))
    where = f"{_PRESENT} AND {CANONICAL} AND need.code IN ({marks})"
    rows = db.conn.execute(
        f"""
        SELECT code, count(*), sum(pending) FROM (
            SELECT need.code AS code, min(coalesce(need.pending, 0)) AS pending
            {where} GROUP BY need.person, need.code
        ) GROUP BY code
        """,
        codes,
    )
    found = {code: Counted(code, people, pending) for code, people, pending in rows}
    (people,) = db.conn.execute(f"SELECT count(DISTINCT need.person) {where}", codes).fetchone()
    return [found[code] for code in codes if code in found], int(people)


@dataclass(frozen=True, slots=True)
class Pending:
    """Somebody whose need is yet to be reviewed, with where they are found."""

    person: PersonId
    household: HouseholdId
    card: int
    name: str
    sex: str
    birth: Birth | None
    code: str
    day: str
    sector: str
    block: str
    shelter: str


def pending(db: Database) -> Iterator[Pending]:
    """Yield the needs that are only pending, place by place and family by family."""
    rows = db.conn.execute(
        f"""
        SELECT person.id, household.id, household.number, own, father, grandfather, laqab, sex,
            birth, precision, need.code, min(need.day), coalesce(sector, ''),
            coalesce(block, ''), coalesce(shelter, '')
        {_PRESENT}
        GROUP BY person.id, need.code HAVING min(coalesce(need.pending, 0)) = 1
        ORDER BY coalesce(sector, ''), coalesce(block, ''), coalesce(shelter, ''),
            household.number, person.number, person.id, need.code
        """
    )
    for person, household, card, *names, sex, birth, precision, code, day, a, b, c in rows:
        yield Pending(
            PersonId(person), HouseholdId(household), card, " ".join(filter(None, names)),
            sex or "", read_birth(birth, precision), code, day, a, b, c,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class NeedsPage:
    """The needs of a household: everybody on its cards, what was written, what is asked for.

    ``history`` has the latest first; ``switched_on`` are the optional codes of this camp.  Of a
    household that was ``count_only`` the head alone is known.
    """

    household: HouseholdId
    card: int
    count_only: bool
    people: tuple[Kept, ...]
    history: tuple[NeedKept, ...]
    switched_on: frozenset[str]

    def of(self, person: PersonId) -> dict[str, NeedKept]:
        """Return somebody's needs by code; a confirmed one stands before one to be reviewed."""
        found: dict[str, NeedKept] = {}
        for each in self.history:
            if each.person == person and each.standing:
                before = found.get(each.code)
                found[each.code] = each if before is None or before.pending else before
        return dict(sorted(found.items()))


def page(db: Database, household: HouseholdId) -> NeedsPage | None:
    """Return the needs of a household, or nothing if there is none of that id.

    Of households joined with it those people are added who have a need there.
    """
    row = db.conn.execute(
        "SELECT number, counts IS NOT NULL FROM household WHERE id = ?", (household,)
    ).fetchone()
    if row is None:
        return None
    people = shown(db, household)
    others = [each for each in same_as(db, household) if each != household]
    there = [person for other in others for person in shown(db, other)]
    marks = marked(db, [each.id for each in there])
    people += [each for each in there if each.id in marks]
    written = history(db, [each.id for each in people if not refused(db, each.id)])
    return NeedsPage(
        household, row[0], bool(row[1]), tuple(people), tuple(written), switched_on(db)
    )


def switched_on(db: Database) -> frozenset[str]:
    """Return the optional needs that are asked for in this camp."""
    rows = db.conn.execute("SELECT id FROM setting WHERE id LIKE 'need %' AND value = 1")
    return frozenset(id_.removeprefix("need ") for (id_,) in rows)


def setting_of(code: str) -> str:
    """Return the setting that says whether an optional need is asked for."""
    return f"need {code}"
