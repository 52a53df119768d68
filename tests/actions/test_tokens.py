"""Strips: made, issued, used once, written off, and found out where two desks used one."""

from __future__ import annotations

import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from camp_desk.actions import arrivals, duplicates, finding_words, reception, reception_paper
from camp_desk.actions import tokens as acts
from camp_desk.actions.household_events import ReasonMissing
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.ids import HouseholdId
from camp_desk.domain.tokens import STRONGER, Kind, State, code
from camp_desk.domain.words import Words
from camp_desk.storage import derived, journal, people, tokens
from camp_desk.storage.camp import Camp
from camp_desk.storage.findings import Kind as FindingKind
from camp_desk.storage.findings import findings
from camp_desk.storage.people import Show
from tests.small_camp import Desk, Template, family, meet

FIRST = 100_000


def make(camp: Camp, count: int = 10, kind: Kind = Kind.TOKEN) -> acts.Made:
    return acts.make(camp, kind, count, "RED")


def registered(camp: Camp, n: int = 1, *strips: int) -> HouseholdId:
    return reception.receive(camp, None, family(n), strips).household


def state(camp: Camp, number: int) -> State:
    return tokens.strip(camp.db, number).state


def test_strips_are_numbered_on_from_those_made_before(camp: Camp) -> None:
    one, other = make(camp, 10), make(camp, 5, Kind.WRISTBAND)

    assert (one.first, one.last) == (FIRST, FIRST + 9)
    assert (other.first, other.last) == (FIRST + 10, FIRST + 14)
    assert tokens.counts(camp.db)[Kind.TOKEN][State.FREE] == 10
    assert tokens.counts(camp.db)[Kind.WRISTBAND][State.FREE] == 5


def test_two_desks_that_never_met_make_no_number_twice(two: list[Desk]) -> None:
    runs = [make(desk.camp, 50) for desk in two]
    meet(*two)

    assert [each.first for each in runs] == [100_000, 200_000]
    for desk in two:
        assert tokens.counts(desk.camp.db)[Kind.TOKEN][State.FREE] == 100


@pytest.mark.parametrize("count", [0, -1, acts.MOST_AT_ONCE + 1])
def test_a_number_of_strips_that_nobody_prints_is_refused(camp: Camp, count: int) -> None:
    with pytest.raises(acts.BadCount):
        make(camp, count)


def test_a_desk_that_has_used_up_its_numbers_says_how_many_are_left(camp: Camp) -> None:
    for _ in range(10):
        make(camp, 9_999)

    with pytest.raises(acts.NoNumbersLeft) as refused:
        make(camp, 11)

    assert refused.value.values == {"left": "10"}


def test_a_token_that_came_with_a_family_is_used_and_finds_it(camp: Camp) -> None:
    make(camp)
    household = registered(camp, 1, FIRST + 3)

    assert state(camp, FIRST + 3) is State.USED
    assert tokens.holders(camp.db, FIRST + 3) == [household]
    found = people.found(camp.db, code(FIRST + 3), Show.ALL, camp.today())
    assert len(found) == 3
    assert list(people.found(camp.db, code(FIRST + 3), Show.ALL, camp.today(), 1)) == [found[0]]


def test_a_token_is_used_once(camp: Camp) -> None:
    make(camp)
    registered(camp, 1, FIRST)
    before = journal.digest(camp.db)

    with pytest.raises(acts.TokenUsed) as refused:
        registered(camp, 2, FIRST)

    assert "001 000 001-2" in Words().sentence(refused.value)
    assert journal.digest(camp.db) == before  # nor was the family written down


@pytest.mark.parametrize("state_", [State.VOID, State.LOST])
def test_a_token_that_was_written_off_is_refused_until_it_is_found_again(
    camp: Camp, state_: State
) -> None:
    make(camp)
    acts.mark(camp, state_, FIRST, FIRST, reason="dropped")
    with pytest.raises(acts.TokenRefused):
        registered(camp, 1, FIRST)

    acts.mark(camp, State.FREE, FIRST, FIRST)

    registered(camp, 1, FIRST)
    assert state(camp, FIRST) is State.USED


def test_a_token_nobody_here_knows_is_taken_because_another_desk_may_have_made_it(
    two: list[Desk],
) -> None:
    one, other = two
    made = make(other.camp)
    household = registered(one.camp, 1, made.first)
    meet(one, other)

    for desk in two:
        assert state(desk.camp, made.first) is State.USED
        assert tokens.holders(desk.camp.db, made.first) == [household]
        assert findings(desk.camp.db) == []


def test_one_token_used_at_two_desks_is_a_finding_on_both_and_no_error(two: list[Desk]) -> None:
    make(two[0].camp)
    meet(*two)
    one, other = (registered(desk.camp, n, FIRST) for n, desk in enumerate(two))
    meet(*two)

    for desk in two:
        (found,) = findings(desk.camp.db)
        assert found.kind is FindingKind.TOKEN_TWICE
        said = finding_words.sentence(found, Words(), {})
        for number in ("100 000-2", "001 000 001-2", "002 000 001-1"):
            assert number in said
    assert two[0].digest == two[1].digest

    duplicates.merge(two[0].camp, one, other)
    assert not [each for each in findings(two[0].camp.db) if each.kind is FindingKind.TOKEN_TWICE]


