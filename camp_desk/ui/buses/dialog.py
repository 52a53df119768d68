"""Buses: a day's manifests, the households on each, closing, leaving, and their paper."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from camp_desk.actions import manifests as acts
from camp_desk.actions.manifests import Bus, Opened
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.manifests import Way, aboard, progress
from camp_desk.domain.words import Words
from camp_desk.storage.camp import Camp
from camp_desk.storage.manifests import Aboard, Manifest
from camp_desk.storage.tables import Changes, Topic
from camp_desk.storage.views import Views
from camp_desk.ui.buses import doing
from camp_desk.ui.buses.doing import Day, Gone, aboard_columns, bus_columns, state_of
from camp_desk.ui.buses.new import NewBus
from camp_desk.ui.dialogs import Dialog
from camp_desk.ui.direction import isolated, ltr
from camp_desk.ui.look import Look
from camp_desk.ui.paper import show_paper
from camp_desk.ui.widgets.banners import Banner
from camp_desk.ui.widgets.boxes import Card, Flow, Page, column, padded, row
from camp_desk.ui.widgets.buttons import Button, IconButton
from camp_desk.ui.widgets.columns import RowsModel
from camp_desk.ui.widgets.fields import Line
from camp_desk.ui.widgets.labels import ElidedLabel, Label
from camp_desk.ui.widgets.tables import Table, selected_row
from camp_desk.ui.workspace import Workspace


class BusesDialog(Dialog):
    """Shows the manifests of a day beside the households on the chosen one."""

    def __init__(
        self,
        look: Look,
        workspace: Workspace[Camp, Views],
        now: Callable[[], datetime],
        parent: QWidget | None = None,
    ) -> None:
        words = look.words
        super().__init__(look, words("Buses"), parent)
        self._workspace, self._now = workspace, now
        self.day: date = now().date()
        self.form: NewBus | None = None
        self._current: bytes | None = None
        self._wanted: bytes | None = None
        self._aboard: tuple[Aboard, ...] = ()
        self.day_label = Label(look, part="subtitle")
        back, on = ("chevron-left", "chevron-right")[:: -1 if words.right_to_left else 1]
        self.earlier = IconButton(look, words("The day before"), back)
        self.later = IconButton(look, words("The day after"), on)
        self.buses: RowsModel[Manifest] = RowsModel(bus_columns(words), self)
        self.table = Table(
            look, words("Buses of the day"), self.buses, row=34,
            empty=words("No bus on this day."),
        )  # fmt: skip
        self.came = Button(look, words("A bus came (Alt+1)"), "plus", "primary")
        self.leaves = Button(look, words("A bus leaves (Alt+2)"), "truck")
        self.title = ElidedLabel(look, part="title")
        self.pill, self.about = Label(look), Label(look, part="hint", wrapped=True)
        self.people: RowsModel[Aboard] = RowsModel(aboard_columns(words), self)
        self.aboard = Table(
            look, words("Households on it"), self.people, row=34,
            empty=words("No household is on it yet."),
        )  # fmt: skip
        self.number = Line(
            words("Card or token"), words("Scan or type a card or token, Enter"), longest=30
        )
        self.detach = Button(look, words("Take off"), "x")
        self.under = Button(look, words("Register under it"), "user-plus")
        self.sheet = Button(look, words("Print the sheet (Ctrl+P)"), "printer")
        self.difference = Line(words("Why the numbers differ"), words("Why the numbers differ"))
        self.close_bus = Button(look, words("Close it"), "check")
        self.depart = Button(look, words("They leave: print slips"), "truck", "primary")
        self.said = Banner(look)
        self.close_button = Button(look, words("Close"), part="ghost")
        self._lay_out()
        self._connect()
        self.fit(1200, 700)
        self.table.setFocus()
        self._read()

    @classmethod
    def ask(
        cls,
        look: Look,
        workspace: Workspace[Camp, Views],
        now: Callable[[], datetime],
        parent: QWidget | None = None,
    ) -> None:
        """Show the buses until the dialog is closed."""
        cls(look, workspace, now, parent).wait()

    @property
    def chosen(self) -> Manifest | None:
        """Return the chosen manifest."""
        at = selected_row(self.table, self.buses)
        return None if at is None else self.buses.rows[at]

    def scanned(self, untrusted_code: str) -> None:
        """Hang the household of a card or token that was scanned on the chosen manifest."""
        self.number.setText(untrusted_code)
        self._attach()

    def _lay_out(self) -> None:
        look = self._look
        head = row(look, self.earlier, (self.day_label, 1), self.later)
        self.day_label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        left, right = Card(), Card()
        buttons = Flow(look, [self.came, self.leaves])
        left.setLayout(padded(look, column(look, head, (self.table, 1), buttons, gap=8), 14, 8))
        shown = column(
            look,
            row(look, (self.title, 1), self.pill, gap=10),
            self.about,
            row(look, (self.number, 1), self.detach),
            (self.aboard, 1),
            row(look, (self.difference, 1), self.close_bus),
            Flow(look, [self.depart, self.under, self.sheet]),
            gap=6,
        )
        right.setLayout(padded(look, shown, 16, 8))
        body = Page()
        body.setLayout(row(look, (left, 4), (right, 5), gap=12))
        foot = row(look, None, self.close_button)
        self.setLayout(padded(look, column(look, self.said, (body, 1), foot, gap=8), 14, 10))

    def _connect(self) -> None:
        self._workspace.changed.connect(self._changed)
        self.table.selectionModel().currentRowChanged.connect(self._chosen)
        self.aboard.selectionModel().currentRowChanged.connect(self._allow)
        self.earlier.clicked.connect(self._earlier)
        self.later.clicked.connect(self._later)
        self.number.returnPressed.connect(self._attach)
        for button, slot in (
            (self.came, self._ask_came),
            (self.leaves, self._ask_leaves),
            (self.detach, self._detach),
            (self.under, self._register_under),
            (self.close_bus, self._close),
            (self.depart, self._depart),
            (self.sheet, self._print),
            (self.close_button, self.reject),
        ):
            button.clicked.connect(slot)
        for keys, button in (
            ("Alt+1", self.came), ("Alt+2", self.leaves), ("Ctrl+P", self.sheet),
        ):  # fmt: skip
            QShortcut(QKeySequence(keys), self).activated.connect(button.click)

    # What is shown

    @Slot(object)
    def _changed(self, changes: Changes) -> None:
        if changes & {Topic.RECEPTION, Topic.HOUSEHOLDS}:
            self._read()

    @Slot()
    def _earlier(self) -> None:
        self.day -= date.resolution
        self._read()

    @Slot()
    def _later(self) -> None:
        self.day += date.resolution
        self._read()

    def _read(self) -> None:
        self.day_label.say(ltr(self.day.isoformat()))
        self._workspace.read(partial(doing.of_day, self.day), self._show, self._trouble)

    def _show(self, day: Day) -> None:
        before, self._current = self.chosen, day.current
        wanted = self._wanted or (before.id if before else day.current)
        self._wanted = None
        self.buses.show(day.manifests)
        ids = [each.id for each in day.manifests]
        if ids:
            self.table.selectRow(ids.index(wanted) if wanted in ids else len(ids) - 1)
        self._chosen()

    @Slot()
    def _chosen(self) -> None:
        found, words = self.chosen, self._words
        self.title.say(_title(found, words))
        said, tone = state_of(found, words) if found else ("", "")
        self.pill.say(said)
        self.pill.tone(tone)
        self.about.say(self._about(found) if found else "")
        self._aboard = ()
        self._allow()
        if found is None:
            self.people.show(())
            return
        self._workspace.read(
            partial(Views.aboard, manifest=found.id), self._show_aboard, self._trouble, "aboard"
        )

    def _about(self, found: Manifest) -> str:
        words = self._words
        parts = [words("Manifest {number}", number=found.number), ltr(f"{found.at:%Y-%m-%d %H:%M}")]
        parts += [isolated(each) for each in (found.driver, found.checkpoint) if each]
        if found.destination:
            parts.append(words("to {place}", place=isolated(found.destination)))
        if found.id == self._current:
            parts.append(words("families registered at this laptop hang on it"))
        if found.difference:
            parts.append(words("Difference: {reason}.", reason=isolated(found.difference)))
        return " · ".join(parts)

    def _show_aboard(self, aboard: list[Aboard]) -> None:
        self._aboard = tuple(aboard)
        self.people.show(aboard)
        self._allow()

    @Slot()
    def _allow(self) -> None:
        """Let only what fits the chosen manifest be pressed."""
        found = self.chosen
        is_open = found is not None and found.closed is None
        arrival = found is not None and found.way is Way.ARRIVAL
        self.number.setEnabled(is_open)
        self.detach.setEnabled(is_open and selected_row(self.aboard, self.people) is not None)
        self.under.setVisible(arrival and is_open)
        here = found is not None and found.id == self._current
        words = self._words
        self.under.say(words("Register under none") if here else words("Register under it"))
        self.close_bus.setVisible(arrival and is_open)
        differs = found is not None and found.total is not None and found.total != found.people
        self.difference.setVisible(arrival and is_open and differs)
        self.depart.setVisible(found is not None and not arrival)
        left = found is not None and found.closed is not None
        self.depart.say(words("Print the slips") if left else words("They leave: print slips"))
        self.depart.setEnabled(bool(self._aboard))
        self.sheet.setEnabled(found is not None)

    # What is done

    @Slot()
    def _ask_came(self) -> None:
        self._open_form(Way.ARRIVAL)

    @Slot()
    def _ask_leaves(self) -> None:
        self._open_form(Way.DEPARTURE)

    def _open_form(self, way: Way) -> None:
        self.form = NewBus(self._look, way, lambda: self._now().date(), self)
        self.form.answered.connect(self._open_bus)
        self.form.open()

    @Slot(object)
    def _open_bus(self, bus: Bus) -> None:
        self._workspace.do(partial(acts.open_manifest, bus=bus), self._opened, self._form_trouble)

    def _opened(self, done: Opened) -> None:
        if self.form is not None:
            self.form.close()
            self.form = None
        self.day, self._wanted = self._now().date(), done.id
        said = self._words("Manifest {number} is open.", number=done.number)
        self.said.say("ok", said)
        self._read()
        self.number.setFocus()

    def _form_trouble(self, error: CampDeskError) -> None:
        if self.form is not None:
            self.form.show_trouble(self._words.sentence(error))

    @Slot()
    def _attach(self) -> None:
        found = self.chosen
        if found is not None and self.number.words:
            self._do(partial(doing.attach, found.id, self.number.words), self._attached)

    def _attached(self, _changes: object) -> None:
        self.number.clear()
        self.number.setFocus()
        self.said.say("info", "")

    @Slot()
    def _detach(self) -> None:
        found, at = self.chosen, selected_row(self.aboard, self.people)
        if found is not None and at is not None:
            household = self.people.rows[at].household
            self._do(
                partial(acts.detach, manifest_id=found.id, household=household), self._attached
            )

    @Slot()
    def _register_under(self) -> None:
        found = self.chosen
        if found is not None:
            under = None if found.id == self._current else found.id
            self._do(partial(doing.register_under, under), self._attached)

    @Slot()
    def _close(self) -> None:
        found = self.chosen
        if found is not None:
            why = self.difference.words
            self._do(partial(acts.close, manifest_id=found.id, difference=why), self._closed)

    def _closed(self, _changes: object) -> None:
        self.difference.clear()
        self.said.say("ok", self._words("The manifest is closed."))

    @Slot()
    def _depart(self) -> None:
        found = self.chosen
        if found is None:
            return
        if found.closed is not None:
            left = tuple(each.household for each in self._aboard)
            self._do(partial(doing.slips, left, self._words), self._show_slips)
        else:
            self._do(partial(doing.depart, found.id, self._words), self._gone)

    def _gone(self, gone: Gone) -> None:
        said = self._words.plural(
            "{n} household left. A second person is to confirm it.",
            "{n} households left. A second person is to confirm it.", gone.n,
        )  # fmt: skip
        self.said.say("ok", said)
        self._show_slips(gone.pdf)

    def _show_slips(self, pdf: bytes) -> None:
        show_paper(self._look, self._words("Transfer slip"), pdf, self)

    @Slot()
    def _print(self) -> None:
        found = self.chosen
        if found is not None:
            self._do(partial(doing.sheet, found.id, self._words), self._show_sheet)

    def _show_sheet(self, pdf: bytes) -> None:
        show_paper(self._look, self._words("Manifest"), pdf, self)

    def _do(self, action: Callable[[Camp], object], done: Callable[..., None]) -> None:
        self._workspace.do(action, done, self._trouble)

    def _trouble(self, error: CampDeskError) -> None:
        self.said.say("danger", self._words.sentence(error))


def _title(found: Manifest | None, words: Words) -> str:
    if found is None:
        return words("Choose a bus, or open a manifest.")
    if found.way is Way.DEPARTURE:
        return aboard(found.plate, found.people, words)
    return progress(found.plate, found.people, found.total, words)
