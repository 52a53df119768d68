"""A generated camp of any size on a real, encrypted file, and tables of what was measured."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

from camp_desk.actions import arrivals, camps, stock
from camp_desk.domain.registration import Place, Registration
from camp_desk.storage import families
from camp_desk.storage import stock as stock_storage
from camp_desk.storage.camp import Camp
from camp_desk.storage.passphrase import Cost
from tests.bench.families import FIRST_DAY
from tests.bench.families import Camp as Families

CHEAP = Cost(8192, 1, 1)
PASSPHRASE = "bench"
PEOPLE_IN_A_HOUSEHOLD = 5


@dataclass
class Table:
    """What was measured, beside what is allowed."""

    rows: list[tuple[str, str, str]] = field(default_factory=list)

    def add(self, what: str, measured: str, budget: str = "") -> None:
        """Add a line, and print it at once."""
        self.rows.append((what, measured, budget))
        print(f"{what:52} {measured:>34}   {budget}", flush=True)

    def spread(self, what: str, seconds: Sequence[float], budget: str = "") -> None:
        """Add a line with the median and the 95th percentile of many times."""
        ordered = sorted(seconds)
        p95 = ordered[int(len(ordered) * 0.95)]
        middle = statistics.median(ordered)
        self.add(what, f"p50 {middle * 1000:.1f} ms, p95 {p95 * 1000:.1f} ms", budget)

    @contextmanager
    def timed(self, what: str, budget: str = "", per: int = 0) -> Iterator[None]:
        """Add a line with the time that the block took, all of it or for each of ``per``."""
        start = time.perf_counter()
        yield
        took = time.perf_counter() - start
        each = f", {took / per * 1000:.2f} ms each" if per else ""
        self.add(what, f"{took:.2f} s{each}", budget)


def seconds(work: Callable[[], object]) -> float:
    """Return how long some work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def generated(people: int, seed: int = 1) -> list[Registration]:
    """Return families of about so many people, some twice, in tents and with phones."""
    rng = random.Random(seed)
    made = Families(seed, people // PEOPLE_IN_A_HOUSEHOLD, counted=0.1).families
    return [
        replace(
            each,
            place=Place("ABCDEFGH"[n % 8], str(n // 8 % 40), str(n // 320)),
            phone=each.phone or f"0770{rng.randrange(10**7):07d}",
            arrived=FIRST_DAY + timedelta(minutes=n // 4),
        )
        for n, each in enumerate(made)
    ]


def make_camp(path: Path) -> Camp:
    """Make an empty camp."""
    return camps.make_camp(
        path, name="Bench", officer="Amina", passphrase=PASSPHRASE, cost=CHEAP, reserve_bytes=0
    ).camp


def fill(camp: Camp, registrations: Sequence[Registration], table: Table) -> None:
    """Register all families as a list would, and look for those registered twice."""
    timed, count = table.timed, len(registrations)
    with timed("registering in one transaction", "1.2 ms each", count), camp.transaction():
        for each in registrations:
            arrivals.register(camp, each)
    with timed("looking for families registered twice", "", count), camp.transaction():
        families.check_new(camp.db)


def stock_up(camp: Camp, people: int) -> None:
    """Receive enough for everybody for a month."""
    lines = tuple(
        stock.Came(item, people * 31 * mg // 1000 + 1, "L1", donor="WFP")
        for item, mg in stock_storage.scales(camp.db)["IRQ-REF2100"].parts
    )
    stock.receive(camp, stock.Delivery(stock.store_named(camp), lines))


def size_of(path: Path) -> int:
    """Return the bytes of a camp file with its write-ahead log."""
    return sum(each.stat().st_size for each in path.parent.glob(f"{path.name}*"))
