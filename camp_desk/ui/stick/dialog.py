"""The dialog of sticks: sync in both directions with one button, and invite another desk."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QWidget

from camp_desk.actions import sticks
from camp_desk.actions.sticks import Invited
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.roles import Role
from camp_desk.storage.camp import Camp
from camp_desk.storage.passphrase import Cost
from camp_desk.storage.tables import Changes, Topic
from camp_desk.storage.views import Views
from camp_desk.sync.exchange import Exchange
from camp_desk.ui.dialogs import WorkingDialog
from camp_desk.ui.drives import Drive, plugged_in
from camp_desk.ui.findings import FindingsDialog
from camp_desk.ui.jobs import Job, Report, Worker
from camp_desk.ui.look import Look
from camp_desk.ui.stick.cards import InviteCard, PlacesCard, SyncedCard
from camp_desk.ui.widgets.banners import Banner
from camp_desk.ui.widgets.boxes import Scrolled, column, padded, row
from camp_desk.ui.widgets.buttons import Button
from camp_desk.ui.widgets.labels import Label
from camp_desk.ui.widgets.working import Working
from camp_desk.ui.workspace import Workspace

_LOOK_AGAIN_MS = 2000


class StickDialog(WorkingDialog):
    """One exchange after the other, with any stick or folder."""

    def __init__(
        self,
        look: Look,
        workspace: Workspace[Camp, Views],
        parent: QWidget | None = None,
        *,
        drives: Callable[[], list[Drive]] = plugged_in,
        cost: Cost | None = None,
    ) -> None:
        """Take who finds the drives, and the cost of guessing the code if not the usual one."""
        words = look.words
        super().__init__(look, words("Sync with a stick"), parent)
        self._workspace, self._drives, self._cost = workspace, drives, cost
        self._job: Job | None = None
        self._looking: Job | None = None
        self._helper: Worker[object] = Worker(object, None, self)
        self._helper.begin()
        self.places = PlacesCard(look)
        self.sync = Button(look, words("Sync with this stick"), "refresh-cw", "primary")
        self.working = Working(look)
        self.trouble = Banner(look)
        self.synced = SyncedCard(look)
        self.invite = InviteCard(look)
        self.close_button = Button(look, words("Close"), part="ghost")
        hint = words(
            "It takes in what the other laptops wrote and gives them what was written here, in any"
            " order and as often as you like."
        )
        go = row(look, self.sync, (Label(look, hint, "hint", wrapped=True), 1), gap=14)
        inner = QWidget()
        inner.setLayout(
            column(look, self.places, go, self.trouble, self.synced, self.invite, None, gap=12)
        )
        self._body = Scrolled(inner)
        foot = row(look, (self.working, 1), None, self.close_button)
        self.setLayout(padded(look, column(look, (self._body, 1), foot, gap=12), 16))
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_AGAIN_MS)
        self._connect()
        self.fit(780, 660)
        self._look_for_drives()
        self._timer.start()
        self.sync.setFocus()

    @classmethod
    def ask(
        cls, look: Look, workspace: Workspace[Camp, Views], parent: QWidget | None = None
    ) -> None:
        """Sync with sticks until the dialog is closed."""
        cls(look, workspace, parent).wait()

    def done(self, result: int) -> None:
        """Close, and stop looking for drives."""
        self._timer.stop()
        self._helper.end()
        super().done(result)

    def _connect(self) -> None:
        self.sync.clicked.connect(self._sync)
        self.invite.invite.clicked.connect(self._invite)
        self.synced.findings.clicked.connect(self._show_findings)
        self.close_button.clicked.connect(self.reject)
        self._timer.timeout.connect(self._look_for_drives)
        self._workspace.changed.connect(self._changed)

    @Slot()
    def _look_for_drives(self) -> None:
        if self._looking is None:  # a dead network disk answers late or never
            self._looking = Job(partial(_found, self._drives))
            self._looking.succeeded.connect(self._drives_found)
            self._looking.failed.connect(self._workspace.crashed)
            self._helper.start(self._looking)

    @Slot(object)
    def _drives_found(self, drives: list[Drive]) -> None:
        self._looking = None
        if not self.working.busy:
            self.places.show_drives(drives)

    @Slot()
    def _sync(self) -> None:
        words = self._words
        self.invite.forget()
        self.synced.hide()
        folder = self._folder()
        if folder is not None:
            job = Job(partial(_sync, folder))
            job.succeeded.connect(self._was_synced)
            job.cancelled.connect(self._was_stopped)
            self._begin(job, words("Exchanging with the stick: do not pull it out"))

    @Slot()
    def _invite(self) -> None:
        words = self._words
        self.invite.forget()
        self.synced.hide()
        folder = self._folder()
        if folder is not None:
            role = Role(self.invite.role.value)
            job = Job(partial(_invite, folder, self.invite.name.words, role, self._cost))
            job.succeeded.connect(self._was_invited)
            said = words("Writing the invitation: do not pull the stick out")
            self._begin(job, said, stoppable=False)

    def _folder(self) -> Path | None:
        """Return where to go, or say that nothing is chosen."""
        folder = self.places.folder
        missing = self._words("Plug in a stick, or choose a folder.")
        self.trouble.say("warn", "" if folder else missing)
        if folder is None:
            self.places.choose.setFocus()
        return folder

    def _begin(self, job: Job, doing: str, *, stoppable: bool = True) -> None:
        self._job = job
        job.failed.connect(self._failed)
        job.finished.connect(self._finished)
        for widget in (self.places, self.sync, self.invite):
            widget.setEnabled(False)
        self.working.follow(job, (doing,), stoppable=stoppable)
        self._workspace.start(job)

    @Slot(object)
    def _was_synced(self, exchange: Exchange) -> None:
        self.synced.show_exchange(exchange)
        self._read_findings()

    def _read_findings(self) -> None:
        self._workspace.read(Views.findings_count, self.synced.say_findings)
        self._workspace.read(Views.to_compare, self.synced.say_comparing)

    @Slot(object)
    def _changed(self, changes: Changes) -> None:
        if Topic.FINDINGS in changes and not self.synced.isHidden():
            self._read_findings()  # the families that came were compared meanwhile

    @Slot(object)
    def _was_invited(self, invited: Invited) -> None:
        self.invite.show_invited(invited)
        QTimer.singleShot(0, self._show_code)

    @Slot()
    def _show_code(self) -> None:
        self._body.ensureWidgetVisible(self.invite.tell)

    @Slot()
    def _was_stopped(self) -> None:
        self.trouble.say(
            "info",
            self._words("Stopped. Every file is whole; what is missing comes with the next sync."),
        )

    @Slot(object)
    def _failed(self, error: Exception) -> None:
        if isinstance(error, CampDeskError):
            self.trouble.say("danger", self._words.sentence(error))

    @Slot()
    def _finished(self) -> None:
        self._job = None
        for widget in (self.places, self.sync, self.invite):
            widget.setEnabled(True)
        self.close_button.setFocus()

    @Slot()
    def _show_findings(self) -> None:
        FindingsDialog.ask(self._look, self._workspace, self)


def _found(drives: Callable[[], list[Drive]], _owned: object, _report: Report) -> list[Drive]:
    return drives()


def _sync(folder: Path, camp: Camp, report: Report) -> Exchange:
    return sticks.exchange_with(camp, folder, report)


def _invite(
    folder: Path, name: str, role: Role, cost: Cost | None, camp: Camp, _report: Report
) -> Invited:
    return sticks.invite(camp, folder, name, cost, role)
