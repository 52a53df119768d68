"""A file of any age catches up, a newer one is left alone, and none holds what cannot be."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from camp_desk.storage.camp import Camp
from camp_desk.storage.database import CampIsNewer, open_for_writing
from camp_desk.storage.driver import Database, IntegrityError, Migrations, OperationalError, connect
from camp_desk.storage.later_migrations import migrations
from camp_desk.storage.tables import TABLES, Table

KEY = b"k" * 32
MADE = {"made_desk", "made_seq", "made_clock"}
KNOWN = [each.name for each in migrations.pending(Database(memory=True))]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "old.camp"


def schema(db: Database) -> dict[str, str]:
    rows = db.conn.execute("SELECT name, sql FROM sqlite_master WHERE sql NOT NULL").fetchall()
    return {name: sql for name, sql in rows if not name.startswith("_sqlite_migrations")}


def left_at(path: Path, name: str) -> Database:
    """Return a file as the program of that version left it."""
    db = connect(str(path), KEY)
    after = KNOWN.index(name) + 1
    migrations.apply(db, stop_before=KNOWN[after:])
    return db


@pytest.mark.parametrize("name", KNOWN)
def test_a_file_left_at_any_version_catches_up_and_keeps_its_rows(path: Path, name: str) -> None:
    old = left_at(path, name)
    old.conn.execute("INSERT INTO here VALUES ('desk', x'01')")
    old.conn.close()

    db = open_for_writing(path, KEY)

    new = open_for_writing(path.with_name("new.camp"), KEY)
    assert schema(db) == schema(new)
    assert dict(db.conn.execute("SELECT * FROM here").fetchall())["desk"] == b"\x01"
    for each in (db, new):
        each.conn.close()


def test_a_file_of_a_newer_version_is_refused_with_a_sentence_and_not_touched(path: Path) -> None:
    db = open_for_writing(path, KEY)
    db.conn.execute(
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES (?, ?, ?)",
        ("camp_desk", "m9999_of_2031", "2031-01-01"),
    )
    before = schema(db)
    db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.conn.close()

    with pytest.raises(CampIsNewer) as raised:
        open_for_writing(path, KEY)

    assert "newer Camp Desk" in str(raised.value)
    again = connect(str(path), KEY)
    assert schema(again) == before
    again.conn.close()


def test_a_step_that_fails_leaves_the_file_as_it_was(path: Path) -> None:
    db = connect(str(path), KEY)
    steps = Migrations("test")

    @steps()
    def first(db: Database) -> None:
        db.executescript("CREATE TABLE kept (x); INSERT INTO kept VALUES (1);")

    @steps()
    def second(db: Database) -> None:
        db.executescript("CREATE TABLE gone (x); DELETE FROM kept; CREATE TABLE kept (x);")

    with pytest.raises(OperationalError):
        steps.apply(db)

    assert db.conn.execute("SELECT * FROM kept").fetchall() == [(1,)]
    assert "gone" not in schema(db)
    assert [each.name for each in steps.applied(db)] == ["first"]
    db.conn.close()


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_a_table_has_the_columns_and_types_that_the_journal_writes(
    camp: Camp, table: Table
) -> None:
    rows = camp.db.conn.execute(f"PRAGMA table_info({table.name})").fetchall()
    columns = {name: kind for _, name, kind, *_ in rows if name not in {"row", "id", *MADE}}
    (id_,) = [kind for _, name, kind, *_ in rows if name == "id"]

    assert columns == {name: shape.sql for name, shape in table.shapes.items()}
    assert ({row[1] for row in rows} >= MADE) == table.register
    assert id_ == table.id.sql


def test_every_table_is_strict(camp: Camp) -> None:
    rows = camp.db.conn.execute(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND NOT strict"
    ).fetchall()

    ours = [name for (name,) in rows if not name.startswith(("sqlite_", "_sqlite_"))]
    assert [name for name in ours if not name.startswith("person_search")] == []


def bad_rows() -> Iterator[tuple[str, str]]:
    made = "1, 1, 1"
    stamped = "made_desk, made_seq, made_clock"
    yield f"household (id, number, {stamped})", f"(x'01', 17, {made})"
    yield f"household (id, number, grade, {stamped})", f"(x'01', 1000001, 9, {made})"
    yield f"person (id, household, number, sex, {stamped})", f"(x'01', x'02', 1, 'X', {made})"
    yield "officer", f"(x'01', 'X', 'king', 0, {made})"
    yield "setting", "('x', 1, NULL, 1, 1)"
    yield "item", f"('X', {', '.join(['NULL'] * 4)}, 'kg', {', '.join(['NULL'] * 9)}, {made})"
    yield "lot (id, item, expiry)", "(x'01', 'RIC', '31/12/2014')"
    yield "lot (id, item, produced)", "(x'01', 'RIC', '2014-02-30')"
    yield "movement", "(x'01', x'02', x'03', x'04', 'many')"
    yield "movement", "(x'01', x'02', x'03', x'04', NULL)"
    yield "document (id, kind, number, day)", "(x'01', 'GRN', '1', 'today')"
    yield "document (id, kind, day, due)", "(x'01', 'LNO', '2014-06-10', 'soon')"
    yield "list_line", "(x'01', x'02', x'03', 1, 1, 1, 0, '[]')"
    yield (
        "ration_list",
        (
            "(x'01', 1, 'food', NULL, NULL, 7, '2014-06-17', '2014-06-10', x'01', '[]', '[]', '[]',"
            " '2014-06-10')"
        ),
    )
    yield "journal", "(1000, 1, 1, 1, x'01', 'k', 1, x'', 1, NULL, x'01', x'01')"
    yield "journal", "(1, 0, 1, 1, x'01', 'k', 1, x'', 1, NULL, x'01', x'01')"
    yield "segment", "(1, 1, 1, 1, 'odd', x'01', x'01', NULL, x'01')"
    yield "possible_duplicate", "(x'02', x'01', 0.5, x'01')"


@pytest.mark.parametrize(("table", "values"), list(bad_rows()), ids=lambda value: value[:40])
def test_the_file_refuses_bad_values_even_if_the_program_were_wrong(
    camp: Camp, table: str, values: str
) -> None:
    with pytest.raises(IntegrityError):
        camp.db.conn.execute(f"INSERT INTO {table} VALUES {values}")
