"""Tokens and wristbands: made, printed, marked, and looked up."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from camp_desk.commands.job import Job, Result, camp_files, check_spared, opened
from camp_desk.domain.cards import written as card_written
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.tokens import (
    COLOURS,
    KINDS,
    NAMES,
    Kind,
    State,
    colour_of,
    marked_said,
    read,
    written,
)
from camp_desk.domain.words import N_

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable
    from pathlib import Path

    from camp_desk.domain.ids import HouseholdId
    from camp_desk.storage.camp import Camp

DEEDS = {
    "issue": State.ISSUED,
    "void": State.VOID,
    "lost": State.LOST,
    "found": State.FREE,
}
"""What may be written down of strips, and what they are then."""

WHAT = ("show", "make", "print", "find", *DEEDS)


class NumbersMissing(CampDeskError):
    """It is not said which strips are meant."""

    message = N_("It is not said which strips are meant.")
    advice = N_("Give the first number, and the last one if there are several.")


class FileMissing(CampDeskError):
    """It is not said where the PDF goes."""

    message = N_("It is not said where the PDF is to be written.")
    advice = N_("Name the file with --out.")


def add_options(
    command: Callable[[Callable[[Job], Result], str, str], argparse.ArgumentParser],
    camp: Callable[[str], Path],
    file: Callable[[str], Path],
) -> None:
    """Add the command to the program's; ``camp`` and ``file`` read what they are given."""
    each = command(tokens, "tokens", "make, print, mark and find tokens and wristbands")
    each.add_argument("camp", type=camp)
    each.add_argument("what", nargs="?", choices=WHAT, default="show", metavar="WHAT",
                      help=", ".join(WHAT))  # fmt: skip
    each.add_argument("numbers", nargs="*", metavar="NUMBER", help="the first and the last")
    each.add_argument("--count", type=int, default=30, metavar="N", help="strips to be made")
    each.add_argument("--wristbands", action="store_true", help="make wristbands, not tokens")
    each.add_argument("--colour", default="", metavar="WORD", help=", ".join(COLOURS))
    each.add_argument("--card", default="", metavar="CARD", help="to whom they are issued")
    each.add_argument("--reason", default="", metavar="TEXT")
    each.add_argument("--out", type=file, metavar="FILE", help="where the PDF is written")


def tokens(job: Job) -> Result:
    """Make, print, mark, find or count strips."""
    what = job.args.what
    if job.args.out:
        check_spared(job.args.out, camp_files(job.args.camp))
    with opened(job) as camp:
        if what == "show":
            return _show_tokens(job, camp)
        if what == "make":
            return _make_tokens(job, camp)
        if what == "find":
            return _find_token(job, camp)
        if what == "print":
            first, last = _run(job)
            return _print_strips(job, camp, first, last)
        return _mark_tokens(job, camp)


def _show_tokens(job: Job, camp: Camp) -> Result:
    from camp_desk.domain.roles import Right
    from camp_desk.storage import tokens as stored

    words = job.words
    camp.require(Right.SEE_NAMES)
    counts, runs = stored.counts(camp.db), stored.runs(camp.db)
    for kind, states in counts.items():
        said = ", ".join(f"{words(NAMES[state])} {n:,}" for state, n in states.items())
        job.say(f"{words(KINDS[kind])}: {said}")
    for each in runs:
        job.say(
            f"{written(each.first)} – {written(each.last)}  {words(KINDS[each.kind])}"
            f"  {each.colour}  {each.day}  {each.desk:03d}  {each.officer}"
        )
    return {
        **{
            kind.value: {state.value: n for state, n in states.items()}
            for kind, states in counts.items()
        },
        "runs": [
            {
                "kind": each.kind.value, "first": written(each.first),
                "last": written(each.last), "colour": each.colour, "day": each.day.isoformat(),
                "desk": each.desk, "officer": each.officer,
            }
            for each in runs
        ],
    }  # fmt: skip


def _make_tokens(job: Job, camp: Camp) -> Result:
    from camp_desk.actions.tokens import make

    args = job.args
    kind = Kind.WRISTBAND if args.wristbands else Kind.TOKEN
    if args.out is None:
        raise FileMissing
    colour = args.colour.upper() or colour_of(camp.today())
    with camp.transaction():  # strips that were not printed were not made
        made = make(camp, kind, args.count, colour)
        printed = _print_strips(job, camp, made.first, made.last)
    return {**printed, "kind": kind.value, "colour": made.colour}


def _print_strips(job: Job, camp: Camp, first: int, last: int) -> Result:
    from camp_desk.actions.paper import second_language
    from camp_desk.actions.reception_paper import print_strips
    from camp_desk.storage.files import write_whole

    if job.args.out is None:
        raise FileMissing
    words, out = job.words, BytesIO()
    n = print_strips(camp, first, last, out, words=words, other=second_language(words))
    write_whole(job.args.out, out.getvalue())
    job.say(
        words.plural(
            "{n} strip, {first} to {last}, is in {file}.",
            "{n} strips, {first} to {last}, are in {file}.", n,
            first=written(first), last=written(last), file=job.args.out,
        )
    )  # fmt: skip
    return {
        "strips": n, "first": written(first), "last": written(last), "file": str(job.args.out),
    }  # fmt: skip


def _run(job: Job) -> tuple[int, int]:
    numbers = [read(each) for each in job.args.numbers]
    if not numbers:
        raise NumbersMissing
    return numbers[0], numbers[-1]


def _mark_tokens(job: Job, camp: Camp) -> Result:
    from camp_desk.actions.tokens import mark

    first, last = _run(job)
    household = household_of_number(camp, job.args.card) if job.args.card else None
    marked = mark(
        camp, DEEDS[job.args.what], first, last, reason=job.args.reason, household=household
    )
    job.say(marked_said(marked.marked, marked.left, job.words))
    return {"marked": marked.marked, "left": marked.left}


def _find_token(job: Job, camp: Camp) -> Result:
    from camp_desk.domain.roles import Right
    from camp_desk.storage import households
    from camp_desk.storage import tokens as stored

    camp.require(Right.SEE_NAMES)
    number, _ = _run(job)
    strip, marks = stored.strip(camp.db, number), stored.marks_of(camp.db, number)
    cards = []
    for held in stored.holders(camp.db, number):
        found = households.household(camp.db, households.canonical(camp.db, held))
        if found is not None:
            cards.append(card_written(found.number))
    words = job.words
    job.say(f"{written(number)}: {words(NAMES[strip.state])} {', '.join(cards)}".strip())
    for each in marks:
        job.say(
            f"{each.at.replace('T', ' ')}  {words(NAMES[each.state])}  {each.desk:03d}"
            f"  {each.officer}  {each.reason}".rstrip()
        )
    return {
        "number": written(number),
        "kind": strip.run.kind.value if strip.run else None,
        "state": strip.state.value,
        "cards": cards,
        "history": [
            {
                "state": each.state.value, "at": each.at, "desk": each.desk,
                "officer": each.officer, "reason": each.reason,
            }
            for each in marks
        ],
    }  # fmt: skip


def household_of_number(camp: Camp, untrusted_number: str) -> HouseholdId:
    """Return the household of a card or of a token."""
    from camp_desk.actions.arrivals import NoSuchHousehold
    from camp_desk.actions.reception import household_of

    found = household_of(camp, untrusted_number)
    if found is None:
        raise NoSuchHousehold(number=untrusted_number)
    return found
