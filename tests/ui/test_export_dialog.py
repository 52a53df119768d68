"""Taking a list out of the camp in the window: what is offered, what is asked, what is said."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from camp_desk.actions import arrivals, camps
from camp_desk.domain.roles import Role
from camp_desk.spreadsheets.export_columns import Listing
from camp_desk.storage import stock
from camp_desk.storage.camp import Camp
from camp_desk.storage.findings import Kind
from camp_desk.storage.views import Views
from camp_desk.ui.export import ExportDialog
from camp_desk.ui.findings import FindingsDialog
from camp_desk.ui.look import Look
from camp_desk.ui.workspace import Workspace
from tests.small_camp import family, freeze, receive

Open = Callable[[Path], Workspace[Camp, Views]]


@pytest.fixture
def filled(camp_file: Path) -> Path:
    """A camp with two families, stock and a list."""
    camp = camps.open_camp(camp_file, "secret")
    for n in range(2):
        arrivals.register(camp, family(n))
    for item, _ in stock.scales(camp.db)["IRQ-REF2100"].parts:
        receive(camp, item, expiry=None)
    freeze(camp)
    camp.close()
    return camp_file


@pytest.fixture
def workspace(filled: Path, opened: Open) -> Workspace[Camp, Views]:
    """That camp, opened."""
    return opened(filled)


@pytest.fixture
def dialog(qtbot: QtBot, look: Look, workspace: Workspace[Camp, Views]) -> Iterator[ExportDialog]:
    """The dialog, with what it offers."""
    dialog = ExportDialog(look, workspace)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.listing.count() > 0, timeout=5000)
    yield dialog
    dialog.done(0)


def offered(dialog: ExportDialog) -> list[str]:
    return [dialog.listing.itemData(at) for at in range(dialog.listing.count())]


def export(qtbot: QtBot, dialog: ExportDialog, path: Path) -> list[list[str]]:
    dialog.export(path)
    qtbot.waitUntil(lambda: not dialog.working.busy, timeout=5000)
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_a_list_is_written_with_the_columns_that_are_on_and_the_dialog_says_where(
    qtbot: QtBot, dialog: ExportDialog, tmp_path: Path
) -> None:
    dialog.form.choose("csv")
    dialog.purpose.setText("WFP")
    for key, chip in dialog.columns.chips.items():
        chip.setChecked(key in {"card", "size"})

    table = export(qtbot, dialog, tmp_path / "p.csv")

    assert table[:2] == [
        ["Card number", "Number of people in the family"],
        ["#group+code", "#group+size"],
    ]
    assert len(table) == 2 + 6
    assert dialog.said.text.startswith("6 rows are in")
    assert dialog.go.isEnabled()


def test_names_are_off_at_first_and_the_warning_grows_with_them(dialog: ExportDialog) -> None:
    assert not dialog.columns.names_people
    assert "not encrypted" in dialog.leaves.text
    assert "second person" not in dialog.leaves.text

    QTest.mouseClick(dialog.columns.chips["own"], Qt.MouseButton.LeftButton)

    assert dialog.columns.names_people
    assert "second person" in dialog.leaves.text


def test_without_a_purpose_nothing_is_asked_or_written(
    dialog: ExportDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []

    def ask(*arguments: object) -> tuple[str, str]:
        asked.append(arguments)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)

    QTest.mouseClick(dialog.go, Qt.MouseButton.LeftButton)

    assert not asked
    assert dialog._purpose_field.trouble
    dialog.purpose.setText("WFP")
    QTest.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    assert len(asked) == 1


def test_a_distribution_list_is_chosen_by_number_and_has_a_column_for_each_item(
    qtbot: QtBot, dialog: ExportDialog, tmp_path: Path
) -> None:
    dialog.listing.choose(Listing.LIST)
    dialog.form.choose("csv")
    dialog.purpose.setText("WFP")

    assert dialog.number.isVisible()
    assert "item WHF" in dialog.columns.chips
    table = export(qtbot, dialog, tmp_path / "l.csv")
    assert "#item+num+c_whf" in table[1]
    assert len(table) == 2 + 2


def test_without_a_column_there_is_nothing_to_press(dialog: ExportDialog) -> None:
    for chip in dialog.columns.chips.values():
        chip.setChecked(False)

    assert not dialog.go.isEnabled()


def test_a_storekeeper_is_offered_the_stock_alone(
    qtbot: QtBot, look: Look, filled: Path, opened: Open
) -> None:
    camp = camps.open_camp(filled, "secret")
    with camp.action("test") as entry:
        entry.put("officer", camp.officer_id, {"role": Role.STOREKEEPER.value})
    camp.close()
    dialog = ExportDialog(look, opened(filled))
    qtbot.addWidget(dialog)
    qtbot.waitUntil(lambda: dialog.listing.count() > 0, timeout=5000)

    assert offered(dialog) == [Listing.STOCK, Listing.MOVEMENTS]


def test_a_place_that_cannot_be_written_is_told_in_the_dialog(
    qtbot: QtBot, dialog: ExportDialog, tmp_path: Path
) -> None:
    dialog.purpose.setText("WFP")

    dialog.export(tmp_path / "gone" / "p.xlsx")
    qtbot.waitUntil(lambda: not dialog.working.busy, timeout=5000)

    assert "cannot be reached" in dialog.said.text


def test_names_that_were_exported_are_a_finding_that_the_exporter_cannot_confirm(
    qtbot: QtBot,
    look: Look,
    dialog: ExportDialog,
    workspace: Workspace[Camp, Views],
    tmp_path: Path,
) -> None:
    dialog.purpose.setText("WFP")
    dialog.form.choose("csv")
    dialog.columns.chips["own"].setChecked(True)
    export(qtbot, dialog, tmp_path / "p.csv")
    found = FindingsDialog(look, workspace)
    qtbot.addWidget(found)
    found.show()
    qtbot.waitUntil(lambda: found._details.currentWidget() is found.export, timeout=5000)
    assert "WFP" in found.what.text()

    found.export.confirm.click()

    qtbot.waitUntil(lambda: found.said.text != "", timeout=5000)
    assert "yourself" in found.said.text
    assert [each.kind for each in found.model.rows] == [Kind.NAMES_EXPORTED]
