"""The page at the start: open a camp, begin one, join one from a stick, or look at a trial one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QPushButton, QStackedWidget, QWidget

from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.words import Words
from camp_desk.ui.direction import isolated, ltr
from camp_desk.ui.look import Look
from camp_desk.ui.widgets.banners import Banner
from camp_desk.ui.widgets.boxes import Card, Page, column, padded, row
from camp_desk.ui.widgets.buttons import Button
from camp_desk.ui.widgets.fields import Field, Line, Revealing
from camp_desk.ui.widgets.labels import Drawing, Label

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_LEAST, _GOOD = 8, 14
"""Letters of a passphrase: fewer than the first are refused, from the second on it is good."""


@dataclass(frozen=True, slots=True)
class NewCamp:
    """What a new camp is made from."""

    path: Path
    name: str
    officer: str
    passphrase: str


@dataclass(frozen=True, slots=True)
class Joining:
    """What a laptop needs to join a camp: the folder with the invitation, and its code."""

    folder: Path
    path: Path
    code: str
    officer: str
    passphrase: str


@dataclass(frozen=True, slots=True)
class Restoring:
    """What brings a camp back: the folder its laptops synced with, and the recovery sheet's key."""

    folder: Path
    path: Path
    key: str
    officer: str
    passphrase: str


def strength(passphrase: str, words: Words) -> tuple[str, str]:
    """Return what is said about a passphrase, and its tone; "danger" means refused."""
    letters = len(passphrase)
    if letters < _LEAST:
        return words("Too short: at least {n} letters.", n=_LEAST), "danger"
    if letters < _GOOD:
        return words("Weak: three or four unrelated words are better."), "warn"
    return words("Good. Do not write it near the laptop."), "ok"


class _Pair(QWidget):
    """A passphrase typed twice, with a word about how good it is."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        words = look.words
        self._words = words
        self.first = Revealing(look, words("Passphrase"))
        self.second = Revealing(look, words("The same passphrase again"))
        self._first = Field(look, words("Passphrase"), self.first, required=True)
        self._second = Field(look, words("Again"), self.second, required=True)
        self._strength = Label(look, part="small")
        self.setLayout(
            column(
                look,
                row(look, (self._first, 1), (self._second, 1), gap=12),
                self._strength,
                gap=4,
            )
        )
        self.first.textChanged.connect(self._judge)

    @property
    def stops(self) -> Sequence[QWidget]:
        return (self.first, self.second)

    def trouble(self) -> bool:
        said, tone = strength(self.first.text(), self._words)
        self._first.show_trouble(said if tone == "danger" else "")
        same = self.first.text() == self.second.text()
        self._second.show_trouble("" if same else self._words("The two are not the same."))
        return tone == "danger" or not same

    def _judge(self, text: str) -> None:
        said, tone = strength(text, self._words)
        self._strength.say(said if text else "")
        self._strength.tone(tone)


class _Steps(Card):
    """A card of fields that Enter goes through, with one button at the end."""

    left = Signal()

    def __init__(self, look: Look, title: str, icon: str, action: str) -> None:
        super().__init__()
        self.look, self.words = look, look.words
        self.go = Button(look, action, "check", "primary")
        self.back = Button(look, look.words("Back"), part="ghost")
        self.trouble = Banner(look)
        self._title, self._icon, self._action = title, icon, action
        self.go.clicked.connect(self.ask)
        self.back.clicked.connect(self.left)

    def lay_out(self, *fields: QWidget) -> None:
        """Put fields between title and buttons."""
        look = self.look
        title = Label(look, self._title, "title")
        head = row(look, Drawing(look, self._icon, "primary", 24), (title, 1), gap=12)
        foot = row(look, (self.go, 1), self.back)
        inside = column(look, head, *fields, self.trouble, foot, gap=12)
        self.setLayout(padded(look, inside, 24, 20))
        self.setFixedWidth(look.px(520))

    def stops(self) -> Sequence[QWidget]:
        """Return where Enter goes, one after the other."""
        raise NotImplementedError

    def ask(self) -> None:
        """Check, and emit what was typed."""
        raise NotImplementedError

    def show_waiting(self, *, waiting: bool) -> None:
        """Show that it is being done, or that it may be tried again."""
        self.go.setEnabled(not waiting)
        self.go.say(self.words("One moment …") if waiting else self._action)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with Enter, back with Esc."""
        key = Qt.Key(event.key())
        if key in _ENTER:
            stops = (*self.stops(), self.go)
            at = next((n for n, each in enumerate(stops) if each.hasFocus()), -1)
            stops[min(at + 1, len(stops) - 1)].setFocus()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class NewCampCard(_Steps):
    """Collects what a new camp needs."""

    asked = Signal(object)
    """A NewCamp."""

    def __init__(self, look: Look, folder: Path) -> None:
        words = look.words
        super().__init__(look, words("New camp"), "file-plus", words("Make the camp"))
        self._folder = folder
        self.name = Line(words("Name of the camp"), longest=60)
        self.officer = Line(words("Your name"), longest=60)
        self._name = Field(look, words("Name of the camp"), self.name, required=True)
        self._officer = Field(look, words("Your name"), self.officer, required=True)
        self.pair = _Pair(look)
        hint = words("The camp is kept in {folder}. A recovery sheet is printed next: it opens the"
                     " camp if the passphrase is forgotten.", folder=ltr(str(folder)))  # fmt: skip
        self.lay_out(self._name, self._officer, self.pair, Label(look, hint, "hint", wrapped=True))
        self.setFocusProxy(self.name)

    def stops(self) -> Sequence[QWidget]:
        """Return where Enter goes."""
        return (self.name, self.officer, *self.pair.stops)

    def ask(self) -> None:
        """Ask for the camp, if everything is there."""
        words = self.words
        self._name.show_trouble("" if self.name.words else words("Give the camp a name."))
        self._officer.show_trouble("" if self.officer.words else words("Type your name."))
        if self.pair.trouble() or not (self.name.words and self.officer.words):
            return
        self.show_waiting(waiting=True)
        stem = "".join(c if c.isalnum() or c in "-_" else "-" for c in self.name.words)
        path = self._folder / f"{stem}.camp"
        self.asked.emit(NewCamp(path, self.name.words, self.officer.words, self.pair.first.text()))


