import random
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from camp_desk.domain.ids import DeskNumber
from camp_desk.sync.order import Missing, Position, Stored, plan

A, B, C = DeskNumber(1), DeskNumber(2), DeskNumber(3)


def hash_of(desk: int, number: int, branch: str = "") -> bytes:
    return f"{desk}/{number}{branch if number else ''}".encode()


def stored(desk: DeskNumber, number: int, **seen: int) -> Stored:
    saw = {DeskNumber(ord(name) - ord("a") + 1): n for name, n in seen.items()}
    return Stored(desk, number, hash_of(desk, number), hash_of(desk, number - 1), saw)


def at(**numbers: int) -> dict[DeskNumber, Position]:
    desks = {DeskNumber(ord(name) - ord("a") + 1): n for name, n in numbers.items()}
    return {desk: Position(n, hash_of(desk, n)) for desk, n in desks.items()}


@st.composite
def histories(draw: st.DrawFn) -> list[Stored]:
    """Desks that take in one another's segments and seal: what really can have happened."""
    desks = [DeskNumber(n) for n in range(1, draw(st.integers(1, 4)) + 1)]
    sealed = dict.fromkeys(desks, 0)
    seen: dict[DeskNumber, dict[DeskNumber, int]] = {desk: {} for desk in desks}
    segments: list[Stored] = []
    for _ in range(draw(st.integers(0, 14))):
        desk, other = draw(st.sampled_from(desks)), draw(st.sampled_from(desks))
        if other != desk:
            known = {**seen[other], other: sealed[other]}
            for each in known.keys() - {desk}:
                seen[desk][each] = max(known[each], seen[desk].get(each, 0))
        sealed[desk] += 1
        number = sealed[desk]
        before = hash_of(desk, number - 1)
        segments.append(Stored(desk, number, hash_of(desk, number), before, dict(seen[desk])))
    return segments


def closure(segments: Iterable[Stored]) -> set[tuple[int, int]]:
    """Return what can be applied, by the plainest reading of the rule."""
    done: set[tuple[int, int]] = set()
    while True:
        more = {
            (each.desk, each.number)
            for each in segments
            if all((each.desk, n) in done for n in range(1, each.number))
            and all((d, n) in done for d, most in each.seen.items() for n in range(1, most + 1))
        }
        if more <= done:
            return done
        done |= more


@given(histories(), st.data())
def test_a_segment_is_ready_exactly_when_all_before_it_and_all_it_saw_is(
    segments: list[Stored], data: st.DataObject
) -> None:
    here = [each for each in segments if data.draw(st.booleans())]

    planned = plan({}, here)

    assert {(each.desk, each.number) for each in planned.ready} == closure(here)
    assert len(planned.ready) + len(planned.waiting) == len(here)
    assert not planned.stopped


@given(histories(), st.data())
def test_what_is_ready_stands_after_all_that_it_needs(
    segments: list[Stored], data: st.DataObject
) -> None:
    done: set[tuple[int, int]] = set()
    for each in plan({}, data.draw(st.permutations(segments))).ready:
        assert all((each.desk, n) in done for n in range(1, each.number))
        assert all(most == 0 or (d, most) in done for d, most in each.seen.items())
        done.add((each.desk, each.number))


@given(histories(), st.randoms(use_true_random=False))
@settings(deadline=None)
def test_any_order_of_arrival_in_any_number_of_visits_ends_with_everything_applied(
    segments: list[Stored], chance: random.Random
) -> None:
    arriving = [*segments, *chance.sample(segments, len(segments) // 2)]
    chance.shuffle(arriving)
    applied: dict[DeskNumber, Position] = {}
    here: list[Stored] = []
    order = []
    while arriving:
        visit = chance.randint(1, 4)
        here += arriving[:visit]
        del arriving[:visit]
        for each in plan(applied, here).ready:
            applied[each.desk] = Position(each.number, each.hash)
            order.append((each.desk, each.number))

    assert sorted(order) == sorted((each.desk, each.number) for each in segments)
    assert plan(applied, here).waiting == ()


@given(histories(), st.data())
def test_once_what_is_said_to_be_missing_has_come_nothing_waits(
    segments: list[Stored], data: st.DataObject
) -> None:
    here = [each for each in segments if data.draw(st.booleans())]
    planned = plan({}, here)
    while planned.missing:
        named = {(m.desk, n) for m in planned.missing for n in range(m.first, m.last + 1)}
        assert not named & {(each.desk, each.number) for each in here}
        here += [each for each in segments if (each.desk, each.number) in named]
        planned = plan({}, here)

    assert planned.waiting == ()


def test_the_sentence_names_runs_of_missing_segments() -> None:
    planned = plan(at(c=11), [stored(A, 1, c=14), stored(C, 17), stored(C, 13)])

    assert planned.ready == ()
    assert planned.missing == (Missing(C, 12, 12), Missing(C, 14, 16))


def test_a_desk_that_starts_from_a_snapshot_goes_on_from_there() -> None:
    planned = plan(at(a=5, b=2), [stored(A, 4), stored(A, 5), stored(A, 6, b=2)])

    assert planned.ready == (stored(A, 6, b=2),)
    assert not planned.waiting


def test_two_segments_with_one_number_stop_their_desk_there_and_nobody_else() -> None:
    twin = Stored(B, 2, b"other", hash_of(B, 1), {})

    planned = plan({}, [stored(B, 1), stored(B, 2), twin, stored(B, 3), stored(A, 1, b=1)])

    assert [(each.desk, each.number) for each in planned.ready] == [(B, 1), (A, 1)]
    assert planned.stopped == {B}
    assert planned.missing == ()


def test_a_twin_of_what_is_applied_and_a_broken_chain_stop_the_desk() -> None:
    twin = Stored(B, 2, b"other", hash_of(B, 1), {})
    after_twin = Stored(B, 3, b"three", b"other", {})

    assert plan(at(b=2), [twin, stored(B, 3)]).stopped == {B}
    assert plan(at(b=2), [after_twin]).stopped == {B}
    assert plan(at(b=2), [after_twin]).ready == ()


@pytest.mark.parametrize("number", [1, 2])
def test_a_segment_that_saw_the_impossible_waits_and_harms_nobody(number: int) -> None:
    liar = stored(A, number, b=999_999)

    planned = plan({}, [liar, stored(B, 1)])

    assert planned.ready == (stored(B, 1),)
    assert Missing(B, 2, 999_999) in planned.missing
