"""Exchanging segments with a stick: both directions, any order, any number of times."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.ids import DeskNumber
from camp_desk.domain.progress import Report, silent
from camp_desk.domain.words import N_
from camp_desk.storage import comparing, derived, journal, segments
from camp_desk.storage.applying import NothingToEdit
from camp_desk.storage.camp import Camp
from camp_desk.storage.changes import Change
from camp_desk.storage.database import wide_cache
from camp_desk.storage.driver import IntegrityError
from camp_desk.storage.keys import Certificate
from camp_desk.storage.segments import Held, State
from camp_desk.storage.tables import TABLES, Changes, Topic
from camp_desk.sync.entries import Before, read_entries
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

    message = N_(
        "This laptop holds an older copy of the camp: the stick knows later work of desk {desk}."
    )
    advice = N_("Nothing was changed. Join the camp anew with an invitation, under a new number.")


_SAVED_TOGETHER = 12
"""Segments in one transaction: a day of a busy desk in two."""


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

    It is to be done before other desks' actions are applied: a segment says what its desk had
    seen when it wrote any of it.
    """
    with camp.transaction():
        desk, previous = camp.here.desk, BEFORE_THE_FIRST
        number = last = 0
        for each in segments.held(camp.db):
            if each.desk == desk:
                number, previous, last = each.number, each.hash, each.last
        until, _ = journal.last(camp.db, desk)
        entries = journal.entries(camp.db, desk, last, until)
        seen = {other: at.number for other, at in _applied(camp).items() if other != desk}
        sealer, first = _sealer(camp), last + 1
        for run in in_runs(entry.positional() for entry in entries):
            number += 1
            head = journal.head(camp.db, desk, first + len(run) - 1)
            content = Content(seen, run, head)
            file = seal(sealer, content, number=number, first=first, previous=previous)
            previous = _keep(camp, file, State.APPLIED, seen)
            first += len(run)
        if until > last:
            comparing.expect_weighing(camp.db)
    return until - last


def _sealer(camp: Camp) -> Sealer:
    here = camp.here
    readers = [here.keys.recipient(here.epoch), here.recovery]
    return Sealer(camp.secret.desk, Certificate.unpack(here.certificate), here.epoch, readers)


def _keep(camp: Camp, file: bytes, state: State, seen: dict[DeskNumber, int] | None) -> bytes:
    """Keep the file of a segment that is genuine; return the segment's hash."""
    header = peek(file, _trust(camp))
    held = Held(
        header.desk, header.number, header.first, header.last, state, header.hash,
        header.previous, seen, len(file),
    )  # fmt: skip
    segments.keep(camp.db, held, file)
    return header.hash


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
    names = {_name(each): each for each in segments.held(camp.db)}
    coming = stick.missing_here(names.keys())
    going = _going(camp, stick, names)
    total = len(coming) + len(going)
    refused: list[tuple[str, Refused]] = []
    for n, name in enumerate(coming):
        report(n, total)
        try:
            _take(camp, name, stick.read(name))
        except Refused as error:
            refused.append((str(name), error))
            if isinstance(error, DamagedSegment):
                stick.set_aside(name)
    with wide_cache(camp.db):
        applied = _apply_ready(camp)
    stick.room_for(names[name].size for name in going)
    given = 0
    for n, name in enumerate(going):
        report(len(coming) + n, total)
        stick.write(name, segments.file_of(camp.db, names[name].hash))
        given += names[name].last - names[name].first + 1
    report(total, total)
    return Exchange(
        applied.changes, applied.taken, given, applied.missing, (*refused, *applied.refused)
    )


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


def _take(camp: Camp, name: SegmentName, untrusted: bytes) -> None:
    """Keep a segment from the stick; one that cannot be read is kept to be carried on."""
    if name_of(peek(untrusted, _trust(camp))) != name:
        raise ForgedSegment
    seen, state = None, State.UNREADABLE
    with suppress(WrongKey, NewerFormat):
        segment = open_segment(untrusted, _trust(camp), camp.here.keys.epochs)
        seen, state = dict(segment.content.seen), State.WAITING
    with camp.transaction():
        _keep(camp, untrusted, state, seen)


