"""Days in a camp, made up at random: what officers at several desks do, in any order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from hypothesis import strategies as st

from camp_desk.actions import (
    allocation,
    arrivals,
    camps,
    duplicates,
    expecting,
    hand_over,
    household_cards,
    household_events,
    household_members,
    manifests,
    needs,
    sticks,
    stock,
    tokens,
)
from camp_desk.actions.catalogues import loss_categories
from camp_desk.domain.cards import written
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.ids import HouseholdId
from camp_desk.domain.manifests import Way
from camp_desk.domain.pipeline import Expected, Likelihood
from camp_desk.domain.registration import Sex
from camp_desk.domain.statuses import Status
from camp_desk.domain.tokens import Kind as Strip
from camp_desk.domain.tokens import State
from camp_desk.domain.words import Words
from camp_desk.storage import expected as expected_storage
from camp_desk.storage import findings, households, members, ration_lists
from camp_desk.storage import stock as stock_storage
from camp_desk.storage.camp import Camp
from camp_desk.storage.findings import Kind
from tests.small_camp import Desk, ask, counted, family, receive, stick_of


@dataclass(frozen=True)
class Step:
    """One thing done at one desk; ``a`` and ``b`` say to whom, with what."""

    desk: int
    what: str
    a: int
    b: int


def household(camp: Camp, n: int) -> HouseholdId:
    """Return one of the camp's households.

    Raises:
        NoSuchHousehold: There is none.
    """
    rows = camp.db.conn.execute("SELECT id FROM household ORDER BY number").fetchall()
    if not rows:
        raise arrivals.NoSuchHousehold(number="")
    return HouseholdId(rows[n % len(rows)][0])


def register(desk: Desk, a: int, b: int) -> None:
    arrivals.register(desk.camp, counted(a, women=b % 4) if b % 5 == 0 else family(a, 1 + b % 4))


def rewrite(desk: Desk, a: int, b: int) -> None:
    id_ = household(desk.camp, a)
    found = households.household(desk.camp.db, id_)
    assert found is not None
    edited = found.registration
    match b % 4:
        case 0:
            edited = replace(edited, phone=f"0770{b:07d}")
        case 1:
            edited = replace(edited, place=family(b).place)
        case 2:
            edited = family(b, 1 + b % 4)
        case 3:
            edited = replace(edited, members=edited.members[: 1 + b % 2])
    arrivals.rewrite(desk.camp, id_, edited)


def receive_some(desk: Desk, a: int, b: int) -> None:
    labels = ("L1", "l1", "L 1", "L2")
    receive(desk.camp, ("RIC", "OIL", "SUG")[a % 3], kg=10 + b, label=labels[b % 4])


def expect(desk: Desk, a: int, b: int) -> None:
    """Expect a delivery, change or drop what is expected, or let it come."""
    camp, day = desk.camp, desk.camp.today() + timedelta(days=b)
    due = expected_storage.expected(camp.db)
    if not due or a % 4 == 0:
        likelihood = list(Likelihood)[b % 3]
        expecting.expect(camp, Expected("RIC", 1 + b, day, likelihood, "WFP", f"WB-{b % 3}"))
    elif a % 4 == 1:
        expecting.change(camp, replace(due[b % len(due)], day=day, quantity=1 + b))
    elif a % 4 == 2:
        expecting.drop(camp, due[b % len(due)].id)
    else:
        came, waybill = (stock.Came("RIC", 5, "L9"),), due[b % len(due)].reference
        stock.receive(camp, stock.Delivery(stock.store_named(camp), came, waybill=waybill))


def lose(desk: Desk, a: int, b: int) -> None:
    piles = stock_storage.piles(desk.camp.db)
    if piles:
        pile = piles[a % len(piles)]
        reasons = sorted(loss_categories())
        stock.lose(desk.camp, (pile.store, pile.lot), 1 + b * 100, reason=reasons[b % len(reasons)])


def freeze(desk: Desk, a: int, b: int) -> None:
    asked = ask(desk.camp, "IRQ-HALF", days=1 + a % 5)
    allocation.freeze(desk.camp, asked, words=Words(), take_equal_share=bool(b % 2))


def _list(camp: Camp, n: int) -> int:
    lists = ration_lists.lists(camp.db)
    return lists[n % len(lists)].number if lists else 0


def _card(camp: Camp, n: int) -> str:
    found = households.household(camp.db, household(camp, n))
    assert found is not None
    return written(found.number)


def serve(desk: Desk, a: int, b: int) -> None:
    hand_over.hand_over(desk.camp, _list(desk.camp, a), _card(desk.camp, b))


def reverse(desk: Desk, a: int, b: int) -> None:
    hand_over.reverse(desk.camp, _list(desk.camp, a), _card(desk.camp, b))


def close(desk: Desk, a: int, _b: int) -> None:
    hand_over.close_list(desk.camp, _list(desk.camp, a))


def merge(desk: Desk, a: int, b: int) -> None:
    duplicates.merge(desk.camp, household(desk.camp, a), household(desk.camp, b))


def unmerge(desk: Desk, a: int, b: int) -> None:
    duplicates.unmerge(desk.camp, household(desk.camp, a), household(desk.camp, b))


STATUSES = (
    Status.DECEASED, Status.DEPARTED_ONWARD, Status.ON_HOLD, Status.ACTIVE, Status.INACTIVE_ABSENT,
)  # fmt: skip


def happen(desk: Desk, a: int, b: int) -> None:
    """Let something happen to a household: to all of it, or to one of its members."""
    camp, id_ = desk.camp, household(desk.camp, a)
    everybody = members.everybody(camp.db, id_)
    person = everybody[b % len(everybody)].id
    change = household_events.Change(STATUSES[b % 5], reason="so it was", destination="Erbil")
    match b % 7:
        case 0:
            household_members.record_birth(camp, id_, "نور", Sex.FEMALE)
        case 1:
            household_members.split(camp, id_, [person], reason="another tent")
        case 2:
            household_members.move(camp, id_, person, household(camp, a + 1))
        case 3:
            household_members.change_head(camp, id_, person)
        case 4:
            household_cards.reissue_card(camp, id_, "lost")
        case 5:
            household_events.change_status(camp, id_, change, [person])
        case 6:
            household_events.change_status(camp, id_, change)


def collect(desk: Desk, a: int, b: int) -> None:
    camp, id_ = desk.camp, household(desk.camp, a)
    person = members.everybody(camp.db, id_)[0].id
    chosen = (
        household_cards.Chosen(person) if b % 2 else household_cards.Chosen(name="X", reason="Y")
    )
    household_cards.name_collectors(camp, id_, (chosen,))


def use_token(desk: Desk, a: int, b: int) -> None:
    """Make, mark or use strips: the first five numbers of desk 1 are fought over."""
    camp = desk.camp
    number = 100_000 + a % 5
    match b % 5:
        case 0:
            tokens.make(camp, Strip.TOKEN, 1 + b % 3, "RED")
        case 1:
            state = (State.VOID, State.LOST, State.FREE, State.ISSUED)[a % 4]
            tokens.mark(camp, state, number, number + 1, reason="so it was")
        case 2:
            tokens.give(camp, household(camp, b), ())
        case _:
            tokens.give(camp, household(camp, b), (number,))


def ride(desk: Desk, a: int, b: int) -> None:
    """Let a bus come or leave, and households hang on it."""
    camp = desk.camp
    ids = [id_ for (id_,) in camp.db.conn.execute("SELECT id FROM manifest ORDER BY number")]
    if b % 5 == 0 or not ids:
        way = Way.DEPARTURE if a % 3 == 0 else Way.ARRIVAL
        manifests.open_manifest(camp, manifests.Bus(way, str(a), total=b or 1, destination="Erbil"))
        return
    id_ = ids[a % len(ids)]
    match b % 5:
        case 1 | 2:
            manifests.attach(camp, id_, [household(camp, b)])
        case 3:
            manifests.detach(camp, id_, household(camp, b))
        case 4 if a % 2:
            manifests.close(camp, id_, "so it was")
        case 4:
            manifests.depart(camp, id_)


def need(desk: Desk, a: int, b: int) -> None:
    """Set or remove a need of somebody, or let the camp ask for one more."""
    camp = desk.camp
    everybody = members.everybody(camp.db, household(camp, a))
    person, code = everybody[b % len(everybody)].id, ("PG", "SM-CI")[a % 2]
    match b % 4:
        case 0:
            needs.remove_need(camp, person, code)
        case 1:
            needs.ask_for(camp, "SM-CI", on=bool(a % 3))
        case _:
            needs.set_need(camp, person, code, pending=b % 4 == 2)


def put_setting(desk: Desk, a: int, b: int) -> None:
    camps.set_setting(desk.camp, ("camp-name", "language", "note")[a % 3], f"value {b % 5}")


def decide(desk: Desk, a: int, b: int) -> None:
    found = findings.findings(desk.camp.db)
    if not found:
        return
    finding = found[a % len(found)]
    if finding.kind is Kind.DESKS_DISAGREE:
        values = finding.facts["values"]
        assert isinstance(values, list)
        duplicates.choose_value(desk.camp, finding.id, values[b % len(values)][1])
    elif finding.kind is Kind.POSSIBLE_DUPLICATE:
        duplicates.not_the_same(desk.camp, finding.id)


def move_clock(desk: Desk, a: int, b: int) -> None:
    desk.clock.move(minutes=(a - 4) * b)


def meet_a_stick(desk: Desk, a: int, _b: int) -> None:
    sticks.sync_with(desk.camp, _one_of_two_sticks(desk, a))


def lose_a_file(desk: Desk, a: int, b: int) -> None:
    """Take a file off a stick, as careless hands do."""
    files = sorted(_one_of_two_sticks(desk, a).rglob("*.segment"))
    if files:
        files[b % len(files)].unlink()


def _one_of_two_sticks(desk: Desk, n: int) -> Path:
    stick = stick_of(desk)
    return stick if n % 2 else stick / "second"


WORK: dict[str, Callable[[Desk, int, int], None]] = {
    "register": register,
    "rewrite": rewrite,
    "receive": receive_some,
    "expect": expect,
    "lose": lose,
    "freeze": freeze,
    "serve": serve,
    "reverse": reverse,
    "close": close,
    "merge": merge,
    "unmerge": unmerge,
    "happen": happen,
    "collect": collect,
    "token": use_token,
    "ride": ride,
    "need": need,
    "setting": put_setting,
    "decide": decide,
}
EVERYTHING = {**WORK, "clock": move_clock, "stick": meet_a_stick, "lost-file": lose_a_file}

LIKELY = ("register", "rewrite", "receive", "serve", "stick", "stick")


def steps(
    desks: int, *, most: int, what: Sequence[str] = tuple(EVERYTHING)
) -> st.SearchStrategy[list[Step]]:
    """Return a strategy of scripts for so many desks."""
    usual = [name for name in LIKELY if name in what]
    return st.lists(
        st.builds(
            Step,
            st.integers(0, desks - 1),
            st.sampled_from([*what, *usual]),
            st.integers(0, 11),
            st.integers(0, 30),
        ),
        max_size=most,
    )


def play(desks: Sequence[Desk], script: Sequence[Step]) -> None:
    """Do what a script says; what the program refuses with a sentence is refused."""
    for desk in desks:
        (stick_of(desk) / "second").mkdir(exist_ok=True)
    for step in script:
        with suppress(CampDeskError):
            EVERYTHING[step.what](desks[step.desk], step.a, step.b)
