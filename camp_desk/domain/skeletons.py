"""What is left of a name in every script: its consonants, and the vowels that can be told."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_ARABIC: Final = {
    **dict.fromkeys("بپ", "b"),
    **dict.fromkeys("تط", "t"),
    **dict.fromkeys("ثسص", "s"),
    **dict.fromkeys("جچژش", "j"),
    **dict.fromkeys("حه", "h"),
    **dict.fromkeys("خغ", "x"),
    **dict.fromkeys("دذضظز", "d"),
    **dict.fromkeys("قكگ", "k"),
    **dict.fromkeys("فڤ", "f"),
    "ر": "r",
    "ل": "l",
    "م": "m",
    "ن": "n",
}
"""Letters that clerks and scripts take for one another share a consonant (UNHCR lists write
ض, ظ, ذ, dh, d and z for one sound)."""

_ARABIC_VOWELS: Final = {"ا": "a", "و": "u", "ي": "i"}

_DIGRAPHS: Final = (
    *(("sch", "j"), ("tch", "j"), ("kh", "x"), ("gh", "x"), ("sh", "j"), ("ch", "j")),
    *(("zh", "j"), ("dj", "j"), ("th", "s"), ("dh", "d"), ("ph", "f"), ("ck", "k")),
)

_LATIN: Final = {
    **dict.fromkeys("bp", "b"),
    **dict.fromkeys("dz", "d"),
    **dict.fromkeys("fv", "f"),
    **dict.fromkeys("gkqc", "k"),
    **{c: c for c in "hjlmnrstx"},
}
_LATIN_VOWELS: Final = {"a": "a", "e": "e", "i": "i", "y": "i", "o": "u", "u": "u", "w": "u"} | {
    "I": "I"
}

_ONE_NAME: Final = {
    "يوسف": "joseph josef yosip يوسب", "بطرس": "peter pitrus بيتر", "بولس": "paul poulis بول",
    "ميخايل": "michael mikael micheal مايكل ميخو", "حنا": "john yohanna youhanna يوحنا يوخنا جون",
    "جرجيس": "george gewargis gewarges gorgis jorj جورج كوركيس كيوركيس كوركي",
    "يعقوب": "jacob yaqo yaqoo yako ياقو ياكو", "داود": "david dawid ديفد",
    "ابراهيم": "abraham oraha awraha اوراها", "مريم": "mary marie miriam ماري",
    "توما": "thomas tomas توماس", "متي": "matthew mathew matta", "لوقا": "luke",
    "مرقس": "mark marcus مارك", "شمعون": "simon shimun شيمون سيمون", "سليمان": "solomon",
    "اسطيفان": "stephen steven stephan ستيفن", "جبراييل": "gabriel", "بنيامين": "benjamin",
    "موسي": "moses", "يشوع": "joshua", "زكريا": "zachary zechariah", "رفقه": "rebecca",
    "اسحاق": "isaac", "اسكندر": "alexander", "محمد": "hama حمه", "اسماعيل": "smail smayil سمايل",
}  # fmt: skip
"""Names that one person writes in Arabic, in Syriac or Kurdish form, or as a foreigner would."""

_IRREGULAR: Final = {
    **dict.fromkeys(("mohd", "muhd", "mhd", "mohmd", "md"), "محمد"),
    **dict.fromkeys(("elias", "ilyas", "elyas", "ilias", "alyas", "ilyass"), "ياس"),
    **dict.fromkeys(("ilham", "elham"), "هام"),
    **dict.fromkeys(("ishaq", "ishak", "ishaaq", "eshaq"), "اسحاق"),
    **dict.fromkeys(("zainalabidin", "zainalabdin", "zeinalabidin", "zainulabidin"), "زينعابدين"),
    **{name: meant for meant, names in _ONE_NAME.items() for name in names.split()},
}
"""Spellings whose article or letters the rules cannot see, and names in another language."""

_READ_OTHERWISE: Final = (
    ("th", "dh"),
    ("([tdzs])h", r"\1_h"),
    ("g(?=[eiy])", "j"),
    ("g(?!h)", "gh"),
    ("c(?![hk])", "j"),
    ("v", "w"),
    (r"^[ae]l(?=[aeiouwy]\w{3})", ""),
)
"""Latin letters that may stand for others, what keeps two of them apart, and an article."""

_ARTICLE_INSIDE: Final = re.compile(
    r"(?:(?<=^عبد)ال|(?<=^abd)[aeou]l)(?=\w{2})|(?<=\w\w)ال(?=(?:له|دين)$)|(?<=^ذو)ا(?=ل)"
    r"|(?<=\w\w)[aeou]l(?=lah?$|d+[ei]+ne?$)"
)
"""The article in Abd al-Rahman, Khair Allah and Nur al-Din, which says nothing, and whose vowel
every spelling changes."""

Gaps = tuple[str, ...]

ANY_VOWEL: Final = "*"
"""What a final ع leaves among the vowels: any of them, or none."""


def is_arabic(word: str) -> bool:
    """Tell whether a word is written in Arabic letters."""
    return "\u0600" <= word[:1] <= "\u06ff"


@lru_cache(65_536)
def skeleton(word: str) -> str:
    """Return the consonants of one folded word, the same for Arabic, Sorani and Latin spelling.

    A number stays as it is; a word without a consonant has an empty skeleton.

    >>> skeleton("نورالدين"), skeleton("noureddine")
    ('nrdn', 'nrdn')
    """
    return sounds(word)[0]


@lru_cache(65_536)
def other_sounds(word: str) -> tuple[tuple[str, Gaps], ...]:
    """Return how else a folded Latin word may be read, each as ``sounds`` returns it.

    In Iraq th is ث as much as ذ and ظ (Kathim), two letters side by side are not always one
    (Fathi, Azhar, Midhat), g before e or i is a ج (George), and any g may be a غ (Gazi).  Kurmanji
    writes ج as c (Cemal) and و as v (Shivan); an article may stand before a vowel (Alobaidi).

    >>> [bones for bones, _ in other_sounds("kathim")]
    ['kdm', 'kthm']
    """
    if is_arabic(word) or word in _IRREGULAR:
        return ()
    usual = sounds(word)
    ways = dict.fromkeys(sounds(re.sub(letters, read, word)) for letters, read in _READ_OTHERWISE)
    return tuple(way for way in ways if way[0] != usual[0])


@lru_cache(65_536)
def skeleton_typed_so_far(word: str) -> str:
    """Return the consonants of a word of which more may follow: a final h still counts."""
    return _settled("".join(c for c, _ in _spoken(word)), final=False)


@lru_cache(65_536)
def sounds(word: str) -> tuple[str, Gaps]:
    """Return the skeleton and, for each consonant, the vowels written after it.

    Vowels are a, i, u; from Latin also e, which may be an a or an i, and I for a long i; from
    Arabic also ANY_VOWEL.
    """
    spoken = _spoken(word)
    raw = "".join(c for c, _ in spoken)
    return _settled(raw, final=True), tuple(vowels for _, vowels in spoken)


def _settled(raw: str, *, final: bool) -> str:
    bones = re.sub(r"(.)\1+", r"\1", raw)
    if final and len(bones) > 1 and bones[-1] == "h":
        bones = bones[:-1]
    if bones.startswith("abdl") and len(bones) > len("abdl"):
        bones = "abd" + bones[4:]
    if bones.endswith("ldn") and len(bones) > len("ldn") + 1:
        bones = bones[:-3] + "dn"
    return re.sub(r"(.)\1+", r"\1", bones)


def _spoken(word: str) -> list[tuple[str, str]]:
    """Return consonants with the vowels that follow each; doubled ones are one."""
    word = _IRREGULAR.get(word, word)
    if word.isdigit():
        return [(c, "") for c in word]
    word = _ARTICLE_INSIDE.sub("_", word)
    letters = _of_arabic(word) if is_arabic(word) else _of_latin(word)
    spoken: list[tuple[str, str]] = []
    for consonant, vowel in letters:
        if consonant and not (spoken and spoken[-1] == (consonant, "")):
            spoken.append((consonant, vowel))
        elif spoken:
            spoken[-1] = (spoken[-1][0], spoken[-1][1] + vowel)
    return spoken


def _of_arabic(word: str) -> list[tuple[str, str]]:
    first = {"ا": ("a", ""), "ع": ("a", ""), "و": ("w", ""), "ي": ("y", "")}
    letters = [first.get(word[0]) or (_ARABIC.get(word[0], ""), "")]
    letters += [(_ARABIC.get(c, ""), _ARABIC_VOWELS.get(c, "")) for c in word[1:]]
    if word.endswith("اه") and len(word) >= len("نجاه"):
        letters[-1] = ("t", "")  # a folded ة, which is spoken after an alef
    elif word[-1] == "ه" and len(word) > 1:
        letters[-1] = ("h", "a")
    elif word[-1] == "ع" and len(word) > 2:  # noqa: PLR2004  heard as any vowel: Rafi, Rafea
        letters[-1] = ("", ANY_VOWEL)
    return letters


def _of_latin(word: str) -> list[tuple[str, str]]:
    if re.match(r"[ae]l[^aeiouwyl].{3}", word):
        word = word[2:]
    for digraph, one in _DIGRAPHS:
        word = word.replace(digraph, one.upper())
    word = re.sub("(?<=[^aeiou])(ee|ei|ey(?=[^aeiou]))", "I", word)
    word = re.sub("(?<=[^aeiou])a[iy](?=[^aeiouI])", "aI", word)
    letters: list[tuple[str, str]] = []
    for at, c in enumerate(word):
        vowel = _LATIN_VOWELS.get(c, "")
        if at == 0 and vowel:
            letters.append(({"w": "w", "y": "y"}.get(c, "a"), "" if c in "wy" else vowel))
        elif c == "c" and word[at + 1 : at + 2] in {"e", "i"}:
            letters.append(("s", ""))
        else:
            letters.append((_LATIN.get(c.lower(), "") if not vowel else "", vowel))
    return letters
