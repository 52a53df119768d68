"""Papers that are entered late: what left before it came is said before it is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import partial

from camp_desk.actions.stock import Posted
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.ids import LotId, StoreId
from camp_desk.domain.quantities import Amount
from camp_desk.domain.words import N_
from camp_desk.storage import stock
from camp_desk.storage.camp import Camp, Entry


class BelowThen(CampDeskError):
    """The books would be below zero on a day that is over; a warning, not a refusal.

    Papers come late and out of order: the one with which the goods came may be the next.
    """

    message = N_(
        "On {day} the books have only {there} of {item}, lot {lot}, and {asked} would leave: look"
        " at the day, or whether a paper is missing."
    )


def careful(write: Callable[[Camp], Posted], camp: Camp) -> Posted:
    """Write a document that leaves no past day below zero.

    Raises:
        BelowThen: It would; nothing was written, and ``write`` alone writes it all the same.
    """
    with camp.reviewed(partial(_look_back, camp)):
        return write(camp)


def _look_back(camp: Camp, entry: Entry) -> None:
    for (day, store, lot), asked in _taken(camp, entry).items():
        below = stock.first_below(camp.db, store, lot, day, asked) if asked > 0 else None
        if below is not None:
            then, there = below
            item = stock.items(camp.db)[stock.item_of(camp.db, lot)]
            raise BelowThen(
                day=then, there=Amount(max(0, there), item.unit), item=item,
                lot=stock.lot_of(camp.db, lot).label or "–", asked=Amount(asked, item.unit),
            )  # fmt: skip


def _taken(camp: Camp, entry: Entry) -> Counter[tuple[str, bytes, LotId]]:
    """Return what an entry takes out of stores on days that are over."""
    today, stores = camp.today().isoformat(), {each.id for each in stock.stores(camp.db)}
    days = {row.id: str(row.fields["day"]) for row in entry.rows if row.table == "document"}
    taken: Counter[tuple[str, bytes, LotId]] = Counter()
    for row in entry.rows:
        if row.table != "movement":
            continue
        document, store, lot = (row.fields[name] for name in ("document", "store", "lot"))
        quantity = row.fields["quantity"]
        if not (isinstance(document, bytes) and isinstance(lot, bytes)):
            continue
        day = days.get(document, today)
        if day < today and store in stores and isinstance(quantity, int):
            taken[day, StoreId(store), LotId(lot)] -= quantity
    return taken
