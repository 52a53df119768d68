"""What households were given or lent without a list: to whom a lot went, and from which lots."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from camp_desk.domain.ids import HouseholdId, LotId
from camp_desk.domain.tracing import Alone, Part, Ration
from camp_desk.storage import stock
from camp_desk.storage.driver import Database

_ISSUED = """
    document.kind IN ('HHI', 'HHL') AND movement.quantity < 0 AND document.reverses IS NULL
    AND NOT EXISTS (SELECT 1 FROM document AS back WHERE back.reverses = document.id)
"""
"""SQL: the ``movement`` took goods of the ``document`` at hand out for a household; it stands."""


def alone(db: Database, lot: LotId) -> list[Alone]:
    """Return what households were given of a lot without a list, and what they were lent."""
    rows = db.conn.execute(
        f"""
        SELECT document.kind = 'HHL', coalesce(canonical, document.household),
            -sum(movement.quantity),
            (SELECT max(persons) FROM given WHERE given.document = document.id)
        FROM movement JOIN document ON document.id = movement.document
        LEFT JOIN canonical ON canonical.household = document.household
        WHERE movement.lot = ? AND {_ISSUED} GROUP BY document.id
        """,
        (lot,),
    ).fetchall()
    found = []
    for lent in (0, 1):
        people: dict[bytes, int] = {}
        total = 0
        for is_lent, household, quantity, persons in rows:
            if is_lent == lent:
                people[household] = max(people.get(household, 0), persons or 0)
                total += quantity
        if people:
            found.append(Alone(bool(lent), total, len(people), sum(people.values())))
    return found


def issues(db: Database, households: Sequence[HouseholdId]) -> Iterator[Ration]:
    """Yield the items that households were given or lent without a list, with their lots."""
    marks = ", ".join("?" * len(households))
    rows = db.conn.execute(
        f"""
        SELECT document.id, document.kind = 'HHL', document.number,
            coalesce((SELECT min(at) FROM given WHERE given.document = document.id), document.day),
            lot.item, lot.id, -sum(movement.quantity),
            coalesce((SELECT sum(quantity) FROM pile_balance AS pile
                WHERE pile.store = document.id AND pile.lot = lot.id), 0)
        FROM document JOIN movement ON movement.document = document.id
        JOIN lot ON lot.id = movement.lot
        WHERE document.household IN ({marks}) AND {_ISSUED}
        GROUP BY document.id, lot.id
        ORDER BY document.day, document.rowid, lot.item, lot.expiry IS NULL, lot.expiry, lot.id
        """,
        tuple(households),
    ).fetchall()
    found: dict[tuple[bytes, str], Ration] = {}
    for id_, lent, number, at, item, lot, quantity, held in rows:
        part = Part(stock.lot_of(db, LotId(lot)), quantity)
        before = found.get((id_, item))
        found[id_, item] = Ration(
            None, at, item, quantity + (before.quantity if before else 0),
            (*(before.parts if before else ()), part), closed=True, paper=number, lent=bool(lent),
            held=held + (before.held if before else 0),
        )  # fmt: skip
    yield from found.values()
