"""How long officers wait for the plan of the camp, and for a suggested shelter."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

from camp_desk.actions import places
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.registration import Place, Registration
from camp_desk.domain.shelters import Shelter, by_block, suggest
from camp_desk.storage import places as stored
from camp_desk.storage.views import Views
from tests.bench.big_camp import Bench, took

_MOVED = 1_000


def run(bench: Bench) -> None:
    """Measure on a copy of the camp, full to the last tent."""
    table, camp, few = bench.table, bench.camp(), range(5)
    views = bench.views(camp)
    shelters = stored.plan(camp.db).shelters
    table.add("shelters", f"{len(shelters):,}")
    table.spread("the plan of the camp", [took(views.plan) for _ in few])
    table.spread("in order of blocks", [took(lambda: by_block(shelters)) for _ in few])
    some = bench.registrations[: bench.tries]
    table.spread(
        "kin near a family",
        [took(lambda each=each: stored.kin_near(camp.db, each, camp.today())) for each in some],  # type: ignore[misc]
    )
    table.spread("choosing a shelter", [took(lambda: _chosen(shelters)) for _ in few])
    table.spread(
        "F7: a suggested shelter, all of it",
        [took(lambda each=each: _asked(views, each)) for each in some[:5]],  # type: ignore[misc]
    )
    table.spread(
        "who lives in a shelter",
        [took(lambda: stored.residents(camp.db, [Place("A", "1", "0")])) for _ in range(50)],
    )
    day = camp.today() - timedelta(days=3)
    table.spread(
        f"who was not seen, {_MOVED:,}",
        [took(lambda: stored.not_seen_since(camp.db, day, _MOVED)) for _ in few],
    )
    moving = [each.household for each in stored.not_seen_since(camp.db, day, _MOVED)]
    with table.timed(f"moving {_MOVED:,} households", per=len(moving)):
        moved = places.move(camp, moving, Place("A", "1", "0"))
    with table.timed("moving them back", per=len(moving)):
        places.move_back(camp, moved)
    views.close()
    camp.close()


def _chosen(shelters: tuple[Shelter, ...]) -> None:
    with suppress(CampDeskError):  # the camp is full
        suggest(5, shelters)


def _asked(views: Views, family: Registration) -> None:
    with suppress(CampDeskError):
        views.suggest(family)
