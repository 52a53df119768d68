"""What is the same on every sheet of a list: heading, table, boxes for signatures."""

from __future__ import annotations

from dataclasses import dataclass

from camp_desk.domain.quantities import Unit
from camp_desk.domain.words import Words
from camp_desk.printing.demonstration import draw_band, draw_watermark
from camp_desk.printing.figures import Digits
from camp_desk.printing.pen import HEAD, WHITE, ZEBRA, Align, Pen, Reading, Type
from camp_desk.printing.sheet_grid import COLUMN_HEAD, HEADER, TOTAL, Column, Grid
from camp_desk.printing.sheet_values import SheetHeading, SheetItem
from camp_desk.printing.signatures import GAP, draw_signatures
from camp_desk.printing.signatures import HEIGHT as SIGN_OFF
from camp_desk.printing.text import isolated, one_line

SHEET_CODE_SIDE = 19.0
"""The sheet's own QR code, in mm."""

FOOTER_CODE = 21.0
"""What the sheet's id takes of the footer, in mm."""

_TICK = 4.4
TICK_END = 2.0 + _TICK + 1.2
"""From where the signature's column is free beside the box to tick."""

_FRAME = 1.1
_LABEL = Type(6.8)
_VALUE = Type(11, bold=True)
_TITLE = Type(8.4, bold=True)


@dataclass(frozen=True, slots=True)
class Job:
    """One order to print: what, with which words, and where on the page."""

    heading: SheetHeading
    items: tuple[SheetItem, ...]
    words: Words
    other: Words | None
    digits: Digits
    grid: Grid
    pen: Pen

    @property
    def boxes_left(self) -> float:
        """Return where the sheet's number and code begin, right of the heading's words."""
        return self.grid.right - SHEET_CODE_SIDE - 5 - self.number_box

    @property
    def number_box(self) -> float:
        """Return how wide the box with the sheet's number is."""
        return 29.0 if self.grid.across else 25.0


def draw_form(job: Job, sheets: int) -> None:
    """Draw everything that does not change from sheet to sheet, of which there are so many."""
    if job.heading.demonstration:
        draw_band(job.pen, job.words, job.other, left=job.grid.left, right=job.grid.right)
    _draw_names(job)
    _draw_fields(job)
    _draw_ration(job)
    _draw_areas(job)
    _draw_rules(job)
    _draw_ticks(job)
    _draw_column_heads(job)
    _draw_signatures(job)
    _draw_closing_count(job)
    _draw_number_box(job, sheets)
    _draw_footer(job)


def _draw_names(job: Job) -> None:
    """Draw the camp and the title in one language, or two beside each other."""
    pen, grid, heading, other = job.pen, job.grid, job.heading, job.other
    y, room = grid.top, job.boxes_left - 5 - grid.left
    share = 0.6 if other else 1.0
    camp, title = one_line(heading.camp), one_line(heading.title)
    pen.text(grid.left, y + 5.4, camp, Type(17, bold=True), width=room * share, reading=Reading.OWN)
    kind = job.words(job.heading.kind)
    line = f"{kind} – {title}" if title else kind
    pen.text(grid.left, y + 11.2, line, Type(11.5), width=room * share)
    if other:
        reading = Reading.RIGHT_TO_LEFT if other.right_to_left else Reading.LEFT_TO_RIGHT
        end, width = grid.left + room, room * 0.38
        for down, text, type_, own in (
            (5.0, one_line(heading.camp_other), Type(11, bold=True), Reading.OWN),
            (10.8, other(job.heading.kind), Type(9), reading),
        ):
            pen.text(end, y + down, text, type_, align=Align.END, width=width, reading=own)


def _draw_fields(job: Job) -> None:
    """Draw where, when, for which days, and from which list."""
    pen, grid, words, heading = job.pen, job.grid, job.words, job.heading
    room, x = job.boxes_left - 5 - grid.left, grid.left
    fields = (
        (words("Site / block"), one_line(heading.site), 0.28),
        (words("Distribution day"), heading.day.isoformat(), 0.20),
        (words("For the days"), heading.period, 0.36),
        (words("List"), str(heading.list_number), 0.16),
    )
    for label, value, share in fields:
        width = room * share
        if x > grid.left:
            pen.down(x - 2.5, grid.top + 14.0, grid.top + 21.4)
        pen.text(x, grid.top + 16.2, label, _LABEL, width=width - 4)
        pen.text(x, grid.top + 20.9, value, _VALUE, width=width - 4)
        x += width


