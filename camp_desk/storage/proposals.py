"""Rows of lists that say something new of a household, and wait for an officer."""

from __future__ import annotations

from dataclasses import dataclass

from camp_desk.domain.ids import HouseholdId
from camp_desk.storage.changes import Id
from camp_desk.storage.driver import Database


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """What a row of a list says now; ``registration`` is packed, ``list_hash`` its fingerprint."""

    household: HouseholdId
    registration: bytes
    list_hash: bytes


def changed_row(db: Database, proposal: Id) -> ChangedRow:
    """Return a changed row that is there."""
    row = db.conn.execute(
        "SELECT household, registration, list_hash FROM proposal WHERE id = ?", (proposal,)
    ).fetchone()
    return ChangedRow(*row)


def is_known(db: Database, proposal: bytes) -> bool:
    """Tell whether the same row was proposed before."""
    row = db.conn.execute("SELECT 1 FROM proposal WHERE id = ?", (proposal,)).fetchone()
    return row is not None
