import pytest
from hypothesis import given
from hypothesis import strategies as st

from camp_desk.domain.ids import DeskNumber
from camp_desk.storage.keys import (
    CampKeys,
    Certificate,
    DeskKeys,
    certify,
    hashable,
    keyed_hash,
    new_camp_keys,
    new_desk_keys,
    new_identity,
    new_key,
    public_half,
    recipient,
)

CAMP = bytes(range(16))
CAMP_SIGNING = new_key()
CAMP_PUBLIC = public_half(CAMP_SIGNING)
DESK = new_desk_keys()


def test_a_camps_keys_are_packed_and_unpacked_with_all_their_epochs() -> None:
    keys = new_camp_keys()
    keys = CampKeys(keys.card, keys.hashing, {**keys.epochs, 2: new_identity()})

    assert CampKeys.unpack(keys.pack()) == keys
    assert keys.recipient(2) == recipient(keys.epochs[2])


@pytest.mark.parametrize("untrusted", [b"", b"\xc0", b"\x94\x01\xa1a\xa1b\x90", b"\x90"])
def test_what_are_no_keys_is_a_value_error(untrusted: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  the type is the promise
        CampKeys.unpack(untrusted)
    with pytest.raises(ValueError):  # noqa: PT011  the type is the promise
        Certificate.unpack(untrusted)


def test_keys_of_the_wrong_length_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="length"):
        DeskKeys(b"short", new_identity())
    with pytest.raises(ValueError, match="age identity"):
        DeskKeys(new_key(), "AGE-SECRET-KEY-1QQ")


def test_a_certificate_holds_in_its_camp_and_in_no_other() -> None:
    certificate = certify(CAMP_SIGNING, CAMP, DeskNumber(3), DESK)

    assert Certificate.unpack(certificate.pack()) == certificate
    assert certificate.holds(CAMP, CAMP_PUBLIC)
    assert not certificate.holds(CAMP[::-1], CAMP_PUBLIC)
    assert not certificate.holds(CAMP, public_half(new_key()))


@given(st.data())
def test_a_certificate_holds_exactly_when_not_a_bit_of_it_is_changed(data: st.DataObject) -> None:
    packed = certify(CAMP_SIGNING, CAMP, DeskNumber(3), DESK).pack()
    at = data.draw(st.integers(0, 8 * len(packed) - 1))
    changed = bytearray(packed)
    changed[at // 8] ^= 1 << at % 8

    try:
        certificate = Certificate.unpack(bytes(changed))
    except ValueError:
        return
    assert not certificate.holds(CAMP, CAMP_PUBLIC)


@pytest.mark.parametrize(
    "written",
    ["123-AB/4", "١٢٣ab٤", "۱۲۳AB۴", " 1 2 3 a b 4 ", "\u200f١٢٣-اب4".replace("اب", "ab")],
)
def test_one_number_has_one_hash_however_it_is_written(written: str) -> None:
    assert keyed_hash(b"k" * 32, written) == keyed_hash(b"k" * 32, "123ab4")


@given(st.text(), st.text())
def test_two_numbers_have_one_hash_exactly_when_their_letters_and_digits_agree(
    a: str, b: str
) -> None:
    key = b"k" * 32
    if hashable(a) and hashable(b):
        assert (keyed_hash(key, a) == keyed_hash(key, b)) == (hashable(a) == hashable(b))


def test_another_key_gives_another_hash_and_a_dash_gives_none() -> None:
    assert keyed_hash(b"a" * 32, "1") != keyed_hash(b"b" * 32, "1")
    with pytest.raises(ValueError, match="no number"):
        keyed_hash(b"a" * 32, " - ")
