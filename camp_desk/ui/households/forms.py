"""What is asked when something happened: whom, on which day, why, and what belongs to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLayout, QWidget

from camp_desk.domain.days import read_moment
from camp_desk.domain.registration import Birth
from camp_desk.ui.arrivals.people import AgeLine, sexes
from camp_desk.ui.dialogs import Dialog
from camp_desk.ui.direction import isolated
from camp_desk.ui.keys import on_ctrl_enter
from camp_desk.ui.look import Look
from camp_desk.ui.widgets.banners import Banner
from camp_desk.ui.widgets.boxes import Flow, Scrolled, column, padded, row
from camp_desk.ui.widgets.buttons import Button
from camp_desk.ui.widgets.choices import Chip, Choice, Options
from camp_desk.ui.widgets.fields import Field, Line, ReadLine

NONE = "none"
"""The value of a choice that means nobody and nothing; an empty one would be its own text."""


class Asked(StrEnum):
    """One thing that a form may ask."""

    WHO = "who"
    SOME = "some"
    STATUS = "status"
    NAME = "name"
    SEX = "sex"
    AGE = "age"
    RELATION = "relation"
    CARD = "card"
    DESTINATION = "destination"
    DAY = "day"
    REASON = "reason"


_BESIDE = (Asked.SEX, Asked.DAY)
"""What has room for another field beside it."""
_NAME = 420
"""Pixels at 100 % of the longest name on a form of the usual width."""


@dataclass(frozen=True, slots=True)
class Filled:
    """What was answered; texts as typed, values as offered."""

    who: str = ""
    some: tuple[str, ...] = ()
    status: str = ""
    name: str = ""
    sex: str = ""
    age: Birth | None = None
    relation: str = ""
    card: str = ""
    destination: str = ""
    day: date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """A form: its title, a hint, what it asks, and what it offers to choose from."""

    title: str
    asks: tuple[Asked, ...]
    hint: str = ""
    people: Options = ()
    chosen: str = ""
    statuses: Options = ()
    relations: Options = ()


class EventForm(Dialog):
    """Asks, and stays open until what was asked is written down."""

    answered = Signal(object)
    """A Filled."""

    def __init__(self, look: Look, form: Form, today: date, parent: QWidget | None = None) -> None:
        words = look.words
        super().__init__(look, form.title, parent)
        self._form, self._today = form, today
        self.said = Banner(look)
        if form.hint:
            self.said.say("info", form.hint)
        self.who = Choice(look, words("Who"), form.people)
        self.some = [_chip(look, value, text) for value, text in form.people]
        self.status = Choice(look, words("New status"), form.statuses)
        self.name = Line(words("Name"))
        self.sex = Choice(look, words("Sex"), ((NONE, "–"), *sexes(words)))
        self.age = AgeLine(look, self._day_said)
        self.relation = Choice(look, words("Relationship to the head"), form.relations)
        self.card = Line(words("Card number of the other household"), longest=40)
        self.destination = Line(words("Destination"))
        self.day = ReadLine(words("Day"), self._read_day)
        self.day.put(today.isoformat(), today)
        self.reason = Line(words("Reason"), longest=200)
        self.save = Button(look, words("Record (Ctrl+Enter)"), "check", "primary")
        self.cancel = Button(look, words("Cancel"), part="ghost")
        self.who.choose(form.chosen or NONE)
        for chip in self.some:
            chip.setChecked(chip.property("value") == form.chosen)
        self._lay_out(look)
        self.save.clicked.connect(self._answer)
        self.cancel.clicked.connect(self.reject)
        on_ctrl_enter(self, self.save.click)

    def show_trouble(self, sentence: str) -> None:
        """Say why it was not written down."""
        self.said.say("danger", sentence)
        self.save.setEnabled(True)

    def _lay_out(self, look: Look) -> None:
        words = look.words
        some = Flow(look, self.some)
        widgets: dict[Asked, tuple[str, QWidget]] = {
            Asked.WHO: (words("Who"), self.who),
            Asked.SOME: (words("Who goes; the first grown-up becomes the head"), some),
            Asked.STATUS: (words("New status"), self.status),
            Asked.NAME: (words("Name"), self.name),
            Asked.SEX: (words("Sex"), self.sex),
            Asked.AGE: (words("Age or birth year"), self.age),
            Asked.RELATION: (words("Relationship to the head"), self.relation),
            Asked.CARD: (words("Card number of the other household"), self.card),
            Asked.DESTINATION: (words("Destination"), self.destination),
            Asked.DAY: (words("Day"), self.day),
            Asked.REASON: (words("Reason"), self.reason),
        }
        fields = [Field(look, *widgets[asked]) for asked in self._form.asks]
        unused = [widget for asked, (_, widget) in widgets.items() if asked not in self._form.asks]
        for widget in unused:
            widget.setParent(self)
            widget.hide()
        foot = row(look, None, self.cancel, self.save)
        lines = self._lines(look, fields)
        asked = QWidget()
        asked.setLayout(column(look, *lines, None, gap=10))
        box = column(look, self.said, (Scrolled(asked), 1), foot, gap=10)
        self.setLayout(padded(look, box, 20, 16))
        people = 34 * (len(self.some) - 1) if Asked.SOME in self._form.asks else 0
        self.fit(520, 170 + 64 * len(lines) + people)
        first = next(
            (fields[n].editor for n, asked in enumerate(self._form.asks)
             if asked not in {Asked.WHO, Asked.SOME, Asked.STATUS}),
            self.save,
        )  # fmt: skip
        if Asked.SOME in self._form.asks and self.some:
            first = self.some[0]
        first.setFocus()

    def _lines(self, look: Look, fields: list[Field]) -> list[QWidget | QLayout]:
        """Return the fields, short ones side by side: the form is to fit on a small screen."""
        lines: list[QWidget | QLayout] = []
        waiting: Field | None = None
        for asked, field in zip(self._form.asks, fields, strict=True):
            if waiting is not None:
                lines.append(row(look, (waiting, 1), (field, 1)))
                waiting = None
            elif asked in _BESIDE and asked is not self._form.asks[-1]:
                waiting = field
            else:
                lines.append(field)
        return lines

    def _day_said(self) -> date:
        return self.day.value or self._today

    def _read_day(self, text: str) -> date | None:
        moment = read_moment(text, self._today + timedelta(days=1))
        return None if moment is None else moment.date()

    def _answer(self) -> None:
        words = self._words
        if Asked.DAY in self._form.asks and self.day.value is None:
            self.show_trouble(words("This is no day. Type it like 2014-07-05 or 5/7."))
            self.day.setFocus()
            return
        if Asked.AGE in self._form.asks and self.age.unreadable:
            self.show_trouble(words("This is no age. Type the years, or the year of birth."))
            self.age.setFocus()
            return
        self.save.setEnabled(False)
        self.answered.emit(
            Filled(
                who=_value(self.who), some=self._some(), status=self.status.value,
                name=self.name.words, sex=_value(self.sex), age=self.age.value,
                relation=_value(self.relation), card=self.card.words,
                destination=self.destination.words, day=self.day.value, reason=self.reason.words,
            )
        )  # fmt: skip

    def _some(self) -> tuple[str, ...]:
        return tuple(str(chip.property("value")) for chip in self.some if chip.isChecked())


def _value(choice: Choice) -> str:
    return "" if choice.value == NONE else choice.value


def _chip(look: Look, value: str, name: str) -> Chip:
    """Return a person to be chosen; a name of more letters than a line has is shortened."""
    chip = Chip(name)
    metrics = QFontMetrics(look.theme.font(13, 600))
    chip.setText(metrics.elidedText(name, Qt.TextElideMode.ElideRight, look.px(_NAME)))
    chip.setToolTip(name)
    chip.setProperty("value", value)
    return chip


@dataclass(frozen=True, slots=True)
class Named:
    """Who is to collect in one place: a member's value or a name that was typed, and why."""

    value: str
    reason: str


