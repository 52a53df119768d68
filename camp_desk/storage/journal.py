"""The journal: every change goes through here, from this desk's officers and from other desks."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from camp_desk.storage.applying import apply
from camp_desk.storage.changes import Change, Writer, read_body
from camp_desk.storage.driver import Database
from camp_desk.storage.packed import pack
from camp_desk.storage.tables import TABLES

VERSION = 1
"""The version that every kind of action is written in today."""


class Action(NamedTuple):
    """One journal entry.  ``at`` is the desk's own clock, in milliseconds since 1970 UTC."""

    desk: int
    seq: int
    clock: int
    at: int
    officer: bytes
    kind: str
    version: int
    batch: bytes
    epoch: int
    body: bytes | None
    body_hash: bytes

    @property
    def writer(self) -> Writer:
        """Return who wrote what this action wrote."""
        return Writer(self.clock, self.desk, self.seq)

    def positional(self) -> list[object]:
        """Return the entry as it travels in a segment."""
        return list(self[1:])

    def hashed(self, before: bytes) -> bytes:
        """Return the chain's hash after this entry; the body counts by its hash alone."""
        fields = [*self[:9], self.body_hash]
        return hashlib.blake2b(before + pack(fields), digest_size=32).digest()


LATEST_MS = 1 << 45
"""The latest time that a clock is believed, in the year 3084: later ones leave no room above."""

GENESIS = b"\0" * 32
"""What stands before a desk's first action in the hash chain."""


def record(db: Database, action: Action, changes: Iterable[Change], before: bytes) -> bytes:
    """Append an entry and apply it; return the chain's hash after it.

    The caller holds the transaction, and then refreshes what is derived from the changed rows.
    """
    after = action.hashed(before)
    db.conn.execute(
        "INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (*action, after),
    )
    apply(db, action.writer, changes)
    return after


def entries(db: Database, desk: int, after: int, until: int) -> Iterator[Action]:
    """Yield a desk's entries from the one after ``after`` up to and with ``until``."""
    rows = db.conn.execute(
        "SELECT desk, seq, clock, at, officer, kind, version, batch, epoch, body, body_hash"
        " FROM journal WHERE desk = ? AND seq > ? AND seq <= ? ORDER BY seq",
        (desk, after, until),
    )
    return (Action(*row) for row in rows)


def everything(db: Database) -> Iterator[Action]:
    """Yield every entry, none before one that it has seen.

    A hybrid clock is always above the clocks of the actions its desk had seen.
    """
    rows = db.conn.execute(
        "SELECT desk, seq, clock, at, officer, kind, version, batch, epoch, body, body_hash"
        " FROM journal ORDER BY clock, desk, seq"
    )
    return (Action(*row) for row in rows)


def last(db: Database, desk: int) -> tuple[int, bytes]:
    """Return a desk's last sequence number here and the chain's hash after it."""
    row = db.conn.execute(
        "SELECT seq, hash FROM journal WHERE desk = ? ORDER BY seq DESC LIMIT 1", (desk,)
    ).fetchone()
    return row or (0, GENESIS)


def head(db: Database, desk: int, seq: int) -> bytes:
    """Return the chain's hash after an entry that is here."""
    after: bytes
    (after,) = db.conn.execute(
        "SELECT hash FROM journal WHERE desk = ? AND seq = ?", (desk, seq)
    ).fetchone()
    return after


def count(db: Database) -> int:
    """Return how many entries there are."""
    (n,) = db.conn.execute("SELECT count(*) FROM journal").fetchone()
    return int(n)


def desks(db: Database) -> list[int]:
    """Return the desks that wrote anything."""
    return [desk for (desk,) in db.conn.execute("SELECT DISTINCT desk FROM journal")]


def bodies_of(db: Database, kind: str) -> Iterator[tuple[bytes, bytes]]:
    """Yield the officer and the body of each entry of a kind, where the body is still kept."""
    rows = db.conn.execute(
        "SELECT officer, body FROM journal WHERE kind = ? AND body IS NOT NULL", (kind,)
    )
    return ((bytes(officer), body) for officer, body in rows)


def clock(db: Database, desk: int, seq: int) -> int:
    """Return the clock of an entry, 0 if there is none."""
    row = db.conn.execute(
        "SELECT clock FROM journal WHERE desk = ? AND seq = ?", (desk, seq)
    ).fetchone()
    return int(row[0]) if row else 0


def digest(db: Database) -> str:
    """Return one fingerprint of every journalled table and of every kept write.

    Two laptops that applied the same actions, in whatever order, have the same.
    """
    total = hashlib.blake2b(digest_size=16)
    for name, table in sorted(TABLES.items()):
        made = ("made_clock", "made_desk", "made_seq") if table.register else ()
        columns = ", ".join(("id", *table.fields, *made))
        total.update(name.encode())
        for row in db.conn.execute(f"SELECT {columns} FROM {name} ORDER BY id"):
            total.update(pack(row))
    for kept, key in (("field_write", "tbl, id, field, desk, seq"), ("conflict", "tbl, id, field")):
        total.update(kept.encode())
        for row in db.conn.execute(f"SELECT * FROM {kept} ORDER BY {key}"):
            total.update(pack(row))
    return total.hexdigest()


def empty_tables(db: Database) -> None:
    """Empty everything that the journal can rebuild, before a replay."""
    for name in (*TABLES, "field_write", "conflict", "pile_balance", "item_day"):
        db.conn.execute(f"DELETE FROM {name}")


def replay(db: Database) -> None:
    """Fill the emptied tables from the journal."""
    for action in everything(db):
        if action.body is not None:
            changes, _ = read_body(action.body)
            apply(db, action.writer, changes)
