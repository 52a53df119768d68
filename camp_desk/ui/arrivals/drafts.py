"""What is typed and not saved: as texts in the camp file, where a killed program leaves it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from camp_desk.actions import needs, reception
from camp_desk.actions.arrivals import Registered
from camp_desk.actions.needs import Found
from camp_desk.domain.ids import HouseholdId
from camp_desk.domain.registration import Registration
from camp_desk.storage import drafts
from camp_desk.storage.camp import Camp
from camp_desk.storage.households import Household
from camp_desk.storage.views import Views

_NAME = "arrival"


@dataclass(frozen=True, slots=True)
class Draft:
    """The texts of the form, and those that wait while a household is open in it."""

    texts: Mapping[str, Any]
    waiting: Mapping[str, Any] | None = None
    household: HouseholdId | None = None
    """The household that is open, None for a new family."""

    @property
    def has_family(self) -> bool:
        """Tell whether somebody is typed in it; what sticks to the form does not count."""
        typed = (self.texts.get(part) or {} for part in ("head", "counts"))
        return any(any(each.values()) for each in typed) or bool(self.texts.get("members"))


def write(draft: Draft) -> bytes:
    """Return a draft as it is kept."""
    household = draft.household.hex() if draft.household else ""
    return json.dumps([1, draft.texts, draft.waiting, household], ensure_ascii=False).encode()


def read(body: bytes) -> Draft | None:
    """Return a draft that was kept; one of another version counts as none."""
    match json.loads(body) if body else None:
        case [1, dict(texts), waiting, str(household)]:
            id_ = HouseholdId(bytes.fromhex(household)) if household else None
            return Draft(texts, waiting, id_)
    return None


def keep(body: bytes, camp: Camp) -> None:
    """Keep a draft in the camp file."""
    drafts.keep_draft(camp, _NAME, body)


def save(
    household: HouseholdId | None,
    family: Registration,
    strips: tuple[int, ...] | None,
    body: bytes,
    camp: Camp,
    found: Mapping[int, Sequence[Found]] | None = None,
) -> Registered:
    """Write a family down, and with it that its draft is no longer needed: both or neither.

    Args:
        household: The household that it corrects or completes; None for a new one.
        family: The family.
        strips: Its token and wristbands; None leaves them as they are.
        body: What the form holds from now on.
        camp: Where.
        found: The needs of a new family's members by their places, the head's being 0.
    """
    with camp.transaction():
        registered = reception.receive(camp, household, family, strips)
        needs.record_with(camp, registered.household, found or {})
        keep(body, camp)
    return registered


def kept(views: Views) -> tuple[Draft | None, Household | None]:
    """Return the draft in the camp file, with the household that was open."""
    draft = read(views.draft(_NAME))
    return draft, opened(draft, views) if draft else None


def opened(draft: Draft, views: Views) -> Household | None:
    """Return the household that is open in a draft."""
    return views.household(draft.household) if draft.household else None
