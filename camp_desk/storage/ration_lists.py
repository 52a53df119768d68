"""Frozen ration lists: their lines, who collected, and what is left."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from camp_desk.domain.ids import HouseholdId, ListId, StoreId
from camp_desk.storage.driver import Database
from camp_desk.storage.households import CANONICAL, HEAD_FIRST, NAMED, SIZE
from camp_desk.storage.needs import household_marked


@dataclass(frozen=True, slots=True)
class RationList:
    """A list that was frozen.

    ``parts`` are the milligrams of each item per person and day; ``items`` the order of a
    line's quantities.  Days run from ``first`` up to, but not including, ``until``.
    """

    id: ListId
    number: int
    kind: str
    title: str
    scale: str
    days: int
    first: date
    until: date
    store: StoreId
    sectors: tuple[str, ...]
    parts: tuple[tuple[str, int], ...]
    items: tuple[str, ...]
    day: date
    closed: date | None


@dataclass(frozen=True, slots=True)
class Line:
    """What one household is entitled to on a list; quantities in the list's order of items."""

    serial: int
    household: HouseholdId
    number: int
    issue: int
    persons: int
    quantities: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class LineShown:
    """A line as the desk and the sheet show it.  ``collected`` is an ISO time, or empty.

    ``marked`` families are served first; why, is not said.
    ``latin`` is the head's name for visiting staff, where it was asked.
    """

    line: Line
    head: str
    place: str
    collected: str
    collector: str
    marked: bool = False
    latin: str = ""


@dataclass(frozen=True, slots=True)
class Eligible:
    """A household that a list could carry."""

    household: HouseholdId
    number: int
    issue: int
    persons: int
    sector: str


@dataclass(frozen=True, slots=True)
class Earlier:
    """A hand-over that covers days asked for again."""

    number: int
    list_number: int
    at: datetime
    desk: str
    officer: str
    collector: str
    until: date


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a list has come: lines in all, collected, and quantities by item collected."""

    lines: int
    persons: int
    collected: int
    persons_served: int
    needed: dict[str, int]
    handed_over: dict[str, int]


_LIST = """
    SELECT ration_list.id, number, kind, title, scale, days, first_day, until_day, store, sectors,
        parts, items, ration_list.day,
        (SELECT min(closing.day) FROM closing WHERE closing.list = ration_list.id)
    FROM ration_list
"""

STANDING = "reverses IS NULL AND hand_over.id NOT IN (SELECT reverses FROM hand_over WHERE reverses IS NOT NULL)"  # noqa: E501  one condition
"""SQL: the ``hand_over`` at hand was not reversed and is no reversal."""


def _list(row: Sequence[object]) -> RationList:
    (id_, number, kind, title, scale, days, first, until, store, sectors, parts, items, day,
     closed) = row  # fmt: skip
    return RationList(
        id=ListId(id_),  # type: ignore[arg-type]
        number=number,  # type: ignore[arg-type]
        kind=kind,  # type: ignore[arg-type]
        title=title or "",  # type: ignore[arg-type]
        scale=scale or "",  # type: ignore[arg-type]
        days=days,  # type: ignore[arg-type]
        first=date.fromisoformat(str(first)),
        until=date.fromisoformat(str(until)),
        store=StoreId(store),  # type: ignore[arg-type]
        sectors=tuple(json.loads(str(sectors))),
        parts=tuple((code, mg) for code, mg in json.loads(str(parts))),
        items=tuple(code for code in json.loads(str(items))),
        day=date.fromisoformat(str(day)),
        closed=date.fromisoformat(str(closed)) if closed else None,
    )


def lists(db: Database) -> list[RationList]:
    """Return every frozen list, the latest first."""
    return [_list(row) for row in db.conn.execute(_LIST + "ORDER BY ration_list.id DESC")]


def numbered(db: Database, number: int) -> RationList | None:
    """Return the list of a number."""
    row = db.conn.execute(_LIST + "WHERE number = ? ORDER BY id LIMIT 1", (number,)).fetchone()
    return _list(row) if row else None


def next_number(db: Database, desk: int) -> int:
    """Return the number of a desk's next list: desk 1 counts from 1, desk 2 from 10,001."""
    first = (desk - 1) * 10_000
    (highest,) = db.conn.execute(
        "SELECT max(number) FROM ration_list WHERE number BETWEEN ? AND ?",
        (first + 1, first + 9_999),
    ).fetchone()
    return (highest or first) + 1


