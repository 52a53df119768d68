"""Work off the screen's thread: single pieces with progress and cancel, and who does them."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Qt, QThread, Signal, Slot

Owned = TypeVar("Owned")

_STEPS = 500
"""How often at most progress is told."""

Report = Callable[[int, int], None]
"""Called by long work now and then with what is done and how much there is in all."""


class Cancelled(BaseException):
    """A person asked the work to stop; raised by ``report`` so that transactions roll back."""


class Job(QObject):
    """One piece of work.  Connect first, then hand it to a worker.

    Exactly one of succeeded, failed and cancelled is emitted, then finished.  Connect them to
    methods of QObjects, never to lambdas: those would run on the worker's thread.
    """

    progressed = Signal(object, object)  # done, total
    succeeded = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    finished = Signal()

    def __init__(self, work: Callable[..., object], parent: QObject | None = None) -> None:
        """Take what is to be done: a function of what the worker owns and of ``report``."""
        super().__init__(parent)
        self._work = work
        self._stop = threading.Event()
        self._told = -1

    def cancel(self) -> None:
        """Ask the work to stop at its next report; what it wrote is rolled back."""
        self._stop.set()

    def run(self, owned: object) -> None:
        """Do the work, on the thread that owns what it needs."""
        try:
            self._stop_if_asked()
            with _told(owned):
                result = self._do(self._work, owned)
        except Cancelled:
            self.cancelled.emit()
        except Exception as error:  # noqa: BLE001  carried to the window, which sorts it
            self.failed.emit(error)
        else:
            self.succeeded.emit(result)
        self.finished.emit()

    def _do(self, work: Callable[..., object], owned: object) -> object:
        return work(owned, self._report)

    def keep(self, keeper: QObject) -> None:
        """Live on the screen's thread until after the end, whoever else still holds the job."""
        self.setParent(keeper)
        self.finished.connect(self._let_go)

    @Slot()
    def _let_go(self) -> None:
        """Drop what the work holds (widgets, often) here: the worker may be the last to hold us."""
        self.deleteLater()
        self._forget()  # last: the keeper itself may go with what was held

    def _forget(self) -> None:
        self._work = _nothing

    def _report(self, done: int, total: int) -> None:
        self._stop_if_asked()
        step = done * _STEPS // total if total else done // _STEPS
        if step != self._told:  # each one is an event for the screen's thread
            self._told = step
            self.progressed.emit(done, total)

    def _stop_if_asked(self) -> None:
        if self._stop.is_set():
            raise Cancelled


def _nothing(*_: object) -> None:
    """Stand where the work was."""


def _told(owned: object) -> AbstractContextManager[None]:
    """Return what turns the errors of a connection into sentences, if it is one."""
    told: Callable[[], AbstractContextManager[None]] = getattr(owned, "told", nullcontext)
    return told()


class _Owner(QObject, Generic[Owned]):
    """Lives on the worker's thread, and owns there what is bound to a thread."""

    opened = Signal()
    refused = Signal(object)

    def __init__(
        self, open_it: Callable[[], Owned], close_it: Callable[[Owned], None] | None
    ) -> None:
        super().__init__()
        self._open, self._close = open_it, close_it
        self._owned: Owned | None = None

    @Slot()
    def open(self) -> None:
        """Open what is owned."""
        try:
            self._owned = self._open()
        except Cancelled:
            return  # nobody waits for it any more
        except Exception as error:  # noqa: BLE001  carried to the window, which sorts it
            self.refused.emit(error)
        else:
            self.opened.emit()

    @Slot(object)
    def run(self, job: Job) -> None:
        """Do one piece of work."""
        job.run(self._owned)

    @Slot()
    def close(self) -> None:
        """Close what is owned, and end the thread."""
        owned, self._owned = self._owned, None
        if owned is not None and self._close is not None:
            self._close(owned)
        QThread.currentThread().quit()


class Worker(QObject, Generic[Owned]):
    """A thread that opens one thing (a connection, or nothing), and works with it in turn."""

    opened = Signal()
    refused = Signal(object)

    _open_wanted = Signal()
    _work_wanted = Signal(object)
    _close_wanted = Signal()

    def __init__(
        self,
        open_it: Callable[[], Owned],
        close_it: Callable[[Owned], None] | None = None,
        parent: QObject | None = None,
    ) -> None:
        """Take how to open and to close what is owned; both run on the thread."""
        super().__init__(parent)
        self._thread = QThread(self)
        self._owner = _Owner(open_it, close_it)
        self._owner.moveToThread(self._thread)
        self._owner.opened.connect(self.opened)
        self._owner.refused.connect(self.refused)
        queued = Qt.ConnectionType.QueuedConnection
        self._open_wanted.connect(self._owner.open, queued)
        self._work_wanted.connect(self._owner.run, queued)
        self._close_wanted.connect(self._owner.close, queued)

    def begin(self) -> None:
        """Start the thread and open; ``opened`` or ``refused`` follows."""
        self._thread.start()
        self._open_wanted.emit()

    def start(self, job: Job) -> None:
        """Do a piece of work after those that were handed in before it."""
        job.keep(self)
        self._work_wanted.emit(job)

    def end(self) -> None:
        """Finish what is under way, close, and wait for the thread to end."""
        if self._thread.isRunning():
            self._close_wanted.emit()
            self._thread.wait()
