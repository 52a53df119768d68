"""Buses, and people on foot, that come and go: what is written of one before anybody is named."""

from __future__ import annotations

from enum import StrEnum

from camp_desk.domain.words import N_, Words


class Way(StrEnum):
    """Which way a manifest goes."""

    ARRIVAL = "arrival"
    DEPARTURE = "departure"


ON_FOOT = N_("on foot")
"""What stands in the place of a plate."""


def named(plate: str, words: Words) -> str:
    r"""Return what a manifest is called: its plate as it was typed, or that people walk.

    >>> named("12345", Words()) == "Bus \u206812345\u2069", named("", Words())
    (True, 'on foot')
    """
    return words("Bus {plate}", plate=f"\u2068{plate}\u2069") if plate else words(ON_FOOT)


def aboard(plate: str, people: int, words: Words) -> str:
    """Return how many people leave with a bus."""
    return words.plural(
        "{bus}: {n} person on it", "{bus}: {n} people on it", people, bus=named(plate, words)
    )


def progress(plate: str, registered: int, total: int | None, words: Words) -> str:
    """Return how far the people of a bus are registered."""
    name = named(plate, words)
    if total is None:
        return words.plural(
            "{bus}: {n} person registered", "{bus}: {n} people registered", registered, bus=name
        )
    return words.plural(
        "{bus}: {done} of {n} person registered", "{bus}: {done} of {n} people registered",
        total, bus=name, done=f"{registered:,}",
    )  # fmt: skip
