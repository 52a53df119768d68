"""What came of a list: families, rows that could not be used, and what was noticed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from camp_desk.domain.registration import Registration
from camp_desk.spreadsheets.mapping import Shape
from camp_desk.spreadsheets.table import SHEET_ROWS

if TYPE_CHECKING:
    from camp_desk.domain.words import Words


_ROWS = ("row", "first")


def _on_sheet(number: object) -> object:
    return number % SHEET_ROWS if isinstance(number, int) else number


@dataclass(frozen=True, slots=True)
class _Said:
    """Something about a row of the list (0: about the list), as message key and values.

    ``number`` is that of the row in its table; ``sheet`` is named where the list has several.
    """

    number: int
    message: str
    values: dict[str, object] = field(default_factory=dict)
    sheet: str = ""

    @property
    def row(self) -> int:
        """Return the number of the row on its sheet of the file."""
        return self.number % SHEET_ROWS

    def sentence(self, words: Words) -> str:
        """Return it as a finished sentence."""
        values = {k: _on_sheet(v) if k in _ROWS else v for k, v in self.values.items()}
        sentence = words(self.message, **values)
        if not self.sheet:
            return sentence
        return words("Sheet “{sheet}”: {sentence}", sheet=self.sheet, sentence=sentence)


class Rejected(_Said):
    """A row that was not taken in, and why."""

    __slots__ = ()


class Note(_Said):
    """Something to know about a row that was taken in, or left out because it is no family."""

    __slots__ = ()


class RowRejected(Exception):
    """Stops the reading of one row; carries the reason as message key and values."""

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message, values)
        self.message = message
        self.values = values

    def of_row(self, number: int) -> Rejected:
        """Return the rejection of the row with that number."""
        return Rejected(number, self.message, self.values)


@dataclass(frozen=True, slots=True)
class Summary:
    """Numbers of a list: ``rows`` below the headings, ``left_out`` totals and the like."""

    shape: Shape
    rows: int
    households: int
    persons: int
    rejected: int
    left_out: int


@dataclass(frozen=True, slots=True)
class Understood:
    """A list as it was understood; nothing of it is in the camp yet.

    ``first_rows`` names for each registration the row that its family begins on.
    """

    registrations: tuple[Registration, ...]
    first_rows: tuple[int, ...]
    rejected: tuple[Rejected, ...]
    notes: tuple[Note, ...]
    summary: Summary
