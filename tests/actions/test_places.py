"""Declaring shelters, seeing how full they are, and moving households between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from camp_desk.actions import arrivals, duplicates, hand_over, places
from camp_desk.domain.cards import written
from camp_desk.domain.errors import CampDeskError, NotAllowed
from camp_desk.domain.ids import HouseholdId
from camp_desk.domain.registration import Place
from camp_desk.domain.roles import Role
from camp_desk.domain.shelters import Kin, Shelter, Standing, State, occupancy, said, suggest
from camp_desk.storage import findings, journal
from camp_desk.storage import places as stored
from camp_desk.storage.camp import Camp
from tests.small_camp import Desk, counted, family, freeze, stocked, sync, views


def shelters(camp: Camp) -> dict[str, tuple[int | None, int, Standing]]:
    return {
        said(each.place): (each.capacity, each.persons, each.standing)
        for each in stored.plan(camp.db).shelters
    }


def lives(camp: Camp, household: HouseholdId) -> str:
    (one,) = stored.of_households(camp.db, [household])
    return said(one.place)


@pytest.fixture
def block(camp: Camp) -> Camp:
    """Two blocks of three tents, four people each; a family of 3 in one and of 6 in another."""
    places.add(camp, "c", "1-2", "01-03", capacity=4)
    arrivals.register(camp, family(0, 3, place=Place("C", "1", "1")))
    arrivals.register(camp, counted(1, women=3, men=3))
    return camp


def test_a_whole_block_is_one_action_and_what_is_known_stays(block: Camp) -> None:
    before = journal.last(block.db, block.desk)[0]

    added = places.add(block, "C", "1-3", "1-3")

    assert (added.added, added.known) == (3, 6)
    assert journal.last(block.db, block.desk)[0] == before + 1
    assert shelters(block)["C / 1 / 01"] == (4, 3, Standing.FREE)
    assert shelters(block)["C / 3 / 1"] == (6, 0, Standing.FREE)
    places.add(block, "C", "1-3", "1-3")
    assert journal.last(block.db, block.desk)[0] == before + 1


@pytest.mark.parametrize("size", range(1, 8))
@pytest.mark.parametrize("shut", [(), ("01",), ("01", "02", "03")])
def test_of_the_roomy_shelters_the_same_is_suggested_as_of_all(
    block: Camp, size: int, shut: tuple[str, ...]
) -> None:
    places.add(block, "C", "4", "9", capacity=6)
    for shelter in shut:
        places.block(block, Place("C", "2", shelter), "flooded")

    def suggested(among: Sequence[Shelter]) -> object:
        try:
            best = suggest(size, among)
        except CampDeskError as error:
            return type(error), error.values
        return said(best.shelter.place), best.shelter.room

    everything = stored.plan(block.db).shelters
    assert suggested(stored.roomy(block.db, size)) == suggested(everything)


def test_a_shelter_that_nobody_declared_is_not_in_the_plan(block: Camp) -> None:
    assert shelters(block)["B / 1 / 1"] == (None, 6, Standing.UNPLANNED)
    places.set_capacity(block, Place("B", "1", "1"), 5)
    assert shelters(block)["B / 1 / 1"] == (5, 6, Standing.OVER)
    total = occupancy(stored.plan(block.db).shelters)
    assert (total.persons, total.capacity, total.room) == (9, 29, 21)


def test_two_desks_that_add_the_same_shelters_end_with_one_each(two: list[Desk]) -> None:
    places.add(two[0].camp, "C", "1", "01-03", capacity=5)
    places.add(two[1].camp, "c", "01", "01-03", capacity=5)

    sync(*two, *two)

    assert len(shelters(two[0].camp)) == 3
    assert two[0].digest == two[1].digest


def test_desks_that_give_one_shelter_two_capacities_find_that_out(two: list[Desk]) -> None:
    for desk, capacity in zip(two, (5, 8), strict=True):
        places.add(desk.camp, "C", "1", "01", capacity=capacity)
    sync(*two, *two)
    (found,) = findings.findings(two[0].camp.db)
    assert found.facts["field"] == "capacity"


def test_a_blocked_shelter_says_why_takes_nobody_in_and_opens_again(block: Camp) -> None:
    (someone,) = stored.residents(block.db, [Place("C", "1", "1")])
    tent = Place("C", "2", "1")
    places.block(block, tent, "Burnt")

    with pytest.raises(places.PlaceIsBlocked, match="Burnt"):
        places.move(block, [someone.household], tent)
    assert shelters(block)["C / 2 / 01"][2] is Standing.BLOCKED
    places.open_again(block, tent)

    assert shelters(block)["C / 2 / 01"] == (4, 0, Standing.FREE)
    assert places.move(block, [someone.household], tent).over == 0


@pytest.mark.parametrize(
    ("sector", "blocks", "tents", "capacity"),
    [
        ("", "1", "1", 4), ("C", "1", "", 4), ("C", "4-2", "1", 4), ("C", "1", "1", -1),
        ("C", "1", "1", 10**9), ("C" * 50, "1", "1", 4), ("C", "1-400", "1-400", 4),
    ],
)  # fmt: skip
def test_what_cannot_be_declared_is_refused_with_a_sentence(
    camp: Camp, sector: str, blocks: str, tents: str, capacity: int
) -> None:
    before = journal.digest(camp.db)
    with pytest.raises(CampDeskError):
        places.add(camp, sector, blocks, tents, capacity=capacity)
    with pytest.raises(places.NoSuchPlace):
        places.block(camp, Place("X", "1", "1"), "Flooded")
    with pytest.raises(places.NoReason):
        places.block(camp, Place("X", "1", "1"), " ")
    assert journal.digest(camp.db) == before


def test_many_are_moved_together_and_back_again(block: Camp) -> None:
    everyone = [
        each.household
        for where in (Place("C", "1", "1"), Place("B", "1", "1"))
        for each in stored.residents(block.db, [where])
    ]
    before = [lives(block, each) for each in everyone]

    moved = places.move(block, everyone, Place("c", "02", "3"))

    assert moved.over == 5
    assert [lives(block, each) for each in everyone] == ["C / 2 / 03"] * 2
    places.move(block, everyone[:1], Place("C", "2", "1"))
    back = places.move_back(block, moved)
    assert [id_ for id_, _ in back.earlier] == everyone[1:]
    assert [lives(block, each) for each in everyone] == ["C / 2 / 01", before[1]]


def test_a_move_that_is_stopped_moves_nobody(block: Camp) -> None:
    chosen = [each.household for each in stored.residents(block.db, [Place("C", "1", "1")])]
    before = journal.digest(block.db)

    def stop(*_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        places.move(block, chosen, Place("C", "2", "2"), stop)
    with pytest.raises(places.NobodyChosen):
        places.move(block, [], Place("C", "2", "2"))
    with pytest.raises(places.NoSuchPlace):
        places.move(block, chosen, Place("C", "9", "2"))
    assert journal.digest(block.db) == before


def test_a_staging_area_takes_any_number_and_offers_no_place(block: Camp) -> None:
    places.add(block, "S", "", "Gate", capacity=50, state=State.STAGING)
    chosen = [each.household for each in stored.residents(block.db, [Place("C", "1", "1")])]

    moved = places.move(block, chosen, Place("S", "", "gate"))

    assert moved.over == 0
    assert shelters(block)["S / GATE"] == (50, 3, Standing.STAGING)


def test_a_household_is_seen_when_it_is_met_or_served(desk: Desk) -> None:
    camp = desk.camp
    first, second, third = (arrivals.register(camp, family(n, 2)) for n in range(3))
    stocked(camp)
    freeze(camp, days=7)
    desk.clock.move(days=5)
    hand_over.hand_over(camp, 1, written(first.number))
    places.note_presence(camp, [second.household, second.household])
    desk.clock.move(days=2)

    since = camp.today() - timedelta(days=3)

    assert [each.household for each in stored.not_seen_since(camp.db, since)] == [third.household]
    assert stored.not_seen_since(camp.db, since)[0].seen == "2014-06-10"
    places.note_presence(camp, [third.household])
    assert stored.not_seen_since(camp.db, since) == []


def test_a_joined_household_is_counted_once(block: Camp) -> None:
    one, other = (
        arrivals.register(block, family(5, 2, place=Place("C", "2", "2"))).household
        for _ in range(2)
    )
    assert shelters(block)["C / 2 / 02"][1] == 4
    duplicates.merge(block, one, other)
    assert shelters(block)["C / 2 / 02"][1] == 2


def test_kin_are_found_by_village_laqab_and_father(block: Camp) -> None:
    known, stranger = family(0, 2), family(3, 2)
    cousin = replace(known, members=(replace(known.head, father="Walid"),))
    near = stored.kin_near(block.db, known, block.today())
    assert near["c", "1"] is Kin.SAME_FATHER
    assert stored.kin_near(block.db, cousin, block.today()).get(("c", "1")) is Kin.SAME_LAQAB
    assert ("c", "1") not in stored.kin_near(block.db, stranger, block.today())


def test_the_reader_suggests_a_shelter_for_a_family(block: Camp) -> None:
    seen = views(block)
    assert said(seen.suggest(family(0, 4)).shelter.place) == "C / 1 / 02"
    seen.close()


def test_only_who_registers_changes_places_and_only_who_sees_names_looks_at_them(
    block: Camp,
) -> None:
    with block.action("set-role") as entry:
        entry.put("officer", block.officer_id, {"role": Role.STOREKEEPER.value})
    seen = views(block)
    for refused in (
        lambda: places.add(block, "C", "9", "1"),
        lambda: places.move(block, [], Place("C", "1", "1")),
        lambda: places.block(block, Place("C", "1", "1"), "Burnt"),
        lambda: places.set_persons_per_shelter(block, 5),
        seen.plan,
        lambda: seen.not_seen_for(3),
        lambda: seen.suggest(family(0)),
    ):
        with pytest.raises(NotAllowed):
            refused()
    seen.close()
