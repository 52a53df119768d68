"""An opened camp: one officer at one desk, on the connection that writes."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import msgpack

from camp_desk.domain.errors import CampDeskError, NotAllowed, Retired
from camp_desk.domain.ids import DeskNumber
from camp_desk.domain.roles import Right, Role, may
from camp_desk.domain.words import N_
from camp_desk.storage import derived, journal
from camp_desk.storage.applying import heads
from camp_desk.storage.changes import ADD, PUT, Change, Id, Value, body_of
from camp_desk.storage.database_trouble import DiskIsFull, told_by_sqlite
from camp_desk.storage.driver import Database, DatabaseError
from camp_desk.storage.keys import CampKeys
from camp_desk.storage.reserve import release
from camp_desk.storage.slots import SlotSecret
from camp_desk.storage.tables import TABLES, Changes

Clock = Callable[[], float]
"""Seconds since 1970 UTC, as time.time gives them."""

_ALLOWED_BACK_MS = 120_000


class ClockIsBehind(CampDeskError):
    """The computer's clock stands before the last thing written here."""

    message = N_("This computer says it is {now}, but the last entry here was made on {last}.")
    advice = N_("Set the computer's date and time, then try again.")


@dataclass(frozen=True, slots=True)
class Officer:
    """Who is logged in."""

    id: bytes
    name: str
    role: Role
    retired: bool = False

    def may(self, right: Right) -> bool:
        """Tell whether the officer may do something; who retired only hands over what is here."""
        return right is Right.SYNC if self.retired else may(self.role, right)


@dataclass(frozen=True, slots=True)
class Here:
    """What this laptop knows about itself and its camp, beside the journal.

    ``recovery`` is the public half of the key on the recovery sheet, in age's own writing.
    """

    camp_id: bytes
    camp_public: bytes
    desk: DeskNumber
    certificate: bytes
    keys: CampKeys
    recovery: str
    epoch: int = 1


class Entry:
    """An action being put together; nothing is written until its block ends well."""

    def __init__(self, db: Database, kind: str) -> None:
        self.kind = kind
        self._db = db
        self._rows: dict[tuple[str, Id], Change] = {}

    def make(self, table: str, id_: Id, fields: Mapping[str, Value]) -> None:
        """Put a row whose id is new."""
        self._take(Change(PUT, table, id_, _present(fields)))

    def put(self, table: str, id_: Id, fields: Mapping[str, Value]) -> None:
        """Put fields of a row, made if absent; a field that stays as it is, is left out."""
        changed: dict[str, Value] = {}
        replaces: dict[str, list[tuple[int, int]]] = {}
        for name, value in fields.items():
            writes = heads(self._db, table, id_, name)
            if not writes:
                self.make(table, id_, fields)
                return
            if writes[0].value != value:
                changed[name] = value
                replaces[name] = [(writes[0].writer.desk, writes[0].writer.seq)]
        if changed:
            self._take(Change(PUT, table, id_, changed, replaces))

    def choose(self, table: str, id_: Id, name: str, value: Value) -> None:
        """Put a field that desks disagree about, replacing what all of them wrote."""
        writes = heads(self._db, table, id_, name)
        replaces = {name: [(write.writer.desk, write.writer.seq) for write in writes]}
        self._take(Change(PUT, table, id_, {name: value}, replaces))

    def add(self, table: str, id_: Id, fields: Mapping[str, Value]) -> None:
        """Add a row to a ledger; one that this entry holds already stays as it is."""
        self._take(Change(ADD, table, id_, _present(fields)))

    def added(self, table: str, id_: Id) -> Mapping[str, Value]:
        """Return the fields of a row that this entry holds; empty if it holds none of that id."""
        change = self._rows.get((table, id_))
        return change.fields if change else {}

    @property
    def rows(self) -> list[Change]:
        """Return the changes, one for each row, in the order in which they were asked for."""
        return list(self._rows.values())

    @property
    def changes(self) -> Changes:
        """Return what screens have to look at again."""
        return frozenset(TABLES[change.table].topic for change in self._rows.values())

    def _take(self, change: Change) -> None:
        table, key = TABLES[change.table], (change.table, change.id)
        if table.register == (change.op == ADD):
            raise ValueError(f"{table.name} is written otherwise")
        if key in self._rows:
            change = self._rows[key] if change.op == ADD else _together(self._rows[key], change)
        table.check(change.id, change.fields, whole=change.replaces is None)
        self._rows[key] = change


