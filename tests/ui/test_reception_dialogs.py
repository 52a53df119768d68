"""The dialogs of tokens and of buses, on a real camp."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from camp_desk.actions import camps
from camp_desk.domain.manifests import Way
from camp_desk.domain.tokens import Kind, State
from camp_desk.printing import preview
from camp_desk.storage import tokens as stored
from camp_desk.storage.camp import Camp
from camp_desk.storage.views import Views
from camp_desk.ui.buses import BusesDialog
from camp_desk.ui.buses import dialog as buses_module
from camp_desk.ui.look import Look
from camp_desk.ui.tokens import TokensDialog
from camp_desk.ui.tokens import dialog as tokens_module
from camp_desk.ui.workspace import Workspace
from tests.ui.office import CTRL, NOW, Office, clock, office

__all__ = ["office"]

ENTER = Qt.Key.Key_Return
CARD = "001 000 002-0"


@pytest.fixture
def workspace(office: Office, qtbot: QtBot) -> Iterator[Workspace[Camp, Views]]:
    space: Workspace[Camp, Views] = Workspace(
        partial(camps.open_unlocked, office.path, office.opened, clock),
        partial(camps.views_of, office.path, office.opened, clock),
    )
    space.crashed.connect(office.crashes.append)
    with qtbot.waitSignal(space.opened):
        space.begin()
    yield space
    space.end()


@pytest.fixture(autouse=True)
def papers(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """What was shown to be printed."""
    shown: list[bytes] = []

    def show(_look: Look, _title: str, pdf: bytes, _parent: object = None) -> bool:
        shown.append(pdf)
        return True

    for module in (tokens_module, buses_module):
        monkeypatch.setattr(module, "show_paper", show)
    return shown


@pytest.fixture
def strips(qtbot: QtBot, look: Look, workspace: Workspace[Camp, Views]) -> TokensDialog:
    dialog = TokensDialog(look, workspace)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: "0 tokens" in dialog.figures[State.FREE].accessibleName())
    return dialog


@pytest.fixture
def buses(qtbot: QtBot, look: Look, workspace: Workspace[Camp, Views]) -> BusesDialog:
    dialog = BusesDialog(look, workspace, lambda: NOW)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def made(qtbot: QtBot, dialog: TokensDialog, papers: list[bytes]) -> None:
    QTest.keyClick(dialog, ENTER, CTRL)
    qtbot.waitUntil(lambda: bool(papers) and bool(dialog.model.rows), timeout=5000)


def figure(dialog: TokensDialog, state: State) -> str:
    return dialog.figures[state].accessibleName()


def test_strips_are_made_and_shown_to_be_printed_with_one_key(
    qtbot: QtBot, strips: TokensDialog, papers: list[bytes]
) -> None:
    strips.kind.choose(Kind.WRISTBAND.value)
    strips.count.put(12)

    made(qtbot, strips, papers)

    assert preview.page_count(papers[0]) == 2
    qtbot.waitUntil(lambda: "12 wristbands" in figure(strips, State.FREE))


def test_a_run_is_chosen_marked_and_counted(
    qtbot: QtBot, strips: TokensDialog, papers: list[bytes]
) -> None:
    made(qtbot, strips, papers)
    strips.table.selectRow(0)
    assert (strips.first.words, strips.last.words) == ("100 000-2", "100 029-6")
    strips.last.setText("100 009-0")

    strips.deeds[State.ISSUED].click()
    qtbot.waitUntil(lambda: "10 tokens" in figure(strips, State.ISSUED))
    strips.deeds[State.VOID].click()
    qtbot.waitUntil(lambda: "reason" in strips.said.text)
    strips.reason.setText("wet")
    strips.deeds[State.VOID].click()

    qtbot.waitUntil(lambda: "10 tokens" in figure(strips, State.VOID))
    assert "10 strips" in strips.said.text


def test_a_strip_is_looked_up_by_scanning(
    qtbot: QtBot, strips: TokensDialog, papers: list[bytes]
) -> None:
    made(qtbot, strips, papers)

    strips.scanned("1000002")
    qtbot.waitUntil(lambda: "Not issued" in strips.known.text())
    strips.number.setText("100 000-3")

    assert "no number" in strips.known.text()


def test_more_strips_than_are_made_at_once_are_refused_in_a_sentence(
    qtbot: QtBot, office: Office, strips: TokensDialog
) -> None:
    strips.count.put(99_999)
    strips.make.click()

    qtbot.waitUntil(lambda: "cannot be made at once" in strips.said.text)
    assert office.ask(lambda camp: stored.runs(camp.db)) == []


def _says(dialog: BusesDialog, said: str) -> bool:
    return said in dialog.said.text


def _has(dialog: BusesDialog, n: int) -> bool:
    return len(dialog.people.rows) == n


def open_bus(qtbot: QtBot, dialog: BusesDialog, way: Way) -> None:
    (dialog.came if way is Way.ARRIVAL else dialog.leaves).click()
    assert dialog.form is not None
    form = dialog.form
    qtbot.waitUntil(form.isActiveWindow)
    QTest.keyClicks(form.plate, "12345")
    if way is Way.ARRIVAL:
        form.total.put(7)
    else:
        form.destination.setText("Baharka")
    QTest.keyClick(form, ENTER, CTRL)
    qtbot.waitUntil(lambda: dialog.chosen is not None)


def test_a_bus_is_opened_filled_by_card_and_closed_with_its_difference(
    qtbot: QtBot, buses: BusesDialog, papers: list[bytes]
) -> None:
    open_bus(qtbot, buses, Way.ARRIVAL)
    qtbot.waitUntil(lambda: "0 of 7" in buses.title.text())
    QTest.keyClicks(buses.number, CARD)
    QTest.keyClick(buses.number, ENTER)
    qtbot.waitUntil(lambda: "3 of 7" in buses.title.text())
    qtbot.waitUntil(lambda: len(buses.people.rows) == 1)

    buses.close_bus.click()
    qtbot.waitUntil(lambda: "3 of 7 people" in buses.said.text)
    buses.difference.setText("four went on to Erbil")
    buses.close_bus.click()

    qtbot.waitUntil(lambda: "four went on" in buses.about.text())
    buses.sheet.click()
    qtbot.waitUntil(lambda: bool(papers))


def test_a_number_that_is_nobodys_is_said_and_nothing_is_attached(
    qtbot: QtBot, buses: BusesDialog
) -> None:
    open_bus(qtbot, buses, Way.ARRIVAL)
    for number, said in (("12", "not a card number"), ("0019999990", "number")):
        buses.scanned(number)
        qtbot.waitUntil(partial(_says, buses, said))

    assert buses.people.rows == ()


def test_a_household_is_taken_off_again(qtbot: QtBot, buses: BusesDialog) -> None:
    open_bus(qtbot, buses, Way.ARRIVAL)
    buses.scanned(CARD)
    qtbot.waitUntil(lambda: len(buses.people.rows) == 1)
    buses.aboard.selectRow(0)

    buses.detach.click()

    qtbot.waitUntil(lambda: "0 of 7" in buses.title.text())


def test_everybody_on_a_bus_leaves_with_one_button_and_the_slips_are_shown(
    qtbot: QtBot, office: Office, buses: BusesDialog, papers: list[bytes]
) -> None:
    open_bus(qtbot, buses, Way.DEPARTURE)
    assert not buses.depart.isEnabled()
    for number, n in ((CARD, 1), ("001 000 001-2", 2)):
        buses.scanned(number)
        qtbot.waitUntil(partial(_has, buses, n))

    buses.depart.click()

    qtbot.waitUntil(lambda: bool(papers))
    assert preview.page_count(papers[0]) == 2
    assert office.household(1_000_002).status == "DEPARTED_ONWARD"
    qtbot.waitUntil(lambda: buses.depart.text().strip() == "Print the slips")


def test_a_bus_without_a_destination_stays_in_its_form_with_a_sentence(
    qtbot: QtBot, buses: BusesDialog
) -> None:
    buses.leaves.click()
    assert buses.form is not None
    form = buses.form
    form.ok.click()

    qtbot.waitUntil(lambda: "destination" in form.said.text)
    form.at.setText("nonsense")
    form.ok.click()
    assert "10/6" in form._time.trouble
    form.close()


def test_another_day_is_another_list(qtbot: QtBot, buses: BusesDialog) -> None:
    open_bus(qtbot, buses, Way.ARRIVAL)

    buses.later.click()
    qtbot.waitUntil(lambda: len(buses.buses.rows) == 1)  # it is still open
    buses.earlier.click()
    buses.earlier.click()

    qtbot.waitUntil(lambda: buses.buses.rows == ())
    assert buses.day == datetime(2014, 6, 11).date()
