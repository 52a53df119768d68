"""Long work as a person sees it: what is happening, how far it is, and Cancel."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QProgressBar, QWidget

from camp_desk.ui.jobs import Job
from camp_desk.ui.look import Look
from camp_desk.ui.widgets.boxes import column, row
from camp_desk.ui.widgets.buttons import Button
from camp_desk.ui.widgets.labels import Label


class Working(QWidget):
    """Shows one job while it lasts; hidden before and after."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._words = look.words
        self._job: Job | None = None
        self._doing: tuple[str, ...] = ()
        self.said = Label(look, part="strong")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.cancel = Button(look, look.words("Cancel"), "x")
        line = row(look, (column(look, self.said, self.bar, gap=6), 1), self.cancel, gap=16)
        line.setAlignment(self.cancel, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(line)
        self.cancel.clicked.connect(self.stop)
        self.hide()

    @property
    def busy(self) -> bool:
        """Tell whether a job is under way."""
        return self._job is not None

    def follow(self, job: Job, doing: Sequence[str], *, stoppable: bool = True) -> None:
        """Show a job that is about to be handed in.

        Args:
            job: The work.
            doing: What is happening, one after the other; each has an equal part of the way.
            stoppable: Whether the job reports, so that it can be stopped.
        """
        self._job, self._doing = job, tuple(doing)
        self.cancel.setVisible(stoppable)
        self.cancel.setEnabled(True)
        self._show(0, 0)
        job.progressed.connect(self._progressed)
        job.finished.connect(self._finished)
        self.show()

    @Slot()
    def stop(self) -> None:
        """Ask the job to stop; what it wrote is taken back."""
        if self._job is not None and self.cancel.isEnabled() and not self.cancel.isHidden():
            self._job.cancel()
            self.cancel.setEnabled(False)
            self.said.say(self._words("Stopping …"))

    @Slot(object, object)
    def _progressed(self, done: int, total: int) -> None:
        if self.sender() is self._job and self.cancel.isEnabled():
            self._show(done, total)

    @Slot()
    def _finished(self) -> None:
        if self.sender() is self._job:
            self._job = None
            self.hide()

    def _show(self, done: int, total: int) -> None:
        last = len(self._doing) - 1
        said = self._doing[min(last, done * len(self._doing) // total if total else 0)]
        self.bar.setRange(0, total)  # 0 to 0 is a bar that only moves
        self.bar.setValue(done)
        self.bar.setAccessibleName(said)
        self.said.say(said)
