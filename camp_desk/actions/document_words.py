"""What documents are called, what stands on each, and who signs it."""

from __future__ import annotations

from collections.abc import Mapping

from camp_desk.actions.stock import Kind
from camp_desk.domain.words import N_, Words

TITLES: Mapping[str, str] = {
    Kind.OPENING: N_("Opening count"),
    Kind.RECEIPT: N_("Goods received note"),
    Kind.LOSS: N_("Loss and adjustment form"),
    Kind.SET_ASIDE: N_("Release order for a list"),
    Kind.DISTRIBUTED: N_("Handed out on a list"),
    Kind.RETURNED: N_("Returned from a list"),
    Kind.WAYBILL: N_("Waybill"),
    Kind.ARRIVED: N_("Arrival of a waybill"),
    Kind.RELEASE: N_("Release order"),
    Kind.CAME_BACK: N_("Return to the store"),
    Kind.SENT_BACK: N_("Return to the sender"),
    Kind.LENT: N_("Loan to others"),
    Kind.LENT_BACK: N_("Loan given back to us"),
    Kind.BORROWED: N_("Loan from others"),
    Kind.GIVEN_BACK: N_("Loan given back by us"),
    Kind.REBAGGED: N_("Rebagging record"),
    Kind.KITS_MADE: N_("Kits packed"),
    Kind.KITS_OPENED: N_("Kits opened"),
    Kind.GIVEN: N_("Items given to a household"),
    Kind.LENT_OUT: N_("Items lent to a household"),
    Kind.GIVEN_IN: N_("Items given back by a household"),
}
"""What each kind is called; one of a later version goes by its letters."""

PARTY: Mapping[str, str] = {
    Kind.RECEIPT: N_("Transporter"),
    Kind.WAYBILL: N_("Transporter"),
    Kind.RELEASE: N_("For"),
    Kind.CAME_BACK: N_("From"),
    Kind.SENT_BACK: N_("Sender"),
    Kind.LENT: N_("Borrower"),
    Kind.LENT_BACK: N_("Borrower"),
    Kind.BORROWED: N_("Lender"),
    Kind.GIVEN_BACK: N_("Lender"),
    Kind.GIVEN: N_("Card"),
    Kind.LENT_OUT: N_("Card"),
    Kind.GIVEN_IN: N_("Card"),
}
"""Whom the name on a document is of."""

_RECEIVING = (N_("Delivered by"), N_("Received by"), N_("Inspected by"))
_RELEASING = (N_("Requested by"), N_("Authorised by"), N_("Storekeeper"), N_("Received by"))
_LENDING = (N_("Lender"), N_("Borrower"), N_("Storekeeper"))
_TO_HOUSEHOLD = (N_("Given by"), N_("Received: sign or thumb"), N_("Witness"))
_PACKING = (N_("Packed by"), N_("Storekeeper"), N_("Checked by"))

SIGNERS: Mapping[str, tuple[str, ...]] = {
    Kind.OPENING: (N_("Counted by 1"), N_("Counted by 2"), N_("Approved by")),
    Kind.RECEIPT: _RECEIVING,
    Kind.ARRIVED: _RECEIVING,
    Kind.WAYBILL: (N_("Sent by"), N_("Driver"), N_("Received by")),
    Kind.RELEASE: _RELEASING,
    Kind.SET_ASIDE: _RELEASING,
    Kind.LOSS: (N_("Reported by"), N_("Confirmed by"), N_("Witness")),
    Kind.LENT: _LENDING,
    Kind.LENT_BACK: _LENDING,
    Kind.BORROWED: _LENDING,
    Kind.GIVEN_BACK: _LENDING,
    Kind.REBAGGED: (N_("Foreman"), N_("Storekeeper"), N_("Witness")),
    Kind.KITS_MADE: _PACKING,
    Kind.KITS_OPENED: _PACKING,
    Kind.GIVEN: _TO_HOUSEHOLD,
    Kind.LENT_OUT: _TO_HOUSEHOLD,
    Kind.GIVEN_IN: (N_("Given back: sign or thumb"), N_("Received by"), N_("Witness")),
}
"""Who signs each kind; others are signed by ``ANYBODY``."""

ANYBODY = (N_("Given by"), N_("Storekeeper"), N_("Received by"))


def title(kind: str, words: Words) -> str:
    """Return what a kind of document is called."""
    return words(TITLES[kind]) if kind in TITLES else kind


def state_said(*, reversal: bool, is_reversed: bool, waits: bool, words: Words) -> tuple[str, str]:
    """Return the state of a document in a word, and its tone; empty where all is as it should."""
    if reversal:
        return words("Reversal"), "info"
    if is_reversed:
        return words("Reversed"), "danger"
    if waits:
        return words("To be confirmed"), "warn"
    return "", ""
