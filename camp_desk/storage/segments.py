"""The segments that this laptop holds: its own, and those it carries for others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import msgpack

from camp_desk.domain.ids import DeskNumber
from camp_desk.storage.driver import Database


class State(StrEnum):
    """What became of a segment here."""

    APPLIED = "applied"
    WAITING = "waiting"
    UNREADABLE = "unreadable"
    FORKED = "forked"


@dataclass(frozen=True, slots=True)
class Held:
    """A segment that lies here; ``seen`` is None where it cannot be read."""

    desk: DeskNumber
    number: int
    first: int
    last: int
    state: State
    hash: bytes
    previous: bytes
    seen: Mapping[DeskNumber, int] | None
    size: int


def held(db: Database) -> list[Held]:
    """Return every segment here, without its bytes."""
    rows = db.conn.execute(
        "SELECT desk, number, first, last, state, hash, previous, seen, length(file)"
        " FROM segment ORDER BY desk, number, hash"
    )
    return [
        Held(
            DeskNumber(desk), number, first, last, State(state), hash_, previous,
            None if seen is None else msgpack.unpackb(seen, strict_map_key=False), size,
        )
        for desk, number, first, last, state, hash_, previous, seen, size in rows
    ]  # fmt: skip


def file_of(db: Database, hash_: bytes) -> bytes:
    """Return the bytes of a segment that lies here."""
    file: bytes
    (file,) = db.conn.execute("SELECT file FROM segment WHERE hash = ?", (hash_,)).fetchone()
    return file


def keep(db: Database, segment: Held, file: bytes) -> None:
    """Keep a segment; one that lies here already stays as it is."""
    db.conn.execute(
        "INSERT OR IGNORE INTO segment VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            segment.desk, segment.number, segment.first, segment.last, segment.state.value,
            segment.hash, segment.previous,
            None if segment.seen is None else msgpack.packb(dict(segment.seen)), file,
        ),
    )  # fmt: skip


def last_action(db: Database, desk: DeskNumber, number: int) -> int:
    """Return the sequence number of the last action in an applied segment, 0 for number 0."""
    row = db.conn.execute(
        "SELECT last FROM segment WHERE desk = ? AND number = ? AND state = 'applied'",
        (desk, number),
    ).fetchone()
    return int(row[0]) if row else 0


def readable(db: Database, hash_: bytes, seen: Mapping[DeskNumber, int]) -> None:
    """Let a segment that could not be read wait for its turn."""
    db.conn.execute(
        "UPDATE segment SET state = ?, seen = ? WHERE hash = ?",
        (State.WAITING.value, msgpack.packb(dict(seen)), hash_),
    )


def mark(db: Database, hash_: bytes, state: State) -> None:
    """Set what became of a segment."""
    db.conn.execute("UPDATE segment SET state = ? WHERE hash = ?", (state.value, hash_))
