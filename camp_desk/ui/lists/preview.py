"""What was understood of a list, before anything of it is in the camp."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from camp_desk.actions.lists import lookalike_said
from camp_desk.domain.registration import Registration
from camp_desk.domain.words import Words
from camp_desk.spreadsheets.mapping import Mapping, Shape
from camp_desk.spreadsheets.outcome import Note, Rejected, Understood
from camp_desk.spreadsheets.rejects import name_of
from camp_desk.spreadsheets.table import Row, text
from camp_desk.spreadsheets.table import Table as ListTable
from camp_desk.storage.listed import Lookalike
from camp_desk.ui.direction import isolated, ltr
from camp_desk.ui.families import ages, arrival
from camp_desk.ui.lists.columns import ColumnsCard
from camp_desk.ui.look import Look
from camp_desk.ui.widgets.banners import Banner
from camp_desk.ui.widgets.boxes import Card, Page, column, padded, row
from camp_desk.ui.widgets.buttons import Button
from camp_desk.ui.widgets.choices import Chips, Segmented
from camp_desk.ui.widgets.columns import Column, RowsModel
from camp_desk.ui.widgets.fields import Field, Line
from camp_desk.ui.widgets.labels import Label
from camp_desk.ui.widgets.tables import Table

FAMILIES = 200
"""How many families the preview shows; the figures count all of them."""

_LEAST = 80
"""The height of a table of which one row is seen, on a low screen."""
_REJECTED = 2000


@dataclass(frozen=True, slots=True)
class SaidOfRow:
    """A row of the file, what there is to say about it, and its cells."""

    row: int
    sentence: str
    cells: str = ""


class Figure(QWidget):
    """A number with its word below it."""

    def __init__(self, look: Look, title: str) -> None:
        super().__init__()
        self._title = title
        self.value = Label(look, "–", "figure")
        self.setLayout(column(look, self.value, Label(look, title, "hint"), gap=0))

    def say(self, value: str, tone: str = "") -> None:
        """Show a number, in a tone or none."""
        self.value.say(value)
        self.value.tone(tone)
        self.setAccessibleName(f"{self._title}: {value}")


class PreviewPage(Page):
    """Shows the list as understood, and collects the corrections."""

    column_chosen = Signal(int, object)
    shape_chosen = Signal(object)
    """A Shape."""
    named = Signal(str)
    name_wanted = Signal()
    """The list is to be taken in under the name of the one that it looks like."""
    save_wanted = Signal()
    """The rows that cannot be read are wanted as a spreadsheet."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        words = look.words
        self._look, self._words = look, words
        self._only_reasons = False
        self.trouble = Banner(look)
        self.name = Line(words("Name of the list"), longest=80)
        self._name = Field(look, words("Name of the list"), self.name, required=True)
        self.known = Label(look, part="small", wrapped=True)
        self.alike = Banner(look)
        shapes = (
            (Shape.PERSONS.value, words("One row a person")),
            (Shape.HOUSEHOLDS.value, words("One row a household")),
        )
        self.shape = Segmented(look, words("A row of the list"), shapes)
        self.households = Figure(look, words("households"))
        self.persons = Figure(look, words("persons"))
        self.rejected = Figure(look, words("rows not read"))
        self.columns = ColumnsCard(look)
        self._make_tables(look)
        self._lay_out()
        self.columns.chosen.connect(self.column_chosen)
        self.shape.changed.connect(self._shape_changed)
        self.name.textChanged.connect(self._renamed)
        self.save.clicked.connect(self.save_wanted)
        self.alike.pressed.connect(self.name_wanted)
        self.show_which.changed.connect(self._turn)
        self.setFocusProxy(self.name)

    @property
    def ready(self) -> bool:
        """Tell whether the list has a name."""
        return bool(self.name.words)

    def show_list(self, table: ListTable, mapping: Mapping) -> None:
        """Show a list that was just read."""
        self.name.setText(name_of(table))
        self.columns.show_list(table, mapping)
        self.show_mapping(mapping)
        self.show_which.choose("families")
        self._order_stops()

    def _order_stops(self) -> None:
        """Let Tab go to the columns where they stand: they were made after all the rest."""
        before: QWidget = self.shape
        while (inner := before.nextInFocusChain()) is not None and self.shape.isAncestorOf(inner):
            before = inner
        for choice in self.columns.choices:
            QWidget.setTabOrder(before, choice)
            before = choice

    def show_mapping(self, mapping: Mapping) -> None:
        """Show what the columns hold now."""
        self.columns.show_mapping(mapping)
        self.shape.choose(mapping.shape.value)

    def show_understood(self, understood: Understood, table: ListTable, today: date) -> None:
        """Show the families, the rows that cannot be read, and what was noticed."""
        self._today = today
        summary = understood.summary
        self.trouble.say("info", "")
        self.households.say(f"{summary.households:,}")
        self.persons.say(f"{summary.persons:,}")
        self.rejected.say(f"{summary.rejected:,}", "danger" if summary.rejected else "")
        self.families.show(understood.registrations[:FAMILIES])
        self.show_rejected(understood.rejected, table)
        self.notes.show([self._said(note, None) for note in understood.notes[:_REJECTED]])
        self._count(len(understood.registrations), len(understood.rejected), len(understood.notes))
        self._show_why_empty(understood)
        shown = min(FAMILIES, summary.households)
        self.below.say(
            self._words("The first {n} of {all} families.", n=shown, all=f"{summary.households:,}")
            if shown < summary.households
            else ""
        )

    def _show_why_empty(self, understood: Understood) -> None:
        """Show the reasons where nothing else is to be seen, and the families once there are."""
        empty = bool(understood.rejected) and not understood.registrations
        if empty or self._only_reasons:
            self.show_which.choose("unread" if empty else "families")
        self._only_reasons = empty

    def show_rejected(self, rejected: Sequence[Rejected], table: ListTable) -> None:
        """Show the rows that cannot be read, with their cells."""
        wanted = {each.number for each in rejected[:_REJECTED]}
        rows = {each.number: each for each in table.rows if each.number in wanted}
        self.unread.show([self._said(each, rows.get(each.number)) for each in rejected[:_REJECTED]])
        self.save.setVisible(bool(rejected))

    def show_trouble(self, sentence: str) -> None:
        """Say why the list was not understood; nothing of it is shown."""
        for figure in (self.households, self.persons, self.rejected):
            figure.say("–")
        for model in (self.families, self.unread, self.notes):
            model.show(())
        self.save.hide()
        self._count(0, 0, 0)
        self.trouble.say("danger", sentence)

    def say_known(self, families: int) -> None:
        """Say that families of a list with this name are in the camp already."""
        said = self._words.plural(
            "{n} family of a list with this name is in the camp: a row that says the same adds"
            " nothing.",
            "{n} families of a list with this name are in the camp: rows that say the same add"
            " nothing.",
            families,
        )
        self.known.say(said if families else "")
        self.known.setVisible(bool(families))

    def say_alike(self, like: Lookalike | None) -> None:
        """Say which list in the camp this one looks like; the officer may go on."""
        said = lookalike_said(like, self._words) if like else ""
        self.alike.say("warn", said, self._words("Use that name") if like else "")

    def _make_tables(self, look: Look) -> None:
        words = look.words
        which = (
            ("families", words("Families")),
            ("unread", words("Rows not read")),
            ("notes", words("Notes")),
        )
        self.show_which = Chips(look, words("Show"), which)
        self.save = Button(look, words("Save these rows …"), "file-down")
        self.save.setToolTip(
            words("As a spreadsheet with the reasons, to be corrected. It is not encrypted.")
        )
        self.families: RowsModel[Registration] = RowsModel(self._family_columns(), self)
        self.unread: RowsModel[SaidOfRow] = RowsModel(_row_columns(words, cells=True), self)
        self.notes: RowsModel[SaidOfRow] = RowsModel(_row_columns(words, cells=False), self)
        self.below = Label(look, part="hint")
        self._pages = QStackedWidget()
        families = Table(
            look, words("Families"), self.families, empty=words("No family was understood.")
        )
        self._pages.addWidget(families)
        for name, model, empty in (
            (words("Rows not read"), self.unread, words("Every row was read.")),
            (words("Notes"), self.notes, words("There is nothing to note.")),
        ):
            self._pages.addWidget(Table(look, name, model, empty=empty))
        for table in self._pages.findChildren(Table):
            table.setMinimumHeight(look.px(_LEAST))

    def _family_columns(self) -> tuple[Column[Registration], ...]:
        words = self._words
        return (
            Column(words("Number"), lambda each: ltr(each.list_number), 88),
            Column(words("Head of the family"), lambda each: isolated(each.head.name), 0),
            Column(words("Size"), lambda each: str(each.size), 48, trailing=True),
            Column(words("Ages"), lambda each: ages(each, self._today), 164, drop=2),
            Column(words("Origin"), _origin, 156, drop=4),
            Column(words("Phone"), lambda each: ltr(each.phone), 112, drop=3),
            Column(words("Arrived"), arrival, 140, drop=1),
        )

    def _lay_out(self) -> None:
        look, words = self._look, self._words
        shape = column(look, Label(look, words("A row of the list")), self.shape, gap=2)
        head = row(
            look,
            (self._name, 2),
            (shape, 2),
            12,
            self.households,
            16,
            self.persons,
            16,
            self.rejected,
            gap=12,
        )
        for box in (self._name, shape):
            head.setAlignment(box, Qt.AlignmentFlag.AlignTop)
        top = Card()
        top.setLayout(padded(look, column(look, head, self.known, gap=2), 16, 10))
        self.known.hide()
        foot = row(look, (self.below, 1), self.save)
        right = Card()
        shown = column(look, row(look, self.show_which, None), (self._pages, 1), foot, gap=8)
        right.setLayout(padded(look, shown, 14, 12))
        self.columns.setMinimumWidth(look.px(340))
        self.columns.setMaximumWidth(look.px(408))
        body = row(look, (self.columns, 1), (right, 2), gap=12)
        self.setLayout(column(look, self.trouble, self.alike, top, (body, 1), gap=12))

    def _said(self, each: Rejected | Note, cells: Row | None) -> SaidOfRow:
        told = [text(cell) for cell in cells.untrusted_cells] if cells else []
        line = " | ".join(isolated(cell) for cell in told if cell)
        return SaidOfRow(each.row, each.sentence(self._words), line)

    def _count(self, families: int, unread: int, notes: int) -> None:
        words = self._words
        self.show_which.say("families", words("Families: {n}", n=f"{families:,}"))
        self.show_which.say("unread", words("Rows not read: {n}", n=f"{unread:,}"))
        self.show_which.say("notes", words("Notes: {n}", n=f"{notes:,}"))

    def _turn(self, which: str) -> None:
        self._pages.setCurrentIndex(("families", "unread", "notes").index(which))

    def _shape_changed(self, value: str) -> None:
        self.shape_chosen.emit(Shape(value))

    def _renamed(self) -> None:
        self._name.show_trouble("" if self.ready else self._words("Give the list a name."))
        self.named.emit(self.name.words)


def _origin(registration: Registration) -> str:
    origin = registration.origin
    parts = (origin.district or origin.governorate, origin.place)
    return " · ".join(isolated(part) for part in parts if part)


def _row_columns(words: Words, *, cells: bool) -> tuple[Column[SaidOfRow], ...]:
    said = (
        Column[SaidOfRow](words("Row"), lambda each: str(each.row) if each.row else "–", 60),
        Column[SaidOfRow](
            words("Reason") if cells else words("Note"), lambda each: each.sentence, 0
        ),
    )
    if not cells:
        return said
    return (
        *said,
        Column[SaidOfRow](words("What stands there"), lambda each: each.cells, 380, drop=1),
    )
