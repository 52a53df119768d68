"""Text as different hands type it: cleaned to be kept, folded to be compared."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200d-\u200f\u202a-\u202e"
    "\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_SPACES = re.compile(r"\s+")
_MARKS = re.compile("[\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200c]")
_NOT_WORD = re.compile(r"[\W_]+")
_LETTERS = str.maketrans(
    {
        **dict.fromkeys("أإآٱ", "ا"),
        **dict.fromkeys("ىیێئ", "ي"),
        **dict.fromkeys("ةەھہ", "ه"),
        **dict.fromkeys("کڪ", "ك"),
        **dict.fromkeys("ؤۆۇ", "و"),
        "ڕ": "ر",
        "ڵ": "ل",
        "ء": "",
        **dict.fromkeys("'’‘`´ʼʻ", ""),
    }
)
_ARTICLE = re.compile(r"^ال(?=\w{3})")


@lru_cache(maxsize=65_536)
def cleaned(untrusted_text: str) -> str:
    r"""Return the text as typed, in NFC, on one line, without invisible and control marks.

    The zero-width non-joiner stays: Kurdish and Persian spelling needs it.  Tatweel stays
    too, since it can be seen.

    >>> cleaned("  علي\u202e  حسن\n")
    'علي حسن'
    """
    if untrusted_text.isascii() and untrusted_text.isprintable() and "  " not in untrusted_text:
        return untrusted_text.strip()
    visible = _INVISIBLE.sub("", _SPACES.sub(" ", untrusted_text))
    return _SPACES.sub(" ", unicodedata.normalize("NFC", visible)).strip(" \u200c")


@lru_cache(maxsize=65_536)
def folded(text: str) -> str:
    """Return the words of a heading or of a place as all hands write them alike.

    Lower case, no accents, hamza, ta marbuta, article, tatweel or punctuation; Latin digits.
    Only to compare with, never to show or keep.

    >>> folded("رقـم الأُسرة:"), folded("Ba'aj  (District)")
    ('رقم اسره', 'baaj district')
    """
    text = unicodedata.normalize("NFKC", text).casefold().translate(_LETTERS)
    text = _MARKS.sub("", unicodedata.normalize("NFKD", text))
    text = "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in text)
    words = _NOT_WORD.sub(" ", _INVISIBLE.sub("", text)).split()
    return " ".join(_ARTICLE.sub("", word) for word in words)
