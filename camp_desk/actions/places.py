"""Places: declaring shelters, blocking them, and moving households between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b

from camp_desk.actions.arrivals import NoSuchHousehold
from camp_desk.actions.checks import LONGEST_REMARK, bounded
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.ids import HouseholdId
from camp_desk.domain.progress import Report, silent
from camp_desk.domain.registration import Place
from camp_desk.domain.roles import Right
from camp_desk.domain.shelters import (
    PERSONS_PER_SHELTER,
    Shelter,
    State,
    TooManyAtOnce,
    codes,
    key,
    place_id,
    said,
    tidy,
)
from camp_desk.domain.words import N_
from camp_desk.storage import households, places
from camp_desk.storage.camp import Camp
from camp_desk.storage.tables import Changes, Topic

PERSONS_SETTING = "persons-per-shelter"
"""The setting of how many people a shelter holds where nothing else is typed."""

_MOST_AT_ONCE = 5_000
_LARGEST = 10_000
_LONGEST_CODE = 12


class NoSuchPlace(CampDeskError):
    """The shelter is neither declared nor lived in."""

    message = N_("There is no shelter {place} in the plan.")
    advice = N_("Add it first, or check sector, block and shelter.")


class NoShelterNamed(CampDeskError):
    """Sector or shelter is missing."""

    message = N_("Sector or shelter is missing.")
    advice = N_("Type both, such as C / 1 / 02.")


class BadCapacity(CampDeskError):
    """No shelter holds so many."""

    message = N_("A shelter cannot hold that many people.")
    advice = N_("Type a number from 1 to {most}.")


class NoReason(CampDeskError):
    """A shelter is blocked without a reason."""

    message = N_("The reason is missing.")
    advice = N_("Type in a few words why nobody may live there.")


class PlaceIsBlocked(CampDeskError):
    """Nobody may be moved into a blocked shelter."""

    message = N_("Shelter {place} is blocked: {note}.")
    advice = N_("Choose another one, or open it again first.")


class NobodyChosen(CampDeskError):
    """Nobody is to be moved or noted."""

    message = N_("No household is chosen.")
    advice = N_("Choose at least one.")


@dataclass(frozen=True, slots=True)
class Added:
    """Shelters just declared; those that stood in the plan already were left as they are."""

    changes: Changes
    added: int
    known: int


@dataclass(frozen=True, slots=True)
class Moved:
    """Households that were moved: where from, by household, and the shelter they are in now.

    ``over`` is how many people more than its capacity live there then.
    """

    changes: Changes
    to: Place
    earlier: tuple[tuple[HouseholdId, Place], ...]
    over: int = 0


def persons_per_shelter(camp: Camp) -> int:
    """Return how many people a shelter of this camp holds by default."""
    value = camp.setting(PERSONS_SETTING, PERSONS_PER_SHELTER)
    return value if isinstance(value, int) and 0 < value <= _LARGEST else PERSONS_PER_SHELTER


def set_persons_per_shelter(camp: Camp, persons: int) -> Changes:
    """Set how many people a shelter holds where nothing else is typed.

    Raises:
        BadCapacity: No shelter holds so many.
        NotAllowed: The officer does not manage the camp.
    """
    camp.require(Right.MANAGE)
    _check_capacity(persons)
    with camp.action("set-persons-per-shelter") as entry:
        entry.put("setting", PERSONS_SETTING, {"value": persons})
    return entry.changes


def add(
    camp: Camp,
    untrusted_sector: str,
    untrusted_blocks: str,
    untrusted_shelters: str,
    *,
    capacity: int = 0,
    state: State = State.OPEN,
) -> Added:
    """Declare shelters, one or a whole sector of blocks, in one action.

    Args:
        camp: Where.
        untrusted_sector: One code.
        untrusted_blocks: One, several or a run such as 1-6; "" for a sector without blocks.
        untrusted_shelters: One, several or a run such as 01-24, the same in each block.
        capacity: People in each; 0 for the camp's default.
        state: Open, or a staging area.

    Raises:
        NoShelterNamed, BadRun, TooManyAtOnce, BadCapacity, TextTooLong: Nothing was written.
        NotAllowed: The officer does not register.
    """
    camp.require(Right.REGISTER)
    capacity = capacity or persons_per_shelter(camp)
    _check_capacity(capacity)
    sector = bounded(tidy(untrusted_sector), _LONGEST_CODE)
    if not sector or not untrusted_shelters.strip():
        raise NoShelterNamed
    blocks = codes(untrusted_blocks) if untrusted_blocks.strip() else ("",)
    shelters = codes(untrusted_shelters)
    number = len(blocks) * len(shelters)
    if number > _MOST_AT_ONCE:
        raise TooManyAtOnce(n=number, most=_MOST_AT_ONCE)
    for code in (*blocks, *shelters):
        bounded(code, _LONGEST_CODE)
    with camp.action("add-places") as entry:
        known = {key(each.place) for each in places.declared(camp.db)}
        new = [
            place
            for place in (Place(sector, block, each) for block in blocks for each in shelters)
            if key(place) not in known
        ]
        for place in new:
            entry.make(
                "place",
                place_id(place),
                {
                    "sector": place.sector,
                    "block": place.block or None,
                    "shelter": place.shelter,
                    "capacity": capacity,
                    "state": state.value,
                },
            )
    return Added(entry.changes, len(new), number - len(new))


def set_capacity(camp: Camp, place: Place, capacity: int) -> Changes:
    """Change how many people a shelter holds; one that was only lived in is declared by it.

    Raises:
        NoSuchPlace, NoShelterNamed, BadCapacity: Nothing was written.
        NotAllowed: The officer does not register.
    """
    camp.require(Right.REGISTER)
    _check_capacity(capacity)
    return _put(camp, "set-capacity", place, capacity=capacity)


def block(camp: Camp, place: Place, untrusted_reason: str) -> Changes:
    """Block a shelter: nobody is suggested or moved into it any more.

    Raises:
        NoReason, NoSuchPlace, NoShelterNamed, TextTooLong: Nothing was written.
        NotAllowed: The officer does not register.
    """
    camp.require(Right.REGISTER)
    reason = bounded(untrusted_reason, LONGEST_REMARK)
    if not reason:
        raise NoReason
    return _put(camp, "block-place", place, state=State.BLOCKED.value, note=reason)


def open_again(camp: Camp, place: Place, *, staging: bool = False) -> Changes:
    """Let people into a shelter again, or make it a staging area.

    Raises:
        NoSuchPlace, NoShelterNamed: Nothing was written.
        NotAllowed: The officer does not register.
    """
    camp.require(Right.REGISTER)
    state = State.STAGING if staging else State.OPEN
    return _put(camp, "open-place", place, state=state.value, note=None)


def move(
    camp: Camp, chosen: Sequence[HouseholdId], untrusted_place: Place, report: Report = silent
) -> Moved:
    """Move households to a shelter or to a staging area: one batch, one action for each.

    That it holds fewer is said and not refused: where nobody else has room, people move together.

    Raises:
        NobodyChosen, NoSuchPlace, NoShelterNamed, PlaceIsBlocked, NoSuchHousehold: Nothing was
            written.
        Whatever ``report`` raises to stop the work: nothing was written.
        NotAllowed: The officer does not register.
    """
    camp.require(Right.REGISTER)
    if not chosen:
        raise NobodyChosen
    with camp.transaction():
        target = _declared(camp, untrusted_place)
        if target.state is State.BLOCKED:
            raise PlaceIsBlocked(place=said(target.place), note=target.note)
        asked = list(dict.fromkeys(chosen))
        found = places.of_households(camp.db, asked)
        if len(found) != len(asked):
            raise NoSuchHousehold(number="")
        earlier = tuple((each.household, each.place) for each in found)
        changes = _put_places(camp, [(each, target.place) for each, _ in earlier], report)
        over = 0
        if target.state is State.OPEN:
            over = max(0, places.persons_in(camp.db, target.place) - (target.capacity or 0))
    return Moved(changes, target.place, earlier, over)


def move_back(camp: Camp, moved: Moved, report: Report = silent) -> Moved:
    """Take a move back: those who are still where it put them go where they were before.

    Raises:
        Whatever ``report`` raises to stop the work: nothing was written.
        NotAllowed: The officer does not register.
    """
    camp.require(Right.REGISTER)
    with camp.transaction():
        now = {
            each.household: each.place
            for each in places.of_households(camp.db, [id_ for id_, _ in moved.earlier])
        }
        back = [(id_, before) for id_, before in moved.earlier if now.get(id_) == moved.to]
        changes = _put_places(camp, back, report)
    return replace(moved, changes=changes, earlier=tuple(back), over=0)


def note_presence(camp: Camp, chosen: Sequence[HouseholdId], untrusted_how: str = "met") -> Changes:
    """Note that households were met in the camp today.

    Raises:
        NobodyChosen, NoSuchHousehold, TextTooLong: Nothing was written.
        NotAllowed: The officer does not register.
    """
    camp.require(Right.REGISTER)
    if not chosen:
        raise NobodyChosen
    how, day = bounded(untrusted_how), camp.today().isoformat()
    with camp.action("note-presence") as entry:
        for household in dict.fromkeys(chosen):
            if households.household(camp.db, household) is None:
                raise NoSuchHousehold(number="")
            id_ = blake2b(household + day.encode() + how.encode(), digest_size=16).digest()
            if not places.is_noted(camp.db, id_):
                entry.add("presence", id_, {"household": household, "day": day, "how": how})
    return entry.changes


def _check_capacity(capacity: int) -> None:
    if not 0 < capacity <= _LARGEST:
        raise BadCapacity(most=_LARGEST)


def _declared(camp: Camp, untrusted_place: Place) -> Shelter:
    """Return a declared shelter.

    Raises:
        NoShelterNamed, NoSuchPlace: There is none.
    """
    if not (untrusted_place.sector and untrusted_place.shelter):
        raise NoShelterNamed
    found = places.declared_at(camp.db, untrusted_place)
    if found is None:
        raise NoSuchPlace(place=said(untrusted_place))
    return found


def _put(camp: Camp, kind: str, place: Place, **fields: str | int | None) -> Changes:
    with camp.action(kind) as entry:
        try:
            _declared(camp, place)
        except NoSuchPlace:
            if not places.persons_in(camp.db, place):
                raise
            new = {
                "sector": tidy(place.sector),
                "block": tidy(place.block) or None,
                "shelter": tidy(place.shelter),
                "capacity": persons_per_shelter(camp),
                "state": State.OPEN.value,
            }
            entry.make("place", place_id(place), {**new, **fields})
        else:
            entry.put("place", place_id(place), fields)
    return entry.changes


def _put_places(camp: Camp, to: Sequence[tuple[HouseholdId, Place]], report: Report) -> Changes:
    changes: Changes = frozenset()
    batch = camp.new_id()
    for n, (household, place) in enumerate(to):
        report(n, len(to))
        with camp.action("move-household", batch) as entry:
            entry.put(
                "household",
                household,
                {
                    "sector": place.sector or None,
                    "block": place.block or None,
                    "shelter": place.shelter or None,
                },
            )
        changes |= entry.changes
    return changes | ({Topic.PLACES} if changes else frozenset())
