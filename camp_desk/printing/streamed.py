"""A ReportLab canvas whose pages leave memory as soon as they are finished.

Imported when the first page is drawn, since it brings ReportLab with it.
"""

from __future__ import annotations

import zlib
from typing import Any, BinaryIO

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

_HEADER = b"%PDF-1.5\n%\x93\x8c\x8b\x9e\n"
_COMPRESSION = 4
"""Of zlib's 9 levels: a tenth larger than 6, and half its time."""


class StreamedCanvas(Canvas):
    """A canvas over an open binary file; the same drawing always gives the same bytes."""

    def __init__(self, out: BinaryIO, size: tuple[float, float], language: str) -> None:
        super().__init__(out, pagesize=size, pageCompression=1, invariant=1)
        self._doc = _StreamedDocument(out, language)

    def _make_preamble(self) -> None:
        """Start pages without ReportLab's own font, which would be named and not embedded."""
        self._preamble = "1 0 0 1 0 0 cm"


class _StreamedDocument(pdfdoc.PDFDocument):
    """Keeps of each page only where it was written."""

    Pages: Any
    Catalog: Any
    info: Any
    signature: Any
    idToObject: dict[str, Any]  # noqa: N815  ReportLab's name

    def __init__(self, out: BinaryIO, language: str) -> None:
        super().__init__(compression=1, invariant=1, lang=language)
        self._out = out
        self._written = 0
        self._write(_HEADER)

    def addPage(self, page: Any) -> None:  # noqa: N802  ReportLab's name
        """Write a page and what is drawn on it."""
        contents = pdfdoc.PDFStream(
            dictionary=pdfdoc.PDFDictionary({"Filter": pdfdoc.PDFName("FlateDecode")}),
            content=zlib.compress(page.stream.encode("ascii"), _COMPRESSION),
        )
        page.stream = None
        page.Contents = self._reference(contents)
        self._write_object(page.Contents.name)
        name = self.thisPageName()
        super().addPage(page)
        self._write_object(name)
        self.Pages.pages[-1] = pdfdoc.PDFObjectReference(name)

    def SaveToFile(self, _filename: object, _canvas: Canvas) -> None:  # noqa: N802  ReportLab's
        """Write what is left, the fonts among it, and the table of where everything stands."""
        for font in self.delayedFonts:
            font.add_to(self)
        self.info.invariant = self.invariant
        self.info.digest(self.signature)
        catalog, info = self._reference(self.Catalog), self._reference(self.info)
        self.Catalog.Outlines = None
        ids: list[str] = []
        # Writing an object may make new ones, with higher numbers.
        while (number := len(ids) + 1) in self.numberToId:
            ids.append(self.numberToId[number])
            if ids[-1] not in self.idToOffset:
                self._write_object(ids[-1])
        table = pdfdoc.PDFCrossReferenceTable()
        table.addsection(0, ids)
        start = self._written
        self._write(table.format(self))
        trailer = pdfdoc.PDFTrailer(
            startxref=start, Size=len(ids) + 1, Root=catalog, Info=info, ID=self.ID()
        )
        self._write(trailer.format(self))

    def _reference(self, item: Any) -> Any:
        return self.Reference(item)  # type: ignore[no-untyped-call]  # ReportLab's, without types

    def _write_object(self, name: str) -> None:
        self.idToOffset[name] = self._written
        self._write(pdfdoc.PDFIndirectObject(name, self.idToObject[name]).format(self))
        self.idToObject[name] = None

    def _write(self, data: bytes) -> None:
        self._out.write(data)
        self._written += len(data)
