"""Cards are issued anew and the old one is refused; collectors are grown up, or have a reason."""

from __future__ import annotations

import pytest

from camp_desk.actions import arrivals, camps, hand_over, household_cards
from camp_desk.actions.household_cards import Chosen, name_collectors
from camp_desk.actions.household_events import Change, ReasonMissing, change_status
from camp_desk.domain.cards import card_code
from camp_desk.domain.statuses import Status
from camp_desk.storage import collectors, events, members
from camp_desk.storage.camp import Camp
from tests.small_camp import Desk, family, freeze, meet, stocked


def test_a_card_issued_anew_makes_the_old_one_worthless(camp: Camp) -> None:
    made = arrivals.register(camp, family(1))
    stocked(camp)
    number = freeze(camp)

    again = household_cards.reissue_card(camp, made.household, "lost at the well")

    key = camp.here.keys.card
    assert again.issue == 2
    with pytest.raises(hand_over.OldCard):
        hand_over.hand_over(camp, number, card_code(made.number, 1, key))
    hand_over.hand_over(camp, number, card_code(made.number, 2, key))
    (event,) = events.history(camp.db, made.household)
    assert (event.kind, event.reason) == ("card", "lost at the well")
    with pytest.raises(ReasonMissing):
        household_cards.reissue_card(camp, made.household, "")


def test_who_collects_is_grown_up_and_stops_when_gone(camp: Camp) -> None:
    household = arrivals.register(camp, family(1, 4)).household
    head, wife, child, _ = (each.id for each in members.everybody(camp.db, household))

    with pytest.raises(household_cards.CollectorTooYoung):
        name_collectors(camp, household, (Chosen(child),))
    with pytest.raises(household_cards.CollectorTwice):
        name_collectors(camp, household, (Chosen(wife), Chosen(wife)))
    name_collectors(camp, household, (Chosen(wife), Chosen(head)))
    assert [each.person for each in collectors.collectors(camp.db, household)] == [wife, head]

    change_status(camp, household, Change(Status.DECEASED), [wife])
    assert [each.person for each in collectors.collectors(camp.db, household)] == [head]
    name_collectors(camp, household, ())
    assert collectors.collectors(camp.db, household) == []


def test_an_outsider_collects_with_a_reason_and_for_few(camp: Camp) -> None:
    homes = [arrivals.register(camp, family(n)).household for n in range(5)]
    neighbour = Chosen(name="سعد  العبيدي", reason="the father is in hospital")

    with pytest.raises(ReasonMissing):
        name_collectors(camp, homes[0], (Chosen(name="سعد العبيدي"),))
    for home in homes[:3]:
        name_collectors(camp, home, (neighbour,))
    name_collectors(camp, homes[2], (neighbour,))  # the same again is no further household
    with pytest.raises(household_cards.CollectsForTooMany):
        name_collectors(camp, homes[3], (neighbour,))
    camps.set_setting(camp, household_cards.OUTSIDER_HOUSEHOLDS, 4)
    name_collectors(camp, homes[3], (neighbour,))


def test_two_desks_that_name_collectors_apart_agree_and_a_finding_says_so(two: list[Desk]) -> None:
    here, there = two
    household = arrivals.register(here.camp, family(1, 4)).household
    meet(here, there)
    head, wife, *_ = (each.id for each in members.everybody(here.camp.db, household))
    there.clock.move(minutes=1)

    name_collectors(here.camp, household, (Chosen(head),))
    name_collectors(there.camp, household, (Chosen(wife),))
    meet(here, there)

    assert here.digest == there.digest
    assert here.findings == there.findings
    assert len(collectors.collectors(here.camp.db, household)) == 1
