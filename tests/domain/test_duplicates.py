"""A family that registers twice is found; its brother's and its namesake's are left alone."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from camp_desk.domain import duplicates
from camp_desk.domain.duplicates import Match, Reason, candidates, find_pairs, percent, score
from camp_desk.domain.evidence import laqab_evidence
from camp_desk.domain.families import Family, blocking_keys, family_of
from camp_desk.domain.likeness import Frequencies, Likeness, counted_words, likeness
from camp_desk.domain.names import fold, tokens
from camp_desk.domain.registration import (
    Birth,
    Counts,
    Member,
    Origin,
    Precision,
    Registration,
    Sex,
    count,
)
from camp_desk.domain.words import Words

DAY = date(2014, 6, 12)
MORNING = datetime(2014, 6, 11, 9, 30)
BUSY = Frequencies({"#households": 2000, "#names": 16000, "#@": 2000, "@msl": 1100, "#~": 1300})


def person(name: str, sex: str, age: int | None, laqab: str = "") -> Member:
    own, father, grandfather = (*name.split(), "", "")[:3]
    birth = None if age is None else Birth.from_age(age, DAY)
    return Member(own, father, grandfather, laqab, Sex(sex), birth)


FAMILY = Registration(
    (
        person("غانم ذنون خلف", "M", 41, "الحديدي"),
        person("سوسن فتحي شاكر", "F", 36),
        person("رغد غانم ذنون", "F", 13),
        person("ليث غانم ذنون", "M", 9),
        person("تبارك غانم ذنون", "F", 2),
    ),
    origin=Origin("Ninewa", "Mosul"),
    arrived=MORNING,
    phone="07701234567",
)
COUNTS = Counts((1, 0, 1, 1, 0), (0, 1, 0, 1, 0))


def counted(head: Member, counts: Counts = COUNTS, phone: str = "") -> Registration:
    return replace(FAMILY, members=(head,), counts=counts, phone=phone)


def match(one: Registration, other: Registration, common: Frequencies = BUSY) -> Match:
    return score(family_of(one, DAY), family_of(other, DAY), common)


FEWER = Counts((1, 0, 1, 1, 0), (0, 0, 0, 1, 0))
SHIFTED = Counts((1, 1, 0, 1, 0), (0, 1, 0, 1, 0))
BY_MOTHER = (person("سوسن فتحي شاكر", "F", 36), *FAMILY.members[2:])

AGAIN = [
    ("respelt", counted(person("غـانم دنون خلف", "M", 42, "الحديدى"))),
    ("in Latin letters", counted(person("Ghanim Thanoon Khalaf", "M", 41))),
    ("in Sorani", counted(person("غانم زەننون خەلەف", "M", 41))),
    ("without grandfather and tribe", counted(person("غانم ذنون", "M", 41))),
    ("the wife as head", counted(person("سوسن فتحى شاكر", "F", 35))),
    ("a child left out", counted(person("غانم ذنون خلف", "M", 41), FEWER)),
    ("a child across the edge of a band", counted(person("غانم ذنون خلف", "M", 41), SHIFTED)),
    ("children registered by their mother", replace(FAMILY, members=BY_MOTHER, phone="")),
]  # fmt: skip


@pytest.mark.parametrize(("how", "again"), AGAIN)
def test_a_family_written_down_again_is_found(how: str, again: Registration) -> None:
    assert blocking_keys(family_of(FAMILY, DAY)) & blocking_keys(family_of(again, DAY)), how
    assert match(FAMILY, again).is_shown, how


def test_two_counts_of_one_family_are_found_by_the_head() -> None:
    one = counted(person("غانم ذنون خلف", "M", 41))
    assert match(one, counted(person("Ghanim Thanun Khalaf", "M", 42))).is_shown


def test_a_brothers_family_is_not_accused() -> None:
    brother = replace(
        FAMILY,
        members=(
            person("فارس ذنون خلف", "M", 38, "الحديدي"),
            person("نسرين عادل صالح", "F", 30),
            person("زيد فارس ذنون", "M", 8),
        ),
    )
    assert not match(FAMILY, brother).is_shown


def test_a_common_name_alone_is_not_enough() -> None:
    ali = counted(person("علي محمد حسين", "M", 30), Counts((1, 1, 0, 1, 0), (0, 0, 0, 1, 0)))
    other = counted(person("علي محمد حسين", "M", 52), Counts((0, 0, 1, 2, 0), (0, 1, 2, 1, 0)))
    assert not match(ali, other).is_shown


def test_the_rarer_the_name_the_more_it_says() -> None:
    rare = match(counted(person("غانم ذنون", "M", 41)), counted(person("غانم ذنون", "M", 44)))
    usual = match(counted(person("علي محمد", "M", 41)), counted(person("علي محمد", "M", 44)))
    assert rare.score > usual.score


def test_hassan_and_hussein_are_two_names_in_every_script() -> None:
    assert likeness("حسن", "حسين") < Likeness.SOUND
    assert likeness("حسن", "hussein") < Likeness.SOUND
    assert likeness("حسين", "hassan") < Likeness.SOUND
    assert likeness("حسين", "hosein") is Likeness.SOUND
    assert likeness(fold("حوسێن"), "حسين") is Likeness.VARIANT


def test_the_same_ration_card_or_phone_finds_what_names_do_not() -> None:
    one, other = counted(person("غانم ذنون", "M", 41)), counted(person("غانم خلف", "M", 40))
    hashed = b"\x01" * 16
    bare = match(one, other).score
    card = score(family_of(one, DAY, hashed), family_of(other, DAY, hashed), BUSY)
    phone = match(replace(one, phone="0770 123 4567"), replace(other, phone="٠٧٧٠١٢٣٤٥٦٧"))
    assert bare < card.score
    assert bare < phone.score


def test_reasons_name_the_strongest_first_and_carry_their_values() -> None:
    again = replace(FAMILY, members=FAMILY.members[:4])
    found = match(FAMILY, again)
    assert [reason.message for reason in found.reasons] == [
        duplicates.SAME_PHONE,
        duplicates.SAME_NAMES,
        duplicates.MEMBERS,
        duplicates.SAME_AGE,
        duplicates.LIKE_SIZE,
        duplicates.SAME_DISTRICT,
    ]
    for reason in found.reasons:
        assert reason.message.format(**reason.values)


@pytest.mark.parametrize(
    ("key", "number", "sentence"),
    [
        (duplicates.OTHER_AGE, {"years": 1}, "The ages differ by 1 year."),
        (duplicates.OTHER_AGE, {"years": 3}, "The ages differ by 3 years."),
        (duplicates.MEMBERS, {"n": 1}, "1 other member has the same name and age."),
        (duplicates.SAME_SIZE, {"n": 4}, "The same size, 4 people, of the same ages."),
        (duplicates.OTHER_SIZE, {"a": 1, "b": 4}, "The numbers differ: 1 and 4 people."),
    ],
)
def test_a_reason_agrees_with_its_number(key: str, number: dict[str, int], sentence: str) -> None:
    assert Reason(key, number).said(Words()) == sentence


@given(st.floats(0, 1))
def test_a_likeness_is_never_said_to_be_certain(likeness: float) -> None:
    assert percent(likeness) == min(99, round(100 * likeness))
    assert percent(1) == 99


def test_equal_default_birthdays_say_little() -> None:
    def born(month: int, day: int) -> Registration:
        head = replace(person("غانم ذنون", "M", None), birth=exact(month, day))
        return counted(head)

    assert match(born(7, 1), born(7, 1)).score < match(born(5, 23), born(5, 23)).score


def exact(month: int, day: int) -> Birth:
    return Birth(1973, month, day, Precision.EXACT)


def test_the_pairs_of_a_list_are_found_and_named_in_order() -> None:
    other = counted(person("ياسين طارق عثمان", "M", 60), Counts((0, 0, 0, 1, 0), (0, 0, 0, 0, 1)))
    families = [family_of(f, DAY) for f in (other, FAMILY, AGAIN[0][1])]
    assert [pair[:2] for pair in find_pairs(families)] == [(1, 2)]


def test_families_in_many_and_small_blocks_are_compared_first() -> None:
    assert candidates([[1, 2, 3], [2], [4] * 1], most=2) == [2, 4]


WORDS = st.sampled_from(
    [*["علي", "محمد", "حسين", "Hassan", "عەلی", "سارة", "نور", "الدين", "عبد", "الله"], ""]
) | st.text(max_size=9)
MEMBERS = st.builds(
    Member, WORDS, WORDS, WORDS, WORDS, st.sampled_from(Sex),
    st.none() | st.builds(Birth.from_age, st.integers(0, 110), st.just(DAY)),
)  # fmt: skip
FAMILIES = st.builds(
    Registration,
    st.lists(MEMBERS, min_size=1, max_size=9).map(tuple),
    st.none() | st.just(COUNTS) | st.just(Counts(unknown=5)),
    st.builds(Origin, st.sampled_from(["", "Ninewa"]), st.sampled_from(["", "Mosul", "الموصل"])),
    phone=st.sampled_from(["", "0770"]) | st.text(max_size=12),
    arrived=st.none() | st.just(MORNING),
)


@given(FAMILIES, FAMILIES)
@settings(max_examples=150)
def test_the_order_of_two_families_does_not_matter(a: Registration, b: Registration) -> None:
    one, other = family_of(a, DAY), family_of(b, DAY)
    common = Frequencies.of([one, other])
    assert score(one, other, common).score == pytest.approx(score(other, one, common).score)


@given(FAMILIES, FAMILIES, st.sampled_from([0, 1]), st.sampled_from([0.01, 0.05, 0.3]))
@settings(max_examples=200)
def test_a_score_is_left_out_exactly_when_it_stays_below_what_matters(
    a: Registration, b: Registration, related: int, least: float
) -> None:
    if related:
        b = replace(a, members=(*a.members, b.members[0]), phone=b.phone)
    one, other = family_of(a, DAY), family_of(b, DAY)
    common = Frequencies.of([one, other])
    exact, asked = score(one, other, common), score(one, other, common, least)
    assert asked == exact if exact.score >= least else asked.score < least


@given(FAMILIES)
def test_the_order_of_members_after_the_head_does_not_matter(a: Registration) -> None:
    turned = replace(a, members=(a.members[0], *reversed(a.members[1:])))
    assert family_of(turned, DAY) == family_of(a, DAY)


@given(FAMILIES)
def test_a_packed_family_comes_back_and_keys_are_few(a: Registration) -> None:
    family = family_of(a, DAY, b"\x02" * 16)
    assert Family.unpack(family.pack()) == family
    keys = blocking_keys(family)
    assert len(keys) <= 80
    assert all(0 <= key < 2**48 for key in keys)


def test_a_family_is_like_itself() -> None:
    assert match(FAMILY, FAMILY).is_likely


def test_frequencies_grow_and_shrink_with_the_families() -> None:
    family = family_of(FAMILY, DAY)
    common = Frequencies.of([family])
    assert common.households == 1
    assert common.counts["غانم"] == common.counts["_xnm"] == 1
    common.add({word: -n for word, n in counted_words(family).items()})
    assert not +common.counts


@pytest.mark.parametrize(
    ("arabic", "latin"),
    [
        ("فتحي", "Fathi"),
        ("أزهر", "Azhar"),
        ("مدحت", "Midhat"),
        ("كاظم", "Kathim"),
        ("جورج", "George"),
        ("عبد الرحمن", "Abdul Rahman"),
        ("عبد الستار", "Abdulsattar"),
        ("عبد الهادي", "Abdulhadi"),
        ("هيثم", "Haitham"),
        ("غازي", "Gazi"),
        ("جمال", "Cemal"),
        ("شوان", "Şivan"),
        ("العبيدي", "Alobaidi"),
        ("رافع", "Rafi"),
        ("نور الدين", "Nooruldin"),
        ("نور الدين", "Nour-al-Din"),
        ("نور الدين", "Nur ad-Din"),
        ("فتح الله", "Fathullah"),
        ("حبيب الله", "Habib Allah"),
        ("ذو الفقار", "Zulfiqar"),
    ],
)
def test_latin_letters_with_more_than_one_reading_meet_the_arabic(arabic: str, latin: str) -> None:
    assert likeness(fold(arabic), fold(latin)) is Likeness.SOUND


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("يوسف", "Joseph"),
        ("كوركيس", "George"),
        ("جرجيس", "جورج"),
        ("حنا", "يوحنا"),
        ("ميخائيل", "Michael"),
        ("Yaqo", "يعقوب"),
        ("حمه", "Muhammad"),
        ("سمايل", "إسماعيل"),
    ],
)
def test_one_name_in_another_language_is_found_under_the_same_keys(one: str, other: str) -> None:
    assert likeness(fold(one), fold(other)) >= Likeness.SOUND
    families = (family_of(counted(person(f"{name} نزار", "M", 50)), DAY) for name in (one, other))
    assert set.intersection(*map(blocking_keys, families))


def test_families_share_a_key_in_whichever_way_a_latin_name_is_read() -> None:
    arabic = family_of(counted(person("فتحي كاظم أزهر", "M", 50)), DAY)
    latin = family_of(counted(person("Fathi Kathim Azhar", "M", 50)), DAY)
    assert blocking_keys(arabic) & blocking_keys(latin)


def test_a_father_known_from_his_children_may_be_one_person_more() -> None:
    mother = replace(FAMILY, members=FAMILY.members[1:], phone="")
    without = count(mother.members, DAY)
    men = (*without.male[:3], without.male[3] + 1, without.male[4])
    his = counted(person("غانم ذنون خلف", "M", None), replace(without, male=men))
    taller = counted(his.head, replace(without, male=(*men[:3], men[3] + 1, men[4])))
    assert match(mother, his).is_shown
    assert match(mother, his).score > match(mother, taller).score


def test_a_title_of_the_yazidis_is_no_name() -> None:
    for told in ("Pîr Xidir", "Feqîr Xidir", "پیر خضر", "قوال خضر"):
        assert tokens(told) in {("xidir",), ("خضر",)}


def test_a_kunya_is_no_family_name() -> None:
    (head, *_) = family_of(counted(person("غانم ذنون خلف", "M", 41, "أبو زياد")), DAY).people
    assert head.laqab == ()


def test_what_a_man_is_called_before_his_name_hides_no_twin() -> None:
    written = counted(person("خلف عيادة عواد", "M", 58, "الشمري"))
    head = person("_ خلف عياده", "M", 57, "عواد الشمري")
    called = counted(replace(head, own="أبو جاسم"))
    assert match(written, called).is_likely
    (bakr, *_) = family_of(counted(replace(head, own="أبو بكر")), DAY).people
    assert bakr.words[0] == "ابوبكر"


def test_a_servants_name_cut_in_two_by_the_columns_is_put_together() -> None:
    whole = counted(person("أنور رشيد عبدالكريم", "M", 41))
    cut = counted(person("أنور رشيد عبد", "M", 41, "كريم"))
    assert match(whole, cut).score > match(whole, counted(person("أنور رشيد خلف", "M", 41))).score
    assert match(whole, cut).is_shown


@pytest.mark.parametrize("broken", ["عبدا لكريم", "عبدال كريم"])
def test_a_space_that_slipped_into_the_article_changes_no_name(broken: str) -> None:
    assert fold(broken) == fold("عبد الكريم")


def test_a_slip_in_the_family_name_says_less_than_another_family_name() -> None:
    head = person("غانم ذنون خلف", "M", 41, "الحديدي")
    names = ("الحديدي", "الحديي", "", "الموسوي")
    (mine, *_), *others = (
        family_of(counted(replace(head, laqab=laqab)), DAY).people for laqab in names
    )
    slip, bare, other = (laqab_evidence(mine, one, BUSY) for (one, *_) in others)
    assert slip > bare > other


def test_a_family_name_is_the_same_with_its_article_run_in() -> None:
    head = person("غانم ذنون خلف", "M", 41, "العبيدي")
    run_in = match(counted(head), counted(replace(head, laqab="Alobaidi"))).score
    assert run_in == match(counted(head), counted(replace(head, laqab="Al-Obaidi"))).score


def test_boys_and_girls_without_ages_are_compared_as_such() -> None:
    head = person("غانم ذنون خلف", "M", 41)
    by_band = counted(head, Counts((2, 0, 1, 1, 0), (0, 1, 1, 1, 0)))
    plain = counted(head, Counts((0, 3, 0, 1, 0), (0, 2, 0, 1, 0)))
    others = counted(head, Counts((0, 1, 0, 1, 0), (0, 4, 0, 1, 0)))
    assert match(by_band, plain).is_shown
    assert match(by_band, plain).score > match(by_band, others).score
