"""How the stock of one item went, and how it will go at today's use."""

from __future__ import annotations

from dataclasses import dataclass

from camp_desk.domain.words import Words
from camp_desk.ui.charts import Anchor, Chart, Dot, Drawn, Path, Shape, Text, ticks
from camp_desk.ui.direction import isolated
from camp_desk.ui.look import Look


@dataclass(frozen=True, slots=True)
class Forecast:
    """Levels of one item, one a day, in the unit named ("t", "kg", "pieces").

    ``past`` ends with today; ``coming`` begins with today.  ``low`` and ``high`` bound what may
    come, and are as long as ``coming`` or empty.
    """

    past: tuple[float, ...]
    coming: tuple[float, ...]
    unit: str
    low: tuple[float, ...] = ()
    high: tuple[float, ...] = ()
    reorder: float | None = None
    cover: int | None = None
    """The whole days that it lasts, as the table says them; None where nobody counted them."""

    @property
    def empty_at(self) -> int | None:
        """Return the first day of ``coming`` that nothing is left on, or None."""
        return next((day for day, level in enumerate(self.coming) if level <= 0), None)

    @property
    def empty_in(self) -> int | None:
        """Return how many days it lasts, or None if some is left at the end.

        On the day after them something is left, but not enough.
        """
        first = self.empty_at
        return first if first is None or self.cover is None else min(first, self.cover)


def level_chart(
    forecast: Forecast, words: Words, width: float, height: float, scale: float
) -> Drawn:
    """Return past and coming levels at a size in pixels."""
    left, top, right, bottom = 56 * scale, 14 * scale, 14 * scale, 26 * scale
    days = max(1, len(forecast.past) + len(forecast.coming) - 2)
    steps = ticks(max((*forecast.past, *forecast.coming, *forecast.high, forecast.reorder or 0, 1)))
    across, down = width - left - right, height - top - bottom
    today = len(forecast.past) - 1

    def at(day: int, level: float) -> tuple[float, float]:
        share = max(0.0, level) / (steps[-1] or 1)
        return left + across * day / days, top + down * (1 - share)

    def line(levels: tuple[float, ...], first: int) -> tuple[tuple[float, float], ...]:
        return tuple(at(first + n, level) for n, level in enumerate(levels))

    end, foot = left + across, top + down + 14 * scale
    shapes: list[Shape] = []
    for step in steps:
        y = at(0, step)[1]
        shapes.append(Path(((left, y), (end, y)), "line"))
        marked = isolated(f"{step:,g} {forecast.unit}")
        shapes.append(Text(left - 8, y, marked, size=11, anchor=Anchor.END))
    if forecast.low:
        around = line(forecast.high, today) + line(forecast.low, today)[::-1]
        shapes.append(Path(around, "primary", filled=True))
    shapes.append(Path(line(forecast.past, 0), "primary", 2.2))
    shapes.append(Path(line(forecast.coming, today), "primary", 2.2, dashed=True))
    if forecast.reorder is not None:
        y = at(0, forecast.reorder)[1]
        shapes.append(Path(((left, y), (end, y)), "warn", 1.4, dashed=True))
        shapes.append(Text(left + 6, y - 9 * scale, words("Reorder level"), "warn", 11, 600))
    x = at(today, 0)[0]
    shapes.append(Path(((x, top), (x, top + down)), "faint"))
    shapes.append(Text(x, foot, words("Today"), "text", 11, 600, Anchor.MIDDLE))
    back = words.plural("{n} day ago", "{n} days ago", today)
    on = words.plural("in {n} day", "in {n} days", len(forecast.coming) - 1)
    if today > days / 4:
        shapes.append(Text(left, foot, back, size=11))
    shapes.append(Text(end, foot, on, size=11, anchor=Anchor.END))
    if (empty := forecast.empty_in) is not None:
        x, y = at(today + (forecast.empty_at or 0), 0)
        says = words.plural("Empty in {n} day", "Empty in {n} days", empty)
        shapes.append(Path(((x, top + 14 * scale), (x, y)), "danger", dashed=True))
        shapes.append(Dot(x, y, "danger", 6 * scale))
        beside, anchor = (x + 4, Anchor.START) if x < end - 96 * scale else (end, Anchor.END)
        shapes.append(Text(beside, top + 4 * scale, says, "danger", 12, 600, anchor))
    return Drawn(tuple(shapes), _said(forecast, words))


def _said(forecast: Forecast, words: Words) -> str:
    now = forecast.past[-1] if forecast.past else 0
    sentence = words("Now {level}.", level=isolated(f"{now:,g} {forecast.unit}"))
    empty = forecast.empty_in
    if empty is None:
        return sentence
    return f"{sentence} " + words.plural("Empty in {n} day", "Empty in {n} days", empty)


class ForecastChart(Chart):
    """Shows a forecast; nothing before there is one."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, look.words("Stock level and forecast"))
        self._forecast: Forecast | None = None

    def show_forecast(self, forecast: Forecast | None) -> None:
        """Show this forecast, or nothing."""
        self._forecast = forecast
        self.refresh()

    def drawn(self, width: float, height: float, scale: float) -> Drawn:
        """Return the chart at a size."""
        if self._forecast is None or not self._forecast.past:
            return Drawn((), "")
        return level_chart(self._forecast, self.look.words, width, height, scale)
