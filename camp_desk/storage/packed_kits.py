"""What is in kits that were packed for households of another size, where they were given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from camp_desk.domain.ids import HouseholdId
from camp_desk.storage.driver import Database

Contents = tuple[tuple[str, int], ...]


def contents(db: Database, made: bytes) -> Contents:
    """Return what a document packed into each kit, by item."""
    rows = db.conn.execute(
        "SELECT lot.item, sum(quantity) FROM movement JOIN lot ON lot.id = movement.lot"
        " WHERE document = ? GROUP BY lot.item",
        (made,),
    ).fetchall()
    kits = sum(quantity for _, quantity in rows if quantity > 0)
    return tuple((item, -quantity // kits) for item, quantity in rows if quantity < 0 < kits)


def given(db: Database, households: Sequence[HouseholdId] = ()) -> dict[tuple[str, str], Contents]:
    """Return what was in the kits that households were given, by document and kit's item.

    Only kits of another size than the usual one are here; of all households if none is named.
    """
    sized = db.conn.execute(
        "SELECT id, number FROM document WHERE kind = 'KIT' AND persons IS NOT NULL"
    ).fetchall()
    marks = ", ".join("?" * len(households))
    among = f"AND given.household IN ({marks})" if households else ""
    found: dict[tuple[str, str], Counter[str]] = {}
    for made, number in sized:
        inside = contents(db, made)
        rows = db.conn.execute(
            f"""
            SELECT document.number, lot.item, -sum(movement.quantity)
            FROM given JOIN document ON document.id = given.document AND document.kind = 'HHI'
            JOIN movement ON movement.document = document.id AND movement.quantity < 0
            JOIN lot ON lot.id = movement.lot AND lot.item = given.item
            WHERE lot.label = ? {among}
            AND given.item IN (
                SELECT lot.item FROM movement JOIN lot ON lot.id = movement.lot
                WHERE movement.document = ? AND movement.quantity > 0
            ) GROUP BY document.id, lot.item
            """,
            (number, *households, made),
        )
        for paper, item, kits in rows:
            total = found.setdefault((paper, item), Counter())
            total.update({part: quantity * kits for part, quantity in inside})
    return {key: tuple(total.items()) for key, total in found.items()}
