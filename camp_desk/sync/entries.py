"""What a segment's actions say, checked before any of it is believed.

A segment is signed by a desk of the camp, and that desk may be in the wrong hands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from camp_desk.domain.ids import DeskNumber
from camp_desk.domain.stock import Lot
from camp_desk.storage.changes import ADD, BODY_AT_MOST, Change, read_body
from camp_desk.storage.journal import LATEST_MS, VERSION, Action
from camp_desk.storage.packed import inflated_size
from camp_desk.storage.registrations import unpack
from camp_desk.storage.tables import TABLES
from camp_desk.sync.refusals import ForgedSegment, NewerFormat
from camp_desk.sync.segment import Segment

BODIES_AT_MOST = 1 << 30
"""Bytes of all bodies of one segment unpacked, one after the other."""

_FIELDS = 10
_VERSION_AT = 5
_LONGEST_KIND = 100
_LONGEST_ID = 64
_HASH_BYTES = 16
_LARGEST_EPOCH = 1 << 31


@dataclass(frozen=True, slots=True)
class Before:
    """What a desk had seen of the journal when it wrote a segment.

    ``seqs`` are the last sequence numbers by desk, its own too; ``clock`` the latest clock.
    """

    seqs: Mapping[DeskNumber, int]
    clock: int


def read_entries(untrusted: Segment, before: Before) -> Iterator[tuple[Action, list[Change]]]:
    """Yield a segment's actions and their changes, each as a desk writes it.

    Raises:
        ForgedSegment: Something in it is not what a desk writes.
        NewerFormat: A later version of the program wrote it.
    """
    desk, clock, room = untrusted.header.desk, before.clock, BODIES_AT_MOST
    for seq, fields in enumerate(untrusted.content.actions, start=untrusted.header.first):
        if _newer(fields):
            raise NewerFormat
        try:
            action = _following(_action(desk, fields), seq, clock)
            clock = action.clock
            changes = _changes(action, min(room, BODY_AT_MOST))
            _check(action, changes, before)
        except ValueError as error:
            raise ForgedSegment from error
        room -= inflated_size(action.body) if action.body is not None else 0
        yield action, changes


def _newer(untrusted: list[object]) -> bool:
    version = untrusted[_VERSION_AT] if len(untrusted) >= _FIELDS else 0
    return isinstance(version, int) and version > VERSION


def _action(desk: int, untrusted: list[object]) -> Action:
    match untrusted:
        case [
            int(seq), int(clock), int(at), bytes(officer), str(kind), int(version), bytes(batch),
            int(epoch), bytes() | None as body, bytes(body_hash),
        ]:  # fmt: skip
            numbers = (seq, clock, at, version, epoch)
            short = len(officer) <= _LONGEST_ID >= len(batch) and 0 < len(kind) <= _LONGEST_KIND
            if (
                bool not in map(type, numbers)
                and version == VERSION
                and 0 <= at <= LATEST_MS
                and 1 <= epoch <= _LARGEST_EPOCH
                and short
                and len(body_hash) == _HASH_BYTES
            ):
                return Action(
                    desk, seq, clock, at, officer, kind, version, batch, epoch, body, body_hash
                )
    raise ValueError("not an action")


def _following(action: Action, seq: int, clock: int) -> Action:
    """Return the action if its number comes next, and its clock is what its desk's must be."""
    if action.seq != seq or not clock < action.clock <= max(clock + 1, action.at << 16):
        raise ValueError("an action that does not follow the one before")
    return action


def _changes(action: Action, room: int) -> list[Change]:
    """Return what an action says; nothing if its body was purged, which its hash outlives."""
    if action.body is None:
        return []
    changes, said = read_body(action.body, room)
    if said != action.body_hash:
        raise ValueError("another body than the one that was hashed")
    return changes


def _check(action: Action, changes: list[Change], before: Before) -> None:
    rows = {(change.table, change.id) for change in changes}
    if len(rows) != len(changes):
        raise ValueError("a row that is written twice")
    for change in changes:
        table = TABLES.get(change.table)
        if table is None:
            continue  # of a later version: carried, not looked into
        if table.register == (change.op == ADD):
            raise ValueError(f"{table.name} is written otherwise")
        table.check(change.id, change.fields, whole=change.replaces is None)
        match change.table, change.fields.get("registration"):
            case "proposal", bytes(registration):
                unpack(registration)
            case "lot", _:
                _check_lot(change)
        for desk, seq in _replaced(change):
            seen = action.seq - 1 if desk == action.desk else before.seqs.get(DeskNumber(desk), 0)
            if not 1 <= seq <= seen:
                raise ValueError("in place of a write that the desk had not seen")


def _check_lot(change: Change) -> None:
    """Check that a lot's id follows from what it is: another one would hide its goods."""
    said = {name: str(value) for name, value in change.fields.items() if value is not None}
    expiry = date.fromisoformat(said["expiry"]) if "expiry" in said else None
    label, donor, pack = said.get("label", ""), said.get("donor", ""), said.get("pack_size", "0")
    consignment, density = said.get("consignment", ""), int(said.get("grams_per_litre", "0"))
    lot = Lot(said["item"], label, expiry, donor, int(pack), consignment, density)
    if lot.id != change.id:
        raise ValueError("a lot under the id of another")


def _replaced(change: Change) -> Iterator[tuple[int, int]]:
    for writers in (change.replaces or {}).values():
        yield from writers
