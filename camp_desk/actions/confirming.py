"""What a second person confirms, and what the only officer of a camp may confirm alone."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from camp_desk.actions.checks import bounded
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.roles import Right
from camp_desk.domain.words import N_
from camp_desk.storage import officers
from camp_desk.storage.camp import Camp
from camp_desk.storage.changes import Id

CONFIRMED = "confirmed"
"""What a second person decides."""

ALONE = "confirmed-alone"
"""What stands before the reason where the only officer who could confirm did so."""


class AloneTooSoon(CampDeskError):
    """The only officer confirms their own doing on the day of it."""

    message = N_("You did this yourself today, and nobody else here could confirm it.")
    advice = N_("Look at it again tomorrow: from then on you may confirm it with a reason.")


class AloneWithoutReason(CampDeskError):
    """The only officer confirms their own doing and says nothing about it."""

    message = N_("You did this yourself, and nobody else here could confirm it.")
    advice = N_("Say in a few words how you made sure; that is kept with the confirmation.")


def confirmed_by(
    camp: Camp,
    right: Right,
    *,
    by: bytes | None,
    on: date,
    reason: str,
    otherwise: type[CampDeskError],
    with_others: Collection[bytes] = (),
) -> str:
    """Return the decision that this officer may make about what somebody did.

    Whoever did it leaves it to another officer.  Where no other one works in the camp who could,
    they may confirm it themselves from the next day on, with a reason, and the decision says so.

    Args:
        camp: The camp, with who confirms.
        right: What confirming needs.
        by: Who did it.
        on: The day it was done.
        reason: What whoever is alone says about it.
        otherwise: What is raised where another officer could confirm.
        with_others: Who did it as well, and can confirm it as little.

    Raises:
        AloneTooSoon, AloneWithoutReason: It may be confirmed later, or with a reason.
        Whatever ``otherwise`` is.
    """
    if by != camp.officer_id:
        return CONFIRMED
    if not officers.only_one_who_may(camp.db, right, camp.officer_id, *with_others):
        raise otherwise
    if camp.today() <= on:
        raise AloneTooSoon
    why = bounded(reason)
    if not why:
        raise AloneWithoutReason
    return f"{ALONE} {why}"


def day_made(id_: Id) -> date:
    """Return the day on which an id was made, as the clock of its desk had it."""
    if not isinstance(id_, bytes):
        raise TypeError(id_)
    return datetime.fromtimestamp(int.from_bytes(id_[:6]) / 1000).date()
