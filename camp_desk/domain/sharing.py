"""Dividing what is there when it is not enough, the same for everyone."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from camp_desk.domain.catalogue import Item, Scale
from camp_desk.domain.quantities import shown
from camp_desk.domain.rations import needs_by_size, rounded_grams
from camp_desk.domain.words import Words

WHOLE = Fraction(1)

KEPT_IN_FULL = frozenset({"SAL", "SCP", "RUTF", "RUSF"})
"""Salt, and products for infants and treatment: not cut where the officer asks for that."""

_COARSE_FROM, _COARSE, _FINE = 10_000, 1_000, 100
"""Milligrams: from 10 g on a cut ration is a whole number of grams, below it of tenths."""

LONGEST_DAYS = 3_650
"""Days; a stock that lasts longer is not worth a forecast."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """One item of a list: what it needs and what is there, in base units."""

    item: str
    needed: int
    there: int

    @property
    def missing(self) -> int:
        """Return what is short, 0 where it is enough."""
        return max(0, self.needed - self.there)

    @property
    def share(self) -> Fraction:
        """Return the part of the need that is covered, from 0 to 1."""
        return min(WHOLE, Fraction(max(0, self.there), self.needed)) if self.needed else WHOLE


@dataclass(frozen=True, slots=True)
class Share:
    """The part of each item that everyone gets, from 0 to 1; 1 for an item not named."""

    parts: Mapping[str, Fraction]

    def of(self, entitlement: Mapping[str, int]) -> dict[str, int]:
        """Return a household's share, rounded down, so that it never adds up to too much."""
        return {item: int(full * self.part(item)) for item, full in entitlement.items()}

    def part(self, item: str) -> Fraction:
        """Return the part of an item."""
        return self.parts.get(item, WHOLE)

    def ration(self, scale: Scale) -> Scale:
        """Return the scale that is left, rounded down to milligrams."""
        parts = tuple((item, int(full * self.part(item))) for item, full in scale.parts)
        return replace(scale, parts=parts)

    @property
    def whole(self) -> bool:
        """Tell whether nothing is cut."""
        return all(part == WHOLE for part in self.parts.values())


def coverage(needs: Mapping[str, int], has: Mapping[str, int]) -> tuple[Coverage, ...]:
    """Return each item's need beside what is there, in the order of the needs."""
    return tuple(Coverage(item, needed, has.get(item, 0)) for item, needed in needs.items())


def equal_share(
    needs: Mapping[str, int],
    has: Mapping[str, int],
    *,
    in_full: Collection[str] = frozenset(),
) -> Share:
    """Return the one share of all items that reaches everyone: the smallest coverage.

    Args:
        needs: What the list needs, in base units by item: the sum of its entitlements.
        has: What may be handed out, in base units by item.
        in_full: Items that are not cut with the others, such as KEPT_IN_FULL; each of
            them is cut only as far as it is short itself, and cuts nothing else.
    """
    covered = coverage(needs, has)
    common = min((c.share for c in covered if c.item not in in_full), default=WHOLE)
    return Share({c.item: c.share if c.item in in_full else common for c in covered})


def share_by_item(needs: Mapping[str, int], has: Mapping[str, int]) -> Share:
    """Return a share for each item by itself: only what is short is cut."""
    return Share({c.item: c.share for c in coverage(needs, has)})


def ration_that_reaches(
    scale: Scale, sizes: Mapping[int, int], days: int, has: Mapping[str, int], share: Share
) -> Scale:
    """Return the scale that is left of a share in figures that can be announced and weighed.

    What is cut is rounded down to whole grams, below 10 g to tenths; what is not cut
    stays as it is.  A list made with it never needs more of what is cut than there is.

    Args:
        scale: The full ration.
        sizes: The number of households of each size.
        days: The days of the list.
        has: What may be handed out, in base units by item.
        share: What everyone gets of it, from ``equal_share`` or ``share_by_item``.
    """
    parts, full = [], dict(scale.parts)
    for item, shared in share.ration(scale).parts:
        part = shared
        if share.part(item) < WHOLE:
            part -= part % _step(part)
            # each household's rounding may add up to a little more than the share, or less
            there = has.get(item, 0)
            while part > 0 and _needed(part, sizes, days) > there:
                part = max(0, part - _step(part))
            if share.part(item) * _needed(full[item], sizes, days) == there:  # all of it is shared
                part = _most(part, full[item], sizes, days, there)
        parts.append((item, part))
    return replace(scale, parts=tuple(parts))


def _step(part: int) -> int:
    return _FINE if part < _COARSE_FROM else _COARSE


def _most(part: int, full: int, sizes: Mapping[int, int], days: int, there: int) -> int:
    """Return the ration from ``part`` on that hands out most of what is there."""
    best = tried = part
    while (tried := tried + _step(tried)) <= full:
        needed = _needed(tried, sizes, days)
        if needed > there:
            break
        if needed > _needed(best, sizes, days):
            best = tried
    return best


def _needed(part: int, sizes: Mapping[int, int], days: int) -> int:
    return sum(
        households * rounded_grams(persons * days * part) for persons, households in sizes.items()
    )


def days_that_last(scale: Scale, sizes: Mapping[int, int], has: Mapping[str, int]) -> int:
    """Return for how many days the stock feeds everyone in full, at most LONGEST_DAYS.

    Exact: a list for these days needs no more than there is, and for one more it would.

    Args:
        scale: The ration.
        sizes: The number of households of each size.
        has: What may be handed out, in base units by item.
    """
    low, high = 0, LONGEST_DAYS
    while low < high:
        days = (low + high + 1) // 2
        if any(c.missing for c in coverage(needs_by_size(scale, sizes, days), has)):
            high = days - 1
        else:
            low = days
    return low


@dataclass(frozen=True, slots=True)
class Shortfall:
    """One item that is short, and the ration of it that reaches everyone.

    ``missing`` is in base units, ``ration`` in thousandths of one per person and day.
    """

    item: str
    missing: int
    ration: int

    def said(self, item: Item, words: Words) -> str:
        """Return both as sentences, the ration rounded down to grams and left out below one."""
        short = words(
            "{item} is {missing} short.",
            item=item,
            missing=shown(self.missing, item.unit, words),
        )
        if not (whole := self.ration // 1000):
            return short
        ration = shown(whole, item.unit, words)
        reaches = words("A ration of {ration} a day reaches everyone.", ration=ration)
        return f"{short} {reaches}"


def shortfalls(needs: Mapping[str, int], has: Mapping[str, int], left: Scale) -> list[Shortfall]:
    """Return what is short, the worst covered item first.

    Args:
        needs: What the list needs with the full ration, in base units by item.
        has: What may be handed out, in base units by item.
        left: The ration that reaches everyone, from ``ration_that_reaches``.
    """
    rations = dict(left.parts)
    short = sorted((c for c in coverage(needs, has) if c.missing), key=lambda c: c.share)
    return [Shortfall(c.item, c.missing, rations.get(c.item, 0)) for c in short]
