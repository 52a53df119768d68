"""Reads sheets as openpyxl does, in less time where a program wrote them cell by cell."""
# ruff: noqa: SLF001  what openpyxl keeps to itself is used as it uses it

from __future__ import annotations

from collections.abc import Iterator
from sys import intern
from typing import IO, Any

from openpyxl.reader.excel import ExcelReader
from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from openpyxl.worksheet._reader import INLINE_STRING, WorkSheetParser
from openpyxl.xml.constants import SHEET_MAIN_NS

_TEXT = f"{{{SHEET_MAIN_NS}}}t"


def quick_workbook(untrusted_file: IO[bytes]) -> Any:
    """Return a workbook whose sheets give their values row by row, and read nothing before.

    Raises:
        Whatever openpyxl raises on a damaged workbook.
    """
    reader = _Reader(untrusted_file, read_only=True, data_only=True, keep_links=False)
    reader.read()
    return reader.wb


class _Reader(ExcelReader):
    def read_worksheets(self) -> None:
        book: Any = self.wb  # openpyxl's types leave out what it keeps to itself
        part: Any
        sheet: Any
        for sheet, part in self.parser.find_sheets():
            if part.target not in self.valid_files:
                continue
            if "chartsheet" in part.Type:
                self.read_chartsheet(sheet, part)
                continue
            found = QuickSheet(book, sheet.name, part.target, self.shared_strings)
            found.sheet_state = sheet.state
            book._sheets.append(found)


class QuickSheet(ReadOnlyWorksheet):
    """One sheet; what it says of its own size is not looked at."""

    def _get_size(self) -> None:
        """Leave the size alone: where it is not told, the whole sheet would be read for it."""

    def numbered_rows(self) -> Iterator[tuple[int, tuple[object, ...]]]:
        """Yield the rows that are there, by their numbers from 1 upwards, with their values."""
        sheet: Any = self
        book: Any = self.parent
        with sheet._get_source() as part:
            parser = _Parser(
                part,
                sheet._shared_strings,
                data_only=True,
                epoch=book.epoch,
                date_formats=book._date_formats,
                timedelta_formats=book._timedelta_formats,
            )
            last = 0
            for number, cells in parser.parse():
                if number > last:  # one that comes twice counts once
                    last = number
                    yield number, sheet._get_row(cells, values_only=True)


class _Parser(WorkSheetParser):
    def parse_cell(self, element: Any) -> dict[str, Any]:
        """Return a cell; plain text inside it needs no parts of a formatted text to be made."""
        inside = element.find(INLINE_STRING) if element.get("t") == "inlineStr" else None
        if inside is None or len(inside) != 1 or inside[0].tag != _TEXT:
            return super().parse_cell(element)
        element.remove(inside)
        # The same few districts, sexes and kinships stand in a hundred thousand rows.
        return {**super().parse_cell(element), "value": intern(inside[0].text or "")}
