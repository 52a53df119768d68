"""Tokens and wristbands: how many there are, making and printing, marking, looking up."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from camp_desk.actions.tokens import Marked
from camp_desk.domain.anonymous import called
from camp_desk.domain.cards import written as card_written
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.tokens import (
    COLOURS,
    KINDS,
    NAMES,
    Kind,
    State,
    colour_of,
    marked_said,
    typed,
    written,
)
from camp_desk.domain.words import Words
from camp_desk.storage.camp import Camp
from camp_desk.storage.reception_views import Found
from camp_desk.storage.tables import Changes, Topic
from camp_desk.storage.tokens import Run
from camp_desk.storage.views import Views
from camp_desk.ui.dialogs import Dialog
from camp_desk.ui.direction import isolated, ltr
from camp_desk.ui.jobs import Job
from camp_desk.ui.keys import on_ctrl_enter
from camp_desk.ui.look import Look
from camp_desk.ui.paper import show_paper
from camp_desk.ui.tokens import doing
from camp_desk.ui.tokens.doing import Printed, Standing
from camp_desk.ui.widgets.banners import Banner
from camp_desk.ui.widgets.boxes import Card, Flow, Page, Scrolled, column, padded, row
from camp_desk.ui.widgets.buttons import Button
from camp_desk.ui.widgets.choices import Choice, Segmented
from camp_desk.ui.widgets.columns import Column, RowsModel
from camp_desk.ui.widgets.fields import Field, Line, NumberLine
from camp_desk.ui.widgets.labels import Drawing, Label
from camp_desk.ui.widgets.tables import Table
from camp_desk.ui.widgets.working import Working
from camp_desk.ui.workspace import Workspace

_ICONS = {
    State.FREE: "inbox",
    State.ISSUED: "hand-helping",
    State.USED: "check",
    State.VOID: "x",
    State.LOST: "triangle-alert",
}
_PAGE = 30
"""The tokens of one page: what is proposed to be made."""
_LEAST = 80
"""The height of a table of which one row is seen, on a low screen."""


def run_columns(words: Words) -> tuple[Column[Run], ...]:
    """Return the columns of the runs that were made."""
    return (
        Column(words("First"), lambda each: ltr(written(each.first)), 96),
        Column(words("Last"), lambda each: ltr(written(each.last)), 96),
        Column(words("Strips"), lambda each: f"{each.last - each.first + 1:,}", 64, trailing=True,
               drop=2),
        Column(words("Kind"), lambda each: words(KINDS[each.kind]), 104, drop=1),
        Column(words("Colour"), lambda each: words(COLOURS.get(each.colour, each.colour)), 84,
               drop=3),
        Column(words("Day"), lambda each: ltr(each.day.isoformat()), 100, drop=4),
        Column(words("Made by"),
               lambda each: f"{isolated(each.officer)} · {ltr(f'{each.desk:03d}')}", 0),
    )  # fmt: skip


class _Figure(Card):
    """How many strips of both kinds are in one state."""

    def __init__(self, look: Look, title: str, icon: str) -> None:
        super().__init__()
        self._title = title
        self._tokens, self._bands = Label(look, part="subtitle"), Label(look, part="small")
        head = row(look, Label(look, title), None, Drawing(look, icon, "faint", 18))
        box = column(look, head, self._tokens, self._bands, gap=0)
        self.setLayout(padded(look, box, 14, 6))

    def show_figures(self, tokens: str, bands: str) -> None:
        """Show both numbers."""
        self._tokens.say(tokens)
        self._bands.say(bands)
        self.setAccessibleName(f"{self._title}: {tokens}, {bands}")


class TokensDialog(Dialog):
    """Shows all strips of the camp, and makes and marks them."""

    def __init__(
        self, look: Look, workspace: Workspace[Camp, Views], parent: QWidget | None = None
    ) -> None:
        words = look.words
        super().__init__(look, words("Tokens and wristbands"), parent)
        self._workspace = workspace
        self.figures = {state: _Figure(look, words(NAMES[state]), _ICONS[state]) for state in State}
        kinds = [(kind.value, words(KINDS[kind])) for kind in Kind]
        self.kind = Segmented(look, words("Kind"), kinds)
        self.kind.choose(Kind.TOKEN.value)
        self.count = NumberLine(words("How many"), 1, 99_999)
        self.count.put(_PAGE)
        self.colour = Choice(
            look, words("Colour of the day"), [(code, words(COLOURS[code])) for code in COLOURS]
        )
        self.make = Button(look, words("Make and print"), "printer", "primary")
        self.make.setToolTip(words("Ctrl+Enter"))
        self.number = Line(words("Number"), words("Scan or type a number"), longest=20)
        self.known = Label(look, part="small", wrapped=True)
        self.model: RowsModel[Run] = RowsModel(run_columns(words), self)
        self.table = Table(
            look, words("Made so far"), self.model, row=32,
            empty=words("No strips were made yet."),
        )  # fmt: skip
        self.first, self.last = Line(words("First"), longest=20), Line(words("Last"), longest=20)
        self.reason = Line(words("Reason"), longest=200)
        self.again = Button(look, words("Print again"), "printer")
        self.deeds = {
            State.ISSUED: Button(look, words("Issued")),
            State.VOID: Button(look, words("Void")),
            State.LOST: Button(look, words("Lost")),
            State.FREE: Button(look, words("Found again")),
        }
        self.said, self.working = Banner(look), Working(look)
        self.close_button = Button(look, words("Close"), part="ghost")
        self._lay_out()
        self._connect()
        self.fit(1120, 700)
        self.number.setFocus()
        workspace.read(_colour, self._show_colour, self._trouble)
        self._refresh()

    @classmethod
    def ask(
        cls, look: Look, workspace: Workspace[Camp, Views], parent: QWidget | None = None
    ) -> None:
        """Show the strips until the dialog is closed."""
        cls(look, workspace, parent).wait()

    def reject(self) -> None:
        """Stop what is under way; close if there is nothing."""
        if self.working.busy:
            self.working.stop()
        else:
            super().reject()

    def scanned(self, untrusted_code: str) -> None:
        """Look up a strip that was scanned."""
        self.number.setText(untrusted_code)
        self._look_up()

    def _lay_out(self) -> None:
        look, words = self._look, self._words
        making, finding, made = Card(), Card(), Card()
        make = column(
            look,
            Label(look, words("Make strips"), "subtitle"),
            self.kind,
            row(look, (Field(look, words("How many"), self.count), 1),
                (Field(look, words("Colour of the day"), self.colour), 1), gap=12),
            Label(look, words("A token is one household’s, a wristband one person’s. No other desk"
                              " can make these numbers."), "small", wrapped=True),
            self.make,
            gap=8,
        )  # fmt: skip
        making.setLayout(padded(look, make, 16, 12))
        find = column(
            look, Label(look, words("Look one up"), "subtitle"), self.number, self.known, gap=8
        )
        finding.setLayout(padded(look, find, 16, 12))
        deeds = Flow(look, [self.again, *self.deeds.values()])
        marks = column(
            look,
            (self.table, 1),
            row(look, (Field(look, words("First"), self.first), 2),
                (Field(look, words("Last"), self.last), 2),
                (Field(look, words("Reason"), self.reason), 5), gap=10),
            deeds,
            gap=8,
        )  # fmt: skip
        made.setLayout(padded(look, marks, 16, 12))
        left = Page()
        left.setLayout(column(look, finding, making, None, gap=10))
        body = Page()
        body.setLayout(row(look, (Scrolled(left), 5), (made, 9), gap=12))
        foot = row(look, (self.working, 1), None, self.close_button)
        figures = Page()
        figures.setLayout(row(look, *((each, 1) for each in self.figures.values()), gap=10))
        self.table.setMinimumHeight(look.px(_LEAST))
        self.give_way(figures)
        box = column(look, figures, self.said, (body, 1), foot, gap=10)
        self.setLayout(padded(look, box, 14))

    def _connect(self) -> None:
        self._workspace.changed.connect(self._changed)
        self.make.clicked.connect(self._make)
        self.number.textChanged.connect(self._look_up)
        self.table.selectionModel().currentRowChanged.connect(self._chosen)
        self.again.clicked.connect(self._again)
        for state, button in self.deeds.items():
            button.setProperty("state", state.value)
            button.clicked.connect(self._mark)
        self.close_button.clicked.connect(self.reject)
        on_ctrl_enter(self, self.make.click)

    # Looking

    @Slot(object)
    def _changed(self, changes: Changes) -> None:
        if changes & {Topic.RECEPTION, Topic.HOUSEHOLDS}:
            self._refresh()

    def _refresh(self) -> None:
        self._workspace.read(doing.standing, self._show, self._trouble)

    def _show_colour(self, colour: str) -> None:
        self.colour.choose(colour)

    def _show(self, standing: Standing) -> None:
        tokens, bands = (standing.counts[kind] for kind in (Kind.TOKEN, Kind.WRISTBAND))
        for state, figure in self.figures.items():
            below = self._words.plural("{n} wristband", "{n} wristbands", bands[state])
            above = self._words.plural("{n} token", "{n} tokens", tokens[state])
            figure.show_figures(above, below)
        self.model.show(standing.runs)
        self._look_up()

    @Slot()
    def _chosen(self) -> None:
        index = self.table.currentIndex()
        if index.isValid():
            run = self.model.row(index)
            self.first.setText(written(run.first))
            self.last.setText(written(run.last))

    @Slot()
    def _look_up(self) -> None:
        number = typed(self.number.words)
        if number is None:
            wrong = len(self.number.words) > len("000 000")
            self.known.tone("danger" if wrong else "")
            self.known.say(self._words("This is no number of a strip.") if wrong else "")
            return
        self._workspace.read(partial(_looked_up, number), self._show_found, self._trouble, "strip")

    def _show_found(self, found: Found) -> None:
        state = found.strip.state
        tone = {State.VOID: "warn", State.LOST: "danger", State.USED: "info"}.get(state, "ok")
        self.known.tone(tone)
        self.known.say("\n".join(_about(found, self._words)))

    # Doing

    @Slot()
    def _make(self) -> None:
        kind, count = Kind(self.kind.value), self.count.value or 0
        self._start(partial(doing.make, kind, count, self.colour.value, self._words))

    @Slot()
    def _again(self) -> None:
        self._start(partial(doing.again, self.first.words, self.last.words, self._words))

    def _start(self, work: Callable[..., Printed]) -> None:
        if self.working.busy:
            return
        job = Job(work)
        job.succeeded.connect(self._printed)
        job.failed.connect(self._failed)
        job.cancelled.connect(self._stopped)
        job.finished.connect(self._finished)
        self._enable(enabled=False)
        self.said.say("info", "")
        self.working.follow(job, (self._words("Drawing the strips"),))
        self._workspace.start(job)

    @Slot(object)
    def _printed(self, done: Printed) -> None:
        said = self._words.plural(
            "{n} strip, {first} to {last}.", "{n} strips, {first} to {last}.", done.n,
            first=ltr(written(done.first)), last=ltr(written(done.last)),
        )  # fmt: skip
        self.said.say("ok", said)
        show_paper(self._look, self._words("Tokens and wristbands"), done.pdf, self)

    @Slot()
    def _mark(self) -> None:
        state = State(self.sender().property("state"))
        first, last, why = self.first.words, self.last.words, self.reason.words
        self._workspace.do(
            partial(doing.mark, state, first, last, why), self._marked, self._trouble
        )

    def _marked(self, marked: Marked) -> None:
        self.reason.clear()
        self.said.say("ok", marked_said(marked.marked, marked.left, self._words))

    @Slot(object)
    def _failed(self, error: Exception) -> None:
        if isinstance(error, CampDeskError):
            self._trouble(error)

    @Slot()
    def _stopped(self) -> None:
        self.said.say("info", self._words("Stopped; what was not finished was taken back."))

    @Slot()
    def _finished(self) -> None:
        self._enable(enabled=True)

    def _enable(self, *, enabled: bool) -> None:
        for button in (self.make, self.again, self.close_button, *self.deeds.values()):
            button.setEnabled(enabled)

    def _trouble(self, error: CampDeskError) -> None:
        self.said.say("danger", self._words.sentence(error))


def _colour(views: Views) -> str:
    return colour_of(views.today())


def _looked_up(number: int, views: Views) -> Found:
    return views.token(number)


def _about(found: Found, words: Words) -> list[str]:
    """Return what is known of a strip, one fact on each line."""
    strip = found.strip
    run = strip.run
    kind = words(KINDS[run.kind if run else Kind.TOKEN])
    lines = [
        words("{kind} {token}: {state}", kind=kind, token=ltr(written(strip.number)),
              state=words(NAMES[strip.state]))
    ]  # fmt: skip
    if found.card is not None:
        lines.append(
            words("Card {number}: {name}", number=ltr(card_written(found.card)),
                  name=isolated(called(found.head, found.size, words)))
        )  # fmt: skip
    if strip.mark is not None:
        mark = strip.mark
        at = ltr(mark.at.replace("T", " ")[:16])
        who = words(
            "{officer}, desk {desk}, {at}", officer=isolated(mark.officer),
            desk=f"{mark.desk:03d}", at=at,
        )  # fmt: skip
        lines.append(who if not mark.reason else f"{who} · {isolated(mark.reason)}")
    if run is None:
        lines.append(words("It is not known here who made it: sync with the other desks."))
    else:
        made = words("Made on {day} at desk {desk}", day=ltr(run.day.isoformat()),
                     desk=f"{run.desk:03d}")  # fmt: skip
        lines.append(f"{made} · {words(COLOURS.get(run.colour, run.colour))}")
    return lines
