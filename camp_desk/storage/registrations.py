"""A registration as it waits in a proposal or a draft, without the state card's plain number."""

from __future__ import annotations

from datetime import datetime

import msgpack

from camp_desk.domain.registration import Member, Origin, Place, Registration, Sex
from camp_desk.storage.households import read_birth, read_counts, write_birth, write_counts


def pack(registration: Registration, ration_card: bytes | None) -> bytes:
    """Return a registration as bytes, the same for the same registration."""
    packed: bytes = msgpack.packb(
        [
            [_member(member) for member in registration.members],
            write_counts(registration.counts),
            [*_origin(registration.origin), *_place(registration.place)],
            registration.checkpoint,
            registration.arrived and registration.arrived.isoformat(),
            registration.phone,
            ration_card,
            registration.remarks,
            registration.list_name,
            registration.list_number,
        ]
    )
    return packed


def unpack(packed: bytes) -> tuple[Registration, bytes | None]:
    """Return what pack() was given."""
    (members, counts, where, checkpoint, arrived, phone, ration_card, remarks, list_name,
     list_number) = msgpack.unpackb(packed)  # fmt: skip
    registration = Registration(
        members=tuple(
            Member(own, father, grandfather, laqab, Sex(sex), read_birth(*birth), relationship)
            for own, father, grandfather, laqab, sex, birth, relationship in members
        ),
        counts=read_counts(counts),
        origin=Origin(*where[:3]),
        place=Place(*where[3:]),
        checkpoint=checkpoint,
        arrived=datetime.fromisoformat(arrived) if arrived else None,
        phone=phone,
        remarks=remarks,
        list_name=list_name,
        list_number=list_number,
    )
    return registration, ration_card


def _member(member: Member) -> list[object]:
    return [
        member.own, member.father, member.grandfather, member.laqab, member.sex.value,
        write_birth(member.birth), member.relationship,
    ]  # fmt: skip


def _origin(origin: Origin) -> tuple[str, str, str]:
    return origin.governorate, origin.district, origin.place


def _place(place: Place) -> tuple[str, str, str]:
    return place.sector, place.block, place.shelter
