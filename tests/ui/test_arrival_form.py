"""Registering a family from the keyboard: what is typed, what follows by itself, what is asked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from camp_desk.domain.registration import (
    Birth,
    Counts,
    Member,
    Origin,
    Place,
    Precision,
    Registration,
    Sex,
)
from camp_desk.ui.arrivals.form import ArrivalForm
from camp_desk.ui.arrivals.offers import Offers
from camp_desk.ui.look import Look

TODAY = date(2014, 6, 12)
NOW = datetime(2014, 6, 12, 9, 30)
ENTER, CTRL = Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
OFFERS = Offers(
    relationships=(
        ("WIF", "Wife"),
        ("HUS", "Husband"),
        ("SON", "Son"),
        ("DAU", "Daughter"),
        ("BRO", "Brother"),
        ("SIS", "Sister"),
    ),
    checkpoints=(("Khazir", "Khazir"), ("Kalak", "Kalak")),
    governorates=(("Ninewa", "Ninewa"), ("Najaf", "Najaf")),
    districts={"Ninewa": (("Mosul", "Mosul"), ("Sinjar", "Sinjar"))},
    sectors=(("A", "A"), ("B", "B")),
)


class Clerk:
    """Types, and counts the keys that are not letters of a person's name."""

    def __init__(self, qtbot: QtBot, form: ArrivalForm) -> None:
        self._qtbot, self.form, self.keys = qtbot, form, 0

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

    def save(self) -> Registration:
        """Save with Ctrl+Enter, and return what the form asked to save."""
        with self._qtbot.waitSignal(self.form.saved, timeout=1000) as saved:
            self.press(ENTER, modifier=CTRL)
        family = saved.args[0]
        assert isinstance(family, Registration)
        return family

    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or self.form


@pytest.fixture
def form(qtbot: QtBot, look: Look) -> ArrivalForm:
    """An empty form on the screen, with the cursor in its first field."""
    form = ArrivalForm(look, lambda: TODAY, lambda: NOW)
    form.offer(OFFERS)
    qtbot.addWidget(form)
    form.resize(412, 700)
    form.show()
    form.activateWindow()
    form.journey.checkpoint.setFocus()
    qtbot.waitUntil(form.isActiveWindow)
    return form


@pytest.fixture
def clerk(qtbot: QtBot, form: ArrivalForm) -> Clerk:
    """Somebody at the keyboard, with the journey typed already and folded."""
    form.journey.show_origin(Origin("Ninewa", "Mosul", ""), "Khazir", None)
    form.head.own.setFocus()
    return Clerk(qtbot, form)


def family_of_five(clerk: Clerk) -> Clerk:
    clerk.name("Karim").press(ENTER).name("Hasan").press(ENTER).name("Abdullah").press(ENTER)
    clerk.name("Jubouri").press(ENTER).type("m38").press(ENTER).type("07501234567").press(ENTER)
    clerk.type("A").press(ENTER).type("12").press(ENTER).type("7").press(ENTER)
    clerk.name("Amina").press(ENTER).type("f31").press(ENTER)
    clerk.name("Salem").press(ENTER).name("Mahmoud").press(ENTER)
    clerk.name("Sara").press(ENTER).type("f9").press(ENTER)
    clerk.name("Omar").press(ENTER).type("m6").press(ENTER)
    return clerk.name("Ali").press(ENTER).type("m2")


def test_a_family_of_five_takes_at_most_ninety_keys_beside_the_letters_of_its_names(
    qtbot: QtBot, form: ArrivalForm
) -> None:
    clerk = Clerk(qtbot, form)
    clerk.type("Kh").press(ENTER, ENTER).type("Nin").press(ENTER).type("Mos").press(ENTER, ENTER)

    family = family_of_five(clerk).save()

    assert clerk.keys <= 90
    assert family == Registration(
        members=(
            _member("Karim Hasan Abdullah Jubouri", Sex.MALE, 38, "PA"),
            _member("Amina Salem Mahmoud", Sex.FEMALE, 31, "WIF"),
            _member("Sara Karim Hasan Jubouri", Sex.FEMALE, 9, "DAU"),
            _member("Omar Karim Hasan Jubouri", Sex.MALE, 6, "SON"),
            _member("Ali Karim Hasan Jubouri", Sex.MALE, 2, "SON"),
        ),
        origin=Origin("Ninewa", "Mosul", ""),
        place=Place("A", "12", "7"),
        checkpoint="Khazir",
        arrived=NOW,
        phone="07501234567",
    )


def _member(name: str, sex: Sex, age: int, relationship: str) -> Member:
    own, father, grandfather, laqab = [*name.split(), ""][:4]
    birth = Birth.from_age(age, TODAY)
    return Member(own, father, grandfather, laqab, sex, birth, relationship)


