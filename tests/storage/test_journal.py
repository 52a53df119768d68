"""One way in: what an action writes, which of two writes stands, and what a replay gives."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import permutations

import pytest
from hypothesis import given, settings

from camp_desk.actions import arrivals, verify
from camp_desk.domain.errors import CampDeskError
from camp_desk.storage import derived, findings, journal
from camp_desk.storage.applying import NothingToEdit, apply, heads
from camp_desk.storage.camp import Camp, ClockIsBehind
from camp_desk.storage.changes import ADD, PUT, Change, Writer, body_of, read_body
from camp_desk.storage.driver import Database
from tests.camp_scripts import WORK, Step, play, steps
from tests.small_camp import Desk, Template, family

HOUSE = b"h" * 16
MADE = Change(PUT, "household", HOUSE, {"number": 1000001, "status": "ACTIVE", "phone": "made"})


def phone(value: str | None, *replaced: tuple[int, int]) -> Change:
    """Return a put of the household's phone, naming whose writes it replaces."""
    return Change(PUT, "household", HOUSE, {"phone": value}, {"phone": list(replaced)})


def standing(db: Database) -> tuple[object, bool]:
    """Return the household's phone, and whether desks disagree about it."""
    (value,) = db.conn.execute("SELECT phone FROM household WHERE id = ?", (HOUSE,)).fetchone()
    return value, db.conn.execute("SELECT 1 FROM conflict").fetchone() is not None


def outcomes(db: Database, writes: list[tuple[Writer, Change]]) -> set[tuple[str, object, bool]]:
    """Return what stands after the writes, for every order of all but the first."""
    seen = set()
    first, *rest = writes
    for order in permutations(rest):
        db.conn.execute("BEGIN")
        for writer, change in (first, *order):
            apply(db, writer, [change])
        seen.add((journal.digest(db), *standing(db)))
        db.conn.execute("ROLLBACK")
    return seen


def test_an_action_is_one_entry_that_names_who_when_and_what(desk: Desk) -> None:
    before, _ = journal.last(desk.camp.db, 1)

    with desk.camp.action("set", batch=b"b" * 16) as entry:
        entry.put("setting", "language", {"value": "ar"})

    (action,) = journal.entries(desk.camp.db, 1, before, before + 9)
    assert (action.seq, action.kind, action.version, action.epoch) == (before + 1, "set", 1, 1)
    assert (action.officer, action.batch) == (desk.camp.officer_id, b"b" * 16)
    assert action.at == round(desk.clock() * 1000)
    assert action.body is not None
    assert read_body(action.body) == (entry.rows, action.body_hash)


def test_an_action_that_changes_nothing_leaves_no_entry(camp: Camp) -> None:
    before = journal.last(camp.db, 1)

    with camp.action("set") as entry:
        entry.put("setting", "camp-name", {"value": "Khazir"})

    assert journal.last(camp.db, 1) == before
    assert not entry.changes


def one_action(camp: Camp) -> None:
    with camp.action("set") as entry:
        entry.put("setting", "camp-name", {"value": "Other"})
        raise RuntimeError


def two_in_one_transaction(camp: Camp) -> None:
    with camp.transaction():
        arrivals.register(camp, family(1))
        arrivals.register(camp, family(2))
        raise RuntimeError


@pytest.mark.parametrize("failing", [one_action, two_in_one_transaction])
def test_what_fails_leaves_nothing(camp: Camp, failing: Callable[[Camp], None]) -> None:
    before = journal.digest(camp.db), journal.last(camp.db, 1)

    with pytest.raises(RuntimeError):
        failing(camp)

    assert (journal.digest(camp.db), journal.last(camp.db, 1)) == before


def test_a_row_written_twice_in_one_action_is_written_once_with_the_last_values(
    camp: Camp,
) -> None:
    with camp.action("set") as entry:
        entry.put("setting", "note", {"value": "first"})
        entry.put("setting", "note", {"value": "second"})

    assert camp.setting("note") == "second"
    assert len(entry.rows) == 1


