"""The window: header with tabs, status and tools; below it the tabs, or the lock."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QLabel,
    QMainWindow,
    QMenu,
    QPushButton,
    QStackedWidget,
    QTabBar,
    QToolButton,
    QWidget,
)

from camp_desk.ui.direction import isolated, led
from camp_desk.ui.look import Look
from camp_desk.ui.widgets.banners import Toast
from camp_desk.ui.widgets.boxes import column, row
from camp_desk.ui.widgets.buttons import IconButton
from camp_desk.ui.widgets.labels import Drawing


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab of the window."""

    icon: str
    title: str
    page: QWidget


class HeaderChip(QPushButton):
    """A short word about the state of things; one that takes the focus leads there."""

    def __init__(self, look: Look, icon: str, text: str) -> None:
        super().__init__()
        self._look = look
        self._text = self._short = ""
        self._brief = False
        self.setProperty("part", "header_chip")
        self.setIconSize(QSize(look.px(16), look.px(16)))
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.say(icon, text)

    def say(self, icon: str, text: str, short: str = "") -> None:
        """Show another drawing and word; ``short`` stays where there is no room for the word."""
        self._text, self._short = text, short
        self.setIcon(self._look.icon(icon, "header_accent", 16))
        self.setAccessibleName(text)
        self.setToolTip(text)
        self._show()

    def be_brief(self, *, brief: bool) -> None:
        """Show the drawing alone, or with its word."""
        self._brief = brief
        self._show()

    def _show(self) -> None:
        text = self._short if self._brief else self._text
        self.setText(f" {text}" if text else "")


class Header(QWidget):
    """The dark strip across the window."""

    def __init__(self, look: Look, camp: str, tabs: Sequence[Tab]) -> None:
        super().__init__()
        words = look.words
        self._look = look
        self.setProperty("part", "header")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(look.px(56))
        self.tabs = self._tab_bar(words("Sections"), tabs)
        self.scanner = HeaderChip(look, "scan-barcode", words("Scanner ready"))
        self.saved = HeaderChip(look, "hard-drive", words("All saved"))
        self.findings = HeaderChip(look, "triangle-alert", "")
        self.findings.hide()
        self.comparing = HeaderChip(look, "users", "")
        self.comparing.hide()
        for chip in (
            self.scanner,
            self.saved,
            self.comparing,
        ):  # they say how things are, and lead nowhere
            chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.sync = self._tool(words("Sync with a stick"), "usb")
        self.text_size = self._tool(words("Text size"), "a-large-small")
        self.dark = self._tool(
            words("Light") if look.theme.dark else words("Dark"),
            "sun" if look.theme.dark else "moon",
        )
        self.language = self._tool(words("Language"), "languages")
        self.lock = self._tool(words("Lock (Ctrl+L)"), "lock")
        self.more = self._tool(words("More"), "ellipsis-vertical")
        self._chips = (self.scanner, self.comparing, self.findings, self.saved)
        self._giving_way = (self.scanner, self.saved, self.comparing, self.findings)
        tools = (self.sync, self.text_size, self.dark, self.language, self.lock, self.more)
        self._brand = (self._label(words("Camp Desk"), "brand"), self._label(camp, "brand_sub"))
        brand = column(look, None, *self._brand, None, gap=0)
        line = row(
            look, Drawing(look, "tent", "header_accent", 28), brand, 12, self.tabs, None,
            *self._chips, 4, *tools, gap=6,
        )  # fmt: skip
        line.setContentsMargins(look.px(16), 0, look.px(12), 0)
        self.setLayout(line)

    def fit(self, width: int) -> None:
        """Leave out what is least needed until the rest has room; the tabs always have theirs.

        First one chip after the other loses its word, then the brand its name; the scanner's chip,
        which says nothing that must be known, goes last.
        """
        self.scanner.show()
        for chip in self._chips:
            chip.be_brief(brief=False)
        for label in self._brand:
            label.show()
        for chip in self._giving_way:
            if self._fits(width):
                return
            chip.be_brief(brief=True)
        if not self._fits(width):
            for label in self._brand:
                label.hide()
            self.scanner.setVisible(self._fits(width))

    def _fits(self, width: int) -> bool:
        line = self.layout()
        if line is None:
            return True
        self.tabs.updateGeometry()
        line.invalidate()
        line.activate()
        return line.sizeHint().width() <= width

    def _tab_bar(self, name: str, tabs: Sequence[Tab]) -> QTabBar:
        bar = QTabBar()
        bar.setProperty("part", "tabs")
        bar.setDocumentMode(True)
        bar.setExpanding(False)
        bar.setDrawBase(False)
        bar.setUsesScrollButtons(False)
        bar.setElideMode(Qt.TextElideMode.ElideNone)
        bar.setIconSize(QSize(self._look.px(20), self._look.px(20)))
        bar.setAccessibleName(name)
        bar.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for tab in tabs:
            bar.addTab(self._look.icon(tab.icon, "header_text", 20), tab.title)
        return bar

    def _tool(self, name: str, icon: str) -> IconButton:
        return IconButton(self._look, name, icon, part="header_button", colour="header_text")

    def _label(self, text: str, part: str) -> QLabel:
        label = QLabel(led(text, right_to_left=self._look.words.right_to_left))
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setProperty("part", part)
        return label


