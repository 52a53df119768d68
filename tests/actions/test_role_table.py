"""Who may do what: every action and every question refuses those that it is not for."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date

import pytest

from camp_desk.actions import (
    allocation,
    arrivals,
    camps,
    confirming_counts,
    count_sheets,
    counting,
    dispatch,
    duplicates,
    expecting,
    exporting,
    hand_over,
    household_cards,
    household_events,
    household_members,
    kitting,
    lists,
    loans,
    losses,
    manifests,
    needs,
    officers,
    rebagging,
    reception_paper,
    releases,
    relief_rules,
    reversing,
    rooms,
    sticks,
    stock,
    stock_cards,
    tokens,
    transfer,
)
from camp_desk.actions.leaving import Leaving, Out
from camp_desk.domain.errors import NotAllowed
from camp_desk.domain.ids import (
    DocumentId,
    ExpectedId,
    HouseholdId,
    LotId,
    PersonId,
    StoreId,
)
from camp_desk.domain.manifests import Way
from camp_desk.domain.pipeline import Expected, Likelihood, Terms
from camp_desk.domain.receipts import Rebagged
from camp_desk.domain.registration import Member, Sex
from camp_desk.domain.roles import RIGHTS, Right, Role
from camp_desk.domain.statuses import Status
from camp_desk.domain.tokens import Kind as Strip
from camp_desk.domain.tokens import State as TokenState
from camp_desk.domain.words import Words
from camp_desk.spreadsheets.export_columns import Listing
from camp_desk.spreadsheets.exporting import Form
from camp_desk.storage import journal
from camp_desk.storage.camp import Camp
from camp_desk.storage.views import Views
from tests.role_questions import ID, QUESTIONS
from tests.small_camp import Desk, a_list, ask, family, stick_of, views

LEAVING = Leaving(StoreId(ID), (Out("RIC", 1),))
WORDS = Words()
COMING = Expected("RIC", 1, date(2014, 6, 20), Likelihood.FIRM)


def leave(camp: Camp, listing: Listing) -> object:
    """Take a list out onto the stick."""
    wanted = exporting.Wanted(listing, Form.CSV, "WFP", 1)
    return exporting.export(camp, wanted, stick_of(camp) / "a.csv", words=WORDS)


COUNT = "CNT-001-0001"
ACTIONS: dict[str, tuple[Right, Callable[[Camp], object]]] = {
    "open a count": (Right.MOVE_STOCK, lambda c: counting.open_count(c, StoreId(ID))),
    "enter a count": (Right.MOVE_STOCK, lambda c: counting.enter(c, COUNT, "x", {1: 1})),
    "enter what was found": (
        Right.MOVE_STOCK,
        lambda c: counting.enter_found(c, COUNT, "x", stock.Came("RIC", 1)),
    ),
    "approve a count": (Right.DECIDE, lambda c: counting.approve(c, COUNT)),
    "confirm a count": (Right.DECIDE, lambda c: confirming_counts.confirm(c, COUNT)),
    "abandon a count": (Right.MOVE_STOCK, lambda c: counting.abandon(c, COUNT)),
    "tolerances": (Right.MANAGE, lambda c: counting.set_tolerance(c, sealed=0, loose=5)),
    "floor of a store": (Right.MOVE_STOCK, lambda c: rooms.set_area(c, StoreId(ID), 5)),
    "count sheet": (
        Right.MOVE_STOCK,
        lambda c: count_sheets.print_count_sheet(c, COUNT, io.BytesIO(), words=WORDS),
    ),
    "print a ledger": (
        Right.SEE_STOCK,
        lambda c: stock_cards.print_card(
            c, stock_cards.Wanted(StoreId(ID), "RIC"), io.BytesIO(), words=WORDS
        ),
    ),
    "register": (Right.REGISTER, lambda c: arrivals.register(c, family(1))),
    "rewrite": (Right.REGISTER, lambda c: arrivals.rewrite(c, HouseholdId(ID), family(1))),
    "take in a list": (Right.REGISTER, lambda c: lists.take_in(c, a_list(family(1)))),
    "change a status": (
        Right.REGISTER,
        lambda c: household_events.change_status(
            c, HouseholdId(ID), household_events.Change(Status.DECEASED)
        ),
    ),
    "take an event back": (Right.REGISTER, lambda c: household_events.take_back(c, ID, "x")),
    "confirm an event": (Right.REGISTER, lambda c: household_events.confirm(c, ID)),
    "a birth": (
        Right.REGISTER,
        lambda c: household_members.record_birth(c, HouseholdId(ID), "x", Sex.MALE),
    ),
    "a newcomer": (
        Right.REGISTER,
        lambda c: household_members.record_newcomer(c, HouseholdId(ID), Member("x")),
    ),
    "another head": (
        Right.REGISTER,
        lambda c: household_members.change_head(c, HouseholdId(ID), PersonId(ID)),
    ),
    "move": (
        Right.REGISTER,
        lambda c: household_members.move(c, HouseholdId(ID), PersonId(ID), HouseholdId(ID)),
    ),
    "split": (
        Right.REGISTER,
        lambda c: household_members.split(c, HouseholdId(ID), [], reason="x"),
    ),
    "collectors": (
        Right.REGISTER,
        lambda c: household_cards.name_collectors(c, HouseholdId(ID), ()),
    ),
    "a card anew": (
        Right.PRINT_CARDS,
        lambda c: household_cards.reissue_card(c, HouseholdId(ID), "x"),
    ),
    "a slip": (
        Right.PRINT_CARDS,
        lambda c: transfer.print_slip(c, HouseholdId(ID), io.BytesIO(), words=WORDS),
    ),
    "set a need": (Right.SEE_NEEDS, lambda c: needs.set_need(c, PersonId(ID), "PG")),
    "remove a need": (Right.SEE_NEEDS, lambda c: needs.remove_need(c, PersonId(ID), "PG")),
    "needs of a new family": (
        Right.SEE_NEEDS,
        lambda c: needs.record_with(c, HouseholdId(ID), {0: [needs.Found("PG")]}),
    ),
    "ask for a need": (Right.MANAGE, lambda c: needs.ask_for(c, "SM-CI", on=True)),
    "receive": (Right.MOVE_STOCK, lambda c: stock.receive(c, stock.Delivery(StoreId(ID), ()))),
    "count": (Right.MOVE_STOCK, lambda c: stock.count_opening(c, stock.Delivery(StoreId(ID), ()))),
    "lose": (
        Right.MOVE_STOCK,
        lambda c: stock.lose(c, (StoreId(ID), LotId(ID)), 1, reason="SHORT"),
    ),
    "a waybill": (
        Right.MOVE_STOCK,
        lambda c: dispatch.dispatch(c, dispatch.Dispatch(LEAVING, place="x")),
    ),
    "an arrival": (
        Right.MOVE_STOCK,
        lambda c: dispatch.receive_waybill(c, dispatch.Arrival(DocumentId(ID))),
    ),
    "a release order": (
        Right.MOVE_STOCK,
        lambda c: releases.release(c, releases.Release(LEAVING, "x")),
    ),
    "a return": (
        Right.MOVE_STOCK,
        lambda c: releases.take_back(c, releases.Return(StoreId(ID), ())),
    ),
    "a return to the sender": (
        Right.MOVE_STOCK,
        lambda c: releases.send_back(c, releases.SendBack(LEAVING, "x")),
    ),
    "the period of an item": (Right.MANAGE, lambda c: relief_rules.set_period(c, "", "TENT", 1)),
    "a loan": (Right.MOVE_STOCK, lambda c: loans.lend(c, LEAVING, loans.Terms("x"))),
    "a loan back": (
        Right.MOVE_STOCK,
        lambda c: loans.take_loan_back(c, DocumentId(ID), StoreId(ID), (), loans.Terms("x")),
    ),
    "borrowing": (
        Right.MOVE_STOCK,
        lambda c: loans.borrow(c, StoreId(ID), (), loans.Terms("x")),
    ),
    "giving back": (
        Right.MOVE_STOCK,
        lambda c: loans.give_back(c, DocumentId(ID), LEAVING, loans.Terms("x")),
    ),
    "rebagging": (
        Right.MOVE_STOCK,
        lambda c: rebagging.rebag(c, rebagging.Rebag(StoreId(ID), LotId(ID), Rebagged(1, 1))),
    ),
    "making kits": (
        Right.MOVE_STOCK,
        lambda c: kitting.make_kits(c, kitting.Making(StoreId(ID), "IRQ-RRM", 1)),
    ),
    "opening kits": (
        Right.MOVE_STOCK,
        lambda c: kitting.open_kits(c, kitting.Opening(StoreId(ID), LotId(ID), 1)),
    ),
    "confirming a loss": (Right.MOVE_STOCK, lambda c: losses.confirm(c, DocumentId(ID))),
    "reversing a document": (
        Right.MOVE_STOCK,
        lambda c: reversing.reverse(c, DocumentId(ID), "x"),
    ),
    "add a store": (Right.MOVE_STOCK, lambda c: stock.add_store(c, "2")),
    "expect": (Right.MOVE_STOCK, lambda c: expecting.expect(c, COMING)),
    "change what is expected": (Right.MOVE_STOCK, lambda c: expecting.change(c, COMING)),
    "drop what is expected": (Right.MOVE_STOCK, lambda c: expecting.drop(c, ExpectedId(ID))),
    "delivery times": (Right.MANAGE, lambda c: expecting.set_terms(c, Terms())),
    "plan": (Right.PLAN, lambda c: allocation.look(c, ask(c))),
    "freeze": (Right.PLAN, lambda c: allocation.freeze(c, ask(c), words=WORDS)),
    "close": (Right.PLAN, lambda c: hand_over.close_list(c, 1)),
    "hand over": (Right.HAND_OVER, lambda c: hand_over.hand_over(c, 1, "0010000012")),
    "look up": (Right.HAND_OVER, lambda c: hand_over.look_up(c, 1, "0010000012")),
    "reverse": (Right.HAND_OVER, lambda c: hand_over.reverse(c, 1, "0010000012")),
    "sync": (Right.SYNC, lambda c: sticks.sync_with(c, stick_of(c))),
    "invite": (Right.MANAGE, lambda c: sticks.invite(c, stick_of(c))),
    "give a role": (Right.MANAGE, lambda c: officers.give_role(c, ID, Role.REGISTRAR)),
    "retire an officer": (Right.MANAGE, lambda c: officers.retire(c, ID)),
    "take an officer back": (Right.MANAGE, lambda c: officers.bring_back(c, ID)),
    "add an officer": (
        Right.MANAGE,
        lambda c: officers.add_officer(c, "Sara", Role.REGISTRAR, "x"),
    ),
    "set": (Right.MANAGE, lambda c: camps.set_setting(c, "note", 1)),
    "merge": (Right.DECIDE, lambda c: duplicates.merge(c, HouseholdId(ID), HouseholdId(ID))),
    "unmerge": (Right.DECIDE, lambda c: duplicates.unmerge(c, HouseholdId(ID), HouseholdId(ID))),
    "confirm": (Right.DECIDE, lambda c: duplicates.confirm(c, ID)),
    "not the same": (Right.DECIDE, lambda c: duplicates.not_the_same(c, ID)),
    "choose a value": (Right.DECIDE, lambda c: duplicates.choose_value(c, ID, 1)),
    "accept a row": (Right.DECIDE, lambda c: duplicates.accept_row(c, ID)),
    "confirm an export": (Right.DECIDE, lambda c: exporting.confirm_export(c, ID)),
    "export people": (Right.SEE_NAMES, lambda c: leave(c, Listing.PEOPLE)),
    "export households": (Right.SEE_NAMES, lambda c: leave(c, Listing.HOUSEHOLDS)),
    "export stock": (Right.SEE_STOCK, lambda c: leave(c, Listing.STOCK)),
    "export movements": (Right.SEE_STOCK, lambda c: leave(c, Listing.MOVEMENTS)),
    "export a list": (Right.HAND_OVER, lambda c: leave(c, Listing.LIST)),
    "make tokens": (
        Right.PRINT_CARDS,
        lambda c: tokens.make(c, Strip.TOKEN, 1, "RED"),
    ),
    "print tokens": (
        Right.PRINT_CARDS,
        lambda c: reception_paper.print_strips(c, 1, 1, io.BytesIO(), words=WORDS),
    ),
    "mark tokens": (
        Right.REGISTER,
        lambda c: tokens.mark(c, TokenState.VOID, 1, 1, reason="x"),
    ),
    "use tokens": (Right.REGISTER, lambda c: tokens.give(c, HouseholdId(ID), (1,))),
    "open a manifest": (
        Right.REGISTER,
        lambda c: manifests.open_manifest(c, manifests.Bus(Way.ARRIVAL)),
    ),
    "register under it": (Right.REGISTER, lambda c: manifests.register_under(c, None)),
    "attach": (Right.REGISTER, lambda c: manifests.attach(c, ID, [HouseholdId(ID)])),
    "detach": (Right.REGISTER, lambda c: manifests.detach(c, ID, HouseholdId(ID))),
    "close a manifest": (Right.REGISTER, lambda c: manifests.close(c, ID)),
    "depart": (Right.REGISTER, lambda c: manifests.depart(c, ID)),
    "print a manifest": (
        Right.PRINT_CARDS,
        lambda c: reception_paper.print_manifest(c, ID, io.BytesIO(), words=WORDS),
    ),
    "keep ours": (Right.DECIDE, lambda c: duplicates.keep_ours(c, ID)),
}


def become(camp: Camp, role: Role) -> None:
    with camp.action("test") as entry:
        entry.put("officer", camp.officer_id, {"role": role.value})


def without(right: Right) -> list[Role]:
    return [role for role in Role if right not in RIGHTS[role]]


@pytest.mark.parametrize(("right", "action"), ACTIONS.values(), ids=ACTIONS.keys())
def test_an_action_is_refused_to_every_role_without_the_right_and_nothing_changes(
    desk: Desk, right: Right, action: Callable[[Camp], object]
) -> None:
    for role in without(right):
        become(desk.camp, role)
        before = journal.digest(desk.camp.db), journal.last(desk.camp.db, 1)

        with pytest.raises(NotAllowed):
            action(desk.camp)

        assert (journal.digest(desk.camp.db), journal.last(desk.camp.db, 1)) == before
    assert list(stick_of(desk).iterdir()) == []


@pytest.mark.parametrize(("right", "question"), QUESTIONS.values(), ids=QUESTIONS.keys())
def test_a_question_is_answered_to_the_roles_with_the_right_and_to_no_others(
    desk: Desk, right: Right, question: Callable[[Views], object]
) -> None:
    seen = views(desk.camp)
    for role in Role:
        become(desk.camp, role)
        if right in RIGHTS[role]:
            question(seen)
        else:
            with pytest.raises(NotAllowed):
                question(seen)
    seen.close()


def test_a_storekeeper_sees_counts_and_no_names(desk: Desk) -> None:
    arrivals.register(desk.camp, family(1))
    become(desk.camp, Role.STOREKEEPER)
    seen = views(desk.camp)

    assert seen.totals() == (1, 3)
    assert seen.population().total == 3
    for name in ("people", "findings"):
        with pytest.raises(NotAllowed):
            getattr(seen, name)(*[""][: name == "people"])
    seen.close()


def test_every_role_may_sync_and_only_a_supervisor_may_do_everything() -> None:
    assert all(Right.SYNC in rights for rights in RIGHTS.values())
    assert [role for role in Role if RIGHTS[role] == frozenset(Right)] == [Role.SUPERVISOR]


def test_an_officer_whom_the_camp_does_not_know_may_do_nothing(desk: Desk) -> None:
    desk.camp.db.conn.execute("DELETE FROM officer WHERE id = ?", (desk.camp.officer_id,))

    with pytest.raises(NotAllowed):
        arrivals.register(desk.camp, family(1))
    seen = views(desk.camp)
    for _, question in QUESTIONS.values():
        with pytest.raises(NotAllowed):
            question(seen)
    seen.close()


def test_every_right_is_asked_for_somewhere() -> None:
    asked = {right for right, _ in (*ACTIONS.values(), *QUESTIONS.values())}

    assert set(Right) == asked
