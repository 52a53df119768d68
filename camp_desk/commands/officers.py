"""Who works in the camp, from the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from camp_desk.commands.job import Job, Result, opened
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.words import N_

if TYPE_CHECKING:
    from camp_desk.storage.camp import Camp

ROLES = ("registrar", "storekeeper", "distributor", "supervisor")


class RoleMissing(CampDeskError):
    """Somebody is to be given a role, and none is named."""

    message = N_("It is not said which role.")
    advice = N_("Give it with --role: registrar, storekeeper, distributor or supervisor.")


def officers(job: Job) -> Result:
    """List the officers, after giving a role, retiring, taking back or adding one if asked to."""
    from camp_desk.actions.officers import ROLES as NAMES
    from camp_desk.storage.officers import everybody

    words = job.words
    with opened(job) as camp:
        _do(job, camp)
        people = everybody(camp.db)
    for each in people:
        role = words("Retired") if each.retired else words(NAMES[each.role])
        job.say(f"{each.desk:03d}  {each.since}  {role:12}  {each.name}")
    return {
        "officers": [
            {
                "name": each.name, "role": each.role.value, "desk": each.desk,
                "since": each.since.isoformat(), "retired": each.retired,
            }
            for each in people
        ]
    }  # fmt: skip


def _do(job: Job, camp: Camp) -> None:
    from camp_desk.actions import officers as doing
    from camp_desk.domain.roles import Role

    args = job.args
    if args.add:
        role = Role(args.role or "registrar")
        question = job.words("{name} types a passphrase: ", name=args.add)
        doing.add_officer(camp, args.add, role, job.new_passphrase(question))
    elif args.give:
        if not args.role:
            raise RoleMissing
        doing.give_role(camp, doing.named(camp, args.give).id, Role(args.role))
    elif args.retire:
        doing.retire(camp, doing.named(camp, args.retire).id)
    elif args.take_back:
        doing.bring_back(camp, doing.named(camp, args.take_back).id)
