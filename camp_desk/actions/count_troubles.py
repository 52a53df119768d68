"""What can be wrong with a count, as sentences."""

from __future__ import annotations

from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.words import N_


class NoSuchCount(CampDeskError):
    """The camp has no count of that number."""

    message = N_("There is no count {number}.")
    advice = N_("Look at the numbers of the counts on the Stock tab.")


class CountHasEnded(CampDeskError):
    """The count was posted or abandoned."""

    message = N_("Count {number} has ended already.")
    advice = N_("Open another count.")


class CountGoesOn(CampDeskError):
    """What is to be counted is being counted."""

    message = N_("{store} is being counted already ({number}).")
    advice = N_("Finish that count or abandon it first.")


class NothingToCount(CampDeskError):
    """No pile lies there."""

    message = N_("There is nothing to count in {store}.")
    advice = N_("Choose another store, or other items.")


class NothingEntered(CampDeskError):
    """An entry without a number."""

    message = N_("Nothing was counted.")
    advice = N_("Type what was found, 0 where nothing lies there.")


class CounterMissing(CampDeskError):
    """Nobody says who counted."""

    message = N_("The name of the person who counted is missing.")
    advice = N_("Type it: the two who count are two people.")


class NoSuchLine(CampDeskError):
    """The sheet has no such line."""

    message = N_("Count {number} has no line {line}.")
    advice = N_("Look at the first column of the sheet.")


class OnTheSheet(CampDeskError):
    """What was found beside the sheet stands on it."""

    message = N_("This pile is line {line} of the sheet.")
    advice = N_("Enter what was found there.")


class NotCountedTwice(CampDeskError):
    """Two people have not yet come to one number."""

    message = N_("Two people have not counted these lines alike: {lines}.")
    advice = N_("Count them again and enter what was found.")


class CountedByYourself(CampDeskError):
    """Who counted cannot approve it."""

    message = N_("You entered this count yourself.")
    advice = N_("Let another supervisor approve it.")


class NothingToConfirm(CampDeskError):
    """No second person is needed."""

    message = N_("Count {number} needs no confirmation.")


class ToleranceTooWide(CampDeskError):
    """Nearly anything would pass."""

    message = N_("This is no tolerance.")
    advice = N_("Type a share from 0 to 10 %, in tenths of a percent.")
