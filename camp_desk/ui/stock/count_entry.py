"""Entering what one person counted, line by line as on the sheet; nobody else's numbers show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from camp_desk.domain.catalogue import Item
from camp_desk.domain.counting import Stage
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.measures import read_of
from camp_desk.storage.count_review import Reviewed
from camp_desk.ui.dialogs import Dialog
from camp_desk.ui.direction import isolated, ltr
from camp_desk.ui.keys import on_ctrl_enter
from camp_desk.ui.look import Look
from camp_desk.ui.widgets.banners import Banner
from camp_desk.ui.widgets.boxes import Scrolled, column, padded, row
from camp_desk.ui.widgets.buttons import Button
from camp_desk.ui.widgets.fields import Field, Line
from camp_desk.ui.widgets.labels import ElidedLabel, Label

A_PAGE = 14
"""Lines at a time: as many as stand on a page of the sheet."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What one person counted: by line of the sheet, in base units."""

    counter: str
    found: Mapping[int, int]
    remarks: Mapping[int, str]


class CountEntryDialog(Dialog):
    """Collects one person's numbers; ``entered`` carries them as Typed."""

    entered = Signal(object)

    def __init__(
        self,
        look: Look,
        number: str,
        lines: Sequence[Reviewed],
        items: Mapping[str, Item],
        parent: QWidget | None = None,
    ) -> None:
        words = look.words
        title = words("Enter count {number}", number=ltr(number))
        super().__init__(look, title, parent)
        again = [each for each in lines if each.standing.stage is Stage.DIFFER]
        unsettled = [each for each in lines if each.standing.stage is not Stage.SETTLED]
        counted = all(each.standing.stage is not Stage.UNCOUNTED for each in unsettled)
        self._lines = tuple(again if again and counted else unsettled or lines)
        self._items = items
        self._page = 0
        self._found: dict[int, str] = {}
        self._said: dict[int, str] = {}
        self.counter = Line(words("Who counted"), longest=120)
        self._who = Field(
            look, words("Who counted"), self.counter,
            words("The two who count are two people; the second does not see the first."),
            required=True,
        )  # fmt: skip
        self.told = Banner(look)
        self._names = [ElidedLabel(look, part="strong") for _ in range(A_PAGE)]
        self._belows = [ElidedLabel(look, part="hint") for _ in range(A_PAGE)]
        self.numbers = [Line(words("Counted"), longest=60) for _ in range(A_PAGE)]
        self.remarks = [Line(words("Remarks"), longest=200) for _ in range(A_PAGE)]
        self.back = Button(look, words("Lines before"), "chevron-up")
        self.on = Button(look, words("More lines"), "chevron-down")
        self.where = Label(look, part="hint")
        self.save = Button(look, words("Save"), "check", "primary")
        self.save.setToolTip(words("Ctrl+Enter"))
        self.close_button = Button(look, words("Close"), part="ghost")
        self._lay_out(look, title)
        self._connect()
        self.fit(860, 640)
        self._show()
        self.counter.setFocus()

    def show_trouble(self, sentence: str) -> None:
        """Say why nothing is saved; what was typed stays."""
        self.told.say("danger", sentence)
        self.save.setEnabled(True)

    def _lay_out(self, look: Look, title: str) -> None:
        words = self._words
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, look.px(6), 0)
        grid.setHorizontalSpacing(look.px(12))
        grid.setVerticalSpacing(look.px(6))
        grid.setColumnStretch(0, 5)
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(2, 3)
        for at, head in enumerate((words("Pile"), words("Counted"), words("Remarks"))):
            grid.addWidget(Label(look, head), 0, at)
        for at in range(A_PAGE):
            name = column(look, self._names[at], self._belows[at], gap=0)
            grid.addLayout(name, at + 1, 0)
            grid.addWidget(self.numbers[at], at + 1, 1)
            grid.addWidget(self.remarks[at], at + 1, 2)
        grid.setRowStretch(A_PAGE + 1, 1)
        inner = QWidget()
        inner.setLayout(grid)
        hint = words("For example 20 bags + 12.5 kg; 0 where nothing lies; empty if not counted.")
        box = column(
            look,
            Label(look, title, "title"),
            self._who,
            Label(look, hint, "hint", wrapped=True),
            (Scrolled(inner), 1),
            self.told,
            row(look, self.back, self.on, self.where, None, self.close_button, self.save),
            gap=10,
        )
        self.setLayout(padded(look, box, 20))

    def _connect(self) -> None:
        self.back.clicked.connect(self._back)
        self.on.clicked.connect(self._on)
        self.save.clicked.connect(self._save)
        self.close_button.clicked.connect(self.reject)
        on_ctrl_enter(self, self._save)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with Enter from wherever one types."""
        enter = Qt.Key(event.key()) in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and isinstance(self.focusWidget(), QLineEdit):
            self._go_on()
        else:
            super().keyPressEvent(event)

    def _go_on(self) -> None:
        """Go to the next number, on the next page after the last one, at the end to Save."""
        focus = self.focusWidget()
        pairs = enumerate(zip(self.numbers, self.remarks, strict=True))
        at = next((n for n, pair in pairs if focus in pair), -1) + 1
        shown = len(self._shown)
        if at < shown:
            self.numbers[at].setFocus(Qt.FocusReason.TabFocusReason)
        elif self.on.isEnabled():
            self._on()
            self.numbers[0].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.save.setFocus(Qt.FocusReason.TabFocusReason)

    @property
    def _shown(self) -> Sequence[Reviewed]:
        return self._lines[self._page * A_PAGE : (self._page + 1) * A_PAGE]

    def _show(self) -> None:
        words, shown = self._words, self._shown
        for at in range(A_PAGE):
            there = at < len(shown)
            for each in (self._names, self._belows, self.numbers, self.remarks):
                each[at].setVisible(there)
            if not there:
                continue
            line = shown[at].line
            item = self._items.get(line.item)
            name = item.said(words) if item else line.item
            expiry = ltr(line.expiry.isoformat()) if line.expiry else ""
            parts = (isolated(line.label or words("No label")), expiry, isolated(line.donor))
            self._names[at].say(f"{ltr(str(line.serial))}  {isolated(name)}")
            self._belows[at].say(" · ".join(filter(None, parts)))
            self.numbers[at].setText(self._found.get(line.serial, ""))
            self.remarks[at].setText(self._said.get(line.serial, ""))
            said = words("Line {line}, {item}: counted", line=line.serial, item=name)
            self.numbers[at].setAccessibleName(said)
        pages = max(1, -(-len(self._lines) // A_PAGE))
        self.back.setVisible(pages > 1)
        self.on.setVisible(pages > 1)
        self.back.setEnabled(self._page > 0)
        self.on.setEnabled(self._page < pages - 1)
        of = words("Page {page} of {pages}", page=self._page + 1, pages=pages)
        self.where.say(of if pages > 1 else "")

    def _keep(self) -> None:
        for at, each in enumerate(self._shown):
            self._found[each.line.serial] = self.numbers[at].words
            self._said[each.line.serial] = self.remarks[at].words

    @Slot()
    def _back(self) -> None:
        self._keep()
        self._page -= 1
        self._show()

    @Slot()
    def _on(self) -> None:
        self._keep()
        self._page += 1
        self._show()

    @Slot()
    def _save(self) -> None:
        if not self.save.isEnabled():
            return
        self._keep()
        found: dict[int, int] = {}
        for each in self._lines:
            text = self._found.get(each.line.serial, "")
            item = self._items.get(each.line.item)
            if not text or item is None:
                continue
            try:
                found[each.line.serial] = read_of(text, item, (each.line.of,))
            except CampDeskError as error:
                line = self._words("Line {line}:", line=each.line.serial)
                self.show_trouble(f"{line} {self._words.sentence(error)}")
                return
        remarks = {serial: said for serial, said in self._said.items() if said}
        self.save.setEnabled(False)
        self.entered.emit(Typed(self.counter.words, found, remarks))
