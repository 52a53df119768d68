"""Which households may be one family: what is compared, kept beside the households."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import msgpack

from camp_desk.domain.borrowed import borrowed
from camp_desk.domain.duplicates import Match, score
from camp_desk.domain.families import Family, blocking_keys, family_of
from camp_desk.domain.ids import HouseholdId
from camp_desk.domain.likeness import Frequencies, counted_words
from camp_desk.domain.names import tokens
from camp_desk.domain.progress import Report, silent
from camp_desk.domain.registration import Registration
from camp_desk.storage import households
from camp_desk.storage.alike import NO_ROW, Alike, like, unpacked
from camp_desk.storage.changes import Id
from camp_desk.storage.driver import Database

_LONG_AGO = date(2014, 6, 10)
_WEIGHED = 12
"""Households weighed for each that comes by list or by stick, the most promising ones.

Of generated families registered twice in a camp of 20,000 households, the other one stood among
the first 10 of them in 99.4 %, among all 200 in 99.5 %.
"""

_WEIGHED_AGAIN = 50
"""Households weighed for each when the whole camp is compared: that may take its time."""

_PAIRS = ("possible_duplicate", "near_duplicate", "borrowed_child")
"""Tables of pairs that are derived: the smaller id is ``one``."""

NEAR = 0.05
"""From this score on a pair is kept in mind: a camp that grows makes names rarer or commoner."""


def index(db: Database, household: Id, row: int) -> None:
    """Keep what a household is compared by, in place of what was kept before."""
    kept = db.conn.execute("SELECT packed FROM family WHERE household = ?", (row,)).fetchone()
    before = unpacked(kept[0]) if kept else None
    after = _as_compared(db, household, row)
    if before == after:
        return
    _keep_keys(db, row, before, after)
    _count(db, before, after)
    if after is None:
        db.conn.execute("DELETE FROM family WHERE household = ?", (row,))
        if _is_nameless(db, household):  # why it was like another names people
            for table in _PAIRS:
                db.conn.execute(f"DELETE FROM {table} WHERE ? IN (one, other)", (household,))
        return
    packed = msgpack.packb(after.pack())
    db.conn.execute("INSERT OR REPLACE INTO family VALUES (?, ?)", (row, packed))
    db.conn.execute("INSERT OR IGNORE INTO unchecked VALUES (?)", (household,))


def _as_compared(db: Database, household: Id, row: int) -> Family | None:
    """Return a household as it is compared; nobody looks for one that is not active."""
    found = households.household(db, HouseholdId(household))  # type: ignore[arg-type]
    if found is None or found.status != households.ACTIVE or not found.registration.members:
        return None
    if found.registration.anonymous or not found.registration.head.name:
        return None  # numbers alone are many families'
    asked = db.conn.execute("SELECT ration_card FROM household WHERE row = ?", (row,))
    (hashed,) = asked.fetchone()
    return compared(found.registration, hashed)


def _is_nameless(db: Database, household: Id) -> bool:
    found = households.household(db, HouseholdId(household))  # type: ignore[arg-type]
    return found is not None and found.registration.anonymous


def _keep_keys(db: Database, row: int, before: Family | None, after: Family | None) -> None:
    old = blocking_keys(before) if before else set()
    new = blocking_keys(after) if after else set()
    db.conn.executemany(
        "DELETE FROM name_key WHERE key = ? AND household = ?",
        [(key, row) for key in sorted(old - new)],
    )
    db.conn.executemany(
        "INSERT OR IGNORE INTO name_key VALUES (?, ?)", [(key, row) for key in sorted(new - old)]
    )


def _count(db: Database, before: Family | None, after: Family | None) -> None:
    words = counted_words(after) if after else Counter[str]()
    words.subtract(counted_words(before) if before else {})
    db.conn.executemany(
        "INSERT INTO name_count VALUES (?, ?)"
        " ON CONFLICT (skeleton) DO UPDATE SET n = n + excluded.n",
        [(word, n) for word, n in words.items() if n],
    )


def compared(registration: Registration, ration_card: bytes | None) -> Family:
    """Return a registration as it is compared; ages are those of the day of its arrival."""
    on = registration.arrived.date() if registration.arrived else _LONG_AGO
    return family_of(registration, on, ration_card or b"")


def frequencies(db: Database) -> Frequencies:
    """Return how common names are in this camp."""
    return Frequencies(dict(db.conn.execute("SELECT skeleton, n FROM name_count").fetchall()))


@dataclass(frozen=True, slots=True)
class Checked:
    """The row of the last household that was compared, how many were, and the pairs new to us."""

    last: int
    households: int
    found: int


def check_new(
    db: Database, report: Report = silent, most: int = -1, common: Frequencies | None = None
) -> int:
    """Compare households that were not compared yet; return how many pairs were found.

    What is known of them already is weighed again, and stays where it still holds: so little
    stands on whether they are compared at once or a few at a time.
    The caller holds the transaction.

    Args:
        db: Where.
        report: Told how many are done.
        most: Only so many of the latest; below 0 all of them.
        common: How common names are, if somebody asked just now.
    """
    waiting = db.conn.execute(
        "SELECT household.row, household.id, packed FROM unchecked"
        " JOIN household ON household.id = unchecked.household"
        " LEFT JOIN family ON family.household = household.row"
        " ORDER BY household.row DESC LIMIT ?",
        (most,),
    ).fetchall()
    if waiting and common is None:
        common = frequencies(db)
    common = common or Frequencies()
    compared_before = _latest_compared(db, {row for row, _, _ in waiting})
    found = 0
    for n, (row, id_, packed) in enumerate(waiting, start=1):
        _weigh_known(db, id_, common)
        if packed is not None:
            # Of two new ones the later looks for the earlier; once is enough.
            below = row if row > compared_before else NO_ROW
            alike = like(
                db, unpacked(packed), common, (row,), NEAR, below=below, most=_WEIGHED,
                keeps_children=True,
            )  # fmt: skip
            found += keep(db, id_, alike)
        report(n, len(waiting))
    done = [(id_,) for _, id_, _ in waiting]
    db.conn.executemany("DELETE FROM unchecked WHERE household = ?", done)
    return found


def _latest_compared(db: Database, waiting: set[int]) -> int:
    """Return the last row of a family that is not waiting, 0 if all of them are."""
    rows = db.conn.execute("SELECT household FROM family ORDER BY household DESC")
    return next((row for (row,) in rows if row not in waiting), 0)


def keep(db: Database, household: HouseholdId, found: Iterable[Alike]) -> int:
    """Keep pairs, shown or nearly so; return how many are shown."""
    shown = 0
    for alike in found:
        one, other = sorted((household, alike.household))
        if alike.match.score >= NEAR:
            _keep(db, one, other, alike.match)
        if alike.children:
            names = _names_of(db, household, alike.children)
            db.conn.execute("INSERT OR REPLACE INTO borrowed_child VALUES (?, ?, ?)",
                            (one, other, msgpack.packb(names)))  # fmt: skip
        shown += alike.match.is_shown or bool(alike.children)
    return shown


def _names_of(db: Database, household: HouseholdId, folded: Sequence[str]) -> list[str]:
    """Return the names of a household's children as they are written, from their own names."""
    found = households.household(db, household)
    members = found.registration.members[1:] if found else ()
    return [member.name for member in members if {*tokens(member.own)} & {*folded}]


