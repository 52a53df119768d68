"""Letters and codes of a column of sexes mean what the list around them says."""

from __future__ import annotations

from pathlib import Path

import pytest

from camp_desk.domain.registration import Sex
from camp_desk.spreadsheets.sexes import Sexes
from tests.spreadsheets.lists import delimited, taken_in


def column(*cells: str, legend: str = "") -> Sexes:
    return Sexes([(cell, Sex.UNKNOWN) for cell in cells], (legend,))


def test_a_lone_meem_is_male_beside_fa_and_female_beside_dhal() -> None:
    assert column("م", "ف").find("م") is Sex.MALE
    assert column("ذ", "م").find("م") is Sex.FEMALE
    assert column("ذكر", "أنثى", "م").find("م") is None
    assert column("م").find("ف") is Sex.FEMALE


@pytest.mark.parametrize("legend", ["Sex (1 female, 2 male)", "الجنس: أنثى = ١، ذكر = ٢"])
def test_codes_mean_what_the_heading_says(legend: str) -> None:
    sexes = column("1", "2", legend=legend)
    assert sexes.find("1") is Sex.FEMALE
    assert not sexes.codes_assumed


def test_codes_mean_what_the_relationships_beside_them_say() -> None:
    sexes = Sexes([("2", Sex.UNKNOWN), ("1", Sex.FEMALE), ("1", Sex.FEMALE), ("2", Sex.MALE)])
    assert sexes.find("1") is Sex.FEMALE
    assert not sexes.codes_assumed


def test_codes_that_nothing_explains_are_taken_by_the_standard_and_that_is_said(
    tmp_path: Path,
) -> None:
    rows = "1;علي حسن محمد;1;40\n2;هدى جاسم علي;2;35\n"
    found = taken_in(delimited(tmp_path / "a.csv", f"رقم العائلة;الاسم;الجنس;العمر\n{rows}"))
    assert [one.head.sex for one in found.registrations] == [Sex.MALE, Sex.FEMALE]
    assert any("1 and 2" in note.message for note in found.notes)


def test_numbers_among_words_are_no_codes() -> None:
    assert column("ذكر", "1", "2").find("1") is None
