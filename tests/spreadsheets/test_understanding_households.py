from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from camp_desk.domain.registration import Counts, Sex
from camp_desk.domain.words import Words
from camp_desk.spreadsheets.mapping import Shape
from tests.spreadsheets.lists import SHIPPED, delimited, opened, taken_in, workbook


def test_arabic_brackets_other_than_the_five_go_to_the_nearest_and_are_noticed() -> None:
    found = taken_in(SHIPPED / "arabic_brackets.csv")
    first = found.registrations[0]
    assert first.counts == Counts((1, 0, 0, 1, 0), (2, 0, 0, 1, 0))
    assert first.size == 5
    assert (first.head.father, first.head.grandfather, first.head.laqab) == (
        "عبد الله",
        "نور الدين",
        "الحمداني",
    )
    assert first.arrived == datetime.fromisoformat("2014-06-11 21:30")
    assert first.origin.district == "Telafar"
    assert [one.row for one in found.rejected] == [4, 5, 6]
    assert sum(note.row == 0 for note in found.notes) == 4


def test_a_family_number_that_stands_twice_is_rejected_with_the_first_row() -> None:
    found = taken_in(SHIPPED / "arabic_brackets.csv")
    second = next(one for one in found.rejected if one.row == 5)
    assert second.values == {"row": 5, "number": "2", "first": 3}


def test_a_total_that_differs_is_noticed_and_the_columns_are_taken() -> None:
    found = taken_in(SHIPPED / "arabic_brackets.csv")
    assert found.registrations[1].size == 4
    assert any("total says 6" in note.sentence(Words()) for note in found.notes)


def test_men_women_boys_girls_and_a_coded_sex_are_understood() -> None:
    found = taken_in(SHIPPED / "semicolon_totals.csv")
    first, second = found.registrations
    assert (first.head.sex, second.head.sex) == (Sex.MALE, Sex.FEMALE)
    assert (first.size, second.size) == (5, 1)
    assert (first.phone, first.remarks, first.place.shelter) == (
        "07501234567",
        "needs; a ramp",
        "12",
    )
    assert (first.origin.governorate, first.origin.district) == ("Ninewa", "Mosul")
    assert found.summary.left_out == 1


def test_headings_in_two_merged_rows_are_read_together(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "merged.xlsx",
        (
            "Sheet1",
            [
                ("Arrivals at the northern gate",),
                (
                    "HH No.",
                    "Name of head",
                    "Female",
                    None,
                    None,
                    "Male",
                    None,
                    None,
                    "Total",
                    "Mobile",
                ),
                (None, None, "0-4", "5-17", "18+", "0-4", "5-17", "18+", None, None),
                (1, "Ali Omar Hadi", 1, 0, 1, 0, 2, 1, 5, "07501234567"),
                (2, "Sara Noor Sami", 0, 0, 1, 0, 0, 0, 1, None),
                (None, "Total", 1, 0, 2, 0, 2, 1, 6, None),
            ],
        ),
    )
    found = taken_in(path)
    assert [registration.counts for registration in found.registrations] == [
        Counts((1, 0, 0, 1, 0), (0, 2, 0, 1, 0)),
        Counts((0, 0, 0, 1, 0)),
    ]
    assert not found.rejected


def test_plain_males_and_females_leave_ages_unknown_but_the_heads(tmp_path: Path) -> None:
    path = delimited(
        tmp_path / "a.csv",
        "HH ID,Head of HH,Gender,Age,Males,Females,Under 5,Total\n1,Ali Omar,M,40,3,2,1,5\n",
    )
    (family,) = taken_in(path).registrations
    assert family.counts == Counts(male=(0, 0, 0, 1, 0), unknown=4)


def test_a_size_alone_is_enough(tmp_path: Path) -> None:
    path = delimited(
        tmp_path / "a.csv", "رقم العائلة,اسم رب العائلة,عدد افراد العائلة\n1,علي عمر حسن,٧\n"
    )
    (family,) = taken_in(path).registrations
    assert family.counts == Counts(unknown=7)


def test_a_windows_list_in_arabic_is_understood(tmp_path: Path) -> None:
    text = (
        "رقم العائلة;اسم رب العائلة;ذكور;إناث;المحافظة\r\n1;علي عمر حسن;2;3;نينوى\r\n"
        "2;سعد كريم علي;1;1;الأنبار\r\n"
    )
    found = taken_in(delimited(tmp_path / "a.csv", text, "cp1256"))
    assert [(r.head.own, r.size, r.origin.governorate) for r in found.registrations] == [
        ("علي", 5, "Ninewa"),
        ("سعد", 2, "Anbar"),
    ]


