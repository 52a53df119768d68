"""The dialog that takes a list out of the camp as a spreadsheet."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from camp_desk.actions import exporting
from camp_desk.actions.exporting import Exported, Wanted
from camp_desk.domain.catalogue import Item
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.roles import Right, may
from camp_desk.domain.words import Words
from camp_desk.spreadsheets.export_columns import TITLES, Listing
from camp_desk.spreadsheets.exporting import Form
from camp_desk.storage.camp import Camp
from camp_desk.storage.ration_lists import RationList
from camp_desk.storage.views import Views
from camp_desk.ui.dialogs import WorkingDialog
from camp_desk.ui.direction import isolated, ltr
from camp_desk.ui.export.columns import ColumnsCard
from camp_desk.ui.jobs import Job, Report
from camp_desk.ui.keys import on_ctrl_enter
from camp_desk.ui.look import Look
from camp_desk.ui.widgets.banners import Banner
from camp_desk.ui.widgets.boxes import Card, Page, Scrolled, column, padded, row
from camp_desk.ui.widgets.buttons import Button
from camp_desk.ui.widgets.choices import Choice, Segmented
from camp_desk.ui.widgets.fields import Field, Line
from camp_desk.ui.widgets.labels import Label
from camp_desk.ui.widgets.working import Working
from camp_desk.ui.workspace import Workspace

_LONGEST_PURPOSE = 200


@dataclass(frozen=True, slots=True)
class _Offer:
    """What the officer may take out, and what a distribution list's columns are made of."""

    listings: tuple[Listing, ...]
    rations: dict[str, RationList]
    items: dict[str, Item]
    sees_needs: bool = False


