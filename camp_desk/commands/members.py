"""Who belongs to which household, and who collects for it, from the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from camp_desk.commands.households import NoMember, household_of, person_of
from camp_desk.commands.job import Job, Result, day_of, opened

if TYPE_CHECKING:
    from camp_desk.actions.household_cards import Chosen
    from camp_desk.domain.ids import HouseholdId
    from camp_desk.storage.camp import Camp


def split(job: Job) -> Result:
    """Make a new household with a card of its own of some members, the first one its head."""
    from camp_desk.actions.household_members import split as split_household
    from camp_desk.domain.cards import written

    args = job.args
    with opened(job) as camp:
        household = household_of(camp, args.card)
        going = [person_of(camp, household, number) for number in args.member]
        made = split_household(
            camp, household, [each for each in going if each],
            reason=args.reason, day=day_of(args.day, None),
        )  # fmt: skip
    job.say(job.words("The new card is {number}.", number=written(made.number)))
    return {"card": written(made.number), "from": args.card, "members": len(args.member)}


def move(job: Job) -> Result:
    """Move a member to another household."""
    from camp_desk.actions.household_members import move as move_member
    from camp_desk.storage.members import kept

    args = job.args
    with opened(job) as camp:
        household, to = household_of(camp, args.card), household_of(camp, args.to)
        person = person_of(camp, household, args.member)
        if person is None:
            raise NoMember
        move_member(
            camp, household, person, to, relationship=args.relationship,
            day=day_of(args.day, None), reason=args.reason,
        )  # fmt: skip
        moved = kept(camp.db, person)
    number = moved.number if moved else 0
    job.say(job.words("Moved; the number there is {number}.", number=number))
    return {"from": args.card, "to": args.to, "member": args.member, "number": number}


def collectors(job: Job) -> Result:
    """Show who collects for a household, after naming others if asked to."""
    from camp_desk.actions import event_words
    from camp_desk.actions.household_cards import name_collectors
    from camp_desk.domain.roles import Right
    from camp_desk.storage.collectors import collectors as named

    args, words = job.args, job.words
    with opened(job) as camp:
        camp.require(Right.SEE_NAMES)
        household = household_of(camp, args.card)
        if args.head or args.who:
            chosen = tuple(_chosen(job, camp, household, each) for each in args.who)
            name_collectors(camp, household, () if args.head else chosen)
        people = named(camp.db, household)
    for each in people:
        job.say(event_words.collector(each, words))
    if not people:
        job.say(words("The head collects."))
    return {
        "collectors": [
            {"name": each.name, "member": each.person is not None, "reason": each.reason}
            for each in people
        ]
    }


def _chosen(job: Job, camp: Camp, household: HouseholdId, untrusted_who: str) -> Chosen:
    """Return a member by their number, or an outsider by name."""
    from camp_desk.actions.household_cards import Chosen
    from camp_desk.domain.digits import latin

    digits = latin(untrusted_who.strip())
    if digits.isdecimal():
        return Chosen(person_of(camp, household, int(digits)))
    return Chosen(name=untrusted_who, phone=job.args.phone, reason=job.args.reason)
