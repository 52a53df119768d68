"""Names are found and compared however they are spelt."""

import sqlite3

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from camp_desk.domain.names import LONGEST, fold, search_query, search_tokens, tokens
from camp_desk.domain.skeletons import skeleton, sounds

FOLDED = [  # rule, as typed, folded
    ("1 presentation forms", "ﻣﺤﻤﺪ ﻋﻠﻲ", "محمد علي"),
    ("2 tatweel", "احـــمد محمد عبداللة جبوري", "احمد محمد عبدالله جبوري"),
    ("3 marks, 9, 12", "أحمد محمّد عبد الله الجبوري", "احمد محمد عبدالله جبوري"),
    ("4 and 5 Sorani", "ئەحمەد محەمەد عەبدوڵڵا جبوری", "احمد محمد عبدوللا جبوري"),
    ("5 ae at the end", "چرە", "چره"),
    ("6 ta marbuta", "فاطمة علي حسين", "فاطمه علي حسين"),
    ("6 alef maksura", "فاطمه على حسين", "فاطمه علي حسين"),
    ("6 Sorani e", "فاتیمە عەلی حوسێن", "فاتيمه علي حوسين"),
    ("6 hamza below", "مصطفى إبراهيم", "مصطفي ابراهيم"),
    ("4 initial i", "مستەفا ئیبراهیم", "مستفا ابراهيم"),
    ("6 Kurdish", "هێمن کەریم", "هيمن كريم"),
    ("11 religion", "صلاح الدين خضر", "صلاحالدين خضر"),
    ("11 guidance", "نور الهدى كريم", "نورالهدي كريم"),
    ("10 kunya", "أبو بكر", "ابوبكر"),
    ("8 between", "سليمان بن داود", "سليمان داود"),
    ("7 doubled waw", "سليمان داوود", "سليمان داود"),
    ("6 rolled r", "ڕێبوار شێرکۆ", "ريبوار شيركو"),
    ("none: sounds stay apart", "رظا هادى", "رظا هادي"),
    ("12 cuts a name too", "إلياس خضر", "ياس خضر"),
    ("digits of any script", "٠٧٥ ۱۲۳", "075 123"),
    ("Latin", "Abd al-Rahmán O’Şêrko AL-Jubouri", "abdrahman oshêrko jubouri".replace("ê", "e")),
]


@pytest.mark.parametrize(("rule", "typed", "folded"), FOLDED)
def test_a_name_is_folded_by_the_rule(rule: str, typed: str, folded: str) -> None:
    assert fold(typed) == folded, rule


@pytest.mark.parametrize(
    "spellings",
    [
        "محمد Mohammed Muhammad Mohamad محەمەد Mohd",
        "فاطمة Fatima Fatimah Fatma فاتیمە",
        "مصطفى Mustafa Mostafa مستەفا مصطفئ",
        "مرتضى Murtadha Mortada مرتظى",
        "عثمان Othman Osman عوسمان",
        "خضر Khidir خدر",
        "يوسف Yousif Yusuf Youssef یوسف",
        "شێرکۆ شيركو Sherko Şêrko",
        "كاظم كاضم Kadhim Kazem",
        "نجاة Najat نجاه",
        "عبدالرحمن Abdulrahman Abdelrahman Abdurrahman",
        "نورالدين Noureddine Nouraddin",
        "الجبوري Aljubouri",
    ],
)
def test_all_spellings_of_a_name_have_one_skeleton(spellings: str) -> None:
    assert len({skeleton(fold(spelling)) for spelling in spellings.split()}) == 1


def test_the_servant_of_god_is_one_word_however_it_is_spaced() -> None:
    spaced = ["عبد الله", "عبدالله", "Abdullah", "Abd Allah", "Abdul lah", "Abd al-lah"]
    assert {skeleton(word) for name in spaced for word in tokens(name)} == {"abdl"}


def test_titles_are_not_compared_unless_nothing_else_is_there() -> None:
    assert tokens("سيد حيدر") == ("حيدر",)
    assert tokens("سيد") == ("سيد",)


def test_vowels_that_can_be_told_are_kept_beside_the_skeleton() -> None:
    assert sounds("حسن") == ("hsn", ("", "", ""))
    assert sounds("حسين") == ("hsn", ("", "i", ""))


@given(st.text(max_size=60))
@example("ابو ابو علي")
@example("الالالياس")
@example("عبد عبد الله الله")
@example("e\u064b\u0301")
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_any_text_can_be_folded_indexed_and_asked_for(text: str) -> None:
    assert len(fold(text).split()) <= LONGEST
    assert all(word.strip() == word and word for word in search_tokens(text))
    search_query(text)


def found(query: str) -> list[str]:
    names = [
        "محمد علي حسين",
        "Mohammed Ali",
        "محمود سعد",
        "عبد الله كريم",
        "Sherko Rebwar",
        "صباح نوري",
    ]
    db = sqlite3.connect(":memory:")
    db.execute(
        "CREATE VIRTUAL TABLE person_search USING fts5(words, content='', detail=none,"
        " prefix='1 2 3', tokenize=\"unicode61 remove_diacritics 0 tokenchars '_'\")"
    )
    rows = [(n, " ".join([*search_tokens(name), "07501234567"])) for n, name in enumerate(names)]
    db.executemany("INSERT INTO person_search(rowid, words) VALUES (?, ?)", rows)
    ask = "SELECT rowid FROM person_search WHERE person_search MATCH ? ORDER BY rowid"
    answer = [names[n] for (n,) in db.execute(ask, (query,))] if query else []
    db.close()
    return answer


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("moham", "محمد علي حسين"),
        ("Muhammad", "محمد علي حسين"),
        ("محم", "Mohammed Ali"),
        ("hussein moh", "محمد علي حسين"),
        ("abdul", "عبد الله كريم"),
        ("شيركو", "Sherko Rebwar"),
        ("Sabah", "صباح نوري"),
        ("٠٧٥٠", "صباح نوري"),
    ],
)
def test_typing_in_either_script_finds_the_name(typed: str, name: str) -> None:
    assert name in found(search_query(typed))


def test_a_name_of_another_skeleton_is_not_found() -> None:
    assert found(search_query("كريم محمد")) == []


@given(st.text(max_size=40))
@example('" OR * NEAR(a b) -x ^y words:z')
@example("\u1c80 ꟗ 𞤀")
def test_whatever_is_typed_is_a_search_that_sqlite_understands(text: str) -> None:
    found(search_query(text))
