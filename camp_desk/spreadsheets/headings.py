"""Recognises what a column holds from its heading, however it is worded."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from functools import cache, lru_cache

from rapidfuzz import fuzz, process

from camp_desk.domain.plain import cleaned, folded
from camp_desk.spreadsheets.brackets import group_of
from camp_desk.spreadsheets.fields import Field, Target
from camp_desk.spreadsheets.heading_words import HEADINGS, NEVER

LONGEST = 120
"""Letters of a heading; more is a sentence or a note."""

_SAME = {"number": "no", "numbers": "no", "num": "no", "nbr": "no", "nr": "no", "nº": "no"}
_SAME |= {"fam": "family", "ind": "individuals", "indiv": "individuals", "pers": "persons"}
_SAME |= {"dist": "district", "mob": "mobile", "addr": "address", "arr": "arrival", "dt": "date"}
_SAME |= {"household": "hh", "households": "hh", "hhold": "hh", "houshold": "hh", "numero": "no"}
_SAME |= {"rel": "relationship", "relation": "relationship", "hhh": "hoh", "ph": "phone"}
_SAME |= {"mths": "months", "mos": "months", "mth": "months", "yrs": "years", "yr": "years"}
_SAME |= {"عائله": "اسره", "عايله": "اسره", "عايلة": "اسره", "تاريح": "تاريخ", "تاءريخ": "تاريخ"}
_SAME |= {
    "لرب": "رب",
    "برب": "رب",
    "للاسره": "اسره",
    "للعائله": "اسره",
    "للعايله": "اسره",
    "ووقت": "وقت",
    "وتاريخ": "تاريخ",
}
_IGNORED = {"the", "of", "and", "please", "enter", "write", "يرجي", "what", "is", "و", "s"}
_IGNORED |= {"when", "which", "did", "do", "you", "your", "they", "their", "ما", "هو", "هي", "متي"}
_GENERAL = frozenset(
    [
        "no",
        "index",
        "order",
        "line",
        "serial",
        "serial no",
        "s n",
        "sn",
        "sr",
        "sr no",
        "sl no",
        "seq",
        "sequence",
        "ت",
        "م",
        "تسلسل",
        "رقم",
        "رقم تسلسلي",
        "رقم تسلسل",
        "عدد تسلسلي",
        "ژ",
        "ژماره",
        "زنجيره",
        "date",
        "تاريخ",
        "يوم",
        "day",
        "time",
        "hour",
        "وقت",
        "ساعه",
        "hh",
        "case",
        "family",
        "اسره",
        "name",
        "names",
        "اسم",
        "ناو",
        "address",
        "عنوان",
        "from",
        "area",
        "منطقه",
        "location",
        "عدد",
        "title",
        "city",
        "مدينه",
        "بهروار",
        "contact",
        "registration date",
        "today",
        "first",
        "id",
        "group",
        "years",
        "street",
        "case id",
        "ناونيشان",
        "displacement date",
        "date displacement",
        "تاريخ نزوح",
        "من",
        "بطاقه",
        "رقم بطاقه",
        "card no",
    ]
)
"""Headings that give way to a column with a more telling one."""
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z]{2})(?=[A-Z][a-z])")
_INITIALS = (
    (re.compile(r"\bHoH"), "hoh "),
    (re.compile(r"\b[hH]\W?[oO]\W?[hH]\b"), "hoh"),
    (re.compile(r"\b[hH]\W[hH]\b"), "hh"),
)
"""HoH and H/H are one word each, not two."""

_TELLING: dict[str, Field] = {
    **dict.fromkeys(
        ("ration", "rations", "pds", "تموين", "تموينيه", "غذائيه", "خوراك"), Field.RATION_CARD
    ),
    **dict.fromkeys(
        ("phone", "telephone", "tel", "mobile", "mob", "هاتف", "تلفون", "موبايل", "جوال", "نقال"),
        Field.PHONE,
    ),
}
"""Words with which a heading means one field, whatever else it says.

