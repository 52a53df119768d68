"""From the start page to an open camp and back: which window is in front, and what opens it."""

from __future__ import annotations

import linecache
import tempfile
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QStandardPaths, Signal, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from camp_desk import shipped
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.words import N_, Words
from camp_desk.ui.beginning import Joining, NewCamp, Restoring
from camp_desk.ui.crash import CrashDialog
from camp_desk.ui.jobs import Job, Report, Worker
from camp_desk.ui.look import Look, dress
from camp_desk.ui.recovery import hand_over
from camp_desk.ui.settings import Settings, SettingsFile
from camp_desk.ui.single import OneWindow
from camp_desk.ui.theme import Theme
from camp_desk.ui.unlock import UnlockPage
from camp_desk.ui.welcome import WelcomePage

if TYPE_CHECKING:
    from camp_desk.storage.camp import Camp
    from camp_desk.storage.slots import Opened
    from camp_desk.storage.views import About, Views
    from camp_desk.ui.desk import Desk
    from camp_desk.ui.workspace import Workspace


_DEMO = "demo"
"""The passphrase of a demonstration, which is said on the screen."""


class AlreadyOpen(CampDeskError):
    """Another window of this program has the camp."""

    message = N_("{name} is open in another window.")
    advice = N_("That window was called to the front.")


def settings_path() -> Path:
    """Return where this computer's settings are kept."""
    places = QStandardPaths.StandardLocation
    return Path(QStandardPaths.writableLocation(places.AppConfigLocation)) / "settings.json"


