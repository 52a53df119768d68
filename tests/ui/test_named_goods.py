"""Goods are found by their names in the officer's language, and in those of the waybills."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from camp_desk.domain.catalogue import Item
from camp_desk.domain.catalogue_tables import read_items
from camp_desk.domain.words import Words
from camp_desk.shipped import resources
from camp_desk.ui.look import Look
from camp_desk.ui.stock.documents import DocumentCard
from camp_desk.ui.stock.forms import item_meant


def shipped_items() -> dict[str, Item]:
    """Return the goods of the catalogue that every camp begins with."""
    with (resources() / "catalogues" / "items.csv").open(encoding="utf-8") as table:
        return read_items(table)


@pytest.mark.parametrize("language", ["en", "ar", "ckb"])
@pytest.mark.parametrize("typed", ["rice", "RIC", "رز"])
def test_an_item_is_meant_by_its_name_in_any_language(language: str, typed: str) -> None:
    found = item_meant(typed, shipped_items(), Words(language))
    assert found is not None
    assert found.code == "RIC"


def test_what_names_nothing_in_any_language_means_nothing() -> None:
    for text in ("", "gold", "ذهب"):
        assert item_meant(text, shipped_items(), Words("ar")) is None


def test_the_button_that_reverses_stands_beside_its_reason(qtbot: QtBot, look: Look) -> None:
    card = DocumentCard(look)
    qtbot.addWidget(card)
    card._back.show()
    card.resize(440, 500)
    card.show()
    why, button = (each.mapTo(card, each.rect().center()).y() for each in (card.why, card.reverse))
    assert abs(why - button) <= 2
