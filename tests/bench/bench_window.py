"""How long the arrivals tab takes from a key to the painted answer, and to save a family.

    python tests/bench/bench_ui.py [HOUSEHOLDS [SEED]]

Makes a camp of invented families in a temporary folder and types into the real tab, with no screen.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[2]))

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from camp_desk.actions import arrivals, camps
from camp_desk.actions.demo_families import made_up_families
from camp_desk.storage.camp import Camp
from camp_desk.storage.passphrase import Cost
from camp_desk.storage.slots import Opened
from camp_desk.storage.views import Views
from camp_desk.ui.arrivals.tab import ArrivalsTab
from camp_desk.ui.look import Look, dress, prepare
from camp_desk.ui.workspace import Workspace

SEARCHES = ("karim hasan", "محمد علي", "zaynab", "الجبوري", "001 000 512", "fatima ahmad")
FAMILIES = 60
_PATIENCE = 30.0


class Stopwatch:
    """Collects times in milliseconds, and prints their median and 95th percentile."""

    def __init__(self) -> None:
        self._rows: list[tuple[str, Sequence[float]]] = []

    def note(self, what: str, times: Sequence[float]) -> None:
        """Keep the times of one kind, given in seconds, and print them."""
        inside = sorted(1000 * each for each in times)
        p95 = inside[int(0.95 * (len(inside) - 1))]
        median = statistics.median(inside)
        print(f"{what:<44} median {median:7.1f} ms   p95 {p95:7.1f} ms   n {len(inside)}")


def until(true: Callable[[], bool]) -> None:
    """Let events happen until something is true, asleep between them like a real program."""
    late = time.perf_counter() + _PATIENCE
    while not true():
        flags = QEventLoop.ProcessEventsFlag
        QApplication.processEvents(flags.AllEvents | flags.WaitForMoreEvents)
        if time.perf_counter() > late:
            raise TimeoutError


def make(folder: Path, households: int, seed: int) -> tuple[Path, Opened]:
    """Make a camp of so many invented families."""
    made = camps.make_camp(
        folder / "bench.camp", name="Bench", officer="Bench", passphrase="bench",
        demonstration=True, cost=Cost(8192, 1, 1), reserve_bytes=0,
    )  # fmt: skip
    camp, begin = made.camp, time.perf_counter()
    with camp.transaction():
        for family in made_up_families(households, random.Random(seed), camp.now()):
            arrivals.register(camp, family)
        camp.db.conn.execute("DELETE FROM unchecked")  # a list compares them as it is taken in
    print(f"{households:,} households written in {time.perf_counter() - begin:.0f} s")
    opened = Opened(camp.officer.id, camp.secret)
    camp.close()
    return folder / "bench.camp", opened


def search(tab: ArrivalsTab) -> list[float]:
    """Return the seconds from each key of some searches to the painted first rows."""
    table, line, answered = tab.people.table, tab.people.search, []
    tab.people.model.counted.connect(lambda *_: answered.append(1))
    times = []
    for typed in SEARCHES:
        for at in range(1, len(typed) + 1):
            answered.clear()
            begin = time.perf_counter()
            line.setText(typed[:at])
            until(lambda: bool(answered))
            table.viewport().repaint()
            times.append(time.perf_counter() - begin)
    line.clear()
    return times


def save(tab: ArrivalsTab, seed: int) -> tuple[list[float], list[float]]:
    """Return the seconds from saving to the card number, and on to the family in the list."""
    saved, listed, form = [], [], tab.form
    for family in made_up_families(FAMILIES, random.Random(seed), datetime.now()):
        form.head.show_family(family)
        form.members.show_members(family.members[1:])
        form.mode.choose("counts" if family.counts else "members")
        form.counts.show_counts(family.counts)
        form.head.edited.emit()
        before, rows = form.card.number.text(), tab.people.model.rowCount()
        begin = time.perf_counter()
        form.save.click()
        until(lambda before=before: form.card.number.text() != before)  # type: ignore[misc]
        saved.append(time.perf_counter() - begin)
        until(lambda rows=rows: tab.people.model.rowCount() > rows)  # type: ignore[misc]
        tab.people.table.viewport().repaint()
        listed.append(time.perf_counter() - begin)
    return saved, listed


def main() -> None:
    """Make the camp, open it, type."""
    households = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    app, look, watch = QApplication([]), Look(), Stopwatch()
    prepare(app)
    dress(app, look)
    with tempfile.TemporaryDirectory() as folder:
        path, opened = make(Path(folder), households, seed)
        begin = time.perf_counter()
        workspace: Workspace[Camp, Views] = Workspace(
            partial(camps.open_unlocked, path, opened), partial(camps.views_of, path, opened)
        )
        ready: list[int] = []
        workspace.opened.connect(lambda: ready.append(1))
        workspace.begin()
        until(lambda: bool(ready))
        tab = ArrivalsTab(look, workspace, datetime.now)
        tab.resize(1366, 712)
        tab.show()
        until(lambda: tab.people.model.rowCount() > 0)
        watch.note("unlocked to the first rows", [time.perf_counter() - begin])
        until(lambda: tab.form.journey.governorate.count() > 0)
        watch.note("unlocked to everything there", [time.perf_counter() - begin])
        watch.note("key to painted rows", search(tab))
        saved, listed = save(tab, seed + 1)
        watch.note("saving to the card number", saved)
        watch.note("saving to the family in the list", listed)
        tab.close()
        workspace.end()


if __name__ == "__main__":
    main()
