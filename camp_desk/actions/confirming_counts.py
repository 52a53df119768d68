"""A count that was approved by somebody who had entered it: confirmed by a second person."""

from __future__ import annotations

from camp_desk.actions.confirming import confirmed_by, day_made
from camp_desk.actions.count_troubles import CountedByYourself, NothingToConfirm
from camp_desk.actions.counting import count_numbered
from camp_desk.actions.duplicates import AWAITING
from camp_desk.domain.roles import Right
from camp_desk.storage import counts, decisions
from camp_desk.storage.camp import Camp
from camp_desk.storage.findings import Kind, finding_id
from camp_desk.storage.tables import Changes


def confirm(camp: Camp, untrusted_number: str, reason: str = "") -> Changes:
    """Confirm, as a second person or where there is none, a count that somebody posted alone.

    Raises:
        NoSuchCount, NothingToConfirm: Nothing was written.
        CountedByYourself, AloneTooSoon, AloneWithoutReason: The officer entered or posted it;
            nothing was written.
        NotAllowed: The officer does not decide.
    """
    camp.require(Right.DECIDE)
    with camp.action("confirm-count") as entry:
        count = count_numbered(camp, untrusted_number)
        posted = counts.posted_by(camp.db, count.id)
        if posted is None or not decisions.standing(camp.db, posted[0], AWAITING):
            raise NothingToConfirm(number=count.number)
        finding = finding_id(Kind.COUNT_AWAITING, posted[0])
        if decisions.is_decided(camp.db, finding):
            raise NothingToConfirm(number=count.number)
        involved = {posted[1], *counts.entered_by(camp.db, count.id)}
        choice = confirmed_by(
            camp, Right.DECIDE, by=camp.officer_id if camp.officer_id in involved else None,
            on=day_made(posted[0]), reason=reason, otherwise=CountedByYourself,
            with_others=involved,
        )  # fmt: skip
        entry.add("decision", camp.new_id(), {"finding": finding, "choice": choice})
    return entry.changes
