"""The program with its window."""

from __future__ import annotations

import ctypes
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
    if missing := _missing_for_x11():
        raise NoLibraries(libraries=missing)
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


_FOR_X11 = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}


def _missing_for_x11() -> str:
    """Return the packages that Qt would end the program for on an X11 screen, if any."""
    x11 = os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY")
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM") or not x11:
        return ""
    return " ".join(package for library, package in _FOR_X11.items() if not _loads(library))


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
