"""A bus that has just come, or is about to be filled."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from camp_desk.actions.manifests import LARGEST, Bus
from camp_desk.domain.days import read_moment
from camp_desk.domain.manifests import Way
from camp_desk.domain.statuses import Status
from camp_desk.ui.arrivals.counts import CountsGrid
from camp_desk.ui.dialogs import Dialog
from camp_desk.ui.keys import on_ctrl_enter
from camp_desk.ui.look import Look
from camp_desk.ui.widgets.banners import Banner
from camp_desk.ui.widgets.boxes import Scrolled, column, padded, row
from camp_desk.ui.widgets.buttons import Button
from camp_desk.ui.widgets.choices import Segmented
from camp_desk.ui.widgets.fields import Field, Line, NumberLine, ReadLine
from camp_desk.ui.widgets.labels import Label


class NewBus(Dialog):
    """Asks for a bus: answer ``answered`` with close(), or with show_trouble()."""

    answered = Signal(object)
    """A Bus."""

    def __init__(
        self, look: Look, way: Way, today: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        words = look.words
        self._leaving, self._today = way is Way.DEPARTURE, today
        title = words("Bus that leaves") if self._leaving else words("Bus that came")
        super().__init__(look, title, parent)
        self._way = way
        self.plate = Line(words("Plate"), longest=40)
        self.driver = Line(words("Driver"), longest=120)
        self.checkpoint = Line(words("Checkpoint"), longest=120)
        self.at: ReadLine[datetime] = ReadLine(words("Time"), self._moment, words("now"))
        self.total = NumberLine(words("People in all"), 1, LARGEST)
        self.counts = CountsGrid(look)
        self.destination = Line(words("Destination"), longest=120)
        statuses = (
            (Status.DEPARTED_ONWARD.value, words("Onward to another place")),
            (Status.DEPARTED_RETURN.value, words("Back home")),
        )
        self.status = Segmented(look, words("They go"), statuses)
        self.status.choose(Status.DEPARTED_ONWARD.value)
        self.said = Banner(look)
        self.ok = Button(look, words("Open the manifest (Ctrl+Enter)"), "check", "primary")
        self.cancel = Button(look, words("Cancel"), part="ghost")
        self._lay_out(title)
        self.ok.clicked.connect(self._answer)
        self.cancel.clicked.connect(self.reject)
        on_ctrl_enter(self, self.ok.click)
        self.fit(560, 440 if self._leaving else 540)
        self.plate.setFocus()

    def show_trouble(self, sentence: str) -> None:
        """Say why it was not written down."""
        self.said.say("danger", sentence)

    def _lay_out(self, title: str) -> None:
        look, words = self._look, self._words
        self._time = Field(look, words("Time"), self.at)
        first = row(
            look,
            (Field(look, words("Plate"), self.plate, words("Empty: people on foot")), 1),
            (Field(look, words("Driver"), self.driver), 1),
            gap=12,
        )
        if self._leaving:
            parts: list[QWidget] = [
                self.status,
                Field(look, words("Destination"), self.destination, words("Camp or town")),
            ]
            second = row(look, (self._time, 1), None)
        else:
            parts = [
                Label(look, words("By sex and age, if they were counted"), "label"),
                self.counts,
            ]
            second = row(
                look,
                (Field(look, words("Checkpoint"), self.checkpoint), 2),
                (self._time, 1),
                (Field(look, words("People in all"), self.total), 1),
                gap=12,
            )
        inner = QWidget()
        inner.setLayout(column(look, first, second, *parts, None, gap=10))
        foot = row(look, None, self.cancel, self.ok)
        box = column(
            look, Label(look, title, "title"), self.said, (Scrolled(inner), 1), foot, gap=10
        )
        self.setLayout(padded(look, box, 18, 14))

    def _moment(self, text: str) -> datetime | None:
        return read_moment(text, self._today())

    def _answer(self) -> None:
        if self.at.unreadable:
            self._time.show_trouble(self._words("Type it like 10/6 21:30, or leave it empty."))
            self.at.setFocus()
            return
        counts = self.counts.counts
        self.answered.emit(
            Bus(
                self._way,
                self.plate.words,
                self.driver.words,
                self.checkpoint.words,
                self.at.value,
                self.total.value if self.total.words else None,
                counts if counts.total else None,
                self.destination.words,
                Status(self.status.value),
            )
        )
