"""Stock: the sum of movements, by store, lot and item."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from camp_desk.domain.catalogue import FoodValue, Item, Scale, ScaleKind
from camp_desk.domain.ids import DocumentId, LotId, StoreId
from camp_desk.domain.quantities import Unit
from camp_desk.domain.stock import Lot
from camp_desk.storage import document_search
from camp_desk.storage.driver import Database


@dataclass(frozen=True, slots=True)
class Store:
    """A place where goods lie."""

    id: StoreId
    name: str
    area: float | None = None
    """Square metres of its floor, where somebody measured it."""


@dataclass(frozen=True, slots=True)
class Pile:
    """A lot in one store: what stands on one pallet stack."""

    store: StoreId
    lot: LotId
    item: str
    label: str
    expiry: date | None
    donor: str
    pack_size: int | None
    quantity: int
    consignment: str = ""
    grams_per_litre: int = 0

    @property
    def of(self) -> Lot:
        """Return what stands on the pile."""
        return Lot(
            self.item, self.label, self.expiry, self.donor, self.pack_size or 0,
            self.consignment, self.grams_per_litre,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class OnHand:
    """An item over all stores: what lies there freely, and what is set aside for open lists.

    ``under_way`` left one store on a waybill and has arrived in no other.
    """

    item: Item
    free: int
    set_aside: int
    under_way: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """One movement as the ledger shows it; quantity in grams or pieces, leaving is negative."""

    document: DocumentId
    kind: str
    number: str
    day: date
    reference: str
    party: str
    item: str
    label: str
    quantity: int
    reason: str
    reversal: bool = False


def stores(db: Database) -> list[Store]:
    """Return the open stores, the first made first."""
    rows = db.conn.execute("SELECT id, name, area FROM store WHERE closed IS NOT 1 ORDER BY id")
    return [Store(StoreId(id_), name, area) for id_, name, area in rows]


def items(db: Database) -> dict[str, Item]:
    """Return the camp's items by code, in the order in which they were put."""
    rows = db.query("SELECT * FROM item ORDER BY made_clock, made_desk, rowid")
    return {row["id"]: _item(row) for row in rows}


def item(db: Database, code: str) -> Item:
    """Return one of the camp's items."""
    return _item(next(db.query("SELECT * FROM item WHERE id = :code", {"code": code})))


def _item(row: dict[str, Any]) -> Item:
    food = None
    if row["kcal_per_100g"] is not None:
        food = FoodValue(
            row["kcal_per_100g"], row["protein_per_100g"] or 0, row["fat_per_100g"] or 0
        )
    return Item(
        row["id"],
        row["name_en"] or row["id"],
        row["name_ar"] or "",
        row["name_ckb"] or "",
        category=row["category"] or "",
        unit=Unit(row["unit"] or "g"),
        pack_size=row["pack_size"] or 1,
        pack_name=row["pack_name"] or "",
        food=food,
        grams_per_litre=row["grams_per_litre"] or 0,
        ready_to_eat=bool(row["ready_to_eat"]),
        needs_fuel=bool(row["needs_fuel"]),
        essential=bool(row["essential"]),
    )


def scales(db: Database) -> dict[str, Scale]:
    """Return the camp's ration scales by code, in the order in which they were put."""
    rows = db.query("SELECT * FROM scale ORDER BY made_clock, made_desk, rowid")
    return {
        row["id"]: Scale(
            row["id"],
            row["name_en"] or row["id"],
            row["name_ar"] or "",
            kind=ScaleKind(row["kind"] or ScaleKind.FULL),
            cycle_days=row["cycle_days"] or 30,
            parts=tuple((code, mg) for code, mg in json.loads(row["parts"] or "[]")),
            source=row["source"] or "",
        )
        for row in rows
    }


