"""A family without a name goes through all that a named one does: strips, buses, needs, sync."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from pypdf import PdfReader

from camp_desk.actions import (
    arrivals,
    manifests,
    needs,
    reception,
    reception_paper,
    tokens,
)
from camp_desk.domain.consent import Consent
from camp_desk.domain.ids import HouseholdId, PersonId
from camp_desk.domain.manifests import Way
from camp_desk.domain.registration import Counts, Member, Registration
from camp_desk.domain.statuses import Status
from camp_desk.domain.tokens import Kind, State
from camp_desk.domain.words import Words
from camp_desk.storage import households, members
from camp_desk.storage import manifests as stored
from camp_desk.storage import needs as stored_needs
from camp_desk.storage.camp import Camp
from camp_desk.storage.tokens import strip
from tests.small_camp import MORNING, Desk, family, meet, record_consent, views

NO = Consent(given=False, at=MORNING, language="ckb")
FIVE = Counts((1, 0, 0, 2, 0), (0, 1, 0, 1, 0))
NAMELESS = Registration((Member(""),), counts=FIVE, consent=NO)
FIRST = 100_000


def refuse(camp: Camp, household: HouseholdId) -> None:
    record_consent(camp, household, NO)


def persons(camp: Camp, household: HouseholdId) -> list[PersonId]:
    return [each.id for each in members.everybody(camp.db, household)]


def test_it_has_a_token_and_stands_on_the_sheet_of_its_bus_by_its_number_of_people(
    camp: Camp,
) -> None:
    tokens.make(camp, Kind.TOKEN, 5, "RED")
    bus = manifests.open_manifest(camp, manifests.Bus(Way.ARRIVAL, "12345", total=5)).id
    household = reception.receive(camp, None, NAMELESS, (FIRST + 1,)).household

    found = views(camp).token(FIRST + 1)
    assert (found.household, found.head, found.size) == (household, "", 5)
    assert [(each.head, each.size) for each in stored.aboard(camp.db, bus)] == [("", 5)]
    out = io.BytesIO()
    reception_paper.print_manifest(camp, bus, out, words=Words(), other=None)
    assert "Anonymous, 5 people" in PdfReader(out).pages[0].extract_text()


def test_it_leaves_by_a_bus_with_everybody_who_was_counted(camp: Camp) -> None:
    household = arrivals.register(camp, NAMELESS).household
    bus = manifests.Bus(Way.DEPARTURE, "99", destination="Baharka")
    leaving = manifests.open_manifest(camp, bus).id
    manifests.attach(camp, leaving, [household])

    manifests.depart(camp, leaving)

    (gone,) = stored.aboard(camp.db, leaving)
    assert (gone.size, gone.status) == (5, Status.DEPARTED_ONWARD)


def test_needs_end_when_the_head_refuses_and_none_is_written_down_after_it(camp: Camp) -> None:
    household = arrivals.register(camp, family(1)).household
    head, wife, _ = persons(camp, household)
    for person in (head, wife):
        needs.set_need(camp, person, "DS-PM", pending=True)

    refuse(camp, household)

    assert stored_needs.marked(camp.db, (head, wife)) == frozenset()
    assert list(stored_needs.pending(camp.db)) == []
    with pytest.raises(needs.Nameless):
        needs.set_need(camp, head, "DS-PM")
    agreed = replace(family(1), consent=replace(NO, given=True))
    arrivals.rewrite(camp, household, agreed)
    assert needs.set_need(camp, persons(camp, household)[0], "DS-PM")


def test_two_desks_agree_when_one_takes_the_names_out_and_the_other_writes_a_need_and_a_token(
    two: list[Desk],
) -> None:
    one, other = (desk.camp for desk in two)
    tokens.make(one, Kind.TOKEN, 5, "RED")
    household = arrivals.register(one, family(1)).household
    meet(*two)
    refuse(one, household)
    needs.set_need(other, persons(other, household)[1], "DS-PM")
    tokens.give(other, household, (FIRST,))

    meet(*two)

    assert two[0].digest == two[1].digest
    for camp in (one, other):
        kept = households.household(camp.db, household)
        assert kept is not None
        assert kept.registration.anonymous
        assert not any(each.name for each in kept.registration.members)
        assert strip(camp.db, FIRST).state is State.USED
        assert stored_needs.counted(camp.db, ("DS-PM",))[1] == 0
