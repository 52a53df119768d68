from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camp_desk.domain.registration import BANDS, Sex
from camp_desk.domain.words import Words
from camp_desk.spreadsheets.brackets import group_of
from camp_desk.spreadsheets.fields import (
    CHOICES,
    EVERY_AGE,
    Field,
    Group,
    as_text,
    from_text,
    title,
)
from camp_desk.spreadsheets.headings import recognised

F, M, U = Sex.FEMALE, Sex.MALE, Sex.UNKNOWN


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("HH no", Field.FAMILY),
        ("HHID", Field.FAMILY),
        ("Family number", Field.FAMILY),
        ("Case ID", Field.FAMILY),
        ("رقم العائلة", Field.FAMILY),
        ("رقـم العائله :", Field.FAMILY),
        ("تسلسل الأسرة", Field.FAMILY),
        ("رقم العائلة / HH no.", Field.FAMILY),
        ("ژمارەی خێزان", Field.FAMILY),
        ("hh/hh_number", Field.FAMILY),
        ("ت", Field.PERSON_NUMBER),
        ("#", Field.PERSON_NUMBER),
        ("S/N", Field.PERSON_NUMBER),
        ("الاسم الرباعي", Field.FULL_NAME),
        ("الأسم الثلاثي واللقب", Field.FULL_NAME),
        ("Full Name (3 parts)", Field.FULL_NAME),
        ("ناوی سیانی", Field.FULL_NAME),
        ("First Name", Field.OWN_NAME),
        ("الاسم الأول", Field.OWN_NAME),
        ("Father's name", Field.FATHER),
        ("Father's Name / اسم الأب", Field.FATHER),
        ("YoB", Field.BIRTH_YEAR),
        ("REL_TO_HHH", Field.RELATIONSHIP),
        ("AGE_MTHS_IF_UNDER_1", Field.AGE_MONTHS),
        ("PH_NO", Field.PHONE),
        ("today", Field.ARRIVED),
        ("ژمارەی فۆرم", Field.FAMILY),
        ("عمره", Field.AGE),
        ("الوحدة", Field.AGE_UNIT),
        ("When did you arrive?", Field.ARRIVED),
        ("Which district are you from?", Field.DISTRICT),
        ("Father's Name اسم الأب", Field.FATHER),
        ("اسم الجد Grandfather", Field.GRANDFATHER),
        ("First Name / الاسم", Field.OWN_NAME),
        ("Name (own, father, grandfather)", Field.FULL_NAME),
        ("المحافظة - القضاء", Field.ORIGIN),
        ("Governorate / District", Field.ORIGIN),
        ("hh/governorate/district", Field.DISTRICT),
        ("اسم الأب", Field.FATHER),
        ("GrandFather Name", Field.GRANDFATHER),
        ("الجد", Field.GRANDFATHER),
        ("اللقب", Field.LAQAB),
        ("العشيرة", Field.LAQAB),
        ("Tribe", Field.LAQAB),
        ("Head of household", Field.HEAD_NAME),
        ("HeadName", Field.HEAD_NAME),
        ("Name of HoH", Field.HEAD_NAME),
        ("اسم ولي الأمر", Field.HEAD_NAME),
        ("Relation w/ head", Field.RELATIONSHIP),
        ("پەیوەندی بە خاوەن خێزان", Field.RELATIONSHIP),
        ("Age of HoH", Field.AGE),
        ("سن", Field.AGE),
        ("2nd name", Field.FATHER),
        ("ناو و نازناو", Field.FULL_NAME),
        ("رقم الكارت التمويني", Field.RATION_CARD),
        ("وقت وتاريخ الوصول", Field.ARRIVED),
        ("Name of the head of the family", Field.HEAD_NAME),
        ("اسم رب الأسرة الرباعي", Field.HEAD_NAME),
        ("الاسم الثلاثي لرب العائلة", Field.HEAD_NAME),
        ("Sex (M/F)", Field.SEX),
        ("Gender", Field.SEX),
        ("الجنس (ذكر/أنثى)", Field.SEX),
        ("M/F", Field.SEX),
        ("ڕەگەز", Field.SEX),
        ("Age (years)", Field.AGE),
        ("العمر", Field.AGE),
        ("تەمەن", Field.AGE),
        ("DOB", Field.BIRTH_DATE),
        ("المواليد", Field.BIRTH_DATE),
        ("Year of birth", Field.BIRTH_YEAR),
        ("سنة الولادة", Field.BIRTH_YEAR),
        ("Relation to head", Field.RELATIONSHIP),
        ("صله القرابه", Field.RELATIONSHIP),
        ("Relationship to HoH", Field.RELATIONSHIP),
        ("Phone No.", Field.PHONE),
        ("رقم الموبايل", Field.PHONE),
        ("Telefone", Field.PHONE),
        ("رقم هاتف رب الأسرة", Field.PHONE),
        ("رقم البطاقة التموينية", Field.RATION_CARD),
        ("PDS card no", Field.RATION_CARD),
        ("Governorate of origin", Field.GOVERNORATE),
        ("المحافظه", Field.GOVERNORATE),
        ("Governerate", Field.GOVERNORATE),
        ("District", Field.DISTRICT),
        ("القضاء", Field.DISTRICT),
        ("Sub-district", Field.SUBDISTRICT),
        ("الناحية", Field.SUBDISTRICT),
        ("المنطقة / الحي", Field.PLACE),
        ("Village/quarter", Field.PLACE),
        ("Place of origin", Field.ORIGIN),
        ("تاريخ الوصول", Field.ARRIVED),
        ("Date & time of arrival", Field.ARRIVED),
        ("Arrived", Field.ARRIVED),
        ("وقت الوصول", Field.ARRIVED_TIME),
        ("Arrival time", Field.ARRIVED_TIME),
        ("السيطرة", Field.CHECKPOINT),
        ("عدد أفراد العائلة", Field.TOTAL),
        ("HH Size", Field.TOTAL),
        ("Total", Field.TOTAL),
        ("المجموع الكلي", Field.TOTAL),
        ("Tent #", Field.SHELTER),
        ("رقم الخيمة", Field.SHELTER),
        ("Block", Field.BLOCK),
        ("القطاع", Field.SECTOR),
        ("ملاحظات", Field.REMARKS),
        ("Comments", Field.REMARKS),
    ],
)
def test_headings_are_recognised_however_they_are_worded(heading: str, field: Field) -> None:
    assert recognised(heading)[0][0] is field


