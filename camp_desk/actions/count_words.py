"""What is said of counts: findings about them, and what should be counted next."""

from __future__ import annotations

from collections.abc import Mapping

from camp_desk.domain.catalogue import Item
from camp_desk.domain.counting import Due
from camp_desk.domain.quantities import shown
from camp_desk.domain.stores import StoreName
from camp_desk.domain.words import Words


def count_awaiting(facts: Mapping[str, object], words: Words) -> str:
    """Return that a count waits for a second person, before it is posted or after."""
    values = {"number": facts["number"], "store": _named(facts["store"], words)}
    if facts["posted"]:
        return words(
            "Count {number} of {store} was entered and approved by one person; a second one is"
            " to confirm it on the Stock tab.",
            **values,
        )
    return words(
        "Count {number} of {store} is complete; a second person is to approve it on the Stock tab.",
        **values,
    )


def count_overtaken(facts: Mapping[str, object], words: Words, items: Mapping[str, Item]) -> str:
    """Return which documents a count was posted without, and what that does to the books."""
    item = items[str(facts["item"])]
    posted, moved = int(str(facts["posted"])), int(str(facts["quantity"]))
    documents = facts["documents"]
    values = {
        "number": facts["number"],
        "item": item,
        "store": _named(facts["store"], words),
        "documents": ", ".join(documents if isinstance(documents, list) else []),
        "moved": _signed(moved, item, words),
    }
    if posted == moved:
        return words(
            "Count {number} of {item} in {store} was posted without {documents} ({moved}): these"
            " explain the whole difference, which is now in the books twice. Count it again.",
            **values,
        )
    return words(
        "Count {number} of {item} in {store} was posted without {documents} ({moved}); it had"
        " corrected the books by {posted}. Count it again.",
        posted=_signed(posted, item, words),
        **values,
    )


def due_said(due: Due, item: Item, words: Words) -> str:
    """Return why an item should be counted."""
    name = item.said(words)
    if due.since is None:
        return words("{item} was never counted.", item=name)
    return words.plural(
        "{item} was last counted {n} day ago.",
        "{item} was last counted {n} days ago.",
        due.since,
        item=name,
    )


def _named(store: object, words: Words) -> str:
    name = StoreName(str(store)).said(words)
    return f"\u2068{name}\u2069" if words.right_to_left else name


def _signed(quantity: int, item: Item, words: Words) -> str:
    said = shown(quantity, item.unit, words)
    return f"\u2066+{said}\u2069" if quantity > 0 else f"\u2066{said}\u2069"
