"""Measures reading and understanding a list of 100,000 people, as a workbook and as CSV."""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

from camp_desk.spreadsheets.mapping import recognise
from camp_desk.spreadsheets.reading import read_sheet
from camp_desk.spreadsheets.table import Cell
from camp_desk.spreadsheets.understanding import understand
from camp_desk.spreadsheets.writing import write_csv, write_xlsx

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


def measure(path: Path) -> None:
    """Print the CPU seconds that each step takes for a file."""
    began = time.process_time()
    table = read_sheet(path)
    read = time.process_time()
    mapping = recognise(table)
    recognised = time.process_time()
    found = understand(table, mapping, today=date(2014, 6, 30))
    done = time.process_time()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{path.suffix:6} read {read - began:6.2f} s   headings {recognised - read:6.2f} s   "
        f"understand {done - recognised:6.2f} s   {found.summary.persons:,} people in "
        f"{found.summary.households:,} households   {memory:,.0f} MB at most"
    )


def main() -> None:
    """Measure as many people as asked for, 100,000 if not."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        for name, write in (("list.csv", write_csv), ("list.xlsx", write_xlsx)):
            write(Path(folder) / name, HEADINGS, people(number))
            measure(Path(folder) / name)


if __name__ == "__main__":
    main()
