"""What is written when two households are joined: the values and the members somebody chose."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from camp_desk.actions.arrivals import COUNTED, REGISTERED, person_fields
from camp_desk.actions.needs_carried import carry_over
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.ids import HouseholdId, PersonId
from camp_desk.domain.joining import (
    Chosen,
    Field,
    Known,
    Side,
    Standing,
    completed,
    differing,
    head_of,
    settled,
)
from camp_desk.domain.registration import HEAD, Member, Registration
from camp_desk.domain.words import N_
from camp_desk.storage import households
from camp_desk.storage.camp import Camp, Entry
from camp_desk.storage.changes import Value
from camp_desk.storage.households import ACTIVE, Household

WITHDRAWN = "WITHDRAWN"


class ChangedMeanwhile(CampDeskError):
    """What was chosen from is no longer what the households say."""

    message = N_("One of the two households was changed in the meantime.")
    advice = N_("Look at both again, and choose again.")


def known(household: Household) -> Known:
    """Return a household as it is joined."""
    return Known(household.registration, household.persons)


def put_chosen(camp: Camp, entry: Entry, pair: tuple[Household, Household], chosen: Chosen) -> None:
    """Put what was chosen into the entry that joins two households, the one that stands first.

    Each choice is a write of its own, also where it leaves what stood: so desks that chose
    differently without knowing of each other disagree, and are asked.  Members that only the
    second knows are written down in the first anew; in the second nothing changes.

    Raises:
        ChangedMeanwhile: Nothing is to be written.
    """
    first, second = pair
    sides = {Side.FIRST: first.registration, Side.SECOND: second.registration}
    ids = ({each.first for each in chosen.people}, {each.second for each in chosen.people})
    if ids[0] - {None} != {*first.persons} or ids[1] - {None} != {*second.persons}:
        raise ChangedMeanwhile
    if {*chosen.sides} != {*differing(first.registration, second.registration)}:
        raise ChangedMeanwhile
    chosen = settled(known(first), known(second), chosen)
    fields: dict[str, Value] = {}
    for field, side in chosen.sides.items():
        fields |= _fields(field, sides[side])
    theirs = households.ration_card(camp.db, second.id)
    if theirs and not households.ration_card(camp.db, first.id):
        fields["ration_card"] = theirs
    fields |= _size(first.registration, second.registration, chosen)
    for name, value in fields.items():
        entry.choose("household", first.id, name, value)
    _put_people(camp, entry, pair, chosen)


def _fields(field: Field, of: Registration) -> Mapping[str, Value]:
    origin, place = of.origin, of.place
    arrived = of.arrived.isoformat(timespec="minutes") if of.arrived else None
    values: Mapping[Field, Mapping[str, str | None]] = {
        Field.HEAD: {},
        Field.NUMBERS: {"counts": households.write_counts(of.counts)},
        Field.ORIGIN: {
            "governorate": origin.governorate,
            "district": origin.district,
            "origin_place": origin.place,
        },
        Field.PHONE: {"phone": of.phone},
        Field.ARRIVED: {"arrived": arrived},
        Field.CHECKPOINT: {"checkpoint": of.checkpoint},
        Field.PLACE: {"sector": place.sector, "block": place.block, "shelter": place.shelter},
        Field.REMARKS: {"remarks": of.remarks},
    }
    return {name: value or None for name, value in values[field].items()}


def _size(first: Registration, second: Registration, chosen: Chosen) -> dict[str, Value]:
    """Return the numbers of the joined family: of a full record and a count, the full stands."""
    if first.counts and second.counts:
        side = chosen.sides.get(Field.NUMBERS, Side.FIRST)
        size = first.size if side is Side.FIRST else second.size
        return {"size_declared": size, "grade": COUNTED} if Field.NUMBERS in chosen.sides else {}
    size = max(1, sum(each.belongs for each in chosen.people))
    fields: dict[str, Value] = {} if size == first.size else {"size_declared": size}
    return {**fields, "counts": None, "grade": REGISTERED} if first.counts else fields


def _put_people(
    camp: Camp, entry: Entry, pair: tuple[Household, Household], chosen: Chosen
) -> None:
    first, second = known(pair[0]), known(pair[1])
    head = head_of(first, second, chosen)
    numbers = _numbers(camp, pair[0], chosen, head)
    # The list of everyone shows the latest row first: so the head stands above the others.
    for each in reversed(chosen.people):
        taken = second.members[each.second] if each.second else None
        number = numbers.get(each)
        if each.first:
            fields = _completing(first.members[each.first], taken)
            if each is head and taken and Field.HEAD in chosen.sides:
                fields |= _names(first.members[each.first], taken, chosen.sides[Field.HEAD])
            if number:
                fields["number"] = number
                fields["relationship"] = HEAD if each is head else _beside(taken)
            if not each.belongs or each.second is None:
                fields["status"] = ACTIVE if each.belongs else WITHDRAWN
            for name, value in fields.items():
                entry.choose("person", each.first, name, value)
        elif each.second and taken and number:
            relationship = HEAD if each is head else taken.relationship
            fields = {
                "household": pair[0].id,
                "number": number,
                **person_fields(taken),
                "relationship": relationship or None,
                "status": ACTIVE if each.belongs else WITHDRAWN,
            }
            entry.put("person", brought_over(pair[0].id, each.second), fields)
        if each.second and each.belongs:
            carry_over(
                camp, entry, each.second, each.first or brought_over(pair[0].id, each.second)
            )


def _numbers(camp: Camp, first: Household, chosen: Chosen, head: Standing) -> dict[Standing, int]:
    """Return the places of those who get a new one: whoever is brought over, and another head."""
    last = max([0, *households.member_numbers(camp.db, first.id).values()])
    another = head.first != first.persons[0]
    numbers: dict[Standing, int] = {}
    for each in chosen.people:
        if each is head and another:
            numbers[each] = 1
        elif each.first is None or (another and each.first == first.persons[0]):
            last += 1
            numbers[each] = last
    return numbers


def _beside(taken: Member | None) -> str | None:
    """Return what the former head is to the new one, as the other household has it."""
    told = taken.relationship if taken else ""
    return None if told == HEAD else told or None


def _completing(before: Member, taken: Member | None) -> dict[str, Value]:
    """Return what the second household knows of somebody and the first does not."""
    if taken is None:
        return {}
    was, now = person_fields(before), person_fields(completed(before, taken))
    return {name: value for name, value in now.items() if value != was[name]}


def _names(before: Member, taken: Member, side: Side) -> dict[str, Value]:
    """Return the head as chosen, also where that is as it was, with what the other side adds."""
    if side is Side.FIRST:
        return person_fields(completed(before, taken))
    return person_fields(completed(taken, before))


def brought_over(household: HouseholdId, person: PersonId) -> PersonId:
    """Return the id of somebody of another household in the one that it was joined with.

    Every desk gives the same, so that nobody is brought over twice.  Also who does not belong is
    written down, as withdrawn: a desk that chose otherwise is found to disagree.
    """
    return PersonId(hashlib.blake2b(household + person, digest_size=16).digest())
