"""The arrivals tab on a real camp: registering, finding, completing, twins, drafts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from camp_desk.actions import arrivals, camps
from camp_desk.domain.cards import card_code, written
from camp_desk.domain.ids import HouseholdId
from camp_desk.domain.registration import (
    Birth,
    Counts,
    Member,
    Origin,
    Place,
    Registration,
    Sex,
)
from camp_desk.storage import households
from camp_desk.storage.camp import Camp
from camp_desk.storage.passphrase import Cost
from camp_desk.storage.slots import Opened
from camp_desk.storage.views import Views
from camp_desk.ui.arrivals.offers import read_offers
from camp_desk.ui.arrivals.tab import ArrivalsTab
from camp_desk.ui.look import Look
from camp_desk.ui.workspace import Workspace

NOW = datetime(2014, 6, 12, 9, 30)
ENTER, CTRL = Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
ORIGIN = Origin("Ninewa", "Mosul", "Hay al-Zuhur")


def clock() -> float:
    return NOW.timestamp()


def member(name: str, sex: Sex, age: int, relationship: str = "") -> Member:
    own, father, grandfather, laqab = [*name.split(), "", "", ""][:4]
    return Member(
        own, father, grandfather, laqab, sex, Birth.from_age(age, NOW.date()), relationship
    )


NAMED = Registration(
    (
        member("كريم حسن عبدالله الجبوري", Sex.MALE, 38),
        member("امينة سالم محمود", Sex.FEMALE, 31, "WIF"),
        member("سارة كريم حسن الجبوري", Sex.FEMALE, 9, "DAU"),
    ),
    origin=ORIGIN,
    place=Place("A", "3", "7"),
    checkpoint="Khazir",
    arrived=datetime(2014, 6, 11, 20, 15),
    phone="07501234567",
)
COUNTED = Registration(
    (member("وليد ماجد عماد", Sex.MALE, 40),),
    counts=Counts((0, 1, 0, 1, 0), (1, 0, 0, 1, 0)),
    origin=ORIGIN,
    place=Place("B", "1", "2"),
    checkpoint="Kalak",
    arrived=datetime(2014, 6, 10, 8, 0),
    list_name="kalak",
    list_number="17",
)


class Office:
    """A camp file, who opened it, and the tabs that look at it."""

    def __init__(self, path: Path, opened: Opened, look: Look, qtbot: QtBot) -> None:
        self.path, self.opened, self._look, self._qtbot = path, opened, look, qtbot
        self._workspaces: list[Workspace[Camp, Views]] = []
        self.said: list[str] = []
        self.cards: list[object] = []
        self.crashes: list[object] = []

    def open(self) -> ArrivalsTab:
        """Open the camp in a tab, as a new start of the program does."""
        workspace: Workspace[Camp, Views] = Workspace(
            partial(camps.open_unlocked, self.path, self.opened, clock),
            partial(camps.views_of, self.path, self.opened, clock),
        )
        self._workspaces.append(workspace)
        with self._qtbot.waitSignal(workspace.opened):
            workspace.begin()
        tab = self.tab(workspace)
        self._qtbot.waitUntil(lambda: "household" in tab.people.count.text())
        self._qtbot.waitUntil(lambda: tab.form.journey.governorate.count() > 0)
        return tab

    def tab(self, workspace: Workspace[Camp, Views]) -> ArrivalsTab:
        """Show one more tab on a camp that is open."""
        tab = ArrivalsTab(self._look, workspace, lambda: NOW)
        workspace.crashed.connect(self.crashes.append)
        tab.said.connect(self.said.append)
        tab.cards_wanted.connect(self.cards.append)
        self._qtbot.addWidget(tab)
        tab.resize(1366, 712)
        tab.show()
        tab.activateWindow()
        self._qtbot.waitUntil(tab.isActiveWindow)
        return tab

    def ask(self, question: Callable[[Camp], object]) -> object:
        """Ask the file itself, beside what the program has open."""
        camp = camps.open_unlocked(self.path, self.opened, clock)
        try:
            return question(camp)
        finally:
            camp.db.conn.close()

    def household(self, number: int) -> households.Household:
        """Return the household of a card, as the file has it."""

        def read(camp: Camp) -> object:
            found = households.by_number(camp.db, number)
            return found and households.household(camp.db, found)

        found = self.ask(read)
        assert isinstance(found, households.Household)
        return found

    def end(self) -> None:
        """Close all that is open."""
        for workspace in self._workspaces:
            workspace.end()
        assert not self.crashes


@pytest.fixture
def office(tmp_path: Path, look: Look, qtbot: QtBot) -> Iterator[Office]:
    """A camp with one family that is named and one that is only counted."""
    made = camps.make_camp(
        tmp_path / "a.camp", name="Khazir", officer="Amina", passphrase="x", clock=clock,
        cost=Cost(8192, 1, 1), reserve_bytes=0,
    )  # fmt: skip
    arrivals.register(made.camp, COUNTED)
    arrivals.register(made.camp, NAMED)
    opened = Opened(made.camp.officer.id, made.camp.secret)
    made.camp.close()
    office = Office(made.camp.path, opened, look, qtbot)
    yield office
    office.end()
    if (widget := QApplication.focusWidget()) is not None:
        widget.clearFocus()


class Clerk:
    """Types where the cursor is, and counts the keys that are not letters of a name."""

    def __init__(self, tab: ArrivalsTab) -> None:
        self._tab, self.keys = tab, 0

    def name(self, text: str) -> Clerk:
        """Type letters that do not count."""
        for letter in text:
            # keyClicks aborts on letters outside Latin-1
            press = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(self._focus(), press)
        return self

    def type(self, text: str) -> Clerk:
        """Type what counts."""
        self.keys += len(text)
        return self.name(text)

    def press(
        self, *keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> Clerk:
        """Press keys that count."""
        for key in keys:
            self.keys += 1
            QTest.keyClick(self._focus(), key, modifier)
        return self

    def save(self) -> Clerk:
        """Press Ctrl+Enter."""
        return self.press(ENTER, modifier=CTRL)

    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or self._tab


def family_of_five(clerk: Clerk) -> None:
    clerk.name("ياسين").press(ENTER).name("طه").press(ENTER).name("فارس").press(ENTER)
    clerk.name("الطائي").press(ENTER).type("m38").press(ENTER).type("07700000001").press(ENTER)
    clerk.type("A").press(ENTER).type("12").press(ENTER).type("7").press(ENTER)
    clerk.name("هدى").press(ENTER).type("f31").press(ENTER)
    clerk.name("نوري").press(ENTER).name("عادل").press(ENTER)
    clerk.name("مريم").press(ENTER).type("f9").press(ENTER)
    clerk.name("عمر").press(ENTER).type("m6").press(ENTER)
    clerk.name("علي").press(ENTER).type("m2")


def names(tab: ArrivalsTab) -> list[str]:
    """Return the names that the list shows, from the top."""
    model = tab.people.model
    found = (model.row(model.index(at, 0)) for at in range(model.rowCount()))
    return [each.name for each in found if each is not None]


def shows(tab: ArrivalsTab, *parts: str) -> Callable[[], bool]:
    """Return a question: does the list show exactly these, each by a part of its name?"""

    def shown() -> bool:
        found = names(tab)
        return len(found) == len(parts) and all(
            part in name for part, name in zip(parts, found, strict=True)
        )

    return shown


def test_a_family_of_five_is_registered_with_ninety_keys_and_stands_on_top_of_the_list(
    office: Office, qtbot: QtBot
) -> None:
    tab = office.open()
    clerk = Clerk(tab)
    tab.form.journey.checkpoint.setFocus()
    clerk.type("Kh").press(ENTER, ENTER).type("Nin").press(ENTER).type("Mos").press(ENTER, ENTER)
    family_of_five(clerk)
    clerk.save()
    qtbot.waitUntil(tab.form.card.isVisible)

    assert clerk.keys <= 90
    number = written(1000003)
    assert number in tab.form.card.number.text()
    qtbot.waitUntil(lambda: tab.people.model.rowCount() == 9)
    assert names(tab)[0] == "ياسين طه فارس الطائي"
    chosen = tab.people.chosen
    assert chosen is not None
    assert (chosen.card, chosen.size, chosen.place) == (number, 5, "A / 12 / 7")
    assert tab.people.count.text() == "3 households · 12 people"
    assert any(number in said for said in office.said)
    saved = office.household(1000003).registration
    assert [each.name for each in saved.members] == [
        "ياسين طه فارس الطائي", "هدى نوري عادل", "مريم ياسين طه الطائي", "عمر ياسين طه الطائي",
        "علي ياسين طه الطائي",
    ]  # fmt: skip
    assert saved.origin == Origin("Ninewa", "Mosul", "")


def test_after_saving_the_next_family_begins_at_the_own_name_with_the_same_origin(
    office: Office, qtbot: QtBot
) -> None:
    tab = office.open()
    tab.form.journey.show_origin(ORIGIN, "Khazir", None)
    tab.form.head.own.setFocus()
    clerk = Clerk(tab).name("زيد").save()
    clerk.name("حيدر")
    qtbot.waitUntil(tab.form.card.isVisible)

    assert tab.form.head.own.hasFocus()
    assert tab.form.head.own.text() == "حيدر"
    assert tab.form.journey.origin == ORIGIN
    clerk.save()
    qtbot.waitUntil(lambda: written(1000004) in tab.form.card.number.text())
    assert office.household(1000004).registration.checkpoint == "Khazir"


def test_saving_twice_in_a_hurry_saves_once(office: Office, qtbot: QtBot) -> None:
    tab = office.open()
    tab.form.head.own.setFocus()
    Clerk(tab).name("زيد").save().save()
    qtbot.waitUntil(tab.form.card.isVisible)
    Clerk(tab).save()

    assert tab.form.head._own_field.trouble == ""
    qtbot.waitUntil(lambda: tab.people.model.rowCount() == 5)
    assert tab.people.count.text().startswith("3 households")


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


def open_from_list(tab: ArrivalsTab, qtbot: QtBot, part: str) -> None:
    at = next(n for n, name in enumerate(names(tab)) if part in name)
    tab.people.table.selectRow(at)
    tab.people.table.setFocus()
    QTest.keyClick(tab.people.table, ENTER)
    qtbot.waitUntil(lambda: tab.form.editing is not None)


def test_a_counted_household_is_completed_with_its_members_and_keeps_its_number(
    office: Office, qtbot: QtBot
) -> None:
    tab = office.open()
    open_from_list(tab, qtbot, "وليد")
    assert written(1000001) in tab.form.title.text()
    assert "F6" in tab.form.status.text()
    clerk = Clerk(tab).press(Qt.Key.Key_F6)
    tab.form.members.last.own.setFocus()
    clerk.name("رنا").press(ENTER).type("f35").press(ENTER, ENTER, ENTER)
    clerk.name("شهد").press(ENTER).type("f8").press(ENTER)
    clerk.name("سيف").press(ENTER).type("m3")
    clerk.save()
    qtbot.waitUntil(tab.form.card.isVisible)

    after = office.household(1000001)
    assert not after.count_only
    assert [each.own for each in after.registration.members] == ["وليد", "رنا", "شهد", "سيف"]
    assert after.registration.arrived == COUNTED.arrived
    assert (after.registration.list_name, after.registration.list_number) == ("kalak", "17")
    assert tab.form.editing is None
    assert tab.people.count.text() == "2 households · 7 people"


def test_naming_fewer_people_than_were_counted_is_asked_about_once(
    office: Office, qtbot: QtBot
) -> None:
    tab = office.open()
    open_from_list(tab, qtbot, "وليد")
    clerk = Clerk(tab).press(Qt.Key.Key_F6).save()
    assert "4 people were counted" in tab.form.status.text()
    assert office.household(1000001).count_only

    clerk.save()
    qtbot.waitUntil(tab.form.card.isVisible)
    assert office.household(1000001).registration.size == 1


def test_correcting_changes_what_was_typed_and_nothing_else(office: Office, qtbot: QtBot) -> None:
    tab = office.open()
    open_from_list(tab, qtbot, "كريم حسن عبدالله")
    tab.form.head.phone.setFocus()
    tab.form.head.phone.selectAll()
    Clerk(tab).type("07709999999").save()
    qtbot.waitUntil(tab.form.card.isVisible)

    after = office.household(1000002).registration
    assert after.phone == "07709999999"
    assert after.members[1:] == NAMED.members[1:]
    assert (after.arrived, after.place, after.origin) == (
        NAMED.arrived, NAMED.place, NAMED.origin,
    )  # fmt: skip


def test_a_new_family_waits_while_another_is_looked_at(office: Office, qtbot: QtBot) -> None:
    tab = office.open()
    tab.form.journey.show_origin(Origin("Ninewa", "Sinjar"), "Kalak", None)
    tab.form.head.own.setFocus()
    Clerk(tab).name("زيد").press(ENTER).name("طه")
    open_from_list(tab, qtbot, "وليد")
    assert tab.form.head.own.text() == "وليد"
    tab.form.head.own.setFocus()
    Clerk(tab).press(Qt.Key.Key_Escape)

    assert tab.form.editing is None
    assert (tab.form.head.own.text(), tab.form.head.father.text()) == ("زيد", "طه")
    assert tab.form.journey.origin == Origin("Ninewa", "Sinjar")


def test_families_that_look_the_same_stand_beside_the_form_with_why(
    office: Office, qtbot: QtBot
) -> None:
    tab = office.open()
    tab.form.head.own.setFocus()
    clerk = Clerk(tab).name("Karim").press(ENTER).name("Hasan").press(ENTER)
    clerk.name("Abdullah").press(ENTER).name("Jubouri").press(ENTER).type("m38").press(ENTER)
    clerk.type("07501234567")
    qtbot.waitUntil(lambda: bool(tab.people.likely.shown))

    shown = tab.people.likely.shown[0]
    assert shown.card == written(1000002)
    assert shown.name == "كريم حسن عبدالله الجبوري"
    assert shown.why
    tab.people.likely._lines[0].click()
    qtbot.waitUntil(lambda: tab.form.editing is not None)
    assert tab.form.head.own.text() == "كريم"
    qtbot.waitUntil(lambda: not tab.people.likely.shown)


def test_an_error_of_the_camp_stands_by_the_form_and_nothing_typed_is_lost(
    office: Office, qtbot: QtBot
) -> None:
    tab = office.open()
    office.ask(_only_a_storekeeper)
    tab.form.head.own.setFocus()
    Clerk(tab).name("زيد").press(ENTER).name("طه").save()
    qtbot.waitUntil(lambda: tab.form.status.property("tone") == "danger")

    assert "role" in tab.form.status.text()
    assert tab.form.head.own.text() == "زيد"
    assert tab.form.save.isEnabled()


def _only_a_storekeeper(camp: Camp) -> None:
    with camp.action("set") as entry:
        entry.put("officer", camp.officer.id, {"role": "storekeeper"})


def test_what_was_typed_survives_a_kill_and_is_gone_once_it_is_saved(
    office: Office, qtbot: QtBot
) -> None:
    tab = office.open()
    tab.form.head.own.setFocus()
    Clerk(tab).name("زيد").press(ENTER).name("طه")
    qtbot.waitUntil(lambda: "زيد".encode() in bytes(office.ask(_draft)))  # type: ignore[call-overload]

    again = office.open()
    qtbot.waitUntil(lambda: again.form.head.own.text() == "زيد")
    assert again.form.head.father.text() == "طه"
    assert any("here again" in said for said in office.said)
    again.form.head.own.setFocus()
    Clerk(again).save()
    qtbot.waitUntil(again.form.card.isVisible)
    assert "زيد".encode() not in bytes(office.ask(_draft))  # type: ignore[call-overload]


def _draft(camp: Camp) -> object:
    (body,) = camp.db.conn.execute("SELECT max(body) FROM draft").fetchone()
    return body or b""


def test_a_household_that_was_open_is_open_again_and_not_registered_twice(
    office: Office, qtbot: QtBot
) -> None:
    tab = office.open()
    open_from_list(tab, qtbot, "وليد")
    tab.form.head.laqab.setFocus()
    Clerk(tab).name("البياتي")
    qtbot.waitUntil(lambda: "البياتي".encode() in bytes(office.ask(_draft)))  # type: ignore[call-overload]

    again = office.open()
    qtbot.waitUntil(lambda: again.form.editing is not None)
    again.form.head.own.setFocus()
    Clerk(again).save()
    qtbot.waitUntil(again.form.card.isVisible)
    assert written(1000001) in again.form.card.number.text()
    assert office.household(1000001).registration.head.laqab == "البياتي"


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
    assert tab.people.count.text() == "63 households · 70 people"


def _many(camp: Camp) -> object:
    with camp.transaction():
        for n in range(60):
            person = Member(f"شخص{n}", "طه", "", "", Sex.MALE)
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


def test_ids_are_what_the_storage_gave(office: Office) -> None:
    found = office.ask(lambda camp: households.by_number(camp.db, 1000001))
    assert isinstance(found, bytes)
    assert HouseholdId(found) == office.household(1000001).id
