"""Who gets a ration card."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from camp_desk.storage.driver import Database
from camp_desk.storage.households import CANONICAL, HEAD_FIRST, NAMED, SIZE


@dataclass(frozen=True, slots=True)
class CardHolder:
    """A household as its ration card shows it."""

    number: int
    issue: int
    head: str
    persons: int
    place: str
    latin: str = ""


def card_holders(db: Database, numbers: Sequence[int] = ()) -> list[CardHolder]:
    """Return the active households with these cards, or all, neighbours together."""
    rows = db.conn.execute(
        f"""
        SELECT number, coalesce((SELECT max(issue) FROM card WHERE household = household.id), 1),
            (SELECT coalesce(own, '') || ' ' || coalesce(father, '') || ' '
                || coalesce(grandfather, '') || ' ' || coalesce(laqab, '') FROM person
             WHERE person.household = household.id AND status = 'ACTIVE' AND {NAMED}
             ORDER BY {HEAD_FIRST} LIMIT 1),
            {SIZE}, (SELECT latin FROM person
             WHERE person.household = household.id AND status = 'ACTIVE' AND {NAMED}
             ORDER BY {HEAD_FIRST} LIMIT 1),
            sector, block, shelter
        FROM household WHERE status = 'ACTIVE' AND {CANONICAL}
        AND (:all OR number IN (SELECT value FROM json_each(:numbers)))
        ORDER BY coalesce(sector, ''), coalesce(block, ''), coalesce(shelter, ''), number
        """,
        {"all": not numbers, "numbers": json.dumps(list(numbers))},
    )
    return [
        CardHolder(
            number,
            issue,
            " ".join((head or "").split()),
            size or 0,
            " / ".join(filter(None, place)),
            latin or "",
        )
        for number, issue, head, size, latin, *place in rows
    ]
