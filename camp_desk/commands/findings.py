"""What is to be decided: listed, and answered as in the window."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from camp_desk.commands.job import Job, Result, opened
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.words import N_

if TYPE_CHECKING:
    from camp_desk.domain.ids import HouseholdId
    from camp_desk.storage.camp import Camp
    from camp_desk.storage.changes import Value
    from camp_desk.storage.findings import Finding

_LATER, _AGAIN, _NOTE = "later", "ask_again", "note"
_ANSWERS = {
    "possible-duplicate": ("join", "two_families"),
    "borrowed-child": ("join", "two_families"),
    "awaiting-confirmation": ("confirm", "take_apart"),
    "list-row-changed": ("new_row", "keep_ours"),
    "desks-disagree": ("value",),
    "names-exported": ("confirm",),
    "event-awaiting": ("confirm",),
    "loss-awaiting": ("confirm",),
    "count-awaiting": (),
}
"""What a finding of a kind may be answered with; all others are noted.  Any may be left for later.

A count is confirmed where it was counted: by the command that is called so.
"""

_SHORT = 8  # characters of an id: two of ten thousand findings share them once in a hundred camps


class WrongAnswer(CampDeskError):
    """A finding of this kind is answered otherwise."""

    message = N_("This finding cannot be answered with {answer}.")
    advice = N_("It takes {answers}.")


class NoSuchValue(CampDeskError):
    """No desk wrote a value of that number."""

    message = N_("There is no value {number}.")
    advice = N_("Take a number of those that are listed: 1 to {count}.")


def add_options(
    command: Callable[..., argparse.ArgumentParser], camp: Callable[[str], Path]
) -> None:
    """Add the command to the program's."""
    each = command(findings, "findings", "list what is to be decided, or decide one")
    each.add_argument("camp", type=camp)
    each.add_argument("finding", nargs="?", metavar="FINDING", help="its id, or how it begins")
    what = each.add_mutually_exclusive_group()
    for name, meaning in (
        ("--join", "the two are one family; where they differ, what is known better stands"),
        ("--two-families", "the two are two families"),
        ("--confirm", "it was right, as a second person"),
        ("--take-apart", "the two were joined wrongly"),
        ("--new-row", "the new row of the list is right"),
        ("--keep-ours", "what is here stays"),
        ("--later", "leave it for later"),
        ("--ask-again", "take back that two are two families, or that it was left for later"),
    ):
        what.add_argument(name, action="store_true", help=meaning)
    what.add_argument("--value", type=int, metavar="N", help="the value of this number is right")
    what.add_argument("--note", metavar="TEXT", help="what was found out")
    each.add_argument("--reason", default="", metavar="TEXT", help="why you confirm it yourself")


def findings(job: Job) -> Result:
    """List what is to be decided, or decide one."""
    with opened(job) as camp:
        if job.args.finding is not None:
            return _answered(job, camp)
        return _listed(job, camp)


def _listed(job: Job, camp: Camp) -> Result:
    from camp_desk.actions.finding_words import KINDS
    from camp_desk.storage.findings import findings

    found = findings(camp.db)
    told = [_told(job, camp, each) for each in found]
    for finding, each in zip(found, told, strict=True):
        short, kind = str(each["finding"])[:_SHORT], job.words(KINDS[finding.kind])
        job.say(f"{short}  {kind}: {each['sentence']}")
        values = each.get("values")
        for n, value in enumerate(values if isinstance(values, list) else [], 1):
            job.say(f"    {n}  {value['said']}  ({value['desk']:03d})")
    if not told:
        job.say(job.words("Nothing is to be decided."))
    return {"findings": told}


def _told(job: Job, camp: Camp, finding: Finding) -> Result:
    from camp_desk.actions.finding_words import sentence, value_said
    from camp_desk.storage.stock import items

    answers = _ANSWERS.get(finding.kind, (_NOTE,))
    told: Result = {
        "finding": finding.id.hex(),
        "kind": finding.kind.value,
        "sentence": sentence(finding, job.words, items(camp.db)),
        "answers": [_option(each) for each in (*answers, _LATER)],
        "postponed": finding.postponed,
    }
    if "value" in answers:
        told["values"] = [
            {"desk": desk, "said": value_said(finding.facts, value, job.words)}
            for desk, value in _values(finding)
        ]
    return told


def _values(finding: Finding) -> list[tuple[int, Value]]:
    values = finding.facts["values"]
    return [(int(desk), value) for desk, value in (values if isinstance(values, list) else ())]


def _option(answer: str) -> str:
    return "--" + answer.replace("_", "-")


