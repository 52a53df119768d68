"""Registering households: at the table, or completing one that was only counted."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from camp_desk.actions.checks import checked, without_marks
from camp_desk.actions.moving_up import (
    agree_for_joined,
    consent_fields,
    forget_names,
    grade_of,
    tell_history,
)
from camp_desk.actions.recording import Fact, record
from camp_desk.domain.anonymous import without_names
from camp_desk.domain.cards import card_number
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.events import EventKind
from camp_desk.domain.grades import Grade
from camp_desk.domain.ids import HouseholdId, PersonId
from camp_desk.domain.registration import (
    HEAD,
    Member,
    Registration,
)
from camp_desk.domain.roles import Right
from camp_desk.domain.statuses import Status
from camp_desk.domain.words import N_
from camp_desk.storage import families, households, members
from camp_desk.storage.camp import Camp, Entry
from camp_desk.storage.changes import Value
from camp_desk.storage.households import Household
from camp_desk.storage.keys import hashable, keyed_hash
from camp_desk.storage.registrations import pack
from camp_desk.storage.tables import Changes, Topic

COUNTED, REGISTERED = int(Grade.COUNTED), int(Grade.REGISTERED)
"""Grades: head and numbers only; every member with the minimum that is asked."""

_COMPARED_AT_ONCE = 10
"""Households, so that nobody who saves the next family waits."""


class NoSuchHousehold(CampDeskError):
    """The household is not in this camp."""

    message = N_("This camp has no household with card {number}.")
    advice = N_("Check the number, or look for the name in the list.")


@dataclass(frozen=True, slots=True)
class Registered:
    """A household just written down, with the nine digits of its card."""

    changes: Changes
    household: HouseholdId
    number: int


def register(camp: Camp, registration: Registration, batch: bytes = b"") -> Registered:
    """Write a household down and give it a card number.

    Raises:
        CampDeskError: As checks.checked; nothing was written.
        NotAllowed: The officer does not register.
    """
    camp.require(Right.REGISTER)
    return write_down_checked(camp, writable(camp, registration), batch)


def write_down_checked(camp: Camp, registration: Registration, batch: bytes = b"") -> Registered:
    """Write down what writable() returned, and give it a card number.

    The caller has asked whether the officer registers.
    """
    with camp.action("register", batch) as entry:
        number = card_number(camp.desk, households.last_counter(camp.db, camp.desk) + 1)
        household = HouseholdId(camp.new_id())
        fields = {"number": number, "arrived": _minute(camp.now()), **_fields(camp, registration)}
        if registration.list_name:
            fields["list_hash"] = _fingerprint(camp, registration)
        entry.make("household", household, fields)
        # The list of everyone shows the latest row first: so the head stands above the others.
        for n, member in reversed(list(enumerate(registration.members, start=1))):
            make_person(camp, entry, household, n, member, is_head=n == 1)
    return Registered(entry.changes, household, number)


def rewrite(camp: Camp, household: HouseholdId, registration: Registration) -> Changes:
    """Bring a household to what is written now: corrected, or completed after a count.

    Members keep their places: the first stays the first.  What is left out of the arrival, the
    list that the family came with and the number of the state's ration card stays as it was.

    Raises:
        NoSuchHousehold: It is not in this camp.
        CampDeskError: As checks.checked; nothing was written.
        NotAllowed: The officer does not register.
    """
    camp.require(Right.REGISTER)
    registration = writable(camp, registration)
    with camp.action("rewrite-household") as entry:
        put_registration(camp, entry, household, registration)
    return entry.changes


def put_registration(
    camp: Camp, entry: Entry, household: HouseholdId, registration: Registration
) -> None:
    """Put what is written of a household now into an entry, as rewrite() does.

    Raises:
        NoSuchHousehold: It is not in this camp.
    """
    before = households.household(camp.db, household)
    if before is None:
        raise NoSuchHousehold(number="")
    if registration.anonymous:
        registration = without_names(registration, camp.today())
    fields = _fields(camp, registration)
    tell_history(camp, entry, before, registration)
    kept = ["status"] if registration.list_name else ["status", "list_name", "list_number"]
    if registration.consent == before.registration.consent:
        kept += consent_fields(None)  # so that no correction beats a refusal it does not know of
    entry.put("household", household, {k: v for k, v in fields.items() if k not in kept})
    if registration.anonymous:
        forget_names(camp, entry, household)
        return
    agree_for_joined(camp, entry, household, registration.consent)
    numbers = households.member_numbers(camp.db, household)
    persons, last = _paired(before, registration.members), 0
    top = households.highest_number(camp.db, household)
    changes: list[tuple[PersonId | None, int, Member]] = []
    for n, (person, member) in enumerate(zip(persons, registration.members, strict=True)):
        number = numbers[person] if person else 0
        if number <= last:
            top += 1
            number = top
        named_head = not n and member.relationship in {HEAD, ""}
        last = 0 if named_head else number  # the head stands first whatever the number
        changes.append((person, number, member))
    # The list of everyone shows the latest row first: so the head stands above the others.
    for n, (person, number, member) in reversed(list(enumerate(changes))):
        if person is None:
            make_person(camp, entry, household, number, member, is_head=n == 0)
        else:
            written = {"number": number, **_person(member, is_head=n == 0)}
            entry.put("person", person, {k: v for k, v in written.items() if k != "status"})
    for person in sorted(set(before.persons) - set(persons)):
        take_out(camp, entry, household, person, numbers[person])


def take_out(
    camp: Camp, entry: Entry, household: HouseholdId, person: PersonId, number: int
) -> None:
    """Take somebody out of a household who was written down by mistake."""
    status = Status.WITHDRAWN
    if was := members.status(camp.db, person):
        entry.put("person", person, {"status": status.value})
        fact = Fact(EventKind.TAKEN_OUT, camp.today(), person, number, status.value, was)
        record(camp, entry, household, fact)


def _paired(before: Household, members: Sequence[Member]) -> list[PersonId | None]:
    """Return who of the household each member is: by the same name, the others in their order.

    So somebody who leaves does not lend a history to whoever stands below.
    """
    known = dict(zip(before.persons, before.registration.members, strict=True))
    found: dict[int, PersonId] = {}
    for n, member in enumerate(members):
        for person, earlier in known.items():
            if earlier.name == member.name:
                found[n] = person
                del known[person]
                break
    left = iter(known)
    return [found[n] if n in found else next(left, None) for n in range(len(members))]


def write_down(camp: Camp, household: HouseholdId | None, registration: Registration) -> Registered:
    """Register a family, or bring the household that it is to what is written now.

    Raises:
        As of register() and rewrite().
    """
    if household is None:
        return register(camp, registration)
    changes = rewrite(camp, household, registration)
    after = households.household(camp.db, household)
    if after is None:
        raise NoSuchHousehold(number="")
    return Registered(changes, household, after.number)


def look_for_twins(camp: Camp) -> Changes:
    """Compare the households written down last with all others; lists and sticks do so themselves.

    What may be one family becomes a finding; it is no entry of the journal, every desk
    finds the same.
    """
    with camp.transaction():
        found = families.check_new(camp.db, most=_COMPARED_AT_ONCE)
    return frozenset({Topic.FINDINGS}) if found else frozenset()


def check(untrusted: Registration) -> None:
    """Check what a table gave before any of it is written.

    Raises:
        CampDeskError: As checks.checked.
    """
    checked(untrusted)


def writable(camp: Camp, untrusted: Registration) -> Registration:
    """Return a registration as it may be written: without names where the head refused.

    Raises:
        CampDeskError: As checks.checked.
    """
    if untrusted.anonymous and untrusted.members:
        untrusted = without_names(untrusted, camp.today())
    return checked(untrusted)


def _minute(time: datetime) -> str:
    return time.isoformat(timespec="minutes")


def _fields(camp: Camp, registration: Registration) -> dict[str, Value]:
    fields: dict[str, Value] = {
        "status": households.ACTIVE,
        "grade": int(grade_of(registration)),
        "checkpoint": registration.checkpoint or None,
        "governorate": registration.origin.governorate or None,
        "district": registration.origin.district or None,
        "origin_place": registration.origin.place or None,
        "sector": registration.place.sector or None,
        "block": registration.place.block or None,
        "shelter": registration.place.shelter or None,
        "phone": registration.phone or None,
        "size_declared": registration.size,
        "counts": households.write_counts(registration.counts),
        "remarks": registration.remarks or None,
        "list_name": registration.list_name or None,
        "list_number": registration.list_number or None,
        "urgent": int(registration.urgent) or None,
        "intent": registration.intent or None,
        "onward": registration.onward or None,
        **consent_fields(registration.consent),
    }
    if registration.anonymous:
        fields["ration_card"] = None
    if registration.arrived:
        fields["arrived"] = _minute(registration.arrived)
    if hashed := card_hash(camp, registration):
        fields["ration_card"] = hashed
    return fields


def fingerprint(camp: Camp, registration: Registration) -> bytes:
    """Return a hash of everything that a list says of a family, to tell when it says otherwise."""
    return _fingerprint(camp, without_marks(registration))


def _fingerprint(camp: Camp, checked: Registration) -> bytes:
    packed = pack(checked, card_hash(camp, checked))
    return hashlib.blake2b(packed, digest_size=16).digest()


def card_hash(camp: Camp, registration: Registration) -> bytes | None:
    """Return the state's ration-card number as it is kept: hashed under the camp's key."""
    if not hashable(registration.ration_card):
        return None
    return keyed_hash(camp.here.keys.hashing, registration.ration_card)


def make_person(
    camp: Camp,
    entry: Entry,
    household: HouseholdId,
    number: int,
    member: Member,
    *,
    is_head: bool,
) -> PersonId:
    """Put a new member into an entry and return their id."""
    fields = {"household": household, "number": number, **_person(member, is_head=is_head)}
    person = PersonId(camp.new_id())
    entry.make("person", person, fields)
    return person


def _person(member: Member, *, is_head: bool) -> dict[str, Value]:
    return {
        **person_fields(member),
        "relationship": member.relationship or (HEAD if is_head else None),
        "status": households.ACTIVE,
    }


def person_fields(member: Member) -> dict[str, Value]:
    """Return what is kept of a member, whatever the member is to the household."""
    birth, precision = households.write_birth(member.birth)
    return {
        "own": member.own or None,
        "father": member.father or None,
        "grandfather": member.grandfather or None,
        "laqab": member.laqab or None,
        "sex": member.sex.value,
        "birth": birth,
        "precision": precision,
        "fourth": member.fourth or None,
        "latin": member.latin or None,
        "mother": member.mother or None,
    }