class StartWindow(QMainWindow):
    """Holds the start page or the passphrase page, before a camp is open."""

    closed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setWindowTitle(look.words("Camp Desk"))
        self.setWindowIcon(look.icon("tent", "primary", 32))
        self.setMinimumSize(1024, 600)
        self.resize(1366, 768)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Say that nothing is wanted any more."""
        self.closed.emit()
        super().closeEvent(event)


class Session(QObject):
    """Opens, makes and joins camps, and gives each open one its window."""

    finished = Signal()
    desk_shown = Signal()

    def __init__(
        self,
        app: QApplication,
        settings_file: SettingsFile,
        language: str,
        clock: Callable[[], float],
    ) -> None:
        """Take the language for a computer that remembers none, and a clock as time.time."""
        super().__init__()
        self._app, self._file, self._clock = app, settings_file, clock
        self._settings = settings_file.load(language)
        self._helper: Worker[object] = Worker(_load_what_opens, None, self)
        self._start: StartWindow | None = None
        self._page: WelcomePage | UnlockPage | None = None
        self._path: Path | None = None
        self._crash: Exception | None = None
        self._crash_shown = False
        self._by_demo = False
        """Whether the demonstration's own passphrase opened the camp."""
        self._held: OneWindow | None = None
        self._workspace: Workspace[Camp, Views] | None = None
        self._desk: Desk | None = None
        self._jobs: set[Job] = set()
        self.had_desk = False
        self._look = self._dressed()

    def begin(self, camp: Path | None, passphrase: str = "") -> None:
        """Show the start page, or what opens a camp."""
        if camp is None:
            self._welcome()
        else:
            self._ask_passphrase(camp)
        self._helper.begin()
        if camp is not None and passphrase:
            self._unlock(passphrase)

    def end(self) -> None:
        """Close what is open and stop."""
        self._close_camp()
        self._helper.end()
        self.finished.emit()

    def _dressed(self) -> Look:
        settings = self._settings
        words = Words(settings.language, shipped.translations(settings.language))
        look = Look(Theme(dark=settings.dark, scale=settings.scale), words)
        dress(self._app, look)
        return look

    def _show_start(self, page: WelcomePage | UnlockPage) -> None:
        if self._start is None:
            self._start = StartWindow(self._look)
            self._start.closed.connect(self._start_closed)
        self._page = page
        self._start.setCentralWidget(page)
        self._start.show()
        if isinstance(page, UnlockPage):
            page.setFocus()  # the start page knows where to begin

    def _welcome(self) -> None:
        places = QStandardPaths.StandardLocation
        folder = Path(QStandardPaths.writableLocation(places.DocumentsLocation))
        there = [path for path in self._settings.recent if Path(path).exists()]
        page = WelcomePage(self._look, there, folder)
        page.opened.connect(self._open_wanted)
        page.making.connect(self._make)
        page.joining.connect(self._join)
        page.restoring.connect(self._restore)
        page.demonstration.connect(self._demonstrate)
        page.language_wanted.connect(self._speak)
        self._show_start(page)

    @Slot(str)
    def _open_wanted(self, path: str) -> None:
        self._ask_passphrase(Path(path))

    def _ask_passphrase(self, camp: Path) -> None:
        self._path = camp
        page = UnlockPage(self._look, camp.stem, demonstration=_made_by_demo(camp))
        page.asked.connect(self._unlock)
        page.left.connect(self._welcome)
        self._show_start(page)

    def _work(self, work: Callable[[object, Report], object], done: Callable[[Any], None]) -> None:
        job = Job(work)
        self._jobs.add(job)
        job.succeeded.connect(done)
        job.failed.connect(self._failed)
        job.finished.connect(self._worked)
        self._helper.start(job)

    @Slot()
    def _worked(self) -> None:
        job = self.sender()
        if isinstance(job, Job):
            self._jobs.discard(job)

    @Slot(object)
    def _failed(self, error: Exception) -> None:
        if isinstance(error, CampDeskError):
            if self._page is not None:
                self._page.show_trouble(error)
            return
        self._crashed(error)

    @Slot(object)
    def _crashed(self, error: Exception) -> None:
        self._crash = self._crash or error
        self._show_crash()

    @Slot()
    def _show_crash(self) -> None:
        """Show the first mistake, one at a time and not above the lock: it may name people."""
        desk, error = self._desk, self._crash
        if error is None or self._crash_shown or (desk is not None and desk.frame.locked):
            return
        self._crash_shown = True
        try:
            CrashDialog.ask(self._look, error, desk.frame if desk is not None else self._start)
        finally:
            self._crash, self._crash_shown = None, False

    @Slot(str)
    def _unlock(self, untrusted_passphrase: str) -> None:
        path = self._path
        if path is not None:
            self._by_demo = untrusted_passphrase == _DEMO
            self._work(partial(_unlock, path, untrusted_passphrase), self._unlocked)

    @Slot(object)
    def _unlocked(self, opened: Opened) -> None:
        path = self._path
        if path is None:
            return
        held = OneWindow(path, self)
        if not held.take():
            if self._page is not None:
                self._page.show_trouble(AlreadyOpen(name=path.name))
            return
        self._held = held
        from camp_desk.ui import opening  # loaded by now, on the helper's thread

        workspace = opening.workspace(path, opened, self._clock, self, self._page)
        workspace.opened.connect(self._opened)
        workspace.refused.connect(self._refused)
        workspace.crashed.connect(self._crashed)
        workspace.unheard.connect(self._unheard)
        self._workspace = workspace
        workspace.begin()

    @Slot(object)
    def _refused(self, error: Exception) -> None:
        self._close_camp()
        self._failed(error)

    @Slot(object)
    def _unheard(self, error: CampDeskError) -> None:
        if self._desk is None:
            self._refused(error)
        else:
            self._desk.say_trouble(error)

    @Slot()
    def _opened(self) -> None:
        from camp_desk.ui import opening  # loaded by now, on the helper's thread

        if self._workspace is not None:
            self._workspace.read(opening.Views.about, self._show_desk)

    def _show_desk(self, about: About) -> None:
        path, workspace = self._path, self._workspace
        if path is None or workspace is None:
            return
        self._settings = self._settings.opened(path.resolve())
        self._file.save(self._settings)
        from camp_desk.ui import opening  # loaded by now, on the helper's thread

        desk = opening.Desk(self._look, workspace, about, path, self._clock, self)
        desk.by_demo = self._by_demo
        desk.closed.connect(self._desk_closed)
        desk.settings_changed.connect(self._settings_changed)
        desk.unlock_wanted.connect(self._try_again)
        desk.unlocked.connect(self._show_crash)
        if self._held is not None:
            self._held.called.connect(desk.come_forward)
        self._desk = desk
        self.had_desk = True
        desk.show()
        if self._start is not None:
            start, self._start, self._page = self._start, None, None
            start.closed.disconnect(self._start_closed)
            start.close()
            start.deleteLater()
        self.desk_shown.emit()

    @Slot(object)
    def _settings_changed(self, change: Callable[[Settings], Settings]) -> None:
        """Dress anew; the desk builds its window again and keeps what was typed."""
        self._settings = change(self._settings)
        self._file.save(self._settings)
        self._look = self._dressed()
        if self._desk is not None:
            self._desk.wear(self._look)

    @Slot(str)
    def _try_again(self, untrusted_passphrase: str) -> None:
        if self._path is not None:
            job = Job(partial(_unlock, self._path, untrusted_passphrase))
            self._jobs.add(job)
            if self._desk is not None:
                job.succeeded.connect(self._desk.passphrase_fits)
                job.failed.connect(self._desk.passphrase_fails)
            job.finished.connect(self._worked)
            self._helper.start(job)

    @Slot(object)
    def _make(self, wanted: NewCamp) -> None:
        self._path = wanted.path
        self._work(partial(_make, wanted, self._clock), self._made)

    @Slot(object)
    def _made(self, made: tuple[Opened, str, str]) -> None:
        opened, name, recovery_key = made
        from camp_desk.ui import opening  # loaded by now, on the helper's thread

        words = self._look.words
        sheet = opening.recovery_sheet(name, recovery_key, self._clock(), words)
        hand_over(self._look, words("Recovery sheet"), sheet, self._start)
        self._unlocked(opened)

    @Slot(object)
    def _join(self, wanted: Joining) -> None:
        self._work(partial(_join, wanted, self._clock), self._came)

    @Slot(object)
    def _restore(self, wanted: Restoring) -> None:
        self._work(partial(_restore, wanted, self._clock), self._came)

    @Slot(object)
    def _came(self, came: tuple[Path, Opened]) -> None:
        self._path, opened = came
        self._by_demo = False
        self._unlocked(opened)

    @Slot()
    def _demonstrate(self) -> None:
        self._path = Path(tempfile.mkdtemp(prefix="camp-desk-")) / "first.camp"
        self._by_demo = True
        self._work(partial(_demonstrate, self._path.parent, self._look.words), self._unlocked)

    @Slot(str)
    def _speak(self, language: str) -> None:
        """Show the start page in another language, and remember it."""
        self._settings = replace(self._settings, language=language)
        self._file.save(self._settings)
        self._look = self._dressed()
        self._welcome()

    @Slot()
    def _start_closed(self) -> None:
        if self._desk is None:
            self.end()

    @Slot()
    def _desk_closed(self) -> None:
        if self._path is not None and not self._path.exists():  # nor shall its name stay here
            self._settings = self._settings.forgotten(str(self._path.resolve()))
            self._file.save(self._settings)
        self.end()

    def _close_camp(self) -> None:
        desk, self._desk = self._desk, None
        if desk is not None:
            desk.end()
        workspace, self._workspace = self._workspace, None
        if workspace is not None:
            workspace.end()
        held, self._held = self._held, None
        if held is not None:
            held.give_back()

    def windows(self) -> list[QWidget]:
        """Return the windows that are open."""
        return [each for each in (self._start, self._desk and self._desk.frame) if each]


