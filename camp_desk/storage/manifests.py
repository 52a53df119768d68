"""Manifests as they stand: the bus, its counts, and the households on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from camp_desk.domain.ids import HouseholdId
from camp_desk.domain.manifests import Way
from camp_desk.domain.registration import Counts
from camp_desk.domain.statuses import Status, status_of
from camp_desk.storage import drafts
from camp_desk.storage.driver import Database
from camp_desk.storage.households import HEAD_FIRST, SIZE, canonical, read_counts
from camp_desk.storage.tokens import used_by

CURRENT = "manifest"
"""The draft that says under which manifest this laptop registers."""

_STANDS = """manifest_line.reverses IS NULL AND NOT EXISTS (
    SELECT 1 FROM manifest_line AS back WHERE back.reverses = manifest_line.id
)"""


@dataclass(frozen=True, slots=True)
class Manifest:
    """A bus, or people on foot; ``households`` and ``people`` are those that hang on it."""

    id: bytes
    way: Way
    number: int
    plate: str
    driver: str
    checkpoint: str
    at: datetime
    total: int | None
    counts: Counts | None
    destination: str
    status: Status
    desk: int
    officer: str
    closed: datetime | None
    difference: str
    households: int
    people: int


@dataclass(frozen=True, slots=True)
class Aboard:
    """One household on a manifest; ``card`` and ``size`` are those of the joined family."""

    line: bytes
    household: HouseholdId
    card: int
    head: str
    size: int
    origin: str
    place: str
    status: Status
    tokens: tuple[int, ...]


_MANIFEST = f"""
    WITH aboard AS (
        SELECT DISTINCT manifest_line.manifest,
            coalesce(canonical.canonical, manifest_line.household) AS household
        FROM manifest_line
        LEFT JOIN canonical ON canonical.household = manifest_line.household
        WHERE manifest_line.manifest IN (SELECT id FROM manifest WHERE {{which}}) AND {_STANDS}
    ), sums AS (
        SELECT aboard.manifest, count(*) AS households, sum(coalesce({SIZE}, 0)) AS people
        FROM aboard JOIN household ON household.id = aboard.household
        GROUP BY aboard.manifest
    )
    SELECT manifest.id, kind, number, plate, driver, checkpoint, at, total, counts, destination,
        manifest.status, manifest.desk, coalesce(officer.name, ''), manifest.closed,
        difference,
        coalesce(sums.households, 0), coalesce(sums.people, 0)
    FROM manifest LEFT JOIN sums ON sums.manifest = manifest.id
    LEFT JOIN officer ON officer.id = manifest.officer
    WHERE manifest.id IN (SELECT id FROM manifest WHERE {{which}})
    ORDER BY coalesce(at, ''), number, manifest.id
"""


def _manifest(row: Sequence[object]) -> Manifest:
    (id_, way, number, plate, driver, checkpoint, at, total, counts, destination, status, desk,
     officer, closed, difference, households, people) = row  # fmt: skip
    return Manifest(
        id=id_,  # type: ignore[arg-type]
        way=Way.DEPARTURE if way == Way.DEPARTURE else Way.ARRIVAL,
        number=int(str(number)),
        plate=str(plate or ""),
        driver=str(driver or ""),
        checkpoint=str(checkpoint or ""),
        at=datetime.fromisoformat(str(at or "1970-01-01T00:00")),
        total=None if total is None else int(str(total)),
        counts=read_counts(None if counts is None else str(counts)),
        destination=str(destination or ""),
        status=status_of(str(status or Status.DEPARTED_ONWARD)),
        desk=int(str(desk)),
        officer=str(officer),
        closed=datetime.fromisoformat(str(closed)) if closed else None,
        difference=str(difference or ""),
        households=int(str(households)),
        people=int(str(people)),
    )


def _where(db: Database, which: str, *values: object) -> list[Manifest]:
    rows = db.conn.execute(_MANIFEST.format(which=which), (*values, *values))
    return [_manifest(row) for row in rows]


def manifest(db: Database, id_: bytes) -> Manifest | None:
    """Return one manifest."""
    return next(iter(_where(db, "id = ?", id_)), None)


def numbered(db: Database, number: int) -> Manifest | None:
    """Return the manifest of a number."""
    return next(iter(_where(db, "number = ?", number)), None)


def of_day(db: Database, day: date) -> list[Manifest]:
    """Return the manifests of a day, and whatever is still open from the days before."""
    return _where(db, "substr(at, 1, 10) = ? OR (closed IS NULL AND at < ?)",
                  day.isoformat(), day.isoformat())  # fmt: skip


def next_number(db: Database, desk: int) -> int:
    """Return the number of a desk's next manifest: desk 1 counts from 1, desk 2 from 10,001."""
    first = (desk - 1) * 10_000
    (highest,) = db.conn.execute(
        "SELECT max(number) FROM manifest WHERE number BETWEEN ? AND ?", (first + 1, first + 9_999)
    ).fetchone()
    return (highest or first) + 1


def current(db: Database) -> Manifest | None:
    """Return the manifest under which this laptop registers, while it is open."""
    id_ = drafts.draft(db, CURRENT)
    found = manifest(db, id_) if id_ else None
    return found if found is not None and found.closed is None else None


def lines_of(db: Database, manifest_id: bytes, household: HouseholdId) -> list[bytes]:
    """Return the standing lines of a manifest about a household or one joined with it."""
    wanted = canonical(db, household)
    rows = db.conn.execute(
        f"SELECT id, household FROM manifest_line WHERE manifest = ? AND {_STANDS} ORDER BY id",
        (manifest_id,),
    ).fetchall()
    return [line for line, of in rows if canonical(db, HouseholdId(of)) == wanted]


def aboard(db: Database, manifest_id: bytes) -> list[Aboard]:
    """Return the households on a manifest in the order in which they were written down."""
    rows = db.conn.execute(
        f"""
        SELECT manifest_line.id, household.id, household.number,
            (SELECT trim(coalesce(own, '') || ' ' || coalesce(father, '') || ' '
                || coalesce(grandfather, '') || ' ' || coalesce(laqab, ''))
             FROM person WHERE person.household = household.id
             ORDER BY person.status <> 'ACTIVE', {HEAD_FIRST} LIMIT 1),
            {SIZE}, origin_place, district, sector, block, shelter, household.status
        FROM manifest_line
        LEFT JOIN canonical ON canonical.household = manifest_line.household
        JOIN household ON household.id = coalesce(canonical.canonical, manifest_line.household)
        WHERE manifest_line.manifest = ? AND {_STANDS}
        ORDER BY manifest_line.at, household.number, manifest_line.id
        """,
        (manifest_id,),
    ).fetchall()
    found: dict[bytes, Aboard] = {}
    for line, household, card, head, size, origin, district, *where, status in rows:
        found.setdefault(
            household,
            Aboard(
                line=line,
                household=HouseholdId(household),
                card=card,
                head=" ".join((head or "").split()),
                size=size or 0,
                origin=" · ".join(filter(None, (origin, district))),
                place=" / ".join(filter(None, where)),
                status=status_of(status or ""),
                tokens=tuple(
                    dict.fromkeys(each.first for each in used_by(db, HouseholdId(household)))
                ),
            ),
        )
    return list(found.values())
