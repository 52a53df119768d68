"""What happens at the table when a family is saved: written down, its token used, on its bus."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from camp_desk.actions import arrivals, manifests, tokens
from camp_desk.actions.arrivals import Registered
from camp_desk.actions.hand_over import read_card
from camp_desk.domain.ids import HouseholdId
from camp_desk.domain.registration import Registration
from camp_desk.domain.tokens import typed
from camp_desk.storage import households
from camp_desk.storage import tokens as stored_tokens
from camp_desk.storage.camp import Camp


def receive(
    camp: Camp,
    household: HouseholdId | None,
    registration: Registration,
    strips: Sequence[int] | None = None,
) -> Registered:
    """Write a family down, with the strips that it used and the bus that it came with: or nothing.

    Args:
        camp: Where.
        household: The household that is corrected or completed; None for a new one.
        registration: The family.
        strips: Its tokens and wristbands; None leaves those of the household as they are.

    Raises:
        As of arrivals.write_down() and tokens.give(); nothing was written.
    """
    with camp.transaction():
        registered = arrivals.write_down(camp, household, registration)
        changes = registered.changes
        if strips is not None:
            changes |= tokens.give(camp, registered.household, strips)
        if household is None:
            changes |= manifests.hang_on_current(camp, registered.household)
    return replace(registered, changes=changes)


def household_of(camp: Camp, untrusted_number: str) -> HouseholdId | None:
    """Return the household of a card number, of a card's scanned code, or of a strip that it used.

    Raises:
        BadCardNumber, BadCardCode: It is no number at all.
    """
    token = typed(untrusted_number)
    if token is not None:
        held = next(iter(stored_tokens.holders(camp.db, token)), None)
    else:
        number, _ = read_card(camp, untrusted_number)
        held = households.by_number(camp.db, number)
    return None if held is None else households.canonical(camp.db, held)
