from __future__ import annotations

import pytest

from camp_desk.domain.registration import HEAD, Sex
from camp_desk.domain.relationships import Relationship, Relationships

KNOWN = Relationships(
    (
        Relationship(HEAD, "Head of household", "رب الأسرة", synonyms=("self", "رب العائلة")),
        Relationship("WIF", "Wife", "زوجة", Sex.FEMALE, ("spouse", "زوج/ة")),
        Relationship("HUS", "Husband", "زوج", Sex.MALE, ("spouse", "زوج/ة")),
        Relationship("SON", "Son", "ابن", Sex.MALE, ("child", "ابنه")),
        Relationship("DAU", "Daughter", "ابنة", Sex.FEMALE, ("child",)),
        Relationship("UNC", "Uncle", "عم/خال", Sex.MALE),
    )
)


@pytest.mark.parametrize(
    ("word", "sex", "code"),
    [
        ("رب الأسرة", Sex.FEMALE, HEAD),
        ("ربّ الاسره", Sex.MALE, HEAD),
        ("HEAD OF HOUSEHOLD", Sex.MALE, HEAD),
        ("spouse", Sex.FEMALE, "WIF"),
        ("spouse", Sex.MALE, "HUS"),
        ("زوج/ة", Sex.FEMALE, "WIF"),
        ("child", Sex.FEMALE, "DAU"),
        ("ابنه", Sex.FEMALE, "DAU"),
        ("ابنه", Sex.MALE, "SON"),
        ("ابنة", Sex.UNKNOWN, "DAU"),
        ("son (ابن)", Sex.MALE, "SON"),
        ("خال", Sex.MALE, "UNC"),
        ("WIF", Sex.UNKNOWN, "WIF"),
        ("wife", Sex.MALE, "WIF"),
    ],
)
def test_words_of_all_languages_have_one_code(word: str, sex: Sex, code: str) -> None:
    found = KNOWN.find(word, sex)
    assert found is not None
    assert found.code == code


def test_unknown_words_and_words_for_both_sexes_have_none() -> None:
    assert KNOWN.find("neighbour") is None
    assert KNOWN.find("") is None
    assert KNOWN.find("child") is None


def test_a_head_is_told_in_any_wording() -> None:
    assert KNOWN.is_head("رب العائله")
    assert KNOWN.is_head("Self")
    assert not KNOWN.is_head("زوجة")


@pytest.mark.parametrize(
    ("typed", "code"),
    [("Daughtr", "DAU"), ("Head of houshold", HEAD), ("wfie", "WIF"), ("uncel", "UNC")],
)
def test_a_slip_of_the_pen_in_a_longer_word_is_understood(typed: str, code: str) -> None:
    found = KNOWN.find(typed)
    assert found is not None
    assert found.code == code


def test_a_slip_that_two_words_explain_and_one_in_a_short_word_are_not_guessed() -> None:
    parents = Relationships(
        (Relationship("MOT", "Mother", "أم"), Relationship("FOT", "Fother", "أب"))
    )
    assert parents.find("Nother") is None
    assert KNOWN.find("sin") is None
    assert KNOWN.is_head("Head of houshold")


def test_both_sides_of_a_stroke_are_read_and_what_says_itself_is_left_out() -> None:
    wife = KNOWN.find("زوج/زوجة", Sex.FEMALE)
    assert wife is not None
    assert wife.code == "WIF"
    assert KNOWN.find("زوج/زوجة") is None
    assert KNOWN.is_head("رب الأسرة نفسه")
