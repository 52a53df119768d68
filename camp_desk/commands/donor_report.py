"""The report of donors' goods in a month, on the screen, on paper and as a spreadsheet."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from camp_desk.commands.job import Job, Result, camp_files, check_spared, opened, plain

if TYPE_CHECKING:
    from camp_desk.actions.donor_report import Wanted
    from camp_desk.domain.donor_report import Line, Reach
    from camp_desk.storage.camp import Camp

PathOf = Callable[[str], Path]
Command = Callable[..., argparse.ArgumentParser]


def add_options(command: Command, camp: PathOf, file: PathOf) -> None:
    """Add the command to the parser."""
    each = command(report, "report", "report what became of donors' goods in a month")
    each.add_argument("what", choices=("donor",))
    each.add_argument("camp", type=camp)
    each.add_argument("--month", default="", metavar="MONTH", help="such as 2014-07; this month")
    each.add_argument("--donor", default="", metavar="D", help="all if left out")
    each.add_argument("--store", metavar="NAME", help="the whole camp if left out")
    each.add_argument("--only", choices=("food", "nfi"), help="both if left out")
    each.add_argument("--out", type=file, metavar="FILE", help=".pdf, .xlsx or .csv")


def report(job: Job) -> Result:
    """Show the report; write it to a file as its name asks."""
    from camp_desk.actions import donor_report as action
    from camp_desk.actions.stock import store_named
    from camp_desk.domain import donor_report as domain
    from camp_desk.domain.quantities import number
    from camp_desk.storage.stock import items

    args, words = job.args, job.words
    if args.out is not None:
        check_spared(args.out, camp_files(args.camp))
    with opened(job) as camp:
        today = camp.today()
        period = (
            domain.read_month(args.month) if args.month else domain.month(today.year, today.month)
        )
        store = None if args.store is None else store_named(camp, args.store)
        food = {"food": True, "nfi": False}.get(args.only or "")
        wanted = action.Wanted(period, args.donor, store, food)
        found, known = action.report(camp, wanted), items(camp.db)
        pages = _write(job, camp, wanted) if args.out is not None else None
    for line in found.lines:
        unit = known[line.item].unit
        moved = [
            f"{words(name)} {number(line.shown(flow), unit)}"
            for flow, name in domain.FLOW_NAMES.items()
            if line.shown(flow)
        ]
        opening = f"{words('Opening')} {number(line.opening, unit)}"
        closing = f"{words('Closing')} {number(line.closing, unit)}"
        title = f"{line.donor or '–'}  {known[line.item].said(words)}"
        job.say(f"{title} ({action.unit_said(known[line.item], words)})")
        job.say("    " + "; ".join([opening, *moved, closing]))
    job.say(
        words("Planned for {reach}.", reach=action.reach_said(found.reach, words, planned=True))
    )
    job.say(words("Reached {reach}.", reach=action.reach_said(found.reach, words, planned=False)))
    for note in action.notes(found, words):
        job.say(note)
    if args.out is not None:
        job.say(words("Wrote {file}.", file=args.out))
    return {
        "month": f"{period.first:%Y-%m}", "adds_up": found.adds_up,
        "lists_closed": list(found.closed), "lists_open": list(found.open),
        "file": str(args.out) if args.out else None, "pages": pages,
        **_reach(found.reach),
        "lines": [_line(line, known[line.item].unit) for line in found.lines],
    }  # fmt: skip


def _write(job: Job, camp: Camp, wanted: Wanted) -> int | None:
    """Write the file; return its pages if it is a PDF."""
    from camp_desk.actions import donor_report as action
    from camp_desk.actions.paper import second_language
    from camp_desk.spreadsheets.exporting import form_of
    from camp_desk.storage.files import write_whole

    out, words, pages = job.args.out, job.words, None
    if out.suffix.lower() == ".pdf":
        pdf = BytesIO()
        pages = action.print_report(camp, wanted, pdf, words=words, other=second_language(words))
        content = pdf.getvalue()
    else:
        _, content = action.report_table(camp, wanted, form_of(out.name), words=words)
    write_whole(out, content)
    return pages


def _line(line: Line, unit: str) -> Result:
    from camp_desk.domain.donor_report import Flow

    return {
        "donor": line.donor, "item": line.item, "opening": plain(line.opening, unit),
        **{flow.value: plain(line.shown(flow), unit) for flow in Flow},
        "closing": plain(line.closing, unit), "difference": plain(line.difference, unit),
        **_reach(line.reach),
    }  # fmt: skip


def _reach(reach: Reach) -> Result:
    return {
        "households_planned": reach.households_planned, "people_planned": reach.persons_planned,
        "households_reached": reach.households_reached, "people_reached": reach.persons_reached,
    }  # fmt: skip
