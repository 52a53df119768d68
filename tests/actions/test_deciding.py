"""What a supervisor decides about findings, and that it stays decided on every desk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from camp_desk.actions import arrivals, duplicates, lists
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.ids import HouseholdId
from camp_desk.domain.registration import Birth, Counts, Member, Place, Registration, Sex
from camp_desk.storage import findings, households, journal
from camp_desk.storage.camp import Camp
from camp_desk.storage.findings import Finding, Kind
from tests.small_camp import Desk, a_list, counted, family, meet


def only(camp: Camp, kind: Kind) -> Finding:
    (found,) = [each for each in findings.findings(camp.db) if each.kind is kind]
    return found


def kinds(camp: Camp) -> list[Kind]:
    return [each.kind for each in findings.findings(camp.db)]


@pytest.fixture
def twice(camp: Camp) -> tuple[Camp, HouseholdId, HouseholdId]:
    """A camp with one family registered twice."""
    one, other = (arrivals.register(camp, family(1, 4)).household for _ in range(2))
    arrivals.look_for_twins(camp)
    return camp, one, other


def test_a_family_registered_twice_is_joined_and_counts_once(
    twice: tuple[Camp, HouseholdId, HouseholdId],
) -> None:
    camp, one, other = twice
    assert (kinds(camp), households.totals(camp.db)) == ([Kind.POSSIBLE_DUPLICATE], (2, 8))

    duplicates.merge(camp, one, other)

    assert (kinds(camp), households.totals(camp.db)) == ([Kind.AWAITING_CONFIRMATION], (1, 4))
    assert households.population(camp.db, camp.today()).total == 4
    assert households.canonical(camp.db, one) == households.canonical(camp.db, other)
    assert set(households.same_as(camp.db, one)) == {one, other}
    choices = camp.db.conn.execute("SELECT choice FROM decision").fetchall()
    assert choices == [(duplicates.AWAITING,)]


def test_a_second_person_confirms_and_the_first_one_cannot(two: list[Desk]) -> None:
    one, other = (arrivals.register(two[0].camp, family(n)).household for n in (1, 5))
    duplicates.merge(two[0].camp, one, other)
    meet(*two)
    finding = only(two[1].camp, Kind.AWAITING_CONFIRMATION).id

    with pytest.raises(duplicates.SamePerson):
        duplicates.confirm(two[0].camp, finding)
    duplicates.confirm(two[1].camp, finding)
    meet(*two)

    assert [kinds(desk.camp) for desk in two] == [[], []]
    assert [households.totals(desk.camp.db) for desk in two] == [(1, 3), (1, 3)]


def test_households_taken_apart_again_are_two_and_are_asked_about_again(
    twice: tuple[Camp, HouseholdId, HouseholdId],
) -> None:
    camp, one, other = twice
    duplicates.merge(camp, one, other)

    duplicates.unmerge(camp, other, one)

    assert (kinds(camp), households.totals(camp.db)) == ([Kind.POSSIBLE_DUPLICATE], (2, 8))
    assert households.same_as(camp.db, one) == (one,)
    duplicates.merge(camp, one, other)
    assert households.totals(camp.db) == (1, 4)


def test_households_that_are_one_already_cannot_be_joined_and_those_that_are_two_not_parted(
    twice: tuple[Camp, HouseholdId, HouseholdId],
) -> None:
    camp, one, other = twice
    with pytest.raises(duplicates.NotJoined):
        duplicates.unmerge(camp, one, other)
    with pytest.raises(duplicates.OneFamilyAlready):
        duplicates.merge(camp, one, one)
    with pytest.raises(arrivals.NoSuchHousehold):
        duplicates.merge(camp, one, HouseholdId(b"x" * 16))
    third = arrivals.register(camp, family(7)).household
    duplicates.merge(camp, one, other)
    duplicates.merge(camp, other, third)

    with pytest.raises(duplicates.OneFamilyAlready):
        duplicates.merge(camp, third, one)
    with pytest.raises(duplicates.NotJoined):
        duplicates.unmerge(camp, third, one)


def test_a_pair_joined_at_two_desks_is_parted_at_one_for_both(two: list[Desk]) -> None:
    one, other = (arrivals.register(two[0].camp, family(n)).household for n in (1, 5))
    meet(*two)
    for desk in two:
        duplicates.merge(desk.camp, one, other)
    meet(*two)
    assert [households.totals(desk.camp.db) for desk in two] == [(1, 3), (1, 3)]

    duplicates.unmerge(two[1].camp, one, other)
    meet(*two)

    assert [households.totals(desk.camp.db) for desk in two] == [(2, 6), (2, 6)]
    assert two[0].digest == two[1].digest


def test_two_families_that_are_alike_are_remembered_as_two_for_good(two: list[Desk]) -> None:
    for desk in two:
        arrivals.register(desk.camp, family(1, 4))
    meet(*two)

    duplicates.not_the_same(two[1].camp, only(two[1].camp, Kind.POSSIBLE_DUPLICATE).id)
    meet(*two)

    for desk in two:
        assert kinds(desk.camp) == []
        desk.camp.db.conn.execute("INSERT OR IGNORE INTO unchecked SELECT id FROM household")
        arrivals.look_for_twins(desk.camp)
        assert kinds(desk.camp) == []


def alike(two: list[Desk]) -> bytes:
    """Let two desks register one family; return the finding."""
    for desk in two:
        arrivals.register(desk.camp, family(1, 4))
    meet(*two)
    return only(two[0].camp, Kind.POSSIBLE_DUPLICATE).id


def test_a_clock_that_is_wrong_has_no_say_in_what_was_decided_last(two: list[Desk]) -> None:
    one, other = two
    finding = alike(two)
    one.clock.move(days=6_000)
    duplicates.not_the_same(one.camp, finding)
    meet(*two)
    assert kinds(other.camp) == []

    duplicates.ask_again(other.camp, finding)
    meet(*two)

    assert [kinds(desk.camp) for desk in two] == [[Kind.POSSIBLE_DUPLICATE]] * 2
    duplicates.not_the_same(other.camp, finding)
    meet(*two)
    assert [kinds(desk.camp) for desk in two] == [[], []]


def test_what_another_desk_decided_meanwhile_stands_beside_what_was_taken_back(
    two: list[Desk],
) -> None:
    one, other = two
    finding = alike(two)
    duplicates.not_the_same(one.camp, finding)
    duplicates.ask_again(one.camp, finding)
    duplicates.not_the_same(other.camp, finding)

    meet(*two)

    assert [kinds(desk.camp) for desk in two] == [[], []]
    duplicates.ask_again(one.camp, finding)
    meet(*two)
    assert [kinds(desk.camp) for desk in two] == [[Kind.POSSIBLE_DUPLICATE]] * 2
    with pytest.raises(duplicates.NoSuchFinding):
        duplicates.ask_again(other.camp, finding)


def test_a_finding_that_is_no_longer_open_cannot_be_decided(
    twice: tuple[Camp, HouseholdId, HouseholdId],
) -> None:
    camp, one, other = twice
    finding = only(camp, Kind.POSSIBLE_DUPLICATE)
    duplicates.merge(camp, one, other)
    before = journal.digest(camp.db)

    attempts: tuple[Callable[[], object], ...] = (
        lambda: duplicates.not_the_same(camp, finding.id),
        lambda: duplicates.choose_value(camp, finding.id, "x"),
        lambda: duplicates.accept_row(camp, finding.id),
        lambda: duplicates.keep_ours(camp, b"x" * 16),
    )
    for attempt in attempts:
        with pytest.raises(duplicates.NoSuchFinding):
            attempt()

    assert journal.digest(camp.db) == before


def test_a_value_that_nobody_wrote_cannot_be_chosen(two: list[Desk]) -> None:
    made = arrivals.register(two[0].camp, family(1)).household
    meet(*two)
    for n, desk in enumerate(two):
        arrivals.rewrite(desk.camp, made, family(1, phone=f"0770 {n}"))
    meet(*two)
    finding = only(two[0].camp, Kind.DESKS_DISAGREE)

    with pytest.raises(duplicates.NobodyWroteThat):
        duplicates.choose_value(two[0].camp, finding.id, "0770 7")

    duplicates.choose_value(two[0].camp, finding.id, "0770 0")
    meet(*two)
    for desk in two:
        assert kinds(desk.camp) == []
        found = households.household(desk.camp.db, made)
        assert found is not None
        assert found.registration.phone == "0770 0"


def row(number: str = "17", **fields: object) -> Registration:
    return family(1, 3, list_name="Khazir", list_number=number, place=Place(), **fields)


def stored(camp: Camp) -> Registration:
    (id_,) = camp.db.conn.execute("SELECT id FROM household").fetchone()
    found = households.household(camp.db, HouseholdId(id_))
    assert found is not None
    return found.registration


def test_a_changed_row_that_is_accepted_is_what_the_household_is_now(camp: Camp) -> None:
    lists.take_in(camp, a_list(row()))
    changed = row(phone="0770 1", ration_card="4711")
    taken = lists.take_in(camp, a_list(changed))
    assert (taken.households, taken.changed, stored(camp).phone) == (0, 1, "")

    duplicates.accept_row(camp, only(camp, Kind.LIST_ROW_CHANGED).id)

    assert kinds(camp) == []
    assert stored(camp).phone == "0770 1"
    assert camp.db.conn.execute("SELECT ration_card FROM household").fetchone() == (
        arrivals.card_hash(camp, changed),
    )
    again = lists.take_in(camp, a_list(changed))
    assert (again.unchanged, again.changed) == (1, 0)
    assert lists.take_in(camp, a_list(row())).changed == 1


def test_a_changed_row_that_is_not_accepted_is_not_asked_about_again(camp: Camp) -> None:
    lists.take_in(camp, a_list(row()))
    changed = row(phone="0770 1")
    lists.take_in(camp, a_list(changed))

    duplicates.keep_ours(camp, only(camp, Kind.LIST_ROW_CHANGED).id)

    assert (kinds(camp), stored(camp).phone) == ([], "")
    again = lists.take_in(camp, a_list(changed))
    assert (again.unchanged, again.changed) == (1, 0)


def test_what_a_row_leaves_empty_stays_as_the_camp_knows_it(camp: Camp) -> None:
    lists.take_in(camp, a_list(row()))
    (id_,) = camp.db.conn.execute("SELECT id FROM household").fetchone()
    ours = stored(camp)
    head = replace(ours.members[0], birth=Birth(1980, 2, 3))
    arrivals.rewrite(
        camp, HouseholdId(id_),
        replace(
            ours, members=(head, *ours.members[1:]), place=Place("A", "1", "2"), remarks="lame"
        ),
    )  # fmt: skip
    bare = tuple(replace(m, birth=None, sex=Sex.UNKNOWN) for m in row().members)
    newborn = Member("نور", sex=Sex.FEMALE)
    lists.take_in(camp, a_list(replace(row(), members=(*bare, newborn), phone="0770 1")))

    duplicates.accept_row(camp, only(camp, Kind.LIST_ROW_CHANGED).id)

    now = stored(camp)
    assert (now.phone, now.place, now.remarks) == ("0770 1", Place("A", "1", "2"), "lame")
    assert now.members == (head, *ours.members[1:], newborn)
    assert (now.list_name, now.list_number) == ("Khazir", "17")


def test_a_row_that_only_counts_does_not_undo_a_household_that_is_known_by_name(
    camp: Camp,
) -> None:
    first = replace(counted(1), list_name="Kalak", list_number="5")
    lists.take_in(camp, a_list(first))
    (id_,) = camp.db.conn.execute("SELECT id FROM household").fetchone()
    arrivals.rewrite(
        camp, HouseholdId(id_), replace(family(1, 4), list_name="Kalak", list_number="5")
    )
    lists.take_in(camp, a_list(replace(first, counts=Counts(unknown=9), phone="0770 1")))

    duplicates.accept_row(camp, only(camp, Kind.LIST_ROW_CHANGED).id)

    assert (stored(camp).counts, stored(camp).size, stored(camp).phone) == (None, 4, "0770 1")


def test_decisions_are_the_same_on_every_desk(two: list[Desk]) -> None:
    lists.take_in(two[0].camp, a_list(row(), replace(row("18"), members=family(9, 2).members)))
    meet(*two)
    for desk in two:
        lists.take_in(desk.camp, a_list(row(phone="0770 1")))
    meet(*two)
    assert (
        only(two[0].camp, Kind.LIST_ROW_CHANGED).id == only(two[1].camp, Kind.LIST_ROW_CHANGED).id
    )

    duplicates.accept_row(two[0].camp, only(two[0].camp, Kind.LIST_ROW_CHANGED).id)
    duplicates.keep_ours(two[1].camp, only(two[1].camp, Kind.LIST_ROW_CHANGED).id)
    meet(*two)

    assert two[0].digest == two[1].digest
    assert [kinds(desk.camp) for desk in two] == [[], []]
    assert issubclass(duplicates.NotJoined, CampDeskError)
