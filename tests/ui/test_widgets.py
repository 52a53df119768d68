"""The parts of screens: what one types into, chooses from and reads."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from camp_desk.domain.errors import NotAllowed
from camp_desk.ui.look import Look
from camp_desk.ui.widgets.banners import Banner, KeyFigure
from camp_desk.ui.widgets.boxes import Flow, Scrolled
from camp_desk.ui.widgets.choices import Chip, Chips, Choice, Segmented
from camp_desk.ui.widgets.columns import SHARE, TONE, Column, RowsModel, Told
from camp_desk.ui.widgets.fields import AmountLine, Field, Line, NumberLine, ReadLine
from camp_desk.ui.widgets.labels import ElidedLabel, Label
from camp_desk.ui.widgets.tables import Table

DIGITS = ("0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹")


@given(number=st.integers(0, 999), script=st.sampled_from(DIGITS))
def test_a_number_may_be_typed_in_any_digits(number: int, script: str) -> None:
    typed = "".join(script[int(digit)] for digit in str(number))
    assert int(typed) == number


@pytest.mark.parametrize("typed", ["35", "٣٥", "۳۵"])
def test_a_number_line_takes_digits_of_three_scripts_and_nothing_else(
    qtbot: QtBot, typed: str
) -> None:
    line = NumberLine("Age", 0, 99)
    qtbot.addWidget(line)
    line.insert(typed)
    line.insert("x")
    assert line.value == 35


def test_a_number_out_of_range_is_no_number(qtbot: QtBot) -> None:
    line = NumberLine("Days", 1, 90)
    qtbot.addWidget(line)
    line.setText("0")
    assert line.value is None


def test_up_and_down_step_a_number_within_its_range(qtbot: QtBot) -> None:
    line = NumberLine("Days", 1, 3)
    qtbot.addWidget(line)
    for key, value in (("Up", 1), ("Up", 2), ("Up", 3), ("Up", 3), ("Down", 2)):
        QTest.keyClick(line, getattr(Qt.Key, f"Key_{key}"))
        assert line.value == value


@pytest.mark.parametrize(
    ("typed", "amount"), [("12.5", "12.5"), ("12,5", "12.5"), ("١٢٫٥", "12.5"), ("7", "7")]
)
def test_an_amount_may_be_typed_with_point_or_comma_in_any_digits(
    qtbot: QtBot, typed: str, amount: str
) -> None:
    line = AmountLine("Amount")
    qtbot.addWidget(line)
    line.insert(typed)
    assert line.value == Decimal(amount)


def test_a_value_that_was_shown_comes_back_unread_until_its_text_changes(qtbot: QtBot) -> None:
    line: ReadLine[str] = ReadLine("Age", lambda text: f"read {text}")
    qtbot.addWidget(line)
    line.put("35", "as it was")
    assert line.value == "as it was"
    line.setText("36")
    assert line.value == "read 36"


def test_an_error_stands_below_its_field_and_is_read_to_who_cannot_see(
    qtbot: QtBot, look: Look
) -> None:
    line = Line("Name")
    field = Field(look, "Name", line, "as on the card")
    qtbot.addWidget(field)
    field.show_error(NotAllowed())
    assert field.trouble == "Your role does not allow this. Ask a supervisor."
    assert line.accessibleDescription() == field.trouble
    assert line.property("invalid") == "true"

    field.show_trouble("")
    assert field.trouble == ""
    assert line.property("invalid") == "false"


def test_segments_are_one_tab_stop_and_chosen_by_letter_or_arrow(qtbot: QtBot, look: Look) -> None:
    sex = Segmented(look, "Sex", (("F", "Female"), ("M", "Male")), "fأ mذ")
    qtbot.addWidget(sex)
    heard: list[str] = []
    sex.changed.connect(heard.append)

    QTest.keyClick(sex, Qt.Key.Key_M)
    assert sex.value == "M"
    QTest.keyClick(sex, Qt.Key.Key_Left)
    assert sex.value == "F"
    sex.choose("")
    assert sex.value == ""
    assert heard == ["M", "F", ""]

    stops = [b for b in sex._buttons.values() if b.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert len(stops) == 1


def test_exactly_one_chip_of_a_filter_is_on(qtbot: QtBot, look: Look) -> None:
    chips = Chips(look, "Show", (("all", "All"), ("today", "Today")))
    qtbot.addWidget(chips)
    assert chips.value == "all"
    with qtbot.waitSignal(chips.changed, timeout=1000) as changed:
        chips.choose("today")
    assert changed.args == ["today"]
    assert chips.value == "today"


def test_a_typed_choice_takes_any_text_and_knows_its_words(qtbot: QtBot, look: Look) -> None:
    choice = Choice(look, "Governorate", (("NIN", "Ninewa"), ("ERB", "Erbil")), typed=True)
    qtbot.addWidget(choice)
    choice.setEditText("ninewa")
    assert choice.value == "NIN"
    choice.setEditText("Elsewhere")
    assert choice.value == "Elsewhere"
    choice.choose("ERB")
    assert choice.currentText() == "Erbil"


def test_what_was_chosen_stays_when_other_choices_are_offered(qtbot: QtBot, look: Look) -> None:
    choice = Choice(look, "Store", (("a", "A"), ("b", "B")))
    qtbot.addWidget(choice)
    choice.choose("b")
    choice.offer((("x", "X"), ("b", "B")))
    assert choice.value == "b"


def test_a_banner_shows_a_sentence_until_it_is_taken_back(qtbot: QtBot, look: Look) -> None:
    banner = Banner(look)
    qtbot.addWidget(banner)
    assert banner.text == ""
    banner.say("warn", "Flour is short.", "Share")
    assert banner.text == banner.accessibleName() == "Flour is short."
    with qtbot.waitSignal(banner.pressed, timeout=1000):
        banner.button.click()
    banner.say("info", "")
    assert banner.text == ""


def test_a_key_figure_is_read_with_its_title(qtbot: QtBot, look: Look) -> None:
    figure = KeyFigure(look, "Below 7 days", "triangle-alert")
    qtbot.addWidget(figure)
    figure.show_figure("1", "Flour", "danger")
    assert figure.accessibleName() == "Below 7 days: 1. Flour"


def test_text_of_others_is_shown_as_text_and_not_as_markup(qtbot: QtBot, look: Look) -> None:
    label = Label(look, "<b>Ali</b>")
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText


COLUMNS = (
    Column[tuple[str, int]]("Name", lambda row: row[0], 0),
    Column[tuple[str, int]](
        "Cover",
        lambda row: str(row[1]),
        180,
        trailing=True,
        tone=lambda row: "danger" if row[1] < 7 else "ok",
        share=lambda row: row[1] / 60,
    ),
    Column[tuple[str, int]]("Place", lambda _: "A", 100, drop=1),
    Column[tuple[str, int]]("Sex", lambda _: "F", 60, drop=2),
)


@pytest.fixture
def model() -> RowsModel[tuple[str, int]]:
    """Two rows."""
    model: RowsModel[tuple[str, int]] = RowsModel(COLUMNS)
    model.show([("Flour", 6), ("Salt", 30)])
    return model


def test_a_cell_gives_text_tone_and_share(model: RowsModel[tuple[str, int]]) -> None:
    index = model.index(0, 1)
    assert model.data(index) == "6"
    assert model.data(index, TONE) == "danger"
    assert model.data(index, SHARE) == 0.1
    heading = model.headerData(1, Qt.Orientation.Horizontal, Qt.ItemDataRole.DisplayRole)
    assert heading == "Cover"


def test_rows_are_put_into_words_once_and_only_where_somebody_looks(
    model: RowsModel[tuple[str, int]], qtmodeltester: ModelTester
) -> None:
    looked: list[int] = []

    def tell(n: int) -> tuple[str, int]:
        looked.append(n)
        return f"row {n}", n

    rows = Told(range(500), tell)
    model.show(rows)
    assert (len(rows), model.rowCount(), looked) == (500, 500, [])

    texts = [model.index(at, 0).data() for at in (7, 499, 7)]
    assert (texts, looked) == (["row 7", "row 499", "row 7"], [7, 499])
    assert rows[-1] == rows[499]
    assert rows[:2] == [("row 0", 0), ("row 1", 1)]
    with pytest.raises(IndexError):
        rows[500]
    model.show(Told(range(3), tell))
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]  # pytest-qt has no types here


def test_rows_keep_qts_rules(model: RowsModel[tuple[str, int]], qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]  # pytest-qt has no types here
    model.show([])
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]  # pytest-qt has no types here


@pytest.mark.parametrize(("width", "hidden"), [(600, []), (470, [3]), (400, [2, 3])])
def test_the_least_important_columns_go_first_when_it_is_narrow(
    qtbot: QtBot, look: Look, model: RowsModel[tuple[str, int]], width: int, hidden: list[int]
) -> None:
    table = Table(look, "Stock", model)
    qtbot.addWidget(table)
    table.resize(width, 300)
    table.show()
    assert [at for at in range(4) if table.isColumnHidden(at)] == hidden


def test_enter_opens_a_row(qtbot: QtBot, look: Look, model: RowsModel[tuple[str, int]]) -> None:
    table = Table(look, "Stock", model)
    qtbot.addWidget(table)
    table.show()
    table.selectRow(1)
    with qtbot.waitSignal(table.activated, timeout=1000) as activated:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert activated.args[0].row() == 1


def test_every_kind_of_cell_and_an_empty_table_are_painted(
    qtbot: QtBot, look: Look, model: RowsModel[tuple[str, int]]
) -> None:
    table = Table(look, "Stock", model, empty="Nothing yet.")
    qtbot.addWidget(table)
    for direction in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
        table.setLayoutDirection(direction)
        assert not table.grab().isNull()
    model.show([])
    assert not table.grab().isNull()


@pytest.mark.parametrize("right_to_left", [False, True])
def test_chips_flow_in_lines_from_the_reading_side(
    qtbot: QtBot, look: Look, *, right_to_left: bool
) -> None:
    chips: list[QWidget] = [Chip(f"Sector {n}") for n in range(6)]
    flow = Flow(look, chips)
    qtbot.addWidget(flow)
    if right_to_left:
        flow.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    flow.resize(250, 200)
    flow.show()
    first, second = chips[0].x(), chips[1].x()
    assert (first > second) == right_to_left
    assert chips[-1].y() > chips[0].y()
    assert all(flow.rect().contains(chip.geometry()) for chip in chips)


def test_an_area_does_not_move_for_what_fills_it(qtbot: QtBot) -> None:
    inner = QWidget()
    inner.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    area = Scrolled(inner)
    qtbot.addWidget(area)
    area.resize(200, 200)
    area.show()
    area.activateWindow()
    qtbot.waitUntil(area.isActiveWindow)
    inner.setFocus()

    inner.setMinimumHeight(3000)

    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 2000)
    QApplication.processEvents()
    assert area.verticalScrollBar().value() == 0


def test_a_heading_of_a_list_is_shortened_in_the_middle(qtbot: QtBot, look: Look) -> None:
    headings = ("Head of the family Name", "Head of the family Surname")
    labels = [ElidedLabel(look, each, middle=True) for each in headings]
    for label in labels:
        qtbot.addWidget(label)
        label.resize(120, 24)
        label.show()
    assert [label.text()[-4:] for label in labels] == ["Name", "name"]
    assert labels[0].text() != labels[1].text()
