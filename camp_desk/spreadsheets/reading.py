"""Opens a list, whatever kind of file it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from camp_desk.spreadsheets.blocks import unfolded
from camp_desk.spreadsheets.delimited import read_delimited
from camp_desk.spreadsheets.errors import (
    EmptyList,
    ListMissing,
    LockedWorkbook,
    NotAList,
    OldWorkbook,
)
from camp_desk.spreadsheets.mapping import recognise
from camp_desk.spreadsheets.repeats import joined
from camp_desk.spreadsheets.several import together
from camp_desk.spreadsheets.table import Table
from camp_desk.spreadsheets.workbook import read_workbook

Report = Callable[[int, int], None]
"""Is told how many rows are done, of how many (0: not known yet); may raise to stop the work."""

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OTHER_KINDS = (
    b"%PDF",
    b"{\\rtf",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"7z\xbc\xaf",
    b"PK\x05\x06",
    b"Rar!",
    b"SQLite format 3",
)
_MARKUP = (b"<!doctype", b"<html", b"<?xml", b"<table")


def read_sheets(path: Path, report: Report | None = None) -> list[Table]:
    """Return every sheet of a workbook that holds something, or the one table of a CSV file.

    The kind of file is told from its content, not from its name.

    Raises:
        ListMissing, NotAList, OldWorkbook, LockedWorkbook, BrokenWorkbook, ListTooLarge, EmptyList:
            Each says what the officer can do.
    """
    start = _start_of(path)
    if start.startswith(_OLE):
        raise LockedWorkbook(file=path.name) if _is_encrypted(path) else OldWorkbook(file=path.name)
    if start.startswith(_OTHER_KINDS) or start.lstrip().lower().startswith(_MARKUP):
        raise NotAList(file=path.name)
    say = report or _nothing
    tables = read_workbook(path, say) if start.startswith(_ZIP) else [read_delimited(path, say)]
    found = [table for table in tables if table.rows]
    if not found:
        raise EmptyList(file=path.name)
    return found


def read_sheet(path: Path, report: Report | None = None) -> Table:
    """Return the sheet whose headings are recognised best, with those that have the same.

    People on a second sheet that name their family on the first one, as Kobo exports repeat
    groups, come back as one table.  A hidden sheet is read only where no other one has names:
    nobody would look for the families that it brings in.  A list in blocks comes back with the
    numbers of its families in a column.  Raises what ``read_sheets`` raises.
    """
    tables = [unfolded(table) for table in read_sheets(path, report)]
    if len(tables) == 1:
        return tables[0]
    seen = [table for table in tables if not table.is_hidden]
    hidden = tuple(table.sheet for table in tables if table.is_hidden)
    if not any(recognise(table).has_names for table in seen):
        seen, hidden = tables, ()
    found = seen[0] if len(seen) == 1 else joined(seen) or together(seen)
    return replace(found, hidden_sheets=hidden)


def _start_of(path: Path) -> bytes:
    """Return the first bytes of a file; a folder or a pipe, which may never end, is none."""
    try:
        if not path.is_file():
            raise ListMissing(file=path.name)
        with path.open("rb") as file:
            return file.read(64)
    except OSError as error:
        raise ListMissing(file=path.name) from error


def _is_encrypted(path: Path) -> bool:
    with path.open("rb") as file:
        return _ENCRYPTED in file.read(1 << 20)


def _nothing(_done: int, _total: int) -> None:
    """Say nothing."""
