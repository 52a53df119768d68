"""Who belongs to a household: births, newcomers, another head, moves and splits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from camp_desk.actions.arrivals import (
    REGISTERED,
    NoSuchHousehold,
    Registered,
    make_person,
)
from camp_desk.actions.checks import bounded, check_member
from camp_desk.actions.household_events import (
    NoSuchMember,
    ReasonMissing,
    day_of_event,
    make_head,
    member_of,
    require_named,
)
from camp_desk.actions.moving_up import consent_fields
from camp_desk.actions.recording import Fact, record
from camp_desk.domain.cards import card_number
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.events import EventKind, old_head_to_new, related_to_new_head
from camp_desk.domain.ids import HouseholdId, PersonId
from camp_desk.domain.registration import HEAD, Birth, Member, Precision, Sex
from camp_desk.domain.roles import Right
from camp_desk.domain.statuses import Status
from camp_desk.domain.words import N_
from camp_desk.storage import households, members
from camp_desk.storage.camp import Camp, Entry
from camp_desk.storage.changes import Value
from camp_desk.storage.members import Kept
from camp_desk.storage.tables import Changes


class NotThere(CampDeskError):
    """The household or the member has left, died or is on hold."""

    message = N_("Only a household and members who are present can be changed so.")
    advice = N_("Bring them back as active first.")


class HeadTooYoung(CampDeskError):
    """A child is to head a household in which somebody is grown up."""

    message = N_("The head of a household with grown-up members must be grown up.")
    advice = N_("Choose somebody of 18 years or more, or correct the age.")


class NobodyLeft(CampDeskError):
    """Everybody is to go from a household to another one."""

    message = N_("Nobody would be left in this household.")
    advice = N_("Let a supervisor join the two households: both cards are kept then.")


class TheSameHousehold(CampDeskError):
    """Somebody is to be moved to where they are."""

    message = N_("They are in this household already.")
    advice = N_("Type the card number of the other household.")


@dataclass(frozen=True, slots=True)
class Added:
    """A new member, and the number that nobody else in the household ever has."""

    changes: Changes
    person: PersonId
    number: int


def record_birth(
    camp: Camp, household: HouseholdId, own: str, sex: Sex, *, day: date | None = None,
    father: PersonId | None = None, note: str = "",
) -> Added:  # fmt: skip
    """Add a child who was born on a day, with the father's names.

    Without a father named, he is the head, or the husband of a head who is a woman; who is neither
    known nor there leaves the names open.

    Raises:
        MemberUnnamed, NameTooLong, NoSuchMember, NotYet, OnlyCounted, NotThere, NoSuchHousehold:
            Nothing was written.
        NotAllowed: The officer does not register.
    """
    camp.require(Right.REGISTER)
    with camp.action("birth") as entry:
        everybody, born = _present(camp, household), day_of_event(camp, day)
        parent = member_of(everybody, father) if father else _likely_father(everybody)
        member = Member(own=own, sex=sex, relationship=_child_of(parent, everybody, sex))
        if parent:
            names = parent.member
            member = replace(member, father=names.own, grandfather=names.father, laqab=names.laqab)
        birth = Birth(born.year, born.month, born.day, Precision.EXACT)
        fact = Fact(EventKind.BIRTH, born, note=bounded(note))
        person, number = _add(camp, entry, household, replace(member, birth=birth), fact)
    return Added(entry.changes, person, number)


def record_newcomer(
    camp: Camp, household: HouseholdId, member: Member, *, day: date | None = None, reason: str = ""
) -> Added:
    """Add somebody who joined the household.

    Raises:
        MemberUnnamed, NameTooLong, ImpossibleBirth, NotYet, OnlyCounted, NotThere,
        NoSuchHousehold: Nothing was written.
        NotAllowed: The officer does not register.
    """
    camp.require(Right.REGISTER)
    with camp.action("newcomer") as entry:
        _present(camp, household)
        fact = Fact(EventKind.NEWCOMER, day_of_event(camp, day), reason=bounded(reason))
        person, number = _add(camp, entry, household, member, fact)
    return Added(entry.changes, person, number)


def change_head(
    camp: Camp, household: HouseholdId, person: PersonId, *, day: date | None = None,
    reason: str = "",
) -> Changes:  # fmt: skip
    """Let another grown-up member speak for the household; what others are to them follows.

    Raises:
        NoSuchMember, HeadTooYoung, NotThere, NotYet, OnlyCounted: Nothing was written.
        NotAllowed: The officer does not register.
    """
    camp.require(Right.REGISTER)
    with camp.action("change-head") as entry:
        everybody, on = _present(camp, household), day_of_event(camp, day)
        new = member_of(everybody, person)
        active = [each for each in everybody if each.active]
        _check_head(new, active, on)
        old = members.head_of(everybody)
        if old is not None and old.id != new.id:
            _relate(entry, new, old, active)
            fact = Fact(EventKind.HEAD, on, new.id, new.number, reason=bounded(reason))
            record(camp, entry, household, fact)
    return entry.changes


def move(
    camp: Camp, household: HouseholdId, person: PersonId, to: HouseholdId, *,
    relationship: str = "", day: date | None = None, reason: str = "",
) -> Changes:  # fmt: skip
    """Move a member to another household, where they get a number of their own.

    Raises:
        NoSuchMember, NobodyLeft, TheSameHousehold, NotThere, NotYet, OnlyCounted: Nothing was
            written.
        NotAllowed: The officer does not register.
    """
    camp.require(Right.REGISTER)
    with camp.action("move-member") as entry:
        if households.canonical(camp.db, household) == households.canonical(camp.db, to):
            raise TheSameHousehold
        everybody, on = _present(camp, household), day_of_event(camp, day)
        _present(camp, to)
        moved = member_of(everybody, person)
        left = _left_without(everybody, [moved])
        number = households.highest_number(camp.db, to) + 1
        fields: dict[str, Value] = {
            "household": to, "number": number, "relationship": bounded(relationship) or None,
        }  # fmt: skip
        entry.put("person", moved.id, fields)
        why = bounded(reason)
        out = Fact(EventKind.MOVED_OUT, on, moved.id, moved.number, reason=why, other=to)
        into = Fact(EventKind.MOVED_IN, on, moved.id, number, reason=why, other=household)
        record(camp, entry, household, out)
        record(camp, entry, to, into)
        _keep_head_of_rest(camp, entry, household, everybody, left, on)
    return entry.changes


def split(
    camp: Camp, household: HouseholdId, persons: Sequence[PersonId], *, reason: str,
    day: date | None = None,
) -> Registered:  # fmt: skip
    """Make a new household with its own card of some members; the first one named is its head.

    Rations that the old household holds, or stands on an open list for, cover the new one too.

    Raises:
        NoSuchMember, NobodyLeft, HeadTooYoung, ReasonMissing, NotThere, NotYet, OnlyCounted:
            Nothing was written.
        NotAllowed: The officer does not register.
    """
    camp.require(Right.REGISTER)
    with camp.action("split-household") as entry:
        everybody, on, why = _present(camp, household), day_of_event(camp, day), bounded(reason)
        if not why:
            raise ReasonMissing
        going = [member_of(everybody, person) for person in dict.fromkeys(persons)]
        if not going:
            raise NoSuchMember(number="")
        left = _left_without(everybody, going)
        _check_head(going[0], going, on)
        number = card_number(camp.desk, households.last_counter(camp.db, camp.desk) + 1)
        new = HouseholdId(camp.new_id())
        entry.make("household", new, _new_household(camp, household, number, len(going)))
        head = going[0]
        for n, each in enumerate(going, start=1):
            code = related_to_new_head(head.member.relationship, each.member.relationship)
            fields: dict[str, Value] = {
                "household": new, "number": n, "relationship": HEAD if n == 1 else code or None,
            }  # fmt: skip
            entry.put("person", each.id, fields)
            off = Fact(EventKind.SPLIT_OFF, on, each.id, each.number, reason=why, other=new)
            came = Fact(EventKind.SPLIT_FROM, on, each.id, n, reason=why, other=household)
            record(camp, entry, household, off)
            record(camp, entry, new, came)
        _keep_head_of_rest(camp, entry, household, everybody, left, on)
    return Registered(entry.changes, new, number)


def _present(camp: Camp, household: HouseholdId) -> list[Kept]:
    """Return everybody of a household that is present and known by name."""
    status = members.household_status(camp.db, household)
    if status is None:
        raise NoSuchHousehold(number="")
    if status is not Status.ACTIVE:
        raise NotThere
    require_named(camp, household)
    return members.everybody(camp.db, household)


def _add(
    camp: Camp, entry: Entry, household: HouseholdId, untrusted: Member, fact: Fact
) -> tuple[PersonId, int]:
    number = households.highest_number(camp.db, household) + 1
    member = check_member(number, untrusted)
    person = make_person(camp, entry, household, number, member, is_head=False)
    record(camp, entry, household, replace(fact, person=person, number=number))
    return person, number


def _likely_father(everybody: Sequence[Kept]) -> Kept | None:
    head = members.head_of(list(everybody))
    if head and head.member.sex is Sex.MALE:
        return head
    husbands = [each for each in everybody if each.member.relationship == "HUS"]
    return husbands[0] if husbands else None


def _child_of(father: Kept | None, everybody: Sequence[Kept], sex: Sex) -> str:
    """Return what a child is to the head, by what the father is."""
    head = members.head_of(list(everybody))
    if sex not in {Sex.MALE, Sex.FEMALE}:
        return ""
    of_head = father is None or father.member.relationship == "HUS"
    if of_head or (head and father and father.id == head.id):
        return "SON" if sex is Sex.MALE else "DAU"
    grandchild = father is not None and father.member.relationship in {"SON", "SIL"}
    if grandchild:
        return "GSO" if sex is Sex.MALE else "GDA"
    return ""


def _check_head(head: Kept, among: Sequence[Kept], on: date) -> None:
    if not head.active:
        raise NotThere
    if not head.grown_up(on) and any(each.grown_up(on) for each in among):
        raise HeadTooYoung


def _relate(entry: Entry, new: Kept, old: Kept, active: Sequence[Kept]) -> None:
    """Put what everybody is to the new head, as far as it follows from what they were."""
    was = new.member.relationship
    for each in active:
        code = related_to_new_head(was, each.member.relationship)
        if each.id == new.id:
            code = HEAD
        elif each.id == old.id:
            code = old_head_to_new(was, female=old.member.sex is Sex.FEMALE)
        entry.put("person", each.id, {"relationship": code or None})


def _left_without(everybody: Sequence[Kept], going: Sequence[Kept]) -> list[Kept]:
    """Return who stays, checked that somebody does and that those who go are present."""
    if not all(each.active for each in going):
        raise NotThere
    gone = {each.id for each in going}
    left = [each for each in everybody if each.active and each.id not in gone]
    if not left:
        raise NobodyLeft
    return left


def _keep_head_of_rest(
    camp: Camp,
    entry: Entry,
    household: HouseholdId,
    everybody: list[Kept],
    left: Sequence[Kept],
    on: date,
) -> None:
    """Let the old household keep a head; what the one who went is elsewhere stands already."""
    head = members.head_of(everybody)
    if head is not None and all(each.id != head.id for each in left):
        make_head(camp, entry, household, left, on)


def _new_household(camp: Camp, household: HouseholdId, number: int, size: int) -> dict[str, Value]:
    fields = members.whereabouts(camp.db, household)
    refused = households.refusal(camp.db, household)
    if refused is not None:  # it may be that of a household joined with it
        fields |= {"phone": None, **consent_fields(refused)}
    return {
        "number": number, "status": Status.ACTIVE.value, "grade": REGISTERED,
        "size_declared": size, **fields,
    }  # fmt: skip
