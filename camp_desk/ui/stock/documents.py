"""The documents of the stores: a list to look through, and one of them with all that is on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QWidget

from camp_desk.domain.words import Words
from camp_desk.ui.direction import isolated, ltr
from camp_desk.ui.look import Look
from camp_desk.ui.stock.amounts import datum
from camp_desk.ui.widgets.banners import Banner
from camp_desk.ui.widgets.boxes import Card, Scrolled, column, padded, row
from camp_desk.ui.widgets.buttons import Button, IconButton, Tools
from camp_desk.ui.widgets.choices import Choice, Commands, Options
from camp_desk.ui.widgets.columns import Column, Index, RowsModel
from camp_desk.ui.widgets.fields import Field, Line, SearchLine
from camp_desk.ui.widgets.labels import ElidedLabel, Label
from camp_desk.ui.widgets.tables import Table

SIDE, NARROW_SIDE, NARROW = 420, 350, 1180
ON_THE_WAY = "on-the-way"
"""What the filter is called that shows waybills whose goods have not arrived."""


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One document, as texts."""

    id: bytes
    number: str
    day: str
    what: str
    goods: str
    more: str
    """The other side, the waybill, the store."""
    state: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class LotLine:
    """One lot on a document, as texts."""

    item: str
    below: str
    quantity: str


@dataclass(frozen=True, slots=True)
class DocumentStory:
    """All that is shown of one document."""

    id: bytes
    title: str
    number: str
    facts: str
    state: str
    tone: str
    lines: Sequence[LotLine]
    reversible: bool
    waits: bool
    answer: str = ""
    """What the button says that writes what answers it; empty where nothing does."""


def document_columns(words: Words) -> tuple[Column[DocumentRow], ...]:
    """Return the columns of the list; two of them have two lines."""
    return (
        Column(words("Number"), lambda each: ltr(each.number), 132),
        Column(words("Day"), lambda each: ltr(each.day), 96, drop=1),
        Column(words("Document"), lambda each: f"{each.what}\n{each.more}", 0),
        Column(words("Goods"), lambda each: each.goods, 210, drop=3),
        Column(words("State"), lambda each: each.state, 128, drop=2, tone=lambda each: each.tone),
    )


def lot_columns(words: Words) -> tuple[Column[LotLine], ...]:
    """Return the columns of a document's lines."""
    return (
        Column(words("Item"), lambda each: f"{isolated(each.item)}\n{each.below}", 0),
        Column(words("Quantity"), lambda each: isolated(each.quantity), 116, trailing=True),
    )


class DocumentCard(Card):
    """One document: facts, lines, and what may be done about it."""

    printing = Signal()
    reversing = Signal(str)
    """Why it is wrong."""
    confirming = Signal()
    answering = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        words = look.words
        self._words = words
        self.title = Label(look, part="title", wrapped=True)
        self.facts = Label(look, part="hint", wrapped=True)
        self.state = Banner(look)
        self.lines: RowsModel[LotLine] = RowsModel(lot_columns(words), self)
        self.table = Table(look, words("Lines of the document"), self.lines, row=50,
                           empty=words("It moved nothing."))  # fmt: skip
        self.print_button = Button(look, words("Print"), "printer", "primary")
        self.print_button.setToolTip(words("Ctrl+P"))
        self.answer = Button(look, "", "check")
        self.confirm = Button(look, words("Confirm as second officer"), "check")
        self.why = Line(words("Why it is wrong"), longest=200)
        self.reverse = Button(look, words("Reverse"), "undo-2")
        self._wrong = Field(look, words("Why it is wrong"), self.why)
        self.trouble = Banner(look)
        self._back = QWidget()
        self._back.setLayout(
            row(look, (self._wrong, 1), column(look, 22, self.reverse, None), gap=10)
        )
        facts = Scrolled(self._head(look))
        buttons = row(look, self.print_button, self.answer, self.confirm, None, gap=10)
        inside = column(
            look, self.title, (facts, 2), (self.table, 3), self.trouble, buttons, self._back, gap=8
        )
        self.setLayout(padded(look, inside, 18, 14))
        self.print_button.clicked.connect(self.printing)
        self.answer.clicked.connect(self.answering)
        self.confirm.clicked.connect(self.confirming)
        self.reverse.clicked.connect(self._reverse)
        self.why.returnPressed.connect(self._reverse)
        self.show_story(None)

    def show_story(self, story: DocumentStory | None) -> None:
        """Show a document, or that none is chosen."""
        words = self._words
        self.title.say(f"{story.title}\n{ltr(story.number)}" if story else words("No document"))
        self.facts.say(story.facts if story else "")
        self.state.say(story.tone or "info" if story else "info", story.state if story else "")
        self.lines.show(story.lines if story else ())
        self.table.setVisible(story is not None)
        self.print_button.setEnabled(story is not None)
        self.answer.say(story.answer if story else "")
        self.answer.setVisible(bool(story and story.answer))
        self.confirm.setVisible(bool(story and story.waits))
        self._back.setVisible(bool(story and story.reversible))
        self.why.clear()
        self.say_trouble("")

    def say_trouble(self, sentence: str) -> None:
        """Say why nothing was written."""
        self.trouble.say("danger", sentence)

    def _head(self, look: Look) -> QWidget:
        head = QWidget()
        head.setLayout(column(look, self.state, self.facts, None, gap=6))
        return head

    def _reverse(self) -> None:
        missing = "" if self.why.words else self._words("Type a few words: wrong lot …")
        self._wrong.show_trouble(missing)
        if missing:
            self.why.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.reversing.emit(self.why.words)


