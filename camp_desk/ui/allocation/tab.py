"""The allocation tab: joins planning and serving to the camp."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from camp_desk.actions import allocation
from camp_desk.actions.allocation import Frozen
from camp_desk.actions.lasting import REFERENCE
from camp_desk.domain.catalogue import ScaleKind
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.ids import ListId
from camp_desk.domain.registration import Counts
from camp_desk.domain.words import Words
from camp_desk.storage.camp import Camp
from camp_desk.storage.stock import items as items_of
from camp_desk.storage.stock import scales as scales_of
from camp_desk.storage.tables import Changes, Topic
from camp_desk.storage.views import Views
from camp_desk.ui.allocation.dialogs import ConfirmDialog, Question
from camp_desk.ui.allocation.panel import AllocationPanel
from camp_desk.ui.allocation.plan import MOST_DAYS, PlanNow, Wish
from camp_desk.ui.allocation.seen import CampSeen, PlanSeen, ask_of, look, look_ahead
from camp_desk.ui.allocation.serving import Serving
from camp_desk.ui.allocation.telling import freezing, plan_now, scales_offered
from camp_desk.ui.jobs import Job, Report
from camp_desk.ui.look import Look
from camp_desk.ui.stock.amounts import store_name
from camp_desk.ui.widgets.boxes import column
from camp_desk.ui.workspace import Workspace

_TOPICS = {Topic.LISTS, Topic.STOCK, Topic.HOUSEHOLDS, Topic.SETTINGS}


@dataclass(frozen=True, slots=True)
class AllocationDraft:
    """What was chosen and typed when the window is built anew."""

    wish: Wish
    share: bool
    chosen: str
    card: str
    search: str


class AllocationTab(QWidget):
    """Plans distributions, freezes their lists, and serves from them."""

    said = Signal(str)
    """A sentence that something was done."""

    def __init__(
        self, look: Look, workspace: Workspace[Camp, Views], now: Callable[[], datetime]
    ) -> None:
        super().__init__()
        self._look, self._words, self._workspace, self._now = look, look.words, workspace, now
        self._seen: CampSeen | None = None
        self._plan: PlanSeen | None = None
        self._share = False
        self._code = ""
        """The ration that was planned with last."""
        self._stale = True
        self._began = False
        self._kept: AllocationDraft | None = None
        self._dialog: ConfirmDialog | None = None
        self.panel = AllocationPanel(look, self._today)
        self.serving = Serving(look, workspace, self.panel.serve, self)
        self.setLayout(column(look, self.panel, gap=0))
        self._connect()  # what is planned is read when it is first looked at

    def search(self) -> None:
        """Go to the search of the list."""
        self.panel.serve.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.panel.serve.search.selectAll()

    def scanned(self, code: str) -> None:
        """Take a card that the scanner read, wherever the focus is."""
        if not self.serving.take(code):
            self.said.emit(self._words("Choose an open list first, then scan the card again."))

    def draft(self) -> AllocationDraft:
        """Return what is chosen and typed, or what still waits to be shown again."""
        if self._kept is not None:
            return self._kept
        serve = self.panel.serve
        return AllocationDraft(
            self.panel.plan.wish, self._share, self.serving.chosen, serve.scan.text(),
            serve.search.text(),
        )  # fmt: skip

    def take(self, draft: object) -> None:
        """Show again what was chosen and typed; at once, or when the tab is looked at."""
        if isinstance(draft, AllocationDraft):
            self._kept = draft
            if self._seen is not None:
                self._show(self._seen)

    def showEvent(self, event: QShowEvent) -> None:
        """Read everything again if something changed behind another tab."""
        super().showEvent(event)
        if self._stale:
            self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Read lists and plan again."""
        self._stale = False
        self._workspace.read(look, self._show)

    def _connect(self) -> None:
        plan = self.panel.plan
        plan.wished.connect(self._wish)
        plan.share_taken.connect(self._turn_share)
        plan.freezing.connect(self._ask_to_freeze)
        self.serving.said.connect(self.said)
        self.serving.list_changed.connect(self._show_who)
        self._workspace.changed.connect(self._changed)

    @Slot(object)
    def _changed(self, changes: Changes) -> None:
        if not changes & _TOPICS:
            return
        if not self.isVisible():
            self._stale = True
        elif changes <= {Topic.LISTS, Topic.FINDINGS}:
            self.serving.refresh()  # a hand-over or its reversal: the plan stays as it is
        else:
            self.refresh()

    def _show(self, seen: CampSeen) -> None:
        self._seen = seen
        plan = self.panel.plan
        plan.blockSignals(True)
        plan.offer(
            scales_offered(seen, self._words),
            [(name, name) for name in seen.sectors],
            [(store.id.hex(), store_name(store, self._words)) for store in seen.stores],
        )
        if not self._began:
            self._begin(seen)
        if self._kept is not None:
            self._bring_back(self._kept)
        plan.blockSignals(False)
        self.serving.show_lists(seen)
        self._look_ahead()

    def _begin(self, seen: CampSeen) -> None:
        """Choose the ration of the latest list, or the reference."""
        self._began = True
        codes = [each.rations.scale for each in seen.lists] + [REFERENCE, *seen.scales]
        known = {*seen.scales, *seen.parcels, *seen.kits}
        self._code = next((code for code in codes if code in known), "")
        self.panel.plan.scale.choose(self._code)

    def _bring_back(self, kept: AllocationDraft) -> None:
        self._kept = None
        self._share = kept.share
        self._code = kept.wish.scale
        self.panel.plan.put(kept.wish)
        self.panel.serve.scan.setText(kept.card)
        self.panel.serve.search.setText(kept.search)
        self.serving.choose(kept.chosen)

    @Slot(object)
    def _wish(self, wish: Wish) -> None:
        self._share = False
        before, self._code = self._code, wish.scale
        if before != wish.scale and (days := self._usual_days(wish.scale)):
            self.panel.plan.days.put(days)
        self._look_ahead()

    def _usual_days(self, code: str) -> int:
        """Return the days that a parcel or an arrival ration is made for; 0 for other rations."""
        if self._seen is None:
            return 0
        if code in self._seen.parcels:
            return self._seen.parcels[code].days
        if code in self._seen.kits:
            return 1
        scale = self._seen.scales.get(code)
        arrival = scale is not None and scale.kind is ScaleKind.READY_TO_EAT
        return scale.cycle_days if scale is not None and arrival else 0

    def _look_ahead(self) -> None:
        plan = self.panel.plan
        wish = plan.wish
        self._plan = None
        plan.freeze.setEnabled(False)
        if not wish.days or plan.first.unreadable:
            asks = self._words("Type for how many days it is, from 1 to {most}.", most=MOST_DAYS)
            plan.show_plan(PlanNow(shortage="" if wish.days else asks, tone="info"))
            self._show_who()
            return
        self._workspace.read(partial(look_ahead, wish), self._show_plan, self._plan_trouble)

    def _show_plan(self, seen: PlanSeen) -> None:
        if self._seen is None:
            return
        self._plan = seen
        self._share = self._share and not seen.outlook.lasts
        self.panel.plan.show_plan(plan_now(seen, self._seen, self._words, share=self._share))
        self._show_who()

    def _plan_trouble(self, error: CampDeskError) -> None:
        sentence = self._words.sentence(error)
        self.panel.plan.show_plan(PlanNow(shortage=sentence, tone="danger"))

    @Slot()
    def _show_who(self) -> None:
        """Show whom the plan feeds; while it feeds nobody, whom the chosen list feeds."""
        words, listed = self._words, self.serving.seen
        if self._plan is not None and self._plan.outlook.households:
            kit = self._plan.basis.kit is not None
            title = words("Who this reaches") if kit else words("Who this feeds")
            self.panel.who.show_counts(title, self._plan.people)
        elif listed is not None:
            self._workspace.read(
                partial(_population_on, listed.rations.id),
                partial(self._show_listed, listed.rations.number),
                lane=self._show_who,
            )
        else:
            self.panel.who.show_counts(words("Who this feeds"), Counts())

    def _show_listed(self, number: int, counts: Counts) -> None:
        self.panel.who.show_counts(self._words("Who list {number} feeds", number=number), counts)

    @Slot()
    def _turn_share(self) -> None:
        self._share = not self._share
        if self._plan is not None:
            self._show_plan(self._plan)

    @Slot()
    def _ask_to_freeze(self) -> None:
        if self._plan is None or self._seen is None:
            return
        words = self._words
        said, goods = freezing(self._plan, self._seen, words, share=self._share)
        question = Question(
            words("Freeze the list?"), "snowflake", said, goods, words("Freeze the list"),
            words("Title on the sheets"),
        )  # fmt: skip
        dialog = ConfirmDialog(self._look, question, self.window())
        arrival = self._plan.basis.kind == "arrival"
        title = words("Arrival rations") if arrival else words("General food distribution")
        if self._plan.basis.kit:
            title = self._plan.basis.kit.said(words)
        dialog.name.setText(title)
        dialog.accepted.connect(self._freeze)
        self._dialog = dialog
        dialog.open()

    @Slot()
    def _freeze(self) -> None:
        dialog, self._dialog = self._dialog, None
        if dialog is None or self._plan is None:
            return
        wish, words = self._plan.wish, self._words
        job = Job(partial(_freeze, wish, dialog.name.words, words, self._share), self)
        job.succeeded.connect(self._frozen)
        job.failed.connect(self._not_frozen)
        self.panel.plan.freeze.setEnabled(False)
        doing = words("Freezing the list and setting the goods aside …")
        self.panel.plan.working.follow(job, [doing], stoppable=False)
        self._workspace.start(job)
        dialog.deleteLater()

    @Slot(object)
    def _frozen(self, frozen: Frozen) -> None:
        self._share = False
        self.serving.want(frozen.number)
        self.panel.serve.scan.setFocus(Qt.FocusReason.OtherFocusReason)
        self.said.emit(
            self._words("List {number} is frozen. Print its sheets.", number=frozen.number)
        )

    @Slot(object)
    def _not_frozen(self, error: Exception) -> None:
        if isinstance(error, CampDeskError):
            self._plan_trouble(error)

    def _today(self) -> date:
        return self._now().date()


def _population_on(list_id: bytes, views: Views) -> Counts:
    return views.population_on(ListId(list_id))


def _freeze(
    wish: Wish, title: str, words: Words, share: bool, camp: Camp, report: Report
) -> Frozen:
    del report  # a list is frozen whole, in one transaction
    items = items_of(camp.db)
    basis = allocation.basis_of(wish.scale, scales_of(camp.db), items)
    ask = ask_of(wish, basis, camp.today(), title)
    return allocation.freeze(camp, ask, words=words, take_equal_share=share)
