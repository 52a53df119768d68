"""How fast sheets and cards are written from values, and how much memory that takes."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import BinaryIO

from camp_desk.domain.cards import card_code
from camp_desk.domain.quantities import Unit
from camp_desk.domain.words import Words
from camp_desk.printing.cards import CampName, CardValue, write_cards
from camp_desk.printing.sheets import Layout, SheetHeading, SheetItem, SheetLine, write_sheets
from tests.bench.big_camp import Bench, peak_mb

_OWN = "محمد أحمد علي حسين حسن خالد عمر يوسف إبراهيم مصطفى كريم سعد فاطمة زينب مريم هدى"
OWN = _OWN.split()
_LATIN = (
    "Mohammed Ahmed Ali Hussein Hassan Khalid Omar Yousif Ibrahim Mustafa Kareem Saad "
    "Fatima Zainab Maryam Huda"
)
LATIN = _LATIN.split()
_LAQAB = "الجبوري الدليمي الشمري العبيدي الحمداني الطائي التكريتي السنجاري البياتي الربيعي"
LAQAB = _LAQAB.split()
_LAQAB_LATIN = (
    "Al-Jubouri Al-Dulaimi Al-Shammari Al-Ubaidi Al-Hamdani Al-Taie Al-Tikriti "
    "Al-Sinjari Al-Bayati Al-Rubaie"
)
LAQAB_LATIN = _LAQAB_LATIN.split()
ITEMS = [SheetItem(name, Unit.GRAM) for name in ("طحين", "رز", "بقوليات", "زيت", "سكر")]
GRAMS = (9_000, 3_000, 1_500, 920, 1_500)
HEADING = SheetHeading(
    camp="مخيم النور",
    camp_other="Al-Noor Camp",
    title="تموز",
    site="القطاع B",
    day=date(2014, 7, 5),
    period="2014-07-05 – 2014-07-11",
    list_number=1_000_007,
    ration_per_person="طحين 9 كغم",
    printed_by="سعيد",
    printed_at=datetime(2014, 7, 4, 16, 40),
)


def lines(count: int) -> Iterator[SheetLine]:
    """Yield generated families, the same ones every time."""
    draw = random.Random(7)
    for serial in range(1, count + 1):
        parts = [draw.randrange(len(OWN)) for _ in range(3)]
        laqab, persons = draw.randrange(len(LAQAB)), draw.randint(1, 13)
        number = 1_000_000 + serial
        yield SheetLine(
            serial=serial,
            card=number,
            issue=1,
            name=" ".join([*(OWN[nth] for nth in parts), LAQAB[laqab]]),
            latin_name=" ".join([*(LATIN[nth] for nth in parts), LAQAB_LATIN[laqab]]),
            persons=persons,
            place=f"B / {serial // 40} / {serial}",
            quantities=tuple(persons * grams for grams in GRAMS),
            code=card_code(number, 1, b"k" * 32),
        )


def sheets(layout: Layout) -> Callable[[BinaryIO, int], int]:
    """Return a writer of a layout's Arabic sheets, which tells how many pages it wrote."""

    def write(out: BinaryIO, count: int) -> int:
        write_sheets(
            out,
            HEADING,
            ITEMS,
            lines(count),
            lines_count=count,
            words=Words("ar"),
            other=Words(),
            layout=layout,
            arabic_digits=True,
        )
        return -(-count // layout.rows)

    return write


def cards(out: BinaryIO, count: int) -> int:
    """Write Arabic cards and return how many pages they took."""
    values = (
        CardValue(e.card, e.issue, e.name, e.latin_name, e.persons, e.place, e.code)
        for e in lines(count)
    )
    camp = CampName("مخيم النور", "Al-Noor Camp")
    write_cards(out, camp, values, cards_count=count, words=Words("ar"), other=Words())
    return -(-count // 4)


def run(bench: Bench) -> None:
    """Print for as many families as the camp has; memory is the highest so far."""
    count = bench.people // 5
    for layout in (Layout.LANDSCAPE_9, Layout.LANDSCAPE_14, Layout.PORTRAIT_25):
        _measure(bench, f"sheets, {layout.rows} lines a page", sheets(layout), count // 10, 250)
    _measure(bench, "cards, four a page", cards, count // 10)
    _measure(bench, "sheets for the whole camp", sheets(Layout.PORTRAIT_25), count, 250)
    bench.table.amount("most memory", peak_mb(), "MB", 150)


def _measure(
    bench: Bench,
    name: str,
    write: Callable[[BinaryIO, int], int],
    count: int,
    pages_a_second: float = 0,
) -> None:
    """Add a line; what it takes to make up the families is taken off."""
    started = time.process_time()
    for _ in lines(count):
        pass
    making = time.process_time() - started
    started = time.process_time()
    path = bench.folder / "out.pdf"
    with path.open("wb") as out:
        pages = write(out, count)
    speed = pages / (time.process_time() - started - making)
    size = path.stat().st_size / pages / 1024
    budget = f"{pages_a_second:g} a second" if pages_a_second else ""
    bench.table.add(
        name,
        f"{pages:,} pages, {speed:.0f} a CPU second, {size:.1f} KB each",
        budget,
        pages_a_second / speed if budget else None,
    )
