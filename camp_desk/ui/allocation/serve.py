"""Serving from a frozen list: scan, what to hand over, and who has had it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QStackedWidget, QWidget

from camp_desk.domain.words import Words
from camp_desk.printing.sheet_values import Layout
from camp_desk.ui.big_list import BigList
from camp_desk.ui.direction import isolated, ltr, marked
from camp_desk.ui.look import Look
from camp_desk.ui.widgets.banners import Banner, Empty
from camp_desk.ui.widgets.boxes import Card, column, padded, row
from camp_desk.ui.widgets.buttons import Button, Tools
from camp_desk.ui.widgets.choices import Chip, Choice, Options
from camp_desk.ui.widgets.columns import Column, Index
from camp_desk.ui.widgets.fields import Line, SearchLine
from camp_desk.ui.widgets.labels import ElidedLabel, repolish
from camp_desk.ui.widgets.tables import Table
from camp_desk.ui.widgets.working import Working


@dataclass(frozen=True, slots=True)
class LineRow:
    """One household on the list, as texts."""

    line: object
    card: str
    name: str
    people: int
    place: str
    entitled: str
    state: str
    tone: str = "info"
    marked: bool = False


@dataclass(frozen=True, slots=True)
class LineQuery:
    """Which lines of the chosen list are wanted."""

    words: str = ""
    waiting: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """What the desk says to a card: give (and what), or why not.

    ``other`` is the word on a button for what else may be done; Enter never presses it.
    """

    tone: str
    sentence: str
    can_confirm: bool = False
    other: str = ""


def line_columns(words: Words) -> tuple[Column[LineRow], ...]:
    """Return the columns of the list."""
    return (
        Column(words("Card number"), lambda each: ltr(each.card), 124),
        Column(
            words("Head of family"), lambda each: marked(isolated(each.name), on=each.marked), 0
        ),
        Column(words("People"), lambda each: str(each.people), 72, trailing=True, drop=1),
        Column(words("Place"), lambda each: ltr(each.place), 104, drop=3),
        Column(
            words("Entitled to"), lambda each: isolated(each.entitled), 110, trailing=True, drop=2
        ),
        Column(words("State"), lambda each: each.state, 96, tone=lambda each: each.tone),
    )


class Lines(BigList[LineRow]):
    """The lines of a list; a hand-over brings the pages up to date and keeps the place."""

    @property
    def query(self) -> object:
        """Return the last question."""
        return self._query

    def refresh(self) -> None:
        """Ask for the rows that are held anew."""
        for page in list(self._pages):
            self._wanted.discard(page)
            self._want(page)

    def place_of(self, serial: int) -> int | None:
        """Return in which row a line stands, or None if it is filtered away."""
        ids = list(self._ids)
        return ids.index(serial) if serial in ids else None


_LOW = 440
"""Below so many pixels the search gives way to what is to be handed over."""


class ServeCard(Card):
    """One list at a time: scan or type a card, Enter hands over what is shown."""

    list_chosen = Signal(str)
    card_read = Signal(str)
    """A card number or code, as typed or scanned."""
    confirmed = Signal()
    """What is shown was handed over."""
    other_chosen = Signal()
    """The decision's other button."""
    put_back = Signal()
    """Esc: what is shown is not wanted."""
    row_opened = Signal(object)
    """The line of the chosen row, to be served by hand."""
    filtered = Signal(object)
    """Which lines are wanted: a LineQuery."""
    printing = Signal(object)
    """A Layout."""
    closing = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        words = look.words
        self._look, self._words = look, words
        self._can_confirm = False
        self.lists = Choice(look, words("List"))
        self.print_sheets = Button(look, words("Print sheets"), "printer")
        self.print_sheets.setMenu(self._layouts())
        self.close_list = Button(look, words("Close list"), "check")
        self.scan = Line(words("Card number"), words("Scan a ration card or type its number"))
        self.scan.setProperty("part", "big")
        self.scan.lead_with(look.icon("scan-barcode", "primary", 20))
        self.decision = Banner(look, loud=True)
        self.working = Working(look)
        self.model = Lines(line_columns(words), self)
        self.table = Table(
            look, words("Households on this list"), self.model, row=40,
            empty=words("Nobody on this list fits."),
        )  # fmt: skip
        self.search = SearchLine(look, words("Search this list"), words("Name or card number"))
        self.waiting = Chip(words("Waiting only"))
        self._finding = QWidget()
        self.foot = ElidedLabel(look, part="hint")
        self._pages = QStackedWidget()
        self._lay_out()
        self._connect()
        self.offer_lists((), "")

    @property
    def query(self) -> LineQuery:
        """Return which lines are wanted."""
        return LineQuery(self.search.words, waiting=self.waiting.isChecked())

    def offer_lists(self, lists: Options, chosen: str) -> None:
        """Offer these lists, the newest first, and show which one is chosen."""
        self.lists.offer(lists)
        if chosen:
            self.lists.choose(chosen)
        self._pages.setCurrentIndex(1 if lists else 0)

    def say_list(self, value: str, text: str) -> None:
        """Say anew how far a list on offer has come."""
        at = self.lists.findData(value)
        if at >= 0 and self.lists.itemText(at) != text:
            self.lists.setItemText(at, text)

    def show_state(self, foot: str, *, is_open: bool) -> None:
        """Show how far the list has come; a closed one can be read only."""
        self.foot.say(foot)
        self.scan.setEnabled(is_open)
        closed = self._words("Reconciliation")
        self.close_list.say(self._words("Close list") if is_open else closed)

    def show_decision(self, decision: Decision | None) -> None:
        """Say what to give and to whom, or why not; None takes it back."""
        self._can_confirm = decision is not None and decision.can_confirm
        asks = decision is not None and (decision.can_confirm or bool(decision.other))
        low = self.height() < self._look.px(_LOW)
        self._finding.setVisible(not (asks and low))  # what is to be given is read whole
        if decision is None:
            self.decision.say("info", "")
            return
        button = self._words("Handed over (Enter)") if decision.can_confirm else decision.other
        part = "primary" if decision.can_confirm else ""
        self.decision.button.setProperty("part", part)
        repolish(self.decision.button)
        self.decision.say(decision.tone, decision.sentence, button)
        self.scan.clear()
        self.scan.setFocus()

    def show_line(self, serial: int) -> None:
        """Choose the row of a line, if it is not filtered away."""
        at = self.model.place_of(serial)
        if at is not None:
            self.table.setCurrentIndex(self.model.index(at, 0))
            self.table.scrollTo(self.model.index(at, 0))

    def scanned(self, code: str) -> None:
        """Take a card that the scanner read."""
        self.scan.setText(code)
        self._read()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Read what is typed with Enter, confirm with the next one; Esc takes it back."""
        key = Qt.Key(event.key())
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.scan.hasFocus():
            self._read()
        elif key == Qt.Key.Key_Escape:
            self.scan.clear()
            self.show_decision(None)
            self.put_back.emit()
        else:
            super().keyPressEvent(event)

    def _read(self) -> None:
        if self.scan.words:
            self._can_confirm = False
            self.card_read.emit(self.scan.words)
        elif self._can_confirm:
            self._can_confirm = False
            self.confirmed.emit()

    def _press(self) -> None:
        """Do what the banner's button says."""
        if self._can_confirm:
            self._can_confirm = False
            self.confirmed.emit()
        else:
            self.other_chosen.emit()

    def _layouts(self) -> QMenu:
        words = self._words
        menu = QMenu(self)
        for layout, text in (
            (Layout.PORTRAIT_25, words("Portrait, 25 families a page, for signatures")),
            (Layout.LANDSCAPE_14, words("Landscape, 14 families, with codes and remarks")),
            (Layout.LANDSCAPE_9, words("Landscape, 9 families, for thumbprints")),
        ):
            action = menu.addAction(text)
            action.setData(layout)
        menu.triggered.connect(self._print)
        return menu

    def _print(self, action: QAction) -> None:
        self.printing.emit(action.data())

    def _lay_out(self) -> None:
        look, words = self._look, self._words
        self.lists.setMinimumContentsLength(8)
        head = Tools(
            look, (self.lists, 1), self.print_sheets, self.close_list,
            giving_way=(self.close_list, self.print_sheets),
        )  # fmt: skip
        self._finding.setLayout(row(look, (self.search, 1), self.waiting))
        above = column(look, head, self.scan, self.decision, self.working, self._finding, gap=10)
        # what is to be given is read whole before the list has its height
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        rows = row(look, (self.table, 1), gap=0)
        rows.setContentsMargins(look.px(10), 0, look.px(4), 0)
        serving = QWidget()
        serving.setLayout(
            column(
                look,
                padded(look, above, 20, 14),
                (rows, 1),
                padded(look, row(look, (self.foot, 1)), 20, 8),
                gap=0,
            )
        )
        nothing = words("No list yet. Choose the ration and the days at the side, look whether"
                        " it lasts, and freeze the list.")  # fmt: skip
        self._pages.addWidget(Empty(look, "clipboard-list", nothing))
        self._pages.addWidget(serving)
        self.setLayout(row(look, (self._pages, 1), gap=0))

    def _connect(self) -> None:
        self.lists.activated.connect(self._choose)
        self.decision.pressed.connect(self._press)
        self.close_list.clicked.connect(self.closing)
        self.table.activated.connect(self._open)
        self.search.textChanged.connect(self._filter)
        self.waiting.toggled.connect(self._filter)

    def _choose(self) -> None:
        self.list_chosen.emit(self.lists.value)

    def _filter(self) -> None:
        self.filtered.emit(self.query)

    def _open(self, index: Index) -> None:
        found = self.model.row(index)
        if found is not None:
            self.row_opened.emit(found.line)
