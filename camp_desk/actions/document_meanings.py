"""What is typed into the search among documents: a kind by its name, or a day as it is written."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from camp_desk.actions.document_words import TITLES, title
from camp_desk.domain.days import read_moment
from camp_desk.domain.digits import latin
from camp_desk.domain.plain import folded
from camp_desk.domain.words import Words
from camp_desk.storage.document_search import Meant

_SHORTEST = 3
"""Of a shorter word it is not yet clear that it is the beginning of a kind's name."""
_A_DAY = re.compile(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}")


def meanings(words: Words, today: date) -> Callable[[str], Meant]:
    """Return what tells which kinds and which day a typed word may mean.

    Kinds go by the names that the officer reads, and by the English ones.
    """
    names = {
        kind: [folded(word) for said in (title(kind, words), name) for word in said.split()]
        for kind, name in TITLES.items()
    }

    def meant(untrusted_word: str) -> Meant:
        typed = folded(untrusted_word)
        kinds: tuple[str, ...] = ()
        if len(typed) >= _SHORTEST:
            kinds = tuple(
                str(kind) for kind, of in names.items()
                if any(name.startswith(typed) for name in of)
            )  # fmt: skip
        return Meant(kinds, _day(untrusted_word, today))

    return meant


def _day(untrusted_word: str, today: date) -> date | None:
    if not _A_DAY.fullmatch(latin(untrusted_word)):
        return None
    moment = read_moment(untrusted_word, today)
    return None if moment is None else moment.date()
