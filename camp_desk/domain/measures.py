"""Quantities as they are typed of lots: their own bags and their own density count."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from camp_desk.domain.catalogue import Item
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.stock import Lot
from camp_desk.domain.typed import read
from camp_desk.domain.words import N_


class LotsDiffer(CampDeskError):
    """Bags or litres of several lots, which hold or weigh different amounts."""

    message = N_("“{text}” is not the same in every lot that lies there.")
    advice = N_("Choose the lot, or type it in kilograms.")


def packed_as(item: Item, lot: Lot) -> Item:
    """Return an item in the packs and with the density of one of its lots."""
    return replace(
        item, pack_size=lot.pack or item.pack_size,
        grams_per_litre=lot.grams_per_litre or item.grams_per_litre,
    )  # fmt: skip


def read_of(untrusted_text: str, item: Item, lots: Iterable[Lot] = ()) -> int:
    """Return what was typed of lots, in base units; in the item's own packs where there are none.

    Raises:
        LotsDiffer: It is one quantity in one lot and another in the next.
        CampDeskError: What ``typed.read`` raises.
    """
    ways = {packed_as(item, lot) for lot in lots} or {item}
    found = {
        read(
            untrusted_text, item.unit, pack_size=each.pack_size,
            grams_per_litre=each.grams_per_litre,
        )
        for each in ways
    }  # fmt: skip
    if len(found) > 1:
        raise LotsDiffer(text=untrusted_text.strip())
    return found.pop()