@pytest.mark.parametrize(
    ("table", "id_", "fields"),
    [
        ("person", b"p" * 16, {"household": HOUSE, "number": 1, "status": "ACTIVE", "sex": "X"}),
        ("person", b"p" * 16, {"household": HOUSE, "status": "ACTIVE"}),
        ("person", b"short", {"household": HOUSE, "number": 1, "status": "ACTIVE"}),
        ("household", HOUSE, {"number": 17, "status": "ACTIVE"}),
        ("household", HOUSE, {"number": 1000001, "status": "ACTIVE", "arrived": "yesterday"}),
        ("setting", "note", {"value": float("nan")}),
        ("setting", "", {"value": 1}),
        ("movement", b"m" * 16, {"quantity": 1}),
    ],
)
def test_what_other_desks_would_refuse_is_a_bug_here_and_never_written(
    camp: Camp, table: str, id_: bytes | str, fields: dict[str, str | int | float | bytes | None]
) -> None:
    before = journal.digest(camp.db)

    with pytest.raises(ValueError, match=table), camp.action("wrong") as entry:
        entry.make(table, id_, fields)

    assert journal.digest(camp.db) == before


def test_a_write_that_replaced_another_beats_it_whatever_the_clocks(camp: Camp) -> None:
    late, early = Writer(9_000, 2, 1), Writer(5, 3, 1)
    writes = [
        (Writer(1, 1, 1), MADE), (late, phone("late", (1, 1))), (early, phone("early", (2, 1))),
    ]  # fmt: skip

    assert {each[1:] for each in outcomes(camp.db, writes)} == {("early", False)}


def test_of_two_writes_that_did_not_know_each_other_the_later_clock_wins(camp: Camp) -> None:
    writes = [
        (Writer(1, 1, 1), MADE),
        (Writer(20, 2, 1), phone("later", (1, 1))),
        (Writer(10, 3, 1), phone("sooner", (1, 1))),
    ]

    ((_, value, disagree),) = outcomes(camp.db, writes)

    assert (value, disagree) == ("later", True)


def test_of_two_writes_of_one_moment_the_higher_desk_wins(camp: Camp) -> None:
    writes = [
        (Writer(1, 1, 1), MADE),
        (Writer(20, 2, 1), phone("desk 2", (1, 1))),
        (Writer(20, 3, 1), phone("desk 3", (1, 1))),
    ]

    ((_, value, disagree),) = outcomes(camp.db, writes)

    assert (value, disagree) == ("desk 3", True)


def test_a_later_write_that_replaced_only_one_of_two_leaves_the_other_to_be_decided(
    camp: Camp,
) -> None:
    writes = [
        (Writer(1, 1, 1), MADE),
        (Writer(20, 2, 1), phone("lost", (1, 1))),
        (Writer(30, 3, 1), phone("won", (1, 1))),
        (Writer(40, 4, 1), phone("corrected", (3, 1))),
    ]

    ((_, value, disagree),) = outcomes(camp.db, writes)

    assert (value, disagree) == ("corrected", True)


def test_a_choice_replaces_all_and_ends_the_disagreement(camp: Camp) -> None:
    writes = [
        (Writer(1, 1, 1), MADE),
        (Writer(20, 2, 1), phone("lost", (1, 1))),
        (Writer(30, 3, 1), phone("won", (1, 1))),
        (Writer(40, 1, 2), phone("lost", (2, 1), (3, 1))),
    ]

    ((_, value, disagree),) = outcomes(camp.db, writes)

    assert (value, disagree) == ("lost", False)


def test_two_desks_that_write_the_same_value_agree(camp: Camp) -> None:
    writes = [
        (Writer(1, 1, 1), MADE),
        (Writer(20, 2, 1), phone("same", (1, 1))),
        (Writer(30, 3, 1), phone("same", (1, 1))),
    ]

    assert {each[1:] for each in outcomes(camp.db, writes)} == {("same", False)}


