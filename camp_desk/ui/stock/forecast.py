"""How the stock of one item went, and how it will go at today's use."""

from __future__ import annotations

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
    notes = _notes(forecast, words)
    rows = _laid_out(notes, forecast, width - (_LEFT + _RIGHT) * scale, scale)
    lines = min(max(rows, default=0) + 1, max(1, int(height / (_TALL * scale))))
    left, top = _LEFT * scale, (14 + _LINE * (lines - 1)) * scale
    days = max(1, len(forecast.past) + len(forecast.coming) - 2)
    steps = ticks(max((*forecast.past, *forecast.coming, *forecast.high, forecast.reorder or 0, 1)))
    across, down = width - left - _RIGHT * scale, height - top - 26 * scale
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
    if today > days / 4:
        back = words.plural("{n} day ago", "{n} days ago", today)
        shapes.append(Text(left, foot, back, size=11))
    on = words.plural("in {n} day", "in {n} days", len(forecast.coming) - 1)
    shapes.append(Text(end, foot, on, size=11, anchor=Anchor.END))
    for note, row in zip(notes, rows, strict=True):
        x, y = at(today + note.day, 0)
        shapes.append(Path(((x, top), (x, y)), note.tone, 1.6, dashed=note.tone != "ok"))
        if row < lines:
            shapes.append(note.written(x, (6 + _LINE * row) * scale))
    if (empty := forecast.empty_in) is not None:
        shapes.append(Dot(*at(today + empty, 0), "danger", 6 * scale))
    return Drawn(tuple(shapes), _said(forecast, words))


_LEFT, _RIGHT = 56, 14
_LINE, _TALL = 14, 60
"""Height of a line above the chart, and the height of a chart that spares one."""
_LETTER, _APART = 5.3, 6
"""The usual width of a letter, and the room between two notes."""
_UNSEEN = "\u2066\u2068\u2069"


@dataclass
class _Note:
    """A text above the chart with a line down to its day; one that is turned ends there."""

    day: int
    text: str
    tone: str
    size: int = 11
    turned: bool = False

    @property
    def width(self) -> float:
        """Return about how wide it is, in pixels at 100 %."""
        letters = sum(letter not in _UNSEEN for letter in self.text)
        return letters * _LETTER * self.size / 11 + _APART

    def written(self, x: float, y: float) -> Text:
        """Return the text beside the line of its day."""
        anchor, beside = (Anchor.END, x - 4) if self.turned else (Anchor.START, x + 4)
        return Text(beside, y, self.text, self.tone, self.size, 600, anchor)


def _notes(forecast: Forecast, words: Words) -> list[_Note]:
    """Return what is written above the chart, the day on which it is empty first."""
    notes = [
        _Note(mark.day, isolated(f"{mark.quantity} {mark.likelihood}"), mark.tone)
        for mark in forecast.marks
    ]
    if (empty := forecast.empty_in) is not None:
        says = words.plural("Empty in {n} day", "Empty in {n} days", empty)
        notes.insert(0, _Note(empty, says, "danger", 12))
    return notes


def _laid_out(notes: list[_Note], forecast: Forecast, across: float, scale: float) -> list[int]:
    """Return the line of each note, so that none lies on another; turn those near the edge."""
    taken: list[list[tuple[float, float]]] = []
    rows = []
    days = max(1, len(forecast.past) + len(forecast.coming) - 2)
    for note in notes:
        x = across * (len(forecast.past) - 1 + note.day) / days
        wide = note.width * scale
        note.turned = x + wide > across
        begin, end = (x - wide, x) if note.turned else (x, x + wide)
        row = next(
            (n for n, spans in enumerate(taken)
             if all(end <= other or begin >= beyond for other, beyond in spans)),
            len(taken),
        )  # fmt: skip
        if row == len(taken):
            taken.append([])
        taken[row].append((begin, end))
        rows.append(row)
    return rows


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
