"""How long laptops take to know what others did: a busy day, a whole camp, nothing new.

python tests/bench/bench_sync.py [PEOPLE [SEED]]
"""

from __future__ import annotations

import random
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from camp_desk.actions import allocation, arrivals, hand_over, sticks
from camp_desk.domain.cards import written
from camp_desk.domain.ids import HouseholdId
from camp_desk.domain.words import Words
from camp_desk.storage import families, findings, households, journal
from camp_desk.storage import stock as stock_storage
from camp_desk.storage.camp import Camp
from tests.bench.big_camp import (
    CHEAP,
    PASSPHRASE,
    Table,
    fill,
    generated,
    make_camp,
    size_of,
    stock_up,
)

ACTIONS = 20_000


def a_days_work(camp: Camp, number: int, rng: random.Random, seed: int) -> int:
    """Do what a busy desk does in a day; return how many actions.

    Of 100 actions 85 are rations; the rest is families corrected and newly registered, alike.
    """
    lines = camp.db.conn.execute(
        "SELECT number, household FROM list_line ORDER BY serial"
    ).fetchall()
    served = rng.sample(lines, min(len(lines), ACTIONS * 85 // 100))
    corrected = rng.sample(lines, min(len(lines), ACTIONS * 75 // 1000))
    more = generated(ACTIONS * 75 // 1000 * 5, seed)[: ACTIONS * 75 // 1000]
    done = 0
    with camp.transaction():
        for card, _ in served:
            hand_over.hand_over(camp, number, written(card))
            done += 1
        for _, household in corrected:
            found = households.household(camp.db, HouseholdId(household))
            if found:
                edited = replace(found.registration, phone=f"0771{rng.randrange(10**7):07d}")
                arrivals.rewrite(camp, found.id, edited)
                done += 1
        for each in more:
            arrivals.register(camp, each)
            done += 1
    return done


def compare_again(camp: Camp, table: Table) -> None:
    """Tell how much of the time went into looking for families registered twice."""
    camp.db.conn.execute(
        "INSERT OR IGNORE INTO unchecked SELECT id FROM household ORDER BY row DESC LIMIT ?",
        (2 * ACTIONS * 75 // 1000,),
    )
    with table.timed("of which comparing 3,000 with all families"), camp.transaction():
        families.check_new(camp.db)


def main() -> None:
    people = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    table = Table()
    with tempfile.TemporaryDirectory() as name:
        folder, stick = Path(name), Path(name) / "stick"
        stick.mkdir()
        first = make_camp(folder / "first.camp")
        registrations = generated(people, seed)
        table.add(
            "households, persons", f"{len(registrations):,}, {sum(r.size for r in registrations):,}"
        )
        fill(first, registrations, table)
        stock_up(first, households.totals(first.db)[1])
        scales, items = stock_storage.scales(first.db), stock_storage.items(first.db)
        ask = allocation.Ask(allocation.basis_of("IRQ-HALF", scales, items), first.today(), 7)
        number = allocation.freeze(first, ask, words=Words(), take_equal_share=True).number
        with table.timed("sealing and giving everything"):
            given = sticks.sync_with(first, stick).given
        table.add(
            "actions given, bytes on the stick", f"{given:,}, {folder_size(stick) / 1e6:.1f} MB"
        )
        with table.timed("inviting, with a copy of the camp"):
            code = sticks.invite(first, stick, cost=CHEAP).code
        with table.timed("a new desk taking the whole camp", "60 s"):
            second = sticks.join(
                stick, folder / "second.camp", code, PASSPHRASE, cost=CHEAP, reserve_bytes=0
            )
        table.add("the new desk's file", f"{size_of(second.path) / 1e6:.1f} MB")
        before = folder_size(stick)
        done = a_days_work(second, number, random.Random(seed), seed + 1)
        with table.timed("comparing what is new at its own desk"):
            arrivals.look_for_twins(second)
        with table.timed("giving a day", per=done):
            sticks.sync_with(second, stick)
        table.add(
            "actions, bytes of the day", f"{done:,}, {(folder_size(stick) - before) / 1e6:.2f} MB"
        )
        with table.timed("a day of one busy desk taken in", "3 s for 20,000 actions", per=done):
            taken = sticks.sync_with(first, stick).taken
        compare_again(first, table)
        with table.timed("an exchange with nothing new"):
            sticks.sync_with(first, stick)
        table.add("actions taken", f"{taken:,}")
        sticks.sync_with(second, stick)
        same = journal.digest(first.db) == journal.digest(second.db)
        alike = findings.findings(first.db) == findings.findings(second.db)
        table.add("the same camp, the same findings", f"{same}, {alike}")
        first.close()
        second.close()


def folder_size(folder: Path) -> int:
    return sum(each.stat().st_size for each in folder.rglob("*.segment"))


if __name__ == "__main__":
    main()
