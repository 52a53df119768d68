"""The lines of a distribution sheet, and what they come to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from camp_desk.domain.cards import written
from camp_desk.printing.bidi import levels
from camp_desk.printing.figures import Figure
from camp_desk.printing.pages import point
from camp_desk.printing.pen import Align, Reading, Type
from camp_desk.printing.qr import card_encoder
from camp_desk.printing.sheet_form import TICK_END, Job
from camp_desk.printing.sheet_grid import CODE, TOTAL, Column
from camp_desk.printing.sheet_values import SheetItem, SheetLine, Totals
from camp_desk.printing.text import isolated, one_line

_MAX_REMEMBERED = 5_000
"""How many different entitlements are kept as drawn; families of one size are due the same."""

_ROW = 8.1
"""The height that a line's texts need; higher rows leave the rest free above and below."""

_UPPER, _LOWER = 3.45, 7.15
_FRACTION = 0.86
_ISSUE = 5.0
"""How much of a card's cell its issue takes, in mm."""

_QUIET = 0.95
"""How many mm a code keeps from the table's heavy rules."""

_TOO_LONG = 1.5
"""How many times its room a name in one line may need: then it would be smaller than 7 points."""

_INSIDE = 0.7
"""How many mm a number keeps from the rules beside it."""

_QUANTITY = Type(10)
_SMALL = Type(6.7)


class _Fit(NamedTuple):
    """How the numbers of a column stand: mm before the point, and the size of type."""

    whole: float
    size: float


class _Span:
    """What a column's numbers have needed so far, before and behind their points.

    It only grows, so that soon all sheets of a list are alike and drawn from memory.
    """

    def __init__(self) -> None:
        self._seen: set[int] = set()
        self._whole = self._tail = 0.0
        self._fit: _Fit | None = None

    def fit(self, quantities: set[int], item: SheetItem, column: Column, rows: SheetRows) -> _Fit:
        """Return a fit for these numbers too: a block in the middle, smaller where it is tight."""
        new = quantities - self._seen
        if self._fit is not None and not new:
            return self._fit
        if len(self._seen) < _MAX_REMEMBERED:
            self._seen |= new
        for number in (item.figure(quantity) for quantity in new):
            self._whole = max(self._whole, rows.width_of(number.whole, _QUANTITY))
            self._tail = max(self._tail, rows.tail_of(number, _QUANTITY))
        room, needed = column.width - 2 * _INSIDE, self._whole + self._tail
        part = min(1.0, room / needed) if needed else 1.0
        whole = part * self._whole + (room - part * needed) / 2
        self._fit = _Fit(round(whole, 2), round(_QUANTITY.size * part, 2))
        return self._fit


