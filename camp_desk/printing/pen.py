"""Draws in millimetres from the top and from the side where reading starts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from typing import NamedTuple

from camp_desk.printing.pages import POINTS, Pages, point
from camp_desk.printing.qr import Modules
from camp_desk.printing.text import Line, Typesetter

_CONDENSED = 0.82
"""How far a text that is too long is narrowed before it is made smaller."""

_SMALLEST = 5.0
"""The smallest type in points that a text is set in before it is narrowed further."""

_NARROWED = 0.85
"""How far each of two lines may be narrowed before a word goes into the second one."""

_MORE_THAN_HALF = 0.56
"""Which part of a text the first of two lines takes at most where both have to be narrowed."""

_CURVE = 0.5523
"""How far a circle's control points lie from its corners, in radii."""

_DARK = re.compile("1+")

BLACK = 0.0
WHITE = 1.0
ZEBRA = 0.95
HEAD = 0.9
"""Greys are for areas only: text and thin rules in grey break into dots at 300 dpi."""


class Align(Enum):
    """Which part of a text stands at the given place."""

    START = "start"
    CENTRE = "centre"
    END = "end"


class Reading(Enum):
    """In which direction a line is read."""

    PAGE = None
    """In the page's own direction: for our words."""
    LEFT_TO_RIGHT = 0
    RIGHT_TO_LEFT = 1
    OWN = 2
    """In that of its first letter: for names and other texts from outside."""


class Type(NamedTuple):
    """A size in points and a weight."""

    size: float
    bold: bool = False


