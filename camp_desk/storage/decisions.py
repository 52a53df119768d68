"""What people decided about findings, and which of it still stands.

A decision stands until one that takes it back names it.  So whoever takes something back must have
known it: what another desk decided meanwhile stands, and no laptop's clock has a say in it.
"""

from __future__ import annotations

from typing import Final

from camp_desk.storage.driver import Database

REOPENED: Final = "reopened"
"""What is decided where an earlier decision, which it names, was a mistake."""

POSTPONED: Final = "postponed"
"""What is decided where nobody can say yet: the finding stays open, after all others."""

_STANDING = """
    choice <> 'reopened'
    AND id NOT IN (SELECT reverses FROM decision WHERE reverses IS NOT NULL)
"""
"""SQL: the ``decision`` at hand was not taken back."""


def decided(db: Database) -> set[bytes]:
    """Return the findings about which a decision stands."""
    rows = db.conn.execute(
        f"SELECT DISTINCT finding FROM decision WHERE choice <> 'postponed' AND {_STANDING}"
    )
    return {finding for (finding,) in rows}


def postponed(db: Database) -> dict[bytes, bytes]:
    """Return the findings that were left for later, with an id that sorts as they were left."""
    return dict(
        db.conn.execute(
            "SELECT finding, max(id) FROM decision"
            f" WHERE choice = 'postponed' AND {_STANDING} GROUP BY finding"
        ).fetchall()
    )


def is_decided(db: Database, finding: bytes) -> bool:
    """Tell whether a decision about a finding stands."""
    row = db.conn.execute(
        f"SELECT 1 FROM decision WHERE finding = ? AND choice <> 'postponed' AND {_STANDING}",
        (finding,),
    ).fetchone()
    return row is not None


def standing(db: Database, finding: bytes, *choices: str) -> list[bytes]:
    """Return the decisions for any of these that stand; several desks may have made the same."""
    rows = db.conn.execute(
        f"SELECT id, choice FROM decision WHERE finding = ? AND {_STANDING} ORDER BY id",
        (finding,),
    )
    return [id_ for id_, choice in rows if choice in choices]
