"""Lists of persons that say things in unusual ways: crosses, legends, merged cells, units."""

from pathlib import Path

import pytest

from camp_desk.domain.registration import Birth, Precision, Sex
from tests.spreadsheets.lists import delimited, taken_in, workbook

ARABIC = (
    "رقم العائلة",
    "ت",
    "الاسم الثلاثي",
    "اللقب",
    "الجنس",
    "العمر",
    "صلة القرابة",
    "تاريخ الوصول",
)


def test_a_cross_under_head_marks_the_head_wherever_it_stands(tmp_path: Path) -> None:
    path = delimited(
        tmp_path / "a.csv",
        "رقم العائله,الاسم,رب الاسره,الجنس\n1,هدى سامي عمر,,انثى\n,علي حسن عمر,X,ذكر\n"
        "2,زيد حسن عمر,X,ذكر\n,نور زيد حسن,,انثى\n",
    )
    heads = [r.members[0].own for r in taken_in(path).registrations]
    assert heads == ["علي", "زيد"]


@pytest.mark.parametrize(
    "legend", ["Sex: 1 = Male, 2 = Female", "codes (1-male 2-female)", "ذكر = ١، أنثى = ٢"]
)
def test_a_legend_above_the_headings_says_what_one_and_two_are(tmp_path: Path, legend: str) -> None:
    path = delimited(
        tmp_path / "a.csv", f"{legend}\n\nHH no|Name|Sex|Age\n1|Ali Omar|1|40\n1|Huda Ali|2|9\n"
    )
    (family,) = taken_in(path).registrations
    assert [member.sex for member in family.members] == [Sex.MALE, Sex.FEMALE]


def test_numbers_below_merged_cells_are_noticed_once(tmp_path: Path) -> None:
    rows = [f"{n},Ali Omar,M,40\n" + ",Huda Ali,F,9\n,Sara Ali,F,7\n" for n in range(1, 20)]
    path = delimited(tmp_path / "a.csv", "HH no,Name,Sex,Age\n" + "".join(rows))
    found = taken_in(path)
    assert {r.size for r in found.registrations} == {3}
    assert len(found.notes) == 1


def test_the_number_of_a_paper_is_never_a_familys(tmp_path: Path) -> None:
    path = delimited(
        tmp_path / "a.csv",
        "رقم البطاقة,الاسم الكامل,صلة القرابة,الجنس\n7654321,علي حسن عمر,رب الأسرة,ذكر\n"
        "7654321,هدى علي حسن,ابنة,أنثى\n",
    )
    (family,) = taken_in(path).registrations
    assert family.list_number == "2"
    assert family.ration_card == "7654321"


def test_a_family_without_a_head_is_headed_by_its_first_grown_up(tmp_path: Path) -> None:
    path = delimited(
        tmp_path / "a.csv",
        "HH,Name,Sex,Age,Relation\n1,Sami Ali Hasan,M,4,son\n1,Huda Jasim Ali,F,35,wife\n",
    )
    found = taken_in(path)
    assert [one.own for one in found.registrations[0].members] == ["Huda", "Sami"]
    assert [note.row for note in found.notes] == [3]


def test_a_truth_value_is_no_family_number(tmp_path: Path) -> None:
    rows: list[list[object]] = [["رقم العائلة", "الاسم", "العمر"], [True, "علي حسن محمد", 40]]
    found = taken_in(workbook(tmp_path / "a.xlsx", ("a", rows)))
    assert [one.row for one in found.rejected] == [2]


def test_a_spreadsheets_number_of_a_day_is_a_birthday_also_as_text(tmp_path: Path) -> None:
    path = delimited(tmp_path / "a.csv", "HH,Name,Birth date\n1,Huda Jasim Ali,29037\n")
    (found,) = taken_in(path).registrations
    assert found.head.birth == Birth(1979, 7, 1, Precision.EXACT)


@pytest.mark.parametrize(("unit", "year"), [("months", 2013), ("شهر", 2013), ("years", 2008)])
def test_an_age_is_counted_in_the_unit_beside_it(tmp_path: Path, unit: str, year: int) -> None:
    text = f"HH,Name,Age,Age unit\n1,Ali Omar Hadi,6,{unit}\n"
    (found,) = taken_in(delimited(tmp_path / "a.csv", text)).registrations
    assert found.head.birth is not None
    assert found.head.birth.year == year
