"""The household that is open in the form: what was known of it, and what is said about that."""

from __future__ import annotations

from dataclasses import dataclass

from camp_desk.domain.ids import HouseholdId
from camp_desk.domain.words import Words
from camp_desk.storage.households import Household


@dataclass(frozen=True, slots=True)
class Opened:
    """The household that is open in the form."""

    id: HouseholdId
    size: int
    count_only: bool


def opened(household: Household) -> Opened:
    """Return a household as the form keeps it in mind."""
    return Opened(household.id, household.registration.size, count_only=household.count_only)


def hint(household: Household, words: Words) -> str:
    """Return what to do with a household that is not named yet; "" for all others."""
    if household.registration.anonymous:
        return words("The head refused to be named. F9 asks again.")
    if household.count_only:
        return words("Only counted so far. F6 goes to the members, to type their names.")
    return ""


def fewer(counted: int, named: int, words: Words) -> str:
    """Return the question whether fewer people are there than were counted."""
    return words.plural(
        "{counted} people were counted and {n} is named. Save again if that is right.",
        "{counted} people were counted and {n} are named. Save again if that is right.",
        named,
        counted=counted,
    )


def unnamed(words: Words) -> str:
    """Return the question whether the members are to be taken out again."""
    return words(
        "Only the head would stay by name, and the others would be taken out."
        " Save again if that is right."
    )
