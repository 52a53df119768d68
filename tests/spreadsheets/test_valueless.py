"""Formulas without a value: their rows are listed with the reason, not read as empty."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camp_desk.domain.words import Words
from camp_desk.spreadsheets.outcome import Understood
from camp_desk.spreadsheets.valueless import formulas_without_value
from tests.spreadsheets.lists import taken_in, workbook

HEADINGS = ("Family no", "Full name", "Sex", "Age", "Phone", "Checked by")


def reasons(understood: Understood) -> list[str]:
    return [each.sentence(Words()) for each in understood.rejected]


@pytest.mark.parametrize(
    ("cell", "inside", "valueless"),
    [
        ('r="B2"', "<f>A1</f>", True),
        ('r="B2" s="1"', "<f>A1</f><v></v>", True),
        ('r="B2"', "<f>A1</f><v/>", True),
        ('r="B2"', '<f t="shared" si="0"/>', True),
        ('r="B2"', "<f>A1</f><v>7</v>", False),
        ('r="B2" t="str"', "<f>A1</f><v></v>", False),
        ('r="B2"', "<v>7</v>", False),
        ('r="B2" t="inlineStr"', "<is><t>f</t></is>", False),
    ],
)
@pytest.mark.parametrize("prefix", ["", "x:"])
def test_a_formula_has_no_value_exactly_when_nothing_stands_there_and_it_is_no_text(
    cell: str, inside: str, prefix: str, *, valueless: bool
) -> None:
    sheet = f'<row r="2"><c r="A2" s="3"/><c {cell}>{inside}</c><c r="C2"><v>1</v></c></row>'
    if prefix:
        sheet = sheet.replace("</", "\0").replace("<", "<x:").replace("\0", "</x:")

    assert formulas_without_value(BytesIO(sheet.encode())) == ({2: [1]} if valueless else {})


@given(st.lists(st.booleans(), max_size=30), st.integers(1, 60_000))
def test_cells_are_found_wherever_the_file_is_cut(formulas: list[bool], padding: int) -> None:
    cells = "".join(
        f'<c r="A{n}"><f>{"1+" * (padding % 400)}1</f></c>' if each
        else f'<c r="A{n}"><v>{padding}</v></c>'
        for n, each in enumerate(formulas, 1)
    )  # fmt: skip
    sheet = BytesIO((" " * (2**20 - padding) + cells).encode())

    assert set(formulas_without_value(sheet)) == {n for n, f in enumerate(formulas, 1) if f}


def test_rows_with_such_a_formula_in_a_column_that_is_read_are_listed_and_the_rest_goes_in(
    tmp_path: Path,
) -> None:
    path = workbook(
        tmp_path / "a.xlsx",
        ("S", [
            HEADINGS,
            (1, "Karim Yasin Omar", "M", 40, "07701234567", "=Z1"),
            (1, "=A1", "F", 30, None, None),
            (2, "Jasim Hadi Nuri", "M", "=2014-1980", None, None),
            (3, "Ali Salem Walid", "M", 30, "#REF!", None),
            (4, "Omar Aziz Nuri", "M", 30, "#N/A", None),
            ("Total", "=COUNTA(B2:B6)", None, None, None, None),
        ]),
    )  # fmt: skip

    understood = taken_in(path)

    assert [each.list_number for each in understood.registrations] == ["1", "4"]
    assert reasons(understood) == [
        "Row 3: under “Full name” stands a formula without a value.",
        "Row 4: under “Age” stands a formula without a value.",
        "Row 5: under “Phone” stands a formula without a value.",
    ]


def test_in_a_list_of_households_too(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx",
        ("S", [
            ("Family no", "Head of household", "Total"),
            (1, "Karim Yasin Omar", 4),
            (2, "Jasim Hadi Nuri", "=SUM(D3:H3)"),
        ]),
    )  # fmt: skip

    understood = taken_in(path)

    assert [each.size for each in understood.registrations] == [4]
    assert reasons(understood) == ["Row 3: under “Total” stands a formula without a value."]
