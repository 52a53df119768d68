import io
import re
import subprocess
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from shutil import which

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image as Picture
from pypdf import PdfReader

from camp_desk.domain.cards import written
from camp_desk.domain.words import Words
from camp_desk.printing.preview import page_count, render
from camp_desk.printing.sheets import (
    BadSheetCode,
    Layout,
    SheetHeading,
    SheetItem,
    SheetLine,
    Totals,
    read_sheet_code,
    sheet_code,
    write_sheets,
)

Families = Callable[[int], list[SheetLine]]
Sheet = Callable[..., bytes]


def text(pdf: bytes, page: int | None = None) -> str:
    """Return what is copied out of a page, or of all of them."""
    pages = PdfReader(io.BytesIO(pdf)).pages
    return "\n".join(each.extract_text() for each in (pages if page is None else [pages[page]]))


def codes(pdf: bytes, page: int = 0) -> set[str]:
    """Return every code that a scanner finds on a page as it is printed."""
    image = render(pdf, page, 300)
    picture = Picture.frombytes("RGBA", (image.width, image.height), image.rgba).convert("L")
    return {str(found.text) for found in zxingcpp.read_barcodes(picture)}


@pytest.mark.parametrize("layout", Layout)
@pytest.mark.parametrize("spare", [-1, 0, 1])
def test_a_list_takes_as_many_sheets_as_its_lines_need(
    sheet: Sheet, families: Families, layout: Layout, spare: int
) -> None:
    pdf = sheet(families(2 * layout.rows + spare), layout=layout)
    assert page_count(pdf) == 2 + (spare > 0)


def test_a_list_without_lines_gives_an_empty_sheet(sheet: Sheet) -> None:
    assert page_count(sheet([])) == 1


@pytest.mark.parametrize("layout", Layout)
def test_names_are_copied_out_as_they_were_typed(
    sheet: Sheet, families: Families, arabic: Words, layout: Layout
) -> None:
    lines = families(30)
    found = text(sheet(lines, words=arabic, other=Words(), layout=layout, arabic_digits=True))
    for line in lines:
        assert line.name in found
        assert line.latin_name in found
        assert written(line.card) in found


@pytest.mark.skipif(not which("pdftotext"), reason="poppler is not installed")
def test_another_reader_copies_the_same_names(
    sheet: Sheet, families: Families, arabic: Words, tmp_path: Path
) -> None:
    lines = [*families(24), replace(families(25)[24], name="مُحَمَّد عليّ صلاح الدين")]
    (tmp_path / "sheet.pdf").write_bytes(sheet(lines, words=arabic))
    command = ["pdftotext", "-layout", str(tmp_path / "sheet.pdf"), "-"]
    found = subprocess.run(command, capture_output=True, check=True).stdout.decode()  # noqa: S603  our own file
    plain = found.translate(dict.fromkeys(map(ord, "\u202a\u202b\u202c\u200e\u200f")))
    assert [line.name for line in lines if line.name not in plain] == []


def test_the_same_values_give_the_same_bytes(sheet: Sheet, families: Families) -> None:
    assert sheet(families(30)) == sheet(families(30))


def test_controls_in_a_name_do_not_change_a_byte_of_the_page(
    sheet: Sheet, families: Families
) -> None:
    lines = families(3)
    hostile = [
        replace(line, name=f"\u202e\u2067{line.name}\n\0", place=f"\u2066{line.place}\u200f")
        for line in lines
    ]
    assert sheet(hostile) == sheet(lines)


@pytest.mark.parametrize("name", ["عبد الرحمن " * 12, "Abdulrahman " * 12])
def test_a_very_long_name_stays_in_its_cell(sheet: Sheet, families: Families, name: str) -> None:
    (line,) = families(1)
    long = sheet([replace(line, name=name.strip(), latin_name="")])
    usual = sheet([replace(line, name="", latin_name="")])
    before, after = render(usual, 0, 60), render(long, 0, 60)
    changed = [
        at // 4 % before.width
        for at in range(0, len(before.rgba), 4)
        if before.rgba[at] != after.rgba[at]
    ]
    millimetres = [at / 60 * 25.4 for at in (min(changed), max(changed))]
    assert millimetres[0] > 13 + 7.5 + 24.5
    assert millimetres[1] < 13 + 7.5 + 24.5 + 38


