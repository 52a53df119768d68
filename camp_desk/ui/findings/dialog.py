"""The dialog of findings: a list, the gravest first, and a decision for each."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from camp_desk.actions import duplicates, losses
from camp_desk.actions.exporting import confirm_export
from camp_desk.actions.finding_words import KINDS, sentence
from camp_desk.domain.cards import written
from camp_desk.domain.duplicates import Reason
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.words import Words
from camp_desk.storage.camp import Camp
from camp_desk.storage.findings import Finding, Kind
from camp_desk.storage.households import Household
from camp_desk.storage.tables import Changes, Topic
from camp_desk.storage.views import Views
from camp_desk.ui.dialogs import Dialog
from camp_desk.ui.direction import unbroken, with_codes
from camp_desk.ui.families import facts
from camp_desk.ui.findings.decisions import (
    Confirming,
    ConfirmPanel,
    PairPanel,
    Panel,
    RemarkPanel,
    RowPanel,
    ValuePanel,
    event_panel,
    export_panel,
)
from camp_desk.ui.findings.looking import Looked, Open, all_open, look_at
from camp_desk.ui.findings.queue import left_of, next_of
from camp_desk.ui.findings.values import candidates
from camp_desk.ui.look import Look
from camp_desk.ui.widgets.banners import Banner, Empty
from camp_desk.ui.widgets.boxes import Card, Page, column, padded, row
from camp_desk.ui.widgets.buttons import Button
from camp_desk.ui.widgets.choices import Choice
from camp_desk.ui.widgets.columns import Column, RowsModel
from camp_desk.ui.widgets.labels import Label
from camp_desk.ui.widgets.tables import Table, selected_row
from camp_desk.ui.workspace import Workspace

_TONES = {
    Kind.COLLECTED_TWICE: "danger",
    Kind.GIVEN_TWICE: "danger",
    Kind.TOKEN_TWICE: "danger",
    Kind.BELOW_ZERO: "danger",
    Kind.ARRIVED_TWICE: "danger",
    Kind.DESK_FORKED: "danger",
    Kind.LIST_ROW_CHANGED: "info",
    Kind.POSSIBLE_DUPLICATE: "info",
    Kind.BORROWED_CHILD: "info",
}
_ALL = "all"
_PAIR = 2


class FindingsDialog(Dialog):
    """Works through the findings; what was decided is gone from the list and can be taken back."""

    def __init__(
        self, look: Look, workspace: Workspace[Camp, Views], parent: QWidget | None = None
    ) -> None:
        words = look.words
        super().__init__(look, words("Findings"), parent)
        self._workspace = workspace
        self._open = Open((), {})
        self._looked: Looked | None = None
        self._undo: Callable[[Camp], object] | None = None
        self.kind = Choice(look, words("Kind"))
        self.model: RowsModel[Finding] = RowsModel(self._columns(), self)
        self.table = Table(
            look, words("Findings"), self.model, row=58, empty=words("Nothing is to be decided.")
        )
        self.table.setWordWrap(True)
        self.left = Label(look, part="label")
        self.said = Banner(look)
        self.what = Label(look, part="subtitle", wrapped=True)
        self.pill = Label(look, part="label")
        self.later = Button(look, words("Decide later (Ctrl+D)"), "clock")
        self.close_button = Button(look, words("Close"), part="ghost")
        self._make_panels(look)
        self._lay_out(look)
        self._connect()
        self.fit(1260, 700)
        self.table.setFocus()
        self._refresh()

    @classmethod
    def ask(
        cls, look: Look, workspace: Workspace[Camp, Views], parent: QWidget | None = None
    ) -> None:
        """Show the findings until the dialog is closed."""
        cls(look, workspace, parent).wait()

    def reject(self) -> None:
        """Go back from the decision to the list; close from there."""
        if self._details.isAncestorOf(self.focusWidget() or self):
            self.table.setFocus()
            return
        super().reject()

    def _columns(self) -> tuple[Column[Finding], ...]:
        words = self._words
        return (
            Column(
                words("Kind"),
                lambda each: words(KINDS[each.kind]),
                178,
                drop=1,
                tone=lambda each: _TONES.get(each.kind, "warn"),
            ),
            Column(words("What was found"), self._sentence, 0),
        )

    def _sentence(self, finding: Finding) -> str:
        said = sentence(finding, self._words, self._open.items)
        if finding.postponed:
            said += " " + self._words("(left for later)")
        return with_codes(said)

    def _make_panels(self, look: Look) -> None:
        self.pair, self.row, self.joined = PairPanel(look), RowPanel(look), ConfirmPanel(look)
        self.values, self.remark = ValuePanel(look), RemarkPanel(look)
        self.export, self.happened = export_panel(look), event_panel(look)
        self._nothing = Empty(look, "list-checks", self._words("Choose a finding in the list."))
        self._details = QStackedWidget()
        for page in (
            self._nothing, self.pair, self.joined, self.row, self.values, self.export,
            self.happened, self.remark,
        ):  # fmt: skip
            self._details.addWidget(page)

    def _lay_out(self, look: Look) -> None:
        words = self._words
        keys = words("Up and Down choose, Enter goes to the decision, Esc comes back.")
        left = Card()
        inside = column(
            look,
            self.kind,
            self.left,
            (self.table, 1),
            Label(look, keys, "small", wrapped=True),
            gap=10,
        )
        left.setLayout(padded(look, inside, 14, 14))
        right = Card()
        right.setLayout(
            padded(look, column(look, self.pill, self.what, (self._details, 1), gap=8), 18, 14)
        )
        body = Page()
        body.setLayout(row(look, (left, 4), (right, 7), gap=12))
        foot = row(look, None, self.later, self.close_button)
        box = column(look, self.said, (body, 1), foot, gap=12)
        self.setLayout(padded(look, box, 16))

    def _connect(self) -> None:
        self._workspace.changed.connect(self._changed)
        self.kind.activated.connect(self._filter)
        self.table.selectionModel().currentRowChanged.connect(self._chosen)
        self.table.activated.connect(self._go_to_decision)
        self.close_button.clicked.connect(self.close)
        self.said.pressed.connect(self._take_back)
        self.later.clicked.connect(self._postpone)
        QShortcut(QKeySequence("Ctrl+D"), self).activated.connect(self.later.click)
        self.pair.yes.connect(self._join)
        self.pair.no.connect(self._tell_apart)
        self.joined.yes.connect(self._confirm)
        self.joined.no.connect(self._take_apart)
        self.row.yes.connect(self._use_row)
        self.row.no.connect(self._keep_ours)
        self.values.yes.connect(self._use_value)
        self.export.yes.connect(self._confirm_export)
        self.remark.yes.connect(self._note)
        self.happened.yes.connect(self._confirm_event)

    @Slot(object)
    def _changed(self, changes: Changes) -> None:
        if changes & {Topic.FINDINGS, Topic.HOUSEHOLDS, Topic.LISTS, Topic.STOCK}:
            self._refresh()

    def _refresh(self) -> None:
        self._workspace.read(all_open, self._show_open, self._show_trouble)

    def _show_open(self, open_: Open) -> None:
        self._open = open_
        words = self._words
        counts: dict[Kind, int] = {}
        for each in open_.findings:
            counts[each.kind] = counts.get(each.kind, 0) + 1
        every = words("All kinds: {n}", n=f"{len(open_.findings):,}")
        some = [
            (kind.value, words("{kind}: {n}", kind=words(KINDS[kind]), n=f"{n:,}"))
            for kind, n in counts.items()
        ]
        self.kind.offer([(_ALL, every), *some])
        self._filter()

    @Slot()
    def _filter(self) -> None:
        """Show the findings of one kind, and go on with the one that comes next."""
        at, before = selected_row(self.table, self.model) or 0, self.model.rows
        shown = [f for f in self._open.findings if self.kind.value in {_ALL, f.kind.value}]
        self.model.show(shown)
        self.left.say(left_of(shown, self._words))
        if shown:
            # selectRow finds no column from right to left before the table is shown
            at = next_of(before, at, shown)
            self.table.setCurrentIndex(self.model.index(at, 0))
        else:
            self._show_nothing()

    def _show_nothing(self) -> None:
        self._looked = None
        self.later.setEnabled(False)
        self.what.say("")
        self.pill.say("")
        self._details.setCurrentWidget(self._nothing)

    @Slot()
    def _chosen(self) -> None:
        at = selected_row(self.table, self.model)
        if at is None:
            self._show_nothing()
            return
        self._workspace.read(
            partial(look_at, self.model.rows[at]), self._show_looked, self._show_trouble
        )

    def _show_looked(self, looked: Looked) -> None:
        finding = looked.finding
        self._looked = looked
        self.later.setEnabled(True)
        self.pill.say(self._words(KINDS[finding.kind]))
        self.pill.tone(_TONES.get(finding.kind, "warn"))
        self.what.say(self._sentence(finding))
        self._details.setCurrentWidget(self._filled(looked))

    def _filled(self, looked: Looked) -> Panel:
        """Return the panel for a finding, filled in."""
        finding, words, today = looked.finding, self._words, looked.today
        for each in (self.joined, self.export, self.happened):
            each.show_alone(alone=looked.alone)
        sides = [facts(each.registration, today, words) for each in looked.households]
        if finding.kind in duplicates.PAIRS and len(sides) == _PAIR:
            one, other = looked.households
            self.pair.show_pair((one, other), today, _reasons(finding, words))
            return self.pair
        if finding.kind is Kind.AWAITING_CONFIRMATION and len(sides) == _PAIR:
            one, other = looked.households
            titles = (_card(one, words), _card(other, words))
            self.joined.sides.show_sides(titles, sides[0], sides[1])
            return self.joined
        if looked.proposal is not None and sides:
            self.row.show_row(sides[0], facts(looked.proposal.registration, today, words))
            return self.row
        if finding.kind is Kind.DESKS_DISAGREE:
            self.values.show_values(candidates(finding, words))
            return self.values
        self.remark.clear()
        seconds = {Kind.NAMES_EXPORTED: self.export, Kind.EVENT_AWAITING: self.happened,
                   Kind.LOSS_AWAITING: self.happened}  # fmt: skip
        return seconds.get(finding.kind, self.remark)

    @Slot()
    def _go_to_decision(self) -> None:
        page = self._details.currentWidget()
        if page is not None:
            page.setFocus()

    def _decide(
        self,
        action: Callable[[Camp], object],
        said: str,
        undo: Callable[[Camp], object] | None = None,
    ) -> None:
        self._decided = said, undo
        self.table.setFocus()
        self._workspace.do(action, self._was_decided, self._show_trouble)

    def _was_decided(self, result: object) -> None:
        said, self._undo = self._decided
        if isinstance(result, duplicates.TakenApart) and result.kept_on is not None:
            said += " " + self._words(
                "What was chosen when they were joined stays on card {card}: correct it there.",
                card=unbroken(written(result.kept_on)),
            )
        self.said.say("ok", said, self._words("Take it back") if self._undo else "")

    @Slot()
    def _take_back(self) -> None:
        if self._undo is not None:
            self._decide(self._undo, self._words("Taken back."))

    @Slot()
    def _join(self) -> None:
        words = self._words
        if self._looked is not None and len(self._looked.households) == _PAIR:
            one, other = (each.id for each in self._looked.households)
            self._decide(
                partial(duplicates.merge, one=one, other=other, chosen=self.pair.sides.chosen),
                words("Joined: the two receive one ration from now on.")
                + " "
                + words("A second person is to confirm it."),
                partial(duplicates.unmerge, one=one, other=other),
            )

    @Slot()
    def _confirm(self) -> None:
        self._confirm_by(duplicates.confirm, self.joined)

    @Slot()
    def _confirm_export(self) -> None:
        self._confirm_by(confirm_export, self.export)

    @Slot()
    def _confirm_event(self) -> None:
        self._confirm_by(losses.confirm_second, self.happened)

    def _confirm_by(self, action: Callable[..., Changes], panel: Confirming) -> None:
        self._answer(partial(action, reason=panel.reason.words), self._words("Confirmed."))

    @Slot()
    def _take_apart(self) -> None:
        if self._looked is not None and len(self._looked.households) == _PAIR:
            one, other = (each.id for each in self._looked.households)
            said = self._words("Taken apart: each receives its own ration again.")
            self._decide(partial(duplicates.unmerge, one=one, other=other), said)

    @Slot()
    def _tell_apart(self) -> None:
        said = self._words("Remembered: these are two families.")
        self._answer(duplicates.not_the_same, said, duplicates.ask_again)

    @Slot()
    def _postpone(self) -> None:
        said = self._words("Left for later: it stands at the end now.")
        self._answer(duplicates.postpone, said, duplicates.ask_again)

    @Slot()
    def _use_row(self) -> None:
        self._answer(duplicates.accept_row, self._words("The new row is in force."))

    @Slot()
    def _keep_ours(self) -> None:
        said = self._words("Ours was kept; this row is not proposed again.")
        self._answer(duplicates.keep_ours, said)

    @Slot()
    def _use_value(self) -> None:
        self._answer(
            partial(duplicates.choose_value, value=self.values.value),
            self._words("The value was chosen for all desks."),
        )

    @Slot()
    def _note(self) -> None:
        if not self.remark.lacking():
            self._answer(
                partial(duplicates.note, remark=self.remark.remark.words), self._words("Noted.")
            )

    def _answer(
        self,
        action: Callable[..., Changes],
        said: str,
        undo: Callable[..., Changes] | None = None,
    ) -> None:
        """Decide the finding that is shown by an action that takes its id."""
        if self._looked is not None:
            id_ = self._looked.finding.id
            self._decide(partial(action, finding=id_), said, undo and partial(undo, finding=id_))

    def _show_trouble(self, error: CampDeskError) -> None:
        self.said.say("danger", self._words.sentence(error))


def _card(household: Household, words: Words) -> str:
    return words("Card {number}", number=unbroken(written(household.number)))


def _reasons(finding: Finding, words: Words) -> list[str]:
    reasons = finding.facts.get("reasons")
    return [
        Reason(message, values).said(words)
        for message, values in (reasons if isinstance(reasons, list) else ())
    ]
