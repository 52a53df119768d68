"""The documents of the stores: what stands on each, what answers it, and which reverses it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from camp_desk.domain.estimates import Estimate
from camp_desk.domain.ids import DocumentId, HouseholdId, LotId, StoreId
from camp_desk.storage import document_search
from camp_desk.storage.document_search import Meant, letters
from camp_desk.storage.driver import Database


@dataclass(frozen=True, slots=True)
class Document:
    """A document's head; texts are empty where nothing was entered.

    ``about`` is the document that it answers, ``reversed_by`` the number of the one that took it
    back; ``waits`` tells that a second officer is to confirm it.
    """

    id: DocumentId
    kind: str
    number: str
    day: date
    store: bytes | None
    store_name: str
    other_store: StoreId | None
    other_name: str
    reference: str
    party: str
    list_number: int | None
    reason: str
    remarks: str
    officer: bytes | None
    officer_name: str
    about: DocumentId | None
    about_number: str
    reverses: DocumentId | None
    reversed_by: str
    waits: bool
    plate: str
    driver: str
    phone: str
    out_at: str
    due: date | None
    requested: str
    authorised: str
    override: str
    household: HouseholdId | None = None
    """Whom goods were given or lent to, or who gives them back."""
    card: int | None = None
    estimate: Estimate | None = None
    """What the goods of a loss are worth, where somebody said so."""
    persons: int | None = None
    """For how many people kits were packed, where that is not the usual size."""


@dataclass(frozen=True, slots=True)
class Row:
    """A document in a list, with its items by code and what it moved of each, in or out."""

    id: DocumentId
    kind: str
    number: str
    day: date
    reference: str
    party: str
    store_name: str
    other_name: str
    reason: str
    reversal: bool
    reversed: bool
    waits: bool
    items: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """One movement: below zero it left ``place``, a store's id, a list's or a waybill's."""

    id: bytes
    lot: LotId
    place: bytes
    place_name: str
    quantity: int


@dataclass(frozen=True, slots=True)
class Checked:
    """What a document says of one lot beside what it moved."""

    lot: LotId
    sent: int
    good: int
    damaged: int
    short: int
    over: int


@dataclass(frozen=True, slots=True)
class UnderWay:
    """A waybill whose goods have not all arrived."""

    document: Document
    lots: tuple[tuple[LotId, int], ...]


_REVERSED = "SELECT reverses FROM document WHERE reverses IS NOT NULL"

_WAITS = """
    EXISTS (SELECT 1 FROM decision AS asked
        WHERE asked.finding = document.id AND asked.choice = 'awaiting-confirmation')
    AND NOT EXISTS (SELECT 1 FROM decision AS given
        WHERE given.finding = document.id AND given.choice LIKE 'confirmed%')
    AND document.reverses IS NULL AND back.id IS NULL
"""
"""SQL: a second officer is to confirm the ``document`` at hand; ``back`` reverses it."""

_HEAD = f"""
    SELECT document.*, coalesce(store.name, '') AS store_name,
        coalesce(other.name, '') AS other_name, ration_list.number AS list_number,
        coalesce(officer.name, '') AS officer_name, coalesce(asked.number, '') AS about_number,
        coalesce(back.number, '') AS reversed_by, {_WAITS} AS waits, household.number AS card
    FROM document
    LEFT JOIN household ON household.id = document.household
    LEFT JOIN store ON store.id = document.store
    LEFT JOIN store AS other ON other.id = document.other_store
    LEFT JOIN ration_list ON ration_list.id = document.list
    LEFT JOIN officer ON officer.id = document.officer
    LEFT JOIN document AS asked ON asked.id = document.about
    LEFT JOIN document AS back ON back.reverses = document.id
"""


def document(db: Database, id_: bytes) -> Document | None:
    """Return a document, or nothing if there is none of that id."""
    row = next(db.query(f"{_HEAD} WHERE document.id = :id", {"id": id_}), None)
    return _document(row) if row else None


def numbered(db: Database, untrusted_number: str) -> Document | None:
    """Return a document by the number on it, in whatever case; nothing if there is none."""
    number = untrusted_number.strip().upper()
    row = next(
        db.query(f"{_HEAD} WHERE document.number = :number ORDER BY id", {"number": number}), None
    )
    return _document(row) if row else None


def answers(db: Database, id_: bytes) -> list[Document]:
    """Return the documents that answer another and still stand, the first first."""
    rows = db.query(
        f"{_HEAD} WHERE document.about = :id AND document.reverses IS NULL AND back.id IS NULL"
        " ORDER BY document.rowid",
        {"id": id_},
    )
    return [_document(row) for row in rows]


