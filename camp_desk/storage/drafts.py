"""What was typed and not saved yet: kept on this laptop only, encrypted with the rest."""

from __future__ import annotations

from camp_desk.storage.camp import Camp
from camp_desk.storage.driver import Database


def keep_draft(camp: Camp, name: str, body: bytes) -> None:
    """Keep a draft in place of the one before; an empty one is forgotten."""
    with camp.transaction():
        if body:
            camp.db.conn.execute("INSERT OR REPLACE INTO draft VALUES (?, ?)", (name, body))
        else:
            camp.db.conn.execute("DELETE FROM draft WHERE name = ?", (name,))


def draft(db: Database, name: str) -> bytes:
    """Return a draft, empty if there is none."""
    row = db.conn.execute("SELECT body FROM draft WHERE name = ?", (name,)).fetchone()
    return row[0] if row else b""
