"""How much lies in the tent: what open lists still wait for, and how the level went."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from camp_desk.domain.ids import StoreId
from camp_desk.storage import ration_lists
from camp_desk.storage.driver import Database


@dataclass(frozen=True, slots=True)
class Delivered:
    """The last delivery; ``quantities`` are in grams or pieces by item."""

    number: str
    day: date
    waybill: str
    transporter: str
    quantities: dict[str, int]


@dataclass(frozen=True, slots=True)
class UnderWay:
    """What is on its way between stores of one item and expiry, in base units."""

    item: str
    expiry: date | None
    quantity: int


def waiting(db: Database, store: StoreId | None = None) -> dict[str, int]:
    """Return what is set aside for open lists and was not handed over yet, by item.

    Args:
        db: Where to look.
        store: Only for lists that are served from it; all if left out.
    """
    still: dict[str, int] = {}
    for rations in ration_lists.lists(db):
        if rations.closed or store not in {None, rations.store}:
            continue
        handed = ration_lists.progress(db, rations).handed_over
        rows = db.conn.execute(
            "SELECT lot.item, sum(quantity) FROM pile_balance JOIN lot ON lot.id = pile_balance.lot"
            " WHERE store = ? GROUP BY lot.item",
            (rations.id,),
        )
        for item, aside in rows:
            still[item] = still.get(item, 0) + max(0, aside - handed.get(item, 0))
    return still


def under_way(db: Database, store: StoreId | None = None) -> list[UnderWay]:
    """Return what is on its way to the stores of the camp, or to one of them.

    It belongs to the store that it is for: it left the other one, and nothing is in both.
    """
    rows = db.conn.execute(
        """
        SELECT lot.item, lot.expiry, sum(quantity) FROM document AS waybill
        JOIN pile_balance ON pile_balance.store = waybill.id
        JOIN lot ON lot.id = pile_balance.lot
        WHERE waybill.kind = 'WBL' AND waybill.other_store IS NOT NULL
            AND (:store IS NULL OR waybill.other_store = :store) AND quantity > 0
        GROUP BY lot.item, lot.expiry
        """,
        {"store": store},
    )
    return [
        UnderWay(item, date.fromisoformat(expiry) if expiry else None, quantity)
        for item, expiry, quantity in rows
    ]


def levels(db: Database, item: str, store: StoreId | None = None) -> list[tuple[date, int]]:
    """Return what there was of an item at the end of each day that moved it.

    What is set aside is there until its list is closed; what is under way is nowhere.
    """
    rows = db.conn.execute(
        """
        SELECT day, sum(sum(quantity)) OVER (ORDER BY day) FROM item_day
        WHERE item = :item AND (store = :store
            OR :store IS NULL AND store NOT IN (SELECT id FROM document)
            OR store IN (SELECT id FROM ration_list WHERE store = :store))
        GROUP BY day ORDER BY day
        """,
        {"item": item, "store": store},
    )
    return [(date.fromisoformat(day), level) for day, level in rows]


def latest_delivery(db: Database) -> Delivered | None:
    """Return the last delivery, or nothing before the first."""
    row = db.conn.execute(
        "SELECT id, number, day, reference, party FROM document WHERE kind = 'GRN'"
        " AND reverses IS NULL"
        " AND id NOT IN (SELECT reverses FROM document WHERE reverses IS NOT NULL)"
        " ORDER BY day DESC, id DESC LIMIT 1"
    ).fetchone()
    if row is None:
        return None
    document, number, day, waybill, transporter = row
    quantities = db.conn.execute(
        "SELECT lot.item, sum(quantity) FROM movement JOIN lot ON lot.id = movement.lot"
        " WHERE document = ? GROUP BY lot.item",
        (document,),
    )
    return Delivered(
        number, date.fromisoformat(day), waybill or "", transporter or "", dict(quantities)
    )


_LAST_TAKEN = """
    SELECT number FROM (
        SELECT document.number, row_number() OVER (
            PARTITION BY substr(document.number, 5, 3)  -- REL-002-0001 is of desk 002
            ORDER BY document.day DESC, document.id DESC
        ) AS nth
        FROM movement JOIN document ON document.id = movement.document
        WHERE movement.store = :store AND movement.lot = :lot AND movement.quantity < 0
    ) WHERE nth = 1 ORDER BY substr(number, 5)
"""
"""The last document of each desk that took from a pile."""


def below_zero(db: Database) -> Iterator[tuple[bytes, bytes, int, dict[str, Any]]]:
    """Yield the piles of which more left than was there: store, lot, how much, and the facts."""
    rows = db.conn.execute("""
        SELECT pile.store, lot.id, lot.item, lot.label, store.name, ration_list.number,
            waybill.number, quantity
        FROM pile_balance AS pile JOIN lot ON lot.id = pile.lot
        LEFT JOIN store ON store.id = pile.store
        LEFT JOIN ration_list ON ration_list.id = pile.store
        LEFT JOIN document AS waybill ON waybill.id = pile.store
        WHERE quantity < 0 AND 2 > (  -- a waybill that arrived twice is a finding of its own
            SELECT count(*) FROM document AS arrival
            WHERE arrival.about = waybill.id AND arrival.kind = 'ARR' AND arrival.reverses IS NULL
            AND NOT EXISTS (SELECT 1 FROM document WHERE reverses = arrival.id)
        )
        ORDER BY pile.store, lot.id
    """).fetchall()
    for store, lot, item, label, name, number, waybill, quantity in rows:
        took = db.conn.execute(_LAST_TAKEN, {"store": store, "lot": lot}).fetchall()
        facts = {
            "item": item, "label": label or "", "store": name or "", "list": number,
            "waybill": waybill or "", "documents": [document for (document,) in took],
        }  # fmt: skip
        yield store, lot, quantity, facts
