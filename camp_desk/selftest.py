"""Proves that a program, frozen or not, is whole: with no screen and nobody there."""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from camp_desk import __version__, shipped
from camp_desk.domain.words import Words

_HOUSEHOLDS = 30
_PASSPHRASE = "selftest"  # noqa: S105


def selftest() -> int:
    """Do the main job on a made-up camp, open its window, and say what worked; 0 if all did."""
    if sys.platform.startswith("linux") and not os.environ.get("DISPLAY"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    steps: dict[str, object] = {}
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        for name, step in _STEPS:
            steps[name] = _tried(step, Path(folder))
    whole = all(isinstance(step, dict) and step["ok"] for step in steps.values())
    answer = {
        "ok": whole,
        "version": __version__,
        "frozen": bool(getattr(sys, "frozen", False)),
        "seconds": round(time.perf_counter() - started, 2),
        "steps": steps,
    }
    print(json.dumps(answer, ensure_ascii=False, indent=1))
    return 0 if whole else 1


def _tried(step: Callable[[Path], str], folder: Path) -> dict[str, object]:
    started = time.perf_counter()
    try:
        said = step(folder)
    except Exception as error:  # noqa: BLE001
        return {"ok": False, "error": f"{type(error).__name__}: {error}"}
    return {"ok": True, "seconds": round(time.perf_counter() - started, 2), "info": said}


def _job(folder: Path) -> str:
    from camp_desk.actions.demo import make_demo

    made = make_demo(
        folder, households=_HOUSEHOLDS, seed=1, passphrase=_PASSPHRASE, words=Words(),
        tell=_tell_nobody,
    )  # fmt: skip
    if not made.same:
        raise RuntimeError("the two desks do not hold the same camp")
    if (folder / "first.camp").read_bytes()[:15] == b"SQLite format 3":
        raise RuntimeError("the camp file is not encrypted")
    return f"{made.households} households, digest {made.digest}"


def _arabic_paper(folder: Path) -> str:
    from camp_desk.printing.preview import page_count, render

    pdf = (folder / "sheets.pdf").read_bytes()
    image = render(pdf, 0, 50)
    if len(set(image.rgba)) == 1:
        raise RuntimeError("the first sheet is blank")
    return f"{page_count(pdf)} sheets"


def _words(_folder: Path) -> str:
    arabic = Words("ar", shipped.translations("ar"))
    if arabic("Arrivals") == "Arrivals":
        raise RuntimeError("there is no Arabic")
    return arabic("Arrivals")


def _tables(folder: Path) -> str:
    from camp_desk.actions.lists import read_list
    from camp_desk.spreadsheets.writing import write_xlsx

    path = folder / "list.xlsx"
    write_xlsx(path, ["Family", "Name", "Age"], [[1, "علي محمد حسن", 40]], right_to_left=False)
    table, columns = read_list(path)
    return f"{len(table.rows)} rows, recognised {columns.score:.1f}"


def _window(folder: Path) -> str:
    from PySide6.QtCore import QEventLoop, QTimer
    from PySide6.QtWidgets import QApplication

    from camp_desk.ui.look import prepare
    from camp_desk.ui.session import Session
    from camp_desk.ui.settings import SettingsFile

    app = QApplication.instance() or QApplication(["camp-desk"])
    if not isinstance(app, QApplication):
        raise TypeError("an application without windows runs here already")
    prepare(app)
    session = Session(app, SettingsFile(folder / "settings.json"), "ar", time.time)
    wait = QEventLoop()  # quitting the application would close the window that is looked at
    session.finished.connect(wait.quit)
    session.desk_shown.connect(wait.quit)
    session.begin(folder / "first.camp", _PASSPHRASE)
    QTimer.singleShot(30_000, wait.quit)
    wait.exec()
    if not session.had_desk:
        raise RuntimeError("the camp's window did not open")
    picture = session.windows()[0].grab()
    session.end()
    if picture.isNull():
        raise RuntimeError("the camp's window cannot be painted")
    return f"{app.platformName()}, {picture.width()} x {picture.height()}"


_STEPS: tuple[tuple[str, Callable[[Path], str]], ...] = (
    ("job", _job),
    ("paper", _arabic_paper),
    ("words", _words),
    ("tables", _tables),
    ("window", _window),
)


def _tell_nobody(_sentence: str, _seconds: float) -> None:
    """Show the steps nowhere."""