def _draw_ration(job: Job) -> None:
    """Draw the strip that says what each person is due."""
    pen, grid = job.pen, job.grid
    y, width = grid.top + HEADER - 5.4, grid.right - grid.left - SHEET_CODE_SIDE - 5
    pen.rect(grid.left, y, width, 4.8, fill=HEAD)
    label = job.words("Kit") if job.heading.of_items else job.words("Ration per person")
    wide = pen.text(grid.left + GAP, y + 3.35, label, Type(7.4, bold=True))
    ration = job.heading.ration_per_person
    pen.text(grid.left + wide + 5, y + 3.35, ration, Type(8), width=width - wide - 7)
    pen.across(grid.left, grid.top + HEADER, grid.right, rule=1.8)


def _draw_areas(job: Job) -> None:
    pen, grid = job.pen, job.grid
    width = grid.right - grid.left
    for row in range(1, grid.rows, 2):
        pen.rect(grid.left, grid.row_top(row), width, grid.row_height, fill=ZEBRA)
    if job.heading.demonstration:
        draw_watermark(
            pen, job.words, left=grid.left, right=grid.signature.end,
            top=grid.rows_top, bottom=grid.totals_top,
        )  # fmt: skip
    pen.rect(grid.left, grid.head_top, width, COLUMN_HEAD, fill=HEAD)
    pen.rect(grid.left, grid.totals_top, width, TOTAL, fill=HEAD)


def _draw_rules(job: Job) -> None:
    pen, grid = job.pen, job.grid
    bottom = grid.totals_top + 2 * TOTAL
    for row in range(1, grid.rows):
        pen.across(grid.left, grid.row_top(row), grid.right, rule=0.25 if row % 5 else 0.7)
    if grid.code:
        _clear_codes(pen, grid, grid.code)
    for y in (grid.head_top, grid.rows_top, grid.totals_top, bottom):
        pen.across(grid.left, y, grid.right, rule=_FRAME)
    pen.across(grid.left, grid.totals_top + TOTAL, grid.right, rule=0.4)
    summed = {grid.persons, *grid.items}
    for column in grid.columns:
        if column is grid.signature:
            pen.down(column.x, grid.head_top, bottom, rule=0.8)
        elif column is not grid.serial:
            pen.down(column.x, grid.head_top, bottom if column in summed else grid.totals_top)
    for x in (grid.left, grid.right):
        pen.down(x, grid.head_top, bottom, rule=_FRAME)


def _clear_codes(pen: Pen, grid: Grid, column: Column) -> None:
    """Keep the codes' column white and free of rules: scanners need the quiet around a code."""
    height = grid.totals_top - grid.rows_top
    pen.rect(column.x, grid.rows_top, column.width, height, fill=WHITE)
    for row in range(1, grid.rows):
        y = grid.row_top(row)
        pen.across(column.x, y, column.x + 0.9)
        pen.across(column.end - 0.9, y, column.end)


def _draw_ticks(job: Job) -> None:
    """Draw the box that is ticked as the family is served."""
    grid = job.grid
    for row in range(grid.rows):
        y = grid.row_top(row) + (grid.row_height - _TICK) / 2
        job.pen.box(grid.signature.x + 2, y, _TICK, _TICK, rule=0.6)


def _draw_column_heads(job: Job) -> None:
    grid, words = job.grid, job.words
    signature = (
        words("Received: signature") if grid.thumb else words("Received: signature or thumbprint")
    )
    _column_head(job, grid.serial, words("No."))
    _column_head(job, grid.card, words("Card no. / place"), align=Align.START)
    _column_head(job, grid.head, words("Head of household"), align=Align.START)
    _column_head(job, grid.persons, words("Family size"))
    _column_head(job, grid.signature, signature)
    if grid.thumb:
        _column_head(job, grid.thumb, words("Thumbprint"))
    if grid.code:
        _column_head(job, grid.code, words("Card code"))
    if grid.remarks:
        _column_head(job, grid.remarks, words("Collector / remarks"))
    units = {Unit.GRAM: words("kg"), Unit.PIECE: words("pieces")}
    for item, column in zip(job.items, grid.items, strict=True):
        unit = words("parcel") if item.parcel else units[item.unit]
        _item_head(job, column, one_line(item.name), unit)