def test_scanners_read_every_card_and_the_sheet_from_paper(
    sheet: Sheet, families: Families
) -> None:
    lines = families(14)
    wanted = {line.code for line in lines} | {sheet_code(1_000_007, 1)}
    assert codes(sheet(lines, layout=Layout.LANDSCAPE_14)) == wanted


@pytest.mark.parametrize("layout", Layout)
def test_a_demonstrations_sheets_say_so_on_every_page_and_can_be_scanned(
    sheet: Sheet, families: Families, arabic: Words, layout: Layout
) -> None:
    pdf = sheet(families(layout.rows + 1), words=arabic, layout=layout, demonstration=True)
    for page in range(2):
        assert "DEMONSTRATION" in text(pdf, page)
        assert "للتدريب فقط" in text(pdf, page)
    assert sheet_code(1_000_007, 2) in codes(pdf, 1)
    assert "DEMONSTRATION" not in text(sheet(families(1), layout=layout))


def test_a_sheet_prints_its_totals_and_the_running_ones(sheet: Sheet, families: Families) -> None:
    lines = [replace(line, quantities=(1_179_250,) + (0,) * 7, persons=7) for line in families(26)]
    second = " ".join(text(sheet(lines), 1).split())
    assert "This sheet 1 household 7 1,179.25" in second
    assert "Running total 26 households 182 30,660.5" in second


@given(st.data())
def test_running_totals_are_the_sum_of_all_lines(data: st.DataObject) -> None:
    persons = data.draw(st.lists(st.integers(1, 20), max_size=40))
    lines = [
        SheetLine(n, n + 1, 1, "x", "", each, "", (each * 333, each), "")
        for n, each in enumerate(persons)
    ]
    per_sheet = data.draw(st.integers(1, 10))
    running = Totals.of((), 2)
    for at in range(0, len(lines), per_sheet):
        running += Totals.of(lines[at : at + per_sheet], 2)
    assert running == Totals(len(persons), sum(persons), (333 * sum(persons), sum(persons)))


def test_the_writer_returns_what_the_list_comes_to(
    heading: SheetHeading, items: list[SheetItem], families: Families
) -> None:
    lines = families(40)
    totals = write_sheets(io.BytesIO(), heading, items, iter(lines), lines_count=40, words=Words())
    assert totals == Totals.of(lines, 8)


@pytest.mark.parametrize("count", [9, 11])
def test_a_wrong_number_of_lines_is_refused(sheet: Sheet, families: Families, count: int) -> None:
    with pytest.raises(ValueError, match="lines"):
        sheet(families(10), lines_count=count)


@pytest.mark.parametrize("count", [0, 9])
def test_items_that_have_no_room_are_refused(
    heading: SheetHeading, items: list[SheetItem], count: int
) -> None:
    with pytest.raises(ValueError, match="items"):
        write_sheets(io.BytesIO(), heading, items[:1] * count, [], lines_count=0, words=Words())


@pytest.mark.parametrize("layout", Layout)
@pytest.mark.parametrize("count", range(1, 9))
def test_any_number_of_items_leaves_room_to_sign(
    heading: SheetHeading, layout: Layout, count: int
) -> None:
    from camp_desk.printing.sheet_grid import Grid

    grid = Grid(layout, count, demonstration=heading.demonstration)
    assert grid.signature.width >= 25
    assert [*grid.columns][-1].end == pytest.approx(grid.right)
    assert grid.row_height >= 8


