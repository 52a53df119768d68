from __future__ import annotations

from pathlib import Path

import pytest

from camp_desk.domain.registration import Sex
from camp_desk.spreadsheets.catalogues import shipped_relationships
from camp_desk.spreadsheets.fields import Field, Group
from camp_desk.spreadsheets.mapping import Column, Mapping, Shape, recognise
from camp_desk.spreadsheets.sexes import Sexes
from camp_desk.spreadsheets.table import Row, Table

MAPPING = Mapping(
    (
        Column(0, "HH no", Field.FAMILY, 1.0),
        Column(1, "Who", None, 0.0),
        Column(2, "F 0-4", Group(Sex.FEMALE, 0, 4), 1.0),
    ),
    1,
    Shape.HOUSEHOLDS,
)


def table(*rows: tuple[str | int | None, ...]) -> Table:
    numbered = (Row(number, cells) for number, cells in enumerate(rows, 1))
    return Table(Path("list.csv"), "", tuple(row for row in numbered if row.filled))


def test_a_corrected_column_holds_its_field_alone() -> None:
    corrected = MAPPING.with_column(1, Field.FAMILY)
    assert corrected.index(Field.FAMILY) == 1
    assert corrected.columns[0].target is None
    assert MAPPING.index(Field.FAMILY) == 0


def test_a_column_can_be_left_out() -> None:
    assert MAPPING.with_column(0, None).index(Field.FAMILY) is None


def test_the_key_does_not_depend_on_the_spelling_of_the_headings() -> None:
    one = recognise(table(("رقم العائلة", "الاسم"), (1, "علي")))
    other = recognise(table(("رقم العائله:", "الأسم"), (1, "علي")))
    assert one.key == other.key != MAPPING.key


def test_headings_are_found_under_titles_and_notes() -> None:
    found = recognise(
        table(
            ("Arrivals list of the checkpoint",),
            (None,),
            ("Date:", "12/6/2014", None),
            ("HH no", "Name", "Sex", "Age"),
            (1, "Ali", "M", 4),
        )
    )
    assert found.heading_row == 4
    assert [column.target for column in found.columns] == [
        Field.FAMILY,
        Field.FULL_NAME,
        Field.SEX,
        Field.AGE,
    ]


def test_a_more_telling_heading_wins_over_a_general_one() -> None:
    found = recognise(
        table(
            ("No", "Date", "رقم العائلة", "تسلسل الفرد", "الاسم", "تاريخ الوصول"),
            (1, "x", 1, 1, "علي", "y"),
        )
    )
    assert found.index(Field.PERSON_NUMBER) == 3
    assert found.index(Field.ARRIVED) == 5


@pytest.mark.parametrize(
    ("headings", "rows", "shape"),
    [
        (("HH no", "Name", "Relation"), [(1, "a", "head"), (1, "b", "son")], Shape.PERSONS),
        (
            ("HH no", "Name", "Age"),
            [(1, "a", 3), (1, "b", 4), (1, "c", 4), (2, "d", 5)],
            Shape.PERSONS,
        ),
        (
            ("HH no", "Head of HH", "F 0-4", "M 0-4"),
            [(1, "a", 1, 1), (2, "b", 1, 0)],
            Shape.HOUSEHOLDS,
        ),
        (("HH no", "Name", "Total"), [(1, "a", 3), (2, "b", 4)], Shape.HOUSEHOLDS),
        (("No", "Head of household", "Phone"), [(1, "a", 3), (2, "b", 4)], Shape.HOUSEHOLDS),
        (
            ("HH no", "Name", "Relation"),
            [(1, "a", "head"), (None, "b", "son"), (None, "c", "son")],
            Shape.PERSONS,
        ),
    ],
)
def test_what_a_row_stands_for_is_recognised(
    headings: tuple[str, ...], rows: list[tuple[str | int | None, ...]], shape: Shape
) -> None:
    assert recognise(table(headings, *rows)).shape is shape


def test_a_plain_number_counts_families_where_no_other_column_does() -> None:
    found = recognise(table(("ت", "اسم رب الأسرة", "عدد الأفراد"), (1, "علي", 3)))
    assert found.index(Field.FAMILY) == 0


