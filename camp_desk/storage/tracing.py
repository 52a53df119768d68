"""Where a consignment went, and where a household's ration came from."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date

from camp_desk.domain.ids import HouseholdId, ListId, LotId
from camp_desk.domain.stock import waybill_key
from camp_desk.domain.tracing import Lies, OnList, Paper, Part, Ration, Trace, apportioned
from camp_desk.storage import ration_lists, stock
from camp_desk.storage.driver import Database
from camp_desk.storage.tracing_alone import alone, issues

_CAME = ("OPN", "GRN", "LNI", "RTI", "LBI")
_MADE = ("RBG", "KIT", "BRK")
_STANDING = """
    document.reverses IS NULL
    AND document.id NOT IN (SELECT reverses FROM document WHERE reverses IS NOT NULL)
"""


def lots(db: Database, untrusted_number: str) -> list[LotId]:
    """Return the lots of a consignment, of a waybill, of a document, or with that label.

    Of these the first that fits counts: a waybill is not searched where a consignment is so called.
    """
    key = waybill_key(untrusted_number)
    if not key:
        return []
    named = db.conn.execute("SELECT id, consignment, label FROM lot ORDER BY id").fetchall()
    consigned = [LotId(lot) for lot, number, _ in named if number and waybill_key(number) == key]
    if consigned:
        return consigned
    marks = ", ".join(f"'{kind}'" for kind in _CAME)
    referring = db.conn.execute(
        f"SELECT id, reference FROM document WHERE kind IN ({marks}) AND reference IS NOT NULL"
    )
    papers = [id_ for id_, reference in referring if waybill_key(reference) == key]
    papers += [
        id_
        for (id_,) in db.conn.execute(
            "SELECT id FROM document WHERE number = ?", (untrusted_number.strip().upper(),)
        )
    ]
    moved = {
        LotId(lot)
        for paper in papers
        for (lot,) in db.conn.execute("SELECT lot FROM movement WHERE document = ?", (paper,))
    }
    labelled = (LotId(lot) for lot, _, label in named if label and waybill_key(label) == key)
    return sorted(moved) or list(labelled)


def trace(db: Database, found: Sequence[LotId]) -> list[Trace]:
    """Return what became of lots, and after them of the lots that were made of them."""
    traces, waiting, seen = [], [(lot, False) for lot in found], set(found)
    while waiting:
        lot, through = waiting.pop(0)
        traces.append(_trace(db, lot, through=through))
        for made in _made_of(db, lot):
            if made not in seen:
                seen.add(made)
                waiting.append((made, True))
    return traces


def _trace(db: Database, lot: LotId, *, through: bool) -> Trace:
    papers = list(_papers(db, lot))
    came = [each for each in papers if each.kind in _CAME]
    into = [each for each in papers if each.kind in _MADE]
    inside = {"REL", "RET", "DST", "WBL"}
    left = [
        each
        for each in papers
        if each.kind not in {*_CAME, *_MADE, *inside} and each.quantity
    ]  # fmt: skip
    return Trace(
        lot, stock.lot_of(db, lot), came, left, list(_lies(db, lot)), list(_lists(db, lot)), into,
        through, alone(db, lot),
    )  # fmt: skip


def _papers(db: Database, lot: LotId) -> Iterator[Paper]:
    """Yield what each document did to the books of a lot; of a transfer that is nothing."""
    rows = db.conn.execute(
        """
        SELECT document.kind, document.number, document.day, document.reference, document.party,
            sum(movement.quantity), document.reverses IS NOT NULL
        FROM movement JOIN document ON document.id = movement.document
        WHERE movement.lot = ? GROUP BY document.id ORDER BY document.day, document.id
        """,
        (lot,),
    )
    for kind, number, day, reference, party, quantity, reversal in rows:
        yield Paper(
            kind, number, date.fromisoformat(day), reference or "", party or "", quantity,
            bool(reversal),
        )  # fmt: skip


def _lies(db: Database, lot: LotId) -> Iterator[Lies]:
    rows = db.conn.execute(
        """
        SELECT coalesce(store.name, home.name, ''), ration_list.number, waybill.number, quantity,
            coalesce(waybill.kind = 'HHL', 0)
        FROM pile_balance AS pile
        LEFT JOIN store ON store.id = pile.store
        LEFT JOIN ration_list ON ration_list.id = pile.store
        LEFT JOIN store AS home ON home.id = ration_list.store
        LEFT JOIN document AS waybill ON waybill.id = pile.store
        WHERE pile.lot = ? AND quantity <> 0 ORDER BY 1, 2, 3
        """,
        (lot,),
    )
    for store, number, waybill, quantity, lent in rows:
        yield Lies(store, number, waybill or "", quantity, bool(lent))


def _lists(db: Database, lot: LotId) -> Iterator[OnList]:
    rows = db.conn.execute(
        """
        SELECT ration_list.id, ration_list.number,
            sum(movement.quantity) FILTER (WHERE document.kind = 'REL'),
            -coalesce(sum(movement.quantity) FILTER (WHERE document.kind = 'DST'), 0),
            (SELECT min(day) FROM closing WHERE closing.list = ration_list.id)
        FROM movement JOIN ration_list ON ration_list.id = movement.store
        JOIN document ON document.id = movement.document
        WHERE movement.lot = ? GROUP BY ration_list.id ORDER BY ration_list.number
        """,
        (lot,),
    ).fetchall()
    item = stock.item_of(db, lot)
    for list_, number, aside, out, closed in rows:
        got = list(receivers(db, ListId(list_), item)) if out or not closed else []
        yield OnList(
            number, aside or 0, out, date.fromisoformat(closed) if closed else None,
            len(got), sum(persons for _, persons in got),
        )  # fmt: skip


def receivers(db: Database, list_: ListId, item: str) -> Iterator[tuple[int, int]]:
    """Yield card number and persons of those who collected such goods on a list."""
    rows = db.conn.execute(
        f"""
        SELECT number, persons, quantities,
            (SELECT items FROM ration_list WHERE id = list_line.list)
        FROM list_line WHERE list = :list AND household IN (
            SELECT household FROM hand_over WHERE list = :list AND {ration_lists.STANDING}
        ) ORDER BY number
        """,
        {"list": list_},
    )
    for number, persons, quantities, items in rows:
        if dict(zip(json.loads(items), json.loads(quantities), strict=False)).get(item):
            yield number, persons


def cards(db: Database, traces: Sequence[Trace]) -> list[int]:
    """Return the card numbers of all who collected goods of these lots."""
    found: set[int] = set()
    for each in traces:
        for on_list in each.lists:
            rations = ration_lists.numbered(db, on_list.number)
            if rations is not None and on_list.households:
                found |= {number for number, _ in receivers(db, rations.id, each.of.item)}
        found |= set(_given_alone(db, each.lot))
    return sorted(found)


def _given_alone(db: Database, lot: LotId) -> Iterator[int]:
    """Yield the cards of households that were given or lent of a lot by themselves."""
    rows = db.conn.execute(
        f"""
        SELECT DISTINCT household.number FROM movement
        JOIN document ON document.id = movement.document
        JOIN household ON household.id = document.household
        WHERE movement.lot = ? AND document.kind IN ('HHI', 'HHL') AND {_STANDING}
        """,
        (lot,),
    )
    yield from (number for (number,) in rows)


def _made_of(db: Database, lot: LotId) -> list[LotId]:
    """Return the lots that rebagging and kits made of a lot, as far as those documents stand."""
    rows = db.conn.execute(
        f"""
        SELECT DISTINCT made.lot FROM movement AS used
        JOIN document ON document.id = used.document
        JOIN movement AS made ON made.document = used.document
        WHERE used.lot = :lot AND used.quantity < 0 AND made.lot <> :lot AND made.quantity > 0
        AND document.kind IN ('RBG', 'KIT', 'BRK') AND {_STANDING} ORDER BY made.lot
        """,
        {"lot": lot},
    )
    return [LotId(made) for (made,) in rows]


def rations(db: Database, households: Sequence[HouseholdId]) -> list[Ration]:
    """Return what a household was handed, each item with the lots that it came from.

    What it was given or lent without a list is among it.  Of a closed list the lots count that
    left the books with it, of an open one those set aside.
    """
    marks = ", ".join("?" * len(households))
    rows = db.conn.execute(
        f"""
        SELECT hand_over.at, ration_list.id, ration_list.number, ration_list.items,
            list_line.quantities,
            EXISTS (SELECT 1 FROM closing WHERE closing.list = ration_list.id)
        FROM hand_over JOIN ration_list ON ration_list.id = hand_over.list
        JOIN list_line ON list_line.list = hand_over.list
            AND list_line.household = hand_over.household
        WHERE hand_over.household IN ({marks}) AND {ration_lists.STANDING}
        ORDER BY hand_over.at, hand_over.id
        """,
        tuple(households),
    ).fetchall()
    found = []
    for at, list_, number, items, quantities, closed in rows:
        for item, quantity in zip(json.loads(items), json.loads(quantities), strict=False):
            given = _given(db, ListId(list_), item, "DST" if closed else "REL")
            parts = apportioned(quantity, [n for _, n in given])
            shares = [
                Part(stock.lot_of(db, lot), part)
                for (lot, _), part in zip(given, parts, strict=True)
                if part
            ]
            found.append(Ration(number, at, item, quantity, shares, bool(closed)))
    return sorted([*found, *issues(db, households)], key=lambda each: each.at)


def _given(db: Database, list_: ListId, item: str, kind: str) -> list[tuple[LotId, int]]:
    rows = db.conn.execute(
        """
        SELECT lot.id, abs(sum(movement.quantity)) FROM movement
        JOIN lot ON lot.id = movement.lot JOIN document ON document.id = movement.document
        WHERE movement.store = :list AND lot.item = :item AND document.kind = :kind
        GROUP BY lot.id ORDER BY lot.expiry IS NULL, lot.expiry, lot.id
        """,
        {"list": list_, "item": item, "kind": kind},
    )
    return [(LotId(lot), quantity) for lot, quantity in rows]
