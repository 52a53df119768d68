from __future__ import annotations

from pathlib import Path

import pytest

from camp_desk.domain.registration import Origin, Sex
from camp_desk.spreadsheets.catalogues import (
    load_gazetteer,
    shipped_gazetteer,
    shipped_relationships,
)
from camp_desk.spreadsheets.errors import BadGazetteer, ListMissing
from tests.spreadsheets.lists import delimited


def test_the_shipped_governorates_and_districts_meet_in_both_languages() -> None:
    known = shipped_gazetteer()
    assert len([area for area in known.areas if not area.parent]) == 18
    for area in known.areas:
        for name in (area.name, *area.names):
            found = known.district(name, area.parent) if area.parent else known.governorate(name)
            assert found is not None, name
            assert found.name == area.name, name


@pytest.mark.parametrize(
    ("governorate", "district", "origin"),
    [
        ("نينوى", "تلعفر", Origin("Ninewa", "Telafar")),
        ("Nineveh", "Tal Afar", Origin("Ninewa", "Telafar")),
        ("نەینەوا", "شنگال", Origin("Ninewa", "Sinjar")),
        ("صلاح الدين", "بيجي", Origin("Salah al-Din", "Baiji")),
        ("Salahaddin", "Bayji", Origin("Salah al-Din", "Baiji")),
        ("نينوى", "تل كيف", Origin("Ninewa", "Tilkaif")),
        ("Al-Anbar", "Falluja", Origin("Anbar", "Falluja")),
    ],
)
def test_common_spellings_are_known(governorate: str, district: str, origin: Origin) -> None:
    assert shipped_gazetteer().origin(governorate, district, "") == origin


def test_more_places_are_taken_from_a_table(tmp_path: Path) -> None:
    path = delimited(
        tmp_path / "d.csv",
        "pcode_2014;adm1_name_en;name_en;name_ar;name_en_alt\n"
        "IQ-D002;Anbar;Falluja;الفلوجة;Al Falluja;\n;Anbar;;;\n",
    )
    known = shipped_gazetteer().with_areas(load_gazetteer(path).areas)
    assert known.origin("", "فلوجة", "") == Origin("Anbar", "Falluja")


def test_a_table_of_something_else_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadGazetteer):
        load_gazetteer(delimited(tmp_path / "d.csv", "a,b\n1,2\n"))
    with pytest.raises(ListMissing):
        load_gazetteer(tmp_path / "none.csv")


def test_the_shipped_relationships_are_found_by_all_their_words() -> None:
    known = shipped_relationships()
    assert len({one.code for one in known.all}) == len(known.all)
    for one in known.all:
        for word in one.words:
            found = known.find(word, one.sex)
            assert found is not None, word


@pytest.mark.parametrize(
    ("word", "sex", "code"),
    [
        ("ابنة", Sex.FEMALE, "DAU"),
        ("ابنه", Sex.FEMALE, "DAU"),
        ("ابن", Sex.UNKNOWN, "SON"),
        ("زوجه", Sex.FEMALE, "WIF"),
        ("بنت", Sex.UNKNOWN, "DAU"),
        ("child", Sex.MALE, "SON"),
        ("ام", Sex.UNKNOWN, "MOT"),
        ("کچ", Sex.FEMALE, "DAU"),
        ("mother in law", Sex.FEMALE, "MIL"),
        ("Daughter-in-law", Sex.FEMALE, "DIL"),
        ("زوجة ثانية", Sex.FEMALE, "COW"),
        ("ابن الأخ", Sex.MALE, "NEP"),
        ("حفيدة", Sex.FEMALE, "GDA"),
        ("جدة", Sex.FEMALE, "GMA"),
        ("خالة", Sex.FEMALE, "AUN"),
    ],
)
def test_relationship_words_are_known(word: str, sex: Sex, code: str) -> None:
    found = shipped_relationships().find(word, sex)
    assert found is not None
    assert found.code == code
