"""What a loss is worth, as somebody estimates it, is kept and printed with its currency."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from camp_desk.actions import document_paper, stock
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.estimates import BadEstimate, Estimate, read_estimate
from camp_desk.domain.words import Words
from camp_desk.storage import documents, journal
from camp_desk.storage import stock as stock_storage
from camp_desk.storage.camp import Camp
from tests.small_camp import receive


@given(st.integers(1, 10**14), st.sampled_from(["USD", "IQD", "eur", " jod "]))
def test_an_estimate_that_is_written_is_read_again(hundredths: int, currency: str) -> None:
    estimate = Estimate(hundredths, currency.strip().upper())

    amount, code = str(estimate).split()

    assert read_estimate(amount, code) == estimate


@pytest.mark.parametrize(
    ("amount", "currency"),
    [
        ("much", ""),
        ("0", ""),
        ("-5", ""),
        ("1.234", "USD"),
        ("5", "dollars"),
        ("9" * 16, "USD"),
        ("12,5", "USD"),
        ("1,20,000", "IQD"),
    ],
)
def test_what_is_no_value_is_refused_with_what_to_type(amount: str, currency: str) -> None:
    with pytest.raises(BadEstimate) as refused:
        read_estimate(amount, currency)
    assert isinstance(refused.value, CampDeskError)
    assert amount in Words().sentence(refused.value)


def test_nothing_typed_is_no_estimate() -> None:
    assert read_estimate("  ", "IQD") is None


def test_a_loss_keeps_its_estimated_value_and_prints_it(camp: Camp) -> None:
    receive(camp, "RIC", 100)
    (pile,) = stock_storage.piles(camp.db)
    lost = stock.lose(
        camp, (pile.store, pile.lot), 50_000, reason="THEFT", estimate=Estimate(4_250_000, "IQD")
    )
    without = stock.lose(camp, (pile.store, pile.lot), 1_000, reason="SPILL")

    found = documents.document(camp.db, lost.document)
    assert found is not None
    assert found.estimate == Estimate(4_250_000, "IQD")
    other = documents.document(camp.db, without.document)
    assert other is not None
    assert other.estimate is None
    out = BytesIO()
    document_paper.print_document(camp, lost.document, out, words=Words(), other=None)
    assert "42,500 IQD" in PdfReader(out).pages[0].extract_text()
    before = journal.digest(camp.db)
    with camp.transaction():
        journal.empty_tables(camp.db)
        journal.replay(camp.db)
    assert journal.digest(camp.db) == before
