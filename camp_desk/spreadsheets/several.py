"""Joins sheets with the same columns: one for each day, or for each gate."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from camp_desk.domain.plain import folded
from camp_desk.spreadsheets.fields import Field, Target
from camp_desk.spreadsheets.mapping import Mapping, recognise
from camp_desk.spreadsheets.table import SHEET_ROWS, Cell, Row, Table, text

_ALIKE = 0.75
"""Share of columns that two sheets must have in common to be parts of one list."""

_COPY = 0.5
"""Share of rows that stand on another sheet already, from which a sheet is a copy of it."""

_NO_ARRIVALS_TITLES = (
    "departed|departure|departures|left|leavers|returned|returnees|deceased|deaths|deleted|"
    "cancelled|rejected|duplicates|example|sample|template|المغادرين|المغادرون|العائدين|العائدون|"
    "الوفيات|المتوفين|المحذوفين|الملغاة|المكررين|نموذج|مثال"
)
_NOT_ARRIVALS = frozenset(map(folded, _NO_ARRIVALS_TITLES.split("|")))
"""Words in the name of a sheet that does not list who is in the camp."""


def together(tables: Sequence[Table]) -> Table:
    """Return the sheet that is recognised best, with those below it that have its columns.

    A sheet that numbers its families from the start again gets its name before their numbers.
    Rows that stand on an earlier sheet cell for cell are left out.
    """
    mappings = [recognise(table) for table in tables]
    first = max(range(len(tables)), key=lambda n: mappings[n].score)
    base, names = mappings[first], [tables[first].sheet]
    rows, unread = list(tables[first].rows), []
    for n, (table, mapping) in enumerate(zip(tables, mappings, strict=True)):
        if n == first:
            continue
        if _is_part(table, mapping, base):
            rows += _added(table, mapping, base, rows, len(names))
            names.append(table.sheet)
        else:
            unread.append(table.sheet)
    return replace(
        tables[first], rows=tuple(rows), sheets=tuple(names), unread_sheets=tuple(unread)
    )


def _is_part(table: Table, mapping: Mapping, base: Mapping) -> bool:
    mine, others = _targets(mapping), _targets(base)
    named = mapping.has_names and base.has_names and mapping.heading_row > 0
    arrivals = not _NOT_ARRIVALS & set(folded(table.sheet).split())
    return named and arrivals and len(mine & others) >= _ALIKE * len(mine | others)


def _targets(mapping: Mapping) -> set[Target]:
    return {column.target for column in mapping.columns if column.target}


def _added(
    table: Table, mapping: Mapping, base: Mapping, above: Sequence[Row], place: int
) -> Iterator[Row]:
    """Yield the rows of a sheet in the columns of the base, numbered by their sheet's place."""
    where = {column.target: column.index for column in mapping.columns if column.target}
    order = [where.get(column.target) if column.target else None for column in base.columns]
    known = {_texts(row.untrusted_cells) for row in above}
    rows = [
        Row(row.number, tuple(None if n is None else row[n] for n in order))
        for row in table.rows
        if row.number > mapping.heading_row
    ]
    new = [row for row in rows if row.filled and _texts(row.untrusted_cells) not in known]
    family = base.index(Field.FAMILY)
    again = len(new) > _COPY * len(rows) and _numbers_anew(new, above, family)
    for row in new:
        cells = list(row.untrusted_cells)
        if again and family is not None and cells[family] is not None:
            cells[family] = f"{table.sheet} / {text(cells[family])}"
        yield Row(place * SHEET_ROWS + row.number, tuple(cells))


def _numbers_anew(rows: Sequence[Row], above: Sequence[Row], family: int | None) -> bool:
    """Tell whether a sheet has family numbers that stand above, the last one apart.

    The last family of a sheet may go on at the top of the next.
    """
    if family is None:
        return False
    earlier = [number for row in above if (number := folded(text(row[family])))]
    mine = {folded(text(row[family])) for row in rows} - {""}
    return bool(mine & set(earlier) - set(earlier[-1:]))


def _texts(cells: Sequence[Cell]) -> tuple[str, ...]:
    told = [text(cell) for cell in cells]
    while told and not told[-1]:
        told.pop()
    return tuple(told)