class SheetRows:
    """Draws the lines of one order's sheets."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._pen = job.pen
        self._drawn: dict[tuple[object, ...], str] = {}
        self._free = (job.grid.row_height - _ROW) / 2
        self._middle = job.grid.row_height / 2 + 1.35
        self._widths: dict[tuple[str, Type], float] = {}
        self._spans = tuple(_Span() for _ in job.items)

    def draw(self, lines: Sequence[SheetLine], running: Totals) -> None:
        """Draw one sheet's lines and both its totals; ``running`` includes this sheet."""
        fits = self._fits_of(lines)
        for row, line in enumerate(lines):
            self._draw_line(row, line, fits)
        here = Totals.of(lines, len(self._job.items))
        words = self._job.words
        aligned = self._aligned(here, running, fits)
        self._draw_totals(0, words("This sheet"), here, aligned)
        self._draw_totals(1, words("Running total"), running, aligned)

    def _draw_line(self, row: int, line: SheetLine, fits: tuple[_Fit, ...]) -> None:
        grid, code = self._job.grid, self._pen.pages.code
        code.append(f"q 1 0 0 1 0 {point(-grid.row_top(row))} cm")
        self._draw_serial(line)
        self._draw_card(line)
        self._draw_head(line)
        entitlement = (line.persons, line.quantities, fits)
        code.append(self._remembered(entitlement, lambda: self._draw_entitlement(line, fits)))
        if grid.code:
            self._draw_code(row, line.code, grid.code)
        if line.collector and grid.remarks:
            self._draw_collector(line.collector, grid.remarks)
        elif line.collector:
            self._draw_collector_to_sign(line.collector)
        code.append("Q")

    def _draw_serial(self, line: SheetLine) -> None:
        pen, column = self._pen, self._job.grid.serial
        y = self._free + _UPPER if line.priority else self._middle
        number = self._job.digits(line.serial)
        pen.text(column.end - 1.3, y, number, Type(7.2), align=Align.END, width=column.width - 1.8)
        if line.priority:
            pen.text(column.middle, self._free + 8.0, "*", Type(13, bold=True), align=Align.CENTRE)

    def _draw_card(self, line: SheetLine) -> None:
        pen, column = self._pen, self._job.grid.card
        room, upper, lower = column.width - 2.4, self._free + _UPPER, self._free + _LOWER
        pen.text(
            column.x + 1.4, upper, written(line.card), Type(9, bold=True),
            width=room, reading=Reading.LEFT_TO_RIGHT,
        )  # fmt: skip
        pen.text(
            column.x + 1.4, lower, one_line(line.place), _SMALL,
            width=room - _ISSUE, reading=Reading.OWN,
        )  # fmt: skip
        issue = self._remembered((line.issue,), lambda: self._draw_issue(line.issue))
        pen.pages.code.append(issue)

    def _draw_issue(self, issue: int) -> None:
        """Draw which card of the household is valid."""
        self._pen.text(
            self._job.grid.card.end - 1.2, self._free + _LOWER, f"/{issue}", Type(7.2, bold=True),
            align=Align.END, width=_ISSUE, reading=Reading.LEFT_TO_RIGHT,
        )  # fmt: skip

    def _draw_head(self, line: SheetLine) -> None:
        pen, column = self._pen, self._job.grid.head
        x, room = column.x + 1.5, column.width - 2.6
        name, below = one_line(line.name), one_line(line.latin_name)
        if not below and pen.measure(name, Type(10), Reading.OWN) > room * _TOO_LONG:
            self._draw_long_name(x, name, room)
            return
        y = self._free + _UPPER if below else self._middle
        pen.text(x, y, name, Type(10), width=room, reading=Reading.OWN)
        pen.text(x, self._free + _LOWER, below, _SMALL, width=room, reading=Reading.OWN)

    def _draw_long_name(self, x: float, name: str, room: float) -> None:
        """Draw in two lines a name that nobody could read in one."""
        kind, reading = Type(8), Reading(levels(name)[0])  # of both lines, as of the whole name
        for nth, text in enumerate(self._pen.two_lines(name, kind, room, reading)):
            y = self._free + _UPPER - 0.2 + nth * 3.7
            self._pen.text(x, y, text, kind, width=room, reading=reading)

    def _draw_entitlement(self, line: SheetLine, fits: tuple[_Fit, ...]) -> None:
        grid, pen = self._job.grid, self._pen
        persons = self._job.digits(line.persons)
        pen.text(
            grid.persons.middle, self._middle + 0.2, persons, Type(12.5, bold=True),
            align=Align.CENTRE, width=grid.persons.width - 0.8,
        )  # fmt: skip
        for item, column, quantity, fit in zip(
            self._job.items, grid.items, line.quantities, fits, strict=True
        ):
            number = item.figure(quantity)
            self._draw_figure(column, self._middle, number, Type(fit.size), fit)

    def _fits_of(self, lines: Sequence[SheetLine]) -> tuple[_Fit, ...]:
        """Return how the numbers of each column stand, on this sheet and those that follow."""
        columns = zip(self._job.items, self._job.grid.items, self._spans, strict=True)
        return tuple(
            span.fit({line.quantities[nth] for line in lines}, item, column, self)
            for nth, (item, column, span) in enumerate(columns)
        )

    def width_of(self, figures: str, kind: Type) -> float:
        """Return how wide digits are in mm, in the kind that the sheet uses."""
        key = figures, kind
        if key not in self._widths:
            if len(self._widths) >= _MAX_REMEMBERED:
                self._widths.clear()
            digits = self._job.digits(figures)
            self._widths[key] = self._pen.measure(digits, kind, Reading.LEFT_TO_RIGHT)
        return self._widths[key]

    def tail_of(self, number: Figure, kind: Type) -> float:
        """Return how wide a number is from its point on; 0 where it has none."""
        fraction = f".{number.fraction}" if number.fraction else ""
        return self.width_of(fraction, _fractional(kind)) if fraction else 0.0

    def _draw_figure(self, column: Column, y: float, number: Figure, kind: Type, fit: _Fit) -> None:
        """Draw a number with its point below those of the column's others."""
        digits = self._job.digits
        distance = column.width - _INSIDE - fit.whole
        room = fit.whole + _INSIDE / 2
        self._draw_digits(column, distance, y, digits(number.whole), kind, leftwards=room)
        if number.fraction:
            fraction = digits(f".{number.fraction}")
            self._draw_digits(column, distance, y, fraction, _fractional(kind))

    def _draw_digits(
        self,
        column: Column,
        distance: float,
        y: float,
        digits: str,
        kind: Type,
        *,
        leftwards: float = 0.0,
    ) -> None:
        """Draw digits that end, or begin, at a distance from the right side of a column.

        Digits run from left to right in every language, so this is the paper's right
        side, mirrored or not.  ``leftwards`` is the room that they may fill, in mm.
        """
        mirrored = self._pen.right_to_left
        x = column.x + distance if mirrored else column.end - distance
        align = Align.START if mirrored == bool(leftwards) else Align.END
        if leftwards:  # a space before the number, lest copied columns run into one another
            digits, leftwards = f" {digits}", leftwards + self.width_of(" ", kind)
        self._pen.text(
            x, y, digits, kind, align=align, width=leftwards, reading=Reading.LEFT_TO_RIGHT
        )

    def _draw_code(self, row: int, code: str, column: Column) -> None:
        """Draw a card's code to the left and to the right in turn: a scanner takes only one."""
        height = self._job.grid.row_height
        side = min(CODE, height - 0.1)
        x = column.x + 1.0 if row % 2 == 0 else column.end - 1.0 - side
        free = (height - side) / 2
        away = {0: 1, self._job.grid.rows - 1: -1}.get(row, 0) * max(0.0, _QUIET - free)
        self._pen.small_code(x, free + away, side, card_encoder().encode(code))

    def _draw_collector(self, name: str, column: Column) -> None:
        pen, room, kind = self._pen, column.width - 2.0, Type(7.2)
        lines = pen.wrapped(one_line(name), kind, room, Reading.OWN)
        for nth, text in enumerate([lines[0], " ".join(lines[1:])]):
            y = self._free + _UPPER + nth * 3.4
            pen.text(column.x + 1.2, y, text, kind, width=room, reading=Reading.OWN)

    def _draw_collector_to_sign(self, name: str) -> None:
        """Name who signs instead of the head, beside the box to tick."""
        column = self._job.grid.signature
        label = self._job.words("Collector: {name}", name=isolated(name))
        y, x = self._free + _LOWER - 0.2, column.x + TICK_END
        self._pen.text(x, y, label, Type(6.2), width=column.end - x - 0.8)

    def _aligned(
        self, here: Totals, running: Totals, fits: tuple[_Fit, ...]
    ) -> tuple[_Fit | None, ...]:
        """Return the fits below whose points both of a column's totals have room, or None."""
        pairs = zip(here.quantities, running.quantities, strict=True)
        columns = zip(self._job.items, self._job.grid.items, pairs, fits, strict=True)
        return tuple(
            fit
            if all(
                self._stands(column, item.figure(quantity), Type(9, bold), fit)
                for quantity, bold in zip(pair, (True, False), strict=True)
            )
            else None
            for item, column, pair, fit in columns
        )

    def _draw_totals(
        self, nth: int, label: str, totals: Totals, fits: tuple[_Fit | None, ...]
    ) -> None:
        job, pen, grid = self._job, self._pen, self._job.grid
        y, bold = grid.totals_top + nth * TOTAL + TOTAL / 2 + 1.3, nth == 0
        wide = pen.text(grid.left + 1.8, y, label, Type(8.4, bold=True))
        count = job.digits.count(totals.households)
        text = job.words.plural(
            "{count} household", "{count} households", totals.households, count=count
        )
        room = grid.head.end - grid.left - wide - 6
        pen.text(grid.head.end - 1.6, y, text, Type(8.8, bold), align=Align.END, width=room)
        pen.text(
            grid.persons.middle, y, job.digits.count(totals.persons), Type(9.2, bold),
            align=Align.CENTRE, width=grid.persons.width - 0.8,
        )  # fmt: skip
        for item, column, quantity, fit in zip(
            job.items, grid.items, totals.quantities, fits, strict=True
        ):
            number, kind = item.figure(quantity), Type(9, bold)
            if fit is not None:
                self._draw_figure(column, y, number, kind, fit)
            else:
                room = column.width - 1.2
                self._draw_digits(column, 0.6, y, job.digits(number), kind, leftwards=room)

    def _stands(self, column: Column, number: Figure, kind: Type, fit: _Fit) -> bool:
        """Tell whether a total has room on both sides of the column's points."""
        room = column.width - 2 * _INSIDE
        whole, tail = self.width_of(number.whole, kind), self.tail_of(number, kind)
        return whole <= fit.whole and tail <= room - fit.whole

    def _remembered(self, key: tuple[object, ...], draw: Callable[[], None]) -> str:
        """Return what a block draws, from memory where it was drawn before."""
        found = self._drawn.get(key)
        if found is None:
            if len(self._drawn) >= _MAX_REMEMBERED:
                self._drawn.clear()
            with self._pen.pages.captured() as code:
                draw()
            found = self._drawn[key] = "\n".join(code)
        return found


def _fractional(kind: Type) -> Type:
    """Return the smaller type of what follows the point."""
    return Type(kind.size * _FRACTION, kind.bold)
