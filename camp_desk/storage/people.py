"""The list of everyone: which rows a search finds, and what a row shows."""

from __future__ import annotations

import json
import re
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from camp_desk.domain import tokens
from camp_desk.domain.ids import HouseholdId
from camp_desk.domain.names import search_query
from camp_desk.domain.registration import Birth
from camp_desk.storage.driver import Database
from camp_desk.storage.households import CANONICAL, HEAD_FIRST, NAMED, SIZE, read_birth, same_as
from camp_desk.storage.needs import PERSON_MARKED
from camp_desk.storage.tokens import holders

JOINED = "JOINED"
"""The status shown for who stands on the second card of a joined family: the first one counts."""


class Show(StrEnum):
    """Which people the list is narrowed to."""

    ALL = "all"
    TODAY = "today"
    COUNT_ONLY = "count-only"


_WITHOUT_NAME = "SELECT row FROM person WHERE own IS NULL AND status <> 'ACTIVE'"
"""SQL: members of families that were named once and refused later: their head stands for all."""


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One line of the list of everyone.  ``arrived`` is an ISO time, or empty.

    ``marked`` tells that the person has a specific need, and nothing more.
    """

    row: int
    household: HouseholdId
    card: int
    name: str
    sex: str
    birth: Birth | None
    relationship: str
    size: int
    place: str
    arrived: str
    count_only: bool
    status: str
    marked: bool = False
    urgent: bool = False


def found(
    db: Database, untrusted_words: str, show: Show, today: date, limit: int = -1
) -> array[int]:
    """Return the row numbers of who is found, the newest first; no words find everybody.

    Args:
        db: Where to look.
        untrusted_words: As typed: names in any script, a card number or a phone.
        show: What the list is narrowed to.
        today: For ``Show.TODAY``.
        limit: At most so many; below 0 for all.
    """
    if (token := tokens.typed(untrusted_words)) is not None and (
        members := _with_token(db, token, limit)
    ):
        return members
    named = f"row NOT IN ({_WITHOUT_NAME})"
    query = search_query(together(untrusted_words))
    if untrusted_words.strip() and not query:
        return array("q")
    where = {
        Show.ALL: "",
        Show.TODAY: "household IN (SELECT id FROM household WHERE arrived >= :today)",
        Show.COUNT_ONLY: "household IN (SELECT id FROM household WHERE counts IS NOT NULL)",
    }[show]
    if query:
        sql = (
            "SELECT rowid AS row FROM person_search WHERE person_search MATCH :query"
            f" AND rowid NOT IN ({_WITHOUT_NAME})"
        )
        if where:
            sql += f" AND rowid IN (SELECT row FROM person WHERE {where})"
    else:
        sql = f"SELECT row FROM person WHERE {named}{' AND ' if where else ''}{where}"
    rows = db.conn.execute(
        f"{sql} ORDER BY 1 DESC LIMIT :limit",
        {"query": query, "today": today.isoformat(), "limit": limit},
    )
    return array("q", (row for (row,) in rows))


def _with_token(db: Database, token: int, limit: int) -> array[int]:
    """Return the row numbers of the members of the households that have a strip."""
    rows = array("q")
    for household in holders(db, token):
        joined = same_as(db, household)
        marks = ", ".join("?" * len(joined))
        found_rows = db.conn.execute(
            f"SELECT row FROM person WHERE household IN ({marks}) ORDER BY 1 DESC", joined
        )
        rows.extend(row for (row,) in found_rows)
    distinct = array("q", dict.fromkeys(rows))
    return distinct if limit < 0 else distinct[:limit]


def shown(db: Database, rows: Sequence[int]) -> dict[int, PersonRow]:
    """Return what the list shows of these row numbers."""
    marks = ", ".join("?" * len(rows))
    found_rows = db.conn.execute(
        f"""
        SELECT person.row, household.id, household.number,
            iif({NAMED}, own, NULL), iif({NAMED}, father, NULL), iif({NAMED}, grandfather, NULL),
            iif({NAMED}, laqab, NULL), sex,
            birth, precision, relationship, {SIZE}, sector, block, shelter, arrived,
            household.counts IS NOT NULL,
            CASE WHEN person.status <> 'ACTIVE' THEN person.status
                WHEN NOT ({CANONICAL}) THEN '{JOINED}' ELSE household.status END,
            {PERSON_MARKED}, household.urgent
        FROM person JOIN household ON household.id = person.household
        WHERE person.row IN ({marks})
        """,
        list(rows),
    )
    return {
        row[0]: PersonRow(
            row=row[0],
            household=HouseholdId(row[1]),
            card=row[2],
            name=" ".join(filter(None, row[3:7])),
            sex=row[7] or "",
            birth=read_birth(row[8], row[9]),
            relationship=row[10] or "",
            size=row[11],
            place=" / ".join(filter(None, row[12:15])),
            arrived=row[15] or "",
            count_only=bool(row[16]),
            status=row[17] or "",
            marked=bool(row[18]),
            urgent=bool(row[19]),
        )
        for row in found_rows
    }


def together(untrusted_words: str) -> str:
    """Return a card number or phone without the spaces and dashes it is read with."""
    if re.fullmatch(r"[\d\s\-+]+", untrusted_words):
        return re.sub(r"[\s\-+]", "", untrusted_words)
    return untrusted_words


def head_row(db: Database, household: HouseholdId) -> int | None:
    """Return the row number of a household's head, or of whoever was a member last."""
    row = db.conn.execute(
        "SELECT row FROM person WHERE household = ?"
        f" ORDER BY status <> 'ACTIVE', {HEAD_FIRST} LIMIT 1",
        (household,),
    ).fetchone()
    return None if row is None else int(row[0])


def cards(db: Database, rows: Sequence[int]) -> tuple[int, ...]:
    """Return the card numbers of the active households that these rows belong to, in order."""
    found_rows = db.conn.execute(
        "SELECT DISTINCT household.number FROM json_each(:rows) AS wanted"
        " JOIN person ON person.row = wanted.value"
        " JOIN household ON household.id = person.household"
        " WHERE household.status = 'ACTIVE' ORDER BY household.number",
        {"rows": json.dumps(list(rows))},
    )
    return tuple(number for (number,) in found_rows)
