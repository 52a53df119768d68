"""What may stand as a name: letters of any script, and no digits."""

from __future__ import annotations


def is_name(text: str) -> bool:
    """Tell whether a text can be a name.

    >>> is_name("علي"), is_name("O'Brien"), is_name("علي ٢"), is_name("--")
    (True, True, False, False)
    """
    return any(char.isalpha() for char in text) and not any(char.isdigit() for char in text)


def no_name(*parts: str) -> str:
    """Return the first part of a name that is none, "" where all are; an empty one may be.

    >>> no_name("علي", "", "77", "-")
    '77'
    """
    return next((each for each in parts if each.strip() and not is_name(each)), "")
