"""A list as it is served: which lines, how many were served, and what became of the goods."""

from __future__ import annotations

import json
from array import array
from collections.abc import Sequence
from dataclasses import dataclass

from camp_desk.domain.ids import HouseholdId, ListId
from camp_desk.domain.names import search_query
from camp_desk.storage.driver import Database
from camp_desk.storage.people import together
from camp_desk.storage.ration_lists import STANDING, LineShown, lines

_SERVED = f"""
    SELECT coalesce(canonical, hand_over.household) AS household
    FROM hand_over LEFT JOIN canonical ON canonical.household = hand_over.household
    WHERE list = :list AND {STANDING}
"""


_CAME = f"""
    coalesce((SELECT canonical FROM canonical WHERE household = list_line.household), household)
    IN ({_SERVED})
"""
"""SQL: the family of the ``list_line`` at hand was served, under any of its cards."""


@dataclass(frozen=True, slots=True)
class Served:
    """How many of a list's households and persons were served."""

    households: int
    persons: int
    households_served: int
    persons_served: int


@dataclass(frozen=True, slots=True)
class ItemReconciled:
    """One item of a closed list, in grams or pieces."""

    item: str
    set_aside: int
    handed_over: int
    returned: int


def serials(
    db: Database, list_: ListId, untrusted_words: str = "", *, waiting: bool = False
) -> array[int]:
    """Return the serial numbers of a list's lines, in order.

    Args:
        db: Where to look.
        list_: Of the list.
        untrusted_words: As typed: names in any script or a card number; all lines if empty.
        waiting: Only those who were not served yet.
    """
    query = search_query(together(untrusted_words))
    if untrusted_words.strip() and not query:
        return array("q")
    sql = "SELECT serial FROM list_line WHERE list = :list"
    if query:
        sql += """ AND household IN (
            SELECT person.household FROM person_search
            JOIN person ON person.row = person_search.rowid
            WHERE person_search MATCH :query
        )"""
    if waiting:
        sql += f" AND NOT {_CAME}"
    rows = db.conn.execute(f"{sql} ORDER BY serial", {"list": list_, "query": query})
    return array("q", (serial for (serial,) in rows))


def rows(db: Database, list_: ListId, wanted: Sequence[int]) -> dict[int, LineShown]:
    """Return the lines of these serial numbers."""
    if not wanted:
        return {}
    return {each.line.serial: each for each in lines(db, list_, only=wanted)}


def served(db: Database, list_: ListId) -> Served:
    """Return how many of a list were served."""
    row = db.conn.execute(
        f"""
        SELECT count(*), coalesce(sum(persons), 0),
            count(*) FILTER (WHERE {_CAME}),
            coalesce(sum(persons) FILTER (WHERE {_CAME}), 0)
        FROM list_line WHERE list = :list
        """,
        {"list": list_},
    ).fetchone()
    return Served(*row)


def reconciled(db: Database, list_: ListId) -> list[ItemReconciled]:
    """Return what became of the goods that were set aside for a closed list."""
    found = db.conn.execute(
        """
        SELECT lot.item, coalesce(sum(quantity) FILTER (WHERE document.kind = 'REL'), 0),
            -coalesce(sum(quantity) FILTER (WHERE document.kind = 'DST'), 0),
            -coalesce(sum(quantity) FILTER (WHERE document.kind = 'RET'), 0)
        FROM movement JOIN lot ON lot.id = movement.lot
        JOIN document ON document.id = movement.document
        WHERE movement.store = :list GROUP BY lot.item
        """,
        {"list": list_},
    ).fetchall()
    (items,) = db.conn.execute("SELECT items FROM ration_list WHERE id = ?", (list_,)).fetchone()
    order = {code: at for at, code in enumerate(json.loads(items))}
    known = [ItemReconciled(*row) for row in found]
    return sorted(known, key=lambda each: order.get(each.item, len(order)))


def households_of(db: Database, list_: ListId) -> list[HouseholdId]:
    """Return the households on a list, in its order."""
    rows_ = db.conn.execute(
        "SELECT household FROM list_line WHERE list = ? ORDER BY serial", (list_,)
    )
    return [HouseholdId(household) for (household,) in rows_]


def cards_on(db: Database, number: int) -> list[int]:
    """Return the cards on the list of a number, in its order."""
    rows_ = db.conn.execute(
        "SELECT list_line.number FROM list_line JOIN ration_list ON ration_list.id = list"
        " WHERE ration_list.number = ? ORDER BY serial",
        (number,),
    )
    return [card for (card,) in rows_]


def lines_count(db: Database, list_: ListId) -> int:
    """Return how many lines a list has."""
    (n,) = db.conn.execute("SELECT count(*) FROM list_line WHERE list = ?", (list_,)).fetchone()
    return int(n)


def hand_overs_by_desk(db: Database, list_: ListId) -> dict[str, int]:
    """Return how many hand-overs of a list each desk made, reversed ones too."""
    rows_ = db.conn.execute(
        "SELECT CAST(desk AS TEXT), count(*) FROM hand_over"
        " WHERE list = ? AND reverses IS NULL GROUP BY desk",
        (list_,),
    )
    return dict(rows_.fetchall())


def entitlements(db: Database, list_: ListId) -> list[tuple[int, ...]]:
    """Return the different entitlements of a list, each in the order of its items."""
    rows_ = db.conn.execute("SELECT DISTINCT quantities FROM list_line WHERE list = ?", (list_,))
    return [tuple(json.loads(quantities)) for (quantities,) in rows_]
