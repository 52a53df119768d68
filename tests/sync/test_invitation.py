import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from camp_desk.domain.ids import DeskNumber
from camp_desk.storage.files import StickGone
from camp_desk.storage.keys import (
    certify,
    new_camp_keys,
    new_desk_keys,
    new_identity,
    new_key,
    public_half,
    recipient,
)
from camp_desk.storage.passphrase import Cost
from camp_desk.sync.codewords import MistypedCode, new_code
from camp_desk.sync.invitation import (
    DamagedInvitation,
    Invitation,
    NewerInvitation,
    NoInvitation,
    Snapshot,
    WrongCode,
    read_invitation,
    snapshot_path,
    use_up,
    write_invitation,
)

FAST = Cost(memory_kib=8, time=1, lanes=1)
CAMP, CAMP_SIGNING = b"c" * 16, new_key()
CODE, OTHER_CODE = (new_code(random.Random(seed).getrandbits) for seed in (1, 2))


def invitation(desk: int = 4, camp: bytes = CAMP) -> Invitation:
    keys = new_desk_keys()
    return Invitation(
        camp=camp,
        camp_name="مخيم الشمال",
        camp_public=public_half(CAMP_SIGNING),
        demonstration=True,
        desk=DeskNumber(desk),
        keys=keys,
        certificate=certify(CAMP_SIGNING, camp, DeskNumber(desk), keys),
        camp_keys=new_camp_keys(),
        recovery_recipient=recipient(new_identity()),
        snapshot=Snapshot(f"snapshot-{desk:03d}.camp-desk", new_key(), b"h" * 32),
        officer="Rima",
    )


INVITATION = invitation()


def test_an_invitation_is_read_with_its_code_as_it_was_written(tmp_path: Path) -> None:
    path = write_invitation(tmp_path, INVITATION, CODE, FAST)

    assert path == tmp_path / "camp-desk" / CAMP[:8].hex() / "invitation-004.camp-desk"
    assert read_invitation(tmp_path, CODE.upper().replace(" ", "-")) == INVITATION
    assert snapshot_path(tmp_path, INVITATION) == path.with_name("snapshot-004.camp-desk")


def test_an_invitation_can_carry_the_camps_signing_key(tmp_path: Path) -> None:
    supervisors = replace(INVITATION, camp_signing=CAMP_SIGNING)
    write_invitation(tmp_path, supervisors, CODE, FAST)

    assert read_invitation(tmp_path, CODE) == supervisors


def test_each_code_opens_its_own_invitation_among_several(tmp_path: Path) -> None:
    second = invitation(5)
    elsewhere = invitation(1, camp=b"d" * 16)
    code = new_code(random.Random(3).getrandbits)
    write_invitation(tmp_path, INVITATION, CODE, FAST)
    write_invitation(tmp_path, second, OTHER_CODE, FAST)
    write_invitation(tmp_path, elsewhere, code, FAST)

    assert read_invitation(tmp_path, OTHER_CODE) == second
    assert read_invitation(tmp_path, CODE) == INVITATION
    assert read_invitation(tmp_path, code) == elsewhere


def test_an_invitation_is_found_in_the_very_folder_that_was_chosen(tmp_path: Path) -> None:
    path = write_invitation(tmp_path, INVITATION, CODE, FAST)

    assert read_invitation(path.parent, CODE) == INVITATION


def test_the_code_of_another_invitation_is_told(tmp_path: Path) -> None:
    write_invitation(tmp_path, INVITATION, CODE, FAST)

    with pytest.raises(WrongCode):
        read_invitation(tmp_path, OTHER_CODE)


def test_a_mistyped_word_is_named_before_anything_is_tried(tmp_path: Path) -> None:
    words = CODE.split(" ")
    words[2] = "zzzzz"

    with pytest.raises(MistypedCode, match="Word 3"):
        read_invitation(tmp_path, " ".join(words))


def test_a_folder_without_an_invitation_and_one_that_is_gone_are_told(tmp_path: Path) -> None:
    with pytest.raises(NoInvitation):
        read_invitation(tmp_path, CODE)
    with pytest.raises(StickGone):
        read_invitation(tmp_path / "pulled", CODE)


