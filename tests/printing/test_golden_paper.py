"""Paper against pictures that were looked at and found good.

``CAMP_DESK_NEW_GOLDEN=1 pytest tests/printing/test_golden_paper.py`` takes new ones;
look at them before they are committed.
"""

import io
import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from PIL import Image as Picture
from PIL import ImageChops

from camp_desk.domain.words import Words
from camp_desk.printing.cards import CampName, CardValue, write_cards
from camp_desk.printing.preview import render
from camp_desk.printing.recovery import write_recovery_sheet
from camp_desk.printing.sheets import Layout, SheetLine

Families = Callable[[int], list[SheetLine]]
GOLDEN = Path(__file__).parent / "golden"
DPI = 50
DIFFERENT = 96
"""How far a pixel's grey may be off; renderers differ in how they smooth edges."""
MOST = 0.002
"""Which share of the pixels may be further off."""


def same_as_golden(name: str, pdf: bytes) -> bool:
    """Tell whether a document's first page looks like its golden picture."""
    image = render(pdf, 0, DPI)
    now = Picture.frombytes("RGBA", (image.width, image.height), image.rgba).convert("L")
    path = GOLDEN / f"{name}.png"
    if os.environ.get("CAMP_DESK_NEW_GOLDEN"):
        now.quantize(16).save(path, optimize=True)
    with Picture.open(path) as opened:
        golden = opened.convert("L")
    if golden.size != now.size:
        return False
    off = ImageChops.difference(golden, now).histogram()
    return sum(off[DIFFERENT:]) <= MOST * now.width * now.height


@pytest.mark.parametrize("layout", Layout)
def test_sheets_look_as_they_did(
    sheet: Callable[..., bytes], families: Families, arabic: Words, layout: Layout
) -> None:
    pdf = sheet(families(30), words=arabic, other=Words(), layout=layout, arabic_digits=True)
    assert same_as_golden(f"sheet_{layout.name.lower()}", pdf)


def test_a_demonstrations_sheet_looks_as_it_did(
    sheet: Callable[..., bytes], families: Families
) -> None:
    assert same_as_golden("sheet_demonstration", sheet(families(30), demonstration=True))


def test_cards_look_as_they_did(families: Families, arabic: Words) -> None:
    out = io.BytesIO()
    values = [
        CardValue(e.card, e.issue, e.name, e.latin_name, e.persons, e.place, e.code)
        for e in families(4)
    ]
    camp = CampName("مخيم النور", "Al-Noor Camp")
    write_cards(out, camp, values, cards_count=4, words=arabic, other=Words())
    assert same_as_golden("cards", out.getvalue())


def test_the_recovery_sheet_looks_as_it_did(arabic: Words) -> None:
    out = io.BytesIO()
    made = datetime(2014, 7, 4, 16, 40)
    key = "AGE-SECRET-KEY-1" + "Q" * 58
    write_recovery_sheet(out, "النور", key, made, words=arabic, other=Words())
    assert same_as_golden("recovery", out.getvalue())