def _load_what_opens() -> ModuleType:
    """Load what is not needed for the start page while somebody types there."""
    from camp_desk.ui import opening

    linecache.clearcache()  # PySide reads the source of all that is imported, and leaves it there
    return opening


def _unlock(path: Path, untrusted_passphrase: str, opening: Any, _report: Report) -> object:
    return opening.unlocked(path, untrusted_passphrase)


def _make(wanted: NewCamp, clock: Callable[[], float], opening: Any, _report: Report) -> object:
    return opening.made(wanted, clock)


def _join(wanted: Joining, clock: Callable[[], float], opening: Any, _report: Report) -> object:
    return opening.joined(wanted, clock)


def _restore(wanted: Restoring, clock: Callable[[], float], opening: Any, _: Report) -> object:
    return opening.restored(wanted, clock)


def _demonstrate(folder: Path, words: Words, opening: Any, _report: Report) -> object:
    return opening.demonstrated(folder, words)


def _made_by_demo(camp: Path) -> bool:
    """Tell whether a camp lies where and as the demonstration is made."""
    beside = {each.name for each in camp.parent.glob("*")} if camp.parent.is_dir() else set()
    return camp.stem in {"first", "second"} and beside >= {
        "first.camp", "second.camp", "sheets.pdf", "cards.pdf", "stick",
    }  # fmt: skip