def of_kinds(db: Database, *kinds: str, most: int = -1) -> list[Document]:
    """Return the documents of some kinds that still stand, the latest first; all if below 0."""
    source, indexed, order = document_search.SOUGHT
    rows = db.query(
        f"{_HEAD} WHERE document.id IN ("
        f" SELECT document.id FROM {source} WHERE {indexed} AND document.reverses IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM document AS undone WHERE undone.reverses = document.id)"
        f" ORDER BY {order} LIMIT :most)"
        " ORDER BY document.day DESC, document.rowid DESC",
        {"sought": " OR ".join(map(document_search.of_kind, kinds)), "most": most},
    )
    return [_document(row) for row in rows]


def found(
    db: Database,
    *,
    kind: str = "",
    words: str = "",
    store: bytes | None = None,
    limit: int = 500,
    meant: Callable[[str], Meant] = letters,
) -> list[Row]:
    """Return documents, the latest first.

    Args:
        db: Where to look.
        kind: One kind only; all if left out.
        words: All of these stand in its number, its waybill, its names, or on one of its lots.
        store: Only those of one store, on either side.
        limit: How many at most.
        meant: What a word may mean beside its letters.
    """
    typed = words.casefold().split()
    means = {word: meant(word) for word in typed}
    sought = document_search.looked_for(db, means, kind, store)
    values: dict[str, object] = {"limit": limit, "sought": sought}
    values |= {f"word{n}": _anywhere(word) for n, word in enumerate(typed)}
    for n, word in enumerate(typed):
        values[f"kinds{n}"], day = json.dumps(means[word].kinds), means[word].day
        values[f"day{n}"] = day.isoformat() if day else ""
    fits = (f"({_fits(n)} OR {_has(f':word{n}')})" for n in range(len(typed)))
    source, indexed, order = document_search.SOUGHT if sought else document_search.EVERY
    rows = db.query(
        f"""
        SELECT document.id, document.kind, document.number, document.day, document.reference,
            document.party, store.name, other.name AS other_name, document.reason,
            document.reverses IS NOT NULL AS reversal,
            back.id IS NOT NULL AS reversed, {_WAITS} AS waits
        FROM {source}
        LEFT JOIN store ON store.id = document.store
        LEFT JOIN store AS other ON other.id = document.other_store
        LEFT JOIN document AS back ON back.reverses = document.id
        WHERE {" AND ".join([indexed, *fits])} ORDER BY {order} LIMIT :limit
        """,
        values,
    )
    listed = list(rows)
    items = _items(db, [row["id"] for row in listed])
    return [_row(row, items) for row in listed]


_IN_DOCUMENT = (
    "document.number", "document.reference", "document.party", "document.plate",
    "document.driver", "document.remarks", "store.name", "other.name",
)  # fmt: skip
_ON_LOT = (
    "lot.item", "lot.label", "lot.donor", "lot.consignment", "item.name_en", "item.name_ar",
)  # fmt: skip


def _fits(n: int) -> str:
    """Return SQL: the ``document`` at hand is of a kind or a day that a word means."""
    return f"document.day = :day{n} OR document.kind IN (SELECT value FROM json_each(:kinds{n}))"


def _has(word: str) -> str:
    """Return SQL: a word stands on the ``document`` at hand, or on one of its lots."""
    head = " OR ".join(f"{name} LIKE {word} ESCAPE '!'" for name in _IN_DOCUMENT)
    lots = " OR ".join(f"{name} LIKE {word} ESCAPE '!'" for name in _ON_LOT)
    return f"""{head} OR EXISTS (
        SELECT 1 FROM movement JOIN lot ON lot.id = movement.lot
        LEFT JOIN item ON item.id = lot.item
        WHERE movement.document = document.id AND ({lots})
    )"""


def _anywhere(word: str) -> str:
    """Return what LIKE looks for: the word itself, whatever signs it holds."""
    for sign in "!%_":
        word = word.replace(sign, f"!{sign}")
    return f"%{word}%"


def movements(db: Database, id_: bytes) -> list[Moved]:
    """Return what a document moved, in the order in which it was entered."""
    rows = db.conn.execute(
        """
        SELECT movement.id, lot, movement.store,
            coalesce(store.name, waybill.number, ration_list.number, ''), quantity
        FROM movement
        LEFT JOIN store ON store.id = movement.store
        LEFT JOIN document AS waybill ON waybill.id = movement.store
        LEFT JOIN ration_list ON ration_list.id = movement.store
        WHERE movement.document = ? ORDER BY movement.rowid
        """,
        (id_,),
    )
    return [
        Moved(each, LotId(lot), place, str(name), quantity)
        for each, lot, place, name, quantity in rows
    ]


