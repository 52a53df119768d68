"""One open camp as the tabs see it: ask for writing or reading, hear what changed."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, Signal, Slot
from shiboken6 import isValid

from camp_desk.domain.errors import CampDeskError, NotAllowed
from camp_desk.ui.jobs import Job, Worker

Camp = TypeVar("Camp")
Views = TypeVar("Views")
T = TypeVar("T")


Trouble = Callable[[CampDeskError], None]


@dataclass(frozen=True, slots=True)
class _Answers:
    done: Callable[[Any], None] | None
    trouble: Trouble | None


class _Errand(Job):
    """A piece of work that knows who waits for it, and whether somebody still does."""

    def __init__(self, work: Callable[[Any], object], answers: _Answers, lane: Hashable) -> None:
        super().__init__(work)
        self._lock = threading.Lock()
        self._owned: object = None
        self.answers = answers
        self.lane = lane
        self.overtaken = False

    def overtake(self) -> None:
        """Make the answer unwanted; a query that is under way is interrupted."""
        self.overtaken = True
        self.cancel()
        with self._lock:  # else the next errand's query might be the one that is interrupted
            interrupt = getattr(self._owned, "interrupt", None)
            if interrupt is not None:
                interrupt()

    def _do(self, work: Callable[..., object], owned: object) -> object:
        with self._lock:
            self._owned = owned
        try:
            return work(owned)
        finally:
            with self._lock:
                self._owned = None

    def _forget(self) -> None:
        super()._forget()
        self.answers, self.lane = _Answers(None, None), None


class Workspace(QObject, Generic[Camp, Views]):
    """Two threads: one owns the camp and writes, the other owns the views and reads.

    All answers come on the screen's thread.  What a widget that is gone asked for is dropped.
    """

    opened = Signal()
    ending = Signal()
    """The camp is wanted no more, whether it is open by now or not."""
    refused = Signal(object)
    """The camp could not be opened: a CampDeskError, or a bug."""
    changed = Signal(object)
    """What an action changed: a frozenset of topics."""
    crashed = Signal(object)
    """An exception that is nobody's business but the crash dialog's."""
    unheard = Signal(object)
    """A CampDeskError of a question whose asker does not say errors."""
    busy_changed = Signal(bool)
    """Whether something is being written."""

    def __init__(
        self,
        open_writer: Callable[[], Camp],
        open_reader: Callable[[], Views],
        parent: QObject | None = None,
    ) -> None:
        """Take how to open both; each is called on its own thread, the writer first."""
        super().__init__(parent)
        self._writer: Worker[Camp] = Worker(open_writer, _close, self)
        self._reader: Worker[Views] = Worker(open_reader, _close, self)
        self._writer.opened.connect(self._reader.begin)
        self._reader.opened.connect(self.opened)
        self._writer.refused.connect(self.refused)
        self._reader.refused.connect(self.refused)
        self._waiting: set[Job] = set()
        self._latest: dict[Hashable, _Errand] = {}
        self._ended = False

    def begin(self) -> None:
        """Open the camp; ``opened`` or ``refused`` follows."""
        self._writer.begin()

    def end(self) -> None:
        """Finish what is being written, drop what is being read, and close.

        Nothing that is asked afterwards is done: a pause in typing may end in a window that is
        about to go.
        """
        self._ended = True
        self.ending.emit()
        for errand in self._latest.values():
            errand.overtake()
        self._reader.end()
        self._writer.end()

    def do(
        self,
        action: Callable[[Camp], T],
        on_done: Callable[[T], None] | None = None,
        on_trouble: Trouble | None = None,
    ) -> None:
        """Do an action; then say what changed, then call back.

        What changed is the action's result, or that result's ``changes``.
        """
        if self._ended:
            return
        errand = _Errand(action, _Answers(on_done, on_trouble), None)
        errand.succeeded.connect(self._written)
        self._hand_in(self._writer, errand)
        self.busy_changed.emit(True)

    def read(
        self,
        query: Callable[[Views], T],
        on_done: Callable[[T], None],
        on_trouble: Trouble | None = None,
        lane: Hashable = None,
    ) -> None:
        """Ask a question; a later one in the same lane makes the answer to this one unwanted.

        The lane is ``on_done`` itself if none is named.
        """
        if self._ended:
            return
        lane = on_done if lane is None else lane
        if (earlier := self._latest.get(lane)) is not None:
            earlier.overtake()
        errand = _Errand(query, _Answers(on_done, on_trouble), lane)
        self._latest[lane] = errand
        errand.succeeded.connect(self._answered)
        self._hand_in(self._reader, errand)

    def start(self, job: Job) -> None:
        """Let the writing thread do long work; its result is announced like an action's."""
        if self._ended:
            return
        job.succeeded.connect(self._written)
        self._hand_in(self._writer, job)
        self.busy_changed.emit(True)

    def _hand_in(self, worker: Worker[Any], job: Job) -> None:
        self._waiting.add(job)
        job.failed.connect(self._failed)
        job.finished.connect(self._finished)
        worker.start(job)

    @Slot(object)
    def _written(self, result: object) -> None:
        changes = result if isinstance(result, frozenset) else getattr(result, "changes", None)
        if changes:
            self.changed.emit(changes)
        self._answered(result)

    @Slot(object)
    def _answered(self, result: object) -> None:
        errand = self.sender()
        if isinstance(errand, _Errand) and not errand.overtaken:
            _call(errand.answers.done, result)

    @Slot(object)
    def _failed(self, error: Exception) -> None:
        job = self.sender()
        if isinstance(job, _Errand) and job.overtaken:
            return
        if isinstance(error, CampDeskError):
            if isinstance(job, _Errand):
                self._refuse(job, error)
            return
        self.crashed.emit(error)

    def _refuse(self, errand: _Errand, error: CampDeskError) -> None:
        asked_without_saying = errand.answers.trouble is None and errand.lane is not None
        if not asked_without_saying:
            _call(errand.answers.trouble, error)
        elif not isinstance(error, NotAllowed):  # such an officer's screens lack that part
            self.unheard.emit(error)

    @Slot()
    def _finished(self) -> None:
        job = self.sender()
        self._waiting.discard(job)
        if isinstance(job, _Errand) and self._latest.get(job.lane) is job:
            del self._latest[job.lane]
        writing = any(not isinstance(each, _Errand) or each.lane is None for each in self._waiting)
        self.busy_changed.emit(writing)


def _close(owned: object) -> None:
    close = getattr(owned, "close", None)
    if close is not None:
        close()


def _call(callback: Callable[[Any], None] | None, value: object) -> None:
    """Call back, unless the widget that asked is gone."""
    if callback is not None and _is_alive(callback):
        callback(value)


def _is_alive(callback: Callable[[Any], None]) -> bool:
    function = callback
    while isinstance(function, partial):
        function = function.func
    owner = getattr(function, "__self__", None)
    return not isinstance(owner, QObject) or isValid(owner)
