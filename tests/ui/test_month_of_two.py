"""Kits, a count that two officers end, and the donors' month, typed into the window."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from camp_desk.actions import camps, officers
from camp_desk.domain.roles import Role
from camp_desk.storage.camp import Camp
from camp_desk.storage.counts import State
from camp_desk.storage.passphrase import Cost
from camp_desk.storage.views import Views
from camp_desk.ui.look import Look
from camp_desk.ui.stock.count_new import NewCountDialog
from camp_desk.ui.stock.counts import CountsDialog
from camp_desk.ui.stock.donors import DonorsDialog
from camp_desk.ui.workspace import Workspace
from tests.ui.opened_camp import PASSPHRASE, make, opened, tick
from tests.ui.stock_keys import begin, documents, enter, on_hand, press, saved, stock_tab

Space = Workspace[Camp, Views]
SECOND, THIRD = "another word", "a third word"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A camp of three officers who share a laptop."""
    path = tmp_path / "t.camp"
    make(path)
    camp = camps.open_unlocked(path, camps.unlock(path, PASSPHRASE), tick)
    cheap = Cost(8192, 1, 1)
    officers.add_officer(camp, "Salma", Role.STOREKEEPER, SECOND, cheap)
    officers.add_officer(camp, "Rami", Role.SUPERVISOR, THIRD, cheap)
    camp.close()
    return path


def counts_of(qtbot: QtBot, look: Look, workspace: Space) -> CountsDialog:
    """Return the counts, shown and read."""
    dialog = CountsDialog(look, workspace)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(lambda: dialog._seen is not None)
    return dialog


def count(qtbot: QtBot, counts: CountsDialog, who: str, *found: str) -> None:
    """Enter what somebody counted, with Enter from line to line and Ctrl+Enter at the end."""
    qtbot.waitUntil(counts.enter.isVisible)
    QTest.keyClick(counts.enter, Qt.Key.Key_Space)
    entry = counts.entry
    assert entry is not None
    entry.activateWindow()
    qtbot.waitUntil(entry.isActiveWindow)
    lines = [entry.counter, *entry.numbers[: len(found)]]
    for line, text in zip(lines, (who, *found), strict=True):
        line.setFocus()
        QTest.keyClicks(line, text)
        QTest.keyClick(line, Qt.Key.Key_Return)
    press(Qt.Key.Key_Return, ctrl=True)
    qtbot.waitUntil(lambda: counts.entry is None)


def test_kits_a_recount_and_the_donors_month_agree_to_the_piece_and_the_gram(
    qtbot: QtBot, look: Look, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def officer(passphrase: str) -> AbstractContextManager[Space]:
        return opened(qtbot, path, passphrase)

    with officer(PASSPHRASE) as workspace:
        tab = stock_tab(qtbot, look, workspace)
        tab.panel.count.setFocus()
        press(Qt.Key.Key_Space)
        qtbot.waitUntil(lambda: tab.form is not None)
        enter("Carpet", "10", "", "", "UNHCR", "Blanket, high thermal", "60", "", "", "UNHCR")
        enter("Plastic sheet", "10", "", "", "UNHCR", "Mattress", "60", "", "", "UNHCR")
        enter("Rice", "20 bags + 7.5 kg", "R-1", "31/12/2015", "WFP")
        saved(qtbot, tab)
        desk = documents(qtbot, tab)
        begin(qtbot, desk, "make-kits")
        enter("", "", "4")
        assert "KIT-001-0001" in saved(qtbot, tab)
        begin(qtbot, desk, "open-kits")
        enter("", "1")
        assert "BRK-001-0001" in saved(qtbot, tab)
        before = on_hand(workspace, qtbot)
        assert before == {
            ("1", "CARPET", ""): 7, ("1", "BLANKET-HIGH", ""): 42, ("1", "MATTRESS", ""): 42,
            ("1", "PLASTIC-SHEET", ""): 7, ("1", "IRQ-WIN-BASIC", "KIT-001-0001"): 3,
            ("1", "RIC", "R-1"): 1_007_500,
        }  # fmt: skip

        counts = counts_of(qtbot, look, workspace)
        assert counts._seen is not None
        answer = (counts._seen.stores[0].id, ("RIC", "BLANKET-HIGH"))
        monkeypatch.setattr(NewCountDialog, "ask", lambda *_: answer)
        QTest.keyClick(counts.new, Qt.Key.Key_Space)
        count(qtbot, counts, "Basim", "42", "20 bags")
        counts.done(0)

    with officer(SECOND) as workspace:
        counts = counts_of(qtbot, look, workspace)
        count(qtbot, counts, "Dina", "41", "20 bags")
        qtbot.waitUntil(lambda: "counted differently" in counts.told.text)
        count(qtbot, counts, "Basim", "41")  # the second look
        counts.done(0)

    with officer(THIRD) as workspace:
        counts = counts_of(qtbot, look, workspace)
        qtbot.waitUntil(counts.approve.isVisible)
        QTest.keyClick(counts.approve, Qt.Key.Key_Space)
        qtbot.waitUntil(lambda: counts.counts.rows[0].state is State.POSTED)
        assert not counts.confirm.isVisible()
        after = on_hand(workspace, qtbot)
        assert before - after == {("1", "BLANKET-HIGH", ""): 1, ("1", "RIC", "R-1"): 7_500}
        counts.done(0)
        donors = DonorsDialog(look, workspace)
        qtbot.addWidget(donors)
        donors.show()
        qtbot.waitUntil(lambda: bool(donors.lines.rows))
        closing = {each.item: each.closing for each in donors.lines.rows}
        assert closing == {item: quantity for (_, item, _), quantity in after.items()}
        assert {each.donor for each in donors.lines.rows} == {"UNHCR", "WFP"}
        donors.done(0)
