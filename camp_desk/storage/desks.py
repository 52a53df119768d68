"""The laptops of a camp."""

from __future__ import annotations

from camp_desk.domain.ids import DeskNumber
from camp_desk.domain.roles import Role
from camp_desk.storage.driver import Database


def highest(db: Database) -> DeskNumber:
    """Return the highest number that a desk was given, 0 if there is none."""
    (number,) = db.conn.execute("SELECT coalesce(max(id), 0) FROM desk").fetchone()
    return DeskNumber(number)


def role_of_who_joins(db: Database, desk: DeskNumber) -> Role:
    """Return the role in which the officer of an invited desk begins."""
    row = db.conn.execute("SELECT role FROM desk WHERE id = ?", (desk,)).fetchone()
    return Role(row[0]) if row and row[0] else Role.SUPERVISOR
