"""Which weight of the comparison would tell twins from others better if it were another.

    python tests/bench/tune_duplicates.py [HOUSEHOLDS]

Prints the loss (minus the log of the probability given to what is true, a family) with each
constant as it is, smaller and larger.  Only seeds from 100 on are used here, and only seeds
below 100 judge in bench_duplicates.py: what sets the weights never judges them.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator
from math import exp, log1p
from pathlib import Path
from types import ModuleType

sys.path.insert(0, str(Path(__file__).parents[2]))

from camp_desk.domain import duplicates, evidence, likeness
from camp_desk.domain.families import Family, blocking_keys, family_of
from camp_desk.domain.likeness import Frequencies
from tests.bench.bench_duplicates import DAY
from tests.bench.families import Camp

SEEDS = (100, 101, 102)

CONSTANTS: tuple[tuple[ModuleType, str], ...] = (
    *(
        (likeness, name)
        for name in ("DIFFERENT", "SAME", "VARIANT", "SOUND", "SKELETON", "SLIP", "TYPO")
    ),
    *(
        (evidence, name)
        for name in ("_LEFT_OUT", "_CUT", "_OTHER_LAQAB", "_EDGE", "_GONE", "_UNKNOWN")
    ),
    *(
        (evidence, name)
        for name in ("_NUMBERS_WORST", "_NUMBERS_TEMPER", "_MEMBER", "_ALONE", "_FAR")
    ),
    *(
        (duplicates, name)
        for name in ("_TWICE", "_KIN", "_SAME_HEAD", "_OTHER_HEAD", "_NEITHER_HEAD")
    ),
    *((duplicates, name) for name in ("_SAME_PHONE", "_OTHER_PHONE", "_SAME_CARD", "_OTHER_CARD")),
)


class Sample:
    """A generated camp with the pairs that share a key."""

    def __init__(self, seed: int, households: int) -> None:
        camp = Camp(seed, households)
        self.families = [family_of(f, DAY, f.ration_card) for f in camp.families]
        self.truth = {(twin.first, twin.second) for twin in camp.truth}
        self.pairs = sorted(set(_pairs(self.families)) | self.truth)

    def loss(self) -> float:
        """Return the loss a family with the constants as they stand."""
        frequencies = Frequencies.of(self.families)
        total = 0.0
        for a, b in self.pairs:
            odds = duplicates.weigh(self.families[a], self.families[b], frequencies).log_odds
            odds = max(-30.0, min(30.0, odds))
            total += log1p(exp(-odds if (a, b) in self.truth else odds))
        return total / len(self.families)


def _pairs(families: list[Family]) -> Iterator[tuple[int, int]]:
    blocks: defaultdict[int, list[int]] = defaultdict(list)
    for number, family in enumerate(families):
        for key in blocking_keys(family):
            for other in blocks[key][-duplicates.LARGEST_BLOCK :]:
                yield other, number
            blocks[key].append(number)


def loss(samples: list[Sample]) -> float:
    evidence.numbers_evidence.cache_clear()
    return sum(sample.loss() for sample in samples) / len(samples)


def main() -> None:
    households = int(sys.argv[1]) if len(sys.argv) > 1 else 800
    samples = [Sample(seed, households) for seed in SEEDS]
    print(f"as it is {loss(samples):.5f}")
    for module, name in CONSTANTS:
        value = getattr(module, name)
        tried = []
        for factor in (0.7, 1.4):
            setattr(module, name, value * factor)
            tried.append(f"x{factor} {loss(samples):.5f}")
        setattr(module, name, value)
        print(f"{name:16} {value:8.3f}  {'  '.join(tried)}", flush=True)


if __name__ == "__main__":
    main()
