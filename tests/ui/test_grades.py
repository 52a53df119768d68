"""Three grades on one form: few keys for a count, and nothing typed twice on the way up."""

from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from camp_desk.domain.consent import Consent
from camp_desk.domain.registration import (
    Birth,
    Counts,
    Member,
    Origin,
    Precision,
    Registration,
    Sex,
)
from camp_desk.ui.arrivals.consent import ConsentDialog
from camp_desk.ui.arrivals.form import ArrivalForm
from camp_desk.ui.look import Look
from tests.ui.test_arrival_form import (
    ALT,
    CTRL,
    ENTER,
    NOW,
    OFFERS,
    TODAY,
    Clerk,
    _no_focus_left,
    clerk,
    family_of_five,
    form,
)

__all__ = ["_no_focus_left", "clerk", "form"]

K1, K2, K3 = Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3
FIVE = Counts((1, 1, 0, 1, 0), (0, 0, 1, 1, 0))


def count_five(clerk: Clerk) -> Clerk:
    clerk.name("Karim").press(ENTER).name("Hasan").press(ENTER).name("Abdullah").press(ENTER)
    for number in "11 1  1 "[:5]:
        clerk.type(number) if number.strip() else clerk.press(ENTER)
    return clerk.press(ENTER, ENTER).type("11")


def test_a_counted_family_takes_some_twelve_keys_beside_the_letters_of_its_name(
    clerk: Clerk,
) -> None:
    clerk.form.turn_to("counts")
    count_five(clerk)
    counted = clerk.form.counts.counts
    family = clerk.save()

    assert clerk.keys <= 14
    assert counted.total == 5
    assert family.counts == counted
    assert family.head == Member("Karim", "Hasan", "Abdullah", relationship="PA")


def test_a_family_of_five_takes_at_most_sixty_two_keys_with_the_head_asked(
    clerk: Clerk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ConsentDialog, "ask", lambda *_: (True, "ar", ("help",)))
    clerk.press(Qt.Key.Key_F9)
    clerk.keys += 1  # the answer
    family = family_of_five(clerk).save()

    assert clerk.keys <= 64
    assert clerk.keys - 2 <= 62
    assert family.consent == Consent(given=True, at=NOW, language="ar", purposes=("help",))


def test_the_grade_stays_for_the_next_family(clerk: Clerk) -> None:
    clerk.press(K1, modifier=ALT)
    count_five(clerk).save()
    clerk.form.show_saving()
    clerk.form.show_saved("Saved.")
    assert clerk.form.mode.value == "counts"
    assert not clerk.form.counts.counts.total


def test_who_was_counted_waits_for_a_name_with_sex_and_estimated_age(clerk: Clerk) -> None:
    clerk.name("Karim").press(K1, modifier=ALT)
    clerk.form.counts.show_counts(FIVE)
    clerk.form.counts.edited.emit()
    clerk.press(K2, modifier=ALT)

    waiting = [each for each in clerk.form.members.rows if each.waits]
    assert [(each.sex.sex, each.age.age) for each in waiting] == [
        (Sex.FEMALE, 35), (Sex.MALE, 14), (Sex.FEMALE, 8), (Sex.FEMALE, 2),
    ]  # fmt: skip
    assert waiting[0].own.hasFocus()
    for row in waiting:
        row.own.setFocus()
        clerk.name("X")
    family = clerk.save()
    assert family.size == 5
    assert family.members[1].birth == Birth(1979, 6, 12, Precision.ESTIMATED)


def test_when_the_counted_head_turns_out_to_be_a_woman_a_man_waits_instead(clerk: Clerk) -> None:
    clerk.name("Suad").press(K1, modifier=ALT)
    clerk.form.counts.show_counts(FIVE)
    clerk.form.counts.edited.emit()
    clerk.press(K2, modifier=ALT)
    clerk.form.head.sex.setFocus()
    clerk.type("f")

    waiting = [each for each in clerk.form.members.rows if each.waits]
    assert (waiting[0].sex.sex, waiting[0].age.age) == (Sex.MALE, 35)
    assert len(waiting) == 4