class DocumentsView(QWidget):
    """The list with its filters, and the chosen document beside it."""

    filtered = Signal()
    chosen = Signal(object)
    """The id of the document to show."""
    writing = Signal(str)
    """Which document is to be written."""
    closed = Signal()

    def __init__(self, look: Look, kinds: Options, new: Options) -> None:
        super().__init__()
        words = look.words
        self._look = look
        self.kind = Choice(look, words("Kind of document"), kinds)
        self.kind.setCurrentIndex(0)
        self.search = SearchLine(look, words("Search documents"),
                                 words("Number, waybill, name, lot"))  # fmt: skip
        self.new = Commands(look, words("Write a document"), [("", words("Write …")), *new])
        self.new.setCurrentIndex(0)
        self.back = IconButton(look, words("Back to the stock (Esc)"), "x")
        self._ids: Sequence[bytes] = ()
        self.rows: RowsModel[DocumentRow] = RowsModel(document_columns(words), self)
        self.table = Table(look, words("Documents"), self.rows, row=50,
                           empty=words("No document fits."))  # fmt: skip
        self.foot = Label(look, part="hint")
        hint = ElidedLabel(
            look, words("Ctrl+N writes one, Ctrl+F searches, Esc goes back."), "hint"
        )
        self.card = DocumentCard(look)
        title = Label(look, words("Documents"), "title")
        self.search.setMinimumWidth(look.px(120))
        head = Tools(look, title, (self.search, 1), self.kind, self.new, self.back, title=title)
        self.list_card = Card()
        body = row(look, (self.table, 1), gap=0)
        body.setContentsMargins(look.px(10), 0, look.px(4), 0)
        self.list_card.setLayout(
            column(look, padded(look, row(look, (head, 1)), 18, 12), (body, 1),
                   padded(look, row(look, self.foot, (hint, 1)), 20, 8), gap=0)
        )  # fmt: skip
        self.setLayout(row(look, (self.list_card, 1), self.card, gap=16))
        self.table.selectionModel().currentRowChanged.connect(self._choose)
        self.table.activated.connect(self._enter)
        self.search.textChanged.connect(self._filter)
        self.kind.currentIndexChanged.connect(self._filter)
        self.new.activated.connect(self._write)
        self.back.clicked.connect(self.closed)
        for keys, slot in (("Ctrl+P", self.card.print_button.click),
                           ("Ctrl+N", self.new.showPopup)):  # fmt: skip
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    @property
    def asked(self) -> tuple[str, str]:
        """Return the kind and the words that are looked for."""
        return datum(self.kind), self.search.words

    def show_rows(self, rows: Sequence[DocumentRow], ids: Sequence[bytes], foot: str) -> None:
        """Show documents; the chosen one stays chosen if it is still there."""
        at = self.table.currentIndex().row()
        before = self._ids[at] if at >= 0 else b""
        self._ids = ids
        self.rows.show(rows)
        self.foot.say(foot)
        if ids:
            self.choose(before if before in ids else ids[0])
        else:
            self.card.show_story(None)

    def choose(self, id_: bytes) -> None:
        """Choose a document, if it is shown."""
        if id_ in self._ids:
            self.table.setCurrentIndex(self.rows.index(self._ids.index(id_), 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the list its room."""
        narrow = self.width() < self._look.px(NARROW)
        self.card.setFixedWidth(self._look.px(NARROW_SIDE if narrow else SIDE))
        self.kind.setFixedWidth(self._look.px(100 if narrow else 180))
        self.new.setFixedWidth(self._look.px(96 if narrow else 170))
        super().resizeEvent(event)

    def _choose(self, index: Index) -> None:
        if index.isValid():
            self.chosen.emit(self.rows.row(index).id)

    def _enter(self) -> None:
        self.card.print_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _filter(self) -> None:
        self.filtered.emit()

    def _write(self) -> None:
        what = datum(self.new)
        self.new.setCurrentIndex(0)
        if what:
            self.writing.emit(what)
