"""A small real camp, opened for a tab: one file, two threads, no shortcuts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from itertools import count
from pathlib import Path

from pytestqt.qtbot import QtBot

from camp_desk.actions import arrivals, camps
from camp_desk.domain.registration import Counts, Member, Place, Registration, Sex
from camp_desk.storage.camp import Camp
from camp_desk.storage.passphrase import Cost
from camp_desk.storage.views import Views
from camp_desk.ui.workspace import Workspace

PASSPHRASE = "four words for tests"
NOW = datetime(2014, 6, 12, 9, 30)
TODAY = NOW.date()
SIZES = (2, 3, 4, 5, 6)
"""Of the families: twenty people."""
NAMES = ("Karim", "Jasim", "Hadi", "Walid", "Nuri")
"""Of their heads."""


_ticks = count()


def tick() -> float:
    """Return the seconds since 1970, a millisecond later each time: ids sort as they are made."""
    return NOW.timestamp() + next(_ticks) / 1000


def now() -> datetime:
    """Return the time on the wall, which stands still."""
    return NOW


def make(path: Path) -> None:
    """Make a camp of five families in the sectors A and B."""
    camp = camps.make_camp(
        path, name="Test", officer="Amina", passphrase=PASSPHRASE, clock=tick,
        cost=Cost(8192, 1, 1), reserve_bytes=0,
    ).camp  # fmt: skip
    for n, size in enumerate(SIZES):
        head = Member(NAMES[n], "Salem", "Omar", sex=Sex.MALE)
        counts = Counts((size - 1, 0, 0, 0, 0), (0, 0, 0, 1, 0))
        place = Place("A" if n < 3 else "B", "1", f"{n + 1:02d}")
        arrivals.register(camp, Registration((head,), counts=counts, place=place))
    camp.close()


@contextmanager
def opened(
    qtbot: QtBot, path: Path, passphrase: str = PASSPHRASE
) -> Iterator[Workspace[Camp, Views]]:
    """Open a camp as the program does, for the officer of a passphrase; nothing may crash."""
    unlocked = camps.unlock(path, passphrase)
    workspace: Workspace[Camp, Views] = Workspace(
        partial(camps.open_unlocked, path, unlocked, tick),
        partial(camps.views_of, path, unlocked, tick),
    )
    crashes: list[object] = []
    workspace.crashed.connect(crashes.append)
    with qtbot.waitSignal(workspace.opened, timeout=20_000):
        workspace.begin()
    yield workspace
    workspace.end()
    assert crashes == []