@pytest.mark.parametrize(
    "heading",
    [
        "",
        "Mother's name",
        "اسم الأم",
        "Religion",
        "Pregnant women",
        "Signature",
        "ID card",
        "=A1",
        "x" * 300,
    ],
)
def test_columns_that_are_not_asked_for_are_not_recognised(heading: str) -> None:
    assert recognised(heading) == ()


@pytest.mark.parametrize(
    ("heading", "group"),
    [
        ("F 0-4", Group(F, 0, 4)),
        ("Female 5-11", Group(F, 5, 11)),
        ("Boys 12-17", Group(M, 12, 17)),
        ("إناث ٠-٤", Group(F, 0, 4)),
        ("ذكور 18-59", Group(M, 18, 59)),
        ("M 60+", Group(M, 60)),
        ("F_5_11", Group(F, 5, 11)),
        ("ذكور من 18 إلى 59 سنة", Group(M, 18, 59)),
        ("إناث (60 فأكثر)", Group(F, 60)),
        ("ذكور 60 سنة فما فوق", Group(M, 60)),
        ("Girls under 5", Group(F, 0, 4)),
        ("Boys <5", Group(M, 0, 4)),
        ("Women 18 and over", Group(F, 18)),
        ("Male >60", Group(M, 60)),
        ("Males", Group(M)),
        ("عدد الإناث", Group(F)),
        ("Men", Group(M, 18, 59)),
        ("بنات", Group(F, 0, 17)),
        ("رجال", Group(M, 18, 59)),
        ("Elderly women", Group(F, 18, 59)),
        ("Children under 18", Group(U, 0, 17)),
        ("أطفال أقل من 5 سنوات", Group(U, 0, 4)),
        ("Infants 0-23 months", Group(U, 0, 1)),
        ("Male – 18–59 years", Group(M, 18, 59)),
        ("No. of females 0 to 4", Group(F, 0, 4)),
        ("نێر ٠-٤", Group(M, 0, 4)),
        ("U5 F", Group(F, 0, 4)),
        ("إناث دون الخامسة", Group(F, 0, 4)),
        ("Boys under five", Group(M, 0, 4)),
        ("ذكور فوق الستين", Group(M, 60)),
    ],
)
def test_counting_columns_are_recognised_by_sex_and_age(heading: str, group: Group) -> None:
    if heading == "Elderly women":
        group = Group(F, 60)
    assert group_of(heading) == group


