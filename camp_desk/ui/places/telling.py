"""Shelters in words: how one stands, and what many come to."""

from __future__ import annotations

from camp_desk.domain.shelters import Occupancy, Shelter, Standing, said
from camp_desk.domain.words import N_, Words
from camp_desk.ui.direction import isolated, ltr

SIGNS = {
    Standing.FREE: "+",
    Standing.FULL: "=",
    Standing.OVER: "!",
    Standing.BLOCKED: "×",
    Standing.STAGING: "»",
    Standing.UNPLANNED: "?",
}
"""What a cell of the plan shows beside its colour."""

NAMES = {
    Standing.FREE: N_("Free"),
    Standing.FULL: N_("Full"),
    Standing.OVER: N_("Over-full"),
    Standing.BLOCKED: N_("Blocked"),
    Standing.STAGING: N_("Staging area"),
    Standing.UNPLANNED: N_("Not in the plan"),
}


def sign(shelter: Shelter) -> str:
    """Return what a cell shows: the free places, by how many it is over-full, or a mark."""
    mark = SIGNS[shelter.standing]
    if shelter.standing is Standing.FREE:
        return f"{mark}{shelter.room}"
    if shelter.standing is Standing.OVER:
        return f"{mark}{shelter.persons - (shelter.capacity or 0)}"
    return mark


def name(shelter: Shelter) -> str:
    """Return a shelter's sector, block and number."""
    return ltr(said(shelter.place))


def stands(shelter: Shelter, words: Words) -> str:
    """Return how one shelter stands, with its numbers and the reason why it is blocked."""
    what = words(NAMES[shelter.standing])
    people = words.plural("{n} person", "{n} people", shelter.persons)
    if shelter.capacity is not None:
        people = words("{people}, room for {capacity}", people=people, capacity=shelter.capacity)
    homes = words.plural("{n} household", "{n} households", shelter.households)
    parts = [people, homes]
    if shelter.note:
        parts.append(isolated(shelter.note))
    comma = "، " if words.right_to_left else ", "
    return f"{what}: {comma.join(parts)}"


def counted(total: Occupancy, words: Words) -> str:
    """Return what shelters come to, for somebody who cannot see the plan."""
    return words(
        "{shelters} shelters: {free} places free, {full} full, {over} over-full, {blocked} blocked,"
        " {unplanned} not in the plan.",
        shelters=total.shelters, free=total.room, full=total.standing[Standing.FULL],
        over=total.standing[Standing.OVER], blocked=total.standing[Standing.BLOCKED],
        unplanned=total.standing[Standing.UNPLANNED],
    )  # fmt: skip
