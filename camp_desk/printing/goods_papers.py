"""The papers of the stores on A4: one form for waybill, receipt, loss, loan and the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from camp_desk.domain.words import N_, Words
from camp_desk.printing.demonstration import draw_band
from camp_desk.printing.pages import A4, About, Pages
from camp_desk.printing.pen import HEAD, Align, Pen, Reading, Type
from camp_desk.printing.signatures import HEIGHT, draw_signatures
from camp_desk.printing.text import isolated, one_line

_LEFT, _RIGHT = 13.0, A4[0] - 8.0
_WHOLE = _RIGHT - _LEFT
_BOTTOM = A4[1] - 12.0
_ROW, _HEAD_ROW, _FACT_ROW = 10.2, 11.0, 10.4
_ITEM = N_("Item")
_FOOT = HEIGHT + 20.0
"""What the end of the last page needs: remarks, signatures, who printed it."""


@dataclass(frozen=True, slots=True)
class PaperColumn:
    """A column of figures: its name as a message, and whether it is filled in by hand.

    A wide one holds packs, as in “40 × 50 kg + 14.3 kg”.
    """

    name: str
    by_hand: bool = False
    wide: bool = False


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One lot: what it is, what stands on the pile, and a figure for each column."""

    item: str
    item_other: str
    lot: str
    figures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoodsPaper:
    """What stands on a document.  ``title``, names of facts, columns and signers are messages."""

    camp: str
    title: str
    number: str
    day: str
    facts: tuple[tuple[str, str], ...]
    columns: tuple[PaperColumn, ...]
    lines: tuple[PaperLine, ...]
    remarks: tuple[str, ...]
    signers: tuple[str, ...]
    printed_by: str
    printed_at: datetime
    stamp: str = ""
    demonstration: bool = False


def write_goods_paper(
    out: BinaryIO, paper: GoodsPaper, *, words: Words, other: Words | None = None
) -> int:
    """Write the document as a PDF of as many A4 pages as it needs; return how many."""
    about = About(f"{words(paper.title)} {paper.number}", one_line(paper.camp), words.language)
    with Pages(out, A4, about) as pages:
        sheets = _divided(paper)
        for n, lines in enumerate(sheets, start=1):
            pen = Pen(pages, right_to_left=words.right_to_left)
            form = _Form(pen, paper, words, other)
            form.head()
            y = form.table(lines, form.facts() if n == 1 else 42.0)
            last = n == len(sheets)
            form.foot(y if last else None, words("{n} of {all}", n=n, all=len(sheets)))
            pages.end_page()
    return len(sheets)