def on_hand(db: Database) -> list[OnHand]:
    """Return every item that was ever moved, with what is free and what is set aside."""
    known = items(db)
    rows = db.conn.execute("""
        SELECT lot.item,
            coalesce(sum(quantity) FILTER (WHERE store.id IS NOT NULL), 0),
            coalesce(sum(quantity) FILTER (WHERE store.id IS NULL AND waybill.id IS NULL), 0),
            coalesce(sum(quantity) FILTER (WHERE waybill.kind = 'WBL'), 0)
        FROM pile_balance AS pile
        JOIN lot ON lot.id = pile.lot
        LEFT JOIN store ON store.id = pile.store
        LEFT JOIN document AS waybill ON waybill.id = pile.store
        GROUP BY lot.item
    """).fetchall()
    moved = {code: quantities for code, *quantities in rows}
    return [OnHand(item, *moved[code]) for code, item in known.items() if code in moved]


def free(db: Database, store: StoreId) -> dict[str, int]:
    """Return what a store holds of each item that may still be promised: expired lots too."""
    rows = db.conn.execute(
        "SELECT lot.item, sum(quantity) FROM pile_balance JOIN lot ON lot.id = pile_balance.lot"
        " WHERE store = ? GROUP BY lot.item",
        (store,),
    )
    return dict(rows.fetchall())


def piles(db: Database, store: bytes | None = None, item: str | None = None) -> list[Pile]:
    """Return the lots that are not at zero, the earliest expiry first.

    Args:
        db: Where to look.
        store: One store, or one ration list's goods set aside; all stores if left out.
        item: One item; all if left out.
    """
    rows = db.conn.execute(
        """
        SELECT pile.store, lot.id, lot.item, lot.label, lot.expiry, lot.donor, lot.pack_size,
            quantity, lot.consignment, lot.grams_per_litre
        FROM pile_balance AS pile JOIN lot ON lot.id = pile.lot
        WHERE (:store IS NULL AND pile.store IN (SELECT id FROM store) OR pile.store = :store)
        AND (:item IS NULL OR lot.item = :item) AND quantity <> 0
        ORDER BY lot.expiry IS NULL, lot.expiry, lot.id
        """,
        {"store": store, "item": item},
    )
    return [
        Pile(
            StoreId(where), LotId(lot), code, label or "",
            date.fromisoformat(expiry) if expiry else None, donor or "", pack, quantity,
            consignment or "", density or 0,
        )
        for where, lot, code, label, expiry, donor, pack, quantity, consignment, density in rows
    ]  # fmt: skip


def lot_is_known(db: Database, lot: LotId) -> bool:
    """Tell whether such goods came before."""
    return db.conn.execute("SELECT 1 FROM lot WHERE id = ?", (lot,)).fetchone() is not None


def item_of(db: Database, lot: LotId) -> str:
    """Return the code of the item that a lot is of."""
    (code,) = db.conn.execute("SELECT item FROM lot WHERE id = ?", (lot,)).fetchone()
    return str(code)


def lot_of(db: Database, lot: LotId) -> Lot:
    """Return what a lot is, from its id."""
    row = db.conn.execute(
        "SELECT item, label, expiry, donor, pack_size, consignment, grams_per_litre FROM lot"
        " WHERE id = ?",
        (lot,),
    ).fetchone()
    return _lot(*row)


def lots_of(db: Database, ids: Iterable[LotId]) -> dict[LotId, tuple[Lot, date | None]]:
    """Return what some lots are, and the day that each was made where it is known."""
    rows = db.conn.execute(
        "SELECT id, produced, item, label, expiry, donor, pack_size, consignment, grams_per_litre"
        " FROM lot WHERE id IN (SELECT unhex(value) FROM json_each(?))",
        (json.dumps([each.hex() for each in ids]),),
    )
    return {
        LotId(id_): (_lot(*row), date.fromisoformat(produced) if produced else None)
        for id_, produced, *row in rows
    }


def _lot(
    item: str, label: str | None, expiry: str | None, donor: str | None, pack: int | None,
    consignment: str | None, density: int | None,
) -> Lot:  # fmt: skip
    return Lot(
        item, label or "", date.fromisoformat(expiry) if expiry else None, donor or "", pack or 0,
        consignment or "", density or 0,
    )  # fmt: skip


