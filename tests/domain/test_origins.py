from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camp_desk.domain.origins import Area, Gazetteer
from camp_desk.domain.registration import Origin

KNOWN = Gazetteer(
    (
        Area("G15", "Ninewa", ("نينوى", "Nineveh")),
        Area("G18", "Salah al-Din", ("صلاح الدين", "Saladin")),
        Area("G08", "Dahuk", ("دهوك", "دهۆک")),
        Area("D87", "Mosul", ("الموصل", "Mousel"), "Ninewa"),
        Area("D83", "Akre", ("عقرة",), "Ninewa"),
        Area("D1", "Sharqat", ("الشرقاط",), "Salah al-Din"),
        Area("D2", "Sharqat", ("الشرقاط",), "Ninewa"),
    )
)


def test_a_misspelt_district_is_guessed_at_in_its_governorate_alone() -> None:
    assert KNOWN.district("Sharqatt", "Dahuk") is None
    assert KNOWN.district("Sharqatt", "Salah al-Din") == KNOWN.district("Sharqat", "Salah al-Din")
    assert KNOWN.district("Akre", "Dahuk") == KNOWN.district("Akre")


@pytest.mark.parametrize(
    "told",
    [
        "محافظة نينوى قضاء الموصل حي الزهور",
        "نينوى الموصل / حي الزهور",
        "قضاء الموصل حي الزهور",
        "Mosul Ninewa, حي الزهور",
    ],
)
def test_areas_told_in_one_cell_are_found_with_nothing_between_them(told: str) -> None:
    assert KNOWN.split(told) == Origin("Ninewa", "Mosul", "حي الزهور")


def test_a_district_is_known_by_its_consonants_in_another_script() -> None:
    assert KNOWN.origin("Salah al-Din", "شەرقات", "") == Origin("Salah al-Din", "Sharqat")
    assert KNOWN.origin("Ninewa", "شار", "") == Origin("Ninewa", "شار")


def test_the_word_for_a_city_alone_is_no_district_of_another_governorate() -> None:
    known = KNOWN.with_areas([Area("D12", "Midaina", ("المدينة",), "Basrah")])
    assert known.origin("نينوى", "المدينة", "") == Origin("Ninewa", "المدينة")
    assert known.district("المدينة", "Basrah") == Area("D12", "Midaina", ("المدينة",), "Basrah")


@pytest.mark.parametrize(
    ("governorate", "district"),
    [
        ("نينوى", "الموصل"),
        ("نينوي", "موصل"),
        ("Ninewa", "Mosul"),
        ("NINEVEH", "mosul"),
        ("Nineveh Governorate", "Al-Mosul"),
        ("محافظة نينوى", "قضاء الموصل"),
        ("Ninewah", "Mossul"),
        ("", "الموصل"),
        ("الموصل", ""),
        ("نيـنوى", "المَوصل"),
    ],
)
def test_one_place_has_one_name_however_it_is_typed(governorate: str, district: str) -> None:
    assert KNOWN.origin(governorate, district, "") == Origin("Ninewa", "Mosul")


def test_unknown_places_stay_as_typed() -> None:
    assert KNOWN.origin("Far Away", "قرية", "حي") == Origin("Far Away", "قرية", "حي")
    assert KNOWN.origin("", "", "") == Origin()


def test_a_district_of_two_governorates_is_the_one_that_is_named() -> None:
    assert KNOWN.district("الشرقاط", "Ninewa") == Area("D2", "Sharqat", ("الشرقاط",), "Ninewa")
    assert KNOWN.district("الشرقاط") == Area("D1", "Sharqat", ("الشرقاط",), "Salah al-Din")


def test_a_governorate_that_was_named_is_not_replaced() -> None:
    assert KNOWN.origin("Duhok", "عقرة", "") == Origin("Duhok", "Akre")
    assert KNOWN.origin("دهوك", "عقرة", "") == Origin("Dahuk", "Akre")


def test_an_origin_in_one_cell_is_parted() -> None:
    assert KNOWN.split("نينوى / الموصل / حي الزهور") == Origin("Ninewa", "Mosul", "حي الزهور")
    assert KNOWN.split("Mosul, Ninewa") == Origin("Ninewa", "Mosul")
    assert KNOWN.split("Mosul") == Origin("Ninewa", "Mosul")
    assert KNOWN.split("nowhere") == Origin(place="nowhere")


def test_areas_can_be_added() -> None:
    more = KNOWN.with_areas([Area("D9", "Kalar", ("كلار",), "Sulaymaniyah")])
    assert more.origin("", "كلار", "") == Origin("Sulaymaniyah", "Kalar")
    assert KNOWN.origin("", "كلار", "") == Origin(district="كلار")


@given(st.text(max_size=20), st.text(max_size=20), st.text(max_size=20))
def test_reading_an_origin_again_changes_nothing(
    governorate: str, district: str, place: str
) -> None:
    once = KNOWN.origin(governorate, district, place)
    assert KNOWN.origin(once.governorate, once.district, once.place) == once
    assert once.place == place
