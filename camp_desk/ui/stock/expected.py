"""What is expected of the chosen item: a list, and what can be done with each line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from camp_desk.domain.words import Words
from camp_desk.ui.look import Look
from camp_desk.ui.widgets.banners import Banner
from camp_desk.ui.widgets.boxes import column, row
from camp_desk.ui.widgets.buttons import Button, IconButton
from camp_desk.ui.widgets.columns import Column, RowsModel
from camp_desk.ui.widgets.tables import Table, selected_row


@dataclass(frozen=True, slots=True)
class ExpectedRow:
    """One expected delivery, as texts; ``more`` says when, from whom, with which paper."""

    id: bytes
    quantity: str
    day: str
    more: str
    state: str
    """A word: firm, likely, hoped for; or how late it is."""
    tone: str


def expected_columns(words: Words) -> tuple[Column[ExpectedRow], ...]:
    """Return the columns of the table; their cells have two lines."""
    return (
        Column(words("Delivery"), lambda each: f"{each.quantity} · {each.day}\n{each.more}", 0),
        Column(words("How sure"), lambda each: each.state, 112, tone=lambda each: each.tone),
    )


class ExpectedPage(QWidget):
    """Shows what is expected of an item; asks to add, change, drop or receive it."""

    adding = Signal()
    changing = Signal(object)
    """The id of the delivery; so with the two below."""
    dropping = Signal(object)
    receiving = Signal(object)
    timing = Signal()
    """How long deliveries take is to be changed."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        words = look.words
        self._words = words
        self._asked: bytes | None = None
        self.rows: RowsModel[ExpectedRow] = RowsModel(expected_columns(words), self)
        empty = words("Nothing of it is expected. Press Insert to write down what was promised.")
        self.table = Table(look, words("Expected of this item"), self.rows, row=50, empty=empty)
        self.table.setWordWrap(True)
        self.banner = Banner(look)
        self.add = Button(look, words("Expect a delivery"), "plus")
        self.add.setToolTip(words("Insert"))
        self.receive = IconButton(look, words("It came: receive it"), "download")
        self.change = IconButton(look, words("Change it (Enter)"), "pencil")
        self.drop = IconButton(look, words("Drop it (Delete)"), "trash-2")
        self.terms = IconButton(look, words("How long deliveries take"), "clock")
        self._tools = QWidget()
        self._tools.setLayout(
            row(look, (self.add, 1), self.receive, self.change, self.drop, self.terms)
        )
        self.setLayout(column(look, (self.table, 1), self.banner, self._tools, gap=8))
        self._connect()
        self._show_what_can_be_done()

    def show_rows(self, rows: Sequence[ExpectedRow]) -> None:
        """Show these deliveries; the chosen one stays chosen if it is still there."""
        chosen = self.chosen
        self.rows.show(rows)
        ids = [each.id for each in rows]
        if ids:
            self.table.selectRow(ids.index(chosen) if chosen in ids else 0)
        self._take_back()
        self._show_what_can_be_done()

    @property
    def chosen(self) -> bytes | None:
        """Return the id of the chosen delivery, or None."""
        at = selected_row(self.table, self.rows)
        return None if at is None else self.rows.rows[at].id

    def show_trouble(self, sentence: str) -> None:
        """Say why nothing was done."""
        self._asked = None
        self.banner.say("danger", sentence)

    def _connect(self) -> None:
        self.add.clicked.connect(self.adding)
        self.terms.clicked.connect(self.timing)
        self.receive.clicked.connect(self._receive)
        self.change.clicked.connect(self._change)
        self.drop.clicked.connect(self._ask)
        self.banner.pressed.connect(self._drop)
        self.table.activated.connect(self._change)
        self.table.selectionModel().currentRowChanged.connect(self._take_back)
        for key, act in (("Insert", self.adding), ("Delete", self._ask), ("Esc", self._take_back)):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _show_what_can_be_done(self) -> None:
        for button in (self.receive, self.change, self.drop):
            button.setEnabled(bool(self.rows.rows))

    @Slot()
    def _receive(self) -> None:
        if self.chosen is not None:
            self.receiving.emit(self.chosen)

    @Slot()
    def _change(self) -> None:
        if self.chosen is not None:
            self.changing.emit(self.chosen)

    @Slot()
    def _ask(self) -> None:
        """Ask before a delivery is dropped: that is not taken back."""
        at = selected_row(self.table, self.rows)
        if at is None:
            return
        each = self.rows.rows[at]
        self._asked = each.id
        question = self._words(
            "Expect {quantity} on {day} no longer?", quantity=each.quantity, day=each.day
        )
        self.banner.say("warn", question, self._words("Drop it"))
        self.banner.button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._tools.hide()  # the question has their room

    @Slot()
    def _drop(self) -> None:
        asked = self._asked
        self._take_back()
        if asked is not None:
            self.dropping.emit(asked)

    @Slot()
    def _take_back(self) -> None:
        """Ask no longer, and say nothing."""
        held = self.banner.button.hasFocus()
        self._asked = None
        self._tools.show()
        self.banner.say("info", "")
        if held:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
