"""The stock at a glance: what lies there by item and lot, how long it lasts, what is near."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from camp_desk.domain.words import Words
from camp_desk.ui.direction import isolated, ltr
from camp_desk.ui.look import Look
from camp_desk.ui.stock.forecast import Forecast, ForecastChart
from camp_desk.ui.widgets.banners import Banner, KeyFigure
from camp_desk.ui.widgets.boxes import Card, Page, column, padded, row
from camp_desk.ui.widgets.buttons import Button
from camp_desk.ui.widgets.choices import Choice, Options
from camp_desk.ui.widgets.columns import Column, Index, RowsModel
from camp_desk.ui.widgets.labels import Label
from camp_desk.ui.widgets.tables import Table

SIDE = 440
NARROW = 1180
"""Width at 100 % under which lesser buttons have no words."""


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One item on hand, as texts."""

    item: str
    """The item's code."""
    name: str
    group: str
    on_hand: str
    use: str
    cover: int | None
    """Days that it lasts; None while nothing is used."""
    state: str
    """A word: Enough, Low, Runs out, Expiring ..."""
    tone: str = "ok"


@dataclass(frozen=True, slots=True)
class LotRow:
    """One lot of the chosen item, as texts."""

    lot: object
    label: str
    store: str
    on_hand: str
    expiry: str
    donor: str
    state: str = ""
    tone: str = "ok"


@dataclass(frozen=True, slots=True)
class Figure:
    """One key figure: the number, the line below it, and its tone."""

    value: str
    below: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class ItemStory:
    """What is said about the chosen item."""

    title: str
    lots: Sequence[LotRow] = ()
    forecast: Forecast | None = None
    sentence: str = ""
    tone: str = "info"


@dataclass(frozen=True, slots=True)
class StockNow:
    """All that the panel shows, but the chosen item's story."""

    rows: Sequence[ItemRow] = ()
    figures: Sequence[Figure] = field(default=(Figure("–"),) * 4)
    """Below seven days, lowest food cover, expiring, last delivery."""
    foot: str = ""


def item_columns(words: Words, longest: int = 60) -> tuple[Column[ItemRow], ...]:
    """Return the columns of the stock table; a full bar means ``longest`` days or more."""

    def cover(each: ItemRow) -> str:
        if each.cover is None:
            return words("no use")
        return words.plural("{n} day", "{n} days", each.cover)

    def share(each: ItemRow) -> float | None:
        return None if each.cover is None else each.cover / longest

    return (
        Column(words("Item"), lambda each: isolated(each.name), 0),
        Column(words("Group"), lambda each: each.group, 100, drop=3),
        Column(words("On hand"), lambda each: ltr(each.on_hand), 100, trailing=True),
        Column(words("Use a day"), lambda each: ltr(each.use), 100, trailing=True, drop=2),
        Column(words("Days of cover"), cover, 180, tone=lambda each: each.tone, share=share),
        Column(words("State"), lambda each: each.state, 110, drop=1, tone=lambda each: each.tone),
    )


def lot_columns(words: Words) -> tuple[Column[LotRow], ...]:
    """Return the columns of the table of lots."""
    return (
        Column(words("Lot"), lambda each: isolated(each.label), 0),
        Column(words("Store"), lambda each: isolated(each.store), 84, drop=2),
        Column(words("On hand"), lambda each: ltr(each.on_hand), 84, trailing=True),
        Column(words("Expires"), lambda each: ltr(each.expiry), 108, drop=1),
    )