def _answered(job: Job, camp: Camp) -> Result:
    from camp_desk.actions import duplicates
    from camp_desk.actions.duplicates import NoSuchFinding

    args, words = job.args, job.words
    wanted = args.finding.strip().lower()
    if args.ask_again:
        if len(wanted) != 2 * len(bytes(16)) or not set(wanted) <= set("0123456789abcdef"):
            raise NoSuchFinding
        duplicates.ask_again(camp, bytes.fromhex(wanted))
        job.say(words("Taken back."))
        return {"finding": wanted, "answer": _option(_AGAIN)}
    finding = _found(camp, wanted)
    answer = _asked(args)
    allowed = (*_ANSWERS.get(finding.kind, (_NOTE,)), _LATER)
    if answer is None:
        told = _told(job, camp, finding)
        job.say(str(told["sentence"]))
        return told
    if answer not in allowed:
        takes = words(", ").join(map(_option, allowed))
        raise WrongAnswer(answer=_option(answer), answers=takes)
    _decide(job, camp, finding, answer)
    job.say(words(_SAID[answer]))
    return {"finding": finding.id.hex(), "answer": _option(answer)}


def _asked(args: argparse.Namespace) -> str | None:
    for answer in _SAID:
        if getattr(args, answer) not in {False, None}:
            return answer
    return None


_SAID = {
    "join": N_("Joined: the two receive one ration from now on."),
    "two_families": N_("Remembered: these are two families."),
    "confirm": N_("Confirmed."),
    "take_apart": N_("Taken apart: each receives its own ration again."),
    "new_row": N_("The new row is in force."),
    "keep_ours": N_("Ours was kept; this row is not proposed again."),
    "value": N_("The value was chosen for all desks."),
    _NOTE: N_("Noted."),
    _LATER: N_("Left for later: it stands at the end now."),
}


def _found(camp: Camp, begins: str) -> Finding:
    """Return the one open finding whose id begins so.

    Raises:
        NoSuchFinding: None does, or several do.
    """
    from camp_desk.actions.duplicates import NoSuchFinding
    from camp_desk.storage.findings import findings

    found = [each for each in findings(camp.db) if begins and each.id.hex().startswith(begins)]
    if len(found) != 1:
        raise NoSuchFinding
    return found[0]


def _decide(job: Job, camp: Camp, finding: Finding, answer: str) -> None:
    from camp_desk.actions import duplicates
    from camp_desk.actions.exporting import confirm_export
    from camp_desk.actions.losses import confirm_second
    from camp_desk.storage.findings import Kind

    args, id_ = job.args, finding.id
    match answer:
        case "join":
            _join(camp, finding)
        case "two_families":
            duplicates.not_the_same(camp, id_)
        case "confirm":
            by = {
                Kind.AWAITING_CONFIRMATION: duplicates.confirm,
                Kind.NAMES_EXPORTED: confirm_export,
            }
            by.get(finding.kind, confirm_second)(camp, id_, args.reason)
        case "take_apart":
            one, other = _cards(camp, finding)
            duplicates.unmerge(camp, one, other)
        case "new_row":
            duplicates.accept_row(camp, id_)
        case "keep_ours":
            duplicates.keep_ours(camp, id_)
        case "value":
            values = _values(finding)
            if not 1 <= args.value <= len(values):
                raise NoSuchValue(number=args.value, count=len(values))
            duplicates.choose_value(camp, id_, values[args.value - 1][1])
        case "note":
            duplicates.note(camp, id_, args.note)
        case _:
            duplicates.postpone(camp, id_)


def _join(camp: Camp, finding: Finding) -> None:
    """Join two households; where they differ, what an officer would mostly choose stands."""
    from camp_desk.actions import duplicates
    from camp_desk.actions.joining import known
    from camp_desk.domain.ids import HouseholdId
    from camp_desk.domain.joining import beforehand
    from camp_desk.storage import households

    one, other = (HouseholdId(each) for each in finding.subjects if isinstance(each, bytes))
    found = (
        households.household(camp.db, households.canonical(camp.db, each)) for each in (one, other)
    )
    pair = sorted((each for each in found if each), key=lambda each: each.id)
    named = len(pair) > 1 and all(each.registration.members for each in pair)
    chosen = beforehand(known(pair[0]), known(pair[1])) if named else None
    duplicates.merge(camp, one, other, chosen)


def _cards(camp: Camp, finding: Finding) -> list[HouseholdId]:
    """Return the households of the two cards that a finding names."""
    from camp_desk.storage import households

    numbers = (int(str(finding.facts[side])) for side in ("card_a", "card_b"))
    found = [households.by_number(camp.db, number) for number in numbers]
    return [each for each in found if each is not None]
