"""A registration as it waits in a proposal or a draft, without the state card's plain number."""

from __future__ import annotations

from datetime import datetime

from camp_desk.domain.registration import Member, Origin, Place, Registration, Sex
from camp_desk.storage import packed
from camp_desk.storage.households import read_birth, read_counts, write_birth, write_counts
from camp_desk.storage.shapes import SHAPES

_VALUES_AT_MOST = 100_000


def pack(registration: Registration, ration_card: bytes | None) -> bytes:
    """Return a registration as bytes, the same for the same registration."""
    return packed.pack(
        [
            [_member(member) for member in registration.members],
            write_counts(registration.counts),
            [*_origin(registration.origin), *_place(registration.place)],
            registration.checkpoint,
            registration.arrived and registration.arrived.isoformat(timespec="seconds"),
            registration.phone,
            ration_card,
            registration.remarks,
            registration.list_name,
            registration.list_number,
        ]
    )


def unpack(untrusted: bytes) -> tuple[Registration, bytes | None]:
    """Return what pack() was given.

    Raises:
        ValueError: It is not what pack() gives.
    """
    match packed.unpack(untrusted, values=_VALUES_AT_MOST):
        case [
            list(members), str() | None as counts,
            [str(governorate), str(district), str(origin), str(sector), str(block), str(shelter)],
            str(checkpoint), str() | None as arrived, str(phone), bytes() | None as ration_card,
            str(remarks), str(list_name), str(list_number),
        ] if _fits("counts", counts) and _fits("time", arrived):  # fmt: skip
            registration = Registration(
                members=tuple(_read_member(member) for member in members),
                counts=read_counts(counts),
                origin=Origin(governorate, district, origin),
                place=Place(sector, block, shelter),
                checkpoint=checkpoint,
                arrived=datetime.fromisoformat(arrived) if arrived else None,
                phone=phone,
                remarks=remarks,
                list_name=list_name,
                list_number=list_number,
            )
            return registration, ration_card
    raise ValueError("not a registration")


def _fits(shape: str, untrusted: object) -> bool:
    return untrusted is None or SHAPES[shape].fits(untrusted)


def _read_member(untrusted: object) -> Member:
    match untrusted:
        case [
            str(own), str(father), str(grandfather), str(laqab), str(sex),
            [str() | None as birth, str() | None as precision], str(relationship),
        ] if _fits("birth", birth) and _fits("precision", precision):  # fmt: skip
            born = read_birth(birth, precision)
            return Member(own, father, grandfather, laqab, Sex(sex), born, relationship)
    raise ValueError("not a member")


def _member(member: Member) -> list[object]:
    return [
        member.own, member.father, member.grandfather, member.laqab, member.sex.value,
        write_birth(member.birth), member.relationship,
    ]  # fmt: skip


def _origin(origin: Origin) -> tuple[str, str, str]:
    return origin.governorate, origin.district, origin.place


def _place(place: Place) -> tuple[str, str, str]:
    return place.sector, place.block, place.shelter
