"""Which needs there are, how one is found by its letters, what is suggested, what may leave."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import camp_desk
from camp_desk.domain.needs import FEWEST, Asked, Counted, matching, published
from camp_desk.domain.needs_suggested import suggested
from camp_desk.domain.registration import Birth, Member, Sex
from camp_desk.shipped import resources
from camp_desk.spreadsheets.catalogues import shipped_needs

TODAY = date(2014, 6, 10)
NEVER = [
    *(f"CR-{each}" for each in ("AF", "CL", "CS", "LO", "LW", "MS")),
    *(
        f"LP-{one}{other}"
        for one, others in {
            "A": "FNP",
            "B": "N",
            "C": "R",
            "D": "ANOPT",
            "E": "S",
            "F": "R",
            "I": "H",
            "L": "S",
            "M": "DMS",
            "N": "AD",
            "P": "V",
            "R": "DPR",
            "S": "T",
            "T": "ACDOR",
            "U": "P",
            "V": "AFOP",
            "W": "P",
        }.items()
        for other in others
    ),
    *(f"SV-{each}" for each in ("FM", "GM", "HK", "HP", "SS", "VA", "VF", "VO")),
    *(f"WR-{each}" for each in ("GM", "PY", "SF", "WF", "WR")),
    *("LP", "SV", "TR", "TR-HO", "TR-PI", "TR-WV", "SM-AD", "SM-MI"),
]

members = st.builds(
    Member,
    own=st.just("x"),
    sex=st.sampled_from(Sex),
    birth=st.none()
    | st.sampled_from([0, 1, 11, 12, 17, 18, 30, 55, 56, 59, 60, 80]).map(
        lambda age: Birth.from_age(age, TODAY)
    ),
    relationship=st.sampled_from(["", "SON", "GSO"]),
)
families = st.lists(members, min_size=1, max_size=4)


def person(age: int, sex: Sex = Sex.MALE, relationship: str = "") -> Member:
    return Member("x", sex=sex, birth=Birth.from_age(age, TODAY), relationship=relationship)


def codes(*family: Member) -> list[tuple[int, str]]:
    return [(each.member, each.code) for each in suggested(family, TODAY)]


@pytest.mark.parametrize("code", NEVER)
def test_what_must_never_be_asked_does_not_exist(code: str) -> None:
    assert shipped_needs().of(code) is None


def test_no_code_that_must_never_be_asked_stands_anywhere_in_the_product() -> None:
    folders = (Path(camp_desk.__file__).parent, resources() / "catalogues", resources() / "help")
    files = [file for folder in folders for file in folder.rglob("*.*")]
    texts = [file.read_text("utf-8") for file in files if file.suffix in {".py", ".csv", ".md"}]
    written = re.compile(rf"\b(?:{'|'.join(each for each in NEVER if '-' in each)})\b")

    assert len(texts) > 100
    assert [found for text in texts for found in written.findall(text)] == []


def test_every_need_has_a_meaning_in_both_languages_and_a_code_of_its_own() -> None:
    needs = shipped_needs().all

    assert len({each.code for each in needs}) == len(needs) == 49
    assert all(each.name_en and each.name_ar for each in needs)
    assert {each.main for each in needs} == {"CR", "SC", "WR", "ER", "DS", "SM", "SP", "PG", "FU"}


def test_an_older_code_means_the_need_that_took_its_place() -> None:
    needs = shipped_needs()

    assert needs.of(" sc um ") is needs.of("SC-UC")
    assert needs.of("SC-UF") is needs.of("sc_fc")


def test_optional_needs_are_asked_for_only_where_they_are_switched_on() -> None:
    needs = shipped_needs()
    always = {each.code for each in needs.asked(())}

    assert always == {each.code for each in needs.all if each.asked is Asked.COLLECT}
    assert {each.code for each in needs.asked(["SM-CI", "no such"])} - always == {"SM-CI"}


@pytest.mark.parametrize(
    ("typed", "first"),
    [("preg", "PG"), ("pg-l", "PG-LC"), ("حامل", "PG"), ("blind", "DS-BD"), ("كرسي", "DS-PS"),
     ("أرملة", "WR-HR"), ("SC-UM", "SC-UC"), ("phys sev", "DS-PS")],
)  # fmt: skip
def test_letters_find_a_need_by_code_meaning_or_another_word_for_it(typed: str, first: str) -> None:
    assert matching(typed, shipped_needs().all)[0].code == first


@given(st.text(max_size=6))
@settings(max_examples=40)
def test_whatever_is_typed_finds_only_needs_that_there_are(typed: str) -> None:
    needs = shipped_needs().all

    assert set(matching(typed, needs)) <= set(needs)


def test_a_family_of_two_grown_ups_and_their_children_is_asked_for_nothing() -> None:
    assert codes(person(40), person(35, Sex.FEMALE), person(9)) == []


def test_what_a_family_looks_like_points_at_a_need_and_says_why() -> None:
    woman, boy, old = person(30, Sex.FEMALE), person(9), person(70)

    assert codes(woman, boy) == [(0, "WR-HR")]
    assert codes(person(30), boy) == [(0, "SP-PT")]
    assert codes(person(50), person(5, Sex.MALE, "GSO")) == [(0, "SP-GP")]
    assert codes(old) == [(0, "ER-UR")]
    assert codes(old, boy) == [(0, "ER-MC")]
    assert codes(old, old) == [(0, "ER-OC"), (1, "ER-OC")]
    assert codes(boy) == [(0, "SC-UC"), (0, "CR-CH")]
    assert codes(person(33), woman, person(0)) == [(1, "PG-LC")]
    assert all(each.why for each in suggested([boy], TODAY))


@given(families)
@settings(max_examples=60)
def test_a_child_heads_a_household_exactly_when_the_head_is_under_18(family: list[Member]) -> None:
    birth = family[0].birth

    assert ((0, "CR-CH") in codes(*family)) == (birth is not None and birth.age_on(TODAY) < 18)


@given(families)
@settings(max_examples=60)
def test_a_woman_heads_alone_exactly_when_she_is_the_only_grown_up_with_children(
    family: list[Member],
) -> None:
    ages = [each.birth.age_on(TODAY) if each.birth else None for each in family]
    known = [age for age in ages if age is not None]
    alone = known == ages and len(ages) > 1 and [age >= 18 for age in known].count(True) == 1

    expected = alone and known[0] >= 18 and family[0].sex is Sex.FEMALE
    assert ((0, "WR-HR") in codes(*family)) == expected


@given(families)
@settings(max_examples=60)
def test_everything_suggested_is_a_need_of_somebody_in_the_family(family: list[Member]) -> None:
    for member, code in codes(*family):
        assert 0 <= member < len(family)
        assert shipped_needs().of(code) is not None


@given(st.lists(st.integers(1, 12), max_size=5), st.integers(0, 30))
def test_a_number_leaves_exactly_when_it_is_not_small_and_the_total_when_all_do(
    numbers: list[int], people: int
) -> None:
    rows = [Counted(f"X{n}", number) for n, number in enumerate(numbers)]
    told = published(rows, people)

    assert [number for _, number in told.rows] == [n if n >= FEWEST else None for n in numbers]
    assert (told.people is not None) == (people >= FEWEST and all(n >= FEWEST for n in numbers))
