"""What a person or a household is in the camp: present, on hold, gone; and who may say so."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.roles import Right, Role, may
from camp_desk.domain.words import N_, Words


class Status(StrEnum):
    """As kept; ACTIVE alone counts for rations and in every total."""

    ACTIVE = "ACTIVE"
    PENDING = "PENDING"
    ON_HOLD = "ON_HOLD"
    INACTIVE_ABSENT = "INACTIVE_ABSENT"
    DEPARTED_ONWARD = "DEPARTED_ONWARD"
    DEPARTED_RETURN = "DEPARTED_RETURN"
    DECEASED = "DECEASED"
    DUPLICATE = "DUPLICATE"
    WITHDRAWN = "WITHDRAWN"
    MERGED_HH = "MERGED_HH"


DEPARTED = frozenset({Status.DEPARTED_ONWARD, Status.DEPARTED_RETURN})
CLOSED = frozenset(Status) - {Status.ACTIVE, Status.PENDING, Status.ON_HOLD}
"""From these only a supervisor brings somebody back."""

CONFIRMED = DEPARTED | {Status.DECEASED, Status.WITHDRAWN}
"""A second person confirms that somebody left the camp for one of these."""

_WHO = {
    (Status.PENDING, Status.ACTIVE): Right.REGISTER,
    (Status.ACTIVE, Status.ON_HOLD): Right.REGISTER,
    **{
        (Status.ON_HOLD, after): Right.DECIDE
        for after in (Status.ACTIVE, Status.INACTIVE_ABSENT, Status.DUPLICATE)
    },
    **{(Status.ACTIVE, after): Right.REGISTER for after in CONFIRMED},
    **{(before, Status.ACTIVE): Right.DECIDE for before in CLOSED},
}
"""The right that each change needs; a change that is not here is nobody's."""


class NoSuchChange(CampDeskError):
    """A status does not become this other one."""

    message = N_("Somebody who is “{before}” cannot become “{after}”.")
    advice = N_("Look at the status, and bring them back as active first.")


def right_for(before: Status, after: Status) -> Right | None:
    """Return the right that a change of status needs, or nothing where nobody may make it."""
    return _WHO.get((before, after))


def allowed(role: Role, before: Status, after: Status) -> bool:
    """Tell whether an officer of a role may make a change."""
    right = right_for(before, after)
    return right is not None and may(role, right)


def status_of(untrusted_code: str) -> Status:
    """Return the status of a code; one that a later version made is no reason to feed anybody."""
    try:
        return Status(untrusted_code)
    except ValueError:
        return Status.ON_HOLD


@dataclass(frozen=True, slots=True)
class StatusName:
    """What a status is called, from the catalogue."""

    status: Status
    name_en: str
    name_ar: str

    def said(self, words: Words) -> str:
        """Return the name in a language that has one, else in English."""
        return self.name_ar if words.language == "ar" and self.name_ar else self.name_en
