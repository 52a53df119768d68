"""A desk in the wrong hands signs what it likes: nobody's program stops, and nothing is changed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from camp_desk.actions import arrivals, sticks
from camp_desk.storage import findings, households, journal
from camp_desk.storage import stock as stock_storage
from camp_desk.storage.changes import ADD, PUT
from camp_desk.storage.packed import deflate
from camp_desk.storage.tables import TABLES
from camp_desk.sync.entries import BODIES_AT_MOST
from camp_desk.sync.refusals import ForgedSegment, NewerFormat, Refused
from tests.small_camp import Desk, Template, counted, family, stick_of, sync
from tests.sync.forger import ID, ROWS, Forger, look_at_everything


@pytest.fixture
def forger(two: list[Desk]) -> Forger:
    return Forger(two[1])


def state(desk: Desk) -> tuple[object, ...]:
    return desk.digest, households.totals(desk.camp.db), journal.last(desk.camp.db, 2)


def refusal(desk: Desk) -> Refused | None:
    """Sync and return why a file was refused, if it was."""
    report = sticks.sync_with(desk.camp, stick_of(desk))
    return report.refused[0][1] if report.refused else None


def test_one_good_row_of_each_table_is_taken_in(two: list[Desk], forger: Forger) -> None:
    assert ROWS.keys() | {"proposal"} == TABLES.keys()
    arrivals.register(two[0].camp, counted(1))
    for row in ROWS.values():
        forger.say([row])
    forger.write()

    report = sticks.sync_with(two[0].camp, stick_of(two[0]))

    assert (report.taken, report.refused) == (len(ROWS), ())
    look_at_everything(two[0])


WRONG: dict[str, Callable[[Forger], None]] = {
    "a number left out": lambda f: f.say([], seq=f.seq + 2),
    "a number twice": Forger.say_twice,
    "a number as text": lambda f: f.say([], seq="1"),
    "a clock that stands still": lambda f: f.say([], clock=f.clock),
    "a clock far ahead of its own time": lambda f: f.say([], clock=f.clock + 5),
    "a time beyond all reason": lambda f: f.say([], clock=1 << 62, at=1 << 46),
    "a time before all time": lambda f: f.say([], at=-5),
    "an epoch that is none": lambda f: f.say([], epoch=0),
    "true for a number": lambda f: f.say([], epoch=True),
    "a kind without a name": lambda f: f.say([], kind=""),
    "an officer of a megabyte": lambda f: f.say([], officer=b"x" * 1_000_000),
    "another body than was hashed": lambda f: f.say([], body_hash=b"x" * 16),
    "a short hash": lambda f: f.say([], body_hash=b"x"),
    "a body that is none": lambda f: f.say([], body=b"nothing"),
    "a body of text": lambda f: f.say("text"),
    "a change of three parts": lambda f: f.say([[PUT, "setting", "note"]]),
    "an operation that is none": lambda f: f.say([[2, "setting", "note", {"value": 1}, None]]),
    "a ledger's row put": lambda f: f.say([[PUT, *ROWS["lot"][1:]]]),
    "a register's row added": lambda f: f.say([[ADD, *ROWS["store"][1:]]]),
    "a row written twice": lambda f: f.say([ROWS["store"], ROWS["store"]]),
    "a row without what it needs": lambda f: f.say([[ADD, "movement", ID, {}, None]]),
    "a lot under the id of another": lambda f: f.say([[ADD, "lot", ID, ROWS["lot"][3], None]]),
    "an edit of a row that nobody made": lambda f: f.say(
        [[PUT, "store", ID, {"name": "X"}, {"name": [[1, 1]]}]]
    ),
    "in place of a write yet to come": lambda f: f.say(
        [[PUT, "setting", "camp-name", {"value": "X"}, {"value": [[1, 999_999]]}]]
    ),
    "in place of its own next write": lambda f: f.say(
        [[PUT, "setting", "camp-name", {"value": "X"}, {"value": [[2, f.seq + 1]]}]]
    ),
    "a list that ends before it begins": lambda f: f.say(
        [[ADD, "ration_list", ID, {**ROWS["ration_list"][3], "until_day": "2014-06-01"}, None]]
    ),
    "a proposal of nonsense": lambda f: f.say(
        [[ADD, "proposal", ID, {"household": ID, "registration": b"\x93", "list_hash": ID}, None]]
    ),
    "an officer of no role": lambda f: f.say(
        [[PUT, "officer", ID, {"name": "X", "role": "king"}, None]]
    ),
    "a name of a megabyte": lambda f: f.say([[PUT, "store", ID, {"name": "x" * 10**6}, None]]),
    "SQL as a number": lambda f: f.say(
        [[PUT, "household", ID, {"number": "1; DROP TABLE person", "status": "ACTIVE"}, None]]
    ),
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG.keys())
def test_what_no_desk_writes_is_refused_whole_and_stops_that_desk_with_a_finding(
    two: list[Desk], forger: Forger, wrong: Callable[[Forger], None]
) -> None:
    forger.say([[PUT, "setting", "before", {"value": "good"}, None]])
    wrong(forger)
    forger.write()
    before = state(two[0])

    assert isinstance(refusal(two[0]), ForgedSegment)

    assert state(two[0]) == before
    (found,) = findings.findings(two[0].camp.db)
    assert (found.kind, found.facts["desk"]) == (findings.Kind.DESK_FORKED, 2)
    arrivals.register(two[0].camp, family(1))
    sync(two[0])


def test_a_journal_that_ends_otherwise_than_its_segment_says_is_refused(
    two: list[Desk], forger: Forger
) -> None:
    forger.say([ROWS["store"]])
    forger.write(head=b"x" * 32)
    before = state(two[0])

    assert isinstance(refusal(two[0]), ForgedSegment)
    assert state(two[0]) == before


def test_names_of_tables_and_fields_with_sql_in_them_are_carried_as_names(
    two: list[Desk], forger: Forger
) -> None:
    evil = "person; DROP TABLE person; --"
    fields = {"name": "X", "name) VALUES (1); DROP TABLE store; --": 1}
    forger.say([[PUT, evil, ID, {"x": 1}, None], [PUT, "store", ID, fields, None]])
    forger.write()

    arrivals.register(two[0].camp, family(1))

    assert refusal(two[0]) is None

    look_at_everything(two[0])
    assert "X" in [store.name for store in stock_storage.stores(two[0].camp.db)]


def test_a_body_that_unpacks_to_more_than_memory_is_refused_before_it_is_unpacked(
    two: list[Desk], forger: Forger
) -> None:
    bomb = deflate(bytes(300_000_000))
    forger.say([], body=bomb)
    forger.write()

    assert isinstance(refusal(two[0]), ForgedSegment)


def test_many_bodies_that_together_are_too_large_are_refused(
    two: list[Desk], forger: Forger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("camp_desk.sync.entries.BODIES_AT_MOST", 100_000)
    for n in range(30):
        forger.say([[PUT, "setting", f"note-{n}", {"value": "x" * 9_000}, None]])
    forger.write()

    assert BODIES_AT_MOST > 100_000
    assert isinstance(refusal(two[0]), ForgedSegment)


def test_an_action_of_a_later_version_waits_for_the_program_that_can_read_it(
    two: list[Desk], forger: Forger
) -> None:
    forger.say([ROWS["store"]], version=2)
    forger.write()
    before = state(two[0])

    assert isinstance(refusal(two[0]), NewerFormat)

    assert state(two[0]) == before
    assert findings.findings(two[0].camp.db) == []


def test_what_an_honest_desk_wrote_after_a_forged_segment_of_another_still_comes_in(
    template: Template,
) -> None:
    with template.desks(3) as (one, bad, good):
        forger = Forger(bad)
        forger.say([[PUT, "officer", ID, {"name": "X", "role": "king"}, None]])
        forger.write()
        sync(good)
        arrivals.register(good.camp, family(1))
        sync(good, one)

        assert one.digest == good.digest
        assert households.totals(one.camp.db)[0] == 1


NASTY = (
    st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | st.floats()
    | st.sampled_from([
        "", "0", "-1", "[]", "{}", "null", "[[1]]", '[["RIC",-1]]', "[" * 5_000, "NaN", "1e999",
        "9999-99-99", "2014-02-30", "0001-01-01", "2014-06-10T25:00", "\0", "\u202e", "'; DROP--",
        "supervisor", "M", "exact", "9" * 400,
    ])
    | st.text(max_size=20) | st.binary(max_size=20) | st.just(ID)
    | st.lists(st.integers(0, 9), max_size=3)
    | st.dictionaries(st.text(max_size=3), st.none(), max_size=2)
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_field_with_anything_in_it_is_refused_or_can_be_looked_at(
    template: Template, data: st.DataObject
) -> None:
    op, table, id_, good, _ = ROWS[data.draw(st.sampled_from(sorted(ROWS)))]
    changed = dict(good)
    for name in data.draw(st.lists(st.sampled_from([*TABLES[table].fields]), max_size=2)):
        changed[name] = data.draw(NASTY)
    row = [op, table, id_, changed, None]
    if data.draw(st.booleans()):
        row[data.draw(st.integers(0, 4))] = data.draw(NASTY)
    with template.desks(2) as (one, bad):
        arrivals.register(one.camp, family(1))
        sync(one)
        forger = Forger(bad)
        if table != "household":
            forger.say([ROWS["household"]])
        if table in {"list_line", "hand_over", "closing"}:
            forger.say([ROWS["ration_list"]])
        forger.say([row])
        forger.write()
        before = state(one)

        error = refusal(one)

        assert error is None or state(one) == before
        look_at_everything(one)
        arrivals.register(one.camp, family(2))
        sync(one)


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_an_action_with_anything_in_it_is_refused_or_taken_and_nothing_else(
    template: Template, data: st.DataObject
) -> None:
    with template.desks(2) as (one, bad):
        forger = Forger(bad)
        forger.say([ROWS["store"]])
        for _ in range(data.draw(st.integers(1, 2))):
            forger.actions[0][data.draw(st.integers(0, 9))] = data.draw(NASTY)
        forger.write()
        before = state(one)

        error = refusal(one)

        assert error is None or state(one) == before
        arrivals.register(one.camp, family(2))
        sync(one)