def eligible(
    db: Database, *, kind: str, first: date, until: date, sectors: Sequence[str], counted: bool
) -> list[Eligible]:
    """Return the households that a list for these days carries, neighbours together.

    Left out are those who hold, or stand on an open list for, a ration of the same kind for
    one of the days, those who were split from such a household since, and everybody who is
    joined with another household.  Who moved away from such a household since is not counted
    where they live now: their share went to the household that they left.

    Args:
        db: Where to look.
        kind: Of the distribution.
        first: The first day.
        until: The day after the last.
        sectors: Only these; all if empty.
        counted: Whether households that were only counted are carried; who refused always is.
    """
    rows = db.conn.execute(
        f"""
        WITH overlapping AS (
            SELECT id, EXISTS (SELECT 1 FROM closing WHERE closing.list = ration_list.id) AS closed
            FROM ration_list WHERE kind = :kind AND first_day < :until AND until_day > :first
        ), covered AS (
            SELECT household, list FROM list_line
            WHERE list IN (SELECT id FROM overlapping WHERE NOT closed)
            UNION SELECT household, list FROM hand_over
            WHERE list IN (SELECT id FROM overlapping) AND {STANDING}
        ), covered_with_others AS (
            SELECT household FROM covered
            UNION SELECT event.household FROM event JOIN covered ON covered.household = event.other
            WHERE event.kind = 'split-from' AND event.id > covered.list
        ), covered_together AS (
            SELECT coalesce(canonical, covered.household) AS household
            FROM covered_with_others AS covered
            LEFT JOIN canonical ON canonical.household = covered.household
        ), fed_elsewhere AS MATERIALIZED (
            SELECT person.household, count(DISTINCT person.id) AS n
            FROM event JOIN person ON person.id = event.person AND person.status = 'ACTIVE'
            LEFT JOIN canonical ON canonical.household = event.other
            JOIN (
                SELECT coalesce(canonical, covered.household) AS household, min(list) AS list
                FROM covered LEFT JOIN canonical ON canonical.household = covered.household
                GROUP BY 1
            ) AS left_behind ON left_behind.household = coalesce(canonical.canonical, event.other)
            WHERE event.kind IN ('moved-in', 'split-from') AND event.id > left_behind.list
            GROUP BY person.household
        )
        SELECT household.id, number,
            coalesce((SELECT max(issue) FROM card WHERE household = household.id), 1),
            {SIZE} - CASE WHEN counts IS NULL THEN coalesce(fed_elsewhere.n, 0) ELSE 0 END
                AS persons,
            coalesce(sector, '')
        FROM household LEFT JOIN fed_elsewhere ON fed_elsewhere.household = household.id
        WHERE status = 'ACTIVE' AND {CANONICAL} AND persons > 0
        AND (:counted OR counts IS NULL OR NOT ({NAMED}))
        AND (:all_sectors OR coalesce(sector, '') IN (SELECT value FROM json_each(:sectors)))
        AND household.id NOT IN (SELECT household FROM covered_together)
        ORDER BY coalesce(sector, ''), coalesce(block, ''), coalesce(shelter, ''), number
        """,
        {
            "kind": kind,
            "first": first.isoformat(),
            "until": until.isoformat(),
            "counted": counted,
            "all_sectors": not sectors,
            "sectors": json.dumps(list(sectors)),
        },
    )
    return [Eligible(HouseholdId(id_), *rest) for id_, *rest in rows]


def sectors(db: Database) -> list[str]:
    """Return the sectors that households live in."""
    rows = db.conn.execute(
        "SELECT DISTINCT sector FROM household WHERE sector <> '' AND status = 'ACTIVE' ORDER BY 1"
    )
    return [sector for (sector,) in rows]


_HEAD = f"""
    (SELECT trim(coalesce(own, '') || ' ' || coalesce(father, '') || ' '
        || coalesce(grandfather, '') || ' ' || coalesce(laqab, ''))
     FROM person WHERE person.household = list_line.household
     ORDER BY person.status <> 'ACTIVE', {HEAD_FIRST} LIMIT 1)
"""

_LATIN = f"""
    (SELECT latin FROM person WHERE person.household = list_line.household
     ORDER BY person.status <> 'ACTIVE', {HEAD_FIRST} LIMIT 1)
"""


