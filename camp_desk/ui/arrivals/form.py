"""The form that registers a family, from the keyboard alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication

from camp_desk.domain.registration import Registration
from camp_desk.ui.arrivals.sheet import Sheet, grades
from camp_desk.ui.arrivals.state import State
from camp_desk.ui.keys import on_ctrl_enter_within
from camp_desk.ui.look import Look
from camp_desk.ui.widgets.labels import repolish

_DRAFT_AFTER_MS = 400
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class ArrivalForm(Sheet):
    """Collects a family and asks to save it.

    Enter goes on, Tab visits every field, Ctrl+Enter saves, F2 shows a member's other names, F4 the
    journey, Alt+1, 2 and 3 choose the grade, F6 goes one grade up, F9 asks the head, Ctrl+Delete
    removes a member, Esc empties.
    Checkpoint, time and origin stay for the next family.  Knows no rules of the camp and no file.
    An earlier registration may be opened in the middle of a new one: that waits, and comes back.
    """

    saved = Signal(object)
    """A Registration, checked for what can be checked without the camp.

    Answer with show_trouble(), or with show_saving() and then show_saved() or take_back().
    """
    family_changed = Signal(object)
    """The Registration as far as it is typed, for whoever looks for the same family."""
    draft_changed = Signal(object)
    """What is typed, as a dict of texts, a moment after the last key; see restore()."""
    cancelled = Signal()
    """Completing an earlier registration was given up."""

    def __init__(self, look: Look, today: Callable[[], date], now: Callable[[], datetime]) -> None:
        super().__init__(look, today, now)
        self.editing: object = None
        """The key of the registration that is being completed, None for a new one."""
        self._cleared: Mapping[str, Any] | None = None
        self._parked: State | None = None
        self._sent: State | None = None
        self._just_saved = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_DRAFT_AFTER_MS)
        self._connect()
        self._begin(self._words("New family"))

    @property
    def parked(self) -> Mapping[str, Any] | None:
        """Return the draft that waits while an earlier registration is open, if one does."""
        return None if self._parked is None else self._parked.draft

    def edit(self, key: object, title: str, family: Registration, hint: str = "") -> None:
        """Show an earlier registration, so that it can be completed or corrected."""
        parked = self._parked if self.editing is not None else self._state()
        self._begin(title)
        self.editing, self.kept, self._parked = key, family, parked
        self._show_title(title)
        self.show_family(family)
        self.clear_button.say(self._words("Cancel"))
        self.card.hide()
        self._just_saved = False
        self.tell(hint)
        first = self.counts.stops[0] if self.consent.refused else self.head.own
        first.setFocus()

    def show_saving(self) -> None:
        """Make room for the next family while this one is written."""
        self._sent = self._state()
        self._next()
        self.save.setEnabled(False)

    def show_saved(self, sentence: str, card: str = "", family: str = "") -> None:
        """Say that the family is saved, its card number large, and wait for the next one."""
        if self._sent is None:
            self._next()
        self._sent, self._cleared = None, None
        self._just_saved = not self.typed
        self.save.setEnabled(True)
        self.card.show_card(card, family)
        self.tell("" if card else sentence, "ok")

    def take_back(self, sentence: str) -> None:
        """Show the family that could not be written again, and why."""
        sent, self._sent = self._sent, None
        if sent is None or (sent.editing is None and self.typed):
            self._cleared = None if sent is None else sent.draft
            self.clear_button.say(self._words("Bring back"))
        else:
            parked = self._state() if sent.editing is not None else None
            self._show(sent)
            self._parked = parked
        self.show_trouble(sentence)

    def show_trouble(self, sentence: str) -> None:
        """Say above the button why the family is not saved; "" takes it back."""
        self.tell(sentence, "danger" if sentence else "")
        self.save.setEnabled(True)

    def clear(self) -> None:
        """Empty the form; what sticks stays, and what was typed can be brought back."""
        was_editing = self.editing is not None
        draft = self.draft()
        typed = self.typed
        self._next()
        self.show_trouble("")
        self.card.hide()
        if typed and not was_editing:
            self._cleared = draft
            self.clear_button.say(self._words("Bring back"))
        if was_editing:
            self.cancelled.emit()
        self._tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with Enter, show and hide with the function keys, empty with Esc."""
        key = Qt.Key(event.key())
        focus = QApplication.focusWidget()
        row = self.members.row_of(focus)
        if key in _ENTER:
            self.go_on(focus)
        elif key == Qt.Key.Key_F2 and row is not None:
            row.turn()
        elif key == Qt.Key.Key_F4:
            self.journey.unfold()
        elif key == Qt.Key.Key_F6:
            self.move_up()
        elif key == Qt.Key.Key_F9:
            self.consent.ask()
        elif key == Qt.Key.Key_Escape:
            self.clear()
        else:
            super().keyPressEvent(event)

    def _connect(self) -> None:
        blocks = (
            self.journey, self.head, self.members, self.counts, self.full, self.onward,
        )  # fmt: skip
        for block in blocks:
            block.edited.connect(self._edited)
        self.consent.changed.connect(self._edited)
        self.head.moved_on.connect(self.head.age.setFocus)
        self.save.clicked.connect(self._save)
        self.clear_button.clicked.connect(self._clear_or_bring_back)
        self._timer.timeout.connect(self._emit_draft)
        on_ctrl_enter_within(self, self._save)
        shortcut = QShortcut(QKeySequence("Ctrl+Del"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.remove_member)
        for at, (grade, _) in enumerate(grades(self._words), start=1):
            shortcut = QShortcut(QKeySequence(f"Alt+{at}"), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(partial(self.turn_to, grade))

    def _begin(self, title: str) -> None:
        self.editing = self.kept = None
        self._show_title(title)
        self.forget_family()
        self.head.forget_trouble()
        self.journey.fold()
        self.members.follow(self.head.names, self.head.head_sex)
        self.clear_button.say(self._words("Clear"))
        self.show_trouble("")
        self._timer.stop()

    def _show_title(self, title: str) -> None:
        self._title = title
        self.title.setProperty("part", "title" if self.editing is None else "subtitle")
        repolish(self.title)
        self.title.say(title)

    def _next(self) -> None:
        """Begin the next family, or go on with the one that waited."""
        parked, self._parked = self._parked, None
        self._begin(self._words("New family"))
        if parked is not None:
            self.restore(parked.draft)
        if self.isVisible():
            self.head.own.setFocus()

    def _state(self) -> State:
        return State(self.draft(), self.editing, self.kept, self._title)

    def _show(self, state: State) -> None:
        self._begin(state.title)
        self.restore(state.draft)
        self.editing, self.kept = state.editing, state.kept
        self._show_title(state.title)
        if state.editing is not None:
            self.clear_button.say(self._words("Cancel"))

    def _edited(self) -> None:
        if self.sender() in {self.journey, self.head}:
            self.members.follow(self.head.names, self.head.head_sex)
            self.prepare_members()
        if self._cleared is not None:
            self._cleared = None
            self.clear_button.say(self._words("Clear"))
        self._just_saved = False
        begun = self.members.filled or self.counts.counts.total or self.consent.consent
        if (begun or (self.typed and not self.roomy)) and self.card.isVisible():
            self.show_trouble("")
            self.card.hide()
        self._tell()

    def _tell(self) -> None:
        self._timer.start()
        self.family_changed.emit(self.registration())

    def _emit_draft(self) -> None:
        self.draft_changed.emit(self.draft())

    def _save(self) -> None:
        if not self.save.isEnabled() or self._just_saved:  # Ctrl+Enter pressed twice
            return
        below = self.counts if self.counting else self.members
        wrong = self.head.trouble()
        wrong = (self.journey.arrived if self.journey.trouble() else None) or wrong
        wrong = wrong or below.trouble()
        if wrong is not None:
            self.show_trouble(self._words("Correct the marked field, then save again."))
            wrong.setFocus()
            return
        self.show_trouble("")
        self.saved.emit(self.registration())

    def _clear_or_bring_back(self) -> None:
        if self._cleared is None:
            self.clear()
            return
        draft, self._cleared = self._cleared, None
        self.restore(draft)
        self.clear_button.say(self._words("Clear"))
        self.head.own.setFocus()
