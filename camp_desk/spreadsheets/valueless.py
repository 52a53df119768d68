"""Finds the formulas of a sheet that no program has worked out: they carry no value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO

_AT_ONCE = 1 << 20
_CELL = re.compile(rb"<(?:\w+:)?c\s([^<>]*[^<>/])>(.*?)</(?:\w+:)?c>", re.DOTALL)
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_VALUE = re.compile(rb"<(?:\w+:)?v[^<>/]*>[^<]")
_IS_TEXT = re.compile(rb"""\bt\s*=\s*["']str["']""")
_WHERE = re.compile(rb"""\br\s*=\s*["']([A-Z]{1,3})([0-9]{1,7})["']""")
_END = b"c>"


def formulas_without_value(untrusted_sheet: IO[bytes]) -> dict[int, list[int]]:
    """Return the columns, counted from 0, of such cells by the number of their row.

    A formula whose value is the empty text has one.  The programs that write lists without
    working formulas out leave them so; read as they stand, those cells would be empty.

    Args:
        untrusted_sheet: The sheet's part of the workbook, unpacked.
    """
    found: dict[int, list[int]] = {}
    for piece in _pieces(untrusted_sheet):
        for attributes, inside in _CELL.findall(piece):
            if not _FORMULA.search(inside) or _VALUE.search(inside) or _IS_TEXT.search(attributes):
                continue
            if where := _WHERE.search(attributes):
                found.setdefault(int(where[2]), []).append(_column(where[1]))
    return found


def _pieces(untrusted_sheet: IO[bytes]) -> Iterator[bytes]:
    """Yield the sheet in pieces that end with a cell, without those that hold no formula."""
    rest = b""
    while chunk := untrusted_sheet.read(_AT_ONCE):
        piece = rest + chunk
        cut = piece.rfind(_END) + len(_END)
        if cut < len(_END):
            rest = piece[-_AT_ONCE:]  # no cell is so long
            continue
        piece, rest = piece[:cut], piece[cut:]
        if b"<f" in piece or b":f" in piece:
            yield piece


def _column(letters: bytes) -> int:
    """Return the place of a column.

    >>> _column(b"A"), _column(b"AB")
    (0, 27)
    """
    place = 0
    for letter in letters:
        place = place * 26 + letter - ord("A") + 1
    return place - 1