class CollectorForm(Dialog):
    """Asks who collects: a primary one and two others, members or somebody with a reason."""

    answered = Signal(object)
    """A tuple of Named."""

    def __init__(
        self, look: Look, people: Options, now: Sequence[Named], parent: QWidget | None = None
    ) -> None:
        words = look.words
        super().__init__(look, words("Collectors"), parent)
        self.said = Banner(look)
        self.said.say(
            "info",
            words(
                "Choose grown-up members, or type the name of somebody else and the reason. With"
                " nobody named, the head collects."
            ),
        )
        titles = (words("Primary collector"), words("Second"), words("Third"))
        self.names = [Choice(look, title, (("", ""), *people), typed=True) for title in titles]
        self.reasons = [Line(words("Reason, if no member"), longest=200) for _ in titles]
        for at, each in enumerate(now[: len(titles)]):
            self.names[at].choose(each.value)
            self.reasons[at].setText(each.reason)
        self.save = Button(look, words("Record (Ctrl+Enter)"), "check", "primary")
        self.cancel = Button(look, words("Cancel"), part="ghost")
        lines = [
            row(look, (Field(look, title, name), 3),
                (Field(look, words("Reason, if no member"), reason), 2))
            for title, name, reason in zip(titles, self.names, self.reasons, strict=True)
        ]  # fmt: skip
        foot = row(look, None, self.cancel, self.save)
        box = column(look, self.said, *lines, None, foot, gap=10)
        self.setLayout(padded(look, box, 20, 16))
        self.fit(640, 400)
        self.save.clicked.connect(self._answer)
        self.cancel.clicked.connect(self.reject)
        on_ctrl_enter(self, self.save.click)
        self.names[0].setFocus()

    def show_trouble(self, sentence: str) -> None:
        """Say why it was not written down."""
        self.said.say("danger", sentence)

    def _answer(self) -> None:
        pairs = zip(self.names, self.reasons, strict=True)
        named = (Named(name.value, reason.words) for name, reason in pairs)
        self.answered.emit(tuple(each for each in named if each.value))


def option(value: bytes, name: str) -> tuple[str, str]:
    """Return a person as a choice."""
    return value.hex(), isolated(name)
