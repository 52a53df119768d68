"""A month of a storekeeper's papers typed into the window: the books know them to the gram."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from camp_desk.storage.camp import Camp
from camp_desk.storage.views import Views
from camp_desk.ui.look import Look
from camp_desk.ui.stock.goods import GoodsForm
from camp_desk.ui.stock.incoming import ArrivalForm
from camp_desk.ui.stock.loss import LossForm
from camp_desk.ui.stock.tab import StockTab
from camp_desk.ui.stock.workshop import RebagForm
from camp_desk.ui.workspace import Workspace
from tests.ui.opened_camp import make, opened
from tests.ui.stock_keys import (
    begin,
    documents,
    enter,
    on_hand,
    press,
    saved,
    shown,
    stock_tab,
)


@pytest.fixture
def workspace(qtbot: QtBot, tmp_path: Path) -> Iterator[Workspace[Camp, Views]]:
    """A camp with an empty store."""
    make(tmp_path / "t.camp")
    with opened(qtbot, tmp_path / "t.camp") as workspace:
        yield workspace


@pytest.fixture
def tab(qtbot: QtBot, look: Look, workspace: Workspace[Camp, Views]) -> StockTab:
    """The tab, shown and read."""
    return stock_tab(qtbot, look, workspace)


def test_a_month_of_papers_closes_to_the_gram(  # noqa: PLR0915  a month is long
    qtbot: QtBot, tab: StockTab, workspace: Workspace[Camp, Views]
) -> None:
    # the opening count
    tab.panel.count.setFocus()
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: tab.form is not None)
    enter("Rice", "20 bags + 1/2 bag", "R-1", "31/12/2015", "WFP")
    enter("Salt, iodised", "٧٥", "S-1", "", "")
    assert "OPN-001-0001" in saved(qtbot, tab)

    # a second store
    tab.books.new_store.trigger()
    enter("Tent 2")
    saved(qtbot, tab)

    # a waybill: rice short and torn, oil in litres of 910 g, more sugar than the paper says
    tab.panel.receive.setFocus()
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: tab.form is not None)
    assert isinstance(tab.form, GoodsForm)
    enter("WB-1", "Al-Noor", "", "")
    tab.form.exceptions.setFocus()
    press(Qt.Key.Key_Space)
    enter("12 A 1", "Salim", "0770")
    enter("Rice", "1.4 t", "R-2", "31/10/2015", "WFP", "1.5 t", "1 bag", "SI-1", "", "25 kg", "")
    enter("Vegetable oil", "100 L", "O-1", "30/6/2015", "WFP", "100 L", "", "SI-1", "", "", "910")
    enter("Sugar", "4 scoops of 350 g + 1 bag", "G-1", "", "", "50 kg", "", "", "", "", "")
    assert "GRN-001-0001" in saved(qtbot, tab)
    assert on_hand(workspace, qtbot) == {
        ("1", "RIC", "R-1"): 1_025_000, ("1", "SAL", "S-1"): 75_000,
        ("1", "RIC", "R-2"): 1_400_000, ("1", "OIL", "O-1"): 91_000, ("1", "SUG", "G-1"): 51_400,
    }  # fmt: skip

    # ten litres leaked: of this lot, so 9.1 kg
    tab.panel.choose("OIL")
    tab.panel.lose.setFocus()
    press(Qt.Key.Key_Space)
    enter("", "10 L", "", "")
    assert isinstance(tab.form, LossForm)
    tab.form.reason.choose("WET")
    assert "LOS-001-0001" in saved(qtbot, tab)

    desk = documents(qtbot, tab)
    begin(qtbot, desk, "dispatch")
    enter("", "Tent 2", "Al-Noor", "1 B 2", "Omar", "0771", "08:00", "")
    enter("Rice", "1.5 t", "", "Vegetable oil", "20 L", "")
    assert "WBL-001-0001" in saved(qtbot, tab)
    shown(qtbot, desk, "WBL-001-0001")
    desk.view.card.answer.setFocus()
    press(Qt.Key.Key_Space)
    assert isinstance(desk.form, ArrivalForm)
    lots = [(lot.label, sent) for _, lot, sent in desk.form._expected.lots]
    assert sorted(lots) == [("O-1", 18_200), ("R-1", 100_000), ("R-2", 1_400_000)]
    for label, _ in lots:
        enter(*{"O-1": ("19 L", "1/2 L"), "R-1": ("", ""), "R-2": ("", "25 kg")}[label])
    assert "ARR-001-0001" in saved(qtbot, tab)

    begin(qtbot, desk, "release")
    enter("", "Sector B", "Amina", "Omar", "", "")
    enter("Rice", "4 bags", "", "Sugar", "1 bag", "")
    assert "ISS-001-0001" in saved(qtbot, tab)
    shown(qtbot, desk, "ISS-001-0001")
    desk.view.card.answer.setFocus()
    press(Qt.Key.Key_Space)
    enter("", "", "", "")
    enter("Rice", "12.345 kg", "R-1", "", "")  # of the lot that went, with its donor and expiry
    assert "RTI-001-0001" in saved(qtbot, tab)

    begin(qtbot, desk, "lend")
    enter("", "IRCS", "", "", "Salt, iodised", "1 bag", "")
    assert "001-0001" in saved(qtbot, tab)
    begin(qtbot, desk, "loan-back")
    press(Qt.Key.Key_Down)
    enter("", "", "", "Salt, iodised", "24,999 g", "S-1", "", "")
    saved(qtbot, tab)

    begin(qtbot, desk, "rebag")
    assert isinstance(desk.form, RebagForm)
    box = desk.form.lot
    pile = next(n for n in range(box.count())
                if "R-1" in box.itemText(n) and "Tent 2" not in box.itemText(n))  # fmt: skip
    box.setCurrentIndex(pile)
    enter("", "2 bags", "98 kg", "1.5 kg", "25 kg", "")
    assert "RBG-001-0001" in saved(qtbot, tab)

    # a document that was wrong: everything is as before
    before = on_hand(workspace, qtbot)
    begin(qtbot, desk, "release")
    enter("", "Sector C", "", "", "", "")
    enter("Sugar", "1.4 kg", "")
    assert "ISS-001-0002" in saved(qtbot, tab)
    shown(qtbot, desk, "ISS-001-0002")
    desk.view.card.why.setFocus()
    with qtbot.waitSignal(tab.said, timeout=5000):
        enter("wrong sector")

    assert on_hand(workspace, qtbot) == before == {
        ("1", "RIC", "R-1"): 1_025_000 - 100_000 - 200_000 + 12_345 - 2_000,
        ("1", "SAL", "S-1"): 75_000 - 25_000 + 24_999,
        ("1", "OIL", "O-1"): 91_000 - 9_100 - 18_200,
        ("1", "SUG", "G-1"): 51_400 - 50_000,
        ("Tent 2", "RIC", "R-1"): 100_000,
        ("Tent 2", "RIC", "R-2"): 1_375_000,
        ("Tent 2", "OIL", "O-1"): 17_290,
    }  # fmt: skip