def test_names_of_families_with_several_words_are_names_where_there_are_no_others() -> None:
    found = recognise(table(("رقم العائلة", "اسم العائلة", "العدد"), (1, "علي عمر حسن", 3)))
    assert found.index(Field.FULL_NAME) == 1


def test_an_id_numbers_families_unless_it_is_as_long_as_that_of_a_paper() -> None:
    heading = ("ID", "Head of household", "Total")
    short, long = (table(heading, (n, "Ali Omar Hadi", 5)) for n in (7, 198412345678))
    assert recognise(short).index(Field.FAMILY) == 0
    assert recognise(long).index(Field.FAMILY) is None


def test_the_first_family_of_a_list_without_headings_is_not_taken_for_them() -> None:
    bare = (
        (1, "Karim Yasin Omar", "M", 45, "head"),
        (1, "Huda Ali Omar", "F", 40, "wife"),
        ("two", "Saad Nuri Hatim", "M", "", "head"),
        ("two", "Rana Ali Saad", "F", "", "wife"),
    )
    assert recognise(table(*bare)).heading_row == 0
    assert recognise(table(*bare[2:], *bare)).heading_row == 0


def test_headings_that_come_back_on_each_page_stay_headings() -> None:
    page = (("No", "Name", "Sex"), (1, "علي", "ذكر"), (2, "Sara", "F"))
    assert recognise(table(*page, *page)).heading_row == 1


def test_what_counts_the_people_of_each_family_is_no_total() -> None:
    heads = ("HH no", "Pers. no", "Name", "Age")
    rows = ((1, 1, "علي", 40), (1, 2, "Sara", 30), (1, 3, "عمر", 3), (2, 1, "هدى", 50))
    assert recognise(table(heads, *rows)).index(Field.PERSON_NUMBER) == 1
    sizes = ((1, 3, "علي", 40), (1, 3, "Sara", 30), (1, 3, "عمر", 3), (2, 1, "هدى", 50))
    assert recognise(table(heads, *sizes)).index(Field.TOTAL) == 1


def test_a_list_in_kurmanji_is_read() -> None:
    heads = ("Hejmara malbatê", "Nav û paşnav", "Zayend", "Temen", "Xizmatî", "Navçe", "Gund")
    found = recognise(table(heads, (1, "Xidir Biro", "Nêr", 30, "Serokê malbatê", "Sinjar", "")))
    assert [column.target for column in found.columns] == [
        Field.FAMILY, Field.FULL_NAME, Field.SEX, Field.AGE, Field.RELATIONSHIP, Field.DISTRICT,
        Field.PLACE,
    ]  # fmt: skip
    assert Sexes().find("Mê") is Sex.FEMALE
    jin = shipped_relationships().find("Jin")
    assert jin is not None
    assert (jin.code, shipped_relationships().is_head("Serokê malbatê")) == ("WIF", True)


def test_a_general_heading_is_read_below_the_one_merged_over_it() -> None:
    found = recognise(
        table(
            ("خێزان / Family", None, "کەس / Person", None, None),
            ("ژمارە / No", "ژ.ئەندام", "ناو / Name", "ڕەگەز / Sex", "تەمەن / Age"),
            ("K1", 1, "علي کامل", "نێر", 40),
            (None, 2, "سارا", "مێ", 30),
        )
    )
    assert [column.target for column in found.columns] == [
        Field.FAMILY, Field.PERSON_NUMBER, Field.FULL_NAME, Field.SEX, Field.AGE,
    ]  # fmt: skip


def test_a_number_below_which_rows_are_empty_is_that_of_the_family() -> None:
    heads = ("No", "Name", "Sex", "Relationship")
    people = ((1, "علي", "M", "head"), (None, "Sara", "F", "wife"), (None, "عمر", "M", "son"))
    more = ((2, "هدى", "F", "head"), (None, "نور", "F", "daughter"))
    assert recognise(table(heads, *people, *more)).index(Field.FAMILY) == 0
