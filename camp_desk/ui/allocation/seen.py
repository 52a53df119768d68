"""What the allocation tab asks of the camp."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from camp_desk.actions import hand_over
from camp_desk.actions.allocation import (
    Ask,
    Basis,
    Outlook,
    basis_of,
    list_numbered,
    outlook,
    parcels_catalogue,
    usable,
)
from camp_desk.actions.catalogues import kits
from camp_desk.actions.kit_lists import asks_ages, kind_of, plan_kit
from camp_desk.actions.relief_rules import handed_out
from camp_desk.domain.catalogue import Item, Parcel, Scale
from camp_desk.domain.ids import ListId, StoreId
from camp_desk.domain.kits import Kit
from camp_desk.domain.period import Period
from camp_desk.domain.registration import Counts
from camp_desk.storage import collectors, serving
from camp_desk.storage.camp import Camp
from camp_desk.storage.collectors import Collector
from camp_desk.storage.ration_lists import LineShown, RationList
from camp_desk.storage.serving import ItemReconciled, Served
from camp_desk.storage.stock import Store
from camp_desk.storage.tables import Changes
from camp_desk.storage.views import Views
from camp_desk.ui.allocation.plan import Wish


@dataclass(frozen=True, slots=True)
class ListSeen:
    """A list and how far it has come; of a closed one that is counted when it is shown."""

    rations: RationList
    served: Served | None = None

    @property
    def is_open(self) -> bool:
        """Tell whether something can still be handed over."""
        return self.rations.closed is None


@dataclass(frozen=True, slots=True)
class CampSeen:
    """What may be planned with, and the lists there are, the latest first."""

    today: date
    items: Mapping[str, Item]
    scales: Mapping[str, Scale]
    parcels: Mapping[str, Parcel]
    sectors: Sequence[str]
    stores: Sequence[Store]
    lists: Sequence[ListSeen]
    kits: Mapping[str, Kit] = field(default_factory=kits)
    """And items alone that lie in a store."""

    def list_of(self, value: str) -> ListSeen | None:
        """Return a list by its value on the screen."""
        return next((each for each in self.lists if each.rations.id.hex() == value), None)


@dataclass(frozen=True, slots=True)
class PlanSeen:
    """What a wish needs against what is there, and who would be fed."""

    wish: Wish
    basis: Basis
    outlook: Outlook
    people: Counts
    registered: int
    """All households of the camp."""
    uncompared: int = 0
    """Households that were not compared with the others yet."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What a card would be given, or was."""

    changes: Changes
    rations: RationList
    shown: LineShown
    collectors: tuple[Collector, ...] = ()


@dataclass(frozen=True, slots=True)
class Closed:
    """What became of a list."""

    rations: RationList
    served: Served
    items: Sequence[ItemReconciled]


def look(views: Views) -> CampSeen:
    """Return what may be planned with, and the lists."""
    items = views.items()
    lists = views.ration_lists()
    return CampSeen(
        today=views.today(),
        items=items,
        scales=views.scales(),
        parcels=parcels_catalogue(items),
        sectors=views.sectors(),
        stores=views.stores(),
        lists=[ListSeen(each, None if each.closed else views.served(each.id)) for each in lists],
        kits=_given(views, items),
    )


def _given(views: Views, items: Mapping[str, Item]) -> dict[str, Kit]:
    """Return the kits, and before them the items alone of which there are any."""
    there = {pile.item for pile in views.piles() if pile.quantity > 0}
    known, parcels = kits(), parcels_catalogue(items)
    return {
        code: each for code, each in handed_out(items).items()
        if code in known or (code in there and code not in parcels)
    }  # fmt: skip


def ask_of(wish: Wish, basis: Basis, today: date, title: str = "") -> Ask:
    """Return the distribution that a wish asks for."""
    store = StoreId(bytes.fromhex(wish.store)) if wish.store else None
    return Ask(basis, wish.first or today, wish.days, wish.sectors, store, title)


def look_ahead(wish: Wish, views: Views) -> PlanSeen:
    """Return what a wish needs against what is there.

    Raises:
        NoSuchScale, EmptyPeriod: It cannot be planned.
        NotAllowed: The officer does not plan.
    """
    items, today = views.items(), views.today()
    basis = basis_of(wish.scale, views.scales(), items)
    ask = ask_of(wish, basis, today)
    period = Period.covering(ask.first, ask.days)
    eligible = views.eligible(
        kind=kind_of(basis, period, views.ration_lists()),
        first=period.first,
        until=period.until,
        sectors=ask.sectors,
    )
    has = usable(views.piles(ask.store or views.stores()[0].id), today)
    if basis.kit:
        known = views.relief_known(today, ages=asks_ages(basis.kit))
        planned = plan_kit(basis.kit, eligible, has, known)
        eligible, seen = [each for each, _ in planned.lines], planned.outlook
    else:
        seen = outlook(ask, eligible, has, items)
    return PlanSeen(
        wish,
        basis,
        seen,
        views.population_of([each.household for each in eligible]),
        views.totals()[0],
        views.to_compare(),
    )


def look_up(number: int, untrusted_card: str, camp: Camp) -> Looked:
    """Return what a hand-over would give; on the writing thread, so that the last one counts.

    Raises:
        CampDeskError: Why there would be none.
    """
    return _looked(camp, number, hand_over.look_up(camp, number, untrusted_card))


def hand_over_to(number: int, untrusted_card: str, camp: Camp) -> Looked:
    """Hand over, and return what to give.

    Raises:
        CampDeskError: Nothing was written.
    """
    return _looked(camp, number, hand_over.hand_over(camp, number, untrusted_card))


def _looked(camp: Camp, number: int, done: hand_over.HandedOver) -> Looked:
    rations, serial = list_numbered(camp, number), done.line.serial
    shown = serving.rows(camp.db, rations.id, [serial])[serial]
    named = tuple(collectors.collectors(camp.db, done.line.household))
    return Looked(done.changes, rations, shown, named)


def count(list_: ListId, views: Views) -> Served:
    """Return how far a list has come."""
    return views.served(list_)


def look_back(list_: ListId, views: Views) -> Closed:
    """Return what became of a closed list."""
    rations = next(each for each in views.ration_lists() if each.id == list_)
    return Closed(rations, views.served(list_), views.reconciled(list_))