def _keep(db: Database, one: bytes, other: bytes, match: Match) -> None:
    if not match.is_shown:
        db.conn.execute("INSERT OR IGNORE INTO near_duplicate VALUES (?, ?)", (one, other))
        return
    reasons = [[reason.message, dict(reason.values)] for reason in match.reasons]
    db.conn.execute(
        "INSERT OR REPLACE INTO possible_duplicate VALUES (?, ?, ?, ?)",
        (one, other, match.score, msgpack.packb(reasons)),
    )


def weigh_again(
    db: Database, common: Frequencies, after: tuple[bytes, bytes], most: int
) -> tuple[bytes, bytes] | None:
    """Weigh the next pairs that are kept, shown or nearly so; return the last one, if any.

    How sure a pair is depends on how common its names are in the whole camp.  Desks that hold the
    same households show the same pairs only after all were weighed.
    The caller holds the transaction.
    """
    return _weigh(
        db,
        f"SELECT one, other FROM ({_SHOWN_OR_NEARLY.format('(one, other) > (:one, :other)')})"
        " ORDER BY one, other LIMIT :most",
        {"one": after[0], "other": after[1], "most": most},
        common,
        0,
    )


_SHOWN_OR_NEARLY = (
    "SELECT one, other FROM possible_duplicate WHERE {0}"
    " UNION SELECT one, other FROM near_duplicate WHERE {0}"
)


