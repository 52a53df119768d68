"""What the head is asked before anything is kept, and what was answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from camp_desk.domain.words import N_

LANGUAGES = ("ar", "ckb", "en")
"""The languages that the head may be asked in."""


class Purpose(StrEnum):
    """What the head agreed to."""

    HELP = "help"
    PARTNERS = "partners"


PURPOSES = {
    Purpose.HELP: N_("Food, water and shelter in this camp"),
    Purpose.PARTNERS: N_("Shared with other aid organisations that help here"),
}
"""The purposes as they are asked for."""

NOTICE = (
    N_("The camp’s staff write down who you are and how many you are."),
    N_("It is kept on this camp’s computers, locked, so that your family gets its ration once and"
       " nobody is forgotten."),
    N_("We do not give it to any army, party or authority."),
    N_("You may refuse. Your family gets the same ration: then we write down only how many you"
       " are, and no name. You may change your mind later."),
    N_("Do you agree?"),
)  # fmt: skip
"""What is read to the head: who keeps it, what for, and that refusing costs no ration."""


@dataclass(frozen=True, slots=True)
class Consent:
    """What the head answered, when and in which language; nobody was asked where there is none."""

    given: bool
    at: datetime | None = None
    language: str = ""
    purposes: tuple[str, ...] = ()
