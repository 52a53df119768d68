"""What a supervisor decides about findings: one family or two, whose value, which row."""

from __future__ import annotations

from dataclasses import dataclass, replace

from camp_desk.actions.arrivals import NoSuchHousehold, put_registration
from camp_desk.actions.checks import checked
from camp_desk.actions.confirming import confirmed_by, day_made
from camp_desk.actions.joining import put_chosen
from camp_desk.actions.officers import check_choice
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.ids import HouseholdId
from camp_desk.domain.joining import Chosen
from camp_desk.domain.registration import Member, Origin, Place, Registration, Sex
from camp_desk.domain.roles import Right
from camp_desk.domain.words import N_
from camp_desk.storage import decisions, findings, households, journal, proposals
from camp_desk.storage.applying import heads
from camp_desk.storage.camp import Camp, Entry
from camp_desk.storage.changes import Change, Id, Value, read_body
from camp_desk.storage.findings import Finding, Kind
from camp_desk.storage.registrations import unpack
from camp_desk.storage.tables import Changes

AWAITING = "awaiting-confirmation"
"""The decision that stands on a merge until a second person has confirmed it."""

NOT_THE_SAME, ACCEPTED, KEPT, NOTED = "not-the-same", "accepted", "kept", "noted"


PAIRS = {Kind.POSSIBLE_DUPLICATE, Kind.BORROWED_CHILD}
"""Findings about two households that may be one family, or show the same child."""


class OneFamilyAlready(CampDeskError):
    """The two households are one and the same, or joined."""

    message = N_("These two cards belong to one family already.")
    advice = N_("Nothing needs to be done.")


class NotJoined(CampDeskError):
    """There is nothing to take apart."""

    message = N_("These two households were not joined with each other.")
    advice = N_("Look which households the family was joined with, and take those apart.")


class NoSuchFinding(CampDeskError):
    """The finding was decided already, or what it was about has changed."""

    message = N_("There is nothing to decide here any more.")
    advice = N_("Look at the list of findings again.")


class SamePerson(CampDeskError):
    """Who decided something cannot confirm it."""

    message = N_("You joined these two cards yourself.")
    advice = N_("Let another supervisor confirm it.")


class NobodyWroteThat(CampDeskError):
    """A value that none of the desks wrote."""

    message = N_("None of the desks wrote this value.")
    advice = N_("Choose one of those shown; it can be corrected afterwards.")


class DecidedAtTheStock(CampDeskError):
    """A count waits for a second person, and no remark takes the place of that."""

    message = N_("A count is approved or confirmed where it is seen line by line.")
    advice = N_("Open the counts on the Stock tab.")


class NoRemark(CampDeskError):
    """A finding is to be noted without a word about it."""

    message = N_("The remark is missing.")
    advice = N_("Type what was found out, so that others know.")


@dataclass(frozen=True, slots=True)
class TakenApart:
    """Two households are two again; ``kept_on`` is the card that keeps what was chosen, if any."""

    changes: Changes
    kept_on: int | None


def merge(
    camp: Camp, one: HouseholdId, other: HouseholdId, chosen: Chosen | None = None
) -> Changes:
    """Join two households that are one family: one card, one ration, until they are taken apart.

    Both cards stay valid, and both keep their hand-overs.  What was chosen where the two differ
    is put into the household that stands for both, the one with the smaller id; the other one
    stays as it was.  A second person is to confirm it: until then a decision says so.

    Args:
        camp: The camp.
        one: A household, or one that was joined with others before.
        other: Another one.
        chosen: Of the households that stand for the two, the smaller id first; else nothing
            is put.

    Raises:
        NoSuchHousehold, OneFamilyAlready, ChangedMeanwhile: Nothing was written.
        NotAllowed: The officer does not decide.
    """
    camp.require(Right.DECIDE)
    with camp.action("merge") as entry:
        standing = [households.household(camp.db, each) for each in _standing(camp, one, other)]
        first, second = standing
        if first is None or second is None:
            raise NoSuchHousehold(number="")
        if first.id == second.id:
            raise OneFamilyAlready
        alias = camp.new_id()
        entry.add("alias", alias, {"one": min(one, other), "other": max(one, other)})
        _decide(camp, entry, alias, AWAITING)
        if chosen is not None:
            put_chosen(camp, entry, (first, second), chosen)
    return entry.changes


def _standing(camp: Camp, one: HouseholdId, other: HouseholdId) -> list[HouseholdId]:
    """Return the households that stand for two, that of the joined family first."""
    return sorted(households.canonical(camp.db, each) for each in (one, other))


