"""Numbers as they are typed: Latin, Arabic-Indic or Persian digits, phones and documents."""

from __future__ import annotations

import re
import unicodedata

_ARABIC_INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_PHONE = re.compile(r"[+(]*\d[\d \-().]{5,}")
_PHONE_DIGITS = range(7, 16)
_COUNTRY = "964"
_DIALLED = 11
"""Digits of a mobile number as it is dialled inside Iraq: 07xx xxx xxxx."""


def latin(text: str) -> str:
    """Return the text with every decimal digit of any script written in Latin digits.

    >>> latin("٠٧٥٠ ۱۲۳")
    '0750 123'
    """
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)


def arabic_indic(text: str) -> str:
    """Return the text with its Latin digits written in Arabic-Indic ones.

    >>> arabic_indic("12 kg")
    '١٢ kg'
    """
    return text.translate(_ARABIC_INDIC)


def number(untrusted_text: str) -> float | None:
    """Return a number that was typed with any digits, or None when it is none.

    A comma or the Arabic separators stand for a decimal point, but before three
    digits they part the thousands.

    >>> number("٦٫٥"), number("1,200"), number("two")
    (6.5, 1200.0, None)
    """
    text = latin(untrusted_text).strip().replace("٬", ",").replace("٫", ".")
    if re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?", text):
        text = text.replace(",", "")
    text = text.replace(",", ".")
    return float(text) if re.fullmatch(r"[-+]?\d{1,15}(\.\d{0,15})?", text) else None


def whole(untrusted_text: str) -> int | None:
    """Return a whole number that was typed with any digits, or None when it is none.

    >>> whole("٤"), whole("4.0"), whole("4.5")
    (4, 4, None)
    """
    value = number(untrusted_text)
    return int(value) if value is not None and value.is_integer() else None


def digits_only(untrusted_text: str) -> str:
    """Return the digits of a document's number, in Latin digits and without what parts them.

    >>> digits_only("١٢٣-٤٥٦")
    '123456'
    """
    return "".join(c for c in latin(untrusted_text) if c.isdecimal())


def phone(untrusted_text: str) -> str:
    """Return the first telephone number in the text, in Latin digits, or nothing.

    The country code of Iraq becomes the leading 0 that people dial; other countries keep
    theirs after a +.  A mobile number that lost its 0 to a spreadsheet gets it back.

    >>> phone("+964 750 123 4567 / 0770-1112223"), phone("٠٧٥٠١٢٣٤٥٦٧"), phone("7501234567")
    ('07501234567', '07501234567', '07501234567')
    """
    found = _PHONE.search(latin(untrusted_text))
    if found is None:
        return ""
    digits = digits_only(found.group())
    abroad = found.group().lstrip("(").startswith("+") or digits.startswith("00")
    digits = digits.lstrip("0") if abroad else digits
    if digits.startswith((f"{_COUNTRY}7", f"{_COUNTRY}07")):
        abroad, digits = False, "0" + digits.removeprefix(_COUNTRY).lstrip("0")
    if not abroad and digits.startswith("7") and len(digits) == _DIALLED - 1:
        digits = "0" + digits
    if digits.startswith("07"):
        digits = digits[:_DIALLED]  # a second number may follow without a stroke
    if len(digits) not in _PHONE_DIGITS:
        return ""
    return f"+{digits}" if abroad else digits
