"""The page that asks for the passphrase of a camp."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QProgressBar

from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.progress import MADE_ANEW
from camp_desk.ui.direction import isolated
from camp_desk.ui.look import Look
from camp_desk.ui.widgets.banners import Banner
from camp_desk.ui.widgets.boxes import Card, Page, column, padded, row
from camp_desk.ui.widgets.buttons import Button
from camp_desk.ui.widgets.fields import Field, Revealing
from camp_desk.ui.widgets.labels import Drawing, Label


class UnlockPage(Page):
    """Collects a passphrase.  The same page locks an open camp: what was typed there stays."""

    asked = Signal(str)
    """The passphrase as typed."""
    left = Signal()
    """Another camp is wanted."""

    def __init__(self, look: Look, camp: str, *, demonstration: bool = False) -> None:
        super().__init__()
        words = look.words
        self._words = words
        self.passphrase = Revealing(look, words("Passphrase"))
        hint = words("This is a demonstration: its passphrase is {word}.", word="demo")
        self.field = Field(
            look, words("Passphrase"), self.passphrase, hint if demonstration else ""
        )
        self.why = Banner(look)
        self.open = Button(look, words("Open"), "check", "primary")
        self.other = Button(look, words("Another camp"), part="ghost")
        name = Label(look, isolated(camp), "title", wrapped=True)
        self._caps = Label(look, part="small")
        self._caps.tone("warn")
        self.preparing = Label(look, part="small", wrapped=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        head = row(look, Drawing(look, "tent", "primary", 28), (name, 1), gap=12)
        card = Card()
        inside = column(
            look,
            head,
            self.why,
            self.field,
            self._caps,
            self.preparing,
            self.bar,
            row(look, (self.open, 1), self.other),
            gap=12,
        )
        card.setLayout(padded(look, inside, 24, 20))
        card.setFixedWidth(look.px(440))
        self.setLayout(column(look, None, row(look, None, card, None), None))
        for each in (self._caps, self.preparing, self.bar):
            each.hide()
        self.open.clicked.connect(self._ask)
        self.other.clicked.connect(self.left)
        self.setFocusProxy(self.passphrase)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter, and say when capitals are locked as far as it can be told."""
        if Qt.Key(event.key()) in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._ask()
            return
        if event.key() == Qt.Key.Key_CapsLock:
            self._caps.say(self._words("Caps Lock was pressed: look at its light."))
            self._caps.show()
        super().keyPressEvent(event)

    def say_locked(self, minutes: int) -> None:
        """Say that the screen was locked, and that nothing is lost."""
        self.why.say(
            "info",
            self._words.plural(
                "Locked after {n} minute without a key. What you typed is kept.",
                "Locked after {n} minutes without a key. What you typed is kept.",
                minutes,
            ),
        )
        self.show_waiting(waiting=False)

    def show_waiting(self, *, waiting: bool) -> None:
        """Show that the passphrase is being tried, or that another may be typed."""
        self.open.setEnabled(not waiting)
        self.passphrase.setReadOnly(waiting)
        self.open.say(self._words("Opening …") if waiting else self._words("Open"))
        if not waiting:
            self.other.setEnabled(True)
            self.preparing.hide()
            self.bar.hide()

    @Slot(object, object)
    def show_preparing(self, done: int, total: int) -> None:
        """Show how far what is searched by is made anew; meanwhile no other camp is opened."""
        self.other.setEnabled(False)
        self.preparing.say(self._words(MADE_ANEW))
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.bar.setAccessibleName(self.preparing.text())
        self.preparing.show()
        self.bar.show()

    def show_trouble(self, error: CampDeskError) -> None:
        """Say why the camp was not opened, and let the passphrase be typed again."""
        self.show_waiting(waiting=False)
        self.field.show_error(error)
        self.passphrase.selectAll()
        self.passphrase.setFocus()

    def forget(self) -> None:
        """Empty the line: a passphrase is not kept on a screen."""
        self.passphrase.clear()
        self.field.show_trouble("")
        self.show_waiting(waiting=False)

    def _ask(self) -> None:
        self.field.show_trouble("")
        if not self.passphrase.text():
            self.field.show_trouble(self._words("Type your passphrase."))
            return
        self.show_waiting(waiting=True)
        self.asked.emit(self.passphrase.text())
