"""What the camp remembers of the columns of lists, among its settings."""

from __future__ import annotations

from camp_desk.storage.driver import Database


def columns(db: Database) -> dict[str, str]:
    """Return what officers corrected, by the name it is remembered under."""
    rows = db.conn.execute(
        "SELECT id, value FROM setting WHERE (id GLOB 'heading *' OR id GLOB 'rows *')"
        " AND typeof(value) = 'text'"
    )
    return dict(rows.fetchall())
