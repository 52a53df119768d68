"""The only officer confirms an older loss among the documents, and says how they made sure."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from camp_desk.actions import camps, stock
from camp_desk.actions.stock import Came, Delivery
from camp_desk.storage import stock as stock_storage
from camp_desk.ui.look import Look
from camp_desk.ui.stock.desk import DocumentsDesk
from camp_desk.ui.stock.made_sure import MadeSureDialog
from tests.ui import opened_camp
from tests.ui.opened_camp import PASSPHRASE, make, now, opened, tick

DAYS = 2


def test_the_only_officer_confirms_an_older_loss_with_a_reason(
    qtbot: QtBot, look: Look, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "t.camp"
    make(path)
    camp = camps.open_unlocked(path, camps.unlock(path, PASSPHRASE), tick)
    stock.receive(camp, Delivery(stock.store_named(camp), (Came("RIC", 100_000, "L1"),)))
    (pile,) = stock_storage.piles(camp.db)
    number = stock.lose(camp, (pile.store, pile.lot), 1_000, reason="THEFT").number
    camp.close()
    monkeypatch.setattr(opened_camp, "tick", lambda: tick() + DAYS * 86_400)
    answers = ["", "police report"]
    monkeypatch.setattr(MadeSureDialog, "ask", lambda *_: answers.pop(0))
    with opened(qtbot, path) as space:
        desk = DocumentsDesk(look, space, lambda: now() + timedelta(days=DAYS))
        qtbot.addWidget(desk)
        desk.show()
        qtbot.waitUntil(lambda: number in [row.number for row in desk.view.rows.rows])
        desk.view.choose(next(row.id for row in desk.view.rows.rows if row.number == number))
        qtbot.waitUntil(desk.view.card.confirm.isVisible)
        desk.view.card.confirm.click()
        qtbot.waitUntil(lambda: len(answers) == 1)  # left without a reason: nothing is written

        with qtbot.waitSignal(desk.said, timeout=5000) as said:
            desk.view.card.confirm.click()

        assert said.args == ["Confirmed."]
        qtbot.waitUntil(desk.view.card.confirm.isHidden)
