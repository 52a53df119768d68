"""Looks for the window's tests: English, left to right, light."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from camp_desk.actions import camps
from camp_desk.storage.passphrase import Cost

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from camp_desk.storage.camp import Camp
    from camp_desk.storage.views import Views
    from camp_desk.ui.look import Look
    from camp_desk.ui.workspace import Workspace


HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the windowless platform say that it has no size hints: nobody asked it."""
    quiet = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints")
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(quiet)


@pytest.fixture(autouse=True)
def _a_mistake_fails_the_test(monkeypatch: pytest.MonkeyPatch) -> None:
    """Raise what the crash dialog would show: nobody is here to close it."""
    from camp_desk.ui.crash import CrashDialog

    def raise_it(_look: object, error: BaseException, _parent: object = None) -> None:
        raise error

    monkeypatch.setattr(CrashDialog, "ask", raise_it)


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> Look:
    """The program in its usual look, once for all tests: a new style sheet is slow."""
    from camp_desk.domain.words import Words
    from camp_desk.ui.look import Look, dress, prepare
    from camp_desk.ui.theme import Theme

    prepare(qapp)
    look = Look(Theme(), Words("en"))
    dress(qapp, look)
    return look


@pytest.fixture
def look(dressed: Look) -> Look:
    """The look that widgets are built with."""
    return dressed


CHEAP = Cost(memory_kib=8192, time=1, lanes=1)


@pytest.fixture
def camp_file(tmp_path: Path) -> Path:
    """A real camp with nobody in it, closed; its passphrase is "secret"."""
    path = tmp_path / "first.camp"
    made = camps.make_camp(
        path, name="Kambioos", officer="Sara", passphrase="secret", cost=CHEAP, reserve_bytes=0
    )
    made.camp.close()
    return path


@pytest.fixture
def opened(qtbot: QtBot) -> Iterator[Callable[[Path], Workspace[Camp, Views]]]:
    """Opens camps as the window does, on their two threads, and closes them in the end."""
    from camp_desk.ui.workspace import Workspace

    spaces: list[Workspace[Camp, Views]] = []

    def open_camp(path: Path) -> Workspace[Camp, Views]:
        key = camps.unlock(path, "secret")
        space: Workspace[Camp, Views] = Workspace(
            partial(camps.open_unlocked, path, key, time.time),
            partial(camps.views_of, path, key, time.time),
        )
        spaces.append(space)
        with qtbot.waitSignal(space.opened, timeout=5000):
            space.begin()
        return space

    yield open_camp
    for space in spaces:
        space.end()
