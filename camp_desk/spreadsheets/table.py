"""A sheet of a list as it was read: rows of cells with their row numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from camp_desk.domain.plain import cleaned

Cell = str | int | float | bool | date | time | timedelta | None
"""What stands in a cell; text that holds nothing is None."""


class NoValue(str):
    """What stands in the cell of a formula that has no value: what a program shows there.

    A row with such a cell in a column that is read is not taken in: read as empty, a name or an
    age would be lost without a word.
    """

    __slots__ = ()


SHEET_ROWS = 10_000_000
"""What the numbers of rows grow by with each further sheet; no sheet has so many rows."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row with something in it.

    ``number`` counts all rows of the sheet from 1, on from ``SHEET_ROWS`` times the place of
    its sheet in ``Table.sheets``.
    """

    number: int
    untrusted_cells: tuple[Cell, ...]

    def __getitem__(self, index: int) -> Cell:
        """Return the cell of a column, None beyond the last one."""
        return self.untrusted_cells[index] if index < len(self.untrusted_cells) else None

    @property
    def filled(self) -> int:
        """Return how many cells hold something."""
        return sum(cell is not None for cell in self.untrusted_cells)


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet.  ``source`` is the file; ``sheet`` is empty for a CSV file.

    Rows without anything in them are left out.  ``sheets`` names the sheets that the rows are
    from, where there are several; ``unread_sheets`` those that were not read, ``hidden_sheets``
    those that nobody sees, and which were not read for that.
    """

    source: Path
    sheet: str
    rows: tuple[Row, ...]
    sheets: tuple[str, ...] = ()
    unread_sheets: tuple[str, ...] = ()
    hidden_sheets: tuple[str, ...] = ()
    is_hidden: bool = False

    @property
    def name(self) -> str:
        """Return what the list is called when the officer says nothing else."""
        return cleaned(self.source.stem)

    @property
    def width(self) -> int:
        """Return the number of columns."""
        return max((len(row.untrusted_cells) for row in self.rows), default=0)


def text(untrusted: Cell) -> str:
    """Return a cell as one line of clean text.

    A number without a fraction is written without one; an apostrophe that a program put before
    a formula to disarm it is taken away again.

    >>> text(7.0), text("'+9647"), text(None)
    ('7', '+9647', '')
    """
    if isinstance(untrusted, str):
        clean = cleaned(untrusted)
        return clean[1:] if clean.startswith(("'=", "'+", "'-", "'@")) else clean
    if untrusted is None:
        return ""
    if isinstance(untrusted, float):
        return str(int(untrusted)) if untrusted.is_integer() else repr(untrusted)
    if isinstance(untrusted, datetime):
        return untrusted.isoformat(" ", "minutes")
    return str(untrusted)
