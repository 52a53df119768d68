from __future__ import annotations

import itertools
from datetime import date, datetime
from pathlib import Path

import pytest

from camp_desk.domain.registration import Birth, Precision, Sex
from camp_desk.domain.words import Words
from camp_desk.spreadsheets.errors import NoNames
from camp_desk.spreadsheets.fields import Field
from camp_desk.spreadsheets.mapping import Shape
from camp_desk.spreadsheets.understanding import understand
from tests.spreadsheets.lists import SHIPPED, TODAY, delimited, opened, taken_in, workbook

ARABIC = (
    "رقم العائلة",
    "ت",
    "الاسم الثلاثي",
    "اللقب",
    "الجنس",
    "العمر",
    "صلة القرابة",
    "تاريخ الوصول",
)


def test_a_list_with_a_title_and_arabic_headings_is_understood(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "سيطرة.xlsx",
        (
            "القادمون",
            [
                ("قائمة القادمين - سيطرة الشمال",),
                (),
                ARABIC,
                (
                    1,
                    1,
                    "علي كامل عبد الله",
                    "الخفاجي",
                    "M",
                    "٦٥",
                    "رب الأسرة",
                    datetime.fromisoformat("2014-06-10 21:02"),
                ),
                (1, 2, "زينب أمير فراس", None, "أنثى", None, "زوجة", "١٠/٠٦/٢٠١٤ 21:02"),
                (2, 1, "نور الدين أبو بكر خلف", None, "ذ", 30, "رب العائلة", "11.6.14"),
            ],
        ),
    )
    found = taken_in(path)
    first, second = found.registrations
    assert [member.name for member in first.members] == [
        "علي كامل عبد الله الخفاجي",
        "زينب أمير فراس",
    ]
    assert first.head.birth == Birth.from_age(65, date(2014, 6, 10))
    assert first.members[1].birth is None
    assert first.members[1].sex is Sex.FEMALE
    assert (first.list_name, first.list_number) == ("سيطرة", "1")
    assert first.arrived == datetime.fromisoformat("2014-06-10 21:02")
    assert (second.head.own, second.head.father, second.head.grandfather) == (
        "نور الدين",
        "أبو بكر",
        "خلف",
    )
    assert second.arrived == datetime.fromisoformat("2014-06-11")
    assert found.first_rows == (4, 6)
    assert not found.rejected


def test_separate_name_columns_birth_dates_blank_rows_and_page_breaks_are_understood() -> None:
    found = taken_in(SHIPPED / "english_persons.csv")
    first, second = found.registrations
    assert [member.own for member in first.members] == [
        "Ahmad",
        "Amina",
        "Noor",
        "Abdul Rahman",
        "Layla",
    ]
    assert [member.relationship for member in first.members] == ["PA", "WIF", "DAU", "SON", "DAU"]
    assert first.head.birth == Birth(1979, 2, 3, Precision.EXACT) or first.head.birth == Birth(
        1979, 3, 2, Precision.EXACT
    )
    assert first.members[1].birth == Birth(1983)
    assert first.members[2].birth == Birth(2005, 11, precision=Precision.MONTH)
    assert (first.phone, first.ration_card) == ("07501112233", "445566")
    assert (first.origin.governorate, first.origin.district, first.origin.place) == (
        "Ninewa",
        "Mosul",
        "Zuhur",
    )
    assert (second.origin.governorate, second.origin.district) == ("Ninewa", "Telafar")
    assert second.phone == "07712223344"
    assert [one.row for one in found.rejected] == [14, 15, 16]
    assert found.summary.left_out == 3


def test_every_rejected_row_is_named_in_a_finished_sentence() -> None:
    for one in taken_in(SHIPPED / "english_persons.csv").rejected:
        sentence = one.sentence(Words())
        assert str(one.row) in sentence
        assert sentence.endswith(".")


def test_the_rows_of_a_family_need_not_stand_together(tmp_path: Path) -> None:
    path = delimited(
        tmp_path / "a.csv",
        "Family no,Name,Sex,Age,Relationship\n1,Ali Omar Hadi,M,40,head\n"
        "2,Sami Noor Ali,M,30,head\n"
        "1,Huda Jasim Ali,F,35,wife\n",
    )
    found = taken_in(path)
    assert [registration.size for registration in found.registrations] == [2, 1]


def test_a_family_number_written_once_holds_for_the_rows_below(tmp_path: Path) -> None:
    path = delimited(
        tmp_path / "a.csv",
        "رقم الأسرة;الاسم;صلة القرابة;العمر\n7;علي حسن محمد;رب الأسرة;40\n"
        ";هدى جاسم علي;زوجة;35\n"
        ";سامي علي حسن;ابن;3\n8;عمر خالد ناصر;رب الأسرة;20\n"
        ";كريم فاضل ناصر;رب الأسرة;51\n;منى كريم فاضل;ابنة;5\n",
    )
    found = taken_in(path)
    assert [registration.size for registration in found.registrations] == [3, 1]
    assert [one.row for one in found.rejected] == [6, 7]


