"""The documents of the stores in the window, from the keyboard, on a real camp."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from camp_desk.actions import stock
from camp_desk.actions.stock import Came, Delivery
from camp_desk.storage.camp import Camp
from camp_desk.storage.views import Views
from camp_desk.ui.look import Look
from camp_desk.ui.stock import desk as desk_module
from camp_desk.ui.stock.desk import DocumentsDesk
from camp_desk.ui.stock.documents import ON_THE_WAY
from camp_desk.ui.stock.goods import GoodsForm
from camp_desk.ui.stock.incoming import ArrivalForm, InForm
from camp_desk.ui.stock.outgoing import OutForm
from camp_desk.ui.stock.tab import StockTab
from camp_desk.ui.stock.workshop import KitForm, RebagForm, UnkitForm
from camp_desk.ui.workspace import Workspace
from tests.goods import KIT
from tests.ui.opened_camp import make, now, opened
from tests.ui.stock_keys import stock_tab

SOON, LATER = "2099-01-31", "2099-12-31"


@pytest.fixture
def workspace(qtbot: QtBot, tmp_path: Path) -> Iterator[Workspace[Camp, Views]]:
    """A camp with two stores, two lots of rice and what a winter kit needs."""
    make(tmp_path / "t.camp")
    with opened(qtbot, tmp_path / "t.camp") as workspace:
        with qtbot.waitSignal(workspace.changed, timeout=5000):
            workspace.do(_fill)
        yield workspace


def _fill(camp: Camp) -> stock.Posted:
    from datetime import date

    stock.add_store(camp, "Tent 2")
    lines = [
        Came("RIC", 1_000_000, "late", date.fromisoformat(LATER), "WFP"),
        Came("RIC", 100_000, "soon", date.fromisoformat(SOON), "WFP"),
    ]
    lines += [Came(item, 20, "K") for item in ("CARPET", "PLASTIC-SHEET")]
    lines += [Came(item, 60, "K") for item in ("MATTRESS", "BLANKET-HIGH")]
    return stock.receive(camp, Delivery(stock.store_named(camp), tuple(lines), waybill="W-1"))


@pytest.fixture
def tab(qtbot: QtBot, look: Look, workspace: Workspace[Camp, Views]) -> StockTab:
    """The tab, shown and read."""
    return stock_tab(qtbot, look, workspace)


@pytest.fixture
def desk(qtbot: QtBot, tab: StockTab) -> DocumentsDesk:
    """The documents, opened from the stock."""
    tab.panel.documents.click()
    assert tab.documents is not None
    qtbot.waitUntil(lambda: bool(tab.documents and tab.documents.view.rows.rows))
    return tab.documents


def enter(text: str) -> None:
    """Type into what has the focus, and go on with Enter."""
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, text)
    QTest.keyClick(QApplication.focusWidget() or focus, Qt.Key.Key_Return)


def save(qtbot: QtBot, desk: DocumentsDesk, field: QWidget) -> str:
    """Press Ctrl+Enter in a field; return what is said when it is written."""
    with qtbot.waitSignal(desk.said, timeout=5000) as said:
        QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: desk.form is None)
    return str(said.args[0])


def numbers(desk: DocumentsDesk) -> list[str]:
    return [row.number for row in desk.view.rows.rows]


def shown(qtbot: QtBot, desk: DocumentsDesk, number: str) -> None:
    """Wait until the document of a number is listed and shown beside."""
    qtbot.waitUntil(lambda: number in numbers(desk))
    desk.view.choose(next(row.id for row in desk.view.rows.rows if row.number == number))
    qtbot.waitUntil(lambda: number in desk.view.card.title.text())


def send(qtbot: QtBot, desk: DocumentsDesk) -> str:
    """Send rice to the second store without the mouse."""
    desk.write("dispatch")
    form = desk.form
    assert isinstance(form, OutForm)
    qtbot.waitUntil(form.store.hasFocus)
    for text in ("", "Tent 2", "Al-Noor", "12 A 345", "Salim", "0770", "07:30", ""):
        enter(text)
    for text in ("Rice", "150 kg", ""):
        enter(text)
    return save(qtbot, desk, form.lines[0].quantity)


def test_goods_are_sent_and_what_arrived_closes_the_waybill(
    qtbot: QtBot, desk: DocumentsDesk
) -> None:
    assert "WBL-001-0001" in send(qtbot, desk)
    desk.view.kind.choose(ON_THE_WAY)
    qtbot.waitUntil(lambda: numbers(desk) == ["WBL-001-0001"])
    shown(qtbot, desk, "WBL-001-0001")
    assert "12 A 345" in desk.view.card.facts.text()
    rice = [(line.below, line.quantity) for line in desk.view.card.lines.rows]
    assert [quantity for _, quantity in rice] == ["\u2068100 kg\u2069", "\u206850 kg\u2069"]
    assert "soon" in rice[0][0]  # it expires first

    desk.view.card.answer.click()
    form = desk.form
    assert isinstance(form, ArrivalForm)
    qtbot.waitUntil(form.good[0].hasFocus)
    at = next(n for n, (_, lot, _) in enumerate(form._expected.lots) if lot.label == "soon")
    form.good[at].setText("120 kg")
    QTest.keyClick(form.good[0], Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "More than was sent" in form._pairs[at][0].trouble
    form.good[at].setText("97 kg")
    form.damaged[at].setText("2 kg")
    assert "ARR-001-0001" in save(qtbot, desk, form.good[0])
    qtbot.waitUntil(lambda: numbers(desk) == [])
    desk.view.kind.choose("LOS")
    qtbot.waitUntil(lambda: numbers(desk) == ["LOS-001-0002", "LOS-001-0001"])
    assert [row.state for row in desk.view.rows.rows] == ["To be confirmed"] * 2


def test_who_wrote_a_loss_cannot_confirm_it_here_either(
    qtbot: QtBot, desk: DocumentsDesk, workspace: Workspace[Camp, Views]
) -> None:
    def lose(camp: Camp) -> stock.Posted:
        from camp_desk.storage.stock import piles

        pile = piles(camp.db)[0]
        return stock.lose(camp, (pile.store, pile.lot), 1, reason="THEFT")

    workspace.do(lose)
    shown(qtbot, desk, "LOS-001-0001")
    qtbot.waitUntil(desk.view.card.confirm.isVisible)
    desk.view.card.confirm.click()
    qtbot.waitUntil(lambda: "yourself" in desk.view.card.trouble.text)


def test_a_later_expiry_needs_a_reason_and_what_is_wrong_stands_in_the_form(
    qtbot: QtBot, desk: DocumentsDesk
) -> None:
    desk.write("release")
    form = desk.form
    assert isinstance(form, OutForm)
    line = form.lines[0]
    line.restore({"item": "Rice", "quantity": "1,200 kg"})
    assert form.entered() is None
    assert "100 kg less" in line.fields[1].trouble
    assert form._fields["party"].trouble
    form.texts["party"].setText("Sector B")
    line.quantity.setText("10 kg")
    assert "soon" in line.fields[2]._below.text()
    line.lot.setCurrentIndex(2)
    QTest.keyClick(line.quantity, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "soon" in form.status.text())
    form.because.setText("torn bags")
    assert "ISS-001-0001" in save(qtbot, desk, line.quantity)
    shown(qtbot, desk, "ISS-001-0001")
    assert "torn bags" in desk.view.card.facts.text()

    desk.view.card.answer.click()
    back = desk.form
    assert isinstance(back, InForm)
    back.lines[0].restore({"item": "Rice", "quantity": "4 kg", "lot": "late"})
    assert "RTI-001-0001" in save(qtbot, desk, back.lines[0].quantity)


def test_a_wrong_document_is_reversed_with_a_reason_and_both_are_listed(
    qtbot: QtBot, desk: DocumentsDesk
) -> None:
    card = desk.view.card
    shown(qtbot, desk, "GRN-001-0001")
    card.reverse.click()
    assert card._wrong.trouble
    QTest.keyClicks(card.why, "entered twice")
    with qtbot.waitSignal(desk.said, timeout=5000):
        QTest.keyClick(card.why, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: numbers(desk) == ["GRN-001-0001R", "GRN-001-0001"])
    assert [row.state for row in desk.view.rows.rows] == ["Reversal", "Reversed"]
    shown(qtbot, desk, "GRN-001-0001")
    qtbot.waitUntil(lambda: not card.reverse.isVisible())


def test_documents_are_printed_and_found_by_what_is_on_them(
    qtbot: QtBot, desk: DocumentsDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    papers: list[bytes] = []
    monkeypatch.setattr(
        desk_module, "show_paper", lambda _look, _title, pdf, _parent: papers.append(pdf)
    )
    shown(qtbot, desk, "GRN-001-0001")
    desk.view.card.print_button.click()
    qtbot.waitUntil(lambda: bool(papers))
    assert papers[0].startswith(b"%PDF")
    QTest.keyClicks(desk.view.search, "nobody")
    qtbot.waitUntil(lambda: numbers(desk) == [])
    desk.view.search.setText("w-1 blanket")
    qtbot.waitUntil(lambda: numbers(desk) == ["GRN-001-0001"])


def test_kits_are_packed_and_opened_and_a_lot_is_rebagged(
    qtbot: QtBot, desk: DocumentsDesk
) -> None:
    desk.write("make-kits")
    form = desk.form
    assert isinstance(form, KitForm)
    form.kit.choose(KIT)
    form.n.setText("11")
    assert "Missing in this store" in form._needs.text
    assert form.persons.value == 6
    form.n.setText("2")
    form.persons.put(None)
    assert form.entered() is None
    form.persons.put(5)
    assert "\u206810 pieces\u2069 \u2068Mattress" in form._needs.text
    kept = form.draft()
    form.kit.choose("UNHCR-CRI")
    assert form.persons.value == 5
    form.restore(kept)
    assert form.persons.value == 5
    assert "KIT-001-0001" in save(qtbot, desk, form.n)
    qtbot.waitUntil(lambda: "KIT-001-0001" in numbers(desk))
    desk.write("open-kits")
    opening = desk.form
    assert isinstance(opening, UnkitForm)
    assert opening.entered() is None
    opening.n.setText("1")
    assert "BRK-001-0001" in save(qtbot, desk, opening.n)
    desk.write("rebag")
    bags = desk.form
    assert isinstance(bags, RebagForm)
    for line, text in zip(bags.lines, ("100 kg", "101 kg", "1 kg", "25 kg"), strict=True):
        line.setText(text)
    assert bags.entered() is None
    bags.lines[1].setText("98 kg")
    assert "2 kg" in bags._effect.text
    assert "RBG-001-0001" in save(qtbot, desk, bags.lines[0])


def test_what_was_being_written_is_there_again_when_the_window_is_built_anew(
    qtbot: QtBot, tab: StockTab, desk: DocumentsDesk, look: Look, workspace: Workspace[Camp, Views]
) -> None:
    desk.write("lend")
    form = desk.form
    assert isinstance(form, OutForm)
    form.texts["party"].setText("IRCS")
    form.lines[0].restore({"item": "Rice", "quantity": "5 kg"})
    draft = tab.draft()

    again = StockTab(look, workspace, now)
    qtbot.addWidget(again)
    again.take(draft)

    qtbot.waitUntil(lambda: again.documents is not None and again.documents.form is not None)
    assert again.documents is not None
    kept = again.documents.form
    assert isinstance(kept, OutForm)
    assert (kept.texts["party"].words, kept.lines[0].quantity.words) == ("IRCS", "5 kg")


def test_esc_leads_back_from_a_form_to_the_list_and_from_there_to_the_stock(
    qtbot: QtBot, tab: StockTab, desk: DocumentsDesk
) -> None:
    desk.write("borrow")
    assert isinstance(desk.form, InForm)
    QTest.keyClick(desk.form, Qt.Key.Key_Escape)
    assert desk.form is None
    QTest.keyClick(desk.view, Qt.Key.Key_Escape)
    assert tab.documents is None
    qtbot.waitUntil(tab.panel.table.hasFocus)


def test_a_delivery_says_what_was_damaged_and_short(tab: StockTab) -> None:
    tab.panel.receive.click()
    form = tab.form
    assert isinstance(form, GoodsForm)
    form.exceptions.click()
    assert form.plate.hasFocus()
    form.lines[0].restore(
        {"item": "oil", "quantity": "90 L", "sent": "100 L", "damaged": "4 L", "litre": "910",
         "consignment": "SI-8"}
    )  # fmt: skip
    delivery = form.entered()
    assert delivery is not None
    (line,) = delivery.lines
    assert (line.quantity, line.sent, line.damaged) == (81_900, 91_000, 3_640)
    assert (line.consignment, line.grams_per_litre) == ("SI-8", 910)
    for held, pack in (("50 kg", 0), ("25 kg", 25_000)):
        form.lines[0].restore({"item": "Rice", "quantity": "2 bags", "pack": held})
        again = form.entered()
        assert again is not None
        assert (again.lines[0].pack, again.lines[0].quantity) == (pack, 2 * (pack or 50_000))
    form.lines[0].restore({"item": "oil", "damaged": "lots"})
    assert form.entered() is None
    assert form.lines[0].more.fields[1].trouble


def test_what_arrived_is_there_again_when_the_window_is_built_anew(
    qtbot: QtBot, tab: StockTab, desk: DocumentsDesk, look: Look, workspace: Workspace[Camp, Views]
) -> None:
    send(qtbot, desk)
    shown(qtbot, desk, "WBL-001-0001")
    qtbot.waitUntil(desk.view.card.answer.isVisible)
    desk.view.card.answer.click()
    assert isinstance(desk.form, ArrivalForm)
    desk.form.good[0].setText("3 kg")
    desk.form.damaged_as.choose("WET")
    draft = tab.draft()

    again = StockTab(look, workspace, now)
    qtbot.addWidget(again)
    again.take(draft)

    qtbot.waitUntil(lambda: again.documents is not None and again.documents.form is not None)
    assert again.documents is not None
    kept = again.documents.form
    assert isinstance(kept, ArrivalForm)
    assert (kept.good[0].text(), kept.damaged_as.value) == ("3 kg", "WET")


def test_tab_goes_from_the_head_of_a_form_to_its_lines_and_only_then_to_save(
    desk: DocumentsDesk,
) -> None:
    desk.write("dispatch")
    form = desk.form
    assert isinstance(form, OutForm)
    form.lines[0].restore({"item": "Rice", "quantity": "5 kg"})
    form._edited()
    form.day.setFocus()
    reached = []
    while QApplication.focusWidget() is not form.save:
        QTest.keyClick(QApplication.focusWidget() or form, Qt.Key.Key_Tab)
        reached.append(QApplication.focusWidget())
        assert len(reached) < 30
    lines = [stop for line in form.lines for stop in line.stops]
    assert len(form.lines) == 2
    assert reached[: len(lines)] == lines


def test_a_proposal_of_many_lots_names_the_first_ones(
    qtbot: QtBot, desk: DocumentsDesk, workspace: Workspace[Camp, Views]
) -> None:
    lots = tuple(Came("SUG", 1_000, f"S{n}") for n in range(9))
    with qtbot.waitSignal(workspace.changed, timeout=5000):
        workspace.do(lambda camp: stock.receive(camp, Delivery(stock.store_named(camp), lots)))
    qtbot.waitUntil(lambda: "GRN-001-0002" in numbers(desk))
    desk.write("dispatch")
    assert isinstance(desk.form, OutForm)
    line = desk.form.lines[0]
    line.restore({"item": "Sugar", "quantity": "9 kg"})
    assert line.fields[2]._below.text().count("kg") == 4
    assert line.fields[2]._below.text().endswith("\u2068…\u2069")


def test_expired_goods_go_back_to_their_sender_in_the_window_too(
    qtbot: QtBot, desk: DocumentsDesk
) -> None:
    desk.write("send-back")
    form = desk.form
    assert isinstance(form, OutForm)
    qtbot.waitUntil(form.stops[0].hasFocus)
    for text in ("", "WFP", "W-1", "", "Rice", "3 kg", ""):
        enter(text)
    assert "001-0001" in save(qtbot, desk, form.lines[0].quantity)
