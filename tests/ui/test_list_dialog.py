"""Taking in a list in the window: what is shown before, what is corrected, what is in then."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from camp_desk.actions import camps
from camp_desk.actions.columns import take_in_and_remember
from camp_desk.spreadsheets.fields import Field
from camp_desk.spreadsheets.mapping import Shape
from camp_desk.storage import households
from camp_desk.storage.camp import Camp
from camp_desk.storage.views import Views
from camp_desk.ui.lists import ListDialog, work
from camp_desk.ui.lists.columns import NOTHING, ColumnChoice
from camp_desk.ui.look import Look
from camp_desk.ui.workspace import Workspace

NOW = datetime(2014, 6, 30, 9, 0)
PERSONS = """Family no,Full name,Sex,Age,Relationship to head,Phone,District,Date of arrival
1,Karim Yasin Omar,M,45,head,07701234567,Mosul,2014-06-12
1,Zaynab Amir Firas,F,41,wife,,Mosul,2014-06-12
2,Jasim Nuri Hatim,M,33,head,,Sinjar,2014-06-13
3,,M,,head,,Sinjar,2014-06-13
"""


def now() -> datetime:
    return NOW


@pytest.fixture
def persons(tmp_path: Path) -> Path:
    """Two families of three people, and one row without a name."""
    path = tmp_path / "khazir.csv"
    path.write_text(PERSONS, "utf-8")
    return path


@pytest.fixture
def dialog(
    qtbot: QtBot,
    look: Look,
    camp_file: Path,
    opened: Callable[[Path], Workspace[Camp, Views]],
) -> Iterator[ListDialog]:
    """On an empty camp."""
    dialog = ListDialog(look, opened(camp_file), now)
    qtbot.addWidget(dialog)
    yield dialog
    dialog.done(0)


def read(qtbot: QtBot, dialog: ListDialog, path: Path) -> None:
    dialog.read(path)
    wait(qtbot, dialog)


def wait(qtbot: QtBot, dialog: ListDialog) -> None:
    qtbot.waitUntil(lambda: not dialog.working.busy, timeout=5000)


def choose(dialog: ListDialog, field: str, value: str) -> None:
    """Choose what the column of a field holds, as a person does."""
    choice = next(each for each in dialog.preview.columns.choices if each.value == field)
    choice.choose(value)
    choice.activated.emit(choice.currentIndex())


def kept(camp_file: Path, dialog: ListDialog) -> list[tuple[str, int]]:
    """Return the heads and sizes of all families with their list's name, from the closed camp."""
    dialog._workspace.end()
    camp = camps.open_camp(camp_file, "secret")
    try:
        ids = camp.db.conn.execute("SELECT id FROM household ORDER BY number").fetchall()
        found = [households.household(camp.db, id_) for (id_,) in ids]
        return [
            (f"{each.registration.list_name}: {each.registration.head.name}",
             each.registration.size)
            for each in found if each
        ]  # fmt: skip
    finally:
        camp.close()


def test_shows_the_reasons_at_once_where_no_row_was_read_and_the_families_once_there_are(
    qtbot: QtBot, dialog: ListDialog, tmp_path: Path
) -> None:
    rows = ("HH no,Head of household,Persons", ",,3", ",,4", "5,,2")
    nameless, named = tmp_path / "nameless.csv", tmp_path / "named.csv"
    nameless.write_text("\n".join(rows), encoding="utf-8")
    read(qtbot, dialog, nameless)
    assert dialog.preview.show_which.value == "unread"
    named.write_text("HH no,Head of household,Persons\n1,Ali Hasan,3\n", encoding="utf-8")
    read(qtbot, dialog, named)
    assert dialog.preview.show_which.value == "families"


def test_shows_the_families_the_columns_and_the_figures_before_anything_is_in(
    qtbot: QtBot, dialog: ListDialog, persons: Path
) -> None:
    read(qtbot, dialog, persons)

    preview = dialog.preview
    assert preview.name.words == "khazir"
    assert [each.value for each in preview.columns.choices][:3] == ["family", "full_name", "sex"]
    assert [each.head.name for each in preview.families.rows] == [
        "Karim Yasin Omar",
        "Jasim Nuri Hatim",
    ]
    assert preview.households.value.text() == "2"
    assert preview.persons.value.text() == "3"
    assert preview.rejected.value.text() == "1"
    assert dialog.go.accessibleName() == "Take in 2 households"


def test_takes_the_list_in_under_the_name_that_was_typed(
    qtbot: QtBot, dialog: ListDialog, persons: Path, camp_file: Path
) -> None:
    read(qtbot, dialog, persons)
    dialog.preview.name.setText("Khazir gate")

    QTest.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    wait(qtbot, dialog)

    assert dialog.outcome.new.accessibleName() == "New households: 2. 3 persons"
    assert "Somebody must" not in dialog.outcome.alike.accessibleName()
    assert kept(camp_file, dialog) == [
        ("Khazir gate: Karim Yasin Omar", 2),
        ("Khazir gate: Jasim Nuri Hatim", 1),
    ]


