"""Looking whether a camp file is whole, without leaving a trace in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from camp_desk.storage.driver import Database


@contextmanager
def taken_back(db: Database) -> Iterator[None]:
    """Take back whatever the block writes; nobody else writes meanwhile.

    Pages that a power cut tore are whole in the log: they go into the file first.
    """
    db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.conn.execute("BEGIN IMMEDIATE")  # what another program writes would differ, too
    try:
        yield
    finally:
        if db.conn.in_transaction:
            db.conn.execute("ROLLBACK")


def pages_are_whole(db: Database) -> bool:
    """Read every page of the file and tell whether each is what was written."""
    return db.conn.execute("PRAGMA cipher_integrity_check").fetchone() is None