def unmerge(camp: Camp, one: HouseholdId, other: HouseholdId) -> TakenApart:
    """Take two households apart that were joined by mistake.

    What was chosen when they were joined stays in the one that stood for both.

    Raises:
        NotJoined: Nothing was written.
        NotAllowed: The officer does not decide.
    """
    camp.require(Right.DECIDE)
    with camp.action("unmerge") as entry:
        aliases = households.joined_by(camp.db, one, other)
        if not aliases:
            raise NotJoined
        kept_on = None
        if any(_something_chosen(camp, each) for each in aliases):
            stood = households.household(camp.db, households.canonical(camp.db, one))
            kept_on = stood.number if stood else None
        for alias in aliases:
            pair = {"one": min(one, other), "other": max(one, other), "reverses": alias}
            entry.add("alias", camp.new_id(), pair)
    return TakenApart(entry.changes, kept_on)


def _something_chosen(camp: Camp, alias: bytes) -> bool:
    """Tell whether a join put values or members that somebody chose."""
    return any(change.table in {"household", "person"} for change in _joining(camp, alias)[1])


def confirm(camp: Camp, finding: bytes, reason: str = "") -> Changes:
    """Confirm, as a second person or as the only one, that two households were rightly joined.

    Raises:
        NoSuchFinding, SamePerson, AloneTooSoon, AloneWithoutReason: Nothing was written.
        NotAllowed: The officer does not decide.
    """
    camp.require(Right.DECIDE)
    with camp.action("confirm") as entry:
        (alias,) = _open(camp, finding, Kind.AWAITING_CONFIRMATION).subjects
        choice = confirmed_by(
            camp, Right.DECIDE, by=_joining(camp, alias)[0], on=day_made(alias),
            reason=reason, otherwise=SamePerson,
        )  # fmt: skip
        _decide(camp, entry, finding, choice)
    return entry.changes


def _joining(camp: Camp, alias: Id) -> tuple[bytes | None, list[Change]]:
    """Return the officer whose entry joined two households, and all that it wrote."""
    for officer, body in journal.bodies_of(camp.db, "merge"):
        changes, _ = read_body(body)
        if any((each.table, each.id) == ("alias", alias) for each in changes):
            return officer, changes
    return None, []


def not_the_same(camp: Camp, finding: bytes) -> Changes:
    """Remember for good that two households are two families.

    Raises:
        NoSuchFinding: It is not open; nothing was written.
        NotAllowed: The officer does not decide.
    """
    camp.require(Right.DECIDE)
    with camp.action("not-the-same") as entry:
        if finding not in {each.id for each in findings.findings(camp.db) if each.kind in PAIRS}:
            raise NoSuchFinding
        _decide(camp, entry, finding, NOT_THE_SAME)
    return entry.changes


def postpone(camp: Camp, finding: bytes) -> Changes:
    """Leave a finding for later: it stays open, after all others, on every desk.

    Raises:
        NoSuchFinding: It is not open; nothing was written.
        NotAllowed: The officer does not decide.
    """
    camp.require(Right.DECIDE)
    with camp.action("postpone") as entry:
        if finding not in {each.id for each in findings.findings(camp.db)}:
            raise NoSuchFinding
        _decide(camp, entry, finding, decisions.POSTPONED)
    return entry.changes


def ask_again(camp: Camp, finding: bytes) -> Changes:
    """Take back that two households are two families, or that a finding was left for later.

    Every decision for that which is known here is named; one that another desk made meanwhile
    stands.

    Raises:
        NoSuchFinding: No such decision stands; nothing was written.
        NotAllowed: The officer does not decide.
    """
    camp.require(Right.DECIDE)
    with camp.action("ask-again") as entry:
        mistaken = decisions.standing(camp.db, finding, NOT_THE_SAME, decisions.POSTPONED)
        if not mistaken:
            raise NoSuchFinding
        for each in mistaken:
            entry.add(
                "decision",
                camp.new_id(),
                {"finding": finding, "choice": decisions.REOPENED, "reverses": each},
            )
    return entry.changes


def choose_value(camp: Camp, finding: bytes, value: Value) -> Changes:
    """Let one of the values stand that desks wrote for a field without knowing of each other.

    Raises:
        NoSuchFinding, NobodyWroteThat, LastManager: Nothing was written.
        NotAllowed: The officer does not decide.
    """
    camp.require(Right.DECIDE)
    with camp.action("choose-value") as entry:
        table, id_, field = _open(camp, finding, Kind.DESKS_DISAGREE).subjects
        written = [write.value for write in heads(camp.db, str(table), id_, str(field))]
        if value not in written:
            raise NobodyWroteThat
        if table == "officer" and isinstance(id_, bytes):
            check_choice(camp, id_, str(field), value)
        entry.choose(str(table), id_, str(field), value)
    return entry.changes


