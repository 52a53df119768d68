"""Buses: households hang on them, they close with a named difference, and people leave by them."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from camp_desk.actions import arrivals, manifests, reception, reception_paper, tokens, transfer
from camp_desk.actions.household_events import DestinationMissing
from camp_desk.domain.cards import written
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.ids import HouseholdId
from camp_desk.domain.manifests import Way
from camp_desk.domain.registration import Counts
from camp_desk.domain.statuses import Status
from camp_desk.domain.tokens import Kind as Strip
from camp_desk.domain.words import Words
from camp_desk.storage import events, households, journal
from camp_desk.storage import manifests as stored
from camp_desk.storage.camp import Camp
from camp_desk.storage.findings import Kind, findings
from camp_desk.storage.manifests import Manifest
from tests.small_camp import Desk, counted, family, meet

OUT = manifests.Bus(Way.DEPARTURE, "99", destination="Baharka")


def came(camp: Camp, total: int | None = 8, plate: str = "12345") -> bytes:
    return manifests.open_manifest(camp, manifests.Bus(Way.ARRIVAL, plate, total=total)).id


def now(camp: Camp, id_: bytes) -> Manifest:
    found = stored.manifest(camp.db, id_)
    assert found is not None
    return found


@pytest.fixture
def three(camp: Camp) -> list[HouseholdId]:
    """Three families, of two, three and four."""
    return [arrivals.register(camp, family(n, n + 2)).household for n in range(3)]


def test_families_registered_while_a_manifest_is_open_hang_on_it(camp: Camp) -> None:
    arrivals.register(camp, family(1))
    id_ = came(camp)

    reception.receive(camp, None, family(2, 3))
    reception.receive(camp, None, counted(3, women=1, men=1))

    found = stored.current(camp.db)
    assert found is not None
    assert (found.id, found.households, found.people, found.total) == (id_, 2, 5, 8)


def test_nothing_hangs_on_a_manifest_that_is_closed_or_of_another_laptop(two: list[Desk]) -> None:
    one, other = (desk.camp for desk in two)
    id_ = came(one)
    meet(*two)
    reception.receive(other, None, family(1))
    assert now(other, id_).households == 0

    manifests.register_under(other, id_)
    reception.receive(other, None, family(2))
    meet(*two)
    assert now(one, id_).households == now(other, id_).households == 1
    manifests.close(one, id_, "some went on")
    reception.receive(one, None, family(3))

    assert now(one, id_).households == 1
    assert stored.current(one.db) is None


def test_a_manifest_is_closed_when_everybody_is_there_or_the_difference_is_named(
    camp: Camp, three: list[HouseholdId]
) -> None:
    id_ = came(camp, total=9)
    manifests.attach(camp, id_, three[:2])
    with pytest.raises(manifests.DifferenceUnnamed) as refused:
        manifests.close(camp, id_)
    assert refused.value.values == {"done": 5, "total": 9}

    manifests.attach(camp, id_, three[2:])
    manifests.close(camp, id_)

    assert now(camp, id_).closed is not None
    with pytest.raises(manifests.ManifestClosed):
        manifests.attach(camp, id_, three[:1])


def test_a_household_is_on_a_manifest_once_and_can_be_taken_off(
    camp: Camp, three: list[HouseholdId]
) -> None:
    id_ = came(camp)
    manifests.attach(camp, id_, three)
    with pytest.raises(manifests.AlreadyAboard):
        manifests.attach(camp, id_, three[:1])

    manifests.detach(camp, id_, three[1])

    assert [each.household for each in stored.aboard(camp.db, id_)] == [three[0], three[2]]
    manifests.attach(camp, id_, three[1:2])
    assert now(camp, id_).people == 9


@pytest.mark.parametrize(
    ("bus", "trouble"),
    [
        (manifests.Bus(Way.ARRIVAL, total=0), manifests.BadTotal),
        (manifests.Bus(Way.ARRIVAL, total=5_001), manifests.BadTotal),
        (
            manifests.Bus(Way.ARRIVAL, total=3, counts=Counts((1, 0, 0, 0, 0), unknown=1)),
            manifests.CountsDiffer,
        ),
        (manifests.Bus(Way.DEPARTURE, "1"), DestinationMissing),
        (manifests.Bus(Way.ARRIVAL, "1" * 300), CampDeskError),
    ],
)
def test_a_bus_that_cannot_be_is_refused_and_nothing_is_written(
    camp: Camp, bus: manifests.Bus, trouble: type[CampDeskError]
) -> None:
    before = journal.digest(camp.db)

    with pytest.raises(trouble):
        manifests.open_manifest(camp, bus)

    assert journal.digest(camp.db) == before
    assert stored.current(camp.db) is None


def test_everybody_on_a_bus_leaves_in_one_action_and_gets_a_slip(
    camp: Camp, three: list[HouseholdId]
) -> None:
    id_ = manifests.open_manifest(camp, OUT).id
    manifests.attach(camp, id_, three)
    before = journal.count(camp.db)

    left = manifests.depart(camp, id_)

    assert journal.count(camp.db) == before + 1
    assert set(left.households) == set(three)
    for each in three:
        (event,) = events.history(camp.db, each)
        assert (event.status, event.destination) == (Status.DEPARTED_ONWARD, "Baharka")
    awaiting = [each for each in findings(camp.db) if each.kind is Kind.EVENT_AWAITING]
    assert len(awaiting) == 3
    assert (now(camp, id_).people, now(camp, id_).closed is not None) == (9, True)
    out = io.BytesIO()
    transfer.print_slips(camp, left.households, out, words=Words())
    pages = [page.extract_text() for page in PdfReader(out).pages]
    assert len(pages) == 3
    assert all("Baharka" in page for page in pages)


def test_who_goes_home_needs_no_destination(camp: Camp, three: list[HouseholdId]) -> None:
    home = manifests.Bus(Way.DEPARTURE, "99", status=Status.DEPARTED_RETURN)
    id_ = manifests.open_manifest(camp, home).id
    manifests.attach(camp, id_, three[:1])

    manifests.depart(camp, id_)

    found = households.household(camp.db, three[0])
    assert found is not None
    assert found.status == Status.DEPARTED_RETURN


def test_a_bus_leaves_with_all_or_with_nobody(camp: Camp, three: list[HouseholdId]) -> None:
    first, second = (manifests.open_manifest(camp, OUT).id for _ in range(2))
    manifests.attach(camp, first, three[:1])
    manifests.attach(camp, second, three)
    manifests.depart(camp, first)
    before = journal.digest(camp.db)

    with pytest.raises(manifests.NotHere) as refused:
        manifests.depart(camp, second)

    assert refused.value.values == {"number": "001 000 001-2"}
    assert journal.digest(camp.db) == before


@pytest.mark.parametrize("way", list(Way))
def test_a_manifest_goes_one_way(camp: Camp, three: list[HouseholdId], way: Way) -> None:
    id_ = manifests.open_manifest(camp, manifests.Bus(way, destination="Erbil")).id
    manifests.attach(camp, id_, three)

    with pytest.raises(manifests.OtherWay):
        (manifests.close if way is Way.DEPARTURE else manifests.depart)(camp, id_)


def test_nobody_leaves_with_an_empty_bus(camp: Camp) -> None:
    id_ = manifests.open_manifest(camp, OUT).id

    with pytest.raises(manifests.NobodyAboard):
        manifests.depart(camp, id_)


def test_two_desks_fill_one_bus_and_count_a_family_that_both_wrote_down_once(
    two: list[Desk],
) -> None:
    one, other = (desk.camp for desk in two)
    id_, household = came(one), arrivals.register(one, family(1)).household
    meet(*two)
    for camp in (one, other):
        manifests.attach(camp, id_, [household])
        reception.receive(camp, None, family(int(camp.desk) + 3))
        manifests.register_under(camp, id_)
        reception.receive(camp, None, family(int(camp.desk) + 6))
    meet(*two)

    assert two[0].digest == two[1].digest
    assert now(one, id_).households == now(other, id_).households == 4


def test_a_manifest_of_yesterday_that_is_open_stands_among_todays(desk: Desk) -> None:
    old, closed = came(desk.camp, plate="1"), came(desk.camp, plate="2")
    manifests.close(desk.camp, closed, "nobody came")
    desk.clock.move(days=1)
    new = came(desk.camp, plate="3")

    found = stored.of_day(desk.camp.db, desk.camp.today())

    assert [each.id for each in found] == [old, new]


def test_the_control_sheet_has_rows_to_write_in_and_then_the_households(
    camp: Camp, three: list[HouseholdId]
) -> None:
    id_ = came(camp)
    assert "12345" in printed(camp, id_)
    made = tokens.make(camp, Strip.TOKEN, 1, "RED")
    tokens.give(camp, three[2], [made.first])

    manifests.attach(camp, id_, three)

    text = printed(camp, id_)
    for card in range(1_000_001, 1_000_004):
        assert written(card) in text
    assert "100 000-2" in text


def printed(camp: Camp, id_: bytes) -> str:
    out = io.BytesIO()
    assert reception_paper.print_manifest(camp, id_, out, words=Words(), other=None) == 1
    (page,) = PdfReader(out).pages
    return page.extract_text()
