"""All that is known of one household, as its page shows it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from camp_desk.domain.catalogue import Item
from camp_desk.domain.events import EventKind
from camp_desk.domain.ids import HouseholdId, PersonId
from camp_desk.domain.relief import Got
from camp_desk.domain.statuses import Status, status_of
from camp_desk.storage import collectors, events, households, members, needs, relief, stock
from camp_desk.storage.collectors import Collector
from camp_desk.storage.driver import Database
from camp_desk.storage.events import Event, Received, Registered
from camp_desk.storage.households import Household
from camp_desk.storage.members import Kept


@dataclass(frozen=True, slots=True)
class HouseholdPage:
    """A household with everybody who is or was in it, and its history, the latest first.

    ``joined`` are the card numbers of households that were joined with it, ``issues`` the further
    issues of its card with their reasons, ``marked`` who has a specific need: never which.
    """

    household: Household
    status: Status
    people: tuple[Kept, ...]
    history: tuple[Event, ...]
    registered: Registered | None
    received: tuple[Received, ...]
    issues: tuple[tuple[int, str], ...]
    collectors: tuple[Collector, ...]
    joined: tuple[int, ...]
    marked: frozenset[PersonId] = frozenset()
    items: tuple[tuple[Got, Item], ...] = ()
    """What the household was given or lent, or collected on a list of items."""

    @property
    def head(self) -> Kept | None:
        """Return who speaks for the household, if anybody is there."""
        return members.head_of(list(self.people))


def page(db: Database, id_: HouseholdId) -> HouseholdPage | None:
    """Return a household's page, or nothing if there is none of that id."""
    household = households.household(db, id_)
    if household is None:
        return None
    people = tuple(members.shown(db, household.id))
    anonymous = household.registration.anonymous
    others = (households.household(db, each) for each in households.same_as(db, id_))
    return HouseholdPage(
        household=household,
        status=status_of(household.status),
        people=people,
        history=_history(db, household),
        registered=events.registered(db, id_),
        received=tuple(events.received(db, id_)),
        issues=tuple(events.issues(db, id_)),
        collectors=() if anonymous else tuple(collectors.collectors(db, id_)),
        joined=tuple(each.number for each in others if each and each.id != id_),
        marked=needs.marked(db, [each.id for each in people]),
        items=_items(db, id_),
    )


def _items(db: Database, household: HouseholdId) -> tuple[tuple[Got, Item], ...]:
    had = relief.got(db, household)
    known = stock.items(db) if had else {}
    return tuple(
        (each, known[each.item]) for each in had if each.item in known and not each.carried
    )


def _history(db: Database, household: Household) -> tuple[Event, ...]:
    """Return what happened; of who refused, without the names of collectors."""
    told = events.history(db, household.id)
    if not household.registration.anonymous:
        return tuple(told)
    return tuple(
        replace(each, note="–") if each.is_a(EventKind.COLLECTOR) and each.note else each
        for each in told
    )
