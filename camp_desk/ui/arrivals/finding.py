"""The list of everyone joined to the camp: searching, scrolling, and keeping one's place."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimer, Slot

from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.words import Words
from camp_desk.storage.camp import Camp
from camp_desk.storage.views import Views
from camp_desk.ui.arrivals import rows
from camp_desk.ui.arrivals.list import PeopleList, Search, Spot
from camp_desk.ui.big_list import AllIds, FirstRows, PageOfRows
from camp_desk.ui.workspace import Workspace

_LIST = "arrivals list"
"""The lane of what the list is asked for: a later search makes an earlier one unwanted."""

_PAINTED_MS = 30
"""After the first rows, those are painted before all others are read: both want Python."""


class Finding(QObject):
    """Answers what the list asks."""

    def __init__(self, people: PeopleList, workspace: Workspace[Camp, Views], words: Words) -> None:
        super().__init__(people)
        self._people, self._workspace, self._words = people, workspace, words
        self._spot: Spot | None = None
        self._is_newest = False
        self._first: tuple[int, Search] | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_PAINTED_MS)
        self._rest.timeout.connect(self._ask_rest)
        people.searched.connect(self._search)
        people.model.asked.connect(self._ask)
        people.model.page_asked.connect(self._ask_page)

    @property
    def search(self) -> Search:
        """Return what is searched now."""
        return Search(self._people.search.words, self._people.only.value)

    def again(self, spot: Spot | None = None) -> None:
        """Ask anew because something changed; stay where one is, or go to another spot."""
        self._spot = spot or self._people.spot()
        self._people.model.ask_again()

    def show_newest(self, row: int | None) -> None:
        """Ask anew and choose a row that has just come: it stands above all others."""
        self._is_newest = True
        self.again(Spot(chosen=row))

    def show_all(self) -> None:
        """Search nobody in particular."""
        self._people.only.choose("all")
        self._people.search.clear()

    @Slot(object)
    def _search(self, search: Search) -> None:
        self._spot = None
        self._people.model.ask(search)

    @Slot(int, object)
    def _ask(self, number: int, search: Search) -> None:
        self._rest.stop()
        # A list that stays in place needs all its ids at once: its place may be far down.
        stays = self._spot is not None and not self._is_newest
        self._is_newest = False
        read = rows.all_rows if stays else rows.first_rows
        self._workspace.read(
            partial(read, number, search, self._words),
            partial(self._take_first, search),
            self._trouble,
            _LIST,
        )

    def _take_first(self, search: Search, answer: FirstRows) -> None:
        spot, self._spot = self._spot, None
        self._people.model.take(answer)
        if spot is not None:
            self._people.go_to(spot)
        if not answer.complete:
            self._first = answer.number, search
            self._rest.start()

    @Slot()
    def _ask_rest(self) -> None:
        if self._first is not None:
            self._workspace.read(
                partial(rows.all_ids, *self._first), self._take, self._trouble, _LIST
            )

    @Slot(int, int, object)
    def _ask_page(self, number: int, page: int, ids: list[int]) -> None:
        self._workspace.read(
            partial(rows.page_of_rows, number, page, ids, self._words),
            self._take,
            lane=("arrivals page", page),
        )

    def _take(self, answer: AllIds | PageOfRows) -> None:
        self._people.model.take(answer)

    def _trouble(self, error: CampDeskError) -> None:
        self._people.table.empty_text(self._words.sentence(error))
