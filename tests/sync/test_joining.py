"""A new desk: made from an invitation and a copy, once; and nothing is made from less."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from camp_desk.actions import arrivals, sticks
from camp_desk.domain.errors import CampDeskError
from camp_desk.storage import derived, findings
from camp_desk.sync.exchange import OldCopy
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
