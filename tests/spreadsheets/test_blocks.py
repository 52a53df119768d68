from __future__ import annotations

from pathlib import Path

from camp_desk.spreadsheets.fields import Field
from tests.spreadsheets.lists import opened, taken_in, workbook

HEADINGS = ("ت", "الاسم الثلاثي", "الجنس", "العمر", "القرابة")
ALI = ("١", "علي كامل حسن", "ذكر", 40, "رب العائلة")
HUDA = ("٢", "هدى سالم محمود", "أنثى", 36, "زوجة")
SAAD = ("١", "سعد نوري حاتم", "ذكر", 61, "رب العائلة")


def test_the_number_of_a_family_is_read_from_the_row_above_its_people(tmp_path: Path) -> None:
    rows = [
        ("كشف النازحين",),
        HEADINGS,
        ("العائلة رقم (٧)",),
        ALI,
        HUDA,
        ("العائلة رقم (٩)",),
        SAAD,
    ]
    path = workbook(tmp_path / "list.xlsx", ("a", rows))
    found = taken_in(path)
    assert [(one.list_number, one.size) for one in found.registrations] == [("7", 2), ("9", 1)]
    assert (found.rejected, found.notes, found.summary.rows) == ((), (), 3)


def test_lists_with_a_column_of_families_and_remarks_stay_as_they_are(tmp_path: Path) -> None:
    numbered = [("HH no", "Name", "Age"), (1, "علي كامل", 4), ("Family no. 2",), (2, "Sara", 3)]
    table, mapping = opened(workbook(tmp_path / "a.xlsx", ("a", numbered)))
    assert (table.width, mapping.index(Field.FAMILY)) == (3, 0)

    remarks = [HEADINGS, ("صفحة 1",), ALI, HUDA, ("صفحة 2",), SAAD]
    table, mapping = opened(workbook(tmp_path / "b.xlsx", ("a", remarks)))
    assert (table.width, mapping.index(Field.FAMILY)) == (5, None)


def test_a_column_of_crosses_marks_heads_though_the_names_stand_elsewhere(tmp_path: Path) -> None:
    rows = [
        ("Case", "Head (X)", "Name (own, father, grandfather)", "Sex"),
        (1, None, "Huda Salim Mahmud", "F"),
        (1, "X", "Ali Kamil Hasan", "M"),
    ]
    (family,) = taken_in(workbook(tmp_path / "c.xlsx", ("a", rows))).registrations
    assert [member.own for member in family.members] == ["Ali", "Huda"]
