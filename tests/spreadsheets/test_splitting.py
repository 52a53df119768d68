from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camp_desk.spreadsheets.splitting import split

WORDS = [
    "علي",
    "حسن",
    "عبد",
    "الله",
    "نور",
    "الدين",
    "أبو",
    "Al",
    "Abdul",
    "Rahman",
    "بن",
    "سيد",
    "الجبوري",
    "زين",
    "العابدين",
]


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("علي حسن محمد", ("علي", "حسن", "محمد", "")),
        ("علي حسن", ("علي", "حسن", "", "")),
        ("علي", ("علي", "", "", "")),
        ("عبد الله نور الدين أبو علي الجبوري", ("عبد الله", "نور الدين", "أبو علي", "الجبوري")),
        ("عبد محمد علي", ("عبد", "محمد", "علي", "")),
        ("محمد بن علي بن حسن", ("محمد", "علي", "حسن", "")),
        ("عثمان حيدر زين العابدين", ("عثمان", "حيدر", "زين العابدين", "")),
        ("احمد سيد حسين حارث", ("احمد", "سيد حسين", "حارث", "")),
        ("سيد علي محمد", ("سيد", "علي", "محمد", "")),
        ("علي حسن الجبوري", ("علي", "حسن", "", "الجبوري")),
        ("علي حسن محمد خلف الجبوري", ("علي", "حسن", "محمد", "خلف الجبوري")),
        ("Abdul Rahman Ali Hasan", ("Abdul Rahman", "Ali", "Hasan", "")),
        (
            "Abd al-Rahman Nour al-Din Saleh Al-Jubouri",
            ("Abd al-Rahman", "Nour al-Din", "Saleh", "Al-Jubouri"),
        ),
        ("Nur Al Din Abu Ali Omar", ("Nur Al Din", "Abu Ali", "Omar", "")),
        ("Omar Salah Eldin Sami", ("Omar", "Salah Eldin", "Sami", "")),
        ("ئەحمەد محەمەد عەلی", ("ئەحمەد", "محەمەد", "عەلی", "")),
        ("عبد اـلله علي حسن", ("عبد اـلله", "علي", "حسن", "")),
        ("علي حسن اـلجبوري", ("علي", "حسن", "", "اـلجبوري")),
        ("عبدا لقادر علي حسن", ("عبدا لقادر", "علي", "حسن", "")),
        ("علي،حسن, محمد", ("علي", "حسن", "محمد", "")),
        ("علي حسن/محمد - الجبوري", ("علي", "حسن", "محمد", "الجبوري")),
        ("١٢- علي حسن محمد", ("علي", "حسن", "محمد", "")),
        (".علي حسن محمد", ("علي", "حسن", "محمد", "")),
        ("المرحوم علي حسن محمد", ("المرحوم علي", "حسن", "محمد", "")),
        ("Abd-Allah Ali Hasan", ("Abd-Allah", "Ali", "Hasan", "")),
        ("عبدال قادر علي حسن", ("عبدال قادر", "علي", "حسن", "")),
    ],
)
def test_compound_names_stay_together(name: str, parts: tuple[str, ...]) -> None:
    whole = split(name)
    assert (whole.own, whole.father, whole.grandfather, whole.rest) == parts


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=8))
def test_no_word_but_son_of_is_lost_or_moved(words: list[str]) -> None:
    whole = split(" ".join(words))
    again = " ".join(filter(None, (whole.own, whole.father, whole.grandfather, whole.rest)))
    kept = [word for word in words if word != "بن"] or words
    assert again.split() == kept
    assert whole.own