@pytest.mark.parametrize(
    "heading", ["", "Age", "Male or female", "Name 2", "Pregnant 18-59", "2014", "Family size 5"]
)
def test_other_columns_count_nobody(heading: str) -> None:
    assert group_of(heading) is None


@given(
    st.sampled_from(["F", "Female", "إناث", "Girls", "أنثى"]),
    st.sampled_from(BANDS),
    st.sampled_from("-–"),
)
def test_the_five_brackets_fit_themselves(people: str, band: tuple[int, int], dash: str) -> None:
    first, last = band
    group = group_of(f"{people} {first}+" if first == 60 else f"{people} {first}{dash}{last}")
    assert group is not None
    assert (group.band, group.fits, group.sex) == (BANDS.index(band), True, F)


@pytest.mark.parametrize(
    ("first", "last", "band"),
    [(0, 5, 0), (6, 17, 1), (13, 17, 2), (15, 64, 3), (65, 200, 4), (18, 200, 3), (0, 1, 0)],
)
def test_other_brackets_go_where_most_of_their_years_are(first: int, last: int, band: int) -> None:
    assert Group(F, first, last).band == band


@given(st.text(max_size=60))
def test_no_heading_breaks_recognition(heading: str) -> None:
    for target, confidence in recognised(heading):
        assert 0 < confidence <= 1
        assert from_text(as_text(target)) == target


def test_every_choice_has_a_title_and_is_remembered() -> None:
    titles = {title(choice, Words()) for choice in CHOICES}
    assert len(titles) == len(CHOICES)
    assert all(from_text(as_text(choice)) == choice for choice in CHOICES)


@pytest.mark.parametrize(
    "text", ["", "nothing", "count", "count X 1 2", "count F one 2", "count F 1 2 3"]
)
def test_a_target_of_another_version_is_none(text: str) -> None:
    assert from_text(text) is None


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("HoH", Field.HEAD_NAME),
        ("SexHoH", Field.SEX),
        ("H.o.H name", Field.HEAD_NAME),
        ("H/H No", Field.FAMILY),
        ("Fam.No", Field.FAMILY),
        ("No. of ind.", Field.TOTAL),
        ("No of family membrs", Field.TOTAL),
        ("Arr. date", Field.ARRIVED),
        ("تلفون رب الاسرة", Field.PHONE),
        ("رقم الهوية التموينيه", Field.RATION_CARD),
        ("رقم بطاقة العائلة التموينية", Field.RATION_CARD),
        ("رقم البطاقة", Field.RATION_CARD),
    ],
)
def test_abbreviated_and_telling_headings_are_recognised(heading: str, field: Field) -> None:
    assert recognised(heading)[0][0] is field


def test_an_ampersand_in_an_age_bracket_is_read() -> None:
    assert recognised("60 & above")[0][0] == Group(Sex.UNKNOWN, 60, EVERY_AGE)


@pytest.mark.parametrize(
    "heading",
    ["Name (own, father, grandfather)", "الاسم (الاسم الأول، اسم الأب، اسم الجد)", "Name/Father"],
)
def test_a_heading_that_lists_the_parts_of_a_name_heads_whole_names(heading: str) -> None:
    assert [target for target, _ in recognised(heading)] == [Field.FULL_NAME]


@pytest.mark.parametrize(
    ("heading", "field"), [("العائلة رقم", Field.FAMILY), ("number of household", Field.FAMILY)]
)
def test_the_order_of_the_words_is_no_matter(heading: str, field: Field) -> None:
    assert recognised(heading)[0][0] is field
