"""The dialog that takes in a list: reads it, shows it, corrects it, takes it in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from camp_desk.actions.lists import TakenIn
from camp_desk.domain.errors import CampDeskError
from camp_desk.spreadsheets.fields import Target
from camp_desk.spreadsheets.mapping import Mapping, Shape
from camp_desk.spreadsheets.outcome import Rejected, Understood
from camp_desk.spreadsheets.table import Table
from camp_desk.storage.camp import Camp
from camp_desk.storage.listed import Lookalike
from camp_desk.storage.views import Views
from camp_desk.ui.dialogs import Dialog
from camp_desk.ui.direction import isolated, ltr
from camp_desk.ui.findings import FindingsDialog
from camp_desk.ui.jobs import Job, Worker
from camp_desk.ui.keys import on_ctrl_enter
from camp_desk.ui.lists import work
from camp_desk.ui.lists.choose import ChoosePage
from camp_desk.ui.lists.preview import PreviewPage
from camp_desk.ui.lists.result import ResultPage
from camp_desk.ui.look import Look
from camp_desk.ui.widgets.banners import Banner
from camp_desk.ui.widgets.boxes import column, padded, row
from camp_desk.ui.widgets.buttons import Button
from camp_desk.ui.widgets.labels import Label
from camp_desk.ui.widgets.working import Working
from camp_desk.ui.workspace import Workspace

_CHOOSE, _PREVIEW, _RESULT = range(3)
_MEMORY = "memory of columns"
"""The lane of the question what is remembered."""


class ListDialog(Dialog):
    """One list after the other.  Reads on a thread of its own; keeps nothing outside the camp."""

    def __init__(
        self,
        look: Look,
        workspace: Workspace[Camp, Views],
        now: Callable[[], datetime],
        parent: QWidget | None = None,
    ) -> None:
        words = look.words
        super().__init__(look, words("Take in a list"), parent)
        self._workspace, self._now = workspace, now
        self._worker: Worker[object] = Worker(object, None, self)
        self._worker.begin()
        self._job: Job | None = None
        self._taking_in = False
        self._table: Table | None = None
        self._mapping: Mapping | None = None
        self._understood: Understood | None = None
        self._rejected: Sequence[Rejected] = ()
        self._likes: Sequence[Lookalike] = ()
        self.setAcceptDrops(True)
        self.choosing = ChoosePage(look)
        self.preview = PreviewPage(look)
        self.outcome = ResultPage(look)
        self.working = Working(look)
        self.saved = Banner(look)
        self.title = Label(look, part="title")
        self.go = Button(look, words("Take in"), "check", "primary")
        self.go.setToolTip("Ctrl+Enter")
        self.other = Button(look, words("Another file"), part="ghost")
        self.close_button = Button(look, words("Close"), part="ghost")
        self._pages = QStackedWidget()
        self._lay_out()
        self._connect()
        self._show(_CHOOSE)
        self.fit(1320, 720)

    @classmethod
    def ask(
        cls,
        look: Look,
        workspace: Workspace[Camp, Views],
        now: Callable[[], datetime],
        parent: QWidget | None = None,
    ) -> None:
        """Take in lists until the dialog is closed."""
        cls(look, workspace, now, parent).wait()

    def read(self, untrusted_path: Path) -> None:
        """Read a file, and show what was understood of it."""
        self.choosing.trouble.say("info", "")
        memory: dict[str, str] = {}
        job = Job(partial(work.read, untrusted_path, self._now().date(), memory))
        doing = (self._words("Reading the file"), self._words("Understanding the rows"))
        self._follow(job, self._was_read, doing)
        self.choosing.setEnabled(False)
        self._workspace.read(
            Views.remembered_columns, partial(self._read_with, job, memory), lane=_MEMORY
        )

    def _read_with(self, job: Job, memory: dict[str, str], known: dict[str, str]) -> None:
        memory.update(known)
        self._worker.start(job)

    def save_rejected(self, path: Path) -> None:
        """Write the rows that were not taken in as a spreadsheet beside their reasons."""
        if self._table is None or self._mapping is None:
            return
        name = self.preview.name.words
        job = Job(
            partial(work.save, path, self._table, self._mapping, self._rejected, self._words, name)
        )
        self._begin(job, self._was_saved, (self._words("Saving"),))

    def take_in(self) -> None:
        """Take the list in; all of it, or nothing when it is cancelled."""
        if self._understood is None or self._table is None or self._mapping is None:
            return
        if not self.preview.ready or self.working.busy:
            return
        words = self._words
        job = Job(
            partial(
                work.take_in, self._understood, self._table, self._mapping, self.preview.name.words
            )
        )
        self._follow(
            job,
            self._was_taken_in,
            (words("Taking in the families"), words("Looking for families that are here already")),
        )
        for widget in (self.preview, self.other, self.close_button):
            widget.setEnabled(False)
        self._taking_in = True
        self._workspace.start(job)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept one file of this computer."""
        urls = event.mimeData().urls()
        if len(urls) == 1 and urls[0].isLocalFile() and not self.working.busy:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the file that was dropped."""
        event.acceptProposedAction()
        self.read(Path(event.mimeData().urls()[0].toLocalFile()))

    def reject(self) -> None:
        """Stop what is under way; close if there is nothing."""
        if self.working.busy and self._pages.currentIndex() == _PREVIEW:
            self.working.stop()
            return
        super().reject()

    def done(self, result: int) -> None:
        """Close, and end the thread that reads; what the camp takes in already goes on."""
        if self._job is not None and not self._taking_in:
            self._job.cancel()
        self._worker.end()
        super().done(result)

    @property
    def _page(self) -> QWidget:
        return (self.choosing, self.preview, self.outcome)[self._pages.currentIndex()]

    def _lay_out(self) -> None:
        look = self._look
        for page in (self.choosing, self.preview, self.outcome):
            self._pages.addWidget(page)
        foot = row(look, (self.working, 1), None, self.close_button, self.other, self.go)
        box = column(look, self.title, (self._pages, 1), self.saved, foot, gap=12)
        self.setLayout(padded(look, box, 16))
        self.give_way(self.title)

    def _connect(self) -> None:
        self.choosing.chosen.connect(self._file_chosen)
        self.preview.column_chosen.connect(self._column_chosen)
        self.preview.shape_chosen.connect(self._shape_chosen)
        self.preview.named.connect(self._named)
        self.preview.name_wanted.connect(self._use_that_name)
        self.preview.save_wanted.connect(self._ask_where)
        self.outcome.save_wanted.connect(self._ask_where)
        self.outcome.findings_wanted.connect(self._show_findings)
        self.outcome.another_wanted.connect(self._start_over)
        self.other.clicked.connect(self._start_over)
        self.go.clicked.connect(self.take_in)
        self.close_button.clicked.connect(self.reject)
        on_ctrl_enter(self, self.take_in)

    def _show(self, page: int) -> None:
        words = self._words
        file = isolated(self._table.source.name) if self._table else ""
        titles = {
            _CHOOSE: words("Take in a list"),
            _PREVIEW: words("What was understood of {file}", file=file),
            _RESULT: words("Taken in"),
        }
        self.title.say(titles[page])
        self._pages.setCurrentIndex(page)
        self.go.setVisible(page == _PREVIEW)
        self.other.setVisible(page == _PREVIEW)
        self.saved.say("info", "")
        self._page.setEnabled(True)
        self._page.setFocus()

    def _begin(self, job: Job, done: Callable[..., None], doing: Sequence[str]) -> None:
        self._follow(job, done, doing)
        self._worker.start(job)

    def _follow(self, job: Job, done: Callable[..., None], doing: Sequence[str]) -> None:
        """Let a job be the one that counts; an earlier one is stopped and not heard any more."""
        if self._job is not None:
            self._job.cancel()
        self._job = job
        job.succeeded.connect(done)
        job.failed.connect(self._failed)
        job.cancelled.connect(self._cancelled)
        job.finished.connect(self._finished)
        self.go.setEnabled(False)
        self.working.follow(job, doing)

    def _overtaken(self) -> bool:
        return self.sender() is not self._job

    @Slot(str)
    def _file_chosen(self, path: str) -> None:
        self.read(Path(path))

    @Slot(object)
    def _was_read(self, read: tuple[Table, Mapping, Understood | CampDeskError]) -> None:
        if self._overtaken():
            return
        self._table, self._mapping, understood = read
        self._understood, self._likes = None, ()
        self.preview.show_list(self._table, self._mapping)
        self._show(_PREVIEW)
        self._named(self.preview.name.words)  # the same name as before is no change to the line
        if isinstance(understood, CampDeskError):
            self.preview.show_trouble(self._words.sentence(understood))
        else:
            self._show_understood(understood)

    @Slot(int, object)
    def _column_chosen(self, index: int, target: Target | None) -> None:
        if self._mapping is not None:
            self._correct(self._mapping.with_column(index, target))

    @Slot(object)
    def _shape_chosen(self, shape: Shape) -> None:
        if self._mapping is not None and shape is not self._mapping.shape:
            self._correct(self._mapping.with_shape(shape))

    def _correct(self, mapping: Mapping) -> None:
        if self._table is None:
            return
        self._mapping, self._understood = mapping, None
        self.preview.show_mapping(mapping)
        job = Job(partial(work.understand, self._table, mapping, self._now().date()))
        self._begin(job, self._was_understood, (self._words("Understanding the rows"),))

    @Slot(object)
    def _was_understood(self, understood: Understood) -> None:
        if not self._overtaken():
            self._show_understood(understood)

    def _show_understood(self, understood: Understood) -> None:
        if self._table is None:
            return
        self._understood, self._rejected = understood, understood.rejected
        self.preview.show_understood(understood, self._table, self._now().date())
        self._workspace.read(
            partial(Views.lookalikes, families=understood.registrations), self._show_alike
        )
        self.go.say(
            self._words.plural(
                "Take in {n} household", "Take in {n} households", understood.summary.households
            )
        )
        self._offer()

    def _offer(self) -> None:
        there = self._understood is not None and bool(self._understood.registrations)
        self.go.setEnabled(there and self.preview.ready)

    @Slot(str)
    def _named(self, name: str) -> None:
        if not self.working.busy:
            self._offer()
        self._workspace.read(partial(Views.list_size, name=name), self.preview.say_known)
        self._say_alike()

    def _show_alike(self, likes: Sequence[Lookalike]) -> None:
        self._likes = likes
        self._say_alike()

    def _say_alike(self) -> None:
        """Say which list this one looks like, unless it is to go there."""
        there = any(each.name == self.preview.name.words for each in self._likes)
        self.preview.say_alike(None if there or not self._likes else self._likes[0])

    @Slot()
    def _use_that_name(self) -> None:
        if self._likes:
            self.preview.name.setText(self._likes[0].name)

    @Slot(object)
    def _was_taken_in(self, taken: TakenIn) -> None:
        self._rejected = taken.rejected
        self._show(_RESULT)
        self.outcome.show_result(self.preview.name.words, taken)
        (self.outcome.findings if self.outcome.findings.isVisibleTo(self) else self.close_button
         ).setFocus()  # fmt: skip

    @Slot(object)
    def _failed(self, error: Exception) -> None:
        if self._overtaken():
            return
        if not isinstance(error, CampDeskError):
            self._workspace.crashed.emit(error)
        elif self._pages.currentIndex() == _CHOOSE:
            self.choosing.trouble.say("danger", self._words.sentence(error))
        elif self._pages.currentIndex() == _PREVIEW and self._understood is None:
            self.preview.show_trouble(self._words.sentence(error))
        else:
            self.saved.say("danger", self._words.sentence(error))

    @Slot()
    def _cancelled(self) -> None:
        if self._overtaken():
            return
        said = self._words("Stopped. Nothing was taken in.")
        at_choosing = self._pages.currentIndex() == _CHOOSE
        (self.choosing.trouble if at_choosing else self.saved).say("info", said)

    @Slot()
    def _finished(self) -> None:
        if self._overtaken():
            return
        self._job, self._taking_in = None, False
        for widget in (self._page, self.other, self.close_button):
            widget.setEnabled(True)
        self._offer()

    @Slot()
    def _ask_where(self) -> None:
        words = self._words
        if self._table is None:
            return
        name = words("{list} - not taken in", list=self.preview.name.words or self._table.name)
        path, _ = QFileDialog.getSaveFileName(
            self,
            words("Save the rows that were not taken in"),
            str(self._table.source.with_name(f"{name}.xlsx")),
            "Excel (*.xlsx);;CSV (*.csv)",
        )
        if path:
            self.save_rejected(Path(path))

    @Slot(object)
    def _was_saved(self, path: Path) -> None:
        self.saved.say(
            "warn",
            self._words(
                "Saved as {file}. It is not encrypted: whoever takes this disk can read the names."
                " Delete it when it is corrected and taken in.",
                file=ltr(str(path)),
            ),
        )

    @Slot()
    def _show_findings(self) -> None:
        FindingsDialog.ask(self._look, self._workspace, self)

    @Slot()
    def _start_over(self) -> None:
        if not self.working.busy:
            self._table = self._mapping = self._understood = None
            self._show(_CHOOSE)
