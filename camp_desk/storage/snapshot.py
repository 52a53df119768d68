"""A copy of the whole camp in one step, for a new desk or a backup."""

from __future__ import annotations

from pathlib import Path

from camp_desk.storage.driver import Database, connect


def write_snapshot(db: Database, path: Path, key: bytes) -> None:
    """Copy a camp's database into a file of its own, under another key.

    What belongs to one laptop alone, its drafts and what it is called, stays behind.  Which
    version's rules the search indexes follow goes along with them, and so does which pairs wait
    to be weighed again.

    Args:
        db: The camp; nobody waits for the copy.
        path: Where; replaced if it is there.
        key: 32 bytes that open the copy.
    """
    path.unlink(missing_ok=True)
    copy = connect(str(path), key)
    try:
        db.conn.backup(copy.conn, pages=-1)
        copy.conn.execute("PRAGMA journal_mode = DELETE")
        copy.conn.execute("PRAGMA secure_delete = ON")
        copy.conn.execute("DELETE FROM here WHERE name NOT IN ('derived', 'documents', 'weighing')")
        copy.conn.execute("DELETE FROM draft")
    finally:
        copy.conn.close()


def change_key(path: Path, key: bytes, new_key: bytes) -> None:
    """Lock a snapshot that was copied here with a key of this laptop.

    Raises:
        DatabaseError: It does not open.
    """
    db = connect(str(path), key)
    try:
        db.conn.execute(f"PRAGMA rekey = \"x'{new_key.hex()}'\"")
    finally:
        db.conn.close()
