from __future__ import annotations

import zipfile
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from camp_desk.spreadsheets.quick_sheets import quick_workbook
from camp_desk.spreadsheets.writing import write_xlsx

CELLS = st.none() | st.integers(-9, 10**6) | st.text("ab علي<&\n", max_size=4)
ROWS = st.lists(st.lists(CELLS, max_size=4), max_size=6)
_FILES = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@given(ROWS)
@_FILES
def test_a_sheet_is_read_as_openpyxl_reads_it(tmp_path: Path, rows: list[list[object]]) -> None:
    path = tmp_path / "a.xlsx"
    write_xlsx(path, ("Name", "Age"), rows)  # type: ignore[arg-type]
    assert _quick(path) == _as_openpyxl(path)


def test_formatted_texts_days_and_rows_between_empty_ones_are_read_too(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet["B2"] = CellRichText("علي ", TextBlock(InlineFont(b=True), "حسن"))
    sheet["A5"], sheet["C5"] = datetime(2014, 6, 10, 8, 30), True
    book.save(tmp_path / "a.xlsx")
    rows = _quick(tmp_path / "a.xlsx")
    assert rows == {2: (None, "علي حسن"), 5: (datetime(2014, 6, 10, 8, 30), None, True)}
    assert rows == _as_openpyxl(tmp_path / "a.xlsx")


@pytest.mark.parametrize(
    ("inside", "told"),
    [
        ("<is><t>علي</t></is>", "علي"),
        ("<is><r><t>علي </t></r><r><t>حسن</t></r></is>", "علي حسن"),
        ("<is><t>علي</t><rPh sb='0' eb='1'><t>ع</t></rPh></is>", "علي"),
        ("<is/>", ""),
        ("", None),
    ],
)
def test_texts_inside_their_cells_are_read_with_or_without_parts(
    tmp_path: Path, inside: str, told: str | None
) -> None:
    path, cell = tmp_path / "a.xlsx", f"<c t='inlineStr'>{inside}</c><c><v>7</v></c>"
    write_xlsx(tmp_path / "plain.xlsx", ("Name",), [])
    with zipfile.ZipFile(tmp_path / "plain.xlsx") as plain, zipfile.ZipFile(path, "w") as made:
        for part in plain.namelist():
            text = plain.read(part).decode()
            made.writestr(part, text.replace("</sheetData>", f"<row>{cell}</row></sheetData>"))
    assert _quick(path)[2] == (told, 7)
    assert _quick(path) == _as_openpyxl(path)


def _quick(path: Path) -> dict[int, tuple[object, ...]]:
    with path.open("rb") as file:
        (sheet,) = quick_workbook(file).worksheets
        return {number: cells for number, cells in sheet.numbered_rows() if any(_told(cells))}


def _as_openpyxl(path: Path) -> dict[int, tuple[object, ...]]:
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    sheet = book.worksheets[0]
    sheet.reset_dimensions()
    rows = enumerate(sheet.iter_rows(values_only=True), 1)
    found: dict[int, tuple[object, ...]] = {
        number: tuple(cells) for number, cells in rows if any(_told(tuple(cells)))
    }
    book.close()
    return found


def _told(cells: tuple[object, ...]) -> list[bool]:
    return [cell is not None for cell in cells]