def test_nobody_who_waits_is_saved_without_a_name(clerk: Clerk, qtbot: QtBot) -> None:
    clerk.name("Karim").press(K1, modifier=ALT)
    clerk.form.counts.show_counts(FIVE)
    clerk.form.counts.edited.emit()
    clerk.press(K2, modifier=ALT)
    with qtbot.assertNotEmitted(clerk.form.saved):
        clerk.press(ENTER, modifier=CTRL)
    for left in (3, 2, 1, 0):
        clerk.press(Qt.Key.Key_Delete, modifier=CTRL)
        assert len(clerk.form.members.filled) == left
    assert clerk.save().size == 1


def test_turning_between_grades_loses_nothing_that_was_typed(clerk: Clerk) -> None:
    family_of_five(clerk).press(K3, modifier=ALT)
    clerk.name("Saleh").press(ENTER).name("Huda").press(ENTER).name("Karim H.")
    full = clerk.form.registration()
    assert (full.head.fourth, full.head.mother, full.head.latin) == ("Saleh", "Huda", "Karim H.")
    assert full.full

    clerk.press(K1, modifier=ALT)
    counted = clerk.form.registration()
    assert counted.counts == full.counted(TODAY)
    clerk.press(K2, modifier=ALT)
    assert not clerk.form.registration().full
    clerk.press(K3, modifier=ALT)
    assert clerk.form.registration() == full


def test_what_a_count_does_not_ask_for_does_not_stop_it(clerk: Clerk) -> None:
    head = clerk.form.head
    head.phone.setText("40 Fatima")
    head.age.setText("old")
    head.laqab.setText("7")
    clerk.form.turn_to("min")
    assert clerk.form.head.trouble() is not None
    clerk.form.turn_to("counts")
    count_five(clerk)
    family = clerk.save()

    assert (family.phone, family.size, family.head.laqab) == ("", 5, "")


def test_f6_goes_one_grade_up(clerk: Clerk) -> None:
    clerk.press(K1, modifier=ALT)
    seen = []
    for _ in range(3):
        clerk.press(Qt.Key.Key_F6)
        seen.append(clerk.form.mode.value)
    assert seen == ["members", "full", "counts"]


def test_enter_passes_through_all_that_the_full_grade_asks(clerk: Clerk) -> None:
    clerk.press(K3, modifier=ALT).name("Suad")
    for _ in range(10):
        clerk.press(ENTER)
    assert clerk.form.full.fourth.hasFocus()
    for _ in range(6):
        clerk.press(ENTER)
    assert clerk.form.onward.urgent.hasFocus()
    clerk.press(Qt.Key.Key_Space, ENTER, ENTER).name("Dahuk").press(ENTER)
    assert clerk.form.save.hasFocus()
    family = clerk.save()
    assert (family.full, family.urgent, family.onward) == (True, True, "Dahuk")


def test_who_refuses_is_saved_as_numbers_and_may_be_named_again_before(
    clerk: Clerk, monkeypatch: pytest.MonkeyPatch
) -> None:
    family_of_five(clerk)
    answers = iter([(False, "ckb", ()), (True, "ckb", ("help",)), (False, "ckb", ())])
    monkeypatch.setattr(ConsentDialog, "ask", lambda *_: next(answers))
    before = clerk.form.registration()
    clerk.press(Qt.Key.Key_F9)
    assert not clerk.form.head.own.isVisible()
    assert clerk.form.registration().size == 5

    clerk.press(Qt.Key.Key_F9)
    assert clerk.form.registration().members == before.members
    clerk.press(Qt.Key.Key_F9)
    family = clerk.save()

    assert family.anonymous
    assert family.members == (Member("", relationship="PA"),)
    assert family.counts == before.counted(TODAY)


