"""The bus whose people are being registered, above the form: how many of them are done."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QWidget

from camp_desk.domain.manifests import progress
from camp_desk.storage.camp import Camp
from camp_desk.storage.manifests import Manifest
from camp_desk.storage.tables import Changes, Topic
from camp_desk.storage.views import Views
from camp_desk.ui.look import Look
from camp_desk.ui.widgets.boxes import padded, row
from camp_desk.ui.widgets.buttons import Button
from camp_desk.ui.widgets.labels import Drawing, ElidedLabel, repolish
from camp_desk.ui.workspace import Workspace


class BusLine(QFrame):
    """Says how far the people of the open manifest are registered; hidden without one."""

    wanted = Signal()
    """The manifests are to be shown."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        words = look.words
        self._words = words
        self.setProperty("part", "banner")
        self.said = ElidedLabel(look, part="strong")
        self.show_button = Button(look, words("Buses"), part="link")
        self.show_button.setToolTip(words("Ctrl+B"))
        self.show_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the key is quicker than Tab
        self.show_button.clicked.connect(self.wanted)
        line = row(look, Drawing(look, "truck", "info", 18), (self.said, 1), self.show_button)
        self.setLayout(padded(look, line, 12, 2))
        self.hide()

    def show_manifest(self, found: Manifest | None) -> None:
        """Show how far this manifest is, or nothing."""
        if found is not None:
            done = found.total is not None and found.people >= found.total
            self.setProperty("tone", "ok" if done else "info")
            said = progress(found.plate, found.people, found.total, self._words)
            self.said.say(said)
            self.setAccessibleName(said)
            repolish(self)
        self.setVisible(found is not None)


class BusHelper(QObject):
    """Keeps the line true to the camp."""

    def __init__(self, workspace: Workspace[Camp, Views], line: BusLine, screen: QWidget) -> None:
        super().__init__(line)
        self._workspace, self._line = workspace, line
        workspace.changed.connect(self._changed)
        QShortcut(QKeySequence("Ctrl+B"), screen).activated.connect(line.wanted)
        self._ask()

    @Slot(object)
    def _changed(self, changes: Changes) -> None:
        if changes & {Topic.RECEPTION, Topic.HOUSEHOLDS}:
            self._ask()

    def _ask(self) -> None:
        self._workspace.read(Views.current_manifest, self._line.show_manifest)