A number of the state's ration card must never be taken for a family's, which is kept as it is.
"""

_PARTS = re.compile(
    r"[/|()\[\]{}\n\r:؛;،,]+| - | – |"
    r"(?<=[a-zA-Z.#])\s+(?=[\u0620-\u06d5])|(?<=[\u0620-\u06d5])\s+(?=[a-zA-Z])"
)
"""What parts a heading said twice, in two languages or in more detail."""

_PATH = re.compile(r"[a-z0-9_.\-]+(?:/[a-z0-9_.\-]+)+")
"""The path of a question in a form, such as hh/head_name: its last step tells most."""

_NEAR, _ALMOST = 82, 92
_ALL_NEAR = 6
_WHOLE, _PART, _TURNED_ROUND, _FUZZY, _GENERAL_WORD = 1.0, 0.95, 0.9, 0.8, 0.75


@lru_cache(maxsize=10_000)
def recognised(untrusted_heading: str) -> tuple[tuple[Target, float], ...]:
    """Return what the heading may mean, the likeliest first, each with a confidence of 0 to 1.

    >>> recognised("HH no.")[0]
    (<Field.FAMILY: 'family'>, 1.0)
    """
    heading = untrusted_heading.strip()
    if not heading or len(heading) > LONGEST or heading.startswith("="):
        return ()
    found: dict[Target, float] = {}
    pieces = [(heading, _WHOLE)]
    parts = [part for part in _PARTS.split(heading) if folded(part)]
    if _PATH.fullmatch(heading):
        pieces = [(part, _PART - 0.3 * n) for n, part in enumerate(reversed(parts))]
        parts = []
    elif len(parts) > 1:
        pieces += [(part, _PART - 0.06 * n) for n, part in enumerate(parts[:4])]
    for piece, weight in pieces:
        words = _plain(piece)
        if words in _never():
            if weight == _WHOLE:
                return ()
            continue
        for target, confidence in _meanings(piece, words):
            found[target] = max(found.get(target, 0.0), round(confidence * weight, 3))
    if only := {_TELLING[word] for word in _plain(heading).split() if word in _TELLING}:
        found = {target: found[target] for target in found if target in only}
    found = _together(parts, found)
    return tuple(sorted(found.items(), key=lambda pair: -pair[1]))


def _together(parts: list[str], found: dict[Target, float]) -> dict[Target, float]:
    """Return what a heading means whose parts ask for several things at once.

    "Father's name / اسم الأب" asks for one thing, "Name (own, father, grandfather)" for a line of
    names, "Governorate - District" for both.
    """
    said: set[Target] = set(found)
    if len(parts) > 1:
        meanings = (_meanings(part, _plain(part)) for part in parts[:4])
        said = {max(each, key=lambda pair: pair[1])[0] for each in meanings if each}
        if {Field.GOVERNORATE, Field.DISTRICT} <= said:
            return {Field.ORIGIN: _PART}
    if Field.FATHER in said and said & {Field.FULL_NAME, Field.OWN_NAME}:
        return {Field.FULL_NAME: _PART}
    return found


@lru_cache(maxsize=10_000)
def _meanings(piece: str, words: str) -> Sequence[tuple[Target, float]]:
    known = _phrases()
    as_written = folded(piece)
    words = as_written if words not in known and as_written in known else words  # YoB
    if words in known:
        confidence = _GENERAL_WORD if words in _GENERAL else _WHOLE
        return [(target, confidence) for target in known[words]]
    if group := group_of(piece):
        return [(group, _WHOLE)]
    if turned := _turned_round().get(frozenset(words.split())):
        return [(target, _TURNED_ROUND) for target in turned]
    near, likeness = _near(words)
    return (near if likeness >= _ALMOST else []) or _held(words) or near


def _held(words: str) -> list[tuple[Target, float]]:
    """Return the fields of which a phrase stands in the heading, the longest phrases first."""
    typed = words.split()
    if any(phrase in f" {words} " for phrase in _never_held()):
        return []
    found: dict[Target, float] = {}
    beginning = _phrases_by_word()
    for phrase, parts, targets in itertools.chain(
        *(beginning.get(word, ()) for word in dict.fromkeys(typed))
    ):
        if len(parts) < len(typed) and len(phrase) > 2 and set(parts) <= set(typed):  # noqa: PLR2004
            together = 0.05 if f" {phrase} " in f" {words} " else 0.0
            confidence = 0.45 + 0.35 * len(phrase) / len(words) + together
            for target in targets:
                found[target] = max(found.get(target, 0.0), confidence)
    return sorted(found.items(), key=lambda pair: -pair[1])[:3]


def _near(words: str) -> tuple[list[tuple[Target, float]], float]:
    """Return the fields whose phrase the heading misspells, and how like it is, up to 100."""
    if len(words) < _ALL_NEAR:
        return [], 0
    near = process.extractOne(words, _phrases().keys(), scorer=fuzz.ratio, score_cutoff=_NEAR)
    if not near:
        return [], 0
    return [(target, _FUZZY * near[1] / 100) for target in _phrases()[near[0]]], near[1]


def _plain(piece: str) -> str:
    """Return a heading folded, with the same word for the same thing and no empty words."""
    for letters, word in _INITIALS:
        piece = letters.sub(word, piece)
    words = folded(
        _CAMEL.sub(" ", cleaned(piece).replace("#", " no ").replace("№", " no "))
    ).split()
    kept = [_SAME.get(word, word) for word in words if word not in _IGNORED]
    without_double = [word for n, word in enumerate(kept) if n == 0 or word != kept[n - 1]]
    return " ".join(without_double or [_SAME.get(word, word) for word in words])


@cache
def _phrases() -> dict[str, tuple[Field, ...]]:
    known: dict[str, tuple[Field, ...]] = {}
    for field, phrases in HEADINGS.items():
        for phrase in phrases.split("|"):
            words = _plain(phrase)
            if field not in known.get(words, ()):
                known[words] = (*known.get(words, ()), field)
    return known


@cache
def _turned_round() -> dict[frozenset[str], tuple[Field, ...]]:
    """Return the known phrases of several words by these, in any order."""
    return {frozenset(phrase.split()): to for phrase, to in _phrases().items() if " " in phrase}


@cache
def _phrases_by_word() -> dict[str, list[tuple[str, list[str], tuple[Field, ...]]]]:
    """Return the known phrases, with their words, by the first of these."""
    found: dict[str, list[tuple[str, list[str], tuple[Field, ...]]]] = {}
    for phrase, targets in _phrases().items():
        parts = phrase.split()
        found.setdefault(parts[0], []).append((phrase, parts, targets))
    return found


@cache
def _never() -> frozenset[str]:
    return frozenset(map(_plain, NEVER.split("|")))


@cache
def _never_held() -> frozenset[str]:
    return frozenset(f" {words} " for words in _never() if len(words) > 4)  # noqa: PLR2004  no chance hits
