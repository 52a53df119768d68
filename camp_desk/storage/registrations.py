"""A registration as it waits in a proposal or a draft, without the state card's plain number."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from camp_desk.domain.consent import Consent
from camp_desk.domain.registration import Member, Origin, Place, Registration, Sex
from camp_desk.storage import packed
from camp_desk.storage.households import read_birth, read_counts, write_birth, write_counts
from camp_desk.storage.shapes import SHAPES

_VALUES_AT_MOST = 100_000


def pack(registration: Registration, ration_card: bytes | None) -> bytes:
    """Return a registration as bytes, the same for the same registration.

    What no list knows stands at the end, where there is any: so lists read by an earlier version
    still count as read.
    """
    more = _more(registration)
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
            *([more] if any(more) else []),
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
            str(remarks), str(list_name), str(list_number), *more,
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
            return (_with_more(registration, *more) if more else registration), ration_card
    raise ValueError("not a registration")


def _more(registration: Registration) -> list[object]:
    consent = registration.consent
    people = [[each.fourth, each.latin, each.mother] for each in registration.members]
    return [
        registration.full,
        registration.urgent,
        registration.intent,
        registration.onward,
        consent and [
            consent.given, consent.at and consent.at.isoformat(timespec="seconds"),
            consent.language, list(consent.purposes),
        ],
        people if any(map(any, people)) else [],
    ]  # fmt: skip


def _with_more(registration: Registration, *untrusted: object) -> Registration:
    match untrusted:
        case [[bool(full), bool(urgent), str(intent), str(onward), consent, list(people)]]:
            return replace(
                registration,
                members=_completed(registration.members, people),
                full=full,
                urgent=urgent,
                intent=intent,
                onward=onward,
                consent=None if consent is None else _read_consent(consent),
            )
    raise ValueError("not a registration")


def _completed(members: tuple[Member, ...], untrusted: list[object]) -> tuple[Member, ...]:
    found = []
    for n, member in enumerate(members):
        match untrusted[n] if n < len(untrusted) else ["", "", ""]:
            case [str(fourth), str(latin), str(mother)]:
                found.append(replace(member, fourth=fourth, latin=latin, mother=mother))
            case _:
                raise ValueError("not a member")
    return tuple(found)


def _read_consent(untrusted: object) -> Consent:
    match untrusted:
        case [bool(given), str() | None as at, str(language), list(purposes)] if _fits(
            "time", at
        ) and all(isinstance(each, str) for each in purposes):
            told = datetime.fromisoformat(at) if at else None
            return Consent(given, told, language, tuple(map(str, purposes)))
    raise ValueError("not a consent")


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
