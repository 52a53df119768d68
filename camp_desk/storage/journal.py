"""The journal: every change goes through here, from this desk's officers and from other desks."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import msgpack

from camp_desk.storage.driver import Database
from camp_desk.storage.packed import deflate, inflate, unpack
from camp_desk.storage.tables import TABLES

PUT, ADD = 0, 1
VERSION = 1
"""The version that every kind of action is written in today."""

Value = str | int | float | bytes | None
Id = bytes | str | int


class Writer(NamedTuple):
    """The action that wrote a field; greater is later, and equal clocks fall to the higher desk."""

    clock: int
    desk: int
    seq: int


@dataclass(frozen=True, slots=True)
class Change:
    """One row put or added by an action.

    ``replaces`` is None where the row is new; else it names, for each field put, the
    (desk, seq) of the actions whose writes this one replaces.
    """

    op: int
    table: str
    id: Id
    fields: dict[str, Value]
    replaces: dict[str, list[tuple[int, int]]] | None = None

    def row(self) -> list[Any]:
        """Return the change as it is written in the journal."""
        return [self.op, self.table, self.id, self.fields, self.replaces]


@dataclass(frozen=True, slots=True)
class Action:
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

    def positional(self) -> list[Any]:
        """Return the entry as it travels in a segment."""
        return [
            self.seq, self.clock, self.at, self.officer, self.kind, self.version, self.batch,
            self.epoch, self.body, self.body_hash,
        ]  # fmt: skip

    def hashed(self, before: bytes) -> bytes:
        """Return the chain's hash after this entry; the body counts by its hash alone."""
        fields = [self.desk, *self.positional()[:8], self.body_hash]
        return hashlib.blake2b(before + _packed(fields), digest_size=32).digest()


def _packed(value: object) -> bytes:
    packed: bytes = msgpack.packb(value, use_bin_type=True)
    return packed


_MOST = 1 << 28  # bytes; a body above this is refused before it is unpacked


def body_of(changes: Iterable[Change]) -> tuple[bytes, bytes]:
    """Return the changes as stored, and the hash of what they say."""
    plain = _packed([change.row() for change in changes])
    return deflate(plain), hashlib.blake2b(plain, digest_size=16).digest()


def read_body(body: bytes) -> tuple[list[Change], bytes]:
    """Return the changes that a body holds, and the hash of what it says.

    Raises:
        ValueError: It is not a body, or too large for one.
    """
    plain = inflate(body, at_most=_MOST)
    rows: Any = unpack(plain)
    changes = [
        Change(op, table, id_, fields, replaces) for op, table, id_, fields, replaces in rows
    ]
    return changes, hashlib.blake2b(plain, digest_size=16).digest()


GENESIS = b"\0" * 32
"""What stands before a desk's first action in the hash chain."""

Touched = set[tuple[str, Id]]
"""The rows that a run of actions changed: what derived data must be worked out anew for."""


def record(db: Database, action: Action, changes: Iterable[Change], before: bytes) -> bytes:
    """Append an entry and apply it; return the chain's hash after it.

    The caller holds the transaction and refreshes derived data from what apply touched.
    """
    after = action.hashed(before)
    db.conn.execute(
        "INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            action.desk, action.seq, action.clock, action.at, action.officer, action.kind,
            action.version, action.batch, action.epoch, action.body, action.body_hash, after,
        ),
    )  # fmt: skip
    apply(db, action.writer, changes)
    return after


def apply(db: Database, writer: Writer, changes: Iterable[Change]) -> None:
    """Bring the tables to what the changes say.

    The outcome depends on the set of actions applied, not on their order, as long as no
    action comes before one that it has seen.
    A table this version does not know is passed over: its rows stay in the journal.
    """
    for change in changes:
        if change.table not in TABLES:
            continue
        if change.op == ADD:
            _add(db, change)
        else:
            _put(db, writer, change)


def _known(change: Change) -> dict[str, Value]:
    fields = TABLES[change.table].fields
    return {name: value for name, value in change.fields.items() if name in fields}


def _add(db: Database, change: Change) -> None:
    fields = _known(change)
    columns = ", ".join(("id", *fields))
    marks = ", ".join("?" * (len(fields) + 1))
    db.conn.execute(
        f"INSERT OR IGNORE INTO {change.table} ({columns}) VALUES ({marks})",  # noqa: S608  known names
        (change.id, *fields.values()),
    )


def _put(db: Database, writer: Writer, change: Change) -> None:
    made = _maker(db, change.table, change.id)
    fields = _known(change)
    if made is None:
        _create(db, writer, change.table, change.id, fields)
    elif change.replaces is None:
        for field in TABLES[change.table].fields:  # two desks made the same row
            _write(db, made, writer, change, field, fields.get(field), ())
        _settle_maker(db, change, min(made, writer))
    else:
        for field, value in fields.items():
            replaced = tuple((desk, seq) for desk, seq in change.replaces.get(field, ()))
            _write(db, made, writer, change, field, value, replaced)


def _maker(db: Database, table: str, id_: Id) -> Writer | None:
    row = db.conn.execute(
        f"SELECT made_clock, made_desk, made_seq FROM {table} WHERE id = ?",  # noqa: S608  known names
        (id_,),
    ).fetchone()
    return Writer(*row) if row else None


