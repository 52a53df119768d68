"""What became of the donors' goods in a month: shown, printed and saved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from io import BytesIO
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QWidget

from camp_desk.actions import donor_report as action
from camp_desk.actions.donor_report import Wanted
from camp_desk.actions.paper import second_language
from camp_desk.domain.catalogue import Item
from camp_desk.domain.donor_report import FLOW_NAMES, DonorReport, Flow, Line, month, read_month
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.ids import StoreId
from camp_desk.domain.period import Period
from camp_desk.domain.quantities import number
from camp_desk.domain.words import Words
from camp_desk.spreadsheets.exporting import form_of
from camp_desk.storage.camp import Camp
from camp_desk.storage.files import write_whole
from camp_desk.storage.stock import Store
from camp_desk.storage.tables import Changes, Topic
from camp_desk.storage.views import Views
from camp_desk.ui.dialogs import Dialog
from camp_desk.ui.direction import isolated, ltr, with_codes
from camp_desk.ui.look import Look
from camp_desk.ui.paper import show_paper
from camp_desk.ui.stock.amounts import store_name
from camp_desk.ui.widgets.banners import Banner
from camp_desk.ui.widgets.boxes import column, padded, row
from camp_desk.ui.widgets.buttons import Button
from camp_desk.ui.widgets.choices import Choice
from camp_desk.ui.widgets.columns import Column, RowsModel
from camp_desk.ui.widgets.fields import Field
from camp_desk.ui.widgets.labels import Label
from camp_desk.ui.widgets.tables import Table
from camp_desk.ui.workspace import Workspace

_DROPPED = {
    Flow.REPACKED: 6, Flow.TRANSFERRED: 5, Flow.FOUND: 7, Flow.CAME_BACK: 4, Flow.SENT: 3,
}  # fmt: skip
"""Columns that give way in this order where the window is narrow; the paper has them all."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What there is to choose from."""

    months: tuple[Period, ...]
    donors: tuple[str, ...]
    stores: tuple[Store, ...]
    items: Mapping[str, Item]


def report_columns(words: Words, items: Mapping[str, Item]) -> tuple[Column[Line], ...]:
    """Return the columns of the report."""

    def amount(line: Line, quantity: int) -> str:
        return ltr(number(quantity, items[line.item].unit)) if quantity else ""

    def said(line: Line) -> str:
        item = items[line.item]
        return f"{isolated(item.said(words))} ({action.unit_said(item, words)})"

    def moved(flow: Flow) -> Column[Line]:
        return Column(
            words(FLOW_NAMES[flow]), lambda line: amount(line, line.shown(flow)), 92,
            trailing=True, drop=_DROPPED.get(flow, 0),
        )  # fmt: skip

    def reached(line: Line) -> str:
        reach = line.reach
        if not reach.persons_planned:
            return ""
        return ltr(f"{reach.persons_reached:,} / {reach.persons_planned:,}")

    return (
        Column(words("Item"), said, 0),
        Column(words("Donor"), lambda line: isolated(line.donor or "–"), 120),
        Column(words("Opening"), lambda line: amount(line, line.opening), 92, trailing=True),
        *(moved(flow) for flow in FLOW_NAMES),
        Column(words("Closing"), lambda line: amount(line, line.closing), 100, trailing=True),
        Column(words("Reached / planned"), reached, 124, trailing=True, drop=2),
    )


