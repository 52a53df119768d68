"""What the rows are called that desks disagree about."""

from __future__ import annotations

from camp_desk.storage.changes import Id, Value
from camp_desk.storage.driver import Database

IDS = {
    "household": "SELECT number FROM household WHERE id = ?",
    "person": "SELECT trim(coalesce(own, '') || ' ' || coalesce(father, '')) FROM person"
    " WHERE id = ?",
}
"""Fields that hold an id, and what is shown in its place."""


def meant(db: Database, field: str, value: bytes) -> Value:
    """Return what stands for an id in a field."""
    row = db.conn.execute(IDS[field], (value,)).fetchone()
    return row[0] if row else None


def card(db: Database, table: str, id_: Id) -> Value:
    """Return the card that a row belongs to, if it belongs to one."""
    sql = {
        "household": "SELECT number FROM household WHERE id = ?",
        "person": "SELECT household.number FROM household JOIN person"
        " ON person.household = household.id WHERE person.id = ?",
        "collector": "SELECT household.number FROM household JOIN collector"
        " ON collector.household = household.id WHERE collector.id = ?",
    }.get(table)
    row = db.conn.execute(sql, (id_,)).fetchone() if sql else None
    return row[0] if row else None


def name(db: Database, table: str, id_: Id) -> str:
    """Return whom a disagreement is about, "" where it is neither a person nor an officer."""
    if table == "officer":
        (found,) = db.conn.execute("SELECT name FROM officer WHERE id = ?", (id_,)).fetchone()
        return str(found)
    if table != "person":
        return ""
    row = db.conn.execute(
        "SELECT own, father, grandfather, laqab FROM person WHERE id = ?", (id_,)
    ).fetchone()
    return " ".join(filter(None, row or ()))
