from collections.abc import Mapping
from dataclasses import replace

import pyrage
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from camp_desk.domain.ids import DeskNumber
from camp_desk.storage.keys import (
    certify,
    new_desk_keys,
    new_identity,
    new_key,
    public_half,
    recipient,
    sign,
)
from camp_desk.storage.packed import deflate, pack
from camp_desk.sync import segment
from camp_desk.sync.refusals import (
    DamagedSegment,
    ForeignCamp,
    ForgedSegment,
    NewerFormat,
    NotASegment,
    Refused,
    ShutOutDesk,
    TooLarge,
    WrongKey,
)
from camp_desk.sync.segment import (
    ACTIONS_IN_ONE,
    BEFORE_THE_FIRST,
    BYTES_IN_ONE,
    FILE_AT_MOST,
    PLAIN_AT_MOST,
    Content,
    Sealer,
    Trust,
    in_runs,
    open_segment,
    open_with,
    peek,
    seal,
)

CAMP, CAMP_SIGNING = b"c" * 16, new_key()
TRUST = Trust(CAMP, public_half(CAMP_SIGNING))
EPOCHS = {1: new_identity(), 2: new_identity()}
RECOVERY = new_identity()
DESK = DeskNumber(3)
KEYS = new_desk_keys()
CERTIFICATE = certify(CAMP_SIGNING, CAMP, DESK, KEYS)
SEALER = Sealer(KEYS, CERTIFICATE, 2, [recipient(EPOCHS[2]), recipient(RECOVERY)])
HEAD = b"h" * 32
ACTIONS: list[list[object]] = [[n, "put", {"name": "نور", "n": n}, b"\0\xff"] for n in range(5)]
CONTENT = Content({DeskNumber(1): 4, DeskNumber(3): 6}, ACTIONS, HEAD)
GOOD = seal(SEALER, CONTENT, number=7, first=61, previous=b"p" * 32)

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | st.text() | st.binary(),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(), inner, max_size=5),
    max_leaves=10,
)
SOME_ACTIONS = st.lists(st.lists(VALUES, max_size=4), min_size=1, max_size=5)


def by_hand(plain: bytes, sealer: Sealer = SEALER, fields: Mapping[int, object] = {}) -> bytes:
    """Return a segment as a hostile but certified desk may make one: any content, any header."""
    to = [pyrage.x25519.Recipient.from_str(each) for each in sealer.recipients]
    ciphertext = bytes(pyrage.encrypt(plain, to))
    header: list[object] = [1, CAMP, sealer.epoch, DESK, 7, 61, 65, b"p" * 32]
    header += [sealer.certificate.pack(), segment._hash(ciphertext)]
    for at, value in fields.items():
        header[at:] = [value, *header[at + 1 :]]
    packed = pack(header)
    return segment._file(
        packed, sign(sealer.keys.signing, b"camp-desk segment\n" + packed), ciphertext
    )


def test_a_segment_says_in_the_clear_whose_and_which_it_is() -> None:
    header = peek(GOOD, TRUST)

    assert (header.camp, header.epoch, header.desk, header.number) == (CAMP, 2, 3, 7)
    assert (header.first, header.last, header.previous) == (61, 65, b"p" * 32)
    assert header.certificate == CERTIFICATE


@given(SOME_ACTIONS, st.dictionaries(st.integers(4, 999).map(DeskNumber), st.integers(0, 99)))
@settings(deadline=None, max_examples=40)
def test_what_was_sealed_is_what_is_opened(
    actions: list[list[object]], seen: dict[DeskNumber, int]
) -> None:
    content = Content(seen, actions, HEAD)

    opened = open_segment(
        seal(SEALER, content, number=1, first=1, previous=BEFORE_THE_FIRST), TRUST, EPOCHS
    )

    assert opened.content == content
    assert opened.header.last == len(actions)


def test_headquarters_opens_it_with_the_recovery_key() -> None:
    assert open_with(GOOD, TRUST, RECOVERY).content == CONTENT


def test_no_two_segments_have_the_same_hash() -> None:
    again = seal(SEALER, CONTENT, number=7, first=61, previous=b"p" * 32)

    assert peek(again, TRUST).hash != peek(GOOD, TRUST).hash


def test_nothing_of_the_actions_can_be_read_without_the_key() -> None:
    assert "نور".encode() not in GOOD
    assert b"put" not in GOOD


