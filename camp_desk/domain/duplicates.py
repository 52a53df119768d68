"""Whether two families are one family that was registered twice, and why that seems so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from math import exp, inf, log, log1p
from typing import Final, NamedTuple

from camp_desk.domain.evidence import (
    NUMBERS_BEST,
    Evidence,
    age_evidence,
    laqab_evidence,
    line_evidence,
    member_evidence,
    numbers_evidence,
    place_evidence,
)
from camp_desk.domain.families import Family, Person, blocking_keys
from camp_desk.domain.likeness import Frequencies
from camp_desk.domain.words import N_, Words

SHOW: Final = 0.3
"""From this score on a pair is shown as possible."""

LIKELY: Final = 0.95
"""From this score on an officer is asked to decide."""

MOST_CANDIDATES: Final = 200
LARGEST_BLOCK: Final = 400

_TWICE: Final = 0.05
"""Families registered a second time, for each family in the camp, before anything is known."""

_KIN: Final = 3.0
"""Households of near kin (brothers, a father, his brothers) in the camp for each family."""

_FEWEST: Final = 500

_SAME_HEAD: Final = log(0.7)
_OTHER_HEAD: Final = log(0.25)
_NEITHER_HEAD: Final = log(0.03)
_CHILDRENS_FATHER: Final = log(0.1)

_NOBODY: Final = -1.0
"""Below this nobody seems to stand in both families, and members are not compared."""

_SURE: Final = 8.0
"""From this on the heads are so surely one that nobody else is tried."""

_BESIDE_NAMES: Final = 0.3
"""What the numbers of two families count for where their members are compared by name."""

_ROUNDED: Final = 0.001
"""More than sums and scores can be off by rounding."""

_MEN: Final = 8
"""Where the numbers of a family have its men from 18 to 59."""

_SAME_PHONE, _OTHER_PHONE, _KIN_PHONE = 10.0, -1.2, 6.5
_SAME_CARD, _OTHER_CARD, _KIN_CARD = 12.0, -3.0, 9.5


@dataclass(frozen=True, slots=True)
class Reason:
    """Why two families may be one: a message key and its values."""

    message: str
    values: Mapping[str, object]

    def said(self, words: Words) -> str:
        """Return the reason as a sentence, with the form that fits its number."""
        number = int(str(self.values.get("years", self.values.get("n", 0))))
        match self.message:
            case message if message == OTHER_AGE:
                return words.plural(
                    "The ages differ by {n} year.", "The ages differ by {n} years.", number
                )
            case message if message == MEMBERS:
                return words.plural(
                    "{n} other member has the same name and age.",
                    "{n} other members have the same names and ages.",
                    number,
                )
            case message if message == SAME_SIZE:
                return words.plural(
                    "The same size, {n} person, of the same age.",
                    "The same size, {n} people, of the same ages.",
                    number,
                )
        return words(self.message, **self.values)


def percent(score: float) -> int:
    """Return how likely two families are one, in whole percent, as it is said.

    Nothing but a person's look makes it certain: 99 at most.
    """
    return min(99, round(100 * score))


@dataclass(frozen=True, slots=True)
class Match:
    """How sure it is that two families are one, from 0 to 1, and what speaks for and against."""

    score: float
    reasons: tuple[Reason, ...] = ()

    @property
    def is_shown(self) -> bool:
        """Tell whether the pair is worth an officer's look."""
        return self.score >= SHOW

    @property
    def is_likely(self) -> bool:
        """Tell whether an officer should decide before the family is served."""
        return self.score >= LIKELY


_HARDLY: Final = Match(0.0)


class Identity(NamedTuple):
    """Who in one family may be whom in the other, and what that weighs."""

    total: float
    evidence: Evidence
    a: int
    b: int
    age: float


def score(a: Family, b: Family, frequencies: Frequencies, least: float = 0.0) -> Match:
    """Return how likely two families are the same one; the order of the two does not matter.

    The score is a probability by Bayes' rule after Fellegi and Sunter: what is the same
    counts by how rarely it is the same by chance in this camp, and three stories are
    weighed against one another, the same family, near kin, and strangers.

    Args:
        a: One of them.
        b: The other.
        frequencies: How common names are in this camp.
        least: From which score on it matters: a lower one may be given as 0, which takes less time.
    """
    weighed = _weighed(a, b, frequencies, log(least / (1 - least)) if least else -inf)
    if weighed is None:
        return _HARDLY
    chance = 1 / (1 + exp(-max(-40.0, min(40.0, weighed.log_odds))))
    return Match(round(chance, 6), weighed.reasons() if chance >= SHOW / 4 else ())


