"""The allocation screen: serving on the one side, planning on the other."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from camp_desk.ui.allocation.plan import PlanCard, WhoCard
from camp_desk.ui.allocation.serve import ServeCard
from camp_desk.ui.look import Look
from camp_desk.ui.widgets.boxes import Page, Scrolled, column, padded, row

SIDE = 440


class AllocationPanel(Page):
    """Two columns: the list that is served from, and the plan of the next one."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.serve = ServeCard(look)
        self.plan = PlanCard(look)
        self.who = WhoCard(look)
        side = QWidget()
        side.setLayout(column(look, self.plan, (self.who, 1), gap=16))
        scrolled = Scrolled(side)
        scrolled.setFixedWidth(look.px(SIDE))
        self.setLayout(padded(look, row(look, (self.serve, 1), scrolled, gap=16), 16))
