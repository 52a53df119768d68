"""Whatever desks do apart, they hold one camp once everyone has everything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings

from camp_desk.actions import arrivals, duplicates, hand_over, verify
from camp_desk.domain.cards import written
from camp_desk.storage import applying, derived, households, journal, people
from camp_desk.storage.camp import Camp
from camp_desk.storage.changes import Writer
from camp_desk.storage.driver import Database
from camp_desk.storage.findings import Kind, findings
from camp_desk.storage.people import Show
from tests.camp_scripts import Step, household, play, steps
from tests.small_camp import Desk, Template, family, meet, receive, sync


def assert_one_camp(desks: Sequence[Desk]) -> None:
    """Check that desks that have everything hold the same, and find the same."""
    first, *others = desks
    for each in others:
        assert each.digest == first.digest
        assert each.findings == first.findings
        assert households.totals(each.camp.db) == households.totals(first.camp.db)


@settings(max_examples=30, deadline=None)
@given(script=steps(4, most=40))
def test_desks_that_have_everything_hold_the_same_camp_and_find_the_same(
    busy: Template, script: list[Step]
) -> None:
    with busy.desks(4) as desks:
        play(desks, script)
        meet(*desks)

        assert_one_camp(desks)
        verify.verify(desks[script[0].a % 4 if script else 0].camp)


@settings(max_examples=10, deadline=None)
@given(script=steps(3, most=25))
def test_what_is_derived_is_what_would_be_worked_out_anew(
    busy: Template, script: list[Step]
) -> None:
    with busy.desks(3) as desks:
        play(desks, script)
        meet(*desks)
        camp = desks[0].camp
        before = desks[0].findings, _search(camp), _kept(camp.db)

        with camp.transaction():
            derived.rebuild(camp.db)

        assert (_search(camp), _kept(camp.db)) == before[1:]


def _search(camp: Camp) -> list[list[int]]:
    typed = ("ali", "محمد", "0770", "001", "mhmd")
    return [list(people.found(camp.db, each, Show.ALL, camp.today())) for each in typed]


def _kept(db: Database) -> list[object]:
    return [
        db.conn.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall()
        for table in ("name_key", "family", "canonical")
    ] + [Counter(dict(db.conn.execute("SELECT skeleton, n FROM name_count WHERE n").fetchall()))]


def phone_of(desk: Desk, n: int = 0) -> str:
    found = households.household(desk.camp.db, household(desk.camp, n))
    assert found is not None
    return found.registration.phone


def set_phone(desk: Desk, phone: str, n: int = 0) -> None:
    id_ = household(desk.camp, n)
    found = households.household(desk.camp.db, id_)
    assert found is not None
    arrivals.rewrite(desk.camp, id_, replace(found.registration, phone=phone))


def a_day_at_three_desks(desks: Sequence[Desk]) -> None:
    """Let desks contradict one another, and check what stands in the end."""
    one, two, three = desks
    one.clock.move(hours=2)
    set_phone(one, "0770 1")
    set_phone(two, "0770 2")
    receive(one.camp, "RIC", kg=3, label="lot 7")
    receive(two.camp, "RIC", kg=4, label="LOT 7")
    first, second, third = (household(one.camp, n) for n in range(3))
    duplicates.merge(one.camp, first, second)
    duplicates.merge(two.camp, second, third)
    card = written(1000004)
    hand_over.hand_over(one.camp, 1, card)
    hand_over.hand_over(two.camp, 1, card)
    sync(two, three, one)
    meet(three, two, one)

    assert_one_camp(desks)
    for desk in desks:
        assert phone_of(desk) == "0770 1"  # its clock is later
        kinds = Counter(each.kind for each in findings(desk.camp.db))
        assert kinds[Kind.DESKS_DISAGREE] == 1
        assert kinds[Kind.COLLECTED_TWICE] == 1
        assert set(households.same_as(desk.camp.db, third)) == {first, second, third}
        assert households.canonical(desk.camp.db, third) == min(first, second, third)
        labels = desk.camp.db.conn.execute("SELECT label FROM lot WHERE label LIKE 'lot%'")
        assert labels.fetchall() == [("LOT 7",)]


def test_three_desks_that_contradict_one_another_agree_on_what_stands(busy: Template) -> None:
    with busy.desks(3) as desks:
        a_day_at_three_desks(desks)


good_write, good_add, good_root = applying._write, applying._agree, derived.rebuild_canonical


def last_arrival_wins(
    db: Database, made: Writer, writer: Writer, change: Any, field: str, replaced: Any
) -> None:
    good_write(db, made, writer, change, field, replaced)
    value = change.fields.get(field)
    db.conn.execute(f"UPDATE {change.table} SET {field} = ? WHERE id = ?", (value, change.id))


def edits_of_others_are_dropped(db: Database, made: Writer, writer: Writer, *rest: Any) -> None:
    if writer.desk == made.desk:
        good_write(db, made, writer, *rest)


def first_arrival_stands(*_: Any) -> None:
    return


def last_alias_is_followed(db: Database) -> None:
    db.conn.execute("DELETE FROM canonical")
    db.conn.execute("INSERT OR REPLACE INTO canonical SELECT one, other FROM alias ORDER BY rowid")


def lowest_clock_wins(heads: list[applying.Write]) -> applying.Write:
    return min(heads, key=lambda write: write.writer)


@pytest.mark.parametrize(
    ("module", "name", "mutant"),
    [
        (applying, "_write", last_arrival_wins),
        (applying, "_write", edits_of_others_are_dropped),
        (applying, "_winner", lowest_clock_wins),
        (applying, "_agree", first_arrival_stands),
        (derived, "rebuild_canonical", last_alias_is_followed),
        (journal, "apply", lambda *_: None),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_rule_that_is_broken_does_not_pass(
    busy: Template,
    monkeypatch: pytest.MonkeyPatch,
    module: object,
    name: str,
    mutant: Callable[..., Any],
) -> None:
    monkeypatch.setattr(module, name, mutant)

    with busy.desks(3) as desks, pytest.raises(AssertionError):
        a_day_at_three_desks(desks)


def test_a_ration_collected_on_both_desks_is_a_finding_on_both_with_both_named(
    busy: Template,
) -> None:
    with busy.desks(2) as desks:
        one, two = desks
        hand_over.hand_over(one.camp, 1, written(1000002))
        two.clock.move(minutes=30)
        hand_over.hand_over(two.camp, 1, written(1000002))
        meet(one, two)

        for desk in desks:
            (found,) = findings(desk.camp.db)
            facts = found.facts
            assert (found.kind, facts["card"]) == (Kind.COLLECTED_TWICE, 1000002)
            assert [facts["desk_a"], facts["desk_b"]] == [1, 2]
            assert [facts["at_a"], facts["at_b"]] == ["2014-06-10T08:00:00", "2014-06-10T08:30:00"]


def test_the_same_field_changed_on_both_desks_is_a_finding_on_both_until_somebody_chooses(
    busy: Template,
) -> None:
    with busy.desks(2) as desks:
        one, two = desks
        one.clock.move(minutes=1)
        two.clock.move(hours=-3)  # it wrote later, by a clock that is slow
        set_phone(one, "0770 1")
        set_phone(two, "0770 2")
        meet(one, two)

        for desk in desks:
            (found,) = findings(desk.camp.db)
            assert found.kind is Kind.DESKS_DISAGREE
            assert found.facts["values"] == [(1, "0770 1"), (2, "0770 2")]  # the winner first
            assert phone_of(desk) == "0770 1"
        duplicates.choose_value(two.camp, found.id, "0770 2")
        meet(two, one)

        assert_one_camp(desks)
        for desk in desks:
            assert findings(desk.camp.db) == []
            assert phone_of(desk) == "0770 2"


def test_a_desk_whose_clock_says_2031_does_not_win_for_ever(busy: Template) -> None:
    with busy.desks(2) as desks:
        one, two = desks
        two.clock.move(days=17 * 365)
        set_phone(two, "written in 2031")
        meet(two, one)

        set_phone(one, "corrected")
        meet(one, two)

        assert_one_camp(desks)
        assert [phone_of(desk) for desk in desks] == ["corrected", "corrected"]
        assert findings(one.camp.db) == []


def test_households_registered_at_both_desks_get_different_cards(busy: Template) -> None:
    with busy.desks(2) as desks:
        numbers = [arrivals.register(desk.camp, family(9)).number for desk in desks]
        meet(*desks)

        assert numbers == [1000005, 2000001]
        assert households.totals(desks[0].camp.db) == (6, 16)
        assert_one_camp(desks)


def test_one_family_registered_at_two_desks_is_the_same_possible_duplicate_on_both(
    busy: Template,
) -> None:
    with busy.desks(2) as desks:
        for desk in desks:
            arrivals.register(desk.camp, family(50, 5, phone="0770 123 4567"))
        meet(*desks)

        found = [f.facts for f in findings(desks[0].camp.db) if f.kind is Kind.POSSIBLE_DUPLICATE]
        assert {1000005, 2000001} in [{facts["card_a"], facts["card_b"]} for facts in found]
        assert_one_camp(desks)
