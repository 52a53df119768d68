"""A ruled form: heading, fields, a table over as many pages as it needs, places to sign."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from camp_desk.domain.words import Words
from camp_desk.printing.demonstration import draw_band
from camp_desk.printing.pages import A4, A4_ACROSS, About, Pages
from camp_desk.printing.pen import HEAD, ZEBRA, Align, Pen, Reading, Type
from camp_desk.printing.signatures import HEIGHT as SIGN_OFF
from camp_desk.printing.signatures import draw_signatures
from camp_desk.printing.text import isolated, one_line, quantity

_SIDE = 11.0
_TABLE = 26.0
_FIELD = 10.4
_COLUMN_HEAD = 11.0
_ROW = 8.0
_FOOT = 7.0
_NOTE = 5.0
_FIFTH = 5
"""Every so many lines a heavier rule leads the eye."""


@dataclass(frozen=True, slots=True)
class Ruled:
    """One column: its title in both languages, and its share of the width.

    Numbers stand at the end of their column; texts from outside read in their own direction.
    """

    title: str
    other: str
    share: float
    number: bool = False
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """What stands on the form besides its rows."""

    camp: str
    title: str
    other_title: str
    number: str
    """Large, at the end of the heading: what the paper is found by."""
    fields: Sequence[tuple[str, str]]
    columns: Sequence[Ruled]
    signers: Sequence[str]
    printed_by: str
    printed_at: datetime
    notes: Sequence[str] = ()
    across: bool = False
    blank: int = 0
    """So many empty lines there are at least, to be filled in by hand; the page is filled up."""
    demonstration: bool = False


def write_form(out: BinaryIO, form: Form, rows: Sequence[Sequence[str]], *, words: Words) -> int:
    """Write the form as a PDF; return how many pages it has."""
    return write_forms(out, [(form, rows)], words=words)


def write_forms(
    out: BinaryIO, forms: Sequence[tuple[Form, Sequence[Sequence[str]]]], *, words: Words
) -> int:
    """Write forms that lie the same way one after the other, each with pages of its own."""
    first, total = forms[0][0], 0
    about = About(first.title, one_line(first.camp), words.language)
    with Pages(out, A4_ACROSS if first.across else A4, about) as pages:
        for form, rows in forms:
            page = _Page(Pen(pages, right_to_left=words.right_to_left), form, words)
            each = page.lines
            n = max(1, -(-(len(rows) + form.blank) // each))
            for at in range(n):
                page.heading()
                page.table(rows[at * each : (at + 1) * each], at * each)
                page.foot(at + 1, n)
                pages.end_page()
            total += n
    return total


class _Page:
    """Draws one page of the form after the other."""

    def __init__(self, pen: Pen, form: Form, words: Words) -> None:
        self._pen, self._form, self._words = pen, form, words
        self._right = pen.width - _SIDE
        self._across = 5 if form.across else 3
        lines_of_fields = -(-len(form.fields) // self._across)
        self._top = _TABLE + lines_of_fields * _FIELD + 1.5
        self._sign = pen.height - _FOOT - SIGN_OFF - 4
        notes = len(form.notes) * _NOTE
        self._bottom = self._sign - notes - 3
        shares = sum(column.share for column in form.columns)
        width = (self._right - _SIDE) / shares
        self._edges = [_SIDE]
        for column in form.columns:
            self._edges.append(self._edges[-1] + column.share * width)

    @property
    def lines(self) -> int:
        """Return how many rows a page has."""
        return int((self._bottom - self._top - _COLUMN_HEAD) // _ROW)

    def heading(self) -> None:
        pen, form = self._pen, self._form
        if form.demonstration:
            draw_band(pen, self._words, None, left=_SIDE, right=self._right, top=2.5, height=4.6)
        number = pen.measure(form.number, Type(16, bold=True), Reading.LEFT_TO_RIGHT)
        room = self._right - _SIDE - number - 6
        pen.text(_SIDE, 14.5, form.title, Type(16, bold=True), width=room * 0.6)
        if form.other_title:
            mirrored = not pen.right_to_left
            reading = Reading.RIGHT_TO_LEFT if mirrored else Reading.LEFT_TO_RIGHT
            pen.text(
                _SIDE + room, 14.5, form.other_title, Type(12, bold=True), align=Align.END,
                width=room * 0.38, reading=reading,
            )  # fmt: skip
        pen.text(
            self._right, 14.5, form.number, Type(16, bold=True), align=Align.END,
            reading=Reading.LEFT_TO_RIGHT,
        )  # fmt: skip
        camp = one_line(form.camp)
        pen.text(_SIDE, 20.5, camp, Type(10.5), width=self._right - _SIDE, reading=Reading.OWN)
        pen.across(_SIDE, 23.0, self._right, rule=1.6)
        width = (self._right - _SIDE) / self._across
        for at, (label, value) in enumerate(form.fields):
            line, side = divmod(at, self._across)
            x, y = _SIDE + side * width, _TABLE + line * _FIELD
            pen.text(x, y + 2.2, label, Type(7), width=width - 2)
            pen.text(
                x, y + 7.4, one_line(value) or "–", Type(10.5, bold=True), width=width - 3,
                reading=Reading.OWN,
            )  # fmt: skip

    def table(self, rows: Sequence[Sequence[str]], before: int) -> None:
        pen, top = self._pen, self._top
        pen.rect(_SIDE, top, self._right - _SIDE, _COLUMN_HEAD, fill=HEAD)
        for at, column in enumerate(self._form.columns):
            left, right = self._edges[at], self._edges[at + 1]
            middle, room = (left + right) / 2, right - left - 1.2
            y = top + (5.0 if column.other else 6.8)
            pen.text(middle, y, column.title, Type(8.2, bold=True), align=Align.CENTRE, width=room)
            if column.other:
                pen.text(
                    middle, top + 9.3, column.other, Type(6.8), align=Align.CENTRE, width=room,
                    reading=Reading.OWN,
                )  # fmt: skip
        first = top + _COLUMN_HEAD
        bottom = first + self.lines * _ROW
        for at in range(self.lines):
            y = first + at * _ROW
            if (before + at) % 2:
                pen.rect(_SIDE, y, self._right - _SIDE, _ROW, fill=ZEBRA)
            if at < len(rows):
                self._row(rows[at], y + 5.3)
            pen.across(_SIDE, y + _ROW, self._right, rule=0.25 if (at + 1) % _FIFTH else 0.7)
        for at, x in enumerate(self._edges):
            outer = at in {0, len(self._edges) - 1}
            pen.down(x, top, bottom, rule=0.8 if outer else 0.25)
        pen.across(_SIDE, top, self._right, rule=0.8)
        pen.across(_SIDE, first, self._right, rule=0.8)
        pen.across(_SIDE, bottom, self._right, rule=0.8)

    def _row(self, cells: Sequence[str], y: float) -> None:
        for at, (column, cell) in enumerate(zip(self._form.columns, cells, strict=True)):
            left, right = self._edges[at], self._edges[at + 1]
            kind = Type(9.2, bold=column.bold)
            if column.number:
                said = quantity(cell) if cell else ""
                self._pen.text(
                    right - 1.4, y, said, kind, align=Align.END, width=right - left - 2.4
                )
            else:
                self._words_of(cell, left + 1.4, y, right - left - 2.4, kind)

    def _words_of(self, cell: str, x: float, y: float, width: float, kind: Type) -> None:
        """Draw a text on one line, or on two where it would be too narrow to be read."""
        pen, said = self._pen, one_line(cell)
        small = Type(7, bold=kind.bold)
        lines, rise = [said], 0.0
        if pen.measure(said, small, Reading.OWN) > width and " " in said:
            lines = [part for part in pen.two_lines(said, small, width, Reading.OWN) if part]
            rise, kind = (1.9 if lines[1:] else 0.0), small
        for nth, line in enumerate(lines):
            pen.text(x, y - rise + 3.0 * nth, line, kind, width=width, reading=Reading.OWN)

    def foot(self, page: int, pages: int) -> None:
        pen, form, words = self._pen, self._form, self._words
        y = self._sign - len(form.notes) * _NOTE + 1.2
        for note in form.notes:
            pen.text(_SIDE, y, note, Type(8.4), width=self._right - _SIDE)
            y += _NOTE
        draw_signatures(pen, words, form.signers, left=_SIDE, right=self._right, top=self._sign)
        printed = words(
            "Camp Desk · printed by {officer}, {time}",
            officer=isolated(form.printed_by),
            time=isolated(f"{form.printed_at:%Y-%m-%d %H:%M}"),
        )
        foot = pen.height - _FOOT + 1.5
        pen.text(_SIDE, foot, printed, Type(6.5), width=(self._right - _SIDE) * 0.6)
        of = words("Page {page} of {pages}", page=page, pages=pages)
        pen.text(self._right, foot, of, Type(8, bold=True), align=Align.END)
