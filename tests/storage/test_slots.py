import unicodedata
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from camp_desk.domain.errors import CampDeskError
from camp_desk.storage import slots
from camp_desk.storage.files import parts_of
from camp_desk.storage.keys import new_desk_keys, new_identity, new_key, recipient
from camp_desk.storage.passphrase import Cost
from camp_desk.storage.recovery import MistypedRecoveryKey, recovery_groups, recovery_key
from camp_desk.storage.slots import (
    DamagedSlots,
    EmptyPassphrase,
    LastOfficer,
    NoSlots,
    Officer,
    OtherRecoveryKey,
    SlotSecret,
    WrongPassphrase,
)

FAST = Cost(memory_kib=8, time=1, lanes=1)
CAMP = b"c" * 16
FIRST = Officer(b"1" * 16, "Sami")
SECOND = Officer(b"2" * 16, "نور")
SECRET = SlotSecret(new_key(), new_desk_keys(), new_key())
RECOVERY = new_identity()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """One officer, whose passphrase is "قمح وزيت"."""
    path = slots.beside(tmp_path / "north.camp")
    slots.create(
        path, CAMP, FIRST, "قمح وزيت", SECRET, recovery_recipient=recipient(RECOVERY), cost=FAST
    )
    return path


def test_slots_lie_beside_the_camp() -> None:
    assert slots.beside(Path("a/north.camp")) == Path("a/north.camp.slots")


def test_the_passphrase_opens_the_camp_and_says_whose_it_is(path: Path) -> None:
    assert slots.unlock(path, "قمح وزيت") == (FIRST.id, SECRET)
    assert slots.officers(path) == [FIRST]


def test_the_way_accents_are_typed_does_not_matter(path: Path) -> None:
    slots.add(path, SECOND, "re\u0301serve", SECRET, FAST)

    assert slots.unlock(path, "r\u00e9serve").officer == SECOND.id


@pytest.mark.parametrize("wrong", ["", "قمح", "قمح وزيت ", "\udc80", "x" * 5000])
def test_another_passphrase_does_not_open_it(path: Path, wrong: str) -> None:
    with pytest.raises(WrongPassphrase):
        slots.unlock(path, wrong)


@given(st.text(max_size=12), st.text(max_size=12))
@settings(deadline=None)
def test_a_passphrase_opens_a_slot_exactly_when_it_is_the_same_text(
    tmp_path_factory: pytest.TempPathFactory, chosen: str, typed: str
) -> None:
    def same(text: str) -> str:
        return unicodedata.normalize("NFC", text)

    path = tmp_path_factory.getbasetemp() / "either.camp.slots"
    to = recipient(RECOVERY)
    if not chosen.strip():
        with pytest.raises(EmptyPassphrase):
            slots.create(path, CAMP, FIRST, chosen, SECRET, recovery_recipient=to, cost=FAST)
        return
    slots.create(path, CAMP, FIRST, chosen, SECRET, recovery_recipient=to, cost=FAST)
    if same(chosen) == same(typed):
        assert slots.unlock(path, typed).secret == SECRET
    else:
        with pytest.raises(WrongPassphrase):
            slots.unlock(path, typed)


def test_each_officer_opens_the_own_secret(path: Path) -> None:
    registrars = SlotSecret(SECRET.file_key, SECRET.desk)
    slots.add(path, SECOND, "other words", registrars, FAST)

    assert slots.unlock(path, "other words") == (SECOND.id, registrars)
    assert slots.unlock(path, "قمح وزيت") == (FIRST.id, SECRET)
    assert slots.officers(path) == [FIRST, SECOND]
    with pytest.raises(WrongPassphrase):
        slots.unlock(path, "other words", officer=FIRST.id)


def test_a_changed_passphrase_opens_and_the_old_one_no_longer_does(path: Path) -> None:
    slots.change_passphrase(path, FIRST.id, "قمح وزيت", "new words", FAST)

    assert slots.unlock(path, "new words").secret == SECRET
    with pytest.raises(WrongPassphrase):
        slots.unlock(path, "قمح وزيت")


def test_a_passphrase_is_not_changed_by_somebody_who_does_not_know_it(path: Path) -> None:
    before = path.read_bytes()

    with pytest.raises(WrongPassphrase):
        slots.change_passphrase(path, FIRST.id, "guessed", "new words", FAST)
    with pytest.raises(EmptyPassphrase):
        slots.change_passphrase(path, FIRST.id, "قمح وزيت", "  ", FAST)

    assert path.read_bytes() == before


def test_a_removed_officer_no_longer_opens_it_but_the_last_one_stays(path: Path) -> None:
    slots.add(path, SECOND, "other words", SECRET, FAST)
    slots.remove(path, FIRST.id)

    with pytest.raises(WrongPassphrase):
        slots.unlock(path, "قمح وزيت")
    with pytest.raises(LastOfficer):
        slots.remove(path, SECOND.id)
    assert slots.unlock(path, "other words").officer == SECOND.id


def test_the_recovery_key_opens_it_and_gives_a_forgotten_passphrase_anew(path: Path) -> None:
    secret = slots.unlock_with_recovery(path, RECOVERY)
    slots.add(path, FIRST, "remembered", secret, FAST)

    assert secret == SECRET
    assert slots.unlock(path, "remembered") == (FIRST.id, SECRET)
    assert slots.officers(path) == [FIRST]


