"""Tokens and wristbands: numbered strips, and what became of each.

A number has six digits and begins with its desk: desk 4 makes 400 000 to 499 999, desk 47 makes
047 000 to 047 999, desk 512 makes 005 120 to 005 129.  No two desks can make one number, whether or
not they know of each other, and the first nine have room for 100,000 each.
"""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum

from camp_desk.domain.cards import check_digit
from camp_desk.domain.digits import latin
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.words import N_, Words

LAST = 999_999
"""The highest number."""

_WHOLE = 7
"""Digits of a number with its check digit."""

_PARTS = re.compile(r"[\s\-,;+،\u2010-\u2015\u200e\u200f\u2066-\u2069]")


class Kind(StrEnum):
    """What a strip is: a token is one household's, a wristband one person's."""

    TOKEN = "token"  # noqa: S105  no secret
    WRISTBAND = "wristband"


class State(StrEnum):
    """What became of a strip."""

    FREE = "free"
    ISSUED = "issued"
    USED = "used"
    VOID = "void"
    LOST = "lost"


STRONGER = (State.FREE, State.ISSUED, State.LOST, State.VOID, State.USED)
"""Of two things that desks wrote of one strip the later in this row holds, whatever the clocks."""

NAMES = {
    State.FREE: N_("Not issued"),
    State.ISSUED: N_("Issued"),
    State.USED: N_("Used"),
    State.VOID: N_("Void"),
    State.LOST: N_("Lost"),
}
KINDS = {Kind.TOKEN: N_("Token"), Kind.WRISTBAND: N_("Wristband")}

COLOURS = {
    "RED": N_("RED"),
    "BLUE": N_("BLUE"),
    "YELLOW": N_("YELLOW"),
    "GREEN": N_("GREEN"),
    "WHITE": N_("WHITE"),
    "BLACK": N_("BLACK"),
    "ORANGE": N_("ORANGE"),
    "BROWN": N_("BROWN"),
}
"""The day's colour as a word, for printers without colours."""


class BadTokenNumber(CampDeskError):
    """What was typed or scanned is no number of a token."""

    message = N_("“{number}” is not a token’s number.")
    advice = N_("Type the seven digits again: one of them is wrong or missing.")


def numbers_of(desk: int) -> range:
    """Return the numbers that a desk makes, and no other desk.

    >>> numbers_of(4), numbers_of(47), numbers_of(512)
    (range(400000, 500000), range(47000, 48000), range(5120, 5130))
    """
    each = 10 ** (7 - 2 * len(str(desk)))
    return range(desk * each, (desk + 1) * each)


def desk_of(number: int) -> int:
    """Return the desk whose number it is; 0 for those below all desks.

    >>> desk_of(400017), desk_of(47999), desk_of(5120), desk_of(999)
    (4, 47, 512, 0)
    """
    digits = f"{number:06d}"
    leading = len(digits) - len(digits.lstrip("0"))
    return int(digits[leading : 2 * leading + 1]) if leading < 3 else 0  # noqa: PLR2004  000 999


def code(number: int) -> str:
    """Return the seven digits that the strip's QR code holds: the number and its check digit.

    >>> code(400017)
    '4000177'
    """
    return f"{number:06d}{check_digit(f'{number:06d}')}"


def written(number: int) -> str:
    """Return a number as it is printed and read aloud.

    >>> written(400017)
    '400 017-7'
    """
    digits = code(number)
    return f"{digits[:3]} {digits[3:6]}-{digits[6]}"


def read(untrusted_number: str) -> int:
    """Return the number that was typed or scanned, in any digits and with any spaces.

    Raises:
        BadTokenNumber: It has not seven digits, or the check digit does not fit.

    >>> read("٤٠٠ ٠١٧-٧")
    400017
    """
    (number, *others) = read_several(untrusted_number) or (None,)
    if number is None or others:
        raise BadTokenNumber(number=untrusted_number.strip())
    return number


def read_several(untrusted_numbers: str) -> tuple[int, ...]:
    """Return the numbers that were typed or scanned one after the other, each once.

    Raises:
        BadTokenNumber: One of them is none.

    >>> read_several("400 017-7 4000189")
    (400017, 400018)
    """
    digits = latin(_PARTS.sub("", untrusted_numbers))
    each = [digits[at : at + _WHOLE] for at in range(0, len(digits), _WHOLE)]
    for one in each:
        fits = re.fullmatch(r"[0-9]{7}", one) and check_digit(one[:-1]) == one[-1]
        if not fits or not int(one[:-1]):
            raise BadTokenNumber(number=untrusted_numbers.strip())
    return tuple(dict.fromkeys(int(one[:-1]) for one in each))


def typed(untrusted_text: str) -> int | None:
    """Return the number in a text that is one, or nothing."""
    try:
        return read(untrusted_text)
    except BadTokenNumber:
        return None


def colour_of(day: date) -> str:
    """Return the colour that a day has if nobody chooses another: never the day before's."""
    return tuple(COLOURS)[day.toordinal() % len(COLOURS)]


def runs(numbers: list[int]) -> list[tuple[int, int]]:
    """Return numbers as unbroken runs, each by its first and its last.

    >>> runs([3, 1, 2, 7])
    [(1, 3), (7, 7)]
    """
    found: list[tuple[int, int]] = []
    for number in sorted(numbers):
        if found and found[-1][1] == number - 1:
            found[-1] = found[-1][0], number
        else:
            found.append((number, number))
    return found


def marked_said(marked: int, left: int, words: Words) -> str:
    """Return how many strips were marked, and how many stayed as they were."""
    said = words.plural("{n} strip is marked.", "{n} strips are marked.", marked)
    if left:
        said += " " + words.plural("{n} stayed as it was.", "{n} stayed as they were.", left)
    return said
