"""How long a list of 100,000 people takes: read, compared with the whole camp, saved."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date

from camp_desk.actions import lists
from camp_desk.domain.registration import Sex
from camp_desk.spreadsheets.table import Cell
from camp_desk.spreadsheets.writing import write_csv, write_xlsx
from tests.bench.big_camp import Bench, generated, peak_mb
from tests.bench.families import FIRST_DAY

HEADINGS = (
    "رقم العائلة", "ت", "الاسم الثلاثي", "اللقب", "الجنس", "العمر", "صلة القرابة", "رقم الهاتف",
    "رقم البطاقة التموينية", "المحافظة", "القضاء", "المنطقة", "تاريخ الوصول",
)  # fmt: skip
KIND = {"PA": "رب الأسرة", "WIF": "زوجة", "SON": "ابن", "DAU": "ابنة"}
_ROWS = 100_000


def people(number: int, seed: int) -> Iterator[list[Cell]]:
    """Yield the rows of so many people, named as people of the camp are and with other phones."""
    rows = 0
    for family, each in enumerate(generated(2 * number, seed), 1):
        arrived = each.arrived or FIRST_DAY
        for place, member in enumerate(each.members if each.counts is None else (), 1):
            if rows == number:
                return
            rows += 1
            yield [
                family, place, f"{member.own} {member.father} {member.grandfather}",
                member.laqab, "M" if member.sex is Sex.MALE else "أنثى",
                member.birth.age_on(arrived.date()) if member.birth else None,
                KIND[member.relationship], each.phone if place == 1 else None, None, "نينوى",
                "الموصل", "حي الزهور",
                arrived if rows % 4 else arrived.strftime("%d/%m/%Y %H:%M"),
            ]  # fmt: skip


def run(bench: Bench) -> None:
    """Take in a workbook and a CSV file, the first one into the camp."""
    table, camp = bench.table, bench.camp()
    table.amount("memory with the camp open", peak_mb(), "MB")
    number = min(_ROWS, bench.people // 5)
    for name, write in (("list.xlsx", write_xlsx), ("list.csv", write_csv)):
        path = bench.folder / name
        write(path, HEADINGS, people(number, bench.seed + 1))
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