class ExportDialog(WorkingDialog):
    """One export after the other; says what each leaves behind."""

    def __init__(
        self, look: Look, workspace: Workspace[Camp, Views], parent: QWidget | None = None
    ) -> None:
        words = look.words
        super().__init__(look, words("Export a list"), parent)
        self._workspace = workspace
        self._offer = _Offer((), {}, {})
        self._job: Job | None = None
        self.listing = Choice(look, words("List"))
        self.number = Choice(look, words("Distribution list"))
        forms = ((Form.EXCEL.value, "Excel"), (Form.CSV.value, "CSV"))
        self.form = Segmented(look, words("Kind of file"), forms)
        self.form.choose(Form.EXCEL.value)
        self.purpose = Line(words("Purpose"), longest=_LONGEST_PURPOSE)
        self.columns = ColumnsCard(look)
        self.leaves = Banner(look)
        self.said = Banner(look)
        self.working = Working(look)
        self.go = Button(look, words("Export …"), "file-down", "primary")
        self.go.setToolTip("Ctrl+Enter")
        self.close_button = Button(look, words("Close"), part="ghost")
        self._lay_out()
        self._connect()
        self.fit(1080, 690)
        workspace.read(_offered, self._show_offer, self._show_trouble)

    @classmethod
    def ask(
        cls, look: Look, workspace: Workspace[Camp, Views], parent: QWidget | None = None
    ) -> None:
        """Export lists until the dialog is closed."""
        cls(look, workspace, parent).wait()

    def export(self, path: Path) -> None:
        """Write what is chosen to a file."""
        wanted = Wanted(
            Listing(self.listing.value), Form(self.form.value), self.purpose.words,
            self._number(), self.columns.keys,
        )  # fmt: skip
        self._job = job = Job(partial(_export, wanted, path, self._words))
        job.succeeded.connect(self._was_exported)
        job.failed.connect(self._failed)
        job.cancelled.connect(self._was_stopped)
        job.finished.connect(self._finished)
        self.said.say("info", "")
        self._enable(enabled=False)
        self.working.follow(job, (self._words("Writing the list"),))
        self._workspace.start(job)

    def _lay_out(self) -> None:
        look, words = self._look, self._words
        self._number_field = Field(look, words("Distribution list"), self.number)
        self._purpose_field = Field(
            look,
            words("Purpose"),
            self.purpose,
            words("Who receives it and what for; it is kept in the journal."),
            required=True,
        )
        self._asked = Card()
        inside = column(
            look,
            Field(look, words("List"), self.listing),
            self._number_field,
            Field(look, words("Kind of file"), self.form),
            self._purpose_field,
            Label(
                look,
                words(
                    "The first row has the headings, the second the tags of the Humanitarian"
                    " Exchange Language (HXL)."
                ),
                "small",
                wrapped=True,
            ),
            None,
            gap=10,
        )
        asked = QWidget()
        asked.setLayout(padded(look, inside, 2, 0))
        self._asked.setLayout(padded(look, column(look, Scrolled(asked)), 16, 14))
        self._asked.setFixedWidth(look.px(372))
        body = Page()
        body.setLayout(row(look, self._asked, (self.columns, 1), gap=12))
        foot = row(look, (self.working, 1), None, self.close_button, self.go)
        box = column(look, self.said, (body, 1), self.leaves, foot, gap=12)
        self.setLayout(padded(look, box, 16))
        self._number_field.hide()

    def _connect(self) -> None:
        self.listing.currentIndexChanged.connect(self._list_chosen)
        self.number.currentIndexChanged.connect(self._show_columns)
        self.columns.changed.connect(self._say_what_stays)
        self.go.clicked.connect(self._ask_where)
        self.close_button.clicked.connect(self.reject)
        on_ctrl_enter(self, self.go.click)

    def _show_offer(self, offer: _Offer) -> None:
        self._offer = offer
        words = self._words
        self.number.offer(
            [
                (number, words("List {number} · {title}", number=number, title=isolated(r.title)))
                for number, r in offer.rations.items()
            ]
        )
        self.listing.offer([(each.value, words(TITLES[each])) for each in offer.listings])
        self._list_chosen()
        self.listing.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _list_chosen(self) -> None:
        self._number_field.setVisible(self.listing.value == Listing.LIST)
        self._show_columns()

    @Slot()
    def _show_columns(self) -> None:
        if not self.listing.value:
            self.go.setEnabled(False)
            return
        rations = self._offer.rations.get(self.number.value)
        listing = Listing(self.listing.value)
        codes = rations.items if rations and listing is Listing.LIST else ()
        offer = self._offer
        self.columns.show_columns(
            exporting.offered(listing, offer.items, codes, guarded=offer.sees_needs)
        )

    @Slot()
    def _say_what_stays(self) -> None:
        words = self._words
        said = words(
            "The file is not encrypted: whoever takes this disk or the stick can read it, and a"
            " deleted file can often be brought back. Delete it when it has reached who it is for."
        )
        if self.columns.names_people:
            said += " " + words("It names people: a second person is to confirm this export.")
        elif self.columns.guarded:
            said += " " + words(
                "It tells who needs what, if only by the card: a second person is to confirm this"
                " export. Names cannot stand beside it."
            )
        danger = self.columns.names_people or self.columns.guarded
        self.leaves.say("danger" if danger else "warn", said)
        self.go.setEnabled(bool(self.columns.keys) and not self.working.busy)

    @Slot()
    def _ask_where(self) -> None:
        words = self._words
        missing = not self.purpose.words
        self._purpose_field.show_trouble(
            words("Say who receives the list and what for.") if missing else ""
        )
        if missing:
            self.purpose.setFocus()
            return
        form = self.form.value
        kinds = {Form.EXCEL.value: "Excel (*.xlsx)", Form.CSV.value: "CSV (*.csv)"}
        path, _ = QFileDialog.getSaveFileName(
            self, words("Export a list"), f"{self._file_name()}.{form}", kinds[form]
        )
        if path:
            ending = f".{form}"
            self.export(Path(path if path.lower().endswith(ending) else path + ending))

    def _file_name(self) -> str:
        number = self._number()
        return f"{self.listing.value}-{number}" if number else self.listing.value

    def _number(self) -> int | None:
        return int(self.number.value) if self.listing.value == Listing.LIST else None

    @Slot(object)
    def _was_exported(self, done: Exported) -> None:
        words = self._words
        said = words.plural(
            "{n} row is in {file}.", "{n} rows are in {file}.", done.rows, file=ltr(str(done.path))
        )
        if done.awaiting:
            said += " " + words("A second person is to confirm it.")
        self.said.say("ok", said)

    @Slot(object)
    def _failed(self, error: Exception) -> None:
        if isinstance(error, CampDeskError):
            self._show_trouble(error)

    @Slot()
    def _was_stopped(self) -> None:
        self.said.say("info", self._words("Stopped. Nothing was written."))

    @Slot()
    def _finished(self) -> None:
        self._job = None
        self._enable(enabled=True)

    def _enable(self, *, enabled: bool) -> None:
        for widget in (self._asked, self.columns, self.close_button, self.go):
            widget.setEnabled(enabled)

    def _show_trouble(self, error: CampDeskError) -> None:
        self.said.say("danger", self._words.sentence(error))


def _offered(views: Views) -> _Offer:
    role = views.about().role
    rations = {str(each.number): each for each in views.ration_lists()}
    listings = tuple(
        each
        for each in Listing
        if may(role, exporting.RIGHTS[each]) and (rations or each is not Listing.LIST)
    )
    return _Offer(listings, rations, views.items(), may(role, Right.SEE_NEEDS))


def _export(wanted: Wanted, path: Path, words: Words, camp: Camp, report: Report) -> Exported:
    return exporting.export(camp, wanted, path, words=words, report=report)
