"""What the papers of a camp say."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import timedelta

import pytest
from pypdf import PdfReader

from camp_desk import shipped
from camp_desk.actions import allocation, arrivals, paper
from camp_desk.domain.words import Words
from camp_desk.storage.camp import Camp
from tests.small_camp import ask, family, stocked


@pytest.fixture
def stock(camp: Camp) -> Camp:
    """A camp with plenty of everything and two families."""
    for n in range(2):
        arrivals.register(camp, family(n))
    stocked(camp)
    return camp


def read(pdf: io.BytesIO) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(pdf).pages)


def test_a_sheet_says_the_day_it_hands_out_on_not_the_one_it_was_frozen_on(stock: Camp) -> None:
    tomorrow = stock.today() + timedelta(days=1)
    wanted = replace(ask(stock), first=tomorrow)
    number = allocation.freeze(stock, wanted, words=Words()).number
    out = io.BytesIO()
    paper.print_sheets(stock, number, out, words=Words())
    found = read(out)
    assert f"Distribution day\n{tomorrow}" in found
    assert str(stock.today()) not in found.split("For the days")[0]


@pytest.mark.parametrize("language", shipped.LANGUAGES)
def test_every_paper_for_families_speaks_a_second_language(stock: Camp, language: str) -> None:
    words = Words(language, shipped.translations(language))
    other = paper.second_language(words)
    out = io.BytesIO()
    paper.print_cards(stock, out, words=words, other=other)
    found = read(out)
    assert other.language != language
    assert other("Household ration card") in found
    assert {language, other.language} & {"ar", "ckb"}
