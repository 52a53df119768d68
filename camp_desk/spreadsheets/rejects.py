"""Rows that were not taken in, as a spreadsheet to be corrected and taken in again."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from camp_desk.domain.plain import cleaned, folded
from camp_desk.domain.words import N_, Words
from camp_desk.shipped import LANGUAGES, translations
from camp_desk.spreadsheets.fields import Field
from camp_desk.spreadsheets.mapping import Mapping, Shape
from camp_desk.spreadsheets.outcome import Rejected
from camp_desk.spreadsheets.table import SHEET_ROWS, Cell, Row, Table, text
from camp_desk.spreadsheets.writing import write_table

_WHY = N_("Why the row was not taken in")
_WHERE = N_("Row in the list")
_LIST = N_("List these rows are of")


def name_of(table: Table) -> str:
    """Return what a list is called: by the file, or as the list whose rejected rows it holds.

    Only under that name are the families known that were taken in before.
    """
    if table.rows:
        first, *rest = table.rows
        for n, cell in enumerate(first.untrusted_cells):
            if isinstance(cell, str) and folded(cell) in _known_as():
                names = {name for row in rest if (name := cleaned(text(row[n])))}
                return names.pop() if len(names) == 1 else table.name
    return table.name


@cache
def _known_as() -> frozenset[str]:
    return frozenset(folded(Words(each, translations(each))(_LIST)) for each in LANGUAGES)


def write_rejected(
    path: Path,
    table: Table,
    mapping: Mapping,
    rejected: Sequence[Rejected],
    words: Words,
    list_name: str = "",
) -> None:
    """Write the rows that were not taken in, each with its reason, to be corrected and taken in.

    The cells stand as in the list, under its own headings; the last three columns say
    why, where, and of which list: ``name_of`` knows it again.  In a list of people the rest of the
    family stands with the row: alone, it would say that the family has nobody else.
    """
    reasons: dict[int, Rejected] = {one.number: one for one in reversed(rejected)}
    headings = [column.heading for column in mapping.columns]
    rows = []
    for row in _with_families(table, mapping, set(reasons)):
        one = reasons.get(row.number)
        why = [one.sentence(words), one.row] if one else [None, row.number % SHEET_ROWS]
        rows.append([*_cells(row, len(headings)), *why, list_name or table.name])
    write_table(path, [*headings, *map(words, (_WHY, _WHERE, _LIST))], rows, words)


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
