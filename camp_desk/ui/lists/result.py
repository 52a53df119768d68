"""What became of a list that was taken in."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from camp_desk.actions.lists import TakenIn
from camp_desk.ui.direction import isolated
from camp_desk.ui.look import Look
from camp_desk.ui.widgets.banners import Banner, KeyFigure
from camp_desk.ui.widgets.boxes import Page, column, row
from camp_desk.ui.widgets.buttons import Button


class ResultPage(Page):
    """Figures, and the way to what has to be decided."""

    findings_wanted = Signal()
    another_wanted = Signal()
    save_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        words = look.words
        self._words = words
        self.said = Banner(look, loud=True)
        self.saved = Banner(look)
        self.new = KeyFigure(look, words("New households"), "user-plus")
        self.unchanged = KeyFigure(look, words("Known, unchanged"), "check")
        self.changed = KeyFigure(look, words("Changed rows"), "pencil")
        self.rejected = KeyFigure(look, words("Rows not taken in"), "circle-x")
        self.alike = KeyFigure(look, words("Possible duplicates"), "users")
        self.findings = Button(look, words("Look at the findings"), "triangle-alert", "primary")
        self.save = Button(look, words("Save the rows not taken in …"), "file-down")
        self.another = Button(look, words("Take in another list"), "file-spreadsheet")
        self.setLayout(
            column(
                look,
                self.said,
                row(look, (self.new, 1), (self.unchanged, 1), (self.rejected, 1), gap=12),
                row(look, (self.changed, 1), (self.alike, 1), (QWidget(), 1), gap=12),
                row(look, self.findings, self.save, self.another, None),
                self.saved,
                None,
                gap=12,
            )
        )
        self.findings.clicked.connect(self.findings_wanted)
        self.save.clicked.connect(self.save_wanted)
        self.another.clicked.connect(self.another_wanted)

    def show_result(self, name: str, taken: TakenIn) -> None:
        """Show the figures of one list."""
        words = self._words
        self.saved.say("info", "")
        self.said.say("ok", words("The list {name} is taken in.", name=isolated(name)))
        self.new.show_figure(
            f"{taken.households:,}",
            words.plural("{n} person", "{n} persons", taken.persons),
        )
        self.unchanged.show_figure(f"{taken.unchanged:,}", words("Nothing was added for them."))
        self.changed.show_figure(
            f"{taken.changed:,}",
            words("They wait among the findings: nothing was overwritten.")
            if taken.changed
            else words("No known row says anything new."),
            "warn" if taken.changed else "",
        )
        self.rejected.show_figure(
            f"{len(taken.rejected):,}",
            words("Save them, correct them, and take that file in.")
            if taken.rejected
            else words("Every row was read."),
            "danger" if taken.rejected else "",
        )
        pairs = len(taken.possible_duplicates)
        self.alike.show_figure(
            f"{pairs:,}",
            words("Somebody must look at them: nothing was joined.")
            if pairs
            else words("No family looks like one that is here."),
            "warn" if pairs else "",
        )
        self.findings.setVisible(bool(pairs or taken.changed))
        self.save.setVisible(bool(taken.rejected))
