"""The search among documents finds a kind by its name and a day as it is written."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from camp_desk.actions import releases, stock
from camp_desk.actions.document_meanings import meanings
from camp_desk.domain.words import Words
from camp_desk.shipped import translations
from camp_desk.storage import documents
from camp_desk.storage.camp import Camp
from tests.goods import bring, leaving, piles, stores

TODAY = date(2014, 6, 10)
ARABIC = Words("ar", translations("ar"))


@pytest.fixture
def written(camp: Camp) -> Camp:
    """A delivery, a loss of four days ago, a release order and what came back of it."""
    pile = bring(camp)
    stock.lose(camp, (pile.store, pile.lot), 5, reason="WET", day=TODAY - timedelta(days=4))
    posted = releases.release(camp, releases.Release(leaving(camp, 100), "Sector 12"))
    back = releases.Return(stores(camp)[0], (stock.Came("RIC", 5),), posted.document)
    releases.take_back(camp, back)
    assert piles(camp)[0].quantity == 900
    return camp


def found(camp: Camp, typed: str, words: Words | None = None, **fields: int) -> list[str]:
    meant = meanings(words or Words(), camp.today())
    rows = documents.found(camp.db, words=typed, meant=meant, **fields)  # type: ignore[arg-type]
    return sorted(row.number[:3] for row in rows)


@pytest.mark.parametrize(
    ("typed", "kinds"),
    [
        ("goods received", ["GRN"]), ("los", ["LOS"]), ("LOSS", ["LOS"]),
        ("release order", ["ISS"]), ("release 12", ["ISS"]), ("return", ["RTI"]),
        ("release 13", []), ("re", []), ("waybill", []),
        ("2014-06-06", ["LOS"]), ("6/6/2014", ["LOS"]), ("٦/٦/٢٠١٤", ["LOS"]),
        ("6.6.2014 wet", []), ("6/6/14 rice", ["LOS"]), ("10/6/2014 ric", ["GRN", "ISS", "RTI"]),
        ("7/6/2014", []), ("2014", []),
    ],
)  # fmt: skip
def test_words_days_and_kinds_are_found_together(
    written: Camp, typed: str, kinds: list[str]
) -> None:
    assert found(written, typed) == kinds


def test_kinds_are_found_in_the_language_of_the_window_and_in_english(written: Camp) -> None:
    title = ARABIC("Goods received note")

    assert title != "Goods received note"
    assert found(written, title, ARABIC) == ["GRN"]
    assert found(written, "received", ARABIC) == ["GRN"]


def test_the_latest_that_may_be_answered_come_first_and_reversed_ones_do_not_count(
    written: Camp,
) -> None:
    for n in range(3):
        releases.release(written, releases.Release(leaving(written, 1), f"Sector {n}"))

    every = documents.of_kinds(written.db, "ISS", "LNO")
    latest = documents.of_kinds(written.db, "ISS", "LNO", most=2)

    assert [each.party for each in every] == ["Sector 2", "Sector 1", "Sector 0", "Sector 12"]
    assert latest == every[:2]
