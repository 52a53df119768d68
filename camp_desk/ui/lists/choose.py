"""Where a list is chosen or dropped."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog

from camp_desk.ui.look import Look
from camp_desk.ui.widgets.banners import Banner
from camp_desk.ui.widgets.boxes import Card, Page, column, padded, row
from camp_desk.ui.widgets.buttons import Button
from camp_desk.ui.widgets.labels import Drawing, Label


class ChoosePage(Page):
    """Asks for the file."""

    chosen = Signal(str)
    """The path of a file."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        words = look.words
        self._words = words
        self.trouble = Banner(look)
        self.choose = Button(look, words("Choose a file …"), "folder-open", "primary")
        drop = Label(look, words("Drop an Excel or CSV file here"), "title")
        hint = Label(
            look,
            words(
                "One row a person or one row a household; headings in Arabic or English. Nothing is"
                " taken in before you have seen what was understood."
            ),
            "hint",
            wrapped=True,
        )
        for label in (drop, hint):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        card = Card()
        inside = column(
            look,
            row(look, None, Drawing(look, "file-spreadsheet", "primary", 48), None),
            drop,
            hint,
            row(look, None, self.choose, None),
            gap=14,
        )
        card.setLayout(padded(look, inside, 32, 32))
        card.setFixedWidth(look.px(560))
        self.trouble.setFixedWidth(look.px(560))
        self.setLayout(
            column(
                look,
                None,
                row(look, None, self.trouble, None),
                row(look, None, card, None),
                None,
                gap=12,
            )
        )
        self.choose.clicked.connect(self.ask)
        self.setFocusProxy(self.choose)

    def ask(self) -> None:
        """Let the officer choose a file."""
        words = self._words
        kinds = f"{words('Lists')} (*.xlsx *.xlsm *.csv *.tsv *.txt);;{words('All files')} (*)"
        path, _ = QFileDialog.getOpenFileName(self, words("Choose a list"), "", kinds)
        if path:
            self.chosen.emit(path)
