"""A count against the books: how each pile stands, and what posting it would correct."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from camp_desk.domain.counting import (
    Due,
    Stage,
    Standing,
    Tolerance,
    a_items,
    correction,
    due,
    standing,
)
from camp_desk.domain.ids import StoreId
from camp_desk.domain.quantities import Unit
from camp_desk.storage import counts, stock
from camp_desk.storage.counts import Count, Line
from camp_desk.storage.driver import Database

SEALED, LOOSE = "count-tolerance-sealed", "count-tolerance-loose"
"""The settings that hold the tolerances, in thousandths."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One pile: how its count stands, what the books say now, and what would be corrected.

    ``moved`` are documents that came from other desks while the count went on: the books
    hold them now.
    """

    line: Line
    unit: Unit
    standing: Standing
    book: int
    correction: int | None
    remarks: tuple[str, ...]
    moved: tuple[str, ...]


def tolerance(db: Database) -> Tolerance:
    """Return how far counts and books may lie apart in this camp."""
    known = dict(
        db.conn.execute("SELECT id, value FROM setting WHERE id IN (?, ?)", (SEALED, LOOSE))
    )
    usual = Tolerance()
    sealed, loose = known.get(SEALED), known.get(LOOSE)
    return Tolerance(
        sealed if isinstance(sealed, int) else usual.sealed,
        loose if isinstance(loose, int) else usual.loose,
    )


def standings(db: Database, count: Count) -> list[tuple[Line, Standing]]:
    """Return how far each pile of a count has come, without the books."""
    said, allowed, items = counts.tallies(db, count.id), tolerance(db), stock.items(db)
    found = []
    for line in counts.lines(db, count.id):
        item = items.get(line.item)
        unit = item.unit if item else Unit.GRAM
        pack = line.pack or (item.pack_size if item else 1)
        found.append((line, standing(said.get(line.lot, ()), allowed, unit, pack)))
    return found


def review(db: Database, count: Count) -> list[Reviewed]:
    """Return each pile of a count beside the books, of this moment or of when it was posted."""
    allowed, items = tolerance(db), stock.items(db)
    remarks, posted = counts.remarks(db, count.id), counts.results(db, count.id)
    moved: defaultdict[bytes, list[str]] = defaultdict(list)
    if count.state is counts.State.OPEN:
        for each in counts.moved_since(db, count):
            moved[each.lot].append(each.number)
    found = []
    for line, stands in standings(db, count):
        item = items.get(line.item)
        unit = item.unit if item else Unit.GRAM
        pack = line.pack or (item.pack_size if item else 1)
        result = posted.get(line.lot)
        book = result.book if result else stock.balance(db, count.store, line.lot)
        corrected = result.posted if result else None
        if result is None and stands.counted is not None:
            corrected = correction(book, stands.counted, allowed, unit, pack)
        found.append(
            Reviewed(
                line, unit, stands, book, corrected, tuple(remarks.get(line.lot, ())),
                tuple(moved.get(line.lot, ())),
            )
        )  # fmt: skip
    return found


def is_ready(db: Database, count: Count) -> bool:
    """Tell whether every pile was counted alike by two people."""
    return all(stands.stage is Stage.SETTLED for _, stands in standings(db, count))


_USE_DAYS = 90
"""Days of use from which the A items follow."""


def due_in(db: Database, store: StoreId, today: date) -> list[Due]:
    """Return which items of a store should be counted, the longest overdue first.

    Food is compared by weight and other goods by number, so that both have their A items.
    """
    items = stock.items(db)
    used = counts.used(db, store, today - timedelta(days=_USE_DAYS))
    there = [code for code, quantity in stock.free(db, store).items() if quantity]
    weekly: frozenset[str] = frozenset()
    for unit in Unit:
        weekly |= a_items({code: n for code, n in used.items() if items[code].unit is unit})
    return due(
        [code for code in items if code in there], counts.last_counted(db, store), weekly, today
    )
