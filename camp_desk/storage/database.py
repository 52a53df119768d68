"""Opening the camp's database file: durable, up to date, and readable only where it must be."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.progress import Report, silent
from camp_desk.domain.words import N_

if TYPE_CHECKING:
    from camp_desk.storage.driver import Database


class CampIsNewer(CampDeskError):
    """The file was written by a later version of the program."""

    message = N_("This camp was written by a newer Camp Desk.")
    advice = N_("Open it with that version; nothing was changed.")


class CampIsDamaged(CampDeskError):
    """The file cannot be read with its key."""

    message = N_(
        "The camp file {name} cannot be read: it is damaged, no camp file, or the slots beside it"
        " are those of another camp."
    )
    advice = N_("Put its own slots beside it, restore the latest backup, or join from a stick.")


class NoSuchCamp(CampDeskError):
    """There is no camp file of that name."""

    message = N_("There is no camp file {name}.")
    advice = N_("Check the name, or make a new camp.")


def open_for_writing(path: Path, key: bytes, report: Report = silent) -> Database:
    """Return the connection that writes, on a file whose tables are today's.

    An acknowledged write survives a power cut: write-ahead log, synced at every commit.

    SQLCipher locks and wipes its keys in memory.  To do so with every buffer of SQLite's
    (cipher_memory_security) makes registering three times slower, and protects little: Python
    holds the same names where nothing is wiped.

    Args:
        path: The file.
        key: Of the file.
        report: Told how far it is where an earlier version wrote the file and what is searched by
            is made anew; what it raises stops that, and the file stays as it was.

    Raises:
        CampIsDamaged, CampIsNewer, CampIsBusy, DiskIsFull, NotWritable, FileTrouble: It does not
            open; nothing was changed.
    """
    with _opened(path, key) as db:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = FULL")
        db.execute(f"PRAGMA cache_size = -{_CACHE_KB}")
        db.execute("PRAGMA temp_store = MEMORY")
        _bring_up_to_date(db, report)
    return db


def open_for_reading(path: Path, key: bytes) -> Database:
    """Return a connection that cannot write, whatever is asked of it.

    Raises:
        CampIsDamaged, FileTrouble: It does not open.
    """
    with _opened(path, key) as db:
        db.execute(f"PRAGMA cache_size = -{_READERS_CACHE_KB}")
        db.execute("PRAGMA temp_store = MEMORY")
        db.execute("PRAGMA query_only = ON")
        db.conn.set_authorizer(_reads_only)
    return db


_CACHE_KB = 32 * 1024
_READERS_CACHE_KB = 8 * 1024
"""In a camp of half a million a larger one makes no search faster, and fills at the start."""

_WIDE_CACHE_KB = 80 * 1024


@contextmanager
def wide_cache(db: Database) -> Iterator[None]:
    """Keep more of the file at hand for work that writes all over it, and give it back after."""
    db.conn.execute(f"PRAGMA cache_size = -{_WIDE_CACHE_KB}")
    try:
        yield
    finally:
        db.conn.execute(f"PRAGMA cache_size = -{_CACHE_KB}")
        db.conn.execute("PRAGMA shrink_memory")


_SQLITE_OK, _SQLITE_DENY = 0, 1
_READING = {20, 21, 31, 33}  # SQLITE_READ, SQLITE_SELECT, SQLITE_FUNCTION, SQLITE_RECURSIVE
_PRAGMA = 19  # FTS5 asks PRAGMA data_version for itself
_TRANSACTIONS = {22, 32}  # BEGIN and SAVEPOINT: sqlite-utils wraps its queries in one


def _reads_only(action: int, first: str | None, second: str | None, *_: object) -> int:
    if action in _READING or action in _TRANSACTIONS:
        return _SQLITE_OK
    if action == _PRAGMA and first == "data_version" and second is None:
        return _SQLITE_OK
    return _SQLITE_DENY


@contextmanager
def _opened(path: Path, key: bytes) -> Iterator[Database]:
    """Open a file, and close it again if the block ends badly."""
    # heavy: loads sqlite-utils
    from camp_desk.storage.database_trouble import told_by_sqlite
    from camp_desk.storage.driver import DatabaseError, OperationalError, connect

    db = None
    try:
        with told_by_sqlite(path):
            db = connect(str(path), key)
            yield db
    except BaseException as error:
        if db is not None:
            db.conn.close()
        if isinstance(error, DatabaseError) and not isinstance(error, OperationalError):
            raise CampIsDamaged(name=path.name) from error
        raise


def _bring_up_to_date(db: Database, report: Report) -> None:
    from camp_desk.storage import derived
    from camp_desk.storage.driver import Database
    from camp_desk.storage.later_migrations import migrations

    empty = Database(memory=True, execute_plugins=False)
    known = {migration.name for migration in migrations.pending(empty)}
    empty.conn.close()
    if {migration.name for migration in migrations.applied(db)} - known:
        raise CampIsNewer
    migrations.apply(db)
    derived.bring_up_to_date(db, report)
