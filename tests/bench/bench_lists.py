"""How long a list of 100,000 people takes: read, compared with the whole camp, saved."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from camp_desk.actions import lists
from camp_desk.spreadsheets.table import Cell
from camp_desk.spreadsheets.writing import write_csv, write_xlsx
from tests.bench.big_camp import Bench, peak_mb

HEADINGS = (
    "رقم العائلة", "ت", "الاسم الثلاثي", "اللقب", "الجنس", "العمر", "صلة القرابة", "رقم الهاتف",
    "رقم البطاقة التموينية", "المحافظة", "القضاء", "المنطقة", "تاريخ الوصول",
)  # fmt: skip
NAMES = [
    "علي",
    "حسن",
    "عمر",
    "زينب",
    "نور الدين",
    "عبد الله",
    "سعاد",
    "خالد",
    "مريم",
    "كريم",
    "هدى",
    "ياسر",
]
FAMILY = 5
_ROWS = 100_000


def people(number: int) -> Iterator[list[Cell]]:
    """Yield the rows of so many people in families of five."""
    chance = random.Random(1)
    first_day = datetime.fromisoformat("2014-06-10")
    for n in range(number):
        family, place = divmod(n, FAMILY)
        arrived = first_day + timedelta(minutes=family % 9_000)
        name = " ".join(chance.choice(NAMES) for _ in range(3))
        kind = "رب الأسرة" if place == 0 else chance.choice(["ابن", "ابنة"])
        sex, age = chance.choice(["M", "أنثى"]), chance.choice(["٣٥", 7, None])
        phone = "07501234567" if place == 0 else None
        yield [
            family + 1, place + 1, name, "الجبوري", sex, age, kind, phone, None, "نينوى", "الموصل",
            "حي الزهور", arrived if n % 4 else arrived.strftime("%d/%m/%Y %H:%M"),
        ]  # fmt: skip


def run(bench: Bench) -> None:
    """Take in a workbook and a CSV file, the first one into the camp."""
    table, camp = bench.table, bench.camp()
    table.amount("memory with the camp open", peak_mb(), "MB")
    number = min(_ROWS, bench.people // 5)
    for name, write in (("list.xlsx", write_xlsx), ("list.csv", write_csv)):
        path = bench.folder / name
        write(path, HEADINGS, people(number))
        began = time.process_time()
        with table.timed(f"{number:,} rows of {path.suffix} read and understood", per=number):
            sheet, columns = lists.read_list(path)
            found = lists.understood(sheet, columns, today=date(2014, 6, 30), list_name=name)
        if name == "list.xlsx":
            with table.timed("    checked for duplicates and saved", per=number):
                taken = lists.take_in(camp, found)
            work = time.process_time() - began
            table.amount(f"a list of {number:,} rows, all of it, CPU", work, "s", 90)
            table.amount("most memory", peak_mb(), "MB", 400)
            pairs = len(taken.possible_duplicates)
            table.add("households, pairs to decide", f"{taken.households:,}, {pairs:,}")
    camp.close()
