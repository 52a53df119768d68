"""What an officer may look at of household items."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from camp_desk.domain.catalogue import Item
from camp_desk.domain.errors import NotAllowed
from camp_desk.domain.ids import HouseholdId
from camp_desk.domain.relief import Got, People
from camp_desk.domain.roles import Right
from camp_desk.storage import households, relief, stock
from camp_desk.storage.looking import Looking
from camp_desk.storage.relief import Held, Known, Reached
from camp_desk.storage.stock import Store


@dataclass(frozen=True, slots=True)
class ReliefPage:
    """What a household is, had and holds, and what stores have to give.

    ``there`` are usable quantities by store and item, ``periods`` the days that the camp set.
    """

    household: HouseholdId
    card: int
    people: People
    had: tuple[Got, ...]
    held: tuple[Held, ...]
    items: Mapping[str, Item]
    stores: tuple[Store, ...]
    there: Mapping[bytes, Mapping[str, int]]
    periods: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class LentOut:
    """What households hold of what was lent, and the items."""

    held: tuple[Held, ...]
    reached: tuple[Reached, ...]
    items: Mapping[str, Item]


class ReliefViews(Looking):
    """The part of Views that is about household items."""

    def relief_page(self, id_: HouseholdId, today: date) -> ReliefPage | None:
        """Return a household's items, or nothing if there is none of that id."""
        self._require_giving()
        standing = households.canonical(self._db, id_)
        found = households.household(self._db, standing)
        if found is None:
            return None
        there: dict[bytes, dict[str, int]] = {}
        for pile in stock.piles(self._db):
            if pile.quantity > 0 and (pile.expiry is None or pile.expiry >= today):
                of = there.setdefault(pile.store, {})
                of[pile.item] = of.get(pile.item, 0) + pile.quantity
        return ReliefPage(
            standing, found.number, relief.people(self._db, standing, today),
            tuple(relief.got(self._db, standing)), tuple(relief.held(self._db, standing)),
            stock.items(self._db), tuple(stock.stores(self._db)), there,
            relief.periods(self._db),
        )  # fmt: skip

    def relief_known(self, today: date, *, ages: bool) -> Known:
        """Return what a list of items is planned by."""
        self._require(Right.PLAN)
        return relief.known(self._db, today, ages=ages)

    def relief_periods(self) -> dict[str, int]:
        """Return after how many days the camp gives items again, where it set that itself."""
        return relief.periods(self._db)

    def lent_out(self, first: date, last: date) -> LentOut:
        """Return what is lent to all households, and what was given in a period."""
        self._require_giving()
        return LentOut(
            tuple(relief.held(self._db)), tuple(relief.reached(self._db, first, last)),
            stock.items(self._db),
        )  # fmt: skip

    def household_of_card(self, number: int) -> HouseholdId | None:
        """Return the household of a card number, if there is one."""
        self._require_giving()
        return households.by_number(self._db, number)

    def holds(self, id_: HouseholdId) -> tuple[tuple[Held, ...], Mapping[str, Item]]:
        """Return what a household holds of what was lent; anybody who sees its page may ask."""
        self._require(Right.SEE_NAMES)
        return tuple(relief.held(self._db, id_)), stock.items(self._db)

    def _require_giving(self) -> None:
        try:
            self._require(Right.MOVE_STOCK)
        except NotAllowed:
            self._require(Right.HAND_OVER)
