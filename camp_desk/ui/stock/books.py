"""From the stock panel to its books: counts, cards, room, a new store, items, donors."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, QPoint, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu

from camp_desk.domain.ids import LotId, StoreId
from camp_desk.storage.camp import Camp
from camp_desk.storage.views import Views
from camp_desk.ui.direction import ltr
from camp_desk.ui.look import Look
from camp_desk.ui.stock.panel import StockPanel
from camp_desk.ui.stock.seen import Seen
from camp_desk.ui.workspace import Workspace


class Books(QObject):
    """Opens the books of what is chosen on the panel: F6 the card, F7 counts, F8 room, F9 items.

    F12 shows what became of the donors' goods, Shift+F12 follows them.
    """

    def __init__(
        self,
        look: Look,
        workspace: Workspace[Camp, Views],
        panel: StockPanel,
        seen: Callable[[], Seen | None],
        today: Callable[[], date],
    ) -> None:
        super().__init__(panel)
        self._look, self._workspace, self._panel = look, workspace, panel
        self._seen, self._today = seen, today
        self.menu = QMenu(panel)
        words = look.words
        for keys, icon, text, act in (
            ("F6", "history", words("Stack card and ledger"), self.show_card),
            ("F7", "clipboard-list", words("Counts"), self.show_counts),
            ("F8", "package", words("Room in the stores"), self.show_room),
            ("F9", "hand-helping", words("Household items"), self.show_items),
            ("F12", "users", words("What became of the donors’ goods"), self.show_donors),
            ("Shift+F12", "search", words("Follow goods"), self.show_trace),
        ):
            self.menu.addAction(look.icon(icon, "text"), f"{text}\t{ltr(keys)}", act)
            QShortcut(QKeySequence(keys), panel).activated.connect(act)
        self.new_store = self.menu.addAction(look.icon("plus", "text"), words("New store"))
        self.new_store.triggered.connect(panel.adding_store)
        panel.books.clicked.connect(self._show_menu)

    @Slot()
    def _show_menu(self) -> None:
        button = self._panel.books
        self.menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    @Slot()
    def show_card(self) -> None:
        """Show the card of the lot that is chosen, else the ledger of the chosen item."""
        from camp_desk.ui.stock.card import CardDialog

        seen, panel = self._seen(), self._panel
        if seen is None or panel.chosen not in seen.items or not seen.stores:
            return
        CardDialog.ask(
            self._look, self._workspace, seen.items[panel.chosen], seen.stores, self._today,
            self._pile(seen), panel.window(),
        )  # fmt: skip

    @Slot()
    def show_counts(self) -> None:
        """Show the counts."""
        from camp_desk.ui.stock.counts import CountsDialog

        CountsDialog.ask(self._look, self._workspace, self._panel.window())

    @Slot()
    def show_room(self) -> None:
        """Show the room in the stores."""
        from camp_desk.ui.stock.room import RoomDialog

        seen = self._seen()
        if seen is not None and seen.stores:
            RoomDialog.ask(self._look, self._workspace, seen, self._panel.window())

    @Slot()
    def show_items(self) -> None:
        """Show what is lent to households, and give items by card."""
        from camp_desk.ui.relief.out import LentOutDialog

        LentOutDialog.ask(self._look, self._workspace, self._today, self._panel.window())

    @Slot()
    def show_donors(self) -> None:
        """Show what became of the donors' goods."""
        from camp_desk.ui.stock.donors import DonorsDialog

        DonorsDialog.ask(self._look, self._workspace, self._panel.window())

    @Slot()
    def show_trace(self) -> None:
        """Follow a consignment to families, or a ration back."""
        from camp_desk.ui.stock.trace import TraceDialog

        TraceDialog.ask(self._look, self._workspace, self._panel.window())

    def _pile(self, seen: Seen) -> tuple[StoreId, LotId | None]:
        panel = self._panel
        index = panel.lot_table.currentIndex()
        if panel.lot_table.isVisible() and index.isValid():
            chosen = panel.lots.row(index).lot
            if isinstance(chosen, tuple):
                store, lot = chosen
                return StoreId(store), LotId(lot)
        if panel.chosen_store:
            return StoreId(bytes.fromhex(panel.chosen_store)), None
        there = (pile.store for pile in seen.piles if pile.item == panel.chosen)
        return next(there, seen.stores[0].id), None
