"""Counts of stores: what is being counted, what was entered, and how each ended."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import blake2b
from typing import Any

from camp_desk.domain.counting import Tally
from camp_desk.domain.ids import LotId, StoreId
from camp_desk.domain.stock import Lot
from camp_desk.storage.driver import Database

KIND = "CNT"
"""The kind of the document that a count is posted with, and how its number begins."""


class State(StrEnum):
    """How a count stands."""

    OPEN = "open"
    POSTED = "posted"
    ABANDONED = "abandoned"


@dataclass(frozen=True, slots=True)
class Count:
    """A count of a store; ``items`` are the codes of those chosen, empty for all."""

    id: bytes
    number: str
    store: StoreId
    store_name: str
    day: date
    items: tuple[str, ...]
    desk: int
    officer: bytes
    state: State
    known: dict[str, int]

    def covers(self, item: str) -> bool:
        """Tell whether an item is counted."""
        return not self.items or item in self.items


@dataclass(frozen=True, slots=True)
class Line:
    """One pile on a count's sheet; ``book`` is what the books said when it was opened."""

    lot: LotId
    serial: int
    item: str
    label: str
    expiry: date | None
    donor: str
    pack: int
    book: int
    grams_per_litre: int = 0

    @property
    def of(self) -> Lot:
        """Return what stands on the pile, as far as a quantity of it can be typed."""
        return Lot(
            self.item, self.label, self.expiry, self.donor, self.pack,
            grams_per_litre=self.grams_per_litre,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Result:
    """What a count was posted with, for one pile."""

    lot: LotId
    book: int
    counted: int
    posted: int


def id_of(count: bytes, what: bytes) -> bytes:
    """Return the id that every desk gives to the same part of a count."""
    return blake2b(count + what, digest_size=16, person=b"camp-desk count").digest()


_COUNTS = """
    SELECT stock_count.id, stock_count.number, stock_count.store, coalesce(store.name, ''),
        stock_count.day, stock_count.items, stock_count.desk, stock_count.officer,
        (SELECT max(how = 'posted') FROM count_end WHERE count = stock_count.id),
        stock_count.known
    FROM stock_count LEFT JOIN store ON store.id = stock_count.store
"""
"""One that was abandoned on a desk and posted on another is posted: goods were moved."""


def counts(db: Database, *, limit: int = -1) -> list[Count]:
    """Return the counts, the latest first."""
    rows = db.conn.execute(f"{_COUNTS} ORDER BY stock_count.id DESC LIMIT :limit", {"limit": limit})
    return [_count(row) for row in rows]


def open_counts(db: Database) -> list[Count]:
    """Return what is being counted, the latest first."""
    return [
        _count(row) for row in db.conn.execute(
            f"{_COUNTS} WHERE stock_count.id NOT IN (SELECT count FROM count_end)"
            " ORDER BY stock_count.id DESC"
        )
    ]  # fmt: skip


def numbered(db: Database, number: str) -> Count | None:
    """Return the count of a number."""
    row = db.conn.execute(f"{_COUNTS} WHERE stock_count.number = ?", (number,)).fetchone()
    return _count(row) if row else None


def _count(row: tuple[Any, ...]) -> Count:
    id_, number, store, name, day, items, desk, officer, posted, known_then = row
    state = {None: State.OPEN, 1: State.POSTED}.get(posted, State.ABANDONED)
    return Count(
        id_, number, StoreId(store), name, date.fromisoformat(day),
        tuple(json.loads(items or "[]")), desk, officer, state,
        json.loads(known_then),
    )  # fmt: skip


def frozen(db: Database, store: bytes) -> list[Count]:
    """Return the counts that go on in a store."""
    rows = db.conn.execute(
        f"{_COUNTS} WHERE stock_count.store = ?"
        " AND NOT EXISTS (SELECT 1 FROM count_end WHERE count = stock_count.id)",
        (store,),
    )
    return [_count(row) for row in rows]


def lines(db: Database, count: bytes) -> list[Line]:
    """Return the piles on a count's sheet, in its order."""
    rows = db.conn.execute(
        """
        SELECT lot.id, serial, lot.item, lot.label, lot.expiry, lot.donor, lot.pack_size, book,
            lot.grams_per_litre
        FROM count_line JOIN lot ON lot.id = count_line.lot
        WHERE count = ? ORDER BY serial, lot.id
        """,
        (count,),
    )
    return [
        Line(
            LotId(lot), serial, item, label or "", date.fromisoformat(expiry) if expiry else None,
            donor or "", pack or 0, book, density or 0,
        )
        for lot, serial, item, label, expiry, donor, pack, book, density in rows
    ]  # fmt: skip


def tallies(db: Database, count: bytes) -> dict[LotId, list[Tally]]:
    """Return what was entered for each pile, in that order."""
    found: defaultdict[LotId, list[Tally]] = defaultdict(list)
    for lot, counter, quantity in db.conn.execute(
        "SELECT lot, counter, quantity FROM count_entry WHERE count = ? ORDER BY at, id", (count,)
    ):
        found[LotId(lot)].append(Tally(counter, quantity))
    return found


def remarks(db: Database, count: bytes) -> dict[LotId, list[str]]:
    """Return what was remarked on each pile."""
    found: defaultdict[LotId, list[str]] = defaultdict(list)
    for lot, said in db.conn.execute(
        "SELECT lot, remarks FROM count_entry WHERE count = ? AND remarks IS NOT NULL"
        " ORDER BY at, id",
        (count,),
    ):
        found[LotId(lot)].append(said)
    return found


def entered_by(db: Database, count: bytes) -> set[bytes]:
    """Return the officers who entered what was counted."""
    rows = db.conn.execute("SELECT officer FROM count_entry WHERE count = ?", (count,))
    return {officer for (officer,) in rows}


def results(db: Database, count: bytes) -> dict[LotId, Result]:
    """Return what a count was posted with, by pile; empty before."""
    rows = db.conn.execute(
        "SELECT lot, book, counted, posted FROM count_result WHERE count = ?", (count,)
    )
    return {LotId(lot): Result(LotId(lot), *rest) for lot, *rest in rows}


def posted_by(db: Database, count: bytes) -> tuple[bytes, bytes] | None:
    """Return the id of the posting and the officer who approved it, or nothing."""
    row = db.conn.execute(
        "SELECT min(id), officer FROM count_end WHERE count = ? AND how = 'posted' GROUP BY count",
        (count,),
    ).fetchone()
    return (row[0], row[1]) if row else None


def last_counted(db: Database, store: StoreId) -> dict[str, date]:
    """Return when each item of a store was counted last; an opening count is one, too."""
    rows = db.conn.execute(
        """
        SELECT item, max(day) FROM (
            SELECT lot.item AS item, stock_count.day AS day
            FROM stock_count JOIN count_result ON count_result.count = stock_count.id
            JOIN lot ON lot.id = count_result.lot
            WHERE stock_count.store = :store
            UNION ALL
            SELECT lot.item, document.day
            FROM document CROSS JOIN movement ON movement.document = document.id
            JOIN lot ON lot.id = movement.lot
            WHERE document.kind = 'OPN' AND movement.store = :store
        ) GROUP BY item
        """,
        {"store": store},
    )
    return {item: date.fromisoformat(day) for item, day in rows}


def used(db: Database, store: StoreId, since: date) -> dict[str, int]:
    """Return what left a store since a day, by item: of days on which more left than came."""
    rows = db.conn.execute(
        "SELECT item, -sum(quantity) FROM item CROSS JOIN item_day ON item_day.item = item.id"
        " WHERE store = :store AND day >= :since AND quantity < 0 GROUP BY item",
        {"store": store, "since": since.isoformat()},
    )
    return dict(rows.fetchall())


def known(db: Database) -> dict[str, int]:
    """Return how many documents of each desk are here, those of counts left aside."""
    return {str(desk): len(ids) for desk, ids in _documents(db).items()}


def _documents(db: Database) -> dict[int, list[bytes]]:
    """Return the documents by desk, in their order: REL-002-0001 is of desk 2."""
    by_desk: defaultdict[int, list[bytes]] = defaultdict(list)
    for id_, desk in db.conn.execute(
        "SELECT id, CAST(substr(number, 5, 3) AS INTEGER) AS desk FROM document"
        " WHERE kind <> 'CNT' ORDER BY desk, id"
    ):
        if 0 < desk <= _MOST_DESKS:
            by_desk[desk].append(id_)
    return dict(by_desk)


_MOST_DESKS = 999


@dataclass(frozen=True, slots=True)
class Unknown:
    """A document that a count did not know of, and what it moved of one pile."""

    document: bytes
    number: str
    lot: LotId
    quantity: int


def moved_since(db: Database, count: Count) -> list[Unknown]:
    """Return what documents that came after a count was opened moved of its piles."""
    return _late(db, count, count.known, _documents(db), None)


def _late(
    db: Database, count: Count, then: dict[str, int], documents: dict[int, list[bytes]],
    before: bytes | None,
) -> list[Unknown]:  # fmt: skip
    """Return what documents that nobody knew then moved of a count's piles.

    A desk's documents come in their order: those after the known ones were not here.
    """
    found = []
    for desk, ids in documents.items():
        until = len(ids) if before is None else bisect_left(ids, before)
        for document in ids[then.get(str(desk), 0) : until]:
            found += [
                Unknown(document, number, LotId(lot), quantity)
                for number, lot, quantity in db.conn.execute(
                    _MOVED, (document, count.store, count.id)
                )
            ]
    return sorted(found, key=lambda each: each.document)


_MOVED = """
    SELECT document.number, movement.lot, sum(movement.quantity)
    FROM movement JOIN document ON document.id = movement.document
    WHERE document.id = ? AND movement.store = ?
    AND movement.lot IN (SELECT lot FROM count_line WHERE count = ?)
    GROUP BY movement.lot HAVING sum(movement.quantity) <> 0
"""


@dataclass(frozen=True, slots=True)
class Overtaken:
    """A pile whose count was posted before documents of other desks were known here."""

    end: bytes
    number: str
    store: str
    lot: LotId
    item: str
    label: str
    posted: int
    quantity: int
    documents: tuple[str, ...]


def overtaken(db: Database) -> list[Overtaken]:
    """Return the posted piles that other desks had moved before, which nobody knew then."""
    ends = db.conn.execute(
        "SELECT min(id), count, known FROM count_end WHERE how = 'posted' GROUP BY count ORDER BY 1"
    ).fetchall()
    if not ends:
        return []
    by_id, documents, found = {each.id: each for each in counts(db)}, _documents(db), []
    for end, id_, then in ends:
        late: defaultdict[LotId, list[Unknown]] = defaultdict(list)
        count = by_id.get(id_)
        if count is not None:
            for each in _late(db, count, json.loads(then or "{}"), documents, end):
                late[each.lot].append(each)
        if count is None or not late:
            continue
        corrected = results(db, count.id)
        for line in lines(db, count.id):
            quantity = sum(each.quantity for each in late.get(line.lot, ()))
            if quantity and line.lot in corrected:
                numbers = tuple(sorted({each.number for each in late[line.lot]}))
                found.append(
                    Overtaken(
                        end, count.number, count.store_name, line.lot, line.item, line.label,
                        corrected[line.lot].posted, quantity, numbers,
                    )
                )  # fmt: skip
    return found


def chosen_piles(
    db: Database, store: StoreId, items: Collection[str]
) -> list[tuple[LotId, str, int]]:
    """Return the piles to be counted, in the order of the sheet: lot, item, and the books."""
    rows = db.conn.execute(
        """
        SELECT lot.id, lot.item, quantity
        FROM pile_balance JOIN lot ON lot.id = pile_balance.lot
        WHERE store = :store AND quantity <> 0
        ORDER BY lot.item, lot.expiry IS NULL, lot.expiry, lot.label, lot.id
        """,
        {"store": store},
    )
    return [
        (LotId(lot), item, quantity) for lot, item, quantity in rows if not items or item in items
    ]


def opened_by_desk(db: Database, prefix: str) -> int:
    """Return how many counts carry numbers that begin so."""
    (n,) = db.conn.execute(
        "SELECT count(*) FROM stock_count WHERE substr(number, 1, ?) = ?", (len(prefix), prefix)
    ).fetchone()
    return int(n)


def posted_alone(db: Database) -> list[tuple[bytes, str, str]]:
    """Return the postings that one person approved of what they had entered, number and store."""
    rows = db.conn.execute("""
        SELECT count_end.id, stock_count.number, coalesce(store.name, '') FROM count_end
        JOIN decision ON decision.finding = count_end.id
            AND decision.choice = 'awaiting-confirmation'
        JOIN stock_count ON stock_count.id = count_end.count
        LEFT JOIN store ON store.id = stock_count.store
        GROUP BY count_end.id ORDER BY count_end.id
    """)
    return [(end, number, store) for end, number, store in rows]
