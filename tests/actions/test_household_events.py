"""What happens to a household is a dated fact, made by whom the table allows."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from camp_desk.actions import (
    arrivals,
    finding_words,
    hand_over,
    household_events,
)
from camp_desk.actions import household_members as belonging
from camp_desk.actions.household_events import Change, change_status
from camp_desk.domain.cards import written
from camp_desk.domain.errors import CampDeskError, NotAllowed
from camp_desk.domain.ids import HouseholdId, PersonId
from camp_desk.domain.registration import Sex
from camp_desk.domain.roles import Role
from camp_desk.domain.statuses import CLOSED, CONFIRMED, Status, allowed
from camp_desk.domain.words import Words
from camp_desk.storage import events, findings, households, journal, members, ration_lists
from camp_desk.storage.camp import Camp
from camp_desk.storage.findings import Kind
from tests.small_camp import Desk, counted, family, freeze, meet, stocked

REGISTRARS = {Role.REGISTRAR, Role.SUPERVISOR}
SUPERVISORS = {Role.SUPERVISOR}


def who_may(before: Status, after: Status) -> set[Role]:
    """Return who may make a change, as the reference's table 1.6 says it."""
    if (before, after) in {(Status.PENDING, Status.ACTIVE), (Status.ACTIVE, Status.ON_HOLD)}:
        return REGISTRARS
    if before is Status.ACTIVE and after in CONFIRMED:
        return REGISTRARS
    decided = {Status.ACTIVE, Status.INACTIVE_ABSENT, Status.DUPLICATE}
    if before is Status.ON_HOLD and after in decided:
        return SUPERVISORS
    return SUPERVISORS if before in CLOSED and after is Status.ACTIVE else set()


def become(camp: Camp, role: Role) -> None:
    with camp.action("test") as entry:
        entry.put("officer", camp.officer_id, {"role": role.value})


def registered(camp: Camp, n: int = 1, size: int = 4) -> tuple[HouseholdId, list[PersonId]]:
    household = arrivals.register(camp, family(n, size)).household
    return household, [each.id for each in members.everybody(camp.db, household)]


def kinds(camp: Camp, household: HouseholdId) -> list[str]:
    return [each.kind for each in events.history(camp.db, household)]


def size(camp: Camp, household: HouseholdId) -> int:
    found = households.household(camp.db, household)
    assert found is not None
    return found.registration.size


def test_the_table_says_of_every_change_and_role_what_the_reference_says() -> None:
    told = {
        (role, before, after): allowed(role, before, after)
        for role in Role for before in Status for after in Status
    }  # fmt: skip

    assert told == {key: key[0] in who_may(key[1], key[2]) for key in told}
    assert sum(told.values()) == 2 + 2 + 2 * 4 + 3 + 7


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    role=st.sampled_from(Role), before=st.sampled_from(Status), after=st.sampled_from(Status),
    whole=st.booleans(),
)  # fmt: skip
def test_a_status_changes_exactly_when_the_table_allows_it_for_the_role(
    camp: Camp, role: Role, before: Status, after: Status, *, whole: bool
) -> None:
    become(camp, Role.SUPERVISOR)
    household, (_, person, *_) = registered(camp)
    with camp.action("test") as entry:
        row = ("household", household) if whole else ("person", person)
        entry.put(row[0], row[1], {"status": before.value})
    become(camp, role)
    seen = journal.digest(camp.db)
    change = Change(after, reason="so it was found", destination="Erbil")
    try:
        change_status(camp, household, change, () if whole else (person,))
        done = True
    except (CampDeskError, StopIteration):
        done = False
        assert journal.digest(camp.db) == seen

    assert done == (role in who_may(before, after))


