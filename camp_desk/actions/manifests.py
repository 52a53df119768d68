"""Buses: opening a manifest, hanging households on it, closing it, and leaving with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from camp_desk.actions import household_events
from camp_desk.actions.arrivals import NoSuchHousehold
from camp_desk.actions.checks import bounded
from camp_desk.actions.household_events import Change, DestinationMissing
from camp_desk.domain.cards import written
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.ids import HouseholdId
from camp_desk.domain.manifests import Way
from camp_desk.domain.registration import Counts
from camp_desk.domain.roles import Right
from camp_desk.domain.statuses import DEPARTED, Status
from camp_desk.domain.words import N_
from camp_desk.storage import drafts, households, manifests
from camp_desk.storage.camp import Camp, Entry
from camp_desk.storage.manifests import Manifest
from camp_desk.storage.tables import Changes

LARGEST = 5_000
"""People on one manifest at most: a convoy on foot."""


class BadTotal(CampDeskError):
    """No number of people that one bus can carry."""

    message = N_("{total} is not the number of people of one bus.")
    advice = N_("Type a number from 1 to {most}, or leave it empty.")


class CountsDiffer(CampDeskError):
    """The numbers by age and sex do not add up to the total."""

    message = N_("The numbers by sex and age come to {counted}, the total to {total}.")
    advice = N_("Correct one of them, or leave the numbers by sex and age empty.")


class NoSuchManifest(CampDeskError):
    """There is no manifest of that number."""

    message = N_("This camp has no manifest {number}.")
    advice = N_("Look at the list of the day’s manifests.")


class ManifestClosed(CampDeskError):
    """Nothing is added to a closed manifest."""

    message = N_("Manifest {number} was closed on {at}.")
    advice = N_("Open a new one for those who come later.")


class DifferenceUnnamed(CampDeskError):
    """Other people were registered than were on the bus, and nobody says why."""

    message = N_("{done} of {total} people are registered.")
    advice = N_("Register the others, or say in a few words where they are.")


class NotHere(CampDeskError):
    """Who is to leave is not in the camp."""

    message = N_("The household of card {number} is not in the camp any more.")
    advice = N_("Take it off the manifest, or bring it back as active first.")


class AlreadyAboard(CampDeskError):
    """The household hangs on the manifest."""

    message = N_("The household of card {number} is on this manifest already.")
    advice = N_("Nothing needs to be done.")


class NobodyAboard(CampDeskError):
    """An empty bus does not leave."""

    message = N_("Nobody is on manifest {number} yet.")
    advice = N_("Scan the cards of those who leave first.")


class OtherWay(CampDeskError):
    """A bus that came cannot leave by the same manifest, nor one that leaves be closed."""

    message = N_("Manifest {number} goes the other way.")
    advice = N_("Close those that came; let those that leave depart.")


@dataclass(frozen=True, slots=True)
class Bus:
    """What is written down when a bus comes or is filled; no plate means on foot."""

    way: Way
    plate: str = ""
    driver: str = ""
    checkpoint: str = ""
    at: datetime | None = None
    total: int | None = None
    counts: Counts | None = None
    destination: str = ""
    status: Status = Status.DEPARTED_ONWARD


@dataclass(frozen=True, slots=True)
class Opened:
    """A manifest that was just opened."""

    changes: Changes
    id: bytes
    number: int


@dataclass(frozen=True, slots=True)
class Left:
    """Who left with a bus."""

    changes: Changes
    households: tuple[HouseholdId, ...]


def open_manifest(camp: Camp, bus: Bus) -> Opened:
    """Open a manifest; families registered at this laptop hang on one that came, from now on.

    Raises:
        BadTotal, CountsDiffer, DestinationMissing, TextTooLong: Nothing was written.
        NotAllowed: The officer does not register.
    """
    camp.require(Right.REGISTER)
    total = _total(bus)
    leaving = bus.way is Way.DEPARTURE
    if leaving and bus.status not in DEPARTED:
        raise ValueError(bus.status)
    if leaving and bus.status is Status.DEPARTED_ONWARD and not bounded(bus.destination):
        raise DestinationMissing
    id_ = camp.new_id()
    with camp.action("open-manifest") as entry:
        number = manifests.next_number(camp.db, camp.desk)
        entry.make(
            "manifest",
            id_,
            {
                "kind": bus.way.value, "number": number, "plate": bounded(bus.plate) or None,
                "driver": bounded(bus.driver) or None,
                "checkpoint": bounded(bus.checkpoint) or None,
                "at": (bus.at or camp.now()).isoformat(timespec="minutes"), "total": total,
                "counts": households.write_counts(bus.counts),
                "destination": bounded(bus.destination) or None,
                "status": bus.status.value if leaving else None, "desk": int(camp.desk),
                "officer": camp.officer.id,
            },
        )  # fmt: skip
        if not leaving:
            drafts.keep_draft(camp, manifests.CURRENT, id_)
    return Opened(entry.changes, id_, number)


def _total(bus: Bus) -> int | None:
    total = bus.total
    if bus.counts is not None:
        counted = bus.counts.total
        if total is not None and total != counted:
            raise CountsDiffer(counted=counted, total=total)
        total = counted
    if total is not None and not 1 <= total <= LARGEST:
        raise BadTotal(total=total, most=f"{LARGEST:,}")
    return total


def register_under(camp: Camp, manifest_id: bytes | None) -> None:
    """Let families that are registered at this laptop hang on an open manifest, or on none.

    Raises:
        NoSuchManifest, ManifestClosed, OtherWay: It stays as it was.
        NotAllowed: The officer does not register.
    """
    camp.require(Right.REGISTER)
    if manifest_id is not None:
        found = _open(camp, manifest_id)
        if found.way is not Way.ARRIVAL:
            raise OtherWay(number=found.number)
    drafts.keep_draft(camp, manifests.CURRENT, manifest_id or b"")


def attach(camp: Camp, manifest_id: bytes, chosen: Sequence[HouseholdId]) -> Changes:
    """Hang households on an open manifest, all of them or none.

    Raises:
        NoSuchManifest, ManifestClosed, NoSuchHousehold, AlreadyAboard, NotHere: Nothing was
            written.
        NotAllowed: The officer does not register.
    """
    camp.require(Right.REGISTER)
    with camp.action("attach-to-manifest") as entry:
        found = _open(camp, manifest_id)
        for each in dict.fromkeys(households.canonical(camp.db, each) for each in chosen):
            household = households.household(camp.db, each)
            if household is None:
                raise NoSuchHousehold(number="")
            if manifests.lines_of(camp.db, found.id, each):
                raise AlreadyAboard(number=written(household.number))
            if household.status != Status.ACTIVE:
                raise NotHere(number=written(household.number))
            _hang(camp, entry, found, each)
    return entry.changes


def hang_on_current(camp: Camp, household: HouseholdId) -> Changes:
    """Hang a family that was just registered on the manifest under which this laptop registers."""
    found = manifests.current(camp.db)
    if found is None:
        return frozenset()
    with camp.action("attach-to-manifest") as entry:
        _hang(camp, entry, found, household)
    return entry.changes


def _hang(
    camp: Camp,
    entry: Entry,
    found: Manifest,
    household: HouseholdId,
    reverses: bytes | None = None,
) -> None:
    entry.add(
        "manifest_line",
        camp.new_id(),
        {
            "manifest": found.id, "household": household,
            "at": camp.now().isoformat(timespec="seconds"), "desk": int(camp.desk),
            "officer": camp.officer.id, "reverses": reverses,
        },
    )  # fmt: skip


def detach(camp: Camp, manifest_id: bytes, household: HouseholdId) -> Changes:
    """Take a household off an open manifest.

    Raises:
        NoSuchManifest, ManifestClosed, NoSuchHousehold: Nothing was written.
        NotAllowed: The officer does not register.
    """
    camp.require(Right.REGISTER)
    with camp.action("detach-from-manifest") as entry:
        found = _open(camp, manifest_id)
        lines = manifests.lines_of(camp.db, found.id, household)
        if not lines:
            raise NoSuchHousehold(number="")
        for line in lines:
            _hang(camp, entry, found, household, line)
    return entry.changes


def close(camp: Camp, manifest_id: bytes, difference: str = "") -> Changes:
    """Close the manifest of a bus that came; a difference to its total is named.

    Raises:
        NoSuchManifest, ManifestClosed, OtherWay, DifferenceUnnamed: Nothing was written.
        NotAllowed: The officer does not register.
    """
    camp.require(Right.REGISTER)
    with camp.action("close-manifest") as entry:
        found = _open(camp, manifest_id)
        if found.way is not Way.ARRIVAL:
            raise OtherWay(number=found.number)
        why = bounded(difference)
        if found.total is not None and found.people != found.total and not why:
            raise DifferenceUnnamed(done=found.people, total=found.total)
        _close(camp, entry, found, why)
    return entry.changes


def _close(camp: Camp, entry: Entry, found: Manifest, difference: str) -> None:
    closed = camp.now().isoformat(timespec="seconds")
    entry.put("manifest", found.id, {"closed": closed, "difference": difference or None})


def depart(camp: Camp, manifest_id: bytes) -> Left:
    """Let every household of a manifest leave, in one action; the slips are printed next.

    A second person confirms each departure, as on the household's own page.

    Raises:
        NoSuchManifest, ManifestClosed, OtherWay, NobodyAboard, NotHere: Nothing was written.
        NotAllowed: The officer may not make this change.
    """
    camp.require(Right.REGISTER)
    with camp.action("depart-with-manifest") as entry:
        found = _open(camp, manifest_id)
        if found.way is not Way.DEPARTURE:
            raise OtherWay(number=found.number)
        aboard = manifests.aboard(camp.db, found.id)
        if not aboard:
            raise NobodyAboard(number=found.number)
        change = Change(found.status, destination=found.destination)
        for each in aboard:
            if each.status is not Status.ACTIVE:
                raise NotHere(number=written(each.card))
            household_events.put_status(camp, entry, each.household, change)
        _close(camp, entry, found, "")
    return Left(entry.changes, tuple(each.household for each in aboard))


def _open(camp: Camp, manifest_id: bytes) -> Manifest:
    """Return a manifest that is open.

    Raises:
        NoSuchManifest, ManifestClosed: It is not.
    """
    found = manifests.manifest(camp.db, manifest_id)
    if found is None:
        raise NoSuchManifest(number="")
    if found.closed is not None:
        raise ManifestClosed(number=found.number, at=f"{found.closed:%Y-%m-%d %H:%M}")
    return found
