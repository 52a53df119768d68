"""Officers: roles, retiring, a second one on a laptop, and desks that disagree about them."""

from __future__ import annotations

from pathlib import Path

import pytest

from camp_desk.actions import arrivals, camps, duplicates, officers, sticks
from camp_desk.actions.finding_words import sentence
from camp_desk.domain.errors import NotAllowed, Retired
from camp_desk.domain.roles import RIGHTS, Right, Role
from camp_desk.domain.words import Words
from camp_desk.storage import findings, journal, slots
from camp_desk.storage.camp import Camp
from camp_desk.storage.findings import Kind
from camp_desk.storage.officers import OfficerRow, everybody
from tests.small_camp import CHEAP, PASSPHRASE, Desk, Template, family, meet, stick_of


def of_desk(camp: Camp, desk: int) -> OfficerRow:
    (found,) = [each for each in everybody(camp.db) if each.desk == desk]
    return found


def of(camp: Camp, name: str) -> OfficerRow:
    (found,) = [each for each in everybody(camp.db) if each.name == name]
    return found


def alone(desk: Desk) -> Camp:
    """Let the first desk's officer be the only supervisor."""
    for each in everybody(desk.camp.db):
        if each.desk != 1:
            officers.give_role(desk.camp, each.id, Role.REGISTRAR)
    return desk.camp


def test_an_officer_who_is_given_another_role_may_do_what_that_role_covers(
    two: list[Desk],
) -> None:
    first, second = two
    officers.give_role(first.camp, of_desk(first.camp, 2).id, Role.STOREKEEPER)
    arrivals.register(second.camp, family(1))
    meet(*two)

    assert second.camp.officer.role is Role.STOREKEEPER
    with pytest.raises(NotAllowed):
        arrivals.register(second.camp, family(2))
    assert {r for r in Right if second.camp.officer.may(r)} == set(RIGHTS[Role.STOREKEEPER])


@pytest.mark.parametrize("role", [each for each in Role if each is not Role.SUPERVISOR])
def test_the_last_one_who_may_manage_officers_keeps_that_right(desk: Desk, role: Role) -> None:
    camp = alone(desk)
    before = journal.digest(camp.db)

    with pytest.raises(officers.LastManager):
        officers.give_role(camp, camp.officer_id, role)
    with pytest.raises(officers.LastManager):
        officers.retire(camp, camp.officer_id)

    assert journal.digest(camp.db) == before
    officers.give_role(camp, of_desk(camp, 2).id, Role.SUPERVISOR)
    officers.give_role(camp, camp.officer_id, role)
    with pytest.raises(NotAllowed):
        officers.give_role(camp, camp.officer_id, Role.SUPERVISOR)


def test_a_retired_officer_only_syncs_and_comes_back(two: list[Desk]) -> None:
    first, second = two
    retired = of_desk(first.camp, 2)
    arrivals.register(second.camp, family(1))
    officers.retire(first.camp, retired.id)
    meet(*two)

    with pytest.raises(Retired):
        arrivals.register(second.camp, family(2))
    assert first.digest == second.digest
    assert [each.retired for each in everybody(first.camp.db)] == [False, False, False, True]

    officers.bring_back(first.camp, retired.id)
    meet(*two)
    arrivals.register(second.camp, family(2))


def test_a_second_officer_opens_the_camp_with_a_passphrase_and_a_role_of_their_own(
    camp: Camp,
) -> None:
    officers.add_officer(camp, " Sara ", Role.REGISTRAR, "green door", CHEAP)

    opened = camps.unlock(camp.path, "green door")
    assert opened.officer == of(camp, "Sara").id != camp.officer_id
    assert opened.secret.camp_signing is None  # only supervisors certify desks
    assert camps.unlock(camp.path, PASSPHRASE).officer == camp.officer_id
    theirs = camps.open_unlocked(camp.path, opened)
    try:
        assert (theirs.officer.name, theirs.officer.role) == ("Sara", Role.REGISTRAR)
        with pytest.raises(NotAllowed):
            officers.add_officer(theirs, "Hadi", Role.SUPERVISOR, "x", CHEAP)
    finally:
        theirs.db.conn.close()


def test_the_passphrase_of_who_retires_opens_nothing_here_any_more(camp: Camp) -> None:
    officers.add_officer(camp, "Sara", Role.SUPERVISOR, "green door", CHEAP)
    officers.retire(camp, of(camp, "Sara").id)

    with pytest.raises(slots.WrongPassphrase):
        camps.unlock(camp.path, "green door")

    officers.add_officer(camp, "Sara", Role.REGISTRAR, "blue door", CHEAP)
    assert camps.unlock(camp.path, "blue door").officer == of(camp, "Sara").id


