"""Tokens and wristbands: numbered strips of a page, to be cut apart.  No name stands on them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO

from camp_desk.domain.progress import Report, silent
from camp_desk.domain.tokens import COLOURS, KINDS, Kind, code, written
from camp_desk.domain.words import Words
from camp_desk.printing.demonstration import demonstration_words
from camp_desk.printing.pages import A4, About, Pages
from camp_desk.printing.pen import BLACK, WHITE, Align, Pen, Reading, Type
from camp_desk.printing.qr import token_encoder
from camp_desk.printing.text import one_line

_EDGE = 6.0
"""What a printer leaves white around the page, in mm."""


@dataclass(frozen=True, slots=True)
class Cut:
    """How strips of a kind lie on a page: columns, rows, and the side of their QR code in mm."""

    columns: int
    rows: int
    code: float

    @property
    def per_page(self) -> int:
        """Return how many lie on one page."""
        return self.columns * self.rows

    @property
    def size(self) -> tuple[float, float]:
        """Return width and height of one strip in mm."""
        return (A4[0] - 2 * _EDGE) / self.columns, (A4[1] - 2 * _EDGE) / self.rows


CUTS = {Kind.TOKEN: Cut(3, 10, 20.0), Kind.WRISTBAND: Cut(1, 11, 19.0)}
"""A token is 66 x 28 mm; a wristband 198 x 26 mm, to go round a wrist and be glued."""

_GLUED = 32.0
"""The end of a wristband on which the other end is glued, in mm."""


@dataclass(frozen=True, slots=True)
class StripHeading:
    """What is the same on all strips of a document."""

    camp: str
    kind: Kind
    demonstration: bool = False


@dataclass(frozen=True, slots=True)
class StripValue:
    """What stands on one strip; the colour is a code of COLOURS, or another word."""

    number: int
    colour: str
    day: str


def write_strips(
    out: BinaryIO,
    heading: StripHeading,
    strips: Iterable[StripValue],
    *,
    count: int,
    words: Words,
    other: Words | None = None,
    report: Report = silent,
) -> None:
    """Write strips as a PDF of A4 pages with lines to cut along.

    Column by column would be easier to cut, row by row is easier to hand out: it is row by row.
    """
    cut = CUTS[heading.kind]
    about = About(words("Tokens and wristbands"), one_line(heading.camp), words.language)
    total = max(1, -(-count // cut.per_page))
    with Pages(out, A4, about) as pages:
        pen = Pen(pages, right_to_left=words.right_to_left, size=cut.size)
        draw = _Drawing(pen, cut, heading, words, other)
        remaining = iter(strips)
        for page in range(1, total + 1):
            for nth, strip in enumerate(islice(remaining, cut.per_page)):
                with pages.shifted(*_corner(pen, cut, nth)):
                    draw.strip(strip)
            _draw_cuts(pages, cut)
            pages.end_page()
            report(page, total)


def _corner(pen: Pen, cut: Cut, nth: int) -> tuple[float, float]:
    """Return the lower left corner of a strip, the first one where reading starts."""
    row, column = divmod(nth, cut.columns)
    across = cut.columns - 1 - column if pen.right_to_left else column
    wide, high = cut.size
    return _EDGE + across * wide, A4[1] - _EDGE - (row + 1) * high


def _draw_cuts(pages: Pages, cut: Cut) -> None:
    page = Pen(pages, right_to_left=False)
    wide, high = cut.size
    pages.code.append("[2 2] 0 d")
    for column in range(cut.columns + 1):
        page.down(_EDGE + column * wide, _EDGE, A4[1] - _EDGE, rule=0.5)
    for row in range(cut.rows + 1):
        page.across(_EDGE, _EDGE + row * high, A4[0] - _EDGE, rule=0.5)
    pages.code.append("[] 0 d")


class _Drawing:
    """Draws strips in one language or two."""

    def __init__(
        self, pen: Pen, cut: Cut, heading: StripHeading, words: Words, other: Words | None
    ) -> None:
        self._pen, self._cut, self._kind = pen, cut, heading.kind
        self._words, self._other = words, other
        self._camp = one_line(heading.camp)
        marks = demonstration_words(words, other)[:2] if heading.demonstration else []
        self._mark = "  ".join(marks)

    def strip(self, strip: StripValue) -> None:
        """Draw one strip: its code, the number in large digits, the camp, the day's colour."""
        pen, cut, kind = self._pen, self._cut, self._kind
        wide, high = cut.size
        start = _GLUED + 4 if kind is Kind.WRISTBAND else 3.0
        top = (high - cut.code) / 2
        pen.code(start, top, cut.code, token_encoder().encode(code(strip.number)))
        left, right = start + cut.code + 3.0, wide - 3.0
        if kind is Kind.WRISTBAND:
            self._glued(high)
            self._wristband(strip, left, right)
        else:
            self._token(strip, left, right)

    def _token(self, strip: StripValue, left: float, right: float) -> None:
        pen, room = self._pen, right - left
        pen.text(left, 6.6, self._camp, Type(8.4, bold=True), width=room, reading=Reading.OWN)
        self._number(strip.number, (left + right) / 2, 14.4, room, 19)
        self._colour(strip.colour, left, 16.6, room, 5.4)
        self._foot(KINDS[Kind.TOKEN], strip.day, left, right, 25.6)

    def _wristband(self, strip: StripValue, left: float, right: float) -> None:
        pen = self._pen
        middle = left + (right - left) * 0.52
        self._number(strip.number, (left + middle) / 2, 15.6, middle - left - 2, 30)
        room = right - middle
        pen.text(left, 22.4, self._camp, Type(8.4, bold=True), width=middle - left - 2,
                 reading=Reading.OWN)  # fmt: skip
        self._colour(strip.colour, middle, 4.6, room, 9.0)
        self._foot(KINDS[Kind.WRISTBAND], strip.day, middle, right, 22.4)

    def _number(self, number: int, middle: float, y: float, room: float, size: float) -> None:
        self._pen.text(
            middle, y, written(number), Type(size, bold=True), align=Align.CENTRE, width=room,
            reading=Reading.LEFT_TO_RIGHT,
        )  # fmt: skip

    def _colour(self, colour: str, left: float, top: float, room: float, high: float) -> None:
        """Write the day's colour in white on black: it is seen from afar in any print."""
        if not colour:
            return
        pen = self._pen
        pen.rect(left, top, room, high, fill=BLACK)
        said = [words(COLOURS.get(colour, colour)) for words in self._spoken]
        with pen.shaded(WHITE):
            for nth, word in enumerate(dict.fromkeys(said)):
                x = left + room * (nth + 0.5) / len(dict.fromkeys(said))
                pen.text(
                    x, top + high * 0.74, word, Type(high * 2.05, bold=True), align=Align.CENTRE,
                    width=room / len(said) - 2, reading=Reading.OWN,
                )  # fmt: skip

    def _foot(self, kind: str, day: str, left: float, right: float, y: float) -> None:
        pen = self._pen
        said = [words(kind) for words in self._spoken]
        label = self._mark or " · ".join(dict.fromkeys(said))
        wide = pen.text(right, y, day, Type(6.6), align=Align.END, reading=Reading.LEFT_TO_RIGHT)
        pen.text(left, y, label, Type(6.6), width=right - left - wide - 2)

    def _glued(self, high: float) -> None:
        pen = self._pen
        pen.down(_GLUED, 3, high - 3, rule=0.5)
        y = high / 2
        for nth, words in enumerate(self._spoken):
            pen.text(
                _GLUED / 2, y + 4.4 * nth, words("Glue here"), Type(7.4), align=Align.CENTRE,
                width=_GLUED - 6, reading=Reading.OWN,
            )  # fmt: skip

    @property
    def _spoken(self) -> list[Words]:
        return [self._words, *([self._other] if self._other else [])]
