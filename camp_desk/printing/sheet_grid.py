"""Where everything stands on a distribution sheet, in mm from the top and the reading side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from camp_desk.printing.pages import A4, A4_ACROSS
from camp_desk.printing.sheet_values import MAX_ITEMS, Layout
from camp_desk.printing.signatures import HEIGHT as SIGN_OFF

BINDING = 13.0
"""Free on the side where sheets are bound: left, or right where they are mirrored."""
MARGIN = 8.0
HEADER = 29.2
COLUMN_HEAD = 11.5
TOTAL = 6.2
FOOTER = 4.0
BAND = 7.5
"""What the band of a demonstration's sheets takes from the rows."""

CODE = 8.0
"""A QR code of 21 modules, 0.38 mm each: the least that a phone reads."""


@dataclass(frozen=True, slots=True)
class Column:
    """Where a column begins and how wide it is."""

    x: float
    width: float

    @property
    def end(self) -> float:
        """Return where the next column begins."""
        return self.x + self.width

    @property
    def middle(self) -> float:
        """Return its centre."""
        return self.x + self.width / 2


@dataclass(frozen=True, slots=True)
class _Widths:
    """The columns of a layout; the signature takes what they leave."""

    serial: float
    card: float
    head: float
    persons: float
    item: float
    thumb: float = 0.0
    code: float = 0.0
    remarks: float = 0.0


class Grid:
    """The lines of a sheet's table; a column that a sheet has no room for is None."""

    def __init__(self, layout: Layout, items: int, *, demonstration: bool) -> None:
        if not 1 <= items <= MAX_ITEMS:
            raise ValueError(f"{items} items, of at most {MAX_ITEMS}")
        self.size = A4_ACROSS if layout.across else A4
        self.across = layout.across
        self.rows = layout.rows
        width, height = self.size
        self.left, self.right = BINDING, width - MARGIN
        self.top = MARGIN + (BAND if demonstration else 0.0)
        self.head_top = self.top + HEADER + 1.4
        self.rows_top = self.head_top + COLUMN_HEAD
        self.foot = height - MARGIN + 1.0
        self.sign_off_top = self.foot - FOOTER - SIGN_OFF
        self.totals_top = self.sign_off_top - 1.6 - 2 * TOTAL
        self.row_height = (self.totals_top - self.rows_top) / self.rows
        self._lay(_across(items) if layout.across else _upright(items), items)

    def _lay(self, widths: _Widths, items: int) -> None:
        after = (widths.thumb, widths.code, widths.remarks)
        before = widths.serial + widths.card + widths.head + widths.persons + items * widths.item
        x = self.left

        def column(width: float) -> Column:
            nonlocal x
            x += width
            return Column(x - width, width)

        self.serial = column(widths.serial)
        self.card = column(widths.card)
        self.head = column(widths.head)
        self.persons = column(widths.persons)
        self.items = tuple(column(widths.item) for _ in range(items))
        self.signature = column(self.right - self.left - before - sum(after))
        self.thumb, self.code, self.remarks = (column(width) if width else None for width in after)

    @property
    def columns(self) -> Iterator[Column]:
        """Yield the columns in reading order."""
        yield from (self.serial, self.card, self.head, self.persons, *self.items, self.signature)
        yield from filter(None, (self.thumb, self.code, self.remarks))

    def row_top(self, row: int) -> float:
        """Return where a row begins, counted from 0."""
        return self.rows_top + row * self.row_height


def _upright(items: int) -> _Widths:
    """Return the columns of a portrait sheet: a thumbprint's own column up to six items.

    Where there are few items there is room for their long names, such as a parcel's.
    """
    item = {1: 32.0, 2: 21.0, 3: 15.0, 6: 10.2, 7: 9.8, 8: 9.4}.get(items, 10.8)
    thumb = {7: 0.0, 8: 0.0}.get(items, 14.5)
    head = {6: 41.0, 7: 40.0, 8: 38.0}.get(items, 46.0)
    return _Widths(7.5, 24.5, head, 9.5, item, thumb)


def _across(items: int) -> _Widths:
    """Return the columns of a landscape sheet; codes stand to the left and right in turn."""
    item = {1: 34.0, 2: 24.0, 3: 17.0, 6: 12.6, 7: 12.2, 8: 11.8}.get(items, 13.4)
    head = {6: 56.0, 7: 54.0, 8: 52.0}.get(items, 60.0)
    remarks = {6: 22.0, 7: 18.0, 8: 16.0}.get(items, 24.0)
    return _Widths(8.5, 28.0, head, 12.0, item, 16.5, 2 * CODE + 3.6, remarks)
