"""What an officer may look at of counts, stack cards and ledgers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from camp_desk.domain.counting import Due, Tolerance
from camp_desk.domain.donor_report import DonorReport
from camp_desk.domain.ids import LotId, StoreId
from camp_desk.domain.period import Period
from camp_desk.domain.roles import Right
from camp_desk.storage import count_review, counts, decisions, donor_report, stock_cards
from camp_desk.storage.count_review import Reviewed
from camp_desk.storage.counts import Count
from camp_desk.storage.driver import Database
from camp_desk.storage.findings import Kind, finding_id
from camp_desk.storage.stock_cards import Card

Days = tuple[date | None, date | None]
"""The first and the last day that are looked at, both included; None for no bound."""


class StockBooks:
    """The part of the views that is about the books of the stores."""

    def __init__(self, db: Database, require: Callable[[Right], None]) -> None:
        self._db = db
        self._require = require

    def moved(self) -> list[str]:
        """Return the codes of the items that ever lay in the camp."""
        self._require(Right.SEE_STOCK)
        rows = self._db.conn.execute(
            "SELECT id FROM item"
            " WHERE EXISTS (SELECT 1 FROM item_day WHERE item_day.item = item.id)"
        )
        return [code for (code,) in rows]

    def counts(self, most: int = 200) -> list[Count]:
        """Return the counts, the latest first."""
        self._require(Right.SEE_STOCK)
        return counts.counts(self._db, limit=most)

    def count(self, number: str) -> Count | None:
        """Return a count by its number."""
        self._require(Right.SEE_STOCK)
        return counts.numbered(self._db, number)

    def review(self, count: Count) -> list[Reviewed]:
        """Return the piles of a count beside the books."""
        self._require(Right.SEE_STOCK)
        return count_review.review(self._db, count)

    def is_waiting(self, count: Count) -> bool:
        """Tell whether a posted count waits for a second person."""
        self._require(Right.SEE_STOCK)
        posted = counts.posted_by(self._db, count.id)
        if posted is None or not decisions.standing(self._db, posted[0], "awaiting-confirmation"):
            return False
        return not decisions.is_decided(self._db, finding_id(Kind.COUNT_AWAITING, posted[0]))

    def tolerance(self) -> Tolerance:
        """Return by how much counts may differ."""
        self._require(Right.SEE_STOCK)
        return count_review.tolerance(self._db)

    def due(self, store: StoreId, today: date) -> list[Due]:
        """Return which items of a store should be counted."""
        self._require(Right.SEE_STOCK)
        return count_review.due_in(self._db, store, today)

    def lots(self, store: StoreId, item: str) -> list[tuple[LotId, str]]:
        """Return the lots of an item that ever lay in a store."""
        self._require(Right.SEE_STOCK)
        return stock_cards.lots(self._db, store, item)

    def card(self, store: StoreId, lot: LotId, days: Days = (None, None), most: int = 0) -> Card:
        """Return the card of a pile, its latest movements if there are more than ``most``."""
        self._require(Right.SEE_STOCK)
        return stock_cards.stack_card(self._db, store, lot, *days, most)

    def ledger(self, store: StoreId, item: str, days: Days = (None, None), most: int = 0) -> Card:
        """Return the ledger of an item in a store."""
        self._require(Right.SEE_STOCK)
        return stock_cards.item_ledger(self._db, store, item, *days, most)

    def months(self) -> list[Period]:
        """Return the months in which something moved, the latest first."""
        self._require(Right.SEE_STOCK)
        return donor_report.months(self._db)

    def donors(self) -> list[str]:
        """Return the donors whose goods ever lay in the camp."""
        self._require(Right.SEE_STOCK)
        return donor_report.donors(self._db)

    def donor_report(
        self, period: Period, donor: str = "", store: StoreId | None = None
    ) -> DonorReport:
        """Return what became of a donor's goods, of everybody's if none is named."""
        self._require(Right.SEE_STOCK)
        return donor_report.report(self._db, period, donor=donor, store=store)
