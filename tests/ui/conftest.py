"""Looks for the window's tests: English, left to right, light."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from camp_desk.ui.look import Look

TODAY = date(2014, 6, 12)
NOW = datetime(2014, 6, 12, 9, 30)  # noqa: DTZ001  the camp's local time


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