def test_different_fields_written_at_two_desks_both_stand_and_are_no_disagreement(
    camp: Camp,
) -> None:
    remark = Change(PUT, "household", HOUSE, {"remarks": "tent"}, {"remarks": [(1, 1)]})
    theirs = phone("0770", (1, 1))
    writes = [(Writer(1, 1, 1), MADE), (Writer(20, 2, 1), theirs), (Writer(9, 3, 1), remark)]

    assert {each[1:] for each in outcomes(camp.db, writes)} == {("0770", False)}


def test_a_row_that_two_desks_made_under_one_name_is_one_row(camp: Camp) -> None:
    def made(value: str) -> Change:
        return Change(PUT, "setting", "note", {"value": value})

    seen = set()
    for order in permutations(
        [
            (Writer(10, 2, 1), made("two")),
            (Writer(30, 3, 1), made("three")),
            (Writer(20, 4, 1), made("four")),
        ]
    ):
        camp.db.conn.execute("BEGIN")
        for writer, change in order:
            apply(camp.db, writer, [change])
        seen.add((journal.digest(camp.db), camp.setting("note")))
        camp.db.conn.execute("ROLLBACK")

    ((_, value),) = seen
    assert value == "three"


def test_an_edit_of_a_row_that_is_not_there_is_no_edit(camp: Camp) -> None:
    with pytest.raises(NothingToEdit):
        apply(camp.db, Writer(1, 2, 1), [phone("0770", (1, 1))])


def test_a_ledger_row_added_again_changes_nothing(camp: Camp) -> None:
    lot = Change(ADD, "lot", b"l" * 16, {"item": "RIC", "label": "L1"})
    apply(camp.db, Writer(1, 1, 1), [lot])
    before = journal.digest(camp.db)

    apply(camp.db, Writer(2, 2, 1), [lot])

    assert journal.digest(camp.db) == before


def test_of_two_ledger_rows_under_one_id_the_same_stands_in_any_order(camp: Camp) -> None:
    rows = [Change(ADD, "lot", b"l" * 16, {"item": "RIC", "label": x}) for x in ("L 1", "l1", "L1")]
    seen = set()
    for order in permutations(rows):
        camp.db.conn.execute("BEGIN")
        for row in order:
            apply(camp.db, Writer(1, 1, 1), [row])
        seen.add(camp.db.conn.execute("SELECT label FROM lot").fetchone())
        camp.db.conn.execute("ROLLBACK")

    assert seen == {("L1",)}


def test_a_whole_number_in_a_field_of_fractions_is_the_same_at_all_desks(camp: Camp) -> None:
    item = Change(PUT, "item", "XYZ", {"kcal_per_100g": 350})
    again = Change(PUT, "item", "XYZ", {"kcal_per_100g": 350.0})
    seen = set()
    for order in permutations([(Writer(1, 2, 1), item), (Writer(2, 3, 1), again)]):
        camp.db.conn.execute("BEGIN")
        for writer, change in order:
            apply(camp.db, writer, [change])
        seen.add(journal.digest(camp.db))
        assert [write.value for write in heads(camp.db, "item", "XYZ", "kcal_per_100g")] == [
            350,
            350,
        ]
        camp.db.conn.execute("ROLLBACK")

    assert len(seen) == 1


def test_tables_and_fields_of_a_later_version_are_carried_and_not_refused(camp: Camp) -> None:
    before = journal.digest(camp.db)
    seq, head = journal.last(camp.db, 1)
    changes = [
        Change(PUT, "tent", b"t" * 16, {"colour": ["any", {"thing": 1}]}),  # type: ignore[dict-item]
        Change(PUT, "household", HOUSE, {"number": 1000009, "status": "ACTIVE", "tents": 2}),
    ]
    body, hashed = body_of(changes)
    action = journal.Action(1, seq + 1, 1 << 60, 0, b"o", "of-2030", 1, b"", 1, body, hashed)

    with camp.transaction():
        journal.record(camp.db, action, changes, head)

    assert journal.digest(camp.db) != before
    (kept,) = journal.entries(camp.db, 1, seq, seq + 1)
    assert kept.kind == "of-2030"
    assert kept.body is not None
    assert read_body(kept.body) == (changes, hashed)


