"""Measures the budgets on one generated camp, and prints a table.

    python -m tests.bench [NAME ...] [--people 500000] [--cache FOLDER]
    python -m tests.bench --short

Each bench runs in a process of its own, so that its memory is its own.  The camp is made once and
kept in the cache folder; delete it there to have it made anew.  Nothing fails because it is slow;
the command fails where a bench breaks.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from dataclasses import astuple
from importlib import import_module
from pathlib import Path

from tests.bench.big_camp import Bench, Row

NAMES = (
    "storage", "typing", "places", "stock", "allocation", "printing", "lists", "export", "sync",
    "window", "start",
)  # fmt: skip
PEOPLE, SHORT = 500_000, 2_500


def main() -> None:
    """Run the benches that are named, or all of them."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(NAMES)}")
    parser.add_argument("--people", type=int, default=PEOPLE)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--cache", type=Path, help="where the camp is kept between runs")
    parser.add_argument("--short", action="store_true", help=f"on a camp of {SHORT:,} people")
    parser.add_argument("--rows", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if unknown := set(args.names) - set(NAMES):
        parser.error(f"no bench is called {', '.join(sorted(unknown))}")
    people = SHORT if args.short else args.people
    if args.rows:
        _run(args.names[0], people, args.seed, args.cache, args.rows)
        return
    with tempfile.TemporaryDirectory() as folder:
        broken = _run_all(args.names or NAMES, people, args.seed, args.cache or Path(folder))
    if broken:
        sys.exit(f"broken: {', '.join(broken)}")


def _run(name: str, people: int, seed: int, cache: Path, rows: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(people, seed, cache, Path(folder))
        import_module(f"tests.bench.bench_{name}").run(bench)
        rows.write_text(json.dumps([astuple(row) for row in bench.table.rows]))


def _run_all(names: list[str] | tuple[str, ...], people: int, seed: int, cache: Path) -> list[str]:
    """Run each in a process of its own; return those that broke."""
    broken, measured = [], []
    print(f"{people:,} people, seed {seed}; {_machine()}", flush=True)
    for name in names:
        print(f"\n== {name}, load {os.getloadavg()[0]:.1f}", flush=True)
        rows = cache / f"rows-{os.getpid()}.json"
        command = [sys.executable, "-m", "tests.bench", name, "--people", str(people),
                   "--seed", str(seed), "--cache", str(cache), "--rows", str(rows)]  # fmt: skip
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
        if subprocess.run(command, env=environment, check=False).returncode:  # noqa: S603  this very interpreter
            broken.append(name)
        else:
            measured += [Row(*each) for each in json.loads(rows.read_text())]
        rows.unlink(missing_ok=True)
    print("\n== the budgets: measured, share of the budget, budget", flush=True)
    for row in measured:
        if row.ratio is not None:
            print(row)
    return broken


def _machine() -> str:
    """Return what these figures were measured on."""
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    return f"{os.cpu_count()} processors, Python {platform.python_version()}, load {load}"


if __name__ == "__main__":
    main()
