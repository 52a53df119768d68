"""Expected deliveries: those that are still to come."""

from __future__ import annotations

from datetime import date

from camp_desk.domain.ids import ExpectedId
from camp_desk.domain.pipeline import Expected, Likelihood
from camp_desk.storage.driver import Database


def expected(db: Database) -> list[Expected]:
    """Return what is still to come, the earliest first.

    What came with a document that was reversed since is to come again.
    """
    rows = db.conn.execute("""
        SELECT item, quantity, day, likelihood, donor, reference, id FROM expected
        WHERE coalesce(closed, 0) = 0 OR document IN (
            SELECT reverses FROM document WHERE reverses IS NOT NULL
        )
        ORDER BY day, id
    """)
    return [
        Expected(
            item, quantity, date.fromisoformat(day), Likelihood(likelihood), donor or "",
            reference or "", ExpectedId(id_),
        )
        for item, quantity, day, likelihood, donor, reference, id_ in rows
    ]  # fmt: skip
