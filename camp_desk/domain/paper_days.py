"""The days on a paper: it was written today or not long ago, and what is due comes after it."""

from __future__ import annotations

from datetime import date, timedelta

from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.words import N_

LONG_AGO = timedelta(days=366)
"""A paper is entered late, but not by more than a year: then its year was mistyped."""


class DayToCome(CampDeskError):
    """A paper of tomorrow."""

    message = N_("{day} has not come yet.")
    advice = N_("Type the day that stands on the paper, or none for today.")


class DayLongAgo(CampDeskError):
    """A paper whose year is most likely mistyped."""

    message = N_("{day} is more than a year ago.")
    advice = N_("Look at the year, and type the day that stands on the paper.")


class DueBefore(CampDeskError):
    """Something is due before its paper was written."""

    message = N_("{due} is before the day of the document, {day}.")
    advice = N_("Type a later day, or none.")


def written_on(day: object, due: object, today: date) -> date:
    """Return the day of a paper, today if none stands on it; both days as ISO 8601 texts.

    Raises:
        DayToCome, DayLongAgo, DueBefore: It cannot be of that day.
    """
    written = date.fromisoformat(str(day)) if day else today
    check_written(written, today)
    if due:
        check_due(date.fromisoformat(str(due)), written)
    return written


def check_has_come(day: date, today: date) -> None:
    """Do nothing for a day that is over, or today.

    Raises:
        DayToCome: It is to come.
    """
    if day > today:
        raise DayToCome(day=day)


def check_written(day: date, today: date) -> None:
    """Do nothing for a day on which a paper that is entered today can have been written.

    Raises:
        DayToCome, DayLongAgo: It is none.
    """
    check_has_come(day, today)
    if day < today - LONG_AGO:
        raise DayLongAgo(day=day)


def check_due(due: date, written: date) -> None:
    """Do nothing for a day by which something can be due, on a paper of another day.

    Raises:
        DueBefore: It is before the paper.
    """
    if due < written:
        raise DueBefore(due=due, day=written)
