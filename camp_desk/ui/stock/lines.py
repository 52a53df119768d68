"""Forms of many lines: an empty one waits at the end, and Enter in it leads to Save."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import Qt, SignalInstance, Slot
from PySide6.QtWidgets import QWidget

from camp_desk.domain.paper_days import (
    DayLongAgo,
    DayToCome,
    DueBefore,
    check_due,
    check_has_come,
    check_written,
)
from camp_desk.domain.words import Words
from camp_desk.ui.look import Look
from camp_desk.ui.stock.forms import EntryForm, mark
from camp_desk.ui.widgets.boxes import column
from camp_desk.ui.widgets.buttons import Button
from camp_desk.ui.widgets.choices import Choice
from camp_desk.ui.widgets.fields import Field, ReadLine

Checks = Sequence[tuple[Field, str]]


class FormLine(Protocol):
    """One line of a form; an empty one does not count."""

    edited: SignalInstance
    removed: SignalInstance
    item: Choice

    @property
    def filled(self) -> bool:
        """Tell whether anything is typed."""

    @property
    def stops(self) -> Sequence[QWidget]:
        """Return where Enter goes."""

    def be_first(self, *, first: bool) -> None:
        """Show the names of the columns over the first line only."""

    def checks(self) -> Checks:
        """Return what is wrong with each field."""

    def draft(self) -> dict[str, str]:
        """Return what is typed."""

    def restore(self, draft: Mapping[str, str]) -> None:
        """Show what was typed before."""


LineT = TypeVar("LineT", bound=QWidget)


class LinesForm(EntryForm, Generic[LineT]):
    """A form with a head and lines; ``make`` makes an empty line."""

    def __init__(self, look: Look, title: str, icon: str, make: Callable[[], LineT]) -> None:
        super().__init__(look, title, icon)
        self._make = make
        self.head: tuple[Field, ...] = ()
        self.lines: list[LineT] = []
        self.rows = column(look, gap=4)
        self.add = Button(look, look.words("Another line"), "plus", "ghost")
        self.add.clicked.connect(self._add_and_go)
        self.more_shown = False

    def begin(self, lines: int) -> None:
        """Begin with so many empty lines."""
        for _ in range(lines):
            self.add_line()

    @property
    def stops(self) -> Sequence[QWidget]:
        """Return where Enter goes: an empty line's item leads to Save."""
        lines = [stop for line in self.lines for stop in _of(line).stops]
        return [*(field.editor for field in self.head), *lines]

    def go_on(self) -> None:
        """Leave the lines from one that is empty."""
        focus = self.focusWidget() or self
        line = next((each for each in self.lines if each.isAncestorOf(focus)), None)
        filled = any(_of(each).filled for each in self.lines)
        if line is not None and not _of(line).filled and filled:
            self.save.setFocus(Qt.FocusReason.TabFocusReason)
            return
        super().go_on()

    def good_lines(self, checks: Checks) -> list[LineT] | None:
        """Mark what is wrong in the head or the lines and return None, or return the lines."""
        filled = [line for line in self.lines if _of(line).filled] or self.lines[:1]
        found = list(checks)
        for line in self.lines:
            said = _of(line).checks()
            found += said if line in filled else [(field, "") for field, _ in said]
        if mark(found):
            self.show_trouble(self.words("Nothing is saved yet: look at what is marked."))
            return None
        return filled

    def choose_item(self, name: str) -> None:
        """Begin with an item, by its name, on the first line."""
        _of(self.lines[0]).item.setEditText(name)

    def typed_lines(self) -> list[dict[str, str]]:
        """Return what is typed in the lines."""
        return [_of(line).draft() for line in self.lines if _of(line).filled]

    def restore_lines(self, lines: object) -> None:
        """Show the lines that were typed before."""
        for n, line in enumerate(lines if isinstance(lines, list) else ()):
            if n == len(self.lines):
                self.add_line()
            _of(self.lines[n]).restore(line)
        self._edited()

    def add_line(self) -> LineT:
        """Add an empty line at the end."""
        made = self._make()
        line = _of(made)
        line.edited.connect(self._edited)
        line.removed.connect(partial(self._remove, made))
        line.be_first(first=not self.lines)
        self.show_line(made)
        self.lines.append(made)
        self.rows.addWidget(made)
        self.order_stops()
        return made

    def show_line(self, line: LineT) -> None:
        """Prepare a new line; nothing is to be done for most forms."""

    @Slot()
    def _add_and_go(self) -> None:
        _of(self.add_line()).item.setFocus(Qt.FocusReason.TabFocusReason)

    def _remove(self, line: LineT) -> None:
        if len(self.lines) == 1:
            _of(line).restore({})
            return
        self.lines.remove(line)
        self.rows.removeWidget(line)
        line.deleteLater()
        _of(self.lines[0]).be_first(first=True)
        _of(self.lines[0]).item.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _edited(self) -> None:
        """Keep one empty line at the end."""
        if _of(self.lines[-1]).filled:
            self.add_line()


def day_trouble(line: ReadLine[date], today: Callable[[], date], words: Words) -> str:
    """Return what is wrong with the day on a paper: it has to be over, or today."""
    try:
        if line.value:
            check_written(line.value, today())
    except DayLongAgo:
        return words("This day is more than a year ago: look at the year.")
    except DayToCome:
        pass
    return past_trouble(line, today, words)


def past_trouble(line: ReadLine[date], today: Callable[[], date], words: Words) -> str:
    """Return what is wrong with a day that is over, or today, however long ago it was."""
    if line.unreadable:
        return words("Type a day like 31/12/2027.")
    try:
        if line.value:
            check_has_come(line.value, today())
    except DayToCome:
        return words("This day has not come yet.")
    return ""


def due_trouble(line: ReadLine[date], day: date, words: Words) -> str:
    """Return what is wrong with a day by which something is due, on a paper of a day."""
    if line.unreadable:
        return words("Type a day like 31/12/2027.")
    try:
        if line.value:
            check_due(line.value, day)
    except DueBefore:
        return words("This is before the day of the document.")
    return ""


def _of(line: QWidget) -> FormLine:
    """Return a line as what all lines can do: Qt's classes and protocols have no common child."""
    return line  # type: ignore[return-value]
