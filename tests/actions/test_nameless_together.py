"""A refusal stands for all cards of a family, whoever joined them and whoever knew of it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from camp_desk.actions import arrivals, duplicates, needs
from camp_desk.domain.consent import Consent
from camp_desk.domain.ids import HouseholdId
from camp_desk.storage import derived, households, members, pages
from camp_desk.storage import needs as stored_needs
from camp_desk.storage.camp import Camp
from camp_desk.storage.people import Show, found, shown
from tests.small_camp import MORNING, Desk, family, meet, record_consent, views

TODAY = date(2014, 6, 14)
NO = Consent(given=False, at=MORNING, language="ckb")
YES = replace(NO, given=True)


def unnamed(camp: Camp) -> set[HouseholdId]:
    rows = camp.db.conn.execute("SELECT household FROM unnamed")
    return {HouseholdId(household) for (household,) in rows}


def listed(camp: Camp, household: HouseholdId) -> list[str]:
    """Return the names under which the list of everyone shows a household."""
    rows = found(camp.db, "", Show.ALL, TODAY)
    return [row.name for row in shown(camp.db, rows).values() if row.household == household]


def joined_while_one_refused(two: list[Desk]) -> tuple[HouseholdId, HouseholdId]:
    """Join two households on one desk while the other desk writes down what the second answers."""
    one, other = (desk.camp for desk in two)
    first = arrivals.register(one, family(1)).household
    second = arrivals.register(one, family(2)).household
    needs.set_need(one, members.everybody(one.db, first)[1].id, "DS-PM")
    meet(*two)
    duplicates.merge(one, first, second)
    record_consent(other, second, NO)
    meet(*two)
    return first, second


def test_a_card_that_another_desk_joined_with_one_that_refused_shows_no_name(
    two: list[Desk],
) -> None:
    first, second = joined_while_one_refused(two)

    assert two[0].digest == two[1].digest
    name = family(1).head.own
    for camp in (desk.camp for desk in two):
        assert unnamed(camp) == {first, second}
        assert not any(listed(camp, first) + listed(camp, second))
        assert not found(camp.db, name, Show.ALL, TODAY)
        kept = households.household(camp.db, first)
        assert kept is not None
        assert kept.registration.anonymous
        assert kept.registration.size == 3
        assert not kept.registration.phone
        page = pages.page(camp.db, first)
        assert page is not None
        assert [each.member.name for each in page.people] == [""]
        assert page.collectors == ()
        assert stored_needs.counted(camp.db, ("DS-PM",))[1] == 0
        told = views(camp).needs(first)
        assert told is not None
        assert (told.history, [each.member.name for each in told.people]) == ((), [""])


def test_taking_the_two_apart_shows_the_names_of_the_one_that_did_not_refuse(
    two: list[Desk],
) -> None:
    first, second = joined_while_one_refused(two)

    duplicates.unmerge(two[0].camp, first, second)
    meet(*two)

    for camp in (desk.camp for desk in two):
        assert unnamed(camp) == {second}
        assert family(1).head.name in listed(camp, first)
        assert found(camp.db, family(1).head.own, Show.ALL, TODAY)


def test_a_head_who_agrees_later_agrees_for_all_cards(two: list[Desk]) -> None:
    first, _ = joined_while_one_refused(two)
    standing = households.canonical(two[0].camp.db, first)

    arrivals.rewrite(two[0].camp, standing, replace(family(4), consent=YES))
    meet(*two)

    for camp in (desk.camp for desk in two):
        assert unnamed(camp) == set()
        assert family(4).head.name in listed(camp, standing)


Step = tuple[str, int, int]
STEPS = st.lists(
    st.tuples(st.sampled_from(["no", "yes", "join", "part"]), st.integers(0, 3), st.integers(0, 3)),
    max_size=8,
)


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_a_household_is_without_names_exactly_when_a_head_of_its_family_refused(
    camp: Camp, steps: list[Step]
) -> None:
    these = [arrivals.register(camp, family(n)).household for n in range(4)]
    for what, one, other in steps:
        with suppress(duplicates.OneFamilyAlready, duplicates.NotJoined):
            if what in {"yes", "no"}:
                with camp.action("rewrite-household") as entry:  # as a desk that knew of nothing
                    entry.put("household", these[one], {"consent": int(what == "yes")})
            elif what == "join":
                duplicates.merge(camp, these[one], these[other])
            else:
                duplicates.unmerge(camp, these[one], these[other])

    refused = {each for each in these if households.refused(camp.db, each)}
    expected = {each for each in these if refused & {*households.same_as(camp.db, each)}}
    assert unnamed(camp) & {*these} == expected
    before = unnamed(camp)
    derived.rebuild(camp.db)
    assert unnamed(camp) == before
