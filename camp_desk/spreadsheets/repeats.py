"""Joins the sheets of a form with repeated groups: families on one sheet, people on another."""

from __future__ import annotations

from collections.abc import Sequence

from camp_desk.domain.plain import folded
from camp_desk.spreadsheets.fields import Field, Target
from camp_desk.spreadsheets.mapping import Mapping, recognise
from camp_desk.spreadsheets.table import Cell, Row, Table, text

_INDEX = "index"
_PARENT_INDEX = frozenset({"parent index", "submission parent index"})
_HEAD_ONLY = {Field.HEAD_NAME, Field.SEX, Field.AGE, Field.BIRTH_DATE, Field.BIRTH_YEAR}
"""Columns of the family's sheet that tell of its head, who stands among the people anyway."""


def joined(tables: Sequence[Table]) -> Table | None:
    """Return people with what their family's row says beside them, or None without such sheets.

    KoboToolbox writes the families' ``_index`` into the people's ``_parent_index``.  Row numbers
    are those of the people's sheet.
    """
    for people in tables:
        parent = _column(people, _PARENT_INDEX)
        for families in tables:
            index = _column(families, {_INDEX})
            if parent is not None and index is not None and families is not people:
                return _join(people, parent, families, index)
    return None


def _column(table: Table, headings: frozenset[str] | set[str]) -> int | None:
    cells = table.rows[0].untrusted_cells
    return next((n for n, cell in enumerate(cells) if folded(text(cell)) in headings), None)


def _join(people: Table, parent: int, families: Table, index: int) -> Table:
    told_of_people = {column.target for column in recognise(people).columns if column.target}
    of_family = recognise(families)
    wanted = _wanted(of_family, told_of_people)
    if of_family.index(Field.FAMILY) is not None:
        wanted = [n for n in wanted if n != index]
    by_index = {text(row[index]): row for row in families.rows[1:]}
    width = people.width
    rows = [_beside(people.rows[0], width, [families.rows[0][n] for n in wanted])]
    for row in people.rows[1:]:
        family = by_index.get(text(row[parent]))
        rows.append(_beside(row, width, [family[n] if family else None for n in wanted]))
    return Table(people.source, people.sheet, tuple(rows))


def _wanted(families: Mapping, told_of_people: set[Target]) -> list[int]:
    unwanted = (told_of_people | _HEAD_ONLY | {Field.PERSON_NUMBER, Field.TOTAL}) - {Field.FAMILY}
    return [
        c.index
        for c in families.columns
        if isinstance(c.target, Field) and c.target not in unwanted
    ]


def _beside(row: Row, width: int, cells: list[Cell]) -> Row:
    own = (*row.untrusted_cells, *(None,) * (width - len(row.untrusted_cells)))
    return Row(row.number, (*own, *cells))
