"""Boxes in which people sign."""

from __future__ import annotations

from collections.abc import Sequence

from camp_desk.domain.words import Words
from camp_desk.printing.pen import Pen, Type

HEIGHT = 20.2
"""How high a box is, in mm."""

GAP = 1.6
"""What stays free between boxes and inside of them, in mm."""

_LABEL = Type(6.4)


def draw_signatures(
    pen: Pen, words: Words, signers: Sequence[str], *, left: float, right: float, top: float
) -> None:
    """Draw a box beside another for each who signs: name, signature, date and time."""
    width = (right - left - (len(signers) - 1) * GAP) / len(signers)
    labels = (words("Name"), words("Signature"), words("Date / time"))
    indent = min(16.0, max(pen.measure(label, _LABEL) for label in labels) + 2 * GAP + 1)
    for nth, signer in enumerate(signers):
        x = left + nth * (width + GAP)
        pen.box(x, top, width, HEIGHT)
        pen.text(x + GAP, top + 3.9, signer, Type(7.8, bold=True), width=width - 2 * GAP)
        for row, label in enumerate(labels):
            y = top + 8.4 + row * 5.0
            pen.text(x + GAP, y, label, _LABEL, width=indent - GAP)
            pen.across(x + indent, y + 0.7, x + width - 2)
