"""The days that a list is asked for."""

from __future__ import annotations

from datetime import date

from camp_desk.commands.job import day_of
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.words import N_


class DaysTurnedRound(CampDeskError):
    """The first day is after the last."""

    message = N_("The first day, {first}, is after the last, {last}.")
    advice = N_("Type the earlier day first.")


def days_of(untrusted_first: str, untrusted_last: str) -> tuple[date | None, date | None]:
    """Return the first and the last day, as far as they were typed.

    Raises:
        DaysTurnedRound, UnreadableDay: They are no days in their order.
    """
    first, last = day_of(untrusted_first, None), day_of(untrusted_last, None)
    if first and last and first > last:
        raise DaysTurnedRound(first=first, last=last)
    return first, last
