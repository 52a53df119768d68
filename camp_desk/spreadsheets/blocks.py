"""Lists in blocks: the number of a family in a row of its own, its people below."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from camp_desk.domain.digits import latin
from camp_desk.spreadsheets.fields import Field
from camp_desk.spreadsheets.headings import recognised
from camp_desk.spreadsheets.mapping import recognise
from camp_desk.spreadsheets.table import Row, Table, text

_HEADING = "HH no"
"""What heads the column that is added."""

_SURE = 0.75
_LONGEST = 60
_FEWEST = 2
_NUMBER = re.compile(r"\d{1,6}")


def unfolded(table: Table) -> Table:
    """Return a list in blocks with the families' numbers in a column, any other list as it is.

    The rows "Family no. 12" are left out; what stands above the first one is the list's heading.
    """
    mapping = recognise(table)
    if not mapping.has_names or not mapping.heading_row:
        return table
    if mapping.index(Field.FAMILY) is not None or mapping.index(Field.HEAD_NAME) is not None:
        return table
    below = [row for row in table.rows if row.number > mapping.heading_row]
    numbers = {row.number: number for row in below if (number := _family(row))}
    if len(set(numbers.values())) < _FEWEST:
        return table
    return replace(table, rows=tuple(_rows(table, mapping.heading_row, numbers)))


def _rows(table: Table, heading_row: int, numbers: dict[int, str]) -> Iterator[Row]:
    width, family = table.width, ""
    for row in table.rows:
        if row.number in numbers:
            family = numbers[row.number]
            continue
        told = _HEADING if row.number == heading_row else family
        more = (None,) * (width - len(row.untrusted_cells))
        yield Row(row.number, (*row.untrusted_cells, *more, told or None))


def _family(row: Row) -> str:
    """Return the number of the family that a row names and nothing else, or nothing."""
    cells = [text(cell) for cell in row.untrusted_cells if cell is not None]
    told = latin(" ".join(cells))
    found = _NUMBER.findall(told)
    if len(cells) > _FEWEST or len(found) != 1 or len(told) > _LONGEST:
        return ""
    meant: Sequence[tuple[object, float]] = recognised(_NUMBER.sub("", told).strip(" :-–()[].#"))
    sure = any(target is Field.FAMILY and confidence >= _SURE for target, confidence in meant)
    return found[0] if sure else ""
