"""Reads Excel workbooks, within bounds and without believing what they say of themselves."""

from __future__ import annotations

import itertools
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from camp_desk.spreadsheets.errors import BrokenWorkbook, ListTooLarge, LockedWorkbook, NotAList
from camp_desk.spreadsheets.table import Cell, NoValue, Row, Table
from camp_desk.spreadsheets.valueless import formulas_without_value

MOST_COLUMNS = 512
"""Columns that are looked at; lists have some twenty, exports of long forms some hundreds."""

MOST_CELLS = 12_000_000
"""Cells that are read: 600,000 rows of twenty columns."""

_MOST_BYTES = 800 << 20
_MOST_BYTES_OF_SHARED = 200 << 20
_MOST_BYTES_OF_OTHERS = 40 << 20
_MOST_PARTS = 5_000
_REPORT_EVERY = 2_000
_ERRORS = {"#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"}
_NOT_AVAILABLE = "#N/A"
"""What a search in another table gives where it finds nothing: the cell is empty, not broken."""

_NOT_WORKED_OUT = NoValue("=?")

# All that openpyxl and what it stands on were seen to raise on damaged workbooks.
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, struct.error, SyntaxError, ValueError, KeyError, IndexError,
    TypeError, AttributeError, EOFError, OSError, OverflowError, NotImplementedError,
    AssertionError,
)  # fmt: skip


def read_workbook(path: Path, report: Callable[[int, int], None]) -> list[Table]:
    """Return every sheet, also empty ones, in their order.

    Raises:
        NotAList: It is a ZIP file of something else.
        LockedWorkbook: A part of it is encrypted.
        BrokenWorkbook: It cannot be read to its end.
        ListTooLarge: Its parts say that they unpack to more than can be held, or they do.
    """
    from camp_desk.spreadsheets.quick_sheets import quick_workbook  # openpyxl is slow to start

    _check(path)
    with warnings.catch_warnings(), path.open("rb") as file:
        warnings.simplefilter("ignore")  # openpyxl's remarks on styles and extensions it leaves out
        try:
            book = quick_workbook(file)
            return [_table(path, sheet, report) for sheet in book.worksheets]
        except _DAMAGE as error:
            raise BrokenWorkbook(file=path.name) from error


def _check(path: Path) -> None:
    """Refuse what would not fit, by what the ZIP directory says: no part can unpack to more."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except _DAMAGE as error:
        raise BrokenWorkbook(file=path.name) from error
    if not any(part.filename.lower().endswith("workbook.xml") for part in parts):
        raise NotAList(file=path.name)
    if any(part.flag_bits & 1 for part in parts):
        raise LockedWorkbook(file=path.name)
    enormous = len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_BYTES
    if enormous or any(part.file_size > _most_bytes(part.filename.lower()) for part in parts):
        raise ListTooLarge(file=path.name)


def _most_bytes(part: str) -> int:
    if "worksheets/" in part or not part.endswith((".xml", ".rels")):
        return _MOST_BYTES
    return _MOST_BYTES_OF_SHARED if "sharedstrings" in part else _MOST_BYTES_OF_OTHERS


def _table(path: Path, sheet: Any, report: Callable[[int, int], None]) -> Table:
    rows = []
    cells_read = 0
    for row in _rows(sheet):
        cells_read += len(row.untrusted_cells)
        if cells_read > MOST_CELLS:
            raise ListTooLarge(file=path.name)
        if row.number % _REPORT_EVERY == 0:
            report(row.number, 0)
        if row.filled:
            rows.append(row)
    is_hidden = sheet.sheet_state != "visible"
    return Table(path, sheet.title, tuple(rows), is_hidden=is_hidden)


def _rows(sheet: Any) -> Iterator[Row]:
    with sheet._get_source() as part:  # noqa: SLF001  openpyxl reads values or formulas, not which lack the other
        valueless = formulas_without_value(part)
    for number, cells in sheet.numbered_rows():
        told = tuple(map(_cell, itertools.islice(cells, MOST_COLUMNS)))
        if number in valueless:
            wrong = {at for at in valueless[number] if at < len(told) and told[at] is None}
            told = tuple(_NOT_WORKED_OUT if at in wrong else each for at, each in enumerate(told))
        yield Row(number, told)


def _cell(untrusted: object) -> Cell:
    if isinstance(untrusted, str):
        stripped = untrusted.strip()
        if stripped in _ERRORS:
            return NoValue(stripped)
        return None if not stripped or stripped == _NOT_AVAILABLE else untrusted
    if isinstance(untrusted, int | float | datetime | date | time | timedelta):
        return untrusted
    return None if untrusted is None else str(untrusted)
