"""What the form fills in by itself: a member's likely relationship, and the names that run on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from camp_desk.domain.registration import Sex

WIFE, SON, DAUGHTER = "WIF", "SON", "DAU"
_ADULT = 15
"""Years from which a girl or woman after the head is taken for the wife, not for a daughter."""

_PAIRS = (
    (SON, DAUGHTER),
    ("BRO", "SIS"),
    ("GSO", "GDA"),
    ("FAT", "MOT"),
    ("UNC", "AUN"),
    ("NEP", "NIE"),
    ("SCM", "SCF"),
    ("FCM", "FCF"),
)
_BY_SEX = {code: {Sex.MALE: pair[0], Sex.FEMALE: pair[1]} for pair in _PAIRS for code in pair}


@dataclass(frozen=True, slots=True)
class Names:
    """The names of a person, as far as they are typed."""

    own: str = ""
    father: str = ""
    grandfather: str = ""
    laqab: str = ""


def likely(head: Sex, earlier: Sequence[str], sex: Sex, age: int | None) -> str:
    """Return the likely relationship of the next member, or "" when nothing is likely.

    The first member of a man's family is his wife, if she is grown up or of unknown age.
    Others follow the kind of the member before them, and are children where that says nothing.

    Args:
        head: The head's sex.
        earlier: The relationships of the members before, the head left out.
        sex: The member's sex.
        age: The member's age in years, None while unknown.
    """
    grown_up = age is None or age >= _ADULT
    if head is Sex.MALE and sex is Sex.FEMALE and not earlier and grown_up:
        return WIFE
    before = earlier[-1] if earlier else SON
    return _BY_SEX.get(before, _BY_SEX[SON]).get(sex, "")


def inherited(head: Names, head_sex: Sex, relationship: str, sibling: Names | None) -> Names:
    """Return the father's, grandfather's and last name that a member has from the head.

    A man's children have his own name and his father's; a woman's children those of their
    ``sibling`` who was typed before; brothers and sisters those of the head.  A wife keeps her own
    father's line.
    """
    if relationship in {SON, DAUGHTER}:
        if head_sex is Sex.MALE:
            return Names("", head.own, head.father, head.laqab)
        if sibling is not None:
            return Names("", sibling.father, sibling.grandfather, sibling.laqab)
    if relationship in {"BRO", "SIS"}:
        return Names("", head.father, head.grandfather, head.laqab)
    return Names()
