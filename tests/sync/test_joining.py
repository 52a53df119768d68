"""A new desk: made from an invitation and a copy, once; and nothing is made from less."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from camp_desk.actions import arrivals, sticks
from camp_desk.domain.errors import CampDeskError
from camp_desk.storage import derived, desks, findings, invited
from camp_desk.storage.camp import Camp
from camp_desk.storage.files import DiskFull
from camp_desk.sync.exchange import OldCopy
from camp_desk.sync.invitation import NoInvitation
from tests.small_camp import CHEAP, Clock, Desk, Template, family, stick_of, sync, work


def test_a_new_desk_starts_from_a_copy_and_not_from_replaying_history(two: list[Desk]) -> None:
    one, _ = two
    for n in range(3):
        work(one, n)
    code = sticks.invite(one.camp, stick_of(one), "Sara", cost=CHEAP).code

    camp = sticks.join(
        stick_of(one), one.camp.path.parent / "new.camp", code, "z",
        clock=Clock(), cost=CHEAP, reserve_bytes=0,
    )  # fmt: skip
    joined = Desk(camp, Clock())
    work(joined)
    sync(joined, one)

    assert joined.digest == one.digest
    assert (camp.desk, camp.officer.name, camp.name) == (5, "Sara", "Khazir")
    assert camp.db.conn.execute("SELECT count(*) FROM draft").fetchone() == (0,)
    camp.close()


def test_a_new_desk_need_not_work_out_what_came_with_the_copy(
    two: list[Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    work(two[0])
    code = sticks.invite(two[0].camp, stick_of(two[0]), cost=CHEAP).code
    rebuilt: list[object] = []
    monkeypatch.setattr(derived, "rebuild", rebuilt.append)

    camp = sticks.join(
        stick_of(two[0]), two[0].camp.path.parent / "new.camp", code, "z",
        clock=Clock(), cost=CHEAP, reserve_bytes=0,
    )  # fmt: skip

    assert rebuilt == []
    camp.close()


@pytest.mark.parametrize("code", ["bakil", "gomod lezod damiw kefez datag genis tamef romaw"])
def test_a_wrong_code_makes_nothing(two: list[Desk], code: str) -> None:
    sticks.invite(two[0].camp, stick_of(two[0]), cost=CHEAP)
    folder = two[0].camp.path.parent
    before = sorted(folder.iterdir())

    with pytest.raises(CampDeskError):
        sticks.join(stick_of(two[0]), folder / "new.camp", code, "z", cost=CHEAP, reserve_bytes=0)

    assert sorted(folder.iterdir()) == before


def test_a_snapshot_that_was_exchanged_for_another_is_refused(two: list[Desk]) -> None:
    code = sticks.invite(two[0].camp, stick_of(two[0]), cost=CHEAP).code
    folder = two[0].camp.path.parent
    (snapshot,) = stick_of(two[0]).rglob("snapshot-*")
    snapshot.write_bytes(snapshot.read_bytes()[::-1])
    before = sorted(folder.iterdir())

    with pytest.raises(CampDeskError):
        sticks.join(stick_of(two[0]), folder / "new.camp", code, "z", cost=CHEAP, reserve_bytes=0)

    assert sorted(folder.iterdir()) == before


def joined(desk: Desk, code: str, stick: Path, name: str = "new.camp") -> Camp:
    return sticks.join(
        stick, desk.camp.path.parent / name, code, "z",
        clock=Clock(), cost=CHEAP, reserve_bytes=0,
    )  # fmt: skip


def invite_in_vain(desk: Desk, monkeypatch: pytest.MonkeyPatch, failing: str) -> None:
    """Invite a desk with a stick that fails at one step."""

    def fails(*_: object) -> None:
        raise DiskFull(place="stick")

    with monkeypatch.context() as patched:
        patched.setattr(sticks, failing, fails)
        with pytest.raises(DiskFull):
            sticks.invite(desk.camp, stick_of(desk), "Sara", cost=CHEAP)


def secrets_on(stick: Path) -> list[str]:
    """Return the invitations and snapshots that hold anything."""
    found = [*stick.rglob("invitation-*"), *stick.rglob("snapshot-*")]
    return sorted(each.name for each in found if each.stat().st_size)


def test_once_a_desk_has_joined_the_code_opens_nothing_on_the_stick_any_more(
    desk: Desk,
) -> None:
    code = sticks.invite(desk.camp, stick_of(desk), cost=CHEAP).code
    assert secrets_on(stick_of(desk)) == ["invitation-005.camp-desk", "snapshot-005.camp-desk"]

    joined(desk, code, stick_of(desk)).close()

    assert secrets_on(stick_of(desk)) == []
    with pytest.raises(NoInvitation):
        joined(desk, code, stick_of(desk), "again.camp")


def test_an_invitation_that_stayed_on_a_stick_is_removed_by_whoever_knows_its_desk(
    two: list[Desk], tmp_path: Path
) -> None:
    one, other = two
    code = sticks.invite(one.camp, stick_of(one), cost=CHEAP).code
    shutil.copytree(stick_of(one), tmp_path / "stick")
    new = Desk(joined(one, code, tmp_path / "stick"), Clock())

    sync(other)
    assert len(secrets_on(stick_of(one))) == 2
    sync(new)
    assert secrets_on(stick_of(one)) == []
    new.camp.close()


@pytest.mark.parametrize("failing", ["_snapshot", "write_invitation"])
def test_an_invitation_that_fails_at_the_stick_uses_up_no_desk_number(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    invite_in_vain(desk, monkeypatch, failing)
    assert secrets_on(stick_of(desk)) == []
    rows = desks.highest(desk.camp.db)

    again = sticks.invite(desk.camp, stick_of(desk), "Rima", cost=CHEAP)
    camp = joined(desk, again.code, stick_of(desk))

    assert (again.desk, rows) == (5, 5)
    assert (camp.desk, camp.officer.name) == (5, "Rima")
    assert sticks.invite(desk.camp, stick_of(desk), cost=CHEAP).desk == 6
    camp.close()


def test_a_desk_that_no_stick_took_stays_a_secret_of_its_laptop(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    invite_in_vain(desk, monkeypatch, "write_invitation")
    code = sticks.invite(desk.camp, stick_of(desk), cost=CHEAP).code
    camp = joined(desk, code, stick_of(desk))

    assert invited.awaited(desk.camp.db) is None
    assert invited.awaited(camp.db) is None
    camp.close()


def test_only_the_desk_with_the_camps_key_invites(two: list[Desk]) -> None:
    with pytest.raises(sticks.CannotInvite):
        sticks.invite(two[1].camp, stick_of(two[1]), cost=CHEAP)


def test_an_invitation_used_twice_is_a_finding_on_the_others(
    template: Template, tmp_path: Path
) -> None:
    with template.desks(2) as (one, other):
        code = sticks.invite(one.camp, stick_of(one), cost=CHEAP).code
        shutil.copytree(stick_of(one), tmp_path / "stick")
        twins = [
            sticks.join(
                stick, tmp_path / f"{n}.camp", code, "y", clock=Clock(), cost=CHEAP, reserve_bytes=0
            )
            for n, stick in enumerate((stick_of(one), tmp_path / "stick"))
        ]
        for n, twin in enumerate(twins):
            arrivals.register(twin, family(n))
            sticks.sync_with(twin, (stick_of(one), tmp_path / "stick")[n])
        shutil.copytree(tmp_path / "stick", stick_of(one), dirs_exist_ok=True)

        sync(one, other)

        for desk in (one, other):
            kinds = [(f.kind, f.facts["desk"]) for f in findings.findings(desk.camp.db)]
            assert kinds == [(findings.Kind.DESK_FORKED, twins[0].desk)]
        with pytest.raises(OldCopy):
            sticks.sync_with(twins[1], stick_of(one))
        for twin in twins:
            twin.close()
