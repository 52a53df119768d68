"""What tells the paper of a practice camp from the real thing."""

from __future__ import annotations

from camp_desk.domain.words import N_, Words
from camp_desk.printing.pen import BLACK, WHITE, Align, Pen, Reading, Type

_WORD = N_("DEMONSTRATION")
_SHADE = 0.89
"""Light enough for black print on it, dark enough for a photocopy."""

_LARGEST = 110.0


def demonstration_words(words: Words, other: Words | None) -> list[str]:
    """Return the word in English and in the paper's languages, each once."""
    spoken = (words, *([other] if other else []), Words())
    return list(dict.fromkeys(each(_WORD) for each in spoken))


def draw_band(
    pen: Pen,
    words: Words,
    other: Words | None,
    *,
    left: float,
    right: float,
    top: float = 6.0,
    height: float = 7.0,
) -> None:
    """Draw a black band with the word in white in each language; measures in mm."""
    pen.rect(left, top, right - left, height, fill=BLACK)
    labels = demonstration_words(words, other)
    share = (right - left) / len(labels)
    kind = Type(height * 2.15, bold=True)
    with pen.shaded(WHITE):
        for nth, label in enumerate(labels):
            x, y = left + (nth + 0.5) * share, top + height * 0.745
            pen.text(x, y, label, kind, align=Align.CENTRE, width=share - 4, reading=Reading.OWN)


def draw_watermark(
    pen: Pen, words: Words, *, left: float, right: float, top: float, bottom: float
) -> None:
    """Draw the word in huge pale letters, to be printed over; measures in mm."""
    labels = demonstration_words(words, None)
    share = (bottom - top) / len(labels)
    with pen.shaded(_SHADE):
        for nth, label in enumerate(labels):
            fitting = 0.88 * (right - left) / pen.measure(label, Type(1, bold=True), Reading.OWN)
            kind = Type(min(fitting, _LARGEST), bold=True)
            x, y = (left + right) / 2, top + (nth + 0.5) * share + kind.size * 0.12
            pen.text(x, y, label, kind, align=Align.CENTRE, reading=Reading.OWN)
