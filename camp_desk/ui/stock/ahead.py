"""What is ahead of an item: its forecast, what is expected of it, and the next delivery."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from camp_desk.actions.lasting import ItemLasts
from camp_desk.actions.lasting_words import LIKELIHOODS, came_said, lateness
from camp_desk.domain.catalogue import Item
from camp_desk.domain.pipeline import HORIZON, Expected, Likelihood
from camp_desk.domain.quantities import GRAMS_PER_KG, GRAMS_PER_TONNE, Unit, shown
from camp_desk.domain.words import Words
from camp_desk.ui.direction import isolated, ltr
from camp_desk.ui.stock.expected import ExpectedRow
from camp_desk.ui.stock.forecast import Forecast, Mark
from camp_desk.ui.stock.panel import Figure
from camp_desk.ui.stock.seen import ItemSeen, Seen

_PAST, _COMING = 29, 30
"""Days on the chart; more are to come where something is expected later."""
_BEYOND = 7
"""Days shown after the last delivery."""

_TONES = {Likelihood.FIRM: "ok", Likelihood.LIKELY: "info", Likelihood.HOPED: "warn"}


def forecast(lasts: ItemLasts, at: ItemSeen, words: Words) -> Forecast | None:
    """Return how an item went and how it goes on; None where there is nothing to draw."""
    there = lasts.there + lasts.under_way
    if (not at.levels and not lasts.expected) or (not there and not lasts.use):
        return None
    days = [lasts.today - timedelta(days=n) for n in range(_PAST, 0, -1)]
    past = [max(0, level) for level in (*_on(at.levels, days), lasts.there)]
    last = max((each.comes_in(lasts.today) + _BEYOND for each in lasts.expected), default=0)
    until = min(HORIZON, max(_COMING, last)) + 1
    firm, hoped = (
        (lasts.there, *lasts.lasting.levels[least][1:until])
        for least in (Likelihood.FIRM, Likelihood.HOPED)
    )
    size, unit = _scale(max(*past, *hoped, 1), lasts.item.unit, words)
    reorder = lasts.lasting.reorder
    return Forecast(
        tuple(level / size for level in past),
        tuple(level / size for level in firm),
        unit,
        low=tuple(level / size for level in firm) if firm != hoped else (),
        high=tuple(level / size for level in hoped) if firm != hoped else (),
        reorder=None if reorder is None else reorder / size,
        cover=lasts.lasting.breaks[Likelihood.FIRM],
        marks=_marks(lasts, until, words),
    )


def expected_row(each: Expected, item: Item, today: date, words: Words) -> ExpectedRow:
    """Return an expected delivery as texts."""
    late, likelihood = each.overdue(today), each.likelihood_on(today)
    more = (
        came_said(each, item, words), lateness(each, today, words), isolated(each.donor),
        ltr(each.reference),
    )  # fmt: skip
    state = words(LIKELIHOODS[likelihood])
    if late:
        state = words.plural("{n} day late", "{n} days late", late)
    return ExpectedRow(
        id=each.id,
        quantity=isolated(shown(each.quantity, item.unit, words)),
        day=ltr(each.day.isoformat()),
        more=" · ".join(filter(None, more)),
        state=state,
        tone="danger" if late else _TONES[likelihood],
    )


def delivery_figure(seen: Seen, words: Words) -> Figure:
    """Return the next delivery that is expected, else the last one that came."""
    if not seen.expected:
        return _last_delivery(seen, words)
    title = words("Next delivery")
    ahead = [each for each in seen.expected if not each.overdue(seen.today)]
    each = (ahead or seen.expected)[0]
    quantity = shown(each.quantity, seen.items[each.item].unit, words)
    said = [
        words(LIKELIHOODS[each.likelihood]) if ahead else lateness(each, seen.today, words),
        isolated(each.donor),
        f"{isolated(quantity)} {isolated(seen.items[each.item].said(words))}",
    ]
    same_day = [other for other in seen.expected if other.day == each.day]
    if len(same_day) > 1:
        more = len(same_day) - 1
        said.append(words.plural("{n} more that day", "{n} more that day", more))
    value = ltr(each.day.isoformat()) if ahead else words("Overdue")
    return Figure(value, " · ".join(filter(None, said)), "" if ahead else "warn", title)


def _last_delivery(seen: Seen, words: Words) -> Figure:
    last, title = seen.delivery, words("Last delivery")
    if last is None:
        return Figure("–", words("No delivery yet"), title=title)
    ago = (seen.today - last.day).days
    value = words.plural("{n} day ago", "{n} days ago", ago) if ago else words("Today")
    weight = sum(n for code, n in last.quantities.items() if seen.items[code].unit is Unit.GRAM)
    said = [ltr(last.waybill or last.number)]
    if weight:
        said.append(isolated(shown(weight, Unit.GRAM, words)))
    if last.transporter:
        said.append(isolated(last.transporter))
    return Figure(value, " · ".join(said), title=title)


def _marks(lasts: ItemLasts, until: int, words: Words) -> tuple[Mark, ...]:
    return tuple(
        Mark(
            day,
            isolated(shown(each.quantity, lasts.item.unit, words)),
            words(LIKELIHOODS[each.likelihood_on(lasts.today)]),
            _TONES[each.likelihood_on(lasts.today)],
        )
        for each in lasts.expected
        if (day := each.comes_in(lasts.today)) < until
    )


def _on(levels: Sequence[tuple[date, int]], days: Sequence[date]) -> list[int]:
    return [next((n for when, n in reversed(levels) if when <= day), 0) for day in days]


def _scale(highest: int, unit: Unit, words: Words) -> tuple[float, str]:
    """Return base units in one unit of the chart's axis, and the word for it."""
    if unit is Unit.PIECE:
        return 1, ""
    if highest >= 2 * GRAMS_PER_TONNE:
        return GRAMS_PER_TONNE, words("{number} t", number="").strip()
    return GRAMS_PER_KG, words("{number} kg", number="").strip()
