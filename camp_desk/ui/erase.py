"""The dialog before a camp is erased on this laptop: what that does, and whether it is meant."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from camp_desk.ui.dialogs import Dialog
from camp_desk.ui.direction import isolated, ltr
from camp_desk.ui.look import Look
from camp_desk.ui.widgets.boxes import Card, Scrolled, column, padded, row
from camp_desk.ui.widgets.buttons import Button
from camp_desk.ui.widgets.fields import Field, Line
from camp_desk.ui.widgets.labels import Drawing, Label

_EXPLAIN, _CONFIRM = range(2)


class EraseDialog(Dialog):
    """Two steps: read what it means, then type the file's name."""

    def __init__(self, look: Look, file_name: str, parent: QWidget | None = None) -> None:
        words = look.words
        super().__init__(look, words("Lock and erase this laptop"), parent)
        self._file, self._stem = file_name, file_name.removesuffix(".camp")
        self.name = Line(words("Name of the camp's file"))
        asked = words("Type {file} to erase it", file=isolated(self._stem))
        self.field = Field(look, asked, self.name)
        self.go_on = Button(look, words("Go on …"), "trash-2", "danger")
        self.erase = Button(look, words("Erase now"), "trash-2", "danger")
        self.cancel = Button(look, words("Keep the camp"), part="primary")
        self.erase.hide()
        self.erase.setEnabled(False)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._explained(look))
        self._pages.addWidget(self._asked(look))
        title = Label(look, words("Lock and erase this laptop"), "title")
        head = row(look, Drawing(look, "trash-2", "danger", 28), (title, 1), gap=12)
        foot = row(look, None, self.go_on, self.erase, self.cancel)
        body = Scrolled(self._pages)
        self.setLayout(padded(look, column(look, head, (body, 1), foot, gap=14), 20, 18))
        self.go_on.clicked.connect(self._ask_for_name)
        self.erase.clicked.connect(self._erase)
        self.cancel.clicked.connect(self.reject)
        self.name.textChanged.connect(self._typed)
        self.fit(620, 560)
        self.cancel.setFocus()

    @classmethod
    def ask(cls, look: Look, file_name: str, parent: QWidget | None = None) -> bool:
        """Return whether the officer typed the name of the file and wants it erased."""
        return cls(look, file_name, parent).wait()

    def _explained(self, look: Look) -> QWidget:
        words = look.words
        does = (
            words("The keys are destroyed first, then the file {file}.", file=ltr(self._file)),
            words("Everything in it is gone from this laptop, in under two seconds."),
            words(
                "What was synced comes back from another laptop; what was not, only from a stick or"
                " a backup with the recovery sheet."
            ),
        )
        cannot = (
            words("Copies of the file and of its slots made earlier: they open with the passphrase"
                  " they had then."),
            words("Flash memory, which may keep what was erased: without the keys it stays"
                  " unreadable."),
            words("Printed sheets and cards, saved PDF files and spreadsheets."),
        )  # fmt: skip
        page = QWidget()
        page.setLayout(
            column(
                look,
                _list(look, words("What it does"), "check", "ok", does),
                _list(look, words("What it cannot reach"), "circle-alert", "warn", cannot),
                None,
                gap=12,
            )
        )
        return page

    def _asked(self, look: Look) -> QWidget:
        page = QWidget()
        sure = Label(
            look,
            look.words("This cannot be taken back. Nothing is erased before the name is typed."),
            "said",
            wrapped=True,
        )
        page.setLayout(column(look, sure, self.field, None, gap=14))
        return page

    @Slot()
    def _ask_for_name(self) -> None:
        self._pages.setCurrentIndex(_CONFIRM)
        self.go_on.hide()
        self.erase.show()
        self.name.setFocus()

    @Slot(str)
    def _typed(self, text: str) -> None:
        meant = {self._file.casefold(), self._stem.casefold()}
        self.erase.setEnabled(text.strip().casefold() in meant)

    @Slot()
    def _erase(self) -> None:
        if self.erase.isEnabled():
            self.accept()


def _list(look: Look, title: str, icon: str, tone: str, lines: Sequence[str]) -> Card:
    rows = [
        row(look, Drawing(look, icon, tone, 18), (Label(look, line, "said", wrapped=True), 1),
            gap=10)
        for line in lines
    ]  # fmt: skip
    card = Card()
    card.setLayout(padded(look, column(look, Label(look, title, "subtitle"), *rows, gap=8), 18, 14))
    return card
