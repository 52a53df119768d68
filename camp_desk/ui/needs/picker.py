"""Finding a need by its letters, setting it, and removing one that is recorded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from camp_desk.domain.needs import Need, matching
from camp_desk.domain.words import Words
from camp_desk.ui.direction import ltr
from camp_desk.ui.look import Look
from camp_desk.ui.widgets.boxes import column, row
from camp_desk.ui.widgets.buttons import Button
from camp_desk.ui.widgets.columns import Column, RowsModel
from camp_desk.ui.widgets.fields import SearchLine
from camp_desk.ui.widgets.labels import Label
from camp_desk.ui.widgets.tables import Table, selected_row

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


@dataclass(frozen=True, slots=True)
class Recorded:
    """A need that somebody has, as texts."""

    code: str
    need: str
    pending: bool
    when: str = ""


@dataclass(frozen=True, slots=True)
class Offered:
    """A need that can be set, with why it is suggested, or nothing."""

    code: str
    need: str
    why: str = ""


class NeedPicker(QWidget):
    """Letters find a need, Enter sets it, Shift+Enter leaves it to be reviewed.

    What is suggested stands first while nothing is typed, and nothing is chosen by itself: so Enter
    alone sets nothing.
    """

    chosen = Signal(str, bool)
    """A code, and whether it is only pending."""
    removed = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        words = look.words
        self._words = words
        self._asked: tuple[Need, ...] = ()
        self._why: dict[str, str] = {}
        self._has: dict[str, bool] = {}
        self.search = SearchLine(
            look, words("Find a need"), words("Type letters: pregnant, blind, PG …")
        )
        self.offers: RowsModel[Offered] = RowsModel(_offer_columns(), self)
        self.table = Table(
            look, words("Needs that can be set"), self.offers, row=32,
            empty=words("No need that this camp asks for fits."),
        )  # fmt: skip
        self.table.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # the arrows reach it from the line
        self.table.horizontalHeader().hide()
        self.records: RowsModel[Recorded] = RowsModel(_record_columns(words), self)
        self.recorded = Table(
            look, words("Recorded"), self.records, row=32, empty=words("Nothing is recorded.")
        )
        self.recorded.horizontalHeader().hide()
        for each in (self.table, self.recorded):
            each.setMinimumHeight(look.px(68))  # two rows, on a small screen too
        self.set_button = Button(look, words("Set (Enter)"), "check", "primary")
        self.pending_button = Button(look, words("Pending review (Shift+Enter)"))
        self.remove_button = Button(look, words("Remove (Ctrl+Delete)"), "trash-2")
        buttons = row(look, self.set_button, self.pending_button, None, gap=6)
        below = row(look, (Label(look, words("Recorded"), "subtitle"), 1), self.remove_button)
        self.setLayout(
            column(look, self.search, (self.table, 3), buttons, 2, below, (self.recorded, 2), gap=6)
        )
        self._connect()
        self._allow()

    def show_needs(
        self, asked: Sequence[Need], why: dict[str, str], has: Sequence[Recorded]
    ) -> None:
        """Show what can be set for somebody, why some of it is suggested, and what they have."""
        self._asked, self._why = tuple(asked), why
        self._has = {each.code: each.pending for each in has}
        self.records.show(has)
        if has:
            self.recorded.selectRow(0)
        self.search.clear()
        self._find()

    def type(self, text: str) -> None:
        """Go on in the line with what was typed elsewhere."""
        self.search.setFocus()
        self.search.insert(text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Set with Enter, and choose with the arrows, while the cursor stays in the line."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = Qt.Key(event.key())
            if key in _ENTER and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._set(pending=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
                return True
            if watched is self.search and key in _STEPS:
                self._step(_STEPS[key])
                return True
        return super().eventFilter(watched, event)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._find)
        for each in (self.search, self.table):
            each.installEventFilter(self)
        self.table.doubleClicked.connect(self._set_it)
        self.set_button.clicked.connect(self._set_it)
        self.pending_button.clicked.connect(self._leave_it)
        self.remove_button.clicked.connect(self._remove)
        QShortcut(QKeySequence("Ctrl+Del"), self).activated.connect(self._remove)
        self.table.selectionModel().currentRowChanged.connect(self._allow)
        self.recorded.selectionModel().currentRowChanged.connect(self._allow)

    def _find(self) -> None:
        words, typed = self._words, self.search.words
        open_ = [each for each in self._asked if self._has.get(each.code, True)]
        found = matching(typed, open_)
        if not typed:
            found = sorted(found, key=lambda each: each.code not in self._why)
        rows = [Offered(each.code, each.said(words), self._told(each.code)) for each in found]
        self.offers.show(rows)
        if typed and rows:
            self.table.selectRow(0)
        self._allow()

    def _told(self, code: str) -> str:
        if code in self._has:
            return self._words("Pending: Enter confirms it")
        return self._why.get(code, "")

    def _step(self, by: int) -> None:
        if not self.offers.rows:
            return
        at = selected_row(self.table, self.offers)
        now = -1 if at is None else at
        self.table.selectRow(max(0, min(len(self.offers.rows) - 1, now + by)))

    def _allow(self) -> None:
        can = selected_row(self.table, self.offers) is not None
        self.set_button.setEnabled(can)
        self.pending_button.setEnabled(can)
        self.remove_button.setEnabled(selected_row(self.recorded, self.records) is not None)

    def _set_it(self) -> None:
        self._set(pending=False)

    def _leave_it(self) -> None:
        self._set(pending=True)

    def _set(self, *, pending: bool) -> None:
        at = selected_row(self.table, self.offers)
        if at is not None:
            self.chosen.emit(self.offers.rows[at].code, pending)

    def _remove(self) -> None:
        at = selected_row(self.recorded, self.records)
        if at is not None:
            self.removed.emit(self.records.rows[at].code)


def _offer_columns() -> tuple[Column[Offered], ...]:
    return (
        Column("", lambda each: ltr(each.code), 64),
        Column("", _said, 0),
    )


def _said(offered: Offered) -> str:
    return f"{offered.need} – {offered.why}" if offered.why else offered.need


def _record_columns(words: Words) -> tuple[Column[Recorded], ...]:
    return (
        Column("", lambda each: ltr(each.code), 64),
        Column("", lambda each: each.need, 0),
        Column("", lambda each: ltr(each.when), 96, drop=1),
        Column(
            "",
            lambda each: words("Pending review") if each.pending else words("Confirmed"),
            128,
            tone=lambda each: "warn" if each.pending else "ok",
        ),
    )
