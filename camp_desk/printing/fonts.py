"""Fonts as they are embedded: one code for each pair of a glyph and the text it stands for."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

_MAX_CODES = 60_000
"""Codes are 16 bits wide; above this one the text is left out, so the glyphs still fit."""

_SILENT_CODES = 32
"""Kept for glyphs that mean nothing by themselves, such as a vowel mark whose letter has the text
of both: a reader that takes the code itself for a text then gets a control, not a letter."""

_LAYOUT = ("GSUB", "GPOS", "GDEF")
"""Tables that only a shaper needs; taken out first, since cutting them down takes long."""

_DROPPED = ("DSIG", "name", "post", "OS/2", "cmap", "gasp", "STAT")
"""Tables that a viewer does not need, since the glyphs are chosen and placed here."""

_CMAP_HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
"""
_CMAP_TAIL = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
_CMAP_BLOCK = 100
"""How many entries a block may have.  Source: Adobe Technical Note 5014."""


class Face:
    """A TrueType file: its glyphs' widths in thousandths of the size, and its shaper."""

    def __init__(self, path: Path) -> None:
        import uharfbuzz
        from fontTools.ttLib import TTFont

        self.data = path.read_bytes()
        font = TTFont(io.BytesIO(self.data), lazy=True)
        self.order: list[str] = font.getGlyphOrder()
        self.scale: float = 1000 / font["head"].unitsPerEm
        metrics = font["hmtx"].metrics
        self.advances = [metrics[name][0] * self.scale for name in self.order]
        by_name = {name: glyph for glyph, name in enumerate(self.order)}
        self.glyphs = {code: by_name[name] for code, name in font.getBestCmap().items()}
        self.blank = self.glyphs[0x200D]
        self.name: str = font["name"].getDebugName(6)
        head, lines = font["head"], font["hhea"]
        self.box = [
            round(edge * self.scale) for edge in (head.xMin, head.yMin, head.xMax, head.yMax)
        ]
        self.ascent = round(lines.ascent * self.scale)
        self.descent = round(lines.descent * self.scale)
        self.capitals = round(font["OS/2"].sCapHeight * self.scale)
        self.shaper = uharfbuzz.Font(uharfbuzz.Face(self.data))


class EmbeddedFont:
    """One face in one document.

    The same glyph has a code of its own for each text that it stands for, so that a
    reader which copies the text out gets the letters that were typed, whatever shapes
    and ligatures were drawn.
    """

    def __init__(self, face: Face, resource: str) -> None:
        self.face = face
        self.resource = resource
        self._codes: dict[tuple[int, str], int] = {}
        self._used: list[tuple[int, str]] = [(0, "")] * _SILENT_CODES
        self._silent = 0

    def code(self, glyph: int, source: str) -> str:
        """Return the four hexadecimal digits that draw a glyph and mean the text ``source``."""
        if len(self._used) >= _MAX_CODES:
            source = ""
        key = (glyph, source)
        found = self._codes.get(key)
        if found is None:
            found = self._codes[key] = self._new_code(key)
        return f"{found:04X}"

    def _new_code(self, key: tuple[int, str]) -> int:
        if not key[1] and self._silent + 1 < _SILENT_CODES:
            self._silent += 1
            self._used[self._silent] = key
            return self._silent
        self._used.append(key)
        return len(self._used) - 1

    def add_to(self, document: Any) -> None:
        """Write the font into a ReportLab document, with only the glyphs that were used."""
        from reportlab.pdfbase import pdfdoc

        face, name = self.face, f"CDESKA+{self.face.name}"
        data, places = _subset(face, sorted({glyph for glyph, _ in self._used}))
        file = _stream(data)
        file.dictionary["Length1"] = len(data)
        described = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("FontDescriptor"),
                "FontName": pdfdoc.PDFName(name),
                "Flags": 4,
                "FontBBox": pdfdoc.PDFArray(face.box),
                "ItalicAngle": 0,
                "Ascent": face.ascent,
                "Descent": face.descent,
                "CapHeight": face.capitals,
                "StemV": 80,
                "FontFile2": document.Reference(file),
            }
        )
        to_glyphs = b"".join(places[glyph].to_bytes(2, "big") for glyph, _ in self._used)
        descendant = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("Font"),
                "Subtype": pdfdoc.PDFName("CIDFontType2"),
                "BaseFont": pdfdoc.PDFName(name),
                "CIDSystemInfo": pdfdoc.PDFDictionary(
                    {"Registry": "(Adobe)", "Ordering": "(Identity)", "Supplement": 0}
                ),
                "FontDescriptor": document.Reference(described),
                "DW": 0,
                "W": pdfdoc.PDFArray([0, pdfdoc.PDFArray(self._widths())]),
                "CIDToGIDMap": document.Reference(_stream(to_glyphs)),
            }
        )
        font = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("Font"),
                "Subtype": pdfdoc.PDFName("Type0"),
                "BaseFont": pdfdoc.PDFName(name),
                "Encoding": pdfdoc.PDFName("Identity-H"),
                "DescendantFonts": pdfdoc.PDFArray([document.Reference(descendant)]),
                "ToUnicode": document.Reference(_stream(self._texts())),
            }
        )
        document.idToObject[pdfdoc.BasicFonts].dict[self.resource] = document.Reference(font)

    def _widths(self) -> list[int]:
        return [round(self.face.advances[glyph]) for glyph, _ in self._used]

    def _texts(self) -> bytes:
        """Return the table from codes to the texts they mean."""
        entries = [
            f"<{code:04X}> <{source.encode('utf-16-be').hex().upper()}>"
            for code, (_, source) in enumerate(self._used)
            if code
        ]
        blocks = (
            entries[first : first + _CMAP_BLOCK] for first in range(0, len(entries), _CMAP_BLOCK)
        )
        body = "".join(
            "\n".join((f"{len(block)} beginbfchar", *block, "endbfchar\n")) for block in blocks
        )
        return (_CMAP_HEAD + body + _CMAP_TAIL).encode("ascii")


def _stream(content: bytes) -> Any:
    from reportlab.pdfbase import pdfdoc

    return pdfdoc.PDFStream(content=content, filters=[pdfdoc.PDFZCompress])


def _subset(face: Face, glyphs: Sequence[int]) -> tuple[bytes, dict[int, int]]:
    """Return a font file of these glyphs alone, and where each one stands in it."""
    from fontTools import subset
    from fontTools.ttLib import TTFont

    options = subset.Options()
    options.layout_features = []
    options.hinting = False
    options.notdef_outline = True
    options.name_IDs = []
    options.glyph_names = False
    options.recalc_timestamp = False
    options.drop_tables += list(_DROPPED)
    font = TTFont(io.BytesIO(face.data), recalcTimestamp=False)
    font.setGlyphOrder(list(face.order))
    for table in _LAYOUT:
        del font[table]
    subsetter = subset.Subsetter(options)
    subsetter.populate(gids=list(glyphs))
    subsetter.subset(font)
    places = {name: place for place, name in enumerate(font.getGlyphOrder())}
    if "cmap" in font:
        del font["cmap"]
    out = io.BytesIO()
    font.save(out, reorderTables=False)
    return out.getvalue(), {glyph: places[face.order[glyph]] for glyph in glyphs}
