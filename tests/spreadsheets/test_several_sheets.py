"""One list on several sheets: a sheet for each day, or for each gate."""

from __future__ import annotations

from pathlib import Path

from camp_desk.domain.words import Words
from camp_desk.spreadsheets.rejects import write_rejected
from tests.spreadsheets.lists import opened, taken_in, workbook

HEADINGS = ("Fam.No", "Name", "Sex", "Age", "Relationship")


def family(number: int, head: str) -> list[tuple[object, ...]]:
    return [
        (number, f"{head} Omar Hasan", "M", 40, "Head"),
        (number, f"Huda {head} Omar", "F", 9, "Daughter"),
    ]


def test_a_sheet_for_each_day_is_one_list_and_the_rest_is_named(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "gate.xlsx",
        ("Read me", [("How to fill the form",), ("One row a person",)]),
        ("Day 1", [HEADINGS, *family(1, "Ali"), *family(2, "Sami")]),
        ("Day 2", [("Second day",), HEADINGS, *family(3, "Zaid")]),
        ("Departures", [HEADINGS, *family(4, "Basim")]),
    )
    found = taken_in(path)
    assert [r.list_number for r in found.registrations] == ["1", "2", "3"]
    said = [note.sentence(Words()) for note in found.notes]
    assert sum("was not read" in one for one in said) == 2


def test_columns_in_another_order_on_another_sheet_go_where_they_belong(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "gate.xlsx",
        ("Day 1", [HEADINGS, *family(1, "Ali")]),
        ("Day 2", [HEADINGS[::-1], *(row[::-1] for row in family(2, "Sami"))]),
    )
    assert [r.members[0].own for r in taken_in(path).registrations] == ["Ali", "Sami"]


def test_a_sheet_that_numbers_from_one_again_keeps_its_families_apart(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "gate.xlsx",
        ("Day 1", [HEADINGS, *family(1, "Ali"), *family(2, "Sami")]),
        ("Day 2", [HEADINGS, *family(1, "Zaid")]),
    )
    found = taken_in(path)
    assert [(r.list_number, r.size) for r in found.registrations] == [
        ("1", 2),
        ("2", 2),
        ("Day 2 / 1", 2),
    ]


def test_a_family_may_go_on_at_the_top_of_the_next_sheet(tmp_path: Path) -> None:
    ali, sami = family(1, "Ali"), family(2, "Sami")
    path = workbook(
        tmp_path / "gate.xlsx",
        ("Page 1", [HEADINGS, *ali, sami[0]]),
        ("Page 2", [HEADINGS, sami[1], *family(3, "Zaid")]),
    )
    assert [r.size for r in taken_in(path).registrations] == [2, 2, 2]


def test_a_copy_of_the_sheet_adds_nothing(tmp_path: Path) -> None:
    rows = [HEADINGS, *family(1, "Ali"), *family(2, "Sami")]
    path = workbook(tmp_path / "gate.xlsx", ("Sheet1", rows), ("Sheet1 (2)", rows))
    found = taken_in(path)
    assert len(found.registrations) == 2
    assert not found.rejected


def test_a_bad_row_is_named_by_its_sheet_and_its_row_there(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "gate.xlsx",
        ("Day 1", [HEADINGS, *family(1, "Ali")]),
        ("Day 2", [("Second day",), HEADINGS, *family(2, "Sami"), (2, None, "F", 3, "Daughter")]),
    )
    (bad,) = taken_in(path).rejected
    assert (bad.row, bad.sentence(Words())) == (5, "Sheet “Day 2”: There is no name in row 5.")
    table, mapping = opened(path)
    saved = tmp_path / "bad.csv"
    write_rejected(saved, table, mapping, (bad,), Words())
    lines = saved.read_text("utf-8-sig").splitlines()
    assert lines[1] == "2,Sami Omar Hasan,M,40,Head,,3,gate"  # the family goes with the row
    assert lines[3].startswith("2,,F,3,Daughter,Sheet")
