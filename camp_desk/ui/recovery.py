"""Handing over the recovery sheet of a new camp: it is shown once and kept nowhere."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from camp_desk.ui.dialogs import Dialog
from camp_desk.ui.look import Look
from camp_desk.ui.paper import show_paper
from camp_desk.ui.widgets.boxes import column, padded, row
from camp_desk.ui.widgets.buttons import Button
from camp_desk.ui.widgets.labels import Drawing, Label


class WithoutSheet(Dialog):
    """Asks whether a camp is meant to have no recovery sheet on paper."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        words = look.words
        super().__init__(look, words("Recovery sheet"), parent)
        self.again = Button(look, words("Show the sheet again"), "printer", "primary")
        self.without = Button(look, words("Go on without it"), part="danger")
        title = Label(
            look, words("The sheet was neither printed nor saved."), "title", wrapped=True
        )
        why = words(
            "It cannot be shown later. Without it nobody opens this camp once its passphrases are"
            " forgotten or its laptops are gone."
        )
        head = row(look, Drawing(look, "triangle-alert", "warn", 28), (title, 1), gap=12)
        foot = row(look, None, self.without, self.again)
        box = column(look, head, Label(look, why, "said", wrapped=True), None, foot, gap=14)
        self.setLayout(padded(look, box, 20, 18))
        self.fit(560, 230)
        self.again.clicked.connect(self.reject)
        self.without.clicked.connect(self.accept)
        self.again.setFocus()

    @classmethod
    def ask(cls, look: Look, parent: QWidget | None = None) -> bool:
        """Return whether to go on without the sheet; Esc shows it again."""
        return cls(look, parent).wait()


def hand_over(look: Look, title: str, pdf: bytes, parent: QWidget | None = None) -> None:
    """Show the sheet until it is printed or saved, or somebody says that it is not wanted."""
    while not show_paper(look, title, pdf, parent):
        if WithoutSheet.ask(look, parent):
            return
