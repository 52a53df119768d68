"""Exchanging segments with a stick: both directions, any order, any number of times."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.progress import Report, silent
from camp_desk.domain.words import N_
from camp_desk.storage import derived, families, journal, segments
from camp_desk.storage.camp import Camp
from camp_desk.storage.changes import Change, read_body
from camp_desk.storage.driver import DatabaseError
from camp_desk.storage.journal import Action
from camp_desk.storage.keys import Certificate
from camp_desk.storage.segments import Held, State
from camp_desk.storage.tables import TABLES, Changes
from camp_desk.sync.order import Missing, Plan, Position, Stored, plan
from camp_desk.sync.refusals import (
    DamagedSegment,
    ForgedSegment,
    NewerFormat,
    Refused,
    WrongKey,
)
from camp_desk.sync.segment import (
    BEFORE_THE_FIRST,
    Content,
    Sealer,
    Segment,
    Trust,
    in_runs,
    open_segment,
    peek,
    seal,
)
from camp_desk.sync.stick import SegmentName, Stick, name_of, named


class OldCopy(CampDeskError):
    """The stick holds segments of this very desk that this laptop does not know."""

    message = N_("This laptop holds an older copy of the camp: the stick knows later work of desk {desk}.")  # noqa: E501
    advice = N_("Nothing was changed. Join the camp anew with an invitation, under a new number.")


@dataclass(frozen=True, slots=True)
class Exchange:
    """What an exchange did: actions taken in and given, and what could not be taken in.

    ``refused`` names files with the reason; ``missing`` is what segments here wait for.
    """

    changes: Changes
    taken: int
    given: int
    missing: tuple[Missing, ...]
    refused: tuple[tuple[str, Refused], ...]


def seal_new(camp: Camp) -> int:
    """Seal this desk's actions that are in no segment yet; return how many they were.

    The caller need not hold the transaction.
    """
    with camp.transaction():
        here = camp.here
        own = [each for each in segments.held(camp.db) if each.desk == here.desk]
        newest = max(own, key=lambda each: each.number, default=None)
        number, previous, last = (
            (newest.number, newest.hash, newest.last) if newest else (0, BEFORE_THE_FIRST, 0)
        )
        until, _ = journal.last(camp.db, here.desk)
        actions = [each.positional() for each in journal.entries(camp.db, here.desk, last, until)]
        seen = {
            desk: position.number
            for desk, position in _applied(camp).items()
            if desk != here.desk
        }
        sealer = Sealer(
            camp.secret.desk,
            Certificate.unpack(here.certificate),
            here.epoch,
            [here.keys.recipient(here.epoch), here.recovery],
        )
        for run in in_runs(actions):
            number += 1
            first = int(str(run[0][0]))
            head = _head(camp, first + len(run) - 1)
            file = seal(sealer, Content(seen, run, head), number=number, first=first, previous=previous)  # noqa: E501
            header = peek(file, _trust(camp))
            segments.keep(
                camp.db,
                Held(here.desk, number, first, header.last, State.APPLIED, header.hash,
                     previous, seen, len(file)),
                file,
            )  # fmt: skip
            previous = header.hash
    return len(actions)


def _head(camp: Camp, seq: int) -> bytes:
    (head,) = camp.db.conn.execute(
        "SELECT hash FROM journal WHERE desk = ? AND seq = ?", (camp.desk, seq)
    ).fetchone()
    return head  # type: ignore[no-any-return]


def sync(camp: Camp, stick: Stick, report: Report = silent) -> Exchange:
    """Take in what a stick has and give it what it lacks.

    Args:
        camp: The camp at this desk.
        stick: Its folder on the stick.
        report: Told of files taken and given.

    Raises:
        OldCopy: This laptop must not write; nothing was changed.
        StickGone, NotWritable, DiskFull, BadMedium: The stick failed; what was taken in stays,
            and what was given is whole.
    """
    _check_own(camp, stick)
    seal_new(camp)
    held = segments.held(camp.db)
    names = {_name(each): each for each in held}
    coming = stick.missing_here(names.keys())
    going = _going(camp, stick, names)
    total = len(coming) + len(going)
    opened, refused = {}, []
    for n, name in enumerate(coming):
        report(n, total)
        try:
            segment = _take(camp, name, stick.read(name))
        except Refused as error:
            refused.append((str(name), error))
            if isinstance(error, DamagedSegment):
                stick.set_aside(name)
        else:
            if segment:
                opened[segment.header.hash] = segment
    changes, taken, outcome = _apply_ready(camp, opened)
    stick.room_for(names[name].size for name in going)
    given = 0
    for n, name in enumerate(going):
        report(len(coming) + n, total)
        stick.write(name, segments.file_of(camp.db, names[name].hash))
        given += names[name].last - names[name].first + 1
    report(total, total)
    return Exchange(changes, taken, given, outcome.missing, tuple(refused))


def _going(camp: Camp, stick: Stick, names: dict[SegmentName, Held]) -> list[SegmentName]:
    """Return what the stick lacks, and this desk's own files that are damaged there."""
    missing = stick.missing_there({name: each.size for name, each in names.items()})
    damaged = [
        name
        for name, each in names.items()
        if name not in missing
        and each.desk == camp.desk
        and not stick.holds(name, segments.file_of(camp.db, each.hash))
    ]
    return sorted([*missing, *damaged])


