"""The transfer slip: what a family takes along, so that the next camp does not feed it twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import BinaryIO

from camp_desk.domain.cards import written
from camp_desk.domain.registration import BANDS, Counts
from camp_desk.domain.words import Words
from camp_desk.printing.demonstration import draw_band
from camp_desk.printing.pages import A5, About, Pages
from camp_desk.printing.pen import HEAD, Align, Pen, Reading, Type
from camp_desk.printing.prose import Prose
from camp_desk.printing.qr import card_encoder
from camp_desk.printing.signatures import draw_signatures
from camp_desk.printing.text import isolated, one_line

_LEFT, _RIGHT = 11.0, A5[0] - 11.0
_CODE = 30.0
_LABEL = Type(7.4)
_GRID_TOP, _GRID_ROW = 116.0, 6.6


@dataclass(frozen=True, slots=True)
class SlipValue:
    """What the slip says.

    ``who`` is everybody who leaves, in numbers by sex and age; ``covered_until`` the last day that
    a ration was handed over for, or none; ``last_ration`` when and on which list, or empty.
    """

    camp: str
    number: int
    issue: int
    code: str
    head: str
    who: Counts
    left_on: date
    destination: str
    reason: str
    last_ration: str
    covered_until: date | None
    printed_by: str
    printed_at: datetime
    demonstration: bool = False
    holds: str = ""
    """What was lent to the household and has not come back."""


def write_slips(
    out: BinaryIO, slips: Sequence[SlipValue], *, words: Words, other: Words | None = None
) -> None:
    """Write slips as a PDF of A5 pages, one for each, in one language or two."""
    about = About(words("Transfer slip"), one_line(slips[0].camp), words.language)
    with Pages(out, A5, about) as pages:
        for slip in slips:
            pen = Pen(pages, right_to_left=words.right_to_left)
            if slip.demonstration:
                draw_band(pen, words, other, left=_LEFT, right=_RIGHT, top=4.5, height=5.6)
            sheet = _Sheet(pen, words, other)
            sheet.title(slip)
            sheet.card(slip)
            sheet.journey(slip)
            sheet.covered(slip)
            sheet.people(slip)
            sheet.foot(slip)
            pages.end_page()


class _Sheet:
    """Draws the parts of the slip, each with its label in both languages."""

    def __init__(self, pen: Pen, words: Words, other: Words | None) -> None:
        self._pen, self._words, self._other = pen, words, other
        self._reading = Reading.PAGE
        if other:
            turned = other.right_to_left
            self._reading = Reading.RIGHT_TO_LEFT if turned else Reading.LEFT_TO_RIGHT

    def title(self, slip: SlipValue) -> None:
        pen, words, other = self._pen, self._words, self._other
        whole = _RIGHT - _LEFT
        pen.text(_LEFT, 19, words("Transfer slip"), Type(17, bold=True), width=whole * 0.58)
        if other:
            pen.text(
                _RIGHT, 19, other("Transfer slip"), Type(12.5, bold=True), align=Align.END,
                width=whole * 0.4, reading=self._reading,
            )  # fmt: skip
        pen.text(_LEFT, 25, one_line(slip.camp), Type(10), width=whole, reading=Reading.OWN)
        pen.across(_LEFT, 28, _RIGHT, rule=1.6)

    def card(self, slip: SlipValue) -> None:
        pen, words = self._pen, self._words
        pen.code(_LEFT + 0.5, 32, _CODE, card_encoder().encode(slip.code))
        left = _LEFT + _CODE + 5
        pen.round_rect(left, 32, _RIGHT - left, 14, fill=HEAD)
        self._label(left + 2.4, _RIGHT - 2.4, 36.2, "number")
        pen.text(
            (left + _RIGHT) / 2, 43.8, written(slip.number), Type(17, bold=True),
            align=Align.CENTRE, reading=Reading.LEFT_TO_RIGHT,
        )  # fmt: skip
        self._label(left, _RIGHT, 50.4, "head")
        pen.text(
            left, 56, one_line(slip.head), Type(11, bold=True), width=_RIGHT - left,
            reading=Reading.OWN,
        )  # fmt: skip
        issue = words("Card issue {issue}", issue=slip.issue)
        pen.text(left, 61.6, issue, Type(8.4), width=_RIGHT - left)

    def journey(self, slip: SlipValue) -> None:
        pen = self._pen
        middle = (_LEFT + _RIGHT) / 2
        pen.across(_LEFT, 65.5, _RIGHT)
        self._label(_LEFT, middle - 3, 69.6, "left")
        day = slip.left_on.isoformat()
        pen.text(_LEFT, 75, day, Type(11, bold=True), reading=Reading.LEFT_TO_RIGHT)
        self._label(middle + 3, _RIGHT, 69.6, "to")
        pen.text(
            middle + 3, 75, one_line(slip.destination), Type(11, bold=True),
            width=_RIGHT - middle - 3, reading=Reading.OWN,
        )  # fmt: skip

    def covered(self, slip: SlipValue) -> None:
        """Draw in a heavy frame until which day the ration lasts: what the next camp must know."""
        pen, words = self._pen, self._words
        pen.box(_LEFT, 80, _RIGHT - _LEFT, 27, rule=1.6)
        self._label(_LEFT + 3, _RIGHT - 3, 85.4, "covered")
        until = slip.covered_until
        said = until.isoformat() if until else words("No ration was handed over here.")
        pen.text(
            (_LEFT + _RIGHT) / 2, 94.4, said, Type(19 if until else 13, bold=True),
            align=Align.CENTRE, width=_RIGHT - _LEFT - 6,
            reading=Reading.LEFT_TO_RIGHT if until else Reading.PAGE,
        )  # fmt: skip
        below = slip.last_ration or words("They can be given a ration from the day of arrival.")
        pen.text(
            (_LEFT + _RIGHT) / 2, 102.6, below, Type(8.6), align=Align.CENTRE,
            width=_RIGHT - _LEFT - 6,
        )  # fmt: skip

    def people(self, slip: SlipValue) -> None:
        pen, words = self._pen, self._words
        total = words("Family size: {n}", n=slip.who.total)
        pen.text(_LEFT, _GRID_TOP - 2.4, total, Type(10, bold=True))
        if self._other:
            pen.text(
                _RIGHT, _GRID_TOP - 2.4, self._other("Family size: {n}", n=slip.who.total),
                Type(8.4), align=Align.END, reading=self._reading,
            )  # fmt: skip
        first = 30.0
        width = (_RIGHT - _LEFT - first) / (len(BANDS) + 1)
        heads = [f"{low}+" if low == BANDS[-1][0] else f"{low}–{high}" for low, high in BANDS]
        self._line(0, (words("Years"), [*heads, words("All")]), first, width)
        for nth, (label, numbers) in enumerate(
            ((words("Female"), slip.who.female), (words("Male"), slip.who.male)), start=1
        ):
            self._line(nth, (label, [*map(str, numbers), str(sum(numbers))]), first, width)
        if slip.who.unknown:
            unknown = words("Age or sex unknown: {n}", n=slip.who.unknown)
            pen.text(_LEFT, _GRID_TOP + 3 * _GRID_ROW + 3.6, unknown, Type(8))
        if slip.holds:
            holds = words("Lent and not given back: {items}", items=one_line(slip.holds))
            pen.text(
                _LEFT, _GRID_TOP + 3 * _GRID_ROW + 7.8, holds, Type(8.6, bold=True),
                width=_RIGHT - _LEFT,
            )  # fmt: skip

    def _line(self, nth: int, cells: tuple[str, list[str]], first: float, width: float) -> None:
        pen, top = self._pen, _GRID_TOP + nth * _GRID_ROW
        bold = nth == 0
        label, values = cells
        if bold:
            pen.rect(_LEFT, top, _RIGHT - _LEFT, _GRID_ROW, fill=HEAD)
        pen.text(_LEFT + 2, top + 4.6, label, Type(8.6, bold), width=first - 3)
        for at, value in enumerate(values):
            last = at == len(values) - 1
            pen.text(
                _LEFT + first + (at + 0.5) * width, top + 4.6, value, Type(9.4, bold or last),
                align=Align.CENTRE, width=width - 1,
                reading=Reading.PAGE if bold and last else Reading.LEFT_TO_RIGHT,
            )  # fmt: skip
        pen.across(_LEFT, top + _GRID_ROW, _RIGHT)

    def foot(self, slip: SlipValue) -> None:
        pen, words, other = self._pen, self._words, self._other
        column = Prose(pen, left=_LEFT, right=_RIGHT, top=146.5)
        column.paragraph(self._rule(words), 8)
        if other:
            second = Prose(
                pen, left=_LEFT, right=_RIGHT, top=column.y, right_to_left=other.right_to_left
            )
            second.paragraph(self._rule(other), 7.6)
        signers = (words("Given by"), words("Received by the family"), words("Receiving camp"))
        draw_signatures(pen, words, signers, left=_LEFT, right=_RIGHT, top=175)
        printed = words(
            "Printed by {officer} on {time}",
            officer=isolated(slip.printed_by),
            time=isolated(f"{slip.printed_at:%Y-%m-%d %H:%M}"),
        )
        if slip.reason:
            reason = words("Reason: {reason}.", reason=isolated(one_line(slip.reason)))
            printed = f"{reason}  {printed}"
        pen.text(_LEFT, 201.5, printed, Type(7), width=_RIGHT - _LEFT)

    def _rule(self, words: Words) -> str:
        return words(
            "The receiving camp registers this family anew and gives the next ration for the days"
            " after the day in the frame. The old card stays with this slip and is void."
        )

    def _label(self, left: float, right: float, y: float, what: str) -> None:
        """Write a label in the page's language, and in the second at the other end."""
        room = (right - left) * (0.5 if self._other else 1.0)
        wide = self._pen.text(left, y, _label(what, self._words), _LABEL, width=room)
        if self._other:
            self._pen.text(
                right, y, _label(what, self._other), _LABEL, align=Align.END,
                width=right - left - wide - 2, reading=self._reading,
            )  # fmt: skip


def _label(what: str, words: Words) -> str:
    return {
        "number": words("Card number"),
        "head": words("Head of household"),
        "left": words("Left on"),
        "to": words("Going to"),
        "covered": words("The ration lasts until the end of"),
    }[what]
