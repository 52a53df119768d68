"""What single facts say for or against one family behind two records, in natural logarithms."""

from __future__ import annotations

from functools import lru_cache
from math import inf, lgamma, log
from typing import Final, NamedTuple

from camp_desk.domain.families import Family, Person
from camp_desk.domain.likeness import DIFFERENT, Frequencies, Likeness, likeness
from camp_desk.domain.skeletons import skeleton


class Evidence(NamedTuple):
    """What a person's own name says, and what father, grandfather and family name say."""

    own: float
    line: float


_LEFT_OUT: Final = -3.3
"""A word in the middle of one line of names that the other does not have."""

_CUT: Final = -1.0
"""The end of a line, mostly the grandfather, is missing in one of the two."""

_JOINED: Final = -1.5
"""Two words written as one."""


def line_evidence(a: tuple[str, ...], b: tuple[str, ...], frequencies: Frequencies) -> Evidence:
    """Return what two lines of names say: own, father's, grandfather's, in this order."""
    if not a or not b:
        return Evidence(0.0, 0.0)
    own = frequencies.weight(a[0], b[0])
    pairs = list(map(frequencies.weight, a[1:], b[1:]))
    line = sum(pairs) + _cut(len(a), len(b))
    if pairs and min(pairs) < 0 and _may_be_shifted(a[1:], b[1:], frequencies):
        line = max(line, _aligned(a[1:], b[1:], frequencies))
    if own < 0:
        joined = _joined(a, b, frequencies)
        if joined.own + joined.line > own + line:
            return joined
    return Evidence(own, line)


def _may_be_shifted(a: tuple[str, ...], b: tuple[str, ...], frequencies: Frequencies) -> bool:
    """Tell whether a word of one line is like another place's of the other, or like two of it."""
    for i, one in enumerate(a):
        for j, other in enumerate(b):
            if i != j and frequencies.weight(one, other) > 0:
                return True
            if (i and _is_joined(other, a[i - 1], one)) or (j and _is_joined(one, b[j - 1], other)):
                return True
    return False


def _cut(a: int, b: int) -> float:
    return 0.0 if a == b else _CUT


def _joined(a: tuple[str, ...], b: tuple[str, ...], frequencies: Frequencies) -> Evidence:
    """Return what two lines say if the first name of one is the first two of the other."""
    best = Evidence(DIFFERENT, DIFFERENT)
    for one, other in ((a, b), (b, a)):
        if len(one) > 1 and one[0] + one[1] == other[0]:
            own = -log(frequencies.word(one[0]) * frequencies.word(one[1])) + _JOINED
            line = _aligned(one[2:], other[1:], frequencies)
            best = max(best, Evidence(min(own, 8.0), line))
    return best


def _aligned(a: tuple[str, ...], b: tuple[str, ...], frequencies: Frequencies) -> float:
    """Return the best sum over all ways to lay two lines side by side in their order."""
    rows = [[-inf] * (len(b) + 1) for _ in range(len(a) + 1)]
    rows[0][0] = 0.0
    for i in range(len(a) + 1):
        for j in range(len(b) + 1):
            best = rows[i][j]
            if i and j:
                best = max(best, rows[i - 1][j - 1] + frequencies.weight(a[i - 1], b[j - 1]))
            if i:
                best = max(best, rows[i - 1][j] + _LEFT_OUT)
            if j:
                best = max(best, rows[i][j - 1] + _LEFT_OUT)
            if i and j > 1 and _is_joined(a[i - 1], b[j - 2], b[j - 1]):
                weight = frequencies.weight(a[i - 1], a[i - 1])
                best = max(best, rows[i - 1][j - 2] + weight + _JOINED)
            if j and i > 1 and _is_joined(b[j - 1], a[i - 2], a[i - 1]):
                weight = frequencies.weight(b[j - 1], b[j - 1])
                best = max(best, rows[i - 2][j - 1] + weight + _JOINED)
            rows[i][j] = best
    ends = [rows[-1][j] for j in range(len(b))] + [row[-1] for row in rows[:-1]]
    return max([rows[-1][-1], *(end + _CUT for end in ends)])


def _is_joined(word: str, first: str, second: str) -> bool:
    """Tell whether two words are the halves of one: عبد كريم and عبد الكريم."""
    about_as_long = abs(len(word) - len(first) - len(second)) <= 2  # noqa: PLR2004  an article
    return about_as_long and skeleton(word) == skeleton(first + second)


