"""The population pyramid: who is fed, by sex and UNHCR's age brackets."""

from __future__ import annotations

from camp_desk.domain.registration import BANDS, Counts
from camp_desk.domain.words import Words
from camp_desk.ui.charts import Anchor, Box, Chart, Drawn, Shape, Text
from camp_desk.ui.look import Look


def pyramid(counts: Counts, words: Words, width: float, height: float, scale: float) -> Drawn:
    """Return the pyramid at a size in pixels, the oldest above, the unknown below."""
    middle, top, beside = 56 * scale, 26 * scale, 52 * scale
    side = (width - middle) / 2
    row = (height - top) / (len(BANDS) + 1)
    total = counts.total or 1
    most = max(*counts.female, *counts.male, 1)
    females, males = sum(counts.female), sum(counts.male)
    shapes: list[Shape] = [
        Text(side, top / 2, f"{words('Female')}  {females:,}", "female", 12, 600, Anchor.END),
        Text(side + middle, top / 2, f"{words('Male')}  {males:,}", "male", 12, 600),
    ]
    bars = zip(reversed(BANDS), reversed(counts.female), reversed(counts.male), strict=True)
    for at, ((first, last), female, male) in enumerate(bars):
        y = top + at * row
        thick = max(4.0, row - 6 * scale)
        left, right = ((side - beside) * number / most for number in (female, male))
        centre = y + row / 2
        name = f"{first}+" if last == BANDS[-1][1] else f"{first}–{last}"
        shapes += [
            Box(side - left, centre - thick / 2, left, thick, "female"),
            Box(side + middle, centre - thick / 2, right, thick, "male"),
            Text(side + middle / 2, centre, name, "muted", 12, 500, Anchor.MIDDLE),
            Text(side - left - 5, centre, _percent(female, total), "muted", 11, 400, Anchor.END),
            Text(side + middle + right + 5, centre, _percent(male, total), "muted", 11),
        ]
    unknown = words("Age or sex unknown: {number}", number=f"{counts.unknown:,}")
    shapes.append(Text(width / 2, height - row / 2, unknown, "muted", 12, 500, Anchor.MIDDLE))
    return Drawn(tuple(shapes), _said(counts, words))


def _percent(number: int, total: int) -> str:
    return f"{100 * number / total:.1f} %"


def _said(counts: Counts, words: Words) -> str:
    bands = zip(BANDS, counts.female, counts.male, strict=True)
    parts = [
        words("{first} to {last}: {female} female, {male} male", first=first, last=last,
              female=female, male=male)
        for (first, last), female, male in bands
    ]  # fmt: skip
    parts.append(words("Age or sex unknown: {number}", number=counts.unknown))
    parts.append(words("total {number}", number=counts.total))
    return "; ".join(parts)


class Pyramid(Chart):
    """Shows counts by sex and age bracket."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, look.words("Population pyramid"))
        self._counts = Counts()

    def show_counts(self, counts: Counts) -> None:
        """Show these people."""
        self._counts = counts
        self.refresh()

    def drawn(self, width: float, height: float, scale: float) -> Drawn:
        """Return the pyramid at a size."""
        return pyramid(self._counts, self.look.words, width, height, scale)