def _present(fields: Mapping[str, Value]) -> dict[str, Value]:
    return {name: value for name, value in fields.items() if value is not None}


def _together(earlier: Change, later: Change) -> Change:
    """Return two changes of one row as one: an action writes each field once."""
    replaces = None
    if earlier.replaces is not None and later.replaces is not None:
        replaces = {**earlier.replaces, **later.replaces}
    return Change(PUT, earlier.table, earlier.id, {**earlier.fields, **later.fields}, replaces)


class Camp:
    """An opened camp file.  Lives on one thread, as its connection does."""

    def __init__(
        self,
        path: Path,
        db: Database,
        here: Here,
        secret: SlotSecret,
        officer_id: bytes,
        clock: Clock = time.time,
    ) -> None:
        self.path = path
        self.db = db
        self.here = here
        self.secret = secret
        self._clock = clock
        self._review: Callable[[Entry], None] | None = None
        self._officer_id = officer_id

    @property
    def desk(self) -> DeskNumber:
        """Return this laptop's number."""
        return self.here.desk

    @property
    def officer_id(self) -> bytes:
        """Return whose passphrase opened the camp."""
        return self._officer_id

    @property
    def officer(self) -> Officer:
        """Return who is logged in, with the role of this moment.

        Raises:
            NotAllowed: The camp does not know the officer.
        """
        row = self.db.conn.execute(
            "SELECT id, name, role, closed FROM officer WHERE id = ?", (self._officer_id,)
        ).fetchone()
        if row is None:
            raise NotAllowed
        return Officer(row[0], row[1], Role(row[2]), bool(row[3]))

    @property
    def name(self) -> str:
        """Return what the camp is called."""
        return str(self.setting("camp-name", ""))

    @property
    def demonstration(self) -> bool:
        """Tell whether the camp is made up, which every screen and sheet then says."""
        return bool(self.setting("demonstration", 0))

    def setting(self, name: str, default: Value = None) -> Value:
        """Return one of the camp's settings."""
        row = self.db.conn.execute("SELECT value FROM setting WHERE id = ?", (name,)).fetchone()
        return default if row is None or row[0] is None else row[0]

    def require(self, right: Right) -> None:
        """Check that the officer may do something.

        Raises:
            NotAllowed: The officer's role does not cover it, or the officer has retired.
        """
        officer = self.officer
        if not officer.may(right):
            raise Retired if officer.retired else NotAllowed

    def new_id(self) -> bytes:
        """Return a new id: UUIDv7, so that ids made later sort later."""
        import uuid_utils

        made: bytes = uuid_utils.uuid7(nanoseconds=round(self._clock() * 1e9)).bytes
        return made

    def now(self) -> datetime:
        """Return the time on the wall, as this computer has it."""
        return datetime.fromtimestamp(self._clock()).replace(microsecond=0)

    def today(self) -> date:
        """Return the day on the wall."""
        return self.now().date()

    def check_clock(self) -> None:
        """Compare the computer's clock with this desk's last entry.

        Raises:
            ClockIsBehind: It is earlier: a dead battery, most often.
        """
        row = self.db.conn.execute(
            "SELECT at FROM journal WHERE desk = ? ORDER BY seq DESC LIMIT 1", (self.desk,)
        ).fetchone()
        now = self._milliseconds()
        if row is not None and now + _ALLOWED_BACK_MS < row[0]:
            raise ClockIsBehind(now=_wall(now), last=_wall(row[0]))

    def _milliseconds(self) -> int:
        return min(round(self._clock() * 1000), journal.LATEST_MS)

    def told(self) -> AbstractContextManager[None]:
        """Return what turns the database's errors inside a block into sentences."""
        return told_by_sqlite(self.path)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Hold the write lock: everything in the block is saved, or nothing.

        The lock is taken at once, so what the block reads is still true when it writes.
        Inside another such block it changes nothing.

        Raises:
            DiskIsFull, CampIsBusy, NotWritable, FileTrouble: Nothing of the block is saved.
        """
        if self.db.conn.in_transaction:
            yield
            return
        try:
            with told_by_sqlite(self.path):
                self.db.conn.execute("BEGIN IMMEDIATE")
                yield
                self.db.conn.execute("COMMIT")
        except BaseException as error:
            if self.db.conn.in_transaction:
                self.db.conn.execute("ROLLBACK")
            if isinstance(error, DiskIsFull):
                release(self.path)
            raise

    @contextmanager
    def part(self) -> Iterator[None]:
        """Save everything in the block or nothing, inside a transaction that goes on either way.

        Without a transaction around it, it is one.
        """
        if not self.db.conn.in_transaction:
            with self.transaction():
                yield
            return
        self.db.conn.execute("SAVEPOINT part")
        try:
            yield
        except BaseException:
            if self.db.conn.in_transaction:  # a full disk takes the whole transaction back
                self.db.conn.execute("ROLLBACK TO part")
                self.db.conn.execute("RELEASE part")
            raise
        self.db.conn.execute("RELEASE part")

    @contextmanager
    def action(self, kind: str, batch: bytes = b"") -> Iterator[Entry]:
        """Record what one officer does: one journal entry and its changes, or nothing at all."""
        with self.transaction():
            entry = Entry(self.db, kind)
            yield entry
            if self._review is not None:
                self._review(entry)
            if entry.rows:
                self._record(entry, batch)

    @contextmanager
    def reviewed(self, review: Callable[[Entry], None]) -> Iterator[None]:
        """Show a function what each action of the block is about to write.

        What it raises stops the action, and nothing is written.
        """
        before, self._review = self._review, review
        try:
            yield
        finally:
            self._review = before

    def _record(self, entry: Entry, batch: bytes) -> None:
        seq, before = journal.last(self.db, self.desk)
        (latest,) = self.db.conn.execute("SELECT max(clock) FROM journal").fetchone()
        at, rows = self._milliseconds(), entry.rows
        body, body_hash = body_of(rows)
        action = journal.Action(
            desk=self.desk,
            seq=seq + 1,
            clock=max((latest or 0) + 1, at << 16),
            at=at,
            officer=self._officer_id,
            kind=entry.kind,
            version=journal.VERSION,
            batch=batch,
            epoch=self.here.epoch,
            body=body,
            body_hash=body_hash,
        )
        journal.record(self.db, action, rows, before)
        derived.refresh(self.db, rows)

    def close(self) -> None:
        """Leave one file behind, without a write-ahead log, if nothing is in the way.

        On a full disk or beside another program the log stays: it holds all that was saved.
        """
        try:
            with suppress(DatabaseError):
                self.db.conn.execute("PRAGMA busy_timeout = 0")
                self.db.conn.execute("PRAGMA analysis_limit = 400")
                self.db.conn.execute("PRAGMA optimize")
                self.db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            self.db.conn.close()


def _wall(milliseconds: int) -> str:
    return f"{datetime.fromtimestamp(milliseconds / 1000, UTC).astimezone():%Y-%m-%d %H:%M}"


def read_here(db: Database) -> Here:
    """Return what the file says about this laptop."""
    rows = dict(db.conn.execute("SELECT name, value FROM here").fetchall())
    return Here(
        camp_id=rows["camp_id"],
        camp_public=rows["camp_public"],
        desk=DeskNumber(msgpack.unpackb(rows["desk"])),
        certificate=rows["certificate"],
        keys=CampKeys.unpack(rows["keys"]),
        recovery=rows["recovery"].decode(),
        epoch=msgpack.unpackb(rows["epoch"]),
    )


def write_here(db: Database, here: Here) -> None:
    """Keep what this laptop knows about itself."""
    rows = {
        "camp_id": here.camp_id,
        "camp_public": here.camp_public,
        "desk": msgpack.packb(here.desk),
        "certificate": here.certificate,
        "keys": here.keys.pack(),
        "recovery": here.recovery.encode(),
        "epoch": msgpack.packb(here.epoch),
    }
    db.conn.executemany("INSERT OR REPLACE INTO here VALUES (?, ?)", rows.items())
