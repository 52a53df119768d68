"""The list of everyone: search as you type, filters, and the families that look the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from camp_desk.domain.words import Words
from camp_desk.ui.big_list import BigList
from camp_desk.ui.direction import isolated, ltr, marked
from camp_desk.ui.look import Look
from camp_desk.ui.widgets.boxes import Card, column, padded, row
from camp_desk.ui.widgets.buttons import Button, Tools
from camp_desk.ui.widgets.choices import Chips
from camp_desk.ui.widgets.columns import Column, Index
from camp_desk.ui.widgets.fields import SearchLine
from camp_desk.ui.widgets.labels import Drawing, Label
from camp_desk.ui.widgets.tables import Table

_NARROW = 500
"""Width in pixels at 100 % under which the search has a shorter hint."""


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One line of the list, as texts; an empty one stays empty."""

    household: object
    """What names the household, as the storage gives it."""
    card: str
    name: str
    sex: str
    age: str
    size: int
    place: str
    arrived: str
    mark: str = ""
    """A word for what is particular: counted only, a neutral mark, a finding."""
    tone: str = "info"
    marked: bool = False
    """A neutral mark stands before the name."""


@dataclass(frozen=True, slots=True)
class Search:
    """What the list is asked for: words, and the filter's value (all, today, counts)."""

    words: str = ""
    only: str = "all"


@dataclass(frozen=True, slots=True)
class Spot:
    """Where somebody was in the list: what was chosen, and what stood at the top how far in."""

    chosen: object = None
    top: object = None
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Likely:
    """A family that may be the one being typed, as texts."""

    household: object
    card: str
    name: str
    why: str


def person_columns(words: Words) -> tuple[Column[PersonRow], ...]:
    """Return the columns of the list."""
    return (
        Column(words("Card number"), lambda each: ltr(each.card), 128),
        Column(words("Name"), lambda each: marked(isolated(each.name), on=each.marked), 0),
        Column(words("Sex"), lambda each: each.sex, 56, drop=5),
        Column(words("Age"), lambda each: each.age, 48, trailing=True, drop=3),
        Column(words("Family"), lambda each: str(each.size), 64, trailing=True, drop=2),
        Column(words("Place"), lambda each: ltr(each.place), 92, drop=4),
        Column(words("Arrived"), lambda each: ltr(each.arrived), 104, drop=6),
        Column(words("Mark"), lambda each: each.mark, 116, drop=1, tone=lambda each: each.tone),
    )


