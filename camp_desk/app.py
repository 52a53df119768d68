"""The program with its window."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from camp_desk import __version__
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.words import N_, Words

LIBRARIES = "libegl1 libgl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libglib2.0-0"
"""Debian's packages of the system libraries that Qt stands on."""


class NoLibraries(CampDeskError):
    """A bare Linux without what Qt stands on."""

    message = N_("The window needs libraries of the system that are missing here.")
    advice = N_("Run: sudo apt-get install -y {libraries}")


class NoScreen(CampDeskError):
    """There is no display to open a window on."""

    message = N_("There is no screen to open a window on.")
    advice = N_("Start it from a desktop, or use the commands: camp-desk --help.")


def has_screen() -> bool:
    """Tell whether there is something to open a window on."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def run(camp: Path | None, words: Words, passphrase: str = "") -> int:
    """Open the window and return when it is closed.

    Args:
        camp: The camp to open; the start page if None.
        words: The language, where this computer remembers none.
        passphrase: What opens the camp, if it is known: that of a demonstration.

    Raises:
        NoLibraries, NoScreen: No window can be opened here.
    """
    try:
        from PySide6.QtWidgets import QApplication
    except ImportError as error:
        raise NoLibraries(libraries=LIBRARIES) from error
    if not has_screen():
        raise NoScreen
    from camp_desk.ui.look import prepare
    from camp_desk.ui.session import Session, settings_path
    from camp_desk.ui.settings import SettingsFile

    app = QApplication(sys.argv[:1])
    app.setApplicationName("Camp Desk")
    app.setApplicationVersion(__version__)
    app.setQuitOnLastWindowClosed(False)
    prepare(app)
    session = Session(app, SettingsFile(settings_path()), words.language, time.time)
    session.finished.connect(app.quit)
    session.begin(camp, passphrase)
    return app.exec()
