"""Writing and reading off the screen's thread."""

from __future__ import annotations

import threading
import weakref
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.words import N_
from camp_desk.ui.garbage import Garbage
from camp_desk.ui.jobs import Job, Report
from camp_desk.ui.workspace import Workspace


class Refused(CampDeskError):
    """The camp says no."""

    message = N_("No.")


@dataclass
class Owned:
    """Stands for a connection: knows its thread, can be interrupted and closed."""

    thread: int = field(default_factory=threading.get_ident)
    interrupted: threading.Event = field(default_factory=threading.Event)
    closed: bool = False

    def interrupt(self) -> None:
        """Note that somebody wants the query to end."""
        self.interrupted.set()

    def close(self) -> None:
        """Note that it is over."""
        self.closed = True


class Asker(QObject):
    """Keeps what it is told, and on which thread."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[object] = []
        self.threads: set[int] = set()

    def hear(self, value: object) -> None:
        """Take an answer."""
        self.heard.append(value)
        self.threads.add(threading.get_ident())

    def hear_trouble(self, error: CampDeskError) -> None:
        """Take an error."""
        self.hear(str(error))

    def hear_other(self, value: object) -> None:
        """Take an answer in another lane."""
        self.hear(("other", value))


Space = Workspace[Owned, Owned]


@pytest.fixture
def workspace(qtbot: QtBot) -> Iterator[Space]:
    """Two threads with a stand-in each, open."""
    space: Space = Workspace(Owned, Owned)
    with qtbot.waitSignal(space.opened, timeout=5000):
        space.begin()
    yield space
    space.end()


def refuse(_camp: Owned) -> None:
    raise Refused


def stumble(_camp: Owned) -> None:
    raise ZeroDivisionError


def test_an_action_runs_on_the_writing_thread_and_answers_on_the_screens(
    qtbot: QtBot, workspace: Space
) -> None:
    asker = Asker()
    workspace.do(lambda camp: (camp.thread, threading.get_ident()), asker.hear)
    qtbot.waitUntil(lambda: bool(asker.heard))

    assert isinstance(asker.heard[0], tuple)
    opened_on, done_on = asker.heard[0]
    assert opened_on == done_on != threading.get_ident()
    assert asker.threads == {threading.get_ident()}


def test_what_an_action_changed_is_announced(qtbot: QtBot, workspace: Space) -> None:
    with qtbot.waitSignal(workspace.changed, timeout=5000) as changed:
        workspace.do(lambda _: frozenset({"households"}))
    assert changed.args == [frozenset({"households"})]


def test_reading_announces_no_change(qtbot: QtBot, workspace: Space) -> None:
    asker = Asker()
    with qtbot.assertNotEmitted(workspace.changed):
        workspace.read(lambda _: frozenset({"households"}), asker.hear)
        qtbot.waitUntil(lambda: bool(asker.heard))


def test_an_officers_error_goes_to_who_asked(qtbot: QtBot, workspace: Space) -> None:
    asker = Asker()
    workspace.do(refuse, asker.hear, asker.hear_trouble)
    qtbot.waitUntil(lambda: bool(asker.heard))
    assert asker.heard == ["No."]


@pytest.mark.parametrize("way", ["do", "read"])
def test_a_bug_goes_to_the_crash_dialog_and_work_goes_on(
    qtbot: QtBot, workspace: Space, way: str
) -> None:
    asker = Asker()
    with qtbot.waitSignal(workspace.crashed, timeout=5000) as crashed:
        getattr(workspace, way)(stumble, asker.hear, asker.hear_trouble)
    assert isinstance(crashed.args[0], ZeroDivisionError)

    getattr(workspace, way)(lambda _: 7, asker.hear)
    qtbot.waitUntil(lambda: bool(asker.heard))
    assert asker.heard == [7]


def test_an_overtaken_question_is_interrupted_and_never_answered(
    qtbot: QtBot, workspace: Space
) -> None:
    asker = Asker()
    under_way = threading.Event()

    def slow(views: Owned) -> str:
        under_way.set()
        assert views.interrupted.wait(10)
        return "late"

    workspace.read(slow, asker.hear)
    assert under_way.wait(10)
    workspace.read(lambda _: "new", asker.hear)
    qtbot.waitUntil(lambda: bool(asker.heard))
    assert asker.heard == ["new"]


def test_questions_in_different_lanes_do_not_overtake_each_other(
    qtbot: QtBot, workspace: Space
) -> None:
    asker = Asker()
    workspace.read(lambda _: 1, asker.hear)
    workspace.read(lambda _: 2, asker.hear_other)
    qtbot.waitUntil(lambda: len(asker.heard) == 2)
    assert asker.heard == [1, ("other", 2)]


def test_the_answer_to_a_widget_that_is_gone_is_dropped(qtbot: QtBot, workspace: Space) -> None:
    gone, there = QGone(), Asker()
    workspace.read(lambda _: 1, gone.hear)
    gone.delete()
    workspace.read(lambda _: 2, there.hear)
    qtbot.waitUntil(lambda: bool(there.heard))
    assert gone.heard == []


class QGone(Asker):
    """An asker whose Qt half is deleted while it waits."""

    def delete(self) -> None:
        """Lose the Qt half."""
        import shiboken6

        shiboken6.delete(self)


def test_a_job_reports_progress_and_its_result(qtbot: QtBot, workspace: Space) -> None:
    def work(_camp: Owned, report: Report) -> frozenset[str]:
        report(1, 2)
        report(2, 2)
        return frozenset({"lists"})

    job, progress = Job(work), Asker()
    job.progressed.connect(progress.hear)
    with qtbot.waitSignals([job.finished, workspace.changed], timeout=5000):
        workspace.start(job)
    assert progress.heard == [1, 2]


def test_a_cancelled_job_says_so_and_changes_nothing(qtbot: QtBot, workspace: Space) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def work(_camp: Owned, report: Report) -> frozenset[str]:
        begun.set()
        assert go_on.wait(10)
        report(1, 2)
        return frozenset({"lists"})

    job = Job(work)
    with (
        qtbot.assertNotEmitted(workspace.changed),
        qtbot.assertNotEmitted(job.succeeded),
        qtbot.waitSignals([job.cancelled, job.finished], timeout=5000),
    ):
        workspace.start(job)
        assert begun.wait(10)
        job.cancel()
        go_on.set()


class Lost:
    """Part of a cycle that nobody holds; says on which thread it was collected."""

    def __init__(self, seen: list[int]) -> None:
        self.itself = self
        weakref.finalize(self, lambda: seen.append(threading.get_ident()))


def test_garbage_is_collected_on_the_screens_thread_alone(
    qtbot: QtBot, workspace: Space, qapp: QApplication
) -> None:
    collected: list[int] = []
    garbage = Garbage(qapp)

    def work(_owned: Owned) -> None:
        for _ in range(20_000):
            Lost(collected)

    asker = Asker()
    workspace.read(work, asker.hear)
    qtbot.waitUntil(lambda: bool(collected))
    assert set(collected) == {threading.get_ident()}
    garbage.deleteLater()


def test_what_a_job_held_is_let_go_on_the_screens_thread(qtbot: QtBot, workspace: Space) -> None:
    let_go: list[int] = []

    def hand_in() -> None:
        held = QObject()
        weakref.finalize(held, lambda: let_go.append(threading.get_ident()))
        for _ in range(3):
            workspace.read(lambda _: held.objectName(), Asker().hear)

    for _ in range(20):
        hand_in()
    qtbot.waitUntil(lambda: len(let_go) == 20)
    assert set(let_go) == {threading.get_ident()}
    qtbot.waitUntil(lambda: not workspace.findChildren(Job))


def test_a_camp_that_cannot_be_opened_is_refused_and_nothing_is_read(qtbot: QtBot) -> None:
    def locked() -> Owned:
        raise Refused

    space: Space = Workspace(locked, Owned)
    with (
        qtbot.assertNotEmitted(space.opened),
        qtbot.waitSignal(space.refused, timeout=5000) as refused,
    ):
        space.begin()
    assert isinstance(refused.args[0], Refused)
    space.end()


def test_both_connections_are_closed_at_the_end(qtbot: QtBot) -> None:
    writer, reader = Owned(), Owned()
    space: Space = Workspace(lambda: writer, lambda: reader)
    with qtbot.waitSignal(space.opened, timeout=5000):
        space.begin()
    space.end()
    assert writer.closed
    assert reader.closed


def test_what_is_asked_after_the_end_is_neither_done_nor_missed(qtbot: QtBot) -> None:
    asker = Asker()
    space: Space = Workspace(Owned, Owned)
    with qtbot.waitSignal(space.opened, timeout=5000):
        space.begin()
    space.end()
    space.deleteLater()
    qtbot.waitUntil(lambda: not isValid(space))

    space.read(asker.hear, asker.hear)  # as a timer does whose window is about to go
    space.do(asker.hear, asker.hear)
    space.start(Job(asker.hear))

    assert asker.heard == []
