"""Will it last, in words: when an item runs out, what is expected, what to ask for by when."""

from __future__ import annotations

from datetime import date, timedelta

from camp_desk.actions.lasting import LOW, SHORT, ItemLasts
from camp_desk.domain.catalogue import Item
from camp_desk.domain.pipeline import ASKED_DAYS, HORIZON, Expected, Likelihood
from camp_desk.domain.quantities import Unit, in_packs, shown
from camp_desk.domain.words import N_, Words

LIKELIHOODS = {
    Likelihood.FIRM: N_("firm"),
    Likelihood.LIKELY: N_("likely"),
    Likelihood.HOPED: N_("hoped for"),
}
"""What each likelihood is called."""


def tone(days: int | None) -> str:
    """Return the tone of a number of days that something lasts; None lasts beyond the horizon."""
    if days is None or days >= LOW:
        return "ok"
    return "danger" if days < SHORT else "warn"


def sentence(seen: ItemLasts, words: Words) -> tuple[str, str]:
    """Return how long an item lasts and what to ask for by when, and the tone of that.

    What lasts long enough, but is to be asked for within days, is no good news.
    Days, names and quantities are wrapped so that they keep their order in any language.
    """
    if seen.free < 0:
        said = words(
            "More left the books than was there. Count this item, and record what was found."
        )
        return said, "danger"
    if not seen.persons:
        said = words("Nobody is registered yet, so nothing is used and nothing runs out.")
        return _with_way(said, seen, words), "info"
    if not seen.use:
        said = words("It is no part of the ration in force, so there is no forecast.")
        return _with_way(said, seen, words), "info"
    parts = (_runs_out(seen, words), _under_way(seen, words), _ask(seen, words),
             _until_then(seen, words), _with_more(seen, words), _late(seen, words))  # fmt: skip
    how = tone(seen.lasting.breaks[Likelihood.FIRM])
    ask = seen.lasting.ask
    pressing = seen.lasting.gap is not None or (ask is not None and ask.by < SHORT)
    return " ".join(filter(None, parts)), "warn" if how == "ok" and pressing else how


def whole_packs(quantity: int, item: Item, words: Words) -> str:
    """Return a quantity, and how many packs that is where it is weighed."""
    total = shown(quantity, item.unit, words)
    if item.pack_size <= 1 or item.unit is Unit.PIECE:
        return total
    return f"{total} ({in_packs(quantity, item.pack_size, item.unit, words)})"


def lateness(each: Expected, today: date, words: Words) -> str:
    """Return when a delivery is expected: in so many days, or that it is late."""
    if late := each.overdue(today):
        return words.plural("was expected {n} day ago", "was expected {n} days ago", late)
    ahead = (each.day - today).days
    return words.plural("in {n} day", "in {n} days", ahead) if ahead else words("today")


def rest_said(each: Expected, item: Item, words: Words) -> str:
    """Return what is still expected of a delivery that came in part."""
    return words(
        "{quantity} of {item} is still expected: drop it if it comes no more.",
        quantity=_isolated(shown(each.quantity, item.unit, words)),
        item=_isolated(item.said(words)),
    )


def came_said(each: Expected, item: Item, words: Words) -> str:
    """Return what came of an expected delivery so far; "" if nothing did."""
    if not each.came:
        return ""
    return words("{quantity} came", quantity=_isolated(shown(each.came, item.unit, words)))


def _runs_out(seen: ItemLasts, words: Words) -> str:
    firm, cover = seen.lasting.breaks[Likelihood.FIRM], seen.lasting.cover or 0
    name = _isolated(seen.item.said(words))
    if not seen.there and not firm:
        return words("There is no {item} left to hand out.", item=name)
    if firm is None and cover < HORIZON:
        return words(
            "With the firm deliveries {item} lasts more than {n} days.", item=name, n=HORIZON
        )
    lasts = cover if firm is None else firm
    day = _day(seen, lasts)
    if firm is not None and firm > cover:
        return words(
            "At today’s use, and with the firm deliveries, {item} runs out on {day}, {days}.",
            item=name, day=day, days=words.plural("in {n} day", "in {n} days", lasts),
        )  # fmt: skip
    if lasts >= LOW:
        return words("At today’s use the stock of {item} lasts until {day}.", item=name, day=day)
    return words(
        "At today’s use the stock of {item} runs out on {day}, {days}.",
        item=name, day=day, days=words.plural("in {n} day", "in {n} days", lasts),
    )  # fmt: skip


def _under_way(seen: ItemLasts, words: Words) -> str:
    if not seen.under_way:
        return ""
    quantity = _isolated(shown(seen.under_way, seen.item.unit, words))
    return words("{quantity} of it is on its way between stores.", quantity=quantity)


def _with_way(said: str, seen: ItemLasts, words: Words) -> str:
    return " ".join(filter(None, (said, _under_way(seen, words))))


def _with_more(seen: ItemLasts, words: Words) -> str:
    """Return how long it lasts with what is less sure, where that makes a difference."""
    firm, likely, hoped = (seen.lasting.breaks[each] for each in Likelihood)
    with_likely, with_hoped = _until(seen, likely, words), _until(seen, hoped, words)
    if likely == hoped == firm:
        return ""
    if hoped == likely:
        return words("With what is likely it lasts {until}.", until=with_likely)
    if likely == firm:
        return words("With all that is hoped for it lasts {until}.", until=with_hoped)
    return words(
        "With what is likely it lasts {until}, with all that is hoped for {longer}.",
        until=with_likely, longer=with_hoped,
    )  # fmt: skip


def _until(seen: ItemLasts, breaks: int | None, words: Words) -> str:
    if breaks is None:
        return words("more than {n} days", n=HORIZON)
    return words("until {day}", day=_day(seen, breaks))


def _late(seen: ItemLasts, words: Words) -> str:
    late = next((each for each in seen.expected if each.overdue(seen.today)), None)
    if late is None:
        return ""
    return words.plural(
        "{quantity} was expected {n} day ago and can only be hoped for.",
        "{quantity} was expected {n} days ago and can only be hoped for.",
        late.overdue(seen.today),
        quantity=_isolated(shown(late.quantity, seen.item.unit, words)),
    )


def _ask(seen: ItemLasts, words: Words) -> str:
    ask = seen.lasting.ask
    if ask is None:
        return ""
    quantity = _isolated(whole_packs(ask.quantity, seen.item, words))
    comes = _day(seen, ask.comes)
    if not ask.by:
        return words(
            "Ask for {quantity} today: enough for {days} days from {comes} on.",
            quantity=quantity, comes=comes, days=ASKED_DAYS,
        )  # fmt: skip
    return words(
        "Ask for {quantity} by {day}: enough for {days} days from {comes} on.",
        quantity=quantity, day=_day(seen, ask.by), comes=comes, days=ASKED_DAYS,
    )  # fmt: skip


def _until_then(seen: ItemLasts, words: Words) -> str:
    gap = seen.lasting.gap
    if gap is None or not gap.ration:
        return ""
    return words(
        "Until {day} there is enough for {percent} of the ration.",
        day=_day(seen, gap.until), percent=_ltr(f"{gap.ration} %"),
    )  # fmt: skip


def _day(seen: ItemLasts, days: int) -> str:
    return _ltr((seen.today + timedelta(days=days)).isoformat())


def _ltr(text: str) -> str:
    return f"\u2066{text}\u2069"


def _isolated(text: str) -> str:
    return f"\u2068{text}\u2069"