class PeopleList(Card):
    """Everyone in the camp, or those who match; Enter or a double click opens a family."""

    searched = Signal(object)
    """A Search."""
    opened = Signal(object)
    """The household of the chosen row."""
    taking_in = Signal()
    left = Signal()
    """Esc was pressed in the empty search: the form is wanted."""
    page_wanted = Signal()
    """The page of the chosen row's household is wanted."""
    completing = Signal()
    """The record of the chosen row's household is to move up."""
    printing = Signal(str)
    """Cards are to be printed: "chosen" or "found"."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        words = look.words
        self._look, self._words = look, words
        self.model: BigList[PersonRow] = BigList(person_columns(words), self)
        self.search = SearchLine(
            look, words("Search people"), words("Name, card number or phone   (Ctrl+F)")
        )
        filters = (
            ("all", words("All")),
            ("today", words("Today")),
            ("counts", words("Count only")),
        )
        self.only = Chips(look, words("Show"), filters)
        self.take_in = Button(look, words("Take in a list"), "file-spreadsheet")
        self.print_cards = Button(look, words("Print cards"), "id-card")
        self.household = Button(look, words("Household (F3)"), "history")
        self.complete = Button(look, words("Complete the record (F6)"), "pencil", "link")
        self._menu = QMenu(self)
        for which, text in (
            ("chosen", words("The chosen household’s card")),
            ("found", words("Cards of all who are found")),
        ):
            self._menu.addAction(look.icon("id-card"), text).setData(which)
        self._totals: tuple[int, int] | None = None
        self.table = Table(look, words("People"), self.model)
        self.count = Label(look, part="hint")
        self.likely = LikelyFamilies(look)
        self._lay_out(look)
        self._connect()

    def ask(self) -> None:
        """Ask for what is typed and chosen, as at the start and after a change."""
        self.searched.emit(Search(self.search.words, self.only.value))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show a shorter hint where there is little room."""
        brief, words = self.width() < self._look.px(_NARROW), self._words
        hint = words("Search") if brief else words("Name, card number or phone   (Ctrl+F)")
        self.search.setPlaceholderText(hint)
        self.complete.be_brief(brief=brief)
        super().resizeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from the search into the rows with Down or Enter."""
        keys = {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if self.search.hasFocus() and Qt.Key(event.key()) in keys and self.model.rowCount():
            self.table.setFocus()
            self.table.selectRow(0)
        elif self.search.hasFocus() and event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go back from the rows to the search with Esc, Up on the first, or by typing on."""
        if watched is self.table and isinstance(event, QKeyEvent):
            return event.type() == QEvent.Type.KeyPress and self._back_to_search(event)
        return super().eventFilter(watched, event)

    def _back_to_search(self, event: QKeyEvent) -> bool:
        plain = not event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        )
        typed = event.text() if plain and event.text().isprintable() else ""
        first = self.table.currentIndex().row() <= 0
        if event.key() == Qt.Key.Key_Escape or (event.key() == Qt.Key.Key_Up and first):
            typed = ""
        elif not typed.strip():
            return False
        self.search.setFocus()
        self.search.selectAll()
        if typed:  # Qt would look through all rows for a name that begins so
            self.search.insert(typed)
        return True

    @property
    def chosen(self) -> PersonRow | None:
        """Return the chosen row, if there is one and it is there already."""
        index = self.table.currentIndex()
        return self.model.row(index) if index.isValid() else None

    def spot(self) -> Spot:
        """Return what is chosen and what is in sight, to be found again after a change."""
        at, height = self.table.currentIndex().row(), self.table.verticalHeader()
        value = self.table.verticalScrollBar().value()
        top, offset = divmod(value, height.defaultSectionSize())
        return Spot(
            self.model.id_at(at) if at >= 0 else None,
            self.model.id_at(top) if value and top < self.model.rowCount() else None,
            offset,
        )

    def go_to(self, spot: Spot) -> None:
        """Bring what was in sight into sight, and choose what was chosen, where it still is."""
        top = None if spot.top is None else self.model.row_of(spot.top)
        chosen = None if spot.chosen is None else self.model.row_of(spot.chosen)
        if chosen is not None:
            self.table.selectRow(chosen)
        if top is None:
            self.table.scrollToTop()
        else:
            self.table.scrollTo(self.model.index(top, 0), Table.ScrollHint.PositionAtTop)
            bar = self.table.verticalScrollBar()
            bar.setValue(bar.value() + spot.offset)

    def choose(self, row: object) -> bool:
        """Choose a row by its id and bring it into sight; tell whether it is among those found."""
        at = self.model.row_of(row)
        if at is not None:
            self.table.selectRow(at)
            self.table.scrollTo(self.model.index(at, 0))
        return at is not None

    def show_totals(self, households: int, people: int) -> None:
        """Say below the rows how many there are in the camp, while nobody is searched."""
        self._totals = households, people
        self.show_count(self.model.rowCount(), final=True)

    def show_count(self, people: int, *, final: bool) -> None:
        """Say below the rows how many match, or how many there are where all are shown."""
        searching = bool(self.search.words) or self.only.value != "all"
        if not people:
            self._say_why_empty(searching=searching)
        number = f"{people:,}"
        if self._totals is not None and not searching:
            sentence = self._everyone(*self._totals)
        elif not final:
            sentence = self._words("more than {number} people …", number=number)
        elif searching:
            sentence = self._words.plural(
                "{number} person found", "{number} people found", people, number=number
            )
        else:
            sentence = self._words.plural(
                "{number} person", "{number} people", people, number=number
            )
        self.count.say(sentence)

    def _say_why_empty(self, *, searching: bool) -> None:
        words = self._words
        self.table.empty_text(
            words("Nobody matches the search.")
            if searching
            else words("Nobody is registered yet. Type the first family, or take in a list.")
        )

    def _everyone(self, households: int, people: int) -> str:
        plural = self._words.plural
        return " · ".join(
            (
                plural("{n} household", "{n} households", households),
                plural("{n} person", "{n} people", people),
            )
        )

    def _lay_out(self, look: Look) -> None:
        words = look.words
        head = Tools(
            look,
            (Label(look, words("People in camp"), "title"), 1),
            self.household,
            self.take_in,
            self.print_cards,
            giving_way=(self.print_cards, self.take_in, self.household),
        )
        tools = row(look, (self.search, 1), self.only)
        above = column(look, head, tools, self.likely, gap=10)
        rows = row(look, (self.table, 1), gap=0)
        rows.setContentsMargins(look.px(10), 0, look.px(4), 0)
        self.setLayout(
            column(
                look,
                padded(look, above, 20, 14),
                (rows, 1),
                padded(look, row(look, (self.count, 1), self.complete), 20, 8),
                gap=0,
            )
        )

    def _connect(self) -> None:
        self.search.textChanged.connect(self.ask)
        self.only.changed.connect(self.ask)
        self.table.activated.connect(self._open)
        self.table.installEventFilter(self)
        self.household.clicked.connect(self.page_wanted)
        self.complete.clicked.connect(self.completing)
        shortcut = QShortcut(QKeySequence("F6"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.completing)
        self.take_in.clicked.connect(self.taking_in)
        self.print_cards.clicked.connect(self._ask_which_cards)
        self._menu.triggered.connect(self._cards_chosen)
        self.model.counted.connect(self._counted)

    def _open(self, index: Index) -> None:
        chosen = self.model.row(index)
        if chosen is not None:
            self.opened.emit(chosen.household)

    def _ask_which_cards(self) -> None:
        chosen = self.table.currentIndex().isValid()
        self._menu.actions()[0].setEnabled(chosen)
        self._menu.popup(self.print_cards.mapToGlobal(self.print_cards.rect().bottomLeft()))

    def _cards_chosen(self, action: QAction) -> None:
        self.printing.emit(action.data())

    def _counted(self, people: int, final: bool) -> None:
        self.show_count(people, final=final)


class _Elided(Button):
    """A button that shortens its text instead of asking for more room."""

    def __init__(self, look: Look, text: str, part: str) -> None:
        super().__init__(look, text, part=part)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the size of the whole text."""
        return self._size(self.accessibleName())

    def minimumSizeHint(self) -> QSize:
        """Return a size that any column has."""
        return QSize(40, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the text to the room."""
        metrics, room = self.fontMetrics(), self.width() - 16
        shown = metrics.elidedText(self.accessibleName(), Qt.TextElideMode.ElideRight, room)
        self.setText(shown)
        super().resizeEvent(event)

    def _size(self, text: str) -> QSize:
        wide = self.fontMetrics().horizontalAdvance(text) + 24
        return QSize(wide, super().sizeHint().height())


class LikelyFamilies(QWidget):
    """Families that look like the one being typed, with why; hidden while there are none."""

    opened = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._shown: tuple[Likely, ...] = ()
        self._box = column(look, gap=4)
        self._head = Label(look, part="hint")
        self._head.tone("warn")
        head = row(look, Drawing(look, "triangle-alert", "warn", 18), (self._head, 1))
        self.setLayout(column(look, head, self._box, gap=4))
        self._lines: list[Button] = []
        self.hide()

    @property
    def shown(self) -> tuple[Likely, ...]:
        """Return the families that are shown."""
        return self._shown

    def show_families(self, families: Sequence[Likely]) -> None:
        """Show these, the likeliest first; at most four."""
        if tuple(families[:4]) == self._shown:
            return
        self._shown = tuple(families[:4])
        for line in self._lines:
            self._box.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = [self._line(each) for each in self._shown]
        words = self._look.words
        self._head.say(
            words.plural(
                "This family may be registered already:",
                "One of these families may be the same:",
                len(self._shown),
            )
        )
        self.setVisible(bool(self._shown))

    def _line(self, family: Likely) -> Button:
        text = f"{ltr(family.card)}  {isolated(family.name)} · {isolated(family.why)}"
        line = _Elided(self._look, text, part="link")
        line.setToolTip(text)
        line.setProperty("household", self._shown.index(family))
        line.clicked.connect(self._open)
        self._box.addWidget(line)
        return line

    def _open(self) -> None:
        at = self.sender().property("household")
        self.opened.emit(self._shown[at].household)
