"""The codes of items as they are typed, and which ones a mistyped code may mean."""

from __future__ import annotations

from collections.abc import Mapping

from camp_desk.domain.catalogue import Item
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.plain import folded
from camp_desk.domain.words import N_

_FEW = 6
"""So many codes are named all; of more, only the nearest."""
_NEAREST = 4
_NEAR = 60
"""Of 100: “RICE” has 86 for RIC, “blanket” 90 for BLANKET-HIGH; what shares nothing is below 50."""


class NoSuchItem(CampDeskError):
    """The catalogue has no such item."""

    message = N_("There is no item {code}.")
    advice = N_("Use one of these codes: {known}.")


class MistypedItem(NoSuchItem):
    """There are codes like it."""

    advice = N_("The nearest codes are {known}; “goods items” shows all of them.")


class UnheardItem(NoSuchItem):
    """No code is like it."""

    advice = N_("“goods items” shows all codes.")


def item_coded(untrusted_code: str, items: Mapping[str, Item]) -> Item:
    """Return the item of a code, in any case.

    Raises:
        NoSuchItem: There is none; it names the few that may be meant.
    """
    code = untrusted_code.strip().upper()
    if code not in items:
        raise no_such_item(untrusted_code, items)
    return items[code]


def no_such_item(untrusted_code: str, items: Mapping[str, Item]) -> NoSuchItem:
    """Return the error for a code that is not among some items."""
    code = untrusted_code.strip() or "–"
    if len(items) <= _FEW:
        return NoSuchItem(code=code, known=", ".join(items))
    near = nearest(code, items)
    return MistypedItem(code=code, known=", ".join(near)) if near else UnheardItem(code=code)


def nearest(untrusted_text: str, items: Mapping[str, Item]) -> list[str]:
    """Return the few codes that a text is like, or whose names it is like, the nearest first."""
    from rapidfuzz import fuzz, process  # here: only a mistyped code needs it

    typed = folded(untrusted_text)
    named = {
        (code, n): folded(name)
        for code, item in items.items()
        for n, name in enumerate((code, item.name_en, item.name_ar, item.name_ckb)) if name
    }  # fmt: skip
    found = process.extract(typed, named, scorer=fuzz.WRatio, score_cutoff=_NEAR, limit=20)
    return list(dict.fromkeys(code for _, _, (code, _) in found))[:_NEAREST]
