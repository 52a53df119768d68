"""The arrivals tab on a real camp: registering, completing, twins, drafts."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from camp_desk.domain.cards import written
from camp_desk.domain.consent import Consent
from camp_desk.domain.registration import Origin
from camp_desk.storage.camp import Camp
from tests.ui.office import (
    COUNTED,
    ENTER,
    NAMED,
    ORIGIN,
    Clerk,
    Office,
    names,
    office,
    open_from_list,
)

__all__ = ["office"]


def family_of_five(clerk: Clerk) -> None:
    clerk.name("ياسين").press(ENTER).name("طه").press(ENTER).name("فارس").press(ENTER)
    clerk.name("الطائي").press(ENTER).type("m38").press(ENTER).type("07700000001").press(ENTER)
    clerk.type("A").press(ENTER).type("12").press(ENTER).type("7").press(ENTER)
    clerk.name("هدى").press(ENTER).type("f31").press(ENTER)
    clerk.name("نوري").press(ENTER).name("عادل").press(ENTER)
    clerk.name("مريم").press(ENTER).type("f9").press(ENTER)
    clerk.name("عمر").press(ENTER).type("m6").press(ENTER)
    clerk.name("علي").press(ENTER).type("m2")


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


AGES = [35, 8, 2]
"""What stands for the brackets of who was counted beside the head."""


def test_a_counted_household_is_completed_with_its_members_and_keeps_its_number(
    office: Office, qtbot: QtBot
) -> None:
    tab = office.open()
    open_from_list(tab, qtbot, "وليد")
    assert written(1000001) in tab.form.title.text()
    assert "F6" in tab.form.status.text()
    clerk = Clerk(tab).press(Qt.Key.Key_F6)
    waiting = tab.form.members.rows[:-1]
    assert [each.waits for each in waiting] == [True] * 3
    assert waiting[0].own.hasFocus()
    for row, name in zip(waiting, ("رنا", "شهد", "سيف"), strict=True):
        row.own.setFocus()
        clerk.name(name)
    assert [each.age.age for each in waiting] == AGES
    clerk.save()
    qtbot.waitUntil(tab.form.card.isVisible)

    after = office.household(1000001)
    assert not after.count_only
    assert [each.own for each in after.registration.members] == ["وليد", "رنا", "شهد", "سيف"]
    assert after.registration.arrived == COUNTED.arrived
    assert (after.registration.list_name, after.registration.list_number) == ("kalak", "17")
    assert tab.form.editing is None
    assert tab.people.count.text() == "2 households · 7 people"


def test_f6_in_the_list_opens_the_record_one_grade_up(office: Office, qtbot: QtBot) -> None:
    tab = office.open()
    open_from_list(tab, qtbot, "وليد")
    tab.form.clear()
    tab.people.table.setFocus()
    Clerk(tab).press(Qt.Key.Key_F6)
    qtbot.waitUntil(lambda: tab.form.editing is not None)
    assert tab.form.mode.value == "members"
    assert [each.waits for each in tab.form.members.rows] == [True] * 3 + [False]


def test_who_needs_help_at_once_is_marked_in_the_list(office: Office, qtbot: QtBot) -> None:
    tab = office.open()
    open_from_list(tab, qtbot, "وليد")
    tab.form.onward.urgent.click()
    Clerk(tab).save()
    qtbot.waitUntil(tab.form.card.isVisible)
    tab.people.search.setText("وليد ماجد")
    qtbot.waitUntil(lambda: tab.people.model.rowCount() == 1)
    row = tab.people.model.row(tab.people.model.index(0, 0))
    assert row
    assert row.mark == "Urgent"


def test_members_are_not_taken_out_by_turning_to_the_count_without_being_asked_about(
    office: Office, qtbot: QtBot
) -> None:
    tab = office.open()
    open_from_list(tab, qtbot, "كريم حسن عبدالله")
    tab.form.turn_to("counts")
    Clerk(tab).save()
    assert "would be taken out" in tab.form.status.text()
    assert not office.household(1000002).count_only
    Clerk(tab).save()
    qtbot.waitUntil(tab.form.card.isVisible)
    assert office.household(1000002).count_only


def test_a_family_that_refuses_stands_in_the_list_without_a_name(
    office: Office, qtbot: QtBot
) -> None:
    tab = office.open()
    open_from_list(tab, qtbot, "كريم حسن عبدالله")
    size = office.household(1000002).registration.size
    tab.form.consent.show_consent(Consent(given=False, language="ar"))
    tab.form.consent.changed.emit()
    Clerk(tab).save()
    qtbot.waitUntil(tab.form.card.isVisible)
    assert office.household(1000002).registration.anonymous
    tab.people.search.setText(written(1000002))
    qtbot.waitUntil(lambda: tab.people.model.rowCount() == 1)
    row = tab.people.model.row(tab.people.model.index(0, 0))
    assert row
    assert row.name == f"Anonymous, {size} people"


def test_naming_fewer_people_than_were_counted_is_asked_about_once(
    office: Office, qtbot: QtBot
) -> None:
    tab = office.open()
    open_from_list(tab, qtbot, "وليد")
    clerk = Clerk(tab).press(Qt.Key.Key_F6)
    for _ in range(3):
        clerk.press(Qt.Key.Key_Delete, modifier=Qt.KeyboardModifier.ControlModifier)
    clerk.save()
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


@pytest.mark.parametrize(
    "names",
    ["كريم حسن عبدالله الجبوري", "كريم حسن عبد_الله جبوري", "Kareem Hassan Abdulla Al-Juburi"],
)
def test_a_family_is_offered_from_its_heads_names_and_age_before_its_members_are_typed(
    office: Office, qtbot: QtBot, names: str
) -> None:
    tab = office.open()
    tab.form.head.own.setFocus()
    clerk = Clerk(tab)
    for name in names.split():
        clerk.name(name.replace("_", " ")).press(ENTER)
    clerk.type("m38")

    qtbot.waitUntil(lambda: bool(tab.people.likely.shown))
    assert tab.people.likely.shown[0].card == written(1000002)
    assert "numbers" not in tab.people.likely.shown[0].why


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