def test_the_work_tells_how_far_it_is_and_can_be_stopped(sheet: Sheet, families: Families) -> None:
    done: list[tuple[int, int]] = []
    sheet(families(60), report=lambda *progress: done.append(progress))
    assert done == [(1, 3), (2, 3), (3, 3)]

    def stop(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        sheet(families(60), report=stop)


def test_the_document_says_what_it_is_and_in_which_language(
    sheet: Sheet, families: Families, arabic: Words
) -> None:
    reader = PdfReader(io.BytesIO(sheet(families(1), words=arabic)))
    assert reader.metadata
    assert reader.metadata.title == "كشف توزيع الحصص – July"
    assert reader.metadata.author == "Camp Desk"
    assert reader.metadata.subject == "مخيم النور, 2014-07-05, 1000007"
    assert str(reader.root_object["/Lang"]) == "ar"


@given(st.integers(1, 10**9), st.integers(1, 20_000))
def test_a_sheets_id_is_read_back(list_number: int, number: int) -> None:
    assert read_sheet_code(f" {sheet_code(list_number, number).lower()}\n") == (list_number, number)


@given(st.integers(1, 10**9), st.integers(1, 999), st.data())
def test_a_wrong_digit_in_a_sheets_id_is_noticed(
    list_number: int, number: int, data: st.DataObject
) -> None:
    code = sheet_code(list_number, number)
    at = data.draw(st.sampled_from([at for at, char in enumerate(code) if char.isdigit()]))
    digit = data.draw(st.sampled_from([d for d in "0123456789" if d != code[at]]))
    with pytest.raises(BadSheetCode):
        read_sheet_code(code[:at] + digit + code[at + 1 :])


@pytest.mark.parametrize("code", ["", "001 000 001-2", "DS-1-001", "DS--001-1"])
def test_what_is_no_sheets_id_is_refused(code: str) -> None:
    with pytest.raises(BadSheetCode):
        read_sheet_code(code)


@pytest.mark.parametrize("layout", Layout)
def test_whoever_adds_up_the_printed_lines_comes_to_the_printed_totals(
    sheet: Sheet, families: Families, layout: Layout
) -> None:
    grams = (1_750, 840, 280, 245, 245, 1_335, 175, 35)
    lines = [
        replace(each, quantities=tuple(each.persons * one for one in grams))
        for each in families(2 * layout.rows)
    ]
    pdf, running = sheet(lines, layout=layout), [Decimal(0)] * 8
    for page in range(2):
        found = text(pdf, page).replace(",", "")
        printed = re.findall(r"((?:\d[\d.]* +){7}\d[\d.]*) *$", found, re.MULTILINE)
        *rows, total, so_far = [list(map(Decimal, each.split())) for each in printed]
        assert len(rows) == layout.rows
        assert [sum(column) for column in zip(*rows, strict=True)] == total
        running = [before + now for before, now in zip(running, total, strict=True)]
        assert running == so_far


def test_the_days_keep_their_order_on_an_arabic_sheet(
    heading: SheetHeading, items: list[SheetItem], families: Families, arabic: Words
) -> None:
    def drawn(period: str) -> bytes:
        out = io.BytesIO()
        here = replace(heading, period=period)
        write_sheets(out, here, items, families(1), lines_count=1, words=arabic)
        return render(out.getvalue(), 0, 100).rgba

    isolated, overridden = "\u20682014-07-05\u2069", "\u202d2014-07-05\u202c"
    assert drawn(f"من {isolated} إلى") == drawn(f"من {overridden} إلى")
    assert drawn(f"من {isolated} إلى") != drawn("من 2014-07-05 إلى")


def test_a_name_of_many_words_stands_in_two_lines(sheet: Sheet, families: Families) -> None:
    (line,) = families(1)
    long = "محمد عبد الرحمن عبد الوهاب عبد الكريم الحمداني الجبوري"
    found = text(sheet([replace(line, name=long, latin_name="")]))
    assert long not in found
    assert all(word in found for word in long.split())


@pytest.mark.parametrize("arabic_digits", [False, True])
def test_quantities_of_eight_items_keep_off_the_rules_between_them(
    sheet: Sheet, families: Families, *, arabic_digits: bool
) -> None:
    lines = [
        replace(each, quantities=tuple(each.persons * 7 * 1_335 for _ in range(8)))
        for each in families(25)
    ]
    none = [replace(each, quantities=(0,) * 8) for each in lines]
    pictures = [render(sheet(each, arabic_digits=arabic_digits), 0, 150) for each in (lines, none)]
    filled, empty = (Picture.frombytes("RGBA", (p.width, p.height), p.rgba) for p in pictures)
    left = 13 + 7.5 + 24.5 + 38 + 9.5  # where the first item's column begins, in mm
    for rule in range(9):
        x = round((left + rule * 9.4) / 25.4 * 150)
        strip = (x - 1, round(62 / 25.4 * 150), x + 2, round(250 / 25.4 * 150))
        assert filled.crop(strip).tobytes() == empty.crop(strip).tobytes()
