"""Lists headed as other offices head them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from camp_desk.domain.registration import Counts, Sex
from camp_desk.spreadsheets.brackets import group_of
from camp_desk.spreadsheets.fields import EVERY_AGE, Field, Group
from camp_desk.spreadsheets.mapping import recognise
from tests.spreadsheets.lists import delimited, opened, taken_in, workbook


def test_a_number_and_a_sequence_under_one_heading_are_told_apart_by_their_rows(
    tmp_path: Path,
) -> None:
    rows = [
        ("خێزان", None, "کەس", None, None, "پەیوەندی"),
        ("ژمارە", "ژ", "ناوی سیانی", "ڕەگەز", "تەمەن", None),
        *(
            (family, n, f"ناو {n} {family}", "مێ", 20, "کچ")
            for family in (1, 2, 3)
            for n in (1, 2, 3)
        ),
    ]
    _, mapping = opened(workbook(tmp_path / "a.xlsx", ("لیست", rows)))
    assert (mapping.index(Field.FAMILY), mapping.index(Field.PERSON_NUMBER)) == (0, 1)


def test_numbers_of_families_who_came_alone_are_not_taken_for_those_of_people(
    tmp_path: Path,
) -> None:
    rows = [f"{n},1,علي حسن {n},ذكر,رب الأسرة" for n in range(1, 9)]
    heads = "رقم العائلة,ت,الاسم الثلاثي,الجنس,صلة القرابة"
    table, mapping = opened(delimited(tmp_path / "a.csv", "\n".join([heads, *rows])))
    assert (mapping.index(Field.FAMILY), mapping.index(Field.PERSON_NUMBER)) == (0, 1)
    assert recognise(table) == mapping


def test_a_total_that_no_program_worked_out_stops_no_family_whose_people_are_counted(
    tmp_path: Path,
) -> None:
    rows = [
        ("HH no", "Head of household", "Males", "Females", "Total"),
        (1, "Ali Hasan Omar", 2, 3, "=SUM(C2:D2)"),
        (2, "Sara Omar Ali", 0, 1, "=SUM(C3:D3)"),
        (None, "Grand total", "=SUM(C2:C3)", "=SUM(D2:D3)", "=SUM(E2:E3)"),
    ]
    found = taken_in(workbook(tmp_path / "a.xlsx", ("Sheet1", rows)))
    assert [one.size for one in found.registrations] == [5, 1]
    assert not found.rejected


def test_people_counted_under_kurmanji_headings_are_understood(tmp_path: Path) -> None:
    assert group_of("Jin 18-59") == Group(Sex.FEMALE, 18, 59)
    assert group_of("Mêr 60+") == Group(Sex.MALE, 60, EVERY_AGE)
    text = (
        "Hejmara malbatê;Serokê malbatê;Zayend;Jin 0-4;Jin 18-59;Mêr 5-11;Mêr 60+\n"
        "1;Hesen Xelef Omer;Mêr;1;2;3;1\n"
    )
    first = taken_in(delimited(tmp_path / "a.csv", text)).registrations[0]
    assert first.counts == Counts((1, 0, 0, 2, 0), (0, 3, 0, 0, 1))


def test_the_last_lines_of_a_list_are_left_out_however_they_are_worded(tmp_path: Path) -> None:
    text = (
        "رقم الاستمارة,اسم الفرد,صلة القرابة,الجنس,العمر\n"
        "7,علي حسن عمر,رب الأسرة,ذكر,40\n"
        "7,هدى علي حسن,ابنة,أنثى,4\n"
        "عدد الأفراد الكلي,2,,,\n"
        "ختم الجمعية,توقيع المسؤول,,,\n"
    )
    found = taken_in(delimited(tmp_path / "a.csv", text))
    assert (len(found.registrations), found.summary.left_out, found.rejected) == (1, 2, ())


def test_a_family_from_any_district_of_the_country_is_known_by_it(tmp_path: Path) -> None:
    text = (
        "HH no,Head of household,Persons,المحافظة - القضاء\n"
        "1,Ali Hasan,3,الأنبار - الفلوجة\n"
        "2,Sara Omar,1,الشرقاط\n"
        "3,Omar Ali,2,صلاح الدين / سامراء\n"
    )
    found = taken_in(delimited(tmp_path / "a.csv", text))
    told = [(one.origin.governorate, one.origin.district) for one in found.registrations]
    assert told == [("Anbar", "Falluja"), ("Salah al-Din", "Shirqat"), ("Salah al-Din", "Samarra")]


def test_days_under_a_heading_of_times_are_days_of_arrival(tmp_path: Path) -> None:
    heads = "ت,اسم رب الأسرة,عدد أفراد الأسرة,وقت الوصول"
    rows = "1,علي حسن عمر,3,١٢/٠٦/٢٠١٤ ١٩:٤٥"
    found = taken_in(delimited(tmp_path / "a.csv", f"{heads}\n{rows}\n"))
    assert found.registrations[0].arrived == datetime.fromisoformat("2014-06-12 19:45")