def test_without_numbers_the_rows_are_the_numbers(tmp_path: Path) -> None:
    path = delimited(tmp_path / "a.csv", "Head of household,Family size\nAli Omar,3\nSami Noor,2\n")
    found = taken_in(path)
    assert [r.list_number for r in found.registrations] == ["2", "3"]


def test_a_family_that_counts_nobody_is_its_head(tmp_path: Path) -> None:
    path = delimited(tmp_path / "a.csv", "HH no,Head,F 0-4,M 18-59\n1,Ali Omar,,\n")
    found = taken_in(path)
    assert found.registrations[0].counts == Counts(unknown=1)
    assert any("nobody" in note.sentence(Words()) for note in found.notes)


def test_negative_and_unbelievable_counts_are_rejected(tmp_path: Path) -> None:
    path = delimited(
        tmp_path / "a.csv",
        "HH no,Head,F 0-4,M 18-59\n1,Ali Omar,-1,1\n2,Sami Omar,1,500\n"
        "3,Noor Ali,1.5,1\n4,Huda Ali,1,1\n",
    )
    found = taken_in(path)
    assert [one.row for one in found.rejected] == [2, 3, 4]
    assert [r.list_number for r in found.registrations] == ["4"]


def test_the_sheet_with_the_best_headings_is_taken(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx",
        ("Notes", [("How to fill this list",), ("Name", "who wrote it")]),
        ("List", [("HH no", "Head of household", "Family size"), (1, "Ali Omar", 4)]),
        ("Empty", []),
    )
    table, mapping = opened(path)
    assert (table.sheet, mapping.shape) == ("List", Shape.HOUSEHOLDS)


def test_headings_in_three_rows_are_read_together(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "three.xlsx",
        (
            "ورقة1",
            [
                ("سجل الوافدين",),
                ("رقم", "اسم رب الاسرة", "عدد افراد الاسرة", None, None, None, None, "المحافظة"),
                (None, None, "ذكور", None, "اناث", None, "المجموع"),
                (None, None, "اقل من 18", "18 فما فوق", "اقل من 18", "18 فما فوق"),
                (1, "سالم خلف علي", 2, 1, 1, 1, 5, "نينوى"),
                ("المجموع", None, 2, 1, 1, 1, 5),
            ],
        ),
    )
    (family,) = taken_in(path).registrations
    assert family.counts == Counts((0, 1, 0, 1, 0), (0, 2, 0, 1, 0))


def test_a_total_without_a_word_is_no_family(tmp_path: Path) -> None:
    path = delimited(
        tmp_path / "a.csv", "HH ID,Head,Males,Females\n1,Ali Omar,1,2\n2,Noor,1,1\n,,2,3\n"
    )
    found = taken_in(path)
    assert (found.summary.households, found.summary.left_out) == (2, 1)
    assert not found.rejected


def test_people_without_a_sex_are_counted_without_one(tmp_path: Path) -> None:
    path = delimited(
        tmp_path / "a.csv",
        "رقم العائلة;الاسم;رجال;نساء;أطفال\n1;علي حسن محمد;1;2;3\n2;هدى كريم;0;1;0\n",
    )
    first = taken_in(path).registrations[0]
    assert first.counts == Counts((0, 0, 0, 2, 0), (0, 0, 0, 1, 0), 3)


def test_a_line_to_sign_on_is_no_family(tmp_path: Path) -> None:
    path = delimited(
        tmp_path / "a.csv",
        "HH no,HoH,F 0-4,M 18-59\n1,Ali Omar,1,1\nPrepared by:,Field officer,Approved by:,\n",
    )
    found = taken_in(path)
    assert len(found.registrations) == 1
    assert not found.rejected


def test_the_day_of_arrival_goes_before_the_day_of_displacement(tmp_path: Path) -> None:
    path = delimited(
        tmp_path / "a.csv",
        "رقم العائلة,رب الأسرة,عدد الأفراد,تاريخ النزوح,تاريخ وصول\n"
        "1,علي عمر,4,9/6/2014,11/6/2014\n",
    )
    (family,) = taken_in(path).registrations
    assert family.arrived
    assert family.arrived.day == 11


@pytest.mark.parametrize("nothing", ["nil", "لا يوجد", "none", "—", "N/A"])
def test_a_word_for_nothing_counts_nobody(tmp_path: Path, nothing: str) -> None:
    path = delimited(
        tmp_path / "a.csv", f"HH;Head;Sex;Age;F 0-4;M 18-59\n1;Ali Omar Hadi;M;40;{nothing};1\n"
    )
    (found,) = taken_in(path).registrations
    assert found.size == 1
