"""Writes tables for officers, with nothing in them that a spreadsheet program would run."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path

from camp_desk.domain.plain import cleaned
from camp_desk.domain.words import Words
from camp_desk.spreadsheets.errors import ListNotWritten
from camp_desk.spreadsheets.plain_workbook import workbook
from camp_desk.spreadsheets.table import Cell, text

_STARTS_FORMULA = ("=", "+", "-", "@")
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


def as_text(cell: Cell) -> Cell:
    """Return a cell as a CSV file holds it: days and times in ISO's writing."""
    if isinstance(cell, datetime | date | time | timedelta):
        return text(cell)
    return harmless(cell)
