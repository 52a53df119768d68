"""The allocation screen: serving on the one side, planning on the other."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from camp_desk.ui.allocation.plan import PlanCard, WhoCard
from camp_desk.ui.allocation.serve import ServeCard
from camp_desk.ui.look import Look
from camp_desk.ui.widgets.boxes import Page, Scrolled, column, padded, row

SIDE = 440
NARROW_SIDE = 356
NARROW = 1180
"""Width at 100 % under which the plan gives the list some of its room."""


class AllocationPanel(Page):
    """Two columns: the list that is served from, and the plan of the next one."""

    def __init__(self, look: Look, today: Callable[[], date]) -> None:
        super().__init__()
        self._look = look
        self.serve = ServeCard(look)
        self.plan = PlanCard(look, today)
        self.who = WhoCard(look)
        side = QWidget()
        cards = column(look, self.plan, (self.who, 1), gap=16)
        cards.addStretch(0)  # takes the room only while there is no pyramid
        side.setLayout(cards)
        self._side = Scrolled(side)
        self._side.setFixedWidth(look.px(SIDE))
        self.setLayout(padded(look, row(look, (self.serve, 1), self._side, gap=16), 16))

    def showEvent(self, event: QShowEvent) -> None:
        """Begin where a card is typed; later the focus is where it was."""
        if self.focusWidget() is None and self.serve.scan.isEnabled():
            self.serve.scan.setFocus()
        super().showEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the list its room."""
        narrow = self.width() < self._look.px(NARROW)
        self._side.setFixedWidth(self._look.px(NARROW_SIDE if narrow else SIDE))
        super().resizeEvent(event)
