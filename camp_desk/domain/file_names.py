"""What a file is called after."""

from __future__ import annotations

_LONGEST = 60
"""Letters of a file's name: some disks take 255 bytes, and an Arabic letter is two."""


def file_stem(name: str) -> str:
    """Return a name as a file is called after it on any disk, without an ending.

    >>> file_stem("Khazir 2, east/west")
    'Khazir-2--east-west'
    """
    return "".join(c if c.isalnum() or c in "-_" else "-" for c in name)[:_LONGEST] or "camp"
