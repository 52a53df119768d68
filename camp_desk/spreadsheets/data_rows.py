"""Tells the rows of families from totals, repeated headings and remarks between them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from camp_desk.domain.plain import folded
from camp_desk.domain.words import N_
from camp_desk.spreadsheets.fields import Field
from camp_desk.spreadsheets.mapping import Mapping
from camp_desk.spreadsheets.outcome import Note
from camp_desk.spreadsheets.table import NoValue, Row, Table, text

_TOTAL = N_("Row {row} was left out: it is a total.")
_HEADINGS = N_("Row {row} was left out: it repeats the headings.")
_REMARK = N_("Row {row} was left out: it is a remark, “{text}”.")

_TOTALS = re.compile(
    r"(?:(?:sub|grand|page|over)\s?)?totals?|مجموع|اجمالي|كو|كوي گشتي|"
    r"مجموع (?:كلي|عام|نهايي)"
)
_SAYS_TOTAL = frozenset(map(folded, ("total", "totals", "مجموع", "اجمالي", "كلي", "کۆی")))
"""Words of which one stands in "Total number of families", where no family is named."""

_SIGNED = re.compile(
    r"(?:signature|signed|stamp|prepared by|approved by|checked by|"
    r"توقيع|ختم|اعداد|مصادقه|ئيمزا|واژو)\b"
)
_TO_BE_FILLED = re.compile(r"[:：]$|\.{4,}|…|_{4,}")
_NAMES = (Field.FULL_NAME, Field.OWN_NAME, Field.HEAD_NAME)
_LONG_REMARK = 40
_FEW_CELLS = 2
_MOST_SHOWN = 60


class DataRows:
    """Iterates over the rows that should hold a family or a person; notes why others do not."""

    def __init__(self, table: Table, mapping: Mapping, notes: list[Note]) -> None:
        self._rows = [row for row in table.rows if row.number > mapping.heading_row]
        self._notes = notes
        self._names = [i for field in _NAMES if (i := mapping.index(field)) is not None]
        self._family = mapping.index(Field.FAMILY)
        self._headings = {
            folded(text(cell))
            for row in table.rows
            if row.number <= mapping.heading_row and row.filled > 1
            for cell in row.untrusted_cells
            if isinstance(cell, str)
        }
        self.left_out = 0

    def __len__(self) -> int:
        """Return the number of rows below the headings, of all kinds."""
        return len(self._rows)

    def __iter__(self) -> Iterator[Row]:
        """Yield the rows to be read."""
        for row in self._rows:
            told = [cell for cell in row.untrusted_cells if not isinstance(cell, NoValue)]
            cells = [text(cell) for cell in told if isinstance(cell, str)]
            if note := self._why_left_out(row, [cell for cell in cells if cell]):
                self._notes.append(note)
                self.left_out += 1
            else:
                yield row

    def _why_left_out(self, row: Row, cells: list[str]) -> Note | None:
        named = any(row[index] is not None for index in self._names)
        values: dict[str, object] = {"row": row.number}
        if self._is_total(row, cells, named=named):
            return Note(row.number, _TOTAL, values)
        if cells and all(cell.startswith("#") for cell in cells):
            return Note(row.number, _HEADINGS, values)  # HXL tags
        repeated = sum(folded(cell) in self._headings for cell in cells)
        if repeated >= _FEW_CELLS and repeated > row.filled / 2:
            return Note(row.number, _HEADINGS, values)
        remark = not named and (row.filled == 1 or self._is_remark(row))
        if cells and (remark or _is_for_signing(row, cells)):
            return Note(row.number, _REMARK, {**values, "text": cells[0][:_MOST_SHOWN]})
        return None

    def _is_total(self, row: Row, cells: list[str], *, named: bool) -> bool:
        """Tell whether a cell says "total", or only numbers stand where families would be named."""
        leading = [*cells[:1], *(text(row[index]) for index in self._names)]
        if any(_says_total(cell) for cell in leading):
            return True
        if not any(_has_letters(text(row[index])) for index in self._names):
            told = [*cells[:1], *([text(row[self._family])] if self._family is not None else [])]
            if row.filled > 1 and any(_SAYS_TOTAL & set(folded(cell).split()) for cell in told):
                return True
        numbered = self._family is not None and row[self._family] is not None
        letters = any(map(_has_letters, cells))
        return not (letters or named or numbered) and row.filled >= _FEW_CELLS

    def _is_remark(self, row: Row) -> bool:
        at = self._family
        long_number = at is not None and len(text(row[at])) > _LONG_REMARK
        return long_number and row.filled <= _FEW_CELLS


def _is_for_signing(row: Row, cells: list[str]) -> bool:
    """Tell whether a row is like "Prepared by: .... Approved by:", without any number."""
    no_number = len(cells) == row.filled and not any(c.isdigit() for cell in cells for c in cell)
    return no_number and any(_TO_BE_FILLED.search(c) or _SIGNED.match(folded(c)) for c in cells)


def _has_letters(cell: str) -> bool:
    return any(char.isalpha() for char in cell)


def _says_total(cell: str) -> bool:
    words = folded(cell)
    return any(_TOTALS.fullmatch(said) for said in (words, words.partition(" ")[0]))
