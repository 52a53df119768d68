"""Forms with repeat groups, as KoboToolbox exports them: families and people on two sheets."""

from __future__ import annotations

from pathlib import Path

from camp_desk.domain.registration import Origin, Sex
from camp_desk.domain.words import Words
from camp_desk.spreadsheets.rejects import write_rejected
from tests.spreadsheets.kobo import ALI, HUDA, MAIN, MEMBER, NEED, OMAR, SAAD, SENT, export
from tests.spreadsheets.lists import opened, taken_in, workbook

FAMILIES = ((254871123, "07501234567", (ALI, HUDA, OMAR)), (254871140, "", (SAAD,)))


def test_people_of_the_repeat_group_come_with_what_their_family_said(tmp_path: Path) -> None:
    found = taken_in(export(tmp_path / "kobo.xlsx", FAMILIES))
    ali, saad = found.registrations
    assert [one.own for one in ali.members] == ["علي", "هدى", "عمر"]
    assert [one.sex for one in ali.members] == [Sex.MALE, Sex.FEMALE, Sex.MALE]
    assert ali.head.relationship == "PA"
    assert (ali.phone, ali.checkpoint) == ("07501234567", "Khazir")
    assert ali.origin == Origin("Ninewa", "Sinjar")
    assert ali.arrived is not None
    assert f"{ali.arrived:%Y-%m-%d}" == "2014-06-11"
    assert saad.size == 1
    assert not found.rejected


def test_a_family_keeps_its_number_when_an_earlier_one_is_gone_from_the_next_export(
    tmp_path: Path,
) -> None:
    whole = taken_in(export(tmp_path / "1.xlsx", FAMILIES))
    later = taken_in(export(tmp_path / "2.xlsx", FAMILIES[1:]))

    assert [each.list_number for each in whole.registrations] == ["254871123", "254871140"]
    assert later.registrations[0].list_number == "254871140"


def test_another_repeat_group_before_the_people_is_left_out_and_named(tmp_path: Path) -> None:
    needs = [NEED, ("blanket", 4, 1, MAIN, 1, 254871123, "u", SENT)]
    found = taken_in(export(tmp_path / "kobo.xlsx", FAMILIES, before=[("items", needs)]))

    assert [each.size for each in found.registrations] == [3, 1]
    assert any("“items” was not read" in note.sentence(Words()) for note in found.notes)


def test_a_family_without_people_is_not_lost_without_a_word(tmp_path: Path) -> None:
    found = taken_in(export(tmp_path / "kobo.xlsx", (*FAMILIES, (254871150, "0770", ()))))

    (bad,) = found.rejected
    assert bad.sentence(Words()) == f"Sheet “{MAIN}”: There is no name in row 4."
    assert len(found.registrations) == 2


def test_the_head_on_the_familys_sheet_is_taken_where_nobody_is_listed(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "kobo.xlsx",
        (MAIN, [("head_of_household", "district", "_id", "_index"),
                ("Saad Nuri Hatim", "Sinjar", 71, 1), ("Karim Yasin Omar", "Mosul", 72, 2)]),
        ("members", [MEMBER[:7], ("Karim Yasin Omar", "male", 40, "head", 1, MAIN, 2)]),
    )  # fmt: skip
    found = taken_in(path)

    assert [(r.list_number, r.head.name, r.origin.district) for r in found.registrations] == [
        ("72", "Karim Yasin Omar", "Mosul"),
        ("71", "Saad Nuri Hatim", "Sinjar"),
    ]


def test_people_of_families_of_one_visit_come_through_all_three_sheets(tmp_path: Path) -> None:
    visit = ("start", "checkpoint", "arrival_date", "_id", "_uuid", "_index")
    family = ("families/district", "families/phone", "_index", "_parent_table_name",
              "_parent_index", "_submission__id")  # fmt: skip
    path = workbook(
        tmp_path / "kobo.xlsx",
        ("visit", [visit, (SENT, "Khazir", SENT, 9, "u", 1)]),
        ("families", [family, ("Sinjar", "07501", 1, "visit", 1, 9),
                      ("Mosul", "07502", 2, "visit", 1, 9)]),
        ("members", [MEMBER[:7], (*ALI, 1, "families", 1), (*HUDA, 2, "families", 1),
                     (*SAAD, 3, "families", 2)]),
    )  # fmt: skip
    found = taken_in(path)

    assert [(r.size, r.checkpoint, r.origin.district) for r in found.registrations] == [
        (2, "Khazir", "Sinjar"),
        (1, "Khazir", "Mosul"),
    ]


def test_rejected_rows_of_a_form_keep_their_familys_number(tmp_path: Path) -> None:
    nobody = ("", "female", 30, "wife")
    path = export(tmp_path / "kobo.xlsx", ((254871123, "07501234567", (ALI, nobody, OMAR)),))
    table, mapping = opened(path)
    found = taken_in(path)
    write_rejected(tmp_path / "bad.xlsx", table, mapping, found.rejected, Words())

    again = taken_in(tmp_path / "bad.xlsx")

    assert [(r.list_number, r.size) for r in again.registrations] == [("254871123", 2)]
    assert again.registrations[0].phone == "07501234567"
    assert len(again.rejected) == len(found.rejected) == 1
