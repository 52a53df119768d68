"""Families that refuse to be named: what is kept of them, and what they are called."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from camp_desk.domain.registration import HEAD, Member, Registration
from camp_desk.domain.words import Words


def without_names(registration: Registration, on: date) -> Registration:
    """Return what is kept of a family that refuses: how many they are, where, and no name.

    Args:
        registration: The family.
        on: The day that its ages are counted for.
    """
    return replace(
        registration,
        members=(Member("", relationship=HEAD),),
        counts=registration.counted(on),
        full=False,
        phone="",
        ration_card="",
        remarks="",
    )


def called(name: str, size: int, words: Words) -> str:
    """Return what a household is called on a list: by its head, or as so many without a name.

    >>> called("", 5, Words())
    'Anonymous, 5 people'
    """
    return name or words.plural("Anonymous, {n} person", "Anonymous, {n} people", size)
