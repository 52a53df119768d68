"""What the stock tab asks of the camp, and the figures that follow from the answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from camp_desk.actions.expecting import LEAD_SETTING, SAFETY_SETTING, terms_of
from camp_desk.actions.lasting import (
    SCALE_SETTING,
    ItemLasts,
    scale_in_force,
    there,
    use_a_day,
    with_under_way,
)
from camp_desk.domain.catalogue import Item, Scale
from camp_desk.domain.ids import StoreId
from camp_desk.domain.pipeline import Expected, Terms, There, days_that_last, lasting
from camp_desk.domain.stock import Freshness, freshness
from camp_desk.storage.levels import Delivered, UnderWay
from camp_desk.storage.stock import Line, Pile, Store
from camp_desk.storage.views import Views


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
    by_item: Mapping[str, Sequence[Pile]]
    """The piles of each item, the earliest expiry first."""
    expected: Sequence[Expected] = ()
    terms: Terms = field(default_factory=Terms)
    going: Sequence[UnderWay] = ()
    """What is on its way to the store, or to all."""
    _covers: dict[str, int | None] = field(init=False, default_factory=dict)
    _near: dict[Freshness, list[Pile]] = field(init=False, default_factory=dict)
    _worst: dict[str, Freshness] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Reckon how near each lot is to its expiry and how long each item lasts, once."""
        for pile in self.piles:
            if pile.quantity > 0:
                state = freshness(pile.expiry, self.today)
                self._near.setdefault(state, []).append(pile)
                self._worst[pile.item] = max(self.worst(pile.item), state)
        for code in self.items:
            lasts = days_that_last(self.lasting(code), self.use(code), self.today)
            self._covers[code] = lasts

    @property
    def listed(self) -> list[str]:
        """Return the items to show: what was moved, what is to come, what the ration needs."""
        if not self.moved and not self.expected:
            return []
        needed = {code for code, _ in self.scale.parts} if self.scale else set()
        needed |= {each.item for each in self.expected}
        return [code for code in self.items if code in self.moved or code in needed]

    def free(self, item: str) -> int:
        """Return what lies there and is not set aside, in base units."""
        return sum(pile.quantity for pile in self.by_item.get(item, ()))

    def fresh(self, item: str) -> list[Pile]:
        """Return the lots that may be handed out, the earliest expiry first."""
        return [
            pile for pile in self.by_item.get(item, ())
            if pile.quantity > 0
            and freshness(pile.expiry, self.today) is not Freshness.EXPIRED
        ]  # fmt: skip

    def eatable(self, item: str) -> There:
        """Return what can still be eaten: lots not expired, and what waits to be handed over."""
        return there(self.by_item.get(item, ()), item, self.waiting.get(item, 0), self.today)

    def lasting(self, item: str) -> There:
        """Return what can still be eaten with what is on its way."""
        return with_under_way(self.eatable(item), self.going, item, self.today)

    def there(self, item: str) -> int:
        """Return how much can still be eaten, in base units."""
        return self.eatable(item).quantity

    def use(self, item: str) -> int:
        """Return the planned use a day in thousandths of a base unit."""
        return use_a_day(self.scale, self.persons, item)

    def cover(self, item: str) -> int | None:
        """Return for how many days it lasts with what is on its way; None if nothing is used."""
        return self._covers[item]

    def lasts(self, code: str) -> ItemLasts:
        """Return how long an item lasts with what is expected."""
        item, eaten, use = self.items[code], self.lasting(code), self.use(code)
        here = self.there(code)
        coming = tuple(each for each in self.expected if each.item == code)
        ahead = lasting(eaten, coming, use, self.today, terms=self.terms, pack=item.pack_size)
        return ItemLasts(
            item, self.today, self.persons, use, self.free(code), here, coming,
            self.terms, ahead, eaten.quantity - here,
        )  # fmt: skip

    def near(self, state: Freshness) -> list[Pile]:
        """Return the lots on hand that are just so near to their expiry."""
        return self._near.get(state, [])

    def worst(self, item: str) -> Freshness:
        """Return how near to its expiry the nearest lot on hand of an item is."""
        return self._worst.get(item, Freshness.KEEPS)

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
    piles, by_item = views.piles(store), defaultdict[str, list[Pile]](list)
    for pile in piles:
        by_item[pile.item].append(pile)
    items = views.items()
    return Seen(
        today=views.today(),
        stores=views.stores(),
        items=items,
        piles=piles,
        waiting=views.waiting(store),
        moved=views.books.moved(),
        persons=views.totals()[1],
        scale=scale_in_force(views.ration_lists(), views.scales(), views.setting(SCALE_SETTING)),
        delivery=views.latest_delivery(),
        by_item=by_item,
        expected=[each for each in views.expected() if each.item in items],
        terms=terms_of(views.setting(LEAD_SETTING), views.setting(SAFETY_SETTING)),
        going=views.between_stores(store),
    )


def look_at(item: str, store: StoreId | None, views: Views) -> ItemSeen:
    """Return how an item moved in a store, or in all."""
    return ItemSeen(item, views.ledger(item), views.levels(item, store))