def lines(
    db: Database, list_: ListId, after: int = 0, most: int = -1, only: Sequence[int] = ()
) -> Iterator[LineShown]:
    """Yield a list's lines in their order, from the one after serial ``after``.

    Args:
        db: Where to look.
        list_: Of the list.
        after: A serial number.
        most: How many at most; below 0 for all.
        only: Serial numbers, if not all are wanted.
    """
    rows = db.conn.execute(
        f"""
        SELECT serial, list_line.household, list_line.number, issue, persons, quantities,
            iif({NAMED}, coalesce({_HEAD}, '–'), ''), sector, block, shelter, collection.at,
            collection.collector, {household_marked("list_line.household")},
            iif({NAMED}, {_LATIN}, '')
        FROM list_line
        LEFT JOIN household ON household.id = list_line.household
        LEFT JOIN (
            SELECT coalesce(canonical, hand_over.household) AS household, min(at) AS at, collector
            FROM hand_over LEFT JOIN canonical ON canonical.household = hand_over.household
            WHERE list = :list AND {STANDING} GROUP BY 1
        ) AS collection ON collection.household = coalesce(
            (SELECT canonical FROM canonical WHERE household = list_line.household),
            list_line.household
        )
        WHERE list_line.list = :list AND serial > :after
        AND (:all OR serial IN (SELECT value FROM json_each(:only)))
        ORDER BY serial LIMIT :most
        """,
        {
            "list": list_,
            "after": after,
            "most": most,
            "all": not only,
            "only": json.dumps(list(only)),
        },
    )
    for serial, household, number, issue, persons, quantities, head, *rest in rows:
        line = Line(
            serial, HouseholdId(household), number, issue, persons, tuple(json.loads(quantities))
        )
        place = " / ".join(filter(None, rest[:3]))
        name, at, collector = " ".join(head.split()), rest[3] or "", rest[4] or ""
        yield LineShown(line, name, place, at, collector, bool(rest[5]), rest[6] or "")


def line_of(db: Database, list_: ListId, households: Sequence[HouseholdId]) -> Line | None:
    """Return the line of any of these households on a list."""
    marks = ", ".join("?" * len(households))
    row = db.conn.execute(
        "SELECT serial, household, number, issue, persons, quantities FROM list_line"
        f" WHERE list = ? AND household IN ({marks}) ORDER BY serial LIMIT 1",
        (list_, *households),
    ).fetchone()
    if row is None:
        return None
    serial, household, number, issue, persons, quantities = row
    return Line(
        serial, HouseholdId(household), number, issue, persons, tuple(json.loads(quantities))
    )


def earlier(
    db: Database, households: Sequence[HouseholdId], kind: str, first: date, until: date
) -> Earlier | None:
    """Return the first hand-over to any of these households that covers one of the days."""
    marks = ", ".join("?" * len(households))
    row = db.conn.execute(
        f"""
        SELECT household.number, ration_list.number, hand_over.at, hand_over.collector,
            ration_list.until_day, hand_over.desk, officer.name
        FROM hand_over
        JOIN ration_list ON ration_list.id = hand_over.list
        LEFT JOIN household ON household.id = hand_over.household
        LEFT JOIN officer ON officer.id = hand_over.officer
        WHERE hand_over.household IN ({marks}) AND {STANDING}
        AND ration_list.kind = ? AND ration_list.first_day < ? AND ration_list.until_day > ?
        ORDER BY hand_over.at LIMIT 1
        """,
        (*households, kind, until.isoformat(), first.isoformat()),
    ).fetchone()
    if row is None:
        return None
    number, list_number, at, collector, until_day, desk, officer = row
    return Earlier(
        number=number,
        list_number=list_number,
        at=datetime.fromisoformat(at),
        desk=f"{desk:03d}" if desk else "",
        officer=officer or "",
        collector=collector or "",
        until=date.fromisoformat(until_day),
    )


def progress(db: Database, rations: RationList) -> Progress:
    """Return how far a list has come.

    What was handed over twice counts twice: it is gone from the stock twice.
    """
    needed = dict.fromkeys(rations.items, 0)
    handed = dict.fromkeys(rations.items, 0)
    totals = [0, 0, 0, 0]
    rows = db.conn.execute(
        f"""
        SELECT persons, quantities, (
            SELECT count(*) FROM hand_over WHERE household = list_line.household
            AND list = list_line.list AND {STANDING}
        ) FROM list_line WHERE list = ?
        """,
        (rations.id,),
    )
    for persons, text, times in rows:
        totals[0] += 1
        totals[1] += persons
        totals[2] += bool(times)
        totals[3] += persons * bool(times)
        for code, quantity in zip(rations.items, json.loads(text), strict=False):
            needed[code] += quantity
            handed[code] += quantity * times
    return Progress(totals[0], totals[1], totals[2], totals[3], needed, handed)


def standing(db: Database, list_: ListId, households: Sequence[HouseholdId]) -> bytes | None:
    """Return the latest hand-over to any of these households on a list that was not reversed."""
    marks = ", ".join("?" * len(households))
    row = db.conn.execute(
        f"SELECT id FROM hand_over WHERE list = ? AND household IN ({marks}) AND {STANDING}"
        " ORDER BY at DESC, id DESC LIMIT 1",
        (list_, *households),
    ).fetchone()
    return row[0] if row else None
