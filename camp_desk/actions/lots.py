"""Lots of what comes: the same goods are one lot, whichever desk wrote them down first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from camp_desk.actions.checks import bounded
from camp_desk.domain.ids import LotId
from camp_desk.domain.stock import Lot
from camp_desk.storage import stock
from camp_desk.storage.camp import Camp, Entry

if TYPE_CHECKING:
    from camp_desk.actions.stock import Came


def lot_of(camp: Camp, entry: Entry, line: Came) -> LotId:
    """Return the lot of a line, added to the entry if such goods never came before.

    A density and a pack that are the item's own say nothing about the lot.
    """
    item = stock.item(camp.db, line.item)
    density = 0 if line.grams_per_litre == item.grams_per_litre else line.grams_per_litre
    pack = 0 if line.pack == item.pack_size else line.pack
    lot = Lot(
        line.item, bounded(line.label), line.expiry, bounded(line.donor), pack,
        bounded(line.consignment), density,
    )  # fmt: skip
    lot = as_known(camp, lot)
    add_lot(camp, entry, lot, line.produced)
    return lot.id


def as_known(camp: Camp, lot: Lot) -> Lot:
    """Return the pile that these goods lie on already: the item's own pack said is no other one."""
    own = stock.item(camp.db, lot.item).pack_size
    if lot.pack not in {0, own} or stock.lot_is_known(camp.db, lot.id):
        return lot
    other = replace(lot, pack=own if lot.pack == 0 else 0)
    return other if stock.lot_is_known(camp.db, other.id) else lot


def add_lot(camp: Camp, entry: Entry, lot: Lot, produced: date | None = None) -> None:
    """Add a lot to an entry if such goods never came before."""
    if not stock.lot_is_known(camp.db, lot.id):
        entry.add(
            "lot",
            lot.id,
            {
                "item": lot.item,
                "label": lot.label or None,
                "expiry": lot.expiry.isoformat() if lot.expiry else None,
                "donor": lot.donor or None,
                "pack_size": lot.pack or None,
                "produced": produced.isoformat() if produced else None,
                "consignment": lot.consignment or None,
                "grams_per_litre": lot.grams_per_litre or None,
            },
        )
