"""How long officers wait for the camp file: saving, searching, comparing, serving, opening.

python tests/bench/bench_storage.py [PEOPLE [SEED]]
"""

from __future__ import annotations

import random
import resource
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from camp_desk.actions import allocation, arrivals, camps, hand_over, verify
from camp_desk.domain.cards import written
from camp_desk.domain.registration import Registration
from camp_desk.domain.words import Words
from camp_desk.storage import families, findings, households, journal, ration_lists
from camp_desk.storage import stock as stock_storage
from camp_desk.storage.camp import Camp
from camp_desk.storage.slots import Opened
from tests.bench.big_camp import Table, fill, generated, make_camp, seconds, size_of, stock_up

TRIES = 200


def typed(registrations: list[Registration], rng: random.Random) -> list[str]:
    """Return what officers type: the beginnings of names, two names, cards and phones."""
    words = []
    for each in rng.sample(registrations, TRIES):
        head = each.head
        name = head.own if rng.random() < 0.5 else f"{head.own} {head.father}"
        words += [name[: rng.randint(1, len(name))], name, each.phone[: rng.randint(3, 11)]]
    words += [written(1000000 + rng.randint(1, len(registrations)))[:9] for _ in range(TRIES)]
    return [*words, "ali", "moh", "yas", "hus"]


def saving(camp: Camp, more: list[Registration], table: Table) -> None:
    sixes = [each for each in more if len(each.members) == 6][:TRIES]
    times = [seconds(lambda each=each: arrivals.register(camp, each)) for each in sixes]  # type: ignore[misc]
    table.spread("saving a household of six, durable", times, "20 ms")
    table.add(
        "looking for its twins afterwards",
        f"{seconds(lambda: arrivals.look_for_twins(camp)) / len(sixes) * 1000:.1f} ms each",
    )


def searching(camp: Camp, registrations: list[Registration], table: Table) -> None:
    opened = Opened(camp.officer_id, camp.secret)
    seen = camps.views_of(camp.path, opened)
    for budget, most in (("p50 20 ms, p95 50 ms", -1), ("", 200)):
        times = []
        for words in typed(registrations, random.Random(7)):

            def search(words: str = words, most: int = most) -> None:
                rows = seen.people(words, limit=most)
                seen.person_rows(rows[:40])

            times.append(seconds(search))
        table.spread(
            f"a key in the search, {'all rows' if most < 0 else 'first rows'}", times, budget
        )
    table.add("everybody, no words", f"{seconds(lambda: seen.people('')) * 1000:.0f} ms")
    seen.close()


def comparing(camp: Camp, more: list[Registration], table: Table) -> None:
    with table.timed("loading how common names are"):
        common = families.frequencies(camp.db)
    table.add("names counted", f"{len(common.counts):,}")
    times = [
        seconds(lambda each=each: families.like(camp.db, families.compared(each, None), common))  # type: ignore[misc]
        for each in more[:TRIES]
    ]
    table.spread("comparing a family while it is typed", times, "p95 50 ms")


def serving(camp: Camp, table: Table) -> None:
    people = households.totals(camp.db)[1]
    stock_up(camp, people)
    scales, items = stock_storage.scales(camp.db), stock_storage.items(camp.db)
    basis = allocation.basis_of("IRQ-REF2100", scales, items)
    ask = allocation.Ask(basis, camp.today(), 7)
    with table.timed("planning for everybody"):
        allocation.look(camp, ask)
    with table.timed("freezing the list of everybody"):
        number = allocation.freeze(camp, ask, words=Words(), take_equal_share=True).number
    cards = [
        written(n)
        for (n,) in camp.db.conn.execute(
            "SELECT number FROM list_line ORDER BY random() LIMIT ?", (TRIES,)
        )
    ]
    times = [seconds(lambda card=card: hand_over.hand_over(camp, number, card)) for card in cards]  # type: ignore[misc]
    table.spread("scan to decision", times, "50 ms")
    with table.timed("progress of the list"):
        ration_lists.progress(camp.db, allocation.list_numbered(camp, number))


def opening(path: Path, opened: Opened, table: Table) -> None:
    camp: list[Camp] = []
    with table.timed("opening after the passphrase"):
        camp.append(camps.open_unlocked(path, opened))
        seen = camps.views_of(path, opened)
        seen.people("", limit=200)
    with table.timed("counting households and persons"):
        seen.totals()
    with table.timed("counting by sex and age"):
        seen.population()
    with table.timed("all findings"):
        found = findings.count(camp[0].db)
    table.add("findings", f"{found:,}")
    with table.timed("digest of all tables"):
        journal.digest(camp[0].db)
    with table.timed("verify: chains, replay, digest"):
        verify.verify(camp[0])
    seen.close()
    camp[0].close()


def main() -> None:
    people = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    table = Table()
    registrations = generated(people, seed)
    more = generated(4_000, seed + 1)
    persons = sum(each.size for each in registrations)
    table.add("households, persons", f"{len(registrations):,}, {persons:,}")
    with tempfile.TemporaryDirectory() as folder:
        camp = make_camp(Path(folder) / "bench.camp")
        fill(camp, registrations, table)
        camp.db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        size = size_of(camp.path) / persons
        table.add("file size", f"{size:.0f} bytes a person", "900 bytes")
        saving(camp, more, table)
        searching(camp, registrations, table)
        comparing(camp, more, table)
        serving(camp, table)
        opened = Opened(camp.officer_id, camp.secret)
        with table.timed("closing"):
            camp.close()
        opening(camp.path, opened, table)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    table.add("most memory, all of the above", f"{peak:.0f} MB")


if __name__ == "__main__":
    main()
