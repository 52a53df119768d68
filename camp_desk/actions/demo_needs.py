"""Needs of made-up families, so that the lists of a demonstration carry the mark."""

from __future__ import annotations

from camp_desk.actions.needs import offers, set_need
from camp_desk.domain.ids import HouseholdId
from camp_desk.storage import needs
from camp_desk.storage.camp import Camp


def write_some_needs(camp: Camp, household: HouseholdId, nth: int) -> None:
    """Write down what a third of the families point at, half of it still to be reviewed.

    Every twentieth family has a member who walks with difficulty.
    """
    if nth % 3 and nth % 20:
        return
    page = needs.page(camp.db, household)
    if page is None:
        return
    for each in offers(page, camp.today()) if nth % 3 == 0 else ():
        set_need(camp, each.person, each.suggested.code, pending=nth % 2 == 0)
    if nth % 20 == 0:
        set_need(camp, page.people[-1].id, "DS-PM")
