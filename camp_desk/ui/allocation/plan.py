"""Planning a distribution: the ration, the days, who gets it, and whether it lasts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from camp_desk.domain.registration import Counts
from camp_desk.ui.direction import isolated, ltr
from camp_desk.ui.look import Look
from camp_desk.ui.population import Pyramid
from camp_desk.ui.widgets.banners import Banner
from camp_desk.ui.widgets.boxes import Card, Flow, column, padded, row
from camp_desk.ui.widgets.buttons import Button
from camp_desk.ui.widgets.choices import Chip, Choice, Options
from camp_desk.ui.widgets.fields import Field, NumberLine
from camp_desk.ui.widgets.labels import Label

MOST_DAYS = 90


@dataclass(frozen=True, slots=True)
class Wish:
    """What the officer wants to give: a scale or parcel, for days, to sectors (none: to all)."""

    scale: str
    days: int
    sectors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NeedRow:
    """One item of the plan, as texts; ``short`` where there is too little."""

    name: str
    each: str
    """Per person and day, or per parcel."""
    needed: str
    there: str
    short: bool = False


@dataclass(frozen=True, slots=True)
class Nourishment:
    """One figure of what the ration gives, as it is said, and the tone of its verdict."""

    said: str
    tone: str


@dataclass(frozen=True, slots=True)
class PlanNow:
    """What the plan needs, and what is said about it."""

    who: str = ""
    """How many people and days, in a few words."""
    needs: Sequence[NeedRow] = ()
    nourishment: Sequence[Nourishment] = ()
    people: Counts = field(default_factory=Counts)
    shortage: str = ""
    """The sentence about what is missing, "" if it lasts."""
    offer: str = ""
    """The word on the button that takes the equal share; "" for none."""
    can_freeze: bool = False


class Needs(QWidget):
    """A small table of texts: item, for each, needed, in stock."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(look.px(12))
        self._grid.setVerticalSpacing(look.px(4))
        self._grid.setColumnStretch(0, 1)
        self._cells: list[Label] = []

    def show_needs(self, needs: Sequence[NeedRow]) -> None:
        """Show these items, and no others."""
        for cell in self._cells:
            self._grid.removeWidget(cell)
            cell.hide()
            cell.deleteLater()
        self._cells = []
        words = self._look.words
        heads = (words("Item"), words("Each a day"), words("Needed"), words("In stock"))
        for at, head in enumerate(heads):
            self._add(0, at, head, "label", "")
        for line, need in enumerate(needs, 1):
            self._add(line, 0, isolated(need.name), "strong", "")
            for at, text in enumerate((need.each, need.needed, need.there), 1):
                self._add(line, at, ltr(text), "", "danger" if need.short and at == 3 else "")  # noqa: PLR2004  the last column

    def _add(self, line: int, at: int, text: str, part: str, tone: str) -> None:
        cell = Label(self._look, text, part)
        cell.tone(tone)
        side = Qt.AlignmentFlag.AlignTrailing if at else Qt.AlignmentFlag.AlignLeading
        cell.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(cell, line, at)
        self._cells.append(cell)


class PlanCard(Card):
    """Collects a wish, shows what it needs against what is there, and asks to freeze it."""

    wished = Signal(object)
    """A Wish, at every change."""
    share_taken = Signal()
    """The equal share is wanted instead."""
    freezing = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        words = look.words
        self._look = look
        self.scale = Choice(look, words("Ration or parcel"))
        self.days = NumberLine(words("Days"), 1, MOST_DAYS)
        self.days.put(7)
        self._chips: list[Chip] = []
        self._sectors: Options = ()
        self._sector_box = QWidget()
        self._sector_box.setLayout(column(look, gap=0))
        self.who = Label(look, part="hint")
        self._figures = Label(look, part="hint", wrapped=True)
        self._figures.setTextFormat(Qt.TextFormat.RichText)
        self.needs = Needs(look)
        self.shortage = Banner(look)
        self.freeze = Button(look, words("Freeze the list"), "snowflake", "primary")
        self.freeze.setToolTip(words("Fix who gets what, and reserve the stock"))
        self._lay_out()
        self._connect()
        self.show_plan(PlanNow())

    @property
    def wish(self) -> Wish:
        """Return what is chosen."""
        sectors = tuple(
            value
            for (value, _), chip in zip(self._sectors, self._chips, strict=True)
            if chip.isChecked()
        )
        return Wish(self.scale.value, self.days.value or 0, sectors)

    def offer(self, scales: Options, sectors: Options) -> None:
        """Offer these rations and parcels, and the camp's sectors."""
        self.scale.offer(scales)
        self._sectors = sectors
        self._chips = [Chip(text) for _, text in sectors]
        for chip in self._chips:
            chip.setAccessibleName(self._look.words("Sector {name}", name=chip.text()))
            chip.toggled.connect(self._wish)
        box = self._sector_box.layout()
        while box is not None and box.count():
            old = box.takeAt(0).widget()  # type: ignore[union-attr]
            if old is not None:
                old.deleteLater()
        if box is not None and sectors:
            box.addWidget(Flow(self._look, self._chips))

    def show_plan(self, plan: PlanNow) -> None:
        """Show what the wish needs."""
        self.who.say(plan.who)
        self.needs.show_needs(plan.needs)
        self._figures.say(" · ".join(self._toned(each) for each in plan.nourishment))
        self._figures.setVisible(bool(plan.nourishment))
        self.shortage.say("warn", plan.shortage, plan.offer)
        self.freeze.setEnabled(plan.can_freeze)

    def _toned(self, figure: Nourishment) -> str:
        colour = self._look.theme.colours[figure.tone]
        said = escape(isolated(figure.said))
        return f'<span style="color:{colour}; font-weight:600">{said}</span>'

    def _lay_out(self) -> None:
        look, words = self._look, self._look.words
        head = row(look, (Label(look, words("Ration plan"), "title"), 1), self.who)
        days = Field(look, words("Days"), self.days)
        days.setFixedWidth(look.px(84))
        wish = row(look, (Field(look, words("Ration or parcel"), self.scale), 1), days, gap=12)
        inside = column(
            look,
            head,
            wish,
            self._sector_box,
            self._figures,
            self.needs,
            self.shortage,
            self.freeze,
            gap=10,
        )
        self.setLayout(padded(look, inside, 20, 14))

    def _connect(self) -> None:
        self.scale.activated.connect(self._wish)
        self.days.textEdited.connect(self._wish)
        self.shortage.pressed.connect(self.share_taken)
        self.freeze.clicked.connect(self.freezing)

    def _wish(self) -> None:
        self.wished.emit(self.wish)


class WhoCard(Card):
    """The pyramid of who is fed."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.pyramid = Pyramid(look)
        title = Label(look, look.words("Who this feeds"), "title")
        self.setLayout(padded(look, column(look, title, (self.pyramid, 1)), 20, 14))
