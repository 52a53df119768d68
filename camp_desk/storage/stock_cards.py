"""Stack card and ledger: what came to a pile or an item of a store, what left, and the balance."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from typing import Any

from camp_desk.domain.ids import DocumentId, LotId, StoreId
from camp_desk.storage.driver import Database


@dataclass(frozen=True, slots=True)
class Moved:
    """One document's movements of one pile in one store, and the balance after them.

    ``came`` and ``gone`` are both 0 or more.  ``stores`` and ``lists`` are what stands on the
    other side of it.
    """

    document: DocumentId
    kind: str
    number: str
    day: date
    reference: str
    party: str
    reason: str
    lot: LotId
    label: str
    donor: str
    came: int
    gone: int
    balance: int
    stores: tuple[str, ...] = ()
    lists: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """A card over some days: what was there before, the movements, and what is there after."""

    before: int
    moved: Sequence[Moved]

    @property
    def after(self) -> int:
        """Return the balance at its end."""
        return self.moved[-1].balance if self.moved else self.before


def stack_card(
    db: Database,
    store: StoreId,
    lot: LotId,
    first: date | None = None,
    last: date | None = None,
    most: int = 0,
) -> Card:
    """Return the card of one pile.

    Args:
        db: Where to look.
        store: Where the pile stands.
        lot: What it is of.
        first: The first day shown; from the beginning if left out.
        last: The last day shown; until now if left out.
        most: Show only so many of the latest movements; all if 0.
    """
    return _card(db, store, "movement.lot = :what", lot, (first, last), most)


def item_ledger(
    db: Database,
    store: StoreId,
    item: str,
    first: date | None = None,
    last: date | None = None,
    most: int = 0,
) -> Card:
    """Return the ledger of one item in one store: all of its piles; arguments as stack_card."""
    of_item = "movement.lot IN (SELECT id FROM lot WHERE item = :what)"
    return _card(db, store, of_item, item, (first, last), most)


def _card(
    db: Database, store: StoreId, which: str, what: bytes | str,
    days: tuple[date | None, date | None], most: int,
) -> Card:  # fmt: skip
    first, last = days
    found = db.conn.execute(
        f"""
        SELECT document.day, document.id, movement.lot,
            sum(max(movement.quantity, 0)), -sum(min(movement.quantity, 0)), document.reverses
        FROM movement JOIN document ON document.id = movement.document
        WHERE movement.store = :store AND {which} AND (:last IS NULL OR document.day <= :last)
        GROUP BY document.id, movement.lot
        ORDER BY document.day, document.id, movement.lot
        """,
        {"store": store, "what": what, "last": last.isoformat() if last else None},
    ).fetchall()
    # The ids of two kinds of documents say nothing of their time: that of a reversal is made from
    # what it reverses, that of a count's document from the count.
    after = {document: reversed_ for _, document, *_, reversed_ in found if reversed_}
    after |= _counts(db)
    rows = [row for *row, _ in found]
    rows.sort(key=lambda row: (row[0], after.get(row[1], row[1]), row[1] in after, row[2]))
    balances = list(accumulate((came - gone for *_, came, gone in rows), initial=0))
    since = first.isoformat() if first else ""
    at = next((n for n, (day, *_) in enumerate(rows) if day >= since), len(rows))
    if most:
        at = max(at, len(rows) - most)
    return Card(balances[at], _moved(db, store, rows[at:], balances[at + 1 :]))


def _counts(db: Database) -> dict[bytes, bytes]:
    """Return the counts of all stores by the document that each was ended with: they are few."""
    rows = db.conn.execute("SELECT document, count FROM count_end WHERE document IS NOT NULL")
    return dict(rows.fetchall())


def _moved(
    db: Database, store: StoreId, rows: Sequence[Sequence[Any]],
    balances: Sequence[int],
) -> list[Moved]:  # fmt: skip
    """Return documents' movements with what stands on them and what lies on the other side."""
    documents = {document for _, document, *_ in rows}
    heads = {id_: head for id_, *head in _asked(db, _DOCUMENTS, documents)}
    lots = {id_: named for id_, *named in _asked(db, _LOTS, {lot for _, _, lot, *_ in rows})}
    others: defaultdict[bytes, list[str]] = defaultdict(list)
    for document, name in _asked(db, _OTHERS, documents, store):
        others[document].append(name)
    moved = []
    for (day, document, lot, came, gone), balance in zip(rows, balances, strict=True):
        kind, number, reference, party, reason, list_, sent_to, sent_from = heads[document]
        way = tuple(filter(None, (sent_to or sent_from,)))
        label, donor = lots[lot]
        moved.append(
            Moved(
                DocumentId(document), kind, number, date.fromisoformat(day), reference or "",
                party or "", reason or "", LotId(lot), label or "", donor or "", came, gone,
                balance, tuple(others.get(document, way)), (list_,) if list_ else (),
            )
        )  # fmt: skip
    return moved


def _asked(
    db: Database, sql: str, ids: Iterable[bytes], store: bytes | None = None
) -> list[tuple[Any, ...]]:
    values = {"ids": json.dumps([each.hex() for each in ids]), "store": store}
    return db.conn.execute(sql, values).fetchall()


_DOCUMENTS = """
    SELECT document.id, document.kind, document.number, reference, party, reason,
        ration_list.number,
        (SELECT name FROM store WHERE document.kind = 'WBL' AND id = document.other_store),
        (SELECT store.name FROM document way JOIN store ON store.id = way.store
            WHERE document.kind = 'ARR' AND way.id = document.about)
    FROM document LEFT JOIN ration_list ON ration_list.id = document.list
    WHERE document.id IN (SELECT unhex(value) FROM json_each(:ids))
"""
_LOTS = "SELECT id, label, donor FROM lot WHERE id IN (SELECT unhex(value) FROM json_each(:ids))"
_OTHERS = """
    SELECT DISTINCT movement.document, store.name
    FROM movement JOIN store ON store.id = movement.store
    WHERE movement.document IN (SELECT unhex(value) FROM json_each(:ids))
        AND movement.store <> :store ORDER BY 1, 2
"""


@dataclass(frozen=True, slots=True)
class LotFacts:
    """What stands on a pile, and the waybills that it came with."""

    label: str
    expiry: date | None
    donor: str
    pack: int
    waybills: tuple[str, ...]


def lot_facts(db: Database, lot: LotId) -> LotFacts:
    """Return what is known of a lot."""
    label, expiry, donor, pack = db.conn.execute(
        "SELECT label, expiry, donor, pack_size FROM lot WHERE id = ?", (lot,)
    ).fetchone()
    rows = db.conn.execute(
        "SELECT DISTINCT reference FROM document JOIN movement ON movement.document = document.id"
        " WHERE movement.lot = ? AND kind = 'GRN' AND reference IS NOT NULL ORDER BY day LIMIT 3",
        (lot,),
    )
    return LotFacts(
        label or "", date.fromisoformat(expiry) if expiry else None, donor or "", pack or 0,
        tuple(reference for (reference,) in rows),
    )  # fmt: skip


def lots(db: Database, store: StoreId, item: str) -> list[tuple[LotId, str]]:
    """Return the lots of an item that ever lay in a store, with their labels."""
    rows = db.conn.execute(
        "SELECT lot.id, lot.label FROM pile_balance JOIN lot ON lot.id = pile_balance.lot"
        " WHERE pile_balance.store = ? AND lot.item = ? ORDER BY lot.label, lot.id",
        (store, item),
    )
    return [(LotId(lot), label or "") for lot, label in rows]
