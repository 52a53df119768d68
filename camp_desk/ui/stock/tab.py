"""The stock tab: joins the stock's widgets to the camp."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from camp_desk.actions import stock
from camp_desk.actions.lasting_words import rest_said
from camp_desk.actions.late_papers import BelowThen, careful
from camp_desk.actions.stock import Delivery, Posted, WaybillIsKnown
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.ids import StoreId
from camp_desk.storage.camp import Camp
from camp_desk.storage.tables import Changes, Topic
from camp_desk.storage.views import Views
from camp_desk.ui.direction import ltr, with_codes
from camp_desk.ui.look import Look
from camp_desk.ui.stock.amounts import store_name
from camp_desk.ui.stock.books import Books
from camp_desk.ui.stock.expecting import Around, Expecting
from camp_desk.ui.stock.forms import Draft, EntryForm
from camp_desk.ui.stock.goods import Goods, GoodsForm
from camp_desk.ui.stock.loss import LossForm, Lost, Piles, StoreForm
from camp_desk.ui.stock.panel import ItemStory, StockPanel
from camp_desk.ui.stock.seen import ItemSeen, Seen, look, look_at
from camp_desk.ui.stock.telling import item_story, stock_now
from camp_desk.ui.widgets.boxes import column
from camp_desk.ui.workspace import Workspace

if TYPE_CHECKING:
    from camp_desk.ui.stock.desk import DocumentsDesk

_TOPICS = {Topic.STOCK, Topic.LISTS, Topic.HOUSEHOLDS, Topic.SETTINGS}


@dataclass(frozen=True, slots=True)
class StockDraft:
    """What was open and typed when the window is built anew."""

    item: str
    store: str
    form: str
    typed: Draft


class StockTab(QWidget):
    """Shows the stock and records what comes and goes."""

    said = Signal(str)
    """A sentence that something was recorded."""

    def __init__(
        self, look: Look, workspace: Workspace[Camp, Views], now: Callable[[], datetime]
    ) -> None:
        super().__init__()
        self._look, self._words, self._workspace, self._now = look, look.words, workspace, now
        self._seen: Seen | None = None
        self._stale = True
        self._kept: StockDraft | None = None
        self.form: EntryForm | None = None
        self._warned: Lost | None = None
        """The loss that the form warned of: the same again is written."""
        self.documents: DocumentsDesk | None = None
        self.panel = StockPanel(look)
        self.setLayout(column(look, self.panel, gap=0))
        self.books = Books(look, workspace, self.panel, lambda: self._seen, self._today)
        around = Around(
            lambda: self._seen, self._today, self._open, self._close, self._receive_expected,
            self._trouble, self.said.emit,
        )  # fmt: skip
        self.expecting = Expecting(look, workspace, self.panel, around)
        self._connect()
        self.refresh()

    def search(self) -> None:
        """Go to the items, or to the search among the documents."""
        if self.documents is not None:
            self.documents.view.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        self.panel.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def scanned(self, code: str) -> None:
        """Say where a ration card belongs: nothing is served from this tab."""
        del code
        self.said.emit(self._words("Ration cards are read on the Allocation tab."))

    def draft(self) -> StockDraft:
        """Return what is chosen and typed."""
        name = ""
        if isinstance(self.form, GoodsForm):
            name = "delivery" if self.form.delivery else "opening"
        elif self.form is not None:
            name = "loss" if isinstance(self.form, LossForm) else "store"
            name = self.expecting.named(self.form) or name
        typed = self.form.draft() if self.form else {}
        if self.documents is not None:
            name, typed = "documents", self.documents.draft()
        return StockDraft(self.panel.chosen, self.panel.chosen_store, name, typed)

    def take(self, draft: object) -> None:
        """Choose and show again what was typed before; at once, or when the stock is read."""
        if isinstance(draft, StockDraft):
            self._kept = draft
            if self._seen is not None:
                self._bring_back()

    def showEvent(self, event: QShowEvent) -> None:
        """Read the stock again if something changed behind another tab."""
        super().showEvent(event)
        if self._stale:
            self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Read the stock again."""
        self._stale = False
        self._workspace.read(partial(look, self._store), self._show)

    @property
    def _store(self) -> StoreId | None:
        value = self.panel.chosen_store
        return StoreId(bytes.fromhex(value)) if value else None

    def _connect(self) -> None:
        panel = self.panel
        panel.item_chosen.connect(self._tell)
        panel.store_chosen.connect(self.refresh)
        panel.receiving.connect(self._receive)
        panel.counting.connect(self._count)
        panel.losing.connect(self._lose)
        panel.adding_store.connect(self._add_store)
        panel.documents_wanted.connect(self.show_documents)
        self._workspace.changed.connect(self._changed)

    @Slot(object)
    def _changed(self, changes: Changes) -> None:
        if not changes & _TOPICS:
            return
        if self.isVisible():
            self.refresh()
        else:
            self._stale = True

    def _show(self, seen: Seen) -> None:
        self._seen = seen
        self.panel.offer_stores(
            [(store.id.hex(), store_name(store, self._words)) for store in seen.stores]
        )
        self.panel.show_stock(stock_now(seen, self._words))
        self.panel.lose.setEnabled(bool(seen.piles))
        if not seen.listed:
            self.panel.show_story(ItemStory(self._words("No item chosen")))
        if self._kept is not None:
            self._bring_back()

    @Slot(str)
    def _tell(self, item: str) -> None:
        self._workspace.read(partial(look_at, item, self._store), self._show_item)

    def _show_item(self, at: ItemSeen) -> None:
        if self._seen is not None and at.item in self._seen.items:
            self.panel.show_story(item_story(self._seen, at, self._words))

    def _bring_back(self) -> None:
        kept, self._kept = self._kept, None
        if kept is None:
            return
        if kept.store and kept.store != self.panel.chosen_store:
            self.panel.store.choose(kept.store)
            self.refresh()
        self.panel.choose(kept.item)
        openers = {"delivery": self._receive, "opening": self._count, "loss": self._lose,
                   "store": self._add_store, "documents": self.show_documents,
                   **self.expecting.openers}  # fmt: skip
        if kept.form in openers:
            openers[kept.form]()
            if self.documents is not None:
                self.documents.take(kept.typed)
            elif self.form is not None:
                self.form.restore(kept.typed)

    @Slot()
    def show_documents(self) -> None:
        """Show the documents in the place of the stock."""
        self._close()
        if self.documents is None:
            from camp_desk.ui.stock.desk import DocumentsDesk

            self.documents = DocumentsDesk(self._look, self._workspace, self._now)
            self.documents.said.connect(self.said)
            self.documents.closed.connect(self._close_documents)
            self.panel.show_over(self.documents)
        self.documents.view.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _close_documents(self) -> None:
        documents, self.documents = self.documents, None
        if documents is not None:
            self.panel.put_away(documents)

    @Slot()
    def _receive(self) -> None:
        self._open_goods(delivery=True)

    def _receive_expected(self, draft: Draft) -> None:
        self._receive()
        if self.form is not None:
            self.form.restore(draft)

    @Slot()
    def _count(self) -> None:
        self._open_goods(delivery=False)

    def _open_goods(self, *, delivery: bool) -> None:
        if self._seen is None:
            return
        donors = dict.fromkeys(pile.donor for pile in self._seen.piles if pile.donor)
        seen = self._seen
        goods = Goods(seen.items, seen.stores, sorted(donors))
        form = GoodsForm(self._look, goods, self._today, delivery=delivery)
        if self.panel.chosen_store:
            form.store.choose(self.panel.chosen_store)
        self._open(form)
        self.panel.show_over(form)
        first = form.waybill if delivery else form.lines[0].item
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _lose(self) -> None:
        if self._seen is None or not self._seen.piles:
            return
        piles = Piles(self._seen.items, self._seen.stores, self._seen.piles)
        form = LossForm(self._look, piles, self._today)
        form.choose_item(self.panel.chosen)
        self._open(form)
        self.panel.show_beside(form)
        form.lot.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _add_store(self) -> None:
        form = StoreForm(self._look)
        self._open(form)
        self.panel.show_beside(form)
        form.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self, form: EntryForm) -> None:
        self._close()
        self.form, self._warned = form, None
        form.saved.connect(self._save)
        form.cancelled.connect(self._close)

    @Slot()
    def _close(self) -> None:
        form, self.form = self.form, None
        if form is not None:
            self.panel.put_away(form)

    @Slot(object)
    def _save(self, entered: object) -> None:
        if isinstance(entered, Delivery) and isinstance(self.form, GoodsForm):
            post = stock.receive if self.form.delivery else stock.count_opening
            action = partial(_came, entered, post)
            self._workspace.do(action, partial(self._saved, entered.lines[0].item), self._trouble)
        elif isinstance(entered, Lost):
            write: Callable[[Camp], Posted] = partial(_lost, entered)
            if entered != self._warned:
                write = partial(careful, write)
            self._workspace.do(
                write, partial(self._saved, entered.item), partial(self._not_lost, entered)
            )
        elif isinstance(entered, str):
            self._workspace.do(partial(_stored, entered), self._store_added, self._trouble)
        else:
            self.expecting.save(entered)

    def _saved(self, item: str, posted: Posted) -> None:
        self._close()
        self.panel.choose(item)
        said = [self._words("Recorded as {number}.", number=ltr(posted.number))]
        if self._seen is not None:
            items = self._seen.items
            said += [rest_said(each, items[each.item], self._words)
                     for each in posted.still_expected]  # fmt: skip
        self.said.emit(" ".join(said))

    def _not_lost(self, lost: Lost, error: CampDeskError) -> None:
        if isinstance(error, BelowThen) and self.form is not None:
            self._warned = lost
            self.form.show_warning(with_codes(self._words.sentence(error)))
        else:
            self._trouble(error)

    def _store_added(self, _changes: Changes) -> None:
        self._close()
        self.said.emit(self._words("The store is made."))

    def _trouble(self, error: CampDeskError) -> None:
        sentence = with_codes(self._words.sentence(error))
        if isinstance(error, WaybillIsKnown) and isinstance(self.form, GoodsForm):
            self.form.show_waybill_known(sentence)
        elif self.form is not None:
            self.form.show_trouble(sentence)

    def _today(self) -> date:
        return self._now().date()


def _came(delivery: Delivery, post: Callable[[Camp, Delivery], Posted], camp: Camp) -> Posted:
    return post(camp, delivery)


def _lost(lost: Lost, camp: Camp) -> Posted:
    return stock.lose(
        camp, (lost.store, lost.lot), lost.quantity, reason=lost.reason, remarks=lost.remarks,
        estimate=lost.estimate,
        day=lost.day,
    )  # fmt: skip


def _stored(name: str, camp: Camp) -> Changes:
    changes, _ = stock.add_store(camp, name)
    return changes
