"""How much it says that two words of a name are alike, by how common they are in the camp."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from enum import IntEnum
from functools import lru_cache
from math import log
from typing import Final

from rapidfuzz.distance import OSA

from camp_desk.domain.families import Family
from camp_desk.domain.names import fold
from camp_desk.domain.skeletons import ANY_VOWEL, is_arabic, other_sounds, skeleton, sounds


class Likeness(IntEnum):
    """How two folded words relate, from nothing to the same."""

    DIFFERENT = 0
    SKELETON = 1
    NEAR = 2
    SOUND = 3
    VARIANT = 4
    SAME = 5


@lru_cache(262_144)
def likeness(a: str, b: str) -> Likeness:
    """Return how two folded words relate; the order does not matter."""
    if a == b:
        return Likeness.SAME
    arabic = is_arabic(a)
    one_script = arabic == is_arabic(b)
    if one_script and arabic and _settled(a) == _settled(b):
        return Likeness.VARIANT
    (bones_a, gaps_a), (bones_b, gaps_b) = sounds(a), sounds(b)
    if bones_a == bones_b:
        fits = _vowels_fit(a, gaps_a, b, gaps_b)
        same = Likeness.VARIANT if one_script and arabic else Likeness.SOUND
        return same if fits else _slip(a, b, one_script=one_script) or Likeness.SKELETON
    if one_script:
        return _slip(a, b, one_script=True) or Likeness.DIFFERENT
    if other := _read_otherwise(a, b):
        return other
    longest = max(len(bones_a), len(bones_b))
    near = longest > 2 and OSA.distance(bones_a, bones_b) == 1  # noqa: PLR2004
    return Likeness.NEAR if near else Likeness.DIFFERENT


def _read_otherwise(a: str, b: str) -> Likeness | None:
    """Return the likeness of an Arabic and a Latin word if another reading of that fits."""
    arabic, latin = (a, b) if is_arabic(a) else (b, a)
    bones, gaps = sounds(arabic)
    ways = [other for other_bones, other in other_sounds(latin) if other_bones == bones]
    if any(_vowels_fit(arabic, gaps, latin, other) for other in ways):
        return Likeness.SOUND
    return Likeness.SKELETON if ways else None


def _slip(a: str, b: str, *, one_script: bool) -> Likeness | None:
    """Tell whether one slip of the pen, or a lost dot in a short word, makes the difference."""
    if not one_script:
        return None
    longest = max(len(a), len(b))
    allowed = 0 if longest <= 2 else 1 if longest <= 6 else 2  # noqa: PLR2004
    distance = OSA.distance(a, b, score_cutoff=allowed)
    if distance > allowed:
        return None
    if longest == 3 and _dotless(a) != _dotless(b):  # noqa: PLR2004
        return None
    return Likeness.NEAR


_SETTLE: Final = str.maketrans("طثصذضظقگچژپڤ", "تسسزززككججبف")
_DOTLESS: Final = str.maketrans("تثنيجخذزشضظغق", "ببببححدرسصطعف")


@lru_cache(65_536)
def _settled(word: str) -> str:
    """Return a word with the letters that clerks take for one another made one."""
    word = word.translate(_SETTLE)
    if len(word) > 3 and word[-1] in "ايه":  # noqa: PLR2004
        word = word[:-1]
    return word


def _dotless(word: str) -> str:
    return word.translate(_DOTLESS)


def _vowels_fit(a: str, gaps_a: tuple[str, ...], b: str, gaps_b: tuple[str, ...]) -> bool:
    if len(gaps_a) != len(gaps_b):
        return True
    arabic_a, arabic_b = is_arabic(a), is_arabic(b)
    last = len(gaps_a) - 1
    pairs = enumerate(zip(gaps_a, gaps_b, strict=True))
    if arabic_a and arabic_b:
        return all(x == y or {x, y} == {"", "u"} or (n == last and n > 1) for n, (x, y) in pairs)
    if arabic_a:
        return all(_fits(x, y, final=n == last) for n, (x, y) in pairs)
    if arabic_b:
        return all(_fits(y, x, final=n == last) for n, (x, y) in pairs)
    return all(_near_vowels(x, y) for _, (x, y) in pairs)


def _fits(arabic: str, latin: str, *, final: bool) -> bool:
    """Tell whether the vowels written in Arabic and in Latin letters can be the same."""
    if arabic.endswith(ANY_VOWEL):
        return _fits(arabic[:-1], latin, final=False) if arabic[:-1] else True
    if "I" in latin and "i" not in arabic:
        return False
    if final:
        if not arabic:
            return latin not in {"i", "u"}
        if arabic == "a":
            return not latin or "a" in latin or "e" in latin
        return bool(latin)
    ways = {"a": "a", "i": "ieI", "u": "u"}
    return all(any(way in latin for way in ways[vowel]) for vowel in arabic)


def _near_vowels(one: str, other: str) -> bool:
    if "I" in one + other:
        return any(c in "Iie" for c in one) and any(c in "Iie" for c in other)
    if not one or not other:
        return True
    return bool(set(one.replace("e", "ai")) & set(other.replace("e", "ai")))


_USUAL: Final = {
    "محمد": 80, "علي": 80, "احمد": 55, "حسين": 45, "حسن": 35, "عباس": 20, "مصطفى": 20,
    "حيدر": 20, "عبدالله": 20, "ابراهيم": 15, "خالد": 15, "عمر": 15, "يوسف": 15, "محمود": 15,
    "جاسم": 12, "كريم": 10, "سعد": 10, "خلف": 10, "صالح": 10, "فاطمة": 10, "زينب": 10,
    "مريم": 10, "نور": 10,
}  # fmt: skip
"""Names in a thousand before a camp is large enough to tell by itself: the usual Arabic given
names of Iraq, rounded; after some hundred families they hardly count."""

_USUAL_TOTAL: Final = 1000
_RARE: Final = 0.5


class Frequencies:
    """How common the words of names, the family names and the districts are in a camp.

    A plain table of counts: folded words as they are, skeletons after ``_``, family names
    after ``~``, districts after ``@`` and totals after ``#``.  Grows and shrinks with the
    families; nothing else is remembered of them.
    """

    def __init__(self, counts: Mapping[str, int] | None = None) -> None:
        self.counts: Counter[str] = Counter(counts or {})
        self._weights: dict[tuple[str, str], float] = {}
        self._usual = _usual()
        self._kept_until = 0

    @classmethod
    def of(cls, families: Iterable[Family]) -> Frequencies:
        """Return the frequencies of these families."""
        frequencies = cls()
        for family in families:
            frequencies.add(counted_words(family))
        return frequencies

    def add(self, counts: Mapping[str, int]) -> None:
        """Count a family in, as ``counted_words`` says; with negative numbers out."""
        for word, n in counts.items():
            self.counts[word] += n
        total = self.counts["#names"]
        if abs(total - self._kept_until) > self._kept_until // 50:
            self._weights.clear()
            self._kept_until = total

    @property
    def households(self) -> int:
        """Return how many families are counted."""
        return max(0, self.counts["#households"])

    def word(self, word: str) -> float:
        """Return how often a name in the camp is this folded word or ``_skeleton``, in (0, 1]."""
        seen = max(0, self.counts[word]) + self._usual.get(word, 0) + _RARE
        return min(1.0, seen / (self.counts["#names"] + _USUAL_TOTAL + 1))

    def share(self, kind: str, name: str) -> float:
        """Return the share of a family name (``~``) or a district (``@``) among its kind."""
        seen = max(0, self.counts[kind + name])
        return (seen + _RARE) / (max(seen, self.counts["#" + kind]) + 40 * _RARE)

    def weight(self, a: str, b: str) -> float:
        """Return what two words tell: the log of how much likelier they are for one person."""
        key = (a, b) if a <= b else (b, a)
        known = self._weights.get(key)
        if known is None:
            known = self._weights[key] = self._weighed(*key)
        return known

    def _weighed(self, a: str, b: str) -> float:
        kind = likeness(a, b)
        if kind is Likeness.DIFFERENT:
            return DIFFERENT
        common = max(self.word(a), self.word(b))
        bones = max(self.word("_" + skeleton(a)), self.word("_" + skeleton(b)))
        if kind is Likeness.SAME:
            return log(SAME / common)
        if kind is Likeness.VARIANT:
            return log(SAME / common) - VARIANT
        if kind is Likeness.SOUND:
            return log(SOUND / bones)
        if kind is Likeness.SKELETON:
            return max(DIFFERENT, min(2.0, log(SKELETON / bones)))
        rare = min(self.word(a), self.word(b))
        slip = min(log(SAME / common) - SLIP, log(TYPO / rare))
        return max(DIFFERENT, slip)


DIFFERENT = -4.2
SAME = 0.8
VARIANT = 0.7
SOUND = 0.6
SKELETON = 0.02
SLIP = 2.0
TYPO = 0.002


@lru_cache(1)
def _usual() -> Mapping[str, int]:
    usual: Counter[str] = Counter()
    for name, n in _USUAL.items():
        usual[fold(name)] += n
        usual["_" + skeleton(fold(name))] += n
    return usual


def counted_words(family: Family) -> Counter[str]:
    """Return what a family adds to the frequencies: each grown-up's line of names, once."""
    counts: Counter[str] = Counter({"#households": 1})
    lines: list[str] = []
    for n, person in enumerate(family.people[: family.named]):
        lines += person.words if person.grown_up or n == 0 else person.words[:1]
    for word in lines:
        counts[word] += 1
        counts["_" + skeleton(word)] += 1
    counts["#names"] = len(lines)
    for word in family.head.laqab[:1]:
        counts["~" + skeleton(word)] += 1
        counts["#~"] += 1
    if family.district:
        counts["@" + family.district] += 1
        counts["#@"] += 1
    return counts
