from __future__ import annotations

import os
import random
import zipfile
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from camp_desk.domain.errors import CampDeskError
from camp_desk.spreadsheets import errors
from camp_desk.spreadsheets.mapping import recognise
from camp_desk.spreadsheets.reading import read_sheet, read_sheets
from camp_desk.spreadsheets.table import NoValue, Table
from camp_desk.spreadsheets.understanding import understand
from tests.spreadsheets.lists import TODAY, delimited, taken_in, workbook

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ROWS = [("HH no", "Name", "Age"), (1, "علي", 4), (2, "Sara", None)]
_FILES = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", errors.EmptyList),
        (b"\n\n;;\n", errors.EmptyList),
        (b"%PDF-1.7", errors.NotAList),
        (b"<html><table>", errors.NotAList),
        (bytes(range(32)) * 50, errors.NotAList),
        (_OLE + b"Workbook", errors.OldWorkbook),
        (_OLE + "EncryptedPackage".encode("utf-16-le"), errors.LockedWorkbook),
        (b"PK\x03\x04 and then nothing", errors.BrokenWorkbook),
    ],
)
def test_each_kind_of_wrong_file_has_its_sentence(
    tmp_path: Path, content: bytes, error: type[CampDeskError]
) -> None:
    path = tmp_path / "list.xlsx"
    path.write_bytes(content)
    with pytest.raises(error, match=r"list\.xlsx"):
        read_sheet(path)


def test_a_missing_file_and_a_folder_have_a_sentence(tmp_path: Path) -> None:
    for path in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(errors.ListMissing):
            read_sheet(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names on this system")
def test_a_pipe_that_nobody_writes_into_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "list.csv")
    with pytest.raises(errors.ListMissing):
        read_sheet(tmp_path / "list.csv")