@pytest.mark.parametrize(
    "typed",
    [
        RECOVERY.lower(),
        "  " + "\n ".join(recovery_groups(RECOVERY)).lower(),
        " - ".join(recovery_groups(RECOVERY)),
        RECOVERY.replace("-", ""),
        RECOVERY.replace("0", "O").replace("8", "B"),
    ],
    ids=[
        "small letters",
        "on several lines",
        "with dashes",
        "without dashes",
        "letters for digits",
    ],
)
def test_the_recovery_key_may_be_typed_with_any_spaces_dashes_and_case(typed: str) -> None:
    assert recovery_key(typed) == RECOVERY


@given(st.integers(0, 57), st.sampled_from("QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L"))
def test_a_recovery_key_is_read_exactly_when_every_letter_is_right(at: int, letter: str) -> None:
    body = "".join(recovery_groups(RECOVERY))
    typed = body[:at] + letter + body[at + 1 :]

    if typed == body:
        assert recovery_key(typed) == RECOVERY
    else:
        with pytest.raises(MistypedRecoveryKey):
            recovery_key(typed)


def test_the_recovery_key_of_another_camp_does_not_open_it(path: Path) -> None:
    with pytest.raises(OtherRecoveryKey):
        slots.unlock_with_recovery(path, new_identity())
    with pytest.raises(MistypedRecoveryKey):
        slots.unlock_with_recovery(path, "قمح وزيت")


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    missing = tmp_path / "x.camp.slots"

    with pytest.raises(NoSlots, match=r"x\.camp\.slots"):
        slots.unlock(missing, "any")
    with pytest.raises(NoSlots):
        slots.unlock_with_recovery(missing, RECOVERY)


def test_no_flipped_bit_opens_with_anything_but_the_true_secret(path: Path) -> None:
    good = path.read_bytes()
    for at in range(len(good)):
        bad = bytearray(good)
        bad[at] ^= 1 << at % 8
        path.write_bytes(bad)
        with suppress(DamagedSlots):
            assert slots.unlock(path, "قمح وزيت").secret == SECRET
        with suppress(DamagedSlots):
            assert slots.unlock_with_recovery(path, RECOVERY) == SECRET
        with pytest.raises(DamagedSlots):
            slots.add(path, SECOND, "other words", SECRET, FAST)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (FIRST.id, SECOND.id),
        (b"Sami", b"Rima"),
        (CAMP, b"d" * 16),
        (b"\x08\x01\x01", b"\x08\x02\x01"),
    ],
)
def test_nothing_beside_a_secret_can_be_changed_even_with_the_checksum_made_good(
    path: Path, old: bytes, new: bytes
) -> None:
    content = path.read_bytes()[:-16].replace(old, new, 1)
    path.write_bytes(content + slots._checksum(content))

    with pytest.raises(WrongPassphrase):
        slots.unlock(path, "قمح وزيت")


def test_a_file_cut_short_is_damaged(path: Path) -> None:
    good = path.read_bytes()
    for length in range(0, len(good) - 1, 7):
        path.write_bytes(good[:length])
        with pytest.raises(DamagedSlots):
            slots.unlock(path, "قمح وزيت")


@given(st.binary(max_size=200))
def test_any_bytes_are_damaged_slots_and_nothing_else(
    tmp_path_factory: pytest.TempPathFactory, junk: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "junk.camp.slots"
    for each in (junk, b"campslt1" + junk):
        path.write_bytes(each)
        with pytest.raises(CampDeskError):
            slots.unlock(path, "any")
        with pytest.raises(DamagedSlots):
            slots.unlock_with_recovery(path, RECOVERY)


@pytest.mark.parametrize(
    ("memory", "time", "lanes"), [(1 << 30, 1, 1), (8, 1000, 1), (8, 1, 500), (0, 1, 1), (8, 0, 1)]
)
def test_a_slot_that_asks_for_an_insane_cost_cannot_be_made(
    memory: int, time: int, lanes: int
) -> None:
    with pytest.raises(ValueError, match="cost"):
        Cost(memory, time, lanes)


def test_an_erased_file_is_gone_with_all_that_a_power_cut_left_of_it(path: Path) -> None:
    left = path.with_name(path.name + "-00ff00ff.part")
    left.write_bytes(path.read_bytes())

    slots.erase(path)
    slots.erase(path)

    assert not path.exists()
    assert not parts_of(path)
    with pytest.raises(NoSlots):
        slots.unlock(path, "قمح وزيت")


def test_an_erased_file_is_overwritten_before_it_goes(path: Path) -> None:
    kept = path.with_name("kept")
    kept.hardlink_to(path)
    before = kept.read_bytes()

    slots.erase(path)

    assert len(kept.read_bytes()) == len(before)
    assert not set(zip(*[iter(kept.read_bytes())] * 8, strict=False)) & set(
        zip(*[iter(before)] * 8, strict=False)
    )


def test_no_secret_and_no_passphrase_lies_in_the_clear(path: Path) -> None:
    untrusted = path.read_bytes()

    secrets = (SECRET.file_key, SECRET.desk.signing, SECRET.camp_signing or b"?")
    assert not any(each in untrusted for each in (*secrets, "قمح".encode()))
