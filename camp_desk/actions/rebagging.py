"""Rebagging: a lot is opened and put into other bags; sweepings and loss leave the books."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from camp_desk.actions.checks import LONGEST_REMARK, bounded
from camp_desk.actions.lots import add_lot, as_known
from camp_desk.actions.stock import (
    Kind,
    LessThere,
    Posted,
    check_store,
    move,
    note_check,
    post,
)
from camp_desk.domain.ids import LotId, StoreId
from camp_desk.domain.quantities import Amount
from camp_desk.domain.receipts import Checked, Rebagged
from camp_desk.domain.roles import Right
from camp_desk.domain.stock import Lot
from camp_desk.storage import documents, stock
from camp_desk.storage.camp import Camp

REASON = "REPACK"
"""The reason under which sweepings and loss are written off."""


@dataclass(frozen=True, slots=True)
class Rebag:
    """What is opened and what comes of it; ``pack`` is what a new bag holds, 0 as before."""

    store: StoreId
    lot: LotId
    weighed: Rebagged
    pack: int = 0
    day: date | None = None
    remarks: str = ""


def rebag(camp: Camp, what: Rebag) -> Posted:
    """Write a rebagging record; label, expiry, donor and consignment stay on the new bags.

    Raises:
        LessThere, NoSuchStore, TextTooLong: Nothing was written.
        NotAllowed: The officer does not move stock.
    """
    camp.require(Right.MOVE_STOCK)
    weighed, store = what.weighed, what.store
    with camp.action("rebag") as entry:
        check_store(camp, store)
        there = stock.balance(camp.db, store, what.lot)
        if there < weighed.before:
            _too_little(camp, what, there)
        before = stock.lot_of(camp.db, what.lot)
        after = as_known(camp, replace(before, pack=_new_pack(camp, before, what.pack)))
        add_lot(camp, entry, after, documents.produced(camp.db, what.lot))
        day = what.day.isoformat() if what.day else None
        remarks = bounded(what.remarks, LONGEST_REMARK) or None
        document, number = post(camp, entry, Kind.REBAGGED, store=store, day=day, remarks=remarks)
        seen = Checked(weighed.before, weighed.after, weighed.sweepings)
        note_check(camp, entry, document, after.id, seen)
        if weighed.after:
            move(camp, entry, document, what.lot, store, -weighed.after)
            move(camp, entry, document, after.id, store, weighed.after)
        if weighed.written_off:
            lost, _ = post(
                camp, entry, Kind.LOSS, store=store, about=document, reason=REASON, day=day,
                reference=number,
            )  # fmt: skip
            move(camp, entry, lost, what.lot, store, -weighed.written_off)
    return Posted(entry.changes, document, number)


def _new_pack(camp: Camp, before: Lot, said: int) -> int:
    """Return what a new bag holds, as it stands on the lot: nothing where it is the item's own.

    Else two piles of one label and one kind of bag would lie there, and nobody could say which.
    """
    usual = stock.item(camp.db, before.item).pack_size
    if said in {0, before.pack or usual}:
        return before.pack
    return 0 if said == usual else said


def _too_little(camp: Camp, what: Rebag, there: int) -> None:
    item = stock.items(camp.db)
    if not stock.lot_is_known(camp.db, what.lot):
        raise LessThere(item="–", there=0, asked=what.weighed.before)
    of = item[stock.item_of(camp.db, what.lot)]
    raise LessThere(
        item=of, there=Amount(there, of.unit), asked=Amount(what.weighed.before, of.unit)
    )
