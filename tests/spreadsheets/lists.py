"""Small lists for tests, written as real files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

import openpyxl

from camp_desk.spreadsheets.mapping import Mapping, recognise
from camp_desk.spreadsheets.outcome import Understood
from camp_desk.spreadsheets.reading import read_sheet
from camp_desk.spreadsheets.table import Table
from camp_desk.spreadsheets.understanding import understand

SHIPPED = Path(__file__).parent.parent / "data" / "lists"
TODAY = date(2014, 6, 30)


def workbook(path: Path, *sheets: tuple[str, Iterable[Sequence[object]]]) -> Path:
    """Write a workbook of named sheets."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets:
        page = book.create_sheet(name)
        for row in rows:
            page.append(list(row))
    book.save(path)
    return path


def delimited(path: Path, text: str, encoding: str = "utf-8") -> Path:
    """Write a text file in an encoding."""
    path.write_bytes(text.encode(encoding))
    return path


def taken_in(path: Path, today: date = TODAY) -> Understood:
    """Understand a file as it is recognised."""
    table, mapping = opened(path)
    return understand(table, mapping, today=today)


def opened(path: Path) -> tuple[Table, Mapping]:
    """Read a file and recognise its columns."""
    table = read_sheet(path)
    return table, recognise(table)
