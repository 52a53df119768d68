"""A tab for officers whose role covers it; others are told so instead of seeing nothing."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QWidget

from camp_desk.actions.officers import ROLES
from camp_desk.domain.errors import NotAllowed, Retired
from camp_desk.domain.roles import Right, may
from camp_desk.storage.views import About
from camp_desk.ui.look import Look
from camp_desk.ui.widgets.banners import Empty


class ForRole(QStackedWidget):
    """Shows a tab, or why this officer does not see it."""

    def __init__(self, look: Look, tab: QWidget, right: Right) -> None:
        super().__init__()
        self._words, self._right = look.words, right
        self.why = Empty(look, "lock", "")
        self.addWidget(tab)
        self.addWidget(self.why)

    def show_for(self, about: About) -> None:
        """Show the tab, or the sentence, for an officer's role of this moment."""
        words = self._words
        if covers(about, self._right):
            self.setCurrentIndex(0)
            return
        if about.retired:
            said = words.sentence(Retired())
        else:
            role = words("You work here as: {role}.", role=words(ROLES[about.role]))
            said = f"{role} {words.sentence(NotAllowed())}"
        self.why.label.say(said)
        self.setCurrentIndex(1)

    @property
    def open(self) -> bool:
        """Tell whether the tab is shown."""
        return self.currentIndex() == 0


def covers(about: About, right: Right) -> bool:
    """Tell whether an officer may do something."""
    return not about.retired and may(about.role, right)
