"""Families that a stick brought: compared a few at a time, and nothing is lost in between."""

from __future__ import annotations

import random

import pytest

from camp_desk.actions import arrivals, comparing, sticks
from camp_desk.actions.comparing import AT_ONCE, NewFamilies
from camp_desk.actions.demo_families import made_up_families
from camp_desk.storage import comparing as stored
from camp_desk.storage import families
from camp_desk.storage.camp import Camp
from camp_desk.storage.findings import Kind, findings
from tests.small_camp import Desk, stick_of

CAME = 3 * AT_ONCE


@pytest.fixture
def came(two: list[Desk]) -> Camp:
    """A desk whose stick brought families, every second one twice, not compared yet."""
    one, other = two
    some = list(made_up_families(CAME // 2, random.Random(3), one.camp.now()))
    with one.camp.transaction():
        for each in some + some:
            arrivals.register(one.camp, each)
    sticks.exchange_with(one.camp, stick_of(one))
    sticks.exchange_with(other.camp, stick_of(other))
    return other.camp


def pairs(camp: Camp) -> set[frozenset[object]]:
    kind = Kind.POSSIBLE_DUPLICATE
    return {frozenset(each.subjects) for each in findings(camp.db) if each.kind is kind}


def test_the_exchange_itself_compares_nobody(came: Camp) -> None:
    assert stored.waiting(came.db) == CAME
    assert not pairs(came)


def test_a_step_compares_a_few_and_says_how_far_it_is(came: Camp) -> None:
    step = NewFamilies().step(came)

    assert (step.done, step.total, step.finished) == (AT_ONCE, CAME, False)
    assert stored.waiting(came.db) == CAME - AT_ONCE


def test_a_few_at_a_time_find_what_one_go_finds(came: Camp) -> None:
    waiting = came.db.conn.execute("SELECT household FROM unchecked").fetchall()
    with came.transaction():
        families.check_new(came.db)
    at_once = pairs(came)
    with came.transaction():
        for table in ("possible_duplicate", "near_duplicate", "borrowed_child"):
            came.db.conn.execute(f"DELETE FROM {table}")
        came.db.conn.executemany("INSERT INTO unchecked VALUES (?)", waiting)

    comparing.compare_new(came)

    assert pairs(came) == at_once
    assert len(at_once) >= CAME // 2


def test_what_is_left_when_the_power_fails_is_compared_later(came: Camp) -> None:
    run = NewFamilies()
    run.step(came)

    comparing.compare_new(came)  # by another run, as after a new start

    assert stored.waiting(came.db) == 0
    assert not stored.is_weighing(came.db)
    assert len(pairs(came)) >= CAME // 2


def test_a_pair_stays_when_one_of_its_families_is_compared_again(came: Camp) -> None:
    comparing.compare_new(came)
    before = pairs(came)
    with came.transaction():
        came.db.conn.execute("INSERT INTO unchecked SELECT id FROM household")

    comparing.compare_new(came)

    assert pairs(came) == before


def test_a_pair_that_no_longer_holds_is_forgotten(came: Camp) -> None:
    comparing.compare_new(came)
    with came.transaction():
        came.db.conn.execute("DELETE FROM family")
        came.db.conn.execute("INSERT INTO unchecked SELECT id FROM household")

    comparing.compare_new(came)

    for table in ("possible_duplicate", "near_duplicate", "borrowed_child"):
        assert came.db.conn.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)


def test_findings_are_announced_once_all_are_compared(came: Camp) -> None:
    assert comparing.compare_new(came)
    assert not comparing.compare_new(came)