_SAME_LAQAB: Final = 0.85
_SLIP_OF_LAQAB: Final = 1.0
_OTHER_LAQAB: Final = -2.0


def laqab_evidence(a: Person, b: Person, frequencies: Frequencies) -> float:
    """Return what the family names say; one that is missing says nothing."""
    if a.laqab and b.laqab:
        kind = likeness(a.laqab[0], b.laqab[0])
        if kind in {Likeness.DIFFERENT, Likeness.NEAR}:
            return _SLIP_OF_LAQAB if kind else _OTHER_LAQAB
        one, other = skeleton(a.laqab[0]), skeleton(b.laqab[0])
        share = max(frequencies.share("~", one), frequencies.share("~", other))
        return min(6.0, log(_SAME_LAQAB / share))
    for named, bare in ((a, b), (b, a)):
        if named.laqab and len(bare.words) > 2:  # noqa: PLR2004  a fourth name, or the third
            name = skeleton(named.laqab[0])
            if skeleton(bare.words[-1]) == name:
                return min(5.0, log(_SAME_LAQAB / frequencies.share("~", name)))
    return 0.0


_YEARS: Final = (2.3, 1.9, 1.2, 0.2, -0.5, -0.8, -2.5, -2.5, -2.5, -2.5, -2.5)
_YEARS_OF_A_CHILD: Final = (1.5, 0.8, -0.2, -1.0, -1.8, -2.5)
_FAR: Final = -4.5
_SAME_DAY: Final = 5.5


def age_evidence(a: Person, b: Person) -> float:
    """Return what two ages say; an exact birthday that is nobody's default says most."""
    if not a.born or not b.born:
        return 0.0
    days = abs(a.born - b.born)
    if a.exact and b.exact and days == 0 and not _is_default(a.born):
        return _SAME_DAY
    table = _YEARS if a.grown_up and b.grown_up else _YEARS_OF_A_CHILD
    years = round(days / 365.25)
    return table[years] if years < len(table) else _FAR


def _is_default(born: int) -> bool:
    """Tell whether a day is the 1st of January or July, written where no day is known."""
    year = (born - 1) // 365.25
    return any(
        born == int(y) * 365 + int(y) // 4 + month * 30 + 1
        for y in (year - 1, year, year + 1)
        for month in (0, 6)
    )


_SAME_PLACE: Final = 0.94
_KIN_PLACE: Final = 0.85


def place_evidence(a: Family, b: Family, frequencies: Frequencies) -> tuple[float, float]:
    """Return what the districts say for one family and for two of near kin."""
    if not a.district or not b.district:
        if a.governorate and b.governorate and a.governorate != b.governorate:
            return -2.5, -1.5
        return 0.0, 0.0
    if a.district != b.district:
        return log((1 - _SAME_PLACE) / 0.7), log((1 - _KIN_PLACE) / 0.7)
    share = frequencies.share("@", a.district)
    return log(_SAME_PLACE / share), log(_KIN_PLACE / share)


_BANDS: Final = (0.085, 0.10, 0.07, 0.215, 0.03)
"""Shares of the age bands among people of one sex, Iraq-like (UNHCR planning figures)."""

_UNBANDED: Final = (0.0, sum(_BANDS[:3]), 0.0, sum(_BANDS[3:]), 0.0)
_IS_UNBANDED: Final = log(0.35)
"""How likely a family that looks so comes from a list without age bands."""

_SIZES: Final = (0.02, 0.08, 0.11, 0.13, 0.14, 0.14, 0.12, 0.09, 0.07, 0.05, 0.03)
"""Shares of households by size, 0 for none to 10 and more."""

_ALL_THE_SAME: Final = log(0.6)
_EDGE, _GONE, _OTHER_SEX, _UNKNOWN = -1.7, -2.1, -3.0, -0.4
_NUMBERS_WORST: Final = -3.5
NUMBERS_BEST: Final = 7.0
_NUMBERS_TEMPER: Final = 0.8


@lru_cache(32_768)
def numbers_evidence(a: tuple[int, ...], b: tuple[int, ...]) -> float:
    """Return what two families' numbers by sex and age band say.

    A member may have crossed the edge of a band, be missing in one, or have no age there;
    what remains counts by how seldom such a family is met.  Where one of them may come from a
    list of men, women, boys and girls, the bands of children and of the grown up are one.
    Nobody counted says nothing: that family is still being typed.
    """
    if not any(a) or not any(b):
        return 0.0
    by_band = _numbers(a, b, _BANDS)
    if not (_may_be_unbanded(a) or _may_be_unbanded(b)):
        return by_band
    return max(by_band, _numbers(_unbanded(a), _unbanded(b), _UNBANDED) + _IS_UNBANDED)


