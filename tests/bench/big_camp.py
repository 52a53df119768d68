"""A generated camp of any size on a real, encrypted file, made once and copied for each bench."""

from __future__ import annotations

import os
import random
import resource
import shutil
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import cached_property
from pathlib import Path

from camp_desk.actions import arrivals, camps, places, stock
from camp_desk.domain.registration import Place, Registration
from camp_desk.storage import families, households
from camp_desk.storage import stock as stock_storage
from camp_desk.storage.camp import Camp
from camp_desk.storage.passphrase import Cost
from camp_desk.storage.slots import Opened
from camp_desk.storage.views import Views
from tests.bench.families import FIRST_DAY
from tests.bench.families import Camp as Families

CHEAP = Cost(8192, 1, 1)
PASSPHRASE = "bench"
PEOPLE_IN_A_HOUSEHOLD = 5
SECTORS, BLOCKS = "ABCDEFGH", 40
_MOST_TRIES = 200
_BLOCKS_AT_ONCE = 10


@dataclass(frozen=True, slots=True)
class Row:
    """One line: what was measured, beside what is allowed, and how much of that it took."""

    what: str
    measured: str
    budget: str = ""
    ratio: float | None = None

    def __str__(self) -> str:
        """Return the line as it stands in the table."""
        share = "" if self.ratio is None else f"{self.ratio:5.2f}"
        return f"{self.what:50} {self.measured:>46}  {share:5}  {self.budget}"


@dataclass
class Table:
    """What was measured.  A ratio above 1 is over the budget."""

    rows: list[Row] = field(default_factory=list)

    def add(self, what: str, measured: str, budget: str = "", ratio: float | None = None) -> None:
        """Add a line, and print it at once."""
        self.rows.append(Row(what, measured, budget, ratio))
        print(self.rows[-1], flush=True)

    def amount(self, what: str, value: float, unit: str, most: float | None = None) -> None:
        """Add a line with one number that may be so much at most."""
        budget, ratio = ("", None) if most is None else (f"{most:,g} {unit}", value / most)
        self.add(what, f"{value:,.0f} {unit}", budget, ratio)

    def spread(
        self, what: str, times: Sequence[Took], middle: float | None = None, most: float = 0
    ) -> None:
        """Add a line with the median and the 95th percentile of many times.

        Args:
            what: What took so long.
            times: How long it took each time.
            middle: What the median may be, in milliseconds; the processor's time counts.
            most: What the 95th percentile may be; 0 if it may be anything.
        """
        wall, work = (sorted(1000 * each[n] for each in times) for n in (0, 1))
        at = int(len(times) * 0.95)
        p50, p95 = statistics.median(work), work[at]
        said = f"p50 {statistics.median(wall):.1f} p95 {wall[at]:.1f}, CPU {p50:.1f} {p95:.1f} ms"
        shares = [p50 / middle if middle else 0, p95 / most if most else 0]
        budget = " ".join(
            f"{name} {ms:g} ms" for name, ms in (("p50", middle), ("p95", most)) if ms
        )
        self.add(what, said, budget, max(shares) if budget else None)

    @contextmanager
    def timed(self, what: str, most: float | None = None, per: int = 0) -> Iterator[None]:
        """Add a line with the time that the block took, all of it or for each of ``per``.

        ``most`` is what it may take, in seconds; the processor's time counts.
        """
        start, began = time.perf_counter(), time.process_time()
        yield
        took, work = time.perf_counter() - start, time.process_time() - began
        each = f", {work / per * 1000:.2f} ms each" if per else ""
        budget = "" if most is None else f"{most:g} s"
        ratio = None if most is None else work / most
        self.add(what, f"{took:.2f} s, CPU {work:.2f} s{each}", budget, ratio)


Took = tuple[float, float]
"""Seconds on the wall, and seconds at work on a processor."""


def took(work: Callable[[], object]) -> Took:
    """Return how long some work takes."""
    start, began = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - start, time.process_time() - began


def peak_mb() -> float:
    """Return the most memory that this process held so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def generated(people: int, seed: int = 1) -> list[Registration]:
    """Return families of about so many people, some twice, in tents and with phones."""
    rng = random.Random(seed)
    made = Families(seed, max(1, people // PEOPLE_IN_A_HOUSEHOLD), counted=0.1).families
    blocks = len(SECTORS) * BLOCKS
    return [
        replace(
            each,
            place=Place(SECTORS[n % 8], str(n // 8 % BLOCKS), str(n // blocks)),
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


@dataclass
class Bench:
    """What one bench is given: a camp of so many people, a folder of its own, and a table."""

    people: int
    seed: int
    cache: Path
    folder: Path
    table: Table = field(default_factory=Table)

    @property
    def tries(self) -> int:
        """Return how often something short is measured."""
        return min(_MOST_TRIES, max(20, self.people // 500))

    @cached_property
    def registrations(self) -> list[Registration]:
        """Return the families of the camp, as they were registered."""
        return generated(self.people, self.seed)

    @cached_property
    def more(self) -> list[Registration]:
        """Return other families, who come to the camp."""
        return generated(max(1000, min(20_000, self.people // 5)), self.seed + 1)

    def camp(self) -> Camp:
        """Return the camp with all its families compared and its shelters declared.

        It is a copy, made in the bench's own folder; what is done to it stays there.
        """
        path = self.path()
        return camps.open_unlocked(path, self.opened(path))

    def path(self) -> Path:
        """Return the file of a copy of the camp, not open."""
        kept = self.cache / f"camp-{self.people}-{self.seed}.camp"
        if not kept.exists():
            self._make(kept)
        copy = self.folder / "bench.camp"
        for ending in ("", ".slots"):
            shutil.copyfile(f"{kept}{ending}", f"{copy}{ending}")
        return copy

    def opened(self, path: Path) -> Opened:
        """Return what the passphrase opens."""
        return camps.unlock(path, PASSPHRASE)

    def views(self, camp: Camp) -> Views:
        """Return the reading side of a camp."""
        return camps.views_of(camp.path, Opened(camp.officer_id, camp.secret), time.time)

    def _make(self, kept: Path) -> None:
        """Make the camp, and let it stand under its name only when it is whole."""
        self.cache.mkdir(parents=True, exist_ok=True)
        draft = self.cache / f"making-{os.getpid()}.camp"
        camp = make_camp(draft)
        self._fill(camp)
        persons = households.totals(camp.db)[1]
        camp.close()
        size = draft.stat().st_size / persons
        self.table.amount("file size a person, as registered", size, "bytes", 900)
        Path(f"{draft}.slots").replace(f"{kept}.slots")
        draft.replace(kept)

    def _fill(self, camp: Camp) -> None:
        timed, count = self.table.timed, len(self.registrations)
        with timed("registering in one transaction", per=count), camp.transaction():
            for each in self.registrations:
                arrivals.register(camp, each)
        with timed("looking for families registered twice", per=count), camp.transaction():
            families.check_new(camp.db)
        tents = count // (len(SECTORS) * BLOCKS) + 1
        with timed("declaring all shelters", per=tents * len(SECTORS) * BLOCKS):
            for sector in SECTORS:
                for first in range(0, BLOCKS, _BLOCKS_AT_ONCE):
                    blocks = f"{first}-{first + _BLOCKS_AT_ONCE - 1}"
                    places.add(camp, sector, blocks, f"0-{tents - 1}", capacity=6)


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
