"""What is typed to make a camp, to join one from a stick, or to bring one back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from camp_desk.domain.file_names import file_stem
from camp_desk.domain.words import Words
from camp_desk.ui.direction import ltr
from camp_desk.ui.look import Look
from camp_desk.ui.widgets.banners import Banner
from camp_desk.ui.widgets.boxes import Card, column, padded, row
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
    """Where the camp is made; it is called after the camp as soon as its name is known."""
    code: str
    officer: str
    passphrase: str


@dataclass(frozen=True, slots=True)
class Restoring:
    """What brings a camp back: the folder its laptops synced with, and the recovery sheet's key."""

    folder: Path
    path: Path
    """Where the camp is made; it is called after the camp as soon as its name is known."""
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


class PassphrasePair(QWidget):
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
        """Return where Enter goes."""
        return (self.first, self.second)

    @property
    def fields(self) -> Sequence[Field]:
        """Return the two fields."""
        return (self._first, self._second)

    def trouble(self) -> None:
        """Say at its field what is wrong."""
        said, tone = strength(self.first.text(), self._words)
        self._first.show_trouble(said if tone == "danger" else "")
        if tone == "danger":
            self._strength.say("")  # once is enough
        same = self.first.text() == self.second.text()
        self._second.show_trouble("" if same else self._words("The two are not the same."))

    def _judge(self, text: str) -> None:
        said, tone = strength(text, self._words)
        self._strength.say(said if text else "")
        self._strength.tone(tone)


class Steps(Card):
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

    def go_to_trouble(self, *fields: Field) -> bool:
        """Go to the first field that something is wrong with, and tell whether there is one."""
        wrong = next((each for each in fields if each.trouble), None)
        if wrong is not None:
            wrong.editor.setFocus()
        return wrong is not None

    def show_waiting(self, *, waiting: bool) -> None:
        """Show that it is being done, or that it may be tried again."""
        if waiting:
            self.stops()[0].setFocus()  # or one more Enter would press whatever comes next
        for button in (self.go, self.back):
            button.setEnabled(not waiting)
        self.go.say(self.words("One moment …") if waiting else self._action)
        if not waiting:
            self.go.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with Enter, back with Esc."""
        key = Qt.Key(event.key())
        if key in _ENTER:
            stops = (*self.stops(), self.go)
            at = next((n for n, each in enumerate(stops) if each.hasFocus()), -1)
            stops[min(at + 1, len(stops) - 1)].setFocus()
        elif key == Qt.Key.Key_Escape:
            if self.back.isEnabled():
                self.left.emit()
        else:
            super().keyPressEvent(event)


class NewCampCard(Steps):
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
        self.pair = PassphrasePair(look)
        self._hint = Label(look, part="hint", wrapped=True)
        self.elsewhere = Button(look, words("Choose a folder …"), "folder-open")
        self.elsewhere.clicked.connect(self._choose)
        where = QWidget()
        where.setLayout(row(look, (self._hint, 1), self.elsewhere, gap=12))
        self.lay_out(self._name, self._officer, self.pair, where)
        self.setFocusProxy(self.name)
        self.keep_in(folder)

    def stops(self) -> Sequence[QWidget]:
        """Return where Enter goes."""
        return (self.name, self.officer, *self.pair.stops)

    def keep_in(self, folder: Path) -> None:
        """Make the camp in another folder."""
        self._folder = folder
        self._hint.say(
            self.words(
                "The camp is kept in {folder}. A recovery sheet is printed next: it opens the"
                " camp if the passphrase is forgotten.",
                folder=ltr(str(folder)),
            )
        )

    def ask(self) -> None:
        """Ask for the camp, if everything is there."""
        words = self.words
        self._name.show_trouble("" if self.name.words else words("Give the camp a name."))
        self._officer.show_trouble("" if self.officer.words else words("Type your name."))
        self.pair.trouble()
        if self.go_to_trouble(self._name, self._officer, *self.pair.fields):
            return
        self.show_waiting(waiting=True)
        path = self._folder / f"{file_stem(self.name.words)}.camp"
        self.asked.emit(NewCamp(path, self.name.words, self.officer.words, self.pair.first.text()))

    def _choose(self) -> None:
        if folder := QFileDialog.getExistingDirectory(self, self.words("Choose a folder")):
            self.keep_in(Path(folder))


class FromStick(Steps):
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
        self.pair = PassphrasePair(look)
        line = row(look, (self._stick, 1), column(look, 22, self.choose, None))  # below the label
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
        self.pair.trouble()
        if self.go_to_trouble(self._stick, self._code, self._officer, *self.pair.fields):
            return
        self.show_waiting(waiting=True)
        stick = Path(untrusted_folder)
        self.asked.emit(self.wanted(stick, self._folder / f"{stick.name or 'joined'}.camp"))

    def _choose(self) -> None:
        if folder := QFileDialog.getExistingDirectory(self, self.words("Folder on the stick")):
            self.stick.setText(folder)


class JoinCard(FromStick):
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


class RestoreCard(FromStick):
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
