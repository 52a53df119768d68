"""Specific needs: which codes there are, which are asked for, and what of them may leave."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from camp_desk.domain.plain import folded
from camp_desk.domain.words import Words

MARK = "*"
"""What everybody sees of any need: that there is one, never which."""

FEWEST = 5
"""Fewer people than this are not told apart in numbers that leave the camp."""


class Asked(StrEnum):
    """Whether a need is asked for in every camp, or only where a supervisor switched it on."""

    COLLECT = "collect"
    OPTIONAL = "optional"


@dataclass(frozen=True, slots=True)
class Need:
    """One need.  ``older`` are codes that once meant the same; ``synonyms`` help to find it."""

    code: str
    name_en: str
    name_ar: str
    asked: Asked
    older: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()

    @property
    def main(self) -> str:
        """Return the code of the group that the need belongs to."""
        return self.code.partition("-")[0]

    def said(self, words: Words) -> str:
        """Return what the need is, in a language that has a name for it, else in English."""
        return self.name_ar if words.language == "ar" and self.name_ar else self.name_en

    def __str__(self) -> str:
        return self.name_en

    @property
    def _texts(self) -> tuple[str, ...]:
        return (self.code, *self.older, self.name_en, self.name_ar, *self.synonyms)


@dataclass(frozen=True, slots=True)
class Needs:
    """All the needs that the program knows, in the order of their codes; there are no others."""

    all: tuple[Need, ...]
    _by_code: Mapping[str, Need] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_code = {code: each for each in self.all for code in (each.code, *each.older)}
        object.__setattr__(self, "_by_code", by_code)

    def of(self, untrusted_code: str) -> Need | None:
        """Return the need of a code; of an older one the need that took its place."""
        code = untrusted_code.strip().upper().replace(" ", "-").replace("_", "-")
        return self._by_code.get(code)

    def asked(self, switched_on: Iterable[str]) -> tuple[Need, ...]:
        """Return what is asked for in a camp: what always is, and what was switched on there."""
        on = set(switched_on)
        return tuple(each for each in self.all if each.asked is Asked.COLLECT or each.code in on)


def matching(untrusted_text: str, needs: Iterable[Need]) -> list[Need]:
    """Return the needs that what was typed may mean: those whose code or meaning begins so first.

    Every word typed must begin a word of the code, of its meaning in any language, or of a
    synonym.  Nothing typed means all of them.
    """
    typed = folded(untrusted_text).split()
    found = [each for each in needs if _fits(typed, _words(each))]
    return sorted(found, key=lambda each: _distance(each, typed)) if typed else found


def _distance(need: Need, typed: list[str]) -> tuple[bool, bool, bool]:
    code = need.code.replace("-", "").lower()
    begun = " ".join(typed)
    meanings = (folded(need.name_en), folded(need.name_ar))
    return (
        not code.startswith("".join(typed)),
        not any(meaning.startswith(begun) for meaning in meanings),
        need.asked is not Asked.COLLECT,
    )


@lru_cache(256)
def _words(need: Need) -> frozenset[str]:
    texts = [folded(text) for text in need._texts]  # noqa: SLF001  of this module
    code = need.code.replace("-", "").lower()
    return frozenset(word for text in texts for word in text.split()) | {code}


def _fits(typed: Iterable[str], known: Iterable[str]) -> bool:
    return all(any(word.startswith(each) for word in known) for each in typed)


@dataclass(frozen=True, slots=True)
class Counted:
    """How many people have a need, and of how many of them it is yet to be reviewed."""

    code: str
    people: int
    pending: int = 0


@dataclass(frozen=True, slots=True)
class Published:
    """Numbers that may leave the camp; None where they would point at somebody."""

    rows: tuple[tuple[str, int | None], ...]
    people: int | None


def published(rows: Iterable[Counted], people: int) -> Published:
    """Return counts for outside the camp.

    Fewer than FEWEST people are hidden.  Where any number is hidden the total is too: taken
    together with the others it would give the hidden one away.

    Args:
        rows: The counts by code.
        people: How many people have any need; each once.
    """
    told = tuple((each.code, each.people if each.people >= FEWEST else None) for each in rows)
    hidden = people < FEWEST or any(number is None for _, number in told)
    return Published(told, None if hidden else people)
