"""What is ready when a family that was only counted is named: nobody too many, nobody too few."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from camp_desk.domain.anonymous import called, without_names
from camp_desk.domain.grades import prepared
from camp_desk.domain.registration import Birth, Counts, Member, Registration, Sex, count
from camp_desk.domain.words import Words

TODAY = date(2014, 6, 10)
FIVE = st.tuples(*[st.integers(0, 3)] * 5)
COUNTS = st.builds(Counts, FIVE, FIVE, st.integers(0, 2)).filter(lambda each: each.total > 0)
SEXES = st.sampled_from((Sex.FEMALE, Sex.MALE, Sex.UNKNOWN))
PEOPLE = st.builds(
    lambda sex, age: Member(
        "X", sex=sex, birth=None if age is None else Birth.from_age(age, TODAY)
    ),
    SEXES,
    st.none() | st.integers(0, 90),
)


@given(COUNTS, PEOPLE, st.lists(PEOPLE, max_size=6))
def test_as_many_are_ready_as_were_counted_and_are_not_named(
    counts: Counts, head: Member, known: list[Member]
) -> None:
    ready = prepared(counts, head, known, TODAY)

    assert len(ready) == max(0, counts.total - 1 - len(known))
    assert not any(each.name for each in ready)


@given(COUNTS)
def test_who_is_ready_has_the_sex_and_the_bracket_that_were_counted(counts: Counts) -> None:
    everybody = prepared(counts, Member("X"), (), TODAY)
    again = count(tuple(everybody), TODAY)

    missing = [
        *(a - b for a, b in zip(counts.female, again.female, strict=True)),
        *(a - b for a, b in zip(counts.male, again.male, strict=True)),
        counts.unknown - again.unknown,
    ]
    assert sorted(missing) == [0] * 10 + [1], "only the head is missing"


@given(COUNTS)
def test_whoever_is_named_takes_the_place_of_one_of_the_same_sex_and_bracket(
    counts: Counts,
) -> None:
    everybody = prepared(counts, Member("X"), (), TODAY)
    for at, each in enumerate(everybody):
        rest = prepared(counts, Member("X"), (each,), TODAY)
        assert rest == everybody[:at] + everybody[at + 1 :] or each in everybody[:at]


def test_a_family_that_refuses_keeps_its_numbers_and_nothing_that_names_it() -> None:
    family = Registration(
        (
            Member("Karim", "Hasan", sex=Sex.MALE, birth=Birth(1976), mother="Huda"),
            Member("Sara", sex=Sex.FEMALE, birth=Birth(2010)),
        ),
        phone="0770",
        ration_card="123456",
        remarks="the lame one",
    )
    kept = without_names(family, TODAY)

    assert kept.size == 2
    assert kept.counts == Counts((1, 0, 0, 0, 0), (0, 0, 0, 1, 0))
    assert (kept.head.name, kept.phone, kept.ration_card, kept.remarks) == ("", "", "", "")
    assert called(kept.head.name, kept.size, Words()) == "Anonymous, 2 people"
