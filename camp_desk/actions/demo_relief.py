"""Household items of a demonstration: some in the store, a few given, heaters lent."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta

from camp_desk.actions import giving, stock
from camp_desk.actions.giving import Giving
from camp_desk.actions.leaving import Leaving, Out
from camp_desk.domain.ids import HouseholdId, StoreId
from camp_desk.domain.stock import NotEnough
from camp_desk.storage import households, members
from camp_desk.storage.camp import Camp

_ITEMS = {
    "BLANKET-HIGH": 4.0, "MATTRESS": 4.0, "CARPET": 1.0, "PLASTIC-SHEET": 1.2, "HEATER": 0.4,
    "HYGIENE-KIT": 1.5,
}  # fmt: skip
"""How many there are for each household."""
_GIVEN, _LENT = 3, 4
_COUNTED_AGO, _LENT_AGO = 12, 10
"""Days ago on which the items were counted, and the heaters lent."""
_DUE_FIRST, _DUE_EACH = -5, 30
"""Days from today on which the first heater is due, and how much later each next one."""


def give_some(camp: Camp, cards: Sequence[int]) -> None:
    """Count items into the store, give a winter kit to some families, and lend heaters."""
    store = stock.store_named(camp)
    lines = tuple(
        stock.Came(item, max(10, round(len(cards) * share)), donor="UNHCR")
        for item, share in _ITEMS.items()
    )
    counted, lent = (camp.today() - timedelta(days=ago) for ago in (_COUNTED_AGO, _LENT_AGO))
    stock.count_opening(camp, stock.Delivery(store, lines, counted))
    active = [
        each for each in (households.by_number(camp.db, card) for card in cards)
        if each is not None and members.household_status(camp.db, each) == "ACTIVE"
    ]  # fmt: skip
    for household in active[:_GIVEN]:
        _give_kit(camp, household, store)
    for n, household in enumerate(active[:_LENT]):
        due = camp.today() + timedelta(days=_DUE_FIRST + n * _DUE_EACH)
        heater = Leaving(store, (Out("HEATER", 1),))
        giving.lend(camp, Giving(household, heater, day=lent), due)


def _give_kit(camp: Camp, household: HouseholdId, store: StoreId) -> None:
    kit = "IRQ-WIN-BASIC"
    _, lines = giving.open_for(camp, household, kit=kit)
    out = tuple(Out(each.rule.item, each.quantity) for each in lines if each.quantity)
    with suppress(NotEnough):  # of a very small camp
        giving.give(camp, Giving(household, Leaving(store, out), kit))