class DonorsDialog(Dialog):
    """Shows the report of a month, of one donor or all, of a store or the camp."""

    def __init__(
        self, look: Look, workspace: Workspace[Camp, Views], parent: QWidget | None = None
    ) -> None:
        words = look.words
        super().__init__(look, words("What became of the donors’ goods"), parent)
        self._workspace = workspace
        self.month = Choice(look, words("Month"))
        self.donor = Choice(look, words("Donor"), (("", words("All donors")),))
        self.store = Choice(look, words("Store"), (("", words("The whole camp")),))
        self.lines: RowsModel[Line] = RowsModel(report_columns(words, {}), self)
        self.table = Table(
            look, words("What became of the goods"), self.lines,
            empty=words("Nothing lay in stock and nothing moved."),
        )  # fmt: skip
        self.reached = Label(look, part="strong", wrapped=True)
        self.told = Banner(look)
        self.save_button = Button(look, words("Spreadsheet"), "file-spreadsheet")
        self.print_button = Button(look, words("Print"), "printer")
        self.close_button = Button(look, words("Close"), part="primary")
        self._lay_out(look)
        self._connect()
        self._enable(enabled=False)
        self.fit(1240, 680)
        self.month.setFocus(Qt.FocusReason.OtherFocusReason)
        workspace.read(_offered, self._show_offer, self._trouble)

    @classmethod
    def ask(
        cls, look: Look, workspace: Workspace[Camp, Views], parent: QWidget | None = None
    ) -> None:
        """Show reports until the dialog is closed."""
        cls(look, workspace, parent).wait()

    @property
    def wanted(self) -> Wanted:
        """Return which report is shown."""
        store = StoreId(bytes.fromhex(self.store.value)) if self.store.currentData() else None
        donor = self.donor.value if self.donor.currentData() else ""
        return Wanted(read_month(self.month.value), donor, store)

    def save(self, path: Path) -> None:
        """Write the report as a spreadsheet."""
        self._workspace.do(
            partial(_saved, self.wanted, path, self._words), self._was_saved, self._trouble
        )

    def _lay_out(self, look: Look) -> None:
        words = self._words
        fields = row(
            look,
            (Field(look, words("Month"), self.month), 2),
            (Field(look, words("Donor"), self.donor), 4),
            (Field(look, words("Store"), self.store), 3),
            gap=12,
        )
        keys = words("Ctrl+P prints all columns, Ctrl+S saves a spreadsheet, Esc closes.")
        foot = row(
            look, (Label(look, keys, "hint"), 1), self.save_button, self.print_button,
            self.close_button,
        )  # fmt: skip
        title = Label(look, words("What became of the donors’ goods"), "title")
        box = column(look, title, fields, self.told, (self.table, 1), self.reached, foot, gap=10)
        self.setLayout(padded(look, box, 20))

    def _connect(self) -> None:
        for choice in (self.month, self.donor, self.store):
            choice.currentIndexChanged.connect(self._refresh)
        self._workspace.changed.connect(self._changed)
        self.print_button.clicked.connect(self._print)
        self.save_button.clicked.connect(self._ask_where)
        self.close_button.clicked.connect(self.accept)
        QShortcut(QKeySequence("Ctrl+P"), self).activated.connect(self.print_button.click)
        QShortcut(QKeySequence("Ctrl+S"), self).activated.connect(self.save_button.click)

    def _show_offer(self, offer: Offer) -> None:
        words = self._words
        self.lines.columns = report_columns(words, offer.items)
        self.month.offer([(f"{each.first:%Y-%m}", f"{each.first:%Y-%m}") for each in offer.months])
        self.donor.offer(
            [("", words("All donors")), *((each, isolated(each)) for each in offer.donors)]
        )
        stores = [(each.id.hex(), store_name(each, words)) for each in offer.stores]
        self.store.offer([("", words("The whole camp")), *stores])
        self._refresh()

    @Slot(object)
    def _changed(self, changes: Changes) -> None:
        if changes & {Topic.STOCK, Topic.LISTS}:
            self._refresh()

    @Slot()
    def _refresh(self) -> None:
        if self.month.value:
            self._workspace.read(partial(_look, self.wanted), self._show, self._trouble)

    def _show(self, found: DonorReport) -> None:
        words = self._words
        self.lines.show(found.lines)
        self._enable(enabled=bool(found.lines))
        self.reached.say(
            words(
                "Closed lists: planned for {planned}, reached {reached}.",
                planned=action.reach_said(found.reach, words, planned=True),
                reached=action.reach_said(found.reach, words, planned=False),
            )
            if found.closed
            else words("No list was closed in this month.")
        )
        _, *others = action.notes(found, words)
        self.told.say("warn" if found.adds_up else "danger", " ".join(others))

    def _enable(self, *, enabled: bool) -> None:
        self.save_button.setEnabled(enabled)
        self.print_button.setEnabled(enabled)

    @Slot()
    def _print(self) -> None:
        self._workspace.do(partial(_pdf, self.wanted, self._words), self._show_paper, self._trouble)

    def _show_paper(self, pdf: bytes) -> None:
        show_paper(self._look, self._words("Donor report"), pdf, self.window())

    @Slot()
    def _ask_where(self) -> None:
        words = self._words
        path, chosen = QFileDialog.getSaveFileName(
            self, words("Save the report"), f"donors-{self.month.value}.xlsx",
            "Excel (*.xlsx);;CSV (*.csv)",
        )  # fmt: skip
        if path:
            ending = ".csv" if "csv" in chosen else ".xlsx"
            known = path.lower().endswith((".csv", ".xlsx"))
            self.save(Path(path if known else path + ending))

    def _was_saved(self, path: Path) -> None:
        self.told.say("ok", self._words("Wrote {file}.", file=isolated(path.name)))

    def _trouble(self, error: CampDeskError) -> None:
        self.told.say("danger", with_codes(self._words.sentence(error)))


def _offered(views: Views) -> Offer:
    books, today = views.books, views.today()
    months = books.months() or [this_month(today)]
    return Offer(tuple(months), tuple(books.donors()), tuple(views.stores()), views.items())


def this_month(today: date) -> Period:
    """Return the month of a day."""
    return month(today.year, today.month)


def _look(wanted: Wanted, views: Views) -> DonorReport:
    return views.books.donor_report(wanted.period, wanted.donor, wanted.store)


def _pdf(wanted: Wanted, words: Words, camp: Camp) -> bytes:
    out = BytesIO()
    action.print_report(camp, wanted, out, words=words, other=second_language(words))
    return out.getvalue()


def _saved(wanted: Wanted, path: Path, words: Words, camp: Camp) -> Path:
    _, content = action.report_table(camp, wanted, form_of(path.name), words=words)
    write_whole(path, content)
    return path