def test_a_rejected_person_does_not_reject_the_family(tmp_path: Path) -> None:
    path = delimited(
        tmp_path / "a.csv",
        "HH,Name,Sex,Age,Relation\n1,,M,40,head\n1,Huda Jasim Ali,F,35,wife\n"
        "1,Noor Ali Hasan,F,5,daughter\n",
    )
    found = taken_in(path)
    assert [member.own for member in found.registrations[0].members] == ["Huda", "Noor"]
    assert found.registrations[0].head.relationship == "PA"
    assert [one.row for one in found.rejected] == [2]
    assert any("no head" in note.sentence(Words()) for note in found.notes)


def test_a_row_repeated_exactly_is_rejected_and_names_the_first(tmp_path: Path) -> None:
    row = "1,1,Ali Omar Hadi,M,40,head\n"
    path = delimited(
        tmp_path / "a.csv",
        f"HH no,No,Name,Sex,Age,Relation\n{row}1,2,Huda Jasim Ali,F,35,wife\n{row}",
    )
    found = taken_in(path)
    assert found.registrations[0].size == 2
    assert [one.values for one in found.rejected] == [{"row": 4, "first": 2}]


def test_namesakes_with_numbers_of_their_own_both_stay(tmp_path: Path) -> None:
    path = delimited(
        tmp_path / "a.csv",
        "HH no,No,Name,Sex,Age,Relation\n1,1,Ali Omar Hadi,M,40,head\n"
        "1,2,Noor Ali Omar,F,5,daughter\n"
        "1,3,Noor Ali Omar,F,5,daughter\n2,1,Sami Omar Hadi,M,40,head\n"
        "2,2,Huda Sami Omar,F,4,daughter\n",
    )
    found = taken_in(path)
    assert [registration.size for registration in found.registrations] == [3, 2]
    assert not found.rejected


def test_without_family_numbers_each_head_begins_a_family(tmp_path: Path) -> None:
    path = delimited(
        tmp_path / "a.csv",
        "الاسم الكامل\tالعلاقة\tالعمر\nعلي حسن محمد\tرب الأسرة\t40\n"
        "هدى جاسم علي\tزوجة\t35\nعمر خالد ناصر\tرب الاسرة\t20\n",
        "utf-16",
    )
    found = taken_in(path)
    assert [(r.list_number, r.size) for r in found.registrations] == [("2", 2), ("4", 1)]


def test_a_form_with_repeats_joins_its_people_to_their_families(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "kobo.xlsx",
        (
            "Household registration",
            [
                (
                    "start",
                    "hh/head_name",
                    "hh/governorate",
                    "hh/district",
                    "hh/arrival_date",
                    "hh/phone_number",
                    "_index",
                ),
                (
                    "2014-06-10T08:44:00.000+03:00",
                    "Ali Omar Hadi",
                    "Nineveh",
                    "Shingal",
                    "2014-06-10",
                    "07501234567",
                    1,
                ),
                (
                    "2014-06-11T08:44:00.000+03:00",
                    "Sara Noor Sami",
                    "Nineveh",
                    "Mousel",
                    "2014-06-11",
                    "",
                    2,
                ),
            ],
        ),
        (
            "members",
            [
                (
                    "members/full_name",
                    "members/gender",
                    "members/age_years",
                    "members/relationship",
                    "_index",
                    "_parent_index",
                ),
                ("Ali Omar Hadi", "male", 41, "head", 1, 1),
                ("Huda Jasim Karim", "female", 35, "spouse", 2, 1),
                ("Sara Noor Sami", "female", 28, "head", 3, 2),
            ],
        ),
    )
    found = taken_in(path)
    assert [registration.size for registration in found.registrations] == [2, 1]
    first = found.registrations[0]
    assert (first.origin.district, first.phone, first.arrived) == (
        "Sinjar",
        "07501234567",
        datetime.fromisoformat("2014-06-10"),
    )
    assert first.members[1].relationship == "WIF"


def test_fewer_people_than_declared_are_noticed(tmp_path: Path) -> None:
    path = delimited(
        tmp_path / "a.csv",
        "HH no,Name,Sex,Age,Relation,Family size\n1,Ali Omar Hadi,M,40,head,3\n"
        "1,Huda Jasim Ali,F,35,wife,3\n",
    )
    (note,) = taken_in(path).notes
    assert "said to have 3 people, but 2 are listed" in note.sentence(Words())


