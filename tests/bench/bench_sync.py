"""How long laptops take to know what others did: a busy day, a whole camp, nothing new."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

from camp_desk.actions import allocation, arrivals, hand_over, sticks
from camp_desk.actions.comparing import Compared, NewFamilies
from camp_desk.domain.cards import written
from camp_desk.domain.ids import HouseholdId
from camp_desk.domain.words import Words
from camp_desk.storage import findings, households, journal
from camp_desk.storage import stock as stock_storage
from camp_desk.storage.camp import Camp
from tests.bench.big_camp import CHEAP, PASSPHRASE, Bench, peak_mb, size_of, stock_up, took

_ACTIONS = 20_000


def run(bench: Bench) -> None:
    """Let a second desk join, work for a day, and bring its day back."""
    table, first = bench.table, bench.camp()
    stick = bench.folder / "stick"
    stick.mkdir()
    number = _list_of_everybody(first)
    with table.timed("sealing and giving everything"):
        given = sticks.sync_with(first, stick).given
    size = _segments(stick) / 1e6
    table.add("    actions given, bytes on the stick", f"{given:,}, {size:.1f} MB")
    with table.timed("inviting, with a copy of the camp"):
        code = sticks.invite(first, stick, cost=CHEAP).code
    with table.timed("a new desk taking the whole camp", 60):
        second = sticks.join(
            stick, bench.folder / "second.camp", code, PASSPHRASE, cost=CHEAP, reserve_bytes=0
        )
    table.add("    its file", f"{size_of(second.path) / 1e6:.1f} MB")
    before = _segments(stick)
    done = _a_days_work(bench, second, number)
    _compared(bench, second, "at its own desk")
    with table.timed("giving a day"):
        sticks.exchange_with(second, stick)
    size = (_segments(stick) - before) / 1e6
    table.add("    actions, bytes of the day", f"{done:,}, {size:.2f} MB")
    with table.timed(f"taking in a day of {done:,} actions", 3 * done / _ACTIONS, per=done):
        sticks.exchange_with(first, stick)
    _compared(bench, first, "after taking the day in")
    table.spread("an exchange with nothing new", [
        took(lambda: sticks.exchange_with(first, stick)) for _ in range(5)
    ])  # fmt: skip
    sticks.sync_with(second, stick)
    same = journal.digest(first.db) == journal.digest(second.db)
    alike = findings.findings(first.db) == findings.findings(second.db)
    table.add("the same camp, the same findings", f"{same}, {alike}")
    table.amount("most memory, two desks in one process", peak_mb(), "MB")
    first.close()
    second.close()


def _list_of_everybody(camp: Camp) -> int:
    stock_up(camp, households.totals(camp.db)[1])
    scales, items = stock_storage.scales(camp.db), stock_storage.items(camp.db)
    ask = allocation.Ask(allocation.basis_of("IRQ-HALF", scales, items), camp.today(), 7)
    return allocation.freeze(camp, ask, words=Words(), take_equal_share=True).number


def _a_days_work(bench: Bench, camp: Camp, number: int) -> int:
    """Do what a busy desk does in a day; return how many actions.

    Of 100 actions 85 are rations; the rest is families corrected and newly registered, alike.
    """
    rng = random.Random(bench.seed)
    lines = camp.db.conn.execute(
        "SELECT number, household FROM list_line ORDER BY serial"
    ).fetchall()
    served = rng.sample(lines, min(len(lines), _ACTIONS * 85 // 100))
    others = min(len(lines) // 10, _ACTIONS * 75 // 1000)
    with camp.transaction():
        for card, _ in served:
            hand_over.hand_over(camp, number, written(card))
        for _, household in rng.sample(lines, others):
            found = households.household(camp.db, HouseholdId(household))
            if found:
                edited = replace(found.registration, phone=f"0771{rng.randrange(10**7):07d}")
                arrivals.rewrite(camp, found.id, edited)
        for each in bench.more[:others]:
            arrivals.register(camp, each)
    return len(served) + others + min(others, len(bench.more))


def _compared(bench: Bench, camp: Camp, when: str) -> None:
    """Compare what is new with the whole camp, as the desk does while its officers go on."""
    run, times, step = NewFamilies(), [], Compared(0, 0, finished=False)

    def work() -> None:
        nonlocal step
        step = run.step(camp)

    while not step.finished:
        times.append(took(work))
    spent = sum(each[1] for each in times)
    bench.table.add(f"comparing {step.done:,} families {when}", f"CPU {spent:.2f} s")
    bench.table.spread("    a step of it", times)


def _segments(folder: Path) -> int:
    return sum(each.stat().st_size for each in folder.rglob("*.segment"))
