"""Reads CSV files in the encodings and with the separators that offices use."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from camp_desk.spreadsheets.errors import ListMissing, ListTooLarge, NotAList
from camp_desk.spreadsheets.table import Cell, Row, Table

SEPARATORS = ",;\t|"
"""What may stand between two cells."""

_MOST_BYTES = 200 << 20
_MOST_COLUMNS = 512
_SAMPLE_ROWS = 60
_REPORT_EVERY = 5_000
_LONGEST_CELL = 20_000
_BROKEN_PARTS_OF_TEXT = 0.2
"""In Arabic of another encoding nearly every letter is broken."""

_TOO_MANY_CONTROLS = 0.02
_ENORMOUS = re.compile(r'[^,;\t|\r\n"]{100000,}')
"""What no program writes into a cell, and what Python's csv gives up at."""

_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read_delimited(path: Path, report: Callable[[int, int], None]) -> Table:
    """Return the table of a CSV file.

    Raises:
        ListMissing: It cannot be read.
        ListTooLarge: It is more than 200 MB.
        NotAList: It is no text.
    """
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise ListTooLarge(file=path.name)
        untrusted = path.read_bytes()
    except OSError as error:
        raise ListMissing(file=path.name) from error
    text = decoded(untrusted)
    if len(_CONTROLS.findall(text)) > len(text) * _TOO_MANY_CONTROLS:
        raise NotAList(file=path.name)
    if _ENORMOUS.search(text):
        text = _ENORMOUS.sub(lambda cell: cell.group()[:_LONGEST_CELL], text)
    try:
        return Table(path, "", tuple(_rows(text, report)))
    except csv.Error as error:  # a line longer than any list has
        raise NotAList(file=path.name) from error


def decoded(untrusted: bytes) -> str:
    """Return the text of a file: UTF-8, UTF-16 or, when it is neither, a page of Arabic letters."""
    for mark, encoding in _MARKS:
        if untrusted.startswith(mark):
            return untrusted.decode(encoding, errors="replace").removeprefix("\ufeff")
    if encoding := _unmarked_utf16(untrusted):
        return untrusted.decode(encoding, errors="replace")
    try:
        return untrusted.decode("utf-8")
    except UnicodeDecodeError:
        return _damaged_utf8(untrusted) or _arabic_page(untrusted)


def separator_of(text: str) -> str:
    """Return what stands between the cells: what gives most rows the same number of them."""
    sample = text[:200_000].splitlines()[:_SAMPLE_ROWS]
    return max(SEPARATORS, key=lambda separator: _regularity(sample, separator))


def _rows(text: str, report: Callable[[int, int], None]) -> Iterable[Row]:
    for number, cells in enumerate(_records(text), 1):
        if number % _REPORT_EVERY == 0:
            report(number, 0)
        row = Row(number, tuple(map(_cell, cells[:_MOST_COLUMNS])))
        if row.filled:
            yield row


def _records(text: str) -> Iterable[list[str]]:
    separator = separator_of(text)
    if told := re.match(r"sep=(.)\r?\n", text):
        separator = told.group(1)
        text = "\n" + text[told.end() :]  # Excel's own first line: the row numbers count it
    text = text.replace("\0", "")
    if _quotes_close(text, separator):
        return csv.reader(_lines(text), delimiter=separator)
    return csv.reader(_lines(text), delimiter=separator, quoting=csv.QUOTE_NONE)


def _lines(text: str) -> Iterable[str]:
    """Yield the lines with their ends; U+2028 and its like end none and stay in their cells."""
    return io.StringIO(text, newline="")


def _quotes_close(text: str, separator: str) -> bool:
    """Tell whether quotation marks are used as CSV has it; a stray one would swallow the rest."""
    if '"' not in text:
        return False
    try:
        records = csv.reader(_lines(text), delimiter=separator)
        return all(
            len(cell) < _LONGEST_CELL and cell.count("\n") < _SAMPLE_ROWS
            for record in records
            for cell in record
        )
    except csv.Error:
        return False


def _regularity(sample: list[str], separator: str) -> float:
    lines = (line[:_LONGEST_CELL] for line in sample)
    widths = [len(record) for record in csv.reader(lines, delimiter=separator) if record]
    if not widths:
        return 0
    (width, often), *_ = Counter(widths).most_common(1)
    return (width - 1) * often / len(widths)


def _unmarked_utf16(untrusted: bytes) -> str:
    """Return the byte order of UTF-16 that says nothing of itself, by where its NULs stand."""
    start = untrusted[:4000]
    even, odd = start[::2].count(0), start[1::2].count(0)
    if len(start) < 4 or len(untrusted) % 2 or max(even, odd) < len(start) / 20:  # noqa: PLR2004
        return ""
    if even and odd and min(even, odd) > max(even, odd) / 10:
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _damaged_utf8(untrusted: bytes) -> str:
    """Return UTF-8 with a few broken letters, or nothing when it is another encoding."""
    text = untrusted.decode("utf-8", errors="replace")
    others = sum(not char.isascii() for char in text)
    broken = text.count("\ufffd")
    return text if broken <= others * _BROKEN_PARTS_OF_TEXT else ""


def _arabic_page(untrusted: bytes) -> str:
    """Return Windows-1256 or ISO 8859-6, whichever leaves fewer letters that are not Arabic."""
    pages = [untrusted.decode(page, errors="replace") for page in ("cp1256", "iso8859_6")]
    return min(pages, key=_not_arabic)


def _not_arabic(text: str) -> int:
    return len(re.findall("[^\x00-\x7f\u0621-\u064a]", text))


def _cell(untrusted: str) -> Cell:
    return untrusted if untrusted.strip() else None
