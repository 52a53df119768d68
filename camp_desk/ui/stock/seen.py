"""What the stock tab asks of the camp, and the figures that follow from the answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from camp_desk.domain.catalogue import Item, Scale
from camp_desk.domain.ids import StoreId
from camp_desk.domain.stock import Freshness, days_of_cover, freshness
from camp_desk.storage.levels import Delivered
from camp_desk.storage.stock import Line, Pile, Store
from camp_desk.storage.views import Views

SETTING = "planning-scale"
"""The setting that names the ration in force until a list says otherwise."""

REFERENCE = "IRQ-REF2100"

LOW, SHORT = 14, 7
"""Days of cover under which an item is low, and under which it runs out."""

ASKED_DAYS = 30
"""Days for which goods are asked for: the usual cycle of a general distribution (WFP)."""


@dataclass(frozen=True, slots=True)
class Seen:
    """The stock of one store or of all, and who eats from it."""

    today: date
    stores: Sequence[Store]
    items: Mapping[str, Item]
    piles: Sequence[Pile]
    waiting: Mapping[str, int]
    """What is set aside for open lists and was not handed over yet."""
    moved: Sequence[str]
    """Every item that ever lay in the camp, in the catalogue's order."""
    persons: int
    scale: Scale | None
    delivery: Delivered | None

    @property
    def listed(self) -> list[str]:
        """Return the items to show: what was ever moved, and what the ration needs."""
        if not self.moved:
            return []
        needed = {code for code, _ in self.scale.parts} if self.scale else set()
        return [code for code in self.items if code in self.moved or code in needed]

    def free(self, item: str) -> int:
        """Return what lies there and is not set aside, in base units."""
        return sum(pile.quantity for pile in self.piles if pile.item == item)

    def fresh(self, item: str) -> list[Pile]:
        """Return the lots that may be handed out, the earliest expiry first."""
        return [
            pile for pile in self.piles
            if pile.item == item and pile.quantity > 0
            and freshness(pile.expiry, self.today) is not Freshness.EXPIRED
        ]  # fmt: skip

    def there(self, item: str) -> int:
        """Return what can still be eaten: lots not expired, and what waits to be handed over."""
        usable = sum(pile.quantity for pile in self.fresh(item))
        return usable + self.waiting.get(item, 0)

    def use(self, item: str) -> int:
        """Return the planned use a day in thousandths of a base unit."""
        parts = dict(self.scale.parts) if self.scale else {}
        return self.persons * parts.get(item, 0)

    def cover(self, item: str) -> int | None:
        """Return for how many days the item lasts; None where nothing is used."""
        return days_of_cover(self.there(item), self.use(item))

    def near(self, state: Freshness) -> list[Pile]:
        """Return the lots on hand that are just so near to their expiry."""
        return [
            pile for pile in self.piles
            if pile.quantity > 0 and freshness(pile.expiry, self.today) is state
        ]  # fmt: skip

    def left_over(self, item: str) -> tuple[Pile, int] | None:
        """Return the first lot that expires before it can be used, and how much of it will."""
        use, before = self.use(item), self.waiting.get(item, 0)
        for pile in self.fresh(item):
            before += pile.quantity
            if pile.expiry is None:
                continue
            eaten = use * ((pile.expiry - self.today).days + 1) // 1000
            if use and before > eaten:
                return pile, min(pile.quantity, before - eaten)
        return None


@dataclass(frozen=True, slots=True)
class ItemSeen:
    """How one item moved."""

    item: str
    ledger: Sequence[Line]
    levels: Sequence[tuple[date, int]]


def look(store: StoreId | None, views: Views) -> Seen:
    """Return the stock of a store, or of all."""
    lists, scales = views.ration_lists(), views.scales()
    codes = [each.scale for each in lists if each.kind == "food"]
    codes += [str(views.setting(SETTING, REFERENCE)), REFERENCE]
    return Seen(
        today=views.today(),
        stores=views.stores(),
        items=views.items(),
        piles=views.piles(store),
        waiting=views.waiting(store),
        moved=[each.item.code for each in views.on_hand()],
        persons=views.totals()[1],
        scale=next((scales[code] for code in codes if code in scales), None),
        delivery=views.latest_delivery(),
    )


def look_at(item: str, store: StoreId | None, views: Views) -> ItemSeen:
    """Return how an item moved in a store, or in all."""
    return ItemSeen(item, views.ledger(item), views.levels(item, store))
