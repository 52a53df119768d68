"""How long the window takes to answer, and how long its thread stands still, in the whole camp.

Opens the program's own window with no screen, types, scrolls, saves, and looks at all three tabs.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QEventLoop, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from camp_desk.actions.demo_families import made_up_families
from camp_desk.ui.desk import Desk
from camp_desk.ui.findings import FindingsDialog
from camp_desk.ui.look import prepare
from camp_desk.ui.places.dialog import PlanDialog
from camp_desk.ui.session import Session
from camp_desk.ui.settings import SettingsFile
from tests.bench.big_camp import PASSPHRASE, Bench, Took

_SEARCHES = ("karim hasan", "محمد علي", "zaynab", "الجبوري", "001 000 512", "fatima ahmad")
_FAMILIES = 20
_PATIENCE = 120.0
_TICK_MS = 5
_STALL_MS = 50


class Stalls(QObject):
    """Notices how long the screen's thread did not come back to its events."""

    ticked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.worst: tuple[float, float] = 0.0, 0.0
        self.ticks = 0
        self._last, self._work = time.perf_counter(), time.thread_time()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._tick)
        self._timer.start(_TICK_MS)

    def begin(self) -> None:
        """Forget what was."""
        self.worst = 0.0, 0.0
        self.pass_over()

    def pass_over(self) -> None:
        """Leave out what was since the last tick: it is the bench's own work."""
        self._last, self._work = time.perf_counter(), time.thread_time()

    def _tick(self) -> None:
        now, work = time.perf_counter(), time.thread_time()
        self.worst = max(self.worst[0], now - self._last), max(self.worst[1], work - self._work)
        self._last, self._work = now, work
        self.ticks += 1


def run(bench: Bench) -> None:
    """Open a copy of the camp in the program's window, and use it."""
    app = QApplication(["camp-desk"])
    prepare(app)
    path = bench.path()
    session = Session(app, SettingsFile(bench.folder / "settings.json"), "en", time.time)
    stalls = Stalls()
    session.begin(path, PASSPHRASE)
    with bench.table.timed("the window with its first rows"):
        until(lambda: session._desk is not None and _rows(session._desk) > 0)
    desk = session._desk
    assert desk is not None
    _Used(bench, desk, stalls).all()
    session.end()


class _Used:
    """Does one thing after the other, and notes the longest stall of each."""

    def __init__(self, bench: Bench, desk: Desk, stalls: Stalls) -> None:
        self._bench, self._desk, self._stalls = bench, desk, stalls
        self._people = desk.arrivals.people

    def all(self) -> None:
        """Use the window as a morning does."""
        self._quiet()
        self._searching()
        self._saving()
        self._during("scrolling to the end of all", self._scroll)
        tabs = self._desk.frame.header.tabs
        for at, name in ((1, "stock"), (2, "allocation"), (0, "arrivals")):
            self._during(f"the {name} tab", lambda at=at: tabs.setCurrentIndex(at))  # type: ignore[misc]
        self._during("the findings", self._findings)
        self._during("the plan of the camp", self._plan)

    def _during(self, what: str, work: Callable[[], object]) -> None:
        self._stalls.begin()
        began = time.perf_counter()
        work()
        self._quiet()
        seconds = time.perf_counter() - began
        if what.endswith(("tab", "all")):
            self._picture(what.replace(" ", "-"), self._desk.frame)
        self._say(what, f"all there after {seconds:.2f} s")

    def _say(self, what: str, said: str) -> None:
        wall, work = (1000 * each for each in self._stalls.worst)
        self._bench.table.add(
            f"{what}: longest stall", f"{wall:.0f}, CPU {work:.0f} ms, {said}",
            f"{_STALL_MS} ms", work / _STALL_MS,
        )  # fmt: skip

    def _searching(self) -> None:
        line, answered, times = self._people.search, [], list[Took]()
        self._people.model.counted.connect(lambda *_: answered.append(1))
        self._stalls.begin()
        for typed in _SEARCHES:
            for at in range(1, len(typed) + 1):
                answered.clear()
                begin, began = time.perf_counter(), time.process_time()
                line.setText(typed[:at])
                until(lambda: bool(answered))
                self._people.table.viewport().repaint()
                times.append((time.perf_counter() - begin, time.process_time() - began))
        self._bench.table.spread("key to painted rows, all threads", times, 20, 50)
        line.clear()
        self._quiet()
        self._say("searching", f"{len(times)} keys")

    def _saving(self) -> None:
        form, saved, listed = self._desk.arrivals.form, list[Took](), list[Took]()
        self._stalls.begin()
        for family in made_up_families(_FAMILIES, random.Random(self._bench.seed), datetime.now()):
            form.head.show_family(family)
            form.members.show_members(family.members[1:])
            form.mode.choose("counts" if family.counts else "members")
            form.counts.show_counts(family.counts)
            form.head.edited.emit()
            before, above = form.card.number.text(), self._people.model.id_at(0)
            self._stalls.pass_over()
            begin, began = time.perf_counter(), time.process_time()
            form.save.click()
            until(lambda before=before: form.card.number.text() != before)  # type: ignore[misc]
            saved.append((time.perf_counter() - begin, time.process_time() - began))
            until(lambda above=above: self._people.model.id_at(0) != above)  # type: ignore[misc]
            listed.append((time.perf_counter() - begin, time.process_time() - began))
        self._bench.table.spread("saving to the card number, all threads", saved)
        self._bench.table.spread("saving to the family in the list, all threads", listed)
        self._quiet()
        self._say("saving", f"{len(saved)} families")

    def _scroll(self) -> None:
        bar = self._people.table.verticalScrollBar()
        for part in (0.25, 0.5, 0.75, 1.0):
            bar.setValue(int(bar.maximum() * part))
            self._quiet()

    def _findings(self) -> None:
        frame = self._desk.frame
        self._looked_at("findings", FindingsDialog(frame._look, self._desk._workspace, frame))

    def _plan(self) -> None:
        frame = self._desk.frame
        self._looked_at("plan", PlanDialog(frame._look, self._desk._workspace, frame))

    def _looked_at(self, name: str, dialog: QDialog) -> None:
        dialog.show()
        self._quiet()
        self._picture(name, dialog)
        dialog.done(0)
        dialog.deleteLater()

    def _quiet(self) -> None:
        """Wait until all that was asked is answered and painted."""
        while True:
            ticks = self._stalls.ticks
            until(lambda ticks=ticks: self._stalls.ticks > ticks + 2)  # type: ignore[misc]
            if not self._desk._workspace._waiting:
                return

    def _picture(self, name: str, widget: QWidget) -> None:
        """Keep a picture in the cache folder, to be looked at."""
        widget.grab().save(str(self._bench.cache / f"window-{name}.png"))
        self._stalls.pass_over()  # to take it is no work of the window's


def _rows(desk: Desk) -> int:
    return desk.arrivals.people.model.rowCount()


def until(true: Callable[[], bool]) -> None:
    """Let events happen until something is true, asleep between them like a real program."""
    late = time.perf_counter() + _PATIENCE
    while not true():
        flags = QEventLoop.ProcessEventsFlag
        QApplication.processEvents(flags.AllEvents | flags.WaitForMoreEvents)
        if time.perf_counter() > late:
            raise TimeoutError
