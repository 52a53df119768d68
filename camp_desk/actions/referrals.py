"""Printing the referral list for protection officers; that it was printed is in the journal."""

from __future__ import annotations

from itertools import groupby
from typing import BinaryIO

from camp_desk.actions.needs import meaning
from camp_desk.domain.registration import BANDS, Birth, Sex, band_of
from camp_desk.domain.roles import Right
from camp_desk.domain.words import N_, Words
from camp_desk.printing.referrals import Referral, ReferralHeading, write_referrals
from camp_desk.printing.text import isolated
from camp_desk.storage import needs
from camp_desk.storage.camp import Camp
from camp_desk.storage.needs import Pending

_SEXES = {Sex.FEMALE.value: N_("F"), Sex.MALE.value: N_("M")}


def print_referrals(camp: Camp, out: BinaryIO, *, words: Words) -> int:
    """Write whose needs are yet to be reviewed as a PDF, place by place; return how many people.

    Raises:
        NotAllowed: The officer does not see needs.
    """
    camp.require(Right.SEE_NEEDS)
    heading = ReferralHeading(camp.name, camp.officer.name, camp.now(), camp.demonstration)
    groups = groupby(needs.pending(camp.db), key=lambda each: each.person)
    people = [_referral(camp, list(group), words) for _, group in groups]
    pages = write_referrals(out, heading, people, words=words)
    with camp.action("print") as entry:
        entry.add("seen", camp.new_id(), {"what": "referrals", "pages": pages})
    return len(people)


def _referral(camp: Camp, waiting: list[Pending], words: Words) -> Referral:
    first = waiting[0]
    area = " / ".join(filter(None, (first.sector, first.block)))
    sex, age = words(_SEXES.get(first.sex, "")), _band(first.birth, camp)
    return Referral(
        area=area,
        shelter=first.shelter,
        card=first.card,
        name=first.name,
        who=" · ".join(filter(None, (sex, isolated(age) if age else ""))),
        needs=tuple(meaning(each.code, words) for each in waiting),
        day=min(each.day for each in waiting),
    )


def _band(birth: Birth | None, camp: Camp) -> str:
    """Return the bracket of somebody's age: a list that is lost tells no more than that."""
    if birth is None:
        return ""
    first, last = BANDS[band_of(birth.age_on(camp.today()))]
    return f"{first}+" if (first, last) == BANDS[-1] else f"{first}–{last}"
