"""Counting and the stack cards from the keyboard, on a real camp."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from camp_desk.actions import camps, counting, stock
from camp_desk.actions.stock import Came, Delivery
from camp_desk.domain.counting import Tolerance
from camp_desk.domain.ids import LotId, StoreId
from camp_desk.storage.camp import Camp
from camp_desk.storage.counts import State
from camp_desk.storage.views import Views
from camp_desk.ui.look import Look
from camp_desk.ui.stock import counts as module
from camp_desk.ui.stock.card import CardDialog
from camp_desk.ui.stock.count_entry import A_PAGE
from camp_desk.ui.stock.count_found import FoundDialog
from camp_desk.ui.stock.count_new import NewCountDialog
from camp_desk.ui.stock.count_tolerance import ToleranceDialog
from camp_desk.ui.stock.counts import CountsDialog
from camp_desk.ui.stock.made_sure import MadeSureDialog
from camp_desk.ui.stock.room import RoomDialog
from camp_desk.ui.stock.tab import StockTab
from camp_desk.ui.workspace import Workspace
from tests.counts import both_enter
from tests.ui import opened_camp
from tests.ui.opened_camp import PASSPHRASE, TODAY, make, now, opened, tick

Space = Workspace[Camp, Views]
KEY = Qt.Key.Key_Return


@pytest.fixture
def workspace(qtbot: QtBot, tmp_path: Path) -> Iterator[Space]:
    """A camp with rice, and more lots of blankets than stand on one page."""
    path = tmp_path / "t.camp"
    make(path)
    camp = camps.open_unlocked(path, camps.unlock(path, PASSPHRASE), tick)
    store = stock.store_named(camp)
    lines = tuple(Came("BLANKET", 10 + n, f"B{n:02d}") for n in range(A_PAGE))
    stock.receive(camp, Delivery(store, (*lines, Came("RIC", 1_000_000, "L1", donor="WFP"))))
    camp.close()
    with opened(qtbot, path) as space:
        yield space


@pytest.fixture
def tab(qtbot: QtBot, look: Look, workspace: Space) -> StockTab:
    """The tab, shown and read."""
    tab = StockTab(look, workspace, now)
    qtbot.addWidget(tab)
    tab.resize(1366, 700)
    tab.show()
    tab.activateWindow()
    qtbot.waitUntil(tab.isActiveWindow)
    qtbot.waitUntil(lambda: tab._seen is not None and bool(tab.panel.items.rows))
    return tab


@pytest.fixture
def counts(qtbot: QtBot, look: Look, workspace: Space) -> CountsDialog:
    """The counts, shown and read."""
    dialog = CountsDialog(look, workspace)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog._seen is not None)
    return dialog


def open_one(
    qtbot: QtBot, counts: CountsDialog, monkeypatch: pytest.MonkeyPatch, *items: str
) -> None:
    assert counts._seen is not None
    store = counts._seen.stores[0].id
    monkeypatch.setattr(NewCountDialog, "ask", lambda *_: (store, items))
    counts.new.click()
    qtbot.waitUntil(counts.enter.isVisible)


def enter(qtbot: QtBot, counts: CountsDialog, who: str, *found: str) -> None:
    """Enter what somebody counted, with Enter from line to line and Ctrl+Enter at the end."""
    counts.enter.click()
    entry = counts.entry
    assert entry is not None
    QTest.keyClicks(entry.counter, who)
    QTest.keyClick(entry.counter, KEY)
    for n, text in enumerate(found):
        line = entry.numbers[n % A_PAGE]
        assert line.text() == ""
        QTest.keyClicks(line, text)
        line.setFocus()
        QTest.keyClick(line, KEY)
    entry._save()
    qtbot.waitUntil(lambda: counts.entry is None or bool(entry.told.text))


def test_a_count_is_opened_entered_twice_and_posted(
    qtbot: QtBot, counts: CountsDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_one(qtbot, counts, monkeypatch, "RIC")
    enter(qtbot, counts, "Basim", "19 bags")
    assert "second person" in counts.said.text
    qtbot.waitUntil(lambda: counts._count is not None and not counts._count.ready)
    enter(qtbot, counts, "Dina", "19 bags")
    qtbot.waitUntil(counts.approve.isVisible)
    assert "1 differs from the books" in counts.told.text
    texts = [column.text(counts.lines.rows[0]) for column in counts.lines.columns]
    assert any("950 kg" in text for text in texts)

    counts.approve.click()

    qtbot.waitUntil(lambda: "corrected" in counts.told.text)
    assert counts.confirm.isVisible()
    qtbot.waitUntil(lambda: counts.counts.rows[0].state is State.POSTED)
    assert not counts.enter.isVisible()


def test_where_two_differ_only_those_lines_are_asked_again_and_no_number_is_shown(
    qtbot: QtBot, counts: CountsDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_one(qtbot, counts, monkeypatch)
    numbers = [str(10 + n) for n in range(A_PAGE)]
    enter(qtbot, counts, "Basim", *numbers, "20 bags")
    enter(qtbot, counts, "Dina", "11", *numbers[1:], "20 bags")
    qtbot.waitUntil(lambda: "counted differently" in counts.told.text)
    texts = [column.text(counts.lines.rows[0]) for column in counts.lines.columns]
    assert not any("10 p" in text or "11 p" in text for text in texts)

    counts.enter.click()

    assert counts.entry is not None
    assert [each.line.serial for each in counts.entry._lines] == [1]
    counts.entry.reject()


def test_what_cannot_be_read_is_said_with_its_line_and_stays(
    qtbot: QtBot, counts: CountsDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_one(qtbot, counts, monkeypatch, "RIC")
    enter(qtbot, counts, "Basim", "many")

    assert counts.entry is not None
    assert counts.entry.told.text.startswith("Line 1: “many” is not a quantity.")
    assert counts.entry.numbers[0].text() == "many"
    counts.entry.counter.clear()
    counts.entry.numbers[0].setText("5")
    counts.entry._save()
    qtbot.waitUntil(lambda: "name of the person" in counts.entry.told.text)  # type: ignore[union-attr]
    counts.entry.reject()


def test_a_pile_found_beside_the_sheet_becomes_a_line_of_it(
    qtbot: QtBot, look: Look, counts: CountsDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_one(qtbot, counts, monkeypatch, "RIC")
    assert counts._seen is not None
    dialog = FoundDialog(look, counts._seen.items, lambda: TODAY)
    qtbot.addWidget(dialog)
    for line, text in (
        (dialog.counter, "Basim"), (dialog.item, "gold"), (dialog.quantity, "much"),
        (dialog.lot, "L9"), (dialog.expiry, "3/2015"),
    ):  # fmt: skip
        line.setText(text)
    dialog._save()
    assert "no item" in dialog._item.trouble
    dialog.item.setText("rice")
    dialog._save()
    assert "not a quantity" in dialog._quantity.trouble
    dialog.quantity.setText("2 bags")
    dialog._save()
    assert dialog.answer is not None
    answer = dialog.answer
    assert answer[1].expiry == date(2015, 3, 31)
    monkeypatch.setattr(FoundDialog, "ask", lambda *_: answer)

    counts.found.click()

    qtbot.waitUntil(lambda: [each.line.label for each in counts.lines.rows] == ["L1", "L9"])


def test_an_abandoned_count_lets_goods_move_again(
    qtbot: QtBot, counts: CountsDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_one(qtbot, counts, monkeypatch)

    counts._abandon(counts.counts.rows[0].number)

    qtbot.waitUntil(lambda: counts.counts.rows[0].state is State.ABANDONED)
    qtbot.waitUntil(lambda: not counts.enter.isVisible())


def test_a_sheet_that_comes_back_is_found_by_its_number(
    qtbot: QtBot, counts: CountsDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_one(qtbot, counts, monkeypatch, "RIC")
    number = counts.counts.rows[0].number
    open_one(qtbot, counts, monkeypatch, "BLANKET")
    qtbot.waitUntil(lambda: len(counts.counts.rows) == 2)
    QTest.keyClicks(counts.number, number.lower())
    QTest.keyClick(counts.number, KEY)

    qtbot.waitUntil(lambda: counts._count is not None and counts._count.count.number == number)
    counts.number.setText("77")
    QTest.keyClick(counts.number, KEY)
    assert "no such count" in counts.said.text


def test_the_sheet_is_shown_before_it_is_printed(
    qtbot: QtBot, counts: CountsDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[bytes] = []
    monkeypatch.setattr(module, "show_paper", lambda _look, _title, pdf, _parent: shown.append(pdf))
    open_one(qtbot, counts, monkeypatch)
    qtbot.waitUntil(counts.sheet.isEnabled)

    counts.sheet.click()

    qtbot.waitUntil(lambda: bool(shown))
    assert shown[0].startswith(b"%PDF")


def test_one_key_opens_the_ledger_of_the_chosen_item_and_the_card_of_the_chosen_lot(
    qtbot: QtBot, tab: StockTab, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, StoreId, LotId | None]] = []
    monkeypatch.setattr(
        CardDialog, "ask",
        lambda *given: asked.append((given[2].code, *given[5])),
    )  # fmt: skip
    tab.panel.choose("RIC")
    qtbot.waitUntil(lambda: [lot.label for lot in tab.panel.lots.rows] == ["L1"])
    QTest.keyClick(tab.panel.table, Qt.Key.Key_F6)
    tab.panel.detail.choose("lots")
    tab.panel.lot_table.setCurrentIndex(tab.panel.lots.index(0, 0))
    QTest.keyClick(tab.panel.lot_table, Qt.Key.Key_F6)

    assert [(item, lot is None) for item, _, lot in asked] == [("RIC", True), ("RIC", False)]


def test_the_ledger_can_be_narrowed_to_days(
    qtbot: QtBot, look: Look, workspace: Space, tab: StockTab
) -> None:
    assert tab._seen is not None
    store = tab._seen.stores[0]
    item = tab._seen.items["RIC"]
    dialog = CardDialog(look, workspace, item, tab._seen.stores, lambda: TODAY, (store.id, None))
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: len(dialog.model.rows) == 1)
    assert "now \u20681,000 kg" in dialog.balance.text()
    dialog.lot.setCurrentIndex(1)
    assert dialog.wanted.lot is not None

    dialog.last.setText("2014-06-01")
    dialog._refresh()

    qtbot.waitUntil(lambda: dialog.model.rows == ())
    assert dialog.wanted.last == date(2014, 6, 1)
    dialog.last.setText("long ago")
    dialog._refresh()
    assert "Type a day" in dialog.told.text


def test_the_room_for_a_delivery_is_seen_before_it_comes(
    qtbot: QtBot, look: Look, workspace: Space, tab: StockTab
) -> None:
    assert tab._seen is not None
    dialog = RoomDialog(look, workspace, tab._seen)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: "Type how large" in dialog.told.text)
    dialog.area.setText("٢٥")
    dialog.keep.click()
    qtbot.waitUntil(lambda: "are free in Store 1" in dialog.told.text)

    dialog.item.setText("rice")
    dialog.quantity.setText("20 t")
    dialog.add.click()

    assert "There is no room in Store 1" in dialog.told.text
    assert "400 × 50 kg of Rice" in dialog.coming.columns[0].text(dialog.coming.rows[0])
    dialog.item.setText("gold")
    dialog.add.click()
    assert "no item" in dialog._item.trouble
    dialog.clear.click()
    assert "are free" in dialog.told.text
    dialog.area.clear()
    dialog.keep.click()
    qtbot.waitUntil(lambda: "square metres" in dialog._area.trouble)


def test_the_only_officer_says_the_day_after_how_they_made_sure_of_a_count(
    qtbot: QtBot, look: Look, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "t.camp"
    make(path)
    camp = camps.open_unlocked(path, camps.unlock(path, PASSPHRASE), tick)
    store = stock.store_named(camp)
    stock.receive(camp, Delivery(store, (Came("RIC", 1_000_000, "L1"),)))
    number = counting.open_count(camp, store).number
    both_enter(camp, number, {1: 950_000})
    counting.approve(camp, number)
    camp.close()
    monkeypatch.setattr(opened_camp, "tick", lambda: tick() + 2 * 86_400)
    asked: list[str] = []

    def ask(*_: object) -> str:
        asked.append("how")
        return "seen twice"

    monkeypatch.setattr(MadeSureDialog, "ask", ask)
    with opened(qtbot, path) as space:
        dialog = CountsDialog(look, space)
        qtbot.addWidget(dialog)
        dialog.show()
        qtbot.waitUntil(dialog.confirm.isVisible)
        dialog.confirm.click()

        qtbot.waitUntil(lambda: dialog.said.text == "Confirmed.")
        assert asked == ["how"]
        qtbot.waitUntil(dialog.confirm.isHidden)


def test_how_one_made_sure_is_not_left_empty(qtbot: QtBot, look: Look) -> None:
    dialog = MadeSureDialog(look)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.yes.click()
    assert dialog.isVisible()
    assert "how you made sure" in dialog._field.trouble

    dialog.reason.setText("seen twice")
    dialog.yes.click()

    assert dialog.isHidden()


def test_a_supervisor_sets_the_tolerances_in_per_cent(
    qtbot: QtBot, look: Look, counts: CountsDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert counts._seen is not None
    assert counts._seen.tolerance == Tolerance(0, 5)
    dialog = ToleranceDialog(look, counts._seen.tolerance)
    qtbot.addWidget(dialog)
    dialog.show()
    assert (dialog.sealed.text(), dialog.loose.text()) == ("0", "0.5")
    for wrong in ("", "11", "0.25"):
        dialog.loose.setText(wrong)
        dialog.save.click()
        assert "no tolerance" in dialog._fields[1].trouble
    dialog.loose.setText("١٫٥")
    dialog.save.click()
    assert dialog.answer == Tolerance(0, 15)
    monkeypatch.setattr(ToleranceDialog, "ask", lambda *_: dialog.answer)

    counts.tolerance.click()

    qtbot.waitUntil(lambda: "these tolerances" in counts.said.text)
    qtbot.waitUntil(lambda: counts._seen is not None and counts._seen.tolerance.loose == 15)
