"""The findings as a queue: which comes next when one is decided, and how many are left."""

from __future__ import annotations

from collections.abc import Sequence

from camp_desk.domain.words import Words
from camp_desk.storage.findings import Finding


def next_of(before: Sequence[Finding], at: int, shown: Sequence[Finding]) -> int:
    """Return the place of the finding to go on with, among those that are shown now.

    The one that was looked at if it is still as it was; else the first of those that stood
    after it, or the last of those that stood before it.
    """
    places = {each.id: n for n, each in enumerate(shown)}
    for each in before[at:]:
        now = places.get(each.id)
        if now is not None and shown[now].postponed == each.postponed:
            return now
    for each in reversed(before[:at]):
        if each.id in places:
            return places[each.id]
    return 0


def left_of(shown: Sequence[Finding], words: Words) -> str:
    """Return how many are left to decide, and how many of them were left for later."""
    later = sum(each.postponed for each in shown)
    said = words.plural("{n} to decide", "{n} to decide", len(shown) - later)
    if later:
        said += words(", ") + words.plural("{n} left for later", "{n} left for later", later)
    return said