def test_control_and_direction_marks_leave_the_names_and_tatweel_stays(tmp_path: Path) -> None:
    path = delimited(
        tmp_path / "a.csv",
        "HH,Name,Relation\n1,\u202eيوـسف\u200f قاسم\u0007 أمير\u202c,head\n1,Huda,wife\n",
    )
    assert taken_in(path).registrations[0].head.name == "يوـسف قاسم أمير"


@pytest.mark.parametrize("name", ["=1+1", "+cmd|calc", "@SUM(A1)", "x" * 201, "12345", "-"])
def test_what_is_no_name_rejects_only_its_row(tmp_path: Path, name: str) -> None:
    path = delimited(tmp_path / "a.csv", f"HH,Name,Relation\n1,{name},head\n1,Huda Jasim,wife\n")
    found = taken_in(path)
    assert [one.row for one in found.rejected] == [2]
    assert found.registrations[0].size == 1


def test_ages_that_nobody_reaches_are_unknown_and_noticed(tmp_path: Path) -> None:
    path = delimited(
        tmp_path / "a.csv", "HH,Name,Age,Relation\n1,Ali Omar,300,head\n1,Huda Jasim,-4,wife\n"
    )
    found = taken_in(path)
    assert [member.birth for member in found.registrations[0].members] == [None, None]
    assert len(found.notes) == 2


def test_a_sex_that_is_missing_follows_from_the_relationship(tmp_path: Path) -> None:
    path = delimited(
        tmp_path / "a.csv",
        "HH,Name,Sex,Relation\n1,Ali Omar,,head\n1,Huda Jasim,,wife\n1,Noor Ali,xyz,son\n",
    )
    members = taken_in(path).registrations[0].members
    assert [member.sex for member in members] == [Sex.UNKNOWN, Sex.FEMALE, Sex.MALE]


def test_month_first_days_are_told_by_the_column(tmp_path: Path) -> None:
    path = delimited(
        tmp_path / "a.csv",
        "HH,Name,Relation,Arrival date\n1,Ali Omar,head,6/10/2014\n"
        "2,Sami Omar,head,6/25/2014 8:30 PM\n",
    )
    arrived = [registration.arrived for registration in taken_in(path).registrations]
    assert arrived == [
        datetime.fromisoformat("2014-06-10"),
        datetime.fromisoformat("2014-06-25 20:30"),
    ]


def test_days_without_a_year_take_it_from_the_other_days(tmp_path: Path) -> None:
    path = delimited(
        tmp_path / "a.csv",
        "HH,Name,Relation,Arrival date\n1,Ali Omar,head,10/6\n2,Sami Omar,head,12/6/2014\n",
    )
    found = taken_in(path, today=date(2026, 1, 1))
    assert found.registrations[0].arrived == datetime.fromisoformat("2014-06-10")


def test_without_a_column_of_names_nothing_is_understood(tmp_path: Path) -> None:
    table, mapping = opened(delimited(tmp_path / "a.csv", "HH no,Sex,Age\n1,M,3\n"))
    with pytest.raises(NoNames):
        understand(table, mapping, today=TODAY)


def test_a_list_without_headings_is_understood_by_hand(tmp_path: Path) -> None:
    table, mapping = opened(delimited(tmp_path / "a.csv", "1;Ali Omar Hadi;40\n1;Huda Jasim;35\n"))
    assert mapping.heading_row == 0
    mapping = (
        mapping.with_column(0, Field.FAMILY)
        .with_column(1, Field.FULL_NAME)
        .with_column(2, Field.AGE)
    )
    found = understand(table, mapping.with_shape(Shape.PERSONS), today=TODAY, list_name="gate")
    assert [(r.size, r.list_name) for r in found.registrations] == [(2, "gate")]


def test_progress_is_told_in_small_steps_all_the_way_and_may_stop_it(tmp_path: Path) -> None:
    rows = "".join(f"{n // 5},Ali Omar {n},M,{n % 60}\n" for n in range(4_000))
    table, mapping = opened(delimited(tmp_path / "a.csv", f"HH no,Name,Sex,Age\n{rows}"))
    told: list[tuple[int, int]] = []

    class Stopped(Exception):
        pass

    def report(done: int, total: int) -> None:
        told.append((done, total))
        if len(told) == 40:
            raise Stopped

    understand(table, mapping, today=TODAY, report=lambda *step: told.append(step))
    steps = [done for done, _ in told]
    assert {total for _, total in told} == {4_000}
    assert steps == sorted(steps)
    assert (steps[0], steps[-1]) == (0, 4_000)
    assert max(b - a for a, b in itertools.pairwise(steps)) <= 4_000 / 20
    told.clear()
    with pytest.raises(Stopped):
        understand(table, mapping, today=TODAY, report=report)