@pytest.mark.parametrize(
    ("name", "passphrase", "error"),
    [
        (" ", "green door", officers.OfficerUnnamed),
        ("Amina", "green door", officers.OfficerThere),
        ("Sara", PASSPHRASE, officers.PassphraseInUse),
        ("Sara", "  ", slots.EmptyPassphrase),
    ],
)
def test_an_officer_who_cannot_be_added_is_refused_and_nothing_changes(
    camp: Camp, name: str, passphrase: str, error: type[Exception]
) -> None:
    file = slots.beside(camp.path)
    before = journal.digest(camp.db), file.read_bytes()

    with pytest.raises(error):
        officers.add_officer(camp, name, Role.REGISTRAR, passphrase, CHEAP)

    assert (journal.digest(camp.db), file.read_bytes()) == before


def test_who_joins_begins_in_the_role_that_the_invitation_names(desk: Desk) -> None:
    folder, path = stick_of(desk), desk.camp.path.with_name("new.camp")
    code = sticks.invite(desk.camp, folder, "Hadi", CHEAP, Role.DISTRIBUTOR).code

    joined = sticks.join(folder, path, code, "x", clock=desk.clock, cost=CHEAP, reserve_bytes=0)
    try:
        assert (joined.officer.name, joined.officer.role) == ("Hadi", Role.DISTRIBUTOR)
    finally:
        joined.db.conn.close()


def test_desks_that_give_different_roles_agree_on_one_and_somebody_is_asked(
    two: list[Desk],
) -> None:
    first, second = two
    third = of_desk(first.camp, 3)
    officers.give_role(first.camp, third.id, Role.REGISTRAR)
    second.clock.move(minutes=5)
    officers.give_role(second.camp, third.id, Role.STOREKEEPER)
    meet(*two)

    assert first.digest == second.digest
    assert {of_desk(each.camp, 3).role for each in two} == {Role.STOREKEEPER}
    assert first.findings == second.findings
    (found,) = findings.findings(first.camp.db)
    assert found.kind is Kind.DESKS_DISAGREE
    said = sentence(found, Words(), {})
    assert f"role of {third.name}" in said
    assert "desk 001: Registrar" in said

    duplicates.choose_value(first.camp, found.id, "registrar")
    meet(*two)
    assert {of_desk(each.camp, 3).role for each in two} == {Role.REGISTRAR}
    assert findings.count(second.camp.db) == 0


def test_nobody_chooses_a_value_that_leaves_no_supervisor(template: Template) -> None:
    with template.desks(3) as desks:
        first, second, third = desks
        theirs = of_desk(first.camp, 3).id
        officers.give_role(first.camp, theirs, Role.REGISTRAR)
        meet(*desks)
        officers.give_role(second.camp, theirs, Role.DISTRIBUTOR)
        first.clock.move(minutes=5)
        officers.give_role(first.camp, theirs, Role.SUPERVISOR)
        for each in (2, 4):
            officers.retire(first.camp, of_desk(first.camp, each).id)
        officers.retire(first.camp, first.camp.officer_id)
        meet(*desks)
        (found,) = findings.findings(third.camp.db)

        with pytest.raises(officers.LastManager):
            duplicates.choose_value(third.camp, found.id, "distributor")

        duplicates.choose_value(third.camp, found.id, "supervisor")
        assert findings.count(third.camp.db) == 0


def test_two_desks_that_take_the_right_from_one_another_get_it_back_by_the_recovery_sheet(
    two: list[Desk],
) -> None:
    first, second = two
    for each in (3, 4):
        officers.retire(first.camp, of_desk(first.camp, each).id)
    meet(*two)
    officers.give_role(first.camp, of_desk(first.camp, 2).id, Role.REGISTRAR)
    officers.give_role(second.camp, of_desk(second.camp, 1).id, Role.REGISTRAR)
    meet(*two)
    assert not any(each.manages for each in everybody(first.camp.db))

    officers.restore_manager(first.camp)
    meet(*two)

    for each_desk in two:
        managing = [each.desk for each in everybody(each_desk.camp.db) if each.manages]
        assert managing == [1]
    officers.restore_manager(second.camp)  # somebody manages: nothing changes
    assert second.camp.officer.role is Role.REGISTRAR


def test_the_recovery_sheet_takes_back_the_retired_only_officer_of_a_laptop(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.camp"
    new = camps.make_camp(
        path, name="Khazir", officer="Amina", passphrase="x", cost=CHEAP, reserve_bytes=0
    )
    with new.camp.action("test") as entry:
        entry.put("officer", new.camp.officer_id, {"role": "registrar", "closed": 1})
    new.camp.close()

    camps.recover(path, new.recovery_key, "blue door", CHEAP)

    camp = camps.open_camp(path, "blue door")
    assert (camp.officer.role, camp.officer.retired) == (Role.SUPERVISOR, False)
    camp.close()
