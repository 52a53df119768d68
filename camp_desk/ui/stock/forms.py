"""What the forms of the stock share: Enter goes on, Ctrl+Enter saves, Esc closes, errors stay."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLayout, QWidget

from camp_desk import shipped
from camp_desk.domain.catalogue import Item
from camp_desk.domain.days import read_moment
from camp_desk.domain.digits import latin
from camp_desk.domain.plain import folded
from camp_desk.domain.words import Words
from camp_desk.ui.keys import on_ctrl_enter_within
from camp_desk.ui.look import Look
from camp_desk.ui.widgets.boxes import Card, Rule, Scrolled, column, padded, row
from camp_desk.ui.widgets.buttons import Button
from camp_desk.ui.widgets.fields import Field
from camp_desk.ui.widgets.labels import Drawing, Label

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}

Draft = Mapping[str, object]
"""What is typed, as texts."""


class EntryForm(Card):
    """A title, fields that may scroll, and a foot that is always there."""

    saved = Signal(object)
    """What was entered, checked for what can be checked without the camp."""
    cancelled = Signal()

    def __init__(self, look: Look, title: str, icon: str) -> None:
        super().__init__()
        self.look, self.words = look, look.words
        self._title, self._icon = title, icon
        self.status = Label(look, part="hint", wrapped=True)
        self.save = Button(look, look.words("Save"), "check", "primary")
        self.save.setToolTip(look.words("Ctrl+Enter"))
        self.cancel = Button(look, look.words("Close"), part="ghost")

    @property
    def stops(self) -> Sequence[QWidget]:
        """Return where Enter goes, one after the other; Save follows."""
        raise NotImplementedError

    def entered(self) -> object | None:
        """Mark what is wrong and return None, or return what was entered."""
        raise NotImplementedError

    def draft(self) -> Draft:
        """Return what is typed."""
        raise NotImplementedError

    def restore(self, draft: Draft) -> None:
        """Show what was typed before."""
        raise NotImplementedError

    def show_trouble(self, sentence: str) -> None:
        """Say above the button why nothing is saved; what was typed stays."""
        self.status.tone("danger" if sentence else "")
        self.status.say(sentence or self.words("Enter goes on, Ctrl+Enter saves, Esc closes."))
        self.save.setEnabled(True)

    def show_warning(self, sentence: str) -> None:
        """Say what is odd about what was entered; the next save of the same writes it."""
        again = self.words("Save again to record it all the same.")
        self.show_trouble(f"{sentence} {again}")
        self.status.tone("warn")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with Enter, close with Esc."""
        key = Qt.Key(event.key())
        if key in _ENTER:
            self.go_on()
        elif key == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    def go_on(self) -> None:
        """Put the focus on the next field."""
        focus, stops = QApplication.focusWidget(), [*self.stops, self.save]
        at = next(
            (n for n, each in enumerate(stops)
             if focus is not None and (each is focus or each.isAncestorOf(focus))),
            -1,
        )  # fmt: skip
        stops[min(at + 1, len(stops) - 1)].setFocus(Qt.FocusReason.TabFocusReason)

    def lay_out(self, body: QLayout, *, wide: bool = False) -> None:
        """Put the fields between title and foot; a wide foot keeps its buttons together."""
        look = self.look
        inner = QWidget()
        inner.setLayout(padded(look, column(look, body, None, gap=0), 20, 4))
        head = row(
            look, Drawing(look, self._icon, "primary"), (Label(look, self._title, "title"), 1),
            gap=10,
        )  # fmt: skip
        if wide:
            self.save.setMinimumWidth(look.px(180))
            foot = row(look, (self.status, 1), self.cancel, self.save, gap=12)
        else:
            buttons = row(look, (self.save, 1), self.cancel)
            foot = row(look, (column(look, self.status, buttons, gap=8), 1))
        self.setLayout(
            column(
                look, padded(look, head, 20, 12), (Scrolled(inner), 1), Rule(),
                padded(look, foot, 20, 12), gap=0,
            )
        )  # fmt: skip
        self.save.clicked.connect(self._save)
        self.cancel.clicked.connect(self.cancelled)
        on_ctrl_enter_within(self, self._save)
        self.order_stops()
        self.show_trouble("")

    def order_stops(self) -> None:
        """Let Tab go where the eye goes; Qt goes through them as they were made."""
        for before, after in pairwise(_in_order(self.layout())):
            QWidget.setTabOrder(before, after)

    def _save(self) -> None:
        if not self.save.isEnabled():
            return
        entered = self.entered()
        if entered is not None:
            self.save.setEnabled(False)
            self.saved.emit(entered)


