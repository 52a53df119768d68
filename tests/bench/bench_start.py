"""How long the program takes to its passphrase page and from there to a usable window.

Run: python tests/bench/bench_start.py CAMP PASSPHRASE [RUNS]
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from pathlib import Path

ONE_RUN = """
import json, os, resource, sys, time
started = time.perf_counter()
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
typing = time.perf_counter() + 2.0  # an officer needs at least so long for a passphrase
while time.perf_counter() < typing:
    app.processEvents()
    time.sleep(0.005)
guess = time.perf_counter()
slots.unlock(slots.beside(camp), sys.argv[2])
times["argon2"] = time.perf_counter() - guess
asked = time.perf_counter()

def shown():
    times["to_window"] = time.perf_counter() - asked - times["argon2"]
    app.quit()

session.desk_shown.connect(shown)
session._unlock(sys.argv[2])
app.exec()
deadline = time.perf_counter() + 1.0
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


def main(camp: Path, passphrase: str, runs: int) -> None:
    """Print medians of several starts."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    measured = []
    for _ in range(runs):
        command = [sys.executable, "-c", ONE_RUN, str(camp), passphrase]
        answer = subprocess.run(command, env=environment, capture_output=True, check=True)  # noqa: S603  this very interpreter
        measured.append(json.loads(answer.stdout.splitlines()[-1]))
    for name in measured[0]:
        values = [each[name] for each in measured]
        print(f"{name:14} median {statistics.median(values):8.3f}  worst {max(values):8.3f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 5)