def _create(
    db: Database, writer: Writer, table: str, id_: Id, fields: dict[str, Value]
) -> None:
    columns = ", ".join(("id", *fields, "made_clock", "made_desk", "made_seq"))
    marks = ", ".join("?" * (len(fields) + 4))
    db.conn.execute(
        f"INSERT INTO {table} ({columns}) VALUES ({marks})",  # noqa: S608  known names
        (id_, *fields.values(), *writer),
    )


def _settle_maker(db: Database, change: Change, writer: Writer) -> None:
    db.conn.execute(
        f"UPDATE {change.table} SET made_clock = ?, made_desk = ?, made_seq = ? WHERE id = ?",  # noqa: S608  known names
        (*writer, change.id),
    )


def _write(
    db: Database,
    made: Writer,
    writer: Writer,
    change: Change,
    field: str,
    value: Value,
    replaced: tuple[tuple[int, int], ...],
) -> None:
    """Keep one write of a field beside the others, and let the winner stand in the table."""
    key = (change.table, change.id, field)
    if not _writes(db, key):
        (standing,) = db.conn.execute(
            f"SELECT {field} FROM {change.table} WHERE id = ?",  # noqa: S608  known names
            (change.id,),
        ).fetchone()
        _keep(db, key, made, standing, ())
    _keep(db, key, writer, value, replaced)
    heads = _heads(_writes(db, key))
    winner = max(heads, key=lambda write: write.writer)
    db.conn.execute(
        f"UPDATE {change.table} SET {field} = ? WHERE id = ?",  # noqa: S608  known names
        (winner.value, change.id),
    )
    if len({write.value for write in heads}) > 1:
        db.conn.execute("INSERT OR IGNORE INTO conflict VALUES (?, ?, ?)", key)
    else:
        db.conn.execute("DELETE FROM conflict WHERE (tbl, id, field) = (?, ?, ?)", key)


class Write(NamedTuple):
    """One write of one field, as kept."""

    writer: Writer
    value: Value
    replaces: tuple[tuple[int, int], ...]


def _keep(
    db: Database,
    key: tuple[str, Id, str],
    writer: Writer,
    value: Value,
    replaced: tuple[tuple[int, int], ...],
) -> None:
    db.conn.execute(
        "INSERT OR IGNORE INTO field_write VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (*key, writer.desk, writer.seq, writer.clock, value, _packed(replaced)),
    )


def _writes(db: Database, key: tuple[str, Id, str]) -> list[Write]:
    rows = db.conn.execute(
        "SELECT clock, desk, seq, value, replaces FROM field_write"
        " WHERE (tbl, id, field) = (?, ?, ?)",
        key,
    )
    return [
        Write(Writer(clock, desk, seq), value, tuple(tuple(each) for each in msgpack.unpackb(by)))
        for clock, desk, seq, value, by in rows
    ]


def _heads(writes: list[Write]) -> list[Write]:
    """Return the writes that no other write replaced; at least one."""
    replaced = {each for write in writes for each in write.replaces}
    heads = [write for write in writes if (write.writer.desk, write.writer.seq) not in replaced]
    return heads or writes


def heads(db: Database, table: str, id_: Id, field: str) -> list[Write]:
    """Return the writes of a field that stand unreplaced, the winner first.

    More than one: desks that did not know of each other wrote it.  Empty: there is no such row.
    """
    writes = _heads(_writes(db, (table, id_, field)))
    if writes:
        return sorted(writes, key=lambda write: write.writer, reverse=True)
    made = _maker(db, table, id_)
    if made is None:
        return []
    (value,) = db.conn.execute(
        f"SELECT {field} FROM {table} WHERE id = ?",  # noqa: S608  known names
        (id_,),
    ).fetchone()
    return [Write(made, value, ())]


def entries(db: Database, desk: int, after: int, until: int) -> list[Action]:
    """Return a desk's entries from the one after ``after`` up to and with ``until``."""
    rows = db.conn.execute(
        "SELECT desk, seq, clock, at, officer, kind, version, batch, epoch, body, body_hash"
        " FROM journal WHERE desk = ? AND seq > ? AND seq <= ? ORDER BY seq",
        (desk, after, until),
    )
    return [Action(*row) for row in rows]


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


def digest(db: Database) -> str:
    """Return one fingerprint of every journalled table and of every kept write.

    Two laptops that applied the same actions, in whatever order, have the same.
    """
    total = hashlib.blake2b(digest_size=16)
    for name, table in sorted(TABLES.items()):
        made = ("made_clock", "made_desk", "made_seq") if table.register else ()
        columns = ", ".join(("id", *table.fields, *made))
        total.update(name.encode())
        for row in db.conn.execute(f"SELECT {columns} FROM {name} ORDER BY id"):  # noqa: S608  known names
            total.update(_packed(row))
    for order in ("field_write ORDER BY tbl, id, field, desk, seq", "conflict ORDER BY tbl, id, field"):
        total.update(order.encode())
        for row in db.conn.execute(f"SELECT * FROM {order}"):  # noqa: S608  known names
            total.update(_packed(row))
    return total.hexdigest()


def empty_tables(db: Database) -> None:
    """Empty everything that the journal can rebuild, before a replay."""
    for name in (*TABLES, "field_write", "conflict"):
        db.conn.execute(f"DELETE FROM {name}")  # noqa: S608  known names


def replay(db: Database) -> None:
    """Fill the emptied tables from the journal."""
    for action in everything(db):
        if action.body is not None:
            changes, _ = read_body(action.body)
            apply(db, action.writer, changes)
