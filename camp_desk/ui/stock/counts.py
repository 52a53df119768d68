"""The counts of the stores: opening, printing the sheet, entering, approving, abandoning."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from io import BytesIO

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from camp_desk.actions import confirming_counts, count_sheets, counting
from camp_desk.actions.confirming import AloneWithoutReason
from camp_desk.actions.paper import second_language
from camp_desk.actions.stock import Came
from camp_desk.domain.counting import Tolerance
from camp_desk.domain.digits import latin
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.ids import StoreId
from camp_desk.domain.words import Words
from camp_desk.storage.camp import Camp
from camp_desk.storage.count_review import Reviewed
from camp_desk.storage.counts import Count, State
from camp_desk.storage.tables import Changes, Topic
from camp_desk.storage.views import Views
from camp_desk.ui.allocation.dialogs import ConfirmDialog, Question
from camp_desk.ui.dialogs import Dialog
from camp_desk.ui.direction import ltr, with_codes
from camp_desk.ui.look import Look
from camp_desk.ui.paper import show_paper
from camp_desk.ui.stock.count_entry import CountEntryDialog, Typed
from camp_desk.ui.stock.count_found import FoundDialog
from camp_desk.ui.stock.count_new import NewCountDialog
from camp_desk.ui.stock.count_seen import (
    CountSeen,
    CountsSeen,
    count_columns,
    count_said,
    due_sentence,
    line_columns,
    look_at_count,
    look_at_counts,
)
from camp_desk.ui.stock.count_tolerance import ToleranceDialog
from camp_desk.ui.stock.made_sure import MadeSureDialog
from camp_desk.ui.widgets.banners import Banner
from camp_desk.ui.widgets.boxes import Card, column, padded, row
from camp_desk.ui.widgets.buttons import Button, Tools
from camp_desk.ui.widgets.columns import Index, RowsModel
from camp_desk.ui.widgets.fields import SearchLine
from camp_desk.ui.widgets.labels import Label
from camp_desk.ui.widgets.tables import Table
from camp_desk.ui.workspace import Workspace

_TOPICS = {Topic.STOCK, Topic.FINDINGS}


class CountsDialog(Dialog):
    """Shows the counts beside the piles of the chosen one."""

    def __init__(
        self, look: Look, workspace: Workspace[Camp, Views], parent: QWidget | None = None
    ) -> None:
        words = look.words
        super().__init__(look, words("Counts"), parent)
        self._workspace = workspace
        self._seen: CountsSeen | None = None
        self._count: CountSeen | None = None
        self._wanted = ""
        self.entry: CountEntryDialog | None = None
        self.due = Banner(look)
        self.counts: RowsModel[Count] = RowsModel(count_columns(words), self)
        self.list = Table(
            look, words("Counts"), self.counts, row=50, empty=words("Nothing was counted yet.")
        )
        self.lines: RowsModel[Reviewed] = RowsModel(line_columns(words, {}), self)
        self.table = Table(
            look, words("Piles of the count"), self.lines, row=50,
            empty=words("Choose a count, or open one."),
        )  # fmt: skip
        self.new = Button(look, words("New count"), "plus", "primary")
        self.number = SearchLine(look, words("Number on the sheet"), words("Number on the sheet"))
        self.sheet = Button(look, words("Print sheet"), "printer")
        self.enter = Button(look, words("Enter a count"), "pencil")
        self.found = Button(look, words("Not on the sheet …"), "plus")
        self.approve = Button(look, words("Approve and post"), "check", "primary")
        self.confirm = Button(look, words("Confirm"), "check", "primary")
        self.abandon = Button(look, words("Abandon"), "x", "danger")
        self.tolerance = Button(look, words("Tolerances …"), "scale", "ghost")
        self.close_button = Button(look, words("Close"), part="ghost")
        self.title = Label(look, part="title", wrapped=True)
        self.told = Banner(look)
        self.said = Banner(look)
        self._lay_out(look)
        self._connect()
        self._show_count(None)
        self.fit(1240, 720)
        self.list.setFocus()
        self._refresh()

    @classmethod
    def ask(
        cls, look: Look, workspace: Workspace[Camp, Views], parent: QWidget | None = None
    ) -> None:
        """Show the counts until they are closed."""
        cls(look, workspace, parent).wait()

    def _lay_out(self, look: Look) -> None:
        words = self._words
        left, right = Card(), Card()
        head = row(look, (Label(look, words("Counts"), "title"), 1), self.new)
        left.setLayout(
            padded(look, column(look, head, self.number, (self.list, 1), gap=10), 14, 12)
        )
        left.setFixedWidth(look.px(310))
        room = QWidget()
        self.doing = Tools(
            look, self.sheet, self.enter, self.found, (room, 1), self.abandon, self.confirm,
            self.approve, giving_way=(self.found, self.abandon, self.sheet, self.enter),
        )  # fmt: skip
        inside = column(look, self.title, self.told, (self.table, 1), self.doing, gap=10)
        right.setLayout(padded(look, inside, 14, 12))
        box = column(
            look,
            self.due,
            self.said,
            (row(look, left, (right, 1), gap=12), 1),
            row(look, self.tolerance, None, self.close_button),
            gap=10,
        )
        self.setLayout(padded(look, box, 14))

    def _connect(self) -> None:
        self._workspace.changed.connect(self._changed)
        self.list.selectionModel().currentRowChanged.connect(self._choose)
        self.new.clicked.connect(self._new)
        self.number.returnPressed.connect(self._find)
        self.sheet.clicked.connect(self._print)
        self.enter.clicked.connect(self._enter)
        self.found.clicked.connect(self._found)
        self.approve.clicked.connect(self._approve)
        self.confirm.clicked.connect(self._confirm)
        self.abandon.clicked.connect(self._ask_to_abandon)
        self.tolerance.clicked.connect(self._ask_tolerance)
        self.close_button.clicked.connect(self.accept)

    # Looking

    @Slot(object)
    def _changed(self, changes: Changes) -> None:
        if changes & _TOPICS:
            self._refresh()

    def _refresh(self) -> None:
        self._workspace.read(look_at_counts, self._show, self._trouble)

    def _show(self, seen: CountsSeen) -> None:
        self._seen = seen
        self.lines.columns = line_columns(self._words, seen.items)
        self.due.say("info", due_sentence(seen, self._words))
        wanted = self._wanted or (self._count.count.number if self._count else "")
        self.counts.show(seen.counts)
        numbers = [each.number for each in seen.counts]
        if numbers:
            at = numbers.index(wanted) if wanted in numbers else 0
            self.list.setCurrentIndex(self.counts.index(at, 0))
        self._show_count(None if not numbers else self._count)

    @Slot()
    def _find(self) -> None:
        """Go to the count whose sheet came back; its last digits are enough."""
        typed = latin(self.number.words).upper()
        at = next(
            (n for n, each in enumerate(self.counts.rows) if typed and each.number.endswith(typed)),
            None,
        )
        if at is None:
            self._say("danger", self._words("There is no such count among these."))
            return
        self._say("info", "")
        self.list.setCurrentIndex(self.counts.index(at, 0))
        self.enter.setFocus()

    @Slot(object)
    def _choose(self, index: Index) -> None:
        if index.isValid():
            self._wanted = self.counts.row(index).number
            self._workspace.read(
                partial(look_at_count, self._wanted), self._show_count, self._trouble
            )

    def _show_count(self, seen: CountSeen | None) -> None:
        self._count = seen
        state = seen.count.state if seen else None
        is_open = state is State.OPEN
        self.lines.show(seen.lines if seen else ())
        if seen is None:
            self.title.say(self._words("No count chosen"))
            self.told.say("info", "")
        else:
            self.title.say(ltr(seen.count.number))
            said, tone = count_said(seen, self._words)
            self.told.say(tone, said)
        self.sheet.setEnabled(is_open)
        for button in (self.enter, self.found, self.abandon):
            button.setVisible(is_open)
        self.approve.setVisible(is_open and seen is not None and seen.ready)
        self.confirm.setVisible(seen is not None and seen.waiting)
        self.doing.make_room()

    # Doing

    @Slot()
    def _new(self) -> None:
        if self._seen is None:
            return
        wanted = NewCountDialog.ask(self._look, self._seen, self)
        if wanted is not None:
            self._do(partial(_open, wanted), self._opened)

    def _opened(self, opened: counting.Opened) -> None:
        self._wanted = opened.number
        self._say(
            "ok",
            self._words.plural(
                "Count {number} is open for {n} pile: print its sheet.",
                "Count {number} is open for {n} piles: print its sheet.",
                opened.piles,
                number=ltr(opened.number),
            ),
        )

    @Slot()
    def _print(self) -> None:
        if self._count is not None:
            number = self._count.count.number
            self._do(partial(_sheet, number, self._words), self._show_sheet)

    def _show_sheet(self, pdf: bytes) -> None:
        show_paper(self._look, self._words("Count sheet"), pdf, self.window())

    @Slot()
    def _enter(self) -> None:
        if self._count is None or self._seen is None:
            return
        number = self._count.count.number
        self.entry = CountEntryDialog(self._look, number, self._count.lines, self._seen.items, self)
        self.entry.entered.connect(partial(self._save, number))
        self.entry.finished.connect(self._left)
        self.entry.open()

    @Slot()
    def _found(self) -> None:
        if self._count is None or self._seen is None:
            return
        today = self._seen.today
        found = FoundDialog.ask(self._look, self._seen.items, lambda: today, self)
        if found is not None:
            self._do(partial(_found, self._count.count.number, found), self._entered)

    @Slot()
    def _left(self) -> None:
        entry, self.entry = self.entry, None
        if entry is not None:
            entry.deleteLater()

    def _save(self, number: str, typed: Typed) -> None:
        self._workspace.do(partial(_enter, number, typed), self._entered, self._not_entered)

    def _not_entered(self, error: CampDeskError) -> None:
        if self.entry is not None:
            self.entry.show_trouble(with_codes(self._words.sentence(error)))

    def _entered(self, entered: counting.Entered) -> None:
        words = self._words
        if self.entry is not None:
            self.entry.accept()
        said = words("Saved.")
        if entered.differing:
            lines = ltr(", ".join(map(str, entered.differing)))
            said += " " + words("Count these lines again, they differ: {lines}", lines=lines)
        elif entered.waiting:
            said += " " + words("Now the second person enters the same sheet.")
        self._say("warn" if entered.differing else "ok", said)

    @Slot()
    def _approve(self) -> None:
        if self._count is not None:
            self._do(partial(_approve, self._count.count.number), self._approved)

    def _approved(self, done: counting.Approved) -> None:
        words = self._words
        said = words("Recorded as {number}.", number=ltr(done.number))
        if done.awaiting:
            said += " " + words("A second person is to confirm it.")
        self._say("warn" if done.awaiting else "ok", said)

    @Slot()
    def _confirm(self) -> None:
        if self._count is not None:
            number = self._count.count.number
            action = partial(_confirm, number, "")
            self._workspace.do(action, self._confirmed, partial(self._not_confirmed, number))

    def _not_confirmed(self, number: str, error: CampDeskError) -> None:
        """Ask whoever is alone how they made sure."""
        if not isinstance(error, AloneWithoutReason):
            self._trouble(error)
        elif how := MadeSureDialog.ask(self._look, self):
            self._do(partial(_confirm, number, how), self._confirmed)

    def _confirmed(self, _changes: Changes) -> None:
        self._say("ok", self._words("Confirmed."))

    @Slot()
    def _ask_tolerance(self) -> None:
        if self._seen is None:
            return
        wanted = ToleranceDialog.ask(self._look, self._seen.tolerance, self)
        if wanted is not None:
            self._do(partial(_tolerate, wanted), self._tolerated)

    def _tolerated(self, _changes: Changes) -> None:
        self._refresh()
        self._say("ok", self._words("From now on counts are compared with these tolerances."))

    @Slot()
    def _ask_to_abandon(self) -> None:
        if self._count is None:
            return
        words, number = self._words, self._count.count.number
        said = words(
            "What was entered is not used, the books stay as they are, and goods may move."
        )
        question = Question(
            words("Abandon count {number}?", number=ltr(number)), "x", said, (), words("Abandon")
        )
        dialog = ConfirmDialog(self._look, question, self)
        dialog.accepted.connect(partial(self._abandon, number))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _abandon(self, number: str) -> None:
        self._do(partial(_abandon, number), self._abandoned)

    def _abandoned(self, _changes: Changes) -> None:
        self._say("ok", self._words("The count is abandoned: goods may move again."))

    def _do(self, action: Callable[[Camp], object], done: Callable[..., None]) -> None:
        self._workspace.do(action, done, self._trouble)

    def _trouble(self, error: CampDeskError) -> None:
        self._say("danger", with_codes(self._words.sentence(error)))

    def _say(self, tone: str, told: str) -> None:
        self.said.say(tone, told)


def _open(wanted: tuple[StoreId, tuple[str, ...]], camp: Camp) -> counting.Opened:
    store, items = wanted
    return counting.open_count(camp, store, items)


def _enter(number: str, typed: Typed, camp: Camp) -> counting.Entered:
    return counting.enter(camp, number, typed.counter, typed.found, typed.remarks)


def _found(number: str, found: tuple[str, Came], camp: Camp) -> counting.Entered:
    return counting.enter_found(camp, number, *found)


def _approve(number: str, camp: Camp) -> counting.Approved:
    return counting.approve(camp, number)


def _confirm(number: str, how: str, camp: Camp) -> Changes:
    return confirming_counts.confirm(camp, number, how)


def _tolerate(wanted: Tolerance, camp: Camp) -> Changes:
    return counting.set_tolerance(camp, sealed=wanted.sealed, loose=wanted.loose)


def _abandon(number: str, camp: Camp) -> Changes:
    return counting.abandon(camp, number)


def _sheet(number: str, words: Words, camp: Camp) -> bytes:
    out = BytesIO()
    other = second_language(words)
    count_sheets.print_count_sheet(camp, number, out, words=words, other=other)
    return out.getvalue()