@dataclass(frozen=True, slots=True)
class Weighed:
    """The parts of a score, in natural logarithms; for tuning and for the reasons."""

    log_odds: float
    identity: Identity
    place: float
    numbers: float
    members: float
    agreeing: int
    phone: float
    card: float
    heads: tuple[Person, Person]
    sizes: tuple[int, int]
    father: bool

    def reasons(self) -> tuple[Reason, ...]:
        """Return what speaks for and against, the strongest first where it matters."""
        return tuple(Reason(message, values) for message, values in _reasons(self))


def weigh(a: Family, b: Family, frequencies: Frequencies) -> Weighed:
    """Return what speaks for and against two families being one, part by part."""
    weighed = _weighed(a, b, frequencies, -inf)
    assert weighed is not None  # noqa: S101  only what cannot reach a least is left out
    return weighed


def _weighed(a: Family, b: Family, frequencies: Frequencies, least: float) -> Weighed | None:
    """Return what weigh() does, or nothing as soon as it is sure to stay below the least odds."""
    sizes = (sum(a.counts), sum(b.counts))
    if _order(b) < _order(a):
        a, b = b, a
    identity = _best_identity(a, b, frequencies)
    place, kin_place = place_evidence(a, b, frequencies)
    both_named = a.named > 1 and b.named > 1
    members, agreeing = 0.0, 0
    if both_named and identity.total > _NOBODY:
        members, agreeing = member_evidence(a, b, (identity.a, identity.b), frequencies)
    phone, kin_phone = _same_or_not(a.phone, b.phone, (_SAME_PHONE, _OTHER_PHONE, _KIN_PHONE))
    card, kin_card = _same_or_not(
        a.ration_card, b.ration_card, (_SAME_CARD, _OTHER_CARD, _KIN_CARD)
    )
    households = max(_FEWEST, frequencies.households)
    kin = identity.evidence.line + kin_place + kin_phone + kin_card
    before, others = log(_TWICE / households), _log1pexp(kin + log(_KIN / households))
    counts_for = _BESIDE_NAMES if both_named else 1.0
    without_numbers = identity.total + place + members + phone + card + before - others
    if without_numbers + NUMBERS_BEST * counts_for < least - _ROUNDED:
        return None
    numbers = _numbers(a, b, identity) * counts_for
    same = identity.total + place + numbers + members + phone + card
    odds = same + before - others
    return Weighed(
        odds,
        identity,
        place,
        numbers,
        members,
        agreeing,
        phone,
        card,
        (a.people[identity.a], b.people[identity.b]),
        sizes,
        a.father == identity.a or b.father == identity.b,
    )


def _numbers(a: Family, b: Family, identity: Identity) -> float:
    """Return what the numbers say; a father known from his children alone may be one more."""
    said = numbers_evidence(a.counts, b.counts)
    if a.father == identity.a:
        said = max(said, numbers_evidence(_with_man(a.counts), b.counts))
    if b.father == identity.b:
        said = max(said, numbers_evidence(a.counts, _with_man(b.counts)))
    return said


def _with_man(counts: tuple[int, ...]) -> tuple[int, ...]:
    """Return the numbers of a family with one grown-up man more."""
    return (*counts[:_MEN], counts[_MEN] + 1, *counts[_MEN + 1 :])


def candidates(blocks: Iterable[Sequence[int]], most: int = MOST_CANDIDATES) -> list[int]:
    """Return the families to score, best first: those in many and in small blocks.

    Args:
        blocks: For each blocking key of the new family, the families that have it too, at
            most ``LARGEST_BLOCK`` of them and the newest.
        most: How many to return.
    """
    weights: defaultdict[int, float] = defaultdict(float)
    for block in blocks:
        weight = 1 / (len(block) + 5) ** 0.5
        for household in block:
            weights[household] += weight
    return nlargest(most, weights, key=lambda household: (weights[household], household))


def find_pairs(
    families: Sequence[Family],
    frequencies: Frequencies | None = None,
    least: float = SHOW,
    most: int = MOST_CANDIDATES,
) -> list[tuple[int, int, Match]]:
    """Return the pairs that reach a score, as indexes in order, in memory."""
    frequencies = frequencies or Frequencies.of(families)
    blocks: defaultdict[int, list[int]] = defaultdict(list)
    found = []
    for number, family in enumerate(families):
        keys = blocking_keys(family)
        for other in candidates((blocks[key][-LARGEST_BLOCK:] for key in keys), most):
            match = score(families[other], family, frequencies)
            if match.score >= least:
                found.append((other, number, match))
        for key in keys:
            blocks[key].append(number)
    return sorted(found, key=lambda pair: pair[:2])


def _order(family: Family) -> tuple[object, ...]:
    """Return what puts any two families that differ in one order, so that ties are no matter."""
    return family.people, family.counts, family.father, family.district, family.phone


