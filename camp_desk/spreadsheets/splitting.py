"""Parts a whole name into own, father's and grandfather's name and what follows."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from camp_desk.domain.plain import folded

_SERVANT = {"عبد", "ذو", "abd", "abdul", "abdel", "abdal", "abdu", "abdol"}
_BROKEN_SERVANT = {"عبدا": "ل", "عبدال": ""}
"""عبد with the article, or half of it, before a space that slipped; and how the rest begins."""

_KUNYA = {"ابو", "ابا", "ابي", "ام", "abu", "abo", "abou", "umm", "um", "oum"}
_BETWEEN = {"بن", "ابن", "بنت", "bin", "ibn", "bint", "ben"}
_TITLES = {"سيد", "شيخ", "حاج", "حجي", "ملا", "sayed", "sayyid", "sayid", "sheikh", "shaikh", "haj"}
_TITLES |= {"haji", "hajji", "mulla", "mullah"}
_TITLES |= {"مرحوم", "دكتور", "مهندس", "استاذ", "mr", "mrs", "miss", "dr"}
_TITLES |= {
    "shex",
    "sex",
    "shekh",
    "sheik",
    "pir",
    "پير",
    "feqir",
    "faqir",
    "فقير",
    "qewal",
    "قوال",
}
_ARTICLES = {"al", "el", "ul", "ad", "ud", "ed", "ar", "as", "az", "ال"}
_SECOND_HALVES = {
    "دين", "الله", "لله", "هدي", "زهراء", "زهرا", "عابدين", "اسلام", "din", "deen", "eddin",
    "aldin", "eldin", "uddin", "aldeen", "allah", "huda", "zahra", "zahraa", "abidin",
    "abideen", "eddine",
    "aldain", "islam",
}  # fmt: skip
_WITHOUT_ARTICLE = ("دين", "هدى", "زهراء", "عابدين", "اسلام")
"""Words that are names of their own, or none, without their article."""

_PARTS = 3
_NISBA = re.compile(r"ال\w{2,}[يیى]|[Aa][lL][ \-]\w{3,}[iy]")
"""A name after a tribe or a place, which is no ancestor's: الجبوري, al-Jubouri."""

_NUMBERING = re.compile(r"^\W*\d{1,4}\s*[.)\-–:/،]+\s*(?=[^\W\d])|^[^\w\"'(]+")
_BETWEEN_NAMES = re.compile(r"\s*[,،;؛/|\\_]+\s*|\s+[-–—]+\s+|\s+[-–—]+$")
"""What clerks put before a name, and between the parts of it."""


@dataclass(frozen=True, slots=True)
class WholeName:
    """A name in its parts; ``rest`` is what comes after the grandfather: a fourth name, a laqab."""

    own: str
    father: str = ""
    grandfather: str = ""
    rest: str = ""


def split(name: str) -> WholeName:
    """Return the parts of a name as people of Iraq write it; compound names stay together.

    >>> split("عبد الله نور الدين أبو علي الجبوري").rest
    'الجبوري'
    >>> split("Abdul Rahman bin Ali al Jubouri")
    WholeName(own='Abdul Rahman', father='Ali', grandfather='', rest='al Jubouri')
    """
    names = together(_BETWEEN_NAMES.sub(" ", _NUMBERING.sub("", name)).split())
    ancestors = len(names[:_PARTS])
    if ancestors > 1 and _NISBA.fullmatch(_written_plain(names[ancestors - 1])):
        ancestors -= 1
    own, father, grandfather = (*names[:ancestors], "", "", "")[:_PARTS]
    return WholeName(own, father, grandfather, " ".join(names[ancestors:]))


def together(words: list[str]) -> list[str]:
    """Return the words with those of one compound name joined, and "son of" left out.

    A title (sayyid, sheikh) stays with its name only where three names remain without it.
    """
    joined = _joined([word for word in words if folded(word) not in _BETWEEN] or words)
    while len(joined) > _PARTS and (at := _title(joined)) is not None:
        joined[at : at + 2] = [" ".join(joined[at : at + 2])]
    return joined


def _joined(words: list[str]) -> list[str]:
    names: list[str] = []
    open_ended = False
    for word, following in itertools.zip_longest(words, words[1:], fillvalue=""):
        plain = folded(word)
        if names and (open_ended or _is_second_half(word, following, names[-1])):
            names[-1] += f" {word}"
        else:
            names.append(word)
        open_ended = plain in _KUNYA | _ARTICLES | (_SERVANT - {"عبد"})
    if open_ended and len(names) > 1 and " " not in names[-1]:
        names[-2:] = [" ".join(names[-2:])]
    return names


def _is_second_half(word: str, following: str, name: str) -> bool:
    """Tell whether a word completes the name before it."""
    plain, before, word = folded(word), folded(name).split()[-1:], _written_plain(word)
    if before == ["عبد"]:
        return word.startswith("ال")
    if before and before[0] in _BROKEN_SERVANT:
        return word.startswith(_BROKEN_SERVANT[before[0]])
    if plain in _SECOND_HALVES and not word.startswith(_WITHOUT_ARTICLE):
        return True
    if plain in _ARTICLES:
        return folded(following) in _SECOND_HALVES or before[0] in _SERVANT if before else False
    article, _, rest = plain.partition(" ")
    return article in _ARTICLES and (before[:1] == ["abd"] or rest in _SECOND_HALVES)


def _written_plain(word: str) -> str:
    """Return a word without what is drawn into it: tatweel, and the mark on an alef."""
    return word.replace("ـ", "").replace("ٱ", "ا")


def _title(names: list[str]) -> int | None:
    """Return where a title stands before a name it belongs to."""
    return next((n for n, name in enumerate(names[:-1]) if folded(name) in _TITLES), None)
