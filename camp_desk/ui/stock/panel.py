"""The stock at a glance: what lies there by item and lot, how long it lasts, what is near."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from camp_desk.domain.words import Words
from camp_desk.ui.direction import isolated, ltr
from camp_desk.ui.look import Look
from camp_desk.ui.stock.expected import ExpectedPage, ExpectedRow
from camp_desk.ui.stock.forecast import Forecast, ForecastChart
from camp_desk.ui.widgets.banners import Banner, KeyFigure
from camp_desk.ui.widgets.boxes import Card, Page, Scrolled, column, padded, row
from camp_desk.ui.widgets.buttons import Button, IconButton, Tools
from camp_desk.ui.widgets.choices import Choice, Options, Segmented
from camp_desk.ui.widgets.columns import Column, Index, RowsModel
from camp_desk.ui.widgets.labels import Label
from camp_desk.ui.widgets.tables import Table

SIDE = 440
NARROW_SIDE = 376
NARROW = 1180
"""Width at 100 % under which the story gives the table some of its room."""
FORM = 600
"""Height at 100 % under which a form has the room of the key figures."""
LOW = 450
"""Height at 100 % under which there is room for the sentence or for the chart, not for both."""


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
    set_aside: str = ""
    """What waits to be handed over from open lists."""


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
    """A warning: 12 days left ..."""
    tone: str = "ok"

    @property
    def below(self) -> str:
        """Return the line under the label: whose it is, where it lies, and a near expiry."""
        day = ltr(self.expiry) if self.state else ""
        return " · ".join(filter(None, (day, isolated(self.donor), self.store)))


@dataclass(frozen=True, slots=True)
class MovementRow:
    """One movement of the chosen item, as texts; ``more`` names its papers."""

    day: str
    what: str
    more: str
    quantity: str


@dataclass(frozen=True, slots=True)
class Figure:
    """One key figure: the number, the line below it, and its tone."""

    value: str
    below: str = ""
    tone: str = ""
    title: str = ""
    """What it is, where that is not always the same."""


@dataclass(frozen=True, slots=True)
class ItemStory:
    """What is said about the chosen item."""

    title: str
    lots: Sequence[LotRow] = ()
    forecast: Forecast | None = None
    sentence: str = ""
    tone: str = "info"
    movements: Sequence[MovementRow] = ()
    expected: Sequence[ExpectedRow] = ()


@dataclass(frozen=True, slots=True)
class StockNow:
    """All that the panel shows, but the chosen item's story."""

    rows: Sequence[ItemRow] = ()
    figures: Sequence[Figure] = field(default=(Figure("–"),) * 4)
    """Below seven days, lowest food cover, expiring, next or last delivery."""
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
        Column(words("On hand"), lambda each: isolated(each.on_hand), 90, trailing=True),
        Column(
            words("Set aside"), lambda each: isolated(each.set_aside), 92, trailing=True, drop=4
        ),
        Column(words("Use a day"), lambda each: isolated(each.use), 104, trailing=True, drop=2),
        Column(words("Days of cover"), cover, 160, tone=lambda each: each.tone, share=share),
        Column(words("State"), lambda each: each.state, 106, drop=1, tone=lambda each: each.tone),
    )


def lot_columns(words: Words) -> tuple[Column[LotRow], ...]:
    """Return the columns of the table of lots; their cells have two lines."""
    return (
        Column(words("Lot"), lambda each: f"{isolated(each.label)}\n{each.below}", 0),
        Column(words("On hand"), lambda each: isolated(each.on_hand), 90, trailing=True),
        Column(words("Expires"), lambda each: each.state or ltr(each.expiry), 124,
               tone=lambda each: each.tone),
    )  # fmt: skip


def movement_columns(words: Words) -> tuple[Column[MovementRow], ...]:
    """Return the columns of an item's ledger; their cells have two lines."""
    return (
        Column(words("Day"), lambda each: ltr(each.day), 96),
        Column(words("Movement"), lambda each: f"{each.what}\n{each.more}", 0),
        Column(words("Quantity"), lambda each: isolated(each.quantity), 116, trailing=True),
    )


