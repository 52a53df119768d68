"""A donor's goods over a period: what lay there, what came and went, and whom they reached."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace

from camp_desk.domain.donor_report import (
    DonorReport,
    Flow,
    Line,
    Reach,
    donor_key,
    flow_of,
    for_donor,
    month,
)
from camp_desk.domain.ids import StoreId
from camp_desk.domain.period import Period
from camp_desk.storage import ration_lists
from camp_desk.storage.driver import Database
from camp_desk.storage.ration_lists import RationList

_IN_SCOPE = """
    (:store IS NULL OR {place} = :store
        OR {place} IN (SELECT id FROM ration_list WHERE store = :store))
"""
"""SQL: goods at ``place`` belong to the report: everywhere, or in a store and on its lists."""

_OUTSIDE = f"""
    SELECT coalesce(lot.donor, ''), lot.item, sum(moved.before), sum(moved.later) FROM (
        SELECT movement.lot,
            coalesce(sum(quantity) FILTER (WHERE document.day < :first), 0) AS before,
            coalesce(sum(quantity) FILTER (WHERE document.day >= :until), 0) AS later
        FROM movement CROSS JOIN document INDEXED BY document_by_id
            ON document.id = movement.document
        WHERE {_IN_SCOPE.format(place="movement.store")} GROUP BY movement.lot
    ) AS moved JOIN lot ON lot.id = moved.lot GROUP BY 1, 2
"""
"""What moved before the period and after it, read from indexes alone."""

_MOVED = f"""
    SELECT coalesce(lot.donor, ''), lot.item, document.kind, coalesce(document.reason, ''),
        document.reverses IS NOT NULL, movement.quantity > 0, sum(movement.quantity)
    FROM document CROSS JOIN movement ON movement.document = document.id
    JOIN lot ON lot.id = movement.lot
    WHERE document.day >= :first AND document.day < :until
        AND {_IN_SCOPE.format(place="movement.store")}
    GROUP BY 1, 2, 3, 4, 5, 6
"""

_NOW = f"""
    SELECT coalesce(lot.donor, ''), lot.item, sum(pile.quantity)
    FROM pile_balance AS pile JOIN lot ON lot.id = pile.lot
    WHERE {_IN_SCOPE.format(place="pile.store")} GROUP BY 1, 2