def test_a_desk_without_the_epochs_key_can_carry_but_not_read() -> None:
    assert peek(GOOD, TRUST).number == 7
    with pytest.raises(WrongKey, match="segment 7 of desk 3"):
        open_segment(GOOD, TRUST, {1: EPOCHS[1]})
    with pytest.raises(WrongKey):
        open_segment(GOOD, TRUST, {2: EPOCHS[1]})


def test_a_segment_of_another_camp_is_told() -> None:
    with pytest.raises(ForeignCamp):
        peek(GOOD, Trust(b"d" * 16, TRUST.public))


def test_a_desk_that_the_camp_did_not_certify_is_not_believed() -> None:
    other = certify(new_key(), CAMP, DESK, KEYS)
    forged = seal(replace(SEALER, certificate=other), CONTENT, number=7, first=61, previous=HEAD)

    with pytest.raises(ForgedSegment):
        peek(forged, TRUST)


def test_a_certificate_is_no_use_without_the_desks_own_key() -> None:
    thief = replace(SEALER, keys=new_desk_keys())

    with pytest.raises(ForgedSegment):
        peek(seal(thief, CONTENT, number=7, first=61, previous=HEAD), TRUST)


def test_a_desk_cannot_write_in_the_name_of_another() -> None:
    with pytest.raises(ForgedSegment):
        peek(by_hand(b"", fields={3: 4}), TRUST)


def test_a_ciphertext_that_the_header_does_not_name_is_not_carried() -> None:
    content = GOOD[:-17] + bytes([GOOD[-17] ^ 1])

    with pytest.raises(ForgedSegment):
        peek(content + segment._checksum(content), TRUST)


def test_a_shut_out_desk_is_believed_up_to_the_segment_named_and_no_further() -> None:
    assert peek(GOOD, replace(TRUST, shut_out={DESK: 7})).number == 7
    with pytest.raises(ShutOutDesk, match="desk 3"):
        peek(GOOD, replace(TRUST, shut_out={DESK: 6}))


def test_a_later_format_is_carried_and_said_to_be_newer_when_it_is_opened() -> None:
    forged = by_hand(b"?", fields={0: 2, 9: segment._hash(b"?")})
    with pytest.raises(ForgedSegment):
        peek(forged, TRUST)

    later = by_hand(b"?", fields={0: 2})
    assert peek(later, TRUST).format == 2
    with pytest.raises(NewerFormat):
        open_segment(later, TRUST, EPOCHS)
    with pytest.raises(NewerFormat):
        peek(GOOD.replace(b"campseg1", b"campseg2", 1), TRUST)


def test_other_files_are_not_segments() -> None:
    for untrusted in (b"PK\x03\x04", b"campsegs", b"\0" * 5000):
        with pytest.raises(NotASegment):
            peek(untrusted, TRUST)


def test_every_flipped_bit_is_refused() -> None:
    for at in range(len(GOOD)):
        bad = bytearray(GOOD)
        bad[at] ^= 1 << at % 8
        with pytest.raises(Refused) as told:
            open_segment(bytes(bad), TRUST, EPOCHS)
        assert at < 8 or type(told.value) is DamagedSegment


def test_every_truncation_is_damage() -> None:
    for length in range(len(GOOD)):
        with pytest.raises(DamagedSegment):
            open_segment(GOOD[:length], TRUST, EPOCHS)


@given(st.binary(max_size=300), st.integers(0, len(GOOD)), st.integers(0, len(GOOD)))
@settings(deadline=None)
def test_any_bytes_are_a_segment_or_refused_and_nothing_else(
    junk: bytes, start: int, end: int
) -> None:
    spliced = GOOD[:start] + junk + GOOD[end:]
    mended = spliced[:-16] + segment._checksum(spliced[:-16])
    for untrusted in (junk, b"campseg1" + junk, spliced, mended):
        try:
            open_segment(untrusted, TRUST, EPOCHS)
        except Refused:
            continue
        assert untrusted == GOOD


@given(st.integers(0, 9), VALUES)
@settings(deadline=None)
def test_any_value_in_a_signed_header_is_refused_with_a_sentence(at: int, value: object) -> None:
    untrusted = by_hand(deflate(pack([[], ACTIONS, HEAD])), fields={at: value})

    try:
        opened = open_segment(untrusted, TRUST, EPOCHS)
    except Refused:
        return
    assert opened.content.actions == ACTIONS


