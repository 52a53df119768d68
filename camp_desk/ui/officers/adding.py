"""One more officer on this laptop: a name, a role, and a passphrase of their own."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot

from camp_desk.actions.officers import DOES, ROLES
from camp_desk.domain.roles import Role
from camp_desk.domain.words import Words
from camp_desk.ui.beginning import PassphrasePair
from camp_desk.ui.keys import on_ctrl_enter_within
from camp_desk.ui.look import Look
from camp_desk.ui.widgets.banners import Banner
from camp_desk.ui.widgets.boxes import Card, column, padded, row
from camp_desk.ui.widgets.buttons import Button
from camp_desk.ui.widgets.choices import Choice, Options
from camp_desk.ui.widgets.fields import Field, Line
from camp_desk.ui.widgets.labels import Drawing, Label


def roles(words: Words) -> Options:
    """Return the roles as they are offered."""
    return tuple((role.value, words(name)) for role, name in ROLES.items())


@dataclass(frozen=True, slots=True)
class NewOfficer:
    """Who is to be added."""

    name: str
    role: Role
    passphrase: str


class AddingCard(Card):
    """Collects what a new officer needs; the officer types the passphrase."""

    wanted = Signal(object)
    """A NewOfficer."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        words = look.words
        self._words = words
        self.name = Line(words("Name"), longest=60)
        self.role = Choice(look, words("Role"), roles(words))
        self.role.choose(Role.REGISTRAR.value)
        self.pair = PassphrasePair(look)
        self.add = Button(look, words("Add the officer"), "user-plus")
        self.said = Banner(look)
        self._does = Label(look, part="small", wrapped=True)
        self._name = Field(look, words("Name"), self.name, required=True)
        hint = words(
            "Two officers may share this laptop, each with a passphrase of their own: what they do"
            " stands under their own names. Let the new officer type the passphrase."
        )
        head = row(
            look, Drawing(look, "user-plus", "primary", 22),
            (Label(look, words("One more officer on this laptop"), "subtitle"), 1), gap=10,
        )  # fmt: skip
        who = row(look, (self._name, 1), (Field(look, words("Role"), self.role), 1), gap=12)
        box = column(
            look, head, Label(look, hint, "hint", wrapped=True), who, self._does, self.pair,
            self.said, row(look, None, self.add), gap=8,
        )  # fmt: skip
        self.setLayout(padded(look, box, 18, 14))
        self.add.clicked.connect(self._ask)
        self.role.currentIndexChanged.connect(self._say_what_role_does)
        on_ctrl_enter_within(self, self.add.click)
        self._say_what_role_does()

    def clear(self) -> None:
        """Begin anew: a passphrase is not kept on a screen."""
        for line in (self.name, self.pair.first, self.pair.second):
            line.clear()
        self.add.setEnabled(True)

    @Slot()
    def _say_what_role_does(self) -> None:
        self._does.say(self._words(DOES[Role(self.role.value)]))

    @Slot()
    def _ask(self) -> None:
        self.said.say("info", "")
        self._name.show_trouble("" if self.name.words else self._words("Type the name."))
        self.pair.trouble()
        fields = (self._name, *self.pair.fields)
        wrong = next((each for each in fields if each.trouble), None)
        if wrong is not None:
            wrong.editor.setFocus()
            return
        self.add.setEnabled(False)
        self.wanted.emit(NewOfficer(self.name.words, Role(self.role.value), self.pair.first.text()))
