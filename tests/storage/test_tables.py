"""What the journal knows of the tables is what the file has, and the file refuses the rest."""

from __future__ import annotations

import sqlcipher3
import pytest

from camp_desk.storage.camp import Camp
from camp_desk.storage.driver import IntegrityError
from camp_desk.storage.tables import TABLES

MADE = {"made_desk", "made_seq", "made_clock"}


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_a_table_has_the_columns_and_types_that_the_journal_writes(camp: Camp, table) -> None:
    rows = camp.db.conn.execute(f"PRAGMA table_info({table.name})").fetchall()
    columns = {name: kind for _, name, kind, *_ in rows if name not in {"row", "id", *MADE}}

    assert list(columns) == list(table.fields)
    assert columns == {name: shape.sql for name, shape in table.shapes.items()}
    assert (MADE <= {row[1] for row in rows}) == table.register
