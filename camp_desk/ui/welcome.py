"""The page at the start: open a camp, begin one, join one from a stick, or look at a trial one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget

from camp_desk.domain.errors import CampDeskError
from camp_desk.ui.beginning import JoinCard, NewCampCard, RestoreCard
from camp_desk.ui.direction import isolated, ltr
from camp_desk.ui.look import Look
from camp_desk.ui.settings import LANGUAGES_BY_NAME
from camp_desk.ui.widgets.banners import Banner
from camp_desk.ui.widgets.boxes import Card, Page, Rule, Scrolled, column, padded, row
from camp_desk.ui.widgets.buttons import Button
from camp_desk.ui.widgets.labels import Drawing, Label


class WelcomePage(Page):
    """Offers the camps opened last and the ways to begin."""

    opened = Signal(str)
    """The path of a camp."""
    making = Signal(object)
    joining = Signal(object)
    restoring = Signal(object)
    demonstration = Signal()
    language_wanted = Signal(str)
    """The program is to speak another language."""

    def __init__(self, look: Look, recent: Sequence[str], folder: Path) -> None:
        """Offer the camps at these paths; new ones are made in ``folder``."""
        super().__init__()
        self._look = look
        self.new_camp = NewCampCard(look, folder)
        self.join = JoinCard(look, folder)
        self.restore = RestoreCard(look, folder)
        self._cards = {1: self.new_camp, 2: self.join, 3: self.restore}
        self.trouble = Banner(look)
        self.waiting = Banner(look)
        self.buttons: list[Button] = []
        """What can be begun, the likeliest first where camps were opened before."""
        self.languages: list[Button] = []
        self._pages = QStackedWidget()
        self._card = self._start(recent)
        for card in (self._card, self.new_camp, self.join, self.restore):
            page = Page()
            page.setLayout(column(look, None, row(look, None, card, None), None))
            self._pages.addWidget(Scrolled(page))
        self.setLayout(row(look, (self._pages, 1), gap=0))
        self.new_camp.asked.connect(self.making)
        self.join.asked.connect(self.joining)
        self.restore.asked.connect(self.restoring)
        self.new_camp.left.connect(self.start_over)
        self.join.left.connect(self.start_over)
        self.restore.left.connect(self.start_over)

    def start_over(self) -> None:
        """Show the start again."""
        self._pages.setCurrentIndex(0)
        self.buttons[0].setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin at the first button: nobody needs the mouse."""
        super().showEvent(event)
        if self._pages.currentIndex() == 0:
            self.buttons[0].setFocus()

    def show_trouble(self, error: CampDeskError) -> None:
        """Say what went wrong where it was asked for."""
        card = self._cards.get(self._pages.currentIndex())
        banner = card.trouble if card else self.trouble
        self.waiting.say("info", "")
        self._card.setEnabled(True)
        banner.say("danger", self._look.words.sentence(error))
        if card:
            card.show_waiting(waiting=False)

    def _start(self, recent: Sequence[str]) -> Card:
        look, words = self._look, self._look.words
        card = Card()
        head = row(
            look,
            Drawing(look, "tent", "primary", 32),
            (Label(look, words("Camp Desk"), "title"), 1),
            gap=12,
        )
        box = column(look, head, self.trouble, self.waiting, gap=10)
        if recent:
            box.addWidget(Label(look, words("Opened last")))
        for path in recent:
            button = self._recent(path)
            self.buttons.append(button)
            box.addWidget(button)
        actions: tuple[tuple[str, str, Callable[[], None]], ...] = (
            (words("Open a camp …"), "folder-open", self._open),
            (words("New camp"), "file-plus", self._new),
            (words("Join a camp from a stick"), "usb", self._join),
            (words("Bring a camp back from a stick"), "refresh-cw", self._restore),
            (words("Try it with invented people"), "users", self._try),
        )
        for text, icon, slot in actions:
            button = Button(look, text, icon)
            button.clicked.connect(slot)
            self.buttons.append(button)
            box.addWidget(button)
        box.addWidget(Rule())
        box.addLayout(self._spoken())
        card.setLayout(padded(look, box, 24, 20))
        card.setFixedWidth(look.px(440))
        return card

    def _spoken(self) -> QHBoxLayout:
        """Return the languages by their own names, whatever the page speaks now."""
        look = self._look
        for code, name in LANGUAGES_BY_NAME:
            button = Button(look, name, part="link")
            button.setProperty("language", code)
            button.setEnabled(code != look.words.language)
            button.clicked.connect(self._speak)
            self.languages.append(button)
        return row(look, Drawing(look, "languages", "muted", 18), *self.languages, None)

    def _recent(self, path: str) -> Button:
        look = self._look
        button = Button(look, f"{isolated(Path(path).stem)}   ·   {ltr(path)}", "tent", "tile")
        button.setProperty("camp", path)
        button.setToolTip(path)
        button.clicked.connect(self._open_recent)
        return button

    def _open_recent(self) -> None:
        self.opened.emit(self.sender().property("camp"))

    def _open(self) -> None:
        words = self._look.words
        path, _ = QFileDialog.getOpenFileName(
            self, words("Open a camp"), "", words("Camps (*.camp)")
        )
        if path:
            self.opened.emit(path)

    def _new(self) -> None:
        self._pages.setCurrentIndex(1)
        self.new_camp.setFocus()

    def _join(self) -> None:
        self._pages.setCurrentIndex(2)
        self.join.setFocus()

    def _restore(self) -> None:
        self._pages.setCurrentIndex(3)
        self.restore.setFocus()

    def _try(self) -> None:
        self.trouble.say("info", "")
        self.waiting.say("info", self._look.words("A camp of invented people is being made …"))
        self._card.setEnabled(False)
        self.demonstration.emit()

    def _speak(self) -> None:
        self.language_wanted.emit(self.sender().property("language"))
