"""Planning a distribution: the ration, the days, who gets it, and whether it lasts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from html import escape

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QWidget

from camp_desk.actions.allocation import past_said
from camp_desk.domain.days import read_moment
from camp_desk.domain.registration import Counts
from camp_desk.ui.direction import isolated, ltr
from camp_desk.ui.look import Look
from camp_desk.ui.population import Pyramid
from camp_desk.ui.widgets.banners import Banner
from camp_desk.ui.widgets.boxes import Card, Flow, column, padded, row
from camp_desk.ui.widgets.buttons import Button
from camp_desk.ui.widgets.choices import Chip, Choice, Options
from camp_desk.ui.widgets.fields import Field, NumberLine, ReadLine
from camp_desk.ui.widgets.labels import ElidedLabel, Label
from camp_desk.ui.widgets.working import Working

MOST_DAYS = 90


@dataclass(frozen=True, slots=True)
class Wish:
    """What the officer wants to give: a scale or parcel, for days, to sectors (none: to all)."""

    scale: str
    days: int
    sectors: tuple[str, ...] = ()
    first: date | None = None
    """The first day; None for today."""
    store: str = ""
    """Where the goods come from; "" for the only one."""


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
class BandRow:
    """Households of some sizes: what they get, what that is to eat, and its verdict."""

    people: str
    parcels: str
    kcal: str
    verdict: str = ""
    tone: str = ""


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
    tone: str = "warn"
    """Of the sentence."""
    bands: Sequence[BandRow] = ()
    """What whole parcels give to each size of household."""


class Grid(QWidget):
    """A small table of texts; the first column starts the line, the others end theirs."""

    def __init__(self, look: Look, heads: Sequence[str]) -> None:
        super().__init__()
        self._look, self._heads = look, tuple(heads)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(look.px(12))
        self._grid.setVerticalSpacing(look.px(1))
        self._grid.setColumnStretch(0, 1)
        self._cells: list[Label] = []

    def begin(self) -> None:
        """Empty it, but for the headings."""
        for cell in self._cells:
            self._grid.removeWidget(cell)
            cell.hide()  # until it is gone it would show through what takes its place
            cell.deleteLater()
        self._cells.clear()
        for at, head in enumerate(self._heads):
            self.add(0, at, head, "label", "")

    def add(self, line: int, at: int, text: str, part: str, tone: str) -> None:
        """Put a text in a cell."""
        cell = Label(self._look, text, part) if at else ElidedLabel(self._look, text, part)
        cell.setFixedHeight(self._look.px(21))
        cell.tone(tone)
        side = Qt.AlignmentFlag.AlignTrailing if at else Qt.AlignmentFlag.AlignLeading
        cell.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(cell, line, at)
        self._cells.append(cell)


class Needs(Grid):
    """Item, for each, needed, free in the store."""

    def __init__(self, look: Look) -> None:
        words = look.words
        heads = (words("Item"), words("A person a day"), words("Needed"), words("Free stock"))
        super().__init__(look, heads)
        self.setToolTip(
            words("Free is what lies in the store, not expired and not set aside for an open list.")
        )

    def show_needs(self, needs: Sequence[NeedRow]) -> None:
        """Show these rows; one that is short has an icon's worth of red, and a sentence below."""
        self.begin()
        if not any(need.each for need in needs):
            self._cells[1].say("")  # whole parcels are not for a person and a day
        for line, need in enumerate(needs, 1):
            self.add(line, 0, isolated(need.name), "strong", "")
            for at, text in enumerate((need.each, need.needed, need.there), 1):
                tone = "danger" if need.short and at == 3 else ""  # noqa: PLR2004  the last column
                self.add(line, at, isolated(text), "", tone)
        self.setVisible(bool(needs))


class Bands(Grid):
    """Sizes of household, parcels, kcal a person and day."""

    def __init__(self, look: Look) -> None:
        words = look.words
        super().__init__(
            look, (words("People"), words("Parcels"), words("kcal a person a day"), "")
        )

    def show_bands(self, bands: Sequence[BandRow]) -> None:
        """Show these rows."""
        self.begin()
        for line, band in enumerate(bands, 1):
            self.add(line, 0, ltr(band.people), "strong", "")
            self.add(line, 1, ltr(band.parcels), "", "")
            self.add(line, 2, ltr(band.kcal), "", band.tone)
            self.add(line, 3, band.verdict, "", band.tone)
        self.setVisible(bool(bands))


