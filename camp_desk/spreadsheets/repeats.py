"""Joins the sheets of a form with repeated groups: families on one sheet, people on another."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from camp_desk.domain.plain import folded
from camp_desk.spreadsheets.fields import Field, Target
from camp_desk.spreadsheets.mapping import Mapping, recognise
from camp_desk.spreadsheets.table import SHEET_ROWS, Cell, Row, Table, text

_INDEX = frozenset({"index"})
_PARENT_INDEX = frozenset({"parent index", "submission parent index"})
_PARENT_SHEET = frozenset({"parent table name"})
_SUBMISSION = frozenset({"id"})
_HEAD_ONLY = {Field.HEAD_NAME, Field.SEX, Field.AGE, Field.BIRTH_DATE, Field.BIRTH_YEAR}
"""Columns of the family's sheet that tell of its head, who stands among the people anyway."""

_OF_THE_SERVER = re.compile(
    r"start|end|today|deviceid|subscriberid|simserial|username|audit"
    r"|_submission_.*|_parent_table_name|_?_version__?|_(?:uuid|id|notes|tags|status|attachments)"
    r"|_(?:validation_status|submitted_by|submission_time|xform_id_string|bamboo_dataset_id)"
    r"|meta/.*|formhub/.*"
)
"""Headings under which the form's server and the telephone write, not who asked the family."""

_LONGEST_SHEET = 31


def joined(tables: Sequence[Table]) -> Table | None:
    """Return people with what their family's row says beside them, or None without such sheets.

    KoboToolbox writes the families' ``_index`` into the people's ``_parent_index``.  A family is
    known by its ``_id`` where there is one: the index of the same family is another one as soon
    as an earlier one is deleted.  Row numbers are those of the people's sheet; a family without
    people has a row of its own, so that it is not lost.
    """
    groups = [table for table in tables if _column(table, _PARENT_INDEX) is not None]
    named = [(m.score, -n) for n, t in enumerate(groups) if (m := recognise(_plain(t))).has_names]
    if not named:
        return None
    people = groups[-max(named)[1]]
    above = _above(people, tables)
    if above is None:
        return None
    used = {people.sheet, above.sheet}
    top = above
    while (higher := _above(top, tables)) is not None and higher.sheet not in used:
        above = _join(above, higher, with_childless=False)
        used.add(higher.sheet)
        top = higher
    unread = tuple(table.sheet for table in tables if table.sheet not in used)
    return replace(_join(people, above, with_childless=True), unread_sheets=unread)


def _above(group: Table, tables: Sequence[Table]) -> Table | None:
    """Return the sheet that a group's rows belong to: the one it names, or the first with one."""
    if _column(group, _PARENT_INDEX) is None:
        return None
    at = _column(group, _PARENT_SHEET)
    names = {text(row[at])[:_LONGEST_SHEET] for row in group.rows[1:]} if at is not None else ()
    others = [t for t in tables if t is not group and _column(t, _INDEX) is not None]
    named = [table for table in others if table.sheet in names]
    alone = [table for table in others if _column(table, _PARENT_INDEX) is None]
    return next(iter((*named, *alone)), None)


def _column(table: Table, headings: Collection[str]) -> int | None:
    if not table.rows:
        return None
    cells = table.rows[0].untrusted_cells
    return next((n for n, cell in enumerate(cells) if folded(text(cell)) in headings), None)


def _plain(table: Table) -> Table:
    """Return the table without the headings of what the form's server adds."""
    first, *rest = table.rows
    cells = (
        None if _OF_THE_SERVER.fullmatch(text(cell)) else cell for cell in first.untrusted_cells
    )
    return replace(table, rows=(Row(first.number, tuple(cells)), *rest))


def _join(group: Table, above: Table, *, with_childless: bool) -> Table:
    """Return a group's rows, each with what is wanted of the row above it at its end."""
    parent, index = _column(group, _PARENT_INDEX), _column(above, _INDEX)
    if parent is None or index is None:
        return group
    known_by = _column(above, _SUBMISSION)
    plain, families = _plain(group), _plain(above)
    of_people, of_family = recognise(plain), recognise(families)
    wanted = _wanted(of_family, {column.target for column in of_people.columns if column.target})
    by_index = {text(row[index]): row for row in above.rows[1:]}
    width, used = group.width, set()
    headings = [families.rows[0][n] for n in wanted]
    rows = [_beside(plain.rows[0], width, headings)]
    for row in group.rows[1:]:
        family = by_index.get(text(row[parent]))
        used.add(text(row[parent]))
        told = [family[n] if family else None for n in wanted]
        cell = None
        if family is not None and known_by is not None and with_childless:
            cell = family[known_by]
        rows.append(_beside(row if cell is None else _with_cell(row, parent, cell), width, told))
    if not with_childless:
        return replace(group, rows=tuple(rows))
    for number, family in by_index.items():
        if number not in used:
            alone = _alone(family, of_people, of_family)
            alone[parent] = family[index if known_by is None else known_by]
            cells = (*(alone.get(n) for n in range(width)), *(family[n] for n in wanted))
            rows.append(Row(SHEET_ROWS + family.number, cells))
    return replace(group, rows=tuple(rows), sheets=(group.sheet, above.sheet))


def _wanted(families: Mapping, told_of_people: set[Target]) -> list[int]:
    unwanted = told_of_people | _HEAD_ONLY | {Field.PERSON_NUMBER, Field.TOTAL, Field.FAMILY}
    return [
        c.index
        for c in families.columns
        if isinstance(c.target, Field) and c.target not in unwanted
    ]


def _alone(family: Row, of_people: Mapping, of_family: Mapping) -> dict[int, Cell]:
    """Return what a family's row says of its head, by the columns of the people's sheet."""
    found: dict[int, Cell] = {}
    for column in of_people.columns:
        targets = [column.target]
        if column.target in {Field.FULL_NAME, Field.OWN_NAME}:
            targets.append(Field.HEAD_NAME)
        for target in targets:
            at = of_family.index(target) if isinstance(target, Field) else None
            if at is not None and column.index not in found:
                found[column.index] = family[at]
    return found


def _with_cell(row: Row, index: int, cell: Cell) -> Row:
    cells = list(row.untrusted_cells)
    cells[index] = cell
    return Row(row.number, tuple(cells))


def _beside(row: Row, width: int, cells: list[Cell]) -> Row:
    own = (*row.untrusted_cells, *(None,) * (width - len(row.untrusted_cells)))
    return Row(row.number, (*own, *cells))
