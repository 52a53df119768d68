"""What one laptop works out for itself from the tables: search index, name keys, aliases."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import lru_cache

import msgpack

from camp_desk.domain import names
from camp_desk.domain.cards import check_digit
from camp_desk.domain.ids import HouseholdId
from camp_desk.domain.progress import Report, silent
from camp_desk.storage import document_search, families
from camp_desk.storage.changes import Change, Id
from camp_desk.storage.driver import Database
from camp_desk.storage.households import NAMED, refused, same_as

_DERIVED = (
    "name_key", "family", "name_count", "canonical", "possible_duplicate", "near_duplicate",
    "borrowed_child", "unnamed",
)  # fmt: skip
_SEARCHED = {
    "person": {
        "household", "number", "own", "father", "grandfather", "laqab", "sex", "birth", "status",
        "relationship", "fourth", "latin",
    },
    "household": {
        "number", "phone", "counts", "district", "governorate", "ration_card", "arrived", "status",
        "consent",
    },
}  # fmt: skip

_INDEXED_TOGETHER = 500
"""Households whose words are held until they are written."""

_NATIONAL = 10  # digits of an Iraqi mobile number behind its 0


def refresh(db: Database, changes: Collection[Change]) -> None:
    """Work out anew whatever stands on the changed rows, in the transaction that changed them."""
    households: dict[Id, None] = {}
    aliases = False
    answered: dict[HouseholdId, None] = {}
    for change in changes:
        if change.table == "alias":
            aliases = True
        elif change.table in _SEARCHED and _SEARCHED[change.table] & change.fields.keys():
            households |= dict.fromkeys(_households_of(db, change))
        if change.table == "household" and "consent" in change.fields:
            answered[HouseholdId(change.id)] = None  # type: ignore[arg-type]  # of this table
    if aliases:
        rebuild_canonical(db)
        households |= dict.fromkeys(_settle_all_unnamed(db))
    for household in answered:
        households |= dict.fromkeys(_settle_unnamed(db, household))
    _index(db, households)
    document_search.refresh(db, changes)


def _households_of(db: Database, change: Change) -> list[Id]:
    """Return the household that a change is about, and those that a person moved from or to."""
    if change.table == "household":
        return [change.id]
    named = change.fields.get("household")
    if change.replaces is None and isinstance(named, bytes):
        return [named]
    rows = db.conn.execute(
        "SELECT household FROM person WHERE id = :id UNION SELECT value FROM field_write"
        " WHERE tbl = 'person' AND id = :id AND field = 'household' ORDER BY 1",
        {"id": change.id},
    )
    return [household for (household,) in rows]


def bring_up_to_date(db: Database, report: Report = silent) -> None:
    """Work everything derived out anew where rules of another version made it.

    Families that were compared by other rules are compared again.

    Args:
        db: The file.
        report: Told of households and documents done, if there are any; what it raises stops the
            work, and what is not finished is taken back.
    """
    for name, version, work_out in (
        ("derived", names.NORM_VERSION, rebuild),
        ("documents", document_search.VERSION, document_search.rebuild),
    ):
        now = msgpack.packb(version)
        if db.conn.execute("SELECT value FROM here WHERE name = ?", (name,)).fetchone() == (now,):
            continue
        db.conn.execute("BEGIN IMMEDIATE")
        try:
            work_out(db, report)
            db.conn.execute("INSERT OR REPLACE INTO here VALUES (?, ?)", (name, now))
            db.conn.execute("COMMIT")
        except BaseException:
            db.conn.execute("ROLLBACK")
            raise


def rebuild(db: Database, report: Report = silent) -> None:
    """Throw everything derived away and work it out from the tables."""
    db.conn.execute("INSERT INTO person_search(person_search) VALUES ('delete-all')")
    for table in _DERIVED:
        db.conn.execute(f"DELETE FROM {table}")
    rebuild_canonical(db)
    _settle_all_unnamed(db)
    everyone = [id_ for (id_,) in db.conn.execute("SELECT id FROM household ORDER BY row")]
    for start in range(0, len(everyone), _INDEXED_TOGETHER):
        report(start, len(everyone))
        _index(db, everyone[start : start + _INDEXED_TOGETHER])


def _index(db: Database, households: Iterable[Id]) -> None:
    """Work out anew how households are found and what they are compared by.

    The words are written in the order of their rows: for each that comes before the last one the
    full-text index would write all that it holds back to the file.
    """
    words: dict[int, str] = {}
    for household in households:
        found = db.conn.execute(
            f"SELECT row, number, iif({NAMED}, phone, NULL) FROM household WHERE id = ?",
            (household,),
        ).fetchone()
        if found is not None:
            row, number, phone = found
            words |= _words(db, household, number, phone)
            families.index(db, household, row)
    db.conn.executemany(
        "INSERT OR REPLACE INTO person_search(rowid, words) VALUES (?, ?)", sorted(words.items())
    )


def _words(db: Database, household: Id, number: int, phone: str | None) -> dict[int, str]:
    """Return the words by which each member of a household is found, by row."""
    digits = f"{number:09d}"
    tail = f" {digits}{check_digit(digits)}"
    if phone:
        tail += " " + " ".join(_phone_tokens(phone))
    people = db.conn.execute(
        "SELECT person.row, own, father, grandfather, laqab, fourth, latin FROM person"
        f" JOIN household ON household.id = person.household AND {NAMED}"
        " WHERE person.household = ?"
        " UNION ALL SELECT person.row, NULL, NULL, NULL, NULL, NULL, NULL FROM person"
        f" JOIN household ON household.id = person.household AND NOT ({NAMED})"
        " WHERE person.household = ?",
        (household, household),
    )
    return {
        person: " ".join(_name_tokens(part) for part in parts if part) + tail
        for person, *parts in people
    }


@lru_cache(65_536)
def _name_tokens(part: str) -> str:
    return " ".join(names.search_tokens(part))


def _phone_tokens(phone: str) -> set[str]:
    """Return the ways in which a number may be typed: abroad, at home, and without its 0."""
    digits = re.sub(r"\D", "", names.fold(phone))
    if len(digits) < _NATIONAL:
        return {digits}
    home = digits[-_NATIONAL:]
    return {digits, home, "0" + home}


_WITH_REFUSED = """
    SELECT id FROM household WHERE consent = 0
    UNION SELECT mate.household FROM household
    JOIN canonical AS mine ON mine.household = household.id
    JOIN canonical AS mate ON mate.canonical = mine.canonical WHERE consent = 0
