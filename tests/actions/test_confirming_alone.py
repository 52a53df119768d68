"""The only officer of a camp confirms their own doing the day after, with a reason."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from camp_desk.actions import (
    arrivals,
    confirming_counts,
    counting,
    duplicates,
    exporting,
    household_events,
    losses,
    officers,
    stock,
)
from camp_desk.actions.confirming import ALONE, AloneTooSoon, AloneWithoutReason
from camp_desk.actions.count_troubles import CountedByYourself
from camp_desk.actions.household_events import Change, change_status
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.roles import Role
from camp_desk.domain.statuses import Status
from camp_desk.domain.words import Words
from camp_desk.spreadsheets.export_columns import Listing
from camp_desk.spreadsheets.exporting import Form
from camp_desk.storage import counts, findings, members
from camp_desk.storage import stock as stock_storage
from camp_desk.storage.camp import Camp
from camp_desk.storage.findings import Kind
from camp_desk.storage.officers import everybody
from tests.counts import both_enter, opened
from tests.small_camp import Desk, family, receive, stick_of


def a_death(camp: Camp) -> None:
    household = arrivals.register(camp, family(1, 4)).household
    wife = members.everybody(camp.db, household)[1].id
    change_status(camp, household, Change(Status.DECEASED), [wife])


def a_join(camp: Camp) -> None:
    one, other = (arrivals.register(camp, family(n)).household for n in (1, 5))
    duplicates.merge(camp, one, other)


def an_export(camp: Camp) -> None:
    arrivals.register(camp, family(1, 4))
    wanted = exporting.Wanted(Listing.PEOPLE, Form.CSV, "WFP", keys=("own",))
    exporting.export(camp, wanted, Path(stick_of(camp)) / "a.csv", words=Words())


def a_loss_of_last_week(camp: Camp) -> None:
    receive(camp, "RIC", 100)
    (pile,) = stock_storage.piles(camp.db)
    then = camp.today() - timedelta(days=7)
    stock.lose(camp, (pile.store, pile.lot), 1_000, reason="THEFT", day=then)


def a_count(camp: Camp) -> None:
    receive(camp, "RIC", 100)
    number = opened(camp)
    both_enter(camp, number, {1: 99_000})
    assert counting.approve(camp, number).awaiting


def confirm_the_count(camp: Camp, _finding: bytes, reason: str) -> object:
    return confirming_counts.confirm(camp, counts.counts(camp.db)[0].number, reason)


Confirm = Callable[..., object]
DOINGS = [
    pytest.param(a_death, Kind.EVENT_AWAITING, household_events.confirm,
                 household_events.ByAnother, Role.REGISTRAR, id="death"),
    pytest.param(a_join, Kind.AWAITING_CONFIRMATION, duplicates.confirm, duplicates.SamePerson,
                 Role.SUPERVISOR, id="join"),
    pytest.param(an_export, Kind.NAMES_EXPORTED, exporting.confirm_export,
                 exporting.SameExporter, Role.SUPERVISOR, id="export"),
    pytest.param(a_loss_of_last_week, Kind.LOSS_AWAITING, losses.confirm_second,
                 losses.NotByTheSame, Role.STOREKEEPER, id="loss"),
    pytest.param(a_count, Kind.COUNT_AWAITING, confirm_the_count, CountedByYourself,
                 Role.SUPERVISOR, id="count"),
]  # fmt: skip


def alone(camp: Camp) -> None:
    for each in everybody(camp.db):
        if each.id != camp.officer_id and not each.retired:
            officers.retire(camp, each.id)


def waiting(camp: Camp, kind: Kind) -> bytes:
    (found,) = [each for each in findings.findings(camp.db) if each.kind is kind]
    return found.id


@pytest.mark.parametrize(("doing", "kind", "confirm", "otherwise", "role"), DOINGS)
def test_the_only_one_who_could_confirm_does_so_the_day_after_with_a_reason(
    desk: Desk,
    doing: Callable[[Camp], None],
    kind: Kind,
    confirm: Confirm,
    otherwise: type[CampDeskError],
    role: Role,
) -> None:
    camp = desk.camp
    alone(camp)
    doing(camp)
    finding = waiting(camp, kind)

    with pytest.raises(AloneTooSoon):
        confirm(camp, finding, "asked the neighbours")
    desk.clock.move(days=1)
    with pytest.raises(AloneWithoutReason):
        confirm(camp, finding, " ")
    assert waiting(camp, kind) == finding

    confirm(camp, finding, "asked the neighbours")

    assert findings.count(camp.db) == 0
    choices = [row[0] for row in camp.db.conn.execute("SELECT choice FROM decision")]
    assert choices[-1] == f"{ALONE} asked the neighbours"
    assert issubclass(otherwise, CampDeskError)
    assert role


@pytest.mark.parametrize(("doing", "kind", "confirm", "otherwise", "role"), DOINGS[:-1])
def test_while_another_officer_could_confirm_nobody_confirms_their_own_doing(
    desk: Desk,
    doing: Callable[[Camp], None],
    kind: Kind,
    confirm: Confirm,
    otherwise: type[CampDeskError],
    role: Role,
) -> None:
    camp = desk.camp
    alone(camp)
    back = next(each for each in everybody(camp.db) if each.retired)
    officers.bring_back(camp, back.id)
    officers.give_role(camp, back.id, role)
    doing(camp)
    finding = waiting(camp, kind)
    desk.clock.move(days=30)

    with pytest.raises(otherwise):
        confirm(camp, finding, "asked the neighbours")

    unable = Role.REGISTRAR if role is Role.STOREKEEPER else Role.STOREKEEPER
    officers.give_role(camp, back.id, unable)  # who could not confirm does not count
    confirm(camp, finding, "asked the neighbours")
    assert findings.count(camp.db) == 0
