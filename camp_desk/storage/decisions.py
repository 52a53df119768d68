"""What people decided about findings."""

from __future__ import annotations

from camp_desk.storage.driver import Database


def is_decided(db: Database, finding: bytes) -> bool:
    """Tell whether anything was ever decided about a finding."""
    row = db.conn.execute("SELECT 1 FROM decision WHERE finding = ?", (finding,)).fetchone()
    return row is not None


def was_chosen(db: Database, finding: bytes, choice: str) -> bool:
    """Tell whether this was ever decided about a finding."""
    row = db.conn.execute(
        "SELECT 1 FROM decision WHERE finding = ? AND choice = ?", (finding, choice)
    ).fetchone()
    return row is not None
