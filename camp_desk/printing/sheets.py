"""Distribution sheets: who is due what, with room to sign for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import BinaryIO

from camp_desk.domain.progress import Report, silent
from camp_desk.domain.words import Words
from camp_desk.printing.figures import Digits
from camp_desk.printing.pages import About, Pages
from camp_desk.printing.pen import Align, Pen, Reading, Type
from camp_desk.printing.qr import encode
from camp_desk.printing.sheet_form import FOOTER_CODE, SHEET_CODE_SIDE, Job, draw_form
from camp_desk.printing.sheet_grid import Grid
from camp_desk.printing.sheet_rows import SheetRows
from camp_desk.printing.sheet_values import (
    MAX_ITEMS,
    BadSheetCode,
    Layout,
    SheetHeading,
    SheetItem,
    SheetLine,
    Totals,
    read_sheet_code,
    sheet_code,
)

__all__ = [
    "MAX_ITEMS",
    "BadSheetCode",
    "Layout",
    "SheetHeading",
    "SheetItem",
    "SheetLine",
    "Totals",
    "read_sheet_code",
    "sheet_code",
    "write_sheets",
]

_FORM = "sheet"


def write_sheets(  # noqa: PLR0913  a list has as many sides, and each is named at the call
    out: BinaryIO,
    heading: SheetHeading,
    items: Sequence[SheetItem],
    lines: Iterable[SheetLine],
    *,
    lines_count: int,
    words: Words,
    other: Words | None = None,
    layout: Layout = Layout.PORTRAIT_25,
    arabic_digits: bool = False,
    report: Report = silent,
) -> Totals:
    """Write a list's sheets as a PDF and return what they come to.

    The same values always give the same bytes.  Lines are taken as they are needed and
    each page is written out at once, so memory does not grow with the list.  A list
    without lines gives one empty sheet.

    Args:
        out: Where the PDF goes; it is only written to, from its present position.
        heading: What stands on every sheet.
        items: The columns, 1 to MAX_ITEMS, in the order of every line's quantities.
        lines: The families in the order in which they are called.
        lines_count: How many lines there are, for "sheet 1 of 40".
        words: The sheet's language; it also says in which direction the sheet is read.
        other: A second language for the heading.
        layout: The page.
        arabic_digits: Whether counts and quantities are in Arabic-Indic digits.
        report: Told how many sheets are done; it may raise to stop the work.

    Raises:
        ValueError: There are no items or too many, or not ``lines_count`` lines.
    """
    job_items = tuple(items)
    grid = Grid(layout, len(job_items), demonstration=heading.demonstration)
    sheets = max(1, -(-lines_count // layout.rows))
    with Pages(out, grid.size, _about(heading, words)) as pages:
        pen = Pen(pages, right_to_left=words.right_to_left)
        digits = Digits(arabic=arabic_digits)
        job = Job(heading, job_items, words, other, digits, grid, pen)
        with pages.form(_FORM):
            draw_form(job, sheets)
        rows, running = SheetRows(job), Totals.of((), len(job_items))
        remaining = iter(lines)
        for sheet in range(1, sheets + 1):
            here = tuple(islice(remaining, layout.rows))
            running += Totals.of(here, len(job_items))
            pages.place(_FORM)
            _draw_number(job, sheet)
            rows.draw(here, running)
            pages.end_page()
            report(sheet, sheets)
        if running.households != lines_count or next(remaining, None) is not None:
            raise ValueError(f"not {lines_count} lines, as was said")
    return running


def _about(heading: SheetHeading, words: Words) -> About:
    title = words(heading.kind)
    named = f"{title} – {heading.title}" if heading.title else title
    subject = f"{heading.camp}, {heading.day.isoformat()}, {heading.list_number}"
    return About(title=named, subject=subject, language=words.language)


def _draw_number(job: Job, sheet: int) -> None:
    """Draw the sheet's number, and its id as code and twice as text."""
    pen, grid = job.pen, job.grid
    identity = sheet_code(job.heading.list_number, sheet)
    code_left = grid.right - SHEET_CODE_SIDE
    pen.code(code_left, grid.top, SHEET_CODE_SIDE, encode(identity))
    pen.text(
        code_left + SHEET_CODE_SIDE / 2, grid.top + SHEET_CODE_SIDE + 3.4, identity,
        Type(6.8, bold=True),
        align=Align.CENTRE, width=SHEET_CODE_SIDE, reading=Reading.LEFT_TO_RIGHT,
    )  # fmt: skip
    pen.text(
        job.boxes_left + job.number_box / 2, grid.top + 13.0, job.digits.count(sheet),
        Type(21, bold=True), align=Align.CENTRE, width=job.number_box - 3,
    )  # fmt: skip
    pen.text(
        grid.right, grid.foot, identity, Type(6), align=Align.END,
        width=FOOTER_CODE, reading=Reading.LEFT_TO_RIGHT,
    )  # fmt: skip