class StockPanel(Page):
    """Shows the stock, and asks for deliveries, counts and losses."""

    item_chosen = Signal(str)
    store_chosen = Signal(str)
    """The store's value, "" for all."""
    receiving = Signal()
    counting = Signal()
    losing = Signal()
    printing = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        words = look.words
        self._look, self._words = look, words
        self.figures = (
            KeyFigure(look, words("Below 7 days"), "triangle-alert"),
            KeyFigure(look, words("Food cover, lowest"), "wheat"),
            KeyFigure(look, words("Expiring in 30 days"), "clock"),
            KeyFigure(look, words("Last delivery"), "truck"),
        )
        self.items: RowsModel[ItemRow] = RowsModel(item_columns(words), self)
        self.table = Table(
            look,
            words("Stock by item"),
            self.items,
            row=40,
            empty=words("Nothing in stock yet. Enter an opening count or receive a delivery."),
        )
        self.lots: RowsModel[LotRow] = RowsModel(lot_columns(words), self)
        self.lot_table = Table(look, words("Lots of this item"), self.lots)
        self.store = Choice(look, words("Store"), (("", words("All stores")),))
        self.receive = Button(look, words("Receive delivery"), "download", "primary")
        self.count = Button(look, words("Count"), "list-checks")
        self.lose = Button(look, words("Loss"), "trash-2")
        self.foot = Label(look, part="hint")
        self.title = Label(look, part="title", wrapped=True)
        self.chart = ForecastChart(look)
        self.story = Banner(look)
        self._lay_out()
        self._connect()

    def show_stock(self, now: StockNow) -> None:
        """Show rows, figures and foot; the chosen item stays chosen if it is still there."""
        chosen = self.chosen
        self.items.show(now.rows)
        for card, figure in zip(self.figures, now.figures, strict=True):
            card.show_figure(figure.value, figure.below, figure.tone)
        self.foot.say(now.foot)
        codes = [each.item for each in now.rows]
        if codes:
            self.table.selectRow(codes.index(chosen) if chosen in codes else 0)

    def show_story(self, story: ItemStory) -> None:
        """Show lots, forecast and sentence of the chosen item."""
        self.title.say(story.title)
        self.lots.show(story.lots)
        self.chart.show_forecast(story.forecast)
        self.chart.setVisible(story.forecast is not None)
        self.story.say(story.tone, story.sentence)

    def offer_stores(self, stores: Options) -> None:
        """Offer these stores beside all of them."""
        self.store.offer((("", self._words("All stores")), *stores))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the lesser buttons without their words where there is little room."""
        brief = self.width() < self._look.px(NARROW)
        for button in (self.lose, self.count):
            button.be_brief(brief=brief)
        self.store.setMinimumWidth(self._look.px(90 if brief else 130))
        super().resizeEvent(event)

    @property
    def chosen(self) -> str:
        """Return the code of the chosen item, or ""."""
        index = self.table.currentIndex()
        return self.items.row(index).item if index.isValid() else ""

    def _lay_out(self) -> None:
        look, words = self._look, self._words
        head = row(
            look,
            (Label(look, words("Stock"), "title"), 1),
            self.store,
            self.lose,
            self.count,
            self.receive,
        )
        rows = row(look, (self.table, 1), gap=0)
        rows.setContentsMargins(look.px(10), 0, look.px(4), 0)
        left = Card()
        left.setLayout(
            column(
                look,
                padded(look, head, 20, 14),
                (rows, 1),
                padded(look, row(look, self.foot, None), 20, 8),
                gap=0,
            )
        )
        figures = row(look, *((card, 1) for card in self.figures), gap=16)
        below = row(look, (left, 1), self._side(), gap=16)
        self.setLayout(padded(look, column(look, figures, (below, 1), gap=16), 16))

    def _side(self) -> QWidget:
        look, words = self._look, self._words
        side = Card()
        side.setFixedWidth(look.px(SIDE))
        inside = column(
            look,
            self.title,
            Label(look, words("Stock level and forecast"), "hint"),
            (self.chart, 3),
            self.story,
            (self.lot_table, 2),
            gap=6,
        )
        side.setLayout(padded(look, inside, 20, 14))
        return side

    def _connect(self) -> None:
        self.table.selectionModel().currentRowChanged.connect(self._choose)
        self.store.activated.connect(self._choose_store)
        self.receive.clicked.connect(self.receiving)
        self.count.clicked.connect(self.counting)
        self.lose.clicked.connect(self.losing)

    def _choose(self, index: Index) -> None:
        if index.isValid():
            self.item_chosen.emit(self.items.row(index).item)

    def _choose_store(self) -> None:
        self.store_chosen.emit(str(self.store.currentData() or ""))
