"""Writing down that somebody has a specific need, or no longer; which ones a camp asks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from camp_desk.actions.household_events import NoSuchMember
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.ids import HouseholdId, PersonId
from camp_desk.domain.needs import Asked, Need
from camp_desk.domain.needs_suggested import Suggested, suggested
from camp_desk.domain.roles import Right
from camp_desk.domain.words import N_, Words
from camp_desk.spreadsheets.catalogues import shipped_needs
from camp_desk.storage import households, needs
from camp_desk.storage.camp import Camp, Entry
from camp_desk.storage.needs import NeedsPage
from camp_desk.storage.tables import Changes


class UnknownNeed(CampDeskError):
    """No need of that code is ever kept here."""

    message = N_("“{code}” is no need that is kept here.")
    advice = N_("Choose one from the list; what is not on it goes to a protection officer by word.")


class NotAsked(CampDeskError):
    """An optional need that this camp does not ask for."""

    message = N_("This camp does not ask for “{need}”.")
    advice = N_("A supervisor can switch it on under Specific needs.")


class AlwaysAsked(CampDeskError):
    """A need that every camp asks for is to be switched."""

    message = N_("“{need}” is asked for in every camp.")
    advice = N_("Only optional needs can be switched on and off.")


class Nameless(CampDeskError):
    """A need of somebody whose family refused to be named."""

    message = N_("This family refused to be named: no needs are kept of it.")
    advice = N_("Mark in its record that it needs help at once, or ask the head again (F9).")


class NotRecorded(CampDeskError):
    """A need is to be removed that nobody wrote down."""

    message = N_("“{need}” is not recorded for this person.")
    advice = N_("Look at what is recorded; another desk may have removed it.")


@dataclass(frozen=True, slots=True)
class Found:
    """A need of somebody who is being registered; ``pending`` where it is to be reviewed."""

    code: str
    pending: bool = False


def need_of(untrusted_code: str) -> Need:
    """Return the need of a code, also of an older one.

    Raises:
        UnknownNeed: There is none: it may be one that must never be kept.
    """
    found = shipped_needs().of(untrusted_code)
    if found is None:
        raise UnknownNeed(code=untrusted_code.strip()[:20])
    return found


def meaning(code: str, words: Words) -> str:
    """Return a code with what it means; of one that only another version knows the code alone."""
    need = shipped_needs().of(code)
    return f"\u2066{code}\u2069" + (f" {need.said(words)}" if need else "")


def set_need(
    camp: Camp, person: PersonId, untrusted_code: str, *, pending: bool = False
) -> Changes:
    """Write down that somebody has a need; twice the same adds nothing.

    Args:
        camp: Where.
        person: Who.
        untrusted_code: Which, also by an older code.
        pending: It was seen and not assessed: a protection officer is to review it.  One that
            stands is confirmed by setting it once more without.

    Raises:
        UnknownNeed, NotAsked, Nameless, NoSuchMember: Nothing was written.
        NotAllowed: The officer does not see needs.
    """
    camp.require(Right.SEE_NEEDS)
    with camp.action("set-need") as entry:
        _set(camp, entry, person, need_of(untrusted_code), pending=pending)
    return entry.changes


def _set(camp: Camp, entry: Entry, person: PersonId, need: Need, *, pending: bool) -> None:
    if need not in shipped_needs().asked(needs.switched_on(camp.db)):
        raise NotAsked(need=need)
    if not needs.is_person(camp.db, person):
        raise NoSuchMember(number="")
    if needs.refused(camp.db, person):
        raise Nameless
    stands = needs.standing(camp.db, person, need.code)
    if not stands or (not pending and all(each.pending for each in stands)):
        _add(camp, entry, person, need.code, pending=int(pending))


def remove_need(camp: Camp, person: PersonId, untrusted_code: str) -> Changes:
    """Take back that somebody has a need; that it was there, and who removed it, stays on record.

    Raises:
        UnknownNeed, NotRecorded: Nothing was written.
        NotAllowed: The officer does not see needs.
    """
    camp.require(Right.SEE_NEEDS)
    need = need_of(untrusted_code)
    with camp.action("remove-need") as entry:
        stands = needs.standing(camp.db, person, need.code)
        if not stands:
            raise NotRecorded(need=need)
        for each in stands:
            _add(camp, entry, person, need.code, reverses=each.id)
    return entry.changes


def _add(
    camp: Camp,
    entry: Entry,
    person: PersonId,
    code: str,
    *,
    pending: int | None = None,
    reverses: bytes | None = None,
) -> None:
    entry.add(
        "need",
        camp.new_id(),
        {
            "person": person,
            "code": code,
            "pending": pending,
            "day": camp.today().isoformat(),
            "at": camp.now().isoformat(timespec="seconds"),
            "desk": int(camp.desk),
            "officer": camp.officer.id,
            "reverses": reverses,
        },
    )


def record_with(
    camp: Camp, household: HouseholdId, found: Mapping[int, Sequence[Found]]
) -> Changes:
    """Write down the needs of a family that was just registered.

    Args:
        camp: Where.
        household: The family's.
        found: The needs by the place of the member in the family, the head's being 0.

    Raises:
        UnknownNeed, NotAsked, NoSuchMember: Nothing was written.
        NotAllowed: The officer does not see needs.
    """
    if not any(found.values()):
        return frozenset()
    camp.require(Right.SEE_NEEDS)
    with camp.action("set-need") as entry:
        family = households.household(camp.db, household)
        persons = family.persons if family else ()
        for place, codes in found.items():
            if place >= len(persons):
                raise NoSuchMember(number=place + 1)
            for each in codes:
                _set(camp, entry, persons[place], need_of(each.code), pending=each.pending)
    return entry.changes


def ask_for(camp: Camp, untrusted_code: str, *, on: bool) -> Changes:
    """Switch on or off whether this camp asks for an optional need; what is recorded stays.

    Raises:
        UnknownNeed, AlwaysAsked: Nothing was written.
        NotAllowed: Only a supervisor does this.
    """
    camp.require(Right.MANAGE)
    need = need_of(untrusted_code)
    if need.asked is not Asked.OPTIONAL:
        raise AlwaysAsked(need=need)
    with camp.action("ask-for-need") as entry:
        entry.put("setting", needs.setting_of(need.code), {"value": int(on)})
    return entry.changes


@dataclass(frozen=True, slots=True)
class Offer:
    """A need that somebody of a household may have and does not have yet, with why."""

    person: PersonId
    suggested: Suggested


def offers(page: NeedsPage, on: date) -> tuple[Offer, ...]:
    """Return what the ages and sexes of a household point at; nothing is set by itself."""
    if page.count_only:
        return ()
    there = [each for each in page.people if each.active and each.household == page.household]
    asked = {each.code for each in shipped_needs().asked(page.switched_on)}
    return tuple(
        Offer(there[each.member].id, each)
        for each in suggested([kept.member for kept in there], on)
        if each.code in asked and each.code not in page.of(there[each.member].id)
    )
