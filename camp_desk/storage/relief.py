"""Household items: who had what, who still holds what was lent, and how many were reached."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from camp_desk.domain.dividing import Split, divided
from camp_desk.domain.ids import DocumentId, HouseholdId, LotId
from camp_desk.domain.registration import Counts, Member, Sex
from camp_desk.domain.relief import Got, People, people_counted, people_of
from camp_desk.storage import households, members, packed_kits
from camp_desk.storage.driver import Database
from camp_desk.storage.households import read_birth, read_counts
from camp_desk.storage.ration_lists import STANDING

PERIOD = "relief-days:"
"""How the settings begin that say after how many days an item is given again."""


@dataclass(frozen=True, slots=True)
class Held:
    """One lot of what a household was lent and has not given back; ``due`` is None without end."""

    loan: DocumentId
    number: str
    household: HouseholdId
    card: int
    place: str
    item: str
    lot: LotId
    quantity: int
    since: date
    due: date | None


@dataclass(frozen=True, slots=True)
class Reached:
    """How much of an item went to how many households and people in a period."""

    item: str
    quantity: int
    households: int
    persons: int


_STANDS = """
    document.reverses IS NULL
    AND NOT EXISTS (SELECT 1 FROM document AS back WHERE back.reverses = document.id)
"""

_CAME_BACK = """
    coalesce((
        SELECT sum(coalesce(line.good, 0) + coalesce(line.damaged, 0)) FROM document AS back
        JOIN document_line AS line ON line.document = back.id
        JOIN lot ON lot.id = line.lot AND lot.item = given.item
        WHERE back.about = document.id AND back.kind = 'HHR' AND back.reverses IS NULL
        AND NOT EXISTS (SELECT 1 FROM document AS again WHERE again.reverses = back.id)
    ), 0)
"""
"""SQL: how many of the ``given`` at hand came back; what was lost did not."""

_GIVEN = f"""
    SELECT given.id, given.household, given.item,
        given.quantity - CASE document.kind WHEN 'HHL' THEN {_CAME_BACK} ELSE 0 END AS quantity,
        document.day, document.number, given.at, given.desk, coalesce(officer.name, '') AS officer,
        document.kind = 'HHL' AS lent, coalesce(given.reason, '') AS reason,
        coalesce(given.entitled, given.quantity) AS entitled, coalesce(given.days, 0) AS days,
        coalesce(given.persons, 0) AS persons
    FROM given JOIN document ON document.id = given.document
    LEFT JOIN officer ON officer.id = document.officer
    WHERE {_STANDS}
"""

_COLLECTED = f"""
    SELECT hand_over.id, hand_over.household, item.value,
        json_extract(list_line.quantities, '$[' || item.key || ']'), substr(hand_over.at, 1, 10),
        CAST(ration_list.number AS TEXT), hand_over.at, hand_over.desk, coalesce(officer.name, ''),
        0, '', json_extract(list_line.quantities, '$[' || item.key || ']'),
        coalesce(json_extract(ration_list.parts, '$[' || item.key || '][1]'), 0), list_line.persons
    FROM hand_over
    JOIN ration_list ON ration_list.id = hand_over.list AND ration_list.kind LIKE 'kit:%'
    JOIN list_line ON list_line.list = hand_over.list
        AND list_line.household = hand_over.household
    JOIN json_each(ration_list.items) AS item
    LEFT JOIN officer ON officer.id = hand_over.officer
    WHERE {STANDING} AND json_extract(list_line.quantities, '$[' || item.key || ']') > 0
"""


def _had(among: str = "") -> str:
    """Return SQL: every item that households were given, lent, or collected on a list of items.

    ``among`` is SQL that names the households; all where it is left out.
    """
    given = f"AND given.household IN ({among})" if among else ""
    collected = f"AND hand_over.household IN ({among})" if among else ""
    return f"had AS ({_GIVEN} {given} UNION ALL {_COLLECTED} {collected})"


_AT_TWO_DESKS = """
    served AS (
        SELECT household, desk FROM given
        UNION ALL SELECT hand_over.household, hand_over.desk FROM hand_over
        JOIN ration_list ON ration_list.id = hand_over.list AND ration_list.kind LIKE 'kit:%'
    ),
    at_two AS MATERIALIZED (
        SELECT coalesce(canonical, served.household) AS family
        FROM served LEFT JOIN canonical ON canonical.household = served.household
        GROUP BY 1 HAVING count(DISTINCT desk) > 1
    ),
    among AS MATERIALIZED (
        SELECT family AS household FROM at_two
        UNION SELECT canonical.household FROM canonical JOIN at_two ON canonical = family
    )
