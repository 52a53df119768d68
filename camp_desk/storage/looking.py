"""What an officer may look at at all."""

from __future__ import annotations

from camp_desk.domain.errors import NotAllowed, Retired
from camp_desk.domain.roles import Right, Role, may
from camp_desk.storage.driver import Database


class Looking:
    """Answers an officer's questions, if the role allows them."""

    def __init__(self, db: Database, officer: bytes) -> None:
        self._db = db
        self._officer = officer

    def _require(self, right: Right) -> None:
        row = self._db.conn.execute(
            "SELECT role, closed FROM officer WHERE id = ?", (self._officer,)
        ).fetchone()
        if row is not None and row[1]:
            raise Retired
        if row is None or not may(Role(row[0]), right):
            raise NotAllowed