def accept_row(camp: Camp, finding: bytes) -> Changes:
    """Bring a household to what its row of the list says now.

    What the row leaves empty stays, and so do the members where it only counts a household that
    is known by name.

    Raises:
        NoSuchFinding, NoSuchHousehold: Nothing was written.
        NotAllowed: The officer does not decide.
    """
    camp.require(Right.DECIDE)
    with camp.action("accept-row") as entry:
        (proposal,) = _open(camp, finding, Kind.LIST_ROW_CHANGED).subjects
        changed = proposals.changed_row(camp.db, proposal)
        household = changed.household
        before = households.household(camp.db, household)
        if before is None:
            raise NoSuchHousehold(number="")
        row, ration_card = unpack(changed.registration)
        merged = checked(_with_row(before.registration, row))
        put_registration(camp, entry, household, merged)
        hashes: dict[str, Value] = {"list_hash": changed.list_hash}
        if ration_card:
            hashes["ration_card"] = ration_card
        entry.put("household", household, hashes)
        _decide(camp, entry, finding, ACCEPTED)
    return entry.changes


def keep_ours(camp: Camp, finding: bytes) -> Changes:
    """Leave a household as it is, whatever its row of the list says now.

    Raises:
        NoSuchFinding: It is not open; nothing was written.
        NotAllowed: The officer does not decide.
    """
    camp.require(Right.DECIDE)
    with camp.action("keep-ours") as entry:
        _open(camp, finding, Kind.LIST_ROW_CHANGED)
        _decide(camp, entry, finding, KEPT)
    return entry.changes


def note(camp: Camp, finding: bytes, remark: str) -> Changes:
    """Note what was found out about something that happened and cannot be undone.

    Raises:
        NoRemark, NoSuchFinding, DecidedAtTheStock: Nothing was written.
        NotAllowed: The officer does not decide.
    """
    camp.require(Right.DECIDE)
    if not remark.strip():
        raise NoRemark
    with camp.action("note-finding") as entry:
        kinds = {each.id: each.kind for each in findings.findings(camp.db)}
        if finding not in kinds:
            raise NoSuchFinding
        if kinds[finding] is Kind.COUNT_AWAITING:
            raise DecidedAtTheStock
        _decide(camp, entry, finding, f"{NOTED} {remark.strip()}")
    return entry.changes


def _open(camp: Camp, finding: bytes, kind: Kind) -> Finding:
    for each in findings.findings(camp.db):
        if each.id == finding and each.kind is kind:
            return each
    raise NoSuchFinding


def _decide(camp: Camp, entry: Entry, finding: bytes, choice: str) -> None:
    entry.add("decision", camp.new_id(), {"finding": finding, "choice": choice})


def _with_row(ours: Registration, row: Registration) -> Registration:
    """Return a household's registration with what a row of a list says in it."""
    only_counted = row.counts is not None and ours.counts is None
    return replace(
        row,
        full=ours.full,
        urgent=ours.urgent or row.urgent,
        intent=row.intent or ours.intent,
        onward=row.onward or ours.onward,
        consent=ours.consent,
        members=ours.members if only_counted else _members(ours, row),
        counts=None if only_counted else row.counts,
        origin=Origin(
            row.origin.governorate or ours.origin.governorate,
            row.origin.district or ours.origin.district,
            row.origin.place or ours.origin.place,
        ),
        place=Place(
            row.place.sector or ours.place.sector,
            row.place.block or ours.place.block,
            row.place.shelter or ours.place.shelter,
        ),
        checkpoint=row.checkpoint or ours.checkpoint,
        arrived=row.arrived or ours.arrived,
        phone=row.phone or ours.phone,
        remarks=row.remarks or ours.remarks,
    )


def _members(ours: Registration, row: Registration) -> tuple[Member, ...]:
    """Return the row's members; of those of the same name, with what the row leaves empty."""
    known = {member.name: member for member in ours.members}
    return tuple(
        replace(
            member,
            sex=known[member.name].sex if member.sex is Sex.UNKNOWN else member.sex,
            birth=member.birth or known[member.name].birth,
            relationship=member.relationship or known[member.name].relationship,
            fourth=member.fourth or known[member.name].fourth,
            latin=member.latin or known[member.name].latin,
            mother=member.mother or known[member.name].mother,
        )
        if member.name in known
        else member
        for member in row.members
    )
