"""Writes a list that leaves the camp: headings, a row of HXL tags, and the rows."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

from camp_desk.domain.words import Words
from camp_desk.spreadsheets.export_columns import TITLES, ExportColumn, Listing
from camp_desk.spreadsheets.plain_workbook import workbook
from camp_desk.spreadsheets.table import Cell
from camp_desk.spreadsheets.writing import as_text, harmless, sheet_title


class Form(StrEnum):
    """What kind of file is written."""

    EXCEL = "xlsx"
    CSV = "csv"


def form_of(file_name: str) -> Form:
    """Return what a file's name asks for: CSV for .csv, else a workbook."""
    return Form.CSV if file_name.lower().endswith(".csv") else Form.EXCEL


def written_list(
    listing: Listing,
    form: Form,
    columns: Sequence[ExportColumn],
    rows: Iterable[Sequence[Cell]],
    words: Words,
) -> bytes:
    """Return a file with these columns; no text in it is run as a formula."""
    return written_table(words(TITLES[listing]), form, columns, rows, words)


def written_table(
    title: str,
    form: Form,
    columns: Sequence[ExportColumn],
    rows: Iterable[Sequence[Cell]],
    words: Words,
) -> bytes:
    """Return a file of that title as written_list does."""
    headings = [str(harmless(column.heading(words))) for column in columns]
    tags = [column.tag for column in columns]
    if form is Form.EXCEL:
        return workbook(
            (headings, tags), _harmless(rows), sheet=sheet_title(title),
            right_to_left=words.right_to_left,
        )  # fmt: skip
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(headings)
    writer.writerow(tags)
    writer.writerows([as_text(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _harmless(rows: Iterable[Sequence[Cell]]) -> Iterator[list[Cell]]:
    for row in rows:
        yield [harmless(cell) for cell in row]
