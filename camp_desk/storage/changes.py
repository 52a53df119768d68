"""What an action says: the changes in its body, written and read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from camp_desk.storage.packed import deflate, inflate, pack, unpack

PUT, ADD = 0, 1
"""What a change does: put a row of a register, or add one to a ledger."""

Value = str | int | float | bytes | None
Id = bytes | str | int


class Writer(NamedTuple):
    """The action that wrote a field; greater is later, and equal clocks fall to the higher desk."""

    clock: int
    desk: int
    seq: int


class Change(NamedTuple):
    """One row put or added by an action.

    ``replaces`` is None where the row is new; else it names, for each field put, the
    (desk, seq) of the actions whose writes this one replaces.
    """

    op: int
    table: str
    id: Id
    fields: Mapping[str, Value]
    replaces: Mapping[str, list[tuple[int, int]]] | None = None

    def row(self) -> list[object]:
        """Return the change as it is written in the journal."""
        return [self.op, self.table, self.id, self.fields, self.replaces]


BODY_AT_MOST = 1 << 28
"""Bytes of a body unpacked; a larger one is refused before that."""


def body_of(changes: Iterable[Change]) -> tuple[bytes, bytes]:
    """Return the changes as stored, and the hash of what they say."""
    plain = pack([change.row() for change in changes])
    return deflate(plain), hashlib.blake2b(plain, digest_size=16).digest()


def read_body(untrusted_body: bytes, at_most: int = BODY_AT_MOST) -> tuple[list[Change], bytes]:
    """Return the changes that a body holds, and the hash of what it says.

    The changes have the form of changes; what they say is not looked into.

    Raises:
        ValueError: It is not a body, or larger than ``at_most`` bytes unpacked.
    """
    plain = inflate(untrusted_body, at_most=at_most)
    match unpack(plain):
        case list(rows):
            changes = [_read_change(row) for row in rows]
            return changes, hashlib.blake2b(plain, digest_size=16).digest()
    raise ValueError("not a list of changes")


def _read_change(untrusted: object) -> Change:
    match untrusted:
        case [op, str(table), bytes() | str() | int() as id_, dict(fields), replaces] if (
            op in (PUT, ADD) and type(id_) is not bool and all(type(name) is str for name in fields)
        ):
            return Change(op, table, id_, fields, _read_replaces(replaces))
    raise ValueError("not a change")


def _read_replaces(untrusted: object) -> dict[str, list[tuple[int, int]]] | None:
    match untrusted:
        case None:
            return None
        case dict(named):
            return dict(_read_replaced(*each) for each in named.items())
    raise ValueError("not what a change replaces")


def _read_replaced(untrusted_name: object, untrusted: object) -> tuple[str, list[tuple[int, int]]]:
    match untrusted_name, untrusted:
        case str(name), list(writers):
            return name, [_read_writer(each) for each in writers]
    raise ValueError("not what a change replaces")


def _read_writer(untrusted: object) -> tuple[int, int]:
    match untrusted:
        case [desk, seq] if type(desk) is int and type(seq) is int:
            return desk, seq
    raise ValueError("not the name of an action")
