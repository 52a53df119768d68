"""Writing down what happened: one row of the household's history, with who and where."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from camp_desk.domain.events import EventKind
from camp_desk.domain.ids import HouseholdId, PersonId
from camp_desk.storage.camp import Camp, Entry


@dataclass(frozen=True, slots=True)
class Fact:
    """What happened, on which day, to whom; no person where it was the whole household.

    ``number`` is the person's in that household; ``status`` what was set and ``was`` what stood
    there before; ``other`` the household on the other side.
    """

    kind: EventKind
    day: date
    person: PersonId | None = None
    number: int | None = None
    status: str = ""
    was: str = ""
    reason: str = ""
    note: str = ""
    destination: str = ""
    other: HouseholdId | None = None
    reverses: bytes | None = None


def record(camp: Camp, entry: Entry, household: HouseholdId, fact: Fact) -> bytes:
    """Add a fact to a household's history and return its id."""
    event = camp.new_id()
    entry.add(
        "event",
        event,
        {
            "household": household,
            "person": fact.person,
            "number": fact.number,
            "kind": fact.kind.value,
            "day": fact.day.isoformat(),
            "at": camp.now().isoformat(timespec="seconds"),
            "desk": int(camp.desk),
            "officer": camp.officer.id,
            "status": fact.status or None,
            "was": fact.was or None,
            "reason": fact.reason or None,
            "note": fact.note or None,
            "destination": fact.destination or None,
            "other": fact.other,
            "reverses": fact.reverses,
        },
    )
    return event
