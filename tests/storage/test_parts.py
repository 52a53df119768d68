"""Parts of a transaction: each is kept or taken back by itself."""

from __future__ import annotations

import pytest

from camp_desk.storage.camp import Camp


class Refused(Exception):
    """Something is wrong with one part."""


def write(camp: Camp, name: str) -> None:
    camp.db.conn.execute("INSERT INTO draft VALUES (?, x'00')", (name,))


def written(camp: Camp) -> list[str]:
    rows = camp.db.conn.execute("SELECT name FROM draft ORDER BY name")
    return [name for (name,) in rows.fetchall()]


def fail(camp: Camp, name: str) -> None:
    with camp.part():
        write(camp, name)
        raise Refused


def test_a_part_that_fails_is_taken_back_and_the_others_are_kept(camp: Camp) -> None:
    with camp.transaction():
        with camp.part():
            write(camp, "first")
        with pytest.raises(Refused):
            fail(camp, "second")
        with camp.part():
            write(camp, "third")

    assert written(camp) == ["first", "third"]
    assert not camp.db.conn.in_transaction


def both(camp: Camp) -> None:
    with camp.transaction():
        with camp.part():
            write(camp, "first")
        raise Refused


def test_a_part_goes_with_the_transaction_around_it(camp: Camp) -> None:
    with pytest.raises(Refused):
        both(camp)

    assert written(camp) == []


def test_a_part_alone_is_a_transaction(camp: Camp) -> None:
    with pytest.raises(Refused):
        fail(camp, "first")
    with camp.part():
        write(camp, "second")

    assert written(camp) == ["second"]
    assert not camp.db.conn.in_transaction
