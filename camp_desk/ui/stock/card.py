"""The stack card of a pile and the ledger of an item, with a running balance."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from io import BytesIO

from PySide6.QtCore import Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from camp_desk.actions.paper import second_language
from camp_desk.actions.stock_cards import (
    CardLine,
    Wanted,
    balance_said,
    below_said,
    card_lines,
    print_card,
)
from camp_desk.domain.catalogue import Item
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.ids import LotId, StoreId
from camp_desk.domain.quantities import exact
from camp_desk.domain.words import Words
from camp_desk.storage.camp import Camp
from camp_desk.storage.stock import Store
from camp_desk.storage.stock_cards import Card
from camp_desk.storage.views import Views
from camp_desk.ui.dialogs import Dialog
from camp_desk.ui.direction import isolated, ltr
from camp_desk.ui.look import Look
from camp_desk.ui.paper import show_paper
from camp_desk.ui.stock.amounts import sign_kept, store_name
from camp_desk.ui.stock.forms import day_reader
from camp_desk.ui.widgets.banners import Banner
from camp_desk.ui.widgets.boxes import column, padded, row
from camp_desk.ui.widgets.buttons import Button
from camp_desk.ui.widgets.choices import Choice
from camp_desk.ui.widgets.columns import Column, RowsModel
from camp_desk.ui.widgets.fields import Field, ReadLine
from camp_desk.ui.widgets.labels import Label
from camp_desk.ui.widgets.tables import Table
from camp_desk.ui.workspace import Workspace

MOST = 2_000
"""Movements shown at once, the latest; the days go further back."""


@dataclass(frozen=True, slots=True)
class CardSeen:
    """A card with the lots that there are to choose from."""

    card: Card
    lots: Sequence[tuple[LotId, str]]


def card_columns(words: Words, item: Item) -> tuple[Column[CardLine], ...]:
    """Return the columns of a card."""

    def amount(quantity: int) -> str:
        return isolated(sign_kept(exact(quantity, item.unit, words))) if quantity else ""

    def balance(line: CardLine) -> str:
        return isolated(sign_kept(balance_said(line.balance, item, words)))

    return (
        Column(words("Date"), lambda each: ltr(each.moved.day.isoformat()), 96),
        Column(words("Document"), lambda each: ltr(each.moved.number), 126),
        Column(words("From / to"), lambda each: isolated(each.other), 0),
        Column(words("Lot"), lambda each: isolated(each.moved.label), 150, drop=1),
        Column(words("In"), lambda each: amount(each.came), 96, trailing=True),
        Column(words("Out"), lambda each: amount(each.out), 96, trailing=True),
        Column(words("Loss"), lambda each: amount(each.lost), 88, trailing=True),
        Column(words("Balance"), balance, 110, trailing=True),
    )


class CardDialog(Dialog):
    """Shows a card or a ledger between two days, and prints it."""

    def __init__(
        self,
        look: Look,
        workspace: Workspace[Camp, Views],
        item: Item,
        stores: Sequence[Store],
        today: Callable[[], date],
        pile: tuple[StoreId, LotId | None],
        parent: QWidget | None = None,
    ) -> None:
        words = look.words
        super().__init__(look, words("Stack card and ledger"), parent)
        self._workspace, self._item = workspace, item
        store, lot = pile
        self._wanted_lot = lot
        self.store = Choice(
            look, words("Store"), [(each.id.hex(), store_name(each, words)) for each in stores]
        )
        self.store.choose(store.hex())
        self.lot = Choice(look, words("Lot"), (("", words("All lots (ledger)")),))
        read = day_reader(today)
        self.first: ReadLine[date] = ReadLine(words("From"), read, words("beginning"))
        self.last: ReadLine[date] = ReadLine(words("Until"), read, words("today"))
        self.model: RowsModel[CardLine] = RowsModel(card_columns(words, item), self)
        self.table = Table(
            look, words("Movements"), self.model, empty=words("Nothing moved on these days.")
        )
        self.balance = Label(look, part="strong", wrapped=True)
        self.told = Banner(look)
        self.print_button = Button(look, words("Print"), "printer")
        self.close_button = Button(look, words("Close"), part="primary")
        self._lay_out(look)
        self._connect()
        self.fit(1040, 680)
        self.table.setFocus()
        self._refresh()

    @classmethod
    def ask(
        cls,
        look: Look,
        workspace: Workspace[Camp, Views],
        item: Item,
        stores: Sequence[Store],
        today: Callable[[], date],
        pile: tuple[StoreId, LotId | None],
        parent: QWidget | None = None,
    ) -> None:
        """Show a card until it is closed."""
        cls(look, workspace, item, stores, today, pile, parent).wait()

    def _lay_out(self, look: Look) -> None:
        words = self._words
        fields = row(
            look,
            (Field(look, words("Store"), self.store), 3),
            (Field(look, words("Lot"), self.lot), 4),
            (Field(look, words("From"), self.first), 2),
            (Field(look, words("Until"), self.last), 2),
            gap=12,
        )
        keys = words("Ctrl+P prints, Esc closes.")
        box = column(
            look,
            Label(look, self._item.said(words), "title"),
            fields,
            self.told,
            (self.table, 1),
            self.balance,
            row(look, (Label(look, keys, "hint"), 1), self.print_button, self.close_button),
            gap=10,
        )
        self.setLayout(padded(look, box, 20))

    def _connect(self) -> None:
        self.store.activated.connect(self._another_store)
        self.lot.activated.connect(self._refresh)
        self.first.editingFinished.connect(self._refresh)
        self.last.editingFinished.connect(self._refresh)
        self.print_button.clicked.connect(self._print)
        self.close_button.clicked.connect(self.accept)
        QShortcut(QKeySequence("Ctrl+P"), self).activated.connect(self._print)

    @property
    def wanted(self) -> Wanted:
        """Return which card is shown."""
        lot = self._wanted_lot
        if lot is None and (chosen := self.lot.currentData()):
            lot = LotId(bytes.fromhex(str(chosen)))
        store = StoreId(bytes.fromhex(self.store.value))
        return Wanted(store, self._item.code, lot, self.first.value, self.last.value)

    @Slot()
    def _another_store(self) -> None:
        self.lot.choose("")
        self._refresh()

    @Slot()
    def _refresh(self) -> None:
        unreadable = self.first.unreadable or self.last.unreadable
        self.told.say("danger", self._words("Type a day like 2014-07-05.") if unreadable else "")
        if not unreadable:
            self._workspace.read(partial(_look, self.wanted), self._show, self._trouble)

    def _show(self, seen: CardSeen) -> None:
        words = self._words
        options = [(lot.hex(), isolated(label or words("No label"))) for lot, label in seen.lots]
        self.lot.offer([("", words("All lots (ledger)")), *options])
        if self._wanted_lot is not None:
            self.lot.choose(self._wanted_lot.hex())
            self._wanted_lot = None
        self.model.show(card_lines(seen.card, words))
        self.told.say("warn", below_said(seen.card, words))
        self.balance.say(
            words(
                "Brought forward {before}, now {after}.",
                before=isolated(sign_kept(balance_said(seen.card.before, self._item, words))),
                after=isolated(sign_kept(balance_said(seen.card.after, self._item, words))),
            )
        )
        if seen.card.moved:
            self.table.scrollToBottom()

    @Slot()
    def _print(self) -> None:
        self._workspace.do(partial(_pdf, self.wanted, self._words), self._show_paper, self._trouble)

    def _show_paper(self, pdf: bytes) -> None:
        title = self._words("Stack card") if self.lot.currentData() else self._words("Stock ledger")
        show_paper(self._look, title, pdf, self.window())

    def _trouble(self, error: CampDeskError) -> None:
        self.told.say("danger", self._words.sentence(error))


def _look(wanted: Wanted, views: Views) -> CardSeen:
    days = (wanted.first, wanted.last)
    books = views.books
    lots = books.lots(wanted.store, wanted.item)
    if wanted.lot is not None:
        return CardSeen(books.card(wanted.store, wanted.lot, days, MOST), lots)
    return CardSeen(books.ledger(wanted.store, wanted.item, days, MOST), lots)


def _pdf(wanted: Wanted, words: Words, camp: Camp) -> bytes:
    out = BytesIO()
    print_card(camp, wanted, out, words=words, other=second_language(words))
    return out.getvalue()
