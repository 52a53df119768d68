"""What was written down before in this camp, to be chosen instead of typed again."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from camp_desk.storage.driver import Database


@dataclass(frozen=True, slots=True)
class Used:
    """Values in use, the most frequent first."""

    checkpoints: tuple[str, ...] = ()
    governorates: tuple[str, ...] = ()
    districts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The districts of each governorate."""
    places: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The villages, towns and quarters of each district."""
    sectors: tuple[str, ...] = ()
    blocks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The blocks of each sector."""


def used(db: Database) -> Used:
    """Return what the households of this camp are registered with."""
    checkpoints: Counter[str] = Counter()
    governorates: Counter[str] = Counter()
    districts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    places: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for checkpoint, governorate, district, place, n in db.conn.execute(
        "SELECT coalesce(checkpoint, ''), coalesce(governorate, ''), coalesce(district, ''),"
        " coalesce(origin_place, ''), count(*) FROM household GROUP BY 1, 2, 3, 4"
    ):
        checkpoints[checkpoint] += n
        governorates[governorate] += n
        districts[governorate][district] += n
        places[district][place] += n
    sectors: Counter[str] = Counter()
    blocks: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for sector, block, n in db.conn.execute(
        "SELECT coalesce(sector, ''), coalesce(block, ''), count(*) FROM household GROUP BY 1, 2"
    ):
        sectors[sector] += n
        blocks[sector][block] += n
    return Used(
        checkpoints=_common_first(checkpoints),
        governorates=_common_first(governorates),
        districts={each: _common_first(found) for each, found in districts.items()},
        places={each: _common_first(found) for each, found in places.items()},
        sectors=_in_order(sectors),
        blocks={each: _in_order(found) for each, found in blocks.items()},
    )


def _common_first(found: Counter[str]) -> tuple[str, ...]:
    return tuple(sorted(filter(None, found), key=lambda word: (-found[word], word)))


def _in_order(found: Counter[str]) -> tuple[str, ...]:
    """Return short codes as they are counted: 2 before 10, A2 before A10."""
    return tuple(sorted(filter(None, found), key=lambda code: (len(code), code)))
