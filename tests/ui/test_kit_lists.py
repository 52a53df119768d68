"""A kit on the allocation tab: planned, frozen and served like a ration."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from camp_desk.storage.camp import Camp
from camp_desk.storage.views import Views
from camp_desk.ui.allocation.tab import AllocationTab
from camp_desk.ui.workspace import Workspace
from tests.actions.test_giving import goods
from tests.ui.distribution import card, confirm, freeze, read, states, tab, workspace

__all__ = ["tab", "workspace"]


def choose(qtbot: QtBot, tab: AllocationTab, code: str) -> None:
    plan = tab.panel.plan
    plan.scale.choose(code)
    plan.scale.activated.emit(plan.scale.currentIndex())
    qtbot.waitUntil(lambda: tab._plan is not None and tab._plan.wish.scale == code)


def stocked(camp: Camp) -> frozenset[object]:
    goods(camp, "CARPET", "BLANKET-HIGH", "PLASTIC-SHEET")
    goods(camp, "MATTRESS", n=3)
    return frozenset()


def test_a_kit_is_frozen_without_what_is_short_and_served_by_card(
    qtbot: QtBot, tab: AllocationTab, workspace: Workspace[Camp, Views]
) -> None:
    heard: list[object] = []
    workspace.do(stocked, heard.append)
    qtbot.waitUntil(lambda: bool(heard))
    tab.refresh()
    choose(qtbot, tab, "IRQ-WIN-BASIC")
    plan = tab.panel.plan
    qtbot.waitUntil(lambda: "Mattress" in plan.shortage.text)
    assert plan.days.value == 1
    assert "17 pieces" in plan.shortage.text

    plan.shortage.button.click()
    assert "left out" in plan.shortage.text
    freeze(qtbot, tab)

    assert tab.panel.serve.lists.currentText().startswith("List 1 · \u2068Basic winter kit")
    said = read(qtbot, tab, card(2))
    assert "Blanket" in said
    assert "Mattress" not in said
    confirm(qtbot, tab)
    qtbot.waitUntil(lambda: states(tab).count("Received") == 1)
    choose(qtbot, tab, "IRQ-WIN-BASIC")
    qtbot.waitUntil(lambda: "Nobody is left for this kit" in plan.shortage.text)
