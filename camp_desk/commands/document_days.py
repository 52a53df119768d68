"""The days on a paper: it was written today or before, and what is due comes after it."""

from __future__ import annotations

from datetime import date

from camp_desk.commands.job import day_of
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.words import N_


class DayToCome(CampDeskError):
    """A paper of tomorrow."""

    message = N_("{day} has not come yet.")
    advice = N_("Type the day that stands on the paper, or none for today.")


class DueBefore(CampDeskError):
    """Something is due before its paper was written."""

    message = N_("{due} is before the day of the document, {day}.")
    advice = N_("Type a later day, or none.")


class DaysTurnedRound(CampDeskError):
    """The first day is after the last."""

    message = N_("The first day, {first}, is after the last, {last}.")
    advice = N_("Type the earlier day first.")


def paper_day(untrusted_day: str, today: date) -> date | None:
    """Return the day of a paper, or none if none was typed.

    Raises:
        DayToCome, UnreadableDay: It is no day on which a paper can have been written.
    """
    day = day_of(untrusted_day, None)
    if day is not None and day > today:
        raise DayToCome(day=day)
    return day


def due_day(untrusted_day: str, written: date) -> date | None:
    """Return the day by which something is due, or none if none was typed.

    Raises:
        DueBefore, UnreadableDay: It is no day after the one of the paper.
    """
    due = day_of(untrusted_day, None)
    if due is not None and due < written:
        raise DueBefore(due=due, day=written)
    return due


def days_of(untrusted_first: str, untrusted_last: str) -> tuple[date | None, date | None]:
    """Return the first and the last day, as far as they were typed.

    Raises:
        DaysTurnedRound, UnreadableDay: They are no days in their order.
    """
    first, last = day_of(untrusted_first, None), day_of(untrusted_last, None)
    if first and last and first > last:
        raise DaysTurnedRound(first=first, last=last)
    return first, last
