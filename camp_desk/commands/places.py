"""Shelters: what there is, adding them, and moving households."""

from __future__ import annotations

from typing import TYPE_CHECKING

from camp_desk.commands.job import Job, Result, opened
from camp_desk.domain.anonymous import called
from camp_desk.domain.cards import read, written
from camp_desk.domain.ids import HouseholdId
from camp_desk.domain.shelters import added_said, over_said

if TYPE_CHECKING:
    from collections.abc import Iterable

    from camp_desk.domain.shelters import Occupancy, Shelter
    from camp_desk.storage.camp import Camp

_MOST_DAYS = 3650


def places(job: Job) -> Result:
    """Show how full sectors, blocks and shelters are, or who was not seen for days."""
    from camp_desk.domain.roles import Right
    from camp_desk.domain.shelters import by_block, occupancy
    from camp_desk.storage.places import plan

    if job.args.not_seen is not None:
        return _not_seen(job)
    with opened(job) as camp:
        camp.require(Right.SEE_NAMES)
        found = plan(camp.db)
    words = job.words
    job.say(
        f"{words('Sector'):8} {words('Block'):8} {words('Persons'):>8} {words('Capacity'):>9}"
        f" {words('Free'):>6} {words('Full'):>6} {words('Over-full'):>10} {words('Blocked'):>8}"
    )
    sectors: list[Result] = []
    for sector, blocks in by_block(found.shelters).items():
        shown = []
        for block, shelters in blocks.items():
            total = occupancy(shelters)
            _say(job, sector, block, total)
            shown.append({"block": block, **_numbers(total), "shelters": _each(shelters)})
        whole = occupancy(each for shelters in blocks.values() for each in shelters)
        sectors.append({"sector": sector, **_numbers(whole), "blocks": shown})
    total = occupancy(found.shelters)
    _say(job, words("Camp"), "", total)
    return {
        **_numbers(total),
        "households_without_shelter": found.households_without,
        "persons_without_shelter": found.persons_without,
        "sectors": sectors,
    }


def _say(job: Job, sector: str, block: str, total: Occupancy) -> None:
    from camp_desk.domain.shelters import Standing

    full, over, blocked = (
        total.standing[each] for each in (Standing.FULL, Standing.OVER, Standing.BLOCKED)
    )
    job.say(
        f"{sector:8} {block:8} {total.persons:8} {total.capacity:9} {total.room:6}"
        f" {full:6} {over:10} {blocked:8}"
    )


def _numbers(total: Occupancy) -> Result:
    return {
        "households": total.households,
        "persons": total.persons,
        "capacity": total.capacity,
        "free_places": total.room,
        "shelters": {each.value: n for each, n in total.standing.items()},
    }


def _each(shelters: Iterable[Shelter]) -> list[Result]:
    return [
        {
            "shelter": each.place.shelter,
            "capacity": each.capacity,
            "persons": each.persons,
            "households": each.households,
            "state": each.standing.value,
            "note": each.note,
        }
        for each in shelters
    ]


def _not_seen(job: Job) -> Result:
    from datetime import timedelta

    from camp_desk.domain.roles import Right
    from camp_desk.domain.shelters import said
    from camp_desk.storage.places import not_seen_since

    days = min(max(job.args.not_seen, 0), _MOST_DAYS)
    with opened(job) as camp:
        camp.require(Right.SEE_NAMES)
        found = not_seen_since(camp.db, camp.today() - timedelta(days=days))
    for each in found:
        job.say(
            f"{each.seen:10}  {written(each.card)}"
            f"  {called(each.head, each.size, job.words)}  {said(each.place)}"
        )
    job.say(job.words.plural("{n} household.", "{n} households.", len(found)))
    return {
        "not_seen": [
            {
                "card": written(each.card), "head": each.head, "persons": each.size,
                "place": said(each.place), "last_seen": each.seen,
            }
            for each in found
        ]
    }  # fmt: skip


def add(job: Job) -> Result:
    """Declare shelters, or change, block and open them."""
    from camp_desk.actions import places as acts
    from camp_desk.domain.shelters import State

    args, words = job.args, job.words
    with opened(job) as camp:
        if args.default_capacity is not None:
            acts.set_persons_per_shelter(camp, args.default_capacity)
            job.say(words("A shelter holds {n} people by default.", n=args.default_capacity))
            return {"default_capacity": args.default_capacity}
        if args.block_for is not None or args.reopen or args.change:
            changed = _change(job, camp)
            job.say(words.plural("{n} shelter changed.", "{n} shelters changed.", changed))
            return {"changed": changed}
        state = State.STAGING if args.staging else State.OPEN
        added = acts.add(
            camp, args.sector, args.blocks, args.shelters, capacity=args.capacity, state=state
        )
    job.say(added_said(words, added.added, added.known))
    return {"added": added.added, "known": added.known}


def _change(job: Job, camp: Camp) -> int:
    from camp_desk.actions import places as acts
    from camp_desk.domain.registration import Place
    from camp_desk.domain.shelters import codes

    args = job.args
    blocks = codes(args.blocks) if args.blocks else ("",)
    chosen = [Place(args.sector, b, s) for b in blocks for s in codes(args.shelters)]
    with camp.transaction():
        for each in chosen:
            if args.reopen:
                acts.open_again(camp, each)
            elif args.change:
                acts.set_capacity(camp, each, args.capacity)
            else:
                acts.block(camp, each, args.block_for)
    return len(chosen)


def move(job: Job) -> Result:
    """Move households to a shelter."""
    from camp_desk.actions import places as acts
    from camp_desk.domain.shelters import place_of, said

    with opened(job) as camp:
        chosen = [_household(camp, each) for each in job.args.cards]
        moved = acts.move(camp, chosen, place_of(job.args.to))
    words, n = job.words, len(moved.earlier)
    job.say(
        words.plural(
            "{n} household moved to {place}.", "{n} households moved to {place}.", n,
            place=said(moved.to),
        )
    )  # fmt: skip
    if moved.over:
        job.say(over_said(words, moved.over))
    return {"moved": n, "to": said(moved.to), "over": moved.over}


def _household(camp: Camp, untrusted_card: str) -> HouseholdId:
    from camp_desk.actions.arrivals import NoSuchHousehold
    from camp_desk.storage.households import by_number, canonical

    found = by_number(camp.db, read(untrusted_card))
    if found is None:
        raise NoSuchHousehold(number=untrusted_card)
    return canonical(camp.db, found)
