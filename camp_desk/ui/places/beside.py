"""Help beside the place fields of a form: a suggested shelter, and the plan to choose from."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.ids import HouseholdId
from camp_desk.domain.registration import Place, Registration
from camp_desk.domain.shelters import Suggestion, said
from camp_desk.storage.camp import Camp
from camp_desk.storage.views import Views
from camp_desk.ui.direction import ltr
from camp_desk.ui.look import Look
from camp_desk.ui.widgets.boxes import row
from camp_desk.ui.widgets.buttons import IconButton
from camp_desk.ui.widgets.labels import Label
from camp_desk.ui.workspace import Workspace


class PlaceHelp(QWidget):
    """Two buttons for a line of fields; F7 and F8 press them.  ``said`` stands below the line."""

    suggesting = Signal()
    plan_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        words = look.words
        self.suggest = IconButton(look, words("Suggest a shelter (F7)"), "tent")
        self.plan = IconButton(look, words("Choose on the plan (F8)"), "eye")
        self.said = Label(look, part="small", wrapped=True)
        self.said.hide()
        for button, keys, signal in (
            (self.suggest, "F7", self.suggesting),
            (self.plan, "F8", self.plan_wanted),
        ):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys are quicker than Tab
            button.clicked.connect(signal)
            QShortcut(QKeySequence(keys), self).activated.connect(signal)
        self.setLayout(row(look, self.suggest, self.plan, gap=2))

    def say(self, sentence: str, tone: str = "") -> None:
        """Say why a shelter is suggested, or why none is; "" takes it back."""
        self.said.say(sentence)
        self.said.tone(tone)
        self.said.setVisible(bool(sentence))


class Housed(Protocol):
    """What a form with place fields offers."""

    editing: object

    def registration(self) -> Registration:
        """Return the family as far as it is typed."""


class PlaceHelper(QObject):
    """Answers the two buttons: asks the reader, and puts the shelter into the fields."""

    def __init__(
        self,
        look: Look,
        workspace: Workspace[Camp, Views],
        form: Housed,
        help_: PlaceHelp,
        put: Callable[[Place], None],
    ) -> None:
        super().__init__(help_)
        self._look, self._words, self._workspace = look, look.words, workspace
        self._form, self._help, self._put = form, help_, put
        help_.suggesting.connect(self._ask)
        help_.plan_wanted.connect(self._choose)

    @Slot()
    def _ask(self) -> None:
        family = self._form.registration()
        own = getattr(self._form.editing, "id", None)
        but = HouseholdId(own) if isinstance(own, bytes) else None
        self._workspace.read(
            partial(Views.suggest, family=family, but=but),
            partial(self._suggested, family),
            self._trouble,
            "suggested shelter",
        )

    def _suggested(self, family: Registration, suggestion: Suggestion) -> None:
        now = self._form.registration()
        if (now.members, now.counts) != (family.members, family.counts):
            return  # another family stands in the form by now
        place = suggestion.shelter.place
        self._put(place)
        why = suggestion.said(self._words)
        self._help.say(
            self._words("{place}: {reasons}.", place=ltr(said(place)), reasons=why), "ok"
        )

    def _trouble(self, error: CampDeskError) -> None:
        self._help.say(self._words.sentence(error), "warn")

    @Slot()
    def _choose(self) -> None:
        from camp_desk.ui.places.dialog import PlanDialog

        place = PlanDialog.ask(self._look, self._workspace, self._help.window(), picking=True)
        if place is not None:
            self._put(place)
            self._help.say("")
