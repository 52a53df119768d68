"""A registration that waits in a proposal comes back as it was, and nonsense does not come back."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camp_desk.domain.consent import Consent
from camp_desk.domain.registration import (
    Birth,
    Counts,
    Member,
    Origin,
    Place,
    Precision,
    Registration,
    Sex,
)
from camp_desk.storage.packed import pack as packed
from camp_desk.storage.registrations import pack, unpack

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
FIVE = st.tuples(*[st.integers(0, 50)] * 5)
BIRTHS = st.one_of(
    st.builds(Birth, st.integers(1900, 2026)),
    st.builds(
        Birth, st.integers(1900, 2026), st.integers(1, 12), precision=st.just(Precision.MONTH)
    ),
    st.builds(
        Birth, st.integers(1900, 2026), st.integers(1, 12), st.integers(1, 28),
        st.sampled_from([Precision.EXACT, Precision.ESTIMATED]),
    ),
)  # fmt: skip
MEMBERS = st.builds(
    Member, TEXT, TEXT, TEXT, TEXT, st.sampled_from(Sex), st.none() | BIRTHS, TEXT,
    TEXT, TEXT, TEXT,
)  # fmt: skip
CONSENTS = st.builds(
    Consent,
    st.booleans(),
    st.none() | st.datetimes(datetime(1990, 1, 1), datetime(2040, 1, 1)).map(
        lambda time: time.replace(microsecond=0)
    ),
    TEXT,
    st.lists(TEXT, max_size=2).map(tuple),
)  # fmt: skip
REGISTRATIONS = st.builds(
    Registration,
    st.lists(MEMBERS, min_size=1, max_size=4).map(tuple),
    st.none() | st.builds(Counts, FIVE, FIVE, st.integers(0, 9)),
    st.builds(Origin, TEXT, TEXT, TEXT),
    st.builds(Place, TEXT, TEXT, TEXT),
    TEXT,
    st.none() | st.datetimes(datetime(1990, 1, 1), datetime(2040, 1, 1)).map(
        lambda time: time.replace(microsecond=0)
    ),
    TEXT,
    ration_card=TEXT,
    remarks=TEXT,
    list_name=TEXT,
    list_number=TEXT,
    full=st.booleans(),
    urgent=st.booleans(),
    intent=TEXT,
    onward=TEXT,
    consent=st.none() | CONSENTS,
)  # fmt: skip


@given(REGISTRATIONS, st.none() | st.binary(min_size=16, max_size=16))
def test_a_registration_comes_back_as_it_was_but_for_the_plain_number_of_its_card(
    registration: Registration, hashed: bytes | None
) -> None:
    assert unpack(pack(registration, hashed)) == (replace(registration, ration_card=""), hashed)


@given(st.binary(max_size=60))
def test_bytes_that_are_no_registration_are_refused(untrusted: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  any of them
        unpack(untrusted)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=4) | st.binary(max_size=4),
    lambda inner: st.lists(inner, max_size=7),
    max_leaves=12,
)


@given(REGISTRATIONS, st.integers(0, 9), VALUES)
def test_a_registration_with_anything_for_one_of_its_parts_is_read_or_refused(
    registration: Registration, at: int, value: object
) -> None:
    members = [
        [m.own, m.father, m.grandfather, m.laqab, m.sex.value, [None, None], ""]
        for m in registration.members
    ]
    parts: list[object] = [members, None, [""] * 6, "", None, "", None, "", "", ""]
    parts[at] = value
    try:
        read, _ = unpack(packed(parts))
    except ValueError:
        return
    assert isinstance(read, Registration)