class PlanCard(Card):
    """Collects a wish, shows what it needs against what is there, and asks to freeze it."""

    wished = Signal(object)
    """A Wish, at every change."""
    share_taken = Signal()
    """The equal share is wanted instead."""
    freezing = Signal()

    def __init__(self, look: Look, today: Callable[[], date]) -> None:
        super().__init__()
        words = look.words
        self._look, self._today = look, today
        self.first = ReadLine(words("First day"), self._day, words("today"))
        self.store = Choice(look, words("Store"))
        self._store_field = Field(look, words("Store"), self.store)
        self._first_field = Field(look, words("First day"), self.first)
        self.scale = Choice(look, words("Ration or parcel"))
        self.days = NumberLine(words("Days"), 1, MOST_DAYS)
        self.days.put(7)
        self._chips: list[Chip] = []
        self.everyone: Chip | None = None
        self._sectors: Options = ()
        self._sector_box = QWidget()
        self._sector_box.setLayout(column(look, gap=0))
        self.who = Label(look, part="hint")
        self._figures = Label(look, part="hint", wrapped=True)
        self._figures.setTextFormat(Qt.TextFormat.RichText)
        self.needs = Needs(look)
        self.bands = Bands(look)
        self.shortage = Banner(look)
        self.working = Working(look)
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
        store = self.store.value if self.store.count() > 1 else ""
        return Wish(self.scale.value, self.days.value or 0, sectors, self.first.value, store)

    def offer(self, scales: Options, sectors: Options, stores: Options = ()) -> None:
        """Offer these rations and parcels, the camp's sectors and its stores."""
        self.scale.offer(scales)
        self.store.offer(stores)
        self._store_field.setVisible(len(stores) > 1)
        if tuple(sectors) == tuple(self._sectors):
            return
        chosen = set(self.wish.sectors)
        self._sectors = sectors
        self._chips = [Chip(text) for _, text in sectors]
        for chip in self._chips:
            chip.setMinimumWidth(self._look.px(42))  # narrower than high, and Qt drops its corners
            chip.setAccessibleName(self._look.words("Sector {name}", name=chip.text()))
            chip.toggled.connect(self._sector_turned)
        self.everyone = Chip(self._look.words("Everyone"), on=True)
        self.everyone.clicked.connect(self._take_everyone)
        self.choose_sectors(chosen)
        box = self._sector_box.layout()
        while box is not None and box.count():
            old = box.takeAt(0).widget()  # type: ignore[union-attr]
            if old is not None:
                old.deleteLater()
        if box is not None and sectors:
            box.addWidget(Flow(self._look, [self.everyone, *self._chips]))
        before: QWidget = self.store
        for chip in (self.everyone, *self._chips):  # they are newer than what stands below them
            QWidget.setTabOrder(before, chip)
            before = chip

    def choose_sectors(self, chosen: Collection[str]) -> None:
        """Choose sectors by program."""
        for (value, _), chip in zip(self._sectors, self._chips, strict=True):
            chip.blockSignals(True)
            chip.setChecked(value in chosen)
            chip.blockSignals(False)
        if self.everyone is not None:
            self.everyone.setChecked(not any(chip.isChecked() for chip in self._chips))

    @Slot()
    def _sector_turned(self) -> None:
        self.choose_sectors(self.wish.sectors)
        self._wish()

    @Slot()
    def _take_everyone(self) -> None:
        """Take all sectors back; pressed once more it stays on."""
        self.choose_sectors(())
        self._wish()

    def put(self, wish: Wish) -> None:
        """Show a wish that was chosen before."""
        self.scale.choose(wish.scale)
        self.days.put(wish.days or None)
        self.first.setText(wish.first.isoformat() if wish.first else "")
        self._say_past()
        self.store.choose(wish.store)
        self.choose_sectors(wish.sectors)

    def show_plan(self, plan: PlanNow) -> None:
        """Show what the wish needs."""
        self.who.say(plan.who)
        self.needs.show_needs(plan.needs)
        self.bands.show_bands(plan.bands)
        self._figures.say(" · ".join(self._toned(each) for each in plan.nourishment))
        self._figures.setVisible(bool(plan.nourishment))
        self.shortage.say(plan.tone, plan.shortage, plan.offer)
        self.freeze.setEnabled(plan.can_freeze)

    def _toned(self, figure: Nourishment) -> str:
        colour = self._look.theme.colours[figure.tone]
        said = escape(isolated(figure.said))
        return f'<span style="color:{colour}; font-weight:600">{said}</span>'

    def _day(self, text: str) -> date | None:
        moment = read_moment(text, self._today() + timedelta(days=180))
        return None if moment is None else moment.date()

    def _lay_out(self) -> None:
        look, words = self._look, self._look.words
        head = row(look, (Label(look, words("Ration plan"), "title"), 1), self.who)
        days = Field(look, words("Days"), self.days)
        days.setFixedWidth(look.px(84))
        self._store_field.hide()
        inside = column(
            look,
            head,
            Field(look, words("Ration or parcel"), self.scale),
            row(look, (self._first_field, 1), days, (self._store_field, 1), gap=12),
            self._sector_box,
            self._figures,
            self.needs,
            self.bands,
            self.shortage,
            self.working,
            self.freeze,
            gap=8,
        )
        self.setLayout(padded(look, inside, 20, 14))

    def _connect(self) -> None:
        self.scale.activated.connect(self._wish)
        self.days.value_changed.connect(self._wish)
        self.first.textEdited.connect(self._wish)
        self.store.activated.connect(self._wish)
        self.shortage.pressed.connect(self.share_taken)
        self.freeze.clicked.connect(self.freezing)

    def _wish(self) -> None:
        unreadable = self.first.unreadable
        said = self._look.words("Type a day like 31/12/2027.") if unreadable else ""
        self._first_field.show_trouble(said)
        self._say_past()
        self.wished.emit(self.wish)

    def _say_past(self) -> None:
        said = past_said(self.first.value, self._today(), self._look.words)
        self._first_field.show_hint(said)


class WhoCard(Card):
    """The pyramid of who is fed."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.pyramid = Pyramid(look)
        self.title = Label(look, look.words("Who this feeds"), "title")
        self.setLayout(padded(look, column(look, self.title, (self.pyramid, 1)), 20, 14))

    def show_counts(self, title: str, counts: Counts) -> None:
        """Show these people under a title; nobody at all hides the card."""
        self.setVisible(bool(counts.total))
        self.title.say(title)
        self.pyramid.show_counts(counts)