class Pen:
    """Draws on the pages of a document.

    ``x`` is counted from the side where reading starts, ``y`` from the top, both in mm;
    where the page is read from right to left everything is mirrored, and nothing that
    draws needs to know.
    """

    def __init__(
        self,
        pages: Pages,
        *,
        right_to_left: bool,
        size: tuple[float, float] | None = None,
    ) -> None:
        self.pages = pages
        self.width, self.height = size or pages.size
        self.right_to_left = right_to_left

    def rect(self, x: float, y: float, width: float, height: float, *, fill: float = BLACK) -> None:
        """Fill a rectangle with a grey from 0 (black) to 1 (white)."""
        area = self._area(x, y, width, height)
        self.pages.code.append(f"{fill:g} g {area} re f 0 g")

    def box(self, x: float, y: float, width: float, height: float, *, rule: float = 0.5) -> None:
        """Draw a white rectangle with a black edge; ``rule`` is its thickness in points."""
        area = self._area(x, y, width, height)
        self.pages.code.append(f"1 g {rule:g} w {area} re B 0 g")

    def round_box(self, x: float, y: float, width: float, height: float, *, rule: float) -> None:
        """Draw the edge of a rectangle with round corners of 1.4 mm."""
        self.pages.code.append(f"{rule:g} w {self._rounded(x, y, width, height)} S")

    def round_rect(self, x: float, y: float, width: float, height: float, *, fill: float) -> None:
        """Fill a rectangle with round corners of 1.4 mm."""
        self.pages.code.append(f"{fill:g} g {self._rounded(x, y, width, height)} f 0 g")

    def across(self, x: float, y: float, until: float, *, rule: float = 0.25) -> None:
        """Draw a level rule; ``rule`` is its thickness in points."""
        start, end, up = self._x(x), self._x(until), point(self.height - y)
        self.pages.code.append(f"{rule:g} w {point(start)} {up} m {point(end)} {up} l S")

    def down(self, x: float, y: float, until: float, *, rule: float = 0.25) -> None:
        """Draw an upright rule; ``rule`` is its thickness in points."""
        right, top, bottom = point(self._x(x)), self.height - y, self.height - until
        self.pages.code.append(f"{rule:g} w {right} {point(top)} m {right} {point(bottom)} l S")

    def ring(self, x: float, y: float, radius: float, *, rule: float) -> None:
        """Draw a dashed circle around a place."""
        side = 2 * radius
        path = self._rounded(x - radius, y - radius, side, side, radius)
        self.pages.code.append(f"{rule:g} w [1.5 1.5] 0 d {path} S [] 0 d")

    def text(
        self,
        x: float,
        y: float,
        text: str,
        kind: Type,
        *,
        align: Align = Align.START,
        width: float = 0.0,
        reading: Reading = Reading.PAGE,
    ) -> float:
        """Write a line on the baseline ``y`` and return its width in mm.

        Where ``width`` (mm) is given, a longer text is condensed to 82 %, then made
        smaller; it is never cut off.
        """
        if not text:
            return 0.0
        setter = self._setter(kind)
        line = setter.line(text, self._base(reading))
        size, narrowed = _fitted(line, kind.size, width * POINTS)
        wide = line.width * size * narrowed / 1000 / POINTS
        left = self._left(x, wide, align)
        drawn = line.drawn(size)
        if narrowed < 1:
            drawn = f"{narrowed * 100:.1f} Tz {drawn} 100 Tz"
        self.pages.code.append(
            f"BT /{setter.font.resource} {size:.4g} Tf {left * POINTS:.2f}"
            f" {(self.height - y) * POINTS:.2f} Td {drawn} ET"
        )
        return wide

    def measure(self, text: str, kind: Type, reading: Reading = Reading.PAGE) -> float:
        """Return the width of a line in mm."""
        line = self._setter(kind).line(text, self._base(reading))
        return line.width * kind.size / 1000 / POINTS

    def wrapped(
        self, text: str, kind: Type, width: float, reading: Reading = Reading.PAGE
    ) -> list[str]:
        """Return a text broken into lines no wider than ``width`` mm, if its words are not."""
        lines = [""]
        for word in text.split():
            longer = f"{lines[-1]} {word}".strip()
            if lines[-1] and self.measure(longer, kind, reading) > width:
                lines.append(word)
            else:
                lines[-1] = longer
        return lines

    def two_lines(self, text: str, kind: Type, width: float, reading: Reading) -> tuple[str, str]:
        """Return a long text as two lines, as alike as its words allow if both are too long."""
        half = self.measure(text, kind, reading) * _MORE_THAN_HALF
        first, *rest = self.wrapped(text, kind, max(width / _NARROWED, half), reading)
        return first, " ".join(rest)

    def code(self, x: float, y: float, side: float, modules: Modules) -> None:
        """Draw a QR code as areas, ``side`` mm wide: sharp in every viewer and at every size."""
        module = side * POINTS / modules.side
        left, top = self._x(x, side) * POINTS, (self.height - y) * POINTS
        areas = [
            f"{dark.start()} {-down} {len(dark[0])} 1 re"
            for down, row in enumerate(modules.rows(), start=1)
            for dark in _DARK.finditer(row)
        ]
        self.pages.code.append(
            f"q {module:.4f} 0 0 {module:.4f} {left:.3f} {top:.3f} cm {' '.join(areas)} f Q"
        )

    def small_code(self, x: float, y: float, side: float, modules: Modules) -> None:
        """Draw a QR code as an image mask: a fifth of the size and time of `code`."""
        measure, count = point(side), modules.side
        self.pages.code.append(
            f"q {measure} 0 0 {measure} {point(self._x(x, side))} {point(self.height - y - side)}"
            f" cm BI /W {count} /H {count} /IM true /D [1 0] /F /AHx ID {modules.hex_rows()}> EI Q"
        )

    @contextmanager
    def shaded(self, fill: float) -> Iterator[None]:
        """Write the block's texts, huge or white ones, in a grey from 0 (black) to 1 (white)."""
        self.pages.code.append(f"{fill:g} g")
        yield
        self.pages.code.append("0 g")

    def _setter(self, kind: Type) -> Typesetter:
        return self.pages.bold if kind.bold else self.pages.regular

    def _base(self, reading: Reading) -> int | None:
        if reading is Reading.PAGE:
            return int(self.right_to_left)
        return None if reading is Reading.OWN else reading.value

    def _x(self, x: float, width: float = 0.0) -> float:
        return self.width - x - width if self.right_to_left else x

    def _left(self, x: float, width: float, align: Align) -> float:
        """Return where a text of a width begins at its left, in mm from the left edge."""
        if align is Align.CENTRE:
            return self._x(x) - width / 2
        return self._x(x) - (width if (align is Align.END) != self.right_to_left else 0)

    def _area(self, x: float, y: float, width: float, height: float) -> str:
        left, low = self._x(x, width), self.height - y - height
        return f"{point(left)} {point(low)} {point(width)} {point(height)}"

    def _rounded(self, x: float, y: float, width: float, height: float, radius: float = 1.4) -> str:
        """Return the path around a rectangle with round corners."""
        left, low = self._x(x, width), self.height - y - height
        right, high = left + width, low + height
        bend = radius * (1 - _CURVE)

        def at(*places: float) -> str:
            return " ".join(point(place) for place in places)

        return " ".join(
            (
                at(left + radius, low), "m", at(right - radius, low), "l",
                at(right - bend, low, right, low + bend, right, low + radius), "c",
                at(right, high - radius), "l",
                at(right, high - bend, right - bend, high, right - radius, high), "c",
                at(left + radius, high), "l",
                at(left + bend, high, left, high - bend, left, high - radius), "c",
                at(left, low + radius), "l",
                at(left, low + bend, left + bend, low, left + radius, low), "c h",
            )
        )  # fmt: skip


def _fitted(line: Line, size: float, room: float) -> tuple[float, float]:
    """Return the type size and the narrowing with which a line fits into ``room`` points."""
    wide = line.width * size / 1000
    if not room or wide <= room:
        return size, 1.0
    if wide * _CONDENSED <= room:
        return size, room / wide
    smaller = max(min(_SMALLEST, size), size * room / wide / _CONDENSED)
    return smaller, min(1.0, room / (line.width * smaller / 1000))