def test_only_who_is_present_counts_in_size_and_totals(camp: Camp) -> None:
    household, (_, wife, child, _) = registered(camp)
    registered(camp, 2)
    assert households.totals(camp.db) == (2, 8)

    change_status(camp, household, Change(Status.DECEASED), [child])
    change_status(camp, household, Change(Status.ON_HOLD, reason="two cards"), [wife])
    assert size(camp, household) == 2
    assert households.totals(camp.db) == (2, 6)

    change_status(camp, household, Change(Status.DEPARTED_ONWARD, destination="Erbil"))
    assert households.totals(camp.db) == (1, 4)
    assert sum(households.population(camp.db, camp.today()).female) == 2


def test_a_change_acts_on_the_next_list_and_not_on_the_frozen_one(camp: Camp) -> None:
    household, (_, wife, *_) = registered(camp)
    stocked(camp)
    number = freeze(camp)
    change_status(camp, household, Change(Status.DECEASED), [wife])
    change_status(camp, household, Change(Status.DEPARTED_RETURN))
    found = households.household(camp.db, household)
    assert found is not None

    given = hand_over.hand_over(camp, number, written(found.number))

    assert given.line.persons == 4
    later = camp.today() + timedelta(days=30)
    kept = ration_lists.eligible(
        camp.db, kind="food", first=later, until=later + timedelta(days=7), sectors=(),
        counted=True,
    )  # fmt: skip
    assert kept == []


def test_where_the_head_dies_the_next_grown_up_speaks_for_the_household(camp: Camp) -> None:
    household, (head, wife, *_) = registered(camp)

    change_status(camp, household, Change(Status.DECEASED, date(2014, 6, 9)), [head])

    found = households.household(camp.db, household)
    assert found is not None
    assert found.persons[0] == wife
    assert kinds(camp, household) == ["head", "death"]
    assert events.history(camp.db, household)[1].day == date(2014, 6, 9)


def test_who_leaves_last_takes_the_household_along_and_brings_it_back(camp: Camp) -> None:
    household, (only,) = registered(camp, size=1)

    change_status(camp, household, Change(Status.DEPARTED_ONWARD, destination="Erbil"), [only])
    assert members.household_status(camp.db, household) is Status.DEPARTED_ONWARD
    assert size(camp, household) == 1  # somebody is still named on the page

    change_status(camp, household, Change(Status.ACTIVE, reason="came back"))
    assert households.totals(camp.db) == (1, 1)


def test_what_was_recorded_by_mistake_is_taken_back_by_a_new_event(camp: Camp) -> None:
    household, (_, wife, *_) = registered(camp)
    change_status(camp, household, Change(Status.DECEASED), [wife])
    (death,) = events.history(camp.db, household)

    household_events.take_back(camp, death.id, "another woman of that name")

    assert size(camp, household) == 4
    back, reversed_ = events.history(camp.db, household)
    assert (back.kind, back.reverses, reversed_.reversed) == ("taken-back", death.id, True)
    for event in (death, back):
        with pytest.raises(household_events.CannotBeTakenBack):
            household_events.take_back(camp, event.id, "again")


@pytest.mark.parametrize(
    ("hours", "by_another", "taken_back"), [(1, False, True), (24, False, False), (1, True, False)]
)
def test_a_registrar_takes_back_what_they_wrote_down_themselves_on_the_same_day_and_nothing_else(
    two: list[Desk], hours: int, *, by_another: bool, taken_back: bool
) -> None:
    here, there = two
    household, (_, wife, *_) = registered(here.camp)
    meet(*two)
    change_status((there if by_another else here).camp, household, Change(Status.DECEASED), [wife])
    meet(*two)
    (death,) = events.history(here.camp.db, household)
    become(here.camp, Role.REGISTRAR)
    here.clock.move(hours=hours)

    if taken_back:
        household_events.take_back(here.camp, death.id, "another woman of that name")
    else:
        with pytest.raises(NotAllowed):
            household_events.take_back(here.camp, death.id, "another woman of that name")

    assert size(here.camp, household) == (4 if taken_back else 3)
    if not taken_back:  # nor by the way around it
        with pytest.raises(NotAllowed):
            change_status(here.camp, household, Change(Status.ACTIVE, reason="x"), [wife])


