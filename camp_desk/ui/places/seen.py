"""What the plan asks of the camp, on the threads that read and write."""

from __future__ import annotations

from dataclasses import replace

from camp_desk.actions import places as acts
from camp_desk.actions.places import Added, Moved
from camp_desk.domain.ids import HouseholdId
from camp_desk.domain.registration import Place
from camp_desk.domain.shelters import PERSONS_PER_SHELTER, Standing, by_block
from camp_desk.domain.words import Words
from camp_desk.storage.camp import Camp
from camp_desk.storage.places import Plan
from camp_desk.storage.views import Views
from camp_desk.ui.jobs import Report
from camp_desk.ui.places.add import Wanted
from camp_desk.ui.places.drawing import Sectors, whole
from camp_desk.ui.places.telling import NAMES

FIGURES = (Standing.FREE, Standing.FULL, Standing.OVER, Standing.BLOCKED)
"""The states that the figures above the plan tell."""


def titles(words: Words) -> tuple[str, ...]:
    """Return what the figures are called."""
    return words("Free places"), *(words(NAMES[each]) for each in FIGURES[1:])


def looked_at(views: Views) -> tuple[Plan, Sectors, int]:
    """Return the plan, its shelters by sector and block, and how many people one holds."""
    found = views.plan()
    capacity = views.setting(acts.PERSONS_SETTING)
    known = capacity if isinstance(capacity, int) else PERSONS_PER_SHELTER
    sectors = by_block(found.shelters)
    whole(sectors)  # counted here and not on the screen's thread
    return found, sectors, known


def add(wanted: Wanted, camp: Camp) -> Added:
    """Declare shelters and, if that is wished, propose their capacity from now on: or neither."""
    with camp.transaction():
        added = acts.add(
            camp, wanted.sector, wanted.blocks, wanted.shelters, capacity=wanted.capacity,
            state=wanted.state,
        )  # fmt: skip
        usual = acts.set_persons_per_shelter(camp, wanted.capacity) if wanted.usual else frozenset()
    return replace(added, changes=added.changes | usual)


def move(chosen: list[HouseholdId], to: Place, camp: Camp, report: Report) -> Moved:
    """Move households, telling how far it is."""
    return acts.move(camp, chosen, to, report)


def move_back(moved: Moved, camp: Camp, report: Report) -> Moved:
    """Take a move back, telling how far it is."""
    return acts.move_back(camp, moved, report)
