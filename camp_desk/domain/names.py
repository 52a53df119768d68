"""Names folded to one spelling, and found again however they are typed."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from camp_desk.domain.skeletons import is_arabic, skeleton, skeleton_typed_so_far

NORM_VERSION: Final = 4
"""Grows when a folded form or a skeleton changes: everything derived is then built anew."""

LONGEST: Final = 300
"""A name is folded up to this many letters: no name is longer, and no list may stall the desk."""

_JOINERS = {"عبد", "ذو", "abd", "abdul", "abdel", "abdal", "abdu", "abdou"}
_BROKEN = {"عبدا": "ل", "عبدال": ""}
"""عبد with the article, or half of it, before a space that slipped; and how the rest begins."""

_KUNYAS = {"ابو", "ابي", "ام", "abu", "abo", "abou", "umm", "oum"}
_GIVEN = {"بكر", "ذر", "بنين", "كلثوم", "bakr", "baker", "bekir", "dhar", "zar", "banin", "kalthum"}
"""What makes a given name after "father of" or "mother of": Abu Bakr, Umm Kulthum."""

_KNOWN_BY_KUNYA: Final = 2
"""Names, the kunya with them, of which none can be left out."""

_BETWEEN = {"بن", "ابن", "بنت", "bin", "ibn", "bint", "ben"}
_ARTICLES = {"al", "el", "ul"}
_ASSIMILATED = {"ad", "ed", "ud"}
_ENDINGS = {"الدين", "الله", "الهدي", "الزهراء", "الزهرا", "eddin", "eddine", "uddin", "aldin"}
_ENDINGS |= {"eldin", "uldin", "addin", "aldeen", "eldeen", "uldeen", "eddeen", "uddeen"}
_ENDINGS |= {"aldine", "eldine", "allah", "ullah", "ellah", "alla", "ulla"}
_FAITH = {"din", "deen", "dine", "dien"}
_SECOND_HALVES = {"عابدين", "abidin", "abidine", "abdin", "abedin", "abideen"}
_TITLES = {"سيد", "شيخ", "حاج", "حجي", "ملا", "sayed", "sayyid", "sayid", "seyid", "sheikh"}
_TITLES |= {"shaikh", "haj", "haji", "hajji", "mulla", "mullah"}
_TITLES |= {"مرحوم", "دكتور", "مهندس", "استاذ", "mr", "mrs", "miss", "dr"}
_TITLES |= {
    "shex",
    "shekh",
    "sheik",
    "pir",
    "پير",
    "feqir",
    "faqir",
    "فقير",
    "qewal",
    "qawal",
    "قوال",
}

_LETTERS = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ێ": "ي", "ئ": "ي", "ې": "ي"}
    | {"ة": "ه", "ھ": "ه", "ہ": "ه", "ۀ": "ه", "ک": "ك", "ڪ": "ك", "ؤ": "و", "ۆ": "و", "ۇ": "و"}
    | {"ڕ": "ر", "ڵ": "ل", "ء": None, "ş": "sh", "ç": "ch", "ğ": "gh", "ı": "i", "ł": "l"}
)
_INVISIBLE = re.compile(r"[\u0640\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\u00ad]")
_MARKS = re.compile(r"[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]")
_APOSTROPHES = re.compile("['`´\u2018\u2019\u02bb-\u02bf]")
_INITIAL_U = re.compile(r"\bئ[ۆو]")
_INITIAL_A = re.compile(r"\bئ[ەایێ]")
_AE_INSIDE = re.compile(r"ە(?=\w)")


@lru_cache(65_536)
def fold(text: str) -> str:
    """Return a name in the one spelling that stands for all harmless ones of its script.

    Arabic and Sorani meet in Arabic letters without marks, hamza and article; Latin
    letters lose case and accents.  Digits of any script become 0 to 9.  Folding twice
    changes nothing.  A folded form is for comparing and sorting and is never shown.
    """
    folded = text[:LONGEST]
    for _ in range(8):
        again = " ".join(_joined(_letters(folded).split()))
        if again == folded:
            break
        folded = again
    return folded


@lru_cache(65_536)
def tokens(name: str) -> tuple[str, ...]:
    """Return the folded words of a name that are compared, titles left out.

    >>> tokens("سيد حيدر عبد الله")
    ('حيدر', 'عبدالله')
    """
    words: list[str] = []
    for word in fold(name).split():
        if word in _SECOND_HALVES and words:
            words[-1] += word
        else:
            words.append(word)
    plain = [word for word in words if word not in _TITLES]
    return tuple(plain or words)


@lru_cache(16_384)
def is_kunya(name: str) -> bool:
    """Tell whether a name is a kunya alone: the father or mother of a child.

    >>> is_kunya("أبو علي"), is_kunya("الجبوري")
    (True, False)
    """
    first, _, child = _letters(name[:LONGEST]).strip().partition(" ")
    return first in _KUNYAS and bool(child)


def without_kunya(own: str, rest: tuple[str, ...]) -> tuple[str, ...]:
    """Return the folded words of a line of names, the kunya in front left out.

    A clerk writes down what a man is called, "أبو جاسم خلف عيادة", and the next one his name.
    Without two names behind it the kunya is all that is known; Abu Bakr is a name.

    >>> without_kunya("أبو جاسم", ("خلف", "عياده"))
    ('خلف', 'عياده')
    >>> without_kunya("أبو بكر", ("خلف", "عياده"))
    ('ابوبكر', 'خلف', 'عياده')
    """
    words = (*tokens(own), *rest)
    if len(words) <= _KNOWN_BY_KUNYA or not is_kunya(own):
        return words
    child = _letters(own[:LONGEST]).split()[1:]
    return words if any(_without_article(word) in _GIVEN for word in child) else words[1:]


def search_tokens(name: str) -> list[str]:
    """Return the words of a name for a full-text index: folded ones and ``_`` skeletons.

    >>> search_tokens("Muhammad")
    ['muhammad', '_mhmd']
    """
    folded = fold(name).split()
    bare = [skeleton(word) for word in folded]
    return folded + [f"_{bones}" for bones in bare if bones]


def search_query(untrusted_text: str) -> str:
    """Return what was typed as an FTS5 query that cannot be anything but a search.

    Each word must be the beginning of a folded word or of a skeleton.  There are no
    phrases, so it suits ``detail=none`` with the tokenizer ``unicode61
    remove_diacritics 0 tokenchars '_'``.  Empty where nothing searchable was typed.
    """
    words = [word for word in fold(untrusted_text).split() if _is_indexable(word)]
    return " AND ".join(_one_word(word) for word in words[:8])


def _one_word(word: str) -> str:
    word = word[:40]
    ways = [f'"{word}"*']
    if not word.isdigit():
        whole, begun = skeleton(word), skeleton_typed_so_far(word)
        if whole:
            ways.append(f'"_{whole}"')
        if len(begun) >= (3 if is_arabic(word) else 1):
            ways.append(f'"_{begun}"*')
    return f"({' OR '.join(ways)})"


def _is_indexable(word: str) -> bool:
    # Letters younger than the Unicode that SQLite knows would be cut in two, which is a phrase.
    return all(letter < "\u0500" or "\u0620" <= letter <= "\u06d5" for letter in word)


def _letters(text: str) -> str:
    """Fold letter by letter and turn everything that is no letter or digit into spaces."""
    text = unicodedata.normalize("NFKC", text).casefold()
    text = text.replace("\u0647\u200c", "\u06d5")
    text = _MARKS.sub("", _INVISIBLE.sub("", text))
    text = _INITIAL_A.sub("ا", _INITIAL_U.sub("او", text))
    text = _AE_INSIDE.sub("", text).replace("ە", "ه")
    text = _APOSTROPHES.sub("", text.translate(_LETTERS))
    text = unicodedata.normalize("NFKD", text)
    plain = "".join(_letter(c) for c in text if not unicodedata.combining(c))
    return re.sub("ي{2,}", "ي", re.sub("و{2,}", "و", plain))


def _letter(c: str) -> str:
    if not c.isalnum():
        return " "
    return str(unicodedata.decimal(c, c))


def _joined(words: list[str]) -> list[str]:
    """Join the words that are one name, drop particles between names, strip articles."""
    joined: list[str] = []
    at = 0
    while at < len(words):
        word, rest = words[at], words[at + 1 :]
        at += 1
        if joined and rest and word in _ARTICLES | _ASSIMILATED and rest[0] in _FAITH:
            joined[-1] += "al" + rest[0]
            at += 1
            continue
        if rest and (word in _ARTICLES or (joined and word in _BETWEEN)):
            continue
        if rest and word in _JOINERS:
            taken = 2 if rest[0] in _ARTICLES and len(rest) > 1 else 1
            if rest[taken - 1].startswith("ال") or not is_arabic(word):
                word += rest[taken - 1]
                at += taken
        elif rest and word in _BROKEN and rest[0].startswith(_BROKEN[word]):
            word += rest[0]
            at += 1
        elif rest and word in _KUNYAS:
            taken = 2 if rest[0] in _ARTICLES and len(rest) > 1 else 1
            word += _without_article(rest[taken - 1])
            at += taken
        elif joined and word in _ENDINGS:
            joined[-1] += word
            continue
        joined.append(_without_article(word))
    return joined


def _without_article(word: str) -> str:
    while word.startswith("ال") and len(word) >= len("الXXX"):
        word = word[2:]
    return word
