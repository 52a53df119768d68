"""Reads the lines of a list by the page, off the screen's thread."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Slot

from camp_desk.domain.catalogue import Item
from camp_desk.domain.words import Words
from camp_desk.storage.camp import Camp
from camp_desk.storage.ration_lists import LineShown, RationList
from camp_desk.storage.views import Views
from camp_desk.ui.allocation.serve import LineQuery, LineRow, Lines
from camp_desk.ui.allocation.telling import line_row
from camp_desk.ui.big_list import FIRST, FirstRows, PageOfRows
from camp_desk.ui.workspace import Workspace


class LinesReader(QObject):
    """Answers what the model of lines asks, from one list."""

    def __init__(self, words: Words, workspace: Workspace[Camp, Views], model: Lines) -> None:
        super().__init__(model)
        self._words, self._workspace, self._model = words, workspace, model
        self._rations: RationList | None = None
        self._items: Mapping[str, Item] = {}
        model.asked.connect(self._ask)
        model.page_asked.connect(self._ask_page)

    def begin(self, rations: RationList, items: Mapping[str, Item]) -> None:
        """Read from this list from now on."""
        self._rations, self._items = rations, items

    def refresh(self) -> None:
        """Bring the rows up to date; where they are filtered by state, ask for all anew."""
        query = self._model.query
        if isinstance(query, LineQuery) and query.waiting:
            self._model.ask_again()
        else:
            self._model.refresh()

    @Slot(int, object)
    def _ask(self, number: int, query: LineQuery) -> None:
        if self._rations is not None:
            asked = _Asked(number, self._rations, self._say(self._rations))
            self._workspace.read(partial(_first, asked, query), self._model.take)

    @Slot(int, int, object)
    def _ask_page(self, number: int, page: int, ids: Sequence[int]) -> None:
        if self._rations is not None:
            asked = _Asked(number, self._rations, self._say(self._rations))
            lane = ("page of a list", page)
            self._workspace.read(partial(_page, asked, page, ids), self._model.take, lane=lane)

    def _say(self, rations: RationList) -> Callable[[LineShown], LineRow]:
        return partial(line_row, rations=rations, items=self._items, words=self._words)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question's number, the list it is about, and how a line of it is said."""

    number: int
    rations: RationList
    say: Callable[[LineShown], LineRow]

    def rows(self, ids: Sequence[int], views: Views) -> dict[int, LineRow]:
        found = views.lines_at(self.rations.id, ids)
        return {serial: self.say(line) for serial, line in found.items()}


def _first(asked: _Asked, query: LineQuery, views: Views) -> FirstRows:
    ids = views.serials(asked.rations.id, query.words, waiting=query.waiting)
    return FirstRows(asked.number, ids, asked.rows(ids[:FIRST], views), complete=True)


def _page(asked: _Asked, page: int, ids: Sequence[int], views: Views) -> PageOfRows:
    return PageOfRows(asked.number, page, asked.rows(ids, views))
