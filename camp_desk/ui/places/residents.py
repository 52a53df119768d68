"""One shelter beside the plan: how it stands, who lives there, and what can be done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView

from camp_desk.domain.anonymous import called
from camp_desk.domain.cards import written
from camp_desk.domain.ids import HouseholdId
from camp_desk.domain.shelters import Shelter, State, said
from camp_desk.storage.places import Resident
from camp_desk.ui.direction import isolated, ltr
from camp_desk.ui.look import Look
from camp_desk.ui.places.telling import name, stands
from camp_desk.ui.widgets.boxes import Card, column, padded, row
from camp_desk.ui.widgets.buttons import Button
from camp_desk.ui.widgets.columns import Column, RowsModel
from camp_desk.ui.widgets.fields import Line, NumberLine
from camp_desk.ui.widgets.labels import Label
from camp_desk.ui.widgets.tables import Table


class ResidentsPanel(Card):
    """Shows a shelter or those not seen for long; several households can be chosen together."""

    moving = Signal(str)
    """The households chosen are to be moved to the place typed."""
    staging = Signal()
    """The households chosen are to wait in the staging area."""
    met = Signal()
    """The households chosen were met today."""
    capacity_wanted = Signal(object)
    """The shelter is to hold so many people."""
    blocking = Signal(str)
    """The shelter is to be blocked for the reason typed."""
    opening = Signal()
    """The shelter is to be opened again."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        words = look.words
        self._words = words
        self._shelter: Shelter | None = None
        self.title = Label(look, part="subtitle", wrapped=True)
        self.stands = Label(look, part="hint", wrapped=True)
        self.model: RowsModel[Resident] = RowsModel(self._columns(), self)
        self.table = Table(
            look, words("Who lives there"), self.model, empty=words("Nobody lives here.")
        )
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.to = Line(words("Move to"), words("Move to, such as C / 1 / 02"), longest=40)
        self.move_button = Button(look, words("Move"))
        self.staging_button = Button(look, words("To the staging area"))
        self.met_button = Button(look, words("Seen today"), "check")
        self.capacity = NumberLine(words("Capacity"), 1, 9_999)
        self.set_button = Button(look, words("Set"))
        self.reason = Line(words("Why it is blocked"), words("Why it is blocked"), longest=200)
        self.block_button = Button(look, words("Block it"))
        self._lay_out(look)
        self._connect()
        self.show_shelter(None, ())

    @property
    def chosen(self) -> list[HouseholdId]:
        """Return the households that are selected; in a shelter all, where none is."""
        rows = self.table.selectionModel().selectedRows()
        shown = [self.model.row(index) for index in rows]
        if not shown and self._shelter is not None:
            shown = list(self.model.rows)
        return [each.household for each in shown]

    def show_shelter(self, shelter: Shelter | None, people: Sequence[Resident]) -> None:
        """Show a shelter with the households that live there."""
        words = self._words
        new = self._shelter is None or shelter is None or self._shelter.place != shelter.place
        self._shelter = shelter
        self.table.empty_text(words("Nobody lives here."))
        self.title.say(name(shelter) if shelter else words("Choose a shelter on the plan."))
        self.stands.say(stands(shelter, words) if shelter else "")
        blocked = shelter is not None and shelter.state is State.BLOCKED
        self.block_button.say(words("Open again") if blocked else words("Block it"))
        if new:
            self.reason.clear()
        self.capacity.put(shelter.capacity if shelter else None)
        for widget in (self.capacity, self.set_button, self.reason, self.block_button):
            widget.setEnabled(shelter is not None)
        self.reason.setEnabled(shelter is not None and not blocked)
        self._show_people(people)

    def show_not_seen(self, days: int, people: Sequence[Resident], *, more: bool) -> None:
        """Show who was not seen for so many days, the longest first."""
        words = self._words
        self._shelter = None
        self.title.say(words.plural("Not seen for {n} day", "Not seen for {n} days", days))
        said_of = words.plural("{n} household", "{n} households", len(people))
        self.stands.say(words("The first {n} are shown.", n=len(people)) if more else said_of)
        self.table.empty_text(words("Everybody was seen."))
        for widget in (self.capacity, self.set_button, self.reason, self.block_button):
            widget.setEnabled(False)
        self._show_people(people)

    def _show_people(self, people: Sequence[Resident]) -> None:
        self.model.show(people)
        for widget in (self.to, self.move_button, self.staging_button, self.met_button):
            widget.setEnabled(bool(people))
        if people:
            first = self.model.index(0, 0)
            self.table.selectionModel().setCurrentIndex(
                first, QItemSelectionModel.SelectionFlag.NoUpdate
            )

    def _columns(self) -> tuple[Column[Resident], ...]:
        words = self._words
        return (
            Column(words("Head"), lambda each: isolated(called(each.head, each.size, words)), 0),
            Column(words("Persons"), lambda each: str(each.size), 62, trailing=True),
            Column(words("Last seen"), lambda each: ltr(each.seen or "–"), 100),
            Column(words("Card"), lambda each: ltr(written(each.card)), 126, drop=2),
            Column(words("Place"), lambda each: ltr(said(each.place)), 90, drop=1),
        )

    def _lay_out(self, look: Look) -> None:
        self.capacity.setFixedWidth(look.px(62))
        self.table.setToolTip(
            self._words("Shift, Ctrl and Ctrl+A choose several; in a shelter, none means all.")
        )
        self.about_shelter = row(
            look, Label(look, self._words("Capacity")), self.capacity, self.set_button,
            (self.reason, 1), self.block_button,
        )  # fmt: skip
        box = column(
            look,
            self.title,
            self.stands,
            (self.table, 1),
            row(look, (self.to, 1), self.move_button),
            row(look, None, self.staging_button, self.met_button),
            gap=6,
        )
        self.setLayout(padded(look, box, 16, 12))

    def _connect(self) -> None:
        self.to.returnPressed.connect(self._move)
        self.move_button.clicked.connect(self._move)
        self.staging_button.clicked.connect(self.staging)
        self.met_button.clicked.connect(self.met)
        self.set_button.clicked.connect(self._set)
        self.capacity.returnPressed.connect(self._set)
        self.reason.returnPressed.connect(self._block)
        self.block_button.clicked.connect(self._block)

    def _move(self) -> None:
        self.moving.emit(self.to.words)

    def _set(self) -> None:
        self.capacity_wanted.emit(self.capacity.value or 0)

    def _block(self) -> None:
        if self._shelter is not None and self._shelter.state is State.BLOCKED:
            self.opening.emit()
        else:
            self.blocking.emit(self.reason.words)

    def focus_people(self) -> None:
        """Put the cursor onto the households."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
