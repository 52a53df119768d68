"""What the program says about itself, and its help."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from camp_desk import __version__, shipped
from camp_desk.domain.words import Words
from camp_desk.ui.about import UNREAD, AboutDialog, HelpDialog, Reader, help_page
from camp_desk.ui.look import Look
from camp_desk.ui.theme import Theme


def test_about_names_the_version_the_licence_and_what_it_stands_on(
    qtbot: QtBot, look: Look
) -> None:
    about = AboutDialog(look)
    qtbot.addWidget(about)

    assert __version__ in about.version.text()
    assert "Apache License 2.0" in about.version.text()
    for work in ("PySide6-Essentials", "sqlcipher3", "Vazirmatn", "Lucide"):
        assert work in about.reader.toPlainText()


def test_about_says_which_translations_no_native_speaker_has_read(qtbot: QtBot, look: Look) -> None:
    about = AboutDialog(look)
    qtbot.addWidget(about)

    assert "No native speaker has read" in about.unread.text
    assert "Arabic, Kurdish (Sorani)" in about.unread.text
    assert set(UNREAD) | {"en"} == set(shipped.LANGUAGES)


@pytest.mark.parametrize(("language", "found"), [("en", "en"), ("ar", "ar"), ("xx", "en")])
def test_help_is_in_the_language_of_the_window_or_in_english(language: str, found: str) -> None:
    assert help_page(language)[0] == found


def test_help_runs_from_right_to_left_with_its_tables_turned_round(
    qtbot: QtBot, look: Look
) -> None:
    arabic = Look(Theme(), Words("ar"))
    reader = Reader(arabic, "Help", "| one | two |\n|---|---|\n| 1 | 2 |\n", right_to_left=True)
    qtbot.addWidget(reader)

    assert [line for line in reader.toPlainText().split("\n") if line] == ["two", "one", "2", "1"]
    dialog = HelpDialog(look)
    qtbot.addWidget(dialog)
    assert dialog.reader.toPlainText().startswith("Camp Desk: help")


def test_help_loads_nothing_from_anywhere(qtbot: QtBot, look: Look) -> None:
    reader = Reader(look, "Help", "![picture](https://example.org/a.png)", right_to_left=False)
    qtbot.addWidget(reader)
    reader.grab()

    assert not reader.openLinks()
