"""Every dialog can be gone through with Tab, and each stop has a name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QDialog,
    QLineEdit,
    QTextBrowser,
    QWidget,
)
from pytestqt.qtbot import QtBot

from camp_desk.domain.manifests import Way
from camp_desk.spreadsheets.catalogues import shipped_needs
from camp_desk.storage.camp import Camp
from camp_desk.storage.views import Views
from camp_desk.ui.about import AboutDialog, HelpDialog
from camp_desk.ui.buses import BusesDialog
from camp_desk.ui.buses.new import NewBus
from camp_desk.ui.drives import Drive
from camp_desk.ui.erase import EraseDialog
from camp_desk.ui.findings import FindingsDialog
from camp_desk.ui.lists import ListDialog
from camp_desk.ui.look import Look
from camp_desk.ui.needs.camp import CampNeedsDialog
from camp_desk.ui.needs.form import NewNeedsDialog
from camp_desk.ui.places.add import AddDialog
from camp_desk.ui.places.dialog import PlanDialog
from camp_desk.ui.places.plan import CampPlan
from camp_desk.ui.stick import StickDialog
from camp_desk.ui.stock.counts import CountsDialog
from camp_desk.ui.tokens import TokensDialog
from camp_desk.ui.workspace import Workspace

Space = Workspace[Camp, Views]
USED = (QAbstractButton, QLineEdit, QComboBox, QAbstractItemView, QTextBrowser, CampPlan)
MADE: dict[str, Callable[[Look, Space], QDialog]] = {
    "about": lambda look, _: AboutDialog(look),
    "buses": lambda look, space: BusesDialog(look, space, lambda: datetime(2014, 6, 12)),
    "bus": lambda look, _: NewBus(look, Way.ARRIVAL, lambda: datetime(2014, 6, 12).date()),
    "tokens": TokensDialog,
    "help": lambda look, _: HelpDialog(look),
    "counts": CountsDialog,
    "erase": lambda look, _: EraseDialog(look, "first.camp"),
    "findings": FindingsDialog,
    "list": lambda look, space: ListDialog(look, space, lambda: datetime(2014, 6, 12)),
    "needs": CampNeedsDialog,
    "new needs": lambda look, _: NewNeedsDialog(look, "Ali", shipped_needs().all, {}, ()),
    "plan": PlanDialog,
    "shelters": lambda look, _: AddDialog(look, 6),
    "stick": lambda look, space: StickDialog(
        look, space, drives=lambda: [Drive(Path("/media/stick"), "KINGSTON", 1)]
    ),
}


@pytest.mark.parametrize("name", MADE)
def test_every_tab_stop_of_a_dialog_is_used_and_can_be_named(
    qtbot: QtBot,
    look: Look,
    camp_file: Path,
    opened: Callable[[Path], Space],
    tmp_path: Path,
    name: str,
) -> None:
    dialog = MADE[name](look, opened(camp_file))
    qtbot.addWidget(dialog)
    dialog.show()
    if isinstance(dialog, ListDialog):
        path = tmp_path / "list.csv"
        path.write_text("Full name,Sex,Age\nKarim Yasin,M,45\n", "utf-8")
        dialog.read(path)
        qtbot.waitUntil(lambda: not dialog.working.busy, timeout=5000)
    if isinstance(dialog, StickDialog):
        qtbot.waitUntil(lambda: bool(dialog.places.offers), timeout=5000)

    stops = _tab_stops(dialog)

    assert stops
    assert [each for each in stops if not isinstance(each, USED)] == []
    assert [each for each in stops if not (each.accessibleName() or _text(each))] == []
    dialog.done(0)


def _tab_stops(window: QWidget) -> list[QWidget]:
    """Return every widget that Tab can reach, in order."""
    stops: list[QWidget] = []
    here = window.nextInFocusChain()
    while here is not None and here is not window:
        takes = bool(here.focusPolicy() & Qt.FocusPolicy.TabFocus) and here.focusProxy() is None
        if takes and here.isVisibleTo(window) and here.isEnabled():
            stops.append(here)
        here = here.nextInFocusChain()
    return stops


def _text(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, QAbstractButton) else ""
