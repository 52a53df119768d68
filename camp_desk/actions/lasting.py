"""How long each item lasts for the people now in the camp and the ration in force."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from camp_desk.actions.expecting import LEAD_SETTING, SAFETY_SETTING, terms_of
from camp_desk.domain.catalogue import Item, Scale
from camp_desk.domain.pipeline import Expected, Lasting, Terms, There, lasting
from camp_desk.domain.roles import Right
from camp_desk.storage import expected, households, levels, ration_lists, stock
from camp_desk.storage.camp import Camp
from camp_desk.storage.levels import UnderWay
from camp_desk.storage.ration_lists import RationList
from camp_desk.storage.stock import Pile

SCALE_SETTING = "planning-scale"
"""The setting that names the ration in force until a list says otherwise."""

REFERENCE = "IRQ-REF2100"

LOW, SHORT = 14, 7
"""Days of cover under which an item is low, and under which it runs out."""


@dataclass(frozen=True, slots=True)
class ItemLasts:
    """One item: what lies there, who eats from it, what is to come, and how long all that lasts.

    ``use`` is a day's, in thousandths of a base unit; everything else in base units.  What is
    ``under_way`` between stores lasts as well, and is not ``there``.
    """

    item: Item
    today: date
    persons: int
    use: int
    free: int
    there: int
    expected: tuple[Expected, ...]
    terms: Terms
    lasting: Lasting
    under_way: int = 0


def scale_in_force(
    lists: Sequence[RationList], scales: Mapping[str, Scale], planned: object
) -> Scale | None:
    """Return the scale of the latest food list, else the one planned with, else the reference."""
    codes = [each.scale for each in lists if each.kind == "food"]
    codes += [str(planned or REFERENCE), REFERENCE]
    return next((scales[code] for code in codes if code in scales), None)


def use_a_day(scale: Scale | None, persons: int, item: str) -> int:
    """Return what so many people use of an item a day, in thousandths of a base unit."""
    return persons * dict(scale.parts).get(item, 0) if scale else 0


def there(piles: Sequence[Pile], item: str, waiting: int, today: date) -> There:
    """Return what can be eaten of an item: lots not expired, and what waits on open lists."""
    lots = tuple(
        (pile.quantity, pile.expiry)
        for pile in piles
        if pile.item == item and pile.quantity > 0
        and (pile.expiry is None or pile.expiry >= today)
    )  # fmt: skip
    return There(lots, waiting)


def with_under_way(there: There, going: Sequence[UnderWay], item: str, today: date) -> There:
    """Return what can be eaten of an item with what is on its way to the stores."""
    coming = tuple(
        (each.quantity, each.expiry)
        for each in going
        if each.item == item and (each.expiry is None or each.expiry >= today)
    )
    return There((*there.lots, *coming), there.aside)


def look(camp: Camp) -> list[ItemLasts]:
    """Return every item that was ever moved, is expected, or belongs to the ration.

    Raises:
        NotAllowed: The officer does not see the stock.
    """
    camp.require(Right.SEE_STOCK)
    db, today = camp.db, camp.today()
    scale = scale_in_force(ration_lists.lists(db), stock.scales(db), camp.setting(SCALE_SETTING))
    terms = terms_of(camp.setting(LEAD_SETTING), camp.setting(SAFETY_SETTING))
    persons = households.totals(db)[1]
    piles, waiting, coming = stock.piles(db), levels.waiting(db), expected.expected(db)
    going = levels.under_way(db)
    shown = {each.item.code for each in stock.on_hand(db)} | {each.item for each in coming}
    shown |= {code for code, _ in scale.parts} if scale else set()
    found = []
    for code, item in stock.items(db).items():
        if code not in shown:
            continue
        here = there(piles, code, waiting.get(code, 0), today)
        eaten = with_under_way(here, going, code, today)
        use = use_a_day(scale, persons, code)
        of_item = tuple(each for each in coming if each.item == code)
        found.append(
            ItemLasts(
                item, today, persons, use,
                free=sum(pile.quantity for pile in piles if pile.item == code),
                there=here.quantity,
                expected=of_item,
                terms=terms,
                lasting=lasting(eaten, of_item, use, today, terms=terms, pack=item.pack_size),
                under_way=eaten.quantity - here.quantity,
            )
        )  # fmt: skip
    return found
