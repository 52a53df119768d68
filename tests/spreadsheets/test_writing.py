from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from camp_desk.domain.words import Words
from camp_desk.shipped import LANGUAGES, translations
from camp_desk.spreadsheets.errors import ListNotWritten
from camp_desk.spreadsheets.reading import read_sheet
from camp_desk.spreadsheets.rejects import name_of, write_rejected
from camp_desk.spreadsheets.table import Cell, text
from camp_desk.spreadsheets.understanding import understand
from camp_desk.spreadsheets.writing import harmless, write_csv, write_xlsx
from tests.spreadsheets.lists import TODAY, delimited, opened, taken_in

DANGEROUS = ["=1+1", "+964", "-1", "@SUM(A1)", "\t=1", "\r=1"]


@pytest.mark.parametrize("cell", DANGEROUS)
def test_nothing_that_is_written_is_run_as_a_formula(tmp_path: Path, cell: str) -> None:
    write_csv(tmp_path / "a.csv", ["A"], [[cell]])
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file))[1][0].startswith("'")
    write_xlsx(tmp_path / "a.xlsx", ["A"], [[cell]])
    written = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]["A2"]
    assert written.data_type == "s"
    assert str(written.value).startswith("'")


@given(st.text())
def test_harmless_text_does_not_start_a_formula_and_stays_so(cell: str) -> None:
    once = harmless(cell)
    assert not str(once).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert harmless(once) == once


def test_disarmed_text_is_read_back_as_it_was() -> None:
    assert text(harmless("+964 750 111 2233")) == "+964 750 111 2233"


def test_numbers_and_days_stay_what_they_are(tmp_path: Path) -> None:
    row: list[Cell] = [-3, date(2014, 6, 10), "علي", None]
    write_xlsx(tmp_path / "a.xlsx", ["a", "b", "c", "d"], [row], sheet="A/B", right_to_left=True)
    page = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    assert (page["A2"].value, page["B2"].value.date(), page["C2"].value) == (
        -3,
        date(2014, 6, 10),
        "علي",
    )
    assert page.sheet_view.rightToLeft


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_rejected_rows_can_be_corrected_and_taken_in_again(tmp_path: Path, suffix: str) -> None:
    path = delimited(
        tmp_path / "a.csv",
        "HH no,Head,Phone,F 0-4,M 18-59\n1,Ali Omar,+9647501112233,1,1\n"
        "2,Sami Noor,+9647501112233,x,1\n",
    )
    table, mapping = opened(path)
    found = understand(table, mapping, today=TODAY)
    errors = tmp_path / f"errors{suffix}"
    write_rejected(errors, table, mapping, found.rejected, Words())
    again = taken_in(errors)
    assert [one.values["text"] for one in again.rejected] == ["x"]
    corrected = tmp_path / "corrected.csv"
    write_csv(
        corrected,
        ["HH no", "Head", "Phone", "F 0-4", "M 18-59", "Why the row was not taken in"],
        [[2, "Sami Noor", "+9647501112233", 1, 1, "x"]],
    )
    (family,) = taken_in(corrected).registrations
    assert (family.list_number, family.phone, family.size) == ("2", "07501112233", 2)


def test_a_place_that_cannot_be_written_has_a_sentence(tmp_path: Path) -> None:
    for write in (write_csv, write_xlsx):
        with pytest.raises(ListNotWritten):
            write(tmp_path / "none" / "a.x", ["a"], [])


def test_rejected_rows_know_their_list_in_every_language(tmp_path: Path) -> None:
    path = delimited(tmp_path / "a.csv", "HH no,Head,F 0-4,M 18-59\n2,Sami Noor,x,1\n")
    table, mapping = opened(path)
    rejected = understand(table, mapping, today=TODAY).rejected
    for language in LANGUAGES:
        words = Words(language, translations(language))
        write_rejected(tmp_path / "bad.xlsx", table, mapping, rejected, words, "Khazir 12/6")
        assert name_of(read_sheet(tmp_path / "bad.xlsx")) == "Khazir 12/6"
    assert name_of(table) == "a"
