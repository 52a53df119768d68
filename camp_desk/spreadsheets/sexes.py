"""What the cells of a list's column of sexes mean: words, letters, and codes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from rapidfuzz import fuzz

from camp_desk.domain import digits
from camp_desk.domain.plain import folded
from camp_desk.domain.registration import Sex

_WORDS = {
    Sex.MALE: "m male males men man boy ذكر ذ مذكر رجل ولد نێر نێرینە پیاو کوڕ nêr mêr zilam kur",
    Sex.FEMALE: "f female fem woman w girl أنثى أ ف مؤنث امرأة بنت انثا ث مێ مێینە ژن کچ"
    " mê jin keç",
    Sex.OTHER: "o other آخر أخرى",
}
_SEXES = {folded(word): sex for sex, words in _WORDS.items() for word in words.split()}
_LONG = {word: sex for word, sex in _SEXES.items() if len(word) > 3}  # noqa: PLR2004
_CODED = re.compile(r"([12])\s*[=:.\-–)]?\s*([^\W\d]+)")
_CODED_BEHIND = re.compile(r"([^\W\d]+)\s*[=:]\s*([12])(?!\d)")
_EITHER = "م"
"""A letter for مذكر beside ف, and for مؤنث beside ذ."""

_CODES = ({"1": Sex.MALE, "2": Sex.FEMALE}, {"1": Sex.FEMALE, "2": Sex.MALE})
"""What 1 and 2 may mean; first what ISO/IEC 5218 says."""

_SURE = 75


class Sexes:
    """Reads the cells of one column.

    Args:
        cells: All its cells, each with the sex that the rest of its row tells (a wife, a father).
        legends: Where the list may say what its codes mean: the heading, what stands above.
    """

    def __init__(
        self, cells: Iterable[tuple[str, Sex]] = (), legends: Sequence[str] = ("",)
    ) -> None:
        met = Counter((folded(cell), sex) for cell, sex in cells)
        words = {word for word, _ in met if word}
        told: Mapping[str, Sex] = next(filter(None, map(_explained, legends)), {})
        self.codes_assumed = False
        if words and words <= _CODES[0].keys() and not told:
            told, self.codes_assumed = _likeliest(met)
        self._known = _SEXES | _either(words) | dict(told)

    def find(self, cell: str) -> Sex | None:
        """Return the sex that a cell means, however it is spelt, or None."""
        word = folded(cell)
        first = word.split(" ")[0] if word else ""
        return self._known.get(word) or self._known.get(first) or _nearest(word)


def _either(words: set[str]) -> dict[str, Sex]:
    """Return what a lone م means beside the other words of its column, if that can be told."""
    others = {_SEXES[word] for word in words if word in _SEXES} - {Sex.OTHER}
    if len(others) > 1:
        return {}
    return {_EITHER: Sex.FEMALE if others == {Sex.MALE} else Sex.MALE}


def _likeliest(met: Mapping[tuple[str, Sex], int]) -> tuple[Mapping[str, Sex], bool]:
    """Return what 1 and 2 mean by the rows that tell a sex, and whether none of them does."""
    usual, swapped = (
        sum(n for (code, sex), n in met.items() if code and codes[code] is sex) for codes in _CODES
    )
    return _CODES[swapped > usual], usual == swapped


def _nearest(word: str) -> Sex | None:
    """Return the sex that a longer word misspells, or None."""
    likeness = {known: fuzz.ratio(word, known) for known in _LONG}
    best = max(likeness, key=lambda known: likeness[known])
    return _LONG[best] if likeness[best] >= _SURE else None


def _explained(legend: str) -> dict[str, Sex]:
    """Return what 1 and 2 mean, if the text says so: "Sex (1 male, 2 female)", "ذكر = ١"."""
    plain = digits.latin(legend)
    behind = [(code, word) for word, code in _CODED_BEHIND.findall(plain)]
    for pairs in (_CODED.findall(plain), behind):
        told = {code: _SEXES[folded(word)] for code, word in pairs if folded(word) in _SEXES}
        if len(set(told.values())) > 1:
            return told
    return {}
