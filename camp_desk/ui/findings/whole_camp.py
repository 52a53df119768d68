"""Comparing the whole camp for families registered twice, while others go on with their work."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QProgressBar, QWidget

from camp_desk.actions.whole_camp import Outcome, Step, WholeCamp
from camp_desk.domain.errors import CampDeskError
from camp_desk.storage.camp import Camp
from camp_desk.storage.views import Views
from camp_desk.ui.dialogs import Dialog
from camp_desk.ui.look import Look
from camp_desk.ui.widgets.banners import Banner
from camp_desk.ui.widgets.boxes import column, padded, row
from camp_desk.ui.widgets.buttons import Button
from camp_desk.ui.widgets.labels import Label
from camp_desk.ui.workspace import Workspace


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


class WholeCampDialog(Dialog):
    """Shows how far the comparison is, and lets it be stopped; the window behind can be used."""

    findings_wanted = Signal()

    def __init__(self, look: Look, run: WholeCampRun, parent: QWidget | None = None) -> None:
        words = look.words
        super().__init__(look, words("Check the whole camp for duplicates"), parent)
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._run = run
        self.what = Label(look, part="strong", wrapped=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.told = Banner(look)
        hint = words("You can go on working; whatever is saved meanwhile is saved at once.")
        self.stop = Button(look, words("Stop"), "x")
        self.show_findings = Button(look, words("Look at the findings"), "list-checks", "primary")
        self.show_findings.hide()
        self.close_button = Button(look, words("Close"), part="ghost")
        foot = row(look, self.show_findings, self.stop, None, self.close_button)
        box = column(
            look, self.what, self.bar, self.told, Label(look, hint, "hint", wrapped=True), None,
            foot, gap=12,
        )  # fmt: skip
        self.setLayout(padded(look, box, 20, 16))
        self.fit(560, 190)
        self.stop.clicked.connect(self._stop)
        self.close_button.clicked.connect(self.close)
        self.show_findings.clicked.connect(self.findings_wanted)
        self.show_findings.clicked.connect(self.close)
        run.progressed.connect(self._progressed)
        run.ended.connect(self._ended)
        run.failed.connect(self._failed)
        self.what.say(words("Comparing all families with one another …"))
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(words("Comparing all families with one another …"))
        run.begin()

    @Slot(object)
    def _progressed(self, step: Step) -> None:
        self.bar.setRange(0, max(1, step.total))
        self.bar.setValue(step.done)
        said_ = self._words(
            "{done} of {total} families compared, {found} new pairs found",
            done=f"{step.done:,}", total=f"{step.total:,}", found=f"{step.found:,}",
        )  # fmt: skip
        self.what.say(said_)
        self.bar.setAccessibleName(said_)

    @Slot()
    def _stop(self) -> None:
        self.stop.setEnabled(False)
        self._run.stop()

    @Slot(object)
    def _ended(self, outcome: Outcome) -> None:
        self.stop.hide()
        self.bar.hide()
        self.what.hide()
        waits = bool(outcome.duplicates or outcome.children)
        self.show_findings.setVisible(waits)
        self.told.say("info" if waits else "ok", outcome.sentence(self._words))
        (self.show_findings if waits else self.close_button).setFocus()

    @Slot(object)
    def _failed(self, error: CampDeskError) -> None:
        self.stop.hide()
        self.bar.hide()
        self.what.hide()
        self.told.say("danger", self._words.sentence(error))
