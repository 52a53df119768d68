"""The rows of each list that officers take out of the camp, in the order of its fields."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from camp_desk.domain.ids import ListId
from camp_desk.domain.registration import BANDS
from camp_desk.storage.driver import Database
from camp_desk.storage.households import CANONICAL, HEAD_FIRST, NAMED, SIZE, read_birth, read_counts
from camp_desk.storage.needs import STANDING as NEED_STANDS
from camp_desk.storage.ration_lists import STANDING

Fields = tuple[str, ...]

_WHERE: Fields = (
    "arrived", "checkpoint", "governorate", "district", "origin_place", "sector", "block",
    "shelter",
)  # fmt: skip
BAND_FIELDS: Fields = tuple(f"{sex}_{first}" for sex in "fm" for first, _ in BANDS)
"""Females of each age bracket, then males: ``f_0`` to ``m_60``."""

PEOPLE: Fields = (
    "card", "number", "own", "father", "grandfather", "laqab", "sex", "birth", "precision",
    "relationship", "size", *_WHERE, "phone", "list_name", "list_number", "fourth", "latin",
    "mother", "needs",
)  # fmt: skip
HOUSEHOLDS: Fields = (
    "card", "issue", "own", "father", "grandfather", "laqab", "size", *BAND_FIELDS, "unknown",
    *_WHERE, "phone", "list_name", "list_number", "remarks", "grade", "consent", "urgent",
    "onward",
)  # fmt: skip
STOCK: Fields = (
    "store", "list", "item_code", "lot", "expiry", "donor", "quantity",
)  # fmt: skip
MOVEMENTS: Fields = (
    "document", "kind", "day", "store", "list", "item_code", "lot", "expiry", "quantity",
    "reference", "party", "reason",
)  # fmt: skip
LINES: Fields = (
    "serial", "card", "issue", "own", "father", "grandfather", "laqab", "size", "sector", "block",
    "shelter", "served_at", "collector",
)  # fmt: skip
"""Behind these stands, for each line of a list, one quantity for each of its items."""

_PLACES = ", ".join(f"household.{name}" for name in _WHERE)


_NEEDS = f"""
    (SELECT group_concat(code, ' ') FROM (
        SELECT DISTINCT code FROM need WHERE need.person = person.id AND {NEED_STANDS} ORDER BY code
    ))
