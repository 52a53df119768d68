"""Goods that are being counted stay where they are until the count is posted or abandoned."""

from __future__ import annotations

from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.ids import LotId
from camp_desk.domain.stores import StoreName
from camp_desk.domain.words import N_
from camp_desk.storage import counts, stock
from camp_desk.storage.camp import Camp, Entry


class BeingCounted(CampDeskError):
    """A movement of goods that somebody is counting."""

    message = N_("{item} in {store} is being counted ({number}), so nothing moves there.")
    advice = N_("Finish the count or abandon it, then record this.")


def refuse_if_counted(camp: Camp, entry: Entry, store: bytes, lot: LotId) -> None:
    """Do nothing unless a pile is frozen by a count.

    Args:
        camp: Where.
        entry: What is being written: it may hold a lot that is new.
        store: The store, or the list that goods are set aside for: that is never counted.
        lot: The lot, known or new.

    Raises:
        BeingCounted: It is frozen.
    """
    frozen = counts.frozen(camp.db, store)
    if not frozen:
        return
    item = str(entry.added("lot", lot).get("item") or stock.item_of(camp.db, lot))
    for count in frozen:
        if count.covers(item):
            known = stock.items(camp.db)
            raise BeingCounted(
                item=known.get(item, item), store=StoreName(count.store_name), number=count.number
            )
