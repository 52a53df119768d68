"""Will it last: what is there and what is expected, day by day, and what to ask for by when."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from camp_desk.domain.ids import ExpectedId

LEAD_DAYS = 22
"""Days from asking to arrival: 2 to prepare, 5 to move, 15 to buy (Logistics Cluster, LOG)."""

SAFETY_DAYS = 7
"""Days of use that are kept against late trucks and new arrivals: one week."""

LONGEST_DAYS = 365
"""More days than anybody plans a delivery ahead."""

HORIZON = 120
"""Days ahead in which a break is looked for."""

ASKED_DAYS = 30
"""Days for which goods are asked for: the usual cycle of a general distribution (WFP)."""

Lots = Sequence[tuple[int, date | None]]
"""Quantities in base units with their day of expiry; on that day it may still be eaten."""


class Likelihood(StrEnum):
    """How sure it is that an expected delivery comes, the surest first."""

    FIRM = "firm"
    LIKELY = "likely"
    HOPED = "hoped"

    @property
    def counted(self) -> frozenset[Likelihood]:
        """Return this and what is surer."""
        ordered = list(Likelihood)
        return frozenset(ordered[: ordered.index(self) + 1])


@dataclass(frozen=True, slots=True)
class Expected:
    """A delivery that is to come; ``quantity`` is what is still to come, in base units."""

    item: str
    quantity: int
    day: date
    likelihood: Likelihood
    donor: str = ""
    reference: str = ""
    """The waybill, or whatever paper it will come with."""
    id: ExpectedId = ExpectedId(b"")  # noqa: RUF009  of type bytes, which never change
    came: int = 0
    """What came of it so far, beside that."""

    def overdue(self, today: date) -> int:
        """Return for how many days it has been late; 0 on the day itself."""
        return max(0, (today - self.day).days)

    def likelihood_on(self, today: date) -> Likelihood:
        """Return how sure it is today: what is overdue can only be hoped for."""
        return Likelihood.HOPED if self.overdue(today) else self.likelihood

    def comes_in(self, today: date) -> int:
        """Return in how many days to count with it; what is overdue comes tomorrow at best."""
        return 1 if self.overdue(today) else (self.day - today).days


@dataclass(frozen=True, slots=True)
class Terms:
    """How long it takes until goods come, and for how many days some is kept; in days."""

    lead: int = LEAD_DAYS
    safety: int = SAFETY_DAYS


@dataclass(frozen=True, slots=True)
class There:
    """What can be eaten of one item: ``aside`` waits to be handed over and goes first."""

    lots: tuple[tuple[int, date | None], ...] = ()
    aside: int = 0

    @property
    def quantity(self) -> int:
        """Return all of it in base units."""
        return self.aside + sum(quantity for quantity, _ in self.lots)


@dataclass(frozen=True, slots=True)
class Projection:
    """One item day by day, today first; everything in thousandths of a base unit.

    ``levels`` are what there is in the morning, without what has expired and with what comes
    that day; ``eaten`` and ``short`` together are the use of each day; ``expired`` is thrown
    away that morning.
    """

    levels: tuple[int, ...]
    eaten: tuple[int, ...]
    short: tuple[int, ...]
    expired: tuple[int, ...]

    def breaks(self, since: int = 0) -> int | None:
        """Return the first day, counted from today, that has not enough; None if all have."""
        return next((day for day in range(since, len(self.short)) if self.short[day]), None)


@dataclass(frozen=True, slots=True)
class Ask:
    """What to ask for; days are counted from today.

    ``quantity`` is in whole packs, ``by`` the last day to ask, ``comes`` the day on which it is
    there then.
    """

    quantity: int
    by: int
    comes: int


@dataclass(frozen=True, slots=True)
class Gap:
    """Days that nothing asked for today can mend any more, up to ``until``, counted from today.

    ``ration`` is the per cent of the ration that would reach until then.
    """

    until: int
    ration: int


@dataclass(frozen=True, slots=True)
class Lasting:
    """How long one item lasts; days are counted from today, None where it is not used or not short.

    ``cover`` counts what lies there alone.  ``breaks`` and ``levels`` are by the least
    likelihood that is counted with; levels in base units, one a day.
    """

    cover: int | None
    breaks: Mapping[Likelihood, int | None]
    levels: Mapping[Likelihood, tuple[int, ...]]
    reorder: int | None = None
    ask: Ask | None = None
    gap: Gap | None = None


def days_that_last(there: There, use: int, today: date) -> int | None:
    """Return for how many whole days it lasts if what expires first is eaten first.

    What expires before anybody can eat it does not count.  None where nothing is used.

    Args:
        there: What can be eaten.
        use: A day, in thousandths of a base unit: people x the milligrams of the scale.
        today: The first day.
    """
    if use <= 0:
        return None
    eaten = max(0, there.aside) * 1000
    for quantity, expiry in _by_expiry(there.lots):
        whole = eaten + max(0, quantity) * 1000
        if expiry is not None:
            whole = min(whole, use * ((expiry - today).days + 1))
        eaten = max(eaten, whole)
    return eaten // use


def project(
    there: There, coming: Mapping[int, int], use: int, today: date, days: int
) -> Projection:
    """Return how an item goes from today on: first expired, first out.

    A day that has not enough takes what there is, and nothing is made up for later.

    Args:
        there: What can be eaten.
        coming: Base units by the day, counted from today, on which they come; they keep.
        use: A day, in thousandths of a base unit.
        today: The first day.
        days: How many days to look at.
    """
    aside, keeps = there.aside * 1000, 0
    dated: deque[tuple[int, date]] = deque()
    for quantity, expiry in _by_expiry(there.lots):
        if expiry is None:
            keeps += quantity * 1000
        else:
            dated.append((quantity * 1000, expiry))
    total = there.quantity * 1000
    levels, eaten, short, expired = [], [], [], []
    for n in range(days):
        gone = _thrown_away(dated, today + timedelta(days=n))
        keeps += coming.get(n, 0) * 1000
        level = total + coming.get(n, 0) * 1000 - gone
        from_aside = min(aside, use)
        from_dated = _taken(dated, use - from_aside)
        aside -= from_aside
        keeps -= min(keeps, use - from_aside - from_dated)
        total = level - min(level, use)
        levels.append(level)
        eaten.append(min(level, use))
        short.append(use - min(level, use))
        expired.append(gone)
    return Projection(tuple(levels), tuple(eaten), tuple(short), tuple(expired))


def lasting(
    there: There,
    expected: Sequence[Expected],
    use: int,
    today: date,
    *,
    terms: Terms,
    pack: int = 1,
) -> Lasting:
    """Return how long an item lasts with what is expected, and what to ask for.

    Only firm deliveries count for what is asked for.

    Args:
        there: What can be eaten.
        expected: Deliveries of this item.
        use: A day, in thousandths of a base unit.
        today: The first day.
        terms: How long deliveries take.
        pack: Base units in one pack, above 0.

    Source:
        Reorder level = daily use x lead time + safety stock; break = the first day on which the
        projected balance falls below zero (Logistics Cluster; WFP pipeline reports).
    """
    ahead = max(HORIZON, terms.lead)
    by_likelihood = {
        least: project(there, arrivals(expected, least, today), use, today, ahead + ASKED_DAYS)
        for least in Likelihood
    }
    breaks = {
        least: first if (first := each.breaks()) is not None and first <= ahead else None
        for least, each in by_likelihood.items()
    }
    levels = {
        least: tuple(level // 1000 for level in each.levels[: ahead + 1])
        for least, each in by_likelihood.items()
    }
    if use <= 0:
        return Lasting(None, breaks, levels)
    firm = by_likelihood[Likelihood.FIRM]
    until = _gap_until(firm, terms.lead)
    coming = arrivals(expected, Likelihood.FIRM, today)
    return Lasting(
        days_that_last(there, use, today),
        breaks,
        levels,
        reorder=-(-use * (terms.lead + terms.safety) // 1000),
        ask=_ask(firm, terms.lead, ahead, pack),
        gap=Gap(until, ration_until(until, there, coming, use, today)) if until else None,
    )


def arrivals(expected: Sequence[Expected], least: Likelihood, today: date) -> dict[int, int]:
    """Return base units by the day, counted from today, of what is at least so likely."""
    coming: dict[int, int] = {}
    for each in expected:
        if each.likelihood_on(today) in least.counted:
            day = each.comes_in(today)
            coming[day] = coming.get(day, 0) + each.quantity
    return coming


def ration_until(days: int, there: There, coming: Mapping[int, int], use: int, today: date) -> int:
    """Return the per cent of the ration, at most 100, that is there on each of so many days."""
    enough, too_much = 0, 101
    while too_much - enough > 1:
        tried = (enough + too_much) // 2
        cut = project(there, coming, use * tried // 100, today, days)
        if cut.breaks() is None:
            enough = tried
        else:
            too_much = tried
    return enough


def _ask(firm: Projection, lead: int, ahead: int, pack: int) -> Ask | None:
    """Return what mends the first shortage that something asked for today can still mend."""
    comes = firm.breaks(since=lead)
    if comes is None or comes > ahead:
        return None
    missing = -(-sum(firm.short[comes : comes + ASKED_DAYS]) // 1000)
    return Ask(-(-missing // pack) * pack, comes - lead, comes)


def _gap_until(firm: Projection, lead: int) -> int:
    """Return the day on which the first shortage ends, at the latest by what is asked for today.

    0 where nothing is short before that comes.
    """
    first = firm.breaks()
    if first is None or first >= lead:
        return 0
    return next((day for day in range(first, lead) if not firm.short[day]), lead)


def _by_expiry(lots: Lots) -> list[tuple[int, date | None]]:
    return sorted(lots, key=lambda lot: lot[1] or date.max)


def _thrown_away(dated: deque[tuple[int, date]], day: date) -> int:
    """Take out what has expired by a day, and return how much that is."""
    gone = 0
    while dated and dated[0][1] < day:
        gone += dated.popleft()[0]
    return gone


def _taken(dated: deque[tuple[int, date]], wanted: int) -> int:
    """Take what is wanted, the earliest expiry first, and return how much there was of it."""
    taken = 0
    while dated and taken < wanted:
        quantity, expiry = dated.popleft()
        part = min(quantity, wanted - taken)
        taken += part
        if quantity > part:
            dated.appendleft((quantity - part, expiry))
    return taken
