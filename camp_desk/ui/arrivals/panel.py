"""The arrivals screen: the form beside the list of everyone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtWidgets import QWidget

from camp_desk.ui.arrivals.bus import BusLine
from camp_desk.ui.arrivals.form import ArrivalForm
from camp_desk.ui.arrivals.list import PeopleList
from camp_desk.ui.look import Look
from camp_desk.ui.widgets.boxes import Page, column, padded, row


class ArrivalsPanel(Page):
    """Two columns: the family that is being registered, and everyone."""

    def __init__(self, look: Look, today: Callable[[], date], now: Callable[[], datetime]) -> None:
        super().__init__()
        self.form = ArrivalForm(look, today, now)
        self.people = PeopleList(look)
        self.bus = BusLine(look)
        self.bus.setFixedWidth(self.form.width())
        self._left = QWidget()
        self._left.setLayout(column(look, self.bus, (self.form, 1), gap=8))
        self.setLayout(padded(look, row(look, self._left, (self.people, 1), gap=16), 16))

    @property
    def registering(self) -> bool:
        """Tell whether families are registered here, or only looked up."""
        return not self._left.isHidden()

    def register(self, *, on: bool) -> None:
        """Show what registers families, or the list of everyone alone."""
        self._left.setVisible(on)
        for each in (self.people.take_in, self.people.print_cards, self.people.complete):
            each.setVisible(on)
