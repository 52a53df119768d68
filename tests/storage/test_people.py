"""Searching everyone: by name in any script, card number or phone."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from camp_desk.actions import arrivals
from camp_desk.domain.registration import Counts, Member, Place, Registration, Sex
from camp_desk.storage import derived, households, people
from camp_desk.storage.camp import Camp
from camp_desk.storage.people import Show
from tests.small_camp import Desk, Template, counted, family

YASIN = Member("ياسين", "عبد الله", "صالح", "الجبوري", Sex.MALE)
HODA = Member("Hoda", "Karim", "Jasim", "Al-Obaidi", Sex.FEMALE)


@pytest.fixture
def full(camp: Camp) -> Camp:
    """A camp with a Yasin, a Hoda, and a family that was only counted."""
    arrivals.register(
        camp, Registration((YASIN,), phone="0770 123 4567", place=Place("A", "1", "2"))
    )
    arrivals.register(
        camp, Registration((HODA,), phone="+964 (750) 765-4321", arrived=datetime(2014, 6, 9, 12))
    )
    arrivals.register(camp, counted(8))
    return camp


def names(camp: Camp, typed: str, show: Show = Show.ALL) -> list[str]:
    rows = people.found(camp.db, typed, show, camp.today())
    shown = people.shown(camp.db, rows)
    return [shown[row].name for row in rows]


@pytest.mark.parametrize(
    "typed",
    [
        "ياسين", "ياس", "ياسين صالح", "صالح ياسين", "عبدالله", "عبد الله", "جبوري", "الجبوري",
        "yasin", "YASIN", "Yaseen", "yasin jab", "جبورى",
        "001 000 001-2", "0010000012", "001000001", "001 000 0", "٠٠١ ٠٠٠ ٠٠١",
        "0770 123 4567", "07701234567", "0770-123", "٠٧٧٠١٢٣٤٥٦٧", "7701234567",
        "+964 770 123 4567"[5:],
    ],
)  # fmt: skip
def test_yasin_is_found_however_he_is_typed(full: Camp, typed: str) -> None:
    assert YASIN.name in names(full, typed)


@pytest.mark.parametrize(
    "typed", ["hoda", "هدى", "Huda", "obaidi", "العبيدي", "07507654321", "+964 750"]
)
def test_a_name_in_latin_letters_is_found_from_arabic_and_a_number_from_abroad_at_home(
    full: Camp, typed: str
) -> None:
    assert HODA.name in names(full, typed)


@pytest.mark.parametrize(
    "typed", ["xyz", "yasin hoda", "9999", "...", '"', "* OR *", "NEAR(", "\0"]
)
def test_what_nobody_is_called_finds_nobody(full: Camp, typed: str) -> None:
    assert names(full, typed) == []


def test_nothing_typed_finds_everybody_the_newest_first(full: Camp) -> None:
    assert names(full, " ") == [counted(8).head.name, HODA.name, YASIN.name]
    assert names(full, "", Show.COUNT_ONLY) == [counted(8).head.name]


def test_today_shows_who_arrived_today(full: Camp) -> None:
    assert HODA.name not in names(full, "", Show.TODAY)
    assert names(full, "yas", Show.TODAY) == [YASIN.name]
    assert names(full, "hoda", Show.TODAY) == []


def test_a_limit_is_kept(full: Camp) -> None:
    assert len(people.found(full.db, "", Show.ALL, full.today(), limit=2)) == 2


def test_a_row_shows_who_where_and_how_many(full: Camp) -> None:
    (row,) = people.found(full.db, "yasin", Show.ALL, full.today())
    shown = people.shown(full.db, [row])[row]

    assert (shown.card, shown.name, shown.sex, shown.size) == (1000001, YASIN.name, "M", 1)
    assert (shown.place, shown.count_only, shown.status) == ("A / 1 / 2", False, "ACTIVE")
    (row,) = people.found(full.db, "", Show.COUNT_ONLY, full.today())
    assert people.shown(full.db, [row])[row].size == 4


def test_a_corrected_name_is_found_and_the_wrong_one_no_longer(full: Camp) -> None:
    id_ = households.by_number(full.db, 1000001)
    assert id_
    arrivals.rewrite(full, id_, Registration((replace(YASIN, own="رعد"),), phone="0771 999 8888"))

    assert names(full, "yasin") == names(full, "0770 123 4567") == []
    assert names(full, "رعد") == names(full, "0771 999") == ["رعد عبد الله صالح الجبوري"]


TYPED = st.text(max_size=12) | st.text("ابتياسين عبدل 0770-+\"*()'", max_size=12)


@settings(max_examples=60, deadline=None)
@given(typed=TYPED)
def test_whatever_is_typed_is_a_search(template: Template, typed: str) -> None:
    with template.desks(1) as (desk,):
        found = people.found(desk.camp.db, typed, Show.ALL, desk.camp.today())

        assert list(found) == []


@settings(max_examples=25, deadline=None)
@given(n=st.integers(0, 11 * 144), size=st.integers(1, 5))
def test_everyone_registered_is_found_by_each_of_their_names_and_by_their_card(
    template: Template, n: int, size: int
) -> None:
    with template.desks(1) as (desk,):
        _check_found(desk, family(n, size, phone="07701112233"))


def _check_found(desk: Desk, registration: Registration) -> None:
    arrivals.register(desk.camp, family(3, 2))
    arrivals.register(desk.camp, registration)
    for member in registration.members:
        assert member.name in names(desk.camp, member.name)
        assert member.name in names(desk.camp, member.own)
    everyone = {member.name for member in registration.members}
    assert set(names(desk.camp, "001 000 002")) == everyone
    assert set(names(desk.camp, "0770 111")) == everyone


def test_counting_by_bracket_counts_whoever_has_no_age_as_unknown(camp: Camp) -> None:
    arrivals.register(camp, family(1, 4))
    arrivals.register(camp, Registration((Member("نور"), Member("علي", sex=Sex.MALE))))
    arrivals.register(camp, Registration((YASIN,), Counts((1, 2, 0, 1, 0), (0, 1, 0, 1, 3), 4)))

    counts = households.population(camp.db, camp.today())

    assert counts == Counts((2, 2, 0, 2, 0), (1, 1, 0, 2, 3), 6)
    assert households.totals(camp.db) == (3, counts.total) == (3, 4 + 2 + 13)


def test_a_camp_made_by_other_rules_is_searched_and_compared_by_todays(full: Camp) -> None:
    arrivals.register(full, Registration((YASIN,), phone="0770 123 4567"))
    arrivals.look_for_twins(full)
    found = full.db.conn.execute("SELECT one, other FROM possible_duplicate").fetchall()
    assert len(found) == 1
    full.db.conn.executescript("""
        UPDATE here SET value = x'00' WHERE name = 'derived';
        INSERT INTO person_search(person_search) VALUES ('delete-all');
        DELETE FROM name_key; DELETE FROM family; DELETE FROM name_count;
        DELETE FROM possible_duplicate;
    """)
    assert names(full, "yasin") == []

    derived.bring_up_to_date(full.db)

    assert names(full, "yasin") == [YASIN.name] * 2
    arrivals.look_for_twins(full)
    assert full.db.conn.execute("SELECT one, other FROM possible_duplicate").fetchall() == found
