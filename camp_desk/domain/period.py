"""The days that a ration, a distribution or a report is for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.words import N_


class EmptyPeriod(CampDeskError):
    """The last day lies before the first."""

    message = N_("There is no day from {first} up to {until}.")
    advice = N_("Give at least one day.")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The days from ``first`` up to, but not including, ``until``.

    Half-open, like ``range``: periods that only touch do not overlap, so a household
    fed until Saturday can be served again for Saturday on.
    """

    first: date
    until: date

    def __post_init__(self) -> None:
        if self.until <= self.first:
            raise EmptyPeriod(first=self.first, until=self.until)

    @classmethod
    def covering(cls, first: date, days: int) -> Period:
        """Return the period of ``days`` days that begins on ``first``.

        Raises:
            EmptyPeriod: ``days`` is less than 1.
        """
        return cls(first, first + timedelta(days=days))

    @property
    def last(self) -> date:
        """Return the last day that is still in the period."""
        return self.until - timedelta(days=1)

    def __len__(self) -> int:
        """Return the number of days, at least 1."""
        return (self.until - self.first).days

    def __iter__(self) -> Iterator[date]:
        """Yield each day."""
        return (self.first + timedelta(days=n) for n in range(len(self)))

    def __contains__(self, day: object) -> bool:
        """Tell whether a day lies in the period."""
        return isinstance(day, date) and self.first <= day < self.until

    def overlaps(self, other: Period) -> bool:
        """Tell whether the two periods share a day."""
        return self.first < other.until and other.first < self.until