def _weigh_known(db: Database, household: bytes, common: Frequencies) -> None:
    """Weigh the pairs that a household stands in, and forget those that no longer hold."""
    values: dict[str, object] = {"id": household}
    for side in ("one", "other"):
        _weigh(db, _SHOWN_OR_NEARLY.format(f"{side} = :id"), values, common, NEAR)
        rows = db.conn.execute(
            _PACKED.format(f"SELECT one, other FROM borrowed_child WHERE {side} = :id"), values
        )
        for one, other, a, b in rows.fetchall():
            if not (a and b and borrowed(unpacked(a), unpacked(b), common)):
                forget = "DELETE FROM borrowed_child WHERE one = ? AND other = ?"
                db.conn.execute(forget, (one, other))


_PACKED = """
    SELECT one, other, a.packed, b.packed FROM ({0})
    LEFT JOIN household AS first ON first.id = one LEFT JOIN family AS a ON a.household = first.row
    LEFT JOIN household AS second ON second.id = other
    LEFT JOIN family AS b ON b.household = second.row
"""
"""SQL: pairs, with the families of both where there still are such."""


def _weigh(
    db: Database, pairs: str, values: Mapping[str, object], common: Frequencies, least: float
) -> tuple[bytes, bytes] | None:
    """Weigh pairs and keep those from a score on; return the last of them."""
    last = None
    rows = db.conn.execute(_PACKED.format(pairs), values).fetchall()
    for one, other, packed_one, packed_other in rows:
        last = one, other
        for table in _PAIRS[:2]:
            db.conn.execute(f"DELETE FROM {table} WHERE one = ? AND other = ?", last)
        if packed_one and packed_other:
            match = score(unpacked(packed_one), unpacked(packed_other), common, least)
            if match.score >= least:
                _keep(db, one, other, match)
    return last


def check_again(db: Database, common: Frequencies, after: int, most: int) -> Checked | None:
    """Compare some households with all in rows before theirs, checked or not.

    What was found about them earlier and holds no longer is forgotten.  The caller holds the
    transaction.

    Args:
        db: Where.
        common: How common names are; see frequencies().
        after: The row of the last one that was compared, 0 at first.
        most: How many.

    Returns:
        What came of it; nothing if there are no more.
    """
    rows = db.conn.execute(
        "SELECT family.household, household.id, packed FROM family"
        " JOIN household ON household.row = family.household"
        " WHERE family.household > ? ORDER BY family.household LIMIT ?",
        (after, most),
    ).fetchall()
    if not rows:
        return None
    found = 0
    for row, id_, packed in rows:
        known = {pair for table in _PAIRS if table != "near_duplicate"
                 for pair in _forget(db, table, id_, row)}  # fmt: skip
        _forget(db, "near_duplicate", id_, row)
        alike = like(
            db, unpacked(packed), common, (row,), NEAR, below=row, most=_WEIGHED_AGAIN,
            keeps_children=True,
        )  # fmt: skip
        keep(db, id_, alike)
        found += sum(
            each.household not in known for each in alike if each.match.is_shown or each.children
        )
        db.conn.execute("DELETE FROM unchecked WHERE household = ?", (id_,))
    return Checked(rows[-1][0], len(rows), found)


def _forget(db: Database, table: str, household: bytes, row: int) -> list[bytes]:
    """Forget a household's pairs with those in rows before its own; return who they were with."""
    forgotten = []
    for side, beside in (("one", "other"), ("other", "one")):
        rows = db.conn.execute(
            f"DELETE FROM {table} WHERE {side} = ?"
            f" AND (SELECT row FROM household WHERE id = {beside}) < ? RETURNING {beside}",
            (household, row),
        )
        forgotten += [each for (each,) in rows.fetchall()]
    return forgotten


def to_check(db: Database) -> int:
    """Return how many households there are to compare."""
    (n,) = db.conn.execute("SELECT count(*) FROM family").fetchone()
    return int(n)