"""
"""SQL: the households whose families got items at more than one desk; few, of many."""


def periods(db: Database) -> dict[str, int]:
    """Return the days that the camp set, by “KIT:ITEM”; the kit is empty for an item alone."""
    rows = db.conn.execute(
        "SELECT substr(id, :long), value FROM setting WHERE id >= :first AND id < :after"
        " AND typeof(value) = 'integer' AND value >= 0",
        {"long": len(PERIOD) + 1, "first": PERIOD, "after": f"{PERIOD}~"},
    )
    return dict(rows.fetchall())


def got(db: Database, household: HouseholdId) -> list[Got]:
    """Return what a household and those joined with it had, the latest first."""
    return got_by(db, (household,)).get(households.canonical(db, household), [])


def got_by(db: Database, among: Sequence[HouseholdId] | None = None) -> dict[bytes, list[Got]]:
    """Return what households had, the latest first, by the household that stands for each.

    What a household had that they were split from is among it.

    Args:
        db: Where to look.
        among: Of these, and those joined with them; of all if left out.
    """
    splits = _splits(db)
    asked = {households.canonical(db, each) for each in among or ()}
    joined = [
        same
        for each in sorted(_with_those_before(asked, splits))
        for same in households.same_as(db, HouseholdId(each))
    ]
    found = divided(_got(db, joined), splits)
    return {who: each for who, each in found.items() if among is None or who in asked}


def _splits(db: Database) -> list[Split]:
    """Return which households were split from which, in the order in which that happened."""
    rows = db.conn.execute("""
        SELECT coalesce(old.canonical, event.other), coalesce(new.canonical, event.household),
            min(event.at), count(DISTINCT event.person)
        FROM event LEFT JOIN canonical AS old ON old.household = event.other
        LEFT JOIN canonical AS new ON new.household = event.household
        WHERE event.kind = 'split-from' AND event.other IS NOT NULL
        GROUP BY event.other, event.household ORDER BY min(event.at), min(event.rowid)
    """)
    return [Split(*row) for row in rows]


def _with_those_before(households_: Iterable[bytes], splits: Sequence[Split]) -> set[bytes]:
    """Return households and those that they were split from."""
    found = set(households_)
    for split in reversed(splits):
        if split.new in found:
            found.add(split.old)
    return found


def _got(db: Database, joined: Sequence[HouseholdId]) -> dict[bytes, list[Got]]:
    """Return what households had themselves, of all if none is named."""
    marks = ", ".join("?" * len(joined))
    rows = db.conn.execute(
        f"""
        WITH {_had(marks)}
        SELECT coalesce(canonical, had.household), item, quantity, day, number, desk, officer,
            lent, reason, at, persons
        FROM had LEFT JOIN canonical ON canonical.household = had.household
        WHERE quantity > 0 ORDER BY day DESC, at DESC, had.id DESC
        """,
        (*joined, *joined),
    )
    found: dict[bytes, list[Got]] = {}
    sized = packed_kits.given(db, joined)
    for who, item, quantity, day, number, desk, officer, lent, reason, at, persons in rows:
        inside = sized.get((number, item), ()) if not lent else ()
        one = Got(
            item, quantity, date.fromisoformat(day), number, desk or 0, officer, bool(lent),
            reason, at or "", persons or 0, contents=inside,
        )  # fmt: skip
        found.setdefault(who, []).append(one)
    return found


def people(db: Database, household: HouseholdId, on: date) -> People:
    """Return who is in a household on a day; nobody where it is not known."""
    found = households.household(db, household)
    if found is None:
        return People(0)
    if found.registration.counts is not None:
        return people_counted(found.registration.counts)
    there = members.everybody(db, household)
    return people_of((each.member for each in there if each.active), on)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known for a list of items: who is where, and what each had or is promised."""

    today: date
    people: Mapping[bytes, People]
    had: Mapping[bytes, Sequence[Got]]
    periods: Mapping[str, int]


def known(db: Database, today: date, *, ages: bool) -> Known:
    """Return all households at once: what they had, and, with ``ages``, who is in them.

    What stands for them on an open list of items counts as if it had been collected.
    """
    own = _got(db, ())
    for household, each in _promised(db, today):
        own.setdefault(household, []).append(each)
    had = divided(own, _splits(db))
    return Known(today, _people_by(db, today) if ages else {}, had, periods(db))


def _promised(db: Database, today: date) -> Iterator[tuple[bytes, Got]]:
    rows = db.conn.execute(f"""
        SELECT coalesce(canonical, list_line.household), item.value,
            json_extract(list_line.quantities, '$[' || item.key || ']') AS quantity,
            CAST(ration_list.number AS TEXT), ration_list.day, list_line.persons
        FROM ration_list JOIN list_line ON list_line.list = ration_list.id
        JOIN json_each(ration_list.items) AS item
        LEFT JOIN canonical ON canonical.household = list_line.household
        WHERE ration_list.kind LIKE 'kit:%' AND quantity > 0
        AND NOT EXISTS (SELECT 1 FROM closing WHERE closing.list = ration_list.id)
        AND NOT EXISTS (
            SELECT 1 FROM hand_over WHERE hand_over.list = ration_list.id
            AND hand_over.household = list_line.household AND {STANDING}
        )
    """)
    for household, item, quantity, number, day, persons in rows:
        yield household, Got(item, quantity, today, number, at=day, persons=persons)


