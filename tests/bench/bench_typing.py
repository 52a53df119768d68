"""How long a desk takes to say who stands in the camp already, while a family is typed.

    python tests/bench/bench_typing.py [PEOPLE [FORMS]]

Through storage, on an encrypted file: each form is asked about as it grows, from the second
part of the head's name to the last member.
"""

from __future__ import annotations

import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from camp_desk.actions import arrivals, camps
from camp_desk.actions.whole_camp import AT_ONCE, WholeCamp
from camp_desk.domain.registration import Counts, Registration
from camp_desk.storage import slots
from camp_desk.storage.views import Views
from tests.bench.big_camp import Table, generated, make_camp, seconds
from tests.bench.families import Camp


def grown(family: Registration) -> dict[str, list[Registration]]:
    """Return a form as it is typed, by what was typed last."""
    head = family.head
    bare = Registration((replace(head, birth=None, grandfather="", laqab=""),), Counts())
    third = replace(bare, members=(replace(head, birth=None, laqab=""),))
    named = replace(third, members=(head,), origin=family.origin, phone=family.phone)
    return {
        "the second name part": [bare],
        "the third name part": [third],
        "the head with age, origin and phone": [named],
        "members one by one": [
            replace(named, members=family.members[:n]) for n in range(2, len(family.members) + 1)
        ],
    }


def main() -> None:
    """Print a table of the times."""
    numbers = [int(each) for each in sys.argv[1:3]]
    people, forms = (*numbers, *(500_000, 200)[len(numbers) :])
    table = Table()
    with tempfile.TemporaryDirectory() as place:
        camp = make_camp(Path(place) / "bench.camp")
        families = generated(people)
        with table.timed("registering in one transaction", "", len(families)), camp.transaction():
            for each in families:
                arrivals.register(camp, each)
        views = camps.views_of(camp.path, slots.Opened(camp.officer_id, camp.secret), time.time)
        typed = [each for each in Camp(77, forms, counted=0).families if each.counts is None]
        measure(views, typed, table)
        check = WholeCamp()
        steps, work = [], []
        for _ in range(min(60, len(families) // AT_ONCE)):
            began = time.thread_time()
            steps.append(seconds(lambda: check.step(camp)))
            work.append(time.thread_time() - began)
        table.spread(f"{AT_ONCE} families compared anew, in one step", steps)
        table.spread("    of it at work on this processor", work)


def measure(views: Views, typed: list[Registration], table: Table) -> None:
    """Ask about each form as it grows."""
    took: dict[str, list[float]] = {}
    worked: dict[str, list[float]] = {}
    views.like(typed[0])
    for family in typed:
        for what, states in grown(family).items():
            for state in states:
                start, began = time.perf_counter(), time.thread_time()
                views.like(state)
                worked.setdefault(what, []).append(time.thread_time() - began)
                took.setdefault(what, []).append(time.perf_counter() - start)
    for what, times in took.items():
        table.spread(f"after {what}", times, "p95 50 ms")
        table.spread("    of it at work on this processor", worked[what])


if __name__ == "__main__":
    main()