def test_of_a_used_invitation_nothing_stays_but_that_it_was_used(tmp_path: Path) -> None:
    path = write_invitation(tmp_path, INVITATION, CODE, FAST)
    snapshot_path(tmp_path, INVITATION).write_bytes(b"the whole camp")
    other = write_invitation(tmp_path, invitation(5), OTHER_CODE, FAST)

    for _ in range(2):
        use_up(tmp_path, INVITATION.camp, INVITATION.desk)

        used = path.with_suffix(".used")
        assert sorted(path.parent.iterdir()) == [used, other]
        assert used.read_bytes() == b""
        with pytest.raises(WrongCode):
            read_invitation(tmp_path, CODE)


@pytest.mark.parametrize("after", ["invitation-004.camp-desk", "invitation-004.used"])
def test_an_invitation_that_was_being_used_up_in_a_power_cut_is_used_up_later(
    tmp_path: Path, after: str
) -> None:
    path = write_invitation(tmp_path, INVITATION, CODE, FAST)
    path.rename(path.with_name(after))

    use_up(tmp_path, INVITATION.camp, INVITATION.desk)

    assert [(each.name, each.read_bytes()) for each in path.parent.iterdir()] == [
        ("invitation-004.used", b"")
    ]


def test_every_flipped_bit_and_every_truncation_is_damage(tmp_path: Path) -> None:
    path = write_invitation(tmp_path, INVITATION, CODE, FAST)
    good = path.read_bytes()
    for at in range(len(good)):
        bad = bytearray(good)
        bad[at] ^= 1 << at % 8
        for each in (bytes(bad), good[:at]):
            path.write_bytes(each)
            with pytest.raises(DamagedInvitation):
                read_invitation(tmp_path, CODE)


def test_a_damaged_invitation_does_not_hide_a_whole_one(tmp_path: Path) -> None:
    write_invitation(tmp_path, invitation(2), OTHER_CODE, FAST).write_bytes(b"junk")
    write_invitation(tmp_path, INVITATION, CODE, FAST)

    assert read_invitation(tmp_path, CODE) == INVITATION


def test_a_newer_one_is_told(tmp_path: Path) -> None:
    from camp_desk.sync.invitation import _checksum

    path = write_invitation(tmp_path, INVITATION, CODE, FAST)
    newer = b"campinv2" + path.read_bytes()[8:-16]
    path.write_bytes(newer + _checksum(newer))

    with pytest.raises(NewerInvitation):
        read_invitation(tmp_path, CODE)


@given(st.binary(max_size=200))
@settings(deadline=None)
def test_any_bytes_are_damage_and_nothing_else(
    tmp_path_factory: pytest.TempPathFactory, junk: bytes
) -> None:
    from camp_desk.sync.invitation import _checksum

    folder = tmp_path_factory.getbasetemp() / "junk"
    folder.mkdir(exist_ok=True)
    content = b"campinv1" + junk
    for untrusted in (junk, content, content + _checksum(content)):
        (folder / "invitation-001.camp-desk").write_bytes(untrusted)
        with pytest.raises(DamagedInvitation):
            read_invitation(folder, CODE)


def test_an_invitation_that_contradicts_itself_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="certificate"):
        replace(INVITATION, desk=DeskNumber(5))
    with pytest.raises(ValueError, match="certificate"):
        replace(INVITATION, camp_public=public_half(new_key()))


@pytest.mark.parametrize("name", ["", "../a.camp", "a/b", "c:a", "A.camp", ".hidden", "a" * 200])
def test_a_snapshot_is_a_plain_file_beside_the_invitation(name: str) -> None:
    with pytest.raises(ValueError, match="snapshot name"):
        Snapshot(name, new_key(), b"h" * 32)


def test_nothing_of_it_lies_in_the_clear(tmp_path: Path) -> None:
    untrusted = write_invitation(tmp_path, INVITATION, CODE, FAST).read_bytes()

    assert INVITATION.keys.signing not in untrusted
    assert INVITATION.camp_name.encode() not in untrusted
