"""The reconciliation of a closed list on one page: set aside, handed over, returned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from camp_desk.domain.parcels import counted
from camp_desk.domain.quantities import Unit, exact
from camp_desk.domain.words import Words
from camp_desk.printing.demonstration import draw_band
from camp_desk.printing.pages import A4, About, Pages
from camp_desk.printing.pen import Align, Pen, Type
from camp_desk.printing.signatures import HEIGHT, draw_signatures
from camp_desk.printing.text import isolated, one_line

_LEFT, _RIGHT = 13.0, A4[0] - 13.0
_ROW = 8.0
_COLUMNS = (94.0, 126.0, 158.0, _RIGHT - 2)
"""Where the quantities end, in mm."""


@dataclass(frozen=True, slots=True)
class ReconciledLine:
    """One item, in grams or pieces; what does not add up is the difference.

    ``parcel`` is what one parcel holds where all of it is whole and half ones, else 0.
    """

    name: str
    unit: Unit
    set_aside: int
    handed_over: int
    returned: int
    parcel: int = 0

    def said(self, quantity: int, words: Words) -> str:
        """Return a quantity as it was counted: in parcels, or in kg or pieces."""
        if self.parcel:
            return counted(quantity, self.parcel, words)
        return exact(quantity, self.unit, words)

    @property
    def difference(self) -> int:
        """Return what is missing of what was set aside; below zero if there was more."""
        return self.set_aside - self.handed_over - self.returned


@dataclass(frozen=True, slots=True)
class ReconciliationHeading:
    """What stands above the table."""

    camp: str
    list_number: int
    title: str
    days: str
    closed: str
    served: str
    printed_by: str
    printed_at: datetime
    demonstration: bool = False


def write_reconciliation(
    out: BinaryIO,
    heading: ReconciliationHeading,
    lines: Sequence[ReconciledLine],
    *,
    words: Words,
) -> None:
    """Write the page as a PDF."""
    title = words("Reconciliation of list {number}", number=heading.list_number)
    with Pages(out, A4, About(title, one_line(heading.camp), words.language)) as pages:
        pen = Pen(pages, right_to_left=words.right_to_left)
        if heading.demonstration:
            draw_band(pen, words, None, left=_LEFT, right=_RIGHT)
        pen.text(_LEFT, 24, title, Type(20, bold=True), width=_RIGHT - _LEFT)
        below = " · ".join(isolated(each) for each in (heading.camp, heading.title) if each)
        pen.text(_LEFT, 31.5, below, Type(11.5), width=_RIGHT - _LEFT)
        pen.across(_LEFT, 35.0, _RIGHT, rule=1.8)
        for nth, fact in enumerate((heading.days, heading.served, heading.closed)):
            pen.text(_LEFT, 42.0 + 6 * nth, fact, Type(10.5), width=_RIGHT - _LEFT)
        y = _draw_table(pen, lines, words, 62.0)
        signers = (
            words("Distribution officer"),
            words("Storekeeper"),
            words("Community representative"),
        )
        draw_signatures(pen, words, signers, left=_LEFT, right=_RIGHT, top=y + 10)
        printed = words(
            "Printed by {officer} on {time}",
            officer=isolated(heading.printed_by),
            time=isolated(f"{heading.printed_at:%Y-%m-%d %H:%M}"),
        )
        pen.text(_LEFT, y + 10 + HEIGHT + 7, printed, Type(7.5))
        pages.end_page()


def _draw_table(pen: Pen, lines: Sequence[ReconciledLine], words: Words, y: float) -> float:
    heads = (words("Set aside"), words("Handed over"), words("Returned"), words("Difference"))
    pen.rect(_LEFT, y, _RIGHT - _LEFT, _ROW, fill=0.9)
    kind = Type(9, bold=True)
    pen.text(_LEFT + 2, y + 5.4, words("Item"), kind)
    for at, head in zip(_COLUMNS, heads, strict=True):
        pen.text(at, y + 5.4, head, kind, align=Align.END, width=30)
    for line in lines:
        y += _ROW
        pen.text(_LEFT + 2, y + 5.4, line.name, Type(10, bold=True), width=50)
        amounts = (line.set_aside, line.handed_over, line.returned, line.difference)
        for at, amount in zip(_COLUMNS, amounts, strict=True):
            said = isolated(line.said(amount, words)) if amount else "0"
            pen.text(at, y + 5.4, said, Type(10), align=Align.END, width=30)
        pen.across(_LEFT, y + _ROW, _RIGHT, rule=0.25)
    return y + _ROW
