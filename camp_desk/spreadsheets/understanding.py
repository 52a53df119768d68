"""Turns the rows of a list into families, and says what could not be understood."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TypeVar

from camp_desk.domain.days import Order, order_of, read_moment
from camp_desk.domain.origins import Gazetteer
from camp_desk.domain.registration import Sex
from camp_desk.domain.relationships import Relationships
from camp_desk.domain.words import N_
from camp_desk.spreadsheets.catalogues import shipped_gazetteer, shipped_relationships
from camp_desk.spreadsheets.data_rows import DataRows
from camp_desk.spreadsheets.errors import EmptyList, NoNames
from camp_desk.spreadsheets.fields import Field
from camp_desk.spreadsheets.households import Households
from camp_desk.spreadsheets.mapping import Mapping, Shape
from camp_desk.spreadsheets.outcome import Note, Rejected, Summary, Understood
from camp_desk.spreadsheets.persons import Persons
from camp_desk.spreadsheets.row_reader import RowReader
from camp_desk.spreadsheets.sexes import Sexes
from camp_desk.spreadsheets.table import SHEET_ROWS, Table, text
from camp_desk.spreadsheets.watching import Watched

_UNREAD = N_("The sheet “{sheet}” was not read: it is no list of arrivals with the same columns.")
_HIDDEN = N_("The sheet “{sheet}” was not read: it is hidden.")
_SEX_CODES = N_(
    "The list does not say what 1 and 2 mean as sex: they were taken as male and female."
)

Said = TypeVar("Said", Note, Rejected)

_DAYS_LOOKED_AT = 5_000


def understand(
    table: Table,
    mapping: Mapping,
    *,
    today: date,
    list_name: str = "",
    gazetteer: Gazetteer | None = None,
    relationships: Relationships | None = None,
    report: Callable[[int, int], None] | None = None,
) -> Understood:
    """Return the families of a list, with every row that is not in one accounted for.

    ``list_name`` is the table's own when left out; with the number of a family in its list it is
    what the family is known by.  ``report`` is told rows done and rows in all, and may raise.

    Raises:
        NoNames: No column is said to hold names.
        EmptyList: Nothing stands below the headings.
    """
    if not mapping.has_names:
        raise NoNames(file=table.source.name)
    if table.rows[-1].number <= mapping.heading_row:
        raise EmptyList(file=table.source.name)
    notes: list[Note] = []
    rejected: list[Rejected] = []
    rows = DataRows(table, mapping, notes)
    known = relationships or shipped_relationships()
    reader = RowReader(
        mapping,
        known,
        gazetteer or shipped_gazetteer(),
        today,
        _written_about(table, mapping, today),
        notes,
        arrival_order=_order(table, mapping, Field.ARRIVED),
        birth_order=_order(table, mapping, Field.BIRTH_DATE),
        sexes=_sexes(table, mapping, known),
    )
    if reader.sexes.codes_assumed:
        notes.append(Note(0, _SEX_CODES))
    shape = Households if mapping.shape is Shape.HOUSEHOLDS else Persons
    families = shape(reader, list_name or table.name, rejected)
    found = list(families.read(rows, Watched(report, len(rows))))
    registrations = tuple(registration for _, registration in found)
    refused = {one.number for one in rejected}
    notes += [Note(0, _UNREAD, {"sheet": sheet}) for sheet in table.unread_sheets]
    notes += [Note(0, _HIDDEN, {"sheet": sheet}) for sheet in table.hidden_sheets]
    summary = Summary(
        shape=mapping.shape,
        rows=len(rows),
        households=len(registrations),
        persons=sum(registration.size for registration in registrations),
        rejected=len(rejected),
        left_out=rows.left_out,
    )
    return Understood(
        registrations,
        tuple(row for row, _ in found),
        tuple(_on_sheets(table, sorted(rejected, key=lambda one: one.number))),
        tuple(_on_sheets(table, _once(note for note in notes if note.number not in refused))),
        summary,
    )


def _on_sheets(table: Table, said: Iterable[Said]) -> Iterator[Said]:
    """Yield what is said with the name of the row's sheet, where that is not the first."""
    for one in said:
        place = one.number // SHEET_ROWS
        yield replace(one, sheet=table.sheets[place]) if place else one


def _once(notes: Iterable[Note]) -> tuple[Note, ...]:
    """Return the notes by row; a cell that was read twice is spoken of once."""
    found = {(note.number, note.message, str(note.values)): note for note in notes}
    return tuple(sorted(found.values(), key=lambda note: note.number))


def _texts(table: Table, mapping: Mapping, field: Field) -> list[str]:
    index = mapping.index(field)
    if index is None:
        return []
    rows = (row for row in table.rows if row.number > mapping.heading_row)
    cells = [row[index] for row in rows]
    return [text(cell) for cell in cells if isinstance(cell, str)][:_DAYS_LOOKED_AT]


def _above_headings(table: Table, mapping: Mapping) -> str:
    rows = (row for row in table.rows if row.number < mapping.heading_row)
    return " | ".join(text(cell) for row in rows for cell in row.untrusted_cells if cell)


def _sexes(table: Table, mapping: Mapping, relationships: Relationships) -> Sexes:
    """Return how the column of sexes is read; a wife and a father tell theirs by the word."""
    cells: list[tuple[str, Sex]] = []
    index, relationship = mapping.index(Field.SEX), mapping.index(Field.RELATIONSHIP)
    rows = [row for row in table.rows if row.number > mapping.heading_row]
    for row in rows if index is not None else ():
        word = "" if relationship is None else text(row[relationship])
        found = relationships.find(word) if word else None
        cells.append((text(row[index or 0]), found.sex if found else Sex.UNKNOWN))
    return Sexes(cells, (mapping.heading(Field.SEX), _above_headings(table, mapping)))


def _order(table: Table, mapping: Mapping, field: Field) -> Order:
    return order_of(_texts(table, mapping, field))


def _written_about(table: Table, mapping: Mapping, today: date) -> date:
    """Return the last day of arrival that is told with its year, else today."""
    index = mapping.index(Field.ARRIVED)
    if index is None:
        return today
    cells: Sequence[object] = [row[index] for row in table.rows if row.number > mapping.heading_row]
    told = [cell.date() for cell in cells if isinstance(cell, datetime)]
    with_year = [one for one in _texts(table, mapping, Field.ARRIVED) if _has_year(one)]
    read = [read_moment(one, today) for one in with_year]
    told += [moment.date() for moment in read if moment]
    return max((day for day in told if day <= today), default=today)


def _has_year(told: str) -> bool:
    digits = "".join(char if char.isdecimal() else " " for char in told).split()
    return any(len(run) >= 4 for run in digits)  # noqa: PLR2004  a year in full
