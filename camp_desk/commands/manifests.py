"""Buses: manifests opened, filled, closed and printed, and leaving with one."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from camp_desk.commands.job import Job, Result, camp_files, check_spared, opened
from camp_desk.commands.tokens import FileMissing, household_of_number
from camp_desk.domain.anonymous import called
from camp_desk.domain.cards import written as card_written
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.manifests import Way, aboard, progress
from camp_desk.domain.tokens import written
from camp_desk.domain.words import N_

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable
    from pathlib import Path

    from camp_desk.storage.camp import Camp
    from camp_desk.storage.manifests import Aboard, Manifest

WHAT = ("show", "open", "depart", "close", "attach", "detach", "register", "print")


class ManifestMissing(CampDeskError):
    """It is not said which manifest is meant."""

    message = N_("It is not said which manifest is meant.")
    advice = N_("Give its number with --number; “camp-desk manifest CAMP” shows the numbers.")


def add_options(
    command: Callable[[Callable[[Job], Result], str, str], argparse.ArgumentParser],
    camp: Callable[[str], Path],
    file: Callable[[str], Path],
) -> None:
    """Add the command to the program's; ``camp`` and ``file`` read what they are given."""
    each = command(manifest, "manifest", "open, fill, close and print the manifest of a bus")
    each.add_argument("camp", type=camp)
    each.add_argument("what", nargs="?", choices=WHAT, default="show", metavar="WHAT",
                      help=", ".join(WHAT))  # fmt: skip
    each.add_argument("--cards", nargs="+", default=[], metavar="CARD", help="or tokens’ numbers")
    each.add_argument("--number", type=int, metavar="N", help="the manifest’s")
    each.add_argument("--plate", default="", metavar="P", help="on foot if left out")
    each.add_argument("--total", type=int, metavar="N", help="people on the bus")
    each.add_argument("--home", action="store_true", help="they return to their place of origin")
    each.add_argument("--day", default="", metavar="DATE", help="today if left out")
    for option in ("--driver", "--checkpoint", "--destination", "--difference"):
        each.add_argument(option, default="", metavar="TEXT")
    each.add_argument("--out", type=file, metavar="FILE", help="where the PDF is written")


def manifest(job: Job) -> Result:
    """Open, fill, close or print a manifest, or let a bus leave."""
    what = job.args.what
    if job.args.out:
        check_spared(job.args.out, camp_files(job.args.camp))
    with opened(job) as camp:
        if what == "show" and job.args.number is None:
            return _show_day(job, camp)
        if what == "open":
            number = _opened(job, camp, Way.ARRIVAL)
            job.say(job.words("Manifest {number} is open.", number=number))
            return {"manifest": number}
        if what == "depart" and job.args.number is None:
            with camp.transaction():
                job.args.number = _opened(job, camp, Way.DEPARTURE)
                _attach(job, camp, _numbered(job, camp))
                return _depart(job, camp, _numbered(job, camp))
        found = _numbered(job, camp)
        deeds = {
            "show": _show_one, "depart": _depart, "close": _close, "attach": _attach,
            "detach": _detach, "register": _register, "print": _print_manifest,
        }  # fmt: skip
        return deeds[what](job, camp, found)


def _numbered(job: Job, camp: Camp) -> Manifest:
    from camp_desk.actions.manifests import NoSuchManifest
    from camp_desk.storage import manifests

    if job.args.number is None:
        raise ManifestMissing
    found = manifests.numbered(camp.db, job.args.number)
    if found is None:
        raise NoSuchManifest(number=job.args.number)
    return found


def _show_day(job: Job, camp: Camp) -> Result:
    from camp_desk.commands.job import day_of
    from camp_desk.domain.roles import Right
    from camp_desk.storage import manifests

    camp.require(Right.SEE_NAMES)
    day = day_of(job.args.day, None) or camp.today()
    found = manifests.of_day(camp.db, day)
    for each in found:
        job.say(f"{each.number}  {_line(each, job)}")
    return {"day": day.isoformat(), "manifests": [_facts(each) for each in found]}


def _line(each: Manifest, job: Job) -> str:
    words, leaving = job.words, each.way is Way.DEPARTURE
    said = (
        aboard(each.plate, each.people, words)
        if leaving
        else progress(each.plate, each.people, each.total, words)
    )
    state = words("closed") if each.closed else words("open")
    return f"{each.at:%Y-%m-%d %H:%M}  {said}  {state}  {each.difference}".rstrip()


