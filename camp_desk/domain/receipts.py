"""What a paper says against what was unloaded, and what became of goods that were rebagged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.words import N_


class MoreThanSent(CampDeskError):
    """More arrived of a waybill's lot than left."""

    message = N_("More is said to have arrived than was sent.")
    advice = N_("Count again; what came beside the waybill is recorded as found.")


class NoSuchCheck(CampDeskError):
    """A quantity below zero, or a check of nothing."""

    message = N_("These quantities cannot be: nothing is below zero, and not all of it is nothing.")
    advice = N_("Type what the waybill says, what was good and what was damaged.")


class MoreThanBefore(CampDeskError):
    """Rebagging makes nothing."""

    message = N_("More came out of the rebagging than went in.")
    advice = N_("Weigh again: bags, sweepings and loss together are what was opened.")


class MadeTooLate(CampDeskError):
    """Goods that were made after they came, or after they expire."""

    message = N_("Goods made on {produced} cannot have come or expired before.")
    advice = N_("Look at the dates on the packing.")


def check_made(produced: date | None, expiry: date | None, today: date) -> None:
    """Check the day on which goods are said to have been made.

    Raises:
        MadeTooLate: It is after today or after their expiry.
    """
    if produced is not None and produced > min(today, expiry or today):
        raise MadeTooLate(produced=produced)


@dataclass(frozen=True, slots=True)
class Checked:
    """One line of a paper as it was unloaded, in base units.

    ``good`` goes into the books; ``damaged`` stays out of them and is claimed from the sender.

    >>> Checked(100, 90, 4).short, Checked(100, 103).over
    (6, 3)
    """

    sent: int
    good: int
    damaged: int = 0

    def __post_init__(self) -> None:
        if min(self.sent, self.good, self.damaged) < 0 or not (
            self.sent or self.good or self.damaged
        ):
            raise NoSuchCheck

    @property
    def short(self) -> int:
        """Return what the paper has and the lorry had not."""
        return max(0, self.sent - self.good - self.damaged)

    @property
    def over(self) -> int:
        """Return what the lorry had and the paper has not."""
        return max(0, self.good + self.damaged - self.sent)

    @property
    def differs(self) -> bool:
        """Tell whether the paper and the lorry disagree, or something is damaged."""
        return bool(self.damaged or self.short or self.over)


@dataclass(frozen=True, slots=True)
class Rebagged:
    """A lot that was opened: what was put into new bags, what was swept up, what is gone.

    >>> Rebagged(100, 95, 2).loss
    3
    """

    before: int
    after: int
    sweepings: int = 0

    def __post_init__(self) -> None:
        if self.before <= 0 or self.after < 0 or self.sweepings < 0:
            raise NoSuchCheck
        if self.after + self.sweepings > self.before:
            raise MoreThanBefore

    @property
    def loss(self) -> int:
        """Return what neither the bags nor the broom found."""
        return self.before - self.after - self.sweepings

    @property
    def written_off(self) -> int:
        """Return what leaves the books: sweepings are not eaten."""
        return self.before - self.after
