"""Pages of a PDF as pictures, for the preview and for printers."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Image:
    """A picture: ``rgba`` holds four bytes for each pixel, row by row from the top."""

    width: int
    height: int
    rgba: bytes

    def png(self) -> bytes:
        """Return the picture as a PNG file."""
        stride = self.width * 4
        rows = b"".join(
            b"\0" + self.rgba[at : at + stride] for at in range(0, len(self.rgba), stride)
        )
        head = struct.pack(">IIBBBBB", self.width, self.height, 8, 6, 0, 0, 0)
        return b"\x89PNG\r\n\x1a\n" + b"".join(
            (_chunk(b"IHDR", head), _chunk(b"IDAT", zlib.compress(rows)), _chunk(b"IEND", b""))
        )


def page_count(pdf: bytes) -> int:
    """Return how many pages a document has."""
    with _opened(pdf) as document:
        return len(document)


def render(pdf: bytes, page: int, dpi: int) -> Image:
    """Return a page, counted from 0, on white paper.

    PDFium is not safe to use from two threads at once: keep previews on one.

    Raises:
        IndexError: There is no such page.
    """
    with _opened(pdf) as document:
        if not 0 <= page < len(document):
            raise IndexError(f"page {page} of {len(document)}")
        bitmap = document[page].render(scale=dpi / 72, rev_byteorder=True, prefer_bgrx=True)
        stride = bitmap.width * 4
        raw = bytes(bitmap.buffer)
        rows = (raw[at : at + stride] for at in range(0, len(raw), bitmap.stride))
        return Image(bitmap.width, bitmap.height, b"".join(rows))


@contextmanager
def _opened(pdf: bytes) -> Iterator[Any]:
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        yield document
    finally:
        document.close()


def _chunk(kind: bytes, data: bytes) -> bytes:
    checksum = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", checksum)
