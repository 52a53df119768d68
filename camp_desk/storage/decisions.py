"""What people decided about findings."""

from __future__ import annotations

from camp_desk.storage.driver import Database


def was_chosen(db: Database, finding: bytes, *choices: str) -> bool:
    """Tell whether one of these was ever decided about a finding."""
    rows = db.conn.execute("SELECT choice FROM decision WHERE finding = ?", (finding,))
    return any(choice in choices for (choice,) in rows)
