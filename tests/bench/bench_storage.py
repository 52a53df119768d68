"""How long officers wait for the camp file: opening, saving, searching, counting, verifying."""

from __future__ import annotations

import random

from camp_desk.actions import arrivals, verify
from camp_desk.domain.cards import written
from camp_desk.storage import findings, journal
from camp_desk.storage.camp import Camp
from camp_desk.storage.views import Views
from tests.bench.big_camp import Bench, peak_mb, size_of, took


def run(bench: Bench) -> None:
    """Measure on a copy of the camp."""
    table, path = bench.table, bench.path()
    with table.timed("unlocked to an open file and the first rows"):
        camp = bench.camp()
        seen = bench.views(camp)
        seen.person_rows(seen.people("", limit=200))
    households, persons = seen.totals()
    table.add("households, persons", f"{households:,}, {persons:,}")
    table.amount("file size a person", size_of(path) / persons, "bytes", 900)
    table.amount("memory with both connections open", peak_mb(), "MB")
    _saving(bench, camp)
    _searching(bench, seen)
    _counting(bench, camp, seen)
    seen.close()
    with table.timed("digest of all tables"):
        journal.digest(camp.db)
    with table.timed("verify: chains, replay, digest"):
        verify.verify(camp)
    with table.timed("closing"):
        camp.close()
    table.amount("most memory", peak_mb(), "MB")


def _saving(bench: Bench, camp: Camp) -> None:
    sixes = [each for each in bench.more if len(each.members) == 6][: bench.tries]
    times = [took(lambda each=each: arrivals.register(camp, each)) for each in sixes]  # type: ignore[misc]
    bench.table.spread("saving a household of six, durable", times, 20)
    looking = [took(lambda: arrivals.look_for_twins(camp)) for _ in range(len(sixes) // 10)]
    bench.table.spread("comparing ten that were saved with all others", looking)


def _searching(bench: Bench, seen: Views) -> None:
    for most, name in ((200, "first rows"), (-1, "all rows")):
        times = []
        for words in _typed(bench):

            def search(words: str = words, most: int = most) -> None:
                rows = seen.people(words, limit=most)
                seen.person_rows(rows[:40])

            times.append(took(search))
        bench.table.spread(f"a key in the search, {name}", times, 20, 50)


def _typed(bench: Bench) -> list[str]:
    """Return what officers type: the beginnings of names, two names, cards and phones."""
    rng, words = random.Random(7), []
    for each in rng.sample(bench.registrations, bench.tries):
        head = each.head
        name = head.own if rng.random() < 0.5 else f"{head.own} {head.father}"
        words += [name[: rng.randint(1, len(name))], name, each.phone[: rng.randint(3, 11)]]
    last = len(bench.registrations)
    words += [written(1000000 + rng.randint(1, last))[:9] for _ in range(bench.tries)]
    return [*words, "ali", "moh", "yas", "hus"]


def _counting(bench: Bench, camp: Camp, seen: Views) -> None:
    """Measure what is asked anew after something was saved."""
    table, few = bench.table, range(5)
    table.spread("everybody's rows, no words", [took(lambda: seen.people("")) for _ in few])
    table.spread("counting households and persons", [took(seen.totals) for _ in few])
    table.spread("counting by sex and age", [took(seen.population) for _ in few])
    table.spread("what was typed before, to be offered", [took(seen.offers) for _ in few])
    table.spread("counting the findings", [took(seen.findings_count) for _ in few])
    table.spread("all findings", [took(seen.findings) for _ in few])
    table.add("findings", f"{findings.count(camp.db):,}")
