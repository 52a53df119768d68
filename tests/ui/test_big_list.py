"""A list of any length: pages by number, late answers dropped."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from camp_desk.ui.big_list import FIRST, AllIds, BigList, FirstRows, PageOfRows
from camp_desk.ui.widgets.columns import Column

COLUMNS = (Column[str]("Name", lambda row: row, 0),)


class Answerer:
    """Hears what a list asks for, and can answer with the names of ids."""

    def __init__(self, model: BigList[str]) -> None:
        self.model = model
        self.asked: list[int] = []
        self.pages: list[tuple[int, int, list[int]]] = []
        model.asked.connect(self._ask)
        model.page_asked.connect(self._page)

    def answer_first(self, count: int) -> None:
        """Answer the last question with the first of so many rows."""
        ids = range(min(count, FIRST))
        self.model.take(
            FirstRows(self.asked[-1], ids, {n: f"n{n}" for n in ids}, complete=count <= FIRST)
        )

    def answer_page(self) -> None:
        """Answer the last question for a page."""
        number, page, ids = self.pages[-1]
        self.model.take(PageOfRows(number, page, {n: f"n{n}" for n in ids}))

    def _ask(self, number: int, _query: object) -> None:
        self.asked.append(number)

    def _page(self, number: int, page: int, ids: list[int]) -> None:
        self.pages.append((number, page, ids))


@pytest.fixture
def model() -> BigList[str]:
    """An empty list with one column."""
    return BigList(COLUMNS)


def text(model: BigList[str], row: int) -> object:
    return model.data(model.index(row, 0))


def test_the_first_rows_are_there_at_once_and_the_rest_is_counted_later(
    model: BigList[str], qtbot: QtBot
) -> None:
    answerer = Answerer(model)
    model.ask("a")
    with qtbot.waitSignal(model.counted) as counted:
        answerer.answer_first(500_000)
    assert counted.args == [FIRST, False]
    assert text(model, 0) == "n0"

    with qtbot.waitSignal(model.counted) as counted:
        model.take(AllIds(1, range(500_000)))
    assert counted.args == [500_000, True]
    assert model.rowCount() == 500_000
    assert text(model, 0) == "n0"


def test_a_row_far_down_asks_for_its_page_once_and_then_shows_it(model: BigList[str]) -> None:
    answerer = Answerer(model)
    model.ask("a")
    answerer.answer_first(500_000)
    model.take(AllIds(1, range(500_000)))

    assert text(model, 400_001) == "…"
    assert text(model, 400_002) == "…"
    assert [page for _, page, _ in answerer.pages] == [400_001 // FIRST]

    answerer.answer_page()
    assert text(model, 400_001) == "n400001"


def test_answers_to_an_overtaken_question_are_dropped(model: BigList[str]) -> None:
    answerer = Answerer(model)
    model.ask("a")
    model.ask("ab")
    model.take(FirstRows(1, [1], {1: "old"}, complete=True))
    assert model.rowCount() == 0
    answerer.answer_first(3)
    assert [text(model, n) for n in range(3)] == ["n0", "n1", "n2"]


def test_what_is_shown_stays_until_the_new_answer_is_there(model: BigList[str]) -> None:
    answerer = Answerer(model)
    model.ask("a")
    answerer.answer_first(2)
    model.ask("ab")
    assert model.rowCount() == 2


def test_only_some_pages_are_kept(model: BigList[str]) -> None:
    answerer = Answerer(model)
    model.ask("a")
    answerer.answer_first(100_000)
    model.take(AllIds(1, range(100_000)))
    for row in range(0, 100_000, FIRST):
        text(model, row)
        if answerer.pages:
            answerer.answer_page()
    assert len(model._pages) == 40


def test_the_model_keeps_qts_rules(model: BigList[str], qtmodeltester: ModelTester) -> None:
    answerer = Answerer(model)
    model.ask("a")
    answerer.answer_first(3)
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]  # pytest-qt has no types here
    assert not model.index(0, 0, model.index(0, 0)).isValid()
    assert model.rowCount(QModelIndex()) == 3
