"""Quantities for a glance, and the names of stores."""

from __future__ import annotations

import re

from PySide6.QtWidgets import QComboBox

from camp_desk.domain.catalogue import Item
from camp_desk.domain.quantities import GRAMS_PER_KG, Unit, exact, shown
from camp_desk.domain.words import Words
from camp_desk.storage.stock import Pile, Store
from camp_desk.ui.direction import isolated, ltr

_SIGNED = re.compile("[+\u2212][0-9.,]+")


def about(quantity: int, unit: Unit, words: Words) -> str:
    """Return a quantity rounded: to kilograms from a hundred on, below to tenths of one.

    For overviews; lots, movements and what a family gets are shown to the gram.
    """
    if unit is Unit.GRAM and abs(quantity) >= 100 * GRAMS_PER_KG:
        quantity = round(quantity / GRAMS_PER_KG) * GRAMS_PER_KG
    elif unit is Unit.GRAM and abs(quantity) >= GRAMS_PER_KG:
        quantity = round(quantity / 100) * 100
    return sign_kept(shown(quantity, unit, words))


def sign_kept(quantity: str) -> str:
    """Return a quantity whose sign stays before its digits where the unit is Arabic.

    >>> sign_kept("+250 kg") == "\u2066+250\u2069 kg"
    True
    """
    return _SIGNED.sub(lambda found: ltr(found[0]), quantity)


def store_name(store: Store, words: Words) -> str:
    """Return a store's name; one that is only a number says that it is a store."""
    named = isolated(store.name)
    return words("Store {name}", name=named) if store.name.isdecimal() else named


def datum(choice: QComboBox) -> str:
    """Return what is meant by what is chosen; "" where that means nothing in particular."""
    return str(choice.currentData() or "")


def own_pack(pile: Pile, item: Item, words: Words) -> str:
    """Return what the packs of a pile hold, where it is not what those of the item hold."""
    if not pile.pack_size or pile.pack_size == item.pack_size:
        return ""
    return words("packs of {pack}", pack=isolated(exact(pile.pack_size, item.unit, words)))
