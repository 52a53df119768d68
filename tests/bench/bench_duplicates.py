"""How many families registered twice are found, how many honest ones are accused, how fast.

    python tests/bench/bench_duplicates.py [HOUSEHOLDS [SEED [JUDGED]]]

Families are generated afresh; nothing here sets a weight (that is tune_duplicates.py, on other
seeds).  With JUDGED given, only so many families picked by chance, and those registered twice,
are compared with the whole camp: that is enough to judge a camp of half a million people.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from camp_desk.domain.borrowed import borrowed
from camp_desk.domain.duplicates import LARGEST_BLOCK, LIKELY, SHOW, candidates, score
from camp_desk.domain.families import Family, blocking_keys, family_of
from camp_desk.domain.likeness import Frequencies
from tests.bench.families import Camp

DAY = date(2014, 6, 20)
STEPS = (0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99)
SHOWN_FIRST = 10


@dataclass
class Seen:
    """What the comparison of a camp's families gave.

    ``ranks`` says for each twin which place the other had, 0 for none.  ``worst`` is the
    highest score of a family with another one, beside its own twin.
    """

    scores: dict[tuple[int, int], float] = field(default_factory=dict)
    ranks: dict[tuple[int, int], int] = field(default_factory=dict)
    worst: defaultdict[int, float] = field(default_factory=lambda: defaultdict(float))
    accused: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    took: list[float] = field(default_factory=list)
    judged: set[int] = field(default_factory=set)


def compare(camp: Camp, families: list[Family], judged: set[int]) -> Seen:
    """Compare those to be judged with everybody in the camp, as one who arrives last."""
    common, seen = Frequencies.of(families), Seen(judged=judged)
    truth = {(twin.first, twin.second) for twin in camp.truth}
    firsts = {second: first for first, second in truth}
    blocks: defaultdict[int, list[int]] = defaultdict(list)
    keys = [blocking_keys(family) for family in families]
    for number, each in enumerate(keys):
        for key in each:
            blocks[key].append(number)
    for number in sorted(judged):
        start = time.perf_counter()
        near = [[n for n in blocks[key][-LARGEST_BLOCK:] if n != number] for key in keys[number]]
        found = [
            (score(families[other], families[number], common).score, other)
            for other in candidates(near)
        ]
        found.sort(reverse=True)
        seen.took.append(time.perf_counter() - start)
        first = firsts.get(number)
        for place, (chance, other) in enumerate(found, start=1):
            if other == first:
                seen.scores[first, number] = chance
                seen.ranks[first, number] = place
            elif (number, other) not in truth:
                seen.worst[number] = max(seen.worst[number], chance)
            if chance < SHOW and borrowed(families[other], families[number], common):
                seen.accused[number].add(other)
    return seen


def curve(camp: Camp, seen: Seen) -> None:
    """Print, for each score, how many are found and how many honest families are accused."""
    every_pair = {(twin.first, twin.second) for twin in camp.truth}
    hopeless = {(t.first, t.second) for t in camp.truth if "nobody-named-in-both" in t.how}
    truth = every_pair - hopeless
    twice = {n for pair in every_pair for n in pair}
    honest = [n for n in seen.judged if n not in twice]
    print(f"{len(truth)} twins; not counted: {len(hopeless)} of whom nobody is named in both")
    first_ten = sum(0 < seen.ranks.get(pair, 0) <= SHOWN_FIRST for pair in truth) / len(truth)
    print(f"among the first {SHOWN_FIRST} shown {first_ten:.2%}, judged honest {len(honest)}")
    print("score   found  accused")
    for step in STEPS:
        found = sum(seen.scores.get(pair, 0) >= step for pair in truth) / len(truth)
        accused = sum(seen.worst[n] >= step for n in honest) / max(1, len(honest))
        mark = {SHOW: "  shown", LIKELY: "  likely"}.get(step, "")
        print(f"{step:5.2f} {found:7.2%} {accused:8.3%}{mark}")
    missed: Counter[str] = Counter()
    every: Counter[str] = Counter()
    for twin in camp.truth:
        lost = seen.scores.get((twin.first, twin.second), 0) < SHOW
        for how in twin.how:
            every[how] += 1
            missed[how] += lost
    for how, n in every.most_common():
        print(f"  {how:22} {1 - missed[how] / n:6.1%} of {n}")
    children(camp, seen, honest)


def children(camp: Camp, seen: Seen, honest: list[int]) -> None:
    """Print how many borrowed children are found, and how many honest families are accused."""
    real = [(by, of) for by, of in camp.borrowed if by in seen.judged and seen.worst[by] < SHOW]
    found = sum(of in seen.accused[by] for by, of in real) / max(1, len(real))
    wrong = sum(any((n, of) not in camp.lent for of in seen.accused[n]) for n in honest) / max(
        1, len(honest)
    )
    print(f"borrowed children: {found:.1%} of {len(real)} found, {wrong:.3%} accused")


def main() -> None:
    """Print the table of one camp."""
    numbers = [int(each) for each in sys.argv[1:4]]
    households, seed, judge = (*numbers, *(2000, 1, 0)[len(numbers) :])
    camp = Camp(seed, households, borrowed=0.01)
    start = time.perf_counter()
    families: list[Family] = [family_of(f, DAY, f.ration_card) for f in camp.families]
    n = len(families)
    built = (time.perf_counter() - start) / n
    judged = set(range(n))
    if 0 < judge < n:
        rng = random.Random(seed)
        judged = set(rng.sample(range(n), judge)) | {by for by, _ in camp.borrowed[: judge // 20]}
        judged |= {twin.second for twin in camp.truth}
    seen = compare(camp, families, judged)
    print(f"{n} families, {sum(f.size for f in camp.families)} people, seed {seed}")
    p95 = sorted(seen.took)[int(len(seen.took) * 0.95)]
    print(
        f"built {built * 1e6:.0f} us a family; compared with the whole camp"
        f" p50 {statistics.median(seen.took) * 1e3:.2f} ms, p95 {p95 * 1e3:.2f} ms a family"
    )
    curve(camp, seen)


if __name__ == "__main__":
    main()