def _in_order(layout: QLayout | None) -> Iterator[QWidget]:
    """Yield what takes the focus with Tab, as it is laid out."""
    for n in range(layout.count() if layout is not None else 0):
        item = layout.itemAt(n) if layout is not None else None
        widget = item.widget() if item is not None else None
        if isinstance(widget, Scrolled):
            widget = widget.widget()
        if widget is None:
            yield from _in_order(item.layout() if item is not None else None)
        elif widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            yield widget
        else:
            yield from _in_order(widget.layout())


def mark(checks: Sequence[tuple[Field, str]]) -> bool:
    """Show each field's trouble, go to the first one, and tell whether there is any."""
    for field, sentence in checks:
        field.show_trouble(sentence)
    wrong = next((field for field, sentence in checks if sentence), None)
    if wrong is not None:
        wrong.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        _bring_into_sight(wrong)
    return wrong is not None


def _bring_into_sight(field: Field) -> None:
    """Scroll to a field with its error, which stands below what has the focus."""
    area = field.parentWidget()
    while area is not None and not isinstance(area, Scrolled):
        area = area.parentWidget()
    inner = None if area is None else area.widget()
    if area is None or inner is None:
        return
    layout = inner.layout()
    if layout is not None:
        layout.activate()
    inner.adjustSize()
    area.ensureWidgetVisible(field)


def item_meant(untrusted_text: str, items: Mapping[str, Item], words: Words) -> Item | None:
    """Return the item of a code, a name, or the beginning or a part of just one name."""
    found = items_fitting(untrusted_text, items, words)
    return found[0] if len(found) == 1 else None


def items_fitting(untrusted_text: str, items: Mapping[str, Item], words: Words) -> list[Item]:
    """Return the items of a code, else of a name, else those whose names begin so or hold it.

    What is no name in the officer's language may be a whole one in another: on a waybill, say.
    """
    if untrusted_text.strip().upper() in items:
        return [items[untrusted_text.strip().upper()]]
    typed = folded(untrusted_text)
    if not typed:
        return []
    names = {code: folded(item.said(words)) for code, item in items.items()}
    for fits in (typed.__eq__, _begins(typed), _holds(typed)):
        found = [items[code] for code, name in names.items() if fits(name)]
        if found:
            return found
    return [
        item for item in items.values()
        if typed in {folded(item.name(language)) for language in shipped.LANGUAGES}
    ]  # fmt: skip


def day_reader(today: Callable[[], date]) -> Callable[[str], date | None]:
    """Return a function that reads a past day as it is typed; what is no day gives None."""

    def read(text: str) -> date | None:
        moment = read_moment(text, today())
        return None if moment is None else moment.date()

    return read


def expiry_reader(today: Callable[[], date]) -> Callable[[str], date | None]:
    """Return a function that reads an expiry: a day to come, or a month, which ends on its last."""

    def read(text: str) -> date | None:
        if month := _MONTH.fullmatch(latin(text).strip()):
            return _last_day(int(month[1]), int(month[2]))
        moment = read_moment(text, today() + timedelta(days=365))
        return None if moment is None else moment.date()

    return read


_MONTH = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{4})")
_MONTHS = 12


def _last_day(month: int, year: int) -> date | None:
    if not 1 <= month <= _MONTHS:
        return None
    return date(year, month, calendar.monthrange(year, month)[1])


def _begins(typed: str) -> Callable[[str], bool]:
    return lambda name: name.startswith(typed)


def _holds(typed: str) -> Callable[[str], bool]:
    return lambda name: typed in name
