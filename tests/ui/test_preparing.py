"""What the page of the passphrase shows while an older camp's search is made anew."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from camp_desk.actions import arrivals, camps
from camp_desk.storage import derived
from camp_desk.ui import opening
from camp_desk.ui.jobs import Cancelled, Worker
from camp_desk.ui.look import Look
from camp_desk.ui.preparing import Preparing
from camp_desk.ui.unlock import UnlockPage
from tests.small_camp import family


@pytest.fixture
def older(camp_file: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A camp of two families, whose search another version made."""
    monkeypatch.setattr(derived, "_INDEXED_TOGETHER", 1)
    camp = camps.open_camp(camp_file, "secret")
    for n in range(2):
        arrivals.register(camp, family(n))
    camp.db.conn.execute("DELETE FROM here WHERE name = 'derived'")
    camp.close()
    return camp_file


def test_the_page_says_what_is_done_and_how_far_until_the_camp_is_open(
    qtbot: QtBot, look: Look, older: Path
) -> None:
    page, parent = UnlockPage(look, "khazir"), QObject()
    qtbot.addWidget(page)
    assert page.bar.isHidden()
    opened = camps.unlock(older, "secret")
    workspace = opening.workspace(older, opened, lambda: 2e9, parent, page)
    with qtbot.waitSignal(workspace.opened, timeout=5000):
        workspace.begin()
    assert (page.bar.value(), page.bar.maximum()) == (1, 2)
    assert "is made anew" in page.preparing.text()
    assert not page.bar.isHidden()
    assert not page.other.isEnabled()
    workspace.end()

    page.show_waiting(waiting=False)
    assert page.bar.isHidden()
    assert page.other.isEnabled()


def test_a_window_that_is_closed_meanwhile_does_not_wait_and_the_file_stays_as_it_was(
    qtbot: QtBot, look: Look, older: Path
) -> None:
    page, parent = UnlockPage(look, "khazir"), QObject()
    qtbot.addWidget(page)
    opened = camps.unlock(older, "secret")
    workspace = opening.workspace(older, opened, lambda: 2e9, parent, page)
    with qtbot.assertNotEmitted(workspace.refused), qtbot.assertNotEmitted(workspace.opened):
        workspace.ending.emit()
        workspace.begin()
        workspace.end()
    told: list[int] = []
    camps.open_camp(older, "secret", report=lambda done, _: told.append(done)).close()
    assert told == [0, 1]


def test_a_report_stops_the_work_once_nobody_waits(qtbot: QtBot) -> None:
    preparing = Preparing()
    with qtbot.waitSignal(preparing.progressed):
        preparing.report(1, 2)
    preparing.stop()
    with pytest.raises(Cancelled):
        preparing.report(2, 2)


def test_a_worker_whose_opening_was_stopped_ends_without_a_word(qtbot: QtBot) -> None:
    def stopped() -> None:
        raise Cancelled

    worker: Worker[None] = Worker(stopped)
    with qtbot.assertNotEmitted(worker.refused), qtbot.assertNotEmitted(worker.opened):
        worker.begin()
        worker.end()
