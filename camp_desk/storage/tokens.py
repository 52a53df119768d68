"""Strips as they stand: which were made, and what became of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from camp_desk.domain.ids import HouseholdId
from camp_desk.domain.tokens import LAST, STRONGER, Kind, State, numbers_of
from camp_desk.storage.driver import Database
from camp_desk.storage.households import canonical, same_as

_STANDS = """token_mark.reverses IS NULL AND NOT EXISTS (
    SELECT 1 FROM token_mark AS back WHERE back.reverses = token_mark.id
)"""
_STAND = """token_mark.reverses IS NULL AND token_mark.id NOT IN (
    SELECT reverses FROM token_mark WHERE reverses IS NOT NULL
)"""
"""The same, for questions about many marks: what was reversed is read once."""
_RANK = {state: rank for rank, state in enumerate(STRONGER)}
_STATES = {state.value: state for state in State}
_KINDS = {kind.value: kind for kind in Kind}


@dataclass(frozen=True, slots=True)
class Run:
    """Strips that were made together, from the first number to the last."""

    id: bytes
    kind: Kind
    first: int
    last: int
    colour: str
    day: date
    desk: int
    officer: str


@dataclass(frozen=True, slots=True)
class Mark:
    """What one officer said of strips; ``card`` is the number of the household that has them."""

    id: bytes
    first: int
    last: int
    state: State
    day: date
    at: str
    desk: int
    officer: str
    household: HouseholdId | None
    card: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class Strip:
    """One strip: the run it was made in, if that is known here, and the mark that holds."""

    number: int
    run: Run | None = None
    mark: Mark | None = None

    @property
    def state(self) -> State:
        """Return what became of it."""
        return self.mark.state if self.mark else State.FREE


_RUN = """
    SELECT token_run.id, kind, first, last, coalesce(colour, ''), day, desk,
        coalesce(officer.name, '')
    FROM token_run LEFT JOIN officer ON officer.id = token_run.officer
"""


def _run(row: Sequence[object]) -> Run:
    id_, kind, first, last, colour, day, desk, officer = row
    return Run(
        id_,  # type: ignore[arg-type]
        _KINDS.get(str(kind), Kind.TOKEN),
        int(str(first)),
        int(str(last)),
        str(colour),
        date.fromisoformat(str(day)),
        int(str(desk)),
        str(officer),
    )


def runs(db: Database, most: int = -1) -> list[Run]:
    """Return the runs that were made, the latest first."""
    rows = db.conn.execute(f"{_RUN} ORDER BY day DESC, token_run.id DESC LIMIT ?", (most,))
    return [_run(row) for row in rows]


def next_number(db: Database, desk: int) -> int:
    """Return the first number that a desk has not made yet; it may be beyond its last."""
    own = numbers_of(desk)
    (last,) = db.conn.execute(
        "SELECT max(last) FROM token_run WHERE first BETWEEN ? AND ?", (own[0], own[-1])
    ).fetchone()
    return max(own[0], 1) if last is None else int(last) + 1


_MARK = """
    SELECT token_mark.id, first, last, state, day, at, desk, coalesce(officer.name, ''),
        household, (SELECT number FROM household WHERE id = token_mark.household),
        coalesce(reason, '')
    FROM token_mark {indexed} LEFT JOIN officer ON officer.id = token_mark.officer
