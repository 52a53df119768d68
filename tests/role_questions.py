"""The questions that an officer may ask of a camp, and the right that each needs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from camp_desk.domain.donor_report import month
from camp_desk.domain.ids import (
    HouseholdId,
    ListId,
    LotId,
    StoreId,
)
from camp_desk.domain.roles import Right
from camp_desk.storage.views import Views

ID = b"x" * 16

QUESTIONS: dict[str, tuple[Right, Callable[[Views], object]]] = {
    "people": (Right.SEE_NAMES, lambda v: v.people("")),
    "rows": (Right.SEE_NAMES, lambda v: v.person_rows([1])),
    "page": (Right.SEE_NAMES, lambda v: v.household_page(HouseholdId(ID))),
    "household": (Right.SEE_NAMES, lambda v: v.household(HouseholdId(ID))),
    "findings": (Right.SEE_NAMES, lambda v: v.findings()),
    "needs": (Right.SEE_NEEDS, lambda v: v.needs(HouseholdId(ID))),
    "needs counted": (Right.SEE_NEEDS, lambda v: v.needs_counted(["PG"])),
    "a token": (Right.SEE_NAMES, lambda v: v.token(1)),
    "a household’s tokens": (Right.SEE_NAMES, lambda v: v.tokens_of(HouseholdId(ID))),
    "tokens": (Right.SEE_NAMES, lambda v: v.token_counts()),
    "runs of tokens": (Right.SEE_NAMES, lambda v: v.token_runs()),
    "manifests": (Right.SEE_NAMES, lambda v: v.manifests_of(date(2014, 6, 10))),
    "the open manifest": (Right.SEE_NAMES, lambda v: v.current_manifest()),
    "aboard": (Right.SEE_NAMES, lambda v: v.aboard(ID)),
    "on hand": (Right.SEE_STOCK, lambda v: v.on_hand()),
    "piles": (Right.SEE_STOCK, lambda v: v.piles()),
    "ledger": (Right.SEE_STOCK, lambda v: v.ledger("RIC")),
    "history": (Right.SEE_STOCK, lambda v: v.history("RIC")),
    "expected": (Right.SEE_STOCK, lambda v: v.expected()),
    "free": (Right.SEE_STOCK, lambda v: v.free(ID)),
    "documents": (Right.SEE_STOCK, lambda v: v.documents()),
    "a document": (Right.SEE_STOCK, lambda v: v.paper(ID)),
    "between stores": (Right.SEE_STOCK, lambda v: v.between_stores()),
    "under way": (Right.SEE_STOCK, lambda v: v.under_way()),
    "open documents": (Right.SEE_STOCK, lambda v: v.open_documents("ISS")),
    "counts": (Right.SEE_STOCK, lambda v: v.books.counts()),
    "a count": (Right.SEE_STOCK, lambda v: v.books.count("CNT-001-0001")),
    "tolerances": (Right.SEE_STOCK, lambda v: v.books.tolerance()),
    "what is due": (Right.SEE_STOCK, lambda v: v.books.due(StoreId(ID), date(2014, 6, 10))),
    "lots of an item": (Right.SEE_STOCK, lambda v: v.books.lots(StoreId(ID), "RIC")),
    "months": (Right.SEE_STOCK, lambda v: v.books.months()),
    "donors": (Right.SEE_STOCK, lambda v: v.books.donors()),
    "donors' goods": (Right.SEE_STOCK, lambda v: v.books.donor_report(month(2014, 7))),
    "stack card": (Right.SEE_STOCK, lambda v: v.books.card(StoreId(ID), LotId(ID))),
    "stock ledger": (Right.SEE_STOCK, lambda v: v.books.ledger(StoreId(ID), "RIC")),
    "lines": (Right.HAND_OVER, lambda v: v.lines(ListId(ID))),
    "eligible": (
        Right.PLAN,
        lambda v: v.eligible(
            kind="food", first=date(2014, 6, 10), until=date(2014, 6, 11), sectors=()
        ),
    ),
}
