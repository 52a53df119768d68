"""The lines of a distribution sheet, and what they come to."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from camp_desk.domain.cards import written
from camp_desk.printing.bidi import levels
from camp_desk.printing.figures import Figure, decimals, figure
from camp_desk.printing.pages import point
from camp_desk.printing.pen import Align, Reading, Type
from camp_desk.printing.qr import card_encoder
from camp_desk.printing.sheet_form import TICK_END, Job
from camp_desk.printing.sheet_grid import CODE, TOTAL, Column
from camp_desk.printing.sheet_values import SheetLine, Totals
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

_QUANTITY = Type(10)
_SMALL = Type(6.7)


class SheetRows:
    """Draws the lines of one order's sheets."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._pen = job.pen
        self._drawn: dict[tuple[object, ...], str] = {}
        self._free = (job.grid.row_height - _ROW) / 2
        self._middle = job.grid.row_height / 2 + 1.35
        self._widest = max("0123456789", key=self._width_of)

    def draw(self, lines: Sequence[SheetLine], running: Totals) -> None:
        """Draw one sheet's lines and both its totals; ``running`` includes this sheet."""
        places = tuple(
            max((decimals(line.quantities[nth], item.unit) for line in lines), default=0)
            for nth, item in enumerate(self._job.items)
        )
        for row, line in enumerate(lines):
            self._draw_line(row, line, places)
        here = Totals.of(lines, len(self._job.items))
        words = self._job.words
        aligned = self._aligned(here, running, places)
        self._draw_totals(0, words("This sheet"), here, aligned)
        self._draw_totals(1, words("Running total"), running, aligned)

    def _draw_line(self, row: int, line: SheetLine, places: tuple[int, ...]) -> None:
        grid, code = self._job.grid, self._pen.pages.code
        code.append(f"q 1 0 0 1 0 {point(-grid.row_top(row))} cm")
        self._draw_serial(line)
        self._draw_card(line)
        self._draw_head(line)
        entitlement = (line.persons, line.quantities, places)
        code.append(self._remembered(entitlement, lambda: self._draw_entitlement(line, places)))
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

    def _draw_entitlement(self, line: SheetLine, places: tuple[int, ...]) -> None:
        grid, pen = self._job.grid, self._pen
        persons = self._job.digits(line.persons)
        pen.text(
            grid.persons.middle, self._middle + 0.2, persons, Type(12.5, bold=True),
            align=Align.CENTRE, width=grid.persons.width - 0.8,
        )  # fmt: skip
        for item, column, quantity, after in zip(
            self._job.items, grid.items, line.quantities, places, strict=True
        ):
            number = figure(quantity, item.unit)
            self._draw_figure(column, self._middle, number, _QUANTITY, after)

    def _draw_figure(
        self, column: Column, y: float, number: Figure, kind: Type, after: int
    ) -> None:
        """Draw a number with its point below those of the column's others."""
        digits, whole = self._job.digits, self._whole_room(column, kind, after)
        distance = column.width - 0.7 - whole
        self._draw_digits(column, distance, y, digits(number.whole), kind, leftwards=whole)
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
        self._pen.text(
            x, y, digits, kind, align=align, width=leftwards, reading=Reading.LEFT_TO_RIGHT
        )

    def _width_of(self, digit: str) -> float:
        """Return the width of a digit: not all of the Arabic ones are equally wide."""
        return self._pen.measure(self._job.digits(digit), _QUANTITY, Reading.LEFT_TO_RIGHT)

    def _whole_room(self, column: Column, kind: Type, after: int) -> float:
        """Return how wide a number may be before its point, in mm."""
        if not after:
            return (column.width - 1.4) * 0.76
        digits = self._job.digits(f".{self._widest * after}")
        tail = self._pen.measure(digits, _fractional(kind), Reading.LEFT_TO_RIGHT)
        return (column.width - 1.4 - tail) * 0.9

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
        self, here: Totals, running: Totals, places: tuple[int, ...]
    ) -> tuple[int | None, ...]:
        """Return the decimals below whose points both of a column's totals have room, or None."""
        pairs = zip(here.quantities, running.quantities, strict=True)
        columns = zip(self._job.items, self._job.grid.items, pairs, places, strict=True)
        return tuple(
            after
            if all(
                self._fits(column, figure(quantity, item.unit), Type(9, bold), after)
                for quantity, bold in zip(pair, (True, False), strict=True)
            )
            else None
            for item, column, pair, after in columns
        )

    def _draw_totals(
        self, nth: int, label: str, totals: Totals, places: tuple[int | None, ...]
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
        for item, column, quantity, after in zip(
            job.items, grid.items, totals.quantities, places, strict=True
        ):
            number, kind = figure(quantity, item.unit), Type(9, bold)
            if after is not None:
                self._draw_figure(column, y, number, kind, after)
            else:
                room = column.width - 1.2
                self._draw_digits(column, 0.6, y, job.digits(number), kind, leftwards=room)

    def _fits(self, column: Column, number: Figure, kind: Type, after: int) -> bool:
        """Tell whether a total has room below the column's points."""
        whole = self._pen.measure(self._job.digits(number.whole), kind, Reading.LEFT_TO_RIGHT)
        return len(number.fraction) <= after and whole <= self._whole_room(column, kind, after)

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