"""
"""The indexes are named: what the planner remembers of a camp on its first day is no guide."""

_SINGLE, _RUN_OF = "INDEXED BY token_mark_single", "INDEXED BY token_mark_run"


def _mark(row: Sequence[object]) -> Mark:
    id_, first, last, state, day, at, desk, officer, household, card, reason = row
    return Mark(
        id_,  # type: ignore[arg-type]
        int(str(first)),
        int(str(last)),
        _STATES.get(str(state), State.VOID),  # of a later version: nobody is let in by it
        date.fromisoformat(str(day)),
        str(at),
        int(str(desk)),
        str(officer),
        HouseholdId(household) if isinstance(household, bytes) else None,
        int(str(card)) if card else None,
        str(reason),
    )


def marks_of(db: Database, number: int) -> list[Mark]:
    """Return what stands written of one number, the strongest and then the earliest first."""
    found = _between(db, number, number)
    return sorted(found, key=lambda each: (-_RANK[each.state], each.at, each.id))


def _between(db: Database, first: int, last: int, which: str = "1") -> list[Mark]:
    """Return the standing marks that are about any of these numbers."""
    single = db.conn.execute(
        f"{_MARK.format(indexed=_SINGLE)} WHERE first BETWEEN ? AND ? AND last = first"
        f" AND {which} AND {_STANDS}",
        (first, last),
    ).fetchall()
    longer = db.conn.execute(
        f"{_MARK.format(indexed=_RUN_OF)} WHERE last > first AND first <= ? AND last >= ?"
        f" AND {which} AND {_STANDS}",
        (last, first),
    ).fetchall()
    return [_mark(row) for row in (*single, *longer)]


def strip(db: Database, number: int) -> Strip:
    """Return one strip, whether or not anybody here knows of it."""
    row = db.conn.execute(
        f"{_RUN} WHERE first <= :n AND last >= :n ORDER BY token_run.id LIMIT 1", {"n": number}
    ).fetchone()
    return Strip(number, _run(row) if row else None, next(iter(marks_of(db, number)), None))


def used_by(db: Database, household: HouseholdId) -> list[Mark]:
    """Return the strips that a household and those joined with it have used, by their numbers."""
    joined = same_as(db, household)
    marks = ", ".join("?" * len(joined))
    rows = db.conn.execute(
        f"{_MARK.format(indexed='')} WHERE household IN ({marks}) AND state = 'used'"
        f" AND {_STANDS} ORDER BY first, token_mark.at, token_mark.id",
        joined,
    )
    return [_mark(row) for row in rows]


def holders(db: Database, number: int) -> list[HouseholdId]:
    """Return the households that a strip was used by or given to."""
    found = (each.household for each in marks_of(db, number))
    return list(dict.fromkeys(each for each in found if each is not None))


def standing_between(db: Database, first: int, last: int, states: Iterable[State]) -> list[Mark]:
    """Return the marks in these states that are about any of these numbers."""
    wanted = ", ".join(f"'{state.value}'" for state in states)
    found = _between(db, first, last, f"state IN ({wanted})")
    return sorted(found, key=lambda each: (each.first, each.id))


def states(db: Database) -> bytearray:
    """Return for each number how far it has come: 0 not made, or 1 more than in STRONGER."""
    of_all = bytearray(LAST + 1)
    _paint(of_all, db.conn.execute("SELECT first, last FROM token_run"), 1)
    made = bytes(of_all)
    for rank, state in enumerate(STRONGER[1:], start=2):
        indexed = "INDEXED BY token_mark_used" if state is State.USED else ""
        rows = db.conn.execute(
            f"SELECT first, last FROM token_mark {indexed}"
            f" WHERE state = '{state.value}' AND {_STAND}"
        )
        _put(of_all, made, rows, rank)
    return of_all


def states_between(db: Database, first: int, last: int) -> bytes:
    """Return the same of some numbers only: of a few thousand it takes no time."""
    of_all = bytearray(LAST + 1)
    _paint(of_all, db.conn.execute("SELECT first, last FROM token_run"), 1)
    made = bytes(of_all)
    for each in sorted(_between(db, first, last), key=lambda each: _RANK[each.state]):
        _put(of_all, made, [(each.first, each.last)], _RANK[each.state] + 1)
    return bytes(of_all[first : last + 1])


def _put(into: bytearray, made: bytes, rows: Iterable[tuple[int, int]], rank: int) -> None:
    for first, last in rows:
        if first == last:
            into[first] = rank if made[first] else 0
        elif first < last:
            _paint_made(into, made, (first, last), rank)


def _paint(into: bytearray, rows: Iterable[tuple[int, int]], value: int) -> None:
    for first, last in rows:
        if first <= last:
            into[first : last + 1] = bytes([value]) * (last + 1 - first)


def _paint_made(into: bytearray, made: bytes, run: tuple[int, int], value: int) -> None:
    first, last = run
    if made.count(1, first, last + 1) == last + 1 - first:
        _paint(into, [run], value)
        return
    for number in range(first, last + 1):
        if made[number]:
            into[number] = value


def counts(db: Database) -> dict[Kind, dict[State, int]]:
    """Return how many strips of each kind are in each state."""
    of_all, total = states(db), {kind: dict.fromkeys(State, 0) for kind in Kind}
    for run in runs(db):
        for rank, state in enumerate(STRONGER, start=1):
            total[run.kind][state] += of_all.count(rank, run.first, run.last + 1)
    return total


def used_twice(db: Database) -> Iterator[tuple[Mark, Mark]]:
    """Yield the uses of one strip by two households that are not one."""
    numbers = db.conn.execute(
        "SELECT first FROM token_mark INDEXED BY token_mark_used WHERE state = 'used'"
        " GROUP BY first HAVING count(*) > 1 ORDER BY first"
    ).fetchall()
    for (number,) in numbers:
        by_family: dict[HouseholdId, Mark] = {}
        for each in marks_of(db, number):
            if each.state is State.USED and each.household is not None:
                by_family.setdefault(canonical(db, each.household), each)
        uses = sorted(by_family.values(), key=lambda each: each.id)
        for other in uses[1:]:
            yield uses[0], other


def used_though_refused(db: Database) -> Iterator[tuple[Mark, Mark]]:
    """Yield uses of strips that another desk had said to be lost or void, the refusal first."""
    refusals = db.conn.execute(
        f"{_MARK.format(indexed='INDEXED BY token_mark_refused')}"
        f" WHERE state IN ('lost', 'void') AND {_STANDS} ORDER BY token_mark.id"
    ).fetchall()
    for refusal in map(_mark, refusals):
        for use in standing_between(db, refusal.first, refusal.last, [State.USED]):
            yield refusal, use