class _FromStick(_Steps):
    """Collects a folder, a secret that opens what lies there, and who works here from now on."""

    asked = Signal(object)

    def __init__(self, look: Look, folder: Path, title: str, action: str, secret: str) -> None:
        words = look.words
        super().__init__(look, title, "usb", action)
        self._folder = folder
        self.stick = Line(words("Folder on the stick"), longest=400)
        self.choose = Button(look, words("Choose …"), "folder-open")
        self.code = Line(secret, longest=200)
        self.officer = Line(words("Your name"), longest=60)
        self._stick = Field(look, words("Folder on the stick"), self.stick, required=True)
        self._code = Field(look, secret, self.code, required=True)
        self._officer = Field(look, words("Your name"), self.officer, required=True)
        self.pair = _Pair(look)
        line = row(look, (self._stick, 1), self.choose)
        line.setAlignment(self.choose, Qt.AlignmentFlag.AlignBottom)
        folder_line = QWidget()
        folder_line.setLayout(line)
        self.lay_out(folder_line, self._code, self._officer, self.pair)
        self.setFocusProxy(self.stick)
        self.choose.clicked.connect(self._choose)

    def stops(self) -> Sequence[QWidget]:
        """Return where Enter goes."""
        return (self.stick, self.code, self.officer, *self.pair.stops)

    def missing(self) -> str:
        """Return what to say while the secret is not typed."""
        raise NotImplementedError

    def wanted(self, stick: Path, path: Path) -> object:
        """Return what was asked for."""
        raise NotImplementedError

    def ask(self) -> None:
        """Ask for it, if everything is there."""
        words = self.words
        untrusted_folder = self.stick.words
        there = bool(untrusted_folder) and Path(untrusted_folder).is_dir()
        self._stick.show_trouble("" if there else words("There is no such folder."))
        self._code.show_trouble("" if self.code.words else self.missing())
        self._officer.show_trouble("" if self.officer.words else words("Type your name."))
        if self.pair.trouble() or not (there and self.code.words and self.officer.words):
            return
        self.show_waiting(waiting=True)
        stick = Path(untrusted_folder)
        self.asked.emit(self.wanted(stick, self._folder / f"{stick.name or 'joined'}.camp"))

    def _choose(self) -> None:
        if folder := QFileDialog.getExistingDirectory(self, self.words("Folder on the stick")):
            self.stick.setText(folder)


class JoinCard(_FromStick):
    """Collects what joining a camp from a stick needs; asks for a Joining."""

    def __init__(self, look: Look, folder: Path) -> None:
        words = look.words
        title, name = words("Join a camp from a stick"), words("Code of the invitation")
        super().__init__(look, folder, title, words("Join"), name)
        self.code.setPlaceholderText(words("eight words"))

    def missing(self) -> str:
        """Return what to say while the code is not typed."""
        return self.words("Type the code of eight words.")

    def wanted(self, stick: Path, path: Path) -> object:
        """Return what to join."""
        return Joining(stick, path, self.code.words, self.officer.words, self.pair.first.text())


class RestoreCard(_FromStick):
    """Collects what brings a camp back from a stick; asks for a Restoring."""

    def __init__(self, look: Look, folder: Path) -> None:
        words = look.words
        title, name = words("Bring a camp back from a stick"), words("Key of the recovery sheet")
        super().__init__(look, folder, title, words("Bring back"), name)

    def missing(self) -> str:
        """Return what to say while the key is not typed."""
        return self.words("Type the key as it stands on the sheet; spaces do not matter.")

    def wanted(self, stick: Path, path: Path) -> object:
        """Return what to bring back."""
        return Restoring(stick, path, self.code.words, self.officer.words, self.pair.first.text())


class WelcomePage(Page):
    """Offers the camps opened last and the ways to begin."""

    opened = Signal(str)
    """The path of a camp."""
    making = Signal(object)
    joining = Signal(object)
    restoring = Signal(object)
    demonstration = Signal()

    def __init__(self, look: Look, recent: Sequence[str], folder: Path) -> None:
        """Offer the camps at these paths; new ones are made in ``folder``."""
        super().__init__()
        self._look = look
        self.new_camp = NewCampCard(look, folder)
        self.join = JoinCard(look, folder)
        self.restore = RestoreCard(look, folder)
        self._cards = {1: self.new_camp, 2: self.join, 3: self.restore}
        self.trouble = Banner(look)
        self._pages = QStackedWidget()
        for card in (self._start(recent), self.new_camp, self.join, self.restore):
            page = Page()
            page.setLayout(column(look, None, row(look, None, card, None), None))
            self._pages.addWidget(page)
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

    def show_trouble(self, error: CampDeskError) -> None:
        """Say what went wrong where it was asked for."""
        card = self._cards.get(self._pages.currentIndex())
        banner = card.trouble if card else self.trouble
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
        box = column(look, head, self.trouble, gap=10)
        if recent:
            box.addWidget(Label(look, words("Opened last")))
        for path in recent:
            box.addWidget(self._recent(path))
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
            box.addWidget(button)
        card.setLayout(padded(look, box, 24, 20))
        card.setFixedWidth(look.px(440))
        return card

    def _recent(self, path: str) -> QPushButton:
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
        self.demonstration.emit()
