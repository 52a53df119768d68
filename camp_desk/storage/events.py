"""A household's history: what happened, what it received, until when it is covered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from camp_desk.domain.events import CAME, EventKind
from camp_desk.domain.ids import HouseholdId, PersonId
from camp_desk.domain.statuses import Status
from camp_desk.storage.driver import Database
from camp_desk.storage.households import same_as
from camp_desk.storage.ration_lists import STANDING


@dataclass(frozen=True, slots=True)
class Event:
    """One fact, with who wrote it down, when and where.

    ``kind`` is a text: another version may know more kinds.  ``person`` is the name, ``other`` the
    card number of the household on the other side, ``reversed`` whether it was taken back.
    """

    id: bytes
    household: HouseholdId
    kind: str
    day: date
    at: str
    desk: int
    officer: str
    officer_id: bytes
    person_id: PersonId | None
    person: str
    status: str
    was: str
    reason: str
    note: str
    destination: str
    other: int | None
    reverses: bytes | None
    reversed: bool

    def is_a(self, *kinds: EventKind) -> bool:
        """Tell whether the event is of one of these kinds."""
        return self.kind in kinds

    @property
    def can_be_taken_back(self) -> bool:
        """Tell whether a new event may take this one back; later ones may forbid it.

        A return is none of them: who is gone after all, leaves once more.
        """
        gone = bool(self.was) and self.status != Status.ACTIVE
        return not self.reversed and (gone or self.is_a(*CAME))


_EVENTS = """
    SELECT event.id, event.household, event.kind, event.day, event.at, event.desk,
        coalesce(officer.name, ''), event.officer, event.person,
        coalesce(person.own, '') || ' ' || coalesce(person.father, '') || ' '
            || coalesce(person.grandfather, '') || ' ' || coalesce(person.laqab, ''),
        event.status, event.was, event.reason, event.note, event.destination, other.number,
        event.reverses,
        event.id IN (SELECT reverses FROM event WHERE reverses IS NOT NULL)
    FROM event
    LEFT JOIN officer ON officer.id = event.officer
    LEFT JOIN person ON person.id = event.person
    LEFT JOIN household AS other ON other.id = event.other
"""


def _event(row: tuple[Any, ...]) -> Event:
    (id_, household, kind, day, at, desk, officer, officer_id, person_id, person, *texts, other,
     reverses, undone) = row  # fmt: skip
    status, was, reason, note, destination = (str(text or "") for text in texts)
    return Event(
        id=id_,
        household=HouseholdId(household),
        kind=str(kind),
        day=date.fromisoformat(str(day)),
        at=str(at or ""),
        desk=desk or 0,
        officer=str(officer),
        officer_id=officer_id or b"",
        person_id=PersonId(person_id) if isinstance(person_id, bytes) else None,
        person=" ".join(str(person).split()),
        status=status,
        was=was,
        reason=reason,
        note=note,
        destination=destination,
        other=other,
        reverses=reverses,
        reversed=bool(undone),
    )


def history(db: Database, household: HouseholdId) -> list[Event]:
    """Return what happened to a household and those joined with it, the latest first."""
    joined = same_as(db, household)
    marks = ", ".join("?" * len(joined))
    rows = db.conn.execute(
        f"{_EVENTS} WHERE event.household IN ({marks})"
        " ORDER BY event.day DESC, event.at DESC, event.rowid DESC",
        joined,
    )
    return [_event(row) for row in rows]


def event(db: Database, id_: bytes) -> Event | None:
    """Return one fact, if the camp knows it."""
    row = db.conn.execute(f"{_EVENTS} WHERE event.id = ?", (id_,)).fetchone()
    return _event(row) if row else None


@dataclass(frozen=True, slots=True)
class Registered:
    """When a household was written down, where and by whom."""

    at: datetime
    desk: int
    officer: str


def registered(db: Database, household: HouseholdId) -> Registered | None:
    """Return how a household came into the camp's books."""
    row = db.conn.execute(
        "SELECT journal.at, household.made_desk, coalesce(officer.name, '') FROM household"
        " LEFT JOIN journal ON journal.desk = household.made_desk"
        " AND journal.seq = household.made_seq"
        " LEFT JOIN officer ON officer.id = journal.officer WHERE household.id = ?",
        (household,),
    ).fetchone()
    if row is None or row[0] is None:
        return None
    at = datetime.fromtimestamp(row[0] / 1000, UTC).astimezone().replace(tzinfo=None)
    return Registered(at.replace(microsecond=0), row[1], row[2])


@dataclass(frozen=True, slots=True)
class Received:
    """A ration that was handed over; its days run up to, but not including, ``until``."""

    list_number: int
    title: str
    card: int
    at: str
    desk: int
    officer: str
    collector: str
    until: date


def received(db: Database, household: HouseholdId) -> list[Received]:
    """Return the rations of a household and those joined with it, the latest first.

    Household items are no ration: see relief.got.
    """
    joined = same_as(db, household)
    marks = ", ".join("?" * len(joined))
    rows = db.conn.execute(
        f"""
        SELECT ration_list.number, ration_list.title, household.number, hand_over.at,
            hand_over.desk, coalesce(officer.name, ''), hand_over.collector, until_day
        FROM hand_over JOIN ration_list ON ration_list.id = hand_over.list
        JOIN household ON household.id = hand_over.household
        LEFT JOIN officer ON officer.id = hand_over.officer
        WHERE hand_over.household IN ({marks}) AND {STANDING}
        AND ration_list.kind NOT LIKE 'kit:%'
        ORDER BY hand_over.at DESC, hand_over.id DESC
        """,
        joined,
    )
    return [
        Received(number, title or "", card, at, desk or 0, officer, collector or "",
                 date.fromisoformat(until))
        for number, title, card, at, desk, officer, collector, until in rows
    ]  # fmt: skip


def issues(db: Database, household: HouseholdId) -> list[tuple[int, str]]:
    """Return the further issues of a household's card, with why each was made."""
    rows = db.conn.execute(
        "SELECT issue, coalesce(reason, '') FROM card WHERE household = ? ORDER BY issue, id",
        (household,),
    )
    return [(issue, reason) for issue, reason in rows]