"""
"""What lies there now.  Without what moved later it is the closing: another way than the flows."""

_Key = tuple[str, str]
_Persons = dict[bytes, int]


def report(
    db: Database,
    period: Period,
    *,
    donor: str = "",
    store: StoreId | None = None,
    items: frozenset[str] | None = None,
) -> DonorReport:
    """Return what became of donors' goods.

    Args:
        db: Where to look.
        period: The days.
        donor: Only of this one, in whatever case; all if left out.
        store: Only this store and what is set aside for its lists; otherwise the whole camp, with
            what is on the way between its stores.
        items: Only these, by code; all if left out.
    """
    values = {"store": store, "first": period.first.isoformat(), "until": period.until.isoformat()}
    names: dict[str, str] = {}
    opening: Counter[_Key] = Counter()
    closing: Counter[_Key] = Counter()
    flows: defaultdict[_Key, Counter[Flow]] = defaultdict(Counter)
    for name, item, kind, reason, reversal, into, quantity in db.conn.execute(_MOVED, values):
        flow = flow_of(kind, reason, into=bool(into), reversal=bool(reversal))
        flows[_named(names, name), item][flow] += quantity
    for name, item, before, later in db.conn.execute(_OUTSIDE, values):
        opening[_named(names, name), item] += before
        closing[_named(names, name), item] -= later
    for name, item, quantity in db.conn.execute(_NOW, values):
        closing[_named(names, name), item] += quantity
    reached = _reach(db, period, donor, store, items)
    lines = [
        Line(names[key[0]], key[1], opening[key], closing[key], flows[key],
             reached.reach(key))
        for key in sorted({*opening, *closing, *flows})
    ]  # fmt: skip
    shown = [
        line
        for line in for_donor(lines, donor)
        if not line.empty and (items is None or line.item in items)
    ]
    return replace(reached.report, lines=shown)


def donors(db: Database) -> list[str]:
    """Return the donors whose goods ever lay in the camp."""
    names: dict[str, str] = {}
    for (name,) in db.conn.execute("SELECT DISTINCT donor FROM lot WHERE donor <> '' ORDER BY 1"):
        _named(names, name)
    return sorted(names.values(), key=str.casefold)


def _named(names: dict[str, str], name: str) -> str:
    """Return the key of a donor, and remember the first of its writings."""
    key = donor_key(name)
    names[key] = min(names.get(key, name), name)
    return key


class _Reached:
    """Whom the closed lists were for and whom they reached, by donor and item."""

    report: DonorReport

    def __init__(self, donor: str, items: frozenset[str] | None) -> None:
        self._donor, self._items = donor, items
        self.planned: defaultdict[_Key, _Persons] = defaultdict(dict)
        self.got: defaultdict[_Key, _Persons] = defaultdict(dict)

    def take(self, db: Database, rations: RationList) -> bool:
        """Count the households of a list; tell whether it had any of the goods."""
        aside, out = _donors(db, rations, "REL"), _donors(db, rations, "DST")
        keys = [key for key in aside | out if self._wants(*key)]
        served = _served(db, rations) if keys else set()
        for household, persons, given in _households(db, rations) if keys else ():
            for key in keys:
                if given.get(key[1]):
                    _note(self.planned[key], household, persons)
                    if key in out and household in served:
                        _note(self.got[key], household, persons)
        return bool(keys)

    def take_given(self, db: Database, period: Period, store: StoreId | None) -> None:
        """Count the households that were given items without a list."""
        rows = db.conn.execute(
            f"""
            SELECT DISTINCT coalesce(lot.donor, ''), given.item,
                {_CANONICAL.format("given.household")}, coalesce(given.persons, 0)
            FROM given JOIN document ON document.id = given.document AND document.kind = 'HHI'
            JOIN movement ON movement.document = document.id
            JOIN lot ON lot.id = movement.lot AND lot.item = given.item
            WHERE document.day >= :first AND document.day < :until
            AND (:store IS NULL OR document.store = :store) AND document.reverses IS NULL
            AND NOT EXISTS (SELECT 1 FROM document AS back WHERE back.reverses = document.id)
            """,
            {"first": period.first.isoformat(), "until": period.until.isoformat(), "store": store},
        )
        for name, item, household, persons in rows:
            if self._wants(key := donor_key(name), item):
                _note(self.planned[key, item], household, persons)
                _note(self.got[key, item], household, persons)

    def _wants(self, donor: str, item: str) -> bool:
        return self._donor in {"", donor} and (self._items is None or item in self._items)

    def reach(self, key: _Key) -> Reach:
        """Return how many they are."""
        return _counted(self.planned.get(key, {}), self.got.get(key, {}))


def _reach(
    db: Database,
    period: Period,
    donor: str,
    store: StoreId | None,
    items: frozenset[str] | None,
) -> _Reached:
    """Return whom the lists reached whose goods left the books in the period.

    A household that stands on several lists is one household.
    """
    found = _Reached(donor_key(donor), items)
    found.take_given(db, period, store)
    closed, open_, rations = [], [], []
    for each in reversed(ration_lists.lists(db)):
        if store not in {None, each.store}:
            continue
        if each.closed is None or each.closed >= period.until:
            if _began(db, each, period):
                open_.append(each.number)
        elif each.closed in period and found.take(db, each):
            closed.append(each.number)
            rations.append(each.scale)
    found.report = DonorReport(
        period, (), _counted(_together(found.planned.values()), _together(found.got.values())),
        tuple(closed), tuple(open_), tuple(dict.fromkeys(rations)),
    )  # fmt: skip
    return found


def _began(db: Database, rations: RationList, period: Period) -> bool:
    """Tell whether something was handed over on a list before the period ended."""
    row = db.conn.execute(
        f"SELECT 1 FROM hand_over WHERE list = ? AND at < ? AND {ration_lists.STANDING} LIMIT 1",
        (rations.id, period.until.isoformat()),
    ).fetchone()
    return row is not None


def _donors(db: Database, rations: RationList, kind: str) -> set[_Key]:
    """Return whose goods a list's documents of a kind moved, with the item."""
    rows = db.conn.execute(
        """
        SELECT DISTINCT coalesce(lot.donor, ''), lot.item
        FROM movement JOIN document ON document.id = movement.document
        JOIN lot ON lot.id = movement.lot
        WHERE movement.store = :list AND document.kind = :kind
        """,
        {"list": rations.id, "kind": kind},
    )
    return {(donor_key(name), item) for name, item in rows}


_CANONICAL = "coalesce((SELECT canonical FROM canonical WHERE household = {0}), {0})"


def _served(db: Database, rations: RationList) -> set[bytes]:
    rows = db.conn.execute(
        f"SELECT DISTINCT {_CANONICAL.format('hand_over.household')} FROM hand_over"
        f" WHERE list = ? AND {ration_lists.STANDING}",
        (rations.id,),
    )
    return {household for (household,) in rows}


def _households(db: Database, rations: RationList) -> list[tuple[bytes, int, dict[str, int]]]:
    rows = db.conn.execute(
        f"SELECT {_CANONICAL.format('list_line.household')}, persons, quantities FROM list_line"
        " WHERE list = ?",
        (rations.id,),
    )
    return [
        (household, persons, dict(zip(rations.items, json.loads(given), strict=False)))
        for household, persons, given in rows
    ]


def _note(who: _Persons, household: bytes, persons: int) -> None:
    who[household] = max(persons, who.get(household, 0))


def _together(groups: Iterable[_Persons]) -> _Persons:
    together: _Persons = {}
    for who in groups:
        for household, persons in who.items():
            _note(together, household, persons)
    return together


def _counted(planned: _Persons, reached: _Persons) -> Reach:
    return Reach(len(planned), sum(planned.values()), len(reached), sum(reached.values()))


def months(db: Database) -> list[Period]:
    """Return the months in which something moved, the latest first."""
    rows = db.conn.execute("SELECT DISTINCT substr(day, 1, 7) FROM item_day ORDER BY 1 DESC")
    return [month(int(text[:4]), int(text[5:])) for (text,) in rows]
