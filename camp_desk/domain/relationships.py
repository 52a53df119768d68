"""What somebody is to the head of the family: one code for all its words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from rapidfuzz.distance import OSA

from camp_desk.domain.plain import folded
from camp_desk.domain.registration import HEAD, Sex

OTHER = "OTH"
"""The code of somebody whose relationship has no code of its own."""

_ONE_SLIP, _TWO_SLIPS = 4, 8
"""Letters from which a word may have one slip of the pen, and two."""

_LONGEST = 60
_SELF = frozenset(map(folded, ("نفسه", "نفسها", "هو", "هي", "himself", "herself", "خۆی")))
"""What is added to a word for the head: "رب الأسرة نفسه"."""


@dataclass(frozen=True, slots=True)
class Relationship:
    """A relationship to the head.  ``sex`` is UNKNOWN where it does not follow from it."""

    code: str
    name_en: str
    name_ar: str
    sex: Sex = Sex.UNKNOWN
    synonyms: tuple[str, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """Return all that the relationship is called, its code among it."""
        return (self.code, self.name_en, *self.name_ar.split("/"), *self.synonyms)


@dataclass(frozen=True, slots=True)
class Relationships:
    """All the relationships, to be asked by any word for them."""

    all: tuple[Relationship, ...]
    _by_word: dict[str, tuple[Relationship, ...]] = field(init=False, repr=False, compare=False)
    _misspelt: dict[str, tuple[Relationship, ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        by_word: dict[str, tuple[Relationship, ...]] = {}
        for one in self.all:
            for word in {folded(word) for word in one.words}:
                by_word[word] = (*by_word.get(word, ()), one)
        object.__setattr__(self, "_by_word", by_word)

    def find(self, untrusted_text: str, sex: Sex = Sex.UNKNOWN) -> Relationship | None:
        """Return the relationship that a word means for a person of that sex, or None.

        A word for both sexes ("child") needs the person's; without it no relationship is found.
        A longer word may have a slip of the pen in it ("Daughtr") where only one can be meant.
        """
        found = self._candidates(untrusted_text)
        if sex is Sex.UNKNOWN:
            spelt = [one for one in found if untrusted_text.strip() in one.words]
            found = tuple(spelt) or found
        fitting = [one for one in found if sex in {one.sex, Sex.UNKNOWN} or one.sex is Sex.UNKNOWN]
        if len({one.sex for one in fitting}) > 1 and sex is Sex.UNKNOWN:
            return None
        return next(iter(fitting or found), None)

    def is_head(self, untrusted_text: str) -> bool:
        """Tell whether the word says that the person is the head."""
        return any(one.code == HEAD for one in self._candidates(untrusted_text))

    def _candidates(self, text: str) -> tuple[Relationship, ...]:
        word = folded(text)
        if found := self._by_word.get(word):
            return found
        parts = [folded(part) for part in _parts(text)]
        parts.append(" ".join(each for each in word.split() if each not in _SELF))
        known = dict.fromkeys(one for part in parts for one in self._by_word.get(part, ()))
        return tuple(known) or self._nearest(word)

    def _nearest(self, word: str) -> tuple[Relationship, ...]:
        """Return what a misspelt word means: the known ones fewest slips away, if they agree."""
        if word not in self._misspelt:
            allowed = sum(len(word) >= least for least in (_ONE_SLIP, _TWO_SLIPS))
            near: dict[int, set[tuple[Relationship, ...]]] = {}
            for known, meant in self._by_word.items() if 0 < len(word) <= _LONGEST else ():
                slips = OSA.distance(word, known, score_cutoff=allowed)
                if slips <= allowed and len(known) >= _ONE_SLIP:
                    near.setdefault(slips, set()).add(meant)
            nearest = near[min(near)] if near else set()
            self._misspelt[word] = next(iter(nearest)) if len(nearest) == 1 else ()
        return self._misspelt[word]


def _parts(text: str) -> Iterable[str]:
    """Yield what stands before and in brackets, and between strokes: "ابن (son)", "زوج/ة"."""
    for stroke in "()/\\-–،,|":
        text = text.replace(stroke, "\n")
    return (part for part in text.split("\n") if part.strip())