def test_a_family_that_refuses_at_once_is_typed_as_numbers_alone(
    clerk: Clerk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ConsentDialog, "ask", lambda *_: (False, "ar", ()))
    clerk.press(Qt.Key.Key_F9, ENTER, ENTER, ENTER).type("2")
    assert clerk.form.counts.female[3].text() == "2"
    family = clerk.save()
    assert (family.size, family.head.name, family.anonymous) == (2, "", True)


def test_saving_a_household_that_was_opened_right_after_another_says_what_is_missing(
    clerk: Clerk,
) -> None:
    clerk.form.turn_to("counts")
    counted = count_five(clerk).save()
    clerk.form.show_saved("Saved.", "001", "Karim")
    clerk.form.edit(b"key", "Card", counted)
    clerk.press(Qt.Key.Key_F6).press(ENTER, modifier=CTRL)
    assert "marked field" in clerk.form.status.text()


def test_all_grades_and_the_answer_come_back_as_a_draft(
    clerk: Clerk, qtbot: QtBot, look: Look
) -> None:
    clerk.name("Karim").press(K1, modifier=ALT)
    clerk.form.counts.show_counts(FIVE)
    clerk.form.counts.edited.emit()
    clerk.form.consent.show_consent(
        Consent(given=True, at=NOW, language="ar", purposes=("help", "partners"))
    )
    clerk.press(K3, modifier=ALT)
    clerk.name("Saleh")
    other = ArrivalForm(look, lambda: TODAY, lambda: NOW)
    qtbot.addWidget(other)
    other.offer(OFFERS)
    other.restore(clerk.form.draft())

    assert other.registration() == clerk.form.registration()
    assert [each.waits for each in other.members.rows] == [True] * 4 + [False]


@pytest.mark.parametrize(
    ("key", "answer"),
    [(K1, (True, "ckb", ("help",))), (K2, (False, "ckb", ())), (K3, (None, "ckb", ()))],
)
def test_the_head_is_asked_in_three_languages_and_answered_by_one_key(
    qtbot: QtBot, look: Look, key: Qt.Key, answer: object
) -> None:
    dialog = ConsentDialog(look, "ar", None)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    arabic = dialog.text.text()
    assert dialog.paper.layoutDirection() is Qt.LayoutDirection.RightToLeft
    dialog.language.choose("en")
    english = dialog.text.text()
    assert "You may refuse" in english
    dialog.language.choose("ckb")
    assert len({arabic, english, dialog.text.text()}) == 3
    QTest.keyClick(dialog, key, ALT)
    assert dialog.answer == answer


@pytest.mark.parametrize(
    ("letter", "language"), [("ع", "ar"), ("ک", "ckb"), ("ك", "ckb"), ("e", "en")]
)
def test_the_language_of_the_head_is_chosen_by_a_letter_of_any_keyboard(
    qtbot: QtBot, look: Look, letter: str, language: str
) -> None:
    dialog = ConsentDialog(look, "ckb" if language == "ar" else "ar", None)
    qtbot.addWidget(dialog)
    press = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
    QApplication.sendEvent(dialog.language, press)
    assert dialog.language.value == language


def test_what_was_agreed_when_is_shown_on_the_form(clerk: Clerk) -> None:
    agreed = Consent(given=True, at=datetime(2014, 6, 10, 8), language="ar", purposes=("help",))
    clerk.form.journey.show_origin(Origin("Ninewa"), "Khazir", None)
    clerk.form.consent.show_consent(agreed)
    assert "Arabic" in clerk.form.consent.said.accessibleName()


def test_a_long_remark_from_a_list_is_not_cut_when_the_family_is_corrected(clerk: Clerk) -> None:
    family = Registration((Member("Karim", relationship="PA"),), arrived=NOW, remarks="x " * 500)
    clerk.form.edit(b"key", "Card", family)
    assert clerk.save().remarks == family.remarks.strip()