def test_a_list_that_is_here_under_another_name_is_said_to_be_and_takes_that_name(
    qtbot: QtBot, dialog: ListDialog, persons: Path
) -> None:
    read(qtbot, dialog, persons)
    assert not dialog.preview.alike.text
    QTest.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    wait(qtbot, dialog)
    other = persons.with_name("tuesday.csv")
    other.write_text(PERSONS + "9,Hadi Walid Salem,M,50,head,,Mosul,2014-06-12\n", "utf-8")

    read(qtbot, dialog, other)

    qtbot.waitUntil(lambda: bool(dialog.preview.alike.text))
    assert "list “khazir” of " in dialog.preview.alike.text
    assert "2 of 3 families" in dialog.preview.alike.text
    assert dialog.go.isEnabled()
    QTest.mouseClick(dialog.preview.alike.button, Qt.MouseButton.LeftButton)
    assert dialog.preview.name.words == "khazir"
    assert not dialog.preview.alike.text


def test_a_corrected_column_is_understood_at_once_and_taken_from_where_it_was(
    qtbot: QtBot, dialog: ListDialog, persons: Path
) -> None:
    read(qtbot, dialog, persons)

    choose(dialog, "district", Field.PLACE.value)
    wait(qtbot, dialog)

    assert dialog.preview.families.rows[0].origin.place == "Mosul"
    choose(dialog, "phone", Field.PLACE.value)
    wait(qtbot, dialog)
    assert dialog.preview.families.rows[0].origin.place == "07701234567"
    assert [each.value for each in dialog.preview.columns.choices].count("place") == 1


def test_a_list_is_understood_anew_when_its_rows_are_said_to_be_households(
    qtbot: QtBot, dialog: ListDialog, persons: Path
) -> None:
    read(qtbot, dialog, persons)

    dialog.preview.shape.choose(Shape.HOUSEHOLDS.value)
    wait(qtbot, dialog)

    assert [each.size for each in dialog.preview.families.rows] == [1, 1]
    assert [each.row for each in dialog.preview.unread.rows] == [3, 5]


def test_a_row_that_cannot_be_read_is_shown_with_its_number_reason_and_cells(
    qtbot: QtBot, dialog: ListDialog, persons: Path
) -> None:
    read(qtbot, dialog, persons)

    (row,) = dialog.preview.unread.rows
    assert row.row == 5
    assert "name" in row.sentence
    assert "Sinjar" in row.cells


def test_rows_that_cannot_be_read_are_saved_with_their_reasons_and_a_warning(
    qtbot: QtBot, dialog: ListDialog, persons: Path, tmp_path: Path
) -> None:
    read(qtbot, dialog, persons)

    dialog.save_rejected(tmp_path / "unread.csv")
    wait(qtbot, dialog)

    saved = (tmp_path / "unread.csv").read_text("utf-8-sig").splitlines()
    assert len(saved) == 2
    assert dialog.preview.unread.rows[0].sentence in saved[1]
    assert "not encrypted" in dialog.saved.text


def test_saved_rows_are_corrected_and_come_in_under_their_lists_name(
    qtbot: QtBot, dialog: ListDialog, persons: Path, tmp_path: Path, camp_file: Path
) -> None:
    read(qtbot, dialog, persons)
    dialog.preview.name.setText("Khazir gate")
    dialog.take_in()
    wait(qtbot, dialog)
    dialog.save_rejected(tmp_path / "unread.csv")
    wait(qtbot, dialog)
    saved = (tmp_path / "unread.csv").read_text("utf-8-sig")
    (tmp_path / "unread.csv").write_text(saved.replace("3,,M,", "3,Saad Ali,M,40"), "utf-8")
    dialog.outcome.another.click()

    read(qtbot, dialog, tmp_path / "unread.csv")

    assert dialog.preview.name.words == "Khazir gate"
    dialog.take_in()
    wait(qtbot, dialog)
    assert kept(camp_file, dialog)[2:] == [("Khazir gate: Saad Ali", 1)]


def test_a_correction_is_shown_as_remembered_on_the_next_list(
    qtbot: QtBot, dialog: ListDialog, persons: Path
) -> None:
    read(qtbot, dialog, persons)
    choose(dialog, "district", Field.PLACE.value)
    wait(qtbot, dialog)
    dialog.take_in()
    wait(qtbot, dialog)
    dialog.outcome.another.click()

    read(qtbot, dialog, persons)

    columns = dialog.preview.columns
    told = [b.text().split(" · ")[0] for b in columns.below if b.text().startswith("remembered")]
    assert told == ["remembered"]
    assert [each.value for each in columns.choices][6] == "place"
    assert dialog.preview.families.rows[0].origin.place == "Mosul"
    choose(dialog, "place", Field.DISTRICT.value)
    wait(qtbot, dialog)
    assert not any(below.text().startswith("remembered") for below in columns.below)


