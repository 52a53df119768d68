"""The arrivals screen: the form beside the list of everyone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

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
        left = column(look, self.bus, (self.form, 1), gap=8)
        self.setLayout(padded(look, row(look, left, (self.people, 1), gap=16), 16))