def test_checkpoint_origin_and_time_stay_for_the_next_family(clerk: Clerk) -> None:
    clerk.form.journey.arrived.setText("10/6 21:02")
    first = family_of_five(clerk).save()
    clerk.form.show_saved("Saved.")

    assert clerk.form.journey.folded
    assert clerk.form.head.own.hasFocus()
    clerk.name("Suad").press(ENTER)
    second = clerk.save()

    assert second.members == (Member("Suad", relationship="PA"),)
    for family in (first, second):
        assert family.checkpoint == "Khazir"
        assert family.origin == Origin("Ninewa", "Mosul", "")
        assert family.arrived == datetime(2014, 6, 10, 21, 2)


def test_checkpoint_and_origin_fold_once_one_has_gone_through_them(
    qtbot: QtBot, form: ArrivalForm
) -> None:
    clerk = Clerk(qtbot, form)
    clerk.type("Kh").press(ENTER, ENTER).type("Nin").press(ENTER).type("Mos").press(ENTER)
    assert not form.journey.folded
    clerk.press(ENTER)
    assert form.journey.folded
    assert form.head.own.hasFocus()

    clerk.press(Qt.Key.Key_F4)
    assert form.journey.checkpoint.hasFocus()
    clerk.press(*(Qt.Key.Key_Tab for _ in form.journey.stops))
    assert form.journey.folded
    assert form.head.own.hasFocus()


def test_an_arrival_time_that_cannot_be_read_is_said_before_the_names_are_typed(
    qtbot: QtBot, form: ArrivalForm
) -> None:
    clerk = Clerk(qtbot, form)
    clerk.type("Kh").press(ENTER).type("soon").press(ENTER, ENTER, ENTER, ENTER)
    assert not form.journey.folded
    assert form.journey.arrived.hasFocus()
    assert form.journey._arrived_field.trouble


def test_the_last_card_number_makes_room_for_the_numbers_of_the_next_family(
    clerk: Clerk,
) -> None:
    clerk.press(Qt.Key.Key_1, modifier=ALT)
    clerk.form.show_saved("Saved.", "001 000 001-2", "Karim")
    clerk.name("Suad")
    assert clerk.form.card.isVisible()
    clerk.form.counts.female[0].setFocus()
    clerk.name("2")
    assert not clerk.form.card.isVisible()


def test_sexes_and_ages_may_be_typed_in_arabic(clerk: Clerk) -> None:
    clerk.name("كريم").press(ENTER, ENTER, ENTER, ENTER).name("ذ٣٨").press(ENTER)
    for _ in range(4):
        clerk.press(ENTER)
    clerk.name("سارة").press(ENTER).name("أ۹").press(ENTER)
    family = clerk.save()

    assert [(each.sex, each.birth and each.birth.age_on(TODAY)) for each in family.members] == [
        (Sex.MALE, 38),
        (Sex.FEMALE, 9),
    ]
    assert family.members[1].father == "كريم"


def test_enter_passes_through_all_that_may_stay_empty_and_ends_on_save(clerk: Clerk) -> None:
    clerk.name("Suad")
    for _ in range(11):
        clerk.press(ENTER)
    assert clerk.form.save.hasFocus()


def test_the_heads_own_name_may_not_stay_empty(clerk: Clerk, qtbot: QtBot) -> None:
    clerk.press(ENTER)
    assert clerk.form.head.own.hasFocus()
    with qtbot.assertNotEmitted(clerk.form.saved):
        clerk.press(ENTER, modifier=CTRL)
    assert "own name" in clerk.form.head._own_field.trouble


def test_digits_in_a_name_are_said_at_the_field_and_nothing_is_saved(
    qtbot: QtBot, clerk: Clerk
) -> None:
    clerk.name("Karim").press(ENTER).name("Hasan ٢").press(*[ENTER] * 9).name("Sara")
    with qtbot.assertNotEmitted(clerk.form.saved):
        clerk.press(ENTER, modifier=CTRL)

    assert "Hasan ٢” is not a name" in clerk.form.head._own_field.trouble.replace("\u2069", "")
    assert QApplication.focusWidget() is clerk.form.head.father


def test_a_childs_names_may_be_typed_over_and_then_stay(clerk: Clerk) -> None:
    family_of_five(clerk)
    clerk.press(Qt.Key.Key_F2)
    father = clerk.form.members.filled[-1].father
    assert father.hasFocus()
    clerk.name("Yusuf")
    clerk.form.head.own.setText("Kareem")
    QTest.keyClicks(clerk.form.head.laqab, "i")
    family = clerk.save()

    assert family.members[-1].father == "Yusuf"
    assert family.members[-2].father == "Kareem"


