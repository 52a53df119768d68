"""Households as the lists know them that they came with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from camp_desk.domain.ids import HouseholdId
from camp_desk.storage.driver import Database


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