def _people_by(db: Database, on: date) -> dict[bytes, People]:
    found: dict[bytes, list[int]] = {}
    rows = db.conn.execute(
        "SELECT household, sex, birth, precision FROM person WHERE status = 'ACTIVE'"
    )
    seen: dict[tuple[str | None, ...], People] = {}
    for household, *of in rows:
        key = tuple(of)
        one = seen.get(key)
        if one is None:
            sex, birth, precision = key
            member = Member("", sex=Sex(sex or Sex.UNKNOWN), birth=read_birth(birth, precision))
            one = seen[key] = people_of((member,), on)
        total = found.setdefault(household, [0, 0, 0])
        total[0] += 1
        total[1] += one.infants
        total[2] += one.women
    people = {household: People(*total) for household, total in found.items()}
    counted = db.conn.execute("SELECT id, counts FROM household WHERE counts IS NOT NULL")
    for household, text in counted:
        people[household] = people_counted(read_counts(text) or Counts())
    return people


_HELD = """
    SELECT document.id, document.number, household.id, household.number,
        coalesce(sector, ''), coalesce(block, ''), coalesce(shelter, ''), lot.item, lot.id,
        pile.quantity, document.day, document.due
    FROM document JOIN pile_balance AS pile ON pile.store = document.id
    JOIN lot ON lot.id = pile.lot
    JOIN household ON household.id = document.household
    WHERE document.kind = 'HHL' AND pile.quantity > 0
"""


def held(db: Database, household: HouseholdId | None = None) -> list[Held]:
    """Return what is lent out, what is due first first; of one household, or of all."""
    joined = households.same_as(db, household) if household else ()
    marks = ", ".join("?" * len(joined))
    among = f"AND document.household IN ({marks})" if household else ""
    rows = db.conn.execute(
        f"{_HELD} {among} ORDER BY document.due IS NULL, document.due, document.id, lot.id", joined
    )
    return [
        Held(
            DocumentId(loan), number, HouseholdId(who), card,
            " / ".join(filter(None, (sector, block, shelter))), item, LotId(lot), quantity,
            date.fromisoformat(since), date.fromisoformat(due) if due else None,
        )
        for loan, number, who, card, sector, block, shelter, item, lot, quantity, since, due in rows
    ]  # fmt: skip


def reached(db: Database, first: date, last: date) -> list[Reached]:
    """Return what was given or lent between two days, both included, by item.

    A household that had an item twice counts once, with the most people that it had.
    """
    rows = db.conn.execute(
        f"""
        WITH {_had()}, each AS (
            SELECT item, coalesce(canonical, had.household) AS household, sum(quantity) AS quantity,
                max(persons) AS persons
            FROM had LEFT JOIN canonical ON canonical.household = had.household
            WHERE quantity > 0 AND day BETWEEN :first AND :last GROUP BY 1, 2
        )
        SELECT item, sum(quantity), count(*), sum(persons) FROM each GROUP BY item ORDER BY item
        """,
        {"first": first.isoformat(), "last": last.isoformat()},
    )
    return [Reached(*row) for row in rows]


def given_twice(db: Database) -> Iterator[tuple[tuple[bytes, bytes], dict[str, Any]]]:
    """Yield two issues by two desks that together are more than a household was entitled to.

    Whoever gave a reason knew of the other; those of one desk were refused there.
    """
    rows = db.query(f"""
        WITH {_AT_TWO_DESKS}, {_had("SELECT household FROM among")}
        SELECT had.*, coalesce(canonical, had.household) AS family, household.number AS card
        FROM had LEFT JOIN canonical ON canonical.household = had.household
        JOIN household ON household.id = coalesce(canonical, had.household)
        WHERE quantity > 0 ORDER BY family, item, at, had.id
    """)
    for (_, item), issues in groupby(rows, key=lambda row: (row["family"], row["item"])):
        yield from _twice(item, list(issues))


def _twice(
    item: str, issues: list[dict[str, Any]]
) -> Iterator[tuple[tuple[bytes, bytes], dict[str, Any]]]:
    for at, later in enumerate(issues):
        before = [each for each in issues[:at] if _counts_against(each, later)]
        others = [
            each for each in before
            if each["desk"] != later["desk"] and each["number"] != later["number"]
        ]  # fmt: skip
        most = max(each["entitled"] for each in (*before, later))
        if later["reason"] or not others:
            continue
        if sum(each["quantity"] for each in (*before, later)) > most:
            earlier = others[-1]
            yield (
                (earlier["id"], later["id"]),
                {
                    "card": later["card"], "item": item,
                    "number_a": earlier["number"], "at_a": earlier["at"], "desk_a": earlier["desk"],
                    "number_b": later["number"], "at_b": later["at"], "desk_b": later["desk"],
                },
            )  # fmt: skip


def _counts_against(earlier: dict[str, Any], later: dict[str, Any]) -> bool:
    days = max(earlier["days"], later["days"])
    first, second = (date.fromisoformat(each["day"]) for each in (earlier, later))
    return not days or abs(second - first) < timedelta(days=days)
