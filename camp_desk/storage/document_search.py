"""The index behind the search among documents: which pieces of text stand on each of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain

from camp_desk.domain.progress import Report, silent
from camp_desk.domain.stock import waybill_key
from camp_desk.storage.changes import Change
from camp_desk.storage.driver import Database

VERSION = 2
"""Of the rules below: an index made by other ones is made anew where a file is opened."""

_LONGEST = 3
"""How long the pieces are at most: a longer word is looked for by the pieces in it."""

_PIECES = 40
"""How many of the pieces of a word are looked for: few documents have so many and not the rest."""

_REPORTED_TOGETHER = 200
"""Documents, where all are indexed anew."""

_PLACE = """
    (CAST(julianday(document.day) + 0.5 AS INTEGER) * 4294967296 + document.rowid)
"""
"""SQL: where the ``document`` at hand stands in the index: by day and then by row, as is listed."""

EVERY = ("document INDEXED BY document_by_day", "1", "document.day DESC, document.rowid DESC")
"""SQL: every document, the latest first: what to select from, where, and ordered by what."""

SOUGHT = (
    "document_search CROSS JOIN document ON document.rowid = document_search.rowid & 4294967295",
    f"document_search MATCH :sought AND {_PLACE} = document_search.rowid",
    "document_search.rowid DESC",
)
"""SQL: the documents in which the index finds ``:sought``, in the same order."""

_KIND, _STORE, _ITEM, _WAYBILL, _DAY = "\ue100", "\ue101", "\ue102", "\ue103", "\ue104"
_SEARCHABLE = {
    n: chr(n).lower() if chr(n).isalnum() else chr(0xE000 + n) for n in range(128)
}  # signs are letters to the index, and case is that of LIKE: of Latin letters alone


@dataclass(frozen=True, slots=True)
class Meant:
    """What a word may mean beside its letters: kinds of documents, and a day."""

    kinds: tuple[str, ...] = ()
    day: date | None = None


def letters(word: str) -> Meant:
    """Return that a word means nothing but its letters."""
    del word
    return Meant()


def refresh(db: Database, changes: Iterable[Change]) -> None:
    """Index anew the documents that some changes are about, in the transaction that made them."""
    documents: dict[object, None] = {}
    for change in changes:
        if change.table == "document":
            documents[change.id] = None
        elif change.table == "movement":
            documents[change.fields.get("document")] = None
        elif change.table == "lot":
            rows = db.conn.execute("SELECT document FROM movement WHERE lot = ?", (change.id,))
            documents |= dict.fromkeys(document for (document,) in rows)
    for document in documents:
        _index(db, document)


def rebuild(db: Database, report: Report = silent) -> None:
    """Index every document anew."""
    db.conn.execute("INSERT INTO document_search(document_search) VALUES ('delete-all')")
    documents = db.conn.execute("SELECT id FROM document ORDER BY day, rowid").fetchall()
    for n, (document,) in enumerate(documents):
        if n % _REPORTED_TOGETHER == 0:
            report(n, len(documents))
        _index(db, document)


def looked_for(db: Database, words: Mapping[str, Meant], kind: str, store: bytes | None) -> str:
    """Return what to match: every document that fits is among those found, and few others.

    Args:
        db: Where to look.
        words: All of them stand somewhere on it, or it is of such a kind or day; no word holds a
            space.
        kind: One kind only; any if empty.
        store: One store on either side; any if None.
    """
    parts = [_word(db, word, meant) for word, meant in words.items()]
    parts += [of_kind(kind)] if kind else []
    parts += [_quoted(_STORE + store.hex())] if store else []
    return " AND ".join(parts)


def of_kind(kind: str) -> str:
    """Return what to match: the documents of a kind."""
    return _quoted(_KIND + kind.encode().hex())


def of_item(item: str) -> str:
    """Return what to match: the documents that moved an item."""
    return _quoted(_ITEM + item.encode().hex())


def of_waybill(key: str) -> str:
    """Return what to match: the documents that refer to a waybill, by the key of its number."""
    return _quoted(_WAYBILL + key.encode().hex())


def day_of(db: Database, sought: str, several: int) -> int:
    """Return where the day begins of the last of several documents; 0 if there are fewer."""
    row = db.conn.execute(
        "SELECT rowid - (rowid & 4294967295) FROM document_search WHERE document_search MATCH ?"
        " ORDER BY rowid DESC LIMIT 1 OFFSET ?",
        (sought, several),
    ).fetchone()
    return int(row[0]) if row else 0


def _word(db: Database, word: str, meant: Meant) -> str:
    """Return what matches one word: on the document, in the names of what it names, or meant."""
    piece = word.translate(_SEARCHABLE)
    if len(piece) > _LONGEST:
        starts = range(min(len(piece) - _LONGEST + 1, _PIECES))
        pieces = dict.fromkeys(piece[n : n + _LONGEST] for n in starts)
        said = ["(" + " AND ".join(_quoted(each) for each in pieces) + ")"]
    else:
        said = [_quoted(piece)]
    for sign, table, id_, names in _NAMED:
        where = " OR ".join(f"instr(lower({name}), :word)" for name in names)
        rows = db.conn.execute(f"SELECT {id_} FROM {table} WHERE {where}", {"word": word})
        said += [_quoted(sign + each) for (each,) in rows]
    said += [of_kind(each) for each in meant.kinds]
    said += [_quoted(_DAY + meant.day.isoformat().translate(_SEARCHABLE))] if meant.day else []
    return "(" + " OR ".join(said) + ")"


_NAMED = (
    (_STORE, "store", "lower(hex(id))", ("name",)),
    (_ITEM, "item", "lower(hex(id))", ("name_en", "name_ar")),
)


def _quoted(piece: str) -> str:
    return f'"{piece}"'


def _index(db: Database, document: object) -> None:
    found = db.conn.execute(
        f"SELECT {_PLACE}, day, kind, store, other_store, number, reference, party, plate, driver,"
        " remarks FROM document WHERE id = ?",
        (document,),
    ).fetchone()
    if found is None:
        return
    place, day, kind, store, other, number, reference, *texts = found
    lots = db.conn.execute(
        "SELECT DISTINCT item, label, donor, consignment FROM movement"
        " JOIN lot ON lot.id = movement.lot WHERE document = ?",
        (document,),
    ).fetchall()
    said = {_KIND + (kind or "").encode().hex(), _DAY + (day or "").translate(_SEARCHABLE)}
    said.update(_STORE + each.hex() for each in (store, other) if each)
    said.update(_WAYBILL + waybill_key(each).encode().hex() for each in (reference,) if each)
    said.update(_ITEM + (item or "").encode().hex() for item, *_ in lots)
    for text in dict.fromkeys(chain(*lots, (number, reference, *texts))):
        said.update(_pieces(text or ""))
    db.conn.execute(
        "INSERT OR REPLACE INTO document_search(rowid, words) VALUES (?, ?)",
        (place, " ".join(sorted(said))),
    )


def _pieces(text: str) -> Iterator[str]:
    """Yield every piece of a text without spaces in it."""
    for word in text.split():
        searchable = word.translate(_SEARCHABLE)
        for long in range(1, _LONGEST + 1):
            for n in range(len(searchable) - long + 1):
                yield searchable[n : n + long]
