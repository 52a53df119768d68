"""Card numbers: desk, counter and check digit, typed, read aloud and printed alike."""

from __future__ import annotations

import hmac
import re

from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.ids import DeskNumber
from camp_desk.domain.words import N_

_DAMM = (
    "0317598642", "7092154863", "4206871359", "1750983426", "6123045978",
    "3674209581", "5869720134", "8945362017", "9438617205", "2581436790",
)  # fmt: skip


_DIGITS = 9
_LAST_DESK, _LAST_COUNTER = 999, 999_999


class BadCardNumber(CampDeskError):
    """What was typed or scanned is no card number of any camp."""

    message = N_("“{number}” is not a card number.")
    advice = N_("Type the ten digits again: one of them is wrong or missing.")


def check_digit(digits: str) -> str:
    """Return the Damm check digit of a run of Latin digits.

    Source: H. M. Damm, 2004; it catches every single wrong digit and every swap of neighbours.

    >>> check_digit("572"), check_digit("001000001")
    ('4', '2')
    """
    interim = 0
    for digit in digits:
        interim = int(_DAMM[interim][int(digit)])
    return str(interim)


def card_number(desk: DeskNumber, counter: int) -> int:
    """Return the nine digits, as a number, of a desk's next household.

    Raises:
        ValueError: The desk is not in 1..999 or the counter not in 1..999,999.
    """
    if not (1 <= desk <= _LAST_DESK and 1 <= counter <= _LAST_COUNTER):
        raise ValueError(f"desk {desk}, counter {counter}")
    return desk * 1_000_000 + counter


def written(number: int) -> str:
    """Return a card number as it is printed.

    >>> written(1000001)
    '001 000 001-2'
    """
    digits = f"{number:09d}"
    return f"{digits[:3]} {digits[3:6]} {digits[6:]}-{check_digit(digits)}"


def read(untrusted_number: str) -> int:
    """Return the number that was typed, read aloud or scanned, in any digits and with any spaces.

    Raises:
        BadCardNumber: It has not ten digits, or the check digit does not fit.

    >>> read("٠٠١ ٠٠٠ ٠٠١-٢")
    1000001
    """
    separators = re.sub(r"[\s\-\u2010-\u2015\u200e\u200f\u2066-\u2069]", "", untrusted_number)
    if not re.fullmatch(r"\d{10}", separators):
        raise BadCardNumber(number=untrusted_number.strip())
    digits = "".join(str(int(digit)) for digit in separators)
    if check_digit(digits[:9]) != digits[9]:
        raise BadCardNumber(number=untrusted_number.strip())
    return int(digits[:9])


CODE_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Base 32 without the letters that are taken for digits.  Source: D. Crockford, Base 32."""

MAX_ISSUE = len(CODE_ALPHABET) - 1
"""The last issue of a card that its code can name."""

_CODE = re.compile(rf"(\d{{9}})([{CODE_ALPHABET}])([{CODE_ALPHABET}]{{6}})")


class NoIssueLeft(CampDeskError):
    """The household has used up the issues that a card's code can name."""

    message = N_("The household of card {number} has had {issues} cards: there is no further one.")
    advice = N_("Register the household anew, and merge the two.")


class BadCardCode(CampDeskError):
    """What was scanned is not a code that this camp printed."""

    message = N_("This code is not from a card of this camp.")
    advice = N_("Type the card number instead, and check the card against the list.")


def card_code(number: int, issue: int, key: bytes) -> str:
    """Return the 16 capitals and digits of a card's QR code; they say nothing about the family.

    Nine digits, the issue, and six characters of an HMAC-SHA256 over both: a guessed
    code passes once in 2**30.

    Args:
        number: The card number without its check digit.
        issue: Which card of the household this is, from 1.
        key: The camp's key for card codes.

    Raises:
        NoIssueLeft: The issue is above MAX_ISSUE.
        ValueError: The number is not of nine digits, or the issue below 1.

    >>> card_code(1000001, 1, b"key")
    '001000001146C1SE'
    """
    if not (0 < number < 10**_DIGITS and issue > 0):
        raise ValueError(f"number {number}, issue {issue}")
    if issue > MAX_ISSUE:
        raise NoIssueLeft(number=written(number), issues=MAX_ISSUE)
    signed = f"{number:09d}{CODE_ALPHABET[issue]}"
    return signed + _signature(signed, key)


def read_card_code(untrusted_code: str, key: bytes) -> tuple[int, int]:
    """Return the number and the issue of a scanned card.

    Raises:
        BadCardCode: It is no card's code, or not one signed with the camp's key.
    """
    match = _CODE.fullmatch(untrusted_code.strip().upper())
    if not match or not untrusted_code.isascii():
        raise BadCardCode
    number, issue, signature = match.groups()
    if not hmac.compare_digest(_signature(number + issue, key), signature):
        raise BadCardCode
    return int(number), CODE_ALPHABET.index(issue)


def _signature(signed: str, key: bytes) -> str:
    """Return six base 32 characters, 30 bits, of the code's HMAC."""
    digest = int.from_bytes(hmac.digest(key, signed.encode("ascii"), "sha256"), "big")
    return "".join(CODE_ALPHABET[digest >> shift & 31] for shift in range(226, 256, 5))