def checks(db: Database, id_: bytes) -> list[Checked]:
    """Return what a document says of its lots beside what it moved."""
    rows = db.conn.execute(
        "SELECT lot, sent, good, damaged, short, over FROM document_line WHERE document = ?"
        " ORDER BY rowid",
        (id_,),
    )
    return [Checked(LotId(lot), *(n or 0 for n in numbers)) for lot, *numbers in rows]


def under_way(db: Database) -> list[UnderWay]:
    """Return the waybills whose goods have not all arrived, the first that left first."""
    rows = db.conn.execute("""
        SELECT store, lot, sum(quantity) FROM movement
        WHERE store IN (SELECT id FROM document WHERE kind = 'WBL')
        GROUP BY store, lot HAVING sum(quantity) > 0
    """).fetchall()
    lots: dict[bytes, list[tuple[LotId, int]]] = {}
    for waybill, lot, quantity in rows:
        lots.setdefault(waybill, []).append((LotId(lot), quantity))
    known = [(document(db, waybill), tuple(each)) for waybill, each in lots.items()]
    going = [UnderWay(head, each) for head, each in known if head is not None]
    return sorted(going, key=lambda each: (each.document.day, each.document.id))


def produced(db: Database, lot: LotId) -> date | None:
    """Return the day that a lot was made, if it is known."""
    row = db.conn.execute("SELECT produced FROM lot WHERE id = ?", (lot,)).fetchone()
    return date.fromisoformat(row[0]) if row and row[0] else None


def losses_awaiting(db: Database) -> Iterator[dict[str, Any]]:
    """Yield the losses that wait for a second officer: the facts of each."""
    return db.query(f"""
        SELECT document.id, document.number, document.day, document.reason,
            coalesce(officer.name, '') AS officer, min(lot.item) AS item,
            sum(movement.quantity) AS quantity
        FROM document
        JOIN movement ON movement.document = document.id
        JOIN lot ON lot.id = movement.lot
        LEFT JOIN officer ON officer.id = document.officer
        LEFT JOIN document AS back ON back.reverses = document.id
        WHERE document.kind = 'LOS'
            AND document.id IN (
                SELECT finding FROM decision WHERE choice = 'awaiting-confirmation')
            AND {_WAITS}
        GROUP BY document.id ORDER BY document.day, document.id
    """)


def _document(row: dict[str, Any]) -> Document:
    def text(name: str) -> str:
        return str(row[name] or "")

    due = row["due"]
    return Document(
        DocumentId(row["id"]), row["kind"], row["number"], date.fromisoformat(row["day"]),
        row["store"], row["store_name"], row["other_store"], row["other_name"], text("reference"),
        text("party"), row["list_number"], text("reason"), text("remarks"), row["officer"],
        row["officer_name"], row["about"], row["about_number"], row["reverses"],
        row["reversed_by"], bool(row["waits"]), text("plate"), text("driver"), text("phone"),
        text("out_at"), date.fromisoformat(due) if due else None, text("requested"),
        text("authorised"), text("override"), row["household"], row["card"],
        Estimate(row["worth"], text("currency")) if row["worth"] else None, row["persons"],
    )  # fmt: skip


def _items(db: Database, ids: list[bytes]) -> dict[bytes, list[tuple[str, int]]]:
    """Return what each document moved by item: what came, or what went where nothing came."""
    rows = db.conn.execute(
        """
        SELECT movement.document, lot.item,
            coalesce(sum(quantity) FILTER (WHERE quantity > 0), -sum(quantity))
        FROM movement JOIN lot ON lot.id = movement.lot
        WHERE movement.document IN (SELECT unhex(value) FROM json_each(?))
        GROUP BY movement.document, lot.item ORDER BY movement.document, lot.item
        """,
        (json.dumps([id_.hex() for id_ in ids]),),
    )
    items: dict[bytes, list[tuple[str, int]]] = {}
    for document_, item, quantity in rows:
        items.setdefault(document_, []).append((item, quantity))
    return items


def _row(row: dict[str, Any], items: dict[bytes, list[tuple[str, int]]]) -> Row:
    return Row(
        DocumentId(row["id"]), row["kind"], row["number"], date.fromisoformat(row["day"]),
        row["reference"] or "", row["party"] or "", row["name"] or "", row["other_name"] or "",
        row["reason"] or "", bool(row["reversal"]), bool(row["reversed"]), bool(row["waits"]),
        tuple(items.get(row["id"], ())),
    )  # fmt: skip
