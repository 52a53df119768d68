"""Families of the camp that look like the one being typed, asked for while it is typed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Slot

from camp_desk.domain.ids import HouseholdId
from camp_desk.domain.words import Words
from camp_desk.storage.camp import Camp
from camp_desk.storage.views import Views
from camp_desk.ui.arrivals import rows
from camp_desk.ui.arrivals.form import ArrivalForm
from camp_desk.ui.arrivals.list import Likely, LikelyFamilies
from camp_desk.ui.workspace import Workspace

_AFTER_MS = 150


class TwinHelper(QObject):
    """Shows who looks the same beside the form, once typing pauses."""

    def __init__(
        self,
        workspace: Workspace[Camp, Views],
        form: ArrivalForm,
        box: LikelyFamilies,
        but: Callable[[], HouseholdId | None],
        words: Words,
    ) -> None:
        """Take where families are typed and shown, and which household is not to be shown."""
        super().__init__(form)
        self._workspace, self._form, self._box = workspace, form, box
        self._but, self._words = but, words
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_AFTER_MS)
        self._timer.timeout.connect(self._look)
        form.family_changed.connect(self._wait)

    @Slot(object)
    def _wait(self, _family: object) -> None:
        self._timer.start()

    @Slot()
    def _look(self) -> None:
        family = self._form.registration()
        self._workspace.read(partial(rows.alike, family, self._but(), self._words), self._show)

    def _show(self, families: list[Likely]) -> None:
        self._box.show_families(families)
