import msgpack
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from camp_desk.storage.packed import TooMuch, deflate, inflate, pack, unpack

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | st.text() | st.binary(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


def leaves(value: object) -> int:
    match value:
        case list(inner):
            return len(inner) + 1 + sum(leaves(each) for each in inner)
        case dict(inner):
            return len(inner) + 1 + sum(leaves(each) for each in inner.values())
    return 0


@given(VALUES)
def test_what_was_packed_comes_back(value: object) -> None:
    assert unpack(pack(value)) == value


@given(VALUES, st.integers(0, 30))
def test_a_thing_is_refused_exactly_when_it_holds_more_values_than_allowed(
    value: object, most: int
) -> None:
    if leaves(value) > most:
        with pytest.raises(ValueError):  # noqa: PT011  the type is the promise
            unpack(pack(value), values=most)
    else:
        assert unpack(pack(value), values=most) == value


@given(st.binary())
def test_any_bytes_are_a_value_or_a_value_error(untrusted: bytes) -> None:
    try:
        unpack(untrusted)
    except ValueError:
        return


@pytest.mark.parametrize(
    "untrusted",
    [
        b"\xdd\xff\xff\xff\xff",  # an array of four thousand million values
        b"\x91" * 5000 + b"\xc0",  # lists in lists in lists
        b"\xd4\x05a",  # an extension type
        b"\x81\x90\x01",  # a list as a key
        b"\xc1",
        b"\xa1\xff",
        b"",
        msgpack.packb([1]) + b"\x00",
    ],
)
def test_hostile_bytes_are_a_value_error(untrusted: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  the type is the promise
        unpack(untrusted)


@given(st.binary(), st.integers(0, 100))
def test_bytes_are_inflated_exactly_when_they_are_no_more_than_allowed(
    data: bytes, most: int
) -> None:
    if len(data) > most:
        with pytest.raises(TooMuch):
            inflate(deflate(data), at_most=most)
    else:
        assert inflate(deflate(data), at_most=most) == data


@pytest.mark.parametrize(
    "untrusted",
    [
        b"",
        b"not zstd",
        deflate(b"x" * 1000)[:-3],
        deflate(b"x") + b"y",
        zstandard.ZstdCompressor(write_content_size=False).compress(b"x"),
    ],
)
def test_what_is_not_whole_or_hides_its_size_is_a_value_error(untrusted: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  the type is the promise
        inflate(untrusted, at_most=2000)