def _check_own(camp: Camp, stick: Stick) -> None:
    held = {_name(each) for each in segments.held(camp.db)}
    for name in stick.missing_here(held):
        if name.desk == camp.desk:
            with suppress(Refused):  # a file that only bears the name betrays nothing
                peek(stick.read(name), _trust(camp))
                raise OldCopy(desk=f"{camp.desk:03d}")


def _name(each: Held) -> SegmentName:
    return named(each.desk, each.number, each.hash)


def _trust(camp: Camp) -> Trust:
    return Trust(camp.here.camp_id, camp.here.camp_public)


def _take(camp: Camp, name: SegmentName, untrusted: bytes) -> Segment | None:
    """Keep a segment from the stick; one that cannot be read is kept to be carried on."""
    header = peek(untrusted, _trust(camp))
    if name_of(header) != name:
        raise ForgedSegment
    try:
        segment = open_segment(untrusted, _trust(camp), camp.here.keys.epochs)
    except (WrongKey, NewerFormat):
        segment, seen, state = None, None, State.UNREADABLE
    else:
        seen, state = segment.content.seen, State.WAITING
    with camp.transaction():
        segments.keep(
            camp.db,
            Held(header.desk, header.number, header.first, header.last, state, header.hash,
                 header.previous, seen, len(untrusted)),
            untrusted,
        )  # fmt: skip
    return segment


def _applied(camp: Camp) -> dict[int, Position]:
    positions: dict[int, Position] = {}
    for each in segments.held(camp.db):
        if each.state is State.APPLIED:
            positions[each.desk] = Position(each.number, each.hash)
    return positions


def _apply_ready(
    camp: Camp, opened: dict[bytes, Segment]
) -> tuple[Changes, int, Plan]:
    stored = [
        Stored(each.desk, each.number, each.hash, each.previous, each.seen)
        for each in segments.held(camp.db)
        if each.seen is not None
    ]
    outcome = plan(_applied(camp), stored)  # type: ignore[arg-type]
    topics, taken, stopped = set(), 0, set()
    for each in outcome.ready:
        if stopped & {each.desk, *each.seen}:
            continue
        segment = opened.get(each.hash) or open_segment(
            segments.file_of(camp.db, each.hash), _trust(camp), camp.here.keys.epochs
        )
        try:
            topics |= apply_segment(camp, segment)
        except ForgedSegment:
            stopped.add(each.desk)
            with camp.transaction():
                segments.mark(camp.db, each.hash, State.FORKED)
            continue
        taken += len(segment.content.actions)
    _mark_forks(camp, outcome)
    if taken:
        with camp.transaction():
            families.check_new(camp.db)
    return frozenset(topics), taken, outcome


def _mark_forks(camp: Camp, outcome: Plan) -> None:
    with camp.transaction():
        for each in segments.held(camp.db):
            if each.desk in outcome.stopped and each.state is State.WAITING:
                segments.mark(camp.db, each.hash, State.FORKED)


def apply_segment(camp: Camp, segment: Segment) -> Changes:
    """Apply a segment whose turn it is, whole or not at all.

    Raises:
        ForgedSegment: Signed by its desk, and yet not what a desk writes.
    """
    header = segment.header
    try:
        with camp.transaction():
            seq, before = journal.last(camp.db, header.desk)
            if seq + 1 != header.first:
                raise ForgedSegment
            topics, changes = set(), []
            for action, rows in _actions(segment):
                before = journal.record(camp.db, action, rows, before)
                changes += rows
                topics |= {TABLES[row.table].topic for row in rows if row.table in TABLES}
            if before != segment.content.head:
                raise ForgedSegment
            derived.refresh(camp.db, changes)
            segments.mark(camp.db, header.hash, State.APPLIED)
    except (DatabaseError, ValueError, TypeError, KeyError) as error:
        if isinstance(error, DatabaseError) and "constraint" not in str(error):
            raise
        raise ForgedSegment from error
    return frozenset(topics)


def _actions(segment: Segment) -> Iterator[tuple[Action, list[Change]]]:
    for n, fields in enumerate(segment.content.actions):
        action = Action(segment.header.desk, *fields)  # type: ignore[arg-type]
        if action.seq != segment.header.first + n:
            raise ForgedSegment
        rows: list[Change] = []
        if action.body is not None:
            rows, said = read_body(action.body)
            if said != action.body_hash:
                raise ForgedSegment
        yield action, rows
