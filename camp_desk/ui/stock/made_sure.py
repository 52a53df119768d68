"""Asks the only officer of a camp how they made sure of what nobody else could confirm."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from camp_desk.ui.dialogs import Dialog
from camp_desk.ui.look import Look
from camp_desk.ui.widgets.boxes import column, padded, row
from camp_desk.ui.widgets.buttons import Button
from camp_desk.ui.widgets.fields import Field, Line
from camp_desk.ui.widgets.labels import Label


class MadeSureDialog(Dialog):
    """Asks for the reason that is kept with the confirmation."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        words = look.words
        super().__init__(look, words("Confirm"), parent)
        self.reason = Line(words("Reason"), longest=200)
        self._field = Field(look, words("How you made sure"), self.reason, required=True)
        self.yes = Button(look, words("Confirm"), "check", "primary")
        self.no = Button(look, words("Cancel"), part="ghost")
        told = words(
            "You did this yourself, and nobody else here could confirm it. Say in a few words how"
            " you made sure; that is kept with the confirmation."
        )
        box = column(
            look, Label(look, words("Confirm"), "title"), Label(look, told, "", wrapped=True),
            self._field, None, row(look, None, self.no, self.yes), gap=12,
        )  # fmt: skip
        self.setLayout(padded(look, box, 20))
        self.fit(520, 270)
        self.yes.clicked.connect(self._confirm)
        self.no.clicked.connect(self.reject)
        self.reason.setFocus()

    @classmethod
    def ask(cls, look: Look, parent: QWidget | None = None) -> str:
        """Return how the officer made sure; "" if it was left."""
        dialog = cls(look, parent)
        return dialog.reason.words if dialog.wait() else ""

    def _confirm(self) -> None:
        if self.reason.words:
            self.accept()
        else:
            self._field.show_trouble(self._words("Say in a few words how you made sure."))