def test_a_token_written_off_here_and_used_there_is_a_finding(two: list[Desk]) -> None:
    make(two[0].camp)
    meet(*two)
    acts.mark(two[0].camp, State.LOST, FIRST, FIRST + 4, reason="the box was wet")
    registered(two[1].camp, 1, FIRST + 2)
    meet(*two)

    for desk in two:
        (found,) = findings(desk.camp.db)
        assert found.kind is FindingKind.TOKEN_REFUSED
        assert "the box was wet" in finding_words.sentence(found, Words(), {})
        assert state(desk.camp, FIRST + 2) is State.USED


def test_writing_off_what_is_left_of_a_run_spares_what_was_used(camp: Camp) -> None:
    make(camp)
    registered(camp, 1, FIRST + 4)

    marked = acts.mark(camp, State.VOID, FIRST + 9, FIRST, reason="the day is over")

    assert (marked.marked, marked.left) == (9, 1)
    counts = tokens.counts(camp.db)[Kind.TOKEN]
    assert (counts[State.VOID], counts[State.USED]) == (9, 1)
    assert findings(camp.db) == []


def test_of_a_lost_run_some_are_found_and_the_rest_stays_lost(camp: Camp) -> None:
    make(camp)
    acts.mark(camp, State.LOST, FIRST, FIRST + 9, reason="wet")

    acts.mark(camp, State.FREE, FIRST + 3, FIRST + 5)

    assert [state(camp, FIRST + n) is State.LOST for n in range(10)] == [
        n not in {3, 4, 5} for n in range(10)
    ]


@pytest.mark.parametrize("state_", [State.VOID, State.LOST])
def test_strips_are_written_off_with_a_reason_only(camp: Camp, state_: State) -> None:
    make(camp)

    with pytest.raises(ReasonMissing):
        acts.mark(camp, state_, FIRST, FIRST)


def test_strips_that_nobody_made_cannot_be_marked_or_printed(camp: Camp) -> None:
    make(camp)
    for number in (FIRST - 1, FIRST + 10, 0, -5, 2_000_000):
        with pytest.raises(acts.NotMade):
            acts.mark(camp, State.ISSUED, FIRST, number)
        with pytest.raises(acts.NotMade):
            reception_paper.print_strips(camp, FIRST, number, io.BytesIO(), words=Words())


def test_another_token_in_the_form_sets_the_first_one_free(camp: Camp) -> None:
    make(camp)
    household = registered(camp, 1, FIRST)

    reception.receive(camp, household, family(1), (FIRST + 1,))
    reception.receive(camp, household, family(1), None)

    assert state(camp, FIRST) is State.FREE
    assert [each.first for each in tokens.used_by(camp.db, household)] == [FIRST + 1]


STATES = (State.ISSUED, State.VOID, State.LOST, State.FREE)
STEPS = st.lists(
    st.tuples(st.sampled_from([*STATES, State.USED]), st.integers(0, 7), st.integers(0, 7)),
    max_size=8,
)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(script=STEPS)
def test_a_strip_is_in_the_state_that_the_last_thing_allowed_put_it_in(
    template: Template, script: list[tuple[State, int, int]]
) -> None:
    now = [State.FREE] * 8
    with template.desks(1) as (desk,):
        camp = desk.camp
        make(camp, 8)
        for n, (wanted, one, other) in enumerate(script):
            low, high = sorted((one, other))
            try:
                if wanted is State.USED:
                    registered(camp, n, FIRST + one)
                else:
                    acts.mark(camp, wanted, FIRST + one, FIRST + other, reason="so it was")
            except CampDeskError:
                pass
            _expect(now, wanted, one if wanted is State.USED else low,
                    one if wanted is State.USED else high)  # fmt: skip

            assert _states(camp) == now
        counts = tokens.counts(camp.db)[Kind.TOKEN]
        assert counts == {each: now.count(each) for each in State}
        before = desk.digest
        journal.empty_tables(camp.db)
        journal.replay(camp.db)
        derived.rebuild(camp.db)
        assert desk.digest == before


def _states(camp: Camp) -> list[State]:
    """Return the states of the eight strips, and check that both ways of asking agree."""
    of_all = tokens.states(camp.db)
    found = [STRONGER[of_all[FIRST + each] - 1] for each in range(8)]
    assert state(camp, FIRST) is found[0]
    return found


def _expect(now: list[State], wanted: State, low: int, high: int) -> None:
    """Bring the model to what should follow; a strip found again is as it was before."""
    before = {
        State.ISSUED: {State.FREE},
        State.VOID: {State.FREE, State.ISSUED},
        State.LOST: {State.FREE, State.ISSUED},
        State.USED: {State.FREE, State.ISSUED},
        State.FREE: {State.VOID, State.LOST},
    }[wanted]
    for each in range(low, high + 1):
        if now[each] in before:
            if wanted is State.FREE:
                now[each] = _issued.pop((id(now), each), State.FREE)
            else:
                if now[each] is State.ISSUED and wanted is not State.USED:
                    _issued[id(now), each] = State.ISSUED
                now[each] = wanted


_issued: dict[tuple[int, int], State] = {}


@pytest.fixture(autouse=True)
def _forget() -> None:
    _issued.clear()


def test_households_are_looked_up_by_card_or_token(camp: Camp) -> None:
    make(camp)
    household = registered(camp, 1, FIRST)
    other = arrivals.register(camp, family(2)).household

    assert reception.household_of(camp, code(FIRST)) == household
    assert reception.household_of(camp, "0010000020") == other
    assert reception.household_of(camp, code(FIRST + 1)) is None
