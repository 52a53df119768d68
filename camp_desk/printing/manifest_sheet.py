"""The control sheet of a bus: its counts, and a row for each household, empty or filled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from camp_desk.domain import tokens
from camp_desk.domain.cards import written
from camp_desk.domain.registration import BANDS, Counts
from camp_desk.domain.words import Words
from camp_desk.printing.demonstration import draw_band
from camp_desk.printing.pages import A4_ACROSS, About, Pages
from camp_desk.printing.pen import HEAD, ZEBRA, Align, Pen, Reading, Type
from camp_desk.printing.signatures import draw_signatures
from camp_desk.printing.text import isolated, one_line

ROWS = 13
"""Households on one page: rows that a pen can write in."""

_LEFT, _RIGHT = 10.0, A4_ACROSS[0] - 10.0
_TOP = 48.0
_HEAD_ROW, _ROW = 11.0, 8.6
_LABEL = Type(6.8)
_BAND = 9.2
_AGES = len(BANDS)


@dataclass(frozen=True, slots=True)
class ManifestHeading:
    """What the head of the sheet says; empty parts are lines to write on."""

    camp: str
    leaving: bool
    number: int
    plate: str
    on_foot: bool
    driver: str
    checkpoint: str
    at: datetime
    total: int | None
    counts: Counts | None
    destination: str
    difference: str
    registered: int
    printed_by: str
    printed_at: datetime
    demonstration: bool = False


@dataclass(frozen=True, slots=True)
class ManifestRow:
    """One household; ``who`` is everybody by sex and age."""

    card: int
    token: str
    head: str
    origin: str
    size: int
    who: Counts


def write_manifest(
    out: BinaryIO,
    heading: ManifestHeading,
    rows: Sequence[ManifestRow],
    *,
    words: Words,
    other: Words | None = None,
) -> int:
    """Write a manifest as a PDF of A4 pages on their side; return how many.

    After the households that are there, what is left of the page is free to be written in.
    """
    about = About(_title(heading, words), one_line(heading.camp), words.language)
    total = max(1, -(-len(rows) // ROWS))
    with Pages(out, A4_ACROSS, about) as pages:
        pen = Pen(pages, right_to_left=words.right_to_left)
        sheet = _Sheet(pen, words, other)
        for page in range(total):
            if heading.demonstration:
                draw_band(pen, words, other, left=_LEFT, right=_RIGHT, top=4, height=4.6)
            sheet.head(heading, f"{page + 1} / {total}")
            here = rows[page * ROWS : (page + 1) * ROWS]
            sheet.table(here, page * ROWS)
            sheet.foot(heading, rows if page == total - 1 else ())
            pages.end_page()
    return total


def _title(heading: ManifestHeading, words: Words) -> str:
    return words("Departure manifest") if heading.leaving else words("Arrival manifest")


class _Sheet:
    """Draws one page, each label in both languages."""

    def __init__(self, pen: Pen, words: Words, other: Words | None) -> None:
        self._pen, self._words, self._other = pen, words, other
        turned = bool(other and other.right_to_left)
        self._reading = Reading.RIGHT_TO_LEFT if turned else Reading.LEFT_TO_RIGHT
        self._columns = list(_columns(words, other))

    def head(self, heading: ManifestHeading, page: str) -> None:
        pen, words = self._pen, self._words
        pen.text(_LEFT, 17, one_line(heading.camp), Type(15, bold=True), width=110,
                 reading=Reading.OWN)  # fmt: skip
        wide = pen.text(_LEFT, 23.4, _title(heading, words), Type(11.5, bold=True), width=70)
        if self._other:
            pen.text(_LEFT + wide + 4, 23.4, _title(heading, self._other), Type(10),
                     width=110 - wide, reading=self._reading)  # fmt: skip
        pen.text(_RIGHT, 18.4, str(heading.number), Type(21, bold=True), align=Align.END,
                 reading=Reading.LEFT_TO_RIGHT)  # fmt: skip
        sheet = words("Sheet {page}", page=isolated(page))
        pen.text(_RIGHT, 23.4, sheet, Type(8.4), align=Align.END)
        pen.across(_LEFT, 26, _RIGHT, rule=1.6)
        plate = words("on foot") if heading.on_foot else one_line(heading.plate)
        left, each = _LEFT, (_RIGHT - _LEFT) / 6
        counted = "" if heading.total is None else str(heading.total)
        for label, value in (
            ("plate", plate),
            ("driver", one_line(heading.driver)),
            ("checkpoint", one_line(heading.checkpoint)),
            ("time", f"{heading.at:%Y-%m-%d %H:%M}"),
            ("to", one_line(heading.destination)),
            ("total", counted),
        ):
            self._field(left, each - 3, label, value)
            left += each
        self._counted(heading.counts)

    def _field(self, left: float, room: float, label: str, value: str) -> None:
        pen = self._pen
        wide = pen.text(left, 30, _said(label, self._words), _LABEL, width=room * 0.55)
        if self._other:
            pen.text(
                left + room, 30, _said(label, self._other), _LABEL, align=Align.END,
                width=room - wide - 2, reading=self._reading,
            )  # fmt: skip
        pen.text(left, 36, value, Type(11, bold=True), width=room, reading=Reading.OWN)
        pen.across(left, 38, left + room)

    def _counted(self, counts: Counts | None) -> None:
        """Write the counts of the whole bus by sex and age, or leave room for them."""
        pen, words = self._pen, self._words
        x, y = _LEFT, 43.6
        label = words("The whole bus by sex and age:")
        x += pen.text(x, y, label, _LABEL, width=60) + 3
        for sex, numbers in (
            (words("F"), counts.female if counts else (None,) * _AGES),
            (words("M"), counts.male if counts else (None,) * _AGES),
        ):
            for band, number in zip(_bands(), numbers, strict=True):
                name = f"{sex} {isolated(band)}"
                x += pen.text(x, y, name, _LABEL) + 1
                if number is None:
                    pen.across(x, y + 0.6, x + 9)
                else:
                    pen.text(x + 4, y, str(number), Type(9, bold=True), align=Align.CENTRE)
                x += 11

    def table(self, rows: Sequence[ManifestRow], before: int) -> None:
        pen = self._pen
        pen.rect(_LEFT, _TOP, _RIGHT - _LEFT, _HEAD_ROW, fill=HEAD)
        for column in self._columns:
            middle = column.left + column.width / 2
            texts = [column.label] if column.other in {"", column.label} else [
                column.label, column.other,
            ]  # fmt: skip
            for nth, text in enumerate(texts):
                y = _TOP + (6.8 if len(texts) == 1 else 4.6 + 4.2 * nth)
                pen.text(
                    middle, y, text, Type(7.4 - nth, bold=not nth), align=Align.CENTRE,
                    width=column.width - 1.4, reading=Reading.OWN,
                )  # fmt: skip
        for nth in range(ROWS):
            y = _TOP + _HEAD_ROW + nth * _ROW
            if nth % 2:
                pen.rect(_LEFT, y, _RIGHT - _LEFT, _ROW, fill=ZEBRA)
            values = _values(rows[nth]) if nth < len(rows) else ()
            self._row(y, (str(before + nth + 1), *values))
            pen.across(_LEFT, y + _ROW, _RIGHT)
        bottom = _TOP + _HEAD_ROW + ROWS * _ROW
        for column in self._columns:
            pen.down(column.left, _TOP, bottom)
        pen.down(_RIGHT, _TOP, bottom)

    def _row(self, y: float, values: Sequence[str]) -> None:
        pen = self._pen
        for column, value in zip(self._columns, values, strict=False):
            if column.text:
                pen.text(
                    column.left + 1.4, y + 5.8, value, Type(9.4), width=column.width - 2.6,
                    reading=Reading.OWN,
                )  # fmt: skip
            else:
                pen.text(
                    column.left + column.width / 2, y + 5.8, value, Type(9.4, column.bold),
                    align=Align.CENTRE, width=column.width - 1.2, reading=Reading.LEFT_TO_RIGHT,
                )  # fmt: skip

    def foot(self, heading: ManifestHeading, rows: Sequence[ManifestRow]) -> None:
        pen, words = self._pen, self._words
        y = _TOP + _HEAD_ROW + ROWS * _ROW + 4.6
        if rows:
            said = words.plural(
                "{n} household", "{n} households", len(rows)
            ) + " · " + words.plural("{n} person", "{n} people", heading.registered)  # fmt: skip
            if heading.difference:
                why = words("Difference: {reason}.", reason=isolated(one_line(heading.difference)))
                said = f"{said} · {why}"
            pen.text(_LEFT, y, said, Type(9.4, bold=True), width=_RIGHT - _LEFT - 90)
        printed = words(
            "Printed by {officer} on {time}",
            officer=isolated(heading.printed_by),
            time=isolated(f"{heading.printed_at:%Y-%m-%d %H:%M}"),
        )
        pen.text(_RIGHT, y, printed, Type(7), align=Align.END, width=86)
        signers = (words("Registrar"), words("Driver"), words("Checkpoint or next camp"))
        draw_signatures(pen, words, signers, left=_LEFT, right=_RIGHT, top=y + 2)


@dataclass(frozen=True, slots=True)
class _Column:
    left: float
    width: float
    label: str
    other: str
    text: bool = False
    bold: bool = False


def _columns(words: Words, other: Words | None) -> Iterator[_Column]:
    """Yield the columns from the side where reading starts."""
    fixed = 9.0 + 30.0 + 33.0 + 12.0 + 2 * _AGES * _BAND + 15.0
    free = _RIGHT - _LEFT - fixed
    left = _LEFT
    spoken = [words, *([other] if other else [])]

    def both(label: str) -> tuple[str, str]:
        said = [_said(label, each) for each in spoken]
        return said[0], said[-1] if len(said) > 1 else ""

    bands = [(f"{_said(sex, words)} {isolated(band)}", "") for sex in "FM" for band in _bands()]
    for width, (label, second), text, bold in (
        (9.0, ("#", ""), False, False),
        (30.0, both("token"), False, False),
        (free * 0.62, both("head"), True, False),
        (free * 0.38, both("origin"), True, False),
        (12.0, both("size"), False, True),
        *((_BAND, band, False, False) for band in bands),
        (33.0, both("card"), False, False),
        (15.0, both("urgent"), False, False),
    ):
        yield _Column(left, width, label, second, text, bold)
        left += width


def _bands() -> list[str]:
    return [f"{low}+" if low == BANDS[-1][0] else f"{low}–{high}" for low, high in BANDS]


def _values(row: ManifestRow) -> tuple[str, ...]:
    numbers = (str(n) if n else "" for n in (*row.who.female, *row.who.male))
    return (
        row.token, one_line(row.head), one_line(row.origin), str(row.size), *numbers,
        written(row.card),
    )  # fmt: skip


def token_said(numbers: Sequence[int]) -> str:
    """Return the first of a household's strips, and how many more there are."""
    if not numbers:
        return ""
    more = f" +{len(numbers) - 1}" if len(numbers) > 1 else ""
    return tokens.written(numbers[0]) + more


def _said(label: str, words: Words) -> str:
    return {
        "plate": words("Plate"),
        "driver": words("Driver"),
        "checkpoint": words("Checkpoint"),
        "time": words("Date and time"),
        "to": words("Going to"),
        "total": words("People in all"),
        "token": words("Token"),
        "head": words("Head, three names"),
        "origin": words("Origin"),
        "size": words("All"),
        "card": words("Card number"),
        "urgent": words("Urgent"),
        "F": words("F"),
        "M": words("M"),
    }[label]
