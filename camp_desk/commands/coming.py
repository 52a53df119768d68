"""What is typed of goods that come: how much was good, in whose bags, and of which lot."""

from __future__ import annotations

import argparse
from dataclasses import replace
from typing import TYPE_CHECKING

from camp_desk.commands.document_lines import (
    UnreadableLine,
    document_named,
    item_of,
    parts_of,
    quantity_of,
)
from camp_desk.commands.job import day_of
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.words import N_

if TYPE_CHECKING:
    from camp_desk.actions.stock import Came
    from camp_desk.domain.catalogue import Item
    from camp_desk.domain.stock import Lot
    from camp_desk.storage.camp import Camp

_HEAVIEST = 3000
"""Grams in a litre: as in the window."""

_GOOD_DAMAGED_SENT = 3


class NoSuchDensity(CampDeskError):
    """A litre that weighs what no litre does."""

    message = N_("A litre weighs between 1 g and 3,000 g.")
    advice = N_("Type how many grams one litre weighs: 920 for oil.")


def line_in(camp: Camp, args: argparse.Namespace, line: str) -> Came:
    """Return a line that comes, with what the options add.

    Goods received are ``ITEM@LOT=GOOD/DAMAGED/SENT``, all else ``ITEM@LOT=QUANTITY``.
    """
    from camp_desk.actions.stock import Came
    from camp_desk.domain.measures import read_of
    from camp_desk.domain.typed import divided

    code, label, said = parts_of(line)
    item, label = item_of(camp, code), label or args.lot
    pack = quantity_of(args.pack, item) if args.pack else 0
    own = replace(
        item, pack_size=pack or item.pack_size,
        grams_per_litre=_density(args.density) or item.grams_per_litre,
    )  # fmt: skip
    known = [] if pack or args.density else _known(camp, args, item, label)
    if args.of and label and len(known) == 1:
        label = known[0].label
        pack = known[0].pack
    said_of_each = divided(said) if args.doing == "receive" else [said]
    if len(said_of_each) > _GOOD_DAMAGED_SENT:
        raise UnreadableLine(line=line)
    good, damaged, sent = [
        read_of(each, own, known) if each else None for each in (*said_of_each, "", "")[:3]
    ]
    expiry, produced = day_of(args.expiry, None), day_of(args.produced, None)
    return Came(
        code, good or 0, label, expiry, args.donor, sent=sent, damaged=damaged or 0,
        produced=produced, consignment=args.consignment, grams_per_litre=args.density,
        pack=0 if pack == item.pack_size else pack,
    )  # fmt: skip


def _known(camp: Camp, args: argparse.Namespace, item: Item, label: str) -> list[Lot]:
    """Return the lots that are meant: of the paper that is answered, or of what lies there."""
    from camp_desk.actions.lot_names import meant
    from camp_desk.domain.stock import waybill_key
    from camp_desk.storage import documents, stock

    if args.of:
        went = documents.movements(camp.db, document_named(camp, args.of).id)
        lots = [stock.lot_of(camp.db, each.lot) for each in went]
    else:
        lots = [pile.of for pile in stock.piles(camp.db)] if label else []
    lots = [lot for lot in lots if lot.item == item.code]
    called = meant(lots, item, label) if label else set()
    if len(called) == 1:
        return [lot for lot in lots if lot.id in called][:1]
    key = waybill_key(label)
    return [lot for lot in lots if key in {"", waybill_key(lot.label)}]


def _density(grams_per_litre: int) -> int:
    if not 0 <= grams_per_litre <= _HEAVIEST:
        raise NoSuchDensity
    return grams_per_litre
