import random
import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camp_desk.sync.codewords import (
    WORDS_IN_CODE,
    IncompleteCode,
    MistypedCode,
    _stands,
    _word,
    new_code,
    read_code,
)

CODES = st.integers(0, 2**32).map(lambda seed: new_code(random.Random(seed).getrandbits))
LETTERS = "abcdefghijklmnopqrstvwxyz"


def test_a_code_has_eight_words_of_five_letters() -> None:
    words = new_code(secrets.randbits).split(" ")

    assert len(words) == WORDS_IN_CODE
    assert all(len(word) == 5 and word.isascii() and word.islower() for word in words)


def test_each_place_has_its_own_1024_words() -> None:
    for place in range(WORDS_IN_CODE):
        words = {_word(bits, place) for bits in range(1024)}
        assert len({word[:3] for word in words}) == 1024
        assert all(_stands(word, place) for word in words)


@given(CODES, st.sampled_from(["", " ", "-", "\n", " - ", "_", ". "]), st.booleans())
def test_spaces_dashes_and_case_do_not_matter(code: str, between: str, loud: bool) -> None:  # noqa: FBT001  drawn
    typed = code.replace(" ", between)

    assert read_code(typed.upper() if loud else typed) == code


@given(CODES)
def test_u_is_taken_for_o(code: str) -> None:
    assert read_code(code.replace("o", "u")) == code


@given(CODES, st.integers(0, 39), st.sampled_from(LETTERS))
def test_a_code_is_read_exactly_when_every_letter_is_right_and_the_wrong_word_is_named(
    code: str, at: int, letter: str
) -> None:
    place, in_word = divmod(at, 5)
    words = code.split(" ")
    words[place] = words[place][:in_word] + letter + words[place][in_word + 1 :]
    typed = " ".join(words)

    if typed == code:
        assert read_code(typed) == code
    else:
        with pytest.raises(MistypedCode) as told:
            read_code(typed)
        assert told.value.values == {"place": place + 1, "word": words[place]}


@given(CODES, st.integers(0, 7), st.integers(0, 7))
def test_words_that_changed_places_are_told(code: str, a: int, b: int) -> None:
    words = code.split(" ")
    words[a], words[b] = words[b], words[a]

    if a == b:
        assert read_code(" ".join(words)) == code
    else:
        with pytest.raises(MistypedCode):
            read_code(" ".join(words))


def test_exchanged_consonants_are_told_in_every_word() -> None:
    for place in range(WORDS_IN_CODE):
        for bits in range(1024):
            word = _word(bits, place)
            exchanged = word[2] + word[1] + word[0] + word[3:]
            assert exchanged == word or not _stands(exchanged, place)


@pytest.mark.parametrize("typed", ["", "bakil", "١٢٣", "a" * 39, "x " * 9, "-" * 5000])
def test_a_code_with_words_missing_or_too_many_is_told(typed: str) -> None:
    with pytest.raises(IncompleteCode):
        read_code(typed)


def test_a_word_that_lost_a_letter_is_named_when_the_spaces_were_typed() -> None:
    code = new_code(random.Random(5).getrandbits)
    words = code.split(" ")
    words[4] = words[4][:4]

    with pytest.raises(MistypedCode, match=f"Word 5 of the code, “{words[4]}”"):
        read_code(" ".join(words))


@given(st.text())
def test_any_text_is_a_code_or_told(typed: str) -> None:
    try:
        read_code(typed)
    except (IncompleteCode, MistypedCode):
        return
