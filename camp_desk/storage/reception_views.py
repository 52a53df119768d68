"""What an officer may look at of strips and buses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from camp_desk.domain.ids import HouseholdId
from camp_desk.domain.roles import Right
from camp_desk.domain.tokens import Kind, State
from camp_desk.storage import households, manifests, tokens
from camp_desk.storage.looking import Looking
from camp_desk.storage.manifests import Aboard, Manifest
from camp_desk.storage.tokens import Run, Strip


@dataclass(frozen=True, slots=True)
class Found:
    """A strip, and who has it; ``head`` is empty where nobody has, or names are not shown."""

    strip: Strip
    household: HouseholdId | None = None
    card: int | None = None
    head: str = ""
    size: int = 0
    """Of the household."""


class ReceptionViews(Looking):
    """The part of Views that is about tokens, wristbands and manifests."""

    def token(self, number: int) -> Found:
        """Return a strip and the household that used it or was given it."""
        self._require(Right.SEE_NAMES)
        strip = tokens.strip(self._db, number)
        held = next(iter(tokens.holders(self._db, number)), None)
        found = (
            households.household(self._db, households.canonical(self._db, held)) if held else None
        )
        if found is None:
            return Found(strip)
        head = found.registration.head.name if found.registration.members else ""
        return Found(strip, found.id, found.number, head, found.registration.size)

    def tokens_of(self, household: HouseholdId) -> tuple[int, ...]:
        """Return the strips that a household used."""
        self._require(Right.SEE_NAMES)
        used = tokens.used_by(self._db, household)
        return tuple(dict.fromkeys(each.first for each in used))

    def token_counts(self) -> dict[Kind, dict[State, int]]:
        """Return how many strips of each kind are in each state."""
        self._require(Right.SEE_NAMES)
        return tokens.counts(self._db)

    def token_runs(self, most: int = -1) -> list[Run]:
        """Return the runs of strips that were made, the latest first."""
        self._require(Right.SEE_NAMES)
        return tokens.runs(self._db, most)

    def manifests_of(self, day: date) -> list[Manifest]:
        """Return a day's manifests, and what is open of the days before."""
        self._require(Right.SEE_NAMES)
        return manifests.of_day(self._db, day)

    def current_manifest(self) -> Manifest | None:
        """Return the manifest under which this laptop registers."""
        self._require(Right.SEE_NAMES)
        return manifests.current(self._db)

    def aboard(self, manifest: bytes) -> list[Aboard]:
        """Return the households on a manifest."""
        self._require(Right.SEE_NAMES)
        return manifests.aboard(self._db, manifest)
