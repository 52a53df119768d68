"""Comparing the whole camp for families registered twice, while others go on with their work."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QProgressBar, QWidget

from camp_desk.actions.whole_camp import Outcome, Step
from camp_desk.domain.errors import CampDeskError
from camp_desk.ui.comparing import WholeCampRun
from camp_desk.ui.dialogs import Dialog
from camp_desk.ui.look import Look
from camp_desk.ui.widgets.banners import Banner
from camp_desk.ui.widgets.boxes import column, padded, row
from camp_desk.ui.widgets.buttons import Button
from camp_desk.ui.widgets.labels import Label


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
