"""From changes to tables: the same code for what this desk writes and for what others wrote."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import msgpack

from camp_desk.storage.changes import ADD, Change, Id, Value, Writer
from camp_desk.storage.driver import Database
from camp_desk.storage.packed import pack
from camp_desk.storage.tables import TABLES, Table


class NothingToEdit(ValueError):
    """A change of a row that is not there: its desk never saw one."""


def apply(db: Database, writer: Writer, changes: Iterable[Change]) -> None:
    """Bring the tables to what the changes say.

    The outcome depends on the set of actions applied, not on their order, as long as no
    action comes before one that it has seen.
    A table this version does not know is passed over: its rows stay in the journal.

    Raises:
        NothingToEdit: A row to be edited is not there.
    """
    for change in changes:
        table = TABLES.get(change.table)
        if table is None:
            continue
        if change.op == ADD:
            _add(db, table, change)
        else:
            _put(db, writer, table, change)


def _inserting(table: Table) -> str:
    made = ("made_clock", "made_desk", "made_seq") if table.register else ()
    columns = ("id", *table.fields, *made)
    marks = ", ".join("?" * len(columns))
    return (
        f"INSERT INTO {table.name} ({', '.join(columns)}) VALUES ({marks})"
        " ON CONFLICT (id) DO NOTHING"
    )


_INSERT = {name: _inserting(table) for name, table in TABLES.items()}
_REALS = {
    name: frozenset(field for field, shape in table.shapes.items() if shape.sql == "REAL")
    for name, table in TABLES.items()
}


def _value(table: Table, field: str, value: Value) -> Value:
    """Return a value as its column gives it back: whole numbers of a REAL column are floats."""
    if field in _REALS[table.name] and type(value) is int:
        return float(value)
    return value


def _row(table: Table, fields: Mapping[str, Value]) -> list[Value]:
    if _REALS[table.name]:
        return [_value(table, field, fields.get(field)) for field in table.shapes]
    return list(map(fields.get, table.shapes))


def _add(db: Database, table: Table, change: Change) -> None:
    values = _row(table, change.fields)
    if not db.conn.execute(_INSERT[table.name], (change.id, *values)).rowcount:
        _agree(db, table, change.id, values)


def _agree(db: Database, table: Table, id_: Id, values: list[Value]) -> None:
    """Let one of two rows stand that desks added under one id, the same one on all desks.

    So it is with a lot, whose id follows from its label: spaces and case of the label may differ.
    """
    columns = ", ".join(table.fields)
    standing = db.conn.execute(
        f"SELECT {columns} FROM {table.name} WHERE id = ?",
        (id_,),
    ).fetchone()
    if pack(values) < pack(standing):
        marks = ", ".join("?" * len(values))
        db.conn.execute(
            f"UPDATE {table.name} SET ({columns}) = ({marks}) WHERE id = ?",
            (*values, id_),
        )


def _put(db: Database, writer: Writer, table: Table, change: Change) -> None:
    if change.replaces is None:
        values = _row(table, change.fields)
        if db.conn.execute(_INSERT[table.name], (change.id, *values, *writer)).rowcount:
            return
    made = _maker(db, table.name, change.id)
    if made is None:
        raise NothingToEdit
    if change.replaces is None:
        for field in table.shapes:  # two desks made the same row
            _write(db, made, writer, change, field, ())
        _settle_maker(db, change, min(made, writer))
    else:
        for field in table.shapes.keys() & change.fields.keys():
            _write(db, made, writer, change, field, tuple(change.replaces.get(field, ())))


def _maker(db: Database, table: str, id_: Id) -> Writer | None:
    row = db.conn.execute(
        f"SELECT made_clock, made_desk, made_seq FROM {table} WHERE id = ?",
        (id_,),
    ).fetchone()
    return Writer(*row) if row else None


def _settle_maker(db: Database, change: Change, writer: Writer) -> None:
    db.conn.execute(
        f"UPDATE {change.table} SET made_clock = ?, made_desk = ?, made_seq = ? WHERE id = ?",
        (*writer, change.id),
    )


def _write(
    db: Database,
    made: Writer,
    writer: Writer,
    change: Change,
    field: str,
    replaced: tuple[tuple[int, int], ...],
) -> None:
    """Keep one write of a field beside the others, and let the winner stand in the table."""
    key = (change.table, change.id, field)
    value = _value(TABLES[change.table], field, change.fields.get(field))
    if not _writes(db, key):
        (standing,) = db.conn.execute(
            f"SELECT {field} FROM {change.table} WHERE id = ?",
            (change.id,),
        ).fetchone()
        _keep(db, key, made, standing, ())
    _keep(db, key, writer, value, replaced)
    heads = _heads(_writes(db, key))
    winner = _winner(heads)
    db.conn.execute(
        f"UPDATE {change.table} SET {field} = ? WHERE id = ?",
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
        (*key, writer.desk, writer.seq, writer.clock, value, pack(replaced)),
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


def _winner(heads: list[Write]) -> Write:
    return max(heads, key=lambda write: write.writer)


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
        f"SELECT {field} FROM {table} WHERE id = ?",
        (id_,),
    ).fetchone()
    return [Write(made, value, ())]
