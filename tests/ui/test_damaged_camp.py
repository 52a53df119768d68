"""A camp file that cannot be read while its window is open: a sentence, and no crash dialog."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from camp_desk.actions import camps
from camp_desk.domain.errors import CampDeskError, NotAllowed
from camp_desk.storage.camp import Camp
from camp_desk.storage.database import CampIsDamaged
from camp_desk.storage.database_trouble import CampIsLocked
from camp_desk.storage.driver import OperationalError
from camp_desk.storage.views import Views
from camp_desk.ui.workspace import Workspace

Open = Callable[[Path], Workspace[Camp, Views]]


class Asker(QObject):
    """Keeps the errors that it is told."""

    def __init__(self) -> None:
        super().__init__()
        self.answers: list[object] = []
        self.troubles: list[CampDeskError] = []

    def hear(self, answer: object) -> None:
        """Take an answer."""
        self.answers.append(answer)

    def hear_trouble(self, error: CampDeskError) -> None:
        """Take an error."""
        self.troubles.append(error)


@pytest.fixture
def damaged(camp_file: Path, opened: Open) -> Workspace[Camp, Views]:
    """An open camp whose file loses all but its first page."""
    workspace = opened(camp_file)
    with camp_file.open("r+b") as file:
        file.seek(4096)
        file.write(bytes(camp_file.stat().st_size - 4096))
    return workspace


@contextmanager
def no_crash(workspace: Workspace[Camp, Views]) -> Iterator[None]:
    """Let nothing in the block reach the crash dialog."""
    crashes: list[object] = []
    workspace.crashed.connect(crashes.append)
    yield
    assert crashes == []


def test_a_read_that_meets_a_damaged_page_gets_a_sentence(
    qtbot: QtBot, damaged: Workspace[Camp, Views]
) -> None:
    asker = Asker()
    with no_crash(damaged):
        damaged.read(Views.items, asker.hear, asker.hear_trouble)
        qtbot.waitUntil(lambda: bool(asker.troubles))

    assert [type(each) for each in asker.troubles] == [CampIsDamaged]
    assert "first.camp" in str(asker.troubles[0])


def test_an_action_that_only_reads_a_damaged_page_gets_one_too(
    qtbot: QtBot, damaged: Workspace[Camp, Views]
) -> None:
    asker = Asker()
    with no_crash(damaged):
        damaged.do(
            lambda camp: camp.db.conn.execute("SELECT * FROM field_write, journal").fetchall(),
            asker.hear,
            asker.hear_trouble,
        )
        qtbot.waitUntil(lambda: bool(asker.troubles or asker.answers))

    assert [type(each) for each in asker.troubles] == [CampIsDamaged]


def test_what_an_asker_has_no_place_for_is_said_by_the_window(
    qtbot: QtBot, damaged: Workspace[Camp, Views]
) -> None:
    with no_crash(damaged), qtbot.waitSignal(damaged.unheard) as said:
        damaged.read(Views.items, Asker().hear)

    assert isinstance(said.args[0], CampIsDamaged)


def test_a_screen_that_an_officer_may_not_see_is_no_news(
    qtbot: QtBot, camp_file: Path, opened: Open
) -> None:
    def forbidden(_views: Views) -> None:
        raise NotAllowed

    workspace, asker = opened(camp_file), Asker()
    with no_crash(workspace), qtbot.assertNotEmitted(workspace.unheard):
        workspace.read(forbidden, asker.hear, lane="first")
        workspace.read(Views.totals, asker.hear, lane="second")
        qtbot.waitUntil(lambda: bool(asker.answers))


def test_a_read_that_another_program_keeps_out_gets_a_sentence_that_speaks_of_reading(
    camp_file: Path,
) -> None:
    busy = OperationalError("database is locked")
    busy.sqlite_errorname = "SQLITE_BUSY"
    views = camps.views_of(camp_file, camps.unlock(camp_file, "secret"))

    with pytest.raises(CampIsLocked, match="cannot be read now"), views.told():
        raise busy
    views.close()