def test_a_birth_that_was_none_is_taken_back_and_its_number_stays_taken(camp: Camp) -> None:
    household, _ = registered(camp)
    born = belonging.record_birth(camp, household, "نور", Sex.FEMALE)
    (birth,) = events.history(camp.db, household)

    household_events.take_back(camp, birth.id, "the neighbours' child")

    child = members.kept(camp.db, born.person)
    assert child is not None
    assert (child.status, size(camp, household)) == (Status.WITHDRAWN, 4)
    assert belonging.record_birth(camp, household, "سعد", Sex.MALE).number == born.number + 1
    with pytest.raises(household_events.CannotBeTakenBack):
        household_events.take_back(camp, birth.id, "again")


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        (Change(Status.DEPARTED_ONWARD), household_events.DestinationMissing),
        (Change(Status.ON_HOLD, reason=" "), household_events.ReasonMissing),
        (Change(Status.DECEASED, date(2014, 6, 11)), household_events.NotYet),
    ],
)
def test_what_is_missing_is_said_and_nothing_changes(
    camp: Camp, change: Change, refusal: type[CampDeskError]
) -> None:
    household, (_, wife, *_) = registered(camp)
    before = journal.digest(camp.db)

    with pytest.raises(refusal):
        change_status(camp, household, change, [wife])

    assert journal.digest(camp.db) == before


def test_members_of_a_household_that_was_only_counted_are_not_known(camp: Camp) -> None:
    household = arrivals.register(camp, counted(1)).household

    with pytest.raises(household_events.OnlyCounted):
        belonging.record_birth(camp, household, "نور", Sex.FEMALE)

    change_status(camp, household, Change(Status.DEPARTED_RETURN))
    assert households.totals(camp.db) == (0, 0)


def test_a_departure_waits_for_a_second_person_who_is_not_the_one_who_recorded_it(
    two: list[Desk],
) -> None:
    here, there = two
    household, (_, wife, *_) = registered(here.camp)
    change_status(here.camp, household, Change(Status.DECEASED), [wife])
    meet(here, there)
    (waiting,) = findings.findings(there.camp.db)
    assert waiting.kind is Kind.EVENT_AWAITING

    with pytest.raises(household_events.ByAnother):
        household_events.confirm(here.camp, waiting.id)
    household_events.confirm(there.camp, waiting.id)
    meet(there, here)
    assert here.findings == there.findings == []


def test_two_desks_that_recorded_events_apart_come_to_one_state(two: list[Desk]) -> None:
    here, there = two
    household, (_, wife, child, other) = registered(here.camp)
    meet(here, there)
    there.clock.move(minutes=1)
    change_status(here.camp, household, Change(Status.DECEASED), [wife])
    change_status(there.camp, household, Change(Status.DEPARTED_RETURN), [child])
    belonging.record_birth(here.camp, household, "نور", Sex.FEMALE)
    belonging.split(there.camp, household, [wife, other], reason="another tent")

    meet(here, there)

    assert here.digest == there.digest
    assert here.findings == there.findings
    assert sorted(kinds(here.camp, household)) == sorted(kinds(there.camp, household))


def test_two_desks_that_tell_different_fates_are_a_finding_in_words(two: list[Desk]) -> None:
    here, there = two
    household, (_, wife, *_) = registered(here.camp)
    other, _ = registered(here.camp, 2)
    meet(here, there)
    there.clock.move(minutes=1)
    change_status(here.camp, household, Change(Status.DECEASED), [wife])
    change_status(there.camp, household, Change(Status.ON_HOLD, reason="two cards"), [wife])
    meet(here, there)
    with here.camp.action("test") as entry:
        entry.put("person", wife, {"household": other})
    with there.camp.action("test") as entry:
        entry.put("person", wife, {"household": wife})
    meet(here, there)

    found = [each for each in findings.findings(here.camp.db) if each.kind is Kind.DESKS_DISAGREE]

    said = " ".join(finding_words.sentence(each, Words(), {}) for each in found)
    for part in ("Died", "On hold", "card 001 000 002-0"):
        assert part in said
    assert "b'" not in said
