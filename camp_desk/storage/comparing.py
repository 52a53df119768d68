"""What is still to be compared: kept in the file, so that no power cut loses it."""

from __future__ import annotations

import msgpack

from camp_desk.domain.likeness import Frequencies
from camp_desk.storage import families
from camp_desk.storage.driver import Database

_WEIGHING = "weighing"
_BEFORE_ALL = (b"", b"")


def waiting(db: Database) -> int:
    """Return how many households were not compared with all others yet."""
    (n,) = db.conn.execute("SELECT count(*) FROM unchecked").fetchone()
    return int(n)


def expect_weighing(db: Database) -> None:
    """Let all pairs be weighed again, once there is nobody left to compare.

    The caller holds the transaction.
    """
    _set_weighed(db, _BEFORE_ALL)


def is_weighing(db: Database) -> bool:
    """Tell whether pairs are to be weighed again."""
    return _weighed(db) is not None


def weigh_some(db: Database, common: Frequencies, most: int) -> None:
    """Weigh the next few pairs again, if they are to be.  The caller holds the transaction."""
    after = _weighed(db)
    if after is not None:
        _set_weighed(db, families.weigh_again(db, common, after, most))


def _weighed(db: Database) -> tuple[bytes, bytes] | None:
    row = db.conn.execute("SELECT value FROM here WHERE name = ?", (_WEIGHING,)).fetchone()
    return None if row is None else tuple(msgpack.unpackb(row[0]))


def _set_weighed(db: Database, last: tuple[bytes, bytes] | None) -> None:
    if last is None:
        db.conn.execute("DELETE FROM here WHERE name = ?", (_WEIGHING,))
    else:
        db.conn.execute(
            "INSERT OR REPLACE INTO here VALUES (?, ?)", (_WEIGHING, msgpack.packb(last))
        )