@given(VALUES | st.tuples(VALUES, VALUES, st.just(HEAD)).map(list))
@settings(deadline=None)
def test_any_signed_content_is_opened_or_refused_with_a_sentence(value: object) -> None:
    for plain in (pack(value), deflate(pack(value))):
        try:
            opened = open_segment(by_hand(plain), TRUST, EPOCHS)
        except Refused:
            continue
        assert isinstance(value, list)  # as many lists as the header names: looked into later
        assert opened.content.actions == value[1]


@pytest.mark.parametrize(
    "content",
    [
        [[], ACTIONS[:4], HEAD],
        [[], [*ACTIONS, []], HEAD],
        [[[3, 7]], ACTIONS, HEAD],
        [[[1, 1], [1, 2]], ACTIONS, HEAD],
        [[[2, 1], [1, 2]], ACTIONS, HEAD],
        [[[0, 1]], ACTIONS, HEAD],
        [[[1, -1]], ACTIONS, HEAD],
        [[], ACTIONS, b"short"],
        [[], [*ACTIONS[:4], "no list"], HEAD],
    ],
)
def test_a_certified_desk_that_contradicts_itself_is_not_believed(content: list[object]) -> None:
    with pytest.raises(ForgedSegment):
        open_segment(by_hand(deflate(pack(content))), TRUST, EPOCHS)


@pytest.mark.parametrize("depth", [100, 600, 1500, 100_000])
def test_nesting_is_refused_where_it_could_not_be_packed_again(depth: int) -> None:
    deep = b"\x93\x90\x95" + b"\x91" * depth + b"\xc0" + b"\x90" * 4 + b"\xc4\x20" + HEAD

    try:
        opened = open_segment(by_hand(deflate(deep)), TRUST, EPOCHS)
    except ForgedSegment:
        assert depth > 100
    else:
        assert pack(opened.content.actions)


def test_a_file_that_is_too_large_is_refused_unread() -> None:
    with pytest.raises(TooLarge):
        peek(bytes(FILE_AT_MOST + 1), TRUST)


def test_a_bomb_is_refused_by_the_size_it_would_have() -> None:
    bomb = by_hand(deflate(bytes(PLAIN_AT_MOST + 1)))

    assert len(bomb) < 100_000
    with pytest.raises(TooLarge):
        open_segment(bomb, TRUST, EPOCHS)


def test_many_tiny_values_are_refused_before_they_fill_the_memory() -> None:
    many = deflate(b"\x93\x90\xdd" + (20_000_000).to_bytes(4, "big") + b"\x90" * 20_000_000)

    with pytest.raises(ForgedSegment):
        open_segment(by_hand(many), TRUST, EPOCHS)


def test_a_segment_that_contradicts_itself_cannot_be_sealed() -> None:
    for number, first, previous in ((1, 1, HEAD), (2, 1, BEFORE_THE_FIRST), (7, 0, HEAD)):
        with pytest.raises(ValueError):  # noqa: PT011  the type is the promise
            seal(SEALER, Content({}, ACTIONS, HEAD), number=number, first=first, previous=previous)
    with pytest.raises(ValueError, match="cannot have seen"):
        seal(SEALER, Content({DESK: 7}, ACTIONS, HEAD), number=7, first=61, previous=HEAD)
    with pytest.raises(ValueError, match="out of bounds"):
        seal(SEALER, Content({}, [], HEAD), number=7, first=61, previous=HEAD)


@given(st.integers(0, 2 * ACTIONS_IN_ONE + 1))
@settings(deadline=None, max_examples=20)
def test_runs_keep_every_action_in_order_and_end_exactly_when_they_are_full(count: int) -> None:
    actions: list[list[object]] = [[n] for n in range(count)]

    runs = list(in_runs(actions))

    assert [each for run in runs for each in run] == actions
    assert all(len(run) == ACTIONS_IN_ONE for run in runs[:-1])
    assert all(0 < len(run) <= ACTIONS_IN_ONE for run in runs)


def test_a_run_of_large_actions_ends_early() -> None:
    large: list[list[object]] = [[bytes(BYTES_IN_ONE // 2)] for _ in range(5)]

    assert [len(run) for run in in_runs(large)] == [2, 2, 1]