def test_a_woman_registers_her_children_with_the_names_of_the_first(clerk: Clerk) -> None:
    clerk.name("Suad").press(ENTER).name("Salem").press(ENTER, ENTER, ENTER).type("f33")
    clerk.press(ENTER, ENTER, ENTER, ENTER, ENTER)
    clerk.name("Ali").press(ENTER).type("m8").press(ENTER)
    clerk.name("Karim").press(ENTER).name("Hasan").press(ENTER)
    clerk.name("Sara").press(ENTER).type("f5").press(ENTER)
    family = clerk.save()

    assert [each.name for each in family.members] == [
        "Suad Salem",
        "Ali Karim Hasan",
        "Sara Karim Hasan",
    ]
    assert [each.relationship for each in family.members] == ["PA", "SON", "DAU"]


def test_a_relationship_chosen_by_hand_goes_on_for_the_next_member(clerk: Clerk) -> None:
    clerk.name("Karim").press(ENTER).name("Hasan").press(ENTER).name("Saleh").press(ENTER, ENTER)
    clerk.type("m38").press(ENTER, ENTER, ENTER, ENTER, ENTER)
    clerk.name("Omar").press(ENTER).type("m35").press(Qt.Key.Key_Tab).type("b").press(ENTER)
    clerk.name("Sara").press(ENTER).type("f30").press(ENTER)
    family = clerk.save()

    assert [each.relationship for each in family.members] == ["PA", "BRO", "SIS"]
    assert family.members[2].name == "Sara Hasan Saleh"


def test_an_unreadable_age_is_marked_and_nothing_is_saved(clerk: Clerk, qtbot: QtBot) -> None:
    family_of_five(clerk)
    clerk.form.members.rows[2].age.setText("old")
    with qtbot.assertNotEmitted(clerk.form.saved):
        clerk.press(ENTER, modifier=CTRL)
    assert clerk.form.members.rows[2].age.hasFocus()
    assert clerk.form.members.rows[2].age.property("invalid") == "true"


def test_a_family_that_is_only_counted_is_a_head_and_numbers(clerk: Clerk) -> None:
    clerk.press(Qt.Key.Key_1, modifier=ALT)
    clerk.name("Karim").press(ENTER, ENTER, ENTER)
    for number in ("1", "2", "", "1", "", "", "", "", "1", "", "٢"):
        clerk.name(number) if number else clerk.press(ENTER)
    family = clerk.save()

    assert family.counts == Counts((1, 2, 0, 1, 0), (0, 0, 0, 1, 0), 2)
    assert family.size == 7
    assert len(family.members) == 1


def test_nobody_counted_is_refused(clerk: Clerk, qtbot: QtBot) -> None:
    clerk.name("Karim").press(Qt.Key.Key_1, modifier=ALT)
    with qtbot.assertNotEmitted(clerk.form.saved):
        clerk.press(ENTER, modifier=CTRL)


def test_what_is_typed_comes_back_as_a_draft(clerk: Clerk, qtbot: QtBot, look: Look) -> None:
    with qtbot.waitSignal(clerk.form.draft_changed, timeout=2000) as kept:
        family_of_five(clerk)
    other = ArrivalForm(look, lambda: TODAY, lambda: NOW)
    qtbot.addWidget(other)
    other.offer(OFFERS)
    other.restore(kept.args[0])
    assert other.registration() == clerk.form.registration()


def test_what_esc_empties_can_be_brought_back(clerk: Clerk) -> None:
    family_of_five(clerk)
    before = clerk.form.registration()
    clerk.press(Qt.Key.Key_Escape)
    assert clerk.form.head.own.words == ""
    clerk.form.clear_button.click()
    assert clerk.form.registration() == before


def test_a_member_is_removed_with_ctrl_delete(clerk: Clerk) -> None:
    family_of_five(clerk)
    clerk.press(Qt.Key.Key_Delete, modifier=CTRL)
    assert [each.own for each in clerk.save().members] == ["Karim", "Amina", "Sara", "Omar"]


def test_an_earlier_family_is_completed_without_changing_what_was_not_touched(
    clerk: Clerk,
) -> None:
    birth = Birth(1976, 3, 4, Precision.ESTIMATED)
    earlier = Registration(
        members=(Member("Karim", "Hasan", "", "", Sex.MALE, birth, "PA"),),
        counts=Counts((1, 0, 0, 1, 0), (0, 0, 0, 1, 0)),
        checkpoint="Kalak",
        arrived=datetime(2014, 6, 10, 8, 0),
        list_name="kalak",
        list_number="17",
    )
    clerk.form.edit(b"key", "Complete 001 000 001-2", earlier)
    assert clerk.form.editing == b"key"
    assert clerk.save() == earlier


def test_whoever_looks_for_the_same_family_hears_of_every_change(clerk: Clerk) -> None:
    heard: list[Registration] = []
    clerk.form.family_changed.connect(heard.append)
    clerk.name("Kar")
    assert [family.head.own for family in heard] == ["K", "Ka", "Kar"]


@pytest.fixture(autouse=True)
def _no_focus_left() -> Iterator[None]:
    yield
    if (widget := QApplication.focusWidget()) is not None:
        widget.clearFocus()
