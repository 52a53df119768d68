"""Following a consignment to households, and a household's ration back to its donors."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from camp_desk.commands.job import Job, Result, opened, plain
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.words import N_

if TYPE_CHECKING:
    from camp_desk.actions.tracing import Told
    from camp_desk.domain.stock import Lot
    from camp_desk.domain.tracing import Paper, Trace

PathOf = Callable[[str], Path]
Command = Callable[..., argparse.ArgumentParser]


class WhatToTrace(CampDeskError):
    """Neither a number nor a card, or both."""

    message = N_("It is not said what to follow.")
    advice = N_("Give the number of a consignment or waybill, or --card with a card number.")


def add_options(command: Command, camp: PathOf) -> None:
    """Add the command to the parser."""
    each = command(trace, "trace", "follow a consignment to households, or a ration to its donors")
    each.add_argument("camp", type=camp)
    each.add_argument("number", nargs="?", default="", help="of a consignment, waybill, document")
    each.add_argument("--cards", action="store_true", help="the cards of who received of it, too")
    each.add_argument("--card", default="", metavar="CARD", help="a household, back to the lots")


def trace(job: Job) -> Result:
    """Tell where goods went, or where a household's ration came from."""
    if bool(job.args.number) == bool(job.args.card):
        raise WhatToTrace
    return _household(job) if job.args.card else _goods(job)


def _goods(job: Job) -> Result:
    from camp_desk.actions import tracing
    from camp_desk.domain.cards import written
    from camp_desk.storage.stock import items

    with opened(job) as camp:
        traces, known = tracing.trace(camp, job.args.number), items(camp.db)
        cards = tracing.received_by(camp, traces) if job.args.cards else None
    _say(job, tracing.told(traces, known, job.words))
    found: Result = {"lots": [_lot(each, known[each.of.item].unit) for each in traces]}
    if cards is not None:
        found["cards"] = [written(number) for number in cards]
        job.say(job.words("Cards that received of it: {cards}",
                          cards=job.words(", ").join(map(written, cards)) or "–"))  # fmt: skip
    return found


def _household(job: Job) -> Result:
    from camp_desk.actions import tracing
    from camp_desk.storage.stock import items

    with opened(job) as camp:
        rations, known = tracing.trace_ration(camp, job.args.card), items(camp.db)
    _say(job, tracing.ration_told(rations, known, job.words))
    job.say(tracing.how_apportioned(rations, job.words))
    return {
        "rations": [
            {
                "list": each.list, "document": each.paper or None, "lent": each.lent,
                "not_back": plain(each.held, known[each.item].unit), "at": each.at,
                "item": each.item, "closed": each.closed,
                "quantity": plain(each.quantity, known[each.item].unit),
                "parts": [
                    {**_of(part.of), "quantity": plain(part.quantity, known[each.item].unit)}
                    for part in each.parts
                ],
            }
            for each in rations
        ]
    }  # fmt: skip


def _say(job: Job, lines: Iterable[Told]) -> None:
    for line in lines:
        indent = "" if line.head else "    "
        job.say(f"{indent}{line.what}  {line.more}  {line.quantity}")


def _lot(each: Trace, unit: str) -> Result:
    def papers(them: Iterable[Paper]) -> list[Result]:
        return [
            {
                "document": paper.number, "kind": paper.kind, "day": paper.day.isoformat(),
                "reference": paper.reference, "party": paper.party,
                "quantity": plain(paper.quantity, unit),
            }
            for paper in them
        ]  # fmt: skip

    return {
        **_of(each.of), "item": each.of.item, "made_of_it": each.through,
        "came": papers(each.came), "left": papers(each.left), "made": papers(each.into),
        "lies": [
            {
                "store": lies.store, "list": lies.list, "waybill": lies.waybill,
                "lent": lies.lent,
                "quantity": plain(lies.quantity, unit),
            }
            for lies in each.lies
        ],
        "lists": [
            {
                "list": on.number, "set_aside": plain(on.aside, unit),
                "handed_out": plain(on.out, unit), "closed": on.closed is not None,
                "households": on.households, "people": on.persons,
            }
            for on in each.lists
        ],
        "households": [
            {
                "lent": alone.lent, "quantity": plain(alone.quantity, unit),
                "households": alone.households, "people": alone.persons,
            }
            for alone in each.alone
        ],
    }  # fmt: skip


def _of(lot: Lot) -> Result:
    return {
        "lot": lot.label, "donor": lot.donor, "consignment": lot.consignment,
        "expiry": lot.expiry.isoformat() if lot.expiry else None,
    }  # fmt: skip
