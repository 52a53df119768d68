"""The window of an open camp: its tabs, and what its header asks for."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance, Slot
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget

from camp_desk import shipped
from camp_desk.actions import camps
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.ids import HouseholdId
from camp_desk.domain.roles import Right
from camp_desk.domain.words import N_
from camp_desk.storage.camp import Camp
from camp_desk.storage.slots import Opened
from camp_desk.storage.tables import Changes, Topic
from camp_desk.storage.views import About, Views
from camp_desk.ui.allocation.tab import AllocationTab
from camp_desk.ui.arrivals.tab import ArrivalsTab
from camp_desk.ui.comparing import NewFamiliesRun, WholeCampRun
from camp_desk.ui.crash import CrashDialog
from camp_desk.ui.dialogs import TakesScans
from camp_desk.ui.erase import EraseDialog
from camp_desk.ui.for_role import ForRole, covers
from camp_desk.ui.frame import Frame, Tab
from camp_desk.ui.idle import MINUTES, IdleLock, awake_or_asleep
from camp_desk.ui.look import Look
from camp_desk.ui.menu import Menu
from camp_desk.ui.scanner import Scanner
from camp_desk.ui.settings import LANGUAGES_BY_NAME, Settings
from camp_desk.ui.stock.tab import StockTab
from camp_desk.ui.unlock import UnlockPage
from camp_desk.ui.workspace import Workspace

_BUSY_AFTER_MS = 300
"""Most writing takes less: a word that comes and goes with every key says nothing."""


class OtherOfficer(CampDeskError):
    """The passphrase on the lock is that of somebody else."""

    message = N_("{name} works in this window.")
    advice = N_("Type that officer's passphrase, or close the window and open the camp anew.")


class DeskTab(Protocol):
    """What the window asks of each of its tabs."""

    said: SignalInstance

    def search(self) -> None:
        """Put the cursor into the search."""

    def scanned(self, untrusted_code: str, /) -> None:
        """Take a card that was scanned."""

    def draft(self) -> object:
        """Return what is typed, for a window that is built anew."""

    def take(self, draft: object, /) -> None:
        """Show what was typed in the window before."""


class Desk(QObject):
    """Builds the window anew for every look; what was typed goes from the old to the new."""

    closed = Signal()
    settings_changed = Signal(object)
    """A function from the computer's old settings to the new."""
    unlock_wanted = Signal(str)
    """A passphrase was typed on the lock."""
    unlocked = Signal()

    def __init__(
        self,
        look: Look,
        workspace: Workspace[Camp, Views],
        about: About,
        path: Path,
        clock: Callable[[], float],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._workspace, self._about = look, workspace, about
        self._path, self._clock = path, clock
        self._lock_page: UnlockPage | None = None
        self.by_demo = False
        """Whether the demonstration's passphrase opened it: a desk that joined one has its own."""
        self._saved_at = ""
        self._busy = QTimer(self)
        self._busy.setSingleShot(True)
        self._busy.setInterval(_BUSY_AFTER_MS)
        self._busy.timeout.connect(self._say_busy)
        self._whole_camp = WholeCampRun(workspace, self)
        self._comparing = NewFamiliesRun(workspace, self)
        app = QApplication.instance()
        self._scanner = Scanner(time.monotonic, self)
        self._scanner.scanned.connect(self._scanned)
        self._idle = IdleLock(awake_or_asleep, self)
        self._idle.expired.connect(self._lock_idle)
        if app is not None:
            app.installEventFilter(self._scanner)
            app.installEventFilter(self._idle)
        self._idle.begin()
        workspace.changed.connect(self._changed)
        workspace.busy_changed.connect(self._busy_changed)
        self._build()
        self._comparing.begin()  # what was left when the camp was closed

    def show(self) -> None:
        """Show the window, ready for the first family or for what else the officer does."""
        self.frame.show()
        front = self.frame.header.tabs.currentIndex()
        if front and self._pages[front].open:
            self.tabs[front].search()
        elif self._pages[front].open:
            self.arrivals.begin()

    @Slot()
    def come_forward(self) -> None:
        """Bring the window to the front."""
        self.frame.raise_()
        self.frame.activateWindow()

    def end(self) -> None:
        """Keep what is typed and stop watching keys; the window is gone or going."""
        self.arrivals.keep()
        self._whole_camp.leave()
        self._comparing.leave()
        self._workspace.changed.disconnect(self._changed)
        self._workspace.busy_changed.disconnect(self._busy_changed)
        self._busy.stop()
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self._scanner)
            app.removeEventFilter(self._idle)
        self._idle.end()
        self.frame.hide()
        self.frame.deleteLater()

    def wear(self, look: Look) -> None:
        """Build the window anew in another language, size or colour, with what was typed."""
        old_tabs = self.tabs
        front, geometry = self.frame.header.tabs.currentIndex(), self.frame.saveGeometry()
        old, at = self.frame, _line_with_focus(old_tabs[front])
        old.closed.disconnect(self.closed)
        self._look = look
        self._build()
        self.frame.restoreGeometry(geometry)
        self.frame.header.tabs.setCurrentIndex(front)
        for new_tab, old_tab in zip(self.tabs, old_tabs, strict=True):
            new_tab.take(old_tab.draft())
        self.frame.show()
        if at is not None:
            _go_to_line(self.tabs[front], *at)
        old.hide()
        old.deleteLater()

    def _build(self) -> None:
        look, workspace, words = self._look, self._workspace, self._look.words
        today = partial(_day, self._clock)
        self.arrivals = ArrivalsTab(look, workspace, today)
        self.stock = StockTab(look, workspace, today)
        self.allocation = AllocationTab(look, workspace, today)
        self.tabs: tuple[DeskTab, ...] = (self.arrivals, self.stock, self.allocation)
        self._pages = (
            ForRole(look, self.arrivals, Right.SEE_NAMES),
            ForRole(look, self.stock, Right.SEE_STOCK),
            ForRole(look, self.allocation, Right.HAND_OVER),
        )
        self.frame = Frame(
            look,
            self._about.name,
            [
                Tab("users", words("Arrivals"), self._pages[0]),
                Tab("package", words("Stock"), self._pages[1]),
                Tab("clipboard-list", words("Allocation"), self._pages[2]),
            ],
            LANGUAGES_BY_NAME,
            demonstration=self._about.demonstration,
        )
        self.menu = Menu(look, workspace, self.frame, today, self._whole_camp)
        self._connect()
        self._show_for_role(self._about)
        self._count_findings()

    def _show_for_role(self, about: About) -> None:
        """Show the tabs that the officer's role covers, and bring one of them to the front."""
        self._about = about
        for page in self._pages:
            page.show_for(about)
        self.arrivals.register(on=covers(about, Right.REGISTER))
        self.menu.show_for(about)
        front = self.frame.header.tabs
        if not self._pages[front.currentIndex()].open:
            open_ = (n for n, page in enumerate(self._pages) if page.open)
            front.setCurrentIndex(next(open_, front.currentIndex()))

    def _connect(self) -> None:
        frame = self.frame
        frame.closed.connect(self.closed)
        self._comparing.left.connect(frame.say_comparing)
        frame.sync_wanted.connect(self.menu.sync)
        frame.findings_wanted.connect(self.menu.show_findings)
        frame.lock_wanted.connect(self._lock)
        frame.search_wanted.connect(self._search)
        frame.dark_wanted.connect(self._other_colours)
        frame.text_size_wanted.connect(self._other_size)
        frame.language_wanted.connect(self._other_language)
        self.arrivals.list_wanted.connect(self.menu.take_in)
        self.arrivals.page_wanted.connect(self.menu.show_household)
        self.arrivals.cards_wanted.connect(self.menu.print_cards)
        self.arrivals.bus.wanted.connect(self.menu.show_buses)
        self.menu.erase_wanted.connect(self._erase)
        self.menu.completing.connect(self._complete)
        frame.toast.stand_on(
            (self.arrivals.people, self.stock.panel.list_card, self.allocation.panel.serve)
        )
        for tab in self.tabs:
            tab.said.connect(frame.toast.say)

    @Slot(object)
    def _complete(self, household: HouseholdId) -> None:
        self.frame.header.tabs.setCurrentIndex(0)
        self.arrivals.complete(household)

    @Slot()
    def _search(self) -> None:
        at = self.frame.header.tabs.currentIndex()
        if self._pages[at].open:
            self.tabs[at].search()

    @Slot(str)
    def _scanned(self, code: str) -> None:
        dialog = QApplication.activeModalWidget()
        at = self.frame.header.tabs.currentIndex()
        if isinstance(dialog, TakesScans):
            dialog.scanned(code)
        elif not self.frame.locked and self._pages[at].open:
            self.tabs[at].scanned(code)

    @Slot(object)
    def _changed(self, changes: Changes) -> None:
        self._saved_at = f"{_day(self._clock):%H:%M}"
        if Topic.SETTINGS in changes:
            self._workspace.read(Views.about, self._show_for_role)
        if changes & {Topic.FINDINGS, Topic.HOUSEHOLDS, Topic.LISTS, Topic.STOCK}:
            QTimer.singleShot(0, self._count_findings)
        if Topic.HOUSEHOLDS in changes:
            self._comparing.begin()

    @Slot(bool)
    def _busy_changed(self, busy: bool) -> None:
        if busy:
            self._busy.start()
        else:
            self._busy.stop()
            self.frame.say_saved(busy=False, at=self._saved_at)

    @Slot()
    def _say_busy(self) -> None:
        self.frame.say_saved(busy=True)

    @Slot()
    def _count_findings(self) -> None:
        self._workspace.read(Views.findings_count, self._findings_counted)

    def _findings_counted(self, count: int) -> None:
        self.frame.say_findings(count if covers(self._about, Right.SEE_NAMES) else 0)

    @Slot()
    def _erase(self) -> None:
        if EraseDialog.ask(self._look, self._path.name, self.frame):
            self._workspace.end()
            try:
                camps.erase(self._path)
            except CampDeskError as error:
                CrashDialog.ask(self._look, error, self.frame)
            self.frame.close()

    def say_trouble(self, error: CampDeskError) -> None:
        """Say what went wrong with something that has no place of its own for it."""
        self.frame.toast.say(self._look.words.sentence(error))

    @Slot()
    def _lock_idle(self) -> None:
        self._lock()
        if self._lock_page is not None:
            self._lock_page.say_locked(MINUTES)

    @Slot()
    def _lock(self) -> None:
        if self.frame.locked:
            return
        for dialog in self.frame.findChildren(QDialog):
            # It would stand above the lock and show names.  Not reject(): that may only stop what
            # is under way or go a step back.
            dialog.done(QDialog.DialogCode.Rejected)
        self._idle.end()
        page = UnlockPage(self._look, self._about.name, demonstration=self.by_demo)
        page.other.hide()
        page.asked.connect(self.unlock_wanted)
        self._lock_page = page
        self.frame.lock(page)

    @Slot(object)
    def passphrase_fits(self, opened: Opened) -> None:
        """Unlock, if the passphrase is that of the officer who works in this window."""
        if opened.officer != self._about.officer_id:
            self.passphrase_fails(OtherOfficer(name=self._about.officer))
            return
        self._lock_page = None
        self.frame.unlock()
        self._idle.begin()
        self.unlocked.emit()

    @Slot(object)
    def passphrase_fails(self, error: Exception) -> None:
        """Say that the passphrase on the lock does not fit."""
        if self._lock_page is not None and isinstance(error, CampDeskError):
            self._lock_page.show_trouble(error)

    @Slot()
    def _other_colours(self) -> None:
        self.settings_changed.emit(_other_colours)

    @Slot()
    def _other_size(self) -> None:
        width = max(self.frame.width(), self.frame.screen().availableSize().width())
        self.settings_changed.emit(partial(_in_next_size, width))

    @Slot(str)
    def _other_language(self, language: str) -> None:
        if language in shipped.LANGUAGES:
            self.settings_changed.emit(partial(_in_language, language))


def _other_colours(settings: Settings) -> Settings:
    return replace(settings, dark=not settings.dark)


def _in_next_size(width: int, settings: Settings) -> Settings:
    return settings.next_scale(width)


def _in_language(language: str, settings: Settings) -> Settings:
    return replace(settings, language=language)


def _line_with_focus(tab: object) -> tuple[int, int] | None:
    """Return which line of a tab somebody types in, and where in it; None for no line."""
    focus = QApplication.focusWidget()
    lines = tab.findChildren(QLineEdit) if isinstance(tab, QWidget) else []
    if not isinstance(focus, QLineEdit) or focus not in lines:
        return None
    return lines.index(focus), focus.cursorPosition()


def _go_to_line(tab: object, line: int, cursor: int) -> None:
    """Go on typing in the same line of a tab that was built anew."""
    lines = tab.findChildren(QLineEdit) if isinstance(tab, QWidget) else []
    if line < len(lines):
        lines[line].setFocus()
        lines[line].setCursorPosition(cursor)


def _day(clock: Callable[[], float]) -> datetime:
    return datetime.fromtimestamp(clock())