def _read_again(camp: Camp) -> None:
    """Try again what could not be read: its key or a newer program may have come since."""
    for each in segments.held(camp.db):
        if each.state is State.UNREADABLE:
            with suppress(Refused):
                segment = _opened(camp, each.hash)
                segments.readable(camp.db, each.hash, segment.content.seen)


def _opened(camp: Camp, hash_: bytes) -> Segment:
    return open_segment(segments.file_of(camp.db, hash_), _trust(camp), camp.here.keys.epochs)


def _applied(camp: Camp) -> dict[DeskNumber, Position]:
    return {
        each.desk: Position(each.number, each.hash)
        for each in segments.held(camp.db)
        if each.state is State.APPLIED
    }


def _apply_ready(camp: Camp) -> Exchange:
    """Apply what can be applied.  Families that are new then wait to be compared."""
    with camp.transaction():
        _read_again(camp)
    outcome = plan(
        _applied(camp),
        (
            Stored(each.desk, each.number, each.hash, each.previous, each.seen)
            for each in segments.held(camp.db)
            if each.seen is not None
        ),
    )
    changes, taken, refused = _apply_all(camp, outcome)
    _mark_forks(camp, outcome)
    if taken:
        with camp.transaction():
            comparing.expect_weighing(camp.db)
    return Exchange(changes, taken, 0, outcome.missing, tuple(refused))


def _apply_all(camp: Camp, outcome: Plan) -> tuple[Changes, int, list[tuple[str, Refused]]]:
    """Apply segments in their order, but none that follows or has seen one that is refused.

    Several are saved together: their rows lie on the same pages of the file.
    """
    changes, taken = Changes(), 0
    refused: list[tuple[str, Refused]] = []
    stops: dict[DeskNumber, int] = {}
    for start in range(0, len(outcome.ready), _SAVED_TOGETHER):
        with camp.transaction():
            for each in outcome.ready[start : start + _SAVED_TOGETHER]:
                known = {**each.seen, each.desk: each.number}
                if any(known.get(desk, 0) >= number for desk, number in stops.items()):
                    continue
                segment = _opened(camp, each.hash)
                try:
                    changes |= apply_segment(camp, segment)
                except Refused as error:
                    stops[each.desk] = each.number
                    refused.append((str(name_of(segment.header)), error))
                    if isinstance(error, ForgedSegment):
                        segments.mark(camp.db, each.hash, State.FORKED)
                else:
                    taken += len(segment.content.actions)
    return changes, taken, refused


def _mark_forks(camp: Camp, outcome: Plan) -> None:
    with camp.transaction():
        for each in segments.held(camp.db):
            if each.desk in outcome.stopped and each.state is State.WAITING:
                segments.mark(camp.db, each.hash, State.FORKED)


def apply_segment(camp: Camp, segment: Segment) -> Changes:
    """Apply a segment whose turn it is, whole or not at all.

    Raises:
        ForgedSegment: Signed by its desk, and yet not what a desk writes.
        NewerFormat: A later version of the program wrote it.
        DiskIsFull, CampIsBusy, NotWritable, FileTrouble: The disk failed.
    """
    topics: set[Topic] = set()
    changes: list[Change] = []
    with camp.part():
        seq, head = journal.last(camp.db, segment.header.desk)
        if seq + 1 != segment.header.first:
            raise ForgedSegment
        try:
            for action, rows in read_entries(segment, _before(camp, segment)):
                head = journal.record(camp.db, action, rows, head)
                changes += rows
        except (IntegrityError, NothingToEdit) as error:
            raise ForgedSegment from error
        if head != segment.content.head:
            raise ForgedSegment
        topics |= {TABLES[row.table].topic for row in changes if row.table in TABLES}
        derived.refresh(camp.db, changes)
        segments.mark(camp.db, segment.header.hash, State.APPLIED)
    return frozenset(topics)


def _before(camp: Camp, segment: Segment) -> Before:
    """Return what the segment's desk had seen: its own actions, and the segments that it names."""
    desk = segment.header.desk
    seqs = {desk: segment.header.first - 1}
    for other, number in segment.content.seen.items():
        if other != desk:
            seqs[other] = segments.last_action(camp.db, other, number)
    return Before(seqs, max(journal.clock(camp.db, *each) for each in seqs.items()))
