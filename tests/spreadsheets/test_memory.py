"""What was corrected on one list is so on the next, by its heading and nothing else."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from camp_desk.spreadsheets.fields import CHOICES, Field, Target
from camp_desk.spreadsheets.mapping import Mapping, Shape, recognise
from camp_desk.spreadsheets.memory import HEADING, ROWS, to_remember, with_memory
from camp_desk.spreadsheets.table import Row, Table

HEADINGS = ("HH no", "Name", "Sex", "Age", "Mystery", "Phone")


def table(*headings: str) -> Table:
    """Return a list of two people under these headings."""
    cells = [tuple(f"{heading} {n}" for heading in headings) for n in range(2)]
    rows = [Row(n, row) for n, row in enumerate((headings, *cells), 1)]
    return Table(Path("list.csv"), "", tuple(rows))


def corrected(columns: dict[int, Target | None], headings: tuple[str, ...] = HEADINGS) -> Mapping:
    mapping = recognise(table(*headings))
    for index, target in columns.items():
        mapping = mapping.with_column(index, target)
    return mapping


@given(
    st.dictionaries(st.integers(0, 5), st.sampled_from((None, *CHOICES)), max_size=3),
    st.sampled_from(list(Shape)),
)
def test_the_same_list_comes_out_as_it_was_corrected(
    columns: dict[int, Target | None], shape: Shape
) -> None:
    here = table(*HEADINGS)
    chosen = corrected(columns).with_shape(shape)

    memory = to_remember(chosen, {}, here)
    again = with_memory(recognise(here), memory, here)

    assert [c.target for c in again.columns] == [c.target for c in chosen.columns]
    assert again.shape is shape
    assert to_remember(again, memory, here) == {}
    by_itself = recognise(here)
    assert [c.remembered for c in again.columns] == [
        f"{HEADING}{c.heading.lower()}" in memory and c.target != before.target
        for c, before in zip(again.columns, by_itself.columns, strict=True)
    ]


def test_a_heading_is_known_again_in_another_order_and_spelling() -> None:
    memory = to_remember(corrected({4: Field.SHELTER}), {}, table(*HEADINGS))
    other = table("MYSTERY :", "Name", "Sex", "Age")

    found = with_memory(recognise(other), memory, other)

    assert memory == {"heading mystery": "shelter"}
    assert (found.index(Field.SHELTER), found.columns[0].remembered) == (0, True)


def test_a_correction_that_is_taken_back_is_remembered_as_well() -> None:
    here = table(*HEADINGS)
    memory = to_remember(corrected({5: None}), {}, here)
    assert memory == {"heading phone": ""}

    memory |= to_remember(corrected({}), memory, here)

    assert with_memory(recognise(here), memory, here).index(Field.PHONE) == 5


def test_a_column_that_lost_its_field_to_another_is_not_remembered_as_unused() -> None:
    memory = to_remember(corrected({4: Field.PHONE}), {}, table(*HEADINGS))
    plain = table("HH no", "Name", "Sex", "Age", "Phone")

    assert memory == {"heading mystery": "phone"}
    assert with_memory(recognise(plain), memory, plain).index(Field.PHONE) == 4


def test_two_columns_of_one_heading_are_not_mistaken_for_one_another() -> None:
    twice = (*HEADINGS, "Mystery")
    chosen = corrected({4: Field.SHELTER}, twice)

    assert to_remember(chosen, {}, table(*twice)) == {}


@given(st.text(), st.text())
def test_what_another_version_remembered_changes_nothing(target: str, shape: str) -> None:
    here = table(*HEADINGS)
    before = recognise(here)
    memory = {f"{HEADING}mystery": f"?{target}", f"{ROWS}{before.key}": f"?{shape}"}

    assert with_memory(before, memory, here) == before
