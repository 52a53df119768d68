"""Comparing families with the whole camp, step by step, while the desk goes on with its work."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from camp_desk.actions.comparing import AT_ONCE, Compared, NewFamilies
from camp_desk.actions.whole_camp import Outcome, Step, WholeCamp
from camp_desk.domain.errors import CampDeskError
from camp_desk.storage.camp import Camp
from camp_desk.storage.views import Views
from camp_desk.ui.workspace import Workspace


class NewFamiliesRun(QObject):
    """Goes through the families that wait, step by step; between two steps the desk saves."""

    left = Signal(int)
    """How many families are still to be compared; a handful is not worth a word."""

    def __init__(self, workspace: Workspace[Camp, Views], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._run: NewFamilies | None = None
        self._again = False

    def begin(self) -> None:
        """Compare whoever waits; while a run is under way, look once more at its end."""
        if self._run is not None:
            self._again = True
            return
        self._run, self._again = NewFamilies(), False
        self._step()

    def leave(self) -> None:
        """Take no further step: the camp is about to be closed; the rest waits in its file."""
        self._run = None

    def _step(self) -> None:
        if self._run is not None:
            self._workspace.do(self._run.step, self._stepped, self._trouble)

    def _stepped(self, step: Compared) -> None:
        if self._run is None:
            return
        if not step.finished:
            if step.total > AT_ONCE:
                self.left.emit(step.total - step.done)
            self._step()
            return
        self._run = None
        self.left.emit(0)
        if self._again:
            self.begin()

    def _trouble(self, _error: CampDeskError) -> None:
        """Stop: the disk is full or busy, which whoever saves next hears; the rest waits."""
        self._run = None
        self.left.emit(0)


class WholeCampRun(QObject):
    """Goes through the camp step by step: between two steps the desk saves what others did.

    It outlives the dialog that shows it: a lock closes the dialog, the comparison goes on.
    """

    progressed = Signal(object)  # a Step
    ended = Signal(object)  # an Outcome
    failed = Signal(object)

    def __init__(self, workspace: Workspace[Camp, Views], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._check: WholeCamp | None = None
        self._stopping = False

    @property
    def busy(self) -> bool:
        """Tell whether a comparison is under way."""
        return self._check is not None

    def begin(self) -> None:
        """Begin with the first household, unless a comparison is under way."""
        if self._check is None:
            self._check, self._stopping = WholeCamp(), False
            self._workspace.do(self._check.step, self._stepped, self._trouble)

    def stop(self) -> None:
        """Stop after the step that is under way; what was found so far is kept."""
        self._stopping = True

    def leave(self) -> None:
        """Take no further step: the camp is about to be closed."""
        self._check = None

    def _stepped(self, step: Step) -> None:
        if self._check is None:
            return
        self.progressed.emit(step)
        if step.finished or self._stopping:
            self._workspace.do(self._check.end, self._ended, self._trouble)
        else:
            self._workspace.do(self._check.step, self._stepped, self._trouble)

    def _ended(self, outcome: Outcome) -> None:
        self._check = None
        self.ended.emit(outcome)

    def _trouble(self, error: CampDeskError) -> None:
        self._check = None
        self.failed.emit(error)
