"""The members of a family after its head: one row each, and always one more to type into."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from camp_desk.domain.registration import Member, Sex
from camp_desk.ui.arrivals.inheriting import Names, inherited
from camp_desk.ui.arrivals.member_row import AGE, GAP, RELATION, SEX, MemberRow
from camp_desk.ui.look import Look
from camp_desk.ui.widgets.boxes import column, row
from camp_desk.ui.widgets.choices import Options
from camp_desk.ui.widgets.labels import Label


class Members(QWidget):
    """Rows of members; an empty one at the end waits for the next."""

    edited = Signal()

    def __init__(self, look: Look, today: Callable[[], date]) -> None:
        super().__init__()
        self._look, self._today = look, today
        self._relationships: Options = ()
        self._head: tuple[Names, Sex] = (Names(), Sex.UNKNOWN)
        self._after: QWidget | None = None
        self._all = False
        self._given_up: list[Member] = []
        self.rows: list[MemberRow] = []
        words = look.words
        names = (words("Members"), words("Sex"), words("Age"), words("Relationship"))
        heads = [Label(look, name, "small") for name in names]
        for label, width in zip(heads[1:], (SEX, AGE, RELATION), strict=True):
            label.setFixedWidth(look.px(width))
        self._box = QVBoxLayout()
        self._box.setSpacing(look.px(GAP))
        self.heading = QWidget(self)
        self.heading.setProperty("part", "heading")
        self.heading.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.heading.setLayout(row(look, (heads[0], 1), *heads[1:], gap=GAP))
        self._box.setContentsMargins(0, self.heading.sizeHint().height() + look.px(2), 0, 0)
        self.setLayout(column(look, self._box))
        self._add()

    @property
    def filled(self) -> list[MemberRow]:
        """Return the rows that something was typed into."""
        return [each for each in self.rows if not each.is_empty]

    @property
    def last(self) -> MemberRow:
        """Return the row that waits for the next member."""
        return self.rows[-1]

    @property
    def first_to_name(self) -> QWidget:
        """Return where the first name is to be typed."""
        waiting = (each.own for each in self.rows if each.waits)
        return next(waiting, self.last.own)

    def prepare(self, members: Sequence[Member]) -> None:
        """Have rows ready for these, in place of those that were ready and still wait."""
        wanted = list(members)
        for gone in self._given_up:
            if gone in wanted:
                wanted.remove(gone)
        if wanted == [each.prepared for each in self.rows if each.waits]:
            return
        for each in tuple(self.rows):
            if each.waits or each.is_empty:
                self._drop(each)
        self._add()
        for member in wanted:
            self.last.prepare(member)
            self._add()
        self._run_on()

    def ask_all(self, *, every: bool) -> None:
        """Ask for the names that only the full grade asks for."""
        self._all = every
        for each in self.rows:
            each.ask_all(every=every)

    def offer(self, relationships: Options) -> None:
        """Offer these relationships."""
        self._relationships = relationships
        for each in self.rows:
            chosen = each.relation.value
            each.relation.offer(relationships)
            each.relation.setCurrentIndex(each.relation.findData(chosen))

    def follow(self, head: Names, sex: Sex) -> None:
        """Let the head's names and sex run on into the members."""
        self._head = (head, sex)
        self._run_on()

    def come_after(self, field: QWidget) -> None:
        """Let Tab go from a field to the first member: rows are newer than all around them."""
        self._after = field
        self._order_tabs()

    def show_members(self, members: Sequence[Member]) -> None:
        """Show members who are registered already."""
        self.clear()
        for member in members:
            self.last.show_member(member)
            self._add()

    def clear(self) -> None:
        """Begin with one empty row."""
        self._given_up.clear()
        for each in tuple(self.rows):
            self._drop(each)
        self._add()

    def remove(self, row: MemberRow) -> None:
        """Remove a member, and go to the one that moves up."""
        at = self.rows.index(row)
        if row.prepared is not None:
            self._given_up.append(row.prepared)
        self._drop(row)
        if not self.rows or not self.last.is_empty:
            self._add()
        self.rows[min(at, len(self.rows) - 1)].own.setFocus()
        self._edited()

    def row_of(self, widget: QWidget | None) -> MemberRow | None:
        """Return the row that a field stands in, or None."""
        return next((each for each in self.rows if widget and each.isAncestorOf(widget)), None)

    def names_wanted(self, row: MemberRow) -> bool:
        """Unfold the other names of a member who inherits none, and tell whether it does."""
        if not row.needs_names():
            return False
        row.unfold()
        return True

    def trouble(self) -> QWidget | None:
        """Say below the rows what is wrong, and return the first field that is."""
        found = [each.trouble() for each in self.filled]
        return next((field for field in found if field is not None), None)

    def _add(self) -> None:
        row = MemberRow(self._look, self._relationships, self._today)
        row.edited.connect(self._edited)
        row.removed.connect(self.remove)
        row.ask_all(every=self._all)
        self.rows.append(row)
        self._box.addWidget(row)
        self._order_tabs()

    def _order_tabs(self) -> None:
        before = self._after
        if before is None:
            return
        for field in (field for each in self.rows for field in each.fields):
            QWidget.setTabOrder(before, field)
            before = field

    def _drop(self, row: MemberRow) -> None:
        self.rows.remove(row)
        self._box.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _edited(self) -> None:
        if not self.last.is_empty:
            self._add()
        self._run_on()
        self.edited.emit()

    def _run_on(self) -> None:
        head, sex = self._head
        earlier: list[str] = []
        sibling: Names | None = None
        for each in self.rows:
            each.guess(sex, earlier)
            code = each.relation.value
            each.inherit(inherited(head, sex, code, sibling))
            if not each.is_empty:
                earlier.append(code)
                sibling = each.names if code in {"SON", "DAU"} else sibling