def test_names_are_found_behind_hundreds_of_other_columns(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    rows = [[*(f"question {n} of the form" for n in range(200)), "HH no", "Full name"]]
    rows += [
        [*(f"answer {n} to it, {row}" for n in range(200)), str(row), "علي كامل"]
        for row in range(9)
    ]
    workbook(path, ("a", rows))
    assert taken_in(path).summary.households == 9


def test_a_zip_of_something_else_is_no_list(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    with pytest.raises(errors.NotAList):
        read_sheet(path)


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/styles.xml", "w") as part:
            for _ in range(48):
                part.write(bytes(1 << 20))
    with pytest.raises(errors.ListTooLarge):
        read_sheet(path)


def test_a_workbook_that_says_nothing_of_its_size_is_read(tmp_path: Path) -> None:
    path = workbook(tmp_path / "full.xlsx", ("Liste", _ROWS))
    bare = tmp_path / "bare.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(bare, "w") as new:
        for part in old.infolist():
            content = old.read(part)
            new.writestr(part, content.replace(b'<dimension ref="A1:C3"', b'<dimension ref="A1"'))
    assert [row.number for row in read_sheet(bare).rows] == [1, 2, 3]
    assert read_sheet(bare).rows[1].untrusted_cells == (1, "علي", 4)


def test_rows_keep_the_numbers_of_the_file(tmp_path: Path) -> None:
    path = delimited(tmp_path / "a.csv", 'a;b\n\n"one\ntwo";c\n\n\nd;e\n')
    assert [row.number for row in read_sheet(path).rows] == [1, 3, 6]
    path = workbook(tmp_path / "a.xlsx", ("S", [("a", "b"), (), ("c", "d"), (), ("e",)]))
    assert [row.number for row in read_sheet(path).rows] == [1, 3, 5]


def test_a_search_that_found_nothing_is_an_empty_cell_and_other_errors_are_none(
    tmp_path: Path,
) -> None:
    path = workbook(tmp_path / "a.xlsx", ("S", [("HH no", "Name"), (1, "#N/A"), (2, "#REF!")]))
    rows = read_sheet(path).rows
    assert rows[1].untrusted_cells == (1, None)
    assert isinstance(rows[2][1], NoValue)


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1256"]
)
def test_every_separator_and_encoding_is_recognised(
    tmp_path: Path, separator: str, encoding: str
) -> None:
    rows = [["رقم العائلة", "الاسم", "Age"], ["1", "علي حسن", "4"], ["2", "زينب", "7"]]
    text = "\r\n".join(separator.join(row) for row in rows)
    table = read_sheet(delimited(tmp_path / "a.csv", text, encoding))
    assert [list(row.untrusted_cells) for row in table.rows] == rows


def test_a_few_broken_letters_do_not_make_utf8_another_encoding(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("الاسم;العمر\n".encode() * 40 + "علي".encode()[:-1] + b";4\n")
    assert read_sheet(path).rows[0].untrusted_cells == ("الاسم", "العمر")


def test_a_stray_quotation_mark_swallows_nothing(tmp_path: Path) -> None:
    lines = ["HH,Name", '1,"Ali', *(f"{n},Sara" for n in range(2, 200))]
    assert len(read_sheet(delimited(tmp_path / "a.csv", "\n".join(lines))).rows) == 200


def test_what_excel_says_of_its_separator_is_believed(tmp_path: Path) -> None:
    rows = read_sheet(delimited(tmp_path / "a.csv", "sep=|\nHH|Name, own\n1|Ali, Omar\n")).rows
    assert [row.number for row in rows] == [2, 3]
    assert rows[1].untrusted_cells == ("1", "Ali, Omar")


def test_reading_reports_and_can_be_stopped(tmp_path: Path) -> None:
    class Stopped(Exception):
        pass

    def stop(_done: int, _total: int) -> None:
        raise Stopped

    path = delimited(tmp_path / "a.csv", "a,b\n" * 6_000)
    with pytest.raises(Stopped):
        read_sheet(path, stop)


@given(content=st.binary(max_size=400))
@example(b'a,"' + b"x" * 200_000)
@example(b"\xff\xfea")
@_FILES
def test_any_bytes_are_a_table_or_an_error_for_the_officer(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "any.csv"
    path.write_bytes(content)
    _read_and_understand(path)


@given(text=st.text(alphabet="12,;\t|\n\"'=+-@/.علي حسن Name رقم العائلة\u202e٣", max_size=300))
@_FILES
def test_any_text_is_understood_or_an_error_for_the_officer(tmp_path: Path, text: str) -> None:
    _read_and_understand(delimited(tmp_path / "any.csv", "HH no,Name,Age,F 0-4,Arrived\n" + text))


@given(seed=st.integers(0, 10_000))
@_FILES
def test_a_damaged_workbook_is_a_table_or_an_error_for_the_officer(
    tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)
    parts = _parts()
    name = chance.choice(sorted(parts))
    content = bytearray(parts[name])
    for _ in range(chance.randint(1, 6)):
        content[chance.randrange(len(content))] = chance.choice(b'<>"/0A \x00\xff')
    path = tmp_path / "any.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        for part, whole in parts.items():
            archive.writestr(part, bytes(content) if part == name else whole)
    _read_and_understand(path)


@given(seed=st.integers(0, 10_000))
@_FILES
def test_a_workbook_with_flipped_bytes_is_a_table_or_an_error(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    content = bytearray(_workbook_bytes())
    for _ in range(3):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    path = tmp_path / "any.xlsx"
    path.write_bytes(content)
    _read_and_understand(path)


def _read_and_understand(path: Path) -> None:
    with suppress(CampDeskError):
        for table in read_sheets(path):
            assert isinstance(table, Table)
            mapping = recognise(table)
            with suppress(CampDeskError):
                understand(table, mapping, today=TODAY)


def _workbook_bytes() -> bytes:
    book = openpyxl.Workbook()
    for row in _ROWS:
        book.worksheets[0].append(list(row))
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _parts() -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(_workbook_bytes())) as archive:
        return {part: archive.read(part) for part in archive.namelist()}


def test_a_hidden_sheet_is_left_out_and_named(tmp_path: Path) -> None:
    rows: list[list[object]] = [["رقم العائلة", "الاسم", "العمر"], [9, "خالد عمر سعد", 44]]
    path = workbook(
        tmp_path / "a.xlsx",
        ("new", [["رقم العائلة", "الاسم", "العمر"], [1, "علي حسن محمد", 35]]),
        ("old", rows),
    )
    book = openpyxl.load_workbook(path)
    book["old"].sheet_state = "hidden"
    book.save(path)
    found = taken_in(path)
    assert [one.list_number for one in found.registrations] == ["1"]
    assert [note.values["sheet"] for note in found.notes if "sheet" in note.values] == ["old"]


def test_a_hidden_sheet_is_read_where_no_other_one_names_anybody(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx",
        ("cover", [["Camp"]]),
        ("list", [["رقم العائلة", "الاسم", "العمر"], [1, "علي حسن محمد", 35]]),
    )
    book = openpyxl.load_workbook(path)
    book["list"].sheet_state = "hidden"
    book.save(path)
    assert len(taken_in(path).registrations) == 1


def test_a_file_that_was_cut_within_a_letter_is_still_utf8(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("HH,Head\n1,علي حسن محمد\n2,عمر سعد".encode()[:-1])
    assert read_sheet(path).rows[1].untrusted_cells[1] == "علي حسن محمد"


def test_the_other_page_of_arabic_letters_is_told_from_windows(tmp_path: Path) -> None:
    path = delimited(tmp_path / "a.csv", "HH,Head\n1,علي كريم محمد\n", "iso8859_6")
    assert read_sheet(path).rows[1].untrusted_cells[1] == "علي كريم محمد"


def test_an_enormous_cell_costs_its_own_row_and_no_other(tmp_path: Path) -> None:
    text = f"HH,Head,Sex,Age,Total\n1,{'x' * 300_000},M,40,3\n2,علي حسن محمد,M,40,3\n"
    found = taken_in(delimited(tmp_path / "a.csv", text))
    assert [one.list_number for one in found.registrations] == ["2"]
    assert [one.row for one in found.rejected] == [2]


def test_headings_with_nothing_below_them_are_refused(tmp_path: Path) -> None:
    with pytest.raises(errors.EmptyList):
        taken_in(delimited(tmp_path / "a.csv", "رقم العائلة;الاسم;العمر\n"))
