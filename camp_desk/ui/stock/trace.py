"""Where a consignment went, and where a family's ration came from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from camp_desk.actions import tracing
from camp_desk.actions.tracing import NothingTraced, Told
from camp_desk.domain.cards import BadCardCode, BadCardNumber
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.words import Words
from camp_desk.storage.camp import Camp
from camp_desk.storage.stock import items
from camp_desk.storage.views import Views
from camp_desk.ui.dialogs import Dialog
from camp_desk.ui.direction import isolated, with_codes
from camp_desk.ui.look import Look
from camp_desk.ui.stock.amounts import sign_kept
from camp_desk.ui.widgets.banners import Banner
from camp_desk.ui.widgets.boxes import column, padded, row
from camp_desk.ui.widgets.buttons import Button
from camp_desk.ui.widgets.columns import Column, RowsModel
from camp_desk.ui.widgets.fields import Field, SearchLine
from camp_desk.ui.widgets.labels import Label
from camp_desk.ui.widgets.tables import Table
from camp_desk.ui.workspace import Workspace

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


@dataclass(frozen=True, slots=True)
class Followed:
    """What was found for a number, in words."""

    lines: Sequence[Told]
    said: str


def trace_columns(words: Words) -> tuple[Column[Told], ...]:
    """Return the columns of a trace; what belongs to a lot stands further in."""

    def what(line: Told) -> str:
        return line.what if line.head else f"      {line.what}"

    return (
        Column(words("What became of it"), what, 0),
        Column(words("Day, papers, people"), lambda line: line.more, 250),
        Column(
            words("Quantity"), lambda line: isolated(sign_kept(line.quantity)), 130, trailing=True
        ),
    )


class TraceDialog(Dialog):
    """Follows a number from a paper, or a ration card, from one end to the other."""

    def __init__(
        self, look: Look, workspace: Workspace[Camp, Views], parent: QWidget | None = None
    ) -> None:
        words = look.words
        super().__init__(look, words("Follow goods"), parent)
        self._workspace = workspace
        name = words("Consignment, waybill, document, lot, or ration card")
        self.number = SearchLine(look, name, name)
        self.lines: RowsModel[Told] = RowsModel(trace_columns(words), self)
        self.table = Table(
            look, words("Where the goods went"), self.lines,
            empty=words("Type a number from a paper or scan a ration card, then press Enter."),
        )  # fmt: skip
        self.said = Label(look, part="hint", wrapped=True)
        self.told = Banner(look)
        self.close_button = Button(look, words("Close"), part="primary")
        box = column(
            look,
            Label(look, words("From the consignment to the families, and back"), "title"),
            Field(look, name, self.number),
            self.told,
            (self.table, 1),
            self.said,
            row(look, None, self.close_button),
            gap=10,
        )
        self.setLayout(padded(look, box, 20))
        self.number.returnPressed.connect(self.follow)
        self.close_button.clicked.connect(self.accept)
        QShortcut(QKeySequence.StandardKey.Find, self).activated.connect(self.number.setFocus)
        self.fit(1000, 640)
        self.number.setFocus(Qt.FocusReason.OtherFocusReason)

    @classmethod
    def ask(
        cls, look: Look, workspace: Workspace[Camp, Views], parent: QWidget | None = None
    ) -> None:
        """Follow goods until the dialog is closed."""
        cls(look, workspace, parent).wait()

    def scanned(self, untrusted_code: str) -> None:
        """Follow a card that was scanned."""
        self.number.setText(untrusted_code)
        self.follow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Stay in the line after Enter, so that the next number can be typed."""
        if Qt.Key(event.key()) in _ENTER and self.number.hasFocus():
            self.number.selectAll()
            return
        super().keyPressEvent(event)

    @Slot()
    def follow(self) -> None:
        """Look for what is typed."""
        if self.number.words:
            look_for = partial(_followed, self.number.words, self._words)
            self._workspace.do(look_for, self._show, self._trouble)

    def _show(self, found: Followed) -> None:
        self.told.say("info", "")
        self.lines.show(found.lines)
        self.said.say(found.said)

    def _trouble(self, error: CampDeskError) -> None:
        self.lines.show(())
        self.said.say("")
        self.told.say("danger", with_codes(self._words.sentence(error)))


def _followed(untrusted_number: str, words: Words, camp: Camp) -> Followed:
    known = items(camp.db)
    try:
        traces = tracing.trace(camp, untrusted_number)
    except NothingTraced as nothing:
        try:
            rations = tracing.trace_ration(camp, untrusted_number)
        except (BadCardNumber, BadCardCode):
            raise nothing from None
        said = (
            tracing.how_apportioned(rations, words)
            if rations
            else words("It was handed nothing yet.")
        )
        return Followed(tuple(tracing.ration_told(rations, known, words)), said)
    reached = words.plural("{n} lot", "{n} lots", len(traces))
    return Followed(tuple(tracing.told(traces, known, words)), reached)