def _facts(each: Manifest) -> Result:
    return {
        "manifest": each.number, "way": each.way.value, "plate": each.plate,
        "driver": each.driver, "checkpoint": each.checkpoint,
        "at": each.at.isoformat(timespec="minutes"), "total": each.total,
        "destination": each.destination, "households": each.households,
        "registered": each.people,
        "closed": each.closed.isoformat() if each.closed else None,
        "difference": each.difference,
    }  # fmt: skip


def _show_one(job: Job, camp: Camp, found: Manifest) -> Result:
    from camp_desk.domain.roles import Right
    from camp_desk.storage import manifests

    camp.require(Right.SEE_NAMES)
    on_it = manifests.aboard(camp.db, found.id)
    job.say(f"{found.number}  {_line(found, job)}")
    for each in on_it:
        head = called(each.head, each.size, job.words)
        job.say(f"{card_written(each.card)}  {each.size:3}  {head}")
    return {**_facts(found), "aboard": [_household_facts(each) for each in on_it]}


def _household_facts(each: Aboard) -> Result:
    return {
        "card": card_written(each.card), "head": each.head, "persons": each.size,
        "status": each.status.value, "tokens": [written(number) for number in each.tokens],
    }  # fmt: skip


def _opened(job: Job, camp: Camp, way: Way) -> int:
    from camp_desk.actions.manifests import Bus, open_manifest
    from camp_desk.domain.statuses import Status

    args = job.args
    status = Status.DEPARTED_RETURN if args.home else Status.DEPARTED_ONWARD
    bus = Bus(
        way, args.plate, args.driver, args.checkpoint, total=args.total,
        destination=args.destination, status=status,
    )  # fmt: skip
    return open_manifest(camp, bus).number


def _attach(job: Job, camp: Camp, found: Manifest) -> Result:
    from camp_desk.actions.manifests import attach

    chosen = [household_of_number(camp, each) for each in job.args.cards]
    attach(camp, found.id, chosen)
    return _tell(job, camp)


def _detach(job: Job, camp: Camp, found: Manifest) -> Result:
    from camp_desk.actions.manifests import detach

    with camp.transaction():
        for each in job.args.cards:
            detach(camp, found.id, household_of_number(camp, each))
    return _tell(job, camp)


def _register(job: Job, camp: Camp, found: Manifest) -> Result:
    from camp_desk.actions.manifests import register_under

    register_under(camp, found.id)
    return _tell(job, camp)


def _close(job: Job, camp: Camp, found: Manifest) -> Result:
    from camp_desk.actions.manifests import close

    close(camp, found.id, job.args.difference)
    return _tell(job, camp)


def _tell(job: Job, camp: Camp) -> Result:
    now = _numbered(job, camp)
    job.say(f"{now.number}  {_line(now, job)}")
    return _facts(now)


def _depart(job: Job, camp: Camp, found: Manifest) -> Result:
    from camp_desk.actions.manifests import depart
    from camp_desk.actions.paper import second_language
    from camp_desk.actions.transfer import print_slips
    from camp_desk.storage.files import write_whole

    words, out = job.words, BytesIO()
    with camp.transaction():  # nobody leaves without the slip that was asked for
        left = depart(camp, found.id)
        if job.args.out:
            print_slips(camp, left.households, out, words=words, other=second_language(words))
            write_whole(job.args.out, out.getvalue())
    job.say(words("A second person is to confirm these departures."))
    return {**_tell(job, camp), "slips": str(job.args.out) if job.args.out else None}


def _print_manifest(job: Job, camp: Camp, found: Manifest) -> Result:
    from camp_desk.actions.paper import second_language
    from camp_desk.actions.reception_paper import print_manifest
    from camp_desk.storage.files import write_whole

    if job.args.out is None:
        raise FileMissing
    words, out = job.words, BytesIO()
    pages = print_manifest(camp, found.id, out, words=words, other=second_language(words))
    write_whole(job.args.out, out.getvalue())
    job.say(words.plural("Wrote {n} page to {file}.", "Wrote {n} pages to {file}.", pages,
                         file=job.args.out))  # fmt: skip
    return {"manifest": found.number, "pages": pages, "file": str(job.args.out)}
