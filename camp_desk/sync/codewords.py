"""Codes of eight words that can be read aloud and typed on any keyboard with Latin letters.

A word is consonant, vowel, consonant, vowel, consonant: ``bakil``.  Its first three letters carry
ten random bits, its last two follow from them and from the word's place, so that every single
wrong letter, and every two words that changed places, are told by the word and its number.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.words import N_

WORDS_IN_CODE = 8
_CONSONANTS = "bdfghjklmnrstwyz"  # no p, v, c, q or x: hard to tell apart by ear, or to say
_VOWELS = "aeio"
_LETTERS_IN_WORD = 5
_BITS_IN_WORD = 10
_CODE_LETTERS = WORDS_IN_CODE * _LETTERS_IN_WORD
_TYPED_AT_MOST = 1000
_SHOWN_LETTERS = 20
_RUDE = ("fag", "nig", "nik", "dik", "tit", "tiz", "zib", "zeb", "kos", "sik", "kak", "nazi")
"""Syllables that would insult somebody in English or Arabic; no new code has them."""


class MistypedCode(CampDeskError):
    """A word is not one that stands in this place of any code."""

    message = N_("Word {place} of the code, “{word}”, is mistyped.")
    advice = N_("Compare it with the code that the supervisor's screen showed.")


class IncompleteCode(CampDeskError):
    """There are not eight words."""

    message = N_("The code has eight words of five letters each, and this is not as many.")
    advice = N_("Type all of its words, in their order.")


def new_code(random_bits: Callable[[int], int]) -> str:
    """Return a new code of 80 random bits, with spaces between its words.

    Args:
        random_bits: Gives a number of so many random bits; ``secrets.randbits`` but in tests.
    """
    return " ".join(_new_word(random_bits, place) for place in range(WORDS_IN_CODE))


def read_code(untrusted_code: str) -> str:
    """Return a code as new_code() wrote it, from what was typed.

    Case, spaces, dashes and lines do not matter, and a ``u`` is taken for an ``o``.

    Raises:
        IncompleteCode: There are not eight words.
        MistypedCode: It names the first word that is wrong.
    """
    plain = untrusted_code[:_TYPED_AT_MOST].casefold().replace("u", "o")
    words = re.findall(r"[^\W\d_]+", plain)
    letters = "".join(words)
    if len(words) != WORDS_IN_CODE:
        if len(letters) != _CODE_LETTERS:
            raise IncompleteCode
        words = [
            letters[at : at + _LETTERS_IN_WORD] for at in range(0, _CODE_LETTERS, _LETTERS_IN_WORD)
        ]
    for place, word in enumerate(words):
        if not _stands(word, place):
            raise MistypedCode(place=place + 1, word=word[:_SHOWN_LETTERS])
    return " ".join(words)


def _new_word(random_bits: Callable[[int], int], place: int) -> str:
    while True:
        word = _word(random_bits(_BITS_IN_WORD), place)
        if not any(rude in word for rude in _RUDE):
            return word


def _word(bits: int, place: int) -> str:
    """Return the word of ten bits.

    The factors are odd, hence each letter changes the last one; the vowel tells exchanged
    consonants that stand eight apart, which the last letter does not.
    """
    first, vowel, second = bits >> 6, bits >> 4 & 3, bits & 15
    check_vowel = (vowel + (first >> 2) + place) % 4
    check = (3 * first + 5 * second + place) % 16
    return (
        _CONSONANTS[first] + _VOWELS[vowel] + _CONSONANTS[second]
        + _VOWELS[check_vowel] + _CONSONANTS[check]
    )  # fmt: skip


def _stands(untrusted_word: str, place: int) -> bool:
    """Tell whether a word can stand in this place of a code."""
    if len(untrusted_word) != _LETTERS_IN_WORD:
        return False
    first, vowel, second = (
        letters.find(letter)
        for letters, letter in zip(
            (_CONSONANTS, _VOWELS, _CONSONANTS), untrusted_word, strict=False
        )
    )
    if min(first, vowel, second) < 0:
        return False
    return untrusted_word == _word(first << 6 | vowel << 4 | second, place)
