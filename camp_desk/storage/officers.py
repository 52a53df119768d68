"""Who works in the camp, in which role and since when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from camp_desk.domain.roles import Right, Role, may
from camp_desk.storage.driver import Database


@dataclass(frozen=True, slots=True)
class OfficerRow:
    """One officer; ``desk`` is where somebody wrote the officer down, ``since`` on which day."""

    id: bytes
    name: str
    role: Role
    retired: bool
    desk: int
    since: date

    @property
    def manages(self) -> bool:
        """Tell whether the officer may give roles."""
        return not self.retired and may(self.role, Right.MANAGE)


def everybody(db: Database) -> list[OfficerRow]:
    """Return all officers, those who work here first, in the order in which they came."""
    rows = db.conn.execute("""
        SELECT officer.id, name, role, coalesce(closed, 0), made_desk, coalesce(at, 0)
        FROM officer LEFT JOIN journal ON desk = made_desk AND seq = made_seq
        ORDER BY coalesce(closed, 0), made_desk, made_clock, officer.id
    """)
    return [
        OfficerRow(id_, name, Role(role), bool(closed), desk, _day(at))
        for id_, name, role, closed, desk, at in rows
    ]


def retired(db: Database, officer: bytes) -> bool:
    """Tell whether an officer works here no more."""
    row = db.conn.execute("SELECT closed FROM officer WHERE id = ?", (officer,)).fetchone()
    return bool(row and row[0])


def only_one_who_may(db: Database, right: Right, *officers: bytes) -> bool:
    """Tell whether nobody but these works in the camp whose role covers a right."""
    return not any(
        may(each.role, right)
        for each in everybody(db)
        if not each.retired and each.id not in officers
    )


def _day(milliseconds: int) -> date:
    return datetime.fromtimestamp(milliseconds / 1000, UTC).astimezone().date()
