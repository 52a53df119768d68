"""Registering households: at the table, or completing one that was only counted."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest

from camp_desk.domain.cards import card_number
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.ids import HouseholdId
from camp_desk.domain.registration import HEAD, Member, Registration
from camp_desk.domain.roles import Right
from camp_desk.domain.words import N_
from camp_desk.storage import households
from camp_desk.storage.camp import Camp, Entry
from camp_desk.storage.changes import Value
from camp_desk.storage.keys import hashable, keyed_hash
from camp_desk.storage.registrations import pack
from camp_desk.storage.tables import Changes

COUNTED, REGISTERED = 1, 2
"""Grades: head and numbers only; every member with the minimum that is asked."""

_LONGEST_NAME = 120


class NobodyNamed(CampDeskError):
    """The family has no head, or the head no name."""

    message = N_("The head of the household has no name.")
    advice = N_("Type at least the head's own name.")


class MemberUnnamed(CampDeskError):
    """A member has no name."""

    message = N_("Member {n} has no name.")
    advice = N_("Type the own name, or take the member out.")


class NameTooLong(CampDeskError):
    """A name is longer than any name."""

    message = N_("“{start}…” is too long for a name.")
    advice = N_("Shorten it to {most} letters.")


class NobodyCounted(CampDeskError):
    """The counts add up to nothing."""

    message = N_("Nobody is counted.")
    advice = N_("Type how many people there are, the head included.")


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
        NobodyNamed, MemberUnnamed, NameTooLong, NobodyCounted: Nothing was written.
        NotAllowed: The officer does not register.
    """
    camp.require(Right.REGISTER)
    check(registration)
    with camp.action("register", batch) as entry:
        number = card_number(camp.desk, households.last_counter(camp.db, camp.desk) + 1)
        household = HouseholdId(camp.new_id())
        fields = {"number": number, "arrived": _minute(camp.now()), **_fields(camp, registration)}
        if registration.list_name:
            fields["list_hash"] = fingerprint(camp, registration)
        entry.make("household", household, fields)
        for n, member in enumerate(registration.members, start=1):
            _make_person(camp, entry, household, n, member)
    return Registered(entry.changes, household, number)


def rewrite(camp: Camp, household: HouseholdId, registration: Registration) -> Changes:
    """Bring a household to what is written now: corrected, or completed after a count.

    Members keep their places: the first stays the first.  A state ration card's number that
    is left out stays as it was.

    Raises:
        NoSuchHousehold: It is not in this camp.
        NobodyNamed, MemberUnnamed, NameTooLong, NobodyCounted: Nothing was written.
        NotAllowed: The officer does not register.
    """
    camp.require(Right.REGISTER)
    check(registration)
    with camp.action("rewrite-household") as entry:
        before = households.household(camp.db, household)
        if before is None:
            raise NoSuchHousehold(number="")
        entry.put("household", household, _fields(camp, registration))
        (last,) = camp.db.conn.execute(
            "SELECT coalesce(max(number), 0) FROM person WHERE household = ?", (household,)
        ).fetchone()
        for n, (person, member) in enumerate(zip_longest(before.persons, registration.members)):
            if person is None:
                _make_person(camp, entry, household, last + 1 + n - len(before.persons), member)
            elif member is None:
                entry.put("person", person, {"status": "WITHDRAWN"})
            else:
                entry.put("person", person, _person(member))
    return entry.changes


def check(registration: Registration) -> None:
    """Check what a table or a list gave before any of it is written.

    Raises:
        NobodyNamed, MemberUnnamed, NameTooLong, NobodyCounted: What is wrong.
    """
    if not registration.members or not registration.head.own.strip():
        raise NobodyNamed
    for n, member in enumerate(registration.members, start=1):
        if not member.own.strip():
            raise MemberUnnamed(n=n)
        for part in (member.own, member.father, member.grandfather, member.laqab):
            if len(part) > _LONGEST_NAME:
                raise NameTooLong(start=part[:20], most=_LONGEST_NAME)
    if registration.counts is not None and registration.counts.total == 0:
        raise NobodyCounted


def _minute(time: datetime) -> str:
    return time.isoformat(timespec="minutes")


def _fields(camp: Camp, registration: Registration) -> dict[str, Value]:
    fields: dict[str, Value] = {
        "status": households.ACTIVE,
        "grade": REGISTERED if registration.counts is None else COUNTED,
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
    }
    if registration.arrived:
        fields["arrived"] = _minute(registration.arrived)
    if hashed := card_hash(camp, registration):
        fields["ration_card"] = hashed
    return fields


def fingerprint(camp: Camp, registration: Registration) -> bytes:
    """Return a hash of everything that a list says of a family, to tell when it says otherwise."""
    hashed = card_hash(camp, registration)
    return hashlib.blake2b(pack(registration, hashed), digest_size=16).digest()


def card_hash(camp: Camp, registration: Registration) -> bytes | None:
    """Return the state's ration-card number as it is kept: hashed under the camp's key."""
    if not hashable(registration.ration_card):
        return None
    return keyed_hash(camp.here.keys.hashing, registration.ration_card)


def _make_person(
    camp: Camp, entry: Entry, household: HouseholdId, number: int, member: Member
) -> None:
    fields = {"household": household, "number": number, **_person(member)}
    if number == 1 and not member.relationship:
        fields["relationship"] = HEAD
    entry.make("person", camp.new_id(), fields)


def _person(member: Member) -> dict[str, Value]:
    birth, precision = households.write_birth(member.birth)
    return {
        "own": member.own.strip(),
        "father": member.father.strip() or None,
        "grandfather": member.grandfather.strip() or None,
        "laqab": member.laqab.strip() or None,
        "sex": member.sex.value,
        "birth": birth,
        "precision": precision,
        "relationship": member.relationship or None,
        "status": households.ACTIVE,
    }
