"""Makes the README's pictures with the program itself: three tabs and a sheet.

Run: python build_specs/pictures.py FOLDER [LANGUAGE] [WIDTHxHEIGHT] [SCALE] [dark]
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QDeadlineTimer, QEventLoop
from PySide6.QtWidgets import QApplication

from camp_desk import shipped
from camp_desk.actions.demo import make_demo
from camp_desk.domain.words import Words
from camp_desk.printing.preview import render
from camp_desk.storage.passphrase import Cost
from camp_desk.ui.look import prepare
from camp_desk.ui.session import Session
from camp_desk.ui.settings import Settings, SettingsFile

PASSPHRASE = "demo"  # noqa: S105  of a made-up camp
SETTLE_MS = 2500


def settle(app: QApplication, milliseconds: int = SETTLE_MS) -> None:
    """Let the window answer what it asked itself."""
    deadline = QDeadlineTimer(milliseconds)
    while not deadline.hasExpired():
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
        time.sleep(0.005)


def main(folder: Path, language: str, size: tuple[int, int], scale: float, *, dark: bool) -> None:
    """Write arrivals.png, stock.png, allocation.png and sheet.png."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        camp = Path(place)
        words = Words(language, shipped.translations(language))
        make_demo(
            camp, households=300, seed=1, passphrase=PASSPHRASE, words=words,
            tell=lambda _sentence, _seconds: None, cost=Cost(64, 1, 1),
        )  # fmt: skip
        app = QApplication(["camp-desk"])
        prepare(app)
        settings = SettingsFile(camp / "settings.json")
        settings.save(Settings(language=language, scale=scale, dark=dark))
        session = Session(app, settings, language, time.time)
        session.begin(camp / "first.camp", PASSPHRASE)
        settle(app)
        (window,) = session.windows()
        window.resize(*size)
        for at, name in enumerate(("arrivals", "stock", "allocation")):
            window.header.tabs.setCurrentIndex(at)
            settle(app)
            window.grab().save(str(folder / f"{name}.png"))
        session.end()
        sheet = render((camp / "sheets.pdf").read_bytes(), 0, 90)
        (folder / "sheet.png").write_bytes(sheet.png())


if __name__ == "__main__":
    given = dict(enumerate(sys.argv[1:]))
    width, height = (int(n) for n in given.get(2, "1366x768").split("x"))
    main(
        Path(given[0]), given.get(1, "en"), (width, height), float(given.get(3, "1")),
        dark=given.get(4) == "dark",
    )  # fmt: skip
