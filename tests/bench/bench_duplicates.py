"""How many families registered twice are found, how many honest ones are accused, how fast.

    python tests/bench/bench_duplicates.py [HOUSEHOLDS [SEED]]

Families are generated afresh; nothing here sets a weight.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from camp_desk.domain.duplicates import LIKELY, SHOW, Match, find_pairs
from camp_desk.domain.families import Family, blocking_keys, family_of
from camp_desk.domain.likeness import Frequencies
from tests.bench.families import Camp

DAY = date(2014, 6, 20)
STEPS = (0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99)


def curve(camp: Camp, pairs: list[tuple[int, int, Match]]) -> None:
    """Print, for each score, how many are found and how many honest families are accused."""
    every_pair = {(twin.first, twin.second) for twin in camp.truth}
    hopeless = {(t.first, t.second) for t in camp.truth if "nobody-named-in-both" in t.how}
    truth = every_pair - hopeless
    twice = {n for pair in every_pair for n in pair}
    print(f"{len(truth)} twins; not counted: {len(hopeless)} of whom nobody is named in both")
    scores = {pair[:2]: pair[2].score for pair in pairs if pair[:2] in truth}
    worst: Counter[int] = Counter()
    for one, other, match in pairs:
        for number in {one, other} - twice:
            worst[number] = max(worst[number], match.score)  # type: ignore[assignment]
    honest = len(camp.families) - len(twice)
    print("score   found  accused")
    for step in STEPS:
        found = sum(score >= step for score in scores.values()) / max(1, len(truth))
        accused = sum(score >= step for score in worst.values()) / honest
        mark = {SHOW: "  shown", LIKELY: "  likely"}.get(step, "")
        print(f"{step:5.2f} {found:7.2%} {accused:8.3%}{mark}")
    missed: Counter[str] = Counter()
    every: Counter[str] = Counter()
    for twin in camp.truth:
        lost = scores.get((twin.first, twin.second), 0) < SHOW
        for how in twin.how:
            every[how] += 1
            missed[how] += lost
    print(
        "found:", ", ".join(f"{how} {1 - missed[how] / n:.1%} of {n}" for how, n in every.items())
    )


def main() -> None:
    households = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    camp = Camp(seed, households)
    start = time.perf_counter()
    families: list[Family] = [family_of(f, DAY, f.ration_card) for f in camp.families]
    built = time.perf_counter() - start
    start = time.perf_counter()
    keys = [blocking_keys(family) for family in families]
    keyed = time.perf_counter() - start
    start = time.perf_counter()
    pairs = find_pairs(families, Frequencies.of(families), least=STEPS[0])
    checked = time.perf_counter() - start
    n = len(families)
    found = sum(bool(keys[t.first] & keys[t.second]) for t in camp.truth) / len(camp.truth)
    print(f"{n} families, {sum(f.size for f in camp.families)} people, seed {seed}")
    print(f"built {built / n * 1e6:.0f} us, keys {keyed / n * 1e6:.0f} us a family")
    print(f"compared with all before it {checked / n * 1e3:.2f} ms a family")
    print(f"keys a family: mean {sum(map(len, keys)) / n:.1f}, most {max(map(len, keys))}")
    print(f"twins sharing a key {found:.2%}")
    curve(camp, pairs)


if __name__ == "__main__":
    main()
