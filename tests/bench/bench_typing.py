"""How long a desk takes to say who stands in the camp already, while a family is typed.

Through storage, on an encrypted file: each form is asked about as it grows, from the second
part of the head's name to the last member.
"""

from __future__ import annotations

from dataclasses import replace

from camp_desk.actions.whole_camp import AT_ONCE, WholeCamp
from camp_desk.domain.registration import Counts, Registration
from camp_desk.storage import families
from camp_desk.storage.views import Views
from tests.bench.big_camp import Bench, Table, Took, took
from tests.bench.families import Camp as Families

_STEPS = 60


def run(bench: Bench) -> None:
    """Ask about families that are typed, then compare some of the camp anew."""
    table, camp = bench.table, bench.camp()
    views = bench.views(camp)
    typed = [each for each in Families(77, bench.tries, counted=0).families if each.counts is None]
    table.add("names counted", f"{len(families.frequencies(camp.db).counts):,}")
    table.spread("loading how common names are", [took(lambda: families.frequencies(camp.db))])
    _typing(views, typed, table)
    views.close()
    check = WholeCamp()
    steps = min(_STEPS, len(bench.registrations) // AT_ONCE)
    times = [took(lambda: check.step(camp)) for _ in range(steps)]
    table.spread(f"whole-camp check, a step of {AT_ONCE} families", times)
    work = sum(each[1] for each in times) / (steps * AT_ONCE)
    table.add("whole-camp check, all of it", f"CPU {work * len(bench.registrations):,.0f} s")
    camp.close()


def _typing(views: Views, typed: list[Registration], table: Table) -> None:
    """Ask about each form as it grows."""
    times: dict[str, list[Took]] = {}
    views.like(typed[0])
    for family in typed:
        for what, states in _grown(family).items():
            for state in states:
                times.setdefault(what, []).append(took(lambda state=state: views.like(state)))  # type: ignore[misc]
    for what, each in times.items():
        table.spread(f"who is alike, after {what}", each, None, 50)


def _grown(family: Registration) -> dict[str, list[Registration]]:
    """Return a form as it is typed, by what was typed last."""
    head = family.head
    bare = Registration((replace(head, birth=None, grandfather="", laqab=""),), Counts())
    third = replace(bare, members=(replace(head, birth=None, laqab=""),))
    named = replace(third, members=(head,), origin=family.origin, phone=family.phone)
    return {
        "the second name part": [bare],
        "the third name part": [third],
        "age, origin and phone": [named],
        "each member": [
            replace(named, members=family.members[:n]) for n in range(2, len(family.members) + 1)
        ],
    }
