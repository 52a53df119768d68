"""How long officers wait for the plan of the camp, and for a suggested shelter.

python tests/bench/bench_places.py [PEOPLE [SEED]]
"""

from __future__ import annotations

import sys
import tempfile
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from camp_desk.actions import arrivals, places
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.registration import Place
from camp_desk.domain.shelters import Shelter, by_block, occupancy, suggest
from camp_desk.storage import places as stored
from camp_desk.storage.camp import Camp
from tests.bench.big_camp import Table, generated, make_camp, seconds

SECTORS, BLOCKS = "ABCDEFGH", 40


def declare(camp: Camp, households: int, table: Table) -> None:
    """Declare a tent for each household and a few more, a block at a time."""
    tents = households // (len(SECTORS) * BLOCKS) + 2
    with table.timed("declaring all shelters", per=tents * len(SECTORS) * BLOCKS):
        for sector in SECTORS:
            for block in range(BLOCKS):
                places.add(camp, sector, str(block), f"0-{tents - 1}", capacity=6)


def main(people: int = 50_000, seed: int = 1) -> None:
    """Measure on a camp of that size."""
    table = Table()
    with tempfile.TemporaryDirectory() as folder:
        camp = make_camp(Path(folder) / "bench.camp")
        families = generated(people, seed)
        with camp.transaction():
            for each in families:
                arrivals.register(camp, each)
        declare(camp, len(families), table)
        shelters = stored.plan(camp.db).shelters
        print(occupancy(shelters))
        table.spread("the whole plan", [seconds(lambda: stored.plan(camp.db)) for _ in range(5)])
        table.spread("in order of blocks", [seconds(lambda: by_block(shelters)) for _ in range(5)])
        table.spread(
            "kin near a family",
            [
                seconds(lambda each=each: stored.kin_near(camp.db, each, camp.today()))  # type: ignore[misc]
                for each in families[:200]
            ],
        )
        table.spread("choosing a shelter", [seconds(lambda: _chosen(shelters)) for _ in range(5)])
        table.spread(
            "who lives in a shelter",
            [seconds(lambda: stored.residents(camp.db, [Place("A", "1", "7")])) for _ in range(50)],
        )
        day = camp.today() - timedelta(days=3)
        table.spread(
            "who was not seen, 1,000",
            [seconds(lambda: stored.not_seen_since(camp.db, day, 1_000)) for _ in range(3)],
        )
        some = [each.household for each in stored.not_seen_since(camp.db, day, 1_000)]
        with table.timed("moving 1,000 households", per=len(some)):
            moved = places.move(camp, some, Place("A", "1", "7"))
        with table.timed("moving them back", per=len(some)):
            places.move_back(camp, moved)
        camp.close()


def _chosen(shelters: tuple[Shelter, ...]) -> None:
    try:
        suggest(5, shelters)
    except CampDeskError as error:
        print(error)


if __name__ == "__main__":
    main(*(int(each) for each in sys.argv[1:]))
