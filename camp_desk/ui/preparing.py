"""A camp that an earlier version wrote: how far its search is made anew, told across threads."""

from __future__ import annotations

import threading

from PySide6.QtCore import QObject, Signal, Slot

from camp_desk.ui.jobs import Cancelled


class Preparing(QObject):
    """Carries what the opening thread reports to the page that waits, and a wish to stop back."""

    progressed = Signal(object, object)  # done, total

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stopped = threading.Event()

    def report(self, done: int, total: int) -> None:
        """Tell how far it is; called on the thread that opens the camp.

        Raises:
            Cancelled: Nobody waits any more: the file stays as it was.
        """
        if self._stopped.is_set():
            raise Cancelled
        self.progressed.emit(done, total)

    @Slot()
    def stop(self) -> None:
        """Stop at the next report."""
        self._stopped.set()