def _divided(paper: GoodsPaper) -> list[Sequence[PaperLine]]:
    """Return the lines of each page; the last page has room for the signatures."""
    facts = -(-len(paper.facts) // 2) * _FACT_ROW
    foot = _FOOT + 5 * len(paper.remarks)
    sheets: list[Sequence[PaperLine]] = []
    rest, top = list(paper.lines), 44.0 + facts
    while True:
        room = _BOTTOM - top - _HEAD_ROW
        if len(rest) * _ROW <= room - foot:
            return [*sheets, rest]
        fits = int(room // _ROW)
        cut = min(fits, len(rest) - 1) if len(rest) > 1 else fits
        sheets.append(rest[:cut])
        rest, top = rest[cut:], 42.0


class _Form:
    """Draws the parts of a page, each with its names in both languages."""

    def __init__(self, pen: Pen, paper: GoodsPaper, words: Words, other: Words | None) -> None:
        self._pen, self._paper, self._words, self._other = pen, paper, words, other
        turned = other is not None and other.right_to_left
        self._reading = Reading.RIGHT_TO_LEFT if turned else Reading.LEFT_TO_RIGHT

    def head(self) -> None:
        pen, paper, words = self._pen, self._paper, self._words
        if paper.demonstration:
            draw_band(pen, words, self._other, left=_LEFT, right=_RIGHT)
        pen.text(_LEFT, 23, words(paper.title), Type(19, bold=True), width=_WHOLE * 0.6)
        if self._other:
            pen.text(
                _LEFT, 29.6, self._other(paper.title), Type(12, bold=True), width=_WHOLE * 0.55,
                reading=self._reading,
            )  # fmt: skip
        pen.text(
            _RIGHT, 22.4, paper.number, Type(16, bold=True), align=Align.END, width=_WHOLE * 0.38,
            reading=Reading.LEFT_TO_RIGHT,
        )  # fmt: skip
        place = " · ".join(isolated(one_line(each)) for each in (paper.camp, paper.day) if each)
        pen.text(_RIGHT, 29.6, place, Type(10.5), align=Align.END, width=_WHOLE * 0.43)
        if paper.stamp:
            pen.text(
                (_LEFT + _RIGHT) / 2 + 12, 36.6, paper.stamp, Type(10, bold=True),
                align=Align.CENTRE, width=_WHOLE * 0.7,
            )  # fmt: skip
        pen.across(_LEFT, 32.0, _RIGHT, rule=1.8)

    def facts(self) -> float:
        """Draw names and values two by two; return where the table begins."""
        half = _WHOLE / 2
        top = 38.0 if self._paper.stamp else 34.0
        for nth, (name, value) in enumerate(self._paper.facts):
            x, y = _LEFT + half * (nth % 2), top + _FACT_ROW * (nth // 2)
            self._names(x, x + half - 6, y + 4.2, name)
            self._pen.text(
                x, y + 8.8, one_line(value) or "…" * 14, Type(10.5, bold=bool(value)),
                width=half - 6, reading=Reading.OWN if value else Reading.PAGE,
            )  # fmt: skip
        return top + _FACT_ROW * -(-len(self._paper.facts) // 2) + 4

    def table(self, lines: Sequence[PaperLine], y: float) -> float:
        """Draw the lines; return where they end."""
        pen, paper = self._pen, self._paper
        ends = self._ends()
        first = ends[0] if ends else _WHOLE
        pen.rect(_LEFT, y, _WHOLE, _HEAD_ROW, fill=HEAD)
        self._heads(_LEFT + 2, y, first - 4, _ITEM, Align.START)
        for nth, column in enumerate(paper.columns):
            right, wide = _LEFT + ends[nth + 1] - 1.6, ends[nth + 1] - ends[nth] - 2.4
            self._heads(right, y, wide, column.name, Align.END)
        for nth, line in enumerate(lines):
            top = y + _HEAD_ROW + nth * _ROW
            self._item(line, top, first)
            for place, figure in enumerate(line.figures):
                pen.text(
                    _LEFT + ends[place + 1] - 1.6, top + 6.3, figure, Type(9.6, bold=True),
                    align=Align.END, width=ends[place + 1] - ends[place] - 2.4,
                )  # fmt: skip
            pen.across(_LEFT, top + _ROW, _RIGHT, rule=0.25)
        end = y + _HEAD_ROW + len(lines) * _ROW
        for nth, column in enumerate(paper.columns):
            if column.by_hand:
                pen.down(_LEFT + ends[nth], y, end)
        pen.across(_LEFT, end, _RIGHT, rule=0.7)
        return end

    def _ends(self) -> list[float]:
        """Return where the columns of figures begin, and where the last one ends, in mm."""
        columns = self._paper.columns
        usual = 20.5 if len(columns) > 3 else 29.0  # noqa: PLR2004  many columns are narrow
        widths = [usual * 1.55 if column.wide else usual for column in columns]
        ends = [_WHOLE - sum(widths)]
        for width in widths:
            ends.append(ends[-1] + width)
        return ends

    def foot(self, y: float | None, page: str) -> None:
        """Draw remarks and signatures where the lines end, and the page's number at the bottom."""
        pen, paper, words = self._pen, self._paper, self._words
        if y is not None:
            for nth, remark in enumerate(paper.remarks):
                pen.text(_LEFT, y + 6 + 5 * nth, remark, Type(9.4), width=_WHOLE)
            y += 5 * len(paper.remarks)
            signers = [self._signer(each) for each in paper.signers]
            draw_signatures(pen, words, signers, left=_LEFT, right=_RIGHT, top=y + 7)
        printed = words(
            "Printed by {officer} on {time}",
            officer=isolated(paper.printed_by),
            time=isolated(f"{paper.printed_at:%Y-%m-%d %H:%M}"),
        )
        pen.text(_LEFT, _BOTTOM + 4, printed, Type(7.5), width=_WHOLE * 0.7)
        pen.text(_RIGHT, _BOTTOM + 4, page, Type(7.5), align=Align.END)

    def _signer(self, name: str) -> str:
        said = self._words(name)
        return f"{said} · {isolated(self._other(name))}" if self._other else said

    def _item(self, line: PaperLine, top: float, width: float) -> None:
        pen = self._pen
        wide = pen.text(
            _LEFT + 2, top + 3.9, one_line(line.item), Type(10, bold=True), width=width * 0.6
        )
        if line.item_other:
            pen.text(
                _LEFT + width - 3, top + 3.9, one_line(line.item_other), Type(8.6),
                align=Align.END, width=max(8.0, width - wide - 8), reading=self._reading,
            )  # fmt: skip
        self._lot(line.lot, top, width - 4)

    def _lot(self, lot: str, top: float, width: float) -> None:
        """Draw what stands on the pile; where it is long, on two lines that can still be read."""
        pen, usual, small = self._pen, Type(7.6), Type(6.4)
        if pen.measure(lot, usual) <= width:
            pen.text(_LEFT + 2, top + 8.5, lot, usual, width=width)
            return
        for nth, part in enumerate(pen.two_lines(lot, small, width, Reading.PAGE)):
            pen.text(_LEFT + 2, top + 7.1 + 2.3 * nth, part, small, width=width)

    def _heads(self, x: float, y: float, width: float, name: str, align: Align) -> None:
        pen = self._pen
        pen.text(x, y + 4.6, self._words(name), Type(8.4, bold=True), align=align, width=width)
        if self._other:
            pen.text(
                x, y + 9, self._other(name), Type(7.4), align=align, width=width,
                reading=self._reading,
            )  # fmt: skip

    def _names(self, left: float, right: float, y: float, name: str) -> None:
        kind = Type(7.2)
        wide = self._pen.text(left, y, self._words(name), kind, width=(right - left) * 0.6)
        if self._other:
            self._pen.text(
                left + wide + 2.5, y, self._other(name), kind, width=right - left - wide - 2.5,
                reading=self._reading,
            )  # fmt: skip
