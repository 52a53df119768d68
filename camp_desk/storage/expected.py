"""Expected deliveries: those that are still to come, in whole or in part."""

from __future__ import annotations

from datetime import date

from camp_desk.domain.ids import ExpectedId
from camp_desk.domain.pipeline import Expected, Likelihood
from camp_desk.storage.driver import Database


def expected(db: Database) -> list[Expected]:
    """Return what is still to come, the earliest first: what came of it is taken off.

    What came with a document that was reversed since is to come again.
    """
    rows = db.conn.execute("""
        WITH reversed AS (SELECT reverses AS id FROM document WHERE reverses IS NOT NULL),
        so_far AS (
            SELECT expected AS id, sum(quantity) AS came FROM expected_came
            WHERE document NOT IN (SELECT id FROM reversed) GROUP BY expected
        )
        SELECT item, quantity, coalesce(came, 0), day, likelihood, donor, reference, expected.id
        FROM expected LEFT JOIN so_far ON so_far.id = expected.id
        WHERE (coalesce(closed, 0) = 0 OR document IN (SELECT id FROM reversed))
            AND quantity > coalesce(came, 0)
        ORDER BY day, expected.id
    """)
    return [
        Expected(
            item, quantity - came, date.fromisoformat(day), Likelihood(likelihood), donor or "",
            reference or "", ExpectedId(id_), came,
        )
        for item, quantity, came, day, likelihood, donor, reference, id_ in rows
    ]  # fmt: skip
