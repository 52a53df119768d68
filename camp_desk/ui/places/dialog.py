"""The plan of the camp joined to the camp: looking, declaring, blocking, moving."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QWidget

from camp_desk.actions import places as acts
from camp_desk.actions.places import Added, Moved
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.registration import Place
from camp_desk.domain.shelters import (
    PERSONS_PER_SHELTER,
    Shelter,
    Standing,
    added_said,
    over_said,
    place_of,
    said,
)
from camp_desk.storage.camp import Camp
from camp_desk.storage.places import Plan, Resident
from camp_desk.storage.tables import Changes, Topic
from camp_desk.storage.views import Views
from camp_desk.ui.dialogs import Dialog
from camp_desk.ui.direction import ltr
from camp_desk.ui.jobs import Job
from camp_desk.ui.look import Look
from camp_desk.ui.places.add import AddDialog
from camp_desk.ui.places.drawing import Sectors, whole
from camp_desk.ui.places.plan import CampPlan
from camp_desk.ui.places.residents import ResidentsPanel
from camp_desk.ui.places.seen import FIGURES, add, looked_at, move, move_back, titles
from camp_desk.ui.places.telling import NAMES, SIGNS
from camp_desk.ui.widgets.banners import Banner, KeyFigure
from camp_desk.ui.widgets.boxes import Card, Page, Scrolled, column, padded, row
from camp_desk.ui.widgets.buttons import Button
from camp_desk.ui.widgets.choices import Choice
from camp_desk.ui.widgets.fields import NumberLine
from camp_desk.ui.widgets.labels import Label
from camp_desk.ui.widgets.working import Working
from camp_desk.ui.workspace import Workspace

_WHOLE = ""
_MOST_SHOWN = 1_000
_ICONS = ("tent", "users", "triangle-alert", "lock")
_TONES = ("ok", "", "danger", "warn")


class PlanDialog(Dialog):
    """Shows the camp's shelters on a plan, and what lies behind each of them."""

    def __init__(
        self,
        look: Look,
        workspace: Workspace[Camp, Views],
        parent: QWidget | None = None,
        *,
        picking: bool = False,
    ) -> None:
        words = look.words
        super().__init__(look, words("Plan of the camp"), parent)
        self._workspace = workspace
        self._sectors: Sectors = {}
        self._capacity = PERSONS_PER_SHELTER
        self._moved: Moved | None = None
        self._not_seen = False
        self.picked: Place | None = None
        self.figures = [
            KeyFigure(look, f"{title}  {ltr(SIGNS[each])}", icon)
            for each, title, icon in zip(FIGURES, titles(words), _ICONS, strict=True)
        ]
        self.sector = Choice(look, words("Sector"))
        self.days = NumberLine(words("Days"), 1, 999)
        self.days.put(14)
        self.unseen = Button(look, words("Not seen for"), "clock")
        self.add_button = Button(look, words("Add shelters …"), "plus")
        self.plan = CampPlan(look)
        self.people = ResidentsPanel(look)
        self.said = Banner(look)
        self.working = Working(look)
        self.without = Label(look, part="hint", wrapped=True)
        self.pick_button = Button(look, words("Take this shelter"), "check", "primary")
        self.pick_button.setVisible(picking)
        self.close_button = Button(look, words("Close"), part="ghost")
        self._lay_out(look)
        self._connect()
        self.fit(1280, 720)
        self.plan.setFocus()
        self._refresh()

    @classmethod
    def ask(
        cls,
        look: Look,
        workspace: Workspace[Camp, Views],
        parent: QWidget | None = None,
        *,
        picking: bool = False,
    ) -> Place | None:
        """Show the plan; return the shelter that was taken, where one is to be."""
        dialog = cls(look, workspace, parent, picking=picking)
        dialog.exec()
        picked = dialog.picked
        dialog.deleteLater()
        return picked

    def reject(self) -> None:
        """Go back from the households to the plan; close from there."""
        if self.working.busy:
            self.working.stop()
        elif self.people.isAncestorOf(self.focusWidget() or self):
            self.plan.setFocus()
        else:
            super().reject()

    def _lay_out(self, look: Look) -> None:
        words = self._words
        self.days.setFixedWidth(look.px(52))
        self.sector.setMinimumWidth(look.px(150))
        tools = row(look, self.sector, None, self.add_button)
        signs = " · ".join(
            f"{ltr(SIGNS[each])} {words(NAMES[each])}"
            for each in (Standing.STAGING, Standing.UNPLANNED)
        )
        keys = words("Enter shows who lives there, Esc comes back.")
        left = Card()
        inside = column(
            look,
            tools,
            (Scrolled(self.plan), 1),
            Label(look, f"{signs} · {keys}", "small", wrapped=True),
            self.people.about_shelter,
            gap=8,
        )
        left.setLayout(padded(look, inside, 14, 12))
        body = Page()
        body.setLayout(row(look, (left, 6), (self.people, 5), gap=12))
        unseen = row(look, self.unseen, self.days, Label(look, words("days")))
        foot = row(look, (self.without, 1), unseen, 8, self.pick_button, self.close_button)
        figures = Page()
        figures.setLayout(row(look, *((each, 1) for each in self.figures), gap=12))
        self.give_way(figures)
        box = column(
            look,
            figures,
            self.said,
            self.working,
            (body, 1),
            foot,
            gap=10,
        )
        self.setLayout(padded(look, box, 14))

    def _connect(self) -> None:
        self._workspace.changed.connect(self._changed)
        self.sector.activated.connect(self._show_sector)
        self.plan.chosen.connect(self._chosen)
        self.plan.opened.connect(self._opened)
        self.plan.sector_wanted.connect(self._zoom)
        self.unseen.clicked.connect(self._show_unseen)
        self.days.returnPressed.connect(self._show_unseen)
        self.add_button.clicked.connect(self._add)
        self.people.moving.connect(self._move)
        self.people.staging.connect(self._to_staging)
        self.people.met.connect(self._met)
        self.people.capacity_wanted.connect(self._set_capacity)
        self.people.blocking.connect(self._block)
        self.people.opening.connect(self._open_again)
        self.said.pressed.connect(self._move_back)
        self.pick_button.clicked.connect(self._pick)
        self.close_button.clicked.connect(self.accept)

    # Looking

    @Slot(object)
    def _changed(self, changes: Changes) -> None:
        if changes & {Topic.PLACES, Topic.HOUSEHOLDS}:
            self._refresh()

    def _refresh(self) -> None:
        self._workspace.read(looked_at, self._show_plan, self._trouble)

    def _show_plan(self, looked: tuple[Plan, Sectors, int]) -> None:
        words = self._words
        found, self._sectors, self._capacity = looked
        total = whole(self._sectors)
        numbers = (total.room, *(total.standing[each] for each in FIGURES[1:]))
        below = (
            words.plural("{n} shelter", "{n} shelters", total.standing[Standing.FREE]),
            words("no place is left"),
            words("more people than places"),
            words("nobody may move in"),
        )
        for figure, number, line, tone in zip(self.figures, numbers, below, _TONES, strict=True):
            figure.show_figure(f"{number:,}", line, tone if number else "")
        self.without.say(
            words.plural(
                "{n} household has no shelter yet.", "{n} households have no shelter yet.",
                found.households_without,
            )
        )  # fmt: skip
        names = [(each, words("Sector {sector}", sector=each)) for each in self._sectors]
        self.sector.offer([(_WHOLE, words("Whole camp")), *names])
        if not self._sectors:
            self.people.show_shelter(None, ())
            self.said.say("info", words("No shelters are declared yet: add them first."))
            if self.focusWidget() is self.plan:  # nothing can be chosen there
                self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_sector()

    @Slot()
    def _show_sector(self) -> None:
        wanted = str(self.sector.currentData() or "")
        shown = {wanted: self._sectors[wanted]} if wanted in self._sectors else self._sectors
        self.plan.show_sectors(shown)

    @Slot(str)
    def _zoom(self, sector: str) -> None:
        self.sector.choose(sector)
        self._show_sector()

    @Slot(object)
    def _chosen(self, shelter: Shelter | None) -> None:
        self._not_seen = False
        self.pick_button.setEnabled(shelter is not None)
        spellings = shelter.spellings if shelter else ()
        self._workspace.read(
            partial(Views.residents, spellings=spellings),
            partial(self._show_people, shelter),
            self._trouble,
            "plan people",
        )

    def _show_people(self, shelter: Shelter | None, people: list[Resident]) -> None:
        if not self._not_seen:
            self.people.show_shelter(shelter, people)

    @Slot(object)
    def _opened(self, _shelter: Shelter) -> None:
        self.people.focus_people()

    @Slot()
    def _show_unseen(self) -> None:
        days = self.days.value or 14
        self._not_seen = True
        self._workspace.read(
            partial(Views.not_seen_for, days=days, limit=_MOST_SHOWN + 1),
            partial(self._show_not_seen, days),
            self._trouble,
            "plan people",
        )

    def _show_not_seen(self, days: int, people: list[Resident]) -> None:
        more = len(people) > _MOST_SHOWN
        self.people.show_not_seen(days, people[:_MOST_SHOWN], more=more)

    # Doing

    @Slot()
    def _add(self) -> None:
        wanted = AddDialog.ask(self._look, self._capacity, self)
        if wanted is not None:
            self._do(partial(add, wanted), self._added)

    def _added(self, added: Added) -> None:
        self._say("ok", added_said(self._words, added.added, added.known))

    @Slot()
    def _to_staging(self) -> None:
        """Move to the staging area that has the fewest people."""
        blocks = (some for each in self._sectors.values() for some in each.values())
        every = (shelter for some in blocks for shelter in some)
        staging = [each for each in every if each.standing is Standing.STAGING]
        if staging:
            self._move(said(min(staging, key=lambda each: each.persons).place))
        else:
            self._say("danger", self._words("There is no staging area yet: add one first."))

    @Slot(str)
    def _move(self, untrusted_place: str) -> None:
        work = partial(move, self.people.chosen, place_of(untrusted_place))
        self._start(work, self._was_moved, self._words("Moving households"))

    @Slot(object)
    def _was_moved(self, moved: Moved) -> None:
        words, n = self._words, len(moved.earlier)
        self._moved = moved
        told = words.plural(
            "{n} household moved to {place}.", "{n} households moved to {place}.", n,
            place=ltr(said(moved.to)),
        )  # fmt: skip
        if moved.over:
            told = f"{told} {over_said(words, moved.over)}"
        self.people.to.clear()
        self._say("warn" if moved.over else "ok", told, words("Move back"))

    @Slot()
    def _move_back(self) -> None:
        if self._moved is not None:
            work = partial(move_back, self._moved)
            self._moved = None
            self._start(work, self._was_moved_back, self._words("Moving back"))

    @Slot(object)
    def _was_moved_back(self, moved: Moved) -> None:
        n = len(moved.earlier)
        self._say(
            "ok", self._words.plural("{n} household moved back.", "{n} households moved back.", n)
        )

    @Slot()
    def _met(self) -> None:
        chosen = self.people.chosen
        said_of = self._words.plural(
            "Noted: {n} household seen today.", "Noted: {n} households seen today.", len(chosen)
        )
        self._do(partial(acts.note_presence, chosen=chosen), partial(self._done, said_of))

    @Slot(object)
    def _set_capacity(self, capacity: int) -> None:
        if (shelter := self.plan.shelter) is not None:
            self._do(
                partial(acts.set_capacity, place=shelter.place, capacity=capacity),
                partial(self._done, self._words("The capacity is changed.")),
            )

    @Slot(str)
    def _block(self, reason: str) -> None:
        if (shelter := self.plan.shelter) is not None:
            self._do(
                partial(acts.block, place=shelter.place, untrusted_reason=reason),
                partial(self._done, self._words("The shelter is blocked.")),
            )

    @Slot()
    def _open_again(self) -> None:
        if (shelter := self.plan.shelter) is not None:
            self._do(
                partial(acts.open_again, place=shelter.place),
                partial(self._done, self._words("The shelter is open again.")),
            )

    @Slot()
    def _pick(self) -> None:
        if self.plan.shelter is not None:
            self.picked = self.plan.shelter.place
            self.accept()

    def _do(self, action: Callable[[Camp], object], done: Callable[..., None]) -> None:
        self._workspace.do(action, done, self._trouble)

    def _start(self, work: Callable[..., object], done: Callable[..., None], doing: str) -> None:
        job = Job(work)
        job.succeeded.connect(done)
        job.failed.connect(self._failed)
        job.cancelled.connect(self._stopped)
        self.working.follow(job, (doing,))
        self._workspace.start(job)

    def _done(self, told: str, _result: object) -> None:
        self._say("ok", told)
        if self._not_seen:
            self._show_unseen()

    @Slot()
    def _stopped(self) -> None:
        self._say("info", self._words("Stopped; what was not finished was taken back."))

    @Slot(object)
    def _failed(self, error: Exception) -> None:
        if isinstance(error, CampDeskError):
            self._trouble(error)

    def _trouble(self, error: CampDeskError) -> None:
        self._say("danger", self._words.sentence(error))

    def _say(self, tone: str, told: str, button: str = "") -> None:
        self.said.say(tone, told, button)
