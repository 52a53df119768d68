"""How the stock of one item went, and how it will go at today's use."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from camp_desk.domain.words import Words
from camp_desk.ui.charts import Anchor, Chart, Dot, Drawn, Path, Shape, Text, ticks
from camp_desk.ui.direction import isolated
from camp_desk.ui.look import Look


@dataclass(frozen=True, slots=True)
class Mark:
    """A delivery that is expected in so many days: how much, and how sure, in a word and a tone."""

    day: int
    quantity: str
    likelihood: str
    tone: str


@dataclass(frozen=True, slots=True)
class Forecast:
    """Levels of one item, one a day, in the unit named ("t", "kg", "pieces").

    ``past`` ends with today; ``coming`` begins with today and counts with what is sure.  ``low``
    and ``high`` bound what may come, and are as long as ``coming`` or empty.
    """

    past: tuple[float, ...]
    coming: tuple[float, ...]
    unit: str
    low: tuple[float, ...] = ()
    high: tuple[float, ...] = ()
    reorder: float | None = None
    cover: int | None = None
    """The first day that has not enough; None where nobody counted it, or none has too little."""
    marks: tuple[Mark, ...] = ()

    @property
    def empty_in(self) -> int | None:
        """Return in how many days there is not enough, or None if there is to the end.

        On that day something may be left, but not enough.
        """
        if self.cover is not None:
            return self.cover if self.cover < len(self.coming) else None
        return next((day for day, level in enumerate(self.coming) if level <= 0), None)


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
    for row, mark in enumerate(forecast.marks):
        foot_of, head = at(today + mark.day, 0), top + (20 + 14 * (row % _ROWS)) * scale
        shapes += _marked(mark, foot_of, head, end - 96 * scale)
    x = at(today, 0)[0]
    shapes.append(Path(((x, top), (x, top + down)), "faint"))
    shapes.append(Text(x, foot, words("Today"), "text", 11, 600, Anchor.MIDDLE))
    back = words.plural("{n} day ago", "{n} days ago", today)
    on = words.plural("in {n} day", "in {n} days", len(forecast.coming) - 1)
    if today > days / 4:
        shapes.append(Text(left, foot, back, size=11))
    shapes.append(Text(end, foot, on, size=11, anchor=Anchor.END))
    if (empty := forecast.empty_in) is not None:
        x, y = at(today + empty, 0)
        says = words.plural("Empty in {n} day", "Empty in {n} days", empty)
        shapes.append(Path(((x, top + 14 * scale), (x, y)), "danger", dashed=True))
        shapes.append(Dot(x, y, "danger", 6 * scale))
        beside, anchor = (x + 4, Anchor.START) if x < end - 96 * scale else (end, Anchor.END)
        shapes.append(Text(beside, top + 4 * scale, says, "danger", 12, 600, anchor))
    return Drawn(tuple(shapes), _said(forecast, words))


_ROWS = 4
"""Lines below one another for the names of deliveries."""


def _marked(mark: Mark, foot: tuple[float, float], head: float, turns_at: float) -> Iterator[Shape]:
    """Yield a line at the day of a delivery, whole where it is sure, and beside it what it is."""
    x, y = foot
    yield Path(((x, head), (x, y)), mark.tone, 1.6, dashed=mark.tone != "ok")
    anchor, beside = (Anchor.END, x - 4) if x > turns_at else (Anchor.START, x + 4)
    yield Text(beside, head, f"{mark.quantity} {mark.likelihood}", mark.tone, 11, 600, anchor)


def _said(forecast: Forecast, words: Words) -> str:
    now = forecast.past[-1] if forecast.past else 0
    sentence = words("Now {level}.", level=isolated(f"{now:,g} {forecast.unit}"))
    if (empty := forecast.empty_in) is not None:
        sentence += " " + words.plural("Empty in {n} day", "Empty in {n} days", empty)
    expected = [
        words(
            "{quantity} {likelihood} {days}", quantity=mark.quantity, likelihood=mark.likelihood,
            days=words.plural("in {n} day", "in {n} days", mark.day),
        )
        for mark in forecast.marks
    ]  # fmt: skip
    return ". ".join((sentence, *expected))


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
