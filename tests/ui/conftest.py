"""Looks for the window's tests: English, left to right, light."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from camp_desk.ui.look import Look


HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the windowless platform say that it has no size hints: nobody asked it."""
    quiet = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints")
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(quiet)


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