class StockPanel(Page):
    """Shows the stock, and asks for deliveries, counts and losses."""

    item_chosen = Signal(str)
    store_chosen = Signal(str)
    """The store's value, "" for all."""
    receiving = Signal()
    counting = Signal()
    losing = Signal()
    adding_store = Signal()
    documents_wanted = Signal()

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
        self.lot_table = Table(
            look, words("Lots of this item"), self.lots, row=50, empty=words("No lot on hand.")
        )
        self.movements: RowsModel[MovementRow] = RowsModel(movement_columns(words), self)
        self.ledger = Table(
            look,
            words("Movements of this item"),
            self.movements,
            row=50,
            empty=words("Nothing has come or gone yet."),
        )
        pages = (("forecast", words("Forecast")), ("lots", words("Lots")),
                 ("movements", words("Movements")), ("expected", words("Expected")))  # fmt: skip
        self.detail = Segmented(look, words("What is shown of the item"), pages, room=18)
        self.detail.choose("forecast")
        self.expected = ExpectedPage(look)
        self.store = Choice(look, words("Store"), (("", words("All stores")),))
        self.receive = Button(look, words("Receive delivery"), "download", "primary")
        self.count = Button(look, words("Opening count"), "list-checks")
        self.lose = Button(look, words("Record a loss"), "trash-2")
        self.books = IconButton(
            look, words("Stack cards, counts, room, new store"), "ellipsis-vertical"
        )
        self.documents = Button(look, words("Documents"), "clipboard-list")
        self.foot = Label(look, part="hint")
        self.list_card = Card()
        self.title = Label(look, part="title", wrapped=True)
        self.chart = ForecastChart(look)
        self.chart.setMinimumHeight(look.px(90))
        self._has_chart = False
        self.story = Banner(look)
        self._figures = QWidget()
        self._details = QStackedWidget()
        self._side = QStackedWidget()
        self._pages = QStackedWidget()
        self._lay_out()
        self._connect()

    def show_stock(self, now: StockNow) -> None:
        """Show rows, figures and foot; the chosen item stays chosen if it is still there."""
        chosen = self.chosen
        self.items.show(now.rows)
        for card, figure in zip(self.figures, now.figures, strict=True):
            card.show_figure(figure.value, figure.below, figure.tone, figure.title)
        self.foot.say(now.foot)
        codes = [each.item for each in now.rows]
        if codes:
            self._select(codes.index(chosen) if chosen in codes else 0)

    def show_story(self, story: ItemStory) -> None:
        """Show lots, forecast and sentence of the chosen item."""
        self.title.say(story.title)
        self.lots.show(story.lots)
        self.movements.show(story.movements)
        self.expected.show_rows(story.expected)
        self.chart.show_forecast(story.forecast)
        self._has_chart = story.forecast is not None
        self._show_chart()
        self.story.say(story.tone, story.sentence)

    def choose(self, item: str) -> None:
        """Choose an item, if it is shown."""
        codes = [each.item for each in self.items.rows]
        if item in codes:
            self._select(codes.index(item))

    def offer_stores(self, stores: Options) -> None:
        """Offer these stores beside all of them."""
        self.store.offer((("", self._words("All stores")), *stores))

    def show_beside(self, form: QWidget) -> None:
        """Show a form in the place of the chosen item's story."""
        self._side.addWidget(form)
        self._side.setCurrentWidget(form)
        self._make_room()

    def show_over(self, form: QWidget) -> None:
        """Show a form in the place of the table and the story."""
        self._pages.addWidget(form)
        self._pages.setCurrentWidget(form)
        self._make_room()

    def put_away(self, form: QWidget) -> None:
        """Take a form away; the table has the focus again."""
        for stack in (self._side, self._pages):
            stack.removeWidget(form)
        form.deleteLater()
        self._make_room()
        self.table.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin in the table; later the focus is where it was."""
        if self.focusWidget() is None:
            self.table.setFocus()
        super().showEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the table its room, and where it is low the sentence, rather than the chart."""
        narrow = self.width() < self._look.px(NARROW)
        self.store.setMinimumWidth(self._look.px(64 if narrow else 130))
        self._side.setFixedWidth(self._look.px(NARROW_SIDE if narrow else SIDE))
        self._show_chart()
        self._make_room()
        super().resizeEvent(event)

    def _make_room(self) -> None:
        """Leave a form the height of the key figures where it needs that."""
        form = self._pages.currentIndex() > 0 or self._side.currentIndex() > 0
        self._figures.setVisible(not form or self.height() >= self._look.px(FORM))

    def _show_chart(self) -> None:
        room = self.height() >= self._look.px(LOW)
        self._hint.setVisible(room)
        self.chart.setVisible(room and self._has_chart)

    @property
    def chosen(self) -> str:
        """Return the code of the chosen item, or ""."""
        index = self.table.currentIndex()
        return self.items.row(index).item if index.isValid() else ""

    @property
    def chosen_store(self) -> str:
        """Return the value of the chosen store, "" for all."""
        return str(self.store.currentData() or "")

    def _lay_out(self) -> None:
        look, words = self._look, self._words
        title = Label(look, words("Stock"), "title")
        head = Tools(
            look,
            (title, 1),
            self.store,
            self.documents,
            self.books,
            self.lose,
            self.count,
            self.receive,
            giving_way=(self.lose, self.count, self.documents, self.receive),
            title=title,
        )
        rows = row(look, (self.table, 1), gap=0)
        rows.setContentsMargins(look.px(10), 0, look.px(4), 0)
        left = self.list_card
        left.setLayout(
            column(
                look,
                padded(look, row(look, (head, 1)), 20, 14),
                (rows, 1),
                padded(look, row(look, self.foot, None), 20, 8),
                gap=0,
            )
        )
        self._figures.setLayout(row(look, *((card, 1) for card in self.figures), gap=16))
        self._side.addWidget(self._story_card())
        both = QWidget()
        both.setLayout(row(look, (left, 1), self._side, gap=16))
        self._pages.addWidget(both)
        self.setLayout(padded(look, column(look, self._figures, (self._pages, 1), gap=16), 16))

    def _story_card(self) -> QWidget:
        look, words = self._look, self._words
        forecast = QWidget()
        self._hint = Label(look, words("Stock level and forecast"), "hint")
        foot = QWidget()  # takes the room of a chart that is not shown
        forecast.setLayout(
            column(look, self._hint, (self.chart, 1000), self.story, (foot, 1), gap=8)
        )
        for page in (Scrolled(forecast), self.lot_table, self.ledger, self.expected):
            self._details.addWidget(page)
        card = Card()
        inside = column(look, self.title, self.detail, (self._details, 1), gap=10)
        card.setLayout(padded(look, inside, 20, 14))
        return card

    def _connect(self) -> None:
        self.table.selectionModel().currentRowChanged.connect(self._choose)
        self.store.activated.connect(self._choose_store)
        self.receive.clicked.connect(self.receiving)
        self.count.clicked.connect(self.counting)
        self.lose.clicked.connect(self.losing)
        self.documents.clicked.connect(self.documents_wanted)
        self.detail.changed.connect(self._show_detail)

    def _select(self, at: int) -> None:
        """Choose a row; Qt's own selectRow finds no column in a mirrored table."""
        self.table.setCurrentIndex(self.items.index(at, 0))

    def _choose(self, index: Index) -> None:
        if index.isValid():
            self.item_chosen.emit(self.items.row(index).item)

    def _choose_store(self) -> None:
        self.store_chosen.emit(self.chosen_store)

    def _show_detail(self, value: str) -> None:
        pages = ("forecast", "lots", "movements", "expected")
        self._details.setCurrentIndex(pages.index(value))
