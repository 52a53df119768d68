"""Changes of status as dated events: death, leaving, coming back, on hold, absent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from camp_desk.actions.arrivals import NoSuchHousehold
from camp_desk.actions.checks import bounded
from camp_desk.actions.confirming import confirmed_by
from camp_desk.actions.recording import Fact, record
from camp_desk.domain.errors import CampDeskError, NotAllowed
from camp_desk.domain.events import CAME, EventKind, kind_for
from camp_desk.domain.ids import HouseholdId, PersonId
from camp_desk.domain.registration import HEAD
from camp_desk.domain.roles import Right
from camp_desk.domain.statuses import DEPARTED, NoSuchChange, Status, right_for
from camp_desk.domain.words import N_
from camp_desk.spreadsheets.catalogues import shipped_statuses
from camp_desk.storage import events, findings, members
from camp_desk.storage.camp import Camp, Entry
from camp_desk.storage.events import Event
from camp_desk.storage.findings import Kind
from camp_desk.storage.members import Kept
from camp_desk.storage.tables import Changes


class NoSuchMember(CampDeskError):
    """Nobody of that number is in the household."""

    message = N_("This household has no member {number}.")
    advice = N_("Look at the members and their numbers on the household's page.")


class ReasonMissing(CampDeskError):
    """A change that is not made without a word about it."""

    message = N_("The reason is missing.")
    advice = N_("Say in a few words why.")


class DestinationMissing(CampDeskError):
    """Somebody leaves for another place that is not named."""

    message = N_("The destination is missing.")
    advice = N_("Type the camp or the town they go to.")


class NotYet(CampDeskError):
    """The day of an event is still to come."""

    message = N_("{day} is still to come.")
    advice = N_("Record it on the day it happens.")


class OnlyCounted(CampDeskError):
    """The members of a household that was only counted are not known."""

    message = N_("This household was only counted: its members have no names yet.")
    advice = N_("Open it in the form and type the members first.")


class CannotBeTakenBack(CampDeskError):
    """The event is no change of status, or something has happened since."""

    message = N_("This entry cannot be taken back.")
    advice = N_("Record what is true now as a new entry.")


class ByAnother(CampDeskError):
    """Who recorded an event cannot confirm it."""

    message = N_("You recorded this yourself.")
    advice = N_("Let another officer confirm it.")


@dataclass(frozen=True, slots=True)
class Change:
    """A change of status: the new one, the day it holds from, and what belongs to it."""

    status: Status
    day: date | None = None
    reason: str = ""
    note: str = ""
    destination: str = ""


def change_status(
    camp: Camp,
    household: HouseholdId,
    change: Change,
    persons: Sequence[PersonId] = (),
) -> Changes:
    """Change what somebody is in the camp, or the whole household if no person is named.

    It acts on the next list.  Who was the last member takes the household along; where the head
    goes, the next grown-up member becomes the head.

    Raises:
        NoSuchHousehold, NoSuchMember, OnlyCounted, NoSuchChange, ReasonMissing, DestinationMissing,
        NotYet: Nothing was written.
        NotAllowed: The officer may not make this change.
    """
    with camp.action(f"household-{kind_for(change.status).value}") as entry:
        put_status(camp, entry, household, change, persons)
    return entry.changes


def put_status(
    camp: Camp,
    entry: Entry,
    household: HouseholdId,
    change: Change,
    persons: Sequence[PersonId] = (),
    reverses: bytes | None = None,
) -> None:
    """Put a change of status into an entry, as change_status() does."""
    before = members.household_status(camp.db, household)
    if before is None:
        camp.require(Right.REGISTER)
        raise NoSuchHousehold(number="")
    day = day_of_event(camp, change.day)
    everybody = members.everybody(camp.db, household)
    if not persons:
        _put_household(camp, entry, household, (before, change), day, reverses)
        _bring_back_the_last(camp, entry, household, (before, change), everybody)
        return
    require_named(camp, household)
    for each in (member_of(everybody, person) for person in persons):
        _check(camp, each.status, change, reverses)
        entry.put("person", each.id, {"status": change.status.value})
        record(camp, entry, household, _fact(change, day, each.status, each, reverses))
    left = [each for each in everybody if each.active and each.id not in persons]
    if change.status is Status.ACTIVE:
        if before is not Status.ACTIVE and not any(each.active for each in everybody):
            entry.put("household", household, {"status": change.status.value})
    elif left:
        keep_a_head(camp, entry, household, everybody, left, day)
    elif before is Status.ACTIVE:
        entry.put("household", household, {"status": change.status.value})


def _put_household(
    camp: Camp,
    entry: Entry,
    household: HouseholdId,
    step: tuple[Status, Change],
    day: date,
    reverses: bytes | None,
) -> None:
    before, change = step
    _check(camp, before, change, reverses)
    entry.put("household", household, {"status": change.status.value})
    record(camp, entry, household, _fact(change, day, before, None, reverses))


def _bring_back_the_last(
    camp: Camp,
    entry: Entry,
    household: HouseholdId,
    step: tuple[Status, Change],
    everybody: list[Kept],
) -> None:
    """Let those come back with the household who closed it by leaving as the last ones."""
    before, change = step
    if change.status is not Status.ACTIVE or any(each.active for each in everybody):
        return
    for each in everybody:
        if each.status is before and before is not Status.DECEASED:
            entry.put("person", each.id, {"status": Status.ACTIVE.value})
            day = day_of_event(camp, change.day)
            record(camp, entry, household, _fact(change, day, before, each, None))


def _fact(
    change: Change, day: date, before: Status, person: Kept | None, reverses: bytes | None
) -> Fact:
    return Fact(
        EventKind.TAKEN_BACK if reverses else kind_for(change.status),
        day,
        person.id if person else None,
        person.number if person else None,
        change.status.value,
        before.value,
        bounded(change.reason),
        bounded(change.note),
        bounded(change.destination),
        reverses=reverses,
    )


def _check(camp: Camp, before: Status, change: Change, reverses: bytes | None) -> None:
    """Check that the table of statuses has the change, for this officer, with what it needs.

    Who takes back what they wrote down themselves on the same day needs no other right than to
    register: nobody has built on it yet.
    """
    after = change.status
    right = right_for(before, after)
    if right is None:
        camp.require(Right.REGISTER)
        names = shipped_statuses()
        raise NoSuchChange(before=names[before], after=names[after])
    if not camp.officer.may(Right.REGISTER if _own_of_today(camp, reverses) else right):
        raise NotAllowed
    needs_reason = after not in {Status.DECEASED, *DEPARTED} and before is not Status.PENDING
    if needs_reason and not bounded(change.reason):
        raise ReasonMissing
    if after is Status.DEPARTED_ONWARD and not bounded(change.destination):
        raise DestinationMissing


def _own_of_today(camp: Camp, event: bytes | None) -> bool:
    """Tell whether the officer wrote an event down, today."""
    found = events.event(camp.db, event) if event else None
    return (
        found is not None
        and found.officer_id == camp.officer_id
        and found.at[:10] == camp.today().isoformat()
    )


def keep_a_head(
    camp: Camp,
    entry: Entry,
    household: HouseholdId,
    everybody: list[Kept],
    left: Sequence[Kept],
    day: date,
) -> None:
    """Make somebody the head where the head is not among those who are left."""
    head = members.head_of(everybody)
    if head is None or any(each.id == head.id for each in left):
        return
    if head.member.relationship == HEAD:
        entry.put("person", head.id, {"relationship": None})
    make_head(camp, entry, household, left, day)


def make_head(
    camp: Camp, entry: Entry, household: HouseholdId, left: Sequence[Kept], day: date
) -> None:
    """Make the next grown-up member the head; the first one where nobody is grown up."""
    following = next((each for each in left if each.grown_up(day)), left[0])
    entry.put("person", following.id, {"relationship": HEAD})
    record(camp, entry, household, Fact(EventKind.HEAD, day, following.id, following.number))


def take_back(camp: Camp, event: bytes, reason: str) -> Changes:
    """Take back a change of status, a birth or a newcomer recorded by mistake, by a new event.

    Who may do so follows from the table of statuses: it is a change like any other.  A registrar
    takes back, besides, what they wrote down themselves on the same day.

    Raises:
        CannotBeTakenBack, ReasonMissing: Nothing was written.
        NotAllowed: The officer may not make this change.
    """
    with camp.action("take-back-event") as entry:
        found = events.event(camp.db, event)
        if found is None or not found.can_be_taken_back:
            camp.require(Right.REGISTER)
            raise CannotBeTakenBack
        came = found.is_a(*CAME)
        now = _status_now(camp, found)
        if now is None or now.value != (Status.ACTIVE if came else found.status):
            camp.require(Right.REGISTER)
            raise CannotBeTakenBack
        change = Change(Status.WITHDRAWN if came else Status(found.was), reason=reason)
        persons = (found.person_id,) if found.person_id else ()
        put_status(camp, entry, found.household, change, persons, event)
    return entry.changes


def _status_now(camp: Camp, event: Event) -> Status | None:
    if event.person_id is None:
        return members.household_status(camp.db, event.household)
    person = members.kept(camp.db, event.person_id)
    return person.status if person and person.household == event.household else None


def confirm(camp: Camp, finding: bytes, reason: str = "") -> Changes:
    """Confirm, as a second person or as the only one, that somebody died, left or was taken out.

    Raises:
        CannotBeTakenBack: Nothing waits for it.
        ByAnother, AloneTooSoon, AloneWithoutReason: The officer recorded it; nothing was written.
        NotAllowed: The officer does not register.
    """
    camp.require(Right.REGISTER)
    with camp.action("confirm-event") as entry:
        found = next((each for each in findings.findings(camp.db) if each.id == finding), None)
        if found is None or found.kind is not Kind.EVENT_AWAITING:
            raise CannotBeTakenBack
        (subject,) = found.subjects
        event = events.event(camp.db, subject) if isinstance(subject, bytes) else None
        if event is None:
            raise CannotBeTakenBack
        choice = confirmed_by(
            camp, Right.REGISTER, by=event.officer_id, on=date.fromisoformat(event.at[:10]),
            reason=reason, otherwise=ByAnother,
        )  # fmt: skip
        entry.add("decision", camp.new_id(), {"finding": finding, "choice": choice})
    return entry.changes


def day_of_event(camp: Camp, day: date | None) -> date:
    """Return the day of an event: today unless another is said, and none that is to come.

    Raises:
        NotYet: It is to come.
    """
    if day is not None and day > camp.today():
        raise NotYet(day=day.isoformat())
    return day or camp.today()


def member_of(everybody: Sequence[Kept], person: PersonId) -> Kept:
    """Return a person among a household's members.

    Raises:
        NoSuchMember: They are not of this household.
    """
    found = next((each for each in everybody if each.id == person), None)
    if found is None:
        raise NoSuchMember(number="")
    return found


def require_named(camp: Camp, household: HouseholdId) -> None:
    """Check that a household's members are known by name.

    Raises:
        OnlyCounted: It was only counted.
    """
    if members.count_only(camp.db, household):
        raise OnlyCounted
