"""What an officer may look at of the stores."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from camp_desk.domain.catalogue import Item, Scale
from camp_desk.domain.ids import StoreId
from camp_desk.domain.pipeline import Expected
from camp_desk.domain.roles import Right
from camp_desk.storage import document_pages, documents, expected, levels, stock
from camp_desk.storage.document_pages import DocumentPage
from camp_desk.storage.document_search import Meant, letters
from camp_desk.storage.documents import Document, Row, UnderWay
from camp_desk.storage.levels import Delivered
from camp_desk.storage.looking import Looking
from camp_desk.storage.stock import OnHand, Pile, Store
from camp_desk.storage.stock_books import StockBooks


class StockViews(Looking):
    """The part of Views that is about stores and what lies there."""

    @property
    def books(self) -> StockBooks:
        """Return counts, stack cards and ledgers."""
        return StockBooks(self._db, self._require)

    def stores(self) -> list[Store]:
        """Return the open stores."""
        return stock.stores(self._db)

    def items(self) -> dict[str, Item]:
        """Return the catalogue of items."""
        return stock.items(self._db)

    def scales(self) -> dict[str, Scale]:
        """Return the catalogue of ration scales."""
        return stock.scales(self._db)

    def on_hand(self) -> list[OnHand]:
        """Return every item ever moved with what there is of it."""
        self._require(Right.SEE_STOCK)
        return stock.on_hand(self._db)

    def piles(self, store: bytes | None = None, item: str | None = None) -> list[Pile]:
        """Return the lots on hand, the earliest expiry first."""
        self._require(Right.SEE_STOCK)
        return stock.piles(self._db, store, item)

    def ledger(self, item: str) -> list[stock.Line]:
        """Return an item's movements, the latest first."""
        self._require(Right.SEE_STOCK)
        return stock.ledger(self._db, item)

    def history(self, item: str) -> list[tuple[date, int]]:
        """Return an item's level at the end of each day that moved it."""
        self._require(Right.SEE_STOCK)
        return stock.history(self._db, item)

    def waiting(self, store: StoreId | None = None) -> dict[str, int]:
        """Return what is set aside for open lists and was not handed over yet, by item."""
        self._require(Right.SEE_STOCK)
        return levels.waiting(self._db, store)

    def between_stores(self, store: StoreId | None = None) -> list[levels.UnderWay]:
        """Return what is on its way to the stores of the camp, or to one of them."""
        self._require(Right.SEE_STOCK)
        return levels.under_way(self._db, store)

    def levels(self, item: str, store: StoreId | None = None) -> list[tuple[date, int]]:
        """Return what there was of an item, set aside or not, at the end of each day."""
        self._require(Right.SEE_STOCK)
        return levels.levels(self._db, item, store)

    def latest_delivery(self) -> Delivered | None:
        """Return the last delivery, or nothing before the first."""
        self._require(Right.SEE_STOCK)
        return levels.latest_delivery(self._db)

    def documents(
        self, kind: str = "", words: str = "", meant: Callable[[str], Meant] = letters
    ) -> list[Row]:
        """Return the documents of the stores that match, the latest first."""
        self._require(Right.SEE_STOCK)
        return documents.found(self._db, kind=kind, words=words, meant=meant)

    def paper(self, id_: bytes) -> DocumentPage | None:
        """Return all that stands on one document."""
        self._require(Right.SEE_STOCK)
        return document_pages.page(self._db, id_)

    def under_way(self) -> list[UnderWay]:
        """Return the waybills whose goods have not all arrived."""
        self._require(Right.SEE_STOCK)
        return documents.under_way(self._db)

    def open_documents(self, *kinds: str, most: int = -1) -> list[Document]:
        """Return the documents of some kinds that were not reversed, the latest first."""
        self._require(Right.SEE_STOCK)
        return documents.of_kinds(self._db, *kinds, most=most)

    def expected(self) -> list[Expected]:
        """Return the deliveries that are still to come, the earliest first."""
        self._require(Right.SEE_STOCK)
        return expected.expected(self._db)

    def free(self, store: bytes) -> dict[str, int]:
        """Return what a store holds of each item."""
        self._require(Right.SEE_STOCK)
        return stock.free(self._db, StoreId(store))
