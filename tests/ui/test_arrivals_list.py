"""The list of everyone on a real camp: searching, scanning, printing, keeping one's place."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from camp_desk.actions import arrivals, camps
from camp_desk.domain.cards import card_code, written
from camp_desk.domain.registration import (
    Member,
    Registration,
    Sex,
)
from camp_desk.storage.camp import Camp
from camp_desk.ui.arrivals.offers import read_offers
from tests.ui.office import (
    NAMED,
    Clerk,
    Office,
    clock,
    office,
    open_from_list,
    shows,
)

__all__ = ["office"]


def test_the_search_finds_arabic_names_by_latin_letters_cards_and_phones(
    office: Office, qtbot: QtBot
) -> None:
    tab = office.open()
    tab.search()
    assert tab.people.search.hasFocus()
    for typed, found in (
        ("karim hasan", ("كريم حسن", "سارة كريم حسن")),
        ("وليد", ("وليد",)),
        (written(1000001), ("وليد",)),
        ("0750 123", ("كريم", "امينة", "سارة")),
        ("nobody at all", ()),
    ):
        tab.people.search.setText(typed)
        qtbot.waitUntil(shows(tab, *found))
    assert tab.people.count.text() == "0 people found"
    tab.people.search.clear()
    qtbot.waitUntil(lambda: tab.people.model.rowCount() == 4)
    assert tab.people.count.text() == "2 households · 7 people"


def test_quick_typing_never_ends_in_a_crash(office: Office, qtbot: QtBot) -> None:
    tab = office.open()
    for letter in range(1, 12):
        tab.people.search.setText("karim hasan"[:letter])
    qtbot.waitUntil(shows(tab, "كريم حسن", "سارة كريم حسن"))


def test_the_chips_show_who_came_today_and_who_is_only_counted(
    office: Office, qtbot: QtBot
) -> None:
    tab = office.open()
    tab.people.only.choose("counts")
    qtbot.waitUntil(shows(tab, "وليد"))
    chosen = tab.people.model.row(tab.people.model.index(0, 0))
    assert chosen is not None
    assert chosen.mark == "Count only"
    tab.people.only.choose("today")
    qtbot.waitUntil(shows(tab))


def test_a_rebuilt_window_goes_on_with_what_was_typed_and_searched(
    office: Office, qtbot: QtBot
) -> None:
    tab = office.open()
    tab.people.search.setText("karim")
    tab.form.head.own.setText("زيد")
    other = office.tab(tab._workspace)
    other.take(tab.draft())

    qtbot.waitUntil(lambda: other.form.head.own.text() == "زيد")
    qtbot.waitUntil(shows(other, "كريم حسن", "سارة كريم حسن"))


@pytest.mark.parametrize("scan", ["number", "code"])
def test_a_scanned_card_opens_its_household(office: Office, qtbot: QtBot, scan: str) -> None:
    tab = office.open()
    key = office.ask(lambda camp: camp.here.keys.card)
    assert isinstance(key, bytes)
    code = card_code(1000002, 1, key)
    tab.scanned(code if scan == "code" else written(1000002).replace(" ", "").replace("-", ""))
    qtbot.waitUntil(lambda: tab.form.editing is not None)

    assert tab.form.head.own.text() == "كريم"
    qtbot.waitUntil(lambda: tab.people.chosen is not None)
    chosen = tab.people.chosen
    assert chosen is not None
    assert chosen.name == NAMED.head.name


def test_a_foreign_card_is_refused_with_a_sentence(office: Office, qtbot: QtBot) -> None:
    tab = office.open()
    tab.scanned(card_code(1000002, 1, b"another camp's key"))
    qtbot.waitUntil(lambda: bool(office.said))
    assert "not from a card of this camp" in office.said[0]
    assert tab.form.editing is None


def test_cards_are_printed_for_the_family_just_saved_and_for_all_who_are_found(
    office: Office, qtbot: QtBot
) -> None:
    tab = office.open()
    tab.form.head.own.setFocus()
    Clerk(tab).name("زيد").save()
    qtbot.waitUntil(tab.form.card.isVisible)
    tab.form.card.print_card.click()
    assert office.cards == [(1000003,)]

    tab.people.search.setText("karim")
    qtbot.waitUntil(shows(tab, "كريم حسن", "سارة كريم حسن"))
    tab.people._menu.actions()[1].trigger()
    qtbot.waitUntil(lambda: len(office.cards) == 2)
    assert office.cards[-1] == (1000002,)


def test_what_others_write_is_shown_and_the_chosen_row_and_the_place_stay(
    office: Office, qtbot: QtBot
) -> None:
    tab = office.open()
    tab._workspace.do(_many)
    qtbot.waitUntil(lambda: tab.people.model.rowCount() == 64)
    tab.people.table.selectRow(40)
    tab.people.table.verticalScrollBar().setValue(36 * 30 + 5)
    chosen = tab.people.chosen
    top = tab.people.spot().top
    tab._workspace.do(lambda camp: arrivals.register(camp, NAMED))
    qtbot.waitUntil(lambda: tab.people.model.rowCount() == 67)

    assert tab.people.chosen == chosen
    after = tab.people.spot()
    assert (after.top, after.offset) == (top, 5)
    qtbot.waitUntil(lambda: tab.people.count.text() == "63 households · 70 people")


def _many(camp: Camp) -> object:
    with camp.transaction():
        for n in range(60):
            person = Member(f"شخص{chr(0x628 + n % 10)}{chr(0x641 + n // 10)}", "طه", sex=Sex.MALE)
            done = arrivals.register(camp, Registration((person,)))
    return done


def test_the_areas_are_offered_in_the_language_and_kept_in_english(
    office: Office,
) -> None:
    camp_views = camps.views_of(office.path, office.opened, clock)
    offers = read_offers("ar", camp_views)
    camp_views.close()
    assert offers.governorates[0] == ("Ninewa", "نينوى")
    assert offers.districts["Ninewa"][0][0] == "Mosul"
    assert dict(offers.districts["Ninewa"])["Sinjar"] != "Sinjar"
    assert offers.places["Mosul"] == (("Hay al-Zuhur", "Hay al-Zuhur"),)
    assert offers.blocks == {"A": (("3", "3"),), "B": (("1", "1"),)}
    assert ("WIF", "زوجة") in offers.relationships


def test_one_goes_from_the_search_into_the_rows_and_back_to_the_form_without_the_mouse(
    office: Office, qtbot: QtBot
) -> None:
    tab = office.open()
    qtbot.waitUntil(lambda: tab.people.model.rowCount() == 4)
    search, table = tab.people.search, tab.people.table
    tab.search()
    QTest.keyClick(search, Qt.Key.Key_Down)
    assert table.hasFocus()
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_Up)
    assert table.hasFocus()
    QTest.keyClick(table, Qt.Key.Key_Up)
    assert search.hasFocus()

    table.setFocus()
    QTest.keyClicks(table, "k")
    assert search.hasFocus()
    assert search.text() == "k"

    table.setFocus()
    for at in (table, search):
        QTest.keyClick(at, Qt.Key.Key_Escape)
        assert search.hasFocus()
    assert not search.text()
    QTest.keyClick(search, Qt.Key.Key_Escape)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert tab.form.isAncestorOf(focus)


def test_completing_a_counted_family_goes_straight_to_its_members(
    office: Office, qtbot: QtBot
) -> None:
    tab = office.open()
    qtbot.waitUntil(lambda: tab.people.model.rowCount() == 4)
    open_from_list(tab, qtbot, "وليد")
    QTest.keyClick(tab.form.head.own, Qt.Key.Key_F6)
    assert tab.form.members.rows[0].own.hasFocus()
    QTest.keyClick(tab.form.members.rows[0].own, Qt.Key.Key_F6)
    assert tab.form.full.fourth.hasFocus()
    QTest.keyClick(tab.form.full.fourth, Qt.Key.Key_F6)
    assert tab.form.counts.female[0].hasFocus()


def test_a_row_can_be_chosen_in_a_window_from_right_to_left(office: Office, qtbot: QtBot) -> None:
    tab = office.open()
    qtbot.waitUntil(lambda: tab.people.model.rowCount() == 4)
    tab.people.table.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    tab.people.table.selectRow(2)
    assert tab.people.table.currentIndex().row() == 2