"""


def people(db: Database, *, needs: bool = False) -> Iterator[tuple[Any, ...]]:
    """Yield everybody who is active in a household that is, household by household.

    The other households of a family that was joined are left out, as in every total.  The codes
    of specific needs are read only where they are wanted.
    """
    codes = _NEEDS if needs else "NULL"
    return iter(
        db.conn.execute(f"""
            SELECT household.number, person.number, own, father, grandfather, laqab, sex, birth,
                precision, relationship, {SIZE}, {_PLACES}, phone, list_name, list_number, fourth,
                latin, mother, {codes}
            FROM household JOIN person ON person.household = household.id
            WHERE household.status = 'ACTIVE' AND person.status = 'ACTIVE' AND {CANONICAL}
            AND {NAMED}
            ORDER BY household.number, person.number, person.id
        """)
    )


def people_count(db: Database) -> int:
    """Return how many rows ``people`` yields."""
    (n,) = db.conn.execute(f"""
        SELECT count(*) FROM household JOIN person ON person.household = household.id
        WHERE household.status = 'ACTIVE' AND person.status = 'ACTIVE' AND {CANONICAL} AND {NAMED}
    """).fetchone()
    return int(n)


def households_count(db: Database) -> int:
    """Return how many rows ``households`` yields."""
    (n,) = db.conn.execute(
        f"SELECT count(*) FROM household WHERE status = 'ACTIVE' AND {CANONICAL}"
    ).fetchone()
    return int(n)


def households(db: Database, on: date) -> Iterator[tuple[Any, ...]]:
    """Yield the active households with their people by sex and age bracket on a day."""
    rows = db.conn.execute(f"""
        SELECT household.number,
            coalesce((SELECT max(issue) FROM card WHERE household = household.id), 1),
            head.own, head.father, head.grandfather, head.laqab, {SIZE}, counts,
            (SELECT json_group_array(json_array(sex, birth)) FROM person AS each
             WHERE each.household = household.id AND each.status = 'ACTIVE'),
            {_PLACES}, iif({NAMED}, phone, NULL), list_name, list_number,
            iif({NAMED}, remarks, NULL), coalesce(grade, 2),
            CASE WHEN NOT ({NAMED}) THEN 'no' WHEN consent = 1 THEN 'yes' END,
            CASE urgent WHEN 1 THEN 'yes' END, onward
        FROM household LEFT JOIN person AS head ON head.id = (
            SELECT id FROM person WHERE person.household = household.id AND status = 'ACTIVE'
            AND {NAMED} ORDER BY {HEAD_FIRST} LIMIT 1
        )
        WHERE household.status = 'ACTIVE' AND {CANONICAL} ORDER BY household.number
    """)
    for row in rows:
        yield *row[:7], *_by_band(row[7], row[8], on), *row[9:]


def _by_band(counts: str | None, members: str, on: date) -> list[int]:
    counted = read_counts(counts)
    if counted is not None:
        return [*counted.female, *counted.male, counted.unknown]
    numbers = [0] * (2 * len(BANDS) + 1)
    for sex, birth in json.loads(members):
        born = read_birth(birth, None)
        if sex not in {"F", "M"} or born is None:
            numbers[-1] += 1
        else:
            age = born.age_on(on)
            band = next(n for n, (_, last) in enumerate(BANDS) if age <= last)
            numbers[band + (0 if sex == "F" else len(BANDS))] += 1
    return numbers


def stock(db: Database) -> Iterator[tuple[Any, ...]]:
    """Yield every lot that is not at zero: in a store, set aside for a list, or on a waybill."""
    return iter(
        db.conn.execute("""
            SELECT coalesce(store.name, home.name, waybill.number), ration_list.number, lot.item,
                lot.label, lot.expiry, lot.donor, sum(quantity)
            FROM movement JOIN lot ON lot.id = movement.lot
            LEFT JOIN store ON store.id = movement.store
            LEFT JOIN ration_list ON ration_list.id = movement.store
            LEFT JOIN store AS home ON home.id = ration_list.store
            LEFT JOIN document AS waybill ON waybill.id = movement.store
            GROUP BY movement.store, lot.id HAVING sum(quantity) <> 0
            ORDER BY 1, 2, lot.item, lot.expiry IS NULL, lot.expiry, lot.id
        """)
    )


def movements(db: Database) -> Iterator[tuple[Any, ...]]:
    """Yield every movement in and out of stores and lists, the first first."""
    return iter(
        db.conn.execute("""
            SELECT document.number, document.kind, document.day,
                coalesce(store.name, home.name, waybill.number), ration_list.number, lot.item,
                lot.label, lot.expiry, quantity, document.reference, document.party, document.reason
            FROM movement JOIN lot ON lot.id = movement.lot
            JOIN document ON document.id = movement.document
            LEFT JOIN store ON store.id = movement.store
            LEFT JOIN ration_list ON ration_list.id = movement.store
            LEFT JOIN store AS home ON home.id = ration_list.store
            LEFT JOIN document AS waybill ON waybill.id = movement.store
            ORDER BY document.day, document.id, movement.id
        """)
    )


def lines(db: Database, list_: ListId) -> Iterator[tuple[Any, ...]]:
    """Yield a list's lines with who was served; a family is served under any of its cards."""
    rows = db.conn.execute(
        f"""
        SELECT serial, list_line.number, list_line.issue, head.own, head.father, head.grandfather,
            head.laqab, persons, sector, block, shelter, served.at, served.collector, quantities
        FROM list_line
        LEFT JOIN household ON household.id = list_line.household
        LEFT JOIN person AS head ON head.id = (
            SELECT id FROM person WHERE person.household = list_line.household
            AND status = 'ACTIVE' AND {NAMED} ORDER BY {HEAD_FIRST} LIMIT 1
        )
        LEFT JOIN (
            SELECT coalesce(canonical, hand_over.household) AS household, min(at) AS at, collector
            FROM hand_over LEFT JOIN canonical ON canonical.household = hand_over.household
            WHERE list = :list AND {STANDING} GROUP BY 1
        ) AS served ON served.household = coalesce(
            (SELECT canonical FROM canonical WHERE household = list_line.household),
            list_line.household
        )
        WHERE list_line.list = :list ORDER BY serial
        """,
        {"list": list_},
    )
    for row in rows:
        yield *row[:-1], *json.loads(row[-1])
