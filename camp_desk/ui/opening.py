"""What opens, makes or joins a camp, and what shows it: heavy, so loaded behind the start page."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import partial
from io import BytesIO
from pathlib import Path

from PySide6.QtCore import QObject

from camp_desk.actions import camp_files, camps
from camp_desk.domain.words import Words
from camp_desk.storage.camp import Camp
from camp_desk.storage.slots import Opened
from camp_desk.storage.views import Views
from camp_desk.ui.beginning import Joining, NewCamp, Restoring
from camp_desk.ui.desk import Desk
from camp_desk.ui.preparing import Preparing
from camp_desk.ui.unlock import UnlockPage
from camp_desk.ui.workspace import Workspace

__all__ = [
    "Desk",
    "Opened",
    "Views",
    "demonstrated",
    "joined",
    "made",
    "recovery_sheet",
    "restored",
    "unlocked",
    "workspace",
]

DEMO_HOUSEHOLDS = 300


def workspace(
    path: Path,
    opened: Opened,
    clock: Callable[[], float],
    parent: QObject,
    page: QObject | None = None,
) -> Workspace[Camp, Views]:
    """Return the threads that will own an unlocked camp; the page that waits shows how far it is.

    Where it ends before the camp is open, a search that is made anew is left as it was.
    """
    preparing = Preparing()
    made = Workspace(
        partial(camps.open_unlocked, path, opened, clock, preparing.report),
        partial(camps.views_of, path, opened, clock),
        parent,
    )
    preparing.setParent(made)
    made.ending.connect(preparing.stop)
    if isinstance(page, UnlockPage):
        preparing.progressed.connect(page.show_preparing)
    return made


def recovery_sheet(name: str, recovery_key: str, made_at: float, words: Words) -> bytes:
    """Return the recovery sheet of a camp just made, as a PDF."""
    from camp_desk.actions import paper

    sheet = BytesIO()
    paper.print_recovery_sheet(
        sheet,
        camp=name,
        recovery_key=recovery_key,
        made_at=datetime.fromtimestamp(made_at),
        words=words,
        other=None if words.language == "en" else Words(),
    )
    return sheet.getvalue()


def unlocked(path: Path, untrusted_passphrase: str) -> Opened:
    """Return what a passphrase opens."""
    return camps.unlock(path, untrusted_passphrase)


def made(wanted: NewCamp, clock: Callable[[], float]) -> tuple[Opened, str, str]:
    """Make a camp; return what opens it, its name, and the key for its recovery sheet."""
    _make_folder(wanted.path)
    made = camps.make_camp(
        wanted.path, name=wanted.name, officer=wanted.officer, passphrase=wanted.passphrase,
        clock=clock,
    )  # fmt: skip
    camp = made.camp
    opened = Opened(camp.officer.id, camp.secret)
    name = camp.name
    camp.close()
    return opened, name, made.recovery_key


def joined(wanted: Joining, clock: Callable[[], float]) -> tuple[Path, Opened]:
    """Join a camp from a stick; return its file, called after the camp, and what opens it."""
    from camp_desk.actions import sticks

    _make_folder(wanted.path)
    camp = sticks.join(
        wanted.folder, _free(wanted.path), wanted.code, wanted.passphrase, officer=wanted.officer,
        clock=clock,
    )  # fmt: skip
    return _closed(camp)


def restored(wanted: Restoring, clock: Callable[[], float]) -> tuple[Path, Opened]:
    """Bring a camp back from a stick; return its file, called after the camp, and what opens it."""
    from camp_desk.actions import restoring

    _make_folder(wanted.path)
    camp = restoring.restore(
        wanted.folder, _free(wanted.path), wanted.key, wanted.passphrase, officer=wanted.officer,
        clock=clock,
    )  # fmt: skip
    return _closed(camp)


def demonstrated(folder: Path, words: Words) -> Opened:
    """Make a demonstration camp; return what opens it."""
    from camp_desk.actions import demo

    demo.make_demo(
        folder, households=DEMO_HOUSEHOLDS, seed=int(time.time()), passphrase="demo",  # noqa: S106  said on the screen
        words=words, tell=_tell_nobody,
    )  # fmt: skip
    return camps.unlock(folder / "first.camp", "demo")


def _tell_nobody(_sentence: str, _seconds: float) -> None:
    """Show steps nowhere: the page says that it waits."""


def _closed(camp: Camp) -> tuple[Path, Opened]:
    opened, name = Opened(camp.officer.id, camp.secret), camp.name
    camp.close()
    return camp_files.called_after_camp(camp.path, name), opened


def _free(path: Path) -> Path:
    return camp_files.free_path(path.parent, path.stem)


def _make_folder(path: Path) -> None:
    """Make the folder of a camp: a fresh account has none for documents."""
    with suppress(OSError):  # the camp says in a sentence where it cannot be written
        path.parent.mkdir(parents=True, exist_ok=True)
