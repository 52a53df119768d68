"""Serving from a list, joined to the camp: reading cards, handing over, printing, closing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from io import BytesIO

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from camp_desk.actions import hand_over, paper
from camp_desk.actions.hand_over import AlreadyServed, Reconciliation
from camp_desk.domain import cards
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.ids import ListId
from camp_desk.domain.words import Words
from camp_desk.printing.sheet_values import Layout
from camp_desk.storage.camp import Camp
from camp_desk.storage.ration_lists import LineShown
from camp_desk.storage.serving import Served
from camp_desk.storage.tables import Changes
from camp_desk.storage.views import Views
from camp_desk.ui.allocation.dialogs import ConfirmDialog, Question, ReconciliationDialog
from camp_desk.ui.allocation.lines import LinesReader
from camp_desk.ui.allocation.seen import (
    CampSeen,
    Closed,
    ListSeen,
    Looked,
    count,
    hand_over_to,
    look_back,
    look_up,
)
from camp_desk.ui.allocation.serve import Decision, ServeCard
from camp_desk.ui.allocation.telling import (
    closed_list,
    foot,
    had,
    list_said,
    lists_offered,
    refused,
    to_give,
    was_given,
)
from camp_desk.ui.jobs import Job, Report
from camp_desk.ui.look import Look
from camp_desk.ui.paper import show_paper
from camp_desk.ui.workspace import Workspace


class Serving(QObject):
    """What the serving card asks for, done in the camp."""

    said = Signal(str)
    list_changed = Signal()
    """Another list is shown."""

    def __init__(
        self, look: Look, workspace: Workspace[Camp, Views], card: ServeCard, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._look, self._words, self._workspace, self._card = look, look.words, workspace, card
        self._window = parent
        self._camp: CampSeen | None = None
        self.seen: ListSeen | None = None
        self._wanted: str | int = ""
        self._pending = ""
        """The card that waits for Enter."""
        self._other: Callable[[], None] | None = None
        self._dialog: ConfirmDialog | None = None
        self._lines = LinesReader(look.words, workspace, card.model)
        self._connect()

    @property
    def chosen(self) -> str:
        """Return the value of the list that is shown, or ""."""
        return self.seen.rations.id.hex() if self.seen else ""

    def want(self, number: int) -> None:
        """Choose a list by its number as soon as it is read."""
        self._wanted = number

    def choose(self, value: str) -> None:
        """Choose a list by its value as soon as it is read."""
        self._wanted = value

    def take(self, code: str) -> bool:
        """Read a scanned card; False if no list is open to serve from."""
        if self.seen is None or not self.seen.is_open:
            return False
        self._card.scanned(code)
        return True

    def show_lists(self, seen: CampSeen) -> None:
        """Show these lists, and the one that is wanted, was shown, or is the latest open."""
        self._camp = seen
        before = self.chosen
        wanted = next(
            (each for each in seen.lists
             if self._wanted in {each.rations.number, each.rations.id.hex()}),
            None,
        )  # fmt: skip
        self._wanted = ""
        opened = next((each for each in seen.lists if each.is_open), None)
        latest = opened or next(iter(seen.lists), None)
        self._show(wanted or seen.list_of(before) or latest)
        if self.chosen == before:
            self._lines.refresh()

    def refresh(self) -> None:
        """Count again who was served, and bring the rows up to date."""
        if self.seen is not None:
            self._lines.refresh()
            self._count(self.seen)

    def _count(self, listed: ListSeen) -> None:
        self._workspace.read(partial(count, ListId(listed.rations.id)), self._counted)

    def _counted(self, served: Served) -> None:
        if self.seen is None:
            return
        self.seen = replace(self.seen, served=served)
        self._card.say_list(self.chosen, list_said(self.seen, self._words))
        said = foot(self.seen.rations, served, self._words)
        self._card.show_state(said, is_open=self.seen.is_open)

    def _show(self, listed: ListSeen | None) -> None:
        if self._camp is None:
            return
        before, self.seen = self.chosen, listed
        self._card.offer_lists(lists_offered(self._camp, self._words), self.chosen)
        if listed is None:
            return
        self._lines.begin(listed.rations, self._camp.items)
        self._card.show_state("", is_open=listed.is_open)
        self._count(listed)
        if self.chosen != before:
            self._forget()
            self._card.show_decision(None)
            self._card.model.ask(self._card.query)
            self.list_changed.emit()

    def _connect(self) -> None:
        card = self._card
        card.list_chosen.connect(self._choose)
        card.card_read.connect(self._read)
        card.confirmed.connect(self._hand_over)
        card.other_chosen.connect(self._do_other)
        card.put_back.connect(self._forget)
        card.row_opened.connect(self._open)
        card.filtered.connect(card.model.ask)
        card.printing.connect(self._print)
        card.closing.connect(self._ask_to_close)

    @Slot(str)
    def _choose(self, value: str) -> None:
        if self._camp is not None:
            self._show(self._camp.list_of(value))

    @Slot()
    def _forget(self) -> None:
        self._pending, self._other = "", None

    @Slot(str)
    def _read(self, untrusted_card: str) -> None:
        if self.seen is None:
            return
        self._forget()
        self._workspace.do(
            partial(look_up, self.seen.rations.number, untrusted_card),
            partial(self._found, untrusted_card),
            partial(self._refuse, untrusted_card),
        )

    def _found(self, card: str, looked: Looked) -> None:
        if self._camp is None:
            return
        self._pending = card
        self._decide(
            to_give(
                looked.rations, looked.shown, self._camp.items, self._words, looked.collectors
            )
        )  # fmt: skip
        self._card.show_line(looked.shown.line.serial)

    def _refuse(self, card: str, error: CampDeskError) -> None:
        here = self.seen is not None and error.values.get("list") == self.seen.rations.number
        if isinstance(error, AlreadyServed) and here:
            other = self._words("By mistake? Take it back …")
            self._other = partial(self._ask_to_reverse, card)
            self._decide(refused(error, self._words, other))
            return
        self._decide(refused(error, self._words))

    def _decide(self, decision: Decision) -> None:
        self._card.show_decision(decision)

    @Slot()
    def _hand_over(self) -> None:
        card, self._pending = self._pending, ""
        if card and self.seen is not None:
            self._workspace.do(
                partial(hand_over_to, self.seen.rations.number, card),
                self._handed_over,
                partial(self._refuse, card),
            )

    def _handed_over(self, looked: Looked) -> None:
        self._decide(was_given(looked.shown, self._words))

    @Slot()
    def _do_other(self) -> None:
        other, self._other = self._other, None
        if other is not None:
            other()

    @Slot(object)
    def _open(self, line: LineShown) -> None:
        card = cards.written(line.line.number)
        if not line.collected:
            self._read(card)
            return
        self._forget()
        other = ""
        if self.seen is not None and self.seen.is_open:
            other = self._words("By mistake? Take it back …")
            self._other = partial(self._ask_to_reverse, card)
        self._decide(had(line, self._words, other))

    def _ask_to_reverse(self, card: str) -> None:
        words = self._words
        said = words(
            "Take back the hand-over to this card? Its goods must lie with the list again; the"
            " family then waits, and can be served once more."
        )
        self._other = partial(self._reverse, card)
        self._decide(Decision("warn", said, other=words("Yes, take it back")))

    def _reverse(self, card: str) -> None:
        if self.seen is not None:
            self._workspace.do(
                partial(_reverse, self.seen.rations.number, card),
                self._reversed,
                partial(self._refuse, card),
            )

    def _reversed(self, _changes: Changes) -> None:
        self._decide(Decision("info", self._words("It is taken back: the family waits again.")))

    @Slot(object)
    def _print(self, layout: Layout) -> None:
        if self.seen is None:
            return
        number, words = self.seen.rations.number, self._words
        job = Job(partial(_sheets, number, layout, words), self)
        job.succeeded.connect(self._show_sheets)
        job.failed.connect(self._failed)
        self._card.working.follow(job, [words("Drawing the sheets …")])
        self._workspace.start(job)

    @Slot(object)
    def _show_sheets(self, pdf: bytes) -> None:
        show_paper(self._look, self._words("Distribution sheets"), pdf, self._window.window())

    @Slot(object)
    def _failed(self, error: Exception) -> None:
        if isinstance(error, CampDeskError):
            self._trouble(error)

    def _trouble(self, error: CampDeskError) -> None:
        self._decide(Decision("danger", self._words.sentence(error)))

    @Slot()
    def _ask_to_close(self) -> None:
        if self.seen is None:
            return
        if not self.seen.is_open:
            self._look_back()
            return
        words, number, served = self._words, self.seen.rations.number, self.seen.served
        left = served.households - served.households_served if served else 0
        waiting = words.plural(
            "{n} household has not come yet.", "{n} households have not come yet.", left
        )
        does = words(
            "Closing takes what was handed over off the books and brings the rest back to the"
            " store. After that nothing is handed over from this list, and nothing taken back."
        )
        said = f"{waiting} {does}"
        question = Question(
            words("Close list {number}?", number=number), "check", said, (), words("Close list")
        )
        self._dialog = ConfirmDialog(self._look, question, self._window.window())
        self._dialog.accepted.connect(self._close)
        self._dialog.open()

    @Slot()
    def _close(self) -> None:
        if self.seen is None:
            return
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None
        job = Job(partial(_close, self.seen.rations.number), self)
        job.succeeded.connect(self._closed)
        job.failed.connect(self._failed)
        doing = self._words("Closing the list …")
        self._card.working.follow(job, [doing], stoppable=False)
        self._workspace.start(job)

    @Slot(object)
    def _closed(self, _closed: Reconciliation) -> None:
        self._forget()
        self._card.show_decision(None)
        self._look_back()

    def _look_back(self) -> None:
        if self.seen is not None:
            self._workspace.read(
                partial(look_back, ListId(self.seen.rations.id)), self._show_closed
            )

    def _show_closed(self, closed: Closed) -> None:
        if self._camp is None:
            return
        said = closed_list(closed, self._camp.items, self._words)
        dialog = ReconciliationDialog(self._look, said, self._window.window())
        dialog.printing.connect(partial(self._print_closed, closed.rations.number))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _print_closed(self, number: int) -> None:
        self._workspace.do(
            partial(_reconciliation, number, self._words), self._show_reconciliation, self._trouble
        )

    def _show_reconciliation(self, pdf: bytes) -> None:
        show_paper(self._look, self._words("Reconciliation"), pdf, self._window.window())


def _reverse(number: int, untrusted_card: str, camp: Camp) -> Changes:
    return hand_over.reverse(camp, number, untrusted_card)


def _close(number: int, camp: Camp, report: Report) -> Reconciliation:
    del report  # a list is closed whole, in one transaction
    return hand_over.close_list(camp, number)


def _sheets(number: int, layout: Layout, words: Words, camp: Camp, report: Report) -> bytes:
    out = BytesIO()
    other = paper.second_language(words)
    paper.print_sheets(camp, number, out, words=words, other=other, layout=layout, report=report)
    return out.getvalue()


def _reconciliation(number: int, words: Words, camp: Camp) -> bytes:
    out = BytesIO()
    paper.print_reconciliation(camp, number, out, words=words)
    return out.getvalue()
