"""Serving from a frozen list: scan, what to hand over, and who has had it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from camp_desk.domain.words import Words
from camp_desk.ui.direction import isolated, ltr
from camp_desk.ui.look import Look
from camp_desk.ui.widgets.banners import Banner, Empty
from camp_desk.ui.widgets.boxes import Card, column, padded, row
from camp_desk.ui.widgets.buttons import Button
from camp_desk.ui.widgets.choices import Choice, Options
from camp_desk.ui.widgets.columns import Column, Index, RowsModel
from camp_desk.ui.widgets.fields import Line
from camp_desk.ui.widgets.labels import Label
from camp_desk.ui.widgets.tables import Table


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


@dataclass(frozen=True, slots=True)
class Decision:
    """What the desk says to a card: give (and what), or why not."""

    tone: str
    sentence: str
    can_confirm: bool = False


def line_columns(words: Words) -> tuple[Column[LineRow], ...]:
    """Return the columns of the list."""
    return (
        Column(words("Card number"), lambda each: ltr(each.card), 128),
        Column(words("Head of family"), lambda each: isolated(each.name), 0),
        Column(words("People"), lambda each: str(each.people), 64, trailing=True),
        Column(words("Place"), lambda each: ltr(each.place), 84, drop=2),
        Column(words("Entitled to"), lambda each: ltr(each.entitled), 170, drop=3),
        Column(words("State"), lambda each: each.state, 104, tone=lambda each: each.tone),
    )


class ServeCard(Card):
    """One list at a time: scan or type a card, Enter hands over what is shown."""

    list_chosen = Signal(str)
    card_read = Signal(str)
    """A card number or code, as typed or scanned."""
    confirmed = Signal()
    """What is shown was handed over."""
    row_opened = Signal(object)
    """The line of the chosen row, to be served by hand."""
    printing = Signal()
    closing = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        words = look.words
        self._look, self._words = look, words
        self._can_confirm = False
        self.lists = Choice(look, words("List"))
        self.print_sheets = Button(look, words("Print sheets"), "printer")
        self.close_list = Button(look, words("Close list"), "check")
        self.scan = Line(words("Card number"), words("Scan a ration card or type its number"))
        self.scan.setProperty("part", "big")
        self.scan.lead_with(look.icon("scan-barcode", "primary", 20))
        self.decision = Banner(look, loud=True)
        self.model: RowsModel[LineRow] = RowsModel(line_columns(words), self)
        self.table = Table(look, words("Households on this list"), self.model, row=40)
        self.foot = Label(look, part="hint")
        self._pages = QStackedWidget()
        self._lay_out()
        self._connect()
        self.offer_lists((), "")

    def offer_lists(self, lists: Options, chosen: str) -> None:
        """Offer these lists, the newest first, and show which one is chosen."""
        self.lists.offer(lists)
        if chosen:
            self.lists.choose(chosen)
        self._pages.setCurrentIndex(1 if lists else 0)

    def show_lines(self, lines: Sequence[LineRow], foot: str, *, is_open: bool) -> None:
        """Show the households of the list; a closed one can be read only."""
        at = self.table.currentIndex().row()
        self.model.show(lines)
        if 0 <= at < len(lines):
            self.table.selectRow(at)
        self.foot.say(foot)
        self.scan.setEnabled(is_open)
        self.close_list.setEnabled(is_open)

    def show_decision(self, decision: Decision | None) -> None:
        """Say what to give and to whom, or why not; None takes it back."""
        self._can_confirm = decision is not None and decision.can_confirm
        if decision is None:
            self.decision.say("info", "")
            return
        button = self._words("Handed over (Enter)") if decision.can_confirm else ""
        self.decision.say(decision.tone, decision.sentence, button)
        self.scan.clear()
        self.scan.setFocus()

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
        else:
            super().keyPressEvent(event)

    def _read(self) -> None:
        if self.scan.words:
            self.card_read.emit(self.scan.words)
        elif self._can_confirm:
            self._can_confirm = False
            self.confirmed.emit()

    def _lay_out(self) -> None:
        look, words = self._look, self._words
        self.lists.setMinimumContentsLength(20)
        head = row(look, (self.lists, 1), self.print_sheets, self.close_list)
        above = column(look, head, self.scan, self.decision, gap=10)
        rows = row(look, (self.table, 1), gap=0)
        rows.setContentsMargins(look.px(10), 0, look.px(4), 0)
        serving = QWidget()
        serving.setLayout(
            column(
                look,
                padded(look, above, 20, 14),
                (rows, 1),
                padded(look, row(look, self.foot, None), 20, 8),
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
        self.decision.pressed.connect(self._read)
        self.print_sheets.clicked.connect(self.printing)
        self.close_list.clicked.connect(self.closing)
        self.table.activated.connect(self._open)

    def _choose(self) -> None:
        self.list_chosen.emit(self.lists.value)

    def _open(self, index: Index) -> None:
        self.row_opened.emit(self.model.row(index).line)