def _best_identity(a: Family, b: Family, frequencies: Frequencies) -> Identity:
    """Return who is most likely the same: mostly the heads, or the wife who came as head."""
    best = _identity(a, b, (0, 0), _SAME_HEAD, frequencies)
    grown_a, grown_b = _others_grown_up(a), _others_grown_up(b)
    ways = [(0, j) for j in grown_b] + [(i, 0) for i in grown_a]
    if best.total < _SURE:
        ways += [(i, j) for i in grown_a for j in grown_b]
    for i, j in ways:
        if not _worth_a_look(a.people[i], b.people[j], frequencies):
            continue
        if i and j:
            chance = _NEITHER_HEAD - log(len(grown_a) * len(grown_b))
        else:
            chance = _chance(a, i, len(grown_a)) if i else _chance(b, j, len(grown_b))
        best = max(best, _identity(a, b, (i, j), chance, frequencies))
    return best


def _others_grown_up(family: Family) -> list[int]:
    return [n for n, person in enumerate(family.people) if n and person.grown_up]


def _chance(family: Family, n: int, of: int) -> float:
    return _CHILDRENS_FATHER if n == family.father else _OTHER_HEAD - log(of)


def _worth_a_look(a: Person, b: Person, frequencies: Frequencies) -> bool:
    if not a.words or not b.words or (a.sex and b.sex and a.sex != b.sex):
        return False
    return frequencies.weight(a.words[0], b.words[0]) > 0


def _identity(
    a: Family, b: Family, who: tuple[int, int], chance: float, frequencies: Frequencies
) -> Identity:
    one, other = a.people[who[0]], b.people[who[1]]
    evidence = line_evidence(one.words, other.words, frequencies)
    laqab = laqab_evidence(one, other, frequencies)
    evidence = Evidence(evidence.own, evidence.line + laqab)
    age = age_evidence(one, other)
    sex = 0.0 if not one.sex or not other.sex or one.sex == other.sex else -3.5
    total = chance + evidence.own + evidence.line + age + sex
    return Identity(total, evidence, *who, age)


def _same_or_not(
    a: bytes | str, b: bytes | str, weights: tuple[float, float, float]
) -> tuple[float, float]:
    if not a or not b:
        return 0.0, 0.0
    same, other, kin = weights
    return (same, kin) if a == b else (other, 0.0)


def _log1pexp(x: float) -> float:
    return x if x > 30 else log1p(exp(x))  # noqa: PLR2004  exp overflows far above


# Keys of reasons as they are kept beside a pair; those with a number are said by Reason.said.
SAME_NAMES: Final = N_("The head has the same name in both.")
LIKE_NAMES: Final = N_("The heads' names are alike.")
OTHER_HEAD: Final = N_("The head of one family is a member of the other.")
CHILDRENS_FATHER: Final = N_("The children of one family have the head of the other as father.")
SAME_AGE: Final = N_("The same age.")
OTHER_AGE: Final = "The ages differ by {years} years."
MEMBERS: Final = "{n} other members have the same names and ages."
SAME_SIZE: Final = "The same size, {n} people, of the same ages."
LIKE_SIZE: Final = N_("About the same members: {a} and {b} people.")
OTHER_SIZE: Final = N_("The numbers differ: {a} and {b} people.")
SAME_DISTRICT: Final = N_("From the same district.")
OTHER_DISTRICT: Final = N_("From different districts.")
SAME_PHONE: Final = N_("The same phone number.")
OTHER_PHONE: Final = N_("Different phone numbers.")
SAME_CARD: Final = N_("The same ration card of the state.")
OTHER_CARD: Final = N_("Different ration cards of the state.")
NAMES_DIFFER: Final = N_("The names differ.")


def _reasons(w: Weighed) -> Iterable[tuple[str, dict[str, object]]]:
    one, other = w.heads
    if w.card:
        yield (SAME_CARD if w.card > 0 else OTHER_CARD), {}
    if w.phone > 0:
        yield SAME_PHONE, {}
    if w.father:
        yield CHILDRENS_FATHER, {}
    elif w.identity.a or w.identity.b:
        yield OTHER_HEAD, {}
    elif one.words == other.words:
        yield SAME_NAMES, {}
    else:
        yield (LIKE_NAMES if w.identity.evidence.own > 0 else NAMES_DIFFER), {}
    if w.agreeing:
        yield MEMBERS, {"n": w.agreeing}
    if w.identity.age and one.born and other.born:
        years = round(abs(one.born - other.born) / 365)
        yield (OTHER_AGE, {"years": years}) if years else (SAME_AGE, {})
    yield from _size_reason(w)
    if w.place:
        yield (SAME_DISTRICT if w.place > 0 else OTHER_DISTRICT), {}
    if w.phone < 0:
        yield OTHER_PHONE, {}


def _size_reason(w: Weighed) -> Iterable[tuple[str, dict[str, object]]]:
    a, b = w.sizes
    if not a or not b:
        return
    if a == b and w.numbers > 0:
        yield SAME_SIZE, {"n": a}
    else:
        yield (LIKE_SIZE if w.numbers > 0 else OTHER_SIZE), {"a": a, "b": b}