"""
"""SQL: the households of those who refused to be named, and all that are joined with them."""


def _settle_all_unnamed(db: Database) -> list[Id]:
    """Settle who is shown without names in the whole camp; return for whom that is new."""
    standing = {each for (each,) in db.conn.execute("SELECT household FROM unnamed")}
    wanted = {each for (each,) in db.conn.execute(_WITH_REFUSED)}
    return _show(db, named=standing - wanted, unnamed=wanted - standing)


def _settle_unnamed(db: Database, household: HouseholdId) -> list[Id]:
    """Settle it for the family of a household whose head was asked; return for whom it is new."""
    family = same_as(db, household)
    listed = "SELECT 1 FROM unnamed WHERE household = ?"
    standing: set[Id] = {each for each in family if db.conn.execute(listed, (each,)).fetchone()}
    wanted: set[Id] = {*family} if any(refused(db, each) for each in family) else set()
    return _show(db, named=standing - wanted, unnamed=wanted - standing)


def _show(db: Database, *, named: set[Id], unnamed: set[Id]) -> list[Id]:
    db.conn.executemany("DELETE FROM unnamed WHERE household = ?", [(each,) for each in named])
    db.conn.executemany("INSERT INTO unnamed VALUES (?)", [(each,) for each in unnamed])
    return sorted(named | unnamed)


def rebuild_canonical(db: Database) -> None:
    """Follow the aliases: the smallest id of those joined stands for all of them."""
    db.conn.execute("DELETE FROM canonical")
    joined: dict[bytes, bytes] = {}

    def root(household: bytes) -> bytes:
        while joined.get(household, household) != household:
            household = joined[household]
        return household

    for one, other in db.conn.execute(
        "SELECT one, other FROM alias WHERE reverses IS NULL"
        " AND id NOT IN (SELECT reverses FROM alias WHERE reverses IS NOT NULL)"
    ):
        first, second = sorted((root(one), root(other)))
        joined[second] = first
    everyone = {*joined, *joined.values()}  # the one that stands for the others, too
    db.conn.executemany(
        "INSERT INTO canonical VALUES (?, ?)",
        [(household, root(household)) for household in sorted(everyone)],
    )
