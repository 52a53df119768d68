"""How long the program takes to its passphrase page and from there to a usable window."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from pathlib import Path

from tests.bench.big_camp import PASSPHRASE, Bench

ONE_RUN = """
import json, os, resource, sys, time
sys.modules["numpy"] = None  # of the tests: sqlite-utils loads it where it is, and it is large
started, began = time.perf_counter(), time.process_time()
from pathlib import Path
from PySide6.QtWidgets import QApplication
from camp_desk.storage import slots
from camp_desk.ui.look import prepare
from camp_desk.ui.session import Session
from camp_desk.ui.settings import SettingsFile

times, camp = {}, Path(sys.argv[1])
app = QApplication(["camp-desk"])
prepare(app)
session = Session(app, SettingsFile(camp.with_suffix(".bench")), "en", time.time)
session.finished.connect(app.quit)
session.begin(camp)
for _ in range(20):
    app.processEvents()
times["to_passphrase"] = time.perf_counter() - started
times["cpu_to_passphrase"] = time.process_time() - began
typing = time.perf_counter() + 2.0  # an officer needs at least so long for a passphrase
while time.perf_counter() < typing:
    app.processEvents()
    time.sleep(0.005)
guess = time.perf_counter()
slots.unlock(slots.beside(camp), sys.argv[2])
times["argon2"] = time.perf_counter() - guess
asked, began = time.perf_counter(), time.process_time()

def shown():
    times["to_window"] = time.perf_counter() - asked - times["argon2"]
    times["cpu_to_window"] = time.process_time() - began - times["argon2"]
    app.quit()

session.desk_shown.connect(shown)
session._unlock(sys.argv[2])
app.exec()
deadline = time.perf_counter() + 3.0
while time.perf_counter() < deadline:
    app.processEvents()
    time.sleep(0.005)
statm = Path("/proc/self/statm").read_text().split()
times["resident_mb"] = int(statm[1]) * resource.getpagesize() / 2**20
times["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
session.end()
print(json.dumps(times))
os._exit(0)
"""


_RUNS = 5


def run(bench: Bench) -> None:
    """Start the program several times on a copy of the camp."""
    table, path = bench.table, bench.path()
    measured = [_started(path) for _ in range(_RUNS if bench.people > 100_000 else 1)]
    middle = {name: statistics.median(each[name] for each in measured) for name in measured[0]}
    for what, name in (("start to the passphrase", "to_passphrase"),
                       ("unlocked to a usable window", "to_window")):  # fmt: skip
        table.add(what, f"{middle[name]:.2f} s, CPU {middle[f'cpu_{name}']:.2f} s")
    both = middle["cpu_to_passphrase"] + middle["cpu_to_window"]
    table.add("both together, CPU", f"{both:.2f} s", "1.5 s", both / 1.5)
    table.amount("memory three seconds after", middle["resident_mb"], "MB", 130)
    table.amount("    the most until then", middle["peak_mb"], "MB")


def _started(path: Path) -> dict[str, float]:
    command = [sys.executable, "-c", ONE_RUN, str(path), PASSPHRASE]
    answer = subprocess.run(command, capture_output=True, check=True)  # noqa: S603  this very interpreter
    times: dict[str, float] = json.loads(answer.stdout.splitlines()[-1])
    return times
