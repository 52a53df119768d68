"""Charts: what they are made of and what they say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from camp_desk.domain.registration import Counts
from camp_desk.domain.words import Words
from camp_desk.ui.charts import Anchor, Box, Dot, Text, ticks
from camp_desk.ui.look import Look
from camp_desk.ui.population import Pyramid, pyramid
from camp_desk.ui.stock.forecast import Forecast, ForecastChart, Mark, level_chart

COUNTS = Counts((10, 20, 5, 40, 3), (12, 18, 6, 35, 1), 4)


def test_the_pyramid_has_two_bars_for_each_bracket_and_names_the_unknown() -> None:
    drawn = pyramid(COUNTS, Words(), 400, 300, 1)
    bars = [shape for shape in drawn.shapes if isinstance(shape, Box)]
    texts = [shape.text for shape in drawn.shapes if isinstance(shape, Text)]
    assert len(bars) == 10
    assert "Age or sex unknown: 4" in texts
    assert {"0–4", "5–11", "12–17", "18–59", "60+"} <= set(texts)


def test_the_longest_bar_is_the_largest_group_and_none_leaves_the_chart() -> None:
    drawn = pyramid(COUNTS, Words(), 400, 300, 1)
    bars = [shape for shape in drawn.shapes if isinstance(shape, Box)]
    assert max(bars, key=lambda bar: bar.width).colour == "female"
    assert all(bar.x >= 0 and bar.x + bar.width <= 400 for bar in bars)


def test_the_pyramid_says_every_number_to_who_cannot_see_it() -> None:
    said = pyramid(COUNTS, Words(), 400, 300, 1).said
    assert "18 to 59: 40 female, 35 male" in said
    assert "total 154" in said


def test_a_camp_without_people_has_a_pyramid_too() -> None:
    assert pyramid(Counts(), Words(), 400, 300, 1).said.endswith("total 0")


def test_the_forecast_marks_the_day_on_which_nothing_is_left() -> None:
    forecast = Forecast((30.0, 20.0, 10.0), (10.0, 5.0, 0.0, 0.0), "t", reorder=8)
    drawn = level_chart(forecast, Words(), 400, 300, 1)
    texts = [shape.text for shape in drawn.shapes if isinstance(shape, Text)]
    assert forecast.empty_in == 2
    assert "Empty in 2 days" in texts
    assert "Reorder level" in texts
    assert sum(isinstance(shape, Dot) for shape in drawn.shapes) == 1
    assert drawn.said == "Now \u206810 t\u2069. Empty in 2 days"


def test_expected_deliveries_stand_above_the_chart_and_none_lies_on_another() -> None:
    marks = (
        Mark(2, "4 t", "firm", "ok"), Mark(4, "6 t", "likely", "info"),
        Mark(5, "9 t", "hoped for", "warn"), Mark(29, "9 t", "hoped for", "warn"),
    )  # fmt: skip
    coming = tuple(max(0.0, 10 - level) for level in range(31))
    forecast = Forecast((10.0,) * 30, coming, "t", cover=10, marks=marks)

    drawn = level_chart(forecast, Words(), 400, 300, 1)

    notes = [shape for shape in drawn.shapes if isinstance(shape, Text) and shape.weight == 600]
    assert [note.text.strip("\u2068\u2069") for note in notes if note.y < 62] == [
        "Empty in 10 days", "4 t firm", "6 t likely", "9 t hoped for", "9 t hoped for",
    ]  # fmt: skip
    spans: dict[float, list[tuple[float, float]]] = {}
    for note in notes:
        wide = 5.3 * len(note.text.strip("\u2068\u2069"))
        begin = note.x - wide if note.anchor is Anchor.END else note.x
        assert begin + wide <= 400
        others = spans.setdefault(note.y, [])
        assert all(begin >= end or begin + wide <= other for other, end in others)
        others.append((begin, begin + wide))
    assert drawn.said.endswith("9 t hoped for in 29 days")
    low = level_chart(forecast, Words(), 400, 90, 1)
    assert all(shape.y >= 0 for shape in low.shapes if isinstance(shape, Text))


def test_a_stock_that_lasts_has_no_mark() -> None:
    drawn = level_chart(Forecast((3.0,), (3.0, 2.0), "t"), Words(), 400, 300, 1)
    assert not [shape for shape in drawn.shapes if isinstance(shape, Dot)]


@given(st.just(0.0) | st.floats(1e-6, 1e9), st.integers(2, 10))
def test_ticks_begin_at_nothing_and_reach_the_highest(highest: float, about: int) -> None:
    marks = ticks(highest, about)
    assert marks[0] == 0
    assert marks[-1] >= highest * 0.999
    assert len(marks) <= about + 2


@pytest.mark.parametrize("empty", [False, True])
def test_both_charts_are_painted(qtbot: QtBot, look: Look, *, empty: bool) -> None:
    people, stock = Pyramid(look), ForecastChart(look)
    for chart in (people, stock):
        qtbot.addWidget(chart)
        chart.resize(400, 300)
    if not empty:
        people.show_counts(COUNTS)
        stock.show_forecast(
            Forecast((3.0, 2.0), (2.0, 0.0), "t", low=(2.0, 0.0), high=(2.0, 1.0), reorder=1)
        )
        assert people.accessibleDescription()
        assert stock.accessibleDescription()
    assert not people.grab().isNull()
    assert not stock.grab().isNull()
