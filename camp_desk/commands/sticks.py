"""Bringing laptops together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from camp_desk.commands.job import Job, Result, officer_of, opened

if TYPE_CHECKING:
    from camp_desk.storage.camp import Camp

_TOLD_EVERY = 1000


def sync(job: Job) -> Result:
    """Exchange with a stick."""
    from camp_desk.actions.sticks import exchange_with
    from camp_desk.storage import findings

    words = job.words
    with opened(job) as camp:
        done = exchange_with(camp, job.args.folder)
        _compare_new(job, camp)
        found = findings.count(camp.db)
    for each in done.missing:
        job.say(
            words(
                "Waiting for segments {first} to {last} of desk {desk}.",
                first=each.first, last=each.last, desk=f"{each.desk:03d}",
            )
        )  # fmt: skip
    refused = [{"file": name, "reason": words.sentence(error)} for name, error in done.refused]
    for each_refused in refused:
        job.say(f"{each_refused['file']}: {each_refused['reason']}")
    job.say(
        words(
            "Actions taken: {taken}, given: {given}; findings to decide: {n}.",
            taken=done.taken, given=done.given, n=found,
        )
    )  # fmt: skip
    return {
        "taken": done.taken,
        "given": done.given,
        "findings": found,
        "waiting": [list(each) for each in ((m.desk, m.first, m.last) for m in done.missing)],
        "refused": refused,
    }


def _compare_new(job: Job, camp: Camp) -> None:
    """Compare the families that a stick brought, and tell how far it is where that takes long."""
    from camp_desk.actions.comparing import NewFamilies

    words, run, told = job.words, NewFamilies(), 0
    try:
        while not (step := run.step(camp)).finished:
            if step.total - step.done and step.done // _TOLD_EVERY != told:
                told = step.done // _TOLD_EVERY
                job.say(
                    words(
                        "{done} of {total} new families compared; the stick may be pulled out.",
                        done=f"{step.done:,}", total=f"{step.total:,}",
                    )
                )  # fmt: skip
    except KeyboardInterrupt:
        job.say(words("Stopped; the rest is compared with the next sync, or when it is opened."))


def enrol(job: Job) -> Result:
    """Write an invitation and print its code."""
    from camp_desk.actions.sticks import invite
    from camp_desk.domain.roles import Role

    with opened(job) as camp:
        invited = invite(camp, job.args.folder, role=Role(job.args.role))
    job.say(job.words("Desk {desk} is invited. Its code:", desk=f"{invited.desk:03d}"))
    job.say(invited.code)
    return {"code": invited.code, "desk": invited.desk}


def join(job: Job) -> Result:
    """Join a camp from an invitation."""
    from camp_desk.actions.sticks import join as join_camp

    camp = join_camp(
        job.args.folder, job.args.camp, job.args.code, job.passphrase(new=True),
        officer=job.args.officer, unnamed=officer_of(job),
    )  # fmt: skip
    desk, name = camp.desk, camp.name
    camp.close()
    job.say(job.words("This laptop is desk {desk} of {camp}.", desk=f"{desk:03d}", camp=name))
    return {"desk": desk, "camp": str(job.args.camp)}


def restore(job: Job) -> Result:
    """Bring a camp back from a stick, by its recovery sheet."""
    from camp_desk.actions.restoring import restore as restore_camp
    from camp_desk.storage.households import totals

    words, args = job.words, job.args
    key = args.key or job.hidden(words("Key of the recovery sheet: "))
    camp = restore_camp(
        args.folder, args.camp, key, job.passphrase(new=True), officer=officer_of(job)
    )
    desk, name, (households, persons) = camp.desk, camp.name, totals(camp.db)
    _compare_new(job, camp)
    camp.close()
    job.say(words("This laptop is desk {desk} of {camp}.", desk=f"{desk:03d}", camp=name))
    job.say(
        words(
            "{households} households with {persons} persons came back.",
            households=f"{households:,}", persons=f"{persons:,}",
        )
    )  # fmt: skip
    return {"desk": desk, "camp": str(args.camp), "households": households, "persons": persons}
