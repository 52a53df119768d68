"""How a pile is called where several carry the same label."""

from __future__ import annotations

from collections.abc import Sequence

from camp_desk.domain.catalogue import Item
from camp_desk.domain.ids import LotId
from camp_desk.domain.quantities import exact
from camp_desk.domain.stock import Lot
from camp_desk.domain.words import Words


def known_by(lot: Lot, item: Item) -> list[str]:
    """Return what a pile may be called by: label, pack, expiry, donor, consignment."""
    pack = exact(lot.pack or item.pack_size, item.unit, Words())
    expiry = str(lot.expiry) if lot.expiry else ""
    return [lot.label, pack, expiry, lot.donor, lot.consignment]


def names(lots: Sequence[Lot], item: Item) -> list[str]:
    """Return for each lot the shortest name that no other one has: L8, else L8/25 kg and so on."""
    facts = [known_by(lot, item) for lot in lots]
    labels = [each[0] or each[2] or each[3] for each in facts]
    called = []
    for at, label in enumerate(labels):
        alike = [n for n, other in enumerate(labels) if _plain(other) == _plain(label) and n != at]
        name = label
        for nth in range(1, len(facts[at])):
            if not alike:
                break
            if facts[at][nth] and any(facts[n][nth] != facts[at][nth] for n in alike):
                name = f"{name}/{facts[at][nth]}"
                alike = [n for n in alike if facts[n][nth] == facts[at][nth]]
        called.append(name)
    return called


def meant(lots: Sequence[Lot], item: Item, untrusted_name: str) -> set[LotId]:
    """Return the lots that fit: by one of their names, or by several with a / between."""
    typed = _plain(untrusted_name)
    whole = {lot.id for lot in lots if typed in map(_plain, known_by(lot, item))}
    if len(whole) == 1:
        return whole
    called = names(lots, item)
    named = {lot.id for lot, name in zip(lots, called, strict=True) if _plain(name) == typed}
    if len(named) == 1:
        return named
    parts = [_plain(part) for part in typed.split("/")]
    return {
        lot.id for lot in lots if all(part in map(_plain, known_by(lot, item)) for part in parts)
    }


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
