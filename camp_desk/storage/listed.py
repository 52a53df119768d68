"""Households as the lists know them that they came with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from camp_desk.domain.ids import HouseholdId
from camp_desk.domain.registration import Registration
from camp_desk.storage.driver import Database
from camp_desk.storage.households import SIZE


@dataclass(frozen=True, slots=True)
class Listed:
    """A household as a list knows it; no list and number if it came from none."""

    household: HouseholdId
    card: int
    list_name: str | None
    list_number: str | None


def possible_duplicates(db: Database, list_name: str) -> Iterator[tuple[Listed, Listed, float]]:
    """Yield the pairs with a household of the list, decided or not, the highest score first."""
    rows = db.conn.execute(
        """
        SELECT one, other, score, a.number, a.list_name, a.list_number,
            b.number, b.list_name, b.list_number
        FROM possible_duplicate
        JOIN household AS a ON a.id = one JOIN household AS b ON b.id = other
        WHERE a.list_name = :name OR b.list_name = :name
        ORDER BY score DESC, one, other
        """,
        {"name": list_name},
    )
    for one, other, score, number_a, list_a, row_a, number_b, list_b, row_b in rows:
        first = Listed(HouseholdId(one), number_a, list_a, row_a)
        yield first, Listed(HouseholdId(other), number_b, list_b, row_b), score


@dataclass(frozen=True, slots=True)
class Lookalike:
    """A list in the camp that holds at least half of the families of another one.

    ``day`` is when its first family was taken in, ``there`` how many of the ``families`` it holds.
    """

    name: str
    day: date
    there: int
    families: int


def lookalikes(db: Database, families: Sequence[Registration]) -> list[Lookalike]:
    """Return the lists that families came with before, whatever those were called, fullest first.

    A family is known again by its head's full name and its size: what a list that was saved under
    another name, sorted anew or continued says as it said it.
    """
    wanted = Counter(_known_by(each.head.name, each.size) for each in families)
    rows = db.conn.execute(f"""
        SELECT list_name, size, trim(coalesce(own, '') || ' ' || coalesce(father, '') || ' '
            || coalesce(grandfather, '') || ' ' || coalesce(laqab, '')), first
        FROM (
            SELECT id, list_name, {SIZE} AS size, min(at) OVER (PARTITION BY list_name) AS first
            FROM household LEFT JOIN journal ON desk = made_desk AND seq = made_seq
            WHERE list_name IS NOT NULL
        ) AS listed
        JOIN person ON person.household = listed.id AND person.number = 1
    """)
    there: dict[str, Counter[tuple[str, int]]] = {}
    days: dict[str, int] = {}
    for name, size, head, first in rows:
        key = _known_by(head, size)
        if key in wanted:
            there.setdefault(name, Counter())[key] += 1
            days[name] = first or 0
    found = [
        Lookalike(name, _day(days[name]), (keys & wanted).total(), len(families))
        for name, keys in there.items()
    ]
    likely = (each for each in found if 2 * each.there >= each.families)
    return sorted(likely, key=lambda each: (-each.there, each.name))


def _known_by(head: str, size: int) -> tuple[str, int]:
    return " ".join(head.split()).casefold(), size


def _day(milliseconds: int) -> date:
    return datetime.fromtimestamp(milliseconds / 1000, UTC).astimezone().date()
