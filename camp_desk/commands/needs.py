"""Specific needs: how many people have which, and those of one member."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from camp_desk.commands.job import Job, Result, camp_files, check_spared, opened
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.words import N_

if TYPE_CHECKING:
    from camp_desk.storage.camp import Camp
    from camp_desk.storage.members import Kept


class WhoseNeed(CampDeskError):
    """A need is to be set or removed, and nobody is named."""

    message = N_("It is not said whose need this is.")
    advice = N_("Give the card and --member N; “camp-desk household” shows the numbers.")


def needs(job: Job) -> Result:
    """Count needs, show or change those of one member, switch an optional one, print referrals."""
    args = job.args
    if args.referrals:
        check_spared(args.referrals, camp_files(args.camp))
    if (args.set or args.remove) and (args.card is None or args.member is None):
        raise WhoseNeed
    with opened(job) as camp:
        if args.referrals:
            return _referrals(job, camp)
        if args.ask or args.do_not_ask:
            return _ask(job, camp)
        if args.card is None:
            return _count(job, camp)
        return _of_household(job, camp)


def _referrals(job: Job, camp: Camp) -> Result:
    from camp_desk.actions.referrals import print_referrals
    from camp_desk.storage.files import write_whole

    out, file = BytesIO(), job.args.referrals
    people = print_referrals(camp, out, words=job.words)
    write_whole(file, out.getvalue())
    job.say(
        job.words.plural(
            "Wrote {n} person to {file}.", "Wrote {n} people to {file}.", people, file=file
        )
    )
    job.say(job.words("It is not encrypted: delete it when it has reached who it is for."))
    return {"file": str(file), "people": people}


def _ask(job: Job, camp: Camp) -> Result:
    from camp_desk.actions import needs as acts
    from camp_desk.storage.needs import switched_on

    code = job.args.ask or job.args.do_not_ask
    acts.ask_for(camp, code, on=bool(job.args.ask))
    job.say(job.words("Recorded."))
    return {"switched_on": sorted(switched_on(camp.db))}


def _count(job: Job, camp: Camp) -> Result:
    from camp_desk.actions.needs import meaning
    from camp_desk.actions.needs_counted import counted
    from camp_desk.storage.needs import switched_on

    words, (rows, people) = job.words, counted(camp)
    for each in rows:
        job.say(f"{each.people:6}  {each.pending:6}  {meaning(each.code, words)}")
    job.say(
        words.plural("{n} person has a specific need.", "{n} people have specific needs.", people)
    )
    return {
        "people": people,
        "needs": [
            {"code": each.code, "people": each.people, "pending": each.pending} for each in rows
        ],
        "switched_on": sorted(switched_on(camp.db)),
    }


def _of_household(job: Job, camp: Camp) -> Result:
    from camp_desk.actions import needs as acts
    from camp_desk.actions.arrivals import NoSuchHousehold
    from camp_desk.actions.household_events import NoSuchMember
    from camp_desk.domain.cards import read, written
    from camp_desk.domain.roles import Right
    from camp_desk.storage import households, members

    camp.require(Right.SEE_NEEDS)
    args, number = job.args, read(job.args.card)
    household = households.by_number(camp.db, number)
    if household is None:
        raise NoSuchHousehold(number=written(number))
    people = members.shown(camp.db, household)
    if args.member is not None:
        people = [each for each in people if each.number == args.member]
        if not people:
            raise NoSuchMember(number=args.member)
    if args.set:
        acts.set_need(camp, people[0].id, args.set, pending=args.pending)
    if args.remove:
        acts.remove_need(camp, people[0].id, args.remove)
    if args.set or args.remove:
        job.say(job.words("Recorded."))
    return {"card": written(number), "members": [_member(job, camp, each) for each in people]}


def _member(job: Job, camp: Camp, kept: Kept) -> Result:
    from camp_desk.actions.needs import meaning, offers
    from camp_desk.storage.needs import page

    words, found = job.words, page(camp.db, kept.household)
    if found is None:  # it was there a moment ago
        return {}
    has, offered = found.of(kept.id), offers(found, camp.today())
    job.say(f"{kept.number:3}  {kept.member.name}")
    for code, each in has.items():
        pending = f"  ({words('pending review')})" if each.pending else ""
        job.say(f"     {meaning(code, words)}{pending}  {each.day}  {each.officer}")
    for offer in offered:
        if offer.person == kept.id:
            code, why = offer.suggested.code, offer.suggested.said(words)
            job.say(f"     ? {meaning(code, words)}: {why}")
    return {
        "member": kept.number,
        "name": kept.member.name,
        "needs": [
            {"code": code, "pending": each.pending, "day": each.day, "officer": each.officer,
             "desk": each.desk}
            for code, each in has.items()
        ],
        "suggested": [each.suggested.code for each in offered if each.person == kept.id],
        "history": [
            {"code": each.code, "removed": each.taken_back, "pending": each.pending, "at": each.at,
             "officer": each.officer, "desk": each.desk}
            for each in found.history
            if each.person == kept.id
        ],
    }  # fmt: skip