def test_a_purged_body_leaves_the_chain_whole_and_a_changed_one_does_not(camp: Camp) -> None:
    arrivals.register(camp, family(1))
    seq, _ = journal.last(camp.db, 1)
    arrivals.register(camp, family(2))
    camp.db.conn.execute("UPDATE journal SET body = NULL WHERE desk = 1 AND seq = ?", (seq,))

    verify._check_chains(camp)

    other, _ = body_of([MADE])
    camp.db.conn.execute("UPDATE journal SET body = ? WHERE desk = 1 AND seq = ?", (other, seq))
    with pytest.raises(verify.BrokenChain):
        verify.verify(camp)


@pytest.mark.parametrize("column", ["at", "officer", "kind", "clock", "body_hash"])
def test_an_entry_that_was_changed_breaks_the_chain(camp: Camp, column: str) -> None:
    arrivals.register(camp, family(1))
    seq, _ = journal.last(camp.db, 1)
    value = {"at": 5, "officer": b"x", "kind": "x", "clock": 5, "body_hash": b"x"}[column]
    camp.db.conn.execute(f"UPDATE journal SET {column} = ? WHERE seq = ?", (value, seq))

    with pytest.raises(verify.BrokenChain):
        verify.verify(camp)


def test_a_table_that_was_changed_behind_the_journals_back_is_noticed(camp: Camp) -> None:
    arrivals.register(camp, family(1))
    camp.db.conn.execute("UPDATE household SET sector = 'Z'")

    with pytest.raises(verify.TablesDiffer):
        verify.verify(camp)


def test_a_clock_that_went_back_is_asked_about_before_anything_is_written(desk: Desk) -> None:
    arrivals.register(desk.camp, family(1))
    desk.clock.move(hours=-3)

    with pytest.raises(ClockIsBehind) as raised:
        desk.camp.check_clock()

    assert "2014-06-10 08:00" in str(raised.value)
    assert "2014-06-10 05:00" in str(raised.value)


def test_entries_follow_one_another_even_if_the_clock_stands_still_or_goes_back(
    desk: Desk,
) -> None:
    for hours in (0, 0, -5, 2, 0):
        desk.clock.move(hours=hours)
        arrivals.register(desk.camp, family(1))

    clocks = [entry.clock for entry in journal.entries(desk.camp.db, 1, 0, 99)]
    assert clocks == sorted(set(clocks))


def test_a_clock_beyond_all_reason_leaves_room_for_later_entries(desk: Desk) -> None:
    desk.clock.now = datetime(9999, 12, 31)

    arrivals.register(desk.camp, family(1))
    arrivals.register(desk.camp, family(2))

    assert max(entry.clock for entry in journal.entries(desk.camp.db, 1, 0, 99)) < 1 << 62


@settings(max_examples=15, deadline=None)
@given(script=steps(1, most=25, what=tuple(WORK)))
def test_replaying_the_journal_into_empty_tables_gives_the_same_camp(
    busy: Template, script: list[Step]
) -> None:
    with busy.desks(1) as (desk,):
        play([desk], script)
        before, open_ = desk.digest, set(_ids(desk.camp))

        verify.verify(desk.camp)
        with desk.camp.transaction():
            journal.empty_tables(desk.camp.db)
            journal.replay(desk.camp.db)
            derived.rebuild(desk.camp.db)

        assert desk.digest == before
        assert set(_ids(desk.camp)) <= open_


def _ids(camp: Camp) -> Iterator[bytes]:
    return (each.id for each in findings.findings(camp.db))


def test_verify_says_how_much_there_is(camp: Camp) -> None:
    arrivals.register(camp, family(1, 4))

    verified = verify.verify(camp)

    assert (verified.households, verified.persons) == (1, 4)
    assert verified.digest == journal.digest(camp.db)
    assert issubclass(verify.BrokenChain, CampDeskError)
