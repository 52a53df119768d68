"""What must be true of a family before it is written down, at the table or from a list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.naming import no_name
from camp_desk.domain.plain import cleaned
from camp_desk.domain.registration import Birth, Counts, Member, Origin, Place, Registration
from camp_desk.domain.words import N_
from camp_desk.storage import households
from camp_desk.storage.shapes import SHAPES

_LONGEST_NAME = 120
_LONGEST_TEXT = 200
LONGEST_REMARK = 2_000
_LARGEST_HOUSEHOLD = 1_000


class NobodyNamed(CampDeskError):
    """The family has no head, or the head no name."""

    message = N_("The head of the household has no name.")
    advice = N_("Type at least the head's own name.")


class MemberUnnamed(CampDeskError):
    """A member has no name."""

    message = N_("Member {n} has no name.")
    advice = N_("Type the own name, or take the member out.")


class NotAName(CampDeskError):
    """A name has digits, or not one letter."""

    message = N_("“{text}” is not a name.")
    advice = N_("Type it in letters, without digits.")


class NameTooLong(CampDeskError):
    """A name is longer than any name."""

    message = N_("“{start}…” is too long for a name.")
    advice = N_("Shorten it to {most} letters.")


class TextTooLong(CampDeskError):
    """A place, a phone number or a remark is longer than what is kept."""

    message = N_("“{start}…” is too long.")
    advice = N_("Shorten it to {most} letters.")


class ImpossibleBirth(CampDeskError):
    """A birth that nobody alive can have."""

    message = N_("Member {n} cannot have been born then.")
    advice = N_("Type the age in years, or the year of birth with four digits.")


class TooManyCounted(CampDeskError):
    """More people than one household can have, or fewer than none."""

    message = N_("These are not the numbers of one household.")
    advice = N_("Register at most {most} people together, and nobody below zero.")


class NobodyCounted(CampDeskError):
    """The counts add up to nothing."""

    message = N_("Nobody is counted.")
    advice = N_("Type how many people there are, the head included.")


def checked(untrusted: Registration) -> Registration:
    """Return a registration as it may be written: without control marks and invisible letters.

    Raises:
        NobodyNamed, MemberUnnamed, NotAName, NameTooLong, TextTooLong, ImpossibleBirth,
        NobodyCounted, TooManyCounted: What is wrong.
    """
    registration = without_marks(untrusted)
    if not registration.members or not (registration.head.own or registration.anonymous):
        raise NobodyNamed
    for n, member in enumerate(registration.members, start=1):
        _check_member(n, member, nameless=registration.anonymous)
    for text, most in _texts(registration):
        if len(text) > most:
            raise TextTooLong(start=text[:20], most=most)
    counts = registration.counts
    if counts is not None and counts.total <= 0:
        raise NobodyCounted
    if registration.size > _LARGEST_HOUSEHOLD or (counts and min(_numbers(counts)) < 0):
        raise TooManyCounted(most=_LARGEST_HOUSEHOLD)
    return registration


def bounded(untrusted_text: str, most: int = _LONGEST_TEXT) -> str:
    """Return a text of one line as it may be written.

    Raises:
        TextTooLong: It is longer than ``most`` letters.
    """
    text = cleaned(untrusted_text)
    if len(text) > most:
        raise TextTooLong(start=text[:20], most=most)
    return text


def check_member(n: int, untrusted: Member) -> Member:
    """Return one member as it may be written.

    Raises:
        MemberUnnamed, NotAName, NameTooLong, TextTooLong, ImpossibleBirth: What is wrong.
    """
    member = _cleaned_member(untrusted)
    _check_member(n, member)
    if len(member.relationship) > _LONGEST_TEXT:
        raise TextTooLong(start=member.relationship[:20], most=_LONGEST_TEXT)
    return member


def _check_member(n: int, member: Member, *, nameless: bool = False) -> None:
    if not member.own and not nameless:
        raise MemberUnnamed(n=n)
    parts = (
        member.own, member.father, member.grandfather, member.laqab, member.fourth, member.latin,
        member.mother,
    )  # fmt: skip
    for part in parts:
        if len(part) > _LONGEST_NAME:
            raise NameTooLong(start=part[:20], most=_LONGEST_NAME)
    if wrong := no_name(*parts):
        raise NotAName(text=wrong)
    if member.birth is not None and not _possible(member.birth):
        raise ImpossibleBirth(n=n)


def without_marks(untrusted: Registration) -> Registration:
    """Return a registration with its texts cleaned, but for the name and number of its list."""
    return replace(
        untrusted,
        members=tuple(_cleaned_member(member) for member in untrusted.members),
        origin=Origin(*map(cleaned, _origin(untrusted.origin))),
        place=Place(*map(cleaned, _place(untrusted.place))),
        checkpoint=cleaned(untrusted.checkpoint),
        phone=cleaned(untrusted.phone),
        remarks=cleaned(untrusted.remarks),
        onward=cleaned(untrusted.onward),
    )


def _origin(origin: Origin) -> tuple[str, str, str]:
    return origin.governorate, origin.district, origin.place


def _place(place: Place) -> tuple[str, str, str]:
    return place.sector, place.block, place.shelter


def _cleaned_member(member: Member) -> Member:
    return replace(
        member, own=cleaned(member.own), father=cleaned(member.father),
        grandfather=cleaned(member.grandfather), laqab=cleaned(member.laqab),
        relationship=cleaned(member.relationship), fourth=cleaned(member.fourth),
        latin=cleaned(member.latin), mother=cleaned(member.mother),
    )  # fmt: skip


def _possible(birth: Birth) -> bool:
    text, _ = households.write_birth(birth)
    return SHAPES["birth"].fits(text)


def _texts(registration: Registration) -> Iterator[tuple[str, int]]:
    for text in (
        *_origin(registration.origin), *_place(registration.place), registration.checkpoint,
        registration.phone, registration.list_name, registration.list_number, registration.onward,
        registration.intent,
        *(member.relationship for member in registration.members),
    ):  # fmt: skip
        yield text, _LONGEST_TEXT
    yield registration.remarks, LONGEST_REMARK


def _numbers(counts: Counts) -> tuple[int, ...]:
    return (*counts.female, *counts.male, counts.unknown)