def balance(db: Database, store: bytes, lot: LotId) -> int:
    """Return what a store holds of one lot."""
    (quantity,) = db.conn.execute(
        "SELECT coalesce(sum(quantity), 0) FROM pile_balance WHERE store = ? AND lot = ?",
        (store, lot),
    ).fetchone()
    return int(quantity)


def first_below(
    db: Database, store: bytes, lot: LotId, since: str, least: int
) -> tuple[date, int] | None:
    """Return the first day from one on, at whose end less than ``least`` lay there, and how much.

    None if there was as much all the time.
    """
    row = db.conn.execute(
        """
        WITH by_day AS (
            SELECT :since AS day, 0 AS moved
            UNION ALL
            SELECT max(document.day, :since), movement.quantity
            FROM movement JOIN document ON document.id = movement.document
            WHERE movement.store = :store AND movement.lot = :lot
        ), level AS (
            SELECT day, sum(sum(moved)) OVER (ORDER BY day) AS there FROM by_day GROUP BY day
        )
        SELECT day, there FROM level WHERE there < :least ORDER BY day LIMIT 1
        """,
        {"store": store, "lot": lot, "since": since, "least": least},
    ).fetchone()
    return (date.fromisoformat(row[0]), row[1]) if row else None


def ledger(db: Database, item: str, limit: int = 500) -> list[Line]:
    """Return an item's movements in and out of stores, the latest first."""
    sought, several = document_search.of_item(item), limit
    while True:
        since = document_search.day_of(db, sought, several)
        values = {"sought": sought, "since": since, "item": item, "limit": limit}
        rows = db.conn.execute(_LATEST, values).fetchall()
        if len(rows) == limit or not since:
            return [_line(row) for row in rows]
        several *= 4


_LATEST = f"""
    WITH latest AS (
        SELECT document.id, document.day, moved.lot, moved.quantity
        FROM {document_search.SOUGHT[0]}
        CROSS JOIN movement AS moved ON moved.document = document.id
        CROSS JOIN lot ON lot.id = moved.lot
        WHERE {document_search.SOUGHT[1]} AND document_search.rowid >= :since
            AND lot.item = :item AND moved.store IN (SELECT id FROM store)
        ORDER BY document.day DESC, document.id DESC, moved.lot LIMIT :limit
    )
    SELECT document.id, document.kind, document.number, document.day, document.reference,
        document.party, lot.item, lot.label, latest.quantity, document.reason,
        document.reverses IS NOT NULL
    FROM latest JOIN document ON document.id = latest.id JOIN lot ON lot.id = latest.lot
    ORDER BY document.day DESC, document.id DESC, lot.id
"""
"""SQL: the movements in the documents from a day on."""


def _line(row: tuple[Any, ...]) -> Line:
    document, kind, number, day, reference, party, item, label, quantity, reason, reversal = row
    return Line(
        DocumentId(document), kind, number, date.fromisoformat(day), reference or "",
        party or "", item, label or "", quantity, reason or "", bool(reversal),
    )  # fmt: skip


def documents_of(db: Database, kind: str, prefix: str) -> int:
    """Return how many documents of a kind carry numbers that begin so.

    A reversing document has the number of what it reverses and does not count.
    """
    (n,) = db.conn.execute(
        "SELECT count(*) FROM document WHERE kind = ? AND number >= ? AND number < ?"
        " AND reverses IS NULL",
        (kind, prefix, prefix + "~"),
    ).fetchone()
    return int(n)


def history(db: Database, item: str) -> list[tuple[date, int]]:
    """Return what stores held of an item at the end of each day that moved it."""
    rows = db.conn.execute(
        """
        SELECT day, sum(sum(quantity)) OVER (ORDER BY day) FROM item_day
        WHERE item = :item AND store IN (SELECT id FROM store)
        GROUP BY day ORDER BY day
        """,
        {"item": item},
    )
    return [(date.fromisoformat(day), level) for day, level in rows]