def _column_head(job: Job, column: Column, title: str, *, align: Align = Align.CENTRE) -> None:
    """Write a column's title in one line, or in two where it is too long."""
    pen, middle = job.pen, job.grid.head_top + COLUMN_HEAD / 2
    room = column.width - (2.4 if align is Align.START else 1.2)
    x = column.x + 1.5 if align is Align.START else column.middle
    lines = _two_lines(pen, title, _TITLE, room)
    step = 1.9 if len(lines) > 1 else 0.0
    for nth, line in enumerate(lines):
        y = middle + 1.2 + step * (2 * nth - 1)
        pen.text(x, y, line, _TITLE, align=align, width=room)


def _item_head(job: Job, column: Column, name: str, unit: str) -> None:
    pen, top = job.pen, job.grid.head_top
    room = column.width - 0.8
    lines = _two_lines(pen, name, _TITLE, room, Reading.OWN)
    size = _TITLE if len(lines) == 1 else Type(7.2, bold=True)
    first = 4.6 if len(lines) == 1 else 3.4
    for nth, line in enumerate(lines):
        y = top + first + nth * 2.9
        pen.text(column.middle, y, line, size, align=Align.CENTRE, width=room, reading=Reading.OWN)
    pen.text(column.middle, top + 9.6, unit, Type(7), align=Align.CENTRE, width=room)


def _two_lines(
    pen: Pen, text: str, kind: Type, room: float, reading: Reading = Reading.PAGE
) -> list[str]:
    """Return a text in one line, or in two where it has more words than fit in one."""
    lines = pen.wrapped(text, kind, room, reading)
    return lines if len(lines) == 1 else [lines[0], " ".join(lines[1:])]


def _closing_width(job: Job) -> float:
    return 62.0 if job.grid.across else 45.0


def _draw_signatures(job: Job) -> None:
    """Draw the boxes of the three who sign."""
    grid, words = job.grid, job.words
    signers = (
        words("Distribution officer"),
        words("Storekeeper"),
        words("Community representative"),
    )
    end = grid.right - _closing_width(job) - GAP
    draw_signatures(job.pen, words, signers, left=grid.left, right=end, top=grid.sign_off_top)


def _draw_closing_count(job: Job) -> None:
    """Draw the boxes in which the sheet is counted when it is done."""
    pen, words, width = job.pen, job.words, _closing_width(job)
    x, y = job.grid.right - width, job.grid.sign_off_top
    pen.box(x, y, width, SIGN_OFF)
    title = words("Closing count (fill in by hand)")
    pen.text(x + GAP, y + 3.9, title, Type(7.2, bold=True), width=width - 3)
    box = (width - 2 * GAP - 2 * 1.4) / 3
    labels = (words("Served"), words("Absent"), words("Returned to store"))
    for nth, label in enumerate(labels):
        left = x + GAP + nth * (box + 1.4)
        pen.box(left, y + 5.6, box, 9.6)
        pen.text(left + box / 2, y + 18.4, label, Type(6.6), align=Align.CENTRE, width=box + 1)


def _draw_number_box(job: Job, sheets: int) -> None:
    """Draw the box for the sheet's number, with how many sheets there are."""
    pen, y = job.pen, job.grid.top
    left, width = job.boxes_left, job.number_box
    pen.box(left, y, width, SHEET_CODE_SIDE, rule=1.1)
    of = job.words("of {sheets}", sheets=job.digits.count(sheets))
    for down, text, kind in ((4.7, job.words("Sheet"), Type(8)), (17.2, of, Type(8.4))):
        pen.text(left + width / 2, y + down, text, kind, align=Align.CENTRE, width=width - 3)


def _draw_footer(job: Job) -> None:
    """Draw how to treat the sheet, and who printed it and when."""
    pen, grid, heading = job.pen, job.grid, job.heading
    privacy = job.words(
        "Personal data: return every sheet to the distribution officer. Do not photograph."
    )
    half, kind = (grid.right - grid.left) / 2 - 2, Type(6)
    pen.text(grid.left, grid.foot, privacy, kind, width=half)
    printed = job.words(
        "Camp Desk · printed by {officer}, {time}",
        officer=isolated(heading.printed_by),
        time=isolated(f"{heading.printed_at:%Y-%m-%d %H:%M}"),
    )
    end = grid.right - FOOTER_CODE - 3
    pen.text(end, grid.foot, printed, kind, align=Align.END, width=half - FOOTER_CODE - 3)