class Frame(QMainWindow):
    """One camp's window.  Asks by signals for all that is more than switching tabs.

    A new look means a new frame: the tabs carry their drafts over.
    """

    sync_wanted = Signal()
    text_size_wanted = Signal()
    dark_wanted = Signal()
    language_wanted = Signal(str)
    lock_wanted = Signal()
    findings_wanted = Signal()
    search_wanted = Signal()
    """Ctrl+F: the tab in front should put the cursor into its search."""
    tab_changed = Signal(int)
    closed = Signal()

    def __init__(
        self,
        look: Look,
        camp: str,
        tabs: Sequence[Tab],
        languages: Sequence[tuple[str, str]],
        *,
        demonstration: bool = False,
    ) -> None:
        """Show the tabs; ``languages`` are codes and their own names."""
        super().__init__()
        self._look = look
        words = look.words
        self.setWindowTitle(words("{camp} – Camp Desk", camp=camp))
        self.setWindowIcon(look.icon("tent", "primary", 32))
        self.setMinimumSize(1024, 600)
        self.resize(1366, 768)
        self.header = Header(look, isolated(camp), tabs)
        self.stack = QStackedWidget()
        for tab in tabs:
            self.stack.addWidget(tab.page)
        self.band = QLabel(words("DEMONSTRATION – invented people. Do not register anyone here."))
        self.band.setProperty("part", "band")
        self.band.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.band.setVisible(demonstration)
        work = QWidget()
        work.setLayout(column(look, self.header, self.band, (self.stack, 1), gap=0))
        self._outer = QStackedWidget()
        self._outer.addWidget(work)
        self.setCentralWidget(self._outer)
        self.toast = Toast(look, work)
        self.more = QMenu(self)
        self._lock_page: QWidget | None = None
        self._focus_before: QWidget | None = None
        self._set_up_menus(languages)
        self._connect()

    @property
    def locked(self) -> bool:
        """Tell whether the lock is in front."""
        return self._outer.currentWidget() is self._lock_page

    def add_to_menu(self, icon: str, text: str) -> QAction:
        """Add a line to the menu behind the three dots, and return it to be connected."""
        return self.more.addAction(self._look.icon(icon, "text"), text)

    def lock(self, page: QWidget) -> None:
        """Put a page over everything, and hide the tabs behind it."""
        if self.locked:
            return
        self._focus_before = self.focusWidget()
        self._lock_page = page
        self._outer.addWidget(page)
        self._outer.setCurrentWidget(page)
        page.setFocus()

    def unlock(self) -> None:
        """Go back to the same field of the same tab."""
        page, self._lock_page = self._lock_page, None
        if page is None:
            return
        self._outer.setCurrentIndex(0)
        self._outer.removeWidget(page)
        if self._focus_before is not None:
            self._focus_before.setFocus()

    def say_saved(self, *, busy: bool, at: str = "") -> None:
        """Say in the header whether something is being written, or when the last was."""
        words = self._look.words
        if busy:
            self.header.saved.say("refresh-cw", words("Saving …"))
        elif at:
            self.header.saved.say("hard-drive", words("All saved · {time}", time=at))
        else:
            self.header.saved.say("hard-drive", words("All saved"))
        self.header.fit(self.width())

    def say_findings(self, count: int) -> None:
        """Say in the header how many findings wait for a person."""
        words = self._look.words
        self.header.findings.setVisible(count > 0)
        said = words.plural("{n} finding", "{n} findings", count)
        self.header.findings.say("triangle-alert", said, str(count))
        self.header.fit(self.width())

    def say_comparing(self, left: int) -> None:
        """Say in the header how many families are still compared with all others."""
        words = self._look.words
        self.header.comparing.setVisible(left > 0)
        said = words.plural("Comparing {n} family", "Comparing {n} families", left)
        self.header.comparing.say("users", said, f"{left:,}")
        self.header.fit(self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the header fit."""
        self.header.fit(self.width())
        super().resizeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Say that the window closes, so that the camp can be closed."""
        self.closed.emit()
        super().closeEvent(event)

    def _set_up_menus(self, languages: Sequence[tuple[str, str]]) -> None:
        self.header.more.setMenu(self.more)
        self.header.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        for code, name in languages:
            action = menu.addAction(name)
            action.setData(code)
            action.setCheckable(True)
            action.setChecked(code == self._look.words.language)
        menu.triggered.connect(self._choose_language)
        self.header.language.setMenu(menu)
        self.header.language.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)

    def _connect(self) -> None:
        header = self.header
        header.tabs.currentChanged.connect(self.stack.setCurrentIndex)
        header.tabs.currentChanged.connect(self.tab_changed)
        header.tabs.currentChanged.connect(self.toast.hide)  # it stands where the old tab had room
        header.sync.clicked.connect(self.sync_wanted)
        header.text_size.clicked.connect(self.text_size_wanted)
        header.dark.clicked.connect(self.dark_wanted)
        header.lock.clicked.connect(self.lock_wanted)
        header.findings.clicked.connect(self.findings_wanted)
        for at in range(self.stack.count()):
            shortcut = QShortcut(QKeySequence(f"Ctrl+{at + 1}"), self)
            shortcut.setProperty("tab", at)
            shortcut.activated.connect(self._go_to_tab)
        for keys, signal in (("Ctrl+F", self.search_wanted), ("Ctrl+L", self.lock_wanted)):
            QShortcut(QKeySequence(keys), self).activated.connect(signal)

    def _go_to_tab(self) -> None:
        if not self.locked:
            self.header.tabs.setCurrentIndex(self.sender().property("tab"))

    def _choose_language(self, action: QAction) -> None:
        self.language_wanted.emit(action.data())
