"""The allocation tab on a real camp: from the plan to the reconciliation."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from camp_desk.actions import hand_over
from camp_desk.actions.household_cards import Chosen, name_collectors
from camp_desk.domain.cards import card_code, card_number
from camp_desk.domain.ids import DeskNumber
from camp_desk.printing.sheet_values import Layout
from camp_desk.storage import households
from camp_desk.storage.camp import Camp
from camp_desk.storage.tables import Changes
from camp_desk.storage.views import Views
from camp_desk.ui.allocation import serving
from camp_desk.ui.allocation.dialogs import ReconciliationDialog
from camp_desk.ui.allocation.serve import Decision
from camp_desk.ui.allocation.tab import AllocationTab
from camp_desk.ui.look import Look
from camp_desk.ui.workspace import Workspace
from tests.ui.distribution import DAYS, card, confirm, freeze, read, states, tab, workspace
from tests.ui.opened_camp import TODAY, now

__all__ = ["tab", "workspace"]


def test_freezing_says_what_it_does_and_sets_the_goods_aside(
    qtbot: QtBot, tab: AllocationTab, workspace: Workspace[Camp, Views]
) -> None:
    tab.panel.plan.shortage.button.click()
    tab.panel.plan.freeze.click()
    assert tab._dialog is not None
    tab._dialog.no.click()
    assert tab.serving.seen is None
    freeze(qtbot, tab)
    assert tab.panel.serve.lists.currentText().startswith("List 1")
    assert "0 of 5" in tab.panel.serve.lists.currentText()
    assert states(tab) == ["Waiting"] * 5
    heard: list[dict[str, int]] = []
    workspace.read(Views.waiting, heard.append)
    qtbot.waitUntil(lambda: bool(heard))
    assert heard[0]["WHF"] == 20 * 7 * 250
    assert heard[0]["SUG"] == 20 * 7 * 17
    qtbot.waitUntil(lambda: "Nobody is left" in tab.panel.plan.shortage.text)
    qtbot.waitUntil(lambda: tab.panel.who.title.text() == "Who list 1 feeds")


def test_a_typed_number_and_two_enters_serve_a_family(qtbot: QtBot, tab: AllocationTab) -> None:
    freeze(qtbot, tab)
    said = read(qtbot, tab, card(2))
    assert said.startswith("Give to \u2066001\xa0000\xa0002-0\u2069 · \u2068Jasim Salem Omar\u2069")
    assert "3 people · \u2066A / 1 / 02\u2069:" in said
    assert "\u2068Wheat flour\u2069\xa0\u20685.25\xa0kg\u2069" in said
    confirm(qtbot, tab)
    qtbot.waitUntil(lambda: states(tab).count("Received") == 1)
    qtbot.waitUntil(lambda: tab.panel.serve.foot.text().startswith("1 of 5 households"))
    assert "open, 1 of 5 served" in tab.panel.serve.lists.currentText()


def test_a_scan_from_anywhere_serves_too(
    qtbot: QtBot, tab: AllocationTab, workspace: Workspace[Camp, Views]
) -> None:
    freeze(qtbot, tab)
    keys: list[str] = []
    workspace.do(partial(_code, keys))
    qtbot.waitUntil(lambda: bool(keys))
    tab.panel.plan.days.setFocus()
    tab.scanned(keys[0])
    qtbot.waitUntil(lambda: tab.panel.serve.decision.text.startswith("Give to"))
    confirm(qtbot, tab)
    assert tab.panel.serve.scan.hasFocus()

    forged = keys[0][:-1] + ("A" if keys[0][-1] != "A" else "B")
    tab.scanned(forged)
    qtbot.waitUntil(lambda: tab.panel.serve.decision.text.startswith("Do not hand over"))
    assert not tab.panel.serve.decision.button.isVisible()


def _code(keys: list[str], camp: Camp) -> Changes:
    keys.append(card_code(card_number(DeskNumber(1), 3), 1, camp.here.keys.card))
    return frozenset()


def test_a_second_collection_is_refused_with_when_and_by_whom(
    qtbot: QtBot, tab: AllocationTab
) -> None:
    freeze(qtbot, tab)
    read(qtbot, tab, card(1))
    confirm(qtbot, tab)
    said = read(qtbot, tab, card(1))
    assert said.startswith("Do not hand over.")
    assert "2014-06-12\xa009:30\u2069 at desk 001 by Amina" in said
    assert tab.panel.serve.decision.property("tone") == "danger"
    QTest.keyClick(tab.panel.serve.scan, Qt.Key.Key_Return)
    assert tab.panel.serve.decision.text == said  # Enter neither serves nor takes back


@pytest.mark.parametrize("number", ["001 000 009-4", "1234", "٠٠١٠٠٠٠٠١٣"])
def test_a_card_that_is_none_is_refused(qtbot: QtBot, tab: AllocationTab, number: str) -> None:
    freeze(qtbot, tab)
    tab.panel.serve.scanned(number)
    qtbot.waitUntil(lambda: tab.panel.serve.decision.text.startswith("Do not hand over."))


def test_a_hand_over_by_mistake_is_taken_back_after_asking(
    qtbot: QtBot, tab: AllocationTab
) -> None:
    freeze(qtbot, tab)
    read(qtbot, tab, card(1))
    confirm(qtbot, tab)
    read(qtbot, tab, card(1))
    serve = tab.panel.serve
    serve.decision.button.click()
    assert serve.decision.text.startswith("Take back the hand-over")
    assert states(tab)
    serve.decision.button.click()
    qtbot.waitUntil(lambda: serve.decision.text.startswith("It is taken back"))
    qtbot.waitUntil(lambda: states(tab) == ["Waiting"] * 5)
    assert read(qtbot, tab, card(1)).startswith("Give to")


def test_escape_takes_back_what_is_shown_and_serves_nobody(
    qtbot: QtBot, tab: AllocationTab
) -> None:
    freeze(qtbot, tab)
    read(qtbot, tab, card(1))
    QTest.keyClick(tab.panel.serve.scan, Qt.Key.Key_Escape)
    assert tab.panel.serve.decision.isHidden()
    QTest.keyClick(tab.panel.serve.scan, Qt.Key.Key_Return)
    assert tab.serving._pending == ""
    assert states(tab) == ["Waiting"] * 5


def test_a_row_is_served_by_hand_and_a_served_one_says_when(
    qtbot: QtBot, tab: AllocationTab
) -> None:
    freeze(qtbot, tab)
    serve = tab.panel.serve
    serve.table.activated.emit(serve.model.index(4, 0))
    qtbot.waitUntil(lambda: serve.decision.text.startswith("Give to"))
    confirm(qtbot, tab)
    qtbot.waitUntil(lambda: states(tab)[4] == "Received")
    serve.table.activated.emit(serve.model.index(4, 0))
    assert "received it on \u20662014-06-12 09:30\u2069" in serve.decision.text


def test_the_list_is_filtered_by_name_card_and_who_still_waits(
    qtbot: QtBot, tab: AllocationTab
) -> None:
    freeze(qtbot, tab)
    serve = tab.panel.serve
    tab.search()
    qtbot.waitUntil(serve.search.hasFocus)
    QTest.keyClicks(serve.search, "walid")
    qtbot.waitUntil(lambda: serve.model.rowCount() == 1)
    serve.search.setText("001 000 004")
    qtbot.waitUntil(lambda: serve.model.rowCount() == 1)
    serve.search.clear()
    qtbot.waitUntil(lambda: serve.model.rowCount() == 5)
    read(qtbot, tab, card(5))
    confirm(qtbot, tab)
    serve.waiting.click()
    qtbot.waitUntil(lambda: serve.model.rowCount() == 4)


def test_closing_shows_what_became_of_the_goods_and_brings_the_rest_back(
    qtbot: QtBot, tab: AllocationTab, workspace: Workspace[Camp, Views]
) -> None:
    freeze(qtbot, tab)
    read(qtbot, tab, card(5))
    confirm(qtbot, tab)
    tab.panel.serve.close_list.click()
    dialog = tab.serving._dialog
    assert dialog is not None
    dialog.yes.click()
    qtbot.waitUntil(lambda: bool(tab.window().findChildren(ReconciliationDialog)))
    (closed,) = tab.window().findChildren(ReconciliationDialog)
    flour = closed.model.rows[0]
    assert (flour.item, flour.set_aside) == ("Wheat flour", "35 kg")
    assert (flour.handed_over, flour.returned) == ("10.5 kg", "24.5 kg")
    assert closed.odd.isHidden()
    closed.close_button.click()
    heard: list[dict[str, int]] = []
    workspace.read(_flour, heard.append)
    qtbot.waitUntil(lambda: bool(heard))
    assert heard[0]["WHF"] == 20 * 10 * 250 - 6 * 7 * 250
    qtbot.waitUntil(lambda: "closed on" in tab.panel.serve.foot.text())
    assert not tab.panel.serve.scan.isEnabled()
    tab.panel.serve.close_list.click()
    qtbot.waitUntil(lambda: bool(tab.window().findChildren(ReconciliationDialog)))
    tab.window().findChildren(ReconciliationDialog)[-1].accept()


def _flour(views: Views) -> dict[str, int]:
    return views.free(views.stores()[0].id)


@pytest.mark.parametrize("layout", list(Layout))
def test_sheets_are_drawn_with_progress_and_shown(
    qtbot: QtBot, tab: AllocationTab, monkeypatch: pytest.MonkeyPatch, layout: Layout
) -> None:
    shown: list[bytes] = []
    monkeypatch.setattr(serving, "show_paper", lambda *args: shown.append(args[2]))
    freeze(qtbot, tab)
    tab.panel.serve.printing.emit(layout)
    assert tab.panel.serve.working.busy
    qtbot.waitUntil(lambda: bool(shown), timeout=15_000)
    assert shown[0].startswith(b"%PDF")


def test_the_reconciliation_is_printed(
    qtbot: QtBot, tab: AllocationTab, monkeypatch: pytest.MonkeyPatch,
    workspace: Workspace[Camp, Views],
) -> None:  # fmt: skip
    shown: list[bytes] = []
    monkeypatch.setattr(serving, "show_paper", lambda *args: shown.append(args[2]))
    freeze(qtbot, tab)
    workspace.do(partial(_close, 1))
    tab.serving._print_closed(1)
    qtbot.waitUntil(lambda: bool(shown), timeout=15_000)
    assert shown[0].startswith(b"%PDF")


def _close(number: int, camp: Camp) -> hand_over.Reconciliation:
    return hand_over.close_list(camp, number)


def test_the_next_days_are_planned_while_a_list_is_open(qtbot: QtBot, tab: AllocationTab) -> None:
    freeze(qtbot, tab)
    plan = tab.panel.plan
    plan.first.setText(f"{TODAY + timedelta(days=DAYS):%d/%m/%Y}")
    plan.first.textEdited.emit(plan.first.text())
    qtbot.waitUntil(lambda: plan.who.text() == "5 households · 20 people")
    plan.first.setText("soon")
    plan.first.textEdited.emit(plan.first.text())
    assert plan._first_field.trouble
    assert not plan.freeze.isEnabled()


def test_a_scan_without_an_open_list_says_so(qtbot: QtBot, tab: AllocationTab) -> None:
    with qtbot.waitSignal(tab.said, timeout=1000) as said:
        tab.scanned("0010000012")
    assert "open list" in said.args[0]


def test_what_was_chosen_moves_into_the_window_built_anew(
    qtbot: QtBot, look: Look, workspace: Workspace[Camp, Views], tab: AllocationTab
) -> None:
    freeze(qtbot, tab)
    tab.panel.plan.scale.choose("IRQ-HALF")
    tab.panel.plan.days.put(3)
    tab.panel.plan._chips[1].click()
    tab.panel.serve.scan.setText("00100")
    other = AllocationTab(look, workspace, now)
    qtbot.addWidget(other)
    other.take(tab.draft())
    assert other.draft() == tab.draft()
    other.show()
    qtbot.waitUntil(lambda: other.serving.seen is not None)
    assert other.panel.plan.wish == tab.panel.plan.wish
    assert other.panel.serve.scan.text() == "00100"


def test_what_is_to_be_given_is_read_whole_in_a_low_window(
    qtbot: QtBot, tab: AllocationTab
) -> None:
    freeze(qtbot, tab)
    tab.resize(1024, 512)
    banner = tab.panel.serve.decision
    tab.panel.serve.show_decision(Decision("ok", "Wheat flour 43.75 kg · " * 12, can_confirm=True))
    qtbot.waitUntil(lambda: banner.height() >= banner.heightForWidth(banner.width()) > 100)


def test_the_desk_sees_who_may_collect(
    qtbot: QtBot, tab: AllocationTab, workspace: Workspace[Camp, Views]
) -> None:
    def name(camp: Camp) -> object:
        household = households.by_number(camp.db, 1_000_002)
        assert household is not None
        chosen = Chosen(name="Saad Jasim", reason="the father is ill")
        return name_collectors(camp, household, (chosen,))

    with qtbot.waitSignal(workspace.changed, timeout=5000):
        workspace.do(name)
    freeze(qtbot, tab)

    said = read(qtbot, tab, card(2))

    assert "May collect: " in said
    assert "Saad Jasim" in said
    assert "the father is ill" in said