def test_a_list_that_is_stopped_leaves_nothing_in_the_camp(
    qtbot: QtBot,
    dialog: ListDialog,
    persons: Path,
    camp_file: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read(qtbot, dialog, persons)
    stopped = Event()

    def slowly(*arguments: Any) -> object:
        stopped.wait(5)  # a list so short is taken in before anybody could stop it
        return take_in_and_remember(*arguments)

    monkeypatch.setattr(work, "take_in_and_remember", slowly)

    dialog.take_in()
    dialog.reject()  # Esc
    stopped.set()
    wait(qtbot, dialog)

    assert dialog.saved.text == "Stopped. Nothing was taken in."
    assert dialog.go.isEnabled()
    assert kept(camp_file, dialog) == []


def test_a_file_that_is_no_list_is_refused_where_it_was_chosen(
    qtbot: QtBot, dialog: ListDialog, tmp_path: Path
) -> None:
    picture = tmp_path / "photo.xlsx"
    picture.write_bytes(b"\x89PNG\r\n")

    read(qtbot, dialog, picture)

    assert dialog.choosing.trouble.text.startswith("photo.xlsx is not an Excel workbook")
    assert not dialog.go.isVisibleTo(dialog)
    assert dialog.choosing.isEnabled()


def test_a_list_without_names_can_be_taken_in_once_the_column_is_chosen(
    qtbot: QtBot, dialog: ListDialog, tmp_path: Path
) -> None:
    path = tmp_path / "odd.csv"
    path.write_text("Who,Sex,Age,Phone\nKarim Yasin,M,45,07701234567\nJasim Nuri,M,33,\n", "utf-8")
    read(qtbot, dialog, path)
    if any(each.value == "full_name" for each in dialog.preview.columns.choices):
        choose(dialog, "full_name", NOTHING)
        wait(qtbot, dialog)

    assert "Choose which column holds the names" in dialog.preview.trouble.text
    assert not dialog.go.isEnabled()

    first: ColumnChoice = dialog.preview.columns.choices[0]
    first.choose("full_name")
    first.activated.emit(first.currentIndex())
    wait(qtbot, dialog)

    assert dialog.preview.trouble.text == ""
    assert dialog.go.isEnabled()


def test_a_list_needs_a_name(qtbot: QtBot, dialog: ListDialog, persons: Path) -> None:
    read(qtbot, dialog, persons)

    dialog.preview.name.clear()

    assert not dialog.go.isEnabled()
    dialog.preview.name.setText("Khazir")
    assert dialog.go.isEnabled()


def test_a_list_that_is_known_says_so_and_adds_nothing_the_second_time(
    qtbot: QtBot, dialog: ListDialog, persons: Path
) -> None:
    read(qtbot, dialog, persons)
    dialog.take_in()
    wait(qtbot, dialog)
    dialog.outcome.another.click()
    read(qtbot, dialog, persons)
    qtbot.waitUntil(lambda: not dialog.preview.known.isHidden(), timeout=5000)
    assert dialog.preview.known.text().startswith("2 families of a list with this name")

    dialog.take_in()
    wait(qtbot, dialog)

    assert dialog.outcome.unchanged.accessibleName().startswith("Known, unchanged: 2.")
    assert dialog.outcome.new.accessibleName().startswith("New households: 0.")


def test_a_dropped_file_is_read(qtbot: QtBot, dialog: ListDialog, persons: Path) -> None:
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(persons))])
    none = Qt.KeyboardModifier.NoModifier
    drop = QDropEvent(
        QPointF(QPoint(5, 5)), Qt.DropAction.CopyAction, carried, Qt.MouseButton.LeftButton, none
    )

    dialog.dropEvent(drop)
    wait(qtbot, dialog)

    assert dialog.preview.name.words == "khazir"


def test_enter_in_the_name_moves_on_and_takes_nothing_in(
    qtbot: QtBot, dialog: ListDialog, persons: Path
) -> None:
    dialog.show()
    read(qtbot, dialog, persons)
    dialog.preview.name.setFocus()

    QTest.keyClick(dialog.preview.name, Qt.Key.Key_Return)

    assert not dialog.working.busy
    assert not dialog.preview.name.hasFocus()


def test_tab_goes_from_the_shape_of_a_list_to_its_columns_and_then_to_its_rows(
    qtbot: QtBot, dialog: ListDialog, persons: Path
) -> None:
    dialog.show()
    read(qtbot, dialog, persons)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    preview = dialog.preview
    preview.name.setFocus()
    QTest.keyClick(preview.name, Qt.Key.Key_Tab)
    for choice in preview.columns.choices:
        QTest.keyClick(QApplication.focusWidget() or dialog, Qt.Key.Key_Tab)
        assert choice.hasFocus(), choice.accessibleName()
    QTest.keyClick(QApplication.focusWidget() or dialog, Qt.Key.Key_Tab)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert preview.show_which.isAncestorOf(focus)
