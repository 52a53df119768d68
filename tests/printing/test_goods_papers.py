"""The papers of the stores: whatever stands on a document is on its paper, with places to sign."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from io import BytesIO

import pytest
from pypdf import PdfReader

from camp_desk.domain.words import Words
from camp_desk.printing.goods_papers import GoodsPaper, PaperColumn, PaperLine, write_goods_paper

WORDS = Words()


def paper(lines: int, **fields: object) -> GoodsPaper:
    values: dict[str, object] = {
        "camp": "Khazir", "title": "Waybill", "number": "WBL-001-0007", "day": "2014-06-10",
        "facts": (("From store", "Tent 2"), ("To", "دوميز"), ("Time in", "")),
        "columns": (PaperColumn("Quantity"), PaperColumn("Received good", by_hand=True)),
        "lines": tuple(
            PaperLine("Rice", "رز", f"lot L{n}", (f"{n} kg", "")) for n in range(lines)
        ),
        "remarks": ("Remarks: two torn bags",), "signers": ("Sent by", "Driver", "Received by"),
        "printed_by": "Amina", "printed_at": datetime(2014, 6, 10, 9),
    }  # fmt: skip
    return GoodsPaper(**{**values, **fields})  # type: ignore[arg-type]


def printed(value: GoodsPaper) -> list[str]:
    out = BytesIO()
    pages = write_goods_paper(out, value, words=WORDS)
    reader = PdfReader(out)
    assert len(reader.pages) == pages
    return [page.extract_text() for page in reader.pages]


@pytest.mark.parametrize("lines", [0, 1, 14, 15, 16, 17, 18, 19, 20, 60])
def test_every_line_is_on_one_page_and_the_last_page_is_signed(lines: int) -> None:
    pages = printed(paper(lines))

    together = "\n".join(pages).split("\n")
    assert [together.count(f"lot L{n}") for n in range(lines)] == [1] * lines
    assert ["Signature" in page for page in pages] == [False] * (len(pages) - 1) + [True]
    assert all("WBL-001-0007" in page for page in pages)
    assert "دوميز" in pages[0]
    assert "two torn bags" in pages[-1]


def test_a_long_lot_stands_on_two_lines_that_can_still_be_read() -> None:
    lot = "lot RICE-2026-0001 · expires 2027-12-31 · World Food Programme · consignment SI-0001234"
    columns = tuple(PaperColumn(name) for name in ("Sent", "Good", "Damaged", "Short", "Over"))
    line = PaperLine("Rice", "رز", lot, ("1 kg",) * 5)
    out = BytesIO()
    write_goods_paper(out, replace(paper(0), columns=columns, lines=(line,)), words=WORDS)
    sizes: list[float] = []
    PdfReader(out).pages[0].extract_text(
        visitor_text=lambda text, _m, _t, _font, size: sizes.append(size) if text.strip() else None
    )
    assert min(sizes) > 5


def test_one_document_is_the_same_bytes_whenever_it_is_printed() -> None:
    files = []
    for _ in range(2):
        out = BytesIO()
        write_goods_paper(out, paper(3, stamp="REVERSED", demonstration=True), words=WORDS)
        files.append(out.getvalue())
    assert files[0] == files[1]