def _numbers(a: tuple[int, ...], b: tuple[int, ...], bands: tuple[float, ...]) -> float:
    told = _ALL_THE_SAME + _changes(a, b)
    by_chance = (_log_share(a, bands) + _log_share(b, bands)) / 2
    return max(_NUMBERS_WORST, min(NUMBERS_BEST, told - _NUMBERS_TEMPER * by_chance))


def _may_be_unbanded(counts: tuple[int, ...]) -> bool:
    """Tell whether all children stand in the middle band and all the grown up in theirs."""
    children, elsewhere = counts[1] + counts[6], (0, 2, 4, 5, 7, 9)
    return children > 0 and not any(counts[n] for n in elsewhere)


def _unbanded(counts: tuple[int, ...]) -> tuple[int, ...]:
    sides = (counts[:5], counts[5:10])
    merged = [n for side in sides for n in (0, sum(side[:3]), 0, sum(side[3:]), 0)]
    return (*merged, counts[10])


def _changes(a: tuple[int, ...], b: tuple[int, ...]) -> float:
    cost = 0.0
    left: list[list[int]] = []
    for start in (0, 5):
        diff = [a[start + n] - b[start + n] for n in range(5)]
        for n in range(4):
            moved = min(abs(diff[n]), abs(diff[n + 1])) if diff[n] * diff[n + 1] < 0 else 0
            sign = 1 if diff[n] > 0 else -1
            diff[n] -= sign * moved
            diff[n + 1] += sign * moved
            cost += _EDGE * moved
        left.append(diff)
    for n in range(5):
        women, men = left[0][n], left[1][n]
        swapped = min(abs(women), abs(men)) if women * men < 0 else 0
        sign = 1 if women > 0 else -1
        left[0][n] -= sign * swapped
        left[1][n] += sign * swapped
        cost += _OTHER_SEX * swapped
    more = sum(d for side in left for d in side if d > 0)
    fewer = -sum(d for side in left for d in side if d < 0)
    unknown = a[10] - b[10]
    if unknown > 0:
        told = min(unknown, fewer)
        fewer -= told
        cost += _UNKNOWN * told + _GONE * (unknown - told)
    else:
        told = min(-unknown, more)
        more -= told
        cost += _UNKNOWN * told + _GONE * (-unknown - told)
    return cost + _GONE * (more + fewer)


@lru_cache(32_768)
def _log_share(counts: tuple[int, ...], bands: tuple[float, ...]) -> float:
    size = sum(counts) - counts[10]
    share = log(_SIZES[min(size, 10)]) + lgamma(size + 1)
    for n, count in enumerate(counts[:10]):
        share += (count * log(bands[n % 5]) if count else 0.0) - lgamma(count + 1)
    return share


_MEMBER: Final = 0.85
_ALONE: Final = -1.2


def member_evidence(
    a: Family, b: Family, heads: tuple[int, int], frequencies: Frequencies
) -> tuple[float, int]:
    """Return what the other members say by own name, sex and age, and how many agree."""
    one = [p for n, p in enumerate(a.people[: a.named]) if n != heads[0] and p.words]
    other = [p for n, p in enumerate(b.people[: b.named]) if n != heads[1] and p.words]
    pairs = sorted(
        ((_one_member(p, q, max(len(one), len(other)), frequencies), i, j)
         for i, p in enumerate(one) for j, q in enumerate(other)),
        reverse=True,
    )  # fmt: skip
    taken_a: set[int] = set()
    taken_b: set[int] = set()
    total = 0.0
    for weight, i, j in pairs:
        if weight > 0 and i not in taken_a and j not in taken_b:
            taken_a.add(i)
            taken_b.add(j)
            total += weight
    fewest = min(len(one), len(other))
    return total + _ALONE * (fewest - len(taken_a)), len(taken_a)


def _one_member(a: Person, b: Person, of: int, frequencies: Frequencies) -> float:
    if a.sex and b.sex and a.sex != b.sex:
        return -inf
    age = age_evidence(a, b)
    if age < -1:
        return -inf
    own = frequencies.weight(a.words[0], b.words[0])
    line = 0.0
    if a.grown_up and b.grown_up and len(a.words) > 1 and len(b.words) > 1:
        line = min(0.0, frequencies.weight(a.words[1], b.words[1]))
    return own + line + age + log(_MEMBER / of)
