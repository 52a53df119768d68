"""Writes tables for officers, with nothing in them that a spreadsheet program would run."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path

from camp_desk.domain.plain import cleaned, folded
from camp_desk.domain.words import N_, Words
from camp_desk.spreadsheets.errors import ListNotWritten
from camp_desk.spreadsheets.fields import Field
from camp_desk.spreadsheets.mapping import Mapping, Shape
from camp_desk.spreadsheets.outcome import Rejected
from camp_desk.spreadsheets.plain_workbook import workbook
from camp_desk.spreadsheets.table import SHEET_ROWS, Cell, Row, Table, text

_STARTS_FORMULA = ("=", "+", "-", "@")
_WHY = N_("Why the row was not taken in")
_WHERE = N_("Row in the list")
_LONGEST_TITLE = 31
_BAD_IN_TITLE = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


def harmless(value: Cell) -> Cell:
    """Return a cell that no spreadsheet program takes for a formula; numbers and days stay.

    >>> harmless("=1+1"), harmless("علي"), harmless(-3)
    ("'=1+1", 'علي', -3)
    """
    if not isinstance(value, str):
        return value
    clean = cleaned(value)
    return f"'{clean}" if clean.startswith(_STARTS_FORMULA) else clean


def write_csv(path: Path, headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """Write a table as CSV: UTF-8 with its mark, commas, so that Excel reads Arabic.

    Raises:
        ListNotWritten: The file cannot be written there.
    """
    try:
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow([harmless(heading) for heading in headings])
            writer.writerows([as_text(cell) for cell in row] for row in rows)
    except OSError as error:
        raise ListNotWritten(file=path.name) from error


def write_xlsx(
    path: Path,
    headings: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    *,
    sheet: str = "",
    right_to_left: bool = False,
) -> None:
    """Write a table as an Excel workbook, its headings kept in sight.

    Raises:
        ListNotWritten: The file cannot be written there.
    """
    try:
        content = workbook(
            [[str(harmless(heading)) for heading in headings]],
            ([harmless(cell) for cell in row] for row in rows),
            sheet=sheet_title(sheet),
            right_to_left=right_to_left,
        )
        path.write_bytes(content)
    except OSError as error:
        raise ListNotWritten(file=path.name) from error


def sheet_title(title: str) -> str:
    """Return a title as Excel takes it for the name of a sheet."""
    return title.translate(_BAD_IN_TITLE)[:_LONGEST_TITLE].strip(" '") or "1"


def write_table(
    path: Path, headings: Sequence[str], rows: Iterable[Sequence[Cell]], words: Words
) -> None:
    """Write a table as the file's name asks: CSV for .csv, else a workbook."""
    if path.suffix.lower() == ".csv":
        write_csv(path, headings, rows)
    else:
        write_xlsx(path, headings, rows, right_to_left=words.right_to_left)


def write_rejected(
    path: Path, table: Table, mapping: Mapping, rejected: Sequence[Rejected], words: Words
) -> None:
    """Write the rows that were not taken in, each with its reason, to be corrected and taken in.

    The cells stand as in the list, under its own headings; the last two columns, which are passed
    over when the file is read again, say why and where.  In a list of people the rest of the
    family stands with the row: alone, it would say that the family has nobody else.
    """
    reasons: dict[int, Rejected] = {one.number: one for one in reversed(rejected)}
    headings = [column.heading for column in mapping.columns]
    rows = []
    for row in _with_families(table, mapping, set(reasons)):
        one = reasons.get(row.number)
        why = [one.sentence(words), one.row] if one else [None, row.number % SHEET_ROWS]
        rows.append([*_cells(row, len(headings)), *why])
    write_table(path, [*headings, words(_WHY), words(_WHERE)], rows, words)


def _with_families(table: Table, mapping: Mapping, wanted: set[int]) -> list[Row]:
    """Return the rows of these numbers, and of people all rows of their families."""
    below = [row for row in table.rows if row.number > mapping.heading_row]
    family = mapping.index(Field.FAMILY)
    if mapping.shape is not Shape.PERSONS or family is None:
        return [row for row in below if row.number in wanted]
    number, numbers = "", []
    for row in below:
        number = folded(text(row[family])) or number  # as below merged cells
        numbers.append(number)
    families = {n for n, row in zip(numbers, below, strict=True) if n and row.number in wanted}
    return [
        row
        for n, row in zip(numbers, below, strict=True)
        if row.number in wanted or (n in families and row.filled)
    ]


def _cells(row: Row, width: int) -> list[Cell]:
    return [row[index] for index in range(width)]


def as_text(cell: Cell) -> Cell:
    """Return a cell as a CSV file holds it: days and times in ISO's writing."""
    if isinstance(cell, datetime | date | time | timedelta):
        return text(cell)
    return harmless(cell)
