"""A household's card and who may collect with it."""

from __future__ import annotations

from dataclasses import dataclass

from camp_desk.actions.arrivals import NoSuchHousehold
from camp_desk.actions.checks import bounded
from camp_desk.actions.household_events import NoSuchMember, ReasonMissing, member_of
from camp_desk.actions.recording import Fact, record
from camp_desk.domain.cards import MAX_ISSUE, NoIssueLeft, written
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.events import EventKind
from camp_desk.domain.ids import HouseholdId, PersonId
from camp_desk.domain.roles import Right
from camp_desk.domain.words import N_
from camp_desk.storage import collectors, households, members
from camp_desk.storage.camp import Camp, Entry
from camp_desk.storage.changes import Value
from camp_desk.storage.collectors import PLACES
from camp_desk.storage.tables import Changes

OUTSIDER_HOUSEHOLDS = "outsider-households"
"""The setting that says for how many households one outsider may collect."""

_USUAL_MOST = 3


class CollectorTooYoung(CampDeskError):
    """A child is to collect."""

    message = N_("{name} is not grown up.")
    advice = N_("Choose a member of 18 years or more.")


class CollectorTwice(CampDeskError):
    """Somebody stands in two places."""

    message = N_("{name} is named twice.")
    advice = N_("Name each collector once.")


class CollectsForTooMany(CampDeskError):
    """An outsider collects for as many households as one may."""

    message = N_("{name} collects for {n} other households already.")
    advice = N_("Choose somebody else, or let a supervisor change the setting.")


class NoPrimary(CampDeskError):
    """Others are named, but no primary collector."""

    message = N_("The primary collector is missing.")
    advice = N_("Name who collects first; the others stand in.")


@dataclass(frozen=True, slots=True)
class Reissued:
    """The card's new issue."""

    changes: Changes
    number: int
    issue: int


@dataclass(frozen=True, slots=True)
class Chosen:
    """Somebody who is to collect: a member, or an outsider by name and with a reason."""

    person: PersonId | None = None
    name: str = ""
    phone: str = ""
    reason: str = ""


def reissue_card(camp: Camp, household: HouseholdId, reason: str) -> Reissued:
    """Give a household's card a new issue; the old one is refused from now on.

    Raises:
        NoSuchHousehold, ReasonMissing, NoIssueLeft: Nothing was written.
        NotAllowed: The officer does not print cards.
    """
    camp.require(Right.PRINT_CARDS)
    with camp.action("reissue-card") as entry:
        found = households.household(camp.db, household)
        if found is None:
            raise NoSuchHousehold(number="")
        why, issue = bounded(reason), found.issue + 1
        if not why:
            raise ReasonMissing
        if issue > MAX_ISSUE:
            raise NoIssueLeft(number=written(found.number), issues=MAX_ISSUE)
        entry.add("card", camp.new_id(), {"household": household, "issue": issue, "reason": why})
        note = str(issue)
        fact = Fact(EventKind.CARD, camp.today(), reason=why, note=note)
        record(camp, entry, household, fact)
    return Reissued(entry.changes, found.number, issue)


def name_collectors(camp: Camp, household: HouseholdId, chosen: tuple[Chosen, ...]) -> Changes:
    """Say who collects for a household: the primary one first, and at most two others.

    Nobody named means that the head collects.

    Raises:
        NoSuchMember, CollectorTooYoung, CollectorTwice, CollectsForTooMany, ReasonMissing,
        NoPrimary, NoSuchHousehold: Nothing was written.
        NotAllowed: The officer does not register.
    """
    camp.require(Right.REGISTER)
    with camp.action("name-collectors") as entry:
        if members.household_status(camp.db, household) is None:
            raise NoSuchHousehold(number="")
        if len(chosen) > len(PLACES):
            raise ValueError(f"{len(chosen)} collectors")
        named = [_checked(camp, household, each) for each in chosen]
        for n, each in enumerate(named):
            if any(each.name == other.name and each.person == other.person for other in named[:n]):
                raise CollectorTwice(name=each.name)
        before = collectors.collectors(camp.db, household)
        for place in PLACES:
            _put(camp, entry, household, place, named[place - 1] if place <= len(named) else None)
        if [(c.name, c.person, c.reason) for c in before] != [
            (c.name, c.person, c.reason) for c in named
        ]:
            said = " · ".join(each.name for each in named)
            reasons = " · ".join(filter(None, (each.reason for each in named)))
            fact = Fact(EventKind.COLLECTOR, camp.today(), note=said, reason=reasons)
            record(camp, entry, household, fact)
    return entry.changes


def _checked(camp: Camp, household: HouseholdId, chosen: Chosen) -> Chosen:
    if chosen.person is not None:
        member = member_of(members.everybody(camp.db, household), chosen.person)
        if not member.active:
            raise NoSuchMember(number=member.number)
        if not member.grown_up(camp.today()):
            raise CollectorTooYoung(name=member.member.name)
        return Chosen(member.id, member.member.name)
    name, reason = bounded(chosen.name), bounded(chosen.reason)
    if not name:
        raise NoPrimary
    if not reason:
        raise ReasonMissing
    most = camp.setting(OUTSIDER_HOUSEHOLDS, _USUAL_MOST)
    others = collectors.households_of_outsider(camp.db, name, household)
    if others >= (most if isinstance(most, int) else _USUAL_MOST):
        raise CollectsForTooMany(name=name, n=others)
    return Chosen(None, name, bounded(chosen.phone), reason)


def _put(
    camp: Camp, entry: Entry, household: HouseholdId, place: int, chosen: Chosen | None
) -> None:
    id_ = collectors.row_id(household, place)
    if chosen is None:
        if collectors.is_kept(camp.db, id_):
            entry.put("collector", id_, {"closed": 1})
        return
    fields: dict[str, Value] = {
        "household": household, "place": place, "person": chosen.person,
        "name": None if chosen.person else chosen.name, "phone": chosen.phone or None,
        "reason": chosen.reason or None, "closed": 0,
    }  # fmt: skip
    entry.put("collector", id_, fields)
