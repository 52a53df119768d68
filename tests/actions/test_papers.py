"""What the papers of a camp say."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import timedelta

import pytest
from pypdf import PdfReader

from camp_desk import shipped
from camp_desk.actions import allocation, arrivals, hand_over, paper
from camp_desk.domain.cards import written
from camp_desk.domain.ids import ListId
from camp_desk.domain.words import Words
from camp_desk.storage import ration_lists
from camp_desk.storage.camp import Camp
from tests.small_camp import ask, counted, family, freeze, receive, stocked


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


def parcels_for(camp: Camp, *sizes: int) -> int:
    """Freeze a list of family parcels for families of these sizes; return its number."""
    for n, size in enumerate(sizes):
        arrivals.register(camp, counted(n, women=size, men=0))
    receive(camp, "FFP", kg=70.3 * 10)
    return freeze(camp, code="FFP", days=30)


def test_a_sheet_counts_parcels_and_does_not_weigh_them(camp: Camp) -> None:
    number = parcels_for(camp, 2, 5, 9)
    out = io.BytesIO()

    paper.print_sheets(camp, number, out, words=Words())

    found = read(out)
    assert "parcel" in found
    assert not {"70", "35.15", "kg"} & set(found.split())
    totals = found.partition("This sheet")[2]
    assert "3.5" in totals.replace(" .", ".").replace("\n", "")


def test_a_sheet_weighs_parcels_whose_size_was_changed_after_the_list_was_frozen(
    camp: Camp,
) -> None:
    number = parcels_for(camp, 2, 5)
    with camp.action("correct") as entry:
        entry.put("item", "FFP", {"pack_size": 60_000})
    out = io.BytesIO()

    paper.print_sheets(camp, number, out, words=Words())

    assert "kg" in read(out).split()


def test_the_reconciliation_counts_parcels(camp: Camp) -> None:
    number = parcels_for(camp, 2, 5, 9)
    for each in list(ration_lists.lines(camp.db, number_id(camp, number)))[1:]:
        hand_over.hand_over(camp, number, written(each.line.number))
    hand_over.close_list(camp, number)
    out = io.BytesIO()

    paper.print_reconciliation(camp, number, out, words=Words())

    found = read(out)
    assert all(f"{n} parcels" in found for n in ("3.5", "3", "0.5"))
    assert "Khazir ·" not in found


def number_id(camp: Camp, number: int) -> ListId:
    """Return the id of a list."""
    return allocation.list_numbered(camp, number).id


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
