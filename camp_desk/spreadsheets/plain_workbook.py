"""Writes one sheet as an Excel workbook in memory.

openpyxl writes what it is given into a plain file among the computer's temporary ones first, and
deletes it afterwards: on flash memory the names would stay there.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from html import escape
from io import BytesIO
from math import isfinite

from camp_desk.spreadsheets.table import Cell, text

_PLAIN, _HEAD, _TAGS, _DAY, _MOMENT, _TEXT = range(6)
"""Styles, by their place in _STYLES."""

_EPOCH = datetime(1899, 12, 30)
_DAY_SECONDS = 86_400
_WIDEST, _NARROWEST = 40, 9
_AT_ONCE = 1_000

_TYPES = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
<Default Extension="xml" ContentType="application/xml"/>\
<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.\
spreadsheetml.sheet.main+xml"/>\
<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-\
officedocument.spreadsheetml.worksheet+xml"/>\
<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.\
spreadsheetml.styles+xml"/></Types>"""
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELS = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="{_RELATIONS}"><Relationship Id="rId1" Type="{_OFFICE}/officeDocument" \
Target="xl/workbook.xml"/></Relationships>"""
_BOOK_RELS = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="{_RELATIONS}"><Relationship Id="rId1" Type="{_OFFICE}/worksheet" \
Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{_OFFICE}/styles" \
Target="styles.xml"/></Relationships>"""
_STYLES = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="{_MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>\
<numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/></numFmts>\
<fonts count="3"><font><sz val="11"/><name val="Calibri"/></font>\
<font><b/><sz val="11"/><name val="Calibri"/></font>\
<font><i/><sz val="9"/><name val="Calibri"/></font></fonts>\
<fills count="2"><fill><patternFill patternType="none"/></fill>\
<fill><patternFill patternType="gray125"/></fill></fills>\
<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>\
<cellXfs count="6"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>\
<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>\
<xf numFmtId="0" fontId="2" fillId="0" borderId="0" xfId="0" applyFont="1"/>\
<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>\
<xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>\
<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>\
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>\
</styleSheet>"""


def workbook(
    heads: Sequence[Sequence[str]],
    rows: Iterable[Sequence[Cell]],
    *,
    sheet: str,
    right_to_left: bool = False,
) -> bytes:
    """Return a workbook of one sheet; numbers and days are such, all else is text.

    Args:
        heads: The headings, and below them what else stays in sight, such as tags.
        rows: All below, harmless already: no text in them begins a formula.
        sheet: Its name.
        right_to_left: Whether the first column stands on the right.
    """
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _RELS)
        archive.writestr("xl/workbook.xml", _book(sheet))
        archive.writestr("xl/_rels/workbook.xml.rels", _BOOK_RELS)
        archive.writestr("xl/styles.xml", _STYLES)
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            part.write(_beginning(heads, right_to_left=right_to_left).encode())
            waiting: list[str] = []
            for style, head in zip((_HEAD, *[_TAGS] * len(heads)), heads, strict=False):
                waiting.append(_row(head, style))
            for row in rows:
                waiting.append(_row(row, _TEXT))
                if len(waiting) >= _AT_ONCE:
                    part.write("".join(waiting).encode())
                    waiting.clear()
            part.write("".join([*waiting, "</sheetData></worksheet>"]).encode())
    return out.getvalue()


def _book(sheet: str) -> str:
    name = escape(sheet)
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<workbook xmlns="{_MAIN}"'
        f' xmlns:r="{_OFFICE}"><sheets><sheet name="{name}" sheetId="1" r:id="rId1"/></sheets>'
        "</workbook>"
    )


def _beginning(heads: Sequence[Sequence[str]], *, right_to_left: bool) -> str:
    widths = [
        max(_NARROWEST, min(_WIDEST, 3 + max(map(len, column))))
        for column in zip(*heads[:1], strict=True)
    ]
    columns = "".join(
        f'<col min="{n}" max="{n}" width="{width}" customWidth="1"/>'
        for n, width in enumerate(widths, 1)
    )
    way = ' rightToLeft="1"' if right_to_left else ""
    below = len(heads) + 1
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{_MAIN}">'
        f'<sheetViews><sheetView{way} workbookViewId="0"><pane ySplit="{below - 1}"'
        f' topLeftCell="A{below}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f"{'<cols>' + columns + '</cols>' if columns else ''}<sheetData>"
    )


def _row(cells: Sequence[Cell], style: int) -> str:
    return f"<row>{''.join([_cell(cell, style) for cell in cells])}</row>"


def _cell(cell: Cell, style: int) -> str:  # noqa: PLR0911  one for each kind
    if cell is None or cell == "":
        return "<c/>"
    if isinstance(cell, str):
        said = escape(cell, quote=False)
        return f'<c t="inlineStr" s="{style}"><is><t xml:space="preserve">{said}</t></is></c>'
    if isinstance(cell, bool):
        return f'<c t="b"><v>{int(cell)}</v></c>'
    if isinstance(cell, datetime):
        return f'<c s="{_MOMENT}"><v>{(cell - _EPOCH).total_seconds() / _DAY_SECONDS!r}</v></c>'
    if isinstance(cell, date):
        return f'<c s="{_DAY}"><v>{cell.toordinal() - _EPOCH.toordinal()}</v></c>'
    if isinstance(cell, int) or (isinstance(cell, float) and isfinite(cell)):
        return f"<c><v>{cell!r}</v></c>"
    return _cell(text(cell), style)
